#include "sim/rehearsal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/run_state.h"

enum { STEPS_MAX = 500 };

struct rehearsal {
    const struct course *course;
    struct problems *problems;
    const char **goals; /* ids (the files' own words) that applied in some case */
    size_t goal_count;
};

static void complain(const struct rehearsal *self, const struct scenario *scenario,
                     const char *what, const char *more)
{
    (void)problems_add(self->problems, scenario->file, 1, 1, "%s: %s %.120s", scenario->id,
                       what, more);
}

/* --- what the truth comes to ----------------------------------------------------------------
 */

static void check_truth(const struct rehearsal *self, const struct machine *machine,
                        const struct scenario_truth *said)
{
    const struct truth *truth = machine_truth(machine);
    struct sbuf sum = {0};
    sbuf_addf(&sum, "%" PRId64, truth->right.target);
    if (said->target != 0 && said->target != truth->right.target) {
        complain(self, machine->scenario, _("the right sum is not the 'target:' but"),
                 sbuf_text(&sum));
    }
    if (truth->outcome == SCENARIO_FINE && truth->procedure == SCENARIO_SIMPLE &&
        truth->right.target > machine_number(machine, "cap")) {
        complain(self, machine->scenario, _("more than the cap of the simple procedure:"),
                 sbuf_text(&sum));
    }
    sbuf_release(&sum);
}

static void check_truths(const struct rehearsal *self, const struct machine *machine)
{
    const struct scenario *scenario = machine->scenario;
    const struct scenario_subject *subjects = scenario->subjects.items;
    struct machine at = *machine;
    at.subject = 0;
    check_truth(self, &at, &scenario->truth);
    for (size_t i = 0; i < scenario->subjects.count; i++) {
        at.subject = i + 1;
        check_truth(self, &at, &subjects[i].truth);
    }
}

/* --- playing --------------------------------------------------------------------------------
 */

static bool is_noted(const struct rehearsal *self, const char *goal)
{
    for (size_t i = 0; i < self->goal_count; i++) {
        if (self->goals[i] == goal) {
            return true;
        }
    }
    return false;
}

/* Goals that apply now, to the case or to one of its subjects. */
static void note_goals(struct rehearsal *self, const struct run *run)
{
    const struct workflow_goal *goals = run->workflow->goals.items;
    const size_t last = run->machine.scenario->subjects.count;
    for (size_t i = 0; i < run->workflow->goals.count; i++) {
        bool applies = machine_holds(&run->machine, goals[i].when);
        for (size_t k = 1; goals[i].each != NULL && !applies && k <= last; k++) {
            applies = machine_holds_for(&run->machine, k, goals[i].when);
        }
        if (applies && !is_noted(self, goals[i].id)) {
            self->goals = xreallocarray(self->goals, self->goal_count + 1, sizeof *self->goals);
            self->goals[self->goal_count++] = goals[i].id;
        }
    }
}

/* One step as the program would do it; false (told) when that is not possible. */
static bool take_step(const struct rehearsal *self, struct run *run, const char *line)
{
    struct run_verdict verdict;
    struct err err = {0};
    char *copy = xstrdup(line);
    const bool is_line = run_act(run, copy, &verdict, &err);
    const bool is_done = is_line && verdict.is_accepted;
    struct sbuf where = {0};
    if (!is_done) {
        sbuf_addf(&where, "'%s': %s", copy, is_line ? both_now(&verdict.why) : err.text);
        complain(self, run->scenario, _("cannot be played on at"), sbuf_text(&where));
    }
    sbuf_release(&where);
    free(copy);
    return is_done;
}

static void play(struct rehearsal *self, struct run *run)
{
    const char *line;
    int steps = 0;
    note_goals(self, run);
    while ((line = run_model_line(run)) != NULL) {
        if (++steps > STEPS_MAX) {
            complain(self, run->scenario, _("does not end, but goes on with"), line);
            return;
        }
        if (!take_step(self, run, line)) {
            return;
        }
        note_goals(self, run);
    }
    if (!run_is_over(run)) {
        complain(self, run->scenario, _("nothing is left to do, and it is not over"), "");
    } else if (!run_result(run)->is_passed) {
        complain(self, run->scenario, _("played rightly, it is not passed"), "");
    }
}

static void rehearse(struct rehearsal *self, const struct scenario *scenario)
{
    struct err err = {0};
    if (course_play(self->course, scenario) == NULL) {
        return; /* told where the workflows are joined */
    }
    struct run *run = run_new(self->course, scenario->id, RUN_TRY, 0, &err);
    if (run == NULL) {
        complain(self, scenario, _("cannot be played:"), err.text);
        return;
    }
    check_truths(self, &run->machine);
    play(self, run);
    run_free(run);
}

/* --- what nobody comes to -------------------------------------------------------------------
 */

/* Whether a case plays the file, and its goal is not another file's there. */
static bool is_played(const struct rehearsal *self, const struct workflow_goal *goal)
{
    for (size_t i = 0; i < self->course->scenario_count; i++) {
        const struct workflow *joined = course_play(self->course, self->course->scenarios[i]);
        const struct workflow_goal *goals = joined == NULL ? NULL : joined->goals.items;
        for (size_t k = 0; joined != NULL && k < joined->goals.count; k++) {
            if (goals[k].id == goal->id) {
                return true;
            }
        }
    }
    return false;
}

/* A policy that is off as shipped may keep every case from a goal. */
static bool hangs_on_policy(const struct workflow_goal *goal)
{
    const char *fact;
    for (size_t i = 0; goal->when != NULL && (fact = expr_fact(goal->when, i)) != NULL; i++) {
        if (strncmp(fact, "policy.", strlen("policy.")) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_goal(const struct workflow *file, const char *stage)
{
    const struct workflow_goal *goals = file->goals.items;
    for (size_t i = 0; i < file->goals.count; i++) {
        if (strcmp(goals[i].stage, stage) == 0) {
            return true;
        }
    }
    return false;
}

static void check_reached(const struct rehearsal *self, const struct workflow *file)
{
    const struct workflow_goal *goals = file->goals.items;
    const struct workflow_stage *stages = file->stages.items;
    for (size_t i = 0; i < file->goals.count; i++) {
        if (!is_noted(self, goals[i].id) && !hangs_on_policy(&goals[i]) &&
            is_played(self, &goals[i])) {
            (void)problems_warn(self->problems, file->file, goals[i].at.line, goals[i].at.col,
                                "%s '%.60s'", _("no case ever comes to the goal"), goals[i].id);
        }
    }
    for (size_t i = 0; i < file->stages.count; i++) {
        if (!has_goal(file, stages[i].id)) {
            (void)problems_add(self->problems, file->file, 1, 1, "%s '%.60s'",
                               _("no goal belongs to the stage"), stages[i].id);
        }
    }
}

void rehearsal_check(const struct course *course, struct problems *problems)
{
    struct rehearsal self = {course, problems, NULL, 0};
    for (size_t i = 0; i < course->scenario_count; i++) {
        rehearse(&self, course->scenarios[i]);
    }
    for (size_t i = 0; i < course->workflow_count; i++) {
        check_reached(&self, course->workflows[i]);
    }
    free(self.goals);
}
