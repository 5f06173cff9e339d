#include "content/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "content/band.h"
#include "content/catalog_table.h"
#include "content/csv.h"

enum { KEYWORDS_MIN = 3 };

static const char *const competence_names[COMPETENCE_COUNT] = {"ours", "street", "other",
                                                               "local"};
static const char *const procedure_names[] = {"simple", "ordinary"};

const char *catalog_competence_name(enum catalog_competence which)
{
    return competence_names[which];
}

void catalog_item_release(struct catalog_item *item)
{
    both_release(&item->category);
    both_release(&item->title);
    both_release(&item->measures);
    for (size_t i = 0; i < item->band_count; i++)
        free(item->bands[i].article);
    free(item->bands);
    char *const texts[] = {item->duty,      item->penalty,  item->bands_text,
                           item->procedure, item->keywords, item->source};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free(texts[i]);
}

/* --- one row ------------------------------------------------------------------------------ */

struct row {
    const char *file;
    const struct csv *table;
    const struct catalog *statutes; /* NULL: slugs are not looked up */
    size_t index;
    int columns[COLUMN_COUNT];
    struct problems *problems;
};

static const char *cell(const struct row *row, enum column column)
{
    return csv_text(row->table, row->index, (size_t)row->columns[column]);
}

static const struct csv_cell *place(const struct row *row, enum column column)
{
    return csv_cell(row->table, row->index, (size_t)row->columns[column]);
}

/* A message about one cell. */
#define COMPLAIN(row, column, ...)                                                             \
    problems_add((row)->problems, (row)->file, place(row, column)->line,                       \
                 place(row, column)->col, __VA_ARGS__)

static bool check_text(const struct row *row)
{
    static const enum column wanted[] = {
        COLUMN_CATEGORY_ZH, COLUMN_CATEGORY_EN, COLUMN_ITEM_ZH, COLUMN_ITEM_EN,
        COLUMN_MEASURES_ZH, COLUMN_MEASURES_EN, COLUMN_SOURCE,  COLUMN_KEYWORDS};
    bool is_ok = true;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (cell(row, wanted[i])[0] == '\0')
            is_ok = COMPLAIN(row, wanted[i], N_("'%s' is empty"), catalog_columns[wanted[i]]);
    for (size_t i = 0; i < row->table->cols; i++)
        if (csv_is_formula(csv_text(row->table, row->index, i))) {
            const struct csv_cell *at = csv_cell(row->table, row->index, i);
            is_ok = problems_add(row->problems, row->file, at->line, at->col,
                                 "cell begins like a formula; begin it with a letter");
        }
    return is_ok;
}

static bool read_code(const struct row *row, struct catalog_item *item)
{
    const char *code = cell(row, COLUMN_CODE);
    if (strlen(code) != 4 || strspn(code, "0123456789") != 4 || memcmp(code, "00", 2) == 0 ||
        memcmp(code + 2, "00", 2) == 0)
        return COMPLAIN(row, COLUMN_CODE,
                        N_("code '%s' is not two digits of category and two of item"), code);
    memcpy(item->code, code, 5);
    return true;
}

static bool check_reference(const struct row *row, enum column column)
{
    const char *at = cell(row, column);
    do {
        size_t len = strcspn(at, ";"), slug_len = 0;
        char *one = xstrndup(at, len);
        bool is_ok = catalog_reference_is_valid(one, &slug_len);
        if (!is_ok)
            COMPLAIN(row, column, N_("'%s' is not a statute and article like '%s'"), one,
                     "chengshi-daolu-tiaoli 27.1");
        one[slug_len] = '\0';
        if (is_ok && row->statutes != NULL && catalog_statute(row->statutes, one) == NULL)
            is_ok = COMPLAIN(row, column, N_("statute '%s' is not in sources.csv"), one);
        free(one);
        if (!is_ok)
            return false;
        at += len;
    } while (*at++ == ';');
    return true;
}

static bool read_amount(const struct row *row, enum column column, int64_t *amount)
{
    const char *text = cell(row, column);
    *amount = -1;
    if (*text == '\0' || (band_amount(&text, amount) && *text == '\0'))
        return true;
    return COMPLAIN(row, column, N_("'%s' is not a whole number of yuan"), cell(row, column));
}

