/* screen.h - a terminal that a test can watch: the real program on a pseudo-terminal, its
 * output fed to libvterm, its screen compared with what is expected.
 *
 * Everything waits for an eventual state by poll(), nothing sleeps.  What does not come in time
 * prints the screen as it is, stops the program and fails the running cmocka test.  Tests run
 * from the top folder of the checkout.
 */
#ifndef SUPPORT_SCREEN_H
#define SUPPORT_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))

/* Patience in milliseconds for things that normally take a few: a loaded machine must not make
 * a test fail. */
enum { SCREEN_PATIENCE = 15000 };

/* A zeroed struct is an 80x24 xterm-256color in a fresh home folder at 2026-11-22 09:00. */
struct screen_options {
    int cols, rows;         /* 0 = 80, 24 */
    const char *term;       /* TERM; NULL = xterm-256color */
    const char *lang;       /* LANG; NULL = C.UTF-8 */
    const char *now, *seed; /* TRAINER_NOW, TRAINER_SEED; NULL = pinned, "" = not pinned */
    const char *home; /* an existing folder that stays; NULL = fresh, removed at the end */
    const char *const *env; /* further "NAME=value", ends with NULL; later ones win */
    bool is_wide;           /* draws ambiguous characters (▀ “ …) two columns wide */
    bool is_mute;           /* answers no report (CSI 6n and others) */
};

enum screen_key {
    SCREEN_ENTER,
    SCREEN_TAB,
    SCREEN_BACKSPACE,
    SCREEN_ESC,
    SCREEN_UP,
    SCREEN_DOWN,
    SCREEN_LEFT,
    SCREEN_RIGHT,
    SCREEN_HOME,
    SCREEN_END,
    SCREEN_PAGE_UP,
    SCREEN_PAGE_DOWN,
    SCREEN_DELETE,
    SCREEN_F1,
    SCREEN_F2,
    SCREEN_F3,
    SCREEN_F4,
    SCREEN_F5
};

struct screen;

/* Path of a program of this build ("trainer"): $BUILD/name, BUILD being build/default if unset.
 * Caller frees. */
char *screen_program(const char *name) MUST_CHECK;

/* Start argv[0] (a path, or looked up in PATH); argv ends with NULL.  `options` may be NULL.
 * Release with screen_close(). */
struct screen *screen_start(const struct screen_options *options,
                            const char *const argv[]) MUST_CHECK;

/* Ends the program if it still runs, removes the fresh home. */
void screen_close(struct screen *self);

const char *
screen_home(const struct screen *self) MUST_CHECK; /* HOME of the program; borrowed */

/* What a person does. */
void screen_type(struct screen *self, const char *text); /* bytes as they are */
void screen_press(struct screen *self, enum screen_key key);
void screen_click(struct screen *self, int x, int y); /* only seen in a mouse mode */
void screen_resize(struct screen *self, int cols, int rows);
void screen_signal(struct screen *self, int signal);
/* Ctrl-Z, and wait as a shell does until the program has stopped: a SIGCONT that comes before
 * that would be lost. */
void screen_put_aside(struct screen *self);
void screen_hang_up(struct screen *self); /* the line breaks: no more output, no settings */

/* Wait until some row shows `text`, or none does.  Fails the test after `ms`. */
void screen_wait_text(struct screen *self, const char *text, int ms);
void screen_wait_gone(struct screen *self, const char *text, int ms);

/* Wait for the end of the program.  Returns its status as of waitpid(2). */
int screen_wait_exit(struct screen *self, int ms);

/* Has the program ended?  Its last output may still be to come. */
bool screen_has_ended(struct screen *self) MUST_CHECK;

/* Take what has come so far; does a row show `text`? */
bool screen_shows(struct screen *self, const char *text) MUST_CHECK;

/* The text, trailing spaces and empty last rows dropped; of all rows or of one.
 * Caller frees. */
char *screen_text(struct screen *self) MUST_CHECK;
char *screen_row(struct screen *self, int y) MUST_CHECK;

/* One cell: colours are 0-255, -1 the terminal's own, RGB as 0x1000000 + RGB. */
struct screen_cell {
    char text[32]; /* "" = blank or right half */
    int cols;      /* 1, 2, or 0 = right half of the cell before */
    int fg, bg;
    bool is_bold, is_underline, is_reverse;
};
struct screen_cell screen_cell(struct screen *self, int x, int y) MUST_CHECK;

/* Where the cursor stands; false if hidden. */
bool screen_cursor(struct screen *self, int *x, int *y) MUST_CHECK;

/* Bytes the program has written so far. */
size_t screen_bytes(const struct screen *self) MUST_CHECK;

/* Text, colours, attributes and cursor as golden files hold them.  Caller frees. */
char *screen_dump(struct screen *self) MUST_CHECK;

/* Wait until the screen is as tests/screen/golden/NAME.txt says; fails the test with both
 * otherwise.  With UPDATE_GOLDEN=1 the file is written instead, from the screen once it has
 * been still for a moment. */
void screen_expect_golden(struct screen *self, const char *name);

/* After the end: main screen, cursor shown, no mouse, paste or key mode left on, plain colours,
 * the line settings of before.  Fails the test naming what is left. */
void screen_expect_restored(struct screen *self);

#endif
