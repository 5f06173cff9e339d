/* item_text.h - one catalog item as a person reads it: law, sums, grades and factors,
 * procedure, sources.
 *
 * The lines that `catalog show` prints and the catalog screen draws, so that both say the same.
 * What is law carries its article; the split into grades is ours and says so (训练值).  In the
 * language of now.
 */
#ifndef CONTENT_ITEM_TEXT_H
#define CONTENT_ITEM_TEXT_H

#include "content/catalog.h"

enum item_line_kind {
    ITEM_LINE_TITLE,   /* code and title of a version */
    ITEM_LINE_HEADING, /* what the lines below it are about */
    ITEM_LINE_PAIR,    /* label and text */
    ITEM_LINE_NOTE     /* a sentence */
};

struct item_line {
    enum item_line_kind kind;
    char *label; /* "" unless a pair */
    char *text;
};

struct item_text { /* a zeroed one is empty */
    struct item_line *lines;
    size_t count;
    /* their headings, of the version added last */
    size_t factors_at, procedure_at, sources_at;
};

/* Everything about one version. */
void item_text_add(struct item_text *self, const struct catalog *catalog,
                   const struct catalog_item *item);

/* Which version an act falls under, for a code with several (从旧兼从轻: xingzheng-chufa-fa 37,
 * shengtai-huanjing-fadian 1057), and how the sums of neighbours differ; nothing for one
 * version. */
void item_text_add_versions(struct item_text *self, const struct catalog *catalog,
                            const char *code);
void item_text_release(struct item_text *self);

/* How a fine of [min, max] yuan for this party may be decided: "on the spot …" or "ordinary …"
 * (xingzheng-chufa-fa 51: up to 200 yuan for a person, 3,000 for an organisation).  Caller
 * frees. */
char *item_text_procedure(enum catalog_party party, int64_t min, int64_t max) MUST_USE;

#endif
