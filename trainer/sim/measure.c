#include "sim/measure.h"

#include <string.h>

#include "sim/audit_measure.h"
#include "sim/district_measure.h"

/* Nothing to weigh: `met` decides alone. */
static double measure_met(const struct machine *machine)
{
    (void)machine;
    return 1;
}

/* D of domain C.3 for the facts `grade`, `fine`, `factors`. */
static double measure_discretion(const struct machine *machine)
{
    const struct truth *truth = machine_truth(machine);
    const char *grade = machine_word(machine, "grade");
    struct discretion_choice choice = {.grade = GRADE_NONE,
                                       .fine = machine_number(machine, "fine"),
                                       .relevant = truth->factors.count};
    if (strcmp(grade, "warning") == 0) {
        choice.grade = GRADE_MITIGATED; /* the lightest penalty, as in sim/truth */
    } else if (!grade_parse(grade, &choice.grade)) {
        choice.grade = GRADE_NONE; /* none chosen */
    }
    const char *code;
    size_t at = 0;
    while ((code = machine_next_in(machine, "factors.", &at)) != NULL) {
        choice.cited++;
        if (yaml_texts_has(&truth->factors, code)) {
            choice.relevant_cited++;
        } else {
            choice.wrong_cited++;
        }
    }
    return discretion_measure(&truth->right, truth->band, &choice) / 100;
}

static double (*const measures[WORKFLOW_MEASURES])(const struct machine *machine) = {
    [WORKFLOW_MET] = measure_met,
    [WORKFLOW_DISCRETION] = measure_discretion,
    [WORKFLOW_AUDIT] = audit_measure_score,
    [WORKFLOW_AUDIT_F1] = audit_measure_f1,
    [WORKFLOW_AUDIT_SEVERITY] = audit_measure_severity,
    [WORKFLOW_PLAN] = district_measure_plan,
};

double measure_share(const struct machine *machine, enum workflow_measure which)
{
    return measures[which](machine);
}
