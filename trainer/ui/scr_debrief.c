/* scr_debrief.c - how the case went: points, mistakes, step by step. */
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
    DEBRIEF_ON,
    DEBRIEF_MISTAKES,
    DEBRIEF_NEXT,
    DEBRIEF_TWIN,
    DEBRIEF_FROM_HERE
};
enum debrief_part { PART_SCORE, PART_TIMELINE, PART_MISTAKE };

struct debrief {
    struct practice *practice; /* owned */
    enum debrief_part part;
    size_t at; /* the step that is looked at: index in the result */
    struct practice_spread spread;
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

static void add_outcome(struct sbuf *out, const struct run_outcome *outcome)
{
    static const char *const names[] = {[FAIRNESS_SKIPPED] = N_("passed by"),
                                        [FAIRNESS_TIP] = N_("tip slip"),
                                        [FAIRNESS_NO_PENALTY] = N_("no penalty"),
                                        [FAIRNESS_WARNING] = N_("warning"),
                                        [FAIRNESS_FINE] = N_("fine")};
    sbuf_add(out, _(names[outcome->kind]));
    if (outcome->kind == FAIRNESS_FINE)
        sbuf_addf(out, _(" %lld yuan"), (long long)outcome->fine);
}

/* Equal facts, equal outcome: beside what you made of the other one (domain C.4). */
static void spread_view(const struct debrief *self, const struct scenario *scenario,
                        struct view *view)
{
    const struct practice_spread *spread = &self->spread;
    const struct scenario *const cases[] = {scenario, spread->other};
    const struct run_outcome *const outcomes[] = {&spread->mine, &spread->others};
    double apart = spread->mine.y - spread->others.y;
    bool is_equal = apart < 0.005 && apart > -0.005;
    if (!spread->is_played)
        return;
    view_gap(view);
    view_heading(view, _("Two cases, the same facts"));
    for (size_t i = 0; i < 2; i++) {
        struct sbuf text = {0};
        add_outcome(&text, outcomes[i]);
        view_pair(view, TONE_STRONG, both_now(&cases[i]->title), sbuf_text(&text));
        sbuf_release(&text);
    }
    const struct scenario *twin = spread->other->twin_of ? spread->other : scenario;
    if (is_equal)
        view_textf(view, TONE_GOOD, _("✓ The same for both. Only this was different: %s."),
                   both_now(&twin->differs));
    else
        view_textf(view, TONE_BAD,
                   _("✗ Spread %.2f; it should be 0. Only this was different: %s."),
                   apart < 0 ? -apart : apart, both_now(&twin->differs));
}

static void score_view(struct ui *ui, struct debrief *self, struct view *view)
{
    const struct run_result *result = run_result(practice_run(self->practice));
    const struct scenario *scenario =
        course_scenario(ui->app->course, practice_scenario(self->practice));
    bool is_shown = practice_mode(self->practice) == RUN_SHOW;
    view_picture(view, result->is_passed ? "passed" : "debrief");
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
    /* who passed is told how it was done well, who did not what the trap was */
    const struct both *words =
        is_shown || result->is_passed ? &scenario->debrief : &scenario->trap;
    if (both_now(words)[0]) {
        view_gap(view);
        view_text(view, TONE_PLAIN, both_now(words));
    }
    spread_view(self, scenario, view);
}

static bool is_fine(const struct run_step *step)
{
    return step->line[0] && step->verdict.is_accepted && step->verdict.is_good;
}

/* The next step from `at` on that was not as it should be; the count of steps if none. */
static size_t mistake_from(const struct run_result *result, size_t at)
{
    while (at < result->step_count && is_fine(&result->steps[at]))
        at++;
    return at;
}

static size_t count_mistakes(const struct run_result *result, size_t end)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++)
        count += !is_fine(&result->steps[i]);
    return count;
}

static void timeline_step(struct ui *ui, struct view *view, size_t number,
                          const struct run_step *step)
{
    view_textf(view, is_fine(step) ? TONE_PLAIN : TONE_BAD, "%2zu %s %s", number,
               is_fine(step) ? "✓" : "✗",
               step->line[0] ? both_now(&step->label) : _("(not done to the end)"));
    if (is_fine(step))
        return;
    char *citation = ui_citation(ui, step->verdict.article);
    if (both_now(&step->right)[0])
        view_textf(view, TONE_PLAIN, _("   Right: %s"), both_now(&step->right));
    const char *why = both_now(&step->verdict.why);
    if (*why && strcmp(why, both_now(&step->right)) != 0)
        view_textf(view, TONE_PLAIN, "   %s", why);
    view_textf(view, TONE_QUIET, "   %s", *citation ? citation : _("training value"));
    free(citation);
}

/* One mistake: what was done, what is right and why, beside the panel of the lesson that
 * teaches it. */
