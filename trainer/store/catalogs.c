#include "store/catalogs.h"

#include "core/sign.h"
#include "store/db.h"
#include "store/events.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
enum { Q_IN_FORCE, Q_NEWEST, Q_COLUMNS, Q_ROWS };
#define IMPORT_COLUMNS                                                                         \
    "SELECT id, hash, subject, time, is_replacement,"                                          \
    " (SELECT count(*) FROM catalog_row WHERE import = c.id) FROM catalog_import AS c"
#define NOT_UNDONE " id NOT IN (SELECT import FROM catalog_undo)"
static const char *const sql[] = {
    [Q_IN_FORCE] = IMPORT_COLUMNS " WHERE" NOT_UNDONE " AND n >= (SELECT coalesce(max(n), 0)"
                   " FROM catalog_import WHERE is_replacement AND" NOT_UNDONE ") ORDER BY n",
    [Q_NEWEST] = IMPORT_COLUMNS " WHERE" NOT_UNDONE " ORDER BY n DESC LIMIT 1",
    [Q_COLUMNS] = "SELECT columns FROM catalog_import WHERE id = ?1",
    [Q_ROWS] = "SELECT text FROM catalog_row WHERE import = ?1 ORDER BY n",
};
/* clang-format on */

static void name_import(struct catalog_import *import, const char *columns,
                        const struct catalog_line *lines)
{
    uint8_t bytes[16], hash[SIGN_HASH];
    struct sbuf hex = {0};
    struct sign_hash_state state;
    sign_random(bytes, sizeof bytes);
    sign_hex(&hex, bytes, sizeof bytes);
    snprintf(import->id, sizeof import->id, "%s", sbuf_text(&hex));
    sign_hash_begin(&state);
    sign_hash_add(&state, columns, strlen(columns));
    sign_hash_add(&state, "\n", 1);
    for (size_t i = 0; i < import->rows; i++) {
        sign_hash_add(&state, lines[i].text, strlen(lines[i].text));
        sign_hash_add(&state, "\n", 1);
    }
    sign_hash_end(&state, hash);
    sbuf_clear(&hex);
    sign_hex(&hex, hash, sizeof hash);
    snprintf(import->hash, sizeof import->hash, "%s", sbuf_text(&hex));
    sbuf_release(&hex);
}

bool catalogs_add(struct store *self, struct catalog_import *import, const char *columns,
                  const struct catalog_line *lines, struct err *err)
{
    name_import(import, columns, lines);
    struct json *data = json_new_object();
    json_add_text(data, "import", import->id);
    json_add_text(data, "hash", import->hash);
    json_add_bool(data, "replaces", import->is_replacement);
    json_add_text(data, "columns", columns);
    struct json *rows = json_add_array(data, "rows");
    for (size_t i = 0; i < import->rows; i++) {
        struct json *row = json_add_object(rows, NULL);
        json_add_text(row, "code", lines[i].code);
        json_add_text(row, "from", lines[i].valid_from);
        json_add_text(row, "text", lines[i].text);
    }
    return store_append(self, import->subject, EVENT_CATALOG_IMPORT, data, err);
}

static void read_import(const struct db_rows *rows, struct catalog_import *out)
{
    *out = (struct catalog_import){.time = db_int(rows, 3),
                                   .is_replacement = db_int(rows, 4) != 0,
                                   .rows = (size_t)db_int(rows, 5)};
    db_copy(rows, 0, out->id, sizeof out->id);
    db_copy(rows, 1, out->hash, sizeof out->hash);
    db_copy(rows, 2, out->subject, sizeof out->subject);
}

static bool newest(struct store *self, struct catalog_import *out, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_NEWEST], "")) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got == 1) {
        read_import(&rows, out);
    }
    db_done(&rows);
    return got == 1 || (got == 0 && err_set(err, ERR_NO, "no imported catalog to take back"));
}

bool catalogs_undo(struct store *self, const char *subject, struct catalog_import *undone,
                   struct err *err)
{
    if (!store_begin(self, err)) {
        return false;
    }
    bool ok = newest(self, undone, err);
    if (ok) {
        struct json *data = json_new_object();
        json_add_text(data, "import", undone->id);
        ok = store_append(self, subject, EVENT_CATALOG_UNDO, data, err);
    }
    if (!ok) {
        store_rollback(self);
        return false;
    }
    return store_commit(self, err);
}

bool catalogs_in_force(struct store *self, struct catalog_import **list, size_t *count,
                       struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_IN_FORCE], "")) {
        return false;
    }
    struct catalog_import *items = NULL;
    size_t n = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        items = xreallocarray(items, n + 1, sizeof *items);
        read_import(&rows, &items[n++]);
    }
    if (got < 0) {
        free(items);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

/* Append the one text column of each row and a line end. */
static bool add_lines(struct store *self, const char *query, const char *id, struct sbuf *out,
                      struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, query, "t", id)) {
        return false;
    }
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        sbuf_add(out, db_text(&rows, 0));
        sbuf_add_char(out, '\n');
    }
    return got == 0;
}

bool catalogs_text(struct store *self, const char *id, struct sbuf *out, struct err *err)
{
    return add_lines(self, sql[Q_COLUMNS], id, out, err) &&
           add_lines(self, sql[Q_ROWS], id, out, err);
}
