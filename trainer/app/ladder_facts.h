/* ladder_facts.h - inside app/: gathers from the database what learn/standing decides on. */
#ifndef APP_LADDER_FACTS_H
#define APP_LADDER_FACTS_H

#include "app/app.h"
#include "learn/standing.h"
#include "store/digest.h"

enum { LADDER_LESSONS = 32, LADDER_SCENARIOS = 32 };

struct ladder_position {              /* one officer before one level */
    const struct ladder_level *level; /* borrowed from the course */
    struct standing_lesson lessons[LADDER_LESSONS];
    double best[LADDER_SCENARIOS];
    struct standing_facts facts; /* points into this struct: do not copy it */
    struct standing standing;
    msec_t certified_until; /* of the valid certificate; 0 = none or without end */
};

/* Progress of one officer in one lesson: steps seen, where to go on, questions answered. */
struct lesson_position {
    struct standing_lesson counts;
    size_t at; /* the step seen last; 0 before the first */
};
void lesson_position(const struct digest *digest, const struct lesson *lesson,
                     struct lesson_position *out);

/* ERR_NOT_FOUND: no such level, or the ladder could not be read. */
bool ladder_position(const struct course *course, const struct digest *digest,
                     const char *level, struct ladder_position *out, struct err *err) MUST_USE;
/* The same with this officer's digest read from the database. */
bool ladder_position_of(struct app *app, const char *subject, const char *level,
                        struct ladder_position *out, struct err *err) MUST_USE;

/* The first level that this officer holds no valid certificate of; NULL when all are held or
 * there is no ladder. *held is filled with the highest one held ("" = none) and its end. */
struct ladder_held {
    char level[8];
    msec_t expires;
};
const struct ladder_level *ladder_next(const struct course *course, const struct digest *digest,
                                       struct ladder_held *held) MUST_USE;

/* Scenarios that are no twins. */
size_t ladder_case_count(const struct course *course) MUST_USE;
/* Those of them passed in Try me or Test me. */
size_t ladder_cases_passed(const struct course *course, const struct digest *digest) MUST_USE;

#endif
