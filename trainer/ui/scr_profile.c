/* scr_profile.c - a new profile: name, squad, PIN. */
#include "ui/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum profile_step { PROFILE_NAME, PROFILE_SQUAD, PROFILE_WANT_PIN, PROFILE_PIN, PROFILE_AGAIN };
enum { WANT_NO = 1, WANT_YES, NAME_GRAPHEMES = 100, PIN_DIGITS = 12 };

struct profile {
    enum role role;
    enum profile_step step;
    struct field fields[PROFILE_AGAIN + 1];
};

static void profile_view(struct ui *ui, void *state, struct view *view)
{
    static const char *const labels[] = {
        [PROFILE_NAME] = N_("Your name:"),
        [PROFILE_SQUAD] = N_("Your squad (may stay empty):"),
        [PROFILE_PIN] = N_("A PIN of 4 to 12 digits:"),
        [PROFILE_AGAIN] = N_("The same PIN once more:"),
    };
    struct profile *self = state;
    bool is_trainer = self->role == ROLE_TRAINER;
    ui_header(ui, view, is_trainer ? _("New trainer") : _("New profile"), NULL);
    view_picture(view, "first-run");
    if (self->step == PROFILE_NAME)
        view_text(view, TONE_PLAIN,
                  _("Your trainer sees this name; it stands on certificates."));
    if (self->step == PROFILE_PIN && is_trainer)
        view_text(view, TONE_PLAIN,
                  _("A trainer needs a PIN: only trainers issue certificates."));
    if (self->step == PROFILE_WANT_PIN) {
        view_ask(view,
                 _("Would you like a PIN, so that nobody else practises under your name?"));
        view_choice(view, WANT_NO, _("No, just my name"), NULL);
        view_choice(view, WANT_YES, _("Yes, set a PIN"), NULL);
        view_default(view, WANT_NO, NULL);
        return;
    }
    view_typing(view, _(labels[self->step]), &self->fields[self->step]);
}

static void profile_make(struct ui *ui, struct profile *self)
{
    const char *pin = field_text(&self->fields[PROFILE_PIN]);
    struct officer made;
    struct err err = {0};
    if (!app_add_officer(ui->app, NULL, NULL, field_text(&self->fields[PROFILE_NAME]),
                         field_text(&self->fields[PROFILE_SQUAD]), self->role, "",
                         *pin ? pin : NULL, &made, &err) ||
        !session_open(&ui->session, ui->app, made.id, *pin ? pin : NULL, &err)) {
        self->step = PROFILE_NAME;
        field_set(&self->fields[PROFILE_PIN], "", 0);
        field_set(&self->fields[PROFILE_AGAIN], "", 0);
        ui_fail(ui, &err);
        return;
    }
    char text[128];
    snprintf(text, sizeof text, _("Welcome. Your service number here is %s."), made.id);
    ui_pop_to(ui, 0);
    scr_signin_open(ui);
    scr_signed_in(ui);
    ui_set(ui, "lang", lang_name(lang_now()));
    ui_say(ui, TONE_GOOD, text);
}

static void profile_act(struct ui *ui, void *state, int id)
{
    struct profile *self = state;
    if (id == WANT_YES)
        self->step = PROFILE_PIN;
    else
        profile_make(ui, self);
}

static void profile_text(struct ui *ui, void *state)
{
    struct profile *self = state;
    struct field *fields = self->fields;
    if (self->step == PROFILE_NAME) {
        if (field_text(&fields[PROFILE_NAME])[0] == '\0')
            ui_say(ui, TONE_QUIET, _("Please type your name, then Enter."));
        else
            self->step = PROFILE_SQUAD;
    } else if (self->step == PROFILE_SQUAD) {
        self->step = self->role == ROLE_TRAINER ? PROFILE_PIN : PROFILE_WANT_PIN;
    } else if (self->step == PROFILE_PIN) {
        if (strlen(field_text(&fields[PROFILE_PIN])) < 4)
            ui_say(ui, TONE_QUIET, _("A PIN has at least 4 digits."));
        else
            self->step = PROFILE_AGAIN;
    } else if (strcmp(field_text(&fields[PROFILE_PIN]), field_text(&fields[PROFILE_AGAIN])) ==
               0) {
        profile_make(ui, self);
    } else {
        field_set(&fields[PROFILE_PIN], "", 0);
        field_set(&fields[PROFILE_AGAIN], "", 0);
        self->step = PROFILE_PIN;
        ui_say(ui, TONE_QUIET, _("The two were not the same. Once more, please."));
    }
}

static struct field *profile_field(void *state)
{
    struct profile *self = state;
    return self->step == PROFILE_WANT_PIN ? NULL : &self->fields[self->step];
}

static bool profile_back(struct ui *ui, void *state)
{
    (void)ui;
    struct profile *self = state;
    if (self->step == PROFILE_NAME)
        return false;
    self->step = self->step == PROFILE_PIN && self->role == ROLE_TRAINER
                     ? PROFILE_SQUAD
                     : (enum profile_step)(self->step - 1);
    return true;
}

static void profile_release(void *state)
{
    struct profile *self = state;
    for (size_t i = 0; i <= PROFILE_AGAIN; i++)
        field_release(&self->fields[i]);
}

static const struct screen_ops profile_ops = {
    .name = "profile",
    .help = N_("Type with your input method as usual; Enter accepts, Esc goes one step back. "
               "The service number is given by the program."),
    .state_size = sizeof(struct profile),
    .view = profile_view,
    .act = profile_act,
    .field = profile_field,
    .text = profile_text,
    .back = profile_back,
    .release = profile_release,
};

void scr_profile_open(struct ui *ui, enum role role)
{
    struct profile *self = ui_push(ui, &profile_ops);
    self->role = role;
    for (size_t i = 0; i <= PROFILE_AGAIN; i++)
        field_init(&self->fields[i], i >= PROFILE_PIN ? PIN_DIGITS : NAME_GRAPHEMES);
    for (size_t i = PROFILE_PIN; i <= PROFILE_AGAIN; i++)
        self->fields[i].is_secret = self->fields[i].is_number = true;
}
