#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/report.h"
#include "app/roster.h"
#include "cli/context.h"
#include "content/csv.h"
#include "core/text.h"
#include "export/out_csv.h"
#include "export/out_json.h"

enum { ROSTER_MAX = 64 << 20 };

static const char *role_name(enum role role)
{
    static const char *const names[] = {
#define X(name, text) text,
        ROLES(X)
#undef X
    };
    return names[role];
}

static bool parse_role(const char *name, enum role *role, struct err *err)
{
    for (int i = 0; i < ROLE_COUNT; i++)
        if (strcmp(name, role_name((enum role)i)) == 0) {
            *role = (enum role)i;
            return true;
        }
    return err_set(err, ERR_USAGE, N_("--role takes officer, auxiliary or trainer, not '%s'"),
                   name);
}

/* Write `text` to the file of -o, or to standard output. */
static bool write_result(const struct args *args, const struct sbuf *text, struct err *err)
{
    const char *path = args_get(args, "-o");
    if (path)
        return file_write(path, sbuf_text(text), text->len, 0644, err);
    cli_print(text);
    return true;
}

/* --- officers
 * ---------------------------------------------------------------------------------- */

bool cmd_officer_list(struct cli *self, const struct args *args, struct err *err)
{
    struct app *app = cli_app_to_look(self, err);
    struct officer *list;
    size_t count;
    if (!app || !app_officers(app, &list, &count, err))
        return false;
    struct json *rows = json_new_array();
    struct sbuf text = {0};
    for (size_t i = 0; i < count; i++) {
        struct json *row = json_add_object(rows, NULL);
        json_add_text(row, "id", list[i].id);
        json_add_text(row, "name", list[i].name);
        json_add_text(row, "squad", list[i].squad);
        json_add_text(row, "role", role_name(list[i].role));
        json_add_text(row, "joined", list[i].joined);
        text_pad(&text, list[i].id, 12);
        sbuf_addf(&text, "  %s  %s  %s  %s\n", list[i].name, list[i].squad,
                  role_name(list[i].role), list[i].joined);
    }
    cli_print_either(args, rows, &text);
    free(list);
    return true;
}

bool cmd_officer_add(struct cli *self, const struct args *args, struct err *err)
{
    const char *name = args_get(args, "--name");
    const char *role_text = args_get(args, "--role");
    enum role role = ROLE_OFFICER;
    if (!name)
        return err_set(err, ERR_USAGE, N_("'officer add' needs --name NAME"));
    if (role_text && !parse_role(role_text, &role, err))
        return false;
    struct app *app = cli_app(self, err);
    struct session *by = NULL;
    if (!app || (self->as && !(by = cli_session(self, err))))
        return false;
    const char *pin_file = args_get(args, "--new-pin-file");
    char *pin = NULL;
    if ((pin_file || role == ROLE_TRAINER) &&
        !(pin = cli_secret(pin_file, _("New PIN: "), err)))
        return false;
    const char *squad = args_get(args, "--squad"), *joined = args_get(args, "--joined");
    struct officer made;
    bool is_made = app_add_officer(app, by, args_get(args, "--id"), name, squad ? squad : "",
                                   role, joined ? joined : "", pin, &made, err);
    cli_secret_free(pin);
    if (is_made)
        printf("%s\n", made.id);
    return is_made;
}

/* The faults of an import as a spreadsheet: line, column, what. */
static bool write_faults(const char *path, const struct problems *problems, struct err *err)
{
    struct sbuf out = {0};
    sbuf_add(&out, "\xef\xbb\xbfline,column,fault\r\n");
    for (size_t i = 0; i < problems->count; i++) {
        sbuf_addf(&out, "%d,%d,", problems->items[i].line, problems->items[i].col);
        csv_quote(&out, problems->items[i].text);
        sbuf_add(&out, "\r\n");
    }
    bool is_written = file_write(path, sbuf_text(&out), out.len, 0644, err);
    sbuf_release(&out);
    return is_written;
}

bool cmd_officer_import(struct cli *self, const struct args *args, struct err *err)
{
    struct app *app = cli_app(self, err);
    struct session *by = NULL;
    char *text;
    size_t len;
    if (!app || (self->as && !(by = cli_session(self, err))) ||
        !file_read(args->words[0], ROSTER_MAX, &text, &len, err))
        return false;
    struct roster_outcome outcome;
    bool is_dry = args_has(args, "--dry-run");
    bool is_done = roster_import(app, by, args->words[0], text, len, is_dry, &outcome, err);
    free(text);
    const char *errors = args_get(args, "--errors");
    if (!is_done)
        cli_print_problems(&outcome.problems);
    if (errors && outcome.problems.count && !write_faults(errors, &outcome.problems, err))
        is_done = false;
    if (is_done)
        printf("%s: %s %zu, %s %zu, %s %zu\n", is_dry ? _("dry run") : _("imported"), _("new"),
               outcome.added, _("changed"), outcome.changed, _("as before"), outcome.same);
    roster_outcome_release(&outcome);
    return is_done;
}

bool cmd_officer_pin(struct cli *self, const struct args *args, struct err *err)
{
    struct session *by = cli_session(self, err);
    char *pin = by ? cli_secret(args_get(args, "--new-pin-file"), _("New PIN: "), err) : NULL;
    if (!pin)
        return false;
    bool is_set = session_set_pin(by, args->words[0], pin, err);
    cli_secret_free(pin);
    return is_set;
}

/* --- reports
 * ----------------------------------------------------------------------------------- */

bool cmd_report_progress(struct cli *self, const struct args *args, struct err *err)
{
    const char *format = args_get(args, "--format");
    const char *since_text = args_get(args, "--since");
    msec_t since = 0;
    if (format && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0)
        return err_set(err, ERR_USAGE, N_("--format takes csv or json, not '%s'"), format);
    if (since_text && !clock_parse(since_text, &since))
        return err_set(err, ERR_USAGE, N_("'%s' is no date; write it as 2026-11-22"),
                       since_text);
    struct app *app = cli_app_to_look(self, err);
    struct report report;
    if (!app || !report_progress(app, args_get(args, "--squad"), since, &report, err))
        return false;
    struct sbuf out = {0};
    if (format && strcmp(format, "json") == 0) {
        struct json *json = out_json(&report);
        json_write(json, false, &out);
        sbuf_add_char(&out, '\n');
        json_free(json);
    } else {
        out_csv(&report, &out);
    }
    bool is_written = write_result(args, &out, err);
    sbuf_release(&out);
    report_release(&report);
    return is_written;
}
