/* scr_terminal.c - the practice terminal: lights, scene, what can be done now. */
#include "ui/screens.h"

#include "core/calendar.h"
#include "ui/terminal_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- doing --- */

static void forget_verdict(struct terminal *self)
{
    free(self->why);
    free(self->citation);
    free(self->hint);
    self->why = self->citation = self->hint = NULL;
}

/* Test me tells nothing before the end, only what is impossible. */
static void keep_verdict(struct ui *ui, struct terminal *self, const struct run_verdict *got)
{
    forget_verdict(self);
    self->is_good = got->is_accepted && got->is_good;
    enum run_mode mode = practice_mode(self->practice);
    if (mode == RUN_SHOW || (mode == RUN_TEST && got->is_accepted))
        return; /* Show me said why before */
    self->why = xstrdup(both_now(&got->why));
    self->citation = ui_citation(ui, got->article);
}

/* what can be done in the place chosen */
static size_t acts_here(struct terminal *self)
{
    const struct run_action *actions;
    size_t count = run_actions(practice_run(self->practice), &actions), here = 0;
    for (size_t i = 0; i < count; i++)
        here += terminal_place_of(&actions[i]) == self->place;
    return here;
}

int32_t terminal_day(const struct run *run)
{
    char when[32];
    int32_t day = 0;
    run_time(run, when);
    when[strcspn(when, " ")] = '\0';
    return calendar_parse_day(when, &day) ? day : 0;
}

/* The chart on the desk, with what is known at the time of the case. */
static void show_chart(struct ui *ui, struct run *run)
{
    scr_data_show(ui, run_chart(run), run_chart_kind(run), terminal_day(run));
}

static void do_line(struct ui *ui, struct terminal *self, const char *line)
{
    struct err err = {0};
    struct run_verdict got;
    const struct run_line *lines;
    self->lines_before = run_lines(practice_run(self->practice), &lines);
    self->day_before = terminal_day(practice_run(self->practice));
    char *copy = xstrdup(line); /* it may belong to the run */
    char *chart = xstrdup(run_chart(practice_run(self->practice)));
    bool had_code = run_qr(practice_run(self->practice)) != NULL;
    if (practice_act(self->practice, copy, &got, &err)) {
        keep_verdict(ui, self, &got);
        if (got.is_accepted)
            self->hints = 0;
    } else {
        ui_fail(ui, &err);
    }
    free(copy);
    /* One stays in the place even when nothing is left to do there: a 0 pressed by habit leads
     * to the other places then, not out of the case. */
    self->part = run_is_over(practice_run(self->practice)) ? TERMINAL_CASE : TERMINAL_PLACE;
    if (strcmp(chart, run_chart(practice_run(self->practice))) != 0)
        show_chart(ui, practice_run(self->practice));
    else if (!had_code && run_qr(practice_run(self->practice)))
        scr_payment_open(ui, self->practice);
    free(chart);
}

static void begin_argument(struct ui *ui, struct terminal *self,
                           const struct run_action *action)
{
    char line[ACTION_MAX];
    snprintf(line, sizeof line, "%s", action->id);
    if (action->kind == RUN_ARG_NONE) {
        do_line(ui, self, line);
        return;
    }
    memcpy(self->action, line, sizeof line);
    memset(self->is_chosen, 0, sizeof self->is_chosen);
    field_set(&self->field, "", 0);
    self->field.is_number = action->kind == RUN_ARG_MONEY;
    if (action->kind == RUN_ARG_ITEM) {
        const struct scenario *scenario =
            course_scenario(ui->app->course, practice_scenario(self->practice));
        find_release(&self->find);
        find_begin(&self->find, ui->app->course->catalog, scenario->date);
        find_type(&self->find);
    }
    self->part = TERMINAL_ARGUMENT;
}

static void do_with(struct ui *ui, struct terminal *self, const char *argument)
{
    struct sbuf line;
    sbuf_init(&line, 0);
    sbuf_addf(&line, "%s %s", self->action, argument);
    do_line(ui, self, sbuf_text(&line));
    sbuf_release(&line);
}

static void take_argument(struct ui *ui, struct terminal *self, int id)
{
    const struct run_action *action =
        terminal_action(practice_run(self->practice), self->action);
    if (!action) {
        self->part = TERMINAL_CASE;
        return;
    }
    if (action->kind == RUN_ARG_ITEM) {
        char code[FIND_CODE];
        if (find_take(&self->find, ui->app->course->catalog, id, code))
            do_with(ui, self, code);
        return;
    }
    size_t at = (size_t)(id - VALUE_BASE);
    if (id >= VALUE_BASE && action->kind == RUN_ARG_MANY) {
        if (at < VALUES_MAX)
            self->is_chosen[at] = !self->is_chosen[at];
        ui_keep_place(ui);
    } else if (id >= VALUE_BASE) {
        do_with(ui, self, action->choices[at].value);
    } else if (id == DO_CHOSEN) {
        struct sbuf values;
        sbuf_init(&values, 0);
        for (size_t i = 0; i < action->choice_count && i < VALUES_MAX; i++)
            if (self->is_chosen[i])
                sbuf_addf(&values, "%s%s", values.len > 0 ? " " : "", action->choices[i].value);
        do_with(ui, self, values.len > 0 ? sbuf_text(&values) : "none");
        sbuf_release(&values);
    }
}

