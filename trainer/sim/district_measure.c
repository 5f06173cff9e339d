#include "sim/district_measure.h"

#include "sim/district_plan.h"

#include <stdio.h>
#include <stdlib.h>

double district_measure_plan(const struct machine *machine)
{
    enum { LOOK_BACK = 3 }; /* hot spots need three months before */
    const int kind = district_kind(machine_word(machine, "plan-kind"));
    const int month = district_month_of(machine->scenario->date);
    int picks[DISTRICT_SHIFTS];
    if (kind < 0 || month < LOOK_BACK) {
        return 0;
    }
    for (int i = 0; i < DISTRICT_SHIFTS; i++) {
        char fact[sizeof "shift-" + 11];
        snprintf(fact, sizeof fact, "shift-%d", i + 1);
        picks[i] = district_point(machine_word(machine, fact));
    }
    struct district_census *census = xmalloc(sizeof *census);
    district_census(census, DISTRICT_SEED);
    const double score = district_plan_score(census, (enum district_kind)kind, month, picks);
    free(census);
    return score;
}
