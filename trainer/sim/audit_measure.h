/* audit_measure.h - the audit measures of a rubric line (sim/measure.h): the subjects of a case
 * are recordings, judged by sim/audit.
 *
 * Facts of each: `right-minor`, `right-serious`, `right-grave` (words, seconds: "41 66"),
 * `right-advice`; what the learner said: the sets `minor`, `serious`, `grave` of seconds and
 * the word `advice`.  A recording with the flag `own` is not the learner's to judge.
 */
#ifndef SIM_AUDIT_MEASURE_H
#define SIM_AUDIT_MEASURE_H

#include "sim/machine.h"

/* 0..1 each: the score of the check, its F1, the agreement in severity. */
double audit_measure_score(const struct machine *machine) MUST_USE;
double audit_measure_f1(const struct machine *machine) MUST_USE;
double audit_measure_severity(const struct machine *machine) MUST_USE;

#endif
