/* tty.h - the terminal: the only home of ncurses.
 *
 * One terminal per program.  It is restored on every way out: tty_stop(), a deadly signal, a
 * crash, BUG() (wire tty_emergency to err_set_last_words).  In signal handlers only by write()
 * and tcsetattr().
 */
#ifndef TTY_TTY_H
#define TTY_TTY_H

#include "core/frame.h"
#include "core/input.h"

/* Take over the terminal on stdin and stdout. Call setlocale() first. ERR_USAGE: not a
 * terminal, TERM unknown, not UTF-8; nothing was changed then. */
bool tty_start(struct err *err) MUST_USE;
void tty_stop(void);

/* What a handler may do: write the way back and the old modes. Safe at any time. */
void tty_emergency(void);

void tty_size(int *cols, int *rows);

/* Put the frame on the screen; only cells that changed are sent. */
void tty_show(const struct frame *frame);

/* Wait at most `timeout_ms` (-1 = for ever) for one input. */
void tty_read(int timeout_ms, struct input *input);

/* "auto", "256", "16", "8", "mono", "ascii"; returns the class in use from now on, never more
 * than the terminal can. */
enum colour_class tty_colours(const char *wish);

/* The terminal draws "…", "▀" two columns wide: pictures are letters, `doctor` says what to do.
 */
bool tty_is_ambiguous_wide(void) MUST_USE;

/* Echo of what is typed on stdin, for secrets outside the full screen. */
void tty_set_echo(bool is_on);

#endif
