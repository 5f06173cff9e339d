/* progress.h - what officers did, as derived from events: lessons, answers, cards, runs,
 * sittings.  Reading only; writing is store_append().
 *
 * "" as subject means nobody; times are 0 when it never happened.
 */
#ifndef STORE_PROGRESS_H
#define STORE_PROGRESS_H

#include "store/store.h"

struct seen_step {
    int64_t step;
    msec_t last;
};
/* Steps of a lesson, in order of the step. Caller frees with free(). */
bool progress_steps(struct store *self, const char *subject, const char *lesson,
                    struct seen_step **list, size_t *count, struct err *err) MUST_USE;
/* Was this question ever answered, and was the latest answer right? */
bool progress_answer(struct store *self, const char *subject, const char *question,
                     bool *is_answered, bool *is_right, struct err *err) MUST_USE;

struct card {                  /* something to go through again */
    char source[16], item[64]; /* question: "", id · point: scenario, rule */
    int64_t lapses;
    msec_t since;
    bool is_point;
};
/* Due ones: most often wrong first, then oldest. Caller frees with free(). */
bool progress_cards(struct store *self, const char *subject, struct card **list, size_t *count,
                    struct err *err) MUST_USE;
bool progress_cards_due(struct store *self, const char *subject, size_t *count,
                        struct err *err) MUST_USE;

struct run_row {
    char attempt[33], subject[SUBJECT_MAX], scenario[16], seed[24], content[65];
    int mode;
    msec_t started, finished;
    double score;
    bool is_passed;
};
/* All runs of one officer, newest first. Caller frees with free(). */
bool progress_runs(struct store *self, const char *subject, struct run_row **list,
                   size_t *count, struct err *err) MUST_USE;
bool progress_run(struct store *self, const char *attempt, struct run_row *out,
                  struct err *err) MUST_USE; /* ERR_NOT_FOUND */
/* The recorded steps in order. Caller frees with run_steps_free(). */
struct run_step_row {
    char kind[8]; /* act, hint, undo */
    char *data;   /* JSON of the event */
};
bool progress_run_steps(struct store *self, const char *attempt, struct run_step_row **list,
                        size_t *count, struct err *err) MUST_USE;
void run_steps_free(struct run_step_row *list, size_t count);
/* The recorded result document; "" while unfinished. Caller frees. */
bool progress_run_result(struct store *self, const char *attempt, char **text,
                         struct err *err) MUST_USE;
/* Finished runs of a scenario in a mode: best score, -1 if there are none. */
bool progress_best(struct store *self, const char *subject, const char *scenario, int mode,
                   double *score, bool *is_passed, struct err *err) MUST_USE;
/* Ids of the scenarios passed in Try me or Test me, in order, each `room` 16 bytes; caller
 * frees with free(). */
bool progress_passed(struct store *self, const char *subject, char (**list)[16], size_t *count,
                     struct err *err) MUST_USE;

struct sitting_row {
    char id[33], subject[SUBJECT_MAX], ref[32], seed[24];
    int kind;
    char *questions; /* ';'-separated ids; caller frees */
    msec_t started, finished;
    int64_t rights;
    double percent;
    bool is_passed;
};
/* The newest sitting of this officer that was not dropped; kind -1 = any, ref "" = any.
 * *is_there false if there is none (then `out` is untouched). */
bool progress_sitting(struct store *self, const char *subject, int kind, const char *ref,
                      struct sitting_row *out, bool *is_there, struct err *err) MUST_USE;
/* The same for the newest finished one of this kind and ref. */
bool progress_sitting_finished(struct store *self, const char *subject, int kind,
                               const char *ref, struct sitting_row *out, bool *is_there,
                               struct err *err) MUST_USE;
/* Answers in order of the question number; "" = none. `answers` holds `count` slots; caller
 * frees each. */
bool progress_sitting_answers(struct store *self, const char *sitting, char **answers,
                              size_t count, struct err *err) MUST_USE;
/* Time of the newest passed sitting of this kind and ref that finished after `after`; 0 = none.
 */
bool progress_sitting_passed(struct store *self, const char *subject, int kind, const char *ref,
                             msec_t after, msec_t *when, struct err *err) MUST_USE;
/* Best percentage over finished quizzes and exams; -1 = none. */
bool progress_quiz_best(struct store *self, const char *subject, double *percent,
                        struct err *err) MUST_USE;
bool progress_last_active(struct store *self, const char *subject, msec_t *when,
                          struct err *err) MUST_USE;
/* Was any of this officer's events recorded by this very station? */
bool progress_is_local(struct store *self, const char *subject, bool *is_local,
                       struct err *err) MUST_USE;

#endif
