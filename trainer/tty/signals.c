#include "tty/signals.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { WAY_BACK_MAX = 512 };

static const int deadly[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV,
                             SIGBUS,  SIGFPE, SIGILL, SIGABRT};
static const int waking[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { DEADLY = sizeof deadly / sizeof deadly[0], WAKING = sizeof waking / sizeof waking[0] };

static struct termios modes;
static int terminal_fd = -1;
static char way_back[WAY_BACK_MAX];
static size_t way_back_len;
static int wake[2] = {-1, -1};
static volatile sig_atomic_t flags;
static struct sigaction old_deadly[DEADLY], old_waking[WAKING];

static void add_way_back(const char *text)
{
    if (!text || text == (const char *)-1)
        return;
    size_t len = strlen(text);
    /* padding marks "$<5>" are for tputs only */
    const char *padding = strstr(text, "$<");
    if (padding)
        len = (size_t)(padding - text);
    if (way_back_len + len > WAY_BACK_MAX)
        return;
    memcpy(way_back + way_back_len, text, len);
    way_back_len += len;
}

void signals_remember(int fd)
{
    terminal_fd = tcgetattr(fd, &modes) == 0 ? fd : -1;
    way_back_len = 0;
    add_way_back("\033[?1000l\033[?1002l\033[?1003l\033[?1006l");
    add_way_back(exit_attribute_mode);
    add_way_back(orig_pair);
    add_way_back(keypad_local);
    add_way_back(cursor_normal);
    add_way_back(exit_ca_mode ? exit_ca_mode : "\r\n");
}

void signals_restore(void)
{
    if (terminal_fd < 0)
        return;
    ssize_t done = write(STDOUT_FILENO, way_back, way_back_len);
    (void)done;
    (void)tcsetattr(terminal_fd, TCSANOW, &modes);
}

static void die(int number)
{
    signals_restore();
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigemptyset(&standard.sa_mask);
    (void)sigaction(number, &standard, NULL);
    (void)raise(number); /* delivered when this handler returns */
}

static void note(int number)
{
    int saved = errno;
    flags = flags | (number == SIGWINCH  ? SIGNALS_RESIZED
                     : number == SIGTSTP ? SIGNALS_STOP
                                         : SIGNALS_CONTINUED);
    ssize_t done = write(wake[1], "!", 1);
    (void)done;
    errno = saved;
}

bool signals_start(struct err *err)
{
    if (pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0)
        return err_set(err, ERR_IO, "cannot make a pipe: %s", strerror(errno));
    struct sigaction dying = {.sa_handler = die, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&dying.sa_mask);
    for (size_t i = 0; i < DEADLY; i++)
        (void)sigaction(deadly[i], &dying, &old_deadly[i]);
    struct sigaction noting = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&noting.sa_mask);
    for (size_t i = 0; i < WAKING; i++)
        (void)sigaction(waking[i], &noting, &old_waking[i]);
    return true;
}

void signals_stop(void)
{
    for (size_t i = 0; i < DEADLY; i++)
        (void)sigaction(deadly[i], &old_deadly[i], NULL);
    for (size_t i = 0; i < WAKING; i++)
        (void)sigaction(waking[i], &old_waking[i], NULL);
    (void)close(wake[0]);
    (void)close(wake[1]);
    wake[0] = wake[1] = terminal_fd = -1;
}

int signals_fd(void)
{
    return wake[0];
}

unsigned signals_take(void)
{
    char drop[64];
    while (read(wake[0], drop, sizeof drop) > 0)
        ;
    unsigned taken = (unsigned)flags;
    flags = 0;
    return taken;
}
