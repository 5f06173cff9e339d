/* command.h - the commands of `trainer`, one table row each (product §4 is the contract).
 *
 * Results go to stdout, messages to stderr.  Help texts and the man page come from the table.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "app/app.h"
#include "art/panel.h"
#include "cli/args.h"
#include "core/terminal.h"

/* One call of the program.  main.c makes it; course and database open when first needed. */
struct cli {
    const char *db;       /* --db, NULL = the usual place */
    const char *as;       /* --as: who acts */
    const char *pin_file; /* --pin-file */
    const struct paths *paths;
    const struct panel_source *panels;
    struct panel *(*panel_of_file)(void *context, const char *path, struct err *err);
    struct print_client *print; /* borrowed: drawings and papers; what panel_of_file takes */
    void (*look_at_terminal)(struct terminal_facts *out);
    enum course_parts parts; /* how much cli_course() loads */
    struct course *course;   /* use cli_course() */
    struct app app;          /* use cli_app() */
    struct session session;  /* use cli_session() */
    bool has_session;
    int status; /* 0, or 1 when the answer is no */
};

struct command {
    const char *name;        /* "lesson show" */
    const char *operands;    /* "ID" as in a synopsis */
    size_t least, most;      /* how many operands */
    enum course_parts parts; /* what it needs of the content */
    const struct option_row *options;
    const char *summary; /* msgid */
    const char *detail;  /* msgid: what a person must know besides; NULL = nothing */
    bool (*run)(struct cli *self, const struct args *args, struct err *err);
};

/* All commands; *count rows. */
const struct command *command_table(size_t *count) MUST_USE;
/* Options that stand before the command, ends with a NULL name. */
const struct option_row *command_global_options(void) MUST_USE;

/* Run `argv` (without program name and global options); returns the exit status after printing
 * what went wrong.  0 words is a usage error here: main.c starts the screen itself. */
int command_main(struct cli *self, int argc, char *const *argv) MUST_USE;
void cli_release(struct cli *self);

/* `trainer --help`; and the man page in mdoc, `keys` = its section on keys (mdoc lines). */
void command_help(struct sbuf *out);
void command_man(const char *keys, struct sbuf *out);

/* The one message form of the program: "trainer: text". */
void cli_complain(const struct err *err);

#endif
