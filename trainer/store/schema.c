#include "store/schema.h"

/* Migrations: number n brings user_version from n to n + 1. Old rows are never edited: a change
 * of mind is a new row. */
/* clang-format off */
static const char *const migrations[] = {
    /* 0 -> 1: the first schema */
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"

    /* who: personal data, apart from events so that it can be erased */
    "CREATE TABLE officer ("
    "  subject TEXT PRIMARY KEY CHECK (length(subject) = 32),"
    "  id TEXT NOT NULL UNIQUE CHECK (length(id) > 0),"
    "  name TEXT NOT NULL CHECK (length(name) > 0),"
    "  squad TEXT NOT NULL,"
    "  role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 2),"
    "  joined TEXT NOT NULL,"
    "  pin TEXT NOT NULL DEFAULT '',"
    "  failures INTEGER NOT NULL DEFAULT 0,"
    "  failed_at INTEGER NOT NULL DEFAULT 0,"
    "  system_user INTEGER) STRICT;"
    "CREATE INDEX officer_roster ON officer (squad, id);"
    "CREATE TABLE setting (subject TEXT NOT NULL REFERENCES officer ON DELETE CASCADE,"
    "  name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (subject, name)) STRICT;"
    "CREATE TABLE draft (subject TEXT NOT NULL REFERENCES officer ON DELETE CASCADE,"
    "  place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (subject, place)) STRICT;"
    "CREATE TABLE certificate_body (serial TEXT PRIMARY KEY, subject TEXT NOT NULL,"
    "  body TEXT NOT NULL) STRICT;"

    /* what happened: append-only, chained */
    "CREATE TABLE event (station TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,"
    "  time INTEGER NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  PRIMARY KEY (station, epoch, seq)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_time ON event (time, station, epoch, seq);"
    "CREATE TRIGGER event_is_final BEFORE UPDATE ON event"
    "  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;"
    "CREATE TRIGGER event_is_kept BEFORE DELETE ON event"
    "  BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;"

    /* what follows from it: projections */
    "CREATE TABLE activity (subject TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;"
    "CREATE TABLE step_seen (subject TEXT NOT NULL, lesson TEXT NOT NULL, step INTEGER NOT NULL,"
    "  last INTEGER NOT NULL, PRIMARY KEY (subject, lesson, step)) STRICT;"
    "CREATE TABLE answer (subject TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,"
    "  is_right INTEGER NOT NULL, tries INTEGER NOT NULL, rights INTEGER NOT NULL,"
    "  last INTEGER NOT NULL, PRIMARY KEY (subject, question)) STRICT;"
    "CREATE TABLE card (subject TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,"
    "  item TEXT NOT NULL, is_due INTEGER NOT NULL, lapses INTEGER NOT NULL,"
    "  since INTEGER NOT NULL, PRIMARY KEY (subject, kind, source, item)) STRICT;"
    "CREATE TABLE run (attempt TEXT PRIMARY KEY, subject TEXT NOT NULL, scenario TEXT NOT NULL,"
    "  mode INTEGER NOT NULL, seed TEXT NOT NULL, content TEXT NOT NULL,"
    "  started INTEGER NOT NULL, finished INTEGER NOT NULL, score REAL NOT NULL,"
    "  is_passed INTEGER NOT NULL) STRICT;"
    "CREATE INDEX run_subject ON run (subject, started);"
    "CREATE TABLE run_step (attempt TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL,"
    "  data TEXT NOT NULL, PRIMARY KEY (attempt, n)) STRICT;"
    "CREATE TABLE run_result (attempt TEXT PRIMARY KEY, result TEXT NOT NULL) STRICT;"
    "CREATE TABLE sitting (id TEXT PRIMARY KEY, subject TEXT NOT NULL, kind INTEGER NOT NULL,"
    "  ref TEXT NOT NULL, seed TEXT NOT NULL, questions TEXT NOT NULL,"
    "  started INTEGER NOT NULL, finished INTEGER NOT NULL, is_dropped INTEGER NOT NULL,"
    "  rights INTEGER NOT NULL, percent REAL NOT NULL, is_passed INTEGER NOT NULL) STRICT;"
    "CREATE INDEX sitting_subject ON sitting (subject, started);"
    "CREATE TABLE sitting_answer (sitting TEXT NOT NULL, n INTEGER NOT NULL,"
    "  answer TEXT NOT NULL, PRIMARY KEY (sitting, n)) STRICT;"
    "CREATE TABLE certificate (serial TEXT PRIMARY KEY, subject TEXT NOT NULL,"
    "  level TEXT NOT NULL, rules TEXT NOT NULL, issued INTEGER NOT NULL,"
    "  expires INTEGER NOT NULL, issuer TEXT NOT NULL, is_self_issued INTEGER NOT NULL,"
    "  payload TEXT NOT NULL, signature TEXT NOT NULL) STRICT;"
    "CREATE INDEX certificate_subject ON certificate (subject, issued);",

    /* 1 -> 2: a bureau's own catalog */
    "CREATE TABLE catalog_import (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    "  subject TEXT NOT NULL, time INTEGER NOT NULL, hash TEXT NOT NULL,"
    "  is_replacement INTEGER NOT NULL, columns TEXT NOT NULL) STRICT;"
    "CREATE TABLE catalog_row (import TEXT NOT NULL, n INTEGER NOT NULL, code TEXT NOT NULL,"
    "  valid_from TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (import, n)) STRICT;"
    "CREATE TABLE catalog_undo (import TEXT PRIMARY KEY) STRICT;",

    /* 2 -> 3: heads of chains that were signed, never taken back */
    "CREATE TABLE signed_head (station TEXT NOT NULL, epoch INTEGER NOT NULL,"
    "  seq INTEGER NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  key BLOB NOT NULL CHECK (length(key) = 32),"
    "  signature BLOB NOT NULL CHECK (length(signature) = 64), time INTEGER NOT NULL,"
    "  PRIMARY KEY (station, epoch, seq)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER signed_head_is_final BEFORE UPDATE ON signed_head"
    "  BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END;"
    "CREATE TRIGGER signed_head_is_kept BEFORE DELETE ON signed_head"
    "  BEGIN SELECT RAISE(ABORT, 'a signature is never deleted'); END;",
};

