#include "support/screen_private.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>
#include <unistr.h>
#include <uniwidth.h>

enum { SLICE = 20 /* ms between looks at whether the program has ended */, ENV_MAX = 64 };

extern char **environ;

int64_t screen_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The harness cannot go on: a full disk, no pseudo-terminal. */
static void need(bool is_ok, const char *what)
{
    if (!is_ok)
        fail_msg("%s: %s", what, strerror(errno));
}

static char *format_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *format_text(const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    need(len >= 0, "no memory");
    return text;
}

char *screen_program(const char *name)
{
    const char *build = getenv("BUILD");
    char *relative = format_text("%s/%s", build && *build ? build : "build/default", name);
    char *path = realpath(relative, NULL);
    if (!path)
        fail_msg("%s is not built", relative);
    free(relative);
    return path;
}

/* --- starting ----------------------------------------------------------------------------- */

struct environment {
    char *rows[ENV_MAX + 1];
    size_t count;
};

/* Takes `row`, "NAME=value"; a later one of the same name replaces the earlier. */
static void set_row(struct environment *self, char *row)
{
    size_t name_len = strcspn(row, "=") + 1;
    for (size_t i = 0; i < self->count; i++) {
        if (strncmp(self->rows[i], row, name_len) == 0) {
            free(self->rows[i]);
            self->rows[i] = row;
            return;
        }
    }
    if (self->count == ENV_MAX)
        fail_msg("more than %d environment variables", ENV_MAX);
    self->rows[self->count++] = row;
}

static void pin(struct environment *self, const char *name, const char *value,
                const char *standard)
{
    if (!value)
        value = standard;
    if (*value)
        set_row(self, format_text("%s=%s", name, value));
}

/* Nothing of the person who runs the tests gets through but where programs are found. */
static void make_environment(struct environment *self, const struct screen_options *options,
                             const char *home)
{
    static const char *const kept[] = {"PATH", "BUILD", "ASAN_OPTIONS", "UBSAN_OPTIONS",
                                       "LSAN_OPTIONS"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (getenv(kept[i]))
            set_row(self, format_text("%s=%s", kept[i], getenv(kept[i])));
    set_row(self, format_text("HOME=%s", home));
    set_row(self, format_text("TMPDIR=%s", home));
    set_row(self, format_text("XDG_DATA_HOME=%s/data", home));
    set_row(self, format_text("XDG_CONFIG_HOME=%s/config", home));
    set_row(self, format_text("XDG_CACHE_HOME=%s/cache", home));
    set_row(self, format_text("XDG_STATE_HOME=%s/state", home));
    set_row(self, format_text("XDG_RUNTIME_DIR=%s", home));
    pin(self, "TERM", options->term, "xterm-256color");
    pin(self, "LANG", options->lang, "C.UTF-8");
    pin(self, "TZ", NULL, "Asia/Shanghai");
    pin(self, "TRAINER_NOW", options->now, "2026-11-22T09:00:00+08:00");
    pin(self, "TRAINER_SEED", options->seed, "1");
    for (size_t i = 0; options->env && options->env[i]; i++)
        set_row(self, format_text("%s", options->env[i]));
}

static void give_home(struct screen *self, const char *home)
{
    self->is_fresh_home = !home;
    if (home) {
        self->home = format_text("%s", home);
        return;
    }
    const char *folder = getenv("TMPDIR");
    self->home = format_text("%s/screen-XXXXXX", folder && *folder ? folder : "/tmp");
    need(mkdtemp(self->home) != NULL, "cannot make a home folder");
}

static int on_property(VTermProp property, VTermValue *value, void *self)
{
    (void)self;
    (void)value;
    return property == VTERM_PROP_ALTSCREEN || property == VTERM_PROP_CURSORVISIBLE ||
           property == VTERM_PROP_MOUSE;
}

static void answer(const char *bytes, size_t len, void *user)
{
    struct screen *self = user;
    while (len > 0) {
        ssize_t done = write(self->master, bytes, len);
        if (done < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = self->master, .events = POLLOUT};
            poll(&ready, 1, SLICE);
        } else if (done < 0 && errno != EINTR) {
            return; /* the program is gone: nobody listens */
        } else if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        }
    }
}

