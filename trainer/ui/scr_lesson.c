/* scr_lesson.c - one lesson: picture, who says what, a question here and there. */
#include "ui/screens.h"

#include "app/study.h"
#include "ui/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_NEXT = 1, STEP_EARLIER, STEP_CASE, STEP_LESSONS };
enum lesson_part { PART_PICTURE, PART_QUESTION, PART_VERDICT };

struct lesson_screen {
    char id[16];
    size_t step, seen; /* seen: 1 + the last step recorded in this sitting */
    enum lesson_part part;
    struct ask ask;
    struct study_verdict verdict;
};

static const struct lesson *lesson_of(struct ui *ui, const struct lesson_screen *self)
{
    return course_lesson(ui->app->course, self->id);
}

static const struct gift_question *question_of(struct ui *ui, const struct lesson_screen *self)
{
    const struct lesson *lesson = lesson_of(ui, self);
    const char *id = lesson->steps[self->step].question;
    size_t index;
    const struct quiz *quiz = id ? course_quiz_of_question(ui->app->course, id, &index) : NULL;
    return quiz ? quiz_question(quiz, lang_now(), index) : NULL;
}

/* "3/10 ███░░░░░░░" */
static void how_far(size_t at, size_t of, struct sbuf *out)
{
    enum { CELLS = 10 };
    sbuf_addf(out, "%zu/%zu ", at, of);
    for (size_t i = 0; i < CELLS; i++)
        sbuf_add(out, i * of < at * CELLS ? "█" : "░");
}

static void picture_view(struct ui *ui, struct lesson_screen *self, struct view *view)
{
    const struct lesson *lesson = lesson_of(ui, self);
    const struct lesson_step *step = &lesson->steps[self->step];
    view_heading(view, both_now(&step->title));
    view_gap(view);
    for (size_t i = 0; i < step->bubble_count; i++)
        view_bubble(view, both_now(&step->bubbles[i].who), step->bubbles[i].speaker,
                    both_now(&step->bubbles[i].text));
    view_text(view, TONE_PLAIN, both_now(&step->caption));
    bool is_last = self->step + 1 == lesson->step_count;
    bool has_question = question_of(ui, self) != NULL;
    if (is_last && step->scenario && !has_question)
        view_choice(view, STEP_CASE, _("Practise it"), step->scenario);
    view_choice(view, STEP_NEXT,
                has_question ? _("One question")
                : is_last    ? _("Finish the lesson")
                             : _("Next picture"),
                NULL);
    if (self->step > 0)
        view_choice(view, STEP_EARLIER, _("Picture before"), NULL);
    view_default(view, is_last && step->scenario && !has_question ? STEP_CASE : STEP_NEXT,
                 NULL);
}

static void verdict_view(struct lesson_screen *self, struct view *view)
{
    const struct study_verdict *verdict = &self->verdict;
    view_text(view, verdict->is_right ? TONE_GOOD : TONE_STRONG,
              verdict->is_right ? _("✓ Right.") : _("Not quite."));
    if (verdict->feedback && verdict->feedback[0])
        view_text(view, TONE_PLAIN, verdict->feedback);
    if (!verdict->is_right && verdict->right_answer && verdict->right_answer[0]) {
        view_gap(view);
        view_textf(view, TONE_PLAIN, _("Right is: %s"), verdict->right_answer);
    }
    if (verdict->general && verdict->general[0]) {
        view_gap(view);
        view_text(view, TONE_PLAIN, verdict->general);
    }
    view_choice(view, STEP_NEXT, _("Go on"), NULL);
    view_default(view, STEP_NEXT, NULL);
}

static void lesson_view(struct ui *ui, void *state, struct view *view)
{
    struct lesson_screen *self = state;
    const struct lesson *lesson = lesson_of(ui, self);
    const struct lesson_step *step = &lesson->steps[self->step];
    struct sbuf where, far;
    sbuf_init(&where, 0);
    sbuf_init(&far, 0);
    sbuf_addf(&where, "%s %s", lesson->id, both_now(&lesson->title));
    how_far(self->step + 1, lesson->step_count, &far);
    ui_header(ui, view, sbuf_text(&where), sbuf_text(&far));
    view_picture(view, step->panel);
    if (self->part == PART_QUESTION) {
        ask_relang(&self->ask, question_of(ui, self));
        ask_view(&self->ask, view);
    } else if (self->part == PART_VERDICT) {
        verdict_view(self, view);
    } else {
        picture_view(ui, self, view);
    }
    sbuf_release(&where);
    sbuf_release(&far);
}

