/* truth.h - what a case comes to by its facts: outcome, item, range, grade, sum (domain C). */
#ifndef SIM_TRUTH_H
#define SIM_TRUTH_H

#include "content/course.h"
#include "sim/discretion.h"

struct truth {
    enum scenario_outcome outcome;
    enum scenario_procedure procedure;
    enum catalog_tier tier;
    enum catalog_party party;
    bool is_sole_trader;
    struct yaml_texts factors;       /* borrowed from the scenario */
    char *factor_words;              /* "A3 M8 M9" */
    const char *item;                /* code, "" = none is at stake */
    struct discretion right;         /* grade and sums */
    const struct catalog_band *band; /* its range; NULL = no fine is due */
};

/* From what the scenario says, under the law of the day of its act.  ERR_NOT_FOUND: the item is
 * not in the catalog, or carries no such fine.  Release in any case. */
bool truth_work_out(struct truth *self, const struct catalog *catalog,
                    const struct scenario *scenario, const struct scenario_truth *said,
                    struct err *err) MUST_USE;
void truth_release(struct truth *self);

const char *truth_outcome_name(const struct truth *self) MUST_USE;   /* none, order, … */
const char *truth_procedure_name(const struct truth *self) MUST_USE; /* "", W1, W2 */
const char *truth_grade_name(const struct truth *self) MUST_USE; /* none, warning, lenient, … */

#endif
