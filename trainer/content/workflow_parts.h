/* workflow_parts.h - what a workflow (content/workflow.h) is made of: actions and their rules,
 * goals, rubric lines, critical failures, lights, forms, documents, time limits.
 */
#ifndef CONTENT_WORKFLOW_PARTS_H
#define CONTENT_WORKFLOW_PARTS_H

#include "content/expr.h"
#include "content/yaml.h"

enum workflow_kind { /* of an argument; same order as enum run_arg_kind */
                     WORKFLOW_NONE,
                     WORKFLOW_ITEM,
                     WORKFLOW_MONEY,
                     WORKFLOW_ONE,
                     WORKFLOW_MANY,
                     WORKFLOW_TEXT
};

struct workflow_choice {
    char *value;
    struct both label;
    struct both text;  /* the wording in documents; empty = label */
    struct expr *when; /* NULL = always */
};

extern const struct yaml_type workflow_choice_type;

struct workflow_rule {   /* what an action needs */
    struct expr *unless; /* it must hold */
    char *hit; /* NULL: impossible without; else the critical failure or rubric line it costs */
    struct both why;
    char *article; /* NULL: that of the line or failure hit */
    struct yaml_place at;
};

struct workflow_action {
    char *id;
    struct both label, prompt;
    char *place;              /* scene, talk, device, case */
    int kind;                 /* enum workflow_kind */
    struct yaml_list choices; /* struct workflow_choice */
    char *choices_from;       /* or: the scenario's list of that name */
    struct expr *shown;       /* offered while this holds; NULL = always */
    bool is_trap;             /* wrong: offered in Test me only */
    struct yaml_list rules;   /* struct workflow_rule */
    struct yaml_pairs sets;
    char *into;       /* fact that takes the argument: number, word or set */
    char *minutes;    /* number, or a number fact */
    struct both says; /* what the officer says; may be empty */
    struct both done; /* what happened, told; may be empty */
    struct yaml_place at;
};

struct workflow_stage { /* a state of the procedure, domain B: "W1.2" */
    char *id;
    struct both label;
};

struct workflow_goal {
    char *id, *stage;
    struct expr *when; /* applies; NULL = always */
    struct expr *done;
    char *model; /* `do`: the action line, a template */
    char *line;  /* rubric line it serves; NULL = none */
    struct both nudge, why;
    char *article; /* NULL = ours (训练值) */
    struct yaml_place at;
};

enum workflow_measure { WORKFLOW_MET, WORKFLOW_DISCRETION };

struct workflow_line { /* a rubric line; those of one dimension sum to 100 */
    char *id;          /* "R3.tell": the dimension stands before the dot */
    int64_t points;
    struct expr *when; /* can be touched; NULL = always */
    struct expr *met;  /* what wins it; with a measure: what opens it */
    int measure;       /* enum workflow_measure */
    struct both text;  /* the right act */
    char *article;
    struct yaml_place at;
};

struct workflow_critical {
    char *id; /* "CF-01" */
    char *article;
    char *line; /* rubric line that is lost with it; NULL = none */
    struct both text;
    struct yaml_place at;
};

struct workflow_light {
    char *id;
    struct both label;
    struct expr *on, *bad;
};

struct workflow_field {       /* of the handheld's form or of a document */
    struct both label, value; /* value: templates */
    bool is_mandatory;
    struct expr *when;  /* NULL = always */
    struct expr *blank; /* left empty while this holds */
    char *article;      /* what demands it */
};

struct workflow_document {
    char *kind; /* "on-the-spot-decision" */
    struct both title, intro, foot;
    char *number;            /* template; NULL = none */
    struct expr *made;       /* exists when this holds */
    int64_t columns;         /* width of the slip: 32 (58 mm), 48 (80 mm) */
    struct yaml_list fields; /* struct workflow_field */
    struct yaml_place at;
};

enum workflow_unit { WORKFLOW_WORKDAYS, WORKFLOW_DAYS, WORKFLOW_HOURS };

struct workflow_timer { /* a time limit: {due:ID} in templates */
    char *id;
    struct both label;
    int64_t count;
    int unit; /* enum workflow_unit */
    char *article;
};

#endif
