/* db.h - inside store/: the open handle, prepared statements, transactions, error texts.
 *
 * Statements are prepared once and owned by the handle; they are found by the address of their
 * text, so pass only static texts.  Values are bound, never formatted in.
 * A bind format has one letter a value: t text (NULL allowed), i int64_t, r double,
 * b bytes (pointer, then size_t), n null (no argument).
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "core/sign.h"
#include "store/store.h"
#include <sqlite3.h>

enum { DB_STATEMENTS = 160, DB_APPLICATION_ID = 0x54524e52, DB_BUSY_MSEC = 5000 };

struct db_prepared {
    const char *sql; /* borrowed, static */
    sqlite3_stmt *statement;
};

struct store {
    sqlite3 *sqlite;
    char *path;
    enum store_open how;
    struct db_prepared prepared[DB_STATEMENTS];
    size_t prepared_count;
    int depth;      /* of nested store_begin() */
    bool is_broken; /* an inner part of the transaction was rolled back */
    char station[SUBJECT_MAX];
    int64_t epoch;
    struct sign_key memory_key; /* STORE_MEMORY: see station_key.h */
    bool has_memory_key;
};

/* What went wrong as a sentence that names the file and what to do; returns false. */
bool db_fail(const struct store *self, int code, struct err *err);
/* The same for a file that could not even be opened. */
bool db_fail_path(const char *path, int code, struct err *err);

/* Run plain SQL text (no values, possibly several statements). */
bool db_script(struct store *self, const char *sql, struct err *err) MUST_USE;
/* Run one statement that returns no rows. */
bool db_run(struct store *self, struct err *err, const char *sql, const char *format,
            ...) MUST_USE;

struct db_rows { /* rows of one statement being read */
    struct store *store;
    sqlite3_stmt *statement;
};
bool db_select(struct store *self, struct db_rows *rows, struct err *err, const char *sql,
               const char *format, ...) MUST_USE;
/* 1 a row, 0 no more, -1 failed (err is set). After 0 or -1 the rows are closed. */
int db_next(struct db_rows *rows, struct err *err) MUST_USE;
void db_done(struct db_rows *rows); /* stop early; may be called twice */
int64_t db_int(const struct db_rows *rows, int column) MUST_USE;
double db_real(const struct db_rows *rows, int column) MUST_USE;
/* Never NULL; until the next db_next. */
const char *db_text(const struct db_rows *rows, int column) MUST_USE;
void db_copy(const struct db_rows *rows, int column, char *to, size_t room);

/* One number; `none` when there is no row or it is null. */
bool db_number(struct store *self, int64_t *number, int64_t none, struct err *err,
               const char *sql, const char *format, ...) MUST_USE;

/* A prepared statement with its old values cleared; NULL with err. Borrowed. */
sqlite3_stmt *db_prepare(struct store *self, const char *sql, struct err *err) MUST_USE;

/* Open without making or migrating (used by store_open and by the upkeep of other files). */
struct store *db_open(const char *path, enum store_open how, struct err *err) MUST_USE;
/* ERR_STORAGE unless the file is ours and not newer. */
bool db_is_ours(struct store *self, struct err *err) MUST_USE;

#endif
