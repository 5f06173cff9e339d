/* audit.h - how good a spot check of recordings was (domain B.6; all numbers 训练值).
 *
 * A recording is checked by flags at seconds of its timeline, each with a severity; they are
 * held against the faults that are there.  A flag meets a fault within AUDIT_TOLERANCE; each
 * meets one at most, the nearest first.
 *
 *   F1       = 2PR / (P + R) over all recordings together
 *   severity = mean of 1 - |difference| / 2 over the faults found
 *   advice   = part of the recordings with the right advice line
 *   score    = 0.7 F1 + 0.2 severity + 0.1 advice - 0.1 for each clean recording accused
 *
 * Nothing to find and nothing flagged is right: 0/0 counts as 1.
 */
#ifndef SIM_AUDIT_H
#define SIM_AUDIT_H

#include "core/err.h"
#include <stdint.h>

enum audit_severity { AUDIT_MINOR, AUDIT_SERIOUS, AUDIT_GRAVE, AUDIT_SEVERITIES };

enum { AUDIT_TOLERANCE = 3 /* seconds */, AUDIT_MARKS = 32 /* of one recording */ };

struct audit_mark { /* a fault, or a flag */
    int64_t at;     /* second of the timeline */
    enum audit_severity severity;
};

struct audit_recording {
    struct audit_mark faults[AUDIT_MARKS], flags[AUDIT_MARKS];
    size_t fault_count, flag_count;
    bool is_advice_right;
};

struct audit_result { /* 0..1 each */
    double f1, severity, advice, score;
    size_t falsely_accused; /* clean recordings with a flag */
};

void audit_judge(const struct audit_recording *recordings, size_t count,
                 struct audit_result *out);

/* Add the seconds named in `text` ("41 66") to a recording's faults; what is no number is left
 * out. */
void audit_faults(struct audit_recording *self, const char *text, enum audit_severity severity);

#endif
