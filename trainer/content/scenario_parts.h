/* scenario_parts.h - what a case (content/scenario.h) is made of. */
#ifndef CONTENT_SCENARIO_PARTS_H
#define CONTENT_SCENARIO_PARTS_H

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

/* "Not named" is 0 in each, so that a change replaces only the keys that it names. */
enum scenario_outcome {
    SCENARIO_UNSAID,
    SCENARIO_NO_PENALTY,
    SCENARIO_ORDER,
    SCENARIO_WARNING,
    SCENARIO_FINE
};
enum scenario_procedure { SCENARIO_NO_PROCEDURE, SCENARIO_SIMPLE, SCENARIO_ORDINARY };

struct scenario_truth {        /* what the facts come to */
    int outcome;               /* enum scenario_outcome */
    int procedure;             /* enum scenario_procedure: "", W1, W2 */
    int tier, party;           /* 1 + enum catalog_tier, 1 + enum catalog_party */
    int sole_trader;           /* 2 = individual business: cap by policy; 1 = none */
    struct yaml_texts factors; /* "A3", … (domain C.2); items NULL = not named */
    char *item;                /* else the first of the scenario's */
    int64_t target;            /* what the author reckoned; checked only */
};

struct scenario_change { /* what a variation, the twin or a variant makes different */
    struct yaml_pairs facts, policy;
    struct yaml_list people;      /* struct scenario_person: replaces by role */
    struct yaml_list particulars; /* struct workflow_particular: replaces by id */
    struct yaml_list choices;     /* struct scenario_choices: replaces by id */
    struct scenario_truth truth;
    struct yaml_texts subjects;  /* only these stay; items NULL = all */
    struct yaml_list others;     /* struct scenario_subject: replaces by id */
    struct yaml_texts workflows; /* the twin or a variant only: played under these instead */
    struct yaml_list lines;      /* the same: what people say instead */
    char *variant;               /* an option only: the change of that variant */
};

struct scenario_axis {
    char *id;
    struct yaml_list options; /* struct scenario_change */
};

struct scenario_subject { /* one of several things that the case is about */
    char *id;
    struct both label;
    struct yaml_pairs facts; /* its own `each` facts */
    struct yaml_list particulars, choices, people;
    struct scenario_truth truth;
    struct yaml_place at;
};

struct scenario_mistake { /* domain E.3, in its order */
    struct both text;
    struct yaml_texts hits; /* "CF-20", "R3" */
};

struct scenario_variant { /* the twin, or another run of the same case */
    char *id;
    struct both title, differs;
    struct scenario_change change;
    struct yaml_place at;
};

#endif
