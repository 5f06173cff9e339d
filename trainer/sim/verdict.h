/* verdict.h - how one action and a whole run (sim/run.h) are judged.  Texts are borrowed. */
#ifndef SIM_VERDICT_H
#define SIM_VERDICT_H

#include "core/lang.h"

enum { RUN_DIMENSIONS = 8 }; /* R1 … R8, domain D.1 */

struct run_verdict {  /* of one action */
    bool is_accepted; /* false: blocked (Try me) or impossible; the state is unchanged */
    bool is_good;     /* the right thing, or neutral */
    char rule[16]; /* rubric line or critical failure touched: "R3.tell", "CF-01"; "" = none */
    char article[96]; /* citation "slug article" of the rule; "" = ours (训练值) */
    double points;    /* points of that line won (+) or lost (-), 0 if none */
    struct both why;  /* what happened, what the law or form needs; borrowed from the content */
};

struct run_step {      /* the timeline of the debrief */
    const char *line;  /* what was done; "" = something that was not done */
    struct both label; /* what was done, for people */
    struct both right; /* the right act */
    struct run_verdict verdict;
};
struct run_critical {
    const char *id;      /* "CF-01" */
    const char *article; /* "slug article" */
    struct both text;
};
struct run_result {
    double score;   /* 0-100, hint costs taken off; <= 59 with a critical failure in Test me */
    bool is_passed; /* >= 80 (训练值) and, in Test me, nothing critical */
    double dimensions[RUN_DIMENSIONS]; /* 0-100; -1 = null */
    const struct run_critical *critical;
    size_t critical_count;
    const struct run_step *steps; /* taken ones in order, then missing ones */
    size_t step_count;
    double favour, selective, audit_f1; /* -1 = null */
};

#endif
