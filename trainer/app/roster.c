#include "app/roster.h"

#include "app/people.h"
#include "core/lang.h"
#include "core/text.h"
#include "store/officers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROSTER_ROWS_MAX = 1000000 };
enum column { COLUMN_ID, COLUMN_NAME, COLUMN_SQUAD, COLUMN_ROLE, COLUMN_JOINED, COLUMN_COUNT };
static const char *const column_names[COLUMN_COUNT] = {"id", "name", "squad", "role", "joined"};

struct wanted { /* one row of the file, checked */
    struct officer officer;
    size_t row;
    enum { ROW_ADD, ROW_CHANGE, ROW_SAME } what;
};

struct reading {
    const char *file;
    const struct csv *table;
    int columns[COLUMN_COUNT];
    struct wanted *rows;
    size_t count;
    struct problems *problems;
};

void roster_outcome_release(struct roster_outcome *self)
{
    problems_release(&self->problems);
    *self = (struct roster_outcome){0};
}

static bool find_columns(struct reading *self)
{
    bool ok = true;
    for (int c = 0; c < COLUMN_COUNT; c++) {
        self->columns[c] = csv_column(self->table, column_names[c]);
        if (self->columns[c] < 0) {
            ok = problems_add(self->problems, self->file, 1, 1, "the column '%s' is missing",
                              column_names[c]);
        }
    }
    return ok;
}

static const char *cell(const struct reading *self, size_t row, enum column column)
{
    return csv_text(self->table, row, (size_t)self->columns[column]);
}

static bool complain(struct reading *self, size_t row, enum column column, const char *text)
{
    const struct csv_cell *at = csv_cell(self->table, row, (size_t)self->columns[column]);
    return problems_add(self->problems, self->file, at->line, at->col, "%s", text);
}

static bool has_control(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f) {
            return true;
        }
    }
    return false;
}

/* All faults of a row are told, not only the first. */
static void read_row(struct reading *self, size_t row, struct wanted *out)
{
    struct officer *officer = &out->officer;
    struct err err = {0};
    *out = (struct wanted){.row = row};
    for (int c = 0; c < COLUMN_COUNT; c++) {
        if (has_control(cell(self, row, (enum column)c))) {
            complain(self, row, (enum column)c, _("this cell holds a control character"));
        }
    }
    if (!people_check_id(cell(self, row, COLUMN_ID), &err)) {
        complain(self, row, COLUMN_ID, err.text);
    } else {
        snprintf(officer->id, sizeof officer->id, "%s", cell(self, row, COLUMN_ID));
    }
    if (!people_clean_name(N_("name"), cell(self, row, COLUMN_NAME), false, officer->name,
                           &err)) {
        complain(self, row, COLUMN_NAME, err.text);
    }
    if (!people_clean_name(N_("squad"), cell(self, row, COLUMN_SQUAD), true, officer->squad,
                           &err)) {
        complain(self, row, COLUMN_SQUAD, err.text);
    }
    if (!people_parse_role(cell(self, row, COLUMN_ROLE), &officer->role)) {
        complain(self, row, COLUMN_ROLE, _("the role is one of officer, auxiliary, trainer"));
    }
    if (!people_check_joined(cell(self, row, COLUMN_JOINED), &err)) {
        complain(self, row, COLUMN_JOINED, err.text);
    } else {
        snprintf(officer->joined, sizeof officer->joined, "%s", cell(self, row, COLUMN_JOINED));
    }
}

static int by_id(const void *a, const void *b)
{
    const struct wanted *one = a, *other = b;
    int order = strcmp(one->officer.id, other->officer.id);
    return order ? order : one->row < other->row ? -1 : one->row > other->row;
}

static void read_rows(struct reading *self)
{
    self->rows = xcalloc(self->table->rows ? self->table->rows : 1, sizeof *self->rows);
    self->count = self->table->rows;
    for (size_t i = 0; i < self->count; i++) {
        read_row(self, i, &self->rows[i]);
    }
    qsort(self->rows, self->count, sizeof *self->rows, by_id);
    for (size_t i = 1; i < self->count; i++) {
        const char *id = self->rows[i].officer.id;
        if (id[0] && strcmp(id, self->rows[i - 1].officer.id) == 0) {
            size_t first = self->rows[i - 1].row;
            const struct csv_cell *at =
                csv_cell(self->table, self->rows[i].row, (size_t)self->columns[COLUMN_ID]);
            problems_add(self->problems, self->file, at->line, at->col,
                         "the number '%s' stands twice, first in line %d", id,
                         csv_cell(self->table, first, 0)->line);
        }
    }
}

/* --- beside what is in the database
 * -----------------------------------------------------------
 */

