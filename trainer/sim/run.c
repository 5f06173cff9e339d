#include "sim/run.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/run_state.h"
#include "sim/words.h"

static void say(struct run *self, const char *role, const struct both *template, size_t at)
{
    const struct scenario_person *person =
        role == NULL ? NULL : machine_person(&self->machine, role);
    const struct both nobody = {{NULL}};
    self->lines = xreallocarray(self->lines, self->line_count + 1, sizeof *self->lines);
    self->lines[self->line_count++] = (struct run_line){
        .who = both_copy(person == NULL ? &nobody : &person->name),
        .text = words_both(&self->machine, template),
        .speaker = person == NULL || person->cast == NULL ? "" : person->cast,
        .at = at,
    };
}

/* What people of the case answer to `action` (with `value`, NULL if it has none). */
/* What is said after an action, whatever its argument (`value` NULL), or after that value. */
static void answer(struct run *self, const char *action, const char *value, size_t at)
{
    const struct scenario_line *lines = self->scenario->lines.items;
    for (size_t i = 0; i < self->scenario->lines.count; i++) {
        const bool fits = strcmp(lines[i].after, action) == 0 &&
                          (lines[i].value == NULL) == (value == NULL) &&
                          (value == NULL || strcmp(lines[i].value, value) == 0);
        if (fits && machine_holds(&self->machine, lines[i].when)) {
            say(self, lines[i].who, &lines[i].text, at);
        }
    }
}

static void lines_clear(struct run *self)
{
    for (size_t i = 0; i < self->line_count; i++) {
        both_release(&self->lines[i].who);
        both_release(&self->lines[i].text);
    }
    free(self->lines);
    self->lines = NULL;
    self->line_count = 0;
}

static void restart(struct run *self)
{
    machine_reset(&self->machine);
    lines_clear(self);
    memset(self->lost, 0, score_lost_count(&self->machine) * sizeof *self->lost);
    self->critical_count = 0;
    answer(self, "start", NULL, 0);
}

struct run *run_new(const struct course *course, const char *scenario, enum run_mode mode,
                    uint64_t seed, struct err *err)
{
    const struct scenario *found = course_scenario(course, scenario);
    if (found == NULL) {
        (void)err_set(err, ERR_NOT_FOUND, "there is no case '%.40s'", scenario);
        return NULL;
    }
    const struct workflow *workflow = course_play(course, found);
    if (workflow == NULL) {
        (void)err_set(err, ERR_NOT_FOUND, "case %s needs procedure %s, which is missing",
                      found->id, found->workflows.items[0]);
        return NULL;
    }
    struct run *self = xcalloc(1, sizeof *self);
    *self = (struct run){.workflow = workflow,
                         .scenario = found,
                         .mode = mode,
                         .seed = mode == RUN_SHOW ? 0 : seed};
    if (!machine_init(&self->machine, course, found, workflow, self->seed, mode == RUN_TEST,
                      err)) {
        run_free(self);
        return NULL;
    }
    const size_t lost_count = score_lost_count(&self->machine);
    const size_t subjects = self->machine.scenario->subjects.count + 1;
    self->lost = xcalloc(lost_count + 1, sizeof *self->lost);
    self->lost_kept = xcalloc(lost_count + 1, sizeof *self->lost_kept);
    self->hinted =
        xcalloc(workflow->goals.count * subjects * RUN_HINTS + 1, sizeof *self->hinted);
    restart(self);
    run_update_qr(self);
    return self;
}

void run_free(struct run *self)
{
    if (self == NULL) {
        return;
    }
    run_forget_views(self);
    free(self->qr);
    both_release(&self->qr_words);
    lines_clear(self);
    for (size_t i = 0; i < self->record_count; i++) {
        free(self->records[i].line);
        both_release(&self->records[i].label);
    }
    free(self->records);
    machine_release(&self->machine);
    free(self->lost);
    free(self->lost_kept);
    free(self->hinted);
    free(self);
}

