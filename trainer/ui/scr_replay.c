/* scr_replay.c - a recorded case again, step by step, with the verdicts of that day. */
#include "ui/screens.h"

#include "content/workflow_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct replay {
    struct json *document; /* as app/practice.h gives it; owned */
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
    const struct workflow *workflow =
        scenario ? course_play(ui->app->course, scenario) : NULL;
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

static void replay_view(struct ui *ui, void *state, struct view *view)
{
    struct replay *self = state;
    const char *scenario = json_get_text(self->document, "scenario");
    const char *time = json_get_text(self->document, "time");
    const struct json *steps = json_get(self->document, "steps");
    double score;
    char when[32];
    snprintf(when, sizeof when, "%s · %.10s", scenario ? scenario : "", time ? time : "");
    ui_header(ui, view, _("My case again"), when);
    if (json_get_real(self->document, "score", &score))
        view_textf(view, TONE_STRONG, _("%.0f points that day"), score);
    else
        view_text(view, TONE_QUIET, _("not finished"));
    for (size_t i = 0; i < json_count(steps); i++)
        view_step(ui, view, scenario ? scenario : "", i + 1, json_at(steps, i));
    view_choice(view, 1, _("Back"), NULL);
    view_default(view, 1, _("back"));
}

static void replay_act(struct ui *ui, void *state, int id)
{
    (void)state;
    (void)id;
    ui_pop(ui);
}

static void replay_release(void *state)
{
    struct replay *self = state;
    json_free(self->document);
}

static const struct screen_ops replay_ops = {
    .name = "replay",
    .help =
        N_("Every step as you did it, hints and steps taken back included, with the verdict "
           "and the points of that day."),
    .state_size = sizeof(struct replay),
    .view = replay_view,
    .act = replay_act,
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
    struct replay *self = ui_push(ui, &replay_ops);
    self->document = document;
}
