/* scr_trainer.c - for trainers: issuing, roster, report to a file. */
#include "ui/screens.h"

#include "app/certify.h"
#include "app/report.h"
#include "app/roster.h"
#include "core/file.h"
#include "export/out_csv.h"
#include "export/out_json.h"
#include "ui/report_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- menu --- */

enum { MENU_SQUAD = 1, MENU_REPORT, MENU_ROSTER };

static void menu_view(struct ui *ui, void *state, struct view *view)
{
    (void)state;
    ui_header(ui, view, _("For trainers"), NULL);
    view_choice(view, MENU_SQUAD, _("Squad"), _("who stands where; certificates"));
    view_choice(view, MENU_REPORT, _("Report"), _("progress, into a file"));
    view_choice(view, MENU_ROSTER, _("Roster"), _("officers from a spreadsheet"));
    view_default(view, MENU_SQUAD, NULL);
}

static void menu_act(struct ui *ui, void *state, int id)
{
    (void)state;
    static void (*const open[])(struct ui * ui) = {[MENU_SQUAD] = scr_squad_open,
                                                   [MENU_REPORT] = scr_report_open,
                                                   [MENU_ROSTER] = scr_roster_open};
    open[id](ui);
}

static const struct screen_ops menu_ops = {
    .name = "trainer",
    .help = N_("Squad shows everybody and issues certificates, Report writes the table into a "
               "file, Roster takes officers in from a CSV file."),
    .view = menu_view,
    .act = menu_act,
};

void scr_trainer_open(struct ui *ui)
{
    (void)ui_push(ui, &menu_ops);
}

/* --- issuing --- */

enum { PASSPHRASE_GRAPHEMES = 100, PASSPHRASE_LEAST = 8 };

struct issue {
    char officer[OFFICER_ID_MAX], level[8];
    bool is_new_key; /* the first issue makes the key: the passphrase is asked twice */
    bool is_again;
    struct field first, again;
};

static void issue_view(struct ui *ui, void *state, struct view *view)
{
    struct issue *self = state;
    ui_header(ui, view, _("Issue a certificate"), self->officer);
    view_textf(view, TONE_STRONG, _("%s for officer %s"), self->level, self->officer);
    if (self->is_new_key)
        view_text(view, TONE_PLAIN,
                  _("This is the first certificate here: a signing key is made. Choose a "
                    "passphrase of at least 8 characters and keep it well; nobody can restore "
                    "it."));
    view_typing(view, self->is_again ? _("The same passphrase once more:") : _("Passphrase:"),
                self->is_again ? &self->again : &self->first);
}

static struct field *issue_field(void *state)
{
    struct issue *self = state;
    return self->is_again ? &self->again : &self->first;
}

static void issue_now(struct ui *ui, struct issue *self)
{
    struct certificate made;
    struct err err = {0};
    memset(&made, 0, sizeof made);
    bool is_issued = certificate_issue(&ui->session, field_text(&self->first), self->officer,
                                       self->level, &made, &err);
    field_set(&self->first, "", 0);
    field_set(&self->again, "", 0);
    self->is_again = false;
    if (!is_issued) {
        ui_fail(ui, &err);
        return;
    }
    ui_pop(ui);
    scr_certificate_open(ui, made.serial);
    ui_say(ui, TONE_GOOD, _("Issued and signed."));
    certificate_release(&made);
}

static void issue_text(struct ui *ui, void *state)
{
    struct issue *self = state;
    if (!self->is_new_key) {
        issue_now(ui, self);
    } else if (!self->is_again) {
        self->is_again = strlen(field_text(&self->first)) >= PASSPHRASE_LEAST;
        if (!self->is_again)
            ui_say(ui, TONE_QUIET, _("Please take at least 8 characters."));
    } else if (strcmp(field_text(&self->first), field_text(&self->again)) == 0) {
        issue_now(ui, self);
    } else {
        field_set(&self->first, "", 0);
        field_set(&self->again, "", 0);
        self->is_again = false;
        ui_say(ui, TONE_QUIET, _("The two were not the same. Once more, please."));
    }
}

static void issue_act(struct ui *ui, void *state, int id)
{
    (void)ui;
    (void)state;
    (void)id;
}

static void issue_release(void *state)
{
    struct issue *self = state;
    field_release(&self->first);
    field_release(&self->again);
}

