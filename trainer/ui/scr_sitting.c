/* scr_sitting.c - questions in a row: practice quiz, review, exam. */
#include "ui/screens.h"

#include "ui/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIT_NEXT = 1, SIT_PALETTE, SIT_HAND_IN, SIT_STAY, SIT_DONE, QUESTION_BASE = 100 };
enum sit_part { SIT_ASK, SIT_VERDICT, SIT_OVERVIEW, SIT_SURE, SIT_RESULT };

struct sitting_screen {
    struct sitting *sitting; /* owned */
    size_t at;
    enum sit_part part;
    struct ask ask;
    struct study_verdict verdict;
    struct sitting_result result;
};

static bool is_exam(const struct sitting_screen *self)
{
    return sitting_kind(self->sitting) == SITTING_EXAM;
}

static void ask_at(struct sitting_screen *self, size_t at)
{
    ask_release(&self->ask);
    study_verdict_release(&self->verdict);
    memset(&self->verdict, 0, sizeof self->verdict);
    self->at = at;
    self->part = SIT_ASK;
    ask_begin(&self->ask, sitting_question(self->sitting, at, lang_now()),
              sitting_order(self->sitting, at), sitting_answered(self->sitting, at));
}

static void hand_in(struct ui *ui, struct sitting_screen *self)
{
    struct err err = {0};
    if (!sitting_hand_in(self->sitting, &self->result, &err)) {
        ui_fail(ui, &err);
        return;
    }
    ui_forget_place(ui);
    self->part = SIT_RESULT;
}

/* --- views --- */

static void overview_view(struct sitting_screen *self, struct view *view)
{
    size_t count = sitting_count(self->sitting), open = 0;
    for (size_t i = 0; i < count; i++)
        open += sitting_answered(self->sitting, i)[0] == '\0';
    view_ask(view, _("All your questions. You may change answers until you hand in."));
    view_choice(view, SIT_HAND_IN, _("Hand in"),
                open > 0 ? _("some are not answered yet") : _("all are answered"));
    for (size_t i = 0; i < count; i++) {
        bool is_answered = sitting_answered(self->sitting, i)[0] != '\0';
        char number[32];
        snprintf(number, sizeof number, _("Question %zu"), i + 1);
        view_choice(view, QUESTION_BASE + (int)i, number,
                    is_answered ? _("answered") : _("not answered"))
            ->mark = is_answered ? MARK_YES : MARK_NONE;
    }
    view->is_list = true;
    view_default(view, open == 0 ? SIT_HAND_IN : VIEW_NO_DEFAULT, _("hand in"));
}

static void verdict_view(struct sitting_screen *self, struct view *view)
{
    const struct study_verdict *verdict = &self->verdict;
    view_text(view, TONE_QUIET, self->ask.question->text);
    view_gap(view);
    view_text(view, verdict->is_right ? TONE_GOOD : TONE_STRONG,
              verdict->is_right ? _("✓ Right.") : _("Not quite."));
    if (verdict->feedback && verdict->feedback[0])
        view_text(view, TONE_PLAIN, verdict->feedback);
    if (!verdict->is_right && verdict->right_answer)
        view_textf(view, TONE_PLAIN, _("Right is: %s"), verdict->right_answer);
    if (verdict->general && verdict->general[0]) {
        view_gap(view);
        view_text(view, TONE_PLAIN, verdict->general);
    }
    view_choice(view, SIT_NEXT, _("Go on"), NULL);
    view_default(view, SIT_NEXT, NULL);
}

static void result_view(struct sitting_screen *self, struct view *view)
{
    const struct sitting_result *result = &self->result;
    view_picture(view, result->is_passed ? "passed" : "review-done");
    view_textf(view, TONE_STRONG, _("%zu of %zu right: %.0f %%"), result->right, result->count,
               result->percent);
    if (is_exam(self) && result->is_passed)
        view_text(view, TONE_GOOD,
                  _("✓ Exam passed. Your trainer can issue the certificate now."));
    else if (is_exam(self))
        view_textf(view, TONE_PLAIN,
                   _("Not passed this time. You may try again from %s; Review shows what to "
                     "look at."),
                   result->retry_on);
    else if (result->right < result->count)
        view_text(view, TONE_PLAIN, _("What went wrong comes again in Review."));
    view_choice(view, SIT_DONE, _("Done"), NULL);
    view_default(view, SIT_DONE, NULL);
}

