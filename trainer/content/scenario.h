/* scenario.h - one case: facts, people, words, traps; lessons/scenarios/NAME.yaml.
 *
 * A file holds one case and, in the same file, its twin: the same legal facts with one
 * irrelevant attribute changed (domain E.3).  scenario_read() makes two complete scenarios of
 * it; the main one owns the twin until scenario_take_twin().
 */
#ifndef CONTENT_SCENARIO_H
#define CONTENT_SCENARIO_H

#include "content/catalog.h"
#include "content/workflow.h"

struct scenario_person {
    char *role; /* party, partner, auxiliary, lead */
    struct both name;
    char *cast; /* tag in panels: "ou"; NULL = nobody in the picture */
    struct yaml_place at;
};

struct scenario_choices {   /* choices that only this case has: photos, items near at hand */
    char *id;               /* as an action's choices_from */
    struct yaml_list items; /* struct workflow_choice */
};

struct scenario_line { /* somebody answers an action */
    char *after;       /* action id, or "start" */
    char *value;       /* only with this argument; NULL = any */
    struct expr *when;
    char *who;        /* a person's role; NULL = narration */
    struct both text; /* template */
    struct yaml_place at;
};

struct scenario_particular { /* a word for templates: {place} */
    char *id;
    struct both text;
};

struct scenario_change { /* one option of a seeded variation, or the twin's difference */
    struct yaml_pairs facts;
    struct yaml_list people;      /* struct scenario_person: replaces by role */
    struct yaml_list particulars; /* struct scenario_particular: replaces by id */
};

struct scenario_axis {
    char *id;
    struct yaml_list options; /* struct scenario_change */
};

enum scenario_outcome { SCENARIO_NO_PENALTY, SCENARIO_WARNING, SCENARIO_FINE };

struct scenario_truth {        /* what the facts come to */
    int outcome;               /* enum scenario_outcome */
    int tier, party;           /* enum catalog_tier, enum catalog_party */
    bool is_sole_trader;       /* individual business: cap by policy */
    struct yaml_texts factors; /* "A3", … (domain C.2) */
};

struct scenario_mistake { /* domain E.3, in its order */
    struct both text;
    struct yaml_texts hits; /* "CF-20", "R3" */
};

struct scenario_twin {
    char *id;
    struct both title, differs;
    struct scenario_change change;
};

struct scenario {
    char *id; /* "S01" */
    struct both title;
    struct yaml_texts workflows; /* "W1", … ; the first one is played */
    int64_t difficulty;          /* 1-5 */
    int32_t date;                /* the day it plays (core/calendar.h) */
    char *time;                  /* "10:20" */
    struct both weather;
    struct yaml_texts items; /* catalog codes; the first is the right one */
    char *panel;             /* picture of the scene */
    struct yaml_texts basis; /* "slug article" */
    struct yaml_list people, particulars, choices, lines, axes, mistakes;
    struct yaml_pairs facts; /* of the workflow: where this case differs from its start */
    struct scenario_truth truth;
    struct both briefing, debrief, trap;
    bool is_twin;
    char *twin_of;                    /* id of the main one, NULL if not a twin */
    struct both differs;              /* twin: what is different */
    struct scenario *twin;            /* main one: NULL after scenario_take_twin() */
    struct scenario_twin twin_change; /* as in the file */
    char *file;
    char hash[65]; /* of the file's bytes, hex */
};

/* Faults to `problems`; NULL if there was one.  Caller frees. */
struct scenario *scenario_read(const char *path, struct problems *problems) MUST_USE;
/* Ownership of the twin moves to the caller (NULL if there is none): a course lists both. */
struct scenario *scenario_take_twin(struct scenario *self) MUST_USE;
void scenario_free(struct scenario *self);

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

#endif
