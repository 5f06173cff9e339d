/* bureau.h - a bureau's own catalog: rows imported over the shipped ones, kept in the database.
 *
 * Each import is an event with its rows; all that are not undone are laid over the shipped
 * catalog in their order when a database is opened, so app->course shows what is in force and
 * `const` readers need not know.  An import or undo shows from the next app_open() on: what is
 * on a screen never changes under the hand.
 */
#ifndef APP_BUREAU_H
#define APP_BUREAU_H

#include "app/app.h"
#include "core/problems.h"

struct bureau_outcome { /* against the catalog in force before */
    size_t added, changed, same, removed;
    struct problems problems; /* places in the imported file; warnings, too */
};

/* Take the rows of a catalog file (UTF-8, UTF-16 or GB18030): in place of all rows in force
 * with `is_replacement`, else beside them and instead of those with the same code and
 * valid_from.  All rows or none; with `is_dry` only told.  Cases whose item is gone are warned
 * of.  `file` names the text in problems.  ERR_NOT_ALLOWED: `by` is no trainer; ERR_INPUT:
 * faults, all in out->problems.  `out` is filled in any case; release it with
 * bureau_outcome_release(). */
bool bureau_import(const struct session *by, const char *file, const char *text, size_t len,
                   bool is_replacement, bool is_dry, struct bureau_outcome *out,
                   struct err *err) MUST_USE;
void bureau_outcome_release(struct bureau_outcome *self);

/* Take the newest import in force back; *rows and *when say which it was.  ERR_NO: there is
 * none; ERR_NOT_ALLOWED: `by` is no trainer. */
bool bureau_undo(const struct session *by, size_t *rows, msec_t *when,
                 struct err *err) MUST_USE;

/* For app_open(): app->course becomes the shipped course with the imports laid over it. */
bool bureau_lay_over(struct app *app, struct err *err) MUST_USE;

#endif