static void sitting_view(struct ui *ui, void *state, struct view *view)
{
    static const char *const kinds[] = {[SITTING_QUIZ] = N_("Quiz"),
                                        [SITTING_REVIEW] = N_("Review"),
                                        [SITTING_EXAM] = N_("Exam")};
    struct sitting_screen *self = state;
    char where[64], far[32];
    enum sitting_kind kind = sitting_kind(self->sitting);
    snprintf(where, sizeof where, "%s %s", _(kinds[kind]),
             kind == SITTING_REVIEW ? "" : sitting_id(self->sitting));
    snprintf(far, sizeof far, "%zu/%zu", self->at + 1, sitting_count(self->sitting));
    ui_header(ui, view, where, far);
    switch (self->part) {
    case SIT_ASK:
        ask_relang(&self->ask, sitting_question(self->sitting, self->at, lang_now()));
        ask_view(&self->ask, view);
        if (is_exam(self) && !ask_field(&self->ask))
            view_choice(view, SIT_PALETTE, _("All questions"), NULL);
        break;
    case SIT_VERDICT:
        verdict_view(self, view);
        break;
    case SIT_OVERVIEW:
        overview_view(self, view);
        break;
    case SIT_SURE:
        view_ask(view, _("Hand in now? After that nothing can be changed."));
        view_choice(view, SIT_STAY, _("No, look again"), NULL);
        view_choice(view, SIT_HAND_IN, _("Yes, hand in"), NULL);
        view_default(view, SIT_STAY, NULL);
        break;
    case SIT_RESULT:
        result_view(self, view);
        break;
    }
}

/* --- doing --- */

static void answer(struct ui *ui, struct sitting_screen *self, int id)
{
    struct sbuf text;
    struct err err = {0};
    sbuf_init(&text, 0);
    if (!ask_take(&self->ask, id, &text)) {
        sbuf_release(&text);
        ui_keep_place(ui);
        return;
    }
    bool is_saved = sitting_answer(self->sitting, self->at, sbuf_text(&text),
                                   is_exam(self) ? NULL : &self->verdict, &err);
    sbuf_release(&text);
    if (!is_saved)
        ui_fail(ui, &err);
    else if (!is_exam(self))
        self->part = SIT_VERDICT;
    else if (self->at + 1 < sitting_count(self->sitting))
        ask_at(self, self->at + 1);
    else
        self->part = SIT_OVERVIEW;
}

static void sitting_act(struct ui *ui, void *state, int id)
{
    struct sitting_screen *self = state;
    if (self->part == SIT_ASK && id != SIT_PALETTE) {
        answer(ui, self, id);
    } else if (id >= QUESTION_BASE) {
        ask_at(self, (size_t)(id - QUESTION_BASE));
    } else if (id == SIT_PALETTE || id == SIT_STAY) {
        self->part = SIT_OVERVIEW;
    } else if (id == SIT_NEXT) {
        size_t next = sitting_at(self->sitting);
        if (next < sitting_count(self->sitting))
            ask_at(self, next);
        else
            hand_in(ui, self);
    } else if (id == SIT_HAND_IN && self->part == SIT_OVERVIEW) {
        self->part = SIT_SURE;
    } else if (id == SIT_HAND_IN) {
        hand_in(ui, self);
    } else {
        ui_pop(ui);
    }
}

static struct field *sitting_field(void *state)
{
    struct sitting_screen *self = state;
    return self->part == SIT_ASK ? ask_field(&self->ask) : NULL;
}

static void sitting_text(struct ui *ui, void *state)
{
    answer(ui, state, -1);
}

static bool sitting_back(struct ui *ui, void *state)
{
    (void)ui;
    struct sitting_screen *self = state;
    if (self->part == SIT_ASK && ask_back(&self->ask))
        return true;
    if (self->part == SIT_SURE || (self->part == SIT_ASK && is_exam(self))) {
        self->part = SIT_OVERVIEW;
        return true;
    }
    return false;
}

static void sitting_release(void *state)
{
    struct sitting_screen *self = state;
    ask_release(&self->ask);
    study_verdict_release(&self->verdict);
    sitting_free(self->sitting);
}

static bool sitting_place(const void *state, struct sbuf *out)
{
    const struct sitting_screen *self = state;
    if (self->part == SIT_RESULT)
        return false;
    sbuf_addf(out, "%zu", self->at);
    return true;
}

static void sitting_reopen(struct ui *ui, const char *place)
{
    struct sitting *sitting = NULL;
    struct err err = {0};
    if (!sitting_resume(&ui->session, &sitting, &err))
        ui_fail(ui, &err);
    if (!sitting)
        return;
    size_t at = strtoul(place, NULL, 10);
    scr_sitting_open(ui, sitting);
    struct sitting_screen *self = ui_top(ui)->state;
    if (is_exam(self) && self->part == SIT_ASK && at < sitting_count(sitting))
        ask_at(self, at);
}

