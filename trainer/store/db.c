#include "store/db.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a SQLite code means to a person: code, our code, text that takes the file name. */
/* clang-format off */
#define FAILURES(X)                                                                            \
    X(SQLITE_BUSY, ERR_BUSY, "the database '%s' is in use by another program; wait a moment and try again") \
    X(SQLITE_READONLY, ERR_STORAGE, "the database '%s' cannot be written; check who may write the file and its folder") \
    X(SQLITE_CANTOPEN, ERR_STORAGE, "the database '%s' cannot be opened; check that its folder exists and who may read and write there") \
    X(SQLITE_NOTADB, ERR_STORAGE, "'%s' is not a trainer database; name another file with --db") \
    X(SQLITE_CORRUPT, ERR_STORAGE, "the database '%s' is damaged; keep the file and restore a backup with 'trainer db restore'") \
    X(SQLITE_FULL, ERR_STORAGE, "the disk with the database '%s' is full; nothing was saved, make room and try again") \
    X(SQLITE_IOERR, ERR_STORAGE, "the disk failed on the database '%s'; nothing was saved, check the disk and try again") \
    X(SQLITE_CONSTRAINT, ERR_NO, "this was already recorded in '%s' by another window; go back and open it again")
/* clang-format on */

/* The primary code, with those that mean the same to a person made one. */
static int kind_of(int code)
{
    int primary = code & 0xff;
    return primary == SQLITE_LOCKED ? SQLITE_BUSY
           : primary == SQLITE_PERM ? SQLITE_READONLY
                                    : primary;
}

bool db_fail_path(const char *path, int code, struct err *err)
{
    switch (kind_of(code)) {
#define X(sqlite_code, err_code, text)                                                         \
    case sqlite_code:                                                                          \
        return err_set(err, err_code, text, path);
        FAILURES(X)
#undef X
    default:
        return err_set(err, ERR_STORAGE, "the database '%s' failed: %s", path,
                       sqlite3_errstr(code));
    }
}

bool db_fail(const struct store *self, int code, struct err *err)
{
    int primary = code & 0xff;
    if (primary == SQLITE_ERROR || primary == SQLITE_MISUSE || primary == SQLITE_RANGE) {
        return err_set(err, ERR_STORAGE, "the database '%s' failed: %s", self->path,
                       sqlite3_errmsg(self->sqlite));
    }
    return db_fail_path(self->path, code, err);
}

