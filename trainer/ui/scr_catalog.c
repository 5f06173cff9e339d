/* scr_catalog.c - category, item, law: what the terminal knows, to be looked up at any time. */
#include "ui/screens.h"

#include "core/calendar.h"
#include "ui/find.h"

#include <inttypes.h>
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

struct item_screen {
    char code[FIND_CODE];
};

static void money_range(int64_t min, int64_t max, struct sbuf *out)
{
    if (max < 0)
        sbuf_add(out, _("no sum in the law"));
    else if (min == max)
        sbuf_addf(out, _("%" PRId64 " yuan, fixed"), max);
    else if (min <= 0)
        sbuf_addf(out, _("up to %" PRId64 " yuan"), max);
    else
        sbuf_addf(out, _("%" PRId64 " to %" PRId64 " yuan"), min, max);
}

static void pair_money(struct view *view, const char *label, int64_t min, int64_t max)
{
    struct sbuf text;
    sbuf_init(&text, 0);
    money_range(min, max, &text);
    view_pair(view, TONE_PLAIN, label, sbuf_text(&text));
    sbuf_release(&text);
}

static void view_band(struct view *view, const struct catalog_band *band)
{
    static const char *const tiers[] = {
        [TIER_BASE] = N_("at once"),
        [TIER_REFUSAL] = N_("after a refusal"),
        [TIER_OVERDUE] = N_("order overdue"),
        [TIER_GRAVE] = N_("grave harm"),
    };
    char label[64], text[200];
    snprintf(label, sizeof label, "%s, %s",
             band->party == PARTY_PERSON ? _("person") : _("organisation"),
             _(tiers[band->tier]));
    if (band->min == band->max)
        snprintf(text, sizeof text, "%" PRId64, band->max);
    else
        snprintf(text, sizeof text,
                 _("light %" PRId64 "-%" PRId64 ", middle to %" PRId64 ", heavy to %" PRId64),
                 band->lenient_lo, band->lenient_hi, band->standard_hi, band->aggravated_hi);
    view_pair(view, TONE_PLAIN, label, text);
}

static void view_version(struct ui *ui, struct view *view, const struct catalog_item *item)
{
    static const char *const competences[] = {
        [COMPETENCE_OURS] = N_("ours"),
        [COMPETENCE_STREET] = N_("the street office"),
        [COMPETENCE_OTHER] = N_("another department"),
        [COMPETENCE_LOCAL] = N_("decided locally"),
    };
    char from[CLOCK_TEXT_MAX];
    char *duty = ui_citation(ui, item->duty), *penalty = ui_citation(ui, item->penalty);
    calendar_format_day(item->valid_from, from);
    view_heading(view, both_now(&item->title));
    view_gap(view);
    view_pair(view, TONE_PLAIN, _("Forbidden by"), duty);
    view_pair(view, TONE_PLAIN, _("Penalty"), penalty);
    pair_money(view, _("Person"), item->person_min, item->person_max);
    pair_money(view, _("Organisation"), item->org_min, item->org_max);
    view_pair(view, TONE_PLAIN, _("Measures"), both_now(&item->measures));
    view_pair(view, TONE_PLAIN, _("Procedure"),
              strcmp(item->procedure, "simple") == 0 ? _("simple, on the spot")
                                                     : _("ordinary"));
    view_pair(view, TONE_PLAIN, _("Competent"), _(competences[item->competence]));
    view_pair(view, TONE_PLAIN, _("In force from"), from);
    if (item->band_count > 0) {
        view_gap(view);
        view_heading(view, _("Discretion (training value)"));
        for (size_t i = 0; i < item->band_count; i++)
            view_band(view, &item->bands[i]);
    }
    free(duty);
    free(penalty);
}

static void item_view(struct ui *ui, void *state, struct view *view)
{
    struct item_screen *self = state;
    const struct catalog *catalog = ui->app->course->catalog;
    size_t first, count = catalog_versions(catalog, self->code, &first);
    struct sbuf where;
    sbuf_init(&where, 0);
    sbuf_addf(&where, "%s %s", _("Catalog"), self->code);
    ui_header(ui, view, sbuf_text(&where), NULL);
    sbuf_release(&where);
    const struct catalog_item *now = catalog_find(catalog, self->code, today());
    if (now)
        view_version(ui, view, now);
    for (size_t i = first; i < first + count; i++) {
        if (&catalog->items[i] == now)
            continue;
        view_gap(view);
        view_text(view, TONE_QUIET, _("Another version of the law:"));
        view_version(ui, view, &catalog->items[i]);
    }
    view_choice(view, 1, _("Back to the list"), NULL);
    view_default(view, 1, _("back"));
}

static void item_act(struct ui *ui, void *state, int id)
{
    (void)state;
    (void)id;
    ui_pop(ui);
}

static const struct screen_ops item_ops = {
    .name = "item",
    .help = N_("What is shown as law carries its article. The split into light, middle and "
               "heavy is ours, a training value."),
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
