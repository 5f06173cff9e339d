#include "store/events.h"

#include "core/sign.h"
#include "store/db.h"
#include "store/fold.h"
#include "store/schema.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {
#define X(name, text) text,
    EVENT_KINDS(X)
#undef X
};

const char *event_kind_name(enum event_kind kind)
{
    return kind_names[kind];
}

/* The bytes that the chain stands for; see the head of events.h. */
static void chain_hash(const uint8_t before[SIGN_HASH], const struct event *event,
                       uint8_t hash[SIGN_HASH])
{
    struct sbuf head = {0};
    sbuf_addf(&head, "%s\n%" PRId64 "\n%" PRId64 "\n%" PRId64 "\n%s\n%s\n%zu\n", event->station,
              event->epoch, event->seq, event->time, event->subject, event->kind,
              strlen(event->data));
    struct sign_hash_state state;
    sign_hash_begin(&state);
    sign_hash_add(&state, before, SIGN_HASH);
    sign_hash_add(&state, head.text, head.len);
    sign_hash_add(&state, event->data, strlen(event->data));
    sign_hash_end(&state, hash);
    sbuf_release(&head);
}

/* Number, time and hash of what was last appended to this chain. */
static bool read_tail(struct store *self, struct event *next, uint8_t before[SIGN_HASH],
                      struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err,
                   "SELECT seq, hash FROM event WHERE station = ?1 AND epoch = ?2 "
                   "ORDER BY seq DESC LIMIT 1",
                   "ti", self->station, self->epoch)) {
        return false;
    }
    next->seq = 1;
    memset(before, 0, SIGN_HASH);
    int got = db_next(&rows, err);
    if (got == 1) {
        next->seq = db_int(&rows, 0) + 1;
        if (sqlite3_column_bytes(rows.statement, 1) == SIGN_HASH) {
            memcpy(before, sqlite3_column_blob(rows.statement, 1), SIGN_HASH);
        }
    }
    db_done(&rows);
    int64_t last = 0;
    if (got < 0 || !db_number(self, &last, 0, err,
                              "SELECT time FROM event ORDER BY time DESC LIMIT 1", "")) {
        return false;
    }
    next->time = clock_now();
    if (next->time < last) {
        next->time = last;
    }
    return true;
}

static bool append(struct store *self, struct event *event, struct err *err)
{
    uint8_t before[SIGN_HASH], hash[SIGN_HASH];
    if (!read_tail(self, event, before, err)) {
        return false;
    }
    chain_hash(before, event, hash);
    struct fold_event fold = {event->kind, event->subject, event->data, event->time};
    return db_run(self, err, "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                  "tiiitttb", event->station, event->epoch, event->seq, event->time,
                  event->subject, event->kind, event->data, (const void *)hash, sizeof hash) &&
           fold_event(self, &fold, err);
}

bool store_append(struct store *self, const char *subject, enum event_kind kind,
                  struct json *data, struct err *err)
{
    struct sbuf text = {0};
    json_write(data, true, &text);
    json_free(data);
    struct event event = {.epoch = self->epoch, .data = sbuf_take(&text)};
    event.kind = xstrdup(event_kind_name(kind));
    snprintf(event.station, sizeof event.station, "%s", self->station);
    snprintf(event.subject, sizeof event.subject, "%s", subject);
    bool ok = store_begin(self, err);
    if (ok && !append(self, &event, err)) {
        store_rollback(self);
        ok = false;
    }
    ok = ok && store_commit(self, err);
    free(event.kind);
    free(event.data);
    return ok;
}

static bool fold_all(struct store *self, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err,
                   "SELECT time, subject, kind, data FROM event "
                   "ORDER BY time, station, epoch, seq",
                   "")) {
        return false;
    }
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        struct fold_event event = {.time = db_int(&rows, 0),
                                   .subject = db_text(&rows, 1),
                                   .kind = db_text(&rows, 2),
                                   .data = db_text(&rows, 3)};
        if (!fold_event(self, &event, err)) {
            db_done(&rows);
            return false;
        }
    }
    return got == 0;
}

