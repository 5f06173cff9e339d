/* scr_record.c - the ladder, the exam, certificates, history. */
#include "ui/screens.h"

#include "app/certify.h"
#include "app/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is missing for a level, for the exam and the ladder screen. */
struct ladder_rows {
    struct requirement *rows;
    size_t count;
    bool is_ready;
    struct home home;
};

static bool ladder_load(struct ui *ui, struct ladder_rows *self)
{
    struct err err = {0};
    requirement_free(self->rows, self->count);
    self->rows = NULL;
    self->count = 0;
    if (!home_read(&ui->session, &self->home, &err) ||
        (self->home.level[0] &&
         !certify_status(ui->app, ui->session.who.subject, self->home.level, &self->rows,
                         &self->count, &self->is_ready, &err))) {
        ui_fail(ui, &err);
        return false;
    }
    return true;
}

static void ladder_rows_view(struct ui *ui, const struct ladder_rows *self, struct view *view)
{
    const struct course *course = ui->app->course;
    const struct ladder_level *level =
        course->ladder ? ladder_find(course->ladder, self->home.level) : NULL;
    if (!level) {
        view_text(view, TONE_GOOD, _("You have reached every level there is for now."));
        return;
    }
    view_textf(view, TONE_STRONG, "%s %s", level->id, both_now(&level->title));
    for (size_t i = 0; i < self->count; i++)
        view_textf(view, self->rows[i].is_met ? TONE_GOOD : TONE_PLAIN, "%s %s  %s",
                   self->rows[i].is_met ? "✓" : "○", both_now(&self->rows[i].text),
                   self->rows[i].detail);
    if (self->is_ready)
        view_text(view, TONE_STRONG, _("All is done. Your trainer issues the certificate."));
}

/* --- exam --- */

enum { EXAM_BEGIN = 1, EXAM_GO_ON, EXAM_BACK };

struct exam_screen {
    struct ladder_rows ladder;
    bool is_begun; /* an exam lies unfinished */
};

static void exam_enter(struct ui *ui, void *state)
{
    struct exam_screen *self = state;
    struct sitting *open = NULL;
    struct err err = {0};
    (void)ladder_load(ui, &self->ladder);
    if (!sitting_resume(&ui->session, &open, &err))
        ui_fail(ui, &err);
    self->is_begun = open && sitting_kind(open) == SITTING_EXAM;
    if (open)
        sitting_free(open);
}

static void exam_view(struct ui *ui, void *state, struct view *view)
{
    struct exam_screen *self = state;
    const struct home *home = &self->ladder.home;
    const struct course *course = ui->app->course;
    const struct ladder_level *level =
        course->ladder ? ladder_find(course->ladder, home->level) : NULL;
    ui_header(ui, view, _("Exam"), home->level);
    ladder_rows_view(ui, &self->ladder, view);
    view_gap(view);
    if (self->is_begun) {
        view_choice(view, EXAM_GO_ON, _("Go on with the exam"), NULL);
        view_default(view, EXAM_GO_ON, NULL);
    } else if (home->is_exam_open && level) {
        view_textf(
            view, TONE_PLAIN,
            _("%d questions, %d %% to pass. No clock. Answers are saved as you give them "
              "and may be changed until you hand in."),
            level->exam_questions, level->exam_pass_percent);
        view_choice(view, EXAM_BEGIN, _("Begin the exam"), NULL);
    } else if (home->exam_wait[0]) {
        view_textf(view, TONE_PLAIN, _("You may try again from %s."), home->exam_wait);
    } else if (level) {
        view_text(view, TONE_PLAIN, _("The exam opens when everything above is ticked."));
    }
    view_choice(view, EXAM_BACK, _("Back"), NULL);
    if (!self->is_begun)
        view_default(view, home->is_exam_open ? EXAM_BEGIN : EXAM_BACK,
                     home->is_exam_open ? _("begin") : _("back"));
}

