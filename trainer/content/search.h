/* search.h - finding catalog items as people type: code, characters, full pinyin, initials,
 * English, street words.
 *
 * Ranking: exact code, start of the code, title begins with it, the initials of the title,
 * title contains it, keywords, English.  Fuzzy pinyin: zh/z ch/c sh/s n/l ang/an eng/en ing/in
 * are the same.  Several words must all be found.
 */
#ifndef CONTENT_SEARCH_H
#define CONTENT_SEARCH_H

#include "content/catalog.h"

struct search;

/* Index what is in force on `day`.  `pinyin_table` = path of the built pinyin.tsv (NULL:
 * without pinyin).  Borrows `catalog`, which must outlive the result.  Caller frees with
 * search_free(). */
struct search *search_new(const struct catalog *catalog, int32_t day, const char *pinyin_table,
                          struct err *err) MUST_USE;
void search_free(struct search *self);

/* Best first; at most `room` results into `out`; returns the number put there.  "" finds
 * nothing. */
size_t search_find(const struct search *self, const char *words,
                   const struct catalog_item **out, size_t room) MUST_USE;

#endif
