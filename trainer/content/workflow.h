/* workflow.h - one procedure as data: lessons/workflows/NAME.yaml.
 *
 * A workflow says which facts a case has, which actions exist, what each needs and changes,
 * what is judged (goals, rubric lines, critical failures) and which documents come out.  The
 * engine (sim/) knows no workflow by name.  Conditions are expressions (content/expr.h) over
 * facts.
 *
 * Facts.  Declared in `facts` as `name: flag|number|word|set`; a set's members are flags
 * `set.member`, one for each choice of the actions that put into it.  The engine adds the
 * WORKFLOW_BUILTINS.
 *
 * Effects (`sets`): `fact: true|false|number|word`, or `=fact` (copy;
 * `=arg` is the argument).
 *
 * Templates (documents, form, spoken words, a goal's `do`): `{name}` is a particular of the
 * scenario, a person's role, a fact (a choice comes out in its wording), or one of item, duty,
 * basis (citations of the item chosen), date, time, year, due:TIMER, cite:STATUTE ARTICLE.
 * In a goal's `do` a fact comes out as its bare value ("0205").  A name without a value leaves
 * nothing; a field of a form or document then counts as blank.
 */
#ifndef CONTENT_WORKFLOW_H
#define CONTENT_WORKFLOW_H

#include "content/workflow_parts.h"

/* `measure: discretion` is D of domain C.3 over the facts `grade` (word), `fine` (number) and
 * `factors` (set).  Facts that the engine provides: name in sim/, name in expressions and
 * templates. */
#define WORKFLOW_BUILTINS(X)                                                                   \
    X(MINUTES, "minutes")     /* simulated minutes since the start */                          \
    X(CAP, "cap")             /* on-the-spot cap of the party, yuan (…chufa-fa 51) */        \
    X(HAS_RANGE, "has-range") /* the item chosen carries a fine in the tier of the facts */    \
    X(RANGE_MIN, "range-min") /* that range, yuan */                                           \
    X(RANGE_MAX, "range-max")                                                                  \
    X(CASE_ITEM, "case-item")     /* the right item */                                         \
    X(RIGHT_GRADE, "right-grade") /* none, mitigated, lenient, standard, aggravated (C.2) */   \
    X(TARGET, "target")           /* the right sum, yuan */                                    \
    X(BAND_LO, "band-lo")         /* accepted sums */                                          \
    X(BAND_HI, "band-hi")                                                                      \
    X(ARG, "arg")                     /* the argument, while an action's rules are read */     \
    X(RIGHT_FACTORS, "right-factors") /* "A3 M8 M9" */

struct workflow {
    char *id; /* "W1" */
    struct both title;
    struct yaml_pairs facts;
    struct yaml_list stages, actions, goals, lines, criticals, lights, form, documents, timers;
    struct expr *over;
    struct both closed, not_now; /* told when an action comes too late, or does not fit now */
    char *qr;                    /* payload template */
    struct expr *qr_shown;
    char *file;
    char hash[65]; /* of the file's bytes, hex */
};

/* Faults to `problems`; NULL if there was one.  Caller frees. */
struct workflow *workflow_read(const char *path, struct problems *problems) MUST_USE;
void workflow_free(struct workflow *self);

/* Whether a fact of that name can be read: declared, a set's member, or the engine's. */
bool workflow_knows(const struct workflow *self, const char *fact) MUST_USE;

/* Borrowed; NULL if there is none. */
const struct workflow_action *workflow_action(const struct workflow *self,
                                              const char *id) MUST_USE;
const struct workflow_line *workflow_line(const struct workflow *self, const char *id) MUST_USE;
const struct workflow_critical *workflow_critical(const struct workflow *self,
                                                  const char *id) MUST_USE;

#endif
