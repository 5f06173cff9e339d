/* keys.c - waiting for input and what ncurses' keys mean. */
#include "tty/tty.h"

#include "core/clock.h"
#include "tty/signals.h"

#include <curses.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

enum { ESCAPE = 27, DEL = 127, SEQUENCE_MAX = 32 };

static const struct {
    wint_t key;
    enum input_kind kind;
} specials[] = {
    {KEY_UP, INPUT_UP},         {KEY_DOWN, INPUT_DOWN},
    {KEY_LEFT, INPUT_LEFT},     {KEY_RIGHT, INPUT_RIGHT},
    {KEY_HOME, INPUT_HOME},     {KEY_END, INPUT_END},
    {KEY_PPAGE, INPUT_PAGE_UP}, {KEY_NPAGE, INPUT_PAGE_DOWN},
    {KEY_DC, INPUT_DELETE},     {KEY_BACKSPACE, INPUT_BACKSPACE},
    {KEY_ENTER, INPUT_ENTER},   {KEY_F(1), INPUT_F1},
    {KEY_F(2), INPUT_F2},       {KEY_F(3), INPUT_F3},
    {KEY_F(5), INPUT_F5},       {KEY_RESIZE, INPUT_RESIZE},
};

static const struct {
    wint_t character;
    enum input_kind kind;
} controls[] = {
    {'\r', INPUT_ENTER}, {'\n', INPUT_ENTER}, {'\b', INPUT_BACKSPACE}, {DEL, INPUT_BACKSPACE},
    {'\t', INPUT_TAB},   {1, INPUT_HOME},     {5, INPUT_END},          {12, INPUT_RESIZE},
};

static void take_special(wint_t key, struct input *input)
{
    if (key == KEY_MOUSE) {
        MEVENT event;
        if (getmouse(&event) == OK) {
            input->kind = INPUT_CLICK;
            input->x = event.x;
            input->y = event.y;
        }
        return;
    }
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++)
        if (specials[i].key == key)
            input->kind = specials[i].kind;
    if (input->kind == INPUT_RESIZE)
        clearok(curscr, TRUE);
}

/* After ESC: a sequence that terminfo does not know (a late cursor report, an odd key) is
 * swallowed whole, or its letters would count as typed. */
static void take_escape(struct input *input)
{
    wint_t next;
    if (get_wch(&next) == ERR) {
        input->kind = INPUT_ESC;
        return;
    }
    if (next != '[' && next != 'O') {
        unget_wch((wchar_t)next);
        input->kind = INPUT_ESC;
        return;
    }
    for (int i = 0; i < SEQUENCE_MAX; i++)
        if (get_wch(&next) == ERR || (next >= 0x40 && next <= 0x7e))
            return;
}

static void take_character(wint_t character, struct input *input)
{
    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++)
        if (controls[i].character == character) {
            input->kind = controls[i].kind;
            if (input->kind == INPUT_RESIZE) /* Ctrl-L: draw anew */
                clearok(curscr, TRUE);
            return;
        }
    if (character == ESCAPE) {
        take_escape(input);
        return;
    }
    if (!iswprint(character))
        return;
    char text[MB_LEN_MAX + 1];
    mbstate_t state;
    memset(&state, 0, sizeof state);
    size_t len = wcrtomb(text, (wchar_t)character, &state);
    if (len == (size_t)-1 || len >= INPUT_TEXT_MAX)
        return;
    memcpy(input->text, text, len);
    input->text[len] = '\0';
    input->kind = INPUT_TEXT;
}

/* true if a key was there (even one without a meaning) */
static bool take_key(struct input *input)
{
    wint_t key;
    int kind = get_wch(&key);
    if (kind == ERR)
        return false;
    if (kind == KEY_CODE_YES)
        take_special(key, input);
    else
        take_character(key, input);
    return true;
}

/* Stop as the shell's user asked, in ordinary code, and draw everything again after. */
static void stop_for_a_while(void)
{
    def_prog_mode();
    endwin();
    (void)raise(SIGSTOP);
    reset_prog_mode();
    clearok(curscr, TRUE);
    refresh();
}

static void take_signals(struct input *input)
{
    unsigned flags = signals_take();
    if (flags & SIGNALS_STOP)
        stop_for_a_while();
    if (flags & SIGNALS_CONTINUED)
        clearok(curscr, TRUE);
    if (flags)
        input->kind = INPUT_RESIZE;
}

void tty_read(int timeout_ms, struct input *input)
{
    memset(input, 0, sizeof *input);
    bool is_hung_up = false;
    msec_t end = timeout_ms < 0 ? 0 : clock_monotonic() + timeout_ms;
    for (;;) {
        if (take_key(input)) {
            if (input->kind != INPUT_NONE)
                return;
            continue;
        }
        if (is_hung_up) {
            input->kind = INPUT_CLOSED;
            return;
        }
        int wait = -1;
        if (timeout_ms >= 0) {
            msec_t left = end - clock_monotonic();
            wait = left > 0 ? (int)left : 0;
        }
        struct pollfd waiting[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                    {.fd = signals_fd(), .events = POLLIN}};
        int ready = poll(waiting, 2, wait);
        if (ready < 0 && errno != EINTR)
            BUG("poll: %s", strerror(errno));
        if (ready > 0 && (waiting[1].revents & POLLIN)) {
            take_signals(input);
            if (input->kind != INPUT_NONE)
                return;
        }
        is_hung_up = ready > 0 && (waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL));
        if (ready == 0 && timeout_ms >= 0)
            return;
    }
}
