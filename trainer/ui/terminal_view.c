/* terminal_view.c - what the practice terminal says: lights, scene, choices. */
#include "ui/screens.h"

#include "ui/terminal_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *id, *name; /* as in a workflow's `place` */
} places[] = {
    {"scene", N_("On the spot")},
    {"talk", N_("Talk")},
    {"device", N_("The terminal")},
    {"case", N_("The case file")},
};

_Static_assert(sizeof places / sizeof places[0] == TERMINAL_PLACES, "one row a place");

size_t terminal_place_of(const struct run_action *action)
{
    for (size_t i = 0; i < TERMINAL_PLACES; i++)
        if (strcmp(places[i].id, action->place) == 0)
            return i;
    return 0;
}

const char *scr_mode_name(enum run_mode mode)
{
    static const char *const names[] = {
        [RUN_SHOW] = N_("Show me"), [RUN_TRY] = N_("Try me"), [RUN_TEST] = N_("Test me")};
    return _(names[mode]);
}

static void header(struct ui *ui, struct terminal *self, struct view *view)
{
    const struct scenario *scenario =
        course_scenario(ui->app->course, practice_scenario(self->practice));
    struct sbuf where, far;
    sbuf_init(&where, 0);
    sbuf_init(&far, 0);
    char clock[32];
    run_time(practice_run(self->practice), clock);
    const char *day = strchr(clock, '-'); /* without the year */
    sbuf_addf(&where, "%s %s", scenario->id, both_now(&scenario->title));
    sbuf_addf(&far, "%s · %s", scr_mode_name(practice_mode(self->practice)),
              day ? day + 1 : clock);
    ui_header(ui, view, sbuf_text(&where), sbuf_text(&far));
    sbuf_release(&where);
    sbuf_release(&far);
}

void scr_lights_view(struct run *run, struct view *view)
{
    static const enum view_tone tones[] = {
        [RUN_LIGHT_OFF] = TONE_QUIET, [RUN_LIGHT_ON] = TONE_GOOD, [RUN_LIGHT_BAD] = TONE_BAD};
    const struct run_light *list;
    size_t count = run_lights(run, &list);
    for (size_t i = 0; i < count; i++)
        view_light(view, tones[list[i].state], both_now(&list[i].label));
}

/* Limits run in days: say so when the last act let some pass. */
static void time_passed(const struct terminal *self, struct view *view)
{
    struct run *run = practice_run(self->practice);
    int32_t days = terminal_day(run) - self->day_before;
    char clock[32];
    run_time(run, clock);
    if (days == 1)
        view_textf(view, TONE_STRONG, _("The next day · %s"), clock);
    else if (days > 1)
        view_textf(view, TONE_STRONG, _("%d days later · %s"), (int)days, clock);
}

/* what was said and what happened since the last act */
static void news(struct terminal *self, struct view *view)
{
    enum { NEWS_MOST = 4 };
    const struct run_line *lines;
    size_t count = run_lines(practice_run(self->practice), &lines);
    size_t from = self->lines_before < count ? self->lines_before : count;
    if (count - from > NEWS_MOST)
        from = count - NEWS_MOST;
    if (from == count && count > 0 && !self->why)
        from = count - 1;
    for (size_t i = from; i < count; i++) {
        const char *who = both_now(&lines[i].who);
        if (*who)
            view_bubble(view, who, lines[i].speaker, both_now(&lines[i].text));
    }
    for (size_t i = from; i < count; i++)
        if (both_now(&lines[i].who)[0] == '\0')
            view_text(view, TONE_PLAIN, both_now(&lines[i].text));
}

/* A bar that fills as the picture moves: the slip comes out of the printer. */
static void progress(struct ui *ui, struct run *run, struct view *view)
{
    struct both label;
    char text[16];
    if (!run_progress(run, &label))
        return;
    double part = ui_picture_progress(ui, run_panel(run));
    snprintf(text, sizeof text, "%.0f%%", part * 100);
    view_gauge(view, both_now(&label), part, text);
}

