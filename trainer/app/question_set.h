/* question_set.h - inside app/: the questions of one sitting and where they stand. */
#ifndef APP_QUESTION_SET_H
#define APP_QUESTION_SET_H

#include "app/app.h"

struct question_place {
    const struct quiz *quiz; /* borrowed from the course */
    size_t index;
};
struct question_set { /* zeroed = empty */
    struct question_place *places;
    size_t count;
};
void question_set_release(struct question_set *self);

/* Every question of a bank that can be judged, in its order. ERR_NOT_FOUND. */
bool question_set_of_bank(struct question_set *self, const struct course *course,
                          const char *bank, struct err *err) MUST_USE;
/* Questions of the due cards, at most 20. ERR_NOT_FOUND: none; the message says which case to
 * play when only points of cases are due. */
bool question_set_of_cards(struct question_set *self, struct app *app, const char *subject,
                           struct err *err) MUST_USE;
/* Drawn from the banks of the level's exam by `seed`. ERR_INPUT: the banks hold too few. */
bool question_set_of_level(struct question_set *self, const struct course *course,
                           const char *level, uint64_t seed, struct err *err) MUST_USE;

/* Ids with ';' between, and back. false: one of them is not in the course any more. */
void question_set_write(const struct question_set *self, struct sbuf *out);
bool question_set_read(struct question_set *self, const struct course *course,
                       const char *ids) MUST_USE;

#endif
