/* catalog_table.h - the columns of a catalog file, shared by its reader and its writer. */
#ifndef CONTENT_CATALOG_TABLE_H
#define CONTENT_CATALOG_TABLE_H

#include "content/catalog.h"
#include "content/csv.h"

/* clang-format off */
#define CATALOG_COLUMNS(X)                                                                     \
    X(CODE, "code") X(CATEGORY_ZH, "category_zh") X(CATEGORY_EN, "category_en")                \
    X(ITEM_ZH, "item_zh") X(ITEM_EN, "item_en") X(DUTY, "duty") X(PENALTY, "penalty")          \
    X(PERSON_MIN, "person_min") X(PERSON_MAX, "person_max")                                    \
    X(ORG_MIN, "org_min") X(ORG_MAX, "org_max")                                                \
    X(MEASURES_ZH, "measures_zh") X(MEASURES_EN, "measures_en") X(BANDS, "bands")              \
    X(PROCEDURE, "procedure") X(COMPETENCE, "competence")                                      \
    X(VALID_FROM, "valid_from") X(VALID_TO, "valid_to")                                        \
    X(KEYWORDS, "keywords") X(SOURCE, "source")

enum column {
#define X(name, text) COLUMN_##name,
    CATALOG_COLUMNS(X)
#undef X
    COLUMN_COUNT
};
/* clang-format on */

extern const char *const catalog_columns[COLUMN_COUNT];

/* Where each of `names` stands in the header; false (told) if one is missing.  A column that is
 * none of them is a problem too. */
bool table_columns(const char *file, const struct csv *table, const char *const *names,
                   size_t count, int *columns, struct problems *problems) MUST_USE;

void catalog_item_release(struct catalog_item *item);

/* By code, then valid_from, then line; for qsort(). */
int catalog_item_compare(const void *left, const void *right) MUST_USE;

#endif
