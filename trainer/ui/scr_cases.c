/* scr_cases.c - the practice cases, the other courses of one, and the three ways to play it. */
#include "ui/screens.h"

#include <stdio.h>
#include <string.h>

enum { CASES_MAX = 64, CASES_DATA = CASES_MAX };

struct cases_screen {
    char of[16]; /* other courses of this case; "" = the cases themselves */
    const struct scenario *rows[CASES_MAX];
    struct practice_best best[CASES_MAX];
    size_t count;
};

/* Another course of the case `of`.  Its title tells how the case turns: before the case was
 * passed only those are offered that say what they are for. */
static bool is_course_of(const struct scenario *scenario, const char *of, bool was_passed)
{
    return scenario->is_variant && strcmp(scenario->twin_of, of) == 0 &&
           (was_passed || both_now(&scenario->differs)[0]);
}

static void cases_enter(struct ui *ui, void *state)
{
    struct cases_screen *self = state;
    const struct course *course = ui->app->course;
    struct practice_best of = {0};
    struct err err = {0};
    self->count = 0;
    if (self->of[0] && !practice_best(&ui->session, self->of, &of, &err)) {
        ui_fail(ui, &err);
        return;
    }
    for (size_t i = 0; i < course->scenario_count && self->count < CASES_MAX; i++) {
        const struct scenario *scenario = course->scenarios[i];
        if (self->of[0] ? !is_course_of(scenario, self->of, of.is_passed) : scenario->is_twin)
            continue;
        if (!practice_best(&ui->session, scenario->id, &self->best[self->count], &err)) {
            ui_fail(ui, &err);
            return;
        }
        self->rows[self->count++] = scenario;
    }
}

static void best_text(const struct practice_best *best, struct sbuf *out)
{
    if (best->best_test >= 0)
        sbuf_addf(out, _("test %.0f"), best->best_test);
    else if (best->best_try >= 0)
        sbuf_addf(out, _("try %.0f"), best->best_try);
    else if (best->was_shown)
        sbuf_add(out, _("watched"));
    else
        sbuf_add(out, _("not played yet"));
}

static void add_difficulty(const struct scenario *scenario, struct sbuf *out)
{
    enum { HARDEST = 5 };
    for (int64_t star = 1; star <= HARDEST; star++)
        sbuf_add(out, star <= scenario->difficulty ? "★" : "☆");
    sbuf_add(out, "  ");
}

static void cases_view(struct ui *ui, void *state, struct view *view)
{
    struct cases_screen *self = state;
    const struct scenario *of = self->of[0] ? course_scenario(ui->app->course, self->of) : NULL;
    ui_header(ui, view, of ? both_now(&of->title) : _("Practice"), NULL);
    bool has_default = false;
    for (size_t i = 0; i < self->count; i++) {
        struct sbuf label, detail;
        sbuf_init(&label, 0);
        sbuf_init(&detail, 0);
        sbuf_addf(&label, "%s%s%s", of ? "" : self->rows[i]->id, of ? "" : " ",
                  both_now(&self->rows[i]->title));
        add_difficulty(self->rows[i], &detail);
        best_text(&self->best[i], &detail);
        view_choice(view, (int)i, sbuf_text(&label), sbuf_text(&detail))->mark =
            self->best[i].is_passed ? MARK_YES : MARK_NONE;
        if (!self->best[i].is_passed && !has_default) {
            view_default(view, (int)i, _("open it"));
            has_default = true;
        }
        sbuf_release(&label);
        sbuf_release(&detail);
    }
    if (!of)
        view_choice(view, CASES_DATA, _("Data: complaints of the district"), NULL);
    view_ask(view, of                ? _("The same case, another course. Which?")
                   : self->count > 0 ? _("Which case?")
                                     : _("There are no cases; \"trainer check\" says why."));
}

static void cases_act(struct ui *ui, void *state, int id)
{
    struct cases_screen *self = state;
    if (id == CASES_DATA)
        scr_data_open(ui);
    else
        scr_case_open(ui, self->rows[id]->id);
}

static const struct screen_ops cases_ops = {
    .name = "practice",
    .help =
        N_("Each case is played on the simulated terminal. Show me plays it for you, in Try "
           "me you act with help, Test me shows what you can do alone."),
    .state_size = sizeof(struct cases_screen),
    .view = cases_view,
    .act = cases_act,
    .enter = cases_enter,
};

void scr_cases_open(struct ui *ui)
{
    (void)ui_push(ui, &cases_ops);
}

/* --- one case: which way --- */

enum { CASE_GO_ON = 1, CASE_SHOW, CASE_TRY, CASE_TEST, CASE_COURSES, CASE_ANEW };

struct case_screen {
    char id[16];
    struct practice_best best;
    bool is_open;   /* a run of this case is unfinished … */
    char since[64]; /* … in this mode, at that time of the case */
    int wanted;     /* the way chosen although one is unfinished: asked about; 0 = none */
    size_t courses; /* others that can be played */
};