bool store_rebuild(struct store *self, struct err *err)
{
    if (!store_begin(self, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && schema_projections[i].empty; i++) {
        ok = db_run(self, err, schema_projections[i].empty, "");
    }
    if (!ok || !fold_all(self, err)) {
        store_rollback(self);
        return false;
    }
    return store_commit(self, err);
}

static void read_event(const struct db_rows *rows, struct event *event)
{
    db_copy(rows, 0, event->station, sizeof event->station);
    event->epoch = db_int(rows, 1);
    event->seq = db_int(rows, 2);
    event->time = db_int(rows, 3);
    db_copy(rows, 4, event->subject, sizeof event->subject);
    event->kind = xstrdup(db_text(rows, 5));
    event->data = xstrdup(db_text(rows, 6));
}

bool store_events(struct store *self, const char *subject, size_t skip, size_t limit,
                  struct event **list, size_t *count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err,
                   "SELECT station, epoch, seq, time, subject, kind, data FROM event "
                   "WHERE ?1 = '' OR subject = ?1 "
                   "ORDER BY time, station, epoch, seq LIMIT ?2 OFFSET ?3",
                   "tii", subject, (int64_t)limit, (int64_t)skip)) {
        return false;
    }
    struct event *items = NULL;
    size_t n = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        items = xreallocarray(items, n + 1, sizeof *items);
        read_event(&rows, &items[n++]);
    }
    if (got < 0) {
        events_free(items, n);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

void events_free(struct event *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(list[i].kind);
        free(list[i].data);
    }
    free(list);
}

struct walk { /* verifying: where the chain should go on */
    char station[SUBJECT_MAX];
    int64_t epoch, seq;
    uint8_t before[SIGN_HASH];
};

enum chain_fault { CHAIN_WHOLE, CHAIN_GAP, CHAIN_CHANGED };

static enum chain_fault verify_one(struct walk *walk, const struct event *event,
                                   const void *stored, int stored_len)
{
    bool is_new = strcmp(walk->station, event->station) != 0 || walk->epoch != event->epoch;
    if (is_new) {
        snprintf(walk->station, sizeof walk->station, "%s", event->station);
        walk->epoch = event->epoch;
        walk->seq = 0;
        memset(walk->before, 0, sizeof walk->before);
    }
    uint8_t hash[SIGN_HASH];
    chain_hash(walk->before, event, hash);
    bool is_gap = event->seq != walk->seq + 1;
    bool is_same = stored_len == SIGN_HASH && memcmp(hash, stored, SIGN_HASH) == 0;
    walk->seq = event->seq;
    if (stored_len == SIGN_HASH) {
        memcpy(walk->before, stored, SIGN_HASH);
    }
    return is_gap ? CHAIN_GAP : is_same ? CHAIN_WHOLE : CHAIN_CHANGED;
}

static void describe(enum chain_fault fault, const struct event *event, struct err *text)
{
    if (fault == CHAIN_GAP) {
        err_set(text, ERR_NO,
                "events are missing before number %lld of epoch %lld (station %s)",
                (long long)event->seq, (long long)event->epoch, event->station);
        return;
    }
    err_set(text, ERR_NO,
            "event number %lld of epoch %lld (station %s) was changed after it was recorded",
            (long long)event->seq, (long long)event->epoch, event->station);
}

bool store_verify_chains(struct store *self, void (*found)(void *context, const char *sentence),
                         void *context, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err,
                   "SELECT station, epoch, seq, time, subject, kind, data, hash FROM event "
                   "ORDER BY station, epoch, seq",
                   "")) {
        return false;
    }
    struct walk walk = {.epoch = -1};
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        struct event event;
        read_event(&rows, &event);
        enum chain_fault fault =
            verify_one(&walk, &event, sqlite3_column_blob(rows.statement, 7),
                       sqlite3_column_bytes(rows.statement, 7));
        if (fault != CHAIN_WHOLE) {
            struct err text = {0};
            describe(fault, &event, &text);
            found(context, text.text);
        }
        free(event.kind);
        free(event.data);
    }
    return got == 0;
}
