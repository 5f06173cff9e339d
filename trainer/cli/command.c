#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "core/text.h"

/* clang-format off */
static const struct option_row global_options[] = {
    {"--db", "FILE", N_("the database; else $TRAINER_DB, else the data folder of the user")},
    {"--content", "DIR", N_("another folder with lessons, cartoons and quizzes")},
    {"--lang", "zh|en", N_("language of this call")},
    {"--as", "ID", N_("who acts, by number")},
    {"--pin-file", "FILE", N_("file whose first line is the PIN of --as")},
    {"--plain", NULL, N_("numbered lines without one escape sequence")},
    {"--help", NULL, N_("this help")},
    {"--version", NULL, N_("the version")},
    {"--man-page", NULL, N_("the manual page, for man")},
    {NULL, NULL, NULL},
};

static const struct option_row help_only[] = {{NULL, NULL, NULL}};
static const struct option_row json_only[] = {
    {"--json", NULL, N_("one JSON document")},
    {NULL, NULL, NULL},
};
static const struct option_row lesson_show_options[] = {
    {"--step", "N", N_("only this step")},
    {NULL, NULL, NULL},
};
static const struct option_row lesson_export_options[] = {
    {"-o", "FILE", N_("the file; .html or .pdf decides the form")},
    {NULL, NULL, NULL},
};
static const struct option_row cartoon_options[] = {
    {"--size", "COLSxROWS", N_("size in character cells, else 80x24")},
    {"--colors", "CLASS", N_("16m, 256, 16, 8, mono or ascii, else 256")},
    {"--format", "FORM", N_("utf8, ansi or html, else ansi")},
    {"--frame", "N", N_("the N-th tenth of a second of the animation")},
    {NULL, NULL, NULL},
};
static const struct option_row catalog_options[] = {
    {"--on", "DATE", N_("the law in force on that day, else today's")},
    {"--json", NULL, N_("one JSON document")},
    {NULL, NULL, NULL},
};
static const struct option_row catalog_import_options[] = {
    {"--replace", NULL, N_("in place of all rows in force, not beside them")},
    {"--dry-run", NULL, N_("only say what would happen")},
    {"--undo", NULL, N_("take the newest import back")},
    {NULL, NULL, NULL},
};
static const struct option_row run_options[] = {
    {"--mode", "try|test", N_("guided, or free and scored; else test")},
    {"--seed", "N", N_("a variation of the case; 0 = the file's facts")},
    {"--script", "FILE", N_("one action a line; else standard input")},
    {"--strict", NULL, N_("stop at the first line that is no action")},
    {"--json", NULL, N_("one JSON document")},
    {NULL, NULL, NULL},
};
static const struct option_row add_options[] = {
    {"--name", "NAME", N_("the name, up to 100 characters")},
    {"--squad", "SQUAD", N_("the squad")},
    {"--role", "ROLE", N_("officer, auxiliary or trainer; else officer")},
    {"--joined", "DATE", N_("first day of service")},
    {"--id", "ID", N_("service number; else the next free one")},
    {"--new-pin-file", "FILE", N_("file whose first line is the new PIN")},
    {NULL, NULL, NULL},
};
static const struct option_row import_options[] = {
    {"--dry-run", NULL, N_("only say what would happen")},
    {"--errors", "FILE", N_("write the faults there as CSV")},
    {NULL, NULL, NULL},
};
static const struct option_row pin_options[] = {
    {"--new-pin-file", "FILE", N_("file whose first line is the new PIN")},
    {NULL, NULL, NULL},
};
static const struct option_row report_options[] = {
    {"--squad", "SQUAD", N_("only this squad")},
    {"--since", "DATE", N_("only officers active since then")},
    {"--format", "FORM", N_("csv or json, else csv")},
    {"-o", "FILE", N_("write there instead of standard output")},
    {NULL, NULL, NULL},
};
static const struct option_row issue_options[] = {
    {"--passphrase-file", "FILE", N_("file whose first line opens the issuer key")},
    {NULL, NULL, NULL},
};
static const struct option_row export_options[] = {
    {"-o", "FILE", N_("the file; .json or .txt decides the form")},
    {NULL, NULL, NULL},
};
static const struct option_row verify_options[] = {
    {"--issuer", "PUBKEY", N_("public key to trust, else this station's")},
    {"--json", NULL, N_("one JSON document")},
    {NULL, NULL, NULL},
};
static const struct option_row key_options[] = {
    {"-o", "FILE", N_("write there instead of standard output")},
    {NULL, NULL, NULL},
};
static const struct option_row replay_options[] = {
    {"--remark", NULL, N_("judge the steps again under today's content")},
    {"--json", NULL, N_("one JSON document")},
    {NULL, NULL, NULL},
};

