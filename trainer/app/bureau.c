#include "app/bureau.h"

#include "content/catalog_overlay.h"
#include "content/csv.h"
#include "core/lang.h"
#include "store/catalogs.h"
#include <stdlib.h>
#include <string.h>

/* --- the catalog in force ----------------------------------------------------------------- */

/* One import over `*below`, which it replaces.  Its rows were checked when they came; a row
 * that this program cannot read (it was written by a newer one) is left out. */
static bool lay_one(struct store *store, const struct catalog_import *import,
                    struct catalog **below, struct err *err)
{
    struct sbuf text = {0};
    struct problems problems;
    problems_init(&problems);
    bool is_read = catalogs_text(store, import->id, &text, err);
    struct catalog *rows =
        is_read ? catalog_parse(import->id, sbuf_text(&text), text.len, NULL, &problems) : NULL;
    if (rows) {
        struct catalog *above =
            catalog_lay_over(*below, rows, import->is_replacement, NULL, NULL);
        catalog_free(*below);
        catalog_free(rows);
        *below = above;
    }
    problems_release(&problems);
    sbuf_release(&text);
    return is_read;
}

/* The shipped catalog with these imports over it; NULL with err.  Caller frees. */
static struct catalog *lay_all(struct app *app, const struct catalog_import *imports,
                               size_t count, struct err *err)
{
    static const struct catalog nothing = {0};
    const struct catalog *shipped = app->shipped->catalog ? app->shipped->catalog : &nothing;
    struct catalog *self = catalog_lay_over(shipped, &nothing, false, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        if (!lay_one(app->store, &imports[i], &self, err)) {
            catalog_free(self);
            return NULL;
        }
    return self;
}

bool bureau_lay_over(struct app *app, struct err *err)
{
    struct catalog_import *imports = NULL;
    size_t count = 0;
    if (!catalogs_in_force(app->store, &imports, &count, err))
        return false;
    struct catalog *catalog = count ? lay_all(app, imports, count, err) : NULL;
    free(imports);
    if (!catalog)
        return count == 0;
    app->overlay = course_with_catalog(app->shipped, catalog, app->paths, err);
    if (app->overlay)
        app->course = app->overlay;
    return app->overlay != NULL;
}

/* --- importing ---------------------------------------------------------------------------- */

struct taking { /* one import under way */
    const struct session *by;
    const char *file;
    struct catalog *before, *rows, *after;
    bool is_replacement;
    struct bureau_outcome *out;
};

static bool is_same_row(const struct catalog_item *a, const struct catalog_item *b)
{
    struct sbuf one = {0}, other = {0};
    catalog_write_row(a, &one);
    catalog_write_row(b, &other);
    bool is_same = strcmp(sbuf_text(&one), sbuf_text(&other)) == 0;
    sbuf_release(&one);
    sbuf_release(&other);
    return is_same;
}

static const struct catalog_item *same_version(const struct catalog *catalog,
                                               const struct catalog_item *wanted)
{
    size_t first, count = catalog_versions(catalog, wanted->code, &first);
    for (size_t i = first; i < first + count; i++)
        if (catalog->items[i].valid_from == wanted->valid_from)
            return &catalog->items[i];
    return NULL;
}

static void count_changes(struct taking *self)
{
    struct bureau_outcome *out = self->out;
    for (size_t i = 0; i < self->rows->count; i++) {
        const struct catalog_item *old = same_version(self->before, &self->rows->items[i]);
        out->added += !old;
        out->same += old && is_same_row(old, &self->rows->items[i]);
        out->changed += old && !is_same_row(old, &self->rows->items[i]);
    }
    for (size_t i = 0; i < self->before->count; i++)
        out->removed += !same_version(self->after, &self->before->items[i]);
}

/* A case needs its items on its day; without them it cannot be begun. */
static void warn_of_cases(struct taking *self)
{
    const struct course *course = self->by->app->shipped;
    for (size_t i = 0; i < course->scenario_count; i++) {
        const struct scenario *scenario = course->scenarios[i];
        for (size_t k = 0; k < scenario->items.count; k++)
            if (!catalog_find(self->after, scenario->items.items[k],
                              scenario_act_day(scenario)))
                problems_warn(&self->out->problems, self->file, 1, 1,
                              "case %s cannot be played: it needs item %s, which is not in "
                              "force on its day",
                              scenario->id, scenario->items.items[k]);
    }
}

static bool read_rows(struct taking *self, const char *text, size_t len, struct err *err)
{
    char *utf8 = NULL;
    size_t utf8_len = 0;
    const struct catalog *statutes = self->by->app->shipped->catalog;
    if (!csv_to_utf8(text, len, &utf8, &utf8_len, err))
        return false;
    self->rows = catalog_parse(self->file, utf8, utf8_len, statutes, &self->out->problems);
    free(utf8);
    if (self->rows && self->rows->count == 0 && self->out->problems.errors == 0)
        problems_add(&self->out->problems, self->file, 1, 1,
                     "there are no rows below the header");
    return true;
}

static bool check(struct taking *self, struct err *err)
{
    struct catalog_import *imports = NULL;
    size_t count = 0;
    struct problems *problems = &self->out->problems;
    if (!catalogs_in_force(self->by->app->store, &imports, &count, err))
        return false;
    self->before = lay_all(self->by->app, imports, count, err);
    free(imports);
    if (!self->before)
        return false;
    if (self->rows) {
        self->after = catalog_lay_over(self->before, self->rows, self->is_replacement,
                                       self->file, problems);
        count_changes(self);
    }
    if (problems->errors > 0)
        return err_set(err, ERR_INPUT, "'%s' has %zu faults; nothing was changed", self->file,
                       problems->errors);
    warn_of_cases(self);
    return true;
}

static bool write_rows(struct taking *self, struct err *err)
{
    const struct catalog *rows = self->rows;
    struct catalog_import import = {.is_replacement = self->is_replacement,
                                    .rows = rows->count};
    memcpy(import.subject, self->by->who.subject, sizeof import.subject);
    struct catalog_line *lines = xcalloc(rows->count, sizeof *lines);
    char(*days)[CLOCK_TEXT_MAX] = xcalloc(rows->count, sizeof *days);
    char **texts = xcalloc(rows->count, sizeof *texts);
    struct sbuf columns = {0};
    catalog_write_columns(&columns);
    for (size_t i = 0; i < rows->count; i++) {
        struct sbuf text = {0};
        catalog_write_row(&rows->items[i], &text);
        calendar_format_day(rows->items[i].valid_from, days[i]);
        texts[i] = sbuf_take(&text);
        lines[i] = (struct catalog_line){rows->items[i].code, days[i], texts[i]};
    }
    bool ok = catalogs_add(self->by->app->store, &import, sbuf_text(&columns), lines, err);
    for (size_t i = 0; i < rows->count; i++)
        free(texts[i]);
    free(texts);
    free(days);
    free(lines);
    sbuf_release(&columns);
    return ok;
}

static bool may_import(const struct session *by, struct err *err)
{
    return by->who.role == ROLE_TRAINER ||
           err_set(err, ERR_NOT_ALLOWED, "only a trainer changes the catalog; use --as");
}

/* Reading what is in force, checking and writing as one: nobody imports in between. */
static bool take(struct taking *self, bool is_dry, struct err *err)
{
    struct store *store = self->by->app->store;
    if (!store_begin(store, err))
        return false;
    bool is_ok = check(self, err);
    if (!is_ok || is_dry || !write_rows(self, err)) {
        store_rollback(store);
        return is_ok && is_dry;
    }
    return store_commit(store, err);
}

bool bureau_import(const struct session *by, const char *file, const char *text, size_t len,
                   bool is_replacement, bool is_dry, struct bureau_outcome *out,
                   struct err *err)
{
    *out = (struct bureau_outcome){0};
    problems_init(&out->problems);
    struct taking taking = {
        .by = by, .file = file, .is_replacement = is_replacement, .out = out};
    bool is_ok =
        may_import(by, err) && read_rows(&taking, text, len, err) && take(&taking, is_dry, err);
    catalog_free(taking.before);
    catalog_free(taking.rows);
    catalog_free(taking.after);
    return is_ok;
}

void bureau_outcome_release(struct bureau_outcome *self)
{
    problems_release(&self->problems);
    *self = (struct bureau_outcome){0};
}

bool bureau_undo(const struct session *by, size_t *rows, msec_t *when, struct err *err)
{
    struct catalog_import undone;
    if (!may_import(by, err) || !catalogs_undo(by->app->store, by->who.subject, &undone, err))
        return false;
    *rows = undone.rows;
    *when = undone.time;
    return true;
}