static void take_hint(struct ui *ui, struct terminal *self)
{
    enum { HINT_MOST = 3 };
    struct both text;
    struct err err = {0};
    int level = self->hints < HINT_MOST ? self->hints + 1 : HINT_MOST;
    if (!practice_hint(self->practice, level, &text, &err)) {
        ui_fail(ui, &err);
        return;
    }
    forget_verdict(self);
    self->hints = level;
    self->hint = xstrdup(both_now(&text));
}

/* What was done last and stands: what an undo takes back.  Caller frees. */
static char *last_done(struct run *run)
{
    const struct run_result *result = run_result(run);
    const char *label = "";
    for (size_t i = 0; i < result->step_count; i++)
        if (result->steps[i].line[0] && result->steps[i].verdict.is_accepted)
            label = both_now(&result->steps[i].label);
    return xstrdup(label);
}

static void take_back(struct ui *ui, struct terminal *self)
{
    struct err err = {0};
    struct sbuf said = {0};
    char *label = last_done(practice_run(self->practice));
    bool ok = practice_undo(self->practice, &err);
    sbuf_addf(&said, _("Taken back: %s"), label);
    free(label);
    if (ok)
        ui_say(ui, TONE_STRONG, sbuf_text(&said));
    else
        ui_fail(ui, &err);
    sbuf_release(&said);
    if (!ok)
        return;
    const struct run_line *lines;
    forget_verdict(self);
    self->lines_before = run_lines(practice_run(self->practice), &lines);
    self->day_before = terminal_day(practice_run(self->practice));
}

static void finish(struct ui *ui, struct terminal *self)
{
    char attempt[33];
    struct err err = {0};
    if (!run_is_over(practice_run(self->practice)) && self->part != TERMINAL_FINISH) {
        self->part = TERMINAL_FINISH;
        return;
    }
    if (!practice_finish(self->practice, attempt, &err)) {
        ui_fail(ui, &err);
        return;
    }
    struct practice *practice = self->practice;
    self->practice = NULL; /* moves to the debrief */
    ui_forget_place(ui);
    ui_pop(ui);
    scr_debrief_open(ui, practice);
}

static void terminal_act(struct ui *ui, void *state, int id)
{
    struct terminal *self = state;
    if (self->part == TERMINAL_ARGUMENT) {
        take_argument(ui, self, id);
        return;
    }
    if (id >= ACTION_BASE) {
        const struct run_action *actions;
        size_t count = run_actions(practice_run(self->practice), &actions);
        if ((size_t)(id - ACTION_BASE) < count)
            begin_argument(ui, self, &actions[id - ACTION_BASE]);
    } else if (id >= PLACE_BASE) {
        self->place = (size_t)(id - PLACE_BASE);
        if (acts_here(self) > 0)
            self->part = TERMINAL_PLACE;
        else
            ui_say(ui, TONE_QUIET, _("There is nothing to do there now."));
    } else if (id == DO_NEXT) {
        const char *line = run_model_line(practice_run(self->practice));
        if (line)
            do_line(ui, self, line);
    } else if (id == DO_HANDHELD) {
        scr_documents_open(ui, self->practice);
    } else if (id == DO_CHART) {
        show_chart(ui, practice_run(self->practice));
    } else if (id == DO_HINT) {
        take_hint(ui, self);
    } else if (id == DO_UNDO) {
        take_back(ui, self);
    } else if (id == DO_STAY) {
        self->part = TERMINAL_CASE;
    } else {
        finish(ui, self);
    }
}

/* --- typing, going back, coming back --- */

static struct field *terminal_field(void *state)
{
    struct terminal *self = state;
    if (self->part != TERMINAL_ARGUMENT || !self->practice)
        return NULL;
    const struct run_action *action =
        terminal_action(practice_run(self->practice), self->action);
    if (!action)
        return NULL;
    if (action->kind == RUN_ARG_ITEM)
        return find_field(&self->find);
    return action->kind == RUN_ARG_MONEY || action->kind == RUN_ARG_TEXT ? &self->field : NULL;
}

static void terminal_text(struct ui *ui, void *state)
{
    struct terminal *self = state;
    char code[FIND_CODE];
    if (terminal_field(self) == &self->find.field) {
        if (find_text(&self->find, ui->app->course, code))
            do_with(ui, self, code);
    } else if (field_text(&self->field)[0]) {
        do_with(ui, self, field_text(&self->field));
    } else { /* with digits and Enter only, an empty field leads back */
        self->part = TERMINAL_PLACE;
    }
}

