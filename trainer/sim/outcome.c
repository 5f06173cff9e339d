#include "sim/outcome.h"

#include <string.h>

#include "sim/run_state.h"

enum fairness_outcome outcome_of(const char *word)
{
    static const struct {
        const char *word;
        enum fairness_outcome outcome;
    } words[] = {{"tip", FAIRNESS_TIP},         {"order", FAIRNESS_NO_PENALTY},
                 {"none", FAIRNESS_NO_PENALTY}, {"no-penalty", FAIRNESS_NO_PENALTY},
                 {"warning", FAIRNESS_WARNING}, {"fine", FAIRNESS_FINE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].word, word) == 0) {
            return words[i].outcome;
        }
    }
    return FAIRNESS_SKIPPED; /* given no outcome: passed by */
}

double outcome_scale(const struct truth *truth, enum fairness_outcome kind, int64_t fine)
{
    const struct catalog_band *band = truth->band;
    return fairness_scale(kind, fine, band == NULL ? 0 : band->min,
                          band == NULL ? 0 : band->aggravated_hi);
}

void run_outcome(const struct run *run, struct run_outcome *out)
{
    static const char *const facts[] = {"outcome", "grade"}; /* the first that says something */
    const struct machine *machine = &run->machine;
    *out =
        (struct run_outcome){.kind = FAIRNESS_SKIPPED, .fine = machine_number(machine, "fine")};
    for (size_t i = 0; i < 2 && out->kind == FAIRNESS_SKIPPED; i++) {
        out->kind = outcome_of(machine_word(machine, facts[i]));
    }
    if (out->fine > 0) {
        out->kind = FAIRNESS_FINE;
    }
    out->y = outcome_scale(machine_truth(machine), out->kind, out->fine);
}