bool *run_lost(const struct run *self)
{
    const size_t count = score_lost_count(&self->machine);
    bool *lost = xcalloc(count + 1, sizeof *lost);
    for (size_t i = 0; i < count; i++) {
        lost[i] = self->lost[i] || self->lost_kept[i];
    }
    return lost;
}

void run_judge(const struct run *self, struct score *score)
{
    bool *lost = run_lost(self);
    score_judge(score, &self->machine, lost);
    free(lost);
}

bool run_is_over(const struct run *self)
{
    const struct workflow *played = self->workflow;
    for (size_t i = 0; i < played->own_count; i++) {
        if (machine_holds(&self->machine, played->files[i]->over)) {
            return true;
        }
    }
    return false;
}

/* --- doing ----------------------------------------------------------------------------------
 */

static void set_rule(struct run_verdict *verdict, const char *rule, const char *article)
{
    struct sbuf cut;
    sbuf_init(&cut, sizeof verdict->rule - 1);
    sbuf_add(&cut, rule == NULL ? "" : rule);
    memcpy(verdict->rule, sbuf_text(&cut), strlen(sbuf_text(&cut)) + 1);
    sbuf_release(&cut);
    sbuf_init(&cut, sizeof verdict->article - 1);
    sbuf_add(&cut, article == NULL ? "" : article);
    memcpy(verdict->article, sbuf_text(&cut), strlen(sbuf_text(&cut)) + 1);
    sbuf_release(&cut);
}

double run_lose(struct run *self, const char *id, bool is_kept)
{
    const struct workflow_line *line = workflow_line(self->workflow, id);
    if (line == NULL) {
        return 0;
    }
    const size_t at = score_lost_at(&self->machine, line);
    struct score before;
    run_judge(self, &before);
    const bool is_new = !self->lost[at] && !self->lost_kept[at];
    (is_kept ? self->lost_kept : self->lost)[at] = true;
    const size_t number =
        (size_t)(line - (const struct workflow_line *)self->workflow->lines.items);
    double value = is_new ? before.lines[number].value : 0;
    if (at % (self->machine.scenario->subjects.count + 1) > 0) { /* one subject's part */
        value /= before.lines[number].parts > 0 ? (double)before.lines[number].parts : 1;
    }
    score_release(&before);
    return value;
}

static void note_critical(struct run *self, const struct workflow_critical *critical)
{
    for (size_t i = 0; i < self->critical_count; i++) {
        if (self->criticals[i] == critical) {
            return;
        }
    }
    if (self->critical_count < RUN_CRITICALS) {
        self->criticals[self->critical_count++] = critical;
    }
}

/* A rule that does not hold: what it costs.  The first one of an action is what the verdict
 * tells. */
static void break_rule(struct run *self, const struct workflow_rule *rule,
                       struct run_verdict *verdict)
{
    const bool is_kept = self->mode != RUN_TEST;
    const struct workflow_critical *critical = workflow_critical(self->workflow, rule->hit);
    const char *line_id = critical == NULL ? rule->hit : critical->line;
    const struct workflow_line *line =
        line_id == NULL ? NULL : workflow_line(self->workflow, line_id);
    const double lost = run_lose(self, line_id, is_kept);
    const char *article = rule->article != NULL ? rule->article
                          : critical != NULL    ? critical->article
                          : line != NULL        ? line->article
                                                : NULL;
    if (critical != NULL && self->mode == RUN_TEST) {
        note_critical(self, critical);
    }
    if (verdict->rule[0] == '\0') {
        set_rule(verdict, rule->hit, article);
        verdict->why = rule->why;
    }
    verdict->is_good = false;
    verdict->points -= lost;
}

static bool is_broken(const struct run *self, const struct workflow_rule *rule)
{
    return !(rule->is_guide && self->mode == RUN_TEST) &&
           machine_holds(&self->machine, rule->when) &&
           !machine_holds(&self->machine, rule->unless);
}

