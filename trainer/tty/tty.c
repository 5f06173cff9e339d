#include "tty/tty.h"

#include "core/lang.h"
#include "tty/colour.h"
#include "tty/measure.h"
#include "tty/signals.h"
#include "tty/substitute.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { ESC_WAIT_MS = 25, WIDE_TEXT = CELL_TEXT_MAX };

static bool is_started, is_wide;
static SCREEN *screen;
static struct frame shown; /* what the terminal shows; cells of unknown content are all zero */
static enum colour_class best, used;

/* --- taking over --- */

static bool check_terminal(struct err *err)
{
    const char *term = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       "this is no terminal; use --plain, or a command (trainer --help)");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return err_set(err, ERR_USAGE,
                       "the character set is %s, not UTF-8; set LANG=C.UTF-8 or zh_CN.UTF-8",
                       nl_langinfo(CODESET));
    int status = 0;
    if (!term || setupterm(term, STDOUT_FILENO, &status) != OK)
        return err_set(err, ERR_USAGE,
                       "the terminal type \"%s\" is unknown; set TERM, for instance "
                       "TERM=xterm-256color, or use --plain",
                       term ? term : "");
    if (!cursor_address)
        return err_set(err, ERR_USAGE,
                       "the terminal type \"%s\" cannot place the cursor; use --plain", term);
    return true;
}

static enum colour_class best_class(void)
{
    if (is_wide)
        return COLOUR_ASCII;
    if (!has_colors() || COLORS < 8)
        return COLOUR_MONO;
    return COLORS >= 256 ? COLOUR_256 : COLORS >= 16 ? COLOUR_16 : COLOUR_8;
}

bool tty_start(struct err *err)
{
    if (!check_terminal(err))
        return false;
    struct measure measure;
    measure_ambiguous(STDIN_FILENO, &measure);
    is_wide = measure.cols == 2;
    signals_remember(STDIN_FILENO);
    set_escdelay(ESC_WAIT_MS);
    screen = newterm(NULL, stdout, stdin);
    if (!screen)
        return err_set(err, ERR_USAGE, "this terminal cannot be used; try --plain");
    (void)set_term(screen);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    mousemask(BUTTON1_CLICKED | BUTTON1_PRESSED, NULL);
    mouseinterval(0);
    best = used = best_class();
    frame_init(&shown, 1, 1);
    is_started = true;
    if (!signals_start(err)) {
        tty_stop();
        return false;
    }
    for (size_t i = measure.typed_len; i-- > 0;)
        if ((unsigned char)measure.typed[i] < 0x80)
            ungetch(measure.typed[i]);
    return true;
}

void tty_stop(void)
{
    if (!is_started)
        return;
    is_started = false;
    endwin();
    signals_stop();
    frame_release(&shown);
    delscreen(screen);
    screen = NULL;
}

void tty_emergency(void)
{
    if (is_started)
        signals_restore();
}

void tty_size(int *cols, int *rows)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        *cols = size.ws_col;
        *rows = size.ws_row;
    } else {
        *cols = COLS;
        *rows = LINES;
    }
    if (is_started && (*cols != COLS || *rows != LINES)) {
        resizeterm(*rows, *cols);
        clearok(curscr, TRUE);
    }
}

enum colour_class tty_colours(const char *wish)
{
    enum colour_class which;
    used = best;
    if (colour_class_parse(wish, &which) && which > best)
        used = which; /* the classes are in order, richest first */
    if (is_started)
        frame_resize(&shown, 1, 1); /* nothing on the screen is right any more */
    return used;
}

bool tty_is_ambiguous_wide(void)
{
    return is_wide;
}

/* --- showing --- */

static attr_t attributes(uint8_t attr)
{
    attr_t made = A_NORMAL;
    if (attr & ATTR_BOLD)
        made |= A_BOLD;
    if (attr & ATTR_DIM)
        made |= A_DIM;
    if (attr & ATTR_REVERSE)
        made |= A_REVERSE;
    if (attr & ATTR_UNDERLINE)
        made |= A_UNDERLINE;
    return made;
}

static void show_cell(const struct cell *cell, int x, int y)
{
    wchar_t wide[WIDE_TEXT];
    const char *text = cell->text[0] ? cell->text : " ";
    if (is_wide && cell->cols == 1)
        text = substitute_narrow(text);
    size_t len = mbstowcs(wide, text, WIDE_TEXT - 1);
    if (len == (size_t)-1 || len == 0) {
        wide[0] = L'?';
        len = 1;
    }
    wide[len < CCHARW_MAX ? len : CCHARW_MAX - 1] = L'\0';
    struct colour colour = colour_of(cell->style, used);
    int pair = 0;
    if (colour.fg >= 0 || colour.bg >= 0)
        pair = alloc_pair(colour.fg, colour.bg);
    if (pair < 0)
        pair = 0;
    cchar_t made;
    if (setcchar(&made, wide, attributes(colour.attr), 0, &pair) == OK)
        (void)mvadd_wch(y, x, &made); /* the last cell reports ERR although it is drawn */
}

void tty_show(const struct frame *frame)
{
    if (!is_started)
        return;
    bool is_new = shown.cols != frame->cols || shown.rows != frame->rows;
    if (is_new) {
        frame_resize(&shown, frame->cols, frame->rows);
        erase();
    }
    size_t count = (size_t)frame->cols * (size_t)frame->rows;
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &frame->cells[i];
        if (cell->cols == 0 || (!is_new && frame_cell_equal(cell, &shown.cells[i])))
            continue;
        show_cell(cell, (int)(i % (size_t)frame->cols), (int)(i / (size_t)frame->cols));
    }
    memcpy(shown.cells, frame->cells, count * sizeof *shown.cells);
    if (frame->cursor_x >= 0 && frame->cursor_x < frame->cols) {
        curs_set(1);
        move(frame->cursor_y, frame->cursor_x);
    } else {
        curs_set(0);
    }
    refresh();
}

void tty_set_echo(bool is_on)
{
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) != 0)
        return;
    if (is_on)
        modes.c_lflag |= ECHO;
    else
        modes.c_lflag &= (tcflag_t)~ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}
