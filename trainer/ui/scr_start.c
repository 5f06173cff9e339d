/* scr_start.c - before anybody is known: faulty content, first run, who are you. */
#include "ui/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- content that could not be read --- */

enum { PROBLEMS_SHOWN = 20 };

static void problems_view(struct ui *ui, void *state, struct view *view)
{
    (void)state;
    const struct problems *problems = &ui->app->course->problems;
    ui_header(ui, view, _("Some content is faulty"), NULL);
    view_text(view, TONE_PLAIN,
              _("These files have faults and are left out. Everything else works."));
    view_gap(view);
    for (size_t i = 0; i < problems->count && i < PROBLEMS_SHOWN; i++) {
        const struct problem *problem = &problems->items[i];
        if (!problem->is_warning)
            view_textf(view, TONE_PLAIN, "%s:%d:%d: %s", problem->file, problem->line,
                       problem->col, problem->text);
    }
    view_gap(view);
    view_text(view, TONE_QUIET, _("The command \"trainer check\" lists all of them."));
    view_choice(view, 1, _("Go on"), NULL);
    view_default(view, 1, NULL);
}

static void problems_act(struct ui *ui, void *state, int id)
{
    (void)state;
    (void)id;
    ui_pop(ui);
}

static const struct screen_ops problems_ops = {
    .name = "problems",
    .help = N_("Somebody changed a lesson, quiz, case or catalog file and left a fault in it. "
               "You can work on; tell your trainer."),
    .view = problems_view,
    .act = problems_act,
};

void scr_problems_open(struct ui *ui)
{
    (void)ui_push(ui, &problems_ops);
}

/* --- first run --- */

enum { FIRST_DEMO = 1, FIRST_PROFILE, FIRST_TRAINER };

static void first_view(struct ui *ui, void *state, struct view *view)
{
    (void)state;
    ui_header(ui, view, _("E-case Trainer"), _("welcome"));
    view_picture(view, "first-run");
    view_text(view, TONE_PLAIN,
              _("Welcome. Here you learn to handle cases on the terminal, with cartoons and "
                "practice cases. Nothing can be broken."));
    view_ask(view, _("What would you like to do?"));
    view_choice(view, FIRST_DEMO, _("See the demo"), _("plays by itself"));
    view_choice(view, FIRST_PROFILE, _("Create my profile"), _("to learn"));
    view_choice(view, FIRST_TRAINER, _("I am a trainer"), _("with a PIN"));
    view_default(view, FIRST_DEMO, NULL);
}

static void first_act(struct ui *ui, void *state, int id)
{
    (void)state;
    if (id == FIRST_DEMO)
        scr_demo_open(ui);
    else
        scr_profile_open(ui, id == FIRST_TRAINER ? ROLE_TRAINER : ROLE_OFFICER);
}

static const struct screen_ops first_ops = {
    .name = "first-run",
    .help =
        N_("The demo plays a lesson and a case by itself and records nothing. A profile "
           "keeps what you have learned. A trainer signs in with a PIN and sees the squad."),
    .view = first_view,
    .act = first_act,
};

void scr_first_run_open(struct ui *ui)
{
    (void)ui_push(ui, &first_ops);
}

/* --- sign-in --- */

enum { SIGNIN_ROOM = 60, SIGNIN_NEW = 100000, SIGNIN_NUMBER };
enum signin_step { SIGNIN_LIST, SIGNIN_TYPE, SIGNIN_PIN };

struct signin {
    struct officer *list;
    size_t count;
    enum signin_step step;
    char id[OFFICER_ID_MAX];
    struct field number, pin;
};

static void signin_load(struct ui *ui, void *state)
{
    struct signin *self = state;
    struct err err = {0};
    if (ui->is_signed_in) { /* came back from home: signed out */
        ui->is_signed_in = false;
        self->step = SIGNIN_LIST;
    }
    free(self->list);
    self->list = NULL;
    self->count = 0;
    if (!app_officers(ui->app, &self->list, &self->count, &err))
        ui_fail(ui, &err);
}

