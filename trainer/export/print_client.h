/* print_client.h - asks the helper program trainer-print for what only it can make.
 *
 * The helper reads drawings that may come from strangers; it runs under limits of its own, and
 * here under a time-out too: a helper that hangs is killed and the caller goes on.
 */
#ifndef EXPORT_PRINT_CLIENT_H
#define EXPORT_PRINT_CLIENT_H

#include "core/file.h"
#include "core/lang.h"
#include "core/problems.h"

struct print_client;

/* Borrows `paths`, which must outlive it. Caller frees. */
struct print_client *print_client_new(const struct paths *paths) MUST_USE;
void print_client_free(struct print_client *self);

/* Milliseconds before a helper is killed; 12,000 at first. */
void print_client_set_timeout(struct print_client *self, int milliseconds);

/* The bytes of NAME.panel: the prepared file if it was made from cartoons/panels/NAME.svg
 * as that is now, else drawn by the helper.  `context` is a struct print_client, so that it
 * serves as the load function of a panel source.  ERR_NOT_FOUND: neither is there, or not a
 * panel's name; ERR_INPUT: the drawing was refused (with the helper's message); ERR_IO. Caller
 * frees *data. */
bool print_client_load(void *context, const char *name, char **data, size_t *len,
                       struct err *err) MUST_USE;

/* The same for a drawing anywhere (.svg), or a prepared file (.panel). */
bool print_client_raster(struct print_client *self, const char *path, char **data, size_t *len,
                         struct err *err) MUST_USE;

/* A lesson as PDF pages, in the language of now: its two files, its drawings below `panels`.
 * ERR_INPUT: refused (with the helper's message), or too long in the making. Caller frees
 * *data. */
bool print_client_handout(struct print_client *self, const char *const *lesson_files,
                          const char *panels, char **data, size_t *len,
                          struct err *err) MUST_USE;

/* The documents in a text file (parted by form feeds, as sim/documents.h wraps them) as PDF: a
 * slip of 58 or 80 mm or an A4 page, by their width.  ERR_INPUT, ERR_IO. Caller frees *data. */
bool print_client_paper(struct print_client *self, const char *text_file, char **data,
                        size_t *len, struct err *err) MUST_USE;

/* What is wrong with drawings (.svg): structure, colours, outlines, words, boxes of the stage,
 * parts out of date; broken, huge and hostile files are refused.  Faults to `problems` with
 * their places. */
void print_client_check(struct print_client *self, const char *const *files, size_t count,
                        struct problems *problems);

#endif
