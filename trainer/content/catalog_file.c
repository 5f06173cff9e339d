/* catalog_file.c - the catalog's folder: its statutes, looking things up, writing rows out. */
#include "content/catalog_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"

enum { CATALOG_FILE_MAX = 16 * 1024 * 1024 };

/* clang-format off */
const char *const catalog_columns[COLUMN_COUNT] = {
#define X(name, text) text,
    CATALOG_COLUMNS(X)
#undef X
};
/* clang-format on */

enum source_column {
    SOURCE_SLUG,
    SOURCE_TITLE_ZH,
    SOURCE_TITLE_EN,
    SOURCE_VERSION,
    SOURCE_IN_FORCE,
    SOURCE_SOURCE,
    SOURCE_READ_ON,
    SOURCE_COLUMNS
};
static const char *const source_columns[SOURCE_COLUMNS] = {
    "slug", "title_zh", "title_en", "version", "in_force", "source", "read_on"};

bool table_columns(const char *file, const struct csv *table, const char *const *names,
                   size_t count, int *columns, struct problems *problems)
{
    bool is_ok = true;
    for (size_t i = 0; i < count; i++) {
        columns[i] = csv_column(table, names[i]);
        if (columns[i] < 0)
            is_ok = problems_add(problems, file, 1, 1, "column '%s' is missing", names[i]);
    }
    for (size_t i = 0; i < table->cols; i++) {
        const char *name = table->pool + table->cells[i].at;
        size_t k = 0;
        while (k < count && strcmp(names[k], name) != 0)
            k++;
        if (k == count)
            problems_add(problems, file, table->cells[i].line, table->cells[i].col,
                         "no such column: '%s'", name);
    }
    return is_ok;
}

static bool check_source(const char *file, const struct csv *table, size_t row,
                         const int *columns, struct problems *problems)
{
    bool is_ok = true;
    for (int i = 0; i < SOURCE_COLUMNS; i++) {
        const char *text = csv_text(table, row, (size_t)columns[i]);
        const struct csv_cell *at = csv_cell(table, row, (size_t)columns[i]);
        bool is_date = i == SOURCE_VERSION || i == SOURCE_IN_FORCE || i == SOURCE_READ_ON;
        int32_t day;
        if (*text == '\0' && i != SOURCE_IN_FORCE)
            is_ok = problems_add(problems, file, at->line, at->col, "'%s' is empty",
                                 source_columns[i]);
        else if (*text != '\0' && is_date && !calendar_parse_day(text, &day))
            is_ok = problems_add(problems, file, at->line, at->col,
                                 "'%s' is no date; write 2026-08-15", text);
        else if (csv_is_formula(text))
            is_ok = problems_add(problems, file, at->line, at->col,
                                 "cell begins like a formula; begin it with a letter");
    }
    return is_ok;
}

static int compare_sources(const void *left, const void *right)
{
    const struct catalog_source *a = left, *b = right;
    return strcmp(a->slug, b->slug);
}

static void read_source_rows(struct catalog *self, const char *file, const struct csv *table,
                             const int *columns, struct problems *problems)
{
    self->sources = xcalloc(table->rows + 1, sizeof self->sources[0]);
    for (size_t row = 0; row < table->rows; row++) {
        if (!check_source(file, table, row, columns, problems))
            continue;
        const char *text[SOURCE_COLUMNS];
        for (int i = 0; i < SOURCE_COLUMNS; i++)
            text[i] = csv_text(table, row, (size_t)columns[i]);
        struct catalog_source *source = &self->sources[self->source_count++];
        source->slug = xstrdup(text[SOURCE_SLUG]);
        source->title.text[LANG_ZH] = xstrdup(text[SOURCE_TITLE_ZH]);
        source->title.text[LANG_EN] = xstrdup(text[SOURCE_TITLE_EN]);
        source->version = xstrdup(text[SOURCE_VERSION]);
        source->in_force = xstrdup(text[SOURCE_IN_FORCE]);
        source->source = xstrdup(text[SOURCE_SOURCE]);
        source->read_on = xstrdup(text[SOURCE_READ_ON]);
    }
    qsort(self->sources, self->source_count, sizeof self->sources[0], compare_sources);
    for (size_t i = 1; i < self->source_count; i++)
        if (strcmp(self->sources[i - 1].slug, self->sources[i].slug) == 0)
            problems_add(problems, file, 0, 0, "statute '%s' appears twice",
                         self->sources[i].slug);
}

/* The file's bytes; a fault goes to `problems`. */
static bool load(const char *path, char **text, size_t *len, struct problems *problems)
{
    struct err err = {0};
    if (file_read(path, CATALOG_FILE_MAX, text, len, &err))
        return true;
    return problems_add(problems, path, 0, 0, "cannot be read: %s", err.text);
}

