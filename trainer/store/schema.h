/* schema.h - inside store/: the tables, and how an older database becomes a newer one. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

/* The schema that this program writes (user_version). */
int schema_newest(void) MUST_USE;
/* user_version of the open file. */
bool schema_version(struct store *self, int *version, struct err *err) MUST_USE;
/* Run what is missing, within the caller's transaction. The caller has asked db_is_ours(). */
bool schema_migrate(struct store *self, struct err *err) MUST_USE;

/* The tables that are derived from events, emptied and refilled by a rebuild: name and the
 * columns that give a fixed order. Ends with {NULL, NULL}. */
struct schema_projection {
    const char *empty; /* statement that empties it */
    const char *all;   /* statement that reads it whole in a fixed order */
};
extern const struct schema_projection schema_projections[];

#endif
