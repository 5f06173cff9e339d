/* run_help.c - what is to be done next, why, and hints. */
#include "sim/run.h"

#include <stdlib.h>
#include <string.h>

#include "sim/run_state.h"
#include "sim/words.h"

static const double hint_costs[RUN_HINTS] = {2, 4, 8};

bool run_goal_is_open(const struct run *self, const struct workflow_goal *goal, size_t subject)
{
    return machine_holds_for(&self->machine, subject, goal->when) &&
           !machine_holds_for(&self->machine, subject, goal->done);
}

/* First open goal of goals[from..to) for a subject, NULL if all is done. */
static const struct workflow_goal *open_goal(const struct run *self, size_t from, size_t to,
                                             size_t subject)
{
    const struct workflow_goal *goals = self->workflow->goals.items;
    for (size_t i = from; i < to; i++) {
        if (run_goal_is_open(self, &goals[i], subject)) {
            return &goals[i];
        }
    }
    return NULL;
}

/* A row of goals for every subject: all of it for the one at hand, then for the others. */
static bool next_each(const struct run *self, size_t from, size_t to, struct run_next *next)
{
    const size_t at_hand = self->machine.subject;
    const size_t count = self->machine.scenario->subjects.count;
    *next = (struct run_next){NULL, at_hand, false};
    if (at_hand > 0) {
        next->goal = open_goal(self, from, to, at_hand);
    }
    for (size_t i = 1; i <= count && next->goal == NULL; i++) {
        *next = (struct run_next){open_goal(self, from, to, i), i, i != at_hand};
    }
    return next->goal != NULL;
}

static bool is_same_row(const struct workflow_goal *a, const struct workflow_goal *b)
{
    return a->each != NULL && b->each != NULL && strcmp(a->each, b->each) == 0;
}

bool run_next(const struct run *self, struct run_next *next)
{
    const struct workflow_goal *goals = self->workflow->goals.items;
    const size_t count = run_is_over(self) ? 0 : self->workflow->goals.count;
    const bool has_subjects = self->machine.scenario->subjects.count > 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        while (end < count && has_subjects && is_same_row(&goals[i], &goals[end])) {
            end++;
        }
        if (goals[i].each != NULL && has_subjects) {
            if (next_each(self, i, end, next)) {
                return true;
            }
        } else if (run_goal_is_open(self, &goals[i], self->machine.subject)) {
            *next = (struct run_next){&goals[i], 0, false};
            return true;
        }
    }
    return false;
}

const char *run_next_template(const struct run_next *next)
{
    return next->is_elsewhere ? next->goal->each : next->goal->model;
}

const char *run_model_line(struct run *self)
{
    struct run_next next;
    struct sbuf line = {0};
    if (!run_next(self, &next)) {
        return NULL;
    }
    if (next.is_elsewhere) {
        const struct scenario_subject *subjects = self->machine.scenario->subjects.items;
        sbuf_addf(&line, "%s %s", next.goal->each, subjects[next.subject - 1].id);
    } else {
        words_fill_script(&self->machine, next.goal->model, &line);
    }
    free(self->model);
    self->model = sbuf_take(&line);
    return self->model;
}

bool run_why(struct run *self, struct both *text, const char **article)
{
    struct run_next next;
    if (!run_next(self, &next)) {
        return false;
    }
    *text = next.goal->why;
    *article = next.goal->article == NULL ? "" : next.goal->article;
    return true;
}

bool run_hint(struct run *self, int level, struct both *text)
{
    struct run_next next;
    struct machine_step step;
    struct err err = {0};
    if (!run_next(self, &next) || self->mode == RUN_TEST || level < 1 || level > RUN_HINTS) {
        return false;
    }
    *text = level == 1 ? next.goal->nudge : next.goal->why;
    if (level == RUN_HINTS) {
        const char *line = run_model_line(self);
        if (!machine_parse(&self->machine, line, &step, &err)) {
            return false;
        }
        both_release(&self->hint);
        self->hint = run_step_label(self, &step);
        *text = self->hint;
    }
    const size_t subjects = self->machine.scenario->subjects.count + 1;
    const size_t goal =
        (size_t)(next.goal - (const struct workflow_goal *)self->workflow->goals.items);
    bool *was_given =
        &self->hinted[(goal * subjects + next.subject) * RUN_HINTS + (size_t)level - 1];
    if (self->mode == RUN_TRY && !*was_given) {
        *was_given = true;
        self->hint_cost += hint_costs[level - 1];
        if (level == RUN_HINTS) {
            (void)run_lose(self, next.goal->line, true);
        }
    }
    return true;
}