static const struct command commands[] = {
    {"demo", "", 0, 0, COURSE_WORKFLOWS, help_only,
     N_("play lesson L01 and case S01 by itself, then print a progress report"),
     N_("Leaves no trace in the database of the user."), cmd_demo},
    {"check", "[PATH...]", 0, ARGS_MAX, COURSE_LESSONS, help_only,
     N_("check all content, or the named files"),
     N_("Prints FILE:LINE:COLUMN: for every fault; exit status 1 when there is one."), cmd_check},
    {"lesson list", "", 0, 0, COURSE_LESSONS, json_only, N_("list the lessons"), NULL, cmd_lesson_list},
    {"lesson show", "ID", 1, 1, COURSE_LESSONS, lesson_show_options, N_("print a lesson as text"), NULL, cmd_lesson_show},
    {"lesson export", "ID", 1, 1, COURSE_LESSONS, lesson_export_options, N_("write a lesson with its pictures to a file"),
     N_("One file in the language of the call, to print or to pass on."), cmd_lesson_export},
    {"cartoon show", "FILE", 1, 1, COURSE_LESSONS, cartoon_options, N_("draw a panel in the terminal"),
     N_("FILE is an SVG panel or the name of one, such as L01-03."), cmd_cartoon_show},
    {"catalog list", "", 0, 0, COURSE_LESSONS, catalog_options, N_("list the items in force"), NULL, cmd_catalog_list},
    {"catalog show", "CODE", 1, 1, COURSE_LESSONS, catalog_options, N_("print one item with its law"),
     N_("CODE is CCNN: category and number, such as 0205."), cmd_catalog_show},
    {"catalog search", "WORDS...", 1, ARGS_MAX, COURSE_LESSONS, catalog_options,
     N_("find items by code, characters, pinyin, initials, English or street words"),
     N_("Exit status 1 when nothing is found."), cmd_catalog_search},
    {"catalog import", "[FILE.csv]", 0, 1, COURSE_CASES, catalog_import_options, N_("lay a bureau's own rows over the catalog"),
     N_("Needs --as of a trainer with PIN. All rows or none; every fault is named with its place. "
        "Rows with the code and valid_from of one in force take its place, others are added."), cmd_catalog_import},
    {"catalog export", "FILE.csv", 1, 1, COURSE_LESSONS, help_only, N_("write the catalog in force, all versions, to a file"),
     NULL, cmd_catalog_export},
    {"quiz list", "", 0, 0, COURSE_LESSONS, json_only, N_("list the question banks"), NULL, cmd_quiz_list},
    {"quiz parse", "FILE.gift", 1, 1, COURSE_LESSONS, json_only, N_("read a GIFT file and print it as JSON"), NULL, cmd_quiz_parse},
    {"scenario list", "", 0, 0, COURSE_CASES, json_only, N_("list the cases"), NULL, cmd_scenario_list},
    {"scenario actions", "ID", 1, 1, COURSE_WORKFLOWS, json_only, N_("list every action of a case with its arguments"), NULL, cmd_scenario_actions},
    {"scenario run", "ID", 1, 1, COURSE_WORKFLOWS, run_options, N_("play a case without a screen"),
     N_("A script has one action a line; '#' begins a comment. Recorded only with --as. "
        "Exit status 0 passed, 1 not."), cmd_scenario_run},
    {"officer list", "", 0, 0, COURSE_LESSONS, json_only, N_("list the officers"), NULL, cmd_officer_list},
    {"officer add", "", 0, 0, COURSE_LESSONS, add_options, N_("add an officer"),
     N_("The first profile may be a trainer; later trainers need --as of a trainer."), cmd_officer_add},
    {"officer import", "FILE.csv", 1, 1, COURSE_LESSONS, import_options, N_("take officers from a spreadsheet"),
     N_("Columns id,name,squad,role,joined in UTF-8 or GB18030; all rows or none."), cmd_officer_import},
    {"officer pin", "ID", 1, 1, COURSE_LESSONS, pin_options, N_("set a PIN"), NULL, cmd_officer_pin},
    {"report progress", "", 0, 0, COURSE_CASES, report_options, N_("who stands where"), NULL, cmd_report_progress},
    {"certificate list", "", 0, 0, COURSE_LESSONS, json_only, N_("list the certificates"), NULL, cmd_certificate_list},
    {"certificate issue", "OFFICER LEVEL", 2, 2, COURSE_CASES, issue_options, N_("issue a certificate"),
     N_("Needs --as of a trainer with PIN. The issuer key is made at the first issue."), cmd_certificate_issue},
    {"certificate export", "SERIAL", 1, 1, COURSE_LESSONS, export_options, N_("write a certificate to a file"), NULL, cmd_certificate_export},
    {"certificate verify", "FILE|TEXT", 1, 1, COURSE_LESSONS, verify_options, N_("check a certificate without a network"),
     N_("Exit status 0 only for a valid one."), cmd_certificate_verify},
    {"certificate key", "show|export", 1, 1, COURSE_LESSONS, key_options, N_("the public half of the issuer key"), NULL, cmd_certificate_key},
    {"replay", "ATTEMPT", 1, 1, COURSE_WORKFLOWS, replay_options, N_("a recorded run step by step"), NULL, cmd_replay},
    {"db check", "", 0, 0, COURSE_LESSONS, help_only, N_("check the database and its chains"), NULL, cmd_db_check},
    {"db backup", "FILE", 1, 1, COURSE_LESSONS, help_only, N_("copy the database to a new file"), NULL, cmd_db_backup},
    {"db restore", "FILE", 1, 1, COURSE_LESSONS, help_only, N_("put a backup in place of the database"),
     N_("The present database is kept beside it."), cmd_db_restore},
    {"doctor", "", 0, 0, COURSE_LESSONS, help_only, N_("what this terminal, locale, content and database can do"), NULL, cmd_doctor},
};
/* clang-format on */

