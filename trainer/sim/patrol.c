#include "sim/patrol.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/outcome.h"

/* Which of the values seen so far this subject has of the fact `group`. */
static int group_of(const struct machine *self, const char *group, size_t subject)
{
    struct machine here = *self, other = *self;
    struct expr_value mine, theirs;
    here.subject = subject + 1;
    if (!machine_fact(&here, group, &mine)) {
        return -1;
    }
    for (size_t i = 0; i < subject; i++) {
        other.subject = i + 1;
        if (machine_fact(&other, group, &theirs) && theirs.number == mine.number &&
            (mine.word == NULL || strcmp(mine.word, theirs.word) == 0)) {
            return group_of(self, group, i);
        }
    }
    return (int)subject;
}

static struct fairness_case one_case(const struct machine *self, size_t subject,
                                     const char *group)
{
    const struct workflow_fairness *names = self->workflow->fairness;
    struct machine at = *self;
    at.subject = subject + 1;
    const struct truth *truth = machine_truth(&at);
    const char *outcome = machine_word(&at, names->outcome);
    const bool has_reason = *machine_word(&at, names->reason) != '\0';
    const double right =
        outcome_scale(truth, outcome_of(truth_outcome_name(truth)), truth->right.target);
    const bool is_left = *outcome == '\0'; /* with a valid reason as good as handled rightly */
    return (struct fairness_case){
        .y = is_left && has_reason
                 ? right
                 : outcome_scale(truth, outcome_of(outcome), machine_number(&at, names->fine)),
        .right_y = right,
        .is_related = machine_number(&at, names->related) != 0,
        .is_skipped = is_left && !has_reason,
        .has_reason = has_reason,
        .has_gap = machine_number(&at, names->gap) != 0,
        .group = group == NULL ? -1 : group_of(self, group, subject),
    };
}

static double measure(const struct machine *self, const char *group,
                      double (*index)(const struct fairness_case *, size_t))
{
    const size_t count = self->scenario->subjects.count;
    struct fairness_case *cases = xcalloc(count + 1, sizeof *cases);
    for (size_t i = 0; i < count; i++) {
        cases[i] = one_case(self, i, group);
    }
    const double value = index(cases, count);
    free(cases);
    return value;
}

double patrol_selective(const struct machine *self)
{
    const struct workflow_fairness *names = self->workflow->fairness;
    if (names == NULL) {
        return -1;
    }
    double worst = measure(self, NULL, fairness_selective);
    for (size_t i = 0; i < names->groups.count; i++) {
        worst = fmax(worst, measure(self, names->groups.items[i], fairness_selective));
    }
    return worst;
}

double patrol_favour(const struct machine *self)
{
    return self->workflow->fairness == NULL ? -1 : measure(self, NULL, fairness_favour);
}

int64_t patrol_whole(double index)
{
    return llround(index);
}
