#include "sim/score.h"

#include <stdlib.h>
#include <string.h>

static const double weights[SCORE_DIMENSIONS] = {15, 15, 20, 15, 10, 10, 10, 5};

int score_dimension(const struct workflow_line *line)
{
    return line->id[1] - '1';
}

double score_discretion(const struct machine *machine)
{
    struct discretion_choice choice = {.grade = GRADE_NONE,
                                       .fine = machine_number(machine, "fine"),
                                       .relevant = machine->scenario->truth.factors.count};
    if (!grade_parse(machine_word(machine, "grade"), &choice.grade)) {
        choice.grade = GRADE_NONE; /* none chosen */
    }
    for (size_t i = 0; i < machine->slot_count; i++) {
        const struct machine_slot *slot = &machine->slots[i];
        if (strncmp(slot->name, "factors.", 8) == 0 && slot->number != 0) {
            choice.cited++;
            if (yaml_texts_has(&machine->scenario->truth.factors, slot->name + 8)) {
                choice.relevant_cited++;
            } else {
                choice.wrong_cited++;
            }
        }
    }
    return discretion_measure(&machine->right, machine->band, &choice) / 100;
}

static double line_share(const struct machine *machine, const struct workflow_line *line)
{
    if (!machine_holds(machine, line->met)) {
        return 0;
    }
    return line->measure == WORKFLOW_DISCRETION ? score_discretion(machine) : 1;
}

void score_judge(struct score *self, const struct machine *machine, const bool *lost)
{
    const struct workflow_line *lines = machine->workflow->lines.items;
    const size_t count = machine->workflow->lines.count;
    double points[SCORE_DIMENSIONS] = {0}, won[SCORE_DIMENSIONS] = {0}, weight = 0;
    *self = (struct score){.lines = xcalloc(count + 1, sizeof *self->lines)};
    for (size_t i = 0; i < count; i++) {
        struct score_line *line = &self->lines[i];
        line->applies = machine_holds(machine, lines[i].when);
        line->share = line->applies && !lost[i] ? line_share(machine, &lines[i]) : 0;
        if (line->applies) {
            points[score_dimension(&lines[i])] += (double)lines[i].points;
            won[score_dimension(&lines[i])] += line->share * (double)lines[i].points;
        }
    }
    for (size_t d = 0; d < SCORE_DIMENSIONS; d++) {
        self->dimensions[d] = points[d] > 0 ? 100 * won[d] / points[d] : -1;
        weight += points[d] > 0 ? weights[d] : 0;
    }
    for (size_t d = 0; d < SCORE_DIMENSIONS && weight > 0; d++) {
        self->total += points[d] > 0 ? weights[d] / weight * self->dimensions[d] : 0;
    }
    for (size_t i = 0; i < count; i++) {
        const int d = score_dimension(&lines[i]);
        if (self->lines[i].applies) {
            self->lines[i].value =
                100 * weights[d] / weight * (double)lines[i].points / points[d];
        }
    }
}

void score_release(struct score *self)
{
    free(self->lines);
    *self = (struct score){0};
}