const struct command *command_table(size_t *count)
{
    *count = sizeof commands / sizeof *commands;
    return commands;
}

const struct option_row *command_global_options(void)
{
    return global_options;
}

/* How many words of argv name `row`; 0 = they do not. */
static int words_matched(const struct command *row, int argc, char *const *argv)
{
    const char *name = row->name;
    for (int i = 0; i < argc; i++) {
        size_t len = strcspn(name, " ");
        if (strlen(argv[i]) != len || strncmp(argv[i], name, len) != 0)
            return 0;
        if (!name[len])
            return i + 1;
        name += len + 1;
    }
    return 0;
}

static void add_option_rows(struct sbuf *out, const struct option_row *rows)
{
    struct sbuf left = {0};
    for (; rows->name; rows++) {
        sbuf_clear(&left);
        sbuf_addf(&left, "%s%s%s", rows->name, rows->value ? " " : "",
                  rows->value ? rows->value : "");
        sbuf_add(out, "  ");
        text_pad(out, sbuf_text(&left), 24);
        sbuf_addf(out, "  %s\n", _(rows->help));
    }
    sbuf_release(&left);
}

static void add_synopsis(struct sbuf *out, const struct command *row)
{
    sbuf_addf(out, "trainer %s", row->name);
    for (const struct option_row *option = row->options; option->name; option++)
        sbuf_addf(out, " [%s%s%s]", option->name, option->value ? " " : "",
                  option->value ? option->value : "");
    if (*row->operands)
        sbuf_addf(out, " %s", row->operands);
}

