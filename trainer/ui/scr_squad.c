/* scr_squad.c - the trainer's squad table, and one officer. */
#include "ui/screens.h"

#include "app/certify.h"
#include "app/report.h"
#include "core/text.h"
#include "ui/report_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SQUAD_SORT = 10000, SQUAD_FILTER, SQUAD_CELLS = 7, SQUADS_MAX = 60 };

/* columns of the table beside the name, by their keys in the report; short heads, so that
 * eighty columns hold them */
static const struct {
    const char *key, *head;
} shown_columns[SQUAD_CELLS] = {
    {"level", N_("lvl")},           {"lessons_done", N_("less.")},
    {"quiz_best", N_("quiz")},      {"scenarios_passed", N_("cases")},
    {"reviews_due", N_("due")},     {"last_active", N_("seen")},
    {"next_step", N_("next step")},
};
static const char *const sort_keys[] = {
    "id", "name", "lessons_done", "scenarios_passed", "reviews_due", "last_active"};
enum { SORTS = sizeof sort_keys / sizeof sort_keys[0] };

struct squad {
    struct report report;
    bool has_report;
    size_t sort; /* index into sort_keys */
    size_t *order;
    size_t squad; /* 0 = all, else 1 + index into squads */
    char *squads[SQUADS_MAX];
    size_t squad_count;
};

static const char *cell(const struct report *report, size_t row, const char *key)
{
    int column = report_column_find(report, key);
    return column < 0 ? "" : report_cell(report, row, (size_t)column);
}

static void squad_release(void *state)
{
    struct squad *self = state;
    if (self->has_report)
        report_release(&self->report);
    self->has_report = false;
    free(self->order);
    self->order = NULL;
    for (size_t i = 0; i < self->squad_count; i++)
        free(self->squads[i]);
    self->squad_count = 0;
}

static void note_squad(struct squad *self, const char *name)
{
    for (size_t i = 0; i < self->squad_count; i++)
        if (strcmp(self->squads[i], name) == 0)
            return;
    if (*name && self->squad_count < SQUADS_MAX)
        self->squads[self->squad_count++] = xstrdup(name);
}

static bool comes_after(const struct squad *self, size_t a, size_t b)
{
    const char *key = sort_keys[self->sort];
    const char *left = cell(&self->report, a, key), *right = cell(&self->report, b, key);
    int column = report_column_find(&self->report, key);
    if (column >= 0 && self->report.columns[column].type == REPORT_NUMBER)
        return strtod(left, NULL) > strtod(right, NULL);
    return strcmp(left, right) > 0;
}

static void merge(const struct squad *self, size_t *from, size_t *to, size_t low, size_t mid,
                  size_t high)
{
    size_t a = low, b = mid;
    for (size_t i = low; i < high; i++)
        to[i] = a < mid && (b >= high || !comes_after(self, from[a], from[b])) ? from[a++]
                                                                               : from[b++];
}

/* stable, so that equal ones stay in roster order */
static void sort_rows(struct squad *self)
{
    size_t count = self->report.row_count;
    size_t *other = xreallocarray(NULL, count + 1, sizeof *other);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t mid = low + width < count ? low + width : count;
            size_t high = low + 2 * width < count ? low + 2 * width : count;
            merge(self, self->order, other, low, mid, high);
        }
        size_t *swap = self->order;
        self->order = other;
        other = swap;
    }
    free(other);
}

static void squad_enter(struct ui *ui, void *state)
{
    struct squad *self = state;
    struct err err = {0};
    squad_release(self);
    self->has_report = report_progress(ui->app, NULL, 0, &self->report, &err);
    if (!self->has_report) {
        ui_fail(ui, &err);
        return;
    }
    self->order = xreallocarray(NULL, self->report.row_count + 1, sizeof *self->order);
    for (size_t i = 0; i < self->report.row_count; i++) {
        self->order[i] = i;
        note_squad(self, cell(&self->report, i, "squad"));
    }
    if (self->squad > self->squad_count)
        self->squad = 0;
    sort_rows(self);
}

static bool is_shown(const struct squad *self, size_t row)
{
    return self->squad == 0 ||
           strcmp(cell(&self->report, row, "squad"), self->squads[self->squad - 1]) == 0;
}

static const char *head_of(const struct squad *self, const char *key)
{
    int column = report_column_find(&self->report, key);
    return column < 0 ? key : report_title(&self->report.columns[column]);
}

