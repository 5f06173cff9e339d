#include "sim/score.h"

#include <stdlib.h>

#include "sim/measure.h"

static const double weights[SCORE_DIMENSIONS] = {15, 15, 20, 15, 10, 10, 10, 5};

int score_dimension(const struct workflow_line *line)
{
    return line->id[1] - '1';
}

static size_t stride(const struct machine *machine)
{
    return machine->scenario->subjects.count + 1;
}

static size_t line_index(const struct machine *machine, const struct workflow_line *line)
{
    return (size_t)(line - (const struct workflow_line *)machine->workflow->lines.items);
}

size_t score_lost_count(const struct machine *machine)
{
    return machine->workflow->lines.count * stride(machine);
}

size_t score_lost_at(const struct machine *machine, const struct workflow_line *line)
{
    return line_index(machine, line) * stride(machine) + (line->is_each ? machine->subject : 0);
}

/* As far as the line is won by the facts, with the subject at hand if there is one. */
static double share_of(const struct machine *machine, const struct workflow_line *line)
{
    return machine_holds(machine, line->met)
               ? measure_share(machine, (enum workflow_measure)line->measure)
               : 0;
}

/* The part of the subjects, for which the line applies, that meet it. */
static void judge_each(struct score_line *self, const struct machine *machine,
                       const struct workflow_line *line, const bool *lost)
{
    struct machine at = *machine;
    size_t count = 0;
    double won = 0;
    for (at.subject = 1; at.subject < stride(machine); at.subject++) {
        if (machine_holds(&at, line->when)) {
            count++;
            won += lost[at.subject] ? 0 : share_of(&at, line);
        }
    }
    self->applies = count > 0;
    self->parts = count;
    self->share = count > 0 && !lost[0] ? won / (double)count : 0;
}

static void judge_line(struct score_line *self, const struct machine *machine,
                       const struct workflow_line *line, const bool *lost)
{
    const bool *own = lost + line_index(machine, line) * stride(machine);
    if (line->is_each && stride(machine) > 1) {
        judge_each(self, machine, line, own);
        return;
    }
    self->applies = machine_holds(machine, line->when);
    self->parts = 1;
    self->share = self->applies && !own[0] ? share_of(machine, line) : 0;
}

void score_judge(struct score *self, const struct machine *machine, const bool *lost)
{
    const struct workflow_line *lines = machine->workflow->lines.items;
    const size_t count = machine->workflow->lines.count;
    double points[SCORE_DIMENSIONS] = {0}, won[SCORE_DIMENSIONS] = {0}, weight = 0;
    *self = (struct score){.lines = xcalloc(count + 1, sizeof *self->lines)};
    for (size_t i = 0; i < count; i++) {
        struct score_line *line = &self->lines[i];
        judge_line(line, machine, &lines[i], lost);
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
