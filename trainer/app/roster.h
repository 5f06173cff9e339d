/* roster.h - officers from a spreadsheet: all or nothing, after a dry run that names every
 * fault. */
#ifndef APP_ROSTER_H
#define APP_ROSTER_H

#include "app/app.h"
#include "content/csv.h"

struct roster_outcome {
    size_t added, changed, same;
    struct problems problems; /* with line and column; any error = nothing was changed */
    bool was_gb18030;
};
void roster_outcome_release(struct roster_outcome *self);

/* CSV columns id,name,squad,role,joined (product §4), UTF-8 or GB18030.  `by` must be a trainer
 * (or the database empty of trainers and no role is trainer).  dry_run changes nothing. Returns
 * false with ERR_INPUT when there were problems, ERR_NOT_ALLOWED, ERR_STORAGE. */
bool roster_import(struct app *app, const struct session *by, const char *file,
                   const char *text, size_t len, bool dry_run, struct roster_outcome *out,
                   struct err *err) MUST_USE;

#endif
