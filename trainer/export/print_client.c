#include "export/print_client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/lang.h"
#include "core/panel_file.h"

extern char **environ;

enum { DEFAULT_TIMEOUT = 12000, MESSAGE_MAX = 2000, CHUNK = 16384, STREAMS = 2 };
enum { DRAWING_MAX = 1 << 20, HANDOUT_MAX = 32 << 20, FAULTS_MAX = 4 << 20, AT_ONCE = 200 };

struct print_client {
    const struct paths *paths;
    int timeout;
};

struct print_client *print_client_new(const struct paths *paths)
{
    struct print_client *self = xcalloc(1, sizeof *self);
    *self = (struct print_client){paths, DEFAULT_TIMEOUT};
    return self;
}

void print_client_free(struct print_client *self)
{
    free(self);
}

void print_client_set_timeout(struct print_client *self, int milliseconds)
{
    self->timeout = milliseconds;
}

/* --- running the helper ------------------------------------------------------------------- */

/* A started helper: its answer comes on pipes[0], its messages on pipes[1]. */
struct helper {
    pid_t pid;
    int pipes[STREAMS];
};

static void close_all(int *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (files[i] >= 0)
            close(files[i]);
}

static bool start(struct helper *self, char **args, struct err *err)
{
    int ends[2 * STREAMS] = {-1, -1, -1, -1}; /* read, write; read, write */
    if (pipe2(ends, O_CLOEXEC) != 0 || pipe2(ends + 2, O_CLOEXEC) != 0) {
        close_all(ends, sizeof ends / sizeof *ends);
        return err_set(err, ERR_IO, N_("cannot make a pipe: %s"), strerror(errno));
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[3], STDERR_FILENO);
    int fault = posix_spawn(&self->pid, args[0], &actions, NULL, args, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    close(ends[3]);
    self->pipes[0] = ends[0];
    self->pipes[1] = ends[2];
    if (fault == 0)
        return true;
    close_all(self->pipes, STREAMS);
    return err_set(err, ERR_IO, N_("cannot start %s: %s"), args[0], strerror(fault));
}

/* Read both pipes to their ends; false when time or room runs out first. */
static bool listen_to(struct helper *self, int timeout, struct sbuf *answers)
{
    struct pollfd polls[STREAMS] = {{self->pipes[0], POLLIN, 0}, {self->pipes[1], POLLIN, 0}};
    msec_t end = clock_monotonic() + timeout;
    int open_count = STREAMS;
    while (open_count > 0) {
        msec_t left = end - clock_monotonic();
        int ready = left > 0 ? poll(polls, STREAMS, (int)left) : 0;
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return false;
        for (int i = 0; i < STREAMS && ready > 0; i++) {
            char chunk[CHUNK];
            if (polls[i].fd < 0 || !polls[i].revents)
                continue;
            ssize_t got = read(polls[i].fd, chunk, sizeof chunk);
            if (got > 0) {
                sbuf_add_len(&answers[i], chunk, (size_t)got);
            } else if (got == 0 || errno != EINTR) {
                polls[i].fd = -1; /* poll passes over it */
                open_count--;
            }
        }
        if (answers[0].is_truncated)
            return false;
    }
    return true;
}

/* Exit status of the helper, -1 if it was killed. */
static int finish(const struct helper *self, bool is_in_time)
{
    int status = 0;
    if (!is_in_time)
        kill(self->pid, SIGKILL);
    while (waitpid(self->pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return is_in_time && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Run the helper with `words` (ends with NULL): what it wrote and its messages to `answers`,
 * its exit status or -1 if it was killed to *status.  ERR_IO: it could not be started. */
static bool run_helper(const struct print_client *self, const char *const *words,
                       struct sbuf *answers, int *status, struct err *err)
{
    const struct paths *paths = self->paths;
    const char *leading[] = {paths->print_helper, "--lang", lang_name(lang_now()), "--locale",
                             paths->locale};
    size_t before = sizeof leading / sizeof *leading, count = 0;
    while (words[count])
        count++;
    char **args = xcalloc(before + count + 1, sizeof *args);
    for (size_t i = 0; i < before + count; i++)
        args[i] = xstrdup(i < before ? leading[i] : words[i - before]);
    struct helper helper;
    bool ok = start(&helper, args, err);
    if (ok) {
        *status = finish(&helper, listen_to(&helper, self->timeout, answers));
        close_all(helper.pipes, STREAMS);
    }
    for (size_t i = 0; i < before + count; i++)
        free(args[i]);
    free(args);
    return ok;
}

/* Take what the helper writes, at most `most` bytes.  `about` stands in the message when it
 * takes too long. */
static bool ask(const struct print_client *self, const char *const *words, size_t most,
                const char *about, char **data, size_t *len, struct err *err)
{
    struct sbuf answers[STREAMS];
    int status = 0;
    sbuf_init(&answers[0], most);
    sbuf_init(&answers[1], MESSAGE_MAX);
    bool ok = run_helper(self, words, answers, &status, err);
    if (ok && status != 0) {
        const char *why = sbuf_text(&answers[1]);
        ok = status < 0 ? err_set(err, ERR_INPUT,
                                  N_("%s: drawing it took too long or too much"), about)
                        : err_set(err, ERR_INPUT, "%.*s", (int)strcspn(why, "\n"), why);
    }
    if (ok) {
        *len = answers[0].len;
        *data = sbuf_take(&answers[0]);
    }
    sbuf_release(&answers[0]);
    sbuf_release(&answers[1]);
    return ok;
}

static bool raster(const struct print_client *self, const char *drawing, char **data,
                   size_t *len, struct err *err)
{
    const char *words[] = {"raster", drawing, "-", NULL};
    return ask(self, words, PANEL_FILE_MAX, drawing, data, len, err);
}

/* --- finding panels ----------------------------------------------------------------------- */

/* The prepared file's bytes if it was made from that drawing (or there is no drawing): decided
 * by content, since times of files mean nothing after a copy. */
static bool read_current(const char *prepared, const char *drawing, char **data, size_t *len,
                         struct err *err)
{
    char *source = NULL;
    size_t source_len = 0;
    if (!file_read(prepared, PANEL_FILE_MAX, data, len, err))
        return false;
    bool is_current = !file_read(drawing, DRAWING_MAX, &source, &source_len, NULL) ||
                      panel_is_from(*data, *len, source, source_len);
    free(source);
    if (is_current)
        return true;
    free(*data);
    *data = NULL;
    return err_set(err, ERR_NOT_FOUND, N_("%s is out of date"), prepared);
}

/* A plain name: nothing that leads out of the folder. */
static bool is_panel_name(const char *name)
{
    size_t len = strlen(name);
    return len > 0 && len < PANEL_NAME_MAX && name[0] != '.' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") ==
               len;
}

static char *in_folder(const char *folder, const char *below, const char *name,
                       const char *ending)
{
    struct sbuf path = {0};
    sbuf_addf(&path, "%s/%s%s%s", folder, below, name, ending);
    return sbuf_take(&path);
}

bool print_client_load(void *context, const char *name, char **data, size_t *len,
                       struct err *err)
{
    struct print_client *self = context;
    if (!is_panel_name(name))
        return err_set(err, ERR_NOT_FOUND, N_("no panel named '%s'"), name);
    char *prepared = in_folder(self->paths->panels, "", name, ".panel");
    char *drawing = in_folder(self->paths->content, "cartoons/panels/", name, ".svg");
    bool ok = read_current(prepared, drawing, data, len, NULL);
    if (!ok && file_exists(drawing))
        ok = raster(self, drawing, data, len, err);
    else if (!ok)
        err_set(err, ERR_NOT_FOUND, N_("no panel named '%s'"), name);
    free(prepared);
    free(drawing);
    return ok;
}

bool print_client_raster(struct print_client *self, const char *path, char **data, size_t *len,
                         struct err *err)
{
    size_t size = strlen(path), ending = strlen(".panel");
    if (size > ending && strcmp(path + size - ending, ".panel") == 0)
        return file_read(path, PANEL_FILE_MAX, data, len, err);
    return raster(self, path, data, len, err);
}

bool print_client_handout(struct print_client *self, const char *const *lesson_files,
                          const char *panels, char **data, size_t *len, struct err *err)
{
    const char *words[] = {"handout", lesson_files[LANG_ZH], lesson_files[LANG_EN], panels, "-",
                           NULL};
    return ask(self, words, HANDOUT_MAX, lesson_files[LANG_ZH], data, len, err);
}

bool print_client_paper(struct print_client *self, const char *text_file, char **data,
                        size_t *len, struct err *err)
{
    const char *words[] = {"paper", text_file, "-", NULL};
    return ask(self, words, HANDOUT_MAX, text_file, data, len, err);
}

/* --- checking drawings -------------------------------------------------------------------- */

/* "FILE:LINE:COL: text" of the file that it is about; false if it is about none of them. */
static bool add_fault(const char *line, const char *const *files, size_t count,
                      struct problems *problems)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(files[i]);
        int row = 0, col = 0, used = 0;
        if (strncmp(line, files[i], len) != 0 || line[len] != ':')
            continue;
        if (sscanf(line + len, ":%d:%d: %n", &row, &col, &used) != 2 || used == 0)
            used = 1 + (line[len + 1] == ' ');
        problems_add(problems, files[i], row, col, "%s", line + len + used);
        return true;
    }
    return false;
}

static void add_faults(char *lines, const char *const *files, size_t count,
                       struct problems *problems)
{
    size_t found = 0;
    char *rest = NULL, *first = NULL;
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        first = first ? first : line;
        found += add_fault(line, files, count, problems);
    }
    if (found == 0) /* it failed as a whole */
        problems_add(problems, files[0], 0, 0, "%s", first ? first : _("refused"));
}

static void check_some(struct print_client *self, const char *const *files, size_t count,
                       struct problems *problems)
{
    const char **words = xcalloc(count + 2, sizeof *words);
    struct sbuf answers[STREAMS];
    struct err err = {0};
    int status = 0;
    words[0] = "check";
    memcpy(words + 1, files, count * sizeof *words);
    sbuf_init(&answers[0], FAULTS_MAX);
    sbuf_init(&answers[1], FAULTS_MAX);
    bool is_run = run_helper(self, words, answers, &status, &err);
    free(words);
    if (!is_run)
        problems_add(problems, files[0], 0, 0, "%s", err.text);
    else if (status < 0 && count > 1) /* one of them: which? */
        for (size_t i = 0; i < count; i++)
            check_some(self, files + i, 1, problems);
    else if (status < 0)
        problems_add(problems, files[0], 0, 0, N_("reading it took too long or too much"));
    else if (status > 0)
        add_faults(answers[1].text, files, count, problems);
    sbuf_release(&answers[0]);
    sbuf_release(&answers[1]);
}

void print_client_check(struct print_client *self, const char *const *files, size_t count,
                        struct problems *problems)
{
    for (size_t i = 0; i < count; i += AT_ONCE)
        check_some(self, files + i, count - i < AT_ONCE ? count - i : AT_ONCE, problems);
}
