/* district_measure.h - `measure: plan` of a rubric line (sim/measure.h): where the facts
 * `shift-1` … `shift-4` (ids of points) send the squad against complaints of `plan-kind`, as
 * seen on the first day of the case's month (sim/district_plan.h).
 */
#ifndef SIM_DISTRICT_MEASURE_H
#define SIM_DISTRICT_MEASURE_H

#include "sim/machine.h"

/* 0..1; 0 where no kind or no month of the data is named. */
double district_measure_plan(const struct machine *machine) MUST_USE;

#endif
