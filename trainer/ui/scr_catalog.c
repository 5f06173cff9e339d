/* scr_catalog.c - category, item, law: what the terminal knows, to be looked up at any time. */
#include "ui/screens.h"

#include "content/item_text.h"
#include "core/calendar.h"
#include "ui/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int32_t today(void)
{
    return calendar_day_of(clock_now());
}

static void catalog_view(struct ui *ui, void *state, struct view *view)
{
    struct find *self = state;
    ui_header(ui, view, _("Catalog"), NULL);
    find_view(self, ui->app->course->catalog, view);
}

static void catalog_act(struct ui *ui, void *state, int id)
{
    char code[FIND_CODE];
    if (find_take(state, ui->app->course->catalog, id, code))
        scr_item_open(ui, code);
}

static struct field *catalog_field(void *state)
{
    return find_field(state);
}

static void catalog_text(struct ui *ui, void *state)
{
    char code[FIND_CODE];
    if (find_text(state, ui->app->course, code))
        scr_item_open(ui, code);
}

static void catalog_typed(struct ui *ui, void *state)
{
    find_typed(state, ui->app->course);
}

static bool catalog_back(struct ui *ui, void *state)
{
    (void)ui;
    return find_back(state);
}

static void catalog_release(void *state)
{
    find_release(state);
}

static bool catalog_place(const void *state, struct sbuf *out)
{
    find_place(state, out);
    return true;
}

static void catalog_reopen(struct ui *ui, const char *place)
{
    scr_catalog_open(ui);
    find_reopen(ui_top(ui)->state, ui->app->course, place);
}

const struct screen_ops catalog_ops = {
    .name = "catalog",
    .help = N_("Choose a category, then an item. Or search: a whole code like 0205, a word as "
               "people say it, full pinyin or its initials."),
    .state_size = sizeof(struct find),
    .view = catalog_view,
    .act = catalog_act,
    .field = catalog_field,
    .text = catalog_text,
    .typed = catalog_typed,
    .back = catalog_back,
    .release = catalog_release,
    .place = catalog_place,
    .reopen = catalog_reopen,
};

void scr_catalog_open(struct ui *ui)
{
    struct find *self = ui_push(ui, &catalog_ops);
    find_begin(self, ui->app->course->catalog, today());
}

/* --- one item --- */

enum item_page { ITEM_LAW, ITEM_FACTORS, ITEM_STEPS, ITEM_SOURCES, ITEM_VERSIONS, ITEM_BACK };

struct item_screen {
    char code[FIND_CODE];
    enum item_page page;
};

/* Lines [from, to) of what content/ says about the item. */
static void view_lines(struct view *view, const struct item_text *text, size_t from, size_t to)
{
    for (size_t i = from; text->lines && i < to; i++) {
        const struct item_line *line = &text->lines[i];
        if (line->kind == ITEM_LINE_TITLE || line->kind == ITEM_LINE_HEADING) {
            view_gap(view);
            view_heading(view, line->text);
        } else if (line->kind == ITEM_LINE_PAIR) {
            view_pair(view, TONE_PLAIN, line->label, line->text);
        } else {
            view_text(view, TONE_PLAIN, line->text);
        }
    }
}

/* How the versions differ and which applies, then each of the others. */
static void view_versions(struct view *view, const struct catalog *catalog,
                          const struct catalog_item *now, size_t first, size_t count)
{
    struct item_text text = {0};
    item_text_add_versions(&text, catalog, now->code);
    view_lines(view, &text, 0, text.count);
    item_text_release(&text);
    for (size_t i = first; i < first + count; i++) {
        if (&catalog->items[i] == now)
            continue;
        item_text_add(&text, catalog, &catalog->items[i]);
        view_lines(view, &text, 0, text.factors_at);
        item_text_release(&text);
    }
}

static void item_view(struct ui *ui, void *state, struct view *view)
{
    struct item_screen *self = state;
    const struct catalog *catalog = ui->app->course->catalog;
    size_t first, count = catalog_versions(catalog, self->code, &first);
    const struct catalog_item *now = catalog_find(catalog, self->code, today());
    if (!now && count > 0)
        now = &catalog->items[first + count - 1]; /* out of force: its last rule */
    struct sbuf where = {0};
    sbuf_addf(&where, "%s %s", _("Catalog"), self->code);
    ui_header(ui, view, sbuf_text(&where), NULL);
    sbuf_release(&where);
    struct item_text text = {0};
    if (now)
        item_text_add(&text, catalog, now);
    const size_t ends[] = {[ITEM_LAW] = text.factors_at,
                           [ITEM_FACTORS] = text.procedure_at,
                           [ITEM_STEPS] = text.sources_at,
                           [ITEM_SOURCES] = text.count};
    if (self->page == ITEM_VERSIONS)
        view_versions(view, catalog, now, first, count);
    else
        view_lines(view, &text, self->page > ITEM_LAW ? ends[self->page - 1] : 0,
                   ends[self->page]);
    item_text_release(&text);
    static const char *const names[] = {
        [ITEM_LAW] = N_("Law and sums"),
        [ITEM_FACTORS] = N_("Factors that move the grade"),
        [ITEM_STEPS] = N_("Procedure, what must be told, what cannot be done"),
        [ITEM_SOURCES] = N_("Where the law was read"),
        [ITEM_VERSIONS] = N_("Earlier and later versions"),
        [ITEM_BACK] = N_("Back to the list"),
    };
    for (int page = ITEM_LAW; page <= ITEM_BACK; page++)
        if (page != ITEM_VERSIONS || count > 1)
            view_choice(view, page, _(names[page]), NULL)->mark =
                page == (int)self->page ? MARK_CHOSEN : MARK_NONE;
    view_default(view, self->page < ITEM_STEPS ? (int)self->page + 1 : ITEM_BACK, NULL);
}

static void item_act(struct ui *ui, void *state, int id)
{
    struct item_screen *self = state;
    if (id == ITEM_BACK)
        ui_pop(ui);
    else
        self->page = (enum item_page)id;
}

static const struct screen_ops item_ops = {
    .name = "item",
    .help = N_("What is shown as law carries its article. The split into grades is ours, a "
               "training value. One number shows where the text was read, and when."),
    .state_size = sizeof(struct item_screen),
    .view = item_view,
    .act = item_act,
};

void scr_item_open(struct ui *ui, const char *code)
{
    char copy[FIND_CODE];
    snprintf(copy, sizeof copy, "%s", code);
    struct item_screen *self = ui_push(ui, &item_ops);
    memcpy(self->code, copy, sizeof copy);
}