/* A step counts as seen when it comes on the screen; on disk before it is shown. */
static void see(struct ui *ui, struct lesson_screen *self)
{
    struct err err = {0};
    if (!study_see(&ui->session, self->id, self->step, &err))
        ui_fail(ui, &err);
}

static void go_to_step(struct ui *ui, struct lesson_screen *self, size_t step)
{
    ask_release(&self->ask);
    study_verdict_release(&self->verdict);
    memset(&self->verdict, 0, sizeof self->verdict);
    self->part = PART_PICTURE;
    self->step = step;
    see(ui, self);
}

static void next_step(struct ui *ui, struct lesson_screen *self)
{
    const struct lesson *lesson = lesson_of(ui, self);
    const char *scenario = lesson->steps[self->step].scenario;
    if (self->step + 1 < lesson->step_count) {
        go_to_step(ui, self, self->step + 1);
        return;
    }
    ui_forget_place(ui);
    if (scenario && self->part == PART_VERDICT) {
        char id[16];
        snprintf(id, sizeof id, "%s", scenario);
        ui_pop(ui);
        scr_case_open(ui, id);
        return;
    }
    ui_pop(ui);
    ui_say(ui, TONE_GOOD, _("Lesson finished. Well done."));
}

static void answer(struct ui *ui, struct lesson_screen *self, int id)
{
    struct sbuf text;
    sbuf_init(&text, 0);
    if (ask_take(&self->ask, id, &text)) {
        struct err err = {0};
        const char *question = lesson_of(ui, self)->steps[self->step].question;
        if (study_answer(&ui->session, question, sbuf_text(&text), &self->verdict, &err)) {
            self->part = PART_VERDICT;
            ask_release(&self->ask);
        } else {
            ui_fail(ui, &err);
        }
    }
    sbuf_release(&text);
}

static void lesson_act(struct ui *ui, void *state, int id)
{
    struct lesson_screen *self = state;
    if (self->part == PART_QUESTION) {
        answer(ui, self, id);
    } else if (id == STEP_EARLIER) {
        go_to_step(ui, self, self->step - 1);
    } else if (id == STEP_CASE) {
        char scenario[16];
        snprintf(scenario, sizeof scenario, "%s",
                 lesson_of(ui, self)->steps[self->step].scenario);
        ui_forget_place(ui);
        ui_pop(ui);
        scr_case_open(ui, scenario);
    } else if (self->part == PART_PICTURE && question_of(ui, self)) {
        ask_begin(&self->ask, question_of(ui, self), NULL, "");
        self->part = PART_QUESTION;
    } else {
        next_step(ui, self);
    }
}

static struct field *lesson_field(void *state)
{
    struct lesson_screen *self = state;
    return self->part == PART_QUESTION ? ask_field(&self->ask) : NULL;
}

static void lesson_text(struct ui *ui, void *state)
{
    answer(ui, state, -1);
}

static bool lesson_back(struct ui *ui, void *state)
{
    struct lesson_screen *self = state;
    if (self->part == PART_PICTURE)
        return false;
    if (self->part == PART_QUESTION && ask_back(&self->ask))
        return true;
    go_to_step(ui, self, self->step);
    return true;
}

static void lesson_release(void *state)
{
    struct lesson_screen *self = state;
    ask_release(&self->ask);
    study_verdict_release(&self->verdict);
}

static bool lesson_place(const void *state, struct sbuf *out)
{
    const struct lesson_screen *self = state;
    sbuf_addf(out, "%s %zu %d", self->id, self->step, self->part == PART_QUESTION);
    return true;
}