static void signin_view(struct ui *ui, void *state, struct view *view)
{
    struct signin *self = state;
    ui_header(ui, view, _("E-case Trainer"), _("sign in"));
    view_picture(view, "home-1");
    if (self->step == SIGNIN_TYPE) {
        view_typing(view, _("Your service number:"), &self->number);
        return;
    }
    if (self->step == SIGNIN_PIN) {
        view_textf(view, TONE_PLAIN, _("Number %s"), self->id);
        view_typing(view, _("Your PIN:"), &self->pin);
        return;
    }
    view_ask(view, _("Who are you?"));
    if (self->count > LAYOUT_LIST) /* nobody leafs through a whole district */
        view_choice(view, SIGNIN_NUMBER, _("Type my service number"), NULL);
    for (size_t i = 0; i < self->count && i < SIGNIN_ROOM; i++) {
        struct sbuf detail = {0};
        sbuf_addf(&detail, "%s  %s", self->list[i].id, self->list[i].squad);
        view_choice(view, (int)i, self->list[i].name, sbuf_text(&detail));
        sbuf_release(&detail);
    }
    view_choice(view, SIGNIN_NEW, _("I am new here"), NULL);
    if (self->count == 1)
        view_default(view, 0, _("sign in"));
}

void scr_signed_in(struct ui *ui)
{
    ui->is_signed_in = true;
    ui_apply_settings(ui);
    free(ui->place);
    ui->place = xstrdup("");
    scr_home_open(ui);
}

static void signin_try(struct ui *ui, struct signin *self, const char *pin)
{
    struct err err = {0};
    if (!session_open(&ui->session, ui->app, self->id, pin, &err)) {
        /* the session fails without a PIN only where one is needed: ask for it */
        if (!pin && err.code == ERR_NOT_ALLOWED)
            for (size_t i = 0; i < self->count; i++)
                if (strcmp(self->list[i].id, self->id) == 0 && self->list[i].has_pin) {
                    self->step = SIGNIN_PIN;
                    return;
                }
        ui_fail(ui, &err);
        return;
    }
    scr_signed_in(ui);
}

static bool signin_needs_pin(const struct signin *self, size_t index)
{
    return self->list[index].has_pin;
}

static void signin_act(struct ui *ui, void *state, int id)
{
    struct signin *self = state;
    if (id == SIGNIN_NEW) {
        scr_profile_open(ui, ROLE_OFFICER);
    } else if (id == SIGNIN_NUMBER) {
        self->step = SIGNIN_TYPE;
    } else if ((size_t)id < self->count) {
        snprintf(self->id, sizeof self->id, "%s", self->list[id].id);
        if (signin_needs_pin(self, (size_t)id))
            self->step = SIGNIN_PIN;
        else
            signin_try(ui, self, NULL);
    }
}

static struct field *signin_field(void *state)
{
    struct signin *self = state;
    return self->step == SIGNIN_TYPE  ? &self->number
           : self->step == SIGNIN_PIN ? &self->pin
                                      : NULL;
}

static void signin_text(struct ui *ui, void *state)
{
    struct signin *self = state;
    if (self->step == SIGNIN_TYPE) {
        snprintf(self->id, sizeof self->id, "%s", field_text(&self->number));
        self->step = SIGNIN_LIST;
        for (size_t i = 0; i < self->count; i++)
            if (strcmp(self->list[i].id, self->id) == 0 && signin_needs_pin(self, i)) {
                self->step = SIGNIN_PIN;
                return;
            }
        signin_try(ui, self, NULL);
        return;
    }
    char *pin = xstrdup(field_text(&self->pin));
    field_set(&self->pin, "", 0);
    self->step = SIGNIN_PIN;
    signin_try(ui, self, pin);
    free(pin);
}

static bool signin_back(struct ui *ui, void *state)
{
    (void)ui;
    struct signin *self = state;
    if (self->step == SIGNIN_LIST)
        return false;
    field_set(&self->pin, "", 0);
    self->step = SIGNIN_LIST;
    return true;
}

static void signin_release(void *state)
{
    struct signin *self = state;
    free(self->list);
    field_release(&self->number);
    field_release(&self->pin);
}

static const struct screen_ops signin_ops = {
    .name = "sign-in",
    .help = N_("Choose your name by its number, or type your service number. If you have set a "
               "PIN you are asked for it; after several wrong ones there is a short wait."),
    .state_size = sizeof(struct signin),
    .view = signin_view,
    .act = signin_act,
    .enter = signin_load,
    .field = signin_field,
    .text = signin_text,
    .back = signin_back,
    .release = signin_release,
};

void scr_signin_open(struct ui *ui)
{
    struct signin *self = ui_push(ui, &signin_ops);
    field_init(&self->number, OFFICER_ID_MAX - 1);
    field_init(&self->pin, 12);
    self->pin.is_secret = true;
    if (!ui->as)
        return;
    snprintf(self->id, sizeof self->id, "%s", ui->as);
    signin_load(ui, self);
    signin_try(ui, self, ui->pin);
}