/* A hint that was paid for and what was refused stand first, where no page hides them. */
static void answer_first(const struct terminal *self, struct view *view)
{
    if (self->hint && self->hint[0])
        view_textf(view, TONE_STRONG, _("Hint: %s"), self->hint);
    if (self->why && self->why[0] && !self->is_good) {
        view_textf(view, TONE_BAD, "✗ %s", self->why);
        if (self->citation && self->citation[0])
            view_text(view, TONE_QUIET, self->citation);
    }
}

static void praise(const struct terminal *self, struct view *view)
{
    if (!self->why || !self->why[0] || !self->is_good)
        return;
    view_gap(view);
    view_textf(view, TONE_GOOD, "✓ %s", self->why);
    if (self->citation && self->citation[0])
        view_text(view, TONE_QUIET, self->citation);
}

/* Test me takes nothing back, and there must be something. */
static bool can_undo(struct terminal *self)
{
    const struct run_result *result = run_result(practice_run(self->practice));
    return practice_mode(self->practice) != RUN_TEST && result->step_count > 0 &&
           result->steps[0].line[0];
}

/* Try me says where in the procedure you are, until you have passed the case (D.3). */
static void stage(struct terminal *self, struct view *view)
{
    struct both label;
    if (practice_mode(self->practice) != RUN_TRY ||
        practice_guidance(self->practice) < GUIDANCE_STAGE ||
        !run_stage(practice_run(self->practice), &label))
        return;
    view_gap(view);
    view_textf(view, TONE_STRONG, _("Now: %s"), both_now(&label));
}

static void case_choices(struct terminal *self, struct view *view)
{
    struct run *run = practice_run(self->practice);
    const struct run_action *actions;
    size_t count = run_actions(run, &actions), in_place[TERMINAL_PLACES] = {0};
    bool is_over = run_is_over(run);
    bool is_led = practice_mode(self->practice) == RUN_TRY &&
                  practice_guidance(self->practice) == GUIDANCE_FULL;
    for (size_t i = 0; i < count; i++) {
        size_t place = terminal_place_of(&actions[i]);
        in_place[place]++;
        if (actions[i].is_next && is_led)
            view_default(view, PLACE_BASE + (int)place, _(places[place].name));
    }
    for (size_t i = 0; i < TERMINAL_PLACES; i++) {
        char number[32];
        snprintf(number, sizeof number, _("%zu to do"), in_place[i]);
        if (!is_over) /* each keeps its number even when there is nothing to do */
            view_choice(view, PLACE_BASE + (int)i, _(places[i].name),
                        in_place[i] > 0 ? number : "–");
    }
    view_choice(view, DO_HANDHELD, _("Form and documents"), NULL);
    if (run_chart(run)[0])
        view_choice(view, DO_CHART, _("The chart"), NULL);
    if (practice_mode(self->practice) == RUN_TRY && !is_over)
        view_choice(view, DO_HINT, _("A hint"),
                    self->hints == 0   ? _("-2 points")
                    : self->hints == 1 ? _("-4 points")
                                       : _("-8 points"));
    if (can_undo(self))
        view_choice(view, DO_UNDO, _("Take back the last step"), NULL);
    view_choice(view, DO_FINISH, is_over ? _("See how it went") : _("Finish the case"), NULL);
    if (is_over)
        view_default(view, DO_FINISH, NULL);
}

const struct run_action *terminal_action(struct run *run, const char *id)
{
    const struct run_action *actions;
    size_t count = run_actions(run, &actions), len = strcspn(id, " ");
    for (size_t i = 0; i < count; i++)
        if (strlen(actions[i].id) == len && strncmp(actions[i].id, id, len) == 0)
            return &actions[i];
    return NULL;
}

/* Show me: what comes next and why. */
static void show_choices(struct ui *ui, struct terminal *self, struct view *view)
{
    struct run *run = practice_run(self->practice);
    const char *line = run_is_over(run) ? NULL : run_model_line(run);
    struct both why;
    const char *article = NULL;
    if (!line) {
        view_choice(view, DO_FINISH, _("See how it went"), NULL);
        view_default(view, DO_FINISH, NULL);
        return;
    }
    const struct run_action *action = terminal_action(run, line);
    const char *argument = strchr(line, ' ');
    view_gap(view);
    view_textf(view, TONE_STRONG, _("Next: %s%s"), action ? both_now(&action->label) : line,
               argument && action && action->kind <= RUN_ARG_MONEY ? argument : "");
    if (run_why(run, &why, &article)) {
        char *citation = ui_citation(ui, article);
        view_text(view, TONE_PLAIN, both_now(&why));
        if (*citation || !strstr(both_now(&why), _("training value")))
            view_text(view, TONE_QUIET, *citation ? citation : _("training value"));
        free(citation);
    }
    view_choice(view, DO_NEXT, _("Do it"), NULL);
    view_choice(view, DO_HANDHELD, _("Form and documents"), NULL);
    view_default(view, DO_NEXT, _("do it"));
}

