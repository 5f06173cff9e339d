/* workflow.h - one procedure as data: lessons/workflows/NAME.yaml.
 *
 * A workflow says which facts a case has, which actions exist, what each needs and changes,
 * what is judged (goals, rubric lines, critical failures) and which documents come out.  The
 * engine (sim/) knows no workflow by name.  Conditions are expressions (content/expr.h) over
 * facts.
 *
 * Joining.  `uses: [common]` names files whose parts come after the file's own; a case that is
 * played under several workflows joins all of them first, then what they use.  Of two parts
 * with one id (facts: name; documents: kind; form: English label; pictures and lessons: panel)
 * in different files the first
 * counts.  A file without goals is only there to be used.  The case is over when one of the
 * workflows' `over` holds.
 *
 * Facts.  Declared in `facts` as `name: flag|number|word|set|date`, or `name: each flag`: every
 * subject of the case (content/scenario.h) has its own.  A set's members are flags
 * `set.member`, one for each choice of the actions that put into it.  A date is a day's number,
 * written 2026-03-02.  The engine adds the WORKFLOW_BUILTINS and for a time limit `pay` the
 * facts pay.runs, pay.over and pay.left (whole days; negative after its end).
 *
 * Effects (`sets`): `fact: true|false|number|day|word`, or `=fact` (copy; `=arg` is the
 * argument).
 *
 * Templates (documents, form, spoken words, a line's `text`, a goal's `do`): `{name}` is a
 * particular of the scenario (else of the workflow: `particulars`; of several with one id in a
 * file the first whose `when` holds), a person's role, a fact (a choice comes out in its
 * wording), or one of item, duty, basis (citations of the item chosen), date, time, year,
 * due:TIMER, cite:STATUTE ARTICLE, right:FACT (the choices that the case comes to).  In a
 * goal's `do` a fact comes out as its bare value ("0205").  A name without a value leaves
 * nothing; a field of a form or document then counts as blank.
 */
#ifndef CONTENT_WORKFLOW_H
#define CONTENT_WORKFLOW_H

#include "content/workflow_parts.h"

/* `measure: discretion` is D of domain C.3 over the facts `grade` (word), `fine` (number) and
 * `factors` (set).  Facts that the engine provides: name in sim/, whether it is a word, name in
 * expressions and templates. */
/* clang-format off */
#define WORKFLOW_BUILTINS(X)                                                                   \
    X(MINUTES, 0, "minutes")     /* simulated minutes since the start */                       \
    X(TODAY, 0, "today")         /* the simulated day */                                       \
    X(CAP, 0, "cap")             /* on-the-spot cap of the party, yuan (…chufa-fa 51) */       \
    X(HAS_RANGE, 0, "has-range") /* the item chosen carries a fine in the tier of the facts */ \
    X(RANGE_MIN, 0, "range-min") /* that range, yuan */                                        \
    X(RANGE_MAX, 0, "range-max")                                                               \
    X(CASE_ITEM, 1, "case-item")             /* the right item; '' = none is at stake */       \
    X(RIGHT_OUTCOME, 1, "right-outcome")     /* none, order, warning, fine */                  \
    X(RIGHT_PROCEDURE, 1, "right-procedure") /* W1, W2 or '' */                                \
    X(RIGHT_GRADE, 1, "right-grade") /* none, warning, mitigated, lenient, standard, … (C.2) */ \
    X(TARGET, 0, "target")           /* the right sum, yuan */                                 \
    X(BAND_LO, 0, "band-lo")         /* accepted sums */                                       \
    X(BAND_HI, 0, "band-hi")                                                                   \
    X(ARG, 0, "arg")                     /* the argument, while an action's rules are read */  \
    X(RIGHT_FACTORS, 1, "right-factors") /* "A3 M8 M9" */                                      \
    X(SUBJECT, 1, "subject")             /* the one at hand, '' = none */                      \
    X(SUBJECTS, 0, "subjects")           /* how many there are */                              \
    X(POLICY_CASH, 0, "policy.cash")     /* lessons/policy.yaml, less what a variant changes */ \
    X(POLICY_REMOTE, 0, "policy.remote-simple") /* never in Test me */                         \
    X(POLICY_BIKES, 0, "policy.bike-roads")                                                    \
    X(POLICY_PERSON, 0, "policy.hearing-person")                                               \
    X(POLICY_ORG, 0, "policy.hearing-org")                                                     \
    X(METER_DUE, 0, "meter.due")   /* last day to pay; 0 = never received */                   \
    X(METER_DAYS, 0, "meter.days") /* days that count */                                       \
    X(METER_SUM, 0, "meter.sum")   /* surcharge, yuan */                                       \
    X(SELECTIVE, 0, "selective-index") /* 0 to 100; -1 = nothing to compare */                 \
    X(FAVOUR, 0, "favour-index")
