#include "cli/context.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "core/sign.h"
#include "core/text.h"
#include "export/print_client.h"

enum { SECRET_MAX = 1024 };

const struct course *cli_course(struct cli *self, struct err *err)
{
    if (!self->course)
        self->course = course_load(self->paths, self->parts, err);
    return self->course;
}

char *cli_db_path(const struct cli *self)
{
    const char *given = self->db ? self->db : getenv("TRAINER_DB");
    if (given && *given)
        return xstrdup(given);
    const char *data = getenv("XDG_DATA_HOME");
    if (data && *data)
        return file_join(data, "trainer/trainer.db");
    const char *home = getenv("HOME");
    return file_join(home && *home ? home : ".", ".local/share/trainer/trainer.db");
}

static struct app *open_app(struct cli *self,
                            bool (*open)(struct app *app, const char *path,
                                         const struct course *course, const struct paths *paths,
                                         struct err *err),
                            struct err *err)
{
    if (self->app.store)
        return &self->app;
    if (!cli_course(self, err))
        return NULL;
    char *path = cli_db_path(self);
    bool is_open = open(&self->app, path, self->course, self->paths, err);
    if (is_open && !app_can_write(&self->app)) {
        struct err note = {0};
        err_set(&note, ERR_STORAGE, "the database '%s' can only be read; nothing is recorded",
                path);
        cli_complain(&note);
    }
    free(path);
    return is_open ? &self->app : NULL;
}

struct app *cli_app(struct cli *self, struct err *err)
{
    return open_app(self, app_open, err);
}

struct app *cli_app_to_look(struct cli *self, struct err *err)
{
    return open_app(self, app_open_to_look, err);
}

const struct course *cli_course_in_use(struct cli *self, struct err *err)
{
    char *path = cli_db_path(self);
    bool is_there = file_exists(path);
    free(path);
    if (!is_there)
        return cli_course(self, err);
    const struct app *app = cli_app_to_look(self, err);
    return app ? app->course : NULL;
}

/* Does signing in as `id` need a PIN?  Unknown ids say no: session_open() will name them. */
static bool needs_pin(struct app *app, const char *id, bool *needed, struct err *err)
{
    struct officer *list;
    size_t count;
    if (!app_officers(app, &list, &count, err))
        return false;
    *needed = false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].id, id) == 0)
            *needed = list[i].has_pin;
    free(list);
    return true;
}

struct session *cli_session(struct cli *self, struct err *err)
{
    if (self->has_session)
        return &self->session;
    struct app *app = cli_app(self, err);
    if (!app)
        return NULL;
    if (!self->as) {
        err_set(err, ERR_USAGE, N_("who acts? say --as ID before the command"));
        return NULL;
    }
    bool needed;
    if (!needs_pin(app, self->as, &needed, err))
        return NULL;
    char *pin = NULL;
    if (needed && !(pin = cli_secret(self->pin_file, _("PIN: "), err)))
        return NULL;
    self->has_session = session_open(&self->session, app, self->as, pin, err);
    cli_secret_free(pin);
    return self->has_session ? &self->session : NULL;
}

void cli_release(struct cli *self)
{
    app_close(&self->app);
    course_free(self->course);
    self->course = NULL;
}

static void cut_line(char *text)
{
    text[strcspn(text, "\r\n")] = '\0';
}

static char *ask_secret(const char *prompt, struct err *err)
{
    FILE *tty = fopen("/dev/tty", "r");
    if (!tty) {
        err_set(err, ERR_NOT_ALLOWED,
                N_("a secret is needed and there is no terminal to ask; put it in a file"));
        return NULL;
    }
    struct termios before, silent;
    int fd = fileno(tty);
    bool is_silent = tcgetattr(fd, &before) == 0;
    if (is_silent) {
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        is_silent = tcsetattr(fd, TCSAFLUSH, &silent) == 0;
    }
    fputs(prompt, stderr);
    char *line = xcalloc(1, SECRET_MAX);
    bool is_read = fgets(line, SECRET_MAX, tty) != NULL;
    if (is_silent)
        tcsetattr(fd, TCSAFLUSH, &before);
    fputc('\n', stderr);
    fclose(tty);
    if (is_read) {
        cut_line(line);
        return line;
    }
    cli_secret_free(line);
    err_set(err, ERR_NOT_ALLOWED, N_("nothing was typed"));
    return NULL;
}

char *cli_secret(const char *file, const char *prompt, struct err *err)
{
    if (!file)
        return ask_secret(prompt, err);
    char *text;
    size_t len;
    if (!file_read(file, SECRET_MAX, &text, &len, err))
        return NULL;
    cut_line(text);
    return text;
}

void cli_secret_free(char *secret)
{
    if (secret)
        sign_wipe(secret, strlen(secret));
    free(secret);
}

void cli_print(const struct sbuf *text)
{
    fwrite(sbuf_text(text), 1, text->len, stdout);
}

void cli_print_json(struct json *value)
{
    struct sbuf out = {0};
    json_write(value, false, &out);
    sbuf_add_char(&out, '\n');
    cli_print(&out);
    sbuf_release(&out);
    json_free(value);
}

void cli_print_either(const struct args *args, struct json *value, struct sbuf *text)
{
    if (args_has(args, "--json")) {
        cli_print_json(value);
    } else {
        cli_print(text);
        json_free(value);
    }
    sbuf_release(text);
}

void cli_complain(const struct err *err)
{
    fprintf(stderr, "trainer: %s\n", err->text);
}

void cli_check(struct cli *self, const char *const *files, size_t count,
               struct course_panels *panels, struct problems *problems)
{
    course_check(self->paths, files, count, panels, problems);
    if (panels->count > 0)
        print_client_check(self->print, (const char *const *)panels->paths, panels->count,
                           problems);
}

void cli_print_problems(struct problems *problems)
{
    struct sbuf out = {0};
    problems_write(problems, &out);
    fputs(sbuf_text(&out), stderr);
    sbuf_release(&out);
}

bool cli_problems(struct problems *problems, struct err *err)
{
    cli_print_problems(problems);
    if (problems->errors == 0)
        return true;
    return err_set(err, ERR_INPUT, N_("faults found: %zu"), problems->errors);
}

void cli_print_citation(const struct catalog *catalog, const char *reference)
{
    char *citation =
        catalog ? catalog_citation(catalog, reference, lang_now()) : xstrdup(reference);
    printf(" · %s", citation);
    free(citation);
}

bool cli_day(const struct args *args, int32_t *day, struct err *err)
{
    const char *text = args_get(args, "--on");
    *day = calendar_day_of(clock_now());
    if (text && !calendar_parse_day(text, day))
        return err_set(err, ERR_USAGE, N_("'%s' is no date; write it as 2026-11-22"), text);
    return true;
}
