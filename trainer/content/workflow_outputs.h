/* workflow_outputs.h - what comes out of a workflow (content/workflow.h): lights, pictures,
 * forms, documents, time limits, and the facts from which sums and indices are reckoned. */
#ifndef CONTENT_WORKFLOW_OUTPUTS_H
#define CONTENT_WORKFLOW_OUTPUTS_H

#include "content/expr.h"
#include "content/yaml.h"

struct workflow_particular { /* what {id} says: of a case, or of a workflow whose cases say none
                              */
    char *id;
    struct both text;
    struct expr *when; /* a workflow's only: while this holds; NULL = always */
};

extern const struct yaml_type workflow_particular_type;

struct workflow_light {
    char *id;
    struct both label;
    struct expr *on, *bad;
};

/* Where the case is now: shown in place of the scene's picture.  The first that holds counts,
 * those of the workflows (moments of any case) before those of the case (other scenes). */
struct workflow_picture {
    char *panel;          /* "printing": cartoons/panels/printing.svg */
    struct expr *when;    /* needed */
    struct both progress; /* name of the bar that fills as the picture moves; empty = none */
    struct yaml_place at;
};

extern const struct yaml_type workflow_picture_type;

struct workflow_taught {  /* the panel of a lesson that teaches what a mistake missed */
    char *panel;          /* "L02-03" */
    struct yaml_texts of; /* rubric lines and critical failures: R3.two, CF-01 */
    struct yaml_place at;
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
    bool is_each;            /* one for every subject, in that one's words */
    struct expr *made;       /* exists when this holds */
    int64_t columns;         /* width of the slip: 32 (58 mm), 48 (80 mm), 72 (A4) */
    struct yaml_list fields; /* struct workflow_field */
    struct yaml_place at;
};

enum workflow_unit { WORKFLOW_WORKDAYS, WORKFLOW_DAYS, WORKFLOW_HOURS, WORKFLOW_MONTHS };

/* A time limit begins with the first moment at which `from` holds: after an action's effects,
 * before the time that it takes.  It runs out with its last day (domain 0.2; sim/times.h). */
struct workflow_timer {
    char *id;
    struct both label;
    char *count;       /* a number, or a number fact */
    int unit;          /* enum workflow_unit */
    struct expr *from; /* it runs from the first moment this holds; NULL: counted from now */
    char *article;
    struct yaml_place at;
};

struct workflow_meter { /* surcharge of a late payer (sim/surcharge): names of facts */
    char *fine;         /* number, yuan */
    char *received, *paid, *deferred; /* dates; 0 = not (yet) */
    char *stopped;                    /* number: days that do not count */
};

struct workflow_fairness {    /* domain C.5, C.6: names of `each` facts */
    char *outcome;            /* word: "", tip, order, none, warning, fine */
    char *fine;               /* number, yuan */
    char *reason;             /* word: why it was skipped or so graded, "" = none */
    char *related, *gap;      /* flags */
    struct yaml_texts groups; /* words or flags by which subjects are compared */
};

#endif
