#include "store/officers.h"

#include "core/sign.h"
#include "store/db.h"
#include "store/events.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const role_names[] = {
#define X(name, text) text,
    ROLES(X)
#undef X
};

/* clang-format off */
#define COLUMNS "SELECT subject, id, name, squad, role, joined, pin <> '' FROM officer "
enum { Q_ALL, Q_BY_ID, Q_BY_SUBJECT, Q_COUNT, Q_TAKEN, Q_ADD, Q_CHANGE, Q_LOCK, Q_SET_PIN, Q_SET_FAILURES,
       Q_BIND, Q_SETTING, Q_SET_SETTING, Q_DRAFT, Q_SET_DRAFT, Q_DROP_DRAFT };
static const char *const sql[] = {
    [Q_ALL] = COLUMNS "ORDER BY squad, id",
    [Q_BY_ID] = COLUMNS "WHERE id = ?1",
    [Q_BY_SUBJECT] = COLUMNS "WHERE subject = ?1",
    [Q_COUNT] = "SELECT count(*) FROM officer WHERE role = ?1",
    [Q_TAKEN] = "SELECT count(*) FROM officer WHERE id = ?1",
    [Q_ADD] = "INSERT INTO officer (subject, id, name, squad, role, joined)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [Q_CHANGE] = "UPDATE officer SET name = ?2, squad = ?3, role = ?4, joined = ?5 WHERE subject = ?1",
    [Q_LOCK] = "SELECT pin, failures, failed_at, coalesce(system_user, -1) FROM officer WHERE subject = ?1",
    [Q_SET_PIN] = "UPDATE officer SET pin = ?2, failures = 0 WHERE subject = ?1",
    [Q_SET_FAILURES] = "UPDATE officer SET failures = ?2, failed_at = ?3 WHERE subject = ?1",
    [Q_BIND] = "UPDATE officer SET system_user = ?2 WHERE subject = ?1",
    [Q_SETTING] = "SELECT value FROM setting WHERE subject = ?1 AND name = ?2",
    [Q_SET_SETTING] = "INSERT INTO setting VALUES (?1, ?2, ?3)"
                      " ON CONFLICT (subject, name) DO UPDATE SET value = excluded.value",
    [Q_DRAFT] = "SELECT text FROM draft WHERE subject = ?1 AND place = ?2",
    [Q_SET_DRAFT] = "INSERT INTO draft VALUES (?1, ?2, ?3)"
                    " ON CONFLICT (subject, place) DO UPDATE SET text = excluded.text",
    [Q_DROP_DRAFT] = "DELETE FROM draft WHERE subject = ?1 AND place = ?2",
};
/* clang-format on */

static void read_officer(const struct db_rows *rows, struct officer *out)
{
    *out =
        (struct officer){.role = (enum role)db_int(rows, 4), .has_pin = db_int(rows, 6) != 0};
    db_copy(rows, 0, out->subject, sizeof out->subject);
    db_copy(rows, 1, out->id, sizeof out->id);
    db_copy(rows, 2, out->name, sizeof out->name);
    db_copy(rows, 3, out->squad, sizeof out->squad);
    db_copy(rows, 5, out->joined, sizeof out->joined);
}

bool officers_all(struct store *self, struct officer **list, size_t *count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_ALL], "")) {
        return false;
    }
    struct officer *items = NULL;
    size_t n = 0, room = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        if (n == room) {
            room = room ? 2 * room : 32;
            items = xreallocarray(items, room, sizeof *items);
        }
        read_officer(&rows, &items[n++]);
    }
    if (got < 0) {
        free(items);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

static bool find(struct store *self, const char *query, const char *key, struct officer *out,
                 struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, query, "t", key)) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got == 1) {
        read_officer(&rows, out);
    }
    db_done(&rows);
    return got == 1 ||
           (got == 0 && err_set(err, ERR_NOT_FOUND, "there is no officer '%s'", key));
}

bool officers_find(struct store *self, const char *id, struct officer *out, struct err *err)
{
    return find(self, sql[Q_BY_ID], id, out, err);
}

bool officers_of_subject(struct store *self, const char *subject, struct officer *out,
                         struct err *err)
{
    return find(self, sql[Q_BY_SUBJECT], subject, out, err);
}

bool officers_count(struct store *self, enum role role, size_t *count, struct err *err)
{
    int64_t number = 0;
    if (!db_number(self, &number, 0, err, sql[Q_COUNT], "i", (int64_t)role)) {
        return false;
    }
    *count = (size_t)number;
    return true;
}

