/* scr_settings.c - language, print, colours with a test card, motion, PIN. */
#include "ui/screens.h"

#include <stdio.h>
#include <string.h>

enum {
    SET_LANG = 1,
    SET_LARGE,
    SET_COLOURS,
    SET_PICTURE,
    SET_MOTION,
    SET_PIN,
    CARD_BASE = 20,   /* + enum panel_glyphs */
    COLOUR_BASE = 40, /* + 0 auto, 1 + enum colour_class */
};
enum settings_page { PAGE_MAIN, PAGE_COLOURS, PAGE_CARD, PAGE_PIN };

struct settings {
    enum settings_page page;
    struct field pin;
};

static void main_page(struct ui *ui, struct view *view)
{
    ui_header(ui, view, _("Settings"), NULL);
    view_choice(view, SET_LANG, _("Language"), lang_now() == LANG_ZH ? "中文" : "English");
    view_choice(view, SET_LARGE, _("Large print"), ui->look.is_large ? _("on") : _("off"));
    view_choice(view, SET_COLOURS, _("Colours"), colour_class_name(ui->look.colours));
    view_choice(view, SET_PICTURE, _("Picture test card"), NULL);
    view_choice(view, SET_MOTION, _("Moving pictures"), ui->has_motion ? _("on") : _("off"));
    if (ui->is_signed_in)
        view_choice(view, SET_PIN, _("Change my PIN"),
                    ui->session.who.has_pin ? _("set") : _("none"));
}

static void colours_page(struct ui *ui, struct view *view)
{
    ui_header(ui, view, _("Settings"), _("colours"));
    view_picture(view, "home-1");
    view_ask(view, _("Which colours can your terminal show? If in doubt, automatic."));
    view_choice(view, COLOUR_BASE, _("Automatic"), NULL);
    static const char *const names[] = {
        [COLOUR_256] = N_("256 colours"),     [COLOUR_16] = N_("16 colours"),
        [COLOUR_8] = N_("8 colours"),         [COLOUR_MONO] = N_("black and white"),
        [COLOUR_ASCII] = N_("plain letters"),
    };
    for (int i = 0; i < COLOUR_CLASS_COUNT; i++)
        view_choice(view, COLOUR_BASE + 1 + i, _(names[i]), NULL)->mark =
            ui->look.colours == (enum colour_class)i ? MARK_CHOSEN : MARK_NONE;
    view_default(view, COLOUR_BASE, NULL);
}

static void card_page(struct ui *ui, struct view *view)
{
    ui_header(ui, view, _("Settings"), _("test card"));
    view_picture(view, "home-1");
    view_ask(view, _("Fonts differ. Which row shows a whole line without gaps or boxes?"));
    static const struct {
        const char *sample, *name;
    } rows[] = {
        [PANEL_HALF] = {"▀▄▀▄▀▄▀▄", N_("halves: safe everywhere")},
        [PANEL_QUAD] = {"▛▜▙▟▚▞▘▝", N_("quarters: finer")},
        [PANEL_SEXTANT] = {"🬀🬁🬂🬃🬄🬅🬆🬇", N_("sixths: finest")},
        [PANEL_AUTO] = {N_("Automatic"), N_("what suits the size")},
    };
    for (int i = 0; i <= PANEL_AUTO; i++)
        view_choice(view, CARD_BASE + i, i == PANEL_AUTO ? _(rows[i].sample) : rows[i].sample,
                    _(rows[i].name))
            ->mark = ui->look.glyphs == (enum panel_glyphs)i ? MARK_CHOSEN : MARK_NONE;
    view_default(view, CARD_BASE + PANEL_AUTO, NULL);
}

static void settings_view(struct ui *ui, void *state, struct view *view)
{
    struct settings *self = state;
    if (self->page == PAGE_COLOURS) {
        colours_page(ui, view);
    } else if (self->page == PAGE_CARD) {
        card_page(ui, view);
    } else if (self->page == PAGE_PIN) {
        ui_header(ui, view, _("Settings"), "PIN");
        view_typing(view, _("New PIN, 4 to 12 digits:"), &self->pin);
    } else {
        main_page(ui, view);
    }
}

static void set_colours(struct ui *ui, int which)
{
    const char *name = which == 0 ? "auto" : colour_class_name((enum colour_class)(which - 1));
    if (ui->terminal)
        ui->look.colours = ui->terminal->colours(ui->terminal->context, name);
    ui_set(ui, "colours", name);
}

static void main_act(struct ui *ui, struct settings *self, int id)
{
    switch (id) {
    case SET_LANG:
        ui_switch_lang(ui);
        break;
    case SET_LARGE:
        ui_switch_large(ui);
        break;
    case SET_COLOURS:
        self->page = PAGE_COLOURS;
        break;
    case SET_PICTURE:
        self->page = PAGE_CARD;
        break;
    case SET_MOTION:
        ui->has_motion = !ui->has_motion;
        ui_set(ui, "motion", ui->has_motion ? "1" : "0");
        break;
    default:
        self->page = PAGE_PIN;
        break;
    }
}

static void settings_act(struct ui *ui, void *state, int id)
{
    struct settings *self = state;
    if (self->page == PAGE_MAIN) {
        main_act(ui, self, id);
    } else if (self->page == PAGE_COLOURS) {
        set_colours(ui, id - COLOUR_BASE);
    } else {
        char value[2] = {(char)('0' + id - CARD_BASE), '\0'};
        ui->look.glyphs = (enum panel_glyphs)(id - CARD_BASE);
        ui_set(ui, "glyphs", value);
        self->page = PAGE_MAIN;
    }
}

static struct field *settings_field(void *state)
{
    struct settings *self = state;
    return self->page == PAGE_PIN ? &self->pin : NULL;
}

static void settings_text(struct ui *ui, void *state)
{
    struct settings *self = state;
    struct err err = {0};
    bool is_set =
        session_set_pin(&ui->session, ui->session.who.id, field_text(&self->pin), &err);
    field_set(&self->pin, "", 0);
    if (!is_set) {
        ui_fail(ui, &err);
        return;
    }
    ui->session.who.has_pin = true;
    self->page = PAGE_MAIN;
    ui_say(ui, TONE_GOOD, _("The new PIN is set."));
}

static bool settings_back(struct ui *ui, void *state)
{
    (void)ui;
    struct settings *self = state;
    bool was_inside = self->page != PAGE_MAIN;
    self->page = PAGE_MAIN;
    return was_inside;
}

static void settings_release(void *state)
{
    struct settings *self = state;
    field_release(&self->pin);
}

static const struct screen_ops settings_ops = {
    .name = "settings",
    .help = N_("Each line switches or opens one setting; it is kept for you, not for others."),
    .state_size = sizeof(struct settings),
    .view = settings_view,
    .act = settings_act,
    .field = settings_field,
    .text = settings_text,
    .back = settings_back,
    .release = settings_release,
};

void scr_settings_open(struct ui *ui)
{
    struct settings *self = ui_push(ui, &settings_ops);
    field_init(&self->pin, 12);
    self->pin.is_secret = self->pin.is_number = true;
}
