/* machine.h - the facts of one case and how actions change them; runs any workflow.
 *
 * Deterministic: the same scenario, seed and lines give the same facts.  Judging is not done
 * here (sim/score, sim/run).
 */
#ifndef SIM_MACHINE_H
#define SIM_MACHINE_H

#include "content/course.h"
#include "sim/discretion.h"

enum machine_builtin {
#define X(name, text) MACHINE_##name,
    WORKFLOW_BUILTINS(X)
#undef X
        MACHINE_BUILTINS
};

struct machine_slot { /* one fact */
    char *name;
    bool is_word;
    int64_t number;
    const char *word; /* borrowed from the machine's pool or the content */
};

enum { MACHINE_AXES = 8, MACHINE_ARGS = 24 };

struct machine {
    const struct course *course; /* borrowed */
    const struct scenario *scenario;
    const struct workflow *workflow;
    const struct scenario_change *changes[MACHINE_AXES]; /* what the seed chose */
    size_t change_count;
    struct machine_slot *slots; /* sorted by name */
    size_t slot_count;
    size_t builtins[MACHINE_BUILTINS]; /* where the engine's facts stand in slots */
    char **pool;                       /* words typed in, kept to the end */
    size_t pool_count;
    int64_t *made_at;        /* minute in which each document was first there; -1 = not yet */
    int64_t clock;           /* minute that words tell; -1 = now */
    struct discretion right; /* what the scenario's truth comes to */
    const struct catalog_band *band; /* its range; NULL = no fine is due */
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
                  uint64_t seed, struct err *err) MUST_USE;
void machine_release(struct machine *self);
void machine_reset(struct machine *self); /* to the start of the case */

/* Take `line` apart.  ERR_NOT_FOUND: no such action or item; ERR_INPUT: malformed argument. */
bool machine_parse(struct machine *self, const char *line, struct machine_step *step,
                   struct err *err) MUST_USE;

/* `text` as a word that lives as long as the machine. */
const char *machine_keep(struct machine *self, const char *text, size_t len) MUST_USE;

/* Put the argument into the fact `arg`, for the action's rules. */
void machine_show_arg(struct machine *self, const struct machine_step *step);
void machine_apply(struct machine *self, const struct machine_step *step);

/* NULL = holds. */
bool machine_holds(const struct machine *self, const struct expr *expr) MUST_USE;
bool machine_fact(const struct machine *self, const char *name,
                  struct expr_value *value) MUST_USE;
int64_t machine_number(const struct machine *self, const char *name) MUST_USE; /* 0 if none */
const char *machine_word(const struct machine *self,
                         const char *name) MUST_USE; /* "" if none */
bool machine_has(const struct machine *self, const char *set, const char *member) MUST_USE;

/* The choices of an action, from the workflow or the scenario. Borrowed. */
const struct workflow_choice *machine_choices(const struct machine *self,
                                              const struct workflow_action *action,
                                              size_t *count) MUST_USE;

/* The catalog item chosen (fact `item`) under the law of the day; NULL if none. */
const struct catalog_item *machine_item(const struct machine *self) MUST_USE;

/* Name of a person, text of a particular, as the seed has them; NULL if there is none. */
const struct both *machine_text(const struct machine *self, const char *id) MUST_USE;

#endif
