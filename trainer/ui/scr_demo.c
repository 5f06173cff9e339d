/* scr_demo.c - the demo: a lesson and a case play by themselves, in a database in memory. */
#include "ui/screens.h"

#include "app/report.h"
#include "app/study.h"
#include "ui/ask.h"
#include "ui/report_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char demo_lesson[] = "L01";
static const char demo_case[] = "S01";

enum { DEMO_NEXT = 1, DEMO_LEAVE, DEMO_TICK_MS = 5000 };
enum demo_part { DEMO_PICTURE, DEMO_QUESTION, DEMO_CASE, DEMO_REPORT };

struct demo_screen {
    struct app *app; /* over the database in memory; owned by main */
    struct session session;
    enum demo_part part;
    size_t step;
    struct study_verdict verdict;
    struct practice *practice;
    size_t lines_before;
    char *did, *why; /* the last act of the case */
    struct report report;
    bool has_report;
};

static const struct lesson *lesson_of(const struct demo_screen *self)
{
    return course_lesson(self->app->course, demo_lesson);
}

static const struct gift_question *question_of(const struct demo_screen *self)
{
    size_t index;
    const char *id = lesson_of(self)->steps[self->step].question;
    const struct quiz *quiz =
        id ? course_quiz_of_question(self->app->course, id, &index) : NULL;
    return quiz ? quiz_question(quiz, lang_now(), index) : NULL;
}

/* --- views --- */

static void picture_view(const struct demo_screen *self, struct view *view)
{
    const struct lesson_step *step = &lesson_of(self)->steps[self->step];
    view_picture(view, step->panel);
    view_heading(view, both_now(&step->title));
    view_gap(view);
    for (size_t i = 0; i < step->bubble_count; i++)
        view_bubble(view, both_now(&step->bubbles[i].who), step->bubbles[i].speaker,
                    both_now(&step->bubbles[i].text));
    view_text(view, TONE_PLAIN, both_now(&step->caption));
}

static void question_view(const struct demo_screen *self, struct view *view)
{
    const struct gift_question *question = question_of(self);
    view_picture(view, lesson_of(self)->steps[self->step].panel);
    view_heading(view, question->text);
    view_gap(view);
    char *right = quiz_right_answer(question);
    view_textf(view, TONE_GOOD, "✓ %s", right);
    free(right);
    view_gap(view);
    view_text(view, TONE_QUIET, question->general_feedback);
}

static void case_view(const struct demo_screen *self, struct view *view)
{
    static const enum view_tone tones[] = {
        [RUN_LIGHT_OFF] = TONE_QUIET, [RUN_LIGHT_ON] = TONE_GOOD, [RUN_LIGHT_BAD] = TONE_BAD};
    struct run *run = practice_run(self->practice);
    const struct run_light *lights;
    const struct run_line *lines;
    size_t light_count = run_lights(run, &lights), count = run_lines(run, &lines);
    view_picture(view, run_panel(run));
    for (size_t i = 0; i < light_count; i++)
        view_light(view, tones[lights[i].state], both_now(&lights[i].label));
    view_gap(view);
    if (self->did)
        view_text(view, TONE_STRONG, self->did);
    for (size_t i = self->lines_before; i < count; i++) {
        const char *who = both_now(&lines[i].who);
        if (*who)
            view_bubble(view, who, lines[i].speaker, both_now(&lines[i].text));
        else
            view_text(view, TONE_PLAIN, both_now(&lines[i].text));
    }
    if (self->why) {
        view_gap(view);
        view_text(view, TONE_QUIET, self->why);
    }
}

static void demo_view(struct ui *ui, void *state, struct view *view)
{
    struct demo_screen *self = state;
    static const char *const parts[] = {[DEMO_PICTURE] = N_("lesson"),
                                        [DEMO_QUESTION] = N_("lesson"),
                                        [DEMO_CASE] = N_("case"),
                                        [DEMO_REPORT] = N_("report")};
    ui_header(ui, view, _("Demo: plays by itself"), _(parts[self->part]));
    switch (self->part) {
    case DEMO_PICTURE:
        picture_view(self, view);
        break;
    case DEMO_QUESTION:
        question_view(self, view);
        break;
    case DEMO_CASE:
        case_view(self, view);
        break;
    case DEMO_REPORT:
        view_heading(view, _("And this is what the trainer sees:"));
        view_gap(view);
        if (self->has_report)
            report_view(&self->report, view);
        break;
    }
    view_choice(view, DEMO_NEXT,
                self->part == DEMO_REPORT ? _("That was the demo") : _("Faster"), NULL);
    if (self->part != DEMO_REPORT)
        view_choice(view, DEMO_LEAVE, _("Enough"), NULL);
    view_default(view, DEMO_NEXT, NULL);
}

/* --- playing --- */

static void leave(struct ui *ui)
{
    if (ui->is_demo)
        ui->is_leaving = true;
    else
        ui_pop(ui);
}

