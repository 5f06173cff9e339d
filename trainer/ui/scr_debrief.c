/* scr_debrief.c - how the case went; and the handheld's form and documents. */
#include "ui/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEBRIEF_AGAIN = 1,
    DEBRIEF_STEPS,
    DEBRIEF_PAPERS,
    DEBRIEF_HOME,
    DEBRIEF_SCORE,
    DEBRIEF_ON
};

struct debrief {
    struct practice *practice; /* owned */
    bool is_timeline;
};

/* domain D.1, in its order */
static const char *const dimensions[RUN_DIMENSIONS] = {
    N_("Competence, item, law"),
    N_("Evidence"),
    N_("Procedure and rights"),
    N_("Discretion"),
    N_("Documents"),
    N_("Recording, conduct"),
    N_("Service, payment"),
    N_("Correction, teaching"),
};

static void score_view(struct ui *ui, struct debrief *self, struct view *view)
{
    const struct run_result *result = run_result(practice_run(self->practice));
    const struct scenario *scenario =
        course_scenario(ui->app->course, practice_scenario(self->practice));
    bool is_shown = practice_mode(self->practice) == RUN_SHOW;
    view_picture(view, result->is_passed ? "passed" : "debrief",
                 result->is_passed ? _("Sui and Old Ink are glad about a case well done.")
                                   : _("Sui and you look at the case again together."));
    if (is_shown)
        view_heading(view, _("That is how it goes. Now it is your turn."));
    else
        view_textf(view, result->is_passed ? TONE_GOOD : TONE_STRONG,
                   result->is_passed ? _("✓ Passed with %.0f points")
                                     : _("%.0f points; 80 pass (training value)"),
                   result->score);
    for (size_t i = 0; i < result->critical_count; i++) {
        char *citation = ui_citation(ui, result->critical[i].article);
        view_textf(view, TONE_BAD, "✗ %s %s", result->critical[i].id,
                   both_now(&result->critical[i].text));
        view_text(view, TONE_QUIET, citation);
        free(citation);
    }
    view_gap(view);
    for (size_t i = 0; i < RUN_DIMENSIONS && !is_shown; i++) {
        char text[16];
        if (result->dimensions[i] < 0)
            continue; /* nothing in this case touched it */
        snprintf(text, sizeof text, "%.0f", result->dimensions[i]);
        view_gauge(view, _(dimensions[i]), result->dimensions[i] / 100.0, text);
    }
    if (both_now(&scenario->debrief)[0]) {
        view_gap(view);
        view_text(view, TONE_PLAIN, both_now(&scenario->debrief));
    }
}

static void timeline_step(struct ui *ui, struct view *view, size_t number,
                          const struct run_step *step)
{
    bool is_done = step->line && step->line[0];
    bool is_fine = is_done && step->verdict.is_accepted && step->verdict.is_good;
    char *citation = ui_citation(ui, step->verdict.article);
    view_textf(view, is_fine ? TONE_PLAIN : TONE_BAD, "%zu %s %s", number, is_fine ? "✓" : "✗",
               is_done ? both_now(&step->label) : _("(not done)"));
    if (!is_fine && both_now(&step->right)[0])
        view_textf(view, TONE_PLAIN, _("   Right: %s"), both_now(&step->right));
    if (!is_fine && both_now(&step->verdict.why)[0])
        view_textf(view, TONE_PLAIN, "   %s", both_now(&step->verdict.why));
    if (!is_fine)
        view_textf(view, TONE_QUIET, "   %s", *citation ? citation : _("training value"));
    free(citation);
}

static void debrief_view(struct ui *ui, void *state, struct view *view)
{
    struct debrief *self = state;
    const struct run_result *result = run_result(practice_run(self->practice));
    const char *id = practice_scenario(self->practice);
    ui_header(ui, view, _("How it went"), id);
    if (self->is_timeline) {
        for (size_t i = 0; i < result->step_count; i++)
            timeline_step(ui, view, i + 1, &result->steps[i]);
        view_choice(view, DEBRIEF_SCORE, _("Back to the score"), NULL);
        view_default(view, DEBRIEF_SCORE, _("score"));
        return;
    }
    score_view(ui, self, view);
    if (practice_mode(self->practice) == RUN_SHOW) {
        view_choice(view, DEBRIEF_ON, _("Try it yourself"), NULL);
    } else {
        view_choice(view, DEBRIEF_STEPS, _("Step by step"), _("yours and the right one"));
        view_choice(view, DEBRIEF_AGAIN, _("Once more"), NULL);
    }
    view_choice(view, DEBRIEF_PAPERS, _("Form and documents"), NULL);
    view_choice(view, DEBRIEF_HOME, _("Done"), NULL);
    view_default(view,
                 practice_mode(self->practice) == RUN_SHOW ? DEBRIEF_ON
                 : result->is_passed                       ? DEBRIEF_HOME
                                                           : DEBRIEF_STEPS,
                 NULL);
}

