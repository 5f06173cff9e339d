/* run.c - the full-screen loop: show, wait for an input, take it. */
#include "ui/screen.h"

#include "ui/action.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>

/* Pictures move unless the setting or large print stops them. */
static bool is_moving(const struct ui *self)
{
    return self->has_motion && !self->look.is_large;
}

double ui_picture_progress(struct ui *self, const char *panel)
{
    bool is_new = !self->picture_now || strcmp(panel, self->picture_now) != 0;
    msec_t since = is_new ? 1 : clock_monotonic() - self->picture_since;
    return panel_progress(panel_cache_get(self->panels, panel),
                          self->terminal && is_moving(self) ? since : 0);
}

static void draw(struct ui *self)
{
    msec_t now = clock_monotonic();
    ui_build(self);
    const char *panel = self->view.panel ? self->view.panel : "";
    if (!self->picture_now || strcmp(panel, self->picture_now) != 0) {
        free(self->picture_now);
        self->picture_now = xstrdup(panel);
        self->picture_since = now;
    }
    self->look.at = is_moving(self) ? now - self->picture_since : 0;
    int cols, rows;
    self->terminal->size(self->terminal->context, &cols, &rows);
    if (cols != self->frame.cols || rows != self->frame.rows)
        frame_resize(&self->frame, cols, rows);
    layout_draw(&self->view, &self->look, self->panels, &ui_top(self)->place, &self->frame,
                &self->shown);
    self->terminal->show(self->terminal->context, &self->frame);
}

static void turn_page(struct ui *self, int by)
{
    ui_top(self)->place.page += by; /* the layout keeps it in bounds */
    if (ui_top(self)->place.page < 0)
        ui_top(self)->place.page = 0;
}

static void turn_list(struct ui *self, int by)
{
    struct place *place = &ui_top(self)->place;
    size_t next = self->shown.first + self->shown.count;
    place->focus = -1;
    if (by > 0 && next < self->view.choice_count) {
        if (place->turned < PLACE_PAGES)
            place->before[place->turned++] = self->shown.first;
        place->first = next;
    } else if (by < 0) { /* pages differ in length: the very page that was there before */
        place->first = place->turned > 0 ? place->before[--place->turned] : 0;
    }
}

static void earlier_later(struct ui *self, int by)
{
    if (self->shown.is_paged_list)
        turn_list(self, by);
    else
        turn_page(self, by);
}

static void take_digit(struct ui *self, int digit)
{
    if ((self->shown.is_paged_list || self->shown.pages > 1) && digit >= 8 &&
        (size_t)digit > self->shown.count)
        earlier_later(self, digit == 9 ? 1 : -1);
    else if ((size_t)digit <= self->shown.count)
        ui_choose(self, self->view.choices[self->shown.first + (size_t)digit - 1].id);
}

static void accept(struct ui *self)
{
    if (self->shown.page + 1 < self->shown.pages) {
        turn_page(self, 1);
        return;
    }
    int target = layout_target(&self->view, &ui_top(self)->place);
    if (target < 0 || (size_t)target < self->shown.first ||
        (size_t)target >= self->shown.first + self->shown.count)
        return;
    ui_choose(self, self->view.choices[target].id);
}

static void move_focus(struct ui *self, int by)
{
    if (self->view.choice_count == 0)
        return;
    struct place *place = &ui_top(self)->place;
    int last = (int)self->view.choice_count - 1;
    int at = layout_target(&self->view, place);
    if (at < 0)
        at = by > 0 ? (int)self->shown.first - 1 : (int)(self->shown.first + self->shown.count);
    at += by;
    place->focus = at < 0 ? 0 : at > last ? last : at;
}

static void click(struct ui *self, int x, int y)
{
    for (size_t i = 0; i < self->shown.hit_count; i++) {
        struct rect area = self->shown.hits[i].area;
        if (x >= area.x && x < area.x + area.cols && y >= area.y && y < area.y + area.rows) {
            ui_choose(self, self->view.choices[self->shown.hits[i].index].id);
            return;
        }
    }
}

