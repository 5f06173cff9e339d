/* builtins.c - the facts that the engine reckons whenever they are asked (WORKFLOW_BUILTINS).
 */
#include "sim/machine_parts.h"

#include <stdlib.h>
#include <string.h>

#include "sim/patrol.h"
#include "sim/surcharge.h"
#include "sim/times.h"

/* xingzheng-chufa-fa 51; for an individual business the policy says which (domain A.1). */
static int64_t simple_cap(const struct machine *self)
{
    const struct truth *truth = machine_truth(self);
    if (truth->is_sole_trader) {
        return self->course->policy == NULL ? 200 : self->course->policy->sole_trader_cap;
    }
    return truth->party == PARTY_PERSON ? 200 : 3000;
}

/* The range that the facts open for the item chosen; NULL if none. */
static const struct catalog_band *range(const struct machine *self)
{
    const struct catalog_item *item = machine_item(self);
    const struct truth *truth = machine_truth(self);
    return item == NULL ? NULL : catalog_band(item, truth->tier, truth->party);
}

/* What the case says of a policy, else what the course says. */
static int64_t policy(const struct machine *self, const char *name, int64_t of_course)
{
    const char *said = yaml_pairs_get(&self->scenario->policy, name);
    if (said == NULL) {
        return self->course->policy == NULL ? 0 : of_course;
    }
    return strcmp(said, "true") == 0 ? 1 : strtoll(said, NULL, 10);
}

static int64_t policy_value(const struct machine *self, enum machine_builtin which)
{
    static const struct policy none;
    const struct policy *of = self->course->policy == NULL ? &none : self->course->policy;
    switch (which) {
    case MACHINE_POLICY_CASH:
        return policy(self, "cash", of->has_cash);
    case MACHINE_POLICY_REMOTE:
        return self->is_test ? 0 : policy(self, "remote-simple", of->has_remote_simple);
    case MACHINE_POLICY_BIKES:
        return policy(self, "bike-roads", of->has_bike_roads);
    case MACHINE_POLICY_PERSON:
        return policy(self, "hearing-person", of->hearing_person);
    default:
        return policy(self, "hearing-org", of->hearing_org);
    }
}

static int64_t truth_value(const struct machine *self, enum machine_builtin which)
{
    const struct truth *truth = machine_truth(self);
    const struct catalog_band *band = range(self);
    switch (which) {
    case MACHINE_HAS_RANGE:
        return band != NULL;
    case MACHINE_RANGE_MIN:
        return band == NULL ? 0 : band->min;
    case MACHINE_RANGE_MAX:
        return band == NULL ? 0 : band->max;
    case MACHINE_TARGET:
        return truth->right.target;
    case MACHINE_BAND_LO:
        return truth->right.low;
    case MACHINE_BAND_HI:
        return truth->right.high;
    default:
        return simple_cap(self);
    }
}

static int64_t meter_value(const struct machine *self, enum machine_builtin which)
{
    const struct workflow_meter *names = self->workflow->meter;
    if (names == NULL) {
        return 0;
    }
    const struct surcharge meter =
        surcharge_of(times_calendar(self), times_today(self),
                     &(struct surcharge_facts){
                         .fine = machine_number(self, names->fine),
                         .received = (int32_t)machine_number(self, names->received),
                         .paid = (int32_t)machine_number(self, names->paid),
                         .deferred = (int32_t)machine_number(self, names->deferred),
                         .stopped = machine_number(self, names->stopped),
                     });
    return which == MACHINE_METER_DUE    ? meter.due
           : which == MACHINE_METER_DAYS ? meter.days
                                         : meter.fen / 100;
}

static int64_t number_value(const struct machine *self, enum machine_builtin which)
{
    switch (which) {
    case MACHINE_MINUTES:
        return self->minutes;
    case MACHINE_TODAY:
        return times_today(self);
    case MACHINE_SUBJECTS:
        return (int64_t)self->scenario->subjects.count;
    case MACHINE_POLICY_CASH:
    case MACHINE_POLICY_REMOTE:
    case MACHINE_POLICY_BIKES:
    case MACHINE_POLICY_PERSON:
    case MACHINE_POLICY_ORG:
        return policy_value(self, which);
    case MACHINE_METER_DUE:
    case MACHINE_METER_DAYS:
    case MACHINE_METER_SUM:
        return meter_value(self, which);
    case MACHINE_SELECTIVE:
        return patrol_whole(patrol_selective(self));
    case MACHINE_FAVOUR:
        return patrol_whole(patrol_favour(self));
    default:
        return truth_value(self, which);
    }
}

struct expr_value builtin_value(const struct machine *self, enum machine_builtin which)
{
    const struct truth *truth = machine_truth(self);
    const struct scenario_subject *subject = machine_subject(self);
    switch (which) {
    case MACHINE_ARG:
        return self->arg;
    case MACHINE_CASE_ITEM:
        return (struct expr_value){truth->item, 0};
    case MACHINE_RIGHT_OUTCOME:
        return (struct expr_value){truth_outcome_name(truth), 0};
    case MACHINE_RIGHT_PROCEDURE:
        return (struct expr_value){truth_procedure_name(truth), 0};
    case MACHINE_RIGHT_GRADE:
        return (struct expr_value){truth_grade_name(truth), 0};
    case MACHINE_RIGHT_FACTORS:
        return (struct expr_value){truth->factor_words, 0};
    case MACHINE_SUBJECT:
        return (struct expr_value){subject == NULL ? "" : subject->id, 0};
    default:
        return (struct expr_value){NULL, number_value(self, which)};
    }
}