/* clang-format on */

struct workflow {
    char *id; /* "W1"; of several joined: "W3+W1" */
    struct both title;
    struct yaml_texts uses;
    struct yaml_pairs facts;
    const struct yaml_pair **facts_by_name; /* the same in order of their names */
    struct yaml_list stages, actions, goals, lines, criticals, lights, form, documents, timers;
    struct yaml_list pictures, taught;
    struct yaml_list particulars; /* struct workflow_particular */
    struct expr *over;            /* of one file; NULL in one that is only used */
    struct both closed, not_now;  /* told when an action comes too late, or does not fit now */
    char *qr;                     /* payload template */
    struct expr *qr_shown;
    struct both qr_words; /* beside it: to whom, how much, under which number; template */
    struct workflow_meter *meter;       /* NULL = none */
    struct workflow_fairness *fairness; /* NULL = none */
    char *file;
    char hash[65]; /* of the file's bytes, hex */
    /* joined: the files it was made of, in order; a single file as read: NULL, 0, 0 */
    const struct workflow **files;
    size_t file_count, own_count; /* own: not only used */
};

/* One file, not yet joined.  Faults to `problems`; NULL if there was one.  Caller frees. */
struct workflow *workflow_read(const char *path, struct problems *problems) MUST_USE;
void workflow_free(struct workflow *self);

/* Faults that need no other file. */
void workflow_check_alone(const struct workflow *self, struct problems *problems);

/* `files` (the first `own_count` are played, the rest used) as one, which borrows all of them.
 * Caller frees with workflow_free(). */
struct workflow *workflow_join(const struct workflow *const *files, size_t count,
                               size_t own_count) MUST_USE;
void workflow_part(struct workflow *self); /* releases what the join took */

/* Names in a joined workflow that lead nowhere; for one that several files are played under,
 * where two of them do not fit. */
void workflow_check(const struct workflow *self, struct problems *problems);
/* The same of one of its files only. */
void workflow_check_file(const struct workflow *self, size_t index, struct problems *problems);

/* Makes `facts_by_name`, which what follows looks into; reading and joining do it. */
void workflow_order_facts(struct workflow *self);

/* Whether a fact of that name can be read: declared, a set's member, or the engine's. */
bool workflow_knows(const struct workflow *self, const char *fact) MUST_USE;
/* Whether it can be written: of the engine's only `subject`. */
bool workflow_can_set(const struct workflow *self, const char *fact) MUST_USE;

enum workflow_fact {
    WORKFLOW_NO_FACT,
    WORKFLOW_FLAG,
    WORKFLOW_NUMBER,
    WORKFLOW_WORD,
    WORKFLOW_SET,
    WORKFLOW_DATE
};
/* What a fact is declared as ("each flag"); borrowed, NULL if it is not. */
const char *workflow_declaration(const struct workflow *self, const char *name) MUST_USE;
/* Kind of a declared fact, and of its declaration. */
enum workflow_fact workflow_fact(const struct workflow *self, const char *name) MUST_USE;
enum workflow_fact workflow_fact_kind(const char *text, bool *is_each) MUST_USE;

/* Borrowed; NULL if there is none (or `id` is NULL). */
#define WORKFLOW_FINDER(kind)                                                                  \
    const struct workflow_##kind *workflow_##kind(const struct workflow *self, const char *id) \
        MUST_USE
WORKFLOW_FINDER(action);
WORKFLOW_FINDER(line);
WORKFLOW_FINDER(critical);
WORKFLOW_FINDER(timer);
WORKFLOW_FINDER(stage);
WORKFLOW_FINDER(particular);

/* The panel of a lesson that teaches a rubric line or critical failure; NULL if none is named.
 * Borrowed. */
const char *workflow_lesson_panel(const struct workflow *self, const char *rule) MUST_USE;

#endif
