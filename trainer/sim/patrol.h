/* patrol.h - the fairness indices (sim/fairness) of the subjects of a case: what was done with
 * each against what its facts call for.  The workflow's `fairness:` names the facts. */
#ifndef SIM_PATROL_H
#define SIM_PATROL_H

#include "sim/machine.h"

/* 0..100; -1 without `fairness:` or nothing to compare. */
double patrol_selective(const struct machine *self) MUST_USE;
double patrol_favour(const struct machine *self) MUST_USE;

/* To the nearest whole number. */
int64_t patrol_whole(double index) MUST_USE;

#endif
