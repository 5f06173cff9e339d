/* main.c - wires the layers: arguments, places, language, content, database, terminal. */
#include "cli/command.h"
#include "cli/context.h"
#include "core/file.h"
#include "core/sign.h"
#include "export/print_client.h"
#include "tty/facts.h"
#include "tty/tty.h"
#include "ui/action.h"
#include "ui/ui.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- what others need from here --- */

/* Any drawing by path, for `cartoon show`. */
static struct panel *panel_of_file(void *context, const char *path, struct err *err)
{
    char *data;
    size_t len;
    if (!print_client_raster(context, path, &data, &len, err))
        return NULL;
    struct panel *panel = panel_parse(data, len, err);
    free(data);
    return panel;
}

static void terminal_size(void *context, int *cols, int *rows)
{
    (void)context;
    tty_size(cols, rows);
}

static void terminal_show(void *context, const struct frame *frame)
{
    (void)context;
    tty_show(frame);
}

static void terminal_read(void *context, int timeout_ms, struct input *input)
{
    (void)context;
    tty_read(timeout_ms, input);
}

static enum colour_class terminal_colours(void *context, const char *wish)
{
    (void)context;
    return tty_colours(wish);
}

static const struct ui_terminal terminal = {
    .size = terminal_size,
    .show = terminal_show,
    .read = terminal_read,
    .colours = terminal_colours,
};

/* A database in memory for the demo: the user's own is not touched. */
struct demo {
    struct app app;
    const struct cli *cli;
};

static struct app *demo_app(void *context, struct err *err)
{
    struct demo *demo = context;
    app_close(&demo->app);
    return app_open(&demo->app, NULL, demo->cli->course, demo->cli->paths, err) ? &demo->app
                                                                                : NULL;
}

/* --- ways to run --- */

static bool run_screen(const struct ui_setup *setup, bool is_plain, struct err *err)
{
    if (!is_plain && !tty_start(err))
        return false;
    struct ui *ui = ui_new(setup);
    if (is_plain) {
        ui_run_plain(ui, stdin, stdout, isatty(STDIN_FILENO) ? tty_set_echo : NULL);
    } else {
        err_set_last_words(tty_emergency);
        ui_run(ui, &terminal);
        tty_stop();
        err_set_last_words(NULL);
    }
    ui_free(ui);
    return true;
}

static bool run_ui(struct cli *cli, bool is_plain, bool is_demo, struct err *err)
{
    struct demo demo = {.cli = cli};
    struct ui_setup setup = {.panels = cli->panels,
                             .print = cli->print,
                             .as = cli->as,
                             .is_demo = is_demo,
                             .demo_app = demo_app,
                             .demo_context = &demo};
    char *pin = NULL;
    cli->parts = COURSE_CHECKED;
    bool is_good = cli_course(cli, err) != NULL;
    if (is_good && cli->pin_file) {
        pin = cli_secret(cli->pin_file, "", err);
        is_good = pin != NULL;
    }
    if (is_good) {
        setup.pin = pin;
        setup.app = is_demo ? demo_app(&demo, err) : cli_app(cli, err);
        is_good = setup.app && run_screen(&setup, is_plain, err);
    }
    cli_secret_free(pin);
    app_close(&demo.app);
    return is_good;
}

static bool has_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static void add_version(struct sbuf *out)
{
    sbuf_addf(out, "trainer %s\n", TRAINER_VERSION);
}

/* The manual: commands from their table, keys from theirs. */
static void add_manual(struct sbuf *out)
{
    struct sbuf keys = {0};
    size_t count;
    const struct action *actions = action_table(&count);
    sbuf_add(&keys, ".Bl -tag -width Ds -compact\n");
    for (size_t i = 0; i < count; i++)
        sbuf_addf(&keys, ".It %s\n%s\n", actions[i].shown, _(actions[i].help));
    sbuf_add(&keys, ".El\n");
    command_man(sbuf_text(&keys), out);
    sbuf_release(&keys);
}

/* Options that only print something; false if none was given. */
static bool told_about(const struct args *globals)
{
    static const struct {
        const char *option;
        void (*add)(struct sbuf *out);
    } rows[] = {
        {"--help", command_help},
        {"--version", add_version},
        {"--man-page", add_manual},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!args_has(globals, rows[i].option))
            continue;
        struct sbuf text = {0};
        rows[i].add(&text);
        cli_print(&text);
        sbuf_release(&text);
        return true;
    }
    return false;
}

static int run(struct cli *cli, const struct args *globals, int argc, char **argv)
{
    struct err err = {0};
    bool is_plain = args_has(globals, "--plain");
    bool is_demo = argc == 1 && strcmp(argv[0], "demo") == 0 && !is_plain && has_terminal();
    if (told_about(globals))
        return 0;
    if (argc > 0 && !is_demo)
        return command_main(cli, argc, argv);
    if (run_ui(cli, is_plain, is_demo, &err))
        return 0;
    cli_complain(&err);
    return err_exit_status(err.code);
}

/* A UTF-8 locale even where the environment names none; another character set stays, and is
 * refused with its name when the screen starts. */
static void set_locale(void)
{
    bool is_set = setlocale(LC_ALL, "") != NULL;
    const char *name = setlocale(LC_CTYPE, NULL);
    if (!is_set || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0)
        (void)setlocale(LC_ALL, "C.UTF-8");
    (void)setlocale(LC_NUMERIC, "C");
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct args globals;
    struct paths paths = {0};
    struct cli cli = {.paths = &paths};
    struct print_client *print = print_client_new(&paths);
    struct panel_source panels = {print, print_client_load};
    enum lang lang = lang_from_environment();
    int used = 0, status;
    set_locale();
    bool is_good =
        args_parse(&globals, argc - 1, argv + 1, command_global_options(), true, &used, &err) &&
        paths_find(&paths, args_get(&globals, "--content"), &err);
    if (is_good && args_has(&globals, "--lang") &&
        !lang_parse(args_get(&globals, "--lang"), &lang))
        is_good = err_set(&err, ERR_USAGE, "--lang is zh or en, not '%s'",
                          args_get(&globals, "--lang"));
    if (paths.locale)
        lang_init(paths.locale, lang);
    is_good = is_good && clock_init(&err) && sign_init(&err);
    if (is_good) {
        cli.db = args_get(&globals, "--db");
        cli.as = args_get(&globals, "--as");
        cli.pin_file = args_get(&globals, "--pin-file");
        cli.panels = &panels;
        cli.panel_of_file = panel_of_file;
        cli.print = print;
        cli.look_at_terminal = facts_look;
        status = run(&cli, &globals, argc - 1 - used, argv + 1 + used);
    } else {
        cli_complain(&err);
        status = err_exit_status(err.code);
    }
    cli_release(&cli);
    print_client_free(print);
    paths_release(&paths);
    exit(status);
}
