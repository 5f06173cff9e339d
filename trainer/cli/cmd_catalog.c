#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/bureau.h"
#include "cli/context.h"
#include "content/item_text.h"
#include "core/text.h"

enum { CATALOG_FILE_MAX = 16 << 20, SEARCH_SHOWN = 20 };

/* --- the catalog in force: shipped rows and the bureau's own ------------------------------ */

static const struct catalog *need_catalog(struct cli *self, struct err *err)
{
    const struct course *course = cli_course_in_use(self, err);
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
    cli_print_either(args, list, &text);
    return true;
}

/* Labels of neighbouring pairs line up, so that a page reads as a table. */
static void print_item_text(const struct item_text *item)
{
    struct sbuf out = {0};
    for (size_t i = 0; i < item->count; i++) {
        const struct item_line *line = &item->lines[i];
        int width = 0;
        size_t from = i, to = i;
        while (from > 0 && item->lines[from - 1].kind == ITEM_LINE_PAIR)
            from--;
        while (to < item->count && item->lines[to].kind == ITEM_LINE_PAIR)
            to++;
        for (size_t k = from; k < to; k++) {
            int cols = text_cols(item->lines[k].label);
            width = cols > width ? cols : width;
        }
        if (line->kind == ITEM_LINE_TITLE)
            sbuf_add(&out, i > 0 ? "\n" : "");
        else
            sbuf_add(&out, line->kind == ITEM_LINE_HEADING ? "  " : "    ");
        if (line->kind == ITEM_LINE_PAIR) {
            text_pad(&out, line->label, width);
            sbuf_add(&out, "  ");
        }
        sbuf_addf(&out, "%s\n", line->text);
    }
    cli_print(&out);
    sbuf_release(&out);
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
    struct item_text text = {0};
    size_t shown = 0;
    for (size_t i = first; i < first + count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (args_has(args, "--on") && (item->valid_from > day || item->valid_to < day))
            continue;
        add_item(list, item);
        item_text_add(&text, catalog, item);
        shown++;
    }
    item_text_add_versions(&text, catalog, args->words[0]);
    bool is_found = shown > 0;
    if (!is_found)
        err_set(err, ERR_NOT_FOUND, N_("item %s had no rule in force on %s"), args->words[0],
                args_get(args, "--on"));
    else if (args_has(args, "--json"))
        cli_print_json(list), list = NULL;
    else
        print_item_text(&text);
    json_free(list);
    item_text_release(&text);
    return is_found;
}

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

/* --- a bureau's own rows ------------------------------------------------------------------ */

static bool undo_import(struct session *by, struct err *err)
{
    size_t rows;
    msec_t when;
    char day[CLOCK_TEXT_MAX];
    if (!bureau_undo(by, &rows, &when, err))
        return false;
    calendar_format_day(calendar_day_of(when), day);
    printf(_("taken back: the import of %s, rows: %zu\n"), day, rows);
    return true;
}

static bool import_file(struct session *by, const struct args *args, struct err *err)
{
    char *text;
    size_t len;
    struct bureau_outcome outcome;
    bool is_dry = args_has(args, "--dry-run");
    if (!file_read(args->words[0], CATALOG_FILE_MAX, &text, &len, err))
        return false;
    bool is_done = bureau_import(by, args->words[0], text, len, args_has(args, "--replace"),
                                 is_dry, &outcome, err);
    free(text);
    cli_print_problems(&outcome.problems);
    if (is_done)
        printf("%s: %s %zu, %s %zu, %s %zu, %s %zu\n", is_dry ? _("dry run") : _("imported"),
               _("new"), outcome.added, _("changed"), outcome.changed, _("as before"),
               outcome.same, _("removed"), outcome.removed);
    bureau_outcome_release(&outcome);
    return is_done;
}

bool cmd_catalog_import(struct cli *self, const struct args *args, struct err *err)
{
    bool is_undo = args_has(args, "--undo");
    if (is_undo == (args->count > 0))
        return err_set(err, ERR_USAGE, N_("'catalog import' takes FILE.csv or --undo"));
    if (is_undo && (args_has(args, "--replace") || args_has(args, "--dry-run")))
        return err_set(err, ERR_USAGE, N_("--undo stands alone"));
    struct session *by = cli_session(self, err);
    if (!by)
        return false;
    return is_undo ? undo_import(by, err) : import_file(by, args, err);
}

bool cmd_catalog_export(struct cli *self, const struct args *args, struct err *err)
{
    const struct catalog *catalog = need_catalog(self, err);
    struct sbuf text = {0};
    if (!catalog)
        return false;
    catalog_write(catalog, &text);
    bool is_written = file_write(args->words[0], sbuf_text(&text), text.len, 0644, err);
    if (is_written)
        printf("%s: %zu\n", args->words[0], catalog->count);
    sbuf_release(&text);
    return is_written;
}