/* Whether every choice taken is one of those of now. */
static bool is_choice_open(const struct run *self, const struct machine_step *step)
{
    size_t count;
    const struct workflow_choice *choices =
        machine_choices(&self->machine, step->action, &count);
    for (size_t i = 0; i < step->arg_count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (step->action->kind != WORKFLOW_ITEM &&
                strcmp(choices[j].value, step->args[i]) == 0 &&
                !machine_choice_is_open(&self->machine, step->action, &choices[j])) {
                return false;
            }
        }
    }
    return true;
}

/* Whether the action can be done at all now; if not, the verdict says why. */
static bool is_possible(struct run *self, const struct machine_step *step,
                        struct run_verdict *verdict)
{
    const struct workflow_action *action = step->action;
    const struct workflow_rule *rules = action->rules.items;
    if (run_is_over(self) || !machine_holds(&self->machine, action->shown) ||
        !is_choice_open(self, step)) {
        verdict->why = run_is_over(self) ? self->workflow->closed : self->workflow->not_now;
        return false;
    }
    for (size_t i = 0; i < action->rules.count; i++) {
        if (rules[i].hit == NULL && is_broken(self, &rules[i])) {
            verdict->why = rules[i].why;
            set_rule(verdict, NULL, rules[i].article);
            return false;
        }
    }
    return true;
}

/* Rules that cost something. In Try me and Show me one of them blocks the action. */
static bool is_blocked(struct run *self, const struct workflow_action *action,
                       struct run_verdict *verdict)
{
    const struct workflow_rule *rules = action->rules.items;
    for (size_t i = 0; i < action->rules.count; i++) {
        if (rules[i].hit == NULL || !is_broken(self, &rules[i])) {
            continue;
        }
        break_rule(self, &rules[i], verdict);
        if (self->mode != RUN_TEST) {
            return true;
        }
    }
    return false;
}

static bool is_done(const struct run *self, const struct workflow_goal *goal)
{
    return machine_holds(&self->machine, goal->when) &&
           machine_holds(&self->machine, goal->done);
}

/* Whether `step` is what the goal's own line does: the same action with the same choices. */
static bool is_as_led(struct run *self, const struct machine_step *step,
                      const struct workflow_goal *goal)
{
    struct machine_step led;
    struct sbuf line = {0};
    struct err err = {0};
    bool is_same = strncmp(goal->model, step->action->id, strlen(step->action->id)) == 0;
    if (is_same) {
        words_fill_script(&self->machine, goal->model, &line);
        is_same = machine_parse(&self->machine, sbuf_text(&line), &led, &err) &&
                  led.action == step->action && led.arg_count == step->arg_count;
    }
    for (size_t i = 0; is_same && i < step->arg_count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < led.arg_count; k++) {
            is_there = is_there || strcmp(led.args[k], step->args[i]) == 0;
        }
        is_same = is_there || step->action->kind == WORKFLOW_TEXT;
    }
    sbuf_release(&line);
    return is_same;
}

/* Goals that are open now and that `step` takes the way to, one flag each.  Caller frees. */
static bool *goals_led(struct run *self, const struct machine_step *step)
{
    const struct workflow_goal *goals = self->workflow->goals.items;
    bool *led = xcalloc(self->workflow->goals.count + 1, sizeof *led);
    for (size_t i = 0; i < self->workflow->goals.count; i++) {
        led[i] = !is_done(self, &goals[i]) && is_as_led(self, step, &goals[i]);
    }
    return led;
}

/* What the action won by the facts it changed, when no rule was broken; praise goes to a step
 * of the way.  What it took from a line (an item chosen anew is to be read anew) can be won
 * again: no fault, nothing is told. */
