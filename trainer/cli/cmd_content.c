#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "art/ansi.h"
#include "cli/context.h"
#include "core/text.h"

bool cmd_check(struct cli *self, const struct args *args, struct err *err)
{
    (void)err;
    struct problems problems;
    problems_init(&problems);
    course_check(self->paths, args->words, args->count, &problems);
    struct err found = {0};
    if (cli_problems(&problems, &found)) {
        printf("%s\n", _("everything is in order"));
    } else {
        cli_complain(&found);
        self->status = 1;
    }
    problems_release(&problems);
    return true;
}

/* --- cartoon show ----------------------------------------------------------------------------
 */

struct cartoon {
    struct panel_view view;
    bool is_truecolor;
    const char *format;
};

static bool read_cartoon_options(const struct args *args, struct cartoon *out, struct err *err)
{
    out->view = (struct panel_view){.cols = 80, .rows = 24, .colours = COLOUR_256};
    const char *size = args_get(args, "--size");
    char rest;
    if (size && (sscanf(size, "%dx%d%c", &out->view.cols, &out->view.rows, &rest) != 2 ||
                 out->view.cols < 8 || out->view.cols > 400 || out->view.rows < 4 ||
                 out->view.rows > 200))
        return err_set(err, ERR_USAGE, N_("--size takes 8x4 to 400x200, not '%s'"), size);
    const char *colours = args_get(args, "--colors");
    out->is_truecolor = colours && strcmp(colours, "16m") == 0;
    if (colours && !out->is_truecolor && !colour_class_parse(colours, &out->view.colours))
        return err_set(err, ERR_USAGE, N_("--colors takes 16m, 256, 16, 8, mono or ascii"));
    out->format = args_get(args, "--format");
    if (!out->format)
        out->format = "ansi";
    if (strcmp(out->format, "utf8") != 0 && strcmp(out->format, "ansi") != 0 &&
        strcmp(out->format, "html") != 0)
        return err_set(err, ERR_USAGE, N_("--format takes utf8, ansi or html"));
    long long frame;
    if (!args_number(args, "--frame", 0, 1000000, 0, &frame, err))
        return false;
    out->view.at = frame * 100;
    return true;
}

/* A panel by name from the course, or any SVG file by path. */
static struct panel *load_panel(struct cli *self, const char *name, struct err *err)
{
    if (strchr(name, '/') || strchr(name, '.'))
        return self->panel_of_file(self->panel_context, name, err);
    char *data;
    size_t len;
    if (!self->panels->load(self->panels->context, name, &data, &len, err))
        return NULL;
    struct panel *panel = panel_parse(data, len, err);
    free(data);
    return panel;
}

bool cmd_cartoon_show(struct cli *self, const struct args *args, struct err *err)
{
    struct cartoon cartoon;
    if (!read_cartoon_options(args, &cartoon, err))
        return false;
    struct panel *panel = load_panel(self, args->words[0], err);
    if (!panel)
        return false;
    struct frame frame;
    struct sbuf out = {0};
    frame_init(&frame, cartoon.view.cols, cartoon.view.rows);
    panel_draw(panel, &cartoon.view, &frame, 0, 0, NULL);
    if (strcmp(cartoon.format, "utf8") == 0)
        frame_dump(&frame, &out);
    else if (strcmp(cartoon.format, "html") == 0)
        ansi_write_html(&frame, cartoon.view.colours, &out);
    else
        ansi_write(&frame, cartoon.view.colours, cartoon.is_truecolor, &out);
    cli_print(&out);
    sbuf_release(&out);
    frame_release(&frame);
    panel_free(panel);
    return true;
}

/* --- catalog
 * ---------------------------------------------------------------------------------- */

static const struct catalog *need_catalog(struct cli *self, struct err *err)
{
    const struct course *course = cli_course(self, err);
    if (!course)
        return NULL;
    if (!course->catalog)
        err_set(err, ERR_INPUT, N_("the catalog cannot be read; 'trainer check' says why"));
    return course->catalog;
}

static void add_amount(struct json *row, const char *key, int64_t yuan)
{
    if (yuan < 0)
        json_add_null(row, key);
    else
        json_add_int(row, key, yuan);
}

static void add_day(struct json *row, const char *key, int32_t day)
{
    char text[CLOCK_TEXT_MAX] = "";
    if (day != INT32_MAX)
        calendar_format_day(day, text);
    json_add_text(row, key, text);
}

static void add_item(struct json *list, const struct catalog_item *item)
{
    struct json *row = json_add_object(list, NULL);
    json_add_text(row, "code", item->code);
    json_add_text(row, "category_zh", item->category.text[LANG_ZH]);
    json_add_text(row, "category_en", item->category.text[LANG_EN]);
    json_add_text(row, "item_zh", item->title.text[LANG_ZH]);
    json_add_text(row, "item_en", item->title.text[LANG_EN]);
    json_add_text(row, "duty", item->duty);
    json_add_text(row, "penalty", item->penalty);
    add_amount(row, "person_min", item->person_min);
    add_amount(row, "person_max", item->person_max);
    add_amount(row, "org_min", item->org_min);
    add_amount(row, "org_max", item->org_max);
    json_add_text(row, "measures_zh", item->measures.text[LANG_ZH]);
    json_add_text(row, "measures_en", item->measures.text[LANG_EN]);
    json_add_text(row, "bands", item->bands_text);
    json_add_text(row, "procedure", item->procedure);
    json_add_text(row, "competence", catalog_competence_name(item->competence));
    add_day(row, "valid_from", item->valid_from);
    add_day(row, "valid_to", item->valid_to);
    json_add_text(row, "keywords", item->keywords);
    json_add_text(row, "source", item->source);
}

