/* screen_private.h - what the two halves of the harness share. */
#ifndef SUPPORT_SCREEN_PRIVATE_H
#define SUPPORT_SCREEN_PRIVATE_H

#include "support/screen.h"

#include <stdint.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

/* Private modes (CSI ? n h) that a program may leave on. */
enum { SCREEN_MODE_MAX = 2100 };

struct screen {
    pid_t pid;         /* 0 after its end */
    int status;        /* then valid */
    int master, slave; /* the slave stays open: its settings outlive the program */
    struct termios before;
    VTerm *vterm;
    VTermState *state;
    VTermScreen *cells;
    int cols, rows;
    bool is_wide, is_mute, is_fresh_home;
    char *home;
    size_t bytes;
    char partial[8]; /* the beginning of a character cut by a read */
    size_t partial_len;
    int escape;        /* progress in "CSI ? digits", see watch_modes() */
    unsigned mode;     /* the number read there */
    unsigned modes[8]; /* the ones before it in the same sequence */
    size_t mode_count;
    bool is_on[SCREEN_MODE_MAX];
};

/* Take what the program has written, waiting for it up to `ms`.  False: nothing came. */
bool screen_pump(struct screen *self, int ms);

/* Milliseconds of a clock that only goes forward. */
int64_t screen_clock(void) MUST_CHECK;

/* Print the screen and the message, stop the program, fail the test. */
void screen_fail(struct screen *self, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));

#endif