static void mistake_view(struct ui *ui, struct debrief *self, struct view *view)
{
    struct run *run = practice_run(self->practice);
    const struct run_result *result = run_result(run);
    const struct run_step *step = &result->steps[self->at];
    char *citation = ui_citation(ui, step->verdict.article);
    const char *lesson = run_lesson_panel(run, step->verdict.rule);
    view_picture(view, lesson ? lesson : run_panel(run));
    view_textf(view, TONE_BAD, "✗ %s",
               step->line[0] ? both_now(&step->label) : _("(not done to the end)"));
    if (both_now(&step->right)[0])
        view_textf(view, TONE_GOOD, "✓ %s", both_now(&step->right));
    view_gap(view);
    if (strcmp(both_now(&step->verdict.why), both_now(&step->right)) != 0)
        view_text(view, TONE_PLAIN, both_now(&step->verdict.why));
    view_text(view, TONE_QUIET, *citation ? citation : _("training value"));
    if (step->verdict.rule[0])
        view_text(view, TONE_QUIET, _("This point is now in your review."));
    free(citation);
    bool has_next = mistake_from(result, self->at + 1) < result->step_count;
    if (has_next)
        view_choice(view, DEBRIEF_NEXT, _("The next one"), NULL);
    view_choice(view, DEBRIEF_FROM_HERE, _("Try again from here"), NULL);
    view_choice(view, DEBRIEF_SCORE, _("Back to the score"), NULL);
    view_default(view, has_next ? DEBRIEF_NEXT : DEBRIEF_SCORE, NULL);
}

static void debrief_view(struct ui *ui, void *state, struct view *view)
{
    struct debrief *self = state;
    const struct run_result *result = run_result(practice_run(self->practice));
    const size_t mistakes = count_mistakes(result, result->step_count);
    char far[32];
    snprintf(far, sizeof far, "%s", practice_scenario(self->practice));
    if (self->part == PART_MISTAKE)
        snprintf(far, sizeof far, "%s · %zu/%zu", practice_scenario(self->practice),
                 count_mistakes(result, self->at + 1), mistakes);
    ui_header(ui, view, _("How it went"), far);
    if (self->part == PART_TIMELINE) {
        for (size_t i = 0; i < result->step_count; i++)
            timeline_step(ui, view, i + 1, &result->steps[i]);
        view_choice(view, DEBRIEF_SCORE, _("Back to the score"), NULL);
        view_default(view, DEBRIEF_SCORE, _("score"));
        return;
    }
    if (self->part == PART_MISTAKE) {
        mistake_view(ui, self, view);
        return;
    }
    score_view(ui, self, view);
    if (practice_mode(self->practice) == RUN_SHOW) {
        view_choice(view, DEBRIEF_ON, _("Try it yourself"), NULL);
    } else {
        if (mistakes > 0)
            view_choice(view, DEBRIEF_MISTAKES, _("What was not right"), _("one at a time"));
        view_choice(view, DEBRIEF_STEPS, _("Step by step"), _("yours and the right one"));
        view_choice(view, DEBRIEF_AGAIN, _("Once more"), NULL);
    }
    if (self->spread.other && result->is_passed)
        view_choice(view, DEBRIEF_TWIN, _("Another case of this kind"), NULL);
    view_choice(view, DEBRIEF_PAPERS, _("Form and documents"), NULL);
    view_choice(view, DEBRIEF_HOME, _("Done"), NULL);
    view_default(view,
                 practice_mode(self->practice) == RUN_SHOW ? DEBRIEF_ON
                 : result->is_passed || mistakes == 0      ? DEBRIEF_HOME
                                                           : DEBRIEF_MISTAKES,
                 NULL);
}

/* `practice` was begun and takes the place of this screen, or `err` says why not. */
static void go_on_with(struct ui *ui, struct practice *practice, const struct err *err)
{
    if (!practice) {
        ui_fail(ui, err);
        return;
    }
    ui_pop(ui);
    scr_terminal_open(ui, practice);
}

static void again(struct ui *ui, struct debrief *self, enum run_mode mode)
{
    struct err err = {0};
    go_on_with(ui,
               practice_begin(ui->app, &ui->session, practice_scenario(self->practice), mode,
                              practice_seed(mode), &err),
               &err);
}

static void again_from(struct ui *ui, struct debrief *self)
{
    struct err err = {0};
    go_on_with(ui, practice_again(self->practice, self->at, &err), &err);
}

static void debrief_act(struct ui *ui, void *state, int id)
{
    struct debrief *self = state;
    switch (id) {
    case DEBRIEF_STEPS:
        self->part = PART_TIMELINE;
        break;
    case DEBRIEF_SCORE:
        self->part = PART_SCORE;
        break;
    case DEBRIEF_MISTAKES:
        self->part = PART_MISTAKE;
        self->at = mistake_from(run_result(practice_run(self->practice)), 0);
        break;
    case DEBRIEF_NEXT:
        self->at = mistake_from(run_result(practice_run(self->practice)), self->at + 1);
        break;
    case DEBRIEF_FROM_HERE:
        again_from(ui, self);
        break;
    case DEBRIEF_TWIN: {
        const char *other = self->spread.other->id;
        ui_pop(ui);
        scr_case_open(ui, other);
        break;
    }
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
    bool was_inside = self->part != PART_SCORE;
    self->part = PART_SCORE;
    return was_inside;
}

static void debrief_release(void *state)
{
    struct debrief *self = state;
    practice_free(self->practice);
}

static const struct screen_ops debrief_ops = {
    .name = "debrief",
    .help =
        N_("What could cost a real case stands first, with its article. Then the points by "
           "part of the work. Step by step puts your act beside the right one; from a mistake "
           "you can try again with everything before it done."),
    .state_size = sizeof(struct debrief),
    .view = debrief_view,
    .act = debrief_act,
    .back = debrief_back,
    .release = debrief_release,
};

void scr_debrief_open(struct ui *ui, struct practice *practice)
{
    struct err err = {0};
    struct debrief *self = ui_push(ui, &debrief_ops);
    self->practice = practice;
    if (!practice_spread(practice, &self->spread, &err))
        ui_fail(ui, &err);
}
