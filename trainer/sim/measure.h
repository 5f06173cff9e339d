/* measure.h - how far a rubric line is won where that is no yes or no: `measure:` of a line
 * (content/workflow_parts.h).  One row of a table for each; a new measure is a name in
 * content/workflow.c and a row here. */
#ifndef SIM_MEASURE_H
#define SIM_MEASURE_H

#include "sim/machine.h"

/* 0..1, of the subject at hand if there is one. */
double measure_share(const struct machine *machine, enum workflow_measure which) MUST_USE;

#endif