static void print_help_of(const struct command *row)
{
    struct sbuf out = {0};
    add_synopsis(&out, row);
    sbuf_addf(&out, "\n\n%s\n", _(row->summary));
    if (row->detail)
        sbuf_addf(&out, "%s\n", _(row->detail));
    if (row->options->name)
        sbuf_add_char(&out, '\n');
    add_option_rows(&out, row->options);
    cli_print(&out);
    sbuf_release(&out);
}

void command_help(struct sbuf *out)
{
    sbuf_addf(
        out, "%s\n\n",
        _("trainer teaches urban-management officers to handle cases on their terminal."));
    sbuf_add(out, "trainer [OPTION...] [COMMAND ...]\n\n");
    add_option_rows(out, global_options);
    sbuf_add_char(out, '\n');
    struct sbuf left = {0};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        sbuf_clear(&left);
        sbuf_addf(&left, "%s %s", commands[i].name, commands[i].operands);
        sbuf_add(out, "  ");
        text_pad(out, sbuf_text(&left), 32);
        sbuf_addf(out, "  %s\n", _(commands[i].summary));
    }
    sbuf_release(&left);
    sbuf_addf(out, "\n%s\n",
              _("Without a command the full screen starts. "
                "'trainer COMMAND --help' tells more."));
}

/* Text as mdoc wants it: no line may begin with a dot, a backslash is doubled. */
static void add_mdoc(struct sbuf *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        sbuf_add(out, "\\&");
    for (; *text; text++) {
        if (*text == '\\')
            sbuf_add(out, "\\e");
        else if (*text == '-')
            sbuf_add(out, "\\-");
        else
            sbuf_add_char(out, *text);
    }
}

static void add_mdoc_row(struct sbuf *out, const char *head, const char *text)
{
    sbuf_add(out, ".It ");
    add_mdoc(out, head);
    sbuf_add_char(out, '\n');
    add_mdoc(out, text);
    sbuf_add_char(out, '\n');
}

static void add_mdoc_options(struct sbuf *out, const struct option_row *rows)
{
    struct sbuf head = {0};
    sbuf_add(out, ".Bl -tag -width Ds -compact\n");
    for (; rows->name; rows++) {
        sbuf_clear(&head);
        sbuf_addf(&head, "%s%s%s", rows->name, rows->value ? " " : "",
                  rows->value ? rows->value : "");
        add_mdoc_row(out, sbuf_text(&head), _(rows->help));
    }
    sbuf_add(out, ".El\n");
    sbuf_release(&head);
}

static void add_mdoc_commands(struct sbuf *out)
{
    struct sbuf head = {0};
    sbuf_add(out, ".Sh COMMANDS\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const struct command *row = &commands[i];
        sbuf_clear(&head);
        sbuf_addf(&head, "%s %s", row->name, row->operands);
        add_mdoc_row(out, sbuf_text(&head), _(row->summary));
        sbuf_add(out, ".br\n");
        if (row->detail) {
            add_mdoc(out, _(row->detail));
            sbuf_add_char(out, '\n');
        }
        if (row->options->name)
            add_mdoc_options(out, row->options);
    }
    sbuf_add(out, ".El\n");
    sbuf_release(&head);
}

