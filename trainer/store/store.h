/* store.h - the database: the only home of SQL.
 *
 * SQLite, WAL where the file system allows, synchronous=FULL, foreign keys, STRICT tables.
 * Every change of what an officer did is an event appended under BEGIN IMMEDIATE together with
 * its projections; what returned true is on disk.  Two programs may work on one database at
 * once. Topics: officers.h, events.h, progress.h, certificates.h, upkeep.h.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "core/json.h"
#include "core/model.h"

struct store; /* opaque; one per program, one thread */

enum store_open { STORE_READ_WRITE, STORE_READ_ONLY, STORE_WRITE_OR_READ, STORE_MEMORY };

/* Open, make (folders too) and migrate.  STORE_WRITE_OR_READ: as STORE_READ_ONLY where the file
 * or its folder cannot be written.  Reading only, nothing is left beside the file: while nobody
 * else has it open it is taken as one that does not change. ERR_STORAGE with what and what to
 * do: missing folder rights, read-only, not a database, newer schema, damaged; ERR_BUSY: locked
 * by another for more than 5 s.  `path` is not used for STORE_MEMORY.  Caller frees with
 * store_close(). */
struct store *store_open(const char *path, enum store_open how, struct err *err) MUST_USE;
void store_close(struct store *self);
const char *store_path(const struct store *self) MUST_USE; /* ":memory:" for STORE_MEMORY */
bool store_can_write(const struct store *self) MUST_USE;
int store_schema(const struct store *self) MUST_USE;

/* The station (this database) in events and certificates: hex, made at first open. Borrowed. */
const char *store_station(const struct store *self) MUST_USE;

/* May other system users write this database?  The file belongs to somebody else, or its
 * group or everybody may write it (product §1, set-up b). */
bool store_is_shared(const struct store *self) MUST_USE;

/* Several changes as one: all of them are on disk when the outermost store_commit() returned
 * true, none after store_rollback().  Calls nest.  store_commit() that fails has rolled back.
 */
bool store_begin(struct store *self, struct err *err) MUST_USE;
bool store_commit(struct store *self, struct err *err) MUST_USE;
void store_rollback(struct store *self);

/* Everything read until store_rollback() is of one moment, whatever others write meanwhile. */
bool store_begin_reading(struct store *self, struct err *err) MUST_USE;

#endif