/* What the table shows: of a date month and day. */
static const char *shown_cell(const struct squad *self, size_t row, size_t column)
{
    const char *key = shown_columns[column].key, *text = cell(&self->report, row, key);
    enum { YEAR = 5 };
    return strcmp(key, "last_active") == 0 && strlen(text) > YEAR ? text + YEAR : text;
}

static void measure(const struct squad *self, int widths[SQUAD_CELLS])
{
    for (size_t c = 0; c < SQUAD_CELLS; c++) {
        widths[c] = text_cols(_(shown_columns[c].head));
        for (size_t i = 0; i < self->report.row_count; i++) {
            int cols = text_cols(shown_cell(self, i, c));
            if (is_shown(self, i) && cols > widths[c])
                widths[c] = cols;
        }
    }
}

static void squad_rows(const struct squad *self, struct view *view)
{
    int widths[SQUAD_CELLS];
    struct sbuf line;
    sbuf_init(&line, 0);
    measure(self, widths);
    for (size_t c = 0; c + 1 < SQUAD_CELLS; c++) {
        text_pad(&line, _(shown_columns[c].head), widths[c]);
        sbuf_add(&line, " ");
    }
    sbuf_add(&line, _(shown_columns[SQUAD_CELLS - 1].head));
    view_choice_head(view, sbuf_text(&line));
    for (size_t i = 0; i < self->report.row_count; i++) {
        size_t row = self->order[i];
        if (!is_shown(self, row))
            continue;
        sbuf_clear(&line);
        for (size_t c = 0; c + 1 < SQUAD_CELLS; c++) {
            text_pad(&line, shown_cell(self, row, c), widths[c]);
            sbuf_add(&line, " ");
        }
        sbuf_add(&line, shown_cell(self, row, SQUAD_CELLS - 1));
        view_choice(view, (int)row, cell(&self->report, row, "name"), sbuf_text(&line));
    }
    sbuf_release(&line);
}

static void squad_view(struct ui *ui, void *state, struct view *view)
{
    struct squad *self = state;
    char text[32];
    if (!self->has_report) {
        ui_header(ui, view, _("Squad"), NULL);
        return;
    }
    snprintf(text, sizeof text, _("Officers: %zu"), self->report.row_count);
    ui_header(ui, view, _("Squad"), text);
    view_pair(view, TONE_PLAIN, _("Squad"),
              self->squad == 0 ? _("all") : self->squads[self->squad - 1]);
    view_pair(view, TONE_PLAIN, _("Sorted by"), head_of(self, sort_keys[self->sort]));
    squad_rows(self, view);
    view_choice(view, SQUAD_SORT, _("Sort by something else"), NULL);
    if (self->squad_count > 1)
        view_choice(view, SQUAD_FILTER, _("Another squad"), NULL);
    view->is_list = true;
}

static void squad_act(struct ui *ui, void *state, int id)
{
    struct squad *self = state;
    if (id == SQUAD_SORT) {
        self->sort = (self->sort + 1) % SORTS;
        sort_rows(self);
    } else if (id == SQUAD_FILTER) {
        self->squad = (self->squad + 1) % (self->squad_count + 1);
    } else {
        scr_officer_open(ui, cell(&self->report, (size_t)id, "id"));
    }
}

static const struct screen_ops squad_ops = {
    .name = "squad",
    .help = N_("The same numbers as in the report. A row's number opens the officer; the last "
               "lines sort the table and choose a squad."),
    .state_size = sizeof(struct squad),
    .view = squad_view,
    .act = squad_act,
    .enter = squad_enter,
    .release = squad_release,
};

void scr_squad_open(struct ui *ui)
{
    (void)ui_push(ui, &squad_ops);
}

/* --- one officer --- */

enum { OFFICER_ISSUE = 1, OFFICER_BACK };

struct officer_screen {
    char id[OFFICER_ID_MAX];
    char subject[SUBJECT_MAX];
    struct report report;
    bool has_report;
    size_t row;
    char level[8];
    struct requirement *rows;
    size_t row_count;
    bool is_ready;
};

static void officer_release(void *state)
{
    struct officer_screen *self = state;
    if (self->has_report)
        report_release(&self->report);
    self->has_report = false;
    requirement_free(self->rows, self->row_count);
    self->rows = NULL;
    self->row_count = 0;
}

