#include "store/upkeep.h"

#include "core/file.h"
#include "core/sign.h"
#include "store/copy.h"
#include "store/db.h"
#include "store/events.h"
#include "store/heads.h"
#include "store/schema.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- checking
 * ---------------------------------------------------------------------------------
 */

struct finding {
    struct problems *problems;
    const char *path;
};

static void add_finding(void *context, const char *sentence)
{
    struct finding *finding = context;
    problems_add(finding->problems, finding->path, 0, 0, "%s", sentence);
}

static bool check_pages(struct store *self, struct finding *finding, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, "PRAGMA integrity_check(100)", "")) {
        return false;
    }
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        if (strcmp(db_text(&rows, 0), "ok") != 0) {
            problems_add(finding->problems, finding->path, 0, 0, "the file is damaged: %s",
                         db_text(&rows, 0));
        }
    }
    return got == 0;
}

static bool check_links(struct store *self, struct finding *finding, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, "PRAGMA foreign_key_check", "")) {
        return false;
    }
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        problems_add(finding->problems, finding->path, 0, 0,
                     "a row of '%s' belongs to nobody in '%s'", db_text(&rows, 0),
                     db_text(&rows, 2));
    }
    return got == 0;
}

static void hash_value(struct sign_hash_state *state, sqlite3_stmt *statement, int column)
{
    int type = sqlite3_column_type(statement, column);
    const void *bytes = sqlite3_column_blob(statement, column);
    size_t len = (size_t)sqlite3_column_bytes(statement, column);
    sign_hash_add(state, &type, sizeof type);
    sign_hash_add(state, &len, sizeof len);
    sign_hash_add(state, bytes ? bytes : "", len);
}

static bool hash_projection(struct store *self, const char *all, uint8_t hash[SIGN_HASH],
                            struct err *err)
{
    struct sign_hash_state state;
    struct db_rows rows;
    if (!db_select(self, &rows, err, all, "")) {
        return false;
    }
    sign_hash_begin(&state);
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        for (int c = 0; c < sqlite3_column_count(rows.statement); c++) {
            hash_value(&state, rows.statement, c);
        }
    }
    sign_hash_end(&state, hash);
    return got == 0;
}

enum { PROJECTIONS_MAX = 32 };

static bool hash_projections(struct store *self, uint8_t hashes[][SIGN_HASH], struct err *err)
{
    for (size_t i = 0; schema_projections[i].all; i++) {
        if (!hash_projection(self, schema_projections[i].all, hashes[i], err)) {
            return false;
        }
    }
    return true;
}

static bool check_projections(struct store *self, struct finding *finding, struct err *err)
{
    uint8_t stored[PROJECTIONS_MAX][SIGN_HASH], rebuilt[PROJECTIONS_MAX][SIGN_HASH];
    struct store *copy = copy_to_temporary(self, err);
    if (!copy) {
        return false;
    }
    bool ok = hash_projections(copy, stored, err) && store_rebuild(copy, err) &&
              hash_projections(copy, rebuilt, err);
    for (size_t i = 0; ok && schema_projections[i].all; i++) {
        if (memcmp(stored[i], rebuilt[i], SIGN_HASH) != 0) {
            problems_add(finding->problems, finding->path, 0, 0,
                         "what is stored differs from what the events say (%s)",
                         schema_projections[i].empty + strlen("DELETE FROM "));
        }
    }
    store_close(copy);
    return ok;
}

bool store_check(struct store *self, struct problems *problems, struct err *err)
{
    struct finding finding = {problems, self->path};
    return check_pages(self, &finding, err) && check_links(self, &finding, err) &&
           store_verify_chains(self, add_finding, &finding, err) &&
           heads_verify(self, add_finding, &finding, err) &&
           (problems->errors > 0 || check_projections(self, &finding, err));
}

/* --- backup
 * -----------------------------------------------------------------------------------
 */

static char *with_ending(const char *path, const char *ending)
{
    struct sbuf text = {0};
    sbuf_addf(&text, "%s%s", path, ending);
    return sbuf_take(&text);
}

bool store_backup(struct store *self, const char *file, struct err *err)
{
    if (file_exists(file)) {
        return err_set(err, ERR_INPUT, "'%s' exists already; choose another name", file);
    }
    char *part = with_ending(file, ".part");
    bool ok = copy_to_file(self, part, err);
    /* link() refuses an existing name even if it came up just now */
    if (ok && link(part, file) != 0 && (errno == EEXIST || rename(part, file) != 0)) {
        ok = err_set(err, ERR_STORAGE, "cannot write '%s': %s", file, strerror(errno));
    }
    unlink(part);
    free(part);
    return ok && copy_sync_folder(file, err);
}

