/* workflow_parts.h - what a workflow (content/workflow.h) does and judges: actions and their
 * rules, goals, rubric lines, critical failures. */
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
                     WORKFLOW_TEXT,
                     WORKFLOW_WHOLE /* `kind: number` */
};

struct workflow_choice {
    char *value;
    struct both label;
    struct both text;  /* the wording in documents; empty = label */
    struct expr *when; /* NULL = always */
};

extern const struct yaml_type workflow_choice_type;

struct workflow_rule {   /* what an action needs */
    struct expr *when;   /* the rule is asked only then; NULL = always */
    struct expr *unless; /* it must hold */
    char *hit; /* NULL: impossible without; else the critical failure or rubric line it costs */
    bool
        is_guide; /* asked only where the run leads (not in Test me, which judges by measure) */
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
    bool is_whole;    /* the choices are the whole set: those not chosen now leave it */
    char *minutes;    /* it takes: a number, or a number fact */
    char *days;       /* the same in days; the time of day stays */
    char *waits;      /* until this time limit has run out, or "next-workday" */
    struct both says; /* what the officer says; may be empty */
    struct both done; /* what happened, told; may be empty */
    struct yaml_place at;
};

struct workflow_stage { /* a state of the procedure, domain B: "W1.2" */
    char *id;
    struct both label;
};

/* What has to be done; the first open one is the program's own next step.  Goals with the same
 * `each` that stand side by side are one row: all of it for the subject at hand, then for the
 * others, going to each first. */
struct workflow_goal {
    char *id, *stage;
    char *each;        /* for every subject in turn: the action that goes to one; NULL = once */
    struct expr *when; /* applies; NULL = always */
    struct expr *done;
    char *model; /* `do`: the action line, a template */
    char *line;  /* rubric line it serves; NULL = none */
    struct both nudge, why;
    char *article; /* NULL = ours (训练值) */
    struct yaml_place at;
};

/* How a line is won: as far as `met` holds, or (while it holds) by a measure of sim/measure. */
enum workflow_measure {
    WORKFLOW_MET,
    WORKFLOW_DISCRETION,
    WORKFLOW_AUDIT,
    WORKFLOW_AUDIT_F1,
    WORKFLOW_AUDIT_SEVERITY,
    WORKFLOW_PLAN,
    WORKFLOW_MEASURES
};

/* A rule that hits an `each` line costs the part of the subject at hand. */
struct workflow_line { /* a rubric line; those of one dimension sum to 100 */
    char *id;          /* "R3.tell": the dimension stands before the dot */
    int64_t points;
    bool is_each;      /* its share is the part of the subjects that meet it */
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

#include "content/workflow_outputs.h"

#endif
