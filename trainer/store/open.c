#include "store/db.h"

#include "core/file.h"
#include "core/sign.h"
#include "store/events.h"
#include "store/schema.h"
#include "store/station_key.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_folder_of(const char *path, struct err *err)
{
    char *copy = xstrdup(path);
    bool ok = file_make_folders(dirname(copy), 0700, err);
    free(copy);
    return ok;
}

/* What SQLite only says as "cannot open": say which of the usual reasons it is. */
static bool explain_path(const char *path, enum store_open how, struct err *err)
{
    struct stat about;
    if (stat(path, &about) != 0) {
        if (errno == ENOENT && how == STORE_READ_ONLY) {
            return err_set(err, ERR_STORAGE, "there is no database '%s'; name one with --db",
                           path);
        }
        return errno == ENOENT ||
               err_set(err, ERR_STORAGE, "the database '%s' cannot be reached: %s", path,
                       strerror(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        return err_set(err, ERR_STORAGE,
                       "'%s' is not a regular file; name another file with --db", path);
    }
    int wanted = how == STORE_READ_ONLY ? R_OK : R_OK | W_OK;
    if (faccessat(AT_FDCWD, path, wanted, AT_EACCESS) != 0) {
        return db_fail_path(path, SQLITE_READONLY, err);
    }
    return true;
}

static bool set_up(struct store *self, struct err *err)
{
    sqlite3_busy_timeout(self->sqlite, DB_BUSY_MSEC);
    sqlite3_db_config(self->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(self->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(self->sqlite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(self->sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    return db_script(self, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;", err);
}

static bool has_companion(const char *path, const char *ending)
{
    struct sbuf name = {0};
    sbuf_addf(&name, "%s%s", path, ending);
    bool is_there = file_exists(sbuf_text(&name));
    sbuf_release(&name);
    return is_there;
}

/* Reading a database in WAL mode makes files beside it that belong to the reader, and its owner
 * could not write any more; in a folder that cannot be written it fails.  So a file that nobody
 * has open is read as it stands. */
static int open_to_read(const char *path, sqlite3 **sqlite)
{
    bool is_quiet = !has_companion(path, "-wal") && !has_companion(path, "-journal");
    struct sbuf uri = {0};
    sbuf_add(&uri, path[0] == '/' ? "file://" : "file:"); /* "//" would begin a host */
    for (const char *at = path; *at; at++) {
        if (strchr("%?#", *at)) {
            sbuf_addf(&uri, "%%%02X", (unsigned)*at);
        } else {
            sbuf_add_char(&uri, *at);
        }
    }
    sbuf_add(&uri, is_quiet ? "?immutable=1" : "");
    int code =
        sqlite3_open_v2(sbuf_text(&uri), sqlite,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, NULL);
    sbuf_release(&uri);
    return code;
}

struct store *db_open(const char *path, enum store_open how, struct err *err)
{
    const char *name = how == STORE_MEMORY ? ":memory:" : path;
    struct store *self = xcalloc(1, sizeof *self);
    self->path = xstrdup(name);
    self->how = how;
    if (how != STORE_MEMORY && !explain_path(name, how, err)) {
        store_close(self);
        return NULL;
    }
    int code = how == STORE_READ_ONLY
                   ? open_to_read(name, &self->sqlite)
                   : sqlite3_open_v2(name, &self->sqlite,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                         SQLITE_OPEN_EXRESCODE,
                                     NULL);
    if (code != SQLITE_OK) {
        db_fail_path(name, code, err);
    } else if (set_up(self, err)) {
        return self;
    }
    store_close(self);
    return NULL;
}

bool db_is_ours(struct store *self, struct err *err)
{
    int64_t application = 0, tables = 0;
    int version = 0;
    if (!db_number(self, &application, 0, err, "PRAGMA application_id", "") ||
        !db_number(self, &tables, 0, err, "SELECT count(*) FROM sqlite_schema", "") ||
        !schema_version(self, &version, err)) {
        return false;
    }
    bool is_empty = application == 0 && tables == 0 && version == 0;
    if (!is_empty && application != DB_APPLICATION_ID) {
        return db_fail_path(self->path, SQLITE_NOTADB, err);
    }
    if (version > schema_newest()) {
        return err_set(err, ERR_STORAGE,
                       "the database '%s' was written by a newer program (schema %d, this one "
                       "knows %d); install the newer program",
                       self->path, version, schema_newest());
    }
    return true;
}

/* WAL lets readers go on while one writes. Where the file system has no shared memory (some
 * network folders) SQLite stays with the rollback journal, which is as safe. */
static bool choose_journal(struct store *self, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, "PRAGMA journal_mode = WAL", "")) {
        return false;
    }
    struct err busy = {0};
    int got = db_next(&rows, &busy);
    db_done(&rows);
    /* somebody else is just choosing: the mode stands in the file, so theirs is ours */
    return got >= 0 || busy.code == ERR_BUSY || err_set(err, busy.code, "%s", busy.text);
}

static bool load_station(struct store *self, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, "SELECT value FROM meta WHERE name = 'station'", "")) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got == 1) {
        db_copy(&rows, 0, self->station, sizeof self->station);
    }
    db_done(&rows);
    return got >= 0 &&
           db_number(self, &self->epoch, 0, err,
                     "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'epoch'", "");
}

static bool make_station(struct store *self, struct err *err)
{
    uint8_t bytes[16];
    sign_random(bytes, sizeof bytes);
    struct sbuf hex = {0};
    sign_hex(&hex, bytes, sizeof bytes);
    snprintf(self->station, sizeof self->station, "%s", sbuf_text(&hex));
    self->epoch = 1;
    sbuf_release(&hex);
    struct json *data = json_new_object();
    json_add_text(data, "reason", "first");
    if (!station_key_introduce(self, data, err) ||
        !db_run(self, err, "INSERT INTO meta VALUES ('station', ?1), ('epoch', '1')", "t",
                self->station)) {
        json_free(data);
        return false;
    }
    return store_append(self, "", EVENT_STATION_EPOCH, data, err);
}

/* Whatever is missing of a database of this program; what another program has made meanwhile
 * is found made. */
static bool complete(struct store *self, struct err *err)
{
    return db_script(self, "PRAGMA application_id = 1414680146", err) && /* 'TRNR' */
           schema_migrate(self, err) && load_station(self, err) &&
           (self->station[0] || make_station(self, err));
}

/* A new or older database becomes one of today: wholly or not at all. */
static bool bring_up_to_date(struct store *self, struct err *err)
{
    int version = 0;
    if (!schema_version(self, &version, err) ||
        (version == schema_newest() && !load_station(self, err))) {
        return false;
    }
    if (self->station[0]) {
        return true;
    }
    if (!store_begin(self, err)) {
        return false;
    }
    if (!complete(self, err)) {
        store_rollback(self);
        return false;
    }
    return store_commit(self, err);
}

static bool check_readable(struct store *self, struct err *err)
{
    int version = 0;
    if (!schema_version(self, &version, err)) {
        return false;
    }
    if (version != schema_newest()) {
        return err_set(err, ERR_STORAGE,
                       "the database '%s' has an older form; open it once with the right to "
                       "write so that it is brought up to date",
                       self->path);
    }
    return true;
}

static struct store *open_ready(const char *path, enum store_open how, struct err *err)
{
    if (how == STORE_READ_WRITE && !make_folder_of(path, err)) {
        err_wrap(err, "cannot make the folder of the database '%s'", path);
        return NULL;
    }
    mode_t old = umask(077); /* a new database is its owner's alone */
    struct store *self = db_open(path, how, err);
    bool ok = self && db_is_ours(self, err);
    if (ok && how == STORE_READ_ONLY) {
        ok = check_readable(self, err) && load_station(self, err);
    } else if (ok) {
        ok = choose_journal(self, err) && bring_up_to_date(self, err);
    }
    umask(old);
    if (!ok) {
        store_close(self);
        return NULL;
    }
    return self;
}

struct store *store_open(const char *path, enum store_open how, struct err *err)
{
    if (how != STORE_WRITE_OR_READ) {
        return open_ready(path, how, err);
    }
    struct err why = {0}, also = {0};
    struct store *self = open_ready(path, STORE_READ_WRITE, &why);
    if (!self && why.code == ERR_STORAGE) {
        self = open_ready(path, STORE_READ_ONLY, &also);
    }
    if (!self) {
        err_set(err, why.code, "%s", why.text);
    }
    return self;
}

void store_close(struct store *self)
{
    if (!self) {
        return;
    }
    for (size_t i = 0; i < self->prepared_count; i++) {
        sqlite3_finalize(self->prepared[i].statement);
    }
    sqlite3_close(self->sqlite);
    sign_key_wipe(&self->memory_key);
    free(self->path);
    free(self);
}

const char *store_path(const struct store *self)
{
    return self->path;
}

bool store_can_write(const struct store *self)
{
    return self->how != STORE_READ_ONLY;
}

int store_schema(const struct store *self)
{
    (void)self; /* an open store has been migrated */
    return schema_newest();
}

const char *store_station(const struct store *self)
{
    return self->station;
}

bool store_is_shared(const struct store *self)
{
    struct stat about;
    if (self->how == STORE_MEMORY || stat(self->path, &about) != 0) {
        return false;
    }
    return about.st_uid != geteuid() || (about.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}
