#include "sim/truth.h"

#include <stdlib.h>
#include <string.h>

static const char *const outcome_names[] = {"none", "none", "order", "warning", "fine"};
static const char *const procedure_names[] = {"", "W1", "W2"};

static char *joined(const struct yaml_texts *words)
{
    struct sbuf out = {0};
    for (size_t i = 0; i < words->count; i++) {
        sbuf_addf(&out, "%s%s", i > 0 ? " " : "", words->items[i]);
    }
    return sbuf_take(&out);
}

/* Grade and sums of a fine (domain C.2). */
static bool work_out_fine(struct truth *self, const struct catalog_item *item, struct err *err)
{
    self->band = item == NULL ? NULL : catalog_band(item, self->tier, self->party);
    if (self->band == NULL) {
        return err_set(err, ERR_NOT_FOUND, "item %s carries no fine in tier %s", self->item,
                       catalog_tier_name(self->tier));
    }
    discretion_grade((const char *const *)self->factors.items, self->factors.count, self->band,
                     &self->right);
    discretion_amount(self->band, &self->right);
    return true;
}

bool truth_work_out(struct truth *self, const struct catalog *catalog,
                    const struct scenario *scenario, const struct scenario_truth *said,
                    struct err *err)
{
    *self = (struct truth){
        .outcome = (enum scenario_outcome)said->outcome,
        .procedure = (enum scenario_procedure)said->procedure,
        .tier = (enum catalog_tier)(said->tier > 0 ? said->tier - 1 : TIER_BASE),
        .party = (enum catalog_party)(said->party > 0 ? said->party - 1 : PARTY_PERSON),
        .is_sole_trader = said->sole_trader == 2,
        .factors = said->factors,
        .factor_words = joined(&said->factors),
        .item = said->item != NULL          ? said->item
                : scenario->items.count > 0 ? scenario->items.items[0]
                                            : "",
    };
    const struct catalog_item *item =
        *self->item == '\0' ? NULL
                            : catalog_find(catalog, self->item, scenario_act_day(scenario));
    if (item == NULL && *self->item != '\0') {
        return err_set(err, ERR_NOT_FOUND, "the catalog has no item %s", self->item);
    }
    if (self->outcome == SCENARIO_FINE) {
        return work_out_fine(self, item, err);
    }
    /* a warning is the lightest penalty: one step above none (domain E.3) */
    self->right.grade = self->outcome == SCENARIO_WARNING ? GRADE_MITIGATED : GRADE_NONE;
    return true;
}

void truth_release(struct truth *self)
{
    free(self->factor_words);
    *self = (struct truth){0};
}

const char *truth_outcome_name(const struct truth *self)
{
    return outcome_names[self->outcome];
}

const char *truth_procedure_name(const struct truth *self)
{
    return procedure_names[self->procedure];
}

const char *truth_grade_name(const struct truth *self)
{
    return self->outcome == SCENARIO_WARNING ? "warning" : grade_name(self->right.grade);
}
