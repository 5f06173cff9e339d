/* run_state.h - the inside of a run, shared by run.c (doing), run_help.c (leading), run_view.c
 * and run_album.c (seeing) and run_result.c (judging). */
#ifndef SIM_RUN_STATE_H
#define SIM_RUN_STATE_H

#include "sim/machine.h"
#include "sim/run.h"
#include "sim/score.h"

enum { RUN_HINTS = 3, RUN_CRITICALS = 20 };

struct run_record { /* one line that was given */
    char *line;
    const struct workflow_action *action;
    struct both label; /* owned */
    struct run_verdict verdict;
    int64_t minutes; /* simulated, since the start: when it was given */
};

struct run {
    const struct workflow *workflow; /* borrowed, as all content */
    const struct scenario *scenario;
    enum run_mode mode;
    uint64_t seed;
    struct machine machine;
    bool *lost;      /* lines lost by what was done (Test me); made again by undo.  Places as
                      * score_lost_at() says */
    bool *lost_kept; /* lines lost by blocked errors and full hints; undo keeps them */
    bool *hinted;    /* (goal * (subjects + 1) + subject) * RUN_HINTS + level - 1 */
    double hint_cost;
    struct run_record *records;
    size_t record_count;
    struct run_line *lines; /* texts owned */
    size_t line_count;
    const struct workflow_critical *criticals[RUN_CRITICALS];
    size_t critical_count;

    /* what the last look returned; made again when asked */
    struct run_action *actions;
    struct run_choice **choices;
    size_t action_count;
    struct run_light *lights;
    struct run_field *fields;
    size_t field_count;
    struct run_document *documents;
    size_t document_count;
    struct run_shot *shots; /* labels owned */
    size_t shot_count;
    char *qr; /* NULL = none on the screen */
    struct both qr_words;
    char *model;
    struct both hint;
    struct run_result result;
    struct run_critical *result_criticals;
    struct run_step *steps;
    struct both *rights; /* words of the steps, owned */
    size_t right_count;
};

/* Throw away what the looks returned. */
void run_forget_views(struct run *self);
void run_forget_album(struct run *self);
void run_forget_steps(struct run *self);

/* The goal applies and is not reached, for a subject (1 + its number; 0 = the case). */
bool run_goal_is_open(const struct run *self, const struct workflow_goal *goal,
                      size_t subject) MUST_USE;

/* Make the payload of the QR again: after every change of the facts. */
void run_update_qr(struct run *self);

struct run_next { /* what is to be done next */
    const struct workflow_goal *goal;
    size_t subject;    /* 1 + number of the one it is for; 0 = of the case */
    bool is_elsewhere; /* another subject is at hand: go there first */
};
/* false when nothing is left to do. */
bool run_next(const struct run *self, struct run_next *next) MUST_USE;
/* The action line for it, a template up to its argument. */
const char *run_next_template(const struct run_next *next) MUST_USE;

/* Lose rubric line `id` (NULL = none); returns what it was worth, 0 if it was lost before or
 * does not apply.  `is_kept`: undo does not bring it back. */
double run_lose(struct run *self, const char *id, bool is_kept);

/* Judge the facts of now with what was lost.  Release with score_release(). */
void run_judge(const struct run *self, struct score *score);

/* Lines lost either way. Caller frees. */
bool *run_lost(const struct run *self) MUST_USE;

/* What an action is called in this case: "填罚款 140". Caller releases. */
struct both run_step_label(const struct run *self, const struct machine_step *step) MUST_USE;

#endif