static void case_enter(struct ui *ui, void *state)
{
    struct case_screen *self = state;
    struct err err = {0};
    struct practice *open = NULL;
    if (!practice_best(&ui->session, self->id, &self->best, &err) ||
        !practice_resume(&ui->session, self->id, &open, &err))
        ui_fail(ui, &err);
    self->is_open = open != NULL;
    self->wanted = 0;
    if (open) {
        char clock[32];
        run_time(practice_run(open), clock);
        snprintf(self->since, sizeof self->since, "%s · %s", scr_mode_name(practice_mode(open)),
                 clock);
        practice_free(open);
    }
    self->courses = 0;
    for (size_t i = 0; i < ui->app->course->scenario_count; i++)
        self->courses +=
            is_course_of(ui->app->course->scenarios[i], self->id, self->best.is_passed);
}

/* Nothing is thrown away without a question. */
static void anew_view(const struct case_screen *self, struct view *view)
{
    view_text(view, TONE_PLAIN,
              _("This case is not finished. If you start again, this run is lost."));
    view_ask(view, _("Which?"));
    view_choice(view, CASE_GO_ON, _("Go on where you were"), self->since);
    view_choice(view, CASE_ANEW, _("Start again"), NULL);
    view_default(view, CASE_GO_ON, NULL);
}

static void case_view(struct ui *ui, void *state, struct view *view)
{
    struct case_screen *self = state;
    const struct scenario *scenario = course_scenario(ui->app->course, self->id);
    char where[400];
    snprintf(where, sizeof where, "%s %s", scenario->id, both_now(&scenario->title));
    ui_header(ui, view, where, NULL);
    view_picture(view, scenario->panel);
    if (self->wanted) {
        anew_view(self, view);
        return;
    }
    view_text(view, TONE_PLAIN, both_now(&scenario->briefing));
    if (scenario->is_variant && both_now(&scenario->differs)[0])
        view_textf(view, TONE_STRONG, _("Here: %s."), both_now(&scenario->differs));
    view_ask(view, _("How would you like to do it?"));
    view_choice(view, CASE_SHOW, _("Show me"), _("it plays, you watch"));
    view_choice(view, CASE_TRY, _("Try me"), _("you act, with help"));
    view_choice(view, CASE_TEST, _("Test me"), _("you act alone"));
    if (self->is_open) /* last, so that the ways keep their digits */
        view_choice(view, CASE_GO_ON, _("Go on where you were"), self->since);
    if (self->courses > 0)
        view_choice(view, CASE_COURSES, _("Other courses of this case"), NULL);
    view_default(view,
                 self->is_open                                      ? CASE_GO_ON
                 : self->best.was_shown || self->best.best_try >= 0 ? CASE_TRY
                                                                    : CASE_SHOW,
                 NULL);
}

static void case_act(struct ui *ui, void *state, int id)
{
    static const enum run_mode modes[] = {
        [CASE_SHOW] = RUN_SHOW, [CASE_TRY] = RUN_TRY, [CASE_TEST] = RUN_TEST};
    struct case_screen *self = state;
    struct err err = {0};
    struct practice *practice = NULL;
    if (id == CASE_COURSES) {
        struct cases_screen *courses = ui_push(ui, &cases_ops);
        memcpy(courses->of, self->id, sizeof courses->of);
        return;
    }
    if (self->is_open && id >= CASE_SHOW && id <= CASE_TEST) {
        self->wanted = id;
        return;
    }
    if (id == CASE_GO_ON) {
        if (!practice_resume(&ui->session, self->id, &practice, &err))
            ui_fail(ui, &err);
    } else {
        enum run_mode mode = modes[id == CASE_ANEW ? self->wanted : id];
        practice =
            practice_begin(ui->app, &ui->session, self->id, mode, practice_seed(mode), &err);
        if (!practice)
            ui_fail(ui, &err);
    }
    if (practice)
        scr_terminal_open(ui, practice);
}

static bool case_back(struct ui *ui, void *state)
{
    (void)ui;
    struct case_screen *self = state;
    bool was_asked = self->wanted != 0;
    self->wanted = 0;
    return was_asked;
}

static const struct screen_ops case_ops = {
    .name = "case-mode",
    .help =
        N_("Show me: the case plays by itself and tells why. Try me: a wrong step is stopped "
           "and explained, hints cost a few points. Test me: no help; 80 points pass "
           "(training value)."),
    .state_size = sizeof(struct case_screen),
    .view = case_view,
    .act = case_act,
    .back = case_back,
    .enter = case_enter,
};

void scr_case_open(struct ui *ui, const char *scenario)
{
    if (!course_scenario(ui->app->course, scenario)) {
        ui_say(ui, TONE_BAD, _("This case cannot be read; \"trainer check\" says why."));
        return;
    }
    char id[16];
    snprintf(id, sizeof id, "%s", scenario);
    struct case_screen *self = ui_push(ui, &case_ops);
    memcpy(self->id, id, sizeof id);
}