void command_man(const char *keys, struct sbuf *out)
{
    sbuf_add(out, ".Dd November 22, 2026\n.Dt TRAINER 1\n.Os\n.Sh NAME\n.Nm trainer\n"
                  ".Nd teach officers to handle cases on their enforcement terminal\n"
                  ".Sh SYNOPSIS\n.Nm\n.Op Ar option ...\n.Op Ar command ...\n"
                  ".Sh DESCRIPTION\n");
    add_mdoc(out, _("Illustrated lessons, a simulated terminal over a sandbox catalog, and "
                    "certification with reports for trainers. Without a command the full "
                    "screen starts. Everything is training: no advice, no real document."));
    sbuf_add(out, "\n.Sh OPTIONS\n");
    add_mdoc_options(out, global_options);
    add_mdoc_commands(out);
    sbuf_add(out, ".Sh KEYS\n");
    sbuf_add(out, keys);
    sbuf_add(out,
             ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n.It 0\ndone\n"
             ".It 1\nthe answer is no, or a check found something\n.It 2\nwrong usage\n"
             ".It 3\nbad input; the message says file, line and column\n.It 4\nstorage\n"
             ".It 5\nnot allowed\n.El\n.Sh ENVIRONMENT\n.Bl -tag -width Ds -compact\n"
             ".It Ev TRAINER_DB\nthe database\n"
             ".It Ev XDG_DATA_HOME\nfolder of trainer/trainer.db, else ~/.local/share\n"
             ".It Ev LANG , Ev LC_ALL , Ev LANGUAGE\nlanguage; any UTF\\-8 locale will do\n"
             ".It Ev TRAINER_NOW , Ev TRAINER_SEED\npinned time and chance, for tests\n.El\n"
             ".Sh EXAMPLES\n"
             "Find an item by the initials of its name:\n.Dl trainer catalog search btjy\n"
             "Read an item with its law:\n.Dl trainer catalog show 0205\n"
             "See a case played and scored:\n"
             ".Dl trainer scenario run S02 --mode test --script run.script\n"
             "Look at a cartoon:\n.Dl trainer cartoon show L01-01\n"
             ".Sh CAVEATS\nWhoever can write the database file can alter it: changes are "
             "detected, not prevented.\n");
}

/* The row whose name begins argv, the longest one; NULL with ERR_USAGE. */
static const struct command *find_command(int argc, char *const *argv, int *words,
                                          struct err *err)
{
    const struct command *best = NULL;
    *words = 0;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        int matched = words_matched(&commands[i], argc, argv);
        if (matched > *words) {
            *words = matched;
            best = &commands[i];
        }
    }
    if (best)
        return best;
    struct sbuf near = {0};
    for (size_t i = 0; argc && i < sizeof commands / sizeof *commands; i++)
        if (strncmp(commands[i].name, argv[0], strlen(argv[0])) == 0)
            sbuf_addf(&near, "%s'%s'", near.len ? ", " : "", commands[i].name);
    if (near.len)
        err_set(err, ERR_USAGE, N_("'%s' is not whole; there is %s"), argv[0],
                sbuf_text(&near));
    else
        err_set(err, ERR_USAGE, N_("no command '%s'; 'trainer --help' lists them"),
                argc ? argv[0] : "");
    sbuf_release(&near);
    return NULL;
}

int command_main(struct cli *self, int argc, char *const *argv)
{
    struct err err = {0};
    struct args args;
    int words;
    const struct command *row = find_command(argc, argv, &words, &err);
    self->parts = row ? row->parts : COURSE_LESSONS;
    for (int i = words; row && i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0) {
            print_help_of(row);
            return 0;
        }
    if (row && args_parse(&args, argc - words, argv + words, row->options, false, NULL, &err)) {
        if (args.count < row->least || args.count > row->most) {
            struct sbuf synopsis = {0};
            add_synopsis(&synopsis, row);
            err_set(&err, ERR_USAGE, N_("the form is: %s"), sbuf_text(&synopsis));
            sbuf_release(&synopsis);
        } else if (row->run(self, &args, &err) && fflush(stdout) == 0 && !ferror(stdout)) {
            return self->status;
        } else if (err.code == ERR_NONE) {
            err_set(&err, ERR_IO, N_("cannot write to standard output"));
        }
    }
    fflush(stdout);
    cli_complain(&err);
    return err_exit_status(err.code);
}