static void place_choices(struct terminal *self, struct view *view)
{
    const struct run_action *actions;
    size_t count = run_actions(practice_run(self->practice), &actions);
    bool is_elsewhere = false; /* what comes next */
    for (size_t i = 0; i < count; i++)
        is_elsewhere |= actions[i].is_next && terminal_place_of(&actions[i]) != self->place;
    if (self->why && !self->is_good && is_elsewhere)
        view_text(view, TONE_QUIET, _("0 leads back to the other places and the hint."));
    bool is_empty = true;
    view_ask(view, _(places[self->place].name));
    for (size_t i = 0; i < count; i++)
        if (terminal_place_of(&actions[i]) == self->place) {
            view_choice(view, ACTION_BASE + (int)i, both_now(&actions[i].label), NULL);
            is_empty = false;
        }
    if (is_empty) {
        view_choice(view, DO_STAY, _("To the other places"), _("nothing is left here"));
        view_default(view, DO_STAY, NULL);
    }
}

static void argument_view(struct ui *ui, struct terminal *self, struct view *view)
{
    const struct run_action *action =
        terminal_action(practice_run(self->practice), self->action);
    if (!action)
        return;
    const char *prompt = both_now(&action->prompt);
    if (*prompt == '\0')
        prompt = both_now(&action->label);
    if (action->kind == RUN_ARG_ITEM) {
        view_heading(view, prompt);
        find_view(&self->find, ui->app->course->catalog, view);
        return;
    }
    if (action->kind == RUN_ARG_MONEY || action->kind == RUN_ARG_TEXT) {
        view_typing(view, prompt, &self->field);
        return;
    }
    view_ask(view, prompt);
    for (size_t i = 0; i < action->choice_count; i++)
        view_choice(view, VALUE_BASE + (int)i, both_now(&action->choices[i].label), NULL)
            ->mark = action->kind != RUN_ARG_MANY           ? MARK_NONE
                     : i < VALUES_MAX && self->is_chosen[i] ? MARK_CHOSEN
                                                            : MARK_FREE;
    if (action->kind == RUN_ARG_MANY)
        view_choice(view, DO_CHOSEN, _("That is all"), NULL);
}

static void finish_question(struct view *view)
{
    view_ask(view, _("Finish now? What is missing counts as not done."));
    view_choice(view, DO_STAY, _("No, go on with the case"), NULL);
    view_choice(view, DO_FINISH, _("Yes, finish"), NULL);
    view_default(view, DO_STAY, NULL);
}

void terminal_view(struct ui *ui, void *state, struct view *view)
{
    struct terminal *self = state;
    struct run *run = practice_run(self->practice);
    header(ui, self, view);
    scr_lights_view(run, view);
    struct both at_hand;
    if (run_at_hand(run, &at_hand))
        view_textf(view, TONE_STRONG, "▸ %s", both_now(&at_hand));
    view_gap(view);
    view_picture(view, run_panel(run));
    if (self->part == TERMINAL_ARGUMENT) {
        argument_view(ui, self, view);
        return;
    }
    answer_first(self, view);
    time_passed(self, view);
    progress(ui, run, view);
    news(self, view);
    praise(self, view);
    stage(self, view);
    if (self->part == TERMINAL_FINISH)
        finish_question(view);
    else if (practice_mode(self->practice) == RUN_SHOW)
        show_choices(ui, self, view);
    else if (self->part == TERMINAL_PLACE)
        place_choices(self, view);
    else
        case_choices(self, view);
    view_gap(view);
    view_extra(view); /* the handheld beside the scene, where there is room */
    view_heading(view, _("The case form"));
    scr_form_view(run, view);
}
