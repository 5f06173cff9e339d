/* catalog_overlay.h - one catalog laid over another: a bureau's own rows over the shipped. */
#ifndef CONTENT_CATALOG_OVERLAY_H
#define CONTENT_CATALOG_OVERLAY_H

#include "content/catalog.h"

/* `rows` laid over `below`: a row takes the place of the one with its code and valid_from, any
 * other is added; with `is_replacement` nothing of `below` stays but its statutes.  Rows of
 * `below` have line 0 after it.  With `problems` (may be NULL) told, at the line of the row in
 * `file`: a version that overlaps one of `below`, a category that is called otherwise there.
 * The result owns copies; caller frees with catalog_free(). */
struct catalog *catalog_lay_over(const struct catalog *below, const struct catalog *rows,
                                 bool is_replacement, const char *file,
                                 struct problems *problems) MUST_USE;

#endif