static const struct screen_ops issue_ops = {
    .name = "issue",
    .help =
        N_("The passphrase opens the signing key, which lies in a file beside the database. "
           "It is not shown and not kept."),
    .state_size = sizeof(struct issue),
    .view = issue_view,
    .act = issue_act,
    .field = issue_field,
    .text = issue_text,
    .release = issue_release,
};

void scr_issue_open(struct ui *ui, const char *officer_id, const char *level)
{
    struct issue made;
    char hex[2 * SIGN_PUBLIC + 1];
    struct err err = {0};
    memset(&made, 0, sizeof made);
    snprintf(made.officer, sizeof made.officer, "%s", officer_id);
    snprintf(made.level, sizeof made.level, "%s", level);
    made.is_new_key = !certificate_key_public(ui->app, hex, &err) && err.code == ERR_NOT_FOUND;
    field_init(&made.first, PASSPHRASE_GRAPHEMES);
    field_init(&made.again, PASSPHRASE_GRAPHEMES);
    made.first.is_secret = made.again.is_secret = true;
    struct issue *self = ui_push(ui, &issue_ops);
    *self = made;
}

/* --- roster --- */

enum { ROSTER_DO = 1, ROSTER_OTHER, ROSTER_BACK, ROSTER_GRAPHEMES = 200, PROBLEMS_SHOWN = 50 };
enum { ROSTER_BYTES_MAX = 64 << 20 };

struct roster_screen {
    struct field path;
    bool is_tried; /* the dry run was made: outcome is filled */
    bool is_fine;
    struct roster_outcome outcome;
};

static void roster_forget(struct roster_screen *self)
{
    if (self->is_tried)
        roster_outcome_release(&self->outcome);
    memset(&self->outcome, 0, sizeof self->outcome);
    self->is_tried = false;
}

static void roster_view(struct ui *ui, void *state, struct view *view)
{
    struct roster_screen *self = state;
    ui_header(ui, view, _("Roster"), NULL);
    if (!self->is_tried) {
        view_text(view, TONE_PLAIN,
                  _("A CSV file with the columns id, name, squad, role, joined, as a "
                    "spreadsheet saves it. First it is only checked."));
        view_typing(view, _("Path of the file:"), &self->path);
        return;
    }
    const struct roster_outcome *outcome = &self->outcome;
    view_pair(view, TONE_PLAIN, _("File"), field_text(&self->path));
    char text[96];
    snprintf(text, sizeof text, _("%zu new, %zu changed, %zu as before"), outcome->added,
             outcome->changed, outcome->same);
    view_pair(view, TONE_PLAIN, _("Officers"), text);
    if (outcome->was_gb18030)
        view_text(view, TONE_QUIET, _("The file was in GB18030 and is understood."));
    if (!self->is_fine)
        view_textf(view, TONE_BAD, _("%zu faults: nothing is taken in until they are mended."),
                   outcome->problems.errors);
    for (size_t i = 0; i < outcome->problems.count && i < PROBLEMS_SHOWN; i++)
        view_textf(view, TONE_PLAIN, "%d:%d: %s", outcome->problems.items[i].line,
                   outcome->problems.items[i].col, outcome->problems.items[i].text);
    if (self->is_fine)
        view_choice(view, ROSTER_DO, _("Take them in"), NULL);
    view_choice(view, ROSTER_OTHER, _("Another file"), NULL);
    view_choice(view, ROSTER_BACK, _("Back"), NULL);
    view_default(view, self->is_fine ? ROSTER_DO : ROSTER_OTHER, NULL);
}

static bool roster_try(struct ui *ui, struct roster_screen *self, bool is_dry)
{
    char *data = NULL;
    size_t len = 0;
    struct err err = {0};
    const char *path = field_text(&self->path);
    if (!file_read(path, ROSTER_BYTES_MAX, &data, &len, &err)) {
        ui_fail(ui, &err);
        return false;
    }
    roster_forget(self);
    self->is_fine =
        roster_import(ui->app, &ui->session, path, data, len, is_dry, &self->outcome, &err);
    self->is_tried = true;
    free(data);
    if (!self->is_fine && err.code != ERR_INPUT)
        ui_fail(ui, &err);
    return self->is_fine;
}

static void roster_text(struct ui *ui, void *state)
{
    (void)roster_try(ui, state, true);
}

