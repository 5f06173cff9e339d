/* fairness.h - equal cases, equal outcomes: the scale y (C.4), favour index (C.5) and selective
 * index (C.6).  Pure functions over handled cases; an index is a reason to look, not a verdict.
 */
#ifndef SIM_FAIRNESS_H
#define SIM_FAIRNESS_H

#include "core/err.h"
#include <stdint.h>

enum fairness_outcome {
    FAIRNESS_SKIPPED,    /* seen, nothing recorded */
    FAIRNESS_TIP,        /* verbal or tip only */
    FAIRNESS_NO_PENALTY, /* documented */
    FAIRNESS_WARNING,
    FAIRNESS_FINE
};

/* y of C.4, 0..1.  `min`, `top`: lower end and practical top of the item's sums (fines only).
 */
double fairness_scale(enum fairness_outcome outcome, int64_t fine, int64_t min,
                      int64_t top) MUST_USE;

struct fairness_case { /* one violation an officer saw */
    double y, right_y; /* what was done; what the facts call for, same scale */
    bool is_related;   /* kin, friend, gift, business: ground truth */
    bool is_skipped;   /* seen, not handled, no valid reason code */
    bool has_reason;   /* a lawful reason for the grade stands in the record */
    bool has_gap;      /* unexplained recording gap over 60 s */
    int group;         /* of the attribute looked at; -1 = none */
};

/* 0..100; -1 where no related case was seen.  P counts related cases without `has_reason`. */
double fairness_favour(const struct fairness_case *cases, size_t count) MUST_USE;

/* 0..100; -1 where nothing was visible.  Groups of three and more are compared. */
double fairness_selective(const struct fairness_case *cases, size_t count) MUST_USE;

#endif