static bool answer_right(struct demo_screen *self, struct err *err)
{
    struct sbuf answer;
    sbuf_init(&answer, 0);
    quiz_right_form(question_of(self), &answer);
    study_verdict_release(&self->verdict);
    memset(&self->verdict, 0, sizeof self->verdict);
    bool is_good = study_answer(&self->session, lesson_of(self)->steps[self->step].question,
                                sbuf_text(&answer), &self->verdict, err);
    sbuf_release(&answer);
    return is_good;
}

static bool begin_case(struct demo_screen *self, struct err *err)
{
    self->practice = practice_begin(self->app, &self->session, demo_case, RUN_TRY, 0, err);
    self->part = DEMO_CASE;
    return self->practice != NULL;
}

static bool end_case(struct demo_screen *self, struct err *err)
{
    char attempt[33];
    self->has_report = practice_finish(self->practice, attempt, err) &&
                       report_progress(self->app, NULL, 0, &self->report, err);
    self->part = DEMO_REPORT;
    return self->has_report;
}

static bool act_case(struct ui *ui, struct demo_screen *self, struct err *err)
{
    struct run *run = practice_run(self->practice);
    const char *line = run_is_over(run) ? NULL : run_model_line(run);
    if (!line)
        return end_case(self, err);
    struct run_verdict verdict;
    struct both why;
    const char *article = NULL;
    const struct run_line *lines;
    const struct run_action *actions;
    self->lines_before = run_lines(run, &lines);
    free(self->did);
    free(self->why);
    self->did = self->why = NULL;
    size_t count = run_actions(run, &actions), len = strcspn(line, " ");
    for (size_t i = 0; i < count; i++)
        if (strlen(actions[i].id) == len && strncmp(actions[i].id, line, len) == 0)
            self->did = xstrdup(both_now(&actions[i].label));
    if (run_why(run, &why, &article)) {
        struct sbuf text;
        char *citation = ui_citation(ui, article);
        sbuf_init(&text, 0);
        sbuf_addf(&text, "%s %s", both_now(&why), citation);
        self->why = sbuf_take(&text);
        free(citation);
    }
    char *copy = xstrdup(line);
    bool is_good = practice_act(self->practice, copy, &verdict, err);
    free(copy);
    return is_good;
}

static void next(struct ui *ui, struct demo_screen *self)
{
    struct err err = {0};
    bool is_good = true;
    if (self->part == DEMO_PICTURE && question_of(self)) {
        is_good = answer_right(self, &err);
        self->part = DEMO_QUESTION;
    } else if (self->part == DEMO_PICTURE || self->part == DEMO_QUESTION) {
        self->part = DEMO_PICTURE;
        if (self->step + 1 < lesson_of(self)->step_count)
            is_good = study_see(&self->session, demo_lesson, ++self->step, &err);
        else
            is_good = begin_case(self, &err);
    } else if (self->part == DEMO_CASE) {
        is_good = act_case(ui, self, &err);
    } else {
        leave(ui);
        return;
    }
    if (!is_good) {
        ui_fail(ui, &err);
        leave(ui);
    }
}

static void demo_act(struct ui *ui, void *state, int id)
{
    if (id == DEMO_NEXT)
        next(ui, state);
    else
        leave(ui);
}

static void demo_tick(struct ui *ui, void *state)
{
    next(ui, state);
}

static void demo_release(void *state)
{
    struct demo_screen *self = state;
    study_verdict_release(&self->verdict);
    practice_free(self->practice);
    if (self->has_report)
        report_release(&self->report);
    free(self->did);
    free(self->why);
}

static const struct screen_ops demo_ops = {
    .name = "demo",
    .help =
        N_("A lesson and a case play by themselves. Enter goes faster, 2 ends it. Nothing is "
           "recorded."),
    .state_size = sizeof(struct demo_screen),
    .view = demo_view,
    .act = demo_act,
    .tick = demo_tick,
    .tick_ms = DEMO_TICK_MS,
    .release = demo_release,
};

void scr_demo_open(struct ui *ui)
{
    struct err err = {0};
    struct officer made;
    struct session session;
    struct app *app = ui->demo_app ? ui->demo_app(ui->demo_context, &err) : NULL;
    bool is_good = app &&
                   (course_lesson(app->course, demo_lesson) ||
                    err_set(&err, ERR_NOT_FOUND, "lesson %s cannot be read", demo_lesson)) &&
                   app_add_officer(app, NULL, "demo", _("Demo officer"), "", ROLE_OFFICER, "",
                                   NULL, &made, &err) &&
                   session_open(&session, app, made.id, NULL, &err) &&
                   study_see(&session, demo_lesson, 0, &err);
    if (!is_good) {
        ui_fail(ui, &err);
        if (ui->depth == 0)
            scr_first_run_open(ui);
        return;
    }
    struct demo_screen *self = ui_push(ui, &demo_ops);
    self->app = app;
    self->session = session;
}