static void terminal_typed(struct ui *ui, void *state)
{
    struct terminal *self = state;
    if (terminal_field(self) == &self->find.field)
        find_typed(&self->find, ui->app->course);
}

static bool terminal_back(struct ui *ui, void *state)
{
    (void)ui;
    struct terminal *self = state;
    if (self->part == TERMINAL_CASE || practice_mode(self->practice) == RUN_SHOW)
        return false;
    if (self->part == TERMINAL_ARGUMENT) {
        const struct run_action *action =
            terminal_action(practice_run(self->practice), self->action);
        if (action && action->kind == RUN_ARG_ITEM && find_back(&self->find))
            return true;
        self->part = TERMINAL_PLACE;
        return true;
    }
    self->part = TERMINAL_CASE;
    return true;
}

static void terminal_release(void *state)
{
    struct terminal *self = state;
    forget_verdict(self);
    find_release(&self->find);
    field_release(&self->field);
    practice_free(self->practice);
}

static bool terminal_place(const void *state, struct sbuf *out)
{
    const struct terminal *self = state;
    bool is_asked = self->part == TERMINAL_ARGUMENT;
    sbuf_addf(out, "%s %zu %d %zu %s ", practice_scenario(self->practice),
              run_count(practice_run(self->practice)), (int)self->part, self->place,
              is_asked ? self->action : "-");
    for (size_t i = 0; i < VALUES_MAX; i++)
        sbuf_add(out, is_asked && self->is_chosen[i] ? "1" : "0");
    sbuf_add(out, " ");
    find_place(&self->find, out);
    return true;
}

/* the argument that was asked, as far as it was given */
static void reopen_argument(struct ui *ui, struct terminal *self, const char *action,
                            const char *ticks, const char *search)
{
    const struct run_action *found = terminal_action(practice_run(self->practice), action);
    if (!found || found->kind == RUN_ARG_NONE)
        return;
    begin_argument(ui, self, found);
    for (size_t i = 0; i < VALUES_MAX && ticks[i]; i++)
        self->is_chosen[i] = ticks[i] == '1';
    if (found->kind == RUN_ARG_ITEM)
        find_reopen(&self->find, ui->app->course, search);
}

/* `place` as terminal_place writes it. */
static void terminal_reopen(struct ui *ui, const char *place)
{
    enum { PLACE_SCENARIO = 31 };
    struct practice *practice = NULL;
    struct err err = {0};
    char scenario[PLACE_SCENARIO + 1];
    int named = 0;
    if (sscanf(place, "%31s %n", scenario, &named) != 1)
        return;
    place += named;
    if (!practice_resume(&ui->session, scenario, &practice, &err))
        ui_fail(ui, &err);
    if (!practice)
        return;
    scr_terminal_open(ui, practice);
    struct terminal *self = ui_top(ui)->state;
    int part = 0, used = 0;
    size_t where = 0, count = 0;
    char action[ACTION_MAX], ticks[VALUES_MAX + 1];
    _Static_assert(ACTION_MAX > 63 && VALUES_MAX == 40, "as in the format below");
    if (sscanf(place, "%zu %d %zu %63s %40s %n", &count, &part, &where, action, ticks, &used) !=
            5 ||
        where >= TERMINAL_PLACES ||
        count != run_count(practice_run(practice))) /* what was asked has been answered since */
        return;
    self->place = where;
    if (part == TERMINAL_ARGUMENT)
        reopen_argument(ui, self, action, ticks, used > 0 ? place + used : "");
    else if (part == TERMINAL_PLACE)
        self->part = TERMINAL_PLACE;
}

const struct screen_ops terminal_ops = {
    .name = "case",
    .help =
        N_("The lights on top show what the law asks for: two officers, recording, identity, "
           "told, heard. Choose where you act, then what you do. A step can always be taken "
           "back."),
    .state_size = sizeof(struct terminal),
    .view = terminal_view,
    .act = terminal_act,
    .field = terminal_field,
    .text = terminal_text,
    .typed = terminal_typed,
    .back = terminal_back,
    .release = terminal_release,
    .place = terminal_place,
    .reopen = terminal_reopen,
};

/* Where the words of the last act begin: whoever comes back is told these, not the oldest. */
static size_t lines_of_last_act(const struct run *run)
{
    const struct run_line *lines;
    size_t count = run_lines(run, &lines), first = count;
    while (first > 0 && lines[first - 1].at == lines[count - 1].at)
        first--;
    return first;
}

void scr_terminal_open(struct ui *ui, struct practice *practice)
{
    struct terminal *self = ui_push(ui, &terminal_ops);
    self->practice = practice;
    self->day_before = terminal_day(practice_run(practice));
    self->lines_before = lines_of_last_act(practice_run(practice));
    field_init(&self->field, 60);
    find_begin(&self->find, NULL, 0);
}