/* --- restore
 * ----------------------------------------------------------------------------------
 */

static bool is_sound(struct store *from, const char *file, struct err *err)
{
    struct problems problems;
    problems_init(&problems);
    struct finding finding = {&problems, file};
    int version = 0;
    bool ok = db_is_ours(from, err) && schema_version(from, &version, err);
    if (ok && version == 0) {
        ok = db_fail_path(file, SQLITE_NOTADB, err);
    }
    ok = ok && check_pages(from, &finding, err) &&
         store_verify_chains(from, add_finding, &finding, err) &&
         heads_verify(from, add_finding, &finding, err);
    if (ok && problems.errors > 0) {
        ok = err_set(err, ERR_STORAGE, "'%s' is not whole (%s); restore another backup", file,
                     problems.items[0].text);
    }
    problems_release(&problems);
    return ok;
}

/* A copy of the backup beside the database, checked. */
static bool make_candidate(const char *file, const char *candidate, struct err *err)
{
    struct store *from = db_open(file, STORE_READ_ONLY, err);
    bool ok = from && is_sound(from, file, err) && copy_to_file(from, candidate, err);
    store_close(from);
    return ok;
}

/* Epoch of the database that is replaced; 0 if there is none or it cannot be read any more. */
static int64_t old_epoch(const char *path)
{
    struct err ignored = {0};
    struct store *old = file_exists(path) ? store_open(path, STORE_READ_ONLY, &ignored) : NULL;
    int64_t epoch = old ? old->epoch : 0;
    store_close(old);
    return epoch;
}

/* One backup may be restored in two places: the time keeps their epochs apart. */
static int64_t next_epoch(int64_t one, int64_t other)
{
    int64_t epoch = (one > other ? one : other) + 1, now = clock_now() / 1000;
    return now > epoch ? now : epoch;
}

static bool open_epoch(const char *candidate, int64_t after, struct err *err)
{
    struct store *self = store_open(candidate, STORE_READ_WRITE, err);
    if (!self) {
        return false;
    }
    struct json *data = json_new_object();
    json_add_text(data, "reason", "restore");
    self->epoch = next_epoch(self->epoch, after);
    bool ok = store_begin(self, err);
    if (!ok) {
        json_free(data);
    } else if (!db_run(self, err, "UPDATE meta SET value = ?1 WHERE name = 'epoch'", "i",
                       self->epoch)) {
        json_free(data);
        store_rollback(self);
        ok = false;
    } else if (!store_append(self, "", EVENT_STATION_EPOCH, data, err)) {
        store_rollback(self);
        ok = false;
    } else {
        ok = store_commit(self, err) && copy_make_single_file(self, err);
    }
    store_close(self);
    return ok;
}

/* Only who is alone can leave WAL mode: so this also finds out whether another program has the
 * database open.  A file that is no database any more has nobody who could write it. */
static bool close_old(const char *path, struct err *err)
{
    struct err why = {0};
    struct store *old = file_exists(path) ? db_open(path, STORE_READ_WRITE, &why) : NULL;
    bool ok = !old || copy_make_single_file(old, &why);
    store_close(old);
    return ok || why.code != ERR_BUSY || err_set(err, why.code, "%s", why.text);
}

static bool keep_old(const char *path, struct sbuf *kept, struct err *err)
{
    if (!file_exists(path)) {
        return true;
    }
    sbuf_addf(kept, "%s.before-restore", path);
    for (int n = 2; link(path, sbuf_text(kept)) != 0; n++) {
        if (errno != EEXIST) {
            return err_set(err, ERR_STORAGE, "cannot keep the old database as '%s': %s",
                           sbuf_text(kept), strerror(errno));
        }
        sbuf_clear(kept);
        sbuf_addf(kept, "%s.before-restore.%d", path, n);
    }
    return true;
}

bool store_restore(const char *path, const char *file, struct sbuf *kept, struct err *err)
{
    char *candidate = with_ending(path, ".restoring");
    unlink(candidate); /* of a restore that was broken off */
    bool ok = make_candidate(file, candidate, err) &&
              open_epoch(candidate, old_epoch(path), err) && close_old(path, err) &&
              keep_old(path, kept, err);
    if (ok && rename(candidate, path) != 0) {
        ok = err_set(err, ERR_STORAGE, "cannot write '%s': %s", path, strerror(errno));
    }
    unlink(candidate);
    free(candidate);
    return ok && copy_sync_folder(path, err);
}