static bool is_same(const struct officer *old, const struct officer *new)
{
    return strcmp(old->name, new->name) == 0 && strcmp(old->squad, new->squad) == 0 &&
           old->role == new->role &&strcmp(old->joined, new->joined) == 0;
}

static int compare_ids(const void *a, const void *b)
{
    const struct officer *one = a, *other = b;
    return strcmp(one->id, other->id);
}

/* A trainer made here cannot sign in until another one has set the PIN (session_open). */
static void check_roles(struct reading *self, const struct session *by,
                        const struct officer *old, struct wanted *row)
{
    bool was_trainer = old && old->role == ROLE_TRAINER;
    bool is_trainer = row->officer.role == ROLE_TRAINER;
    if (was_trainer != is_trainer && !(by && by->who.role == ROLE_TRAINER)) {
        complain(self, row->row, COLUMN_ROLE, _("only a trainer can make or unmake a trainer"));
    }
    if (was_trainer && !is_trainer && by && strcmp(by->who.subject, old->subject) == 0) {
        complain(self, row->row, COLUMN_ROLE,
                 _("you cannot take the role of trainer from yourself"));
    }
}

static bool compare(struct reading *self, struct app *app, const struct session *by,
                    struct roster_outcome *out, struct err *err)
{
    struct officer *old = NULL;
    size_t old_count = 0;
    if (!officers_all(app->store, &old, &old_count, err)) {
        return false;
    }
    qsort(old, old_count, sizeof *old, compare_ids);
    for (size_t i = 0; i < self->count; i++) {
        struct wanted *row = &self->rows[i];
        const struct officer *found =
            old_count ? bsearch(&row->officer, old, old_count, sizeof *old, compare_ids) : NULL;
        check_roles(self, by, found, row);
        if (!found) {
            row->what = ROW_ADD;
            out->added++;
            continue;
        }
        memcpy(row->officer.subject, found->subject, sizeof row->officer.subject);
        row->what = is_same(found, &row->officer) ? ROW_SAME : ROW_CHANGE;
        out->same += row->what == ROW_SAME;
        out->changed += row->what == ROW_CHANGE;
    }
    free(old);
    return true;
}

static bool write_rows(struct reading *self, struct app *app, const struct session *by,
                       struct err *err)
{
    const char *who = by ? by->who.subject : "";
    for (size_t i = 0; i < self->count; i++) {
        struct wanted *row = &self->rows[i];
        if (row->what == ROW_ADD && !officers_add(app->store, &row->officer, who, err)) {
            return false;
        }
        if (row->what == ROW_CHANGE && !officers_change(app->store, &row->officer, who, err)) {
            return false;
        }
    }
    return true;
}

/* Reading, comparing and writing in one transaction: nobody changes the roster in between. */
static bool apply(struct reading *self, struct app *app, const struct session *by, bool dry_run,
                  struct roster_outcome *out, struct err *err)
{
    if (!store_begin(app->store, err)) {
        return false;
    }
    bool ok = compare(self, app, by, out, err);
    if (ok && out->problems.errors > 0) {
        ok = err_set(err, ERR_INPUT, "'%s' has %zu faults; nothing was changed", self->file,
                     out->problems.errors);
    }
    if (!ok || dry_run || !write_rows(self, app, by, err)) {
        store_rollback(app->store);
        return ok && dry_run;
    }
    return store_commit(app->store, err);
}

static bool may_import(struct app *app, const struct session *by, struct err *err)
{
    size_t trainers = 0;
    if (by && by->who.role == ROLE_TRAINER) {
        return true;
    }
    return officers_count(app->store, ROLE_TRAINER, &trainers, err) &&
           (trainers == 0 ||
            err_set(err, ERR_NOT_ALLOWED, "only a trainer imports a roster; use --as"));
}

bool roster_import(struct app *app, const struct session *by, const char *file,
                   const char *text, size_t len, bool dry_run, struct roster_outcome *out,
                   struct err *err)
{
    *out = (struct roster_outcome){0};
    problems_init(&out->problems);
    char *utf8 = NULL;
    size_t utf8_len = 0, bad_at;
    if (!may_import(app, by, err) || !csv_to_utf8(text, len, &utf8, &utf8_len, err)) {
        return false;
    }
    out->was_gb18030 = !text_is_valid(text, len, &bad_at);
    struct reading reading = {.file = file, .problems = &out->problems};
    struct csv *table = csv_read(file, utf8, utf8_len, ROSTER_ROWS_MAX, &out->problems);
    reading.table = table;
    bool ok = table && find_columns(&reading);
    if (!ok) {
        err_set(err, ERR_INPUT, "'%s' is no roster; its first line is %s", file,
                "id,name,squad,role,joined");
    } else {
        read_rows(&reading);
        ok = apply(&reading, app, by, dry_run, out, err);
    }
    free(reading.rows);
    csv_free(table);
    free(utf8);
    return ok;
}