/* what a key does wherever one is; true if it was one of those */
static bool take_everywhere(struct ui *self, enum action_id action)
{
    const struct screen_ops *ops = ui_top(self)->ops;
    switch (action) {
    case ACTION_HELP:
        scr_help_open(self, ops, self->view.alt);
        return true;
    case ACTION_LANG:
        ui_switch_lang(self);
        return true;
    case ACTION_LARGE:
        ui_switch_large(self);
        return true;
    case ACTION_CATALOG:
        scr_catalog_open(self);
        return true;
    case ACTION_BACK:
        ui_back(self);
        return true;
    case ACTION_QUIT:
        scr_leave_open(self);
        return true;
    default:
        return false;
    }
}

static void take_typing(struct ui *self, struct field *field, const struct input *in)
{
    if (field_key(field, in)) {
        self->is_draft_due = true;
        if (field->is_changed && ui_top(self)->ops->typed)
            ui_top(self)->ops->typed(self, ui_top(self)->state);
        field->is_changed = false;
        return;
    }
    enum action_id action = action_of_special(in);
    if (action == ACTION_ACCEPT)
        ui_enter_text(self);
    else
        (void)take_everywhere(self, action);
}

static void take_choosing(struct ui *self, const struct input *in)
{
    int digit;
    enum action_id action = action_of(in, &digit);
    if (in->kind == INPUT_CLICK) {
        click(self, in->x, in->y);
        return;
    }
    if (take_everywhere(self, action))
        return;
    switch (action) {
    case ACTION_CHOOSE:
        take_digit(self, digit);
        break;
    case ACTION_ACCEPT:
        accept(self);
        break;
    case ACTION_FOCUS_UP:
    case ACTION_FOCUS_DOWN:
        move_focus(self, action == ACTION_FOCUS_DOWN ? 1 : -1);
        break;
    case ACTION_EARLIER:
    case ACTION_LATER:
        earlier_later(self, action == ACTION_LATER ? 1 : -1);
        break;
    case ACTION_PAGE:
        turn_page(self, 1);
        break;
    default:
        break;
    }
}

void ui_take(struct ui *self, const struct input *in)
{
    if (in->kind == INPUT_RESIZE)
        return; /* drawn anew in any case */
    if (in->kind == INPUT_CLOSED) {
        self->is_leaving = true;
        return;
    }
    if (in->kind == INPUT_NONE) {
        struct screen *top = ui_top(self);
        if (top->ops->tick)
            top->ops->tick(self, top->state);
        return;
    }
    free(self->message);
    self->message = NULL;
    struct field *field = ui_field(self);
    if (field)
        take_typing(self, field, in);
    else
        take_choosing(self, in);
}

/* Wait for input; the picture moves meanwhile. */
static void wait_input(struct ui *self, struct input *in)
{
    const struct screen_ops *ops = ui_top(self)->ops;
    msec_t until = ops->tick ? clock_monotonic() + ops->tick_ms : 0;
    for (;;) {
        int wait = is_moving(self) ? self->shown.next_change : -1;
        if (ops->tick) {
            msec_t left = until - clock_monotonic();
            if (left <= 0) {
                in->kind = INPUT_NONE;
                return;
            }
            if (wait < 0 || wait > left)
                wait = (int)left;
        }
        self->terminal->read(self->terminal->context, wait, in);
        if (in->kind != INPUT_NONE)
            return;
        if (!ops->tick || clock_monotonic() < until)
            draw(self);
    }
}

void ui_run(struct ui *self, const struct ui_terminal *terminal)
{
    self->terminal = terminal;
    self->look.colours = terminal->colours(terminal->context, "auto");
    ui_begin(self);
    while (!self->is_leaving) {
        draw(self);
        /* keys that wait already are taken first: a pasted line makes one draft, not forty */
        struct input in = {.kind = INPUT_NONE};
        if (self->is_draft_due)
            terminal->read(terminal->context, 0, &in);
        if (in.kind == INPUT_NONE) {
            ui_keep(self);
            wait_input(self, &in);
        }
        ui_take(self, &in);
    }
    ui_keep(self);
}
