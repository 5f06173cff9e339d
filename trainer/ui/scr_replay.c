/* scr_replay.c - a recorded case again, step by step, with the verdicts of that day. */
#include "ui/screens.h"

#include "content/workflow_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    REPLAY_NEXT = 1,
    REPLAY_BEFORE,
    REPLAY_LIST,
    REPLAY_TODAY,
    REPLAY_THAT_DAY,
    REPLAY_BACK
};

struct replay {
    char attempt[33];
    struct json *document; /* as app/practice.h gives it; owned */
    bool is_today;         /* it is judged under today's content */
    size_t at;             /* the step that is looked at, from 1; 0 = the list */
    struct run *run;       /* as it stood after that step; owned */
};

/* What is chosen by `action`: its own list, or the scenario's of that name. */
static const struct yaml_list *choices_of(const struct scenario *scenario,
                                          const struct workflow_action *action)
{
    const struct scenario_choices *lists = scenario->choices.items;
    for (size_t i = 0; action->choices_from && i < scenario->choices.count; i++)
        if (strcmp(lists[i].id, action->choices_from) == 0)
            return &lists[i].items;
    return &action->choices;
}

/* The words of `line` after the action, each as it is read on the terminal. */
static void add_arguments(const struct scenario *scenario, const struct workflow_action *action,
                          const char *line, struct sbuf *out)
{
    const struct yaml_list *list = choices_of(scenario, action);
    const struct workflow_choice *choices = list->items;
    const char *comma = lang_now() == LANG_ZH ? "、" : ", ";
    size_t before = out->len;
    for (const char *at = line + strcspn(line, " "); *at;) {
        at += strspn(at, " ");
        size_t len = strcspn(at, " "), i = 0;
        while (i < list->count &&
               (strlen(choices[i].value) != len || strncmp(choices[i].value, at, len) != 0))
            i++;
        sbuf_add(out, out->len == before ? " · " : comma);
        if (i < list->count)
            sbuf_add(out, both_now(&choices[i].label));
        else
            sbuf_add_len(out, at, len);
        at += len;
    }
}

/* "fine 140" in the words of the terminal: the act's label and what was given with it. */
static void add_act(struct ui *ui, const char *scenario_id, const char *line, struct sbuf *out)
{
    static const struct {
        const char *kind, *name; /* steps that are no act of the case */
    } others[] = {{"hint", N_("asked for a hint")}, {"undo", N_("took the step back")}};
    const struct scenario *scenario = course_scenario(ui->app->course, scenario_id);
    size_t len = strcspn(line, " ");
    char *id = xstrndup(line, len);
    const struct workflow *workflow = scenario ? course_play(ui->app->course, scenario) : NULL;
    const struct workflow_action *action = workflow ? workflow_action(workflow, id) : NULL;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(id, others[i].kind) == 0)
            sbuf_add(out, _(others[i].name));
    if (action) {
        sbuf_add(out, both_now(&action->label));
        add_arguments(scenario, action, line, out);
    } else if (out->len == 0) {
        sbuf_add(out, line); /* an act that the case no longer has */
    }
    free(id);
}

static void view_step(struct ui *ui, struct view *view, const char *scenario, size_t number,
                      const struct json *step)
{
    const char *line = json_get_text(step, "action");
    bool is_accepted = false;
    double points = 0;
    struct sbuf text = {0}, act = {0};
    add_act(ui, scenario, line ? line : "", &act);
    if (!json_get_bool(step, "accepted", &is_accepted))
        is_accepted = false;
    if (!json_get_real(step, "points", &points))
        points = 0;
    bool is_fine = is_accepted && points >= 0;
    sbuf_addf(&text, "%2zu %s %s", number, is_fine ? "✓" : "✗", sbuf_text(&act));
    if (points < 0 || points > 0)
        sbuf_addf(&text, "  %+.0f", points);
    view_text(view, is_fine ? TONE_PLAIN : TONE_BAD, sbuf_text(&text));
    char *citation = ui_citation(ui, json_get_text(step, "article"));
    if (!is_fine && *citation)
        view_textf(view, TONE_QUIET, "   %s", citation);
    free(citation);
    sbuf_release(&text);
    sbuf_release(&act);
}

static size_t step_count(const struct replay *self)
{
    return json_count(json_get(self->document, "steps"));
}

static void list_view(struct ui *ui, struct replay *self, struct view *view)
{
    const char *scenario = json_get_text(self->document, "scenario");
    const struct json *steps = json_get(self->document, "steps");
    double score;
    if (json_get_real(self->document, "score", &score))
        view_textf(view, TONE_STRONG,
                   self->is_today ? _("%.0f points under today's content")
                                  : _("%.0f points that day"),
                   score);
    else
        view_text(view, TONE_QUIET, _("not finished"));
    for (size_t i = 0; i < step_count(self); i++)
        view_step(ui, view, scenario ? scenario : "", i + 1, json_at(steps, i));
    if (!self->is_today && step_count(self) > 0)
        view_choice(view, REPLAY_NEXT, _("Step by step"), _("with what was said"));
    if (self->is_today)
        view_choice(view, REPLAY_THAT_DAY, _("As it was judged that day"), NULL);
    else
        view_choice(view, REPLAY_TODAY, _("Under today's content"), NULL);
    view_choice(view, REPLAY_BACK, _("Back"), NULL);
    view_default(view, REPLAY_BACK, _("back"));
}