static void exam_act(struct ui *ui, void *state, int id)
{
    struct exam_screen *self = state;
    struct err err = {0};
    struct sitting *sitting = NULL;
    if (id == EXAM_BACK) {
        ui_pop(ui);
        return;
    }
    if (id == EXAM_GO_ON) {
        if (!sitting_resume(&ui->session, &sitting, &err))
            ui_fail(ui, &err);
    } else {
        sitting = sitting_begin(&ui->session, SITTING_EXAM, self->ladder.home.level, &err);
        if (!sitting)
            ui_fail(ui, &err);
    }
    if (sitting)
        scr_sitting_open(ui, sitting);
}

static void exam_release(void *state)
{
    struct exam_screen *self = state;
    requirement_free(self->ladder.rows, self->ladder.count);
}

static const struct screen_ops exam_ops = {
    .name = "exam",
    .help = N_("What is ticked is done. When all is ticked the exam opens; there is no clock, "
               "and after a failed one you may try again the next day."),
    .state_size = sizeof(struct exam_screen),
    .view = exam_view,
    .act = exam_act,
    .enter = exam_enter,
    .release = exam_release,
};

void scr_exam_open(struct ui *ui)
{
    (void)ui_push(ui, &exam_ops);
}

/* --- record --- */

enum { RECORD_HISTORY = 1, RECORD_BACK, CERTIFICATE_BASE = 100, ATTEMPT_BASE = 10000 };

struct record {
    struct ladder_rows ladder;
    struct certificate *certificates;
    size_t certificate_count;
    struct attempt *attempts;
    size_t attempt_count;
    bool is_history;
};

static void record_release(void *state)
{
    struct record *self = state;
    requirement_free(self->ladder.rows, self->ladder.count);
    certificate_list_free(self->certificates, self->certificate_count);
    free(self->attempts);
}

static void record_enter(struct ui *ui, void *state)
{
    struct record *self = state;
    struct err err = {0};
    bool was_history = self->is_history;
    record_release(self);
    memset(self, 0, sizeof *self);
    self->is_history = was_history;
    const char *subject = ui->session.who.subject;
    if (ladder_load(ui, &self->ladder) &&
        (!certificate_list(ui->app, subject, &self->certificates, &self->certificate_count,
                           &err) ||
         !practice_attempts(ui->app, subject, &self->attempts, &self->attempt_count, &err)))
        ui_fail(ui, &err);
}

static void history_view(const struct record *self, struct view *view)
{
    struct sbuf label = {0}, detail = {0};
    view_ask(view, self->attempt_count > 0 ? _("Which one would you like to see again?")
                                           : _("You have not played a case yet."));
    for (size_t i = self->attempt_count; i-- > 0;) {
        const struct attempt *attempt = &self->attempts[i];
        char date[CLOCK_TEXT_MAX];
        clock_format_date(attempt->started, date);
        sbuf_clear(&label);
        sbuf_clear(&detail);
        sbuf_addf(&label, "%s  %s", date, attempt->scenario);
        sbuf_addf(&detail, "%s  ", scr_mode_name(attempt->mode));
        if (attempt->finished == 0)
            sbuf_add(&detail, _("not finished"));
        else
            sbuf_addf(&detail, "%.0f %s", attempt->score, attempt->is_passed ? "✓" : "");
        view_choice(view, ATTEMPT_BASE + (int)i, sbuf_text(&label), sbuf_text(&detail));
    }
    sbuf_release(&label);
    sbuf_release(&detail);
    view->is_list = true;
}

static void record_view(struct ui *ui, void *state, struct view *view)
{
    struct record *self = state;
    ui_header(ui, view, _("Record"), NULL);
    if (self->is_history) {
        history_view(self, view);
        return;
    }
    view_picture(view, self->certificate_count > 0 ? "certificate" : "empty");
    ladder_rows_view(ui, &self->ladder, view);
    if (self->certificate_count == 0)
        view_text(view, TONE_QUIET, _("No certificate yet."));
    for (size_t i = 0; i < self->certificate_count; i++) {
        const struct certificate *certificate = &self->certificates[i];
        char label[64], until[CLOCK_TEXT_MAX], detail[96];
        clock_format_date(certificate->expires, until);
        snprintf(label, sizeof label, _("Certificate %s"), certificate->level);
        snprintf(detail, sizeof detail,
                 certificate->is_revoked ? _("revoked (%s)") : _("until %s"), until);
        view_choice(view, CERTIFICATE_BASE + (int)i, label, detail);
    }
    view_choice(view, RECORD_HISTORY, _("History of my cases"), NULL);
    view_choice(view, RECORD_BACK, _("Back"), NULL);
    view_default(view, self->certificate_count > 0 ? CERTIFICATE_BASE : RECORD_BACK,
                 self->certificate_count > 0 ? NULL : _("back"));
}

