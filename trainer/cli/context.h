/* context.h - what commands share: content, database, who acts, reading files and secrets. */
#ifndef CLI_CONTEXT_H
#define CLI_CONTEXT_H

#include "cli/command.h"

/* The content, as much as self->parts says, loaded once.  NULL: ERR_NOT_FOUND. */
const struct course *cli_course(struct cli *self, struct err *err) MUST_USE;

/* The same with the bureau's own catalog where the database holds one; a database that is not
 * there is not made. */
const struct course *cli_course_in_use(struct cli *self, struct err *err) MUST_USE;

/* The application over database and content, opened once. */
struct app *cli_app(struct cli *self, struct err *err) MUST_USE;
/* The same for commands that only look: a database that cannot be written is read, with a word
 * about it on stderr. */
struct app *cli_app_to_look(struct cli *self, struct err *err) MUST_USE;

/* Who acts (--as), signed in with the PIN of --pin-file or one asked for at the terminal.
 * ERR_USAGE when --as is missing. */
struct session *cli_session(struct cli *self, struct err *err) MUST_USE;

/* $TRAINER_DB, else $XDG_DATA_HOME/trainer/trainer.db, else ~/.local/share/…; --db before all.
 * Caller frees. */
char *cli_db_path(const struct cli *self) MUST_USE;

/* First line of a file, or asked for at the terminal without echo when `file` is NULL; wiped
 * and freed by cli_secret_free().  NULL: ERR_NOT_ALLOWED (no terminal), ERR_NOT_FOUND. */
char *cli_secret(const char *file, const char *prompt, struct err *err) MUST_USE;
void cli_secret_free(char *secret);

/* Print a JSON value to stdout, indented; takes `value`. */
void cli_print_json(struct json *value);
void cli_print(const struct sbuf *text);
/* With --json the document, else the text; takes `value`, releases `text`. */
void cli_print_either(const struct args *args, struct json *value, struct sbuf *text);

/* Faults of all content, or of the files and folders named, drawings read but not drawn, to
 * `problems`.  The drawings' paths are added to `panels`. */
void cli_check(struct cli *self, const char *const *files, size_t count,
               struct course_panels *panels, struct problems *problems);

/* Print the problems to stderr. */
void cli_print_problems(struct problems *problems);
/* The same; ERR_INPUT with the count when there are errors. */
bool cli_problems(struct problems *problems, struct err *err) MUST_USE;

/* " · " and the article as people cite it ("slug article" without a catalog). */
void cli_print_citation(const struct catalog *catalog, const char *reference);

/* --on DATE, or today. */
bool cli_day(const struct args *args, int32_t *day, struct err *err) MUST_USE;

#endif
