/* practice.h - a case played by somebody: sim/run plus the record of every step. */
#ifndef APP_PRACTICE_H
#define APP_PRACTICE_H

#include "app/app.h"
#include "sim/outcome.h"
#include "sim/run.h"

struct practice; /* opaque */

/* The seed a learner plays with: Show me and Try me use the file's facts (0), Test me draws a
 * variation. */
uint64_t practice_seed(enum run_mode mode) MUST_USE;

/* Begin and record.  seed 0 = the file's facts unchanged. `self`
 * of every function may have been made without a session (who NULL: nothing is recorded, as in
 * `scenario run` without --as and `demo`). */
struct practice *practice_begin(struct app *app, struct session *who, const char *scenario,
                                enum run_mode mode, uint64_t seed, struct err *err) MUST_USE;
/* This officer's last run of a case, if it is unfinished, restored to the last recorded step;
 * *out NULL if there is none. */
bool practice_resume(struct session *who, const char *scenario, struct practice **out,
                     struct err *err) MUST_USE;
/* A new run of the same case in Try me with the same facts, in which what was done before step
 * `before` of the result of `self` is done again, less what Try me blocks.  Records like
 * practice_begin(). */
struct practice *practice_again(struct practice *self, size_t before, struct err *err) MUST_USE;
void practice_free(struct practice *self); /* leaves an unfinished run to be resumed */

struct run *practice_run(
    struct practice *self) MUST_USE; /* to read the screen; do not act on it directly */
const char *practice_scenario(const struct practice *self) MUST_USE;
enum run_mode practice_mode(const struct practice *self) MUST_USE;

/* How much Try me leads: it fades with every time this officer has passed the case in Try me.
 * Without a session it always leads. */
enum practice_guidance {
    GUIDANCE_NONE,  /* passed twice: only the guards are left */
    GUIDANCE_STAGE, /* passed once: where in the procedure you are */
    GUIDANCE_FULL   /* not yet: also where the next step is done; Enter leads there */
};
enum practice_guidance practice_guidance(const struct practice *self) MUST_USE;

bool practice_act(struct practice *self, const char *line, struct run_verdict *verdict,
                  struct err *err) MUST_USE;
bool practice_hint(struct practice *self, int level, struct both *text,
                   struct err *err) MUST_USE;
bool practice_undo(struct practice *self, struct err *err) MUST_USE;
/* End and record result; wrong points become review cards. attempt: 33 bytes, "" without a
 * session. */
bool practice_finish(struct practice *self, char *attempt, struct err *err) MUST_USE;

/* A case and its twin have the same legal facts: what this officer made of both (domain C.4).
 * `other` NULL: the case has no twin.  The other one's newest finished run in Try me or Test me
 * counts, played again under today's content. */
struct practice_spread {
    const struct scenario *other; /* borrowed */
    bool is_played;               /* the other one, so that `others` says something */
    struct run_outcome mine, others;
};
bool practice_spread(struct practice *self, struct practice_spread *out,
                     struct err *err) MUST_USE;

/* Best results of this officer for a scenario. */
struct practice_best {
    bool was_shown;
    double best_try, best_test; /* -1 = never finished */
    bool is_passed;             /* Try me or Test me passed */
};
bool practice_best(struct session *self, const char *scenario, struct practice_best *out,
                   struct err *err) MUST_USE;

struct attempt { /* a recorded run */
    char id[33], subject[SUBJECT_MAX], scenario[16];
    enum run_mode mode;
    uint64_t seed;
    msec_t started, finished; /* 0 = open */
    double score;
    bool is_passed;
};
bool practice_attempts(struct app *app, const char *subject, struct attempt **list,
                       size_t *count, struct err *err) MUST_USE;

/* The `replay` document: recorded steps with their recorded verdicts; `remark`: computed again
 * under today's content. Caller frees with json_free(). ERR_NOT_FOUND. */
struct json *practice_replay(struct app *app, const char *attempt, bool remark,
                             struct err *err) MUST_USE;
/* The recorded run as it stood after its first `steps` steps, to look at, under today's
 * content. ERR_NOT_FOUND; ERR_INPUT: the case has changed so much that it cannot be played.
 * Caller frees. */
struct run *practice_replay_run(struct app *app, const char *attempt, size_t steps,
                                struct err *err) MUST_USE;

#endif
