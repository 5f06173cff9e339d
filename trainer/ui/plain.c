#include "ui/plain.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/screen.h"
#include "ui/screens.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 4096 };

static void write_header(const struct view *view, struct sbuf *out)
{
    const char *const parts[] = {view->where, view->far, view->who};
    sbuf_add(out, "\n== ");
    bool is_first = true;
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i] || !*parts[i])
            continue;
        sbuf_addf(out, "%s%s", is_first ? "" : " | ", parts[i]);
        is_first = false;
    }
    sbuf_add(out, "\n");
}

/* "head: cell; head: cell" reads better aloud than columns */
static void write_row(const char *head, const char *row, struct sbuf *out)
{
    while (*row) {
        size_t cell = strcspn(row, "\t"), title = head ? strcspn(head, "\t") : 0;
        if (cell > 0) {
            if (title > 0) {
                sbuf_add_len(out, head, title);
                sbuf_add(out, view_colon());
            }
            sbuf_add_len(out, row, cell);
            sbuf_add(out, row[cell] ? "; " : "");
        }
        row += cell + (row[cell] == '\t');
        if (head)
            head += title + (head[title] == '\t');
    }
    sbuf_add(out, "\n");
}

static void write_light(const struct view_block *block, struct sbuf *out)
{
    const char *state = block->tone == TONE_GOOD  ? _("yes")
                        : block->tone == TONE_BAD ? _("wrong")
                                                  : _("not yet");
    sbuf_addf(out, "%s%s%s\n", block->label, view_colon(), state);
}

static void write_block(const struct view_block *block, const char **head, struct sbuf *out)
{
    if (block->kind != VIEW_ROW)
        *head = NULL;
    switch (block->kind) {
    case VIEW_GAP:
        break;
    case VIEW_LIGHT:
        write_light(block, out);
        break;
    case VIEW_ROW:
        if (block->tone == TONE_STRONG)
            *head = block->text;
        else
            write_row(*head, block->text, out);
        break;
    case VIEW_QR:
        sbuf_addf(out, "%s%s%s\n", _("QR code"), view_colon(), block->text);
        break;
    case VIEW_CHART:
        chart_write(block->chart, out);
        break;
    case VIEW_SPEECH:
    case VIEW_PAIR:
    case VIEW_GAUGE:
        if (block->label[0])
            sbuf_addf(out, "%s%s", block->label, view_colon());
        sbuf_addf(out, "%s\n", block->text);
        break;
    case VIEW_HEADING:
    case VIEW_TEXT:
    case VIEW_SLIP:
        sbuf_addf(out, "%s\n", block->text);
        break;
    }
}

static void write_script(const struct view *view, struct sbuf *out)
{
    for (size_t i = 0; i < view->bubble_count; i++)
        sbuf_addf(out, "%s%s%s\n", view->bubbles[i].who,
                  view->bubbles[i].who[0] ? view_colon() : "", view->bubbles[i].text);
}

static void write_choices(const struct view *view, struct sbuf *out)
{
    if (view->choice_head)
        sbuf_addf(out, "   %s\n", view->choice_head);
    for (size_t i = 0; i < view->choice_count; i++) {
        const struct view_choice *choice = &view->choices[i];
        const char *mark = choice->mark == MARK_YES      ? _(" (yes)")
                           : choice->mark == MARK_NO     ? _(" (no)")
                           : choice->mark == MARK_CHOSEN ? _(" (chosen)")
                                                         : "";
        sbuf_addf(out, "%zu  %s%s%s%s", i + 1, choice->label, mark,
                  choice->detail[0] ? " - " : "", choice->detail);
        if (choice->id == view->default_id)
            sbuf_addf(out, "  [Enter]");
        sbuf_add(out, "\n");
    }
}

