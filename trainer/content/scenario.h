/* scenario.h - one case: facts, people, words, traps; lessons/scenarios/NAME.yaml.
 *
 * A file holds one case, its `twin` (the same legal facts with one irrelevant attribute
 * changed, domain E.3) and its `variants` (other facts, other outcome).  Both are a `change` of
 * the case: facts, people, particulars, choices, truth, policy replace what they name;
 * `subjects: [ids]` keeps only those, `other-subjects` replaces those with the same id and adds
 * new ones; `workflow` and `lines` stand instead of the case's (not in a seeded variation).
 * Facts and choices of the case that such a variant's workflow does not know stay unused.  An
 * option of a `variation` is a change, too, or names a variant: `{variant: S15-refuses}`; a
 * seed chooses one option of each, or none.
 *
 * Subjects.  A case may be about several things: eight shops, two matters.  Each has an id, a
 * label, its own `each` facts, and particulars, choices, people and truth that count instead of
 * the case's while it is at hand.  `choices-from: subjects` offers them; an action with
 * `into: subject` goes to one; `facts: {subject: shop-1}` begins there.  A fact of the case
 * that is an `each` fact is the start of every subject's.
 *
 * Truth.  outcome none|order|warning|fine, procedure W1|W2, tier, party, sole-trader, factors,
 * item.  Under `act-date` the item's version, range and bands are those of that day.
 */
#ifndef CONTENT_SCENARIO_H
#define CONTENT_SCENARIO_H

#include "content/scenario_parts.h"

struct scenario {
    char *id; /* "S01" */
    struct both title;
    struct yaml_texts workflows; /* "W1", … ; joined to be played (content/workflow.h) */
    int64_t difficulty;          /* 1-5 */
    int32_t date;                /* the day it plays (core/calendar.h) */
    int32_t act_date;            /* the day of the act; 0 = the same */
    char *time;                  /* "10:20" */
    struct both weather;
    struct yaml_texts items;   /* catalog codes; the first is the right one; may be none */
    char *panel;               /* picture of the scene */
    struct yaml_list pictures; /* struct workflow_picture: other scenes */
    struct yaml_texts basis;   /* "slug article" */
    struct yaml_list people, particulars, choices, lines, axes, mistakes, subjects, variants;
    struct yaml_pairs facts;  /* of the workflow: where this case differs from its start */
    struct yaml_pairs policy; /* flags that this case sets: bike-roads: false */
    struct scenario_truth truth;
    struct both briefing, debrief, trap;
    struct scenario_variant twin; /* as in the file; id NULL = none */
    bool is_twin;                 /* the twin or a variant: played when named, not listed */
    bool is_variant;
    const char *twin_of; /* id of the main one, NULL if it is that itself */
    struct both differs; /* twin: what is different; a variant that may be played first: what it
                            is for (others would give away how the case turns) */
    bool is_view;        /* a change of another one, from which it borrows */
    char *file;
    char hash[65]; /* of the file's bytes, hex */
};

/* Faults to `problems`; NULL if there was one.  Caller frees. */
struct scenario *scenario_read(const char *path, struct problems *problems) MUST_USE;
void scenario_free(struct scenario *self);

/* The twin (0) and the variants of a case that was read, each complete; NULL past the last.
 * Borrows `self`.  Caller frees. */
struct scenario *scenario_view(const struct scenario *self, size_t index) MUST_USE;

/* The case with `changes` applied in order.  Borrows all.  Caller frees. */
struct scenario *scenario_vary(const struct scenario *self,
                               const struct scenario_change *const *changes,
                               size_t count) MUST_USE;

/* `change` over `truth`, which keeps what it does not name. */
void scenario_truth_change(struct scenario_truth *truth, const struct scenario_truth *change);

/* The day whose law counts. */
int32_t scenario_act_day(const struct scenario *self) MUST_USE;

/* Facts, actions and expressions against the workflow that it plays: for `check`.  Faults to
 * `problems`. */
void scenario_check(const struct scenario *self, const struct workflow *workflow,
                    struct problems *problems);

/* Part of that: every {name} in the words of both must be known. */
void scenario_check_words(const struct scenario *self, const struct workflow *workflow,
                          struct problems *problems);

/* Borrowed; NULL if there is none. */
const struct scenario_person *scenario_person(const struct scenario *self,
                                              const char *role) MUST_USE;
const struct both *scenario_particular(const struct scenario *self, const char *id) MUST_USE;
const struct scenario_variant *scenario_variant(const struct scenario *self,
                                                const char *id) MUST_USE;
/* Index of a subject, -1 if there is none. */
int scenario_subject(const struct scenario *self, const char *id) MUST_USE;

/* The same in lists of people and particulars. */
const struct scenario_person *people_find(const struct yaml_list *people,
                                          const char *role) MUST_USE;
const struct both *particulars_find(const struct yaml_list *particulars,
                                    const char *id) MUST_USE;

#endif