bool db_script(struct store *self, const char *sql, struct err *err)
{
    int code = sqlite3_exec(self->sqlite, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || db_fail(self, code, err);
}

sqlite3_stmt *db_prepare(struct store *self, const char *sql, struct err *err)
{
    for (size_t i = 0; i < self->prepared_count; i++) {
        if (self->prepared[i].sql == sql) {
            sqlite3_reset(self->prepared[i].statement);
            sqlite3_clear_bindings(self->prepared[i].statement);
            return self->prepared[i].statement;
        }
    }
    if (self->prepared_count == DB_STATEMENTS) {
        BUG("more than %d statements", DB_STATEMENTS);
    }
    sqlite3_stmt *statement = NULL;
    int code =
        sqlite3_prepare_v3(self->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (code != SQLITE_OK) {
        db_fail(self, code, err);
        return NULL;
    }
    self->prepared[self->prepared_count++] = (struct db_prepared){sql, statement};
    return statement;
}

static int bind_one(sqlite3_stmt *statement, int at, char letter, va_list *values)
{
    switch (letter) {
    case 't':
        return sqlite3_bind_text(statement, at, va_arg(*values, const char *), -1,
                                 SQLITE_TRANSIENT);
    case 'i':
        return sqlite3_bind_int64(statement, at, va_arg(*values, int64_t));
    case 'r':
        return sqlite3_bind_double(statement, at, va_arg(*values, double));
    case 'b': {
        const void *bytes = va_arg(*values, const void *);
        return sqlite3_bind_blob64(statement, at, bytes, va_arg(*values, size_t),
                                   SQLITE_TRANSIENT);
    }
    case 'n':
        return sqlite3_bind_null(statement, at);
    default:
        BUG("bind letter '%c'", letter);
    }
}

static sqlite3_stmt *prepare_bound(struct store *self, const char *sql, const char *format,
                                   va_list *values, struct err *err)
{
    sqlite3_stmt *statement = db_prepare(self, sql, err);
    for (int i = 0; statement && format[i]; i++) {
        int code = bind_one(statement, i + 1, format[i], values);
        if (code != SQLITE_OK) {
            db_fail(self, code, err);
            return NULL;
        }
    }
    return statement;
}

bool db_run(struct store *self, struct err *err, const char *sql, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    sqlite3_stmt *statement = prepare_bound(self, sql, format, &values, err);
    va_end(values);
    if (!statement) {
        return false;
    }
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE || code == SQLITE_ROW || db_fail(self, code, err);
}

bool db_select(struct store *self, struct db_rows *rows, struct err *err, const char *sql,
               const char *format, ...)
{
    va_list values;
    va_start(values, format);
    *rows = (struct db_rows){self, prepare_bound(self, sql, format, &values, err)};
    va_end(values);
    return rows->statement;
}

int db_next(struct db_rows *rows, struct err *err)
{
    int code = sqlite3_step(rows->statement);
    if (code == SQLITE_ROW) {
        return 1;
    }
    db_done(rows);
    if (code == SQLITE_DONE) {
        return 0;
    }
    db_fail(rows->store, code, err);
    return -1;
}

void db_done(struct db_rows *rows)
{
    if (rows->statement) {
        sqlite3_reset(rows->statement);
        rows->statement = NULL;
    }
}

int64_t db_int(const struct db_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

double db_real(const struct db_rows *rows, int column)
{
    return sqlite3_column_double(rows->statement, column);
}

const char *db_text(const struct db_rows *rows, int column)
{
    const unsigned char *text = sqlite3_column_text(rows->statement, column);
    return text ? (const char *)text : "";
}

void db_copy(const struct db_rows *rows, int column, char *to, size_t room)
{
    snprintf(to, room, "%s", db_text(rows, column));
}

bool db_number(struct store *self, int64_t *number, int64_t none, struct err *err,
               const char *sql, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct db_rows rows = {self, prepare_bound(self, sql, format, &values, err)};
    va_end(values);
    if (!rows.statement) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got < 0) {
        return false;
    }
    bool is_there = got == 1 && sqlite3_column_type(rows.statement, 0) != SQLITE_NULL;
    *number = is_there ? db_int(&rows, 0) : none;
    db_done(&rows);
    return true;
}

/* --- transactions ---------------------------------------------------------------------------
 */

bool store_begin(struct store *self, struct err *err)
{
    if (self->depth == 0) {
        self->is_broken = false;
        if (!db_run(self, err, "BEGIN IMMEDIATE", "")) {
            return false;
        }
    }
    self->depth++;
    return true;
}

bool store_begin_reading(struct store *self, struct err *err)
{
    if (self->depth == 0 && !db_run(self, err, "BEGIN", "")) {
        return false;
    }
    self->depth++;
    return true;
}

bool store_commit(struct store *self, struct err *err)
{
    if (self->depth > 1) {
        self->depth--;
        return true;
    }
    if (self->is_broken) {
        BUG("commit after an inner roll-back");
    }
    if (!db_run(self, err, "COMMIT", "")) {
        store_rollback(self);
        return false;
    }
    self->depth = 0;
    return true;
}

void store_rollback(struct store *self)
{
    if (self->depth > 1) {
        self->depth--;
        self->is_broken = true;
        return;
    }
    self->depth = 0;
    /* after a disk error SQLite has rolled back by itself; then there is nothing to do */
    if (!sqlite3_get_autocommit(self->sqlite)) {
        struct err ignored = {0};
        if (!db_run(self, &ignored, "ROLLBACK", "")) {
            BUG("cannot roll back: %s", ignored.text);
        }
    }
}
