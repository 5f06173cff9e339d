/* sandbox.h - a temporary folder of its own for a test, with pinned time and chance. */
#ifndef SUPPORT_SANDBOX_H
#define SUPPORT_SANDBOX_H

#include <stddef.h>

/* cmocka set-up and tear-down: make the folder and go there; remove it with all it holds.
 * The clock stands at 2026-11-22T09:00:00+08:00; *state is the folder's path. */
int sandbox_enter(void **state);
int sandbox_leave(void **state);

/* Pin the clock to another moment: "2026-11-23T09:00:00+08:00". */
void sandbox_set_time(const char *when);

/* A file with this content, in the folder. */
void sandbox_write(const char *name, const void *data, size_t len);

#endif