const struct screen_ops sitting_ops = {
    .name = "sitting",
    .help =
        N_("One question a screen. Every answer is saved as you give it. In an exam answers "
           "may be changed until you hand in, and nothing is told before."),
    .state_size = sizeof(struct sitting_screen),
    .view = sitting_view,
    .act = sitting_act,
    .field = sitting_field,
    .text = sitting_text,
    .back = sitting_back,
    .release = sitting_release,
    .place = sitting_place,
    .reopen = sitting_reopen,
};

void scr_sitting_open(struct ui *ui, struct sitting *sitting)
{
    struct sitting_screen *self = ui_push(ui, &sitting_ops);
    self->sitting = sitting;
    size_t at = sitting_at(sitting);
    if (at < sitting_count(sitting))
        ask_at(self, at);
    else if (is_exam(self))
        self->part = SIT_OVERVIEW;
    else
        hand_in(ui, self);
}

/* --- review and quizzes to choose from --- */

enum {
    REVIEW_CASES = 40,
    QUIZ_REVIEW = 1,
    CASE_BASE = 100,
    QUIZ_BASE = CASE_BASE + REVIEW_CASES
};

struct review_screen {
    size_t questions; /* due */
    struct case_due cases[REVIEW_CASES];
    size_t case_count;
};

static void quizzes_view(struct ui *ui, void *state, struct view *view)
{
    const struct review_screen *self = state;
    const struct course *course = ui->app->course;
    struct sbuf text = {0};
    bool is_due = self->questions > 0 || self->case_count > 0;
    ui_header(ui, view, _("Review"), NULL);
    view_ask(view, is_due ? _("What went wrong once comes here again.")
                          : _("Nothing is due. You may take a quiz."));
    if (self->questions > 0) {
        sbuf_addf(&text, _("%zu due"), self->questions);
        view_choice(view, QUIZ_REVIEW, _("Questions"), sbuf_text(&text));
        view_default(view, QUIZ_REVIEW, NULL);
    }
    for (size_t i = 0; i < self->case_count; i++) {
        const struct scenario *scenario = course_scenario(course, self->cases[i].scenario);
        char detail[64];
        sbuf_clear(&text);
        sbuf_addf(&text, "%s %s", scenario->id, both_now(&scenario->title));
        snprintf(detail, sizeof detail, _("%zu points of it open"), self->cases[i].points);
        view_choice(view, CASE_BASE + (int)i, sbuf_text(&text), detail);
    }
    for (size_t i = 0; i < course->quiz_count; i++) {
        char detail[64];
        sbuf_clear(&text);
        sbuf_addf(&text, "%s %s", course->quizzes[i]->id, both_now(&course->quizzes[i]->title));
        snprintf(detail, sizeof detail, _("%zu questions"), course->quizzes[i]->count);
        view_choice(view, QUIZ_BASE + (int)i, sbuf_text(&text), detail);
    }
    sbuf_release(&text);
}

static void quizzes_enter(struct ui *ui, void *state)
{
    struct review_screen *self = state;
    struct home home;
    struct err err = {0};
    if (home_read(&ui->session, &home, &err) &&
        home_cases_due(&ui->session, self->cases, REVIEW_CASES, &self->case_count, &err))
        self->questions = home.questions_due;
    else
        ui_fail(ui, &err);
}

static void quizzes_act(struct ui *ui, void *state, int id)
{
    const struct review_screen *self = state;
    struct err err = {0};
    const struct course *course = ui->app->course;
    if (id >= CASE_BASE && id < QUIZ_BASE) {
        scr_case_open(ui, self->cases[id - CASE_BASE].scenario);
        return;
    }
    struct sitting *sitting = id == QUIZ_REVIEW
                                  ? sitting_begin(&ui->session, SITTING_REVIEW, "", &err)
                                  : sitting_begin(&ui->session, SITTING_QUIZ,
                                                  course->quizzes[id - QUIZ_BASE]->id, &err);
    if (sitting)
        scr_sitting_open(ui, sitting);
    else
        ui_fail(ui, &err);
}

static const struct screen_ops quizzes_ops = {
    .name = "review",
    .help =
        N_("Review brings back what you answered wrongly until it is right, and the cases in "
           "which points are to be won back. A quiz asks all questions of a lesson; you get "
           "the reason at once."),
    .state_size = sizeof(struct review_screen),
    .view = quizzes_view,
    .act = quizzes_act,
    .enter = quizzes_enter,
};

void scr_quizzes_open(struct ui *ui)
{
    (void)ui_push(ui, &quizzes_ops);
}
