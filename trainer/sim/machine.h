/* machine.h - the facts of one case and how actions change them; runs any workflow.
 *
 * Deterministic: the same scenario, seed and lines give the same facts.  Judging is not done
 * here (sim/score, sim/run).  Inside: slots.c (where facts stand), builtins.c (facts that the
 * engine reckons), truth.c (what the case comes to), times.c (clock and time limits), step.c
 * (lines taken apart).
 */
#ifndef SIM_MACHINE_H
#define SIM_MACHINE_H

#include "content/course.h"
#include "sim/truth.h"

enum machine_builtin {
#define X(name, is_word, text) MACHINE_##name,
    WORKFLOW_BUILTINS(X)
#undef X
        MACHINE_BUILTINS
};

enum machine_source { MACHINE_STORED, MACHINE_BUILTIN, MACHINE_TIMER };

struct machine_slot { /* one fact */
    char *name;
    enum machine_source source;
    size_t at;             /* in values; enum machine_builtin; number of the time limit */
    bool is_word, is_each; /* each: a value for no subject, then one for every subject */
    bool is_date;
};

enum { MACHINE_AXES = 8, MACHINE_ARGS = 24 };

struct machine {
    const struct course *course;     /* borrowed */
    const struct scenario *scenario; /* as the seed has it */
    const struct workflow *workflow;
    struct scenario *varied;    /* owned: what the seed made of the case; NULL = nothing */
    bool is_test;               /* Test me: some policies are off */
    struct machine_slot *slots; /* sorted by name */
    size_t slot_count;
    uint32_t *slot_index; /* by hash of the name: 1 + number of a slot, 0 = nothing there */
    size_t index_room;    /* a power of two */
    struct expr_value *values;
    size_t value_count;
    struct truth *truths;             /* of the case, then of every subject */
    struct workflow_choice *subjects; /* to go to */
    size_t subject;                   /* at hand: 1 + its number; 0 = none */
    int64_t minutes;                  /* since the start */
    struct expr_value arg;
    char **pool; /* words typed in, kept to the end */
    size_t pool_count;
    int64_t *made_at;  /* minute in which each document was first there, of the case and of
                        * every subject: machine_made_at(); -1 = not yet */
    int64_t *began_at; /* minute in which each time limit began to run; -1 = not yet */
    int64_t clock;     /* minute that words tell; -1 = now */
};

/* An action line taken apart. */
struct machine_step {
    const struct workflow_action *action;
    const char *args[MACHINE_ARGS]; /* canonical values; words in the machine's pool */
    size_t arg_count;
    int64_t money;
};

/* Borrows all.  ERR_NOT_FOUND: no catalog, or the scenario does not fit it.  Release in any
 * case. */
bool machine_init(struct machine *self, const struct course *course,
                  const struct scenario *scenario, const struct workflow *workflow,
                  uint64_t seed, bool is_test, struct err *err) MUST_USE;
void machine_release(struct machine *self);
void machine_reset(struct machine *self); /* to the start of the case */

/* Take `line` apart.  ERR_NOT_FOUND: no such action or item; ERR_INPUT: malformed argument. */
bool machine_parse(struct machine *self, const char *line, struct machine_step *step,
                   struct err *err) MUST_USE;

/* `text` as a word that lives as long as the machine. */
const char *machine_keep(struct machine *self, const char *text, size_t len) MUST_USE;

/* Put the argument into the fact `arg`, for the action's rules. */
void machine_show_arg(struct machine *self, const struct machine_step *step);
void machine_hide_arg(struct machine *self); /* no argument is looked at any more */
void machine_apply(struct machine *self, const struct machine_step *step);

/* NULL = holds. */
bool machine_holds(const struct machine *self, const struct expr *expr) MUST_USE;
/* The same while another subject (1 + its number) is at hand. */
bool machine_holds_for(const struct machine *self, size_t subject,
                       const struct expr *expr) MUST_USE;
bool machine_fact(const struct machine *self, const char *name,
                  struct expr_value *value) MUST_USE;
int64_t machine_number(const struct machine *self, const char *name) MUST_USE; /* 0 if none */
const char *machine_word(const struct machine *self,
                         const char *name) MUST_USE; /* "" if none */
bool machine_has(const struct machine *self, const char *set, const char *member) MUST_USE;
/* What is in the set `prefix` ("factors."), in order of names, one a call from *at = 0 on.
 * Borrowed; NULL when there is no more. */
const char *machine_next_in(const struct machine *self, const char *prefix,
                            size_t *at) MUST_USE;

/* The choices of an action, from the workflow or the scenario. Borrowed. */
const struct workflow_choice *machine_choices(const struct machine *self,
                                              const struct workflow_action *action,
                                              size_t *count) MUST_USE;

/* Whether a choice can be taken now; there is no going to the subject at hand. */
bool machine_choice_is_open(const struct machine *self, const struct workflow_action *action,
                            const struct workflow_choice *choice) MUST_USE;

/* The catalog item chosen (fact `item`) under the law of the act's day; NULL if none. */
const struct catalog_item *machine_item(const struct machine *self) MUST_USE;

/* What the case, or the subject at hand, comes to. */
const struct truth *machine_truth(const struct machine *self) MUST_USE;
/* Borrowed; NULL if none is at hand. */
const struct scenario_subject *machine_subject(const struct machine *self) MUST_USE;

/* Place in made_at of a document (of the subject at hand, if it has one for each). */
size_t machine_made_at(const struct machine *self,
                       const struct workflow_document *document) MUST_USE;

/* A person; the name of one or the text of a particular; NULL if there is none. */
const struct scenario_person *machine_person(const struct machine *self,
                                             const char *role) MUST_USE;
const struct both *machine_text(const struct machine *self, const char *id) MUST_USE;

#endif