/* One step on the scene as it was: what was done, the verdict of that day, what was answered.
 */
static void step_view(struct ui *ui, struct replay *self, struct view *view)
{
    const char *scenario = json_get_text(self->document, "scenario");
    const struct json *steps = json_get(self->document, "steps");
    const struct run_line *lines;
    size_t count = run_lines(self->run, &lines);
    scr_lights_view(self->run, view);
    view_gap(view);
    view_picture(view, run_panel(self->run));
    view_step(ui, view, scenario ? scenario : "", self->at, json_at(steps, self->at - 1));
    view_gap(view);
    for (size_t i = 0; i < count; i++)
        if (lines[i].at == lines[count - 1].at && both_now(&lines[i].who)[0])
            view_speech(view, both_now(&lines[i].who), both_now(&lines[i].text));
        else if (lines[i].at == lines[count - 1].at)
            view_text(view, TONE_PLAIN, both_now(&lines[i].text));
    bool is_last = self->at == step_count(self);
    if (!is_last)
        view_choice(view, REPLAY_NEXT, _("The next step"), NULL);
    if (self->at > 1)
        view_choice(view, REPLAY_BEFORE, _("The step before"), NULL);
    view_choice(view, REPLAY_LIST, _("Back to the list"), NULL);
    view_default(view, is_last ? REPLAY_LIST : REPLAY_NEXT, NULL);
}

static void replay_view(struct ui *ui, void *state, struct view *view)
{
    struct replay *self = state;
    const char *scenario = json_get_text(self->document, "scenario");
    const char *time = json_get_text(self->document, "time");
    char far[48];
    if (self->at > 0)
        snprintf(far, sizeof far, "%.15s · %zu/%zu", scenario ? scenario : "", self->at,
                 step_count(self));
    else
        snprintf(far, sizeof far, "%.15s · %.10s", scenario ? scenario : "", time ? time : "");
    ui_header(ui, view, _("My case again"), far);
    if (self->at > 0)
        step_view(ui, self, view);
    else
        list_view(ui, self, view);
}

static void look_at(struct ui *ui, struct replay *self, size_t at)
{
    struct err err = {0};
    struct run *run = at == 0 ? NULL : practice_replay_run(ui->app, self->attempt, at, &err);
    if (at > 0 && !run) {
        ui_fail(ui, &err);
        return;
    }
    run_free(self->run);
    self->run = run;
    self->at = at;
}

static void judge(struct ui *ui, struct replay *self, bool is_today)
{
    struct err err = {0};
    struct json *document = practice_replay(ui->app, self->attempt, is_today, &err);
    if (!document) {
        ui_fail(ui, &err);
        return;
    }
    json_free(self->document);
    self->document = document;
    self->is_today = is_today;
}

static void replay_act(struct ui *ui, void *state, int id)
{
    struct replay *self = state;
    if (id == REPLAY_NEXT)
        look_at(ui, self, self->at + 1);
    else if (id == REPLAY_BEFORE)
        look_at(ui, self, self->at - 1);
    else if (id == REPLAY_LIST)
        look_at(ui, self, 0);
    else if (id == REPLAY_TODAY || id == REPLAY_THAT_DAY)
        judge(ui, self, id == REPLAY_TODAY);
    else
        ui_pop(ui);
}

static bool replay_back(struct ui *ui, void *state)
{
    struct replay *self = state;
    bool was_inside = self->at > 0;
    look_at(ui, self, 0);
    return was_inside;
}

static void replay_release(void *state)
{
    struct replay *self = state;
    json_free(self->document);
    run_free(self->run);
}

static const struct screen_ops replay_ops = {
    .name = "replay",
    .help =
        N_("Every step as you did it, hints and steps taken back included, with the verdict "
           "and the points of that day. Step by step shows the scene again with what was said; "
           "under today's content the same acts are judged anew."),
    .state_size = sizeof(struct replay),
    .view = replay_view,
    .act = replay_act,
    .back = replay_back,
    .release = replay_release,
};

void scr_replay_open(struct ui *ui, const char *attempt)
{
    struct err err = {0};
    struct json *document = practice_replay(ui->app, attempt, false, &err);
    if (!document) {
        ui_fail(ui, &err);
        return;
    }
    char id[33];
    snprintf(id, sizeof id, "%s", attempt);
    struct replay *self = ui_push(ui, &replay_ops);
    self->document = document;
    memcpy(self->attempt, id, sizeof id);
}
