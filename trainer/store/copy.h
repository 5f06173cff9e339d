/* copy.h - inside store/: one database copied into another by SQLite's backup. */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/db.h"

/* Into a nameless database that is gone after store_close(). */
struct store *copy_to_temporary(struct store *from, struct err *err) MUST_USE;
/* Into `file`, replaced if it exists: a single file, synced. On false nothing is left of it. */
bool copy_to_file(struct store *from, const char *file, struct err *err) MUST_USE;
/* Leave WAL mode, so that the database is this one file. ERR_BUSY: others have it open. */
bool copy_make_single_file(struct store *self, struct err *err) MUST_USE;
/* fsync of the folder that holds `path`. */
bool copy_sync_folder(const char *path, struct err *err) MUST_USE;

#endif