static void lesson_reopen(struct ui *ui, const char *place)
{
    char id[16];
    size_t step = 0;
    int is_question = 0;
    if (sscanf(place, "%15s %zu %d", id, &step, &is_question) < 2)
        return;
    size_t depth = ui->depth;
    scr_lesson_open(ui, id, step);
    struct lesson_screen *self = ui_top(ui)->state;
    if (ui->depth > depth && is_question && question_of(ui, self)) {
        ask_begin(&self->ask, question_of(ui, self), NULL, "");
        self->part = PART_QUESTION;
    }
}

const struct screen_ops lesson_ops = {
    .name = "lesson",
    .help = N_("One picture shows one step. Enter goes on, 2 goes one picture back. A question "
               "may be answered wrongly without harm: you get the reason and see it again in "
               "Review."),
    .state_size = sizeof(struct lesson_screen),
    .view = lesson_view,
    .act = lesson_act,
    .field = lesson_field,
    .text = lesson_text,
    .back = lesson_back,
    .release = lesson_release,
    .place = lesson_place,
    .reopen = lesson_reopen,
};

void scr_lesson_open(struct ui *ui, const char *lesson, size_t step)
{
    const struct lesson *found = course_lesson(ui->app->course, lesson);
    if (!found || found->step_count == 0) {
        ui_say(ui, TONE_BAD, _("This lesson cannot be read; \"trainer check\" says why."));
        return;
    }
    char id[16];
    snprintf(id, sizeof id, "%s", lesson);
    struct lesson_screen *self = ui_push(ui, &lesson_ops);
    snprintf(self->id, sizeof self->id, "%s", id);
    self->step = step < found->step_count ? step : 0;
    see(ui, self);
}

/* --- the list of lessons --- */

enum { LESSONS_MAX = 64 };

struct lessons_screen {
    struct study_lesson rows[LESSONS_MAX];
    size_t count;
};

static void lessons_enter(struct ui *ui, void *state)
{
    struct lessons_screen *self = state;
    const struct course *course = ui->app->course;
    struct err err = {0};
    self->count = 0;
    for (size_t i = 0; i < course->lesson_count && self->count < LESSONS_MAX; i++) {
        if (study_lesson(&ui->session, course->lessons[i]->id, &self->rows[self->count], &err))
            self->count++;
        else
            ui_fail(ui, &err);
    }
}

static void lessons_view(struct ui *ui, void *state, struct view *view)
{
    struct lessons_screen *self = state;
    ui_header(ui, view, _("Lessons"), NULL);
    view_ask(view, _("Which lesson?"));
    bool has_default = false;
    for (size_t i = 0; i < self->count; i++) {
        const struct study_lesson *row = &self->rows[i];
        struct sbuf label, detail;
        sbuf_init(&label, 0);
        sbuf_init(&detail, 0);
        sbuf_addf(&label, "%s %s", row->lesson->id, both_now(&row->lesson->title));
        if (row->is_done)
            sbuf_add(&detail, _("done"));
        else if (row->seen > 0)
            sbuf_addf(&detail, _("%zu of %zu pictures, %zu of %zu questions"), row->seen,
                      row->lesson->step_count, row->answered, row->questions);
        else
            sbuf_addf(&detail, _("about %d minutes"), row->lesson->minutes);
        view_choice(view, (int)i, sbuf_text(&label), sbuf_text(&detail))->mark =
            row->is_done ? MARK_YES : MARK_NONE;
        if (!row->is_done && !has_default) {
            view_default(view, (int)i, _("open it"));
            has_default = true;
        }
        sbuf_release(&label);
        sbuf_release(&detail);
    }
    if (self->count == 0)
        view_text(view, TONE_PLAIN, _("There are no lessons; \"trainer check\" says why."));
}

static void lessons_act(struct ui *ui, void *state, int id)
{
    struct lessons_screen *self = state;
    const struct study_lesson *row = &self->rows[id];
    scr_lesson_open(ui, row->lesson->id, row->is_done ? 0 : row->at);
}

static const struct screen_ops lessons_ops = {
    .name = "lessons",
    .help = N_("A tick means: every picture seen and every question answered. A lesson may be "
               "read again as often as you like."),
    .state_size = sizeof(struct lessons_screen),
    .view = lessons_view,
    .act = lessons_act,
    .enter = lessons_enter,
};

void scr_lessons_open(struct ui *ui)
{
    (void)ui_push(ui, &lessons_ops);
}