static bool record_back(struct ui *ui, void *state)
{
    (void)ui;
    struct record *self = state;
    bool was_history = self->is_history;
    self->is_history = false;
    return was_history;
}

static void record_act(struct ui *ui, void *state, int id)
{
    struct record *self = state;
    if (id >= ATTEMPT_BASE)
        scr_replay_open(ui, self->attempts[id - ATTEMPT_BASE].id);
    else if (id >= CERTIFICATE_BASE)
        scr_certificate_open(ui, self->certificates[id - CERTIFICATE_BASE].serial);
    else if (id == RECORD_HISTORY)
        self->is_history = true;
    else if (!record_back(ui, state))
        ui_pop(ui);
}

static const struct screen_ops record_ops = {
    .name = "record",
    .help = N_("What you have reached, what is missing for the next level, and every case you "
               "played, to be seen again step by step."),
    .state_size = sizeof(struct record),
    .view = record_view,
    .act = record_act,
    .enter = record_enter,
    .back = record_back,
    .release = record_release,
};

void scr_record_open(struct ui *ui)
{
    (void)ui_push(ui, &record_ops);
}

/* --- one certificate --- */

enum { CERT_QR = 1, CERT_TEXT, CERT_BACK };

struct certificate_screen {
    char serial[24];
    char *text, *qr; /* owned */
    bool is_qr;
};

static void certificate_view(struct ui *ui, void *state, struct view *view)
{
    struct certificate_screen *self = state;
    ui_header(ui, view, _("Certificate"), self->serial);
    if (self->is_qr) {
        view_qr(view, self->qr);
        view_choice(view, CERT_TEXT, _("Show the text"), NULL);
    } else {
        view_slip(view, self->text);
        view_choice(view, CERT_QR, _("Show the QR code"), NULL);
    }
    view_choice(view, CERT_BACK, _("Back"), NULL);
    view_default(view, CERT_BACK, _("back"));
}

static void certificate_act(struct ui *ui, void *state, int id)
{
    struct certificate_screen *self = state;
    if (id == CERT_BACK)
        ui_pop(ui);
    else
        self->is_qr = id == CERT_QR;
}

static void certificate_screen_release(void *state)
{
    struct certificate_screen *self = state;
    free(self->text);
    free(self->qr);
}

static const struct screen_ops certificate_ops = {
    .name = "certificate",
    .help = N_("The certificate is signed: any change is found out by \"trainer certificate "
               "verify\". It proves training and gives no power to act."),
    .state_size = sizeof(struct certificate_screen),
    .view = certificate_view,
    .act = certificate_act,
    .release = certificate_screen_release,
};

void scr_certificate_open(struct ui *ui, const char *serial)
{
    struct sbuf text, qr;
    struct err err = {0};
    struct certificate found;
    memset(&found, 0, sizeof found);
    sbuf_init(&text, 0);
    sbuf_init(&qr, 0);
    bool is_good = certificate_find(ui->app, serial, &found, &err) &&
                   certificate_export(ui->app, serial, "txt", &text, &err) &&
                   certificate_qr_text(&found, &qr, &err);
    if (is_good) {
        struct certificate_screen *self = ui_push(ui, &certificate_ops);
        snprintf(self->serial, sizeof self->serial, "%s", found.serial);
        self->text = sbuf_take(&text);
        self->qr = sbuf_take(&qr);
    } else {
        ui_fail(ui, &err);
    }
    certificate_release(&found);
    sbuf_release(&text);
    sbuf_release(&qr);
}