static bool read_sources(struct catalog *self, const char *path, struct problems *problems)
{
    char *text = NULL;
    size_t len = 0;
    int columns[SOURCE_COLUMNS];
    if (!load(path, &text, &len, problems))
        return false;
    struct csv *table = csv_read(path, text, len, 0, problems);
    bool is_ok = table != NULL &&
                 table_columns(path, table, source_columns, SOURCE_COLUMNS, columns, problems);
    if (is_ok)
        read_source_rows(self, path, table, columns, problems);
    csv_free(table);
    free(text);
    return is_ok;
}

struct catalog *catalog_read(const char *folder, struct problems *problems)
{
    char *path = file_join(folder, "catalog.csv"), *sources = file_join(folder, "sources.csv");
    struct catalog statutes = {0};
    struct catalog *self = NULL;
    char *text = NULL;
    size_t len = 0;
    bool has_statutes = read_sources(&statutes, sources, problems);
    if (load(path, &text, &len, problems))
        self = catalog_parse(path, text, len, has_statutes ? &statutes : NULL, problems);
    struct catalog *owner = self != NULL ? self : xcalloc(1, sizeof *owner);
    owner->sources = statutes.sources;
    owner->source_count = statutes.source_count;
    if (self == NULL)
        catalog_free(owner);
    free(text);
    free(path);
    free(sources);
    return self;
}

void catalog_free(struct catalog *self)
{
    if (self == NULL)
        return;
    for (size_t i = 0; i < self->count; i++)
        catalog_item_release(&self->items[i]);
    free(self->items);
    for (size_t i = 0; i < self->source_count; i++) {
        struct catalog_source *source = &self->sources[i];
        both_release(&source->title);
        free(source->slug);
        free(source->version);
        free(source->in_force);
        free(source->source);
        free(source->read_on);
    }
    free(self->sources);
    free(self);
}

/* --- looking up --------------------------------------------------------------------------- */

size_t catalog_versions(const struct catalog *self, const char *code, size_t *first)
{
    size_t low = 0, high = self->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(self->items[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < self->count && strcmp(self->items[low].code, code) == 0)
        low++;
    return low - *first;
}

const struct catalog_item *catalog_find(const struct catalog *self, const char *code,
                                        int32_t day)
{
    size_t first = 0, count = catalog_versions(self, code, &first);
    for (size_t i = first; i < first + count; i++)
        if (self->items[i].valid_from <= day && day <= self->items[i].valid_to)
            return &self->items[i];
    return NULL;
}

const struct catalog_band *catalog_band(const struct catalog_item *item, enum catalog_tier tier,
                                        enum catalog_party party)
{
    for (size_t i = 0; i < item->band_count; i++)
        if (item->bands[i].tier == tier && item->bands[i].party == party)
            return &item->bands[i];
    return NULL;
}

const struct catalog_source *catalog_statute(const struct catalog *self, const char *slug)
{
    const struct catalog_source key = {.slug = (char *)(uintptr_t)slug};
    if (self->source_count == 0)
        return NULL;
    return bsearch(&key, self->sources, self->source_count, sizeof self->sources[0],
                   compare_sources);
}

/* --- writing ------------------------------------------------------------------------------ */

static void add_amount(struct sbuf *out, int64_t amount)
{
    if (amount >= 0)
        sbuf_addf(out, "%" PRId64, amount);
}

void catalog_write_row(const struct catalog_item *item, struct sbuf *out)
{
    const char *const before[] = {item->code,
                                  item->category.text[LANG_ZH],
                                  item->category.text[LANG_EN],
                                  item->title.text[LANG_ZH],
                                  item->title.text[LANG_EN],
                                  item->duty,
                                  item->penalty};
    const int64_t amounts[] = {item->person_min, item->person_max, item->org_min,
                               item->org_max};
    char from[CLOCK_TEXT_MAX], to[CLOCK_TEXT_MAX] = "";
    calendar_format_day(item->valid_from, from);
    if (item->valid_to != INT32_MAX)
        calendar_format_day(item->valid_to, to);
    const char *const after[] = {item->measures.text[LANG_ZH],
                                 item->measures.text[LANG_EN],
                                 item->bands_text,
                                 item->procedure,
                                 catalog_competence_name(item->competence),
                                 from,
                                 to,
                                 item->keywords,
                                 item->source};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        csv_quote(out, before[i]);
        sbuf_add_char(out, ',');
    }
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        add_amount(out, amounts[i]);
        sbuf_add_char(out, ',');
    }
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
        if (i > 0)
            sbuf_add_char(out, ',');
        csv_quote(out, after[i]);
    }
}

void catalog_write_columns(struct sbuf *out)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        sbuf_add(out, i > 0 ? "," : "");
        sbuf_add(out, catalog_columns[i]);
    }
}

void catalog_write(const struct catalog *self, struct sbuf *out)
{
    catalog_write_columns(out);
    sbuf_add_char(out, '\n');
    for (size_t i = 0; i < self->count; i++) {
        catalog_write_row(&self->items[i], out);
        sbuf_add_char(out, '\n');
    }
}
