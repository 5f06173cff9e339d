/* progress.h - what officers did, as derived from events: cards, runs, sittings one by one.
 * What decides where somebody stands comes in one piece from digest.h.  Reading only; writing
 * is store_append().
 *
 * "" as subject means nobody; times are 0 when it never happened.
 */
#ifndef STORE_PROGRESS_H
#define STORE_PROGRESS_H

#include "store/store.h"

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
/* Answers in order of the question number; "" = none. `answers` holds `count` slots; caller
 * frees each. */
bool progress_sitting_answers(struct store *self, const char *sitting, char **answers,
                              size_t count, struct err *err) MUST_USE;
/* Was any of this officer's events recorded by this very station? */
bool progress_is_local(struct store *self, const char *subject, bool *is_local,
                       struct err *err) MUST_USE;

#endif
