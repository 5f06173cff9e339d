/* band.h - the grammar of a catalog row's `bands` cell (see catalog.h). */
#ifndef CONTENT_BAND_H
#define CONTENT_BAND_H

#include "content/catalog.h"

/* Read a `bands` cell into `item` (bands, band_count).  Faults go to `problems` at `col` plus
 * their place in the cell; false if there was one. */
bool band_read(struct catalog_item *item, const char *text, const char *file, int line, int col,
               struct problems *problems) MUST_USE;

/* The ends of the default split of [min, max]: 30/40/30, whole tens (domain C.1). */
void band_split(struct catalog_band *band);

/* "34(2)", "57.2", "50.1(3)": length of the article at the start of `text`, 0 if it is none. */
size_t band_article(const char *text) MUST_USE;

/* A whole number of yuan at the start of *text, which moves on; false if there is none. */
bool band_amount(const char **text, int64_t *amount) MUST_USE;

#endif
