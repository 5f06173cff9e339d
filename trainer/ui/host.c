#include "ui/screen.h"

#include "core/text.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>

enum { PANELS_KEPT = 24 };

struct ui *ui_new(const struct ui_setup *setup)
{
    struct ui *self = xcalloc(1, sizeof *self);
    self->app = setup->app;
    self->as = setup->as;
    self->pin = setup->pin;
    self->is_demo = setup->is_demo;
    self->demo_app = setup->demo_app;
    self->demo_context = setup->demo_context;
    self->has_motion = true;
    self->look.glyphs = PANEL_AUTO;
    self->print = setup->print;
    self->panels = panel_cache_new(setup->panels, PANELS_KEPT);
    self->place = xstrdup("");
    frame_init(&self->frame, 1, 1);
    view_init(&self->view);
    return self;
}

void ui_free(struct ui *self)
{
    if (!self)
        return;
    ui_pop_to(self, 0);
    free(self->screens);
    view_release(&self->view);
    frame_release(&self->frame);
    panel_cache_free(self->panels);
    free(self->picture_now);
    free(self->message);
    free(self->place);
    free(self);
}

/* --- the stack --- */

void *ui_push(struct ui *self, const struct screen_ops *ops)
{
    self->screens = xreallocarray(self->screens, self->depth + 1, sizeof *self->screens);
    struct screen *made = &self->screens[self->depth++];
    *made = (struct screen){.ops = ops, .place = {.focus = -1}, .serial = ++self->serial};
    made->state = xcalloc(1, ops->state_size ? ops->state_size : 1);
    return made->state;
}

void ui_pop(struct ui *self)
{
    if (self->depth == 0)
        return;
    struct screen *top = &self->screens[--self->depth];
    if (top->ops->release)
        top->ops->release(top->state);
    free(top->state);
}

void ui_pop_to(struct ui *self, size_t depth)
{
    while (self->depth > depth)
        ui_pop(self);
}

void *ui_replace(struct ui *self, const struct screen_ops *ops)
{
    ui_pop(self);
    return ui_push(self, ops);
}

struct screen *ui_top(struct ui *self)
{
    if (self->depth == 0)
        BUG("no screen");
    return &self->screens[self->depth - 1];
}

struct field *ui_field(struct ui *self)
{
    struct screen *top = ui_top(self);
    return top->ops->field ? top->ops->field(top->state) : NULL;
}

/* --- words from the host --- */

void ui_say(struct ui *self, enum view_tone tone, const char *text)
{
    char *copy = xstrdup(text);
    free(self->message);
    self->message = copy;
    self->message_tone = tone;
}

void ui_fail(struct ui *self, const struct err *err)
{
    /* "not allowed" and "no" are answers, which need no lament before them */
    bool is_answer = err->code == ERR_NOT_ALLOWED || err->code == ERR_NO;
    struct sbuf text;
    sbuf_init(&text, 0);
    sbuf_addf(&text, is_answer ? _("%s.") : _("That did not work: %s."), err->text);
    if (is_answer && text.len > 0 && text.text[0] >= 'a' && text.text[0] <= 'z')
        text.text[0] = (char)(text.text[0] - 'a' + 'A');
    ui_say(self, TONE_BAD, sbuf_text(&text));
    sbuf_release(&text);
}

void ui_keep_place(struct ui *self)
{
    self->is_keeping_place = true;
}

void ui_header(struct ui *self, struct view *view, const char *where, const char *far)
{
    view_header(view, self->is_signed_in ? self->session.who.name : "", where, far);
}

char *ui_citation(struct ui *self, const char *reference)
{
    if (!reference || !*reference)
        return xstrdup("");
    if (!self->app->course->catalog)
        return xstrdup(reference);
    return catalog_citation(self->app->course->catalog, reference, lang_now());
}

/* --- settings --- */

