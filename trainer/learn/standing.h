/* standing.h - what a level of the ladder still asks for (domain F.1,
 * lessons/certification.yaml).
 *
 * Pure: the caller gathers the facts in the order of the level's own lists.
 */
#ifndef LEARN_STANDING_H
#define LEARN_STANDING_H

#include "content/ladder.h"

struct standing_lesson {
    size_t seen, steps;         /* steps of the lesson */
    size_t answered, questions; /* questions in its steps */
};

struct standing_facts {
    const struct standing_lesson *lessons; /* as ladder_level.lessons */
    const double *best_scores;             /* as ladder_level.scenarios; -1 = never finished */
    msec_t exam_passed; /* newest pass that no certificate has used up; 0 = none */
    msec_t exam_failed; /* newest hand-in that did not pass; 0 = none */
    bool is_certified;  /* holds a valid certificate of this level */
};

struct standing {
    size_t missing_lessons, missing_cases;
    bool is_exam_passed;
    bool is_exam_open; /* lessons and cases done, no waiting day, not passed, not certified */
    int32_t retry_day; /* first day on which the exam may be tried again; 0 = no waiting */
    bool is_ready;     /* everything met and not certified yet */
};

bool standing_lesson_is_done(const struct standing_lesson *lesson) MUST_USE;
/* `today` as calendar day (UTC+8). */
void standing_of(const struct ladder_level *level, const struct standing_facts *facts,
                 int32_t today, struct standing *out);

#endif
