/* sitting.h - answering questions in a row: practice quiz, review of due cards, exam.
 *
 * Every answer is saved as given, so a broken terminal loses nothing.  An exam allows changes
 * until hand-in and shows no feedback before; quiz and review judge at once.
 */
#ifndef APP_SITTING_H
#define APP_SITTING_H

#include "app/app.h"
#include "app/study.h"

enum sitting_kind { SITTING_QUIZ, SITTING_REVIEW, SITTING_EXAM };

struct sitting; /* opaque */

/* quiz: `id` = bank; review: id ignored; exam: id = level (ERR_NOT_ALLOWED with what is missing
 * or from when it may be tried again). */
struct sitting *sitting_begin(struct session *who, enum sitting_kind kind, const char *id,
                              struct err *err) MUST_USE;
/* The unfinished sitting of this officer; *out NULL if none. */
bool sitting_resume(struct session *who, struct sitting **out, struct err *err) MUST_USE;
void sitting_free(struct sitting *self);

enum sitting_kind sitting_kind(const struct sitting *self) MUST_USE;
const char *sitting_id(const struct sitting *self) MUST_USE;
size_t sitting_count(const struct sitting *self) MUST_USE;
const struct gift_question *sitting_question(const struct sitting *self, size_t index,
                                             enum lang lang) MUST_USE;
/* The order in which the options of question `index` are shown: a permutation of
 * 0..option_count-1 (matching: of the right sides). Seeded per sitting. Borrowed. */
const size_t *sitting_order(const struct sitting *self, size_t index) MUST_USE;
const char *sitting_answered(const struct sitting *self,
                             size_t index) MUST_USE;    /* "" = not yet */
size_t sitting_at(const struct sitting *self) MUST_USE; /* first unanswered, or count */

/* Save an answer (file-order numbers, see content/quiz.h). `verdict` may be NULL (exam: left
 * empty). */
bool sitting_answer(struct sitting *self, size_t index, const char *answer,
                    struct study_verdict *verdict, struct err *err) MUST_USE;

struct sitting_result {
    size_t right, count;
    double percent;
    bool is_passed;
    char retry_on[32]; /* exam not passed: date */
};
bool sitting_hand_in(struct sitting *self, struct sitting_result *out,
                     struct err *err) MUST_USE;

#endif
