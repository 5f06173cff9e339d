/* catalogs.h - a bureau's own catalogs: imported rows, laid over the shipped ones in the order
 * of their import, each until it is undone.
 *
 * The rows stand in the event itself, so that whoever has the events has the catalog.  What a
 * row means is the business of content/catalog.h; here it is text with its code and its
 * valid_from.
 */
#ifndef STORE_CATALOGS_H
#define STORE_CATALOGS_H

#include "core/sbuf.h"
#include "store/store.h"

enum { CATALOG_IMPORT_ID = 33, CATALOG_IMPORT_HASH = 65 };

struct catalog_import {
    char id[CATALOG_IMPORT_ID];
    char hash[CATALOG_IMPORT_HASH]; /* BLAKE2b-256 of catalogs_text(), hex */
    char subject[SUBJECT_MAX];      /* the trainer */
    msec_t time;
    bool is_replacement; /* instead of the shipped rows, not beside them */
    size_t rows;
};

struct catalog_line {
    const char *code, *valid_from; /* borrowed */
    const char *text;              /* the row as CSV, without line end; borrowed */
};

/* Append the event; fills id, hash, time and rows of `import` (subject and is_replacement are
 * given). */
bool catalogs_add(struct store *self, struct catalog_import *import, const char *columns,
                  const struct catalog_line *lines, struct err *err) MUST_USE;

/* Take back the newest import in force and tell which it was.  ERR_NO: there is none. */
bool catalogs_undo(struct store *self, const char *subject, struct catalog_import *undone,
                   struct err *err) MUST_USE;

/* The imports in force in the order of laying over: a replacement is the first of them, what
 * came before it no longer shows.  Caller frees with free(). */
bool catalogs_in_force(struct store *self, struct catalog_import **list, size_t *count,
                       struct err *err) MUST_USE;

/* The rows of one import as a catalog file, appended to `out`. */
bool catalogs_text(struct store *self, const char *id, struct sbuf *out,
                   struct err *err) MUST_USE;

#endif
