/* fold.h - inside store/: what an event changes in the projections.
 *
 * The rules are SQL over the event's own columns and data alone, so that a rebuild gives what
 * the appends gave.
 */
#ifndef STORE_FOLD_H
#define STORE_FOLD_H

#include "store/db.h"
#include "store/events.h"

struct fold_event {
    const char *kind, *subject, *data; /* borrowed */
    msec_t time;
};

bool fold_event(struct store *self, const struct fold_event *event, struct err *err) MUST_USE;

#endif
