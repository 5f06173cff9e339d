/* question.h - inside app/: one question asked and judged, in lessons and sittings alike. */
#ifndef APP_QUESTION_H
#define APP_QUESTION_H

#include "app/study.h"

/* In the language of now; NULL if no bank has it. Borrowed. */
const struct gift_question *question_find(const struct course *course, const char *id) MUST_USE;
/* Has it a right answer at all?  (An essay or a description has none.) */
bool question_is_judged(const struct gift_question *question) MUST_USE;
bool question_is_right(const struct gift_question *question, const char *answer) MUST_USE;

/* Put question, answer, right (and judged: counts at once) into an event's data. */
void question_judge(struct json *data, const struct gift_question *question, const char *answer,
                    bool is_judged);
/* What the officer is told. Fill `out`, released with study_verdict_release(). */
void question_verdict(const struct gift_question *question, const char *answer,
                      struct study_verdict *out);

#endif