static void make_subject(char *subject)
{
    uint8_t bytes[(SUBJECT_MAX - 1) / 2];
    sign_random(bytes, sizeof bytes);
    struct sbuf hex = {0};
    sign_hex(&hex, bytes, sizeof bytes);
    snprintf(subject, SUBJECT_MAX, "%s", sbuf_text(&hex));
    sbuf_release(&hex);
}

static bool record(struct store *self, enum event_kind kind, const struct officer *officer,
                   const char *by, struct err *err)
{
    struct json *data = json_new_object();
    json_add_text(data, "role", role_names[officer->role]);
    json_add_text(data, "by", by);
    return store_append(self, officer->subject, kind, data, err);
}

/* Close the transaction that store_begin() opened. */
static bool finish(struct store *self, bool ok, struct err *err)
{
    if (!ok) {
        store_rollback(self);
        return false;
    }
    return store_commit(self, err);
}

bool officers_add(struct store *self, struct officer *officer, const char *by, struct err *err)
{
    if (!store_begin(self, err)) {
        return false;
    }
    int64_t taken = 0;
    bool ok = db_number(self, &taken, 0, err, sql[Q_TAKEN], "t", officer->id);
    if (ok && taken > 0) {
        ok = err_set(err, ERR_INPUT, "the number '%s' is taken; choose another one",
                     officer->id);
    }
    make_subject(officer->subject);
    ok = ok &&
         db_run(self, err, sql[Q_ADD], "ttttit", officer->subject, officer->id, officer->name,
                officer->squad, (int64_t)officer->role, officer->joined) &&
         record(self, EVENT_OFFICER_ADD, officer, by, err);
    return finish(self, ok, err);
}

bool officers_change(struct store *self, const struct officer *officer, const char *by,
                     struct err *err)
{
    if (!store_begin(self, err)) {
        return false;
    }
    bool ok = db_run(self, err, sql[Q_CHANGE], "tttit", officer->subject, officer->name,
                     officer->squad, (int64_t)officer->role, officer->joined) &&
              record(self, EVENT_OFFICER_CHANGE, officer, by, err);
    return finish(self, ok, err);
}

bool officers_lock(struct store *self, const char *subject, struct officer_lock *out,
                   struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_LOCK], "t", subject)) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got == 1) {
        *out = (struct officer_lock){.pin = xstrdup(db_text(&rows, 0)),
                                     .failures = (int)db_int(&rows, 1),
                                     .failed_at = db_int(&rows, 2),
                                     .system_user = db_int(&rows, 3)};
    }
    db_done(&rows);
    return got == 1 ||
           (got == 0 && err_set(err, ERR_NOT_FOUND, "there is no officer '%s'", subject));
}

bool officers_set_pin(struct store *self, const char *subject, const char *pin, const char *by,
                      struct err *err)
{
    if (!store_begin(self, err)) {
        return false;
    }
    struct json *data = json_new_object();
    json_add_bool(data, "is_set", pin[0] != '\0');
    json_add_text(data, "by", by);
    bool ok = store_append(self, subject, EVENT_OFFICER_PIN, data, err) &&
              db_run(self, err, sql[Q_SET_PIN], "tt", subject, pin);
    return finish(self, ok, err);
}

bool officers_set_failures(struct store *self, const char *subject, int count, msec_t when,
                           struct err *err)
{
    return db_run(self, err, sql[Q_SET_FAILURES], "tii", subject, (int64_t)count, when);
}

bool officers_bind(struct store *self, const char *subject, int64_t system_user,
                   struct err *err)
{
    return db_run(self, err, sql[Q_BIND], "ti", subject, system_user);
}

static bool read_text(struct store *self, const char *query, const char *subject,
                      const char *key, char **text, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, query, "tt", subject, key)) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got >= 0) {
        *text = xstrdup(got == 1 ? db_text(&rows, 0) : "");
    }
    db_done(&rows);
    return got >= 0;
}

bool officers_setting(struct store *self, const char *subject, const char *name, char **value,
                      struct err *err)
{
    return read_text(self, sql[Q_SETTING], subject, name, value, err);
}

bool officers_set_setting(struct store *self, const char *subject, const char *name,
                          const char *value, struct err *err)
{
    return db_run(self, err, sql[Q_SET_SETTING], "ttt", subject, name, value);
}

bool officers_draft(struct store *self, const char *subject, const char *place, char **text,
                    struct err *err)
{
    return read_text(self, sql[Q_DRAFT], subject, place, text, err);
}

bool officers_set_draft(struct store *self, const char *subject, const char *place,
                        const char *text, struct err *err)
{
    return text[0] ? db_run(self, err, sql[Q_SET_DRAFT], "ttt", subject, place, text)
                   : db_run(self, err, sql[Q_DROP_DRAFT], "tt", subject, place);
}
