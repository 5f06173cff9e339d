/* upkeep.h - checking, copying and putting back a whole database file. */
#ifndef STORE_UPKEEP_H
#define STORE_UPKEEP_H

#include "core/problems.h"
#include "store/store.h"

/* SQLite's own integrity check, foreign keys, every chain of events, what was signed of
 * them, and projections against what a rebuild gives (made in a temporary copy: the database is
 * not touched).  Faults go to `problems` with the path as file. false: the file could not be
 * read to the end. */
bool store_check(struct store *self, struct problems *problems, struct err *err) MUST_USE;

/* A copy while others may write: SQLite's backup into a temporary name, one file without WAL,
 * fsync, rename.  An existing `file` is never overwritten (ERR_INPUT). */
bool store_backup(struct store *self, const char *file, struct err *err) MUST_USE;

/* See app/upkeep.h. `path` must not be open in this program. */
bool store_restore(const char *path, const char *file, struct sbuf *kept,
                   struct err *err) MUST_USE;

#endif