void plain_write(const struct view *view, const char *told, struct sbuf *out)
{
    bool is_told = view->panel && told && strcmp(view->panel, told) == 0;
    write_header(view, out);
    if (view->alt && *view->alt && !is_told)
        sbuf_addf(out, "(%s%s%s)\n", _("Picture"), view_colon(), view->alt);
    const char *head = NULL;
    for (size_t i = 0; i <= view->block_count; i++) {
        if (i == view->script_at)
            write_script(view, out);
        if (i < view->block_count)
            write_block(&view->blocks[i], &head, out);
    }
    if (view->question)
        sbuf_addf(out, "%s\n", view->question);
    write_choices(view, out);
    if (view->field)
        sbuf_addf(out, "%s %s\n", view->field_label, _("(a single . goes back)"));
    else
        sbuf_addf(out, "0  %s\n", _("back"));
}

/* --- the loop --- */

/* One line without its end; false at the end of input. */
static bool read_line(FILE *in, char *line, size_t size)
{
    if (!fgets(line, (int)size, in))
        return false;
    size_t len = strcspn(line, "\r\n");
    if (line[len] == '\0' && len == size - 1) {
        int c; /* the rest of a line that is too long is dropped */
        do
            c = fgetc(in);
        while (c != '\n' && c != EOF);
    }
    line[len] = '\0';
    size_t bad_at;
    if (!text_is_valid(line, len, &bad_at))
        line[bad_at] = '\0';
    return true;
}

static void take_word(struct ui *ui, const char *line)
{
    static const struct {
        const char *word;
        void (*run)(struct ui *ui);
    } words[] = {
        {"0", ui_back},           {"f2", ui_switch_lang}, {"f3", scr_catalog_open},
        {"q", scr_leave_open},    {"Q", scr_leave_open},  {"F2", ui_switch_lang},
        {"F3", scr_catalog_open},
    };
    if (strcmp(line, "?") == 0) {
        scr_help_open(ui, ui_top(ui)->ops, ui->view.alt);
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(line, words[i].word) == 0) {
            words[i].run(ui);
            return;
        }
    char *end;
    unsigned long number = strtoul(line, &end, 10);
    if (isdigit((unsigned char)line[0]) && *end == '\0' && number >= 1 &&
        number <= ui->view.choice_count)
        ui_choose(ui, ui->view.choices[number - 1].id);
    else
        ui_say(ui, TONE_QUIET,
               _("Please type one of the numbers, 0 to go back or ? for help."));
}

static void take_line(struct ui *ui, const char *line)
{
    free(ui->message);
    ui->message = NULL;
    struct field *field = ui_field(ui);
    if (field && strcmp(line, ".") == 0) {
        ui_back(ui);
    } else if (field) {
        field_set(field, line, strlen(line));
        ui_enter_text(ui);
    } else if (line[0] != '\0') {
        take_word(ui, line);
    } else {
        struct place none = {.focus = -1};
        int target = layout_target(&ui->view, &none);
        if (target >= 0)
            ui_choose(ui, ui->view.choices[target].id);
    }
}

void ui_run_plain(struct ui *ui, FILE *in, FILE *out, void (*set_echo)(bool is_on))
{
    char *told = NULL;
    ui_begin(ui);
    while (!ui->is_leaving) {
        ui_build(ui);
        struct sbuf text;
        sbuf_init(&text, 0);
        plain_write(&ui->view, told, &text);
        free(told);
        told = ui->view.panel ? xstrdup(ui->view.panel) : NULL;
        fputs(sbuf_text(&text), out);
        fputs("> ", out);
        fflush(out);
        sbuf_release(&text);
        ui_keep(ui);
        bool is_secret = ui->view.field && ui->view.field->is_secret && set_echo;
        char line[LINE_MAX_BYTES];
        if (is_secret)
            set_echo(false);
        bool is_there = read_line(in, line, sizeof line);
        if (is_secret) {
            set_echo(true);
            fputs("\n", out);
        }
        if (!is_there)
            break;
        take_line(ui, line);
    }
    free(told);
    fputs("\n", out);
    ui_keep(ui);
}