static void answer_report(const char *bytes, size_t len, void *user)
{
    struct screen *self = user;
    if (!self->is_mute)
        answer(bytes, len, user);
}

static void make_terminal(struct screen *self)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    struct winsize size = {.ws_row = (unsigned short)self->rows,
                           .ws_col = (unsigned short)self->cols};
    need(openpty(&self->master, &self->slave, NULL, NULL, &size) == 0, "no pseudo-terminal");
    fcntl(self->master, F_SETFD, FD_CLOEXEC);
    fcntl(self->slave, F_SETFD, FD_CLOEXEC);
    fcntl(self->master, F_SETFL, O_NONBLOCK);
    need(tcgetattr(self->slave, &self->before) == 0, "no terminal settings");
    self->vterm = vterm_new(self->rows, self->cols);
    vterm_set_utf8(self->vterm, 1);
    vterm_output_set_callback(self->vterm, answer_report, self);
    self->state = vterm_obtain_state(self->vterm);
    self->cells = vterm_obtain_screen(self->vterm);
    vterm_screen_set_callbacks(self->cells, &callbacks, self);
    vterm_screen_enable_altscreen(self->cells, 1);
    vterm_screen_reset(self->cells, 1);
    self->is_on[25] = true; /* the cursor */
}

static void run_program(const struct screen *self, const char *const argv[],
                        struct environment *environment)
{
    int slave = dup(self->slave);
    if (slave < 0 || login_tty(slave) != 0)
        _exit(126);
    signal(SIGPIPE, SIG_DFL);
    environ = environment->rows;
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    dprintf(STDERR_FILENO, "cannot start %s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

struct screen *screen_start(const struct screen_options *options, const char *const argv[])
{
    static const struct screen_options standard;
    if (!options)
        options = &standard;
    struct screen *self = calloc(1, sizeof *self);
    need(self != NULL, "no memory");
    self->cols = options->cols ? options->cols : 80;
    self->rows = options->rows ? options->rows : 24;
    self->is_wide = options->is_wide;
    self->is_mute = options->is_mute;
    give_home(self, options->home);
    struct environment environment = {0};
    make_environment(&environment, options, self->home);
    make_terminal(self);
    self->pid = fork();
    need(self->pid >= 0, "cannot fork");
    if (self->pid == 0)
        run_program(self, argv, &environment);
    for (size_t i = 0; i < environment.count; i++)
        free(environment.rows[i]);
    return self;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

static void end_program(struct screen *self)
{
    if (self->pid > 0) {
        kill(self->pid, SIGKILL);
        waitpid(self->pid, &self->status, 0);
        self->pid = 0;
    }
}

void screen_close(struct screen *self)
{
    if (!self)
        return;
    end_program(self);
    vterm_free(self->vterm);
    if (self->master >= 0)
        close(self->master);
    close(self->slave);
    if (self->is_fresh_home)
        nftw(self->home, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(self->home);
    free(self);
}

const char *screen_home(const struct screen *self)
{
    return self->home;
}

/* --- output of the program ------------------------------------------------------------------
 */

/* libvterm tells of some modes only; this notes every "CSI ? n;n h" or l. */
static void watch_modes(struct screen *self, char c)
{
    static const char start[] = "\033[?";
    if (self->escape < 3) {
        self->escape = c == start[self->escape] ? self->escape + 1 : c == '\033';
        self->mode = 0;
        self->mode_count = 0;
        return;
    }
    if (c >= '0' && c <= '9') {
        self->mode = self->mode < 10000 ? self->mode * 10 + (unsigned)(c - '0') : 10000;
        return;
    }
    if (self->mode_count < sizeof self->modes / sizeof *self->modes)
        self->modes[self->mode_count++] = self->mode;
    self->mode = 0;
    if (c == ';')
        return;
    self->escape = c == '\033';
    for (size_t i = 0; i < self->mode_count && (c == 'h' || c == 'l'); i++)
        if (self->modes[i] < SCREEN_MODE_MAX)
            self->is_on[self->modes[i]] = c == 'h';
}

/* A terminal set to wide ambiguous characters is one that draws a blank behind each. */
static void feed_wide(struct screen *self, const char *bytes, size_t len)
{
    char text[sizeof self->partial + 4096];
    while (len > 0) {
        size_t room = sizeof text - self->partial_len;
        size_t take = len < room ? len : room;
        memcpy(text, self->partial, self->partial_len);
        memcpy(text + self->partial_len, bytes, take);
        size_t have = self->partial_len + take, at = 0;
        self->partial_len = 0;
        while (at < have) {
            ucs4_t uc;
            int used = u8_mbtoucr(&uc, (const uint8_t *)text + at, have - at);
            if (used == -2)
                break; /* goes on in the next read */
            used = used < 1 ? 1 : used;
            vterm_input_write(self->vterm, text + at, (size_t)used);
            if (used > 1 && uc_width(uc, "UTF-8") == 1 && uc_width(uc, "GBK") == 2)
                vterm_input_write(self->vterm, " ", 1);
            at += (size_t)used;
        }
        self->partial_len = have - at;
        memcpy(self->partial, text + at, self->partial_len);
        bytes += take;
        len -= take;
    }
}

/* Read until there is nothing more for now. False: there was nothing. */
static bool read_output(struct screen *self)
{
    bool got_some = false;
    char bytes[4096];
    ssize_t got;
    while ((got = read(self->master, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < got; i++)
            watch_modes(self, bytes[i]);
        self->bytes += (size_t)got;
        if (self->is_wide)
            feed_wide(self, bytes, (size_t)got);
        else
            vterm_input_write(self->vterm, bytes, (size_t)got);
        got_some = true;
    }
    return got_some;
}

bool screen_pump(struct screen *self, int ms)
{
    struct pollfd ready = {.fd = self->master, .events = POLLIN};
    if (poll(&ready, 1, ms) <= 0)
        return false;
    return read_output(self);
}

bool screen_has_ended(struct screen *self)
{
    if (self->pid > 0 && waitpid(self->pid, &self->status, WNOHANG) == self->pid)
        self->pid = 0;
    return self->pid == 0;
}

int screen_wait_exit(struct screen *self, int ms)
{
    int64_t end = screen_clock() + ms;
    while (!screen_has_ended(self)) {
        if (screen_clock() > end)
            screen_fail(self, "the program did not end within %d ms", ms);
        screen_pump(self, SLICE);
    }
    read_output(self);
    return self->status;
}

static void wait_for(struct screen *self, const char *text, bool is_wanted, int ms)
{
    int64_t end = screen_clock() + ms;
    while (screen_shows(self, text) != is_wanted) {
        if (screen_has_ended(self) && !screen_pump(self, 0) &&
            screen_shows(self, text) != is_wanted)
            screen_fail(self, "the program ended (status %#x) before the screen %s \"%s\"",
                        (unsigned)self->status, is_wanted ? "showed" : "lost", text);
        if (screen_clock() > end)
            screen_fail(self, "after %d ms the screen still %s \"%s\"", ms,
                        is_wanted ? "lacks" : "shows", text);
        screen_pump(self, SLICE);
    }
}

void screen_wait_text(struct screen *self, const char *text, int ms)
{
    wait_for(self, text, true, ms);
}

void screen_wait_gone(struct screen *self, const char *text, int ms)
{
    wait_for(self, text, false, ms);
}

size_t screen_bytes(const struct screen *self)
{
    return self->bytes;
}

void screen_fail(struct screen *self, const char *format, ...)
{
    char message[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    char *text = screen_text(self);
    print_error("--- the screen, %dx%d ---\n%s\n--- end ---\n", self->cols, self->rows, text);
    free(text);
    end_program(self);
    fail_msg("%s", message);
    abort(); /* fail_msg() has left already */
}

/* --- what a person does
 * ----------------------------------------------------------------------- */

void screen_type(struct screen *self, const char *text)
{
    answer(text, strlen(text), self);
}

void screen_press(struct screen *self, enum screen_key key)
{
    static const VTermKey keys[] = {
        [SCREEN_ENTER] = VTERM_KEY_ENTER,
        [SCREEN_TAB] = VTERM_KEY_TAB,
        [SCREEN_BACKSPACE] = VTERM_KEY_BACKSPACE,
        [SCREEN_ESC] = VTERM_KEY_ESCAPE,
        [SCREEN_UP] = VTERM_KEY_UP,
        [SCREEN_DOWN] = VTERM_KEY_DOWN,
        [SCREEN_LEFT] = VTERM_KEY_LEFT,
        [SCREEN_RIGHT] = VTERM_KEY_RIGHT,
        [SCREEN_HOME] = VTERM_KEY_HOME,
        [SCREEN_END] = VTERM_KEY_END,
        [SCREEN_PAGE_UP] = VTERM_KEY_PAGEUP,
        [SCREEN_PAGE_DOWN] = VTERM_KEY_PAGEDOWN,
        [SCREEN_DELETE] = VTERM_KEY_DEL,
        [SCREEN_F1] = (VTermKey)VTERM_KEY_FUNCTION(1),
        [SCREEN_F2] = (VTermKey)VTERM_KEY_FUNCTION(2),
        [SCREEN_F3] = (VTermKey)VTERM_KEY_FUNCTION(3),
        [SCREEN_F4] = (VTermKey)VTERM_KEY_FUNCTION(4),
        [SCREEN_F5] = (VTermKey)VTERM_KEY_FUNCTION(5),
    };
    /* a person sends keys however mute the terminal is to reports */
    vterm_output_set_callback(self->vterm, answer, self);
    vterm_keyboard_key(self->vterm, keys[key], VTERM_MOD_NONE);
    vterm_output_set_callback(self->vterm, answer_report, self);
}

void screen_click(struct screen *self, int x, int y)
{
    vterm_output_set_callback(self->vterm, answer, self);
    vterm_mouse_move(self->vterm, y, x, VTERM_MOD_NONE);
    vterm_mouse_button(self->vterm, 1, true, VTERM_MOD_NONE);
    vterm_mouse_button(self->vterm, 1, false, VTERM_MOD_NONE);
    vterm_output_set_callback(self->vterm, answer_report, self);
}

void screen_resize(struct screen *self, int cols, int rows)
{
    read_output(self); /* what was drawn for the old size belongs there */
    self->cols = cols;
    self->rows = rows;
    vterm_set_size(self->vterm, rows, cols);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    need(ioctl(self->master, TIOCSWINSZ, &size) == 0, "cannot resize");
}

void screen_signal(struct screen *self, int signal)
{
    if (screen_has_ended(self))
        screen_fail(self, "signal %d comes too late: the program has ended", signal);
    need(kill(self->pid, signal) == 0, "cannot send a signal");
}

void screen_put_aside(struct screen *self)
{
    screen_signal(self, SIGTSTP);
    int64_t end = screen_clock() + SCREEN_PATIENCE;
    int status = 0;
    while (waitpid(self->pid, &status, WUNTRACED | WNOHANG) != self->pid) {
        if (screen_clock() > end)
            screen_fail(self, "the program does not stop");
        screen_pump(self, SLICE);
    }
    if (!WIFSTOPPED(status))
        screen_fail(self, "the program ended (status %#x) instead of stopping",
                    (unsigned)status);
    read_output(self);
}

void screen_hang_up(struct screen *self)
{
    read_output(self);
    close(self->master);
    self->master = -1; /* poll() passes over it */
}