/* the first level that this officer holds no certificate of */
static bool next_level(struct ui *ui, struct officer_screen *self, struct err *err)
{
    struct certificate *list = NULL;
    size_t count = 0;
    const struct ladder *ladder = ui->app->course->ladder;
    if (!certificate_list(ui->app, self->subject, &list, &count, err))
        return false;
    self->level[0] = '\0';
    for (size_t i = 0; ladder && i < ladder->level_count && !self->level[0]; i++) {
        bool is_held = false;
        for (size_t k = 0; k < count; k++)
            is_held |= strcmp(list[k].level, ladder->levels[i].id) == 0 &&
                       !list[k].is_revoked &&
                       (list[k].expires == 0 || list[k].expires > clock_now());
        if (!is_held)
            snprintf(self->level, sizeof self->level, "%s", ladder->levels[i].id);
    }
    certificate_list_free(list, count);
    return true;
}

static bool find_subject(struct ui *ui, struct officer_screen *self, struct err *err)
{
    struct officer *list = NULL;
    size_t count = 0;
    if (!app_officers(ui->app, &list, &count, err))
        return false;
    bool is_found = false;
    for (size_t i = 0; i < count && !is_found; i++) {
        is_found = strcmp(list[i].id, self->id) == 0;
        if (is_found)
            snprintf(self->subject, sizeof self->subject, "%s", list[i].subject);
    }
    free(list);
    return is_found || err_set(err, ERR_NOT_FOUND, "there is no officer %s", self->id);
}

static void officer_enter(struct ui *ui, void *state)
{
    struct officer_screen *self = state;
    struct err err = {0};
    officer_release(self);
    if (!find_subject(ui, self, &err) || !next_level(ui, self, &err) ||
        (self->level[0] && !certify_status(ui->app, self->subject, self->level, &self->rows,
                                           &self->row_count, &self->is_ready, &err)) ||
        !report_progress(ui->app, NULL, 0, &self->report, &err)) {
        ui_fail(ui, &err);
        return;
    }
    self->has_report = true;
    for (size_t i = 0; i < self->report.row_count; i++)
        if (strcmp(cell(&self->report, i, "id"), self->id) == 0)
            self->row = i;
}

static void officer_view(struct ui *ui, void *state, struct view *view)
{
    struct officer_screen *self = state;
    ui_header(ui, view, _("Officer"), self->id);
    for (size_t i = 0; self->has_report && i < self->report.column_count; i++) {
        const char *text = report_cell(&self->report, self->row, i);
        view_pair(view, TONE_PLAIN, report_title(&self->report.columns[i]), *text ? text : "-");
    }
    if (self->level[0]) {
        view_gap(view);
        view_textf(view, TONE_STRONG, _("For %s"), self->level);
        for (size_t i = 0; i < self->row_count; i++)
            view_textf(view, self->rows[i].is_met ? TONE_GOOD : TONE_PLAIN, "%s %s  %s",
                       self->rows[i].is_met ? "✓" : "○", both_now(&self->rows[i].text),
                       self->rows[i].detail);
        if (self->is_ready)
            view_choice(view, OFFICER_ISSUE, _("Issue the certificate"), self->level);
    }
    view_choice(view, OFFICER_BACK, _("Back"), NULL);
    bool may_issue = self->level[0] && self->is_ready;
    view_default(view, may_issue ? OFFICER_ISSUE : OFFICER_BACK,
                 may_issue ? _("issue") : _("back"));
}

static void officer_act(struct ui *ui, void *state, int id)
{
    struct officer_screen *self = state;
    if (id == OFFICER_ISSUE)
        scr_issue_open(ui, self->id, self->level);
    else
        ui_pop(ui);
}

static const struct screen_ops officer_ops = {
    .name = "officer",
    .help = N_("What this officer has done and what the next level still needs. When all is "
               "ticked you can issue the certificate here."),
    .state_size = sizeof(struct officer_screen),
    .view = officer_view,
    .act = officer_act,
    .enter = officer_enter,
    .release = officer_release,
};

void scr_officer_open(struct ui *ui, const char *officer_id)
{
    char id[OFFICER_ID_MAX];
    snprintf(id, sizeof id, "%s", officer_id);
    struct officer_screen *self = ui_push(ui, &officer_ops);
    memcpy(self->id, id, sizeof id);
}
