/* signals.h - what comes from outside: deadly signals, stop and continue, a new window size.
 *
 * Deadly ones restore the terminal by write() and tcsetattr() and go on to kill; the others
 * only wake the reader, which acts in ordinary code.
 */
#ifndef TTY_SIGNALS_H
#define TTY_SIGNALS_H

#include "core/err.h"

/* Before the terminal is changed: its modes, and the text that leads back. */
void signals_remember(int fd);
bool signals_start(struct err *err) MUST_USE;
void signals_stop(void);
/* Async-signal-safe. */
void signals_restore(void);

enum { SIGNALS_RESIZED = 1, SIGNALS_STOP = 2, SIGNALS_CONTINUED = 4 };
/* Readable when something came. */
int signals_fd(void) MUST_USE;
unsigned signals_take(void) MUST_USE; /* SIGNALS_…, or-ed; cleared */

#endif
