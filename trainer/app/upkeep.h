/* upkeep.h - the database itself: is it whole, copy it, put a copy back (`trainer db …`). */
#ifndef APP_UPKEEP_H
#define APP_UPKEEP_H

#include "app/app.h"
#include "core/problems.h"

/* Every fault found goes to `problems` (file = the database). false: could not be read to the
 * end. */
bool upkeep_check(struct app *app, struct problems *problems, struct err *err) MUST_USE;

/* Copy to a new file; never overwrites. ERR_INPUT: the file exists; ERR_STORAGE, ERR_BUSY. */
bool upkeep_backup(struct app *app, const char *file, struct err *err) MUST_USE;

/* Put `file` in the place of the database at `path`, which must not be open: the old one is
 * kept beside it as PATH.before-restore (or .before-restore.2 …; its name goes to `kept`, "" if
 * there was none).  What is recorded from now on belongs to a new epoch.  ERR_STORAGE: `file`
 * is no whole database of this program; ERR_BUSY: another program has the database open. */
bool upkeep_restore(const char *path, const char *file, struct sbuf *kept,
                    struct err *err) MUST_USE;

#endif