static void roster_act(struct ui *ui, void *state, int id)
{
    struct roster_screen *self = state;
    if (id == ROSTER_OTHER) {
        roster_forget(self);
    } else if (id == ROSTER_DO) {
        if (!roster_try(ui, self, false))
            return;
        char text[96];
        snprintf(text, sizeof text, _("Taken in: %zu new, %zu changed."), self->outcome.added,
                 self->outcome.changed);
        ui_pop(ui);
        ui_say(ui, TONE_GOOD, text);
    } else {
        ui_pop(ui);
    }
}

static struct field *roster_field(void *state)
{
    struct roster_screen *self = state;
    return self->is_tried ? NULL : &self->path;
}

static void roster_release(void *state)
{
    struct roster_screen *self = state;
    roster_forget(self);
    field_release(&self->path);
}

static const struct screen_ops roster_ops = {
    .name = "roster",
    .help = N_("All or nothing: with one fault in the file no officer is changed. Roles are "
               "officer, auxiliary and trainer."),
    .state_size = sizeof(struct roster_screen),
    .view = roster_view,
    .act = roster_act,
    .field = roster_field,
    .text = roster_text,
    .release = roster_release,
};

void scr_roster_open(struct ui *ui)
{
    struct roster_screen *self = ui_push(ui, &roster_ops);
    field_init(&self->path, ROSTER_GRAPHEMES);
}

/* --- report into a file --- */

enum { REPORT_CSV = 1, REPORT_JSON, REPORT_BACK };

struct report_screen {
    struct report report;
    bool has_report;
};

static void report_release_state(void *state)
{
    struct report_screen *self = state;
    if (self->has_report)
        report_release(&self->report);
    self->has_report = false;
}

static void report_enter(struct ui *ui, void *state)
{
    struct report_screen *self = state;
    struct err err = {0};
    report_release_state(self);
    self->has_report = report_progress(ui->app, NULL, 0, &self->report, &err);
    if (!self->has_report)
        ui_fail(ui, &err);
}

static void report_screen_view(struct ui *ui, void *state, struct view *view)
{
    struct report_screen *self = state;
    char when[sizeof self->report.generated] = "";
    if (self->has_report) /* "2026-10-03T10:20:00+08:00", to the minute */
        snprintf(when, sizeof when, "%.10s %.5s", self->report.generated,
                 strlen(self->report.generated) > 16 ? self->report.generated + 11 : "");
    ui_header(ui, view, _("Report"), when);
    if (self->has_report)
        report_view(&self->report, view);
    view_choice(view, REPORT_CSV, _("Write CSV for a spreadsheet"), NULL);
    view_choice(view, REPORT_JSON, _("Write JSON"), NULL);
    view_choice(view, REPORT_BACK, _("Back"), NULL);
    view_default(view, REPORT_CSV, _("write"));
}

/* Into the folder where the program was started; an older file of the same day is replaced. */
static void write_report(struct ui *ui, const struct report *report, bool is_csv)
{
    char date[CLOCK_TEXT_MAX], name[64], folder[2048];
    struct sbuf text;
    struct err err = {0};
    sbuf_init(&text, 0);
    clock_format_date(clock_now(), date);
    snprintf(name, sizeof name, "progress-%s.%s", date, is_csv ? "csv" : "json");
    if (is_csv) {
        out_csv(report, &text);
    } else {
        struct json *json = out_json(report);
        json_write(json, false, &text);
        json_free(json);
    }
    char *path = file_join(getcwd(folder, sizeof folder) ? folder : ".", name);
    if (file_write(path, sbuf_text(&text), text.len, 0600, &err)) {
        struct sbuf said;
        sbuf_init(&said, 0);
        sbuf_addf(&said, _("Written: %s"), path);
        ui_say(ui, TONE_GOOD, sbuf_text(&said));
        sbuf_release(&said);
    } else {
        ui_fail(ui, &err);
    }
    free(path);
    sbuf_release(&text);
}

static void report_act(struct ui *ui, void *state, int id)
{
    struct report_screen *self = state;
    if (id == REPORT_BACK || !self->has_report)
        ui_pop(ui);
    else
        write_report(ui, &self->report, id == REPORT_CSV);
}

static const struct screen_ops report_ops = {
    .name = "report",
    .help =
        N_("Screen and file hold the same numbers. The file is written into the folder where "
           "you started the program."),
    .state_size = sizeof(struct report_screen),
    .view = report_screen_view,
    .act = report_act,
    .enter = report_enter,
    .release = report_release_state,
};

void scr_report_open(struct ui *ui)
{
    (void)ui_push(ui, &report_ops);
}