const struct schema_projection schema_projections[] = {
    {"DELETE FROM activity", "SELECT * FROM activity ORDER BY subject"},
    {"DELETE FROM step_seen", "SELECT * FROM step_seen ORDER BY subject, lesson, step"},
    {"DELETE FROM answer", "SELECT * FROM answer ORDER BY subject, question"},
    {"DELETE FROM card", "SELECT * FROM card ORDER BY subject, kind, source, item"},
    {"DELETE FROM run", "SELECT * FROM run ORDER BY attempt"},
    {"DELETE FROM run_step", "SELECT * FROM run_step ORDER BY attempt, n"},
    {"DELETE FROM run_result", "SELECT * FROM run_result ORDER BY attempt"},
    {"DELETE FROM sitting", "SELECT * FROM sitting ORDER BY id"},
    {"DELETE FROM sitting_answer", "SELECT * FROM sitting_answer ORDER BY sitting, n"},
    {"DELETE FROM certificate", "SELECT * FROM certificate ORDER BY serial"},
    {"DELETE FROM catalog_import", "SELECT * FROM catalog_import ORDER BY n"},
    {"DELETE FROM catalog_row", "SELECT * FROM catalog_row ORDER BY import, n"},
    {"DELETE FROM catalog_undo", "SELECT * FROM catalog_undo ORDER BY import"},
    {NULL, NULL},
};

static const char *const set_version[] = {
    "PRAGMA user_version = 1",
    "PRAGMA user_version = 2",
    "PRAGMA user_version = 3",
};
/* clang-format on */

enum { NEWEST = sizeof migrations / sizeof migrations[0] };
_Static_assert(sizeof set_version / sizeof set_version[0] == NEWEST,
               "every migration sets its number");

int schema_newest(void)
{
    return NEWEST;
}

bool schema_version(struct store *self, int *version, struct err *err)
{
    int64_t number = 0;
    if (!db_number(self, &number, 0, err, "PRAGMA user_version", "")) {
        return false;
    }
    *version = (int)number;
    return true;
}

bool schema_migrate(struct store *self, struct err *err)
{
    int version = 0;
    if (!schema_version(self, &version, err)) {
        return false;
    }
    bool ok = true;
    for (int from = version; ok && from < NEWEST; from++) {
        ok = db_script(self, migrations[from], err) && db_script(self, set_version[from], err);
    }
    return ok;
}