void ui_set(struct ui *self, const char *name, const char *value)
{
    struct err err = {0};
    if (self->is_signed_in && !session_set_setting(&self->session, name, value, &err))
        ui_fail(self, &err);
}

void ui_switch_lang(struct ui *self)
{
    lang_set(lang_now() == LANG_ZH ? LANG_EN : LANG_ZH);
    ui_set(self, "lang", lang_name(lang_now()));
}

void ui_switch_large(struct ui *self)
{
    self->look.is_large = !self->look.is_large;
    ui_set(self, "large", self->look.is_large ? "1" : "0");
}

void ui_apply_settings(struct ui *self)
{
    char value[64];
    struct err err = {0};
    enum lang lang;
    if (session_setting(&self->session, "lang", value, &err) && lang_parse(value, &lang))
        lang_set(lang);
    if (session_setting(&self->session, "large", value, &err) && value[0])
        self->look.is_large = value[0] == '1';
    if (session_setting(&self->session, "motion", value, &err) && value[0])
        self->has_motion = value[0] == '1';
    if (session_setting(&self->session, "glyphs", value, &err) && value[0])
        self->look.glyphs = value[0] >= '0' && value[0] < '0' + PANEL_AUTO
                                ? (enum panel_glyphs)(value[0] - '0')
                                : PANEL_AUTO;
    if (self->terminal && session_setting(&self->session, "colours", value, &err) && value[0])
        self->look.colours = self->terminal->colours(self->terminal->context, value);
    if (err.code != ERR_NONE)
        ui_fail(self, &err);
}

/* --- one view --- */

void ui_begin(struct ui *self)
{
    struct officer *list = NULL;
    size_t count = 0;
    struct err err = {0};
    if (!app_officers(self->app, &list, &count, &err)) {
        ui_fail(self, &err);
        count = 1; /* not empty for certain: do not offer to make the first profile */
    }
    free(list);
    if (self->is_demo)
        scr_demo_open(self);
    else if (count == 0)
        scr_first_run_open(self);
    else
        scr_signin_open(self);
    if (self->app->course->problems.errors > 0 && !self->is_demo)
        scr_problems_open(self);
}

void ui_build(struct ui *self)
{
    if (self->entered != ui_top(self)->serial) {
        self->entered = ui_top(self)->serial;
        if (ui_top(self)->ops->enter)
            ui_top(self)->ops->enter(self, ui_top(self)->state);
    }
    view_release(&self->view);
    view_init(&self->view);
    if (self->message) {
        view_text(&self->view, self->message_tone, self->message);
        view_gap(&self->view);
    }
    struct screen *top = ui_top(self);
    top->ops->view(self, top->state, &self->view);
    if (self->view.panel) {
        const struct panel *panel = panel_cache_get(self->panels, self->view.panel);
        view_describe(&self->view, both_now(panel_description(panel)));
    }
}

void ui_choose(struct ui *self, int id)
{
    size_t depth = self->depth;
    const struct screen_ops *ops = ui_top(self)->ops;
    self->is_keeping_place = false;
    ops->act(self, ui_top(self)->state, id);
    /* the same screen with something new to say: read it from its beginning */
    if (self->depth == depth && ui_top(self)->ops == ops && !self->is_keeping_place)
        ui_top(self)->place = (struct place){.focus = -1};
}

void ui_enter_text(struct ui *self)
{
    struct screen *top = ui_top(self);
    if (top->ops->text) {
        self->is_draft_due = true; /* what was typed is taken: its draft goes */
        top->place = (struct place){.focus = -1};
        top->ops->text(self, top->state);
    }
}

void ui_back(struct ui *self)
{
    struct screen *top = ui_top(self);
    if (top->ops->back && top->ops->back(self, top->state)) {
        ui_top(self)->place = (struct place){.focus = -1};
        return;
    }
    if (self->depth > 1)
        ui_pop(self);
    else
        scr_leave_open(self);
}