/* The amount columns are the lowest tier that carries a fine (product §5). */
static bool check_party(const struct row *row, const struct catalog_item *item,
                        enum catalog_party party, int64_t min, int64_t max)
{
    const struct catalog_band *lowest = NULL;
    for (int tier = 0; tier < TIER_COUNT && lowest == NULL; tier++)
        lowest = catalog_band(item, (enum catalog_tier)tier, party);
    enum column column = party == PARTY_PERSON ? COLUMN_PERSON_MAX : COLUMN_ORG_MAX;
    if (min > max)
        return COMPLAIN(row, column, N_("the maximum is below the minimum"));
    if (max < 0 && lowest != NULL)
        return COMPLAIN(row, COLUMN_BANDS, N_("'%s' has a band but no amounts"),
                        catalog_party_name(party));
    if (max >= 0 && lowest == NULL)
        return COMPLAIN(row, COLUMN_BANDS, N_("'%s' has amounts but no band"),
                        catalog_party_name(party));
    if (lowest != NULL && (lowest->max != max || lowest->min != (min < 0 ? 0 : min)))
        return COMPLAIN(row, COLUMN_BANDS,
                        N_("the lowest band of '%s' differs from the amount columns"),
                        catalog_party_name(party));
    return true;
}

static bool read_amounts(const struct row *row, struct catalog_item *item)
{
    const struct csv_cell *at = place(row, COLUMN_BANDS);
    item->bands_text = xstrdup(cell(row, COLUMN_BANDS));
    bool is_ok = read_amount(row, COLUMN_PERSON_MIN, &item->person_min);
    is_ok = read_amount(row, COLUMN_PERSON_MAX, &item->person_max) && is_ok;
    is_ok = read_amount(row, COLUMN_ORG_MIN, &item->org_min) && is_ok;
    is_ok = read_amount(row, COLUMN_ORG_MAX, &item->org_max) && is_ok;
    is_ok =
        band_read(item, item->bands_text, row->file, at->line, at->col, row->problems) && is_ok;
    if (!is_ok)
        return false;
    is_ok = check_party(row, item, PARTY_PERSON, item->person_min, item->person_max);
    return check_party(row, item, PARTY_ORG, item->org_min, item->org_max) && is_ok;
}

static bool read_name(const struct row *row, enum column column, const char *const *names,
                      int count, int *found)
{
    for (*found = 0; *found < count; ++*found)
        if (strcmp(cell(row, column), names[*found]) == 0)
            return true;
    return COMPLAIN(row, column, N_("'%s' is no %s"), cell(row, column),
                    catalog_columns[column]);
}

static bool read_dates(const struct row *row, struct catalog_item *item)
{
    const char *to = cell(row, COLUMN_VALID_TO);
    bool is_ok = true;
    item->valid_to = INT32_MAX;
    if (!calendar_parse_day(cell(row, COLUMN_VALID_FROM), &item->valid_from))
        is_ok = COMPLAIN(row, COLUMN_VALID_FROM, N_("'%s' is no date; write 2026-08-15"),
                         cell(row, COLUMN_VALID_FROM));
    if (*to != '\0' && !calendar_parse_day(to, &item->valid_to))
        is_ok = COMPLAIN(row, COLUMN_VALID_TO, N_("'%s' is no date; write 2026-08-14"), to);
    if (is_ok && item->valid_to < item->valid_from)
        return COMPLAIN(row, COLUMN_VALID_TO, N_("ends before it begins"));
    return is_ok;
}

static size_t list_count(const char *list)
{
    size_t count = *list != '\0';
    for (; *list != '\0'; list++)
        count += *list == ';';
    return count;
}

static void check_lists(const struct row *row)
{
    if (list_count(cell(row, COLUMN_MEASURES_ZH)) != list_count(cell(row, COLUMN_MEASURES_EN)))
        problems_warn(row->problems, row->file, place(row, COLUMN_MEASURES_EN)->line,
                      place(row, COLUMN_MEASURES_EN)->col,
                      "measures_zh and measures_en have different numbers of entries");
    if (list_count(cell(row, COLUMN_KEYWORDS)) < KEYWORDS_MIN)
        problems_warn(row->problems, row->file, place(row, COLUMN_KEYWORDS)->line,
                      place(row, COLUMN_KEYWORDS)->col,
                      "fewer than %d keywords; people will not find this item", KEYWORDS_MIN);
}

