/* search.h - finding catalog items as people type: code, characters, full pinyin, initials,
 * English, street words.
 *
 * Ranking: exact code, start of the code, title begins with it, the initials of the title,
 * title contains it, keywords, English.  Fuzzy pinyin: zh/z ch/c sh/s n/l ang/an eng/en ing/in
 * are the same.  Several words must all be found.
 *
 * An index in memory, chosen by measurement (tests/bench/bench_search.c): LIKE reads every row
 * at every key, FTS5's trigrams cannot answer the one or two characters of a Chinese word, and
 * neither knows pinyin.
 */
#ifndef CONTENT_SEARCH_H
#define CONTENT_SEARCH_H

#include "content/catalog.h"

struct search;

/* Search what is in force on `day`; the index is made when something is looked for first.
 * `pinyin_table` = path of the built pinyin.tsv (NULL: without pinyin).  Borrows `catalog`,
 * which must outlive the result.  Caller frees with search_free(). */
struct search *search_new(const struct catalog *catalog, int32_t day, const char *pinyin_table,
                          struct err *err) MUST_USE;
void search_free(struct search *self);

/* Best first; at most `room` results into `out`; returns the number put there.  "" finds
 * nothing. */
size_t search_find(struct search *self, const char *words, const struct catalog_item **out,
                   size_t room) MUST_USE;

#endif
