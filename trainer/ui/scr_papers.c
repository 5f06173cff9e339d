/* scr_papers.c - the handheld: the form, the evidence album, the documents of the case, the
 * payment code. */
#include "ui/screens.h"

#include "core/file.h"
#include "export/print_client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAPER_FORM = -1,
    PAPER_QR = -2,
    PAPER_ALBUM = -3,
    PAPER_BACK = 900,
    PAPER_SHOW_QR = 901,
    PAPER_SAVE = 902,
    PAPER_SHOW_ALBUM = 903
};

struct documents {
    struct practice *practice; /* borrowed from the screen below */
    int paper;                 /* index of a document, or PAPER_… */
    bool is_code_only;         /* nothing else was asked for */
};

void scr_form_view(struct run *run, struct view *view)
{
    const struct run_field *fields;
    size_t count = run_form(run, &fields);
    for (size_t i = 0; i < count; i++) {
        bool is_blank = fields[i].value[0] == '\0';
        view_pair(view, is_blank ? TONE_QUIET : TONE_STRONG, both_now(&fields[i].label),
                  !is_blank                ? fields[i].value
                  : fields[i].is_mandatory ? _("____ (must be filled)")
                                           : "____");
    }
    if (count == 0)
        view_text(view, TONE_QUIET, _("Nothing is filled in yet."));
}

static void album_view(struct run *run, struct view *view)
{
    const struct run_shot *shots;
    size_t count = run_album(run, &shots);
    view_picture(view, "photo");
    view_heading(view, _("The evidence album"));
    for (size_t i = 0; i < count; i++) {
        const char *time = strchr(shots[i].at, ' ');
        if (time)
            view_textf(view, TONE_PLAIN, "● %s  %s", time + 1, both_now(&shots[i].label));
        else
            view_textf(view, TONE_QUIET, "○ --:--  %s", both_now(&shots[i].label));
    }
    if (count == 0)
        view_text(view, TONE_QUIET, _("No picture yet."));
    view_gap(view);
    view_text(
        view, TONE_PLAIN,
        _("Wide: party, goods and road in one frame. Close: the detail, sharp. Afterwards: "
          "the same angle once more. No faces of bystanders. (training value)"));
}

static void documents_view(struct ui *ui, void *state, struct view *view)
{
    struct documents *self = state;
    struct run *run = practice_run(self->practice);
    const struct run_document *papers;
    size_t count = run_documents(run, &papers);
    ui_header(ui, view, _("The terminal"), practice_scenario(self->practice));
    if (self->paper == PAPER_QR && run_qr(run)) {
        view_text(view, TONE_PLAIN, _("The party scans this with the phone. Training only."));
        view_gap(view);
        view_text(view, TONE_STRONG, both_now(run_qr_words(run)));
        view_qr(view, run_qr(run));
    } else if (self->paper == PAPER_ALBUM) {
        album_view(run, view);
    } else if (self->paper >= 0 && (size_t)self->paper < count) {
        const struct run_document *paper = &papers[self->paper];
        view_textf(view, TONE_STRONG, "%s %s", both_now(&paper->title), paper->number);
        if (paper->is_blank_left)
            view_text(view, TONE_BAD, _("A field that must be filled is still blank."));
        view_slip(view, paper->text);
    } else {
        view_heading(view, _("The case form"));
        scr_form_view(run, view);
        for (size_t i = 0; i < count; i++)
            view_choice(view, (int)i, both_now(&papers[i].title), papers[i].number)->mark =
                papers[i].is_blank_left ? MARK_NO : MARK_YES;
        view_choice(view, PAPER_SHOW_ALBUM, _("The evidence album"), NULL);
        if (run_qr(run))
            view_choice(view, PAPER_SHOW_QR, _("Payment code"), NULL);
        if (count > 0)
            view_choice(view, PAPER_SAVE, _("Save the documents"), _("as text and PDF"));
    }
    view_choice(view, PAPER_BACK, _("Back"), NULL);
    view_default(view, PAPER_BACK, _("back"));
}

static bool documents_back(struct ui *ui, void *state)
{
    (void)ui;
    struct documents *self = state;
    bool was_inside = self->paper != PAPER_FORM && !self->is_code_only;
    self->paper = PAPER_FORM;
    return was_inside;
}

/* All documents of the case, parted by form feeds, as text and as pages, into the folder where
 * the program was started. */
static void save_papers(struct ui *ui, struct practice *practice)
{
    const struct run_document *papers;
    size_t count = run_documents(practice_run(practice), &papers), len = 0;
    char text_name[64], pdf_name[64], *pages = NULL;
    struct sbuf text = {0}, said = {0};
    struct err err = {0};
    for (size_t i = 0; i < count; i++)
        sbuf_addf(&text, "%s\f", papers[i].text);
    if (run_qr(practice_run(practice)))
        sbuf_addf(&text, "%s\n----\nQR:%s\n", _("Payment code (training)"),
                  run_qr(practice_run(practice)));
    snprintf(text_name, sizeof text_name, "%s-documents.txt", practice_scenario(practice));
    snprintf(pdf_name, sizeof pdf_name, "%s-documents.pdf", practice_scenario(practice));
    if (file_write(text_name, sbuf_text(&text), text.len, 0600, &err) &&
        print_client_paper(ui->print, text_name, &pages, &len, &err) &&
        file_write(pdf_name, pages, len, 0600, &err)) {
        sbuf_addf(&said, _("Written: %s"), text_name);
        sbuf_addf(&said, ", %s", pdf_name);
        ui_say(ui, TONE_GOOD, sbuf_text(&said));
    } else {
        ui_fail(ui, &err);
    }
    free(pages);
    sbuf_release(&said);
    sbuf_release(&text);
}

static void documents_act(struct ui *ui, void *state, int id)
{
    struct documents *self = state;
    if (id == PAPER_SHOW_QR)
        self->paper = PAPER_QR;
    else if (id == PAPER_SHOW_ALBUM)
        self->paper = PAPER_ALBUM;
    else if (id == PAPER_SAVE)
        save_papers(ui, self->practice);
    else if (id < PAPER_BACK)
        self->paper = id;
    else if (!documents_back(ui, state))
        ui_pop(ui);
}

static const struct screen_ops documents_ops = {
    .name = "documents",
    .help = N_("The form as it is filled so far, the pictures taken, what was printed, and the "
               "payment code. "
               "Saved documents go into the folder where you started the program."),
    .state_size = sizeof(struct documents),
    .view = documents_view,
    .act = documents_act,
    .back = documents_back,
};

void scr_documents_open(struct ui *ui, struct practice *practice)
{
    struct documents *self = ui_push(ui, &documents_ops);
    self->practice = practice;
    self->paper = PAPER_FORM;
}

void scr_payment_open(struct ui *ui, struct practice *practice)
{
    struct documents *self = ui_push(ui, &documents_ops);
    *self = (struct documents){practice, PAPER_QR, true};
}