static void again(struct ui *ui, struct debrief *self, enum run_mode mode)
{
    struct err err = {0};
    struct practice *practice =
        practice_begin(ui->app, &ui->session, practice_scenario(self->practice), mode,
                       practice_seed(mode), &err);
    if (!practice) {
        ui_fail(ui, &err);
        return;
    }
    ui_pop(ui);
    scr_terminal_open(ui, practice);
}

static void debrief_act(struct ui *ui, void *state, int id)
{
    struct debrief *self = state;
    switch (id) {
    case DEBRIEF_STEPS:
        self->is_timeline = true;
        break;
    case DEBRIEF_SCORE:
        self->is_timeline = false;
        break;
    case DEBRIEF_PAPERS:
        scr_documents_open(ui, self->practice);
        break;
    case DEBRIEF_ON:
        again(ui, self, RUN_TRY);
        break;
    case DEBRIEF_AGAIN:
        again(ui, self, practice_mode(self->practice));
        break;
    default:
        ui_pop(ui);
        break;
    }
}

static bool debrief_back(struct ui *ui, void *state)
{
    (void)ui;
    struct debrief *self = state;
    bool was_timeline = self->is_timeline;
    self->is_timeline = false;
    return was_timeline;
}

static void debrief_release(void *state)
{
    struct debrief *self = state;
    practice_free(self->practice);
}

static const struct screen_ops debrief_ops = {
    .name = "debrief",
    .help = N_("What could cost a real case stands first, with its article. Then the points by "
               "part of the work. Step by step puts your act beside the right one."),
    .state_size = sizeof(struct debrief),
    .view = debrief_view,
    .act = debrief_act,
    .back = debrief_back,
    .release = debrief_release,
};

void scr_debrief_open(struct ui *ui, struct practice *practice)
{
    struct debrief *self = ui_push(ui, &debrief_ops);
    self->practice = practice;
}

/* --- form, documents, QR --- */

enum { PAPER_FORM = -1, PAPER_QR = -2, PAPER_BACK = 900, PAPER_SHOW_QR = 901 };

struct documents {
    struct practice *practice; /* borrowed from the screen below */
    int paper;                 /* index of a document, or PAPER_… */
};

void scr_form_view(struct run *run, struct view *view)
{
    const struct run_field *fields;
    size_t count = run_form(run, &fields);
    for (size_t i = 0; i < count; i++) {
        bool is_blank = fields[i].value[0] == '\0';
        view_pair(view, is_blank ? TONE_QUIET : TONE_STRONG, both_now(&fields[i].label),
                  !is_blank                ? fields[i].value
                  : fields[i].is_mandatory ? _("____ (must be filled)")
                                           : "____");
    }
    if (count == 0)
        view_text(view, TONE_QUIET, _("Nothing is filled in yet."));
}

static void documents_view(struct ui *ui, void *state, struct view *view)
{
    struct documents *self = state;
    struct run *run = practice_run(self->practice);
    const struct run_document *papers;
    size_t count = run_documents(run, &papers);
    ui_header(ui, view, _("The terminal"), practice_scenario(self->practice));
    if (self->paper == PAPER_QR && run_qr(run)) {
        view_text(view, TONE_PLAIN, _("The party scans this with the phone. Training only."));
        view_qr(view, run_qr(run));
    } else if (self->paper >= 0 && (size_t)self->paper < count) {
        const struct run_document *paper = &papers[self->paper];
        view_textf(view, TONE_STRONG, "%s %s", both_now(&paper->title), paper->number);
        if (paper->is_blank_left)
            view_text(view, TONE_BAD, _("A field that must be filled is still blank."));
        view_slip(view, paper->text);
    } else {
        view_heading(view, _("The case form"));
        scr_form_view(run, view);
        for (size_t i = 0; i < count; i++)
            view_choice(view, (int)i, both_now(&papers[i].title), papers[i].number)->mark =
                papers[i].is_blank_left ? MARK_NO : MARK_YES;
        if (run_qr(run))
            view_choice(view, PAPER_SHOW_QR, _("Payment code"), NULL);
    }
    view_choice(view, PAPER_BACK, _("Back"), NULL);
    view_default(view, PAPER_BACK, _("back"));
}

static bool documents_back(struct ui *ui, void *state)
{
    (void)ui;
    struct documents *self = state;
    bool was_inside = self->paper != PAPER_FORM;
    self->paper = PAPER_FORM;
    return was_inside;
}

static void documents_act(struct ui *ui, void *state, int id)
{
    struct documents *self = state;
    if (id == PAPER_SHOW_QR)
        self->paper = PAPER_QR;
    else if (id < PAPER_BACK)
        self->paper = id;
    else if (!documents_back(ui, state))
        ui_pop(ui);
}

static const struct screen_ops documents_ops = {
    .name = "documents",
    .help = N_("The form as it is filled so far, what was printed, and the payment code."),
    .state_size = sizeof(struct documents),
    .view = documents_view,
    .act = documents_act,
    .back = documents_back,
};

void scr_documents_open(struct ui *ui, struct practice *practice)
{
    struct documents *self = ui_push(ui, &documents_ops);
    self->practice = practice;
    self->paper = PAPER_FORM;
}
