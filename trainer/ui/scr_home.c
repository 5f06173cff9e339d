/* scr_home.c - what is next, and the way to everything; and the question before leaving. */
#include "ui/screens.h"

#include "app/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HOME_CONTINUE = 1,
    HOME_LESSONS,
    HOME_PRACTICE,
    HOME_REVIEW,
    HOME_EXAM,
    HOME_CATALOG,
    HOME_RECORD,
    HOME_SETTINGS,
    HOME_TRAINER
};

struct home_screen {
    struct home home;
    bool is_known;  /* home could be read */
    bool has_place; /* something was left half done */
    char place[64];
};

static void home_enter(struct ui *ui, void *state)
{
    struct home_screen *self = state;
    struct err err = {0};
    self->is_known = home_read(&ui->session, &self->home, &err);
    if (!self->is_known)
        ui_fail(ui, &err);
    char *place = NULL;
    self->has_place = false;
    if (session_draft(&ui->session, "place", &place, &err)) {
        self->has_place = place[0] != '\0';
        snprintf(self->place, sizeof self->place, "%s", place);
        free(place);
    }
}

/* "L03 Title · 5/10" of what is next */
static void next_text(struct ui *ui, const struct home_screen *self, struct sbuf *out)
{
    const struct home *home = &self->home;
    const struct lesson *lesson = course_lesson(ui->app->course, home->next_id);
    const struct scenario *scenario = course_scenario(ui->app->course, home->next_id);
    switch (home->next) {
    case NEXT_LESSON:
        sbuf_addf(out, "%s · %zu/%zu", home->next_id, home->next_at, home->next_of);
        if (lesson)
            sbuf_addf(out, " %s", both_now(&lesson->title));
        break;
    case NEXT_PRACTICE:
        sbuf_addf(out, "%s %s", home->next_id, scenario ? both_now(&scenario->title) : "");
        break;
    case NEXT_REVIEW:
        sbuf_addf(out, _("review, %zu due"), home->reviews_due);
        break;
    case NEXT_EXAM:
        sbuf_addf(out, _("exam %s"), home->next_id);
        break;
    case NEXT_CERTIFICATE:
        sbuf_add(out, _("exam passed; your trainer issues the certificate"));
        break;
    case NEXT_NOTHING:
        sbuf_add(out, _("all done for now"));
        break;
    }
}

static void continue_text(struct ui *ui, const struct home_screen *self, struct sbuf *out)
{
    static const struct {
        const char *screen, *text;
        bool is_named; /* the place begins with what is open there */
    } places[] = {
        {"lesson ", N_("back to lesson"), true},
        {"case ", N_("back to case"), true},
        {"sitting", N_("back to the questions begun"), false},
        {"catalog", N_("back to the catalog"), false},
    };
    for (size_t i = 0; self->has_place && i < sizeof places / sizeof places[0]; i++) {
        size_t len = strlen(places[i].screen);
        if (strncmp(self->place, places[i].screen, len) != 0)
            continue;
        const char *name = self->place + len;
        sbuf_add(out, _(places[i].text));
        if (places[i].is_named)
            sbuf_addf(out, " %.*s", (int)strcspn(name, " "), name);
        return;
    }
    next_text(ui, self, out);
}

static void exam_text(const struct home *home, struct sbuf *out)
{
    if (home->level[0] == '\0')
        sbuf_add(out, _("all levels reached"));
    else if (home->exam_wait[0])
        sbuf_addf(out, _("%s: again from %s"), home->level, home->exam_wait);
    else if (home->next == NEXT_CERTIFICATE)
        sbuf_addf(out, _("%s: passed"), home->level);
    else if (home->is_exam_open)
        sbuf_addf(out, _("%s: open"), home->level);
    else
        sbuf_addf(out, _("%s: lessons %zu, cases %zu to go"), home->level,
                  home->missing_lessons, home->missing_cases);
}

