#include "tty/measure.h"

#include "core/clock.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { WAIT_MS = 200 };

/* length of a whole report at `text`, 0 if it is none */
static size_t report_length(const char *text, size_t len, int *col)
{
    size_t at = 2;
    if (len < 6 || text[0] != '\033' || text[1] != '[')
        return 0;
    while (at < len && isdigit((unsigned char)text[at]))
        at++;
    if (at >= len || text[at] != ';')
        return 0;
    *col = 0;
    for (at++; at < len && isdigit((unsigned char)text[at]) && *col < 10000; at++)
        *col = *col * 10 + (text[at] - '0');
    return at < len && text[at] == 'R' ? at + 1 : 0;
}

int measure_take_report(char *text, size_t *len)
{
    for (size_t i = 0; i < *len; i++) {
        int col = 0;
        size_t used = report_length(text + i, *len - i, &col);
        if (used > 0) {
            memmove(text + i, text + i + used, *len - i - used);
            *len -= used;
            return col;
        }
    }
    return 0;
}

static bool say(int fd, const char *text)
{
    size_t len = strlen(text);
    return write(fd, text, len) == (ssize_t)len;
}

void measure_ambiguous(int fd, struct measure *out)
{
    memset(out, 0, sizeof *out);
    out->cols = 1;
    struct termios old, raw;
    if (tcgetattr(fd, &old) != 0)
        return;
    raw = old;
    raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    if (tcsetattr(fd, TCSANOW, &raw) != 0)
        return;
    msec_t end = clock_monotonic() + WAIT_MS;
    bool is_asked = say(fd, "\r▀\033[6n");
    while (is_asked && !out->is_answered) {
        msec_t left = end - clock_monotonic();
        struct pollfd waiting = {.fd = fd, .events = POLLIN};
        if (left <= 0 || poll(&waiting, 1, (int)left) <= 0)
            break;
        ssize_t got = read(fd, out->typed + out->typed_len, sizeof out->typed - out->typed_len);
        if (got <= 0)
            break;
        out->typed_len += (size_t)got;
        int col = measure_take_report(out->typed, &out->typed_len);
        if (col > 0) {
            out->is_answered = true;
            out->cols = col - 1 >= 2 ? 2 : 1;
        }
        if (out->typed_len == sizeof out->typed)
            break;
    }
    (void)say(fd, "\r  \r");
    (void)tcsetattr(fd, TCSANOW, &old);
}
