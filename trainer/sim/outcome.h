/* outcome.h - what an officer made of a case, on the scale by which cases are compared (domain
 * C.4), and the spread between a case and its twin: the same legal facts, so it must be 0. */
#ifndef SIM_OUTCOME_H
#define SIM_OUTCOME_H

#include "sim/fairness.h"
#include "sim/run.h"

struct run_outcome {
    enum fairness_outcome kind;
    int64_t fine; /* yuan; 0 without one */
    double y;     /* 0..1 */
};

/* As the case stands now, from the facts `fine`, `outcome` and `grade` that a workflow keeps.
 */
void run_outcome(const struct run *run, struct run_outcome *out);

/* The scale of C.4 for a fine of `fine` yuan (FAIRNESS_FINE) or another outcome where `truth`
 * gives the range; and the outcome that a word of a workflow means ("tip", "none", …). */
struct truth;
double outcome_scale(const struct truth *truth, enum fairness_outcome kind,
                     int64_t fine) MUST_USE;
enum fairness_outcome outcome_of(const char *word) MUST_USE;

#endif