bool cmd_catalog_list(struct cli *self, const struct args *args, struct err *err)
{
    const struct catalog *catalog = need_catalog(self, err);
    int32_t day;
    if (!catalog || !cli_day(args, &day, err))
        return false;
    struct json *list = json_new_array();
    struct sbuf text = {0};
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (item->valid_from > day || item->valid_to < day)
            continue;
        add_item(list, item);
        sbuf_addf(&text, "%s  %s\n", item->code, both_now(&item->title));
    }
    if (args_has(args, "--json")) {
        cli_print_json(list);
    } else {
        cli_print(&text);
        json_free(list);
    }
    sbuf_release(&text);
    return true;
}

static void add_citation(struct sbuf *out, const struct catalog *catalog, const char *label,
                         const char *reference)
{
    char *citation = catalog_citation(catalog, reference, lang_now());
    sbuf_addf(out, "  %s  %s\n", label, citation);
    free(citation);
}

static void add_range(struct sbuf *out, const char *label, int64_t low, int64_t high)
{
    if (low < 0 && high < 0)
        return;
    if (low < 0)
        low = 0;
    if (low == high)
        sbuf_addf(out, "  %s  ¥%lld\n", label, (long long)low);
    else
        sbuf_addf(out, "  %s  ¥%lld–%lld\n", label, (long long)low, (long long)high);
}

static void add_bands(struct sbuf *out, const struct catalog_item *item)
{
    for (size_t i = 0; i < item->band_count; i++) {
        const struct catalog_band *band = &item->bands[i];
        sbuf_addf(out, "  %s · %s · %s  ¥%lld–%lld / ≤%lld / ≤%lld\n", _("training value"),
                  catalog_tier_name(band->tier),
                  band->party == PARTY_PERSON ? _("person") : _("organisation"),
                  (long long)band->lenient_lo, (long long)band->lenient_hi,
                  (long long)band->standard_hi, (long long)band->aggravated_hi);
    }
}

static void add_item_text(struct sbuf *out, const struct catalog *catalog,
                          const struct catalog_item *item)
{
    char from[CLOCK_TEXT_MAX], to[CLOCK_TEXT_MAX] = "";
    calendar_format_day(item->valid_from, from);
    if (item->valid_to != INT32_MAX)
        calendar_format_day(item->valid_to, to);
    sbuf_addf(out, "%s  %s\n  %s\n", item->code, both_now(&item->title),
              both_now(&item->category));
    add_citation(out, catalog, _("duty"), item->duty);
    add_citation(out, catalog, _("penalty"), item->penalty);
    sbuf_addf(out, "  %s  %s\n", _("measures"), both_now(&item->measures));
    add_range(out, _("fine, person"), item->person_min, item->person_max);
    add_range(out, _("fine, organisation"), item->org_min, item->org_max);
    if (item->person_max < 0 && item->org_max < 0)
        sbuf_addf(out, "  %s\n", _("the national text sets no sum"));
    add_bands(out, item);
    sbuf_addf(out, "  %s  %s\n", _("in force"), from);
    if (*to)
        sbuf_addf(out, "  %s  %s\n", _("until"), to);
}

bool cmd_catalog_show(struct cli *self, const struct args *args, struct err *err)
{
    const struct catalog *catalog = need_catalog(self, err);
    int32_t day;
    if (!catalog || !cli_day(args, &day, err))
        return false;
    size_t first, count = catalog_versions(catalog, args->words[0], &first);
    if (!count)
        return err_set(err, ERR_NOT_FOUND,
                       N_("no item '%s'; 'trainer catalog list' names them"), args->words[0]);
    struct json *list = json_new_array();
    struct sbuf text = {0};
    size_t shown = 0;
    for (size_t i = first; i < first + count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (args_has(args, "--on") && (item->valid_from > day || item->valid_to < day))
            continue;
        add_item(list, item);
        add_item_text(&text, catalog, item);
        shown++;
    }
    bool is_found = shown > 0;
    if (!is_found)
        err_set(err, ERR_NOT_FOUND, N_("item %s had no rule in force on %s"), args->words[0],
                args_get(args, "--on"));
    else if (args_has(args, "--json"))
        cli_print_json(list), list = NULL;
    else
        cli_print(&text);
    json_free(list);
    sbuf_release(&text);
    return is_found;
}

enum { SEARCH_SHOWN = 20 };

bool cmd_catalog_search(struct cli *self, const struct args *args, struct err *err)
{
    const struct catalog *catalog = need_catalog(self, err);
    int32_t day;
    if (!catalog || !cli_day(args, &day, err))
        return false;
    char *pinyin = file_join(self->paths->data, "pinyin.tsv");
    struct search *search = search_new(catalog, day, pinyin, err);
    free(pinyin);
    if (!search)
        return false;
    struct sbuf words = {0}, text = {0};
    for (size_t i = 0; i < args->count; i++)
        sbuf_addf(&words, "%s%s", i ? " " : "", args->words[i]);
    const struct catalog_item *found[SEARCH_SHOWN];
    size_t count = search_find(search, sbuf_text(&words), found, SEARCH_SHOWN);
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *row = json_add_object(list, NULL);
        json_add_text(row, "code", found[i]->code);
        json_add_text(row, "item_zh", found[i]->title.text[LANG_ZH]);
        json_add_text(row, "item_en", found[i]->title.text[LANG_EN]);
        sbuf_addf(&text, "%s  %s\n", found[i]->code, both_now(&found[i]->title));
    }
    if (args_has(args, "--json")) {
        cli_print_json(list);
    } else {
        cli_print(&text);
        json_free(list);
    }
    self->status = count ? 0 : 1;
    search_free(search);
    sbuf_release(&words);
    sbuf_release(&text);
    return true;
}