static void home_view(struct ui *ui, void *state, struct view *view)
{
    struct home_screen *self = state;
    const struct home *home = &self->home;
    static const char *const pictures[] = {"home-1", "home-1", "home-2", "home-3"};
    ui_header(ui, view, _("E-case Trainer"), NULL);
    view_picture(view, pictures[home->stage >= 1 && home->stage <= 3 ? home->stage : 1]);
    struct sbuf text;
    sbuf_init(&text, 0);
    continue_text(ui, self, &text);
    view_choice(view, HOME_CONTINUE, _("Continue"), sbuf_text(&text));
    sbuf_clear(&text);
    sbuf_addf(&text, _("%zu of %zu done"), home->lessons_done, home->lessons_all);
    view_choice(view, HOME_LESSONS, _("Lessons"), sbuf_text(&text));
    sbuf_clear(&text);
    sbuf_addf(&text, _("%zu of %zu passed"), home->scenarios_passed, home->scenarios_all);
    view_choice(view, HOME_PRACTICE, _("Practice"), sbuf_text(&text));
    sbuf_clear(&text);
    sbuf_addf(&text, _("%zu due"), home->reviews_due);
    view_choice(view, HOME_REVIEW, _("Review"), sbuf_text(&text));
    sbuf_clear(&text);
    exam_text(home, &text);
    view_choice(view, HOME_EXAM, _("Exam"), sbuf_text(&text));
    sbuf_clear(&text);
    sbuf_addf(&text, _("%zu items"), home->items);
    view_choice(view, HOME_CATALOG, _("Catalog"), sbuf_text(&text));
    view_choice(view, HOME_RECORD, _("Record"), _("certificates"));
    view_choice(view, HOME_SETTINGS, _("Settings"), _("print, colours"));
    if (ui->session.who.role == ROLE_TRAINER)
        view_choice(view, HOME_TRAINER, _("For trainers"), _("squad, reports"));
    if (ui->session.who.role == ROLE_TRAINER && !self->has_place)
        view_default(view, HOME_TRAINER, _("for trainers"));
    else
        view_default(view, HOME_CONTINUE, _("continue"));
    sbuf_release(&text);
}

static void go_on(struct ui *ui, const struct home *home)
{
    if (ui_continue(ui))
        return;
    switch (home->next) {
    case NEXT_LESSON:
        scr_lesson_open(ui, home->next_id, home->next_at > 0 ? home->next_at - 1 : 0);
        break;
    case NEXT_PRACTICE:
        scr_case_open(ui, home->next_id);
        break;
    case NEXT_REVIEW:
        scr_quizzes_open(ui);
        break;
    case NEXT_EXAM:
        scr_exam_open(ui);
        break;
    case NEXT_CERTIFICATE:
    case NEXT_NOTHING:
        scr_record_open(ui);
        break;
    }
}

static void home_act(struct ui *ui, void *state, int id)
{
    static void (*const open[])(struct ui * ui) = {
        [HOME_LESSONS] = scr_lessons_open,   [HOME_PRACTICE] = scr_cases_open,
        [HOME_REVIEW] = scr_quizzes_open,    [HOME_EXAM] = scr_exam_open,
        [HOME_CATALOG] = scr_catalog_open,   [HOME_RECORD] = scr_record_open,
        [HOME_SETTINGS] = scr_settings_open, [HOME_TRAINER] = scr_trainer_open,
    };
    struct home_screen *self = state;
    if (id == HOME_CONTINUE)
        go_on(ui, &self->home);
    else
        open[id](ui);
}

static bool home_back(struct ui *ui, void *state)
{
    (void)state;
    scr_leave_open(ui);
    return true;
}

static const struct screen_ops home_ops = {
    .name = "home",
    .help =
        N_("Enter goes on where you were. Lessons teach with cartoons, Practice is the "
           "simulated terminal, Review repeats what went wrong. Nothing here can be broken."),
    .state_size = sizeof(struct home_screen),
    .view = home_view,
    .act = home_act,
    .enter = home_enter,
    .back = home_back,
};

void scr_home_open(struct ui *ui)
{
    (void)ui_push(ui, &home_ops);
}

/* --- leaving --- */

enum { LEAVE_STAY = 1, LEAVE_GO, LEAVE_OTHER };

static void leave_view(struct ui *ui, void *state, struct view *view)
{
    (void)state;
    ui_header(ui, view, _("Leave?"), NULL);
    view_text(view, TONE_PLAIN,
              _("Everything is kept. Next time one key brings you back to where you are."));
    view_ask(view, _("Do you want to leave?"));
    view_choice(view, LEAVE_STAY, _("No, stay"), NULL);
    view_choice(view, LEAVE_GO, _("Yes, leave"), NULL);
    if (ui->is_signed_in)
        view_choice(view, LEAVE_OTHER, _("Somebody else signs in"), NULL);
    view_default(view, LEAVE_STAY, _("stay"));
}

static void leave_act(struct ui *ui, void *state, int id)
{
    (void)state;
    ui_pop(ui);
    if (id == LEAVE_GO) {
        ui->is_leaving = true;
    } else if (id == LEAVE_OTHER) {
        ui_keep(ui);
        ui->is_signed_in = false;
        ui->as = NULL;
        ui_pop_to(ui, 0);
        scr_signin_open(ui);
    }
}

static const struct screen_ops leave_ops = {
    .name = "leave",
    .help = N_("Enter stays here."),
    .view = leave_view,
    .act = leave_act,
};

void scr_leave_open(struct ui *ui)
{
    if (ui->depth > 0 && ui_top(ui)->ops == &leave_ops)
        return;
    (void)ui_push(ui, &leave_ops);
}
