/* item_text_parts.h - what the files that write an item's page share; not for others. */
#ifndef CONTENT_ITEM_TEXT_PARTS_H
#define CONTENT_ITEM_TEXT_PARTS_H

#include "content/item_text.h"

/* msgids */
extern const char *const item_parties[PARTY_COUNT];
extern const char *const item_tiers[TIER_COUNT];

/* Takes `text`. */
void item_add_line(struct item_text *self, enum item_line_kind kind, const char *label,
                   char *text);
void item_add_pair(struct item_text *self, const char *label, const char *text);
void item_add_heading(struct item_text *self, const char *text);
/* " (text)", in Chinese "（text）". */
void item_add_bracketed(struct sbuf *out, const char *text);
/* A sentence and in brackets the rule it comes from. */
void item_add_rule(struct item_text *self, const struct catalog *catalog, const char *sentence,
                   const char *reference);

/* The factors that move this item's grade, and those that never may (content/factor.h). */
void item_add_factors(struct item_text *self, const struct catalog *catalog,
                      const struct catalog_item *item);
/* What must not be done, with the rule that forbids it. */
void item_add_limits(struct item_text *self, const struct catalog *catalog,
                     const struct catalog_item *item);
/* "from 2026-08-15", "2018-10-26 to 2026-08-14" */
void item_add_days(struct sbuf *out, const struct catalog_item *item);

#endif