static bool item_read(const struct row *row, struct catalog_item *item)
{
    int procedure = 0, competence = 0;
    bool is_ok = check_text(row);
    is_ok = read_code(row, item) && is_ok;
    is_ok = check_reference(row, COLUMN_DUTY) && is_ok;
    is_ok = check_reference(row, COLUMN_PENALTY) && is_ok;
    is_ok = read_amounts(row, item) && is_ok;
    is_ok = read_name(row, COLUMN_PROCEDURE, procedure_names, 2, &procedure) && is_ok;
    is_ok =
        read_name(row, COLUMN_COMPETENCE, competence_names, COMPETENCE_COUNT, &competence) &&
        is_ok;
    is_ok = read_dates(row, item) && is_ok;
    check_lists(row);
    item->line = place(row, COLUMN_CODE)->line;
    item->competence = (enum catalog_competence)competence;
    item->procedure = xstrdup(cell(row, COLUMN_PROCEDURE));
    item->category.text[LANG_ZH] = xstrdup(cell(row, COLUMN_CATEGORY_ZH));
    item->category.text[LANG_EN] = xstrdup(cell(row, COLUMN_CATEGORY_EN));
    item->title.text[LANG_ZH] = xstrdup(cell(row, COLUMN_ITEM_ZH));
    item->title.text[LANG_EN] = xstrdup(cell(row, COLUMN_ITEM_EN));
    item->measures.text[LANG_ZH] = xstrdup(cell(row, COLUMN_MEASURES_ZH));
    item->measures.text[LANG_EN] = xstrdup(cell(row, COLUMN_MEASURES_EN));
    item->duty = xstrdup(cell(row, COLUMN_DUTY));
    item->penalty = xstrdup(cell(row, COLUMN_PENALTY));
    item->keywords = xstrdup(cell(row, COLUMN_KEYWORDS));
    item->source = xstrdup(cell(row, COLUMN_SOURCE));
    return is_ok;
}

/* --- the table ---------------------------------------------------------------------------- */

int catalog_item_compare(const void *left, const void *right)
{
    const struct catalog_item *a = left, *b = right;
    int order = strcmp(a->code, b->code);
    if (order == 0)
        order = (a->valid_from > b->valid_from) - (a->valid_from < b->valid_from);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* Where this column of the row that begins in `line` stands. */
static int column_of(const struct row *row, int line, enum column column)
{
    size_t low = 0, high = row->table->rows;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (csv_cell(row->table, middle, 0)->line <= line)
            low = middle;
        else
            high = middle;
    }
    return csv_cell(row->table, low, (size_t)row->columns[column])->col;
}

static bool is_same_category(const struct catalog_item *a, const struct catalog_item *b)
{
    return strcmp(a->category.text[LANG_ZH], b->category.text[LANG_ZH]) == 0 &&
           strcmp(a->category.text[LANG_EN], b->category.text[LANG_EN]) == 0;
}

/* A category has one name: what most of its rows say (by the vote of Boyer and Moore), so that
 * one slip is one fault. */
static void check_category(const struct row *row, const struct catalog_item *items,
                           size_t count)
{
    const struct catalog_item *named = items;
    for (size_t i = 0, votes = 0; i < count; i++) {
        if (votes == 0)
            named = &items[i];
        votes = is_same_category(&items[i], named) ? votes + 1 : votes - 1;
    }
    for (size_t i = 0; i < count; i++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            if (strcmp(items[i].category.text[lang], named->category.text[lang]) != 0)
                problems_add(
                    row->problems, row->file, items[i].line,
                    column_of(row, items[i].line,
                              lang == LANG_ZH ? COLUMN_CATEGORY_ZH : COLUMN_CATEGORY_EN),
                    "category %.2s is called '%s' here and '%s' in line %d", items[i].code,
                    items[i].category.text[lang], named->category.text[lang], named->line);
}

/* Versions of a code must not overlap; a category has one name. */
static void check_neighbours(const struct catalog *self, const struct row *row)
{
    for (size_t i = 0, first = 0; i < self->count; i++) {
        const struct catalog_item *item = &self->items[i], *before = item - (i > 0);
        if (i > 0 && strcmp(before->code, item->code) == 0 &&
            before->valid_to >= item->valid_from)
            problems_add(row->problems, row->file, item->line,
                         column_of(row, item->line, COLUMN_VALID_FROM),
                         "%s overlaps its version of line %d; end that one the day before",
                         item->code, before->line);
        if (i + 1 == self->count || memcmp(item->code, item[1].code, 2) != 0) {
            check_category(row, &self->items[first], i + 1 - first);
            first = i + 1;
        }
    }
}

struct catalog *catalog_parse(const char *file, const char *text, size_t len,
                              const struct catalog *statutes, struct problems *problems)
{
    struct csv *table = csv_read(file, text, len, 0, problems);
    if (table == NULL)
        return NULL;
    struct catalog *self = xcalloc(1, sizeof *self);
    struct row row = {.file = file, .table = table, .statutes = statutes, .problems = problems};
    if (!table_columns(file, table, catalog_columns, COLUMN_COUNT, row.columns, problems)) {
        csv_free(table);
        free(self);
        return NULL;
    }
    self->items = xcalloc(table->rows + 1, sizeof self->items[0]);
    for (row.index = 0; row.index < table->rows; row.index++) {
        struct catalog_item item = {0};
        if (item_read(&row, &item))
            self->items[self->count++] = item;
        else
            catalog_item_release(&item);
    }
    qsort(self->items, self->count, sizeof self->items[0], catalog_item_compare);
    check_neighbours(self, &row);
    csv_free(table);
    return self;
}