static void tell_change(const struct run *self, const bool *led, const struct score *before,
                        struct run_verdict *verdict)
{
    const struct workflow_goal *goals = self->workflow->goals.items;
    const struct workflow_line *lines = self->workflow->lines.items;
    const struct workflow_line *touched = NULL;
    struct score after;
    double most = 0;
    run_judge(self, &after);
    for (size_t i = 0; i < self->workflow->lines.count; i++) {
        const double change =
            (after.lines[i].share - before->lines[i].share) * after.lines[i].value;
        const double size = change < 0 ? -change : change;
        if (size > most) {
            most = size;
            touched = &lines[i];
            verdict->points = change;
        }
    }
    score_release(&after);
    if (touched != NULL) {
        set_rule(verdict, touched->id, touched->article);
    }
    for (size_t i = 0; i < self->workflow->goals.count; i++) {
        if (led[i] && is_done(self, &goals[i])) {
            verdict->why = goals[i].why;
            set_rule(verdict, touched == NULL ? NULL : touched->id, goals[i].article);
            return;
        }
    }
}

static void perform(struct run *self, const struct machine_step *step)
{
    const struct workflow_action *action = step->action;
    const size_t at = self->record_count + 1;
    machine_apply(&self->machine, step);
    if (action->says.text[LANG_ZH] != NULL) {
        say(self, "lead", &action->says, at);
    }
    if (action->done.text[LANG_ZH] != NULL) {
        say(self, NULL, &action->done, at);
    }
    answer(self, action->id, NULL, at);
    for (size_t i = 0; i < step->arg_count; i++) {
        answer(self, action->id, step->args[i], at);
    }
}

/* One line on the facts of now, without recording it. */
static void act_step(struct run *self, const struct machine_step *step,
                     struct run_verdict *verdict)
{
    *verdict = (struct run_verdict){.is_good = true};
    machine_show_arg(&self->machine, step);
    if (!is_possible(self, step, verdict)) {
        verdict->is_good = false;
        return;
    }
    bool *led = goals_led(self, step);
    struct score before;
    run_judge(self, &before);
    if (!is_blocked(self, step->action, verdict)) {
        perform(self, step);
        verdict->is_accepted = true;
        if (verdict->is_good) {
            tell_change(self, led, &before, verdict);
        }
    }
    score_release(&before);
    free(led);
}

/* `minutes`: when it was begun */
static void record(struct run *self, const char *line, const struct machine_step *step,
                   const struct run_verdict *verdict, int64_t minutes)
{
    self->records = xreallocarray(self->records, self->record_count + 1, sizeof *self->records);
    self->records[self->record_count++] = (struct run_record){
        xstrdup(line), step->action, run_step_label(self, step), *verdict, minutes};
}

bool run_act(struct run *self, const char *line, struct run_verdict *verdict, struct err *err)
{
    struct machine_step step;
    if (!machine_parse(&self->machine, line, &step, err)) {
        return false;
    }
    const int64_t minutes = self->machine.minutes;
    run_forget_views(self);
    act_step(self, &step, verdict);
    machine_hide_arg(&self->machine); /* a refused one must not colour what is offered next */
    record(self, line, &step, verdict, minutes);
    run_update_qr(self);
    return true;
}

size_t run_count(const struct run *self)
{
    return self->record_count;
}

bool run_undo(struct run *self)
{
    size_t last = self->record_count;
    while (last > 0 && !self->records[last - 1].verdict.is_accepted) {
        last--;
    }
    if (last == 0 || self->mode == RUN_TEST) {
        return false;
    }
    run_forget_views(self);
    free(self->records[last - 1].line);
    both_release(&self->records[last - 1].label);
    memmove(&self->records[last - 1], &self->records[last],
            (self->record_count - last) * sizeof *self->records);
    const size_t count = --self->record_count;
    restart(self);
    for (self->record_count = 0; self->record_count < count; self->record_count++) {
        const struct run_record *past = &self->records[self->record_count];
        struct machine_step step;
        struct err err = {0};
        if (past->verdict.is_accepted) {
            if (!machine_parse(&self->machine, past->line, &step, &err)) {
                BUG("a line that was done cannot be read again: %s", err.text);
            }
            perform(self, &step);
        }
    }
    run_update_qr(self);
    return true;
}
