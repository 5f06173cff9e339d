#include "store/heads.h"

#include "core/sign.h"
#include "store/station_key.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
enum { Q_HEADS, Q_KEEP, Q_TABLE, Q_SIGNED };
static const char *const sql[] = {
    /* from chain to chain by the primary key, so that a long log costs nothing */
    [Q_HEADS] =
        "WITH RECURSIVE chain (station, epoch) AS ("
        "  SELECT * FROM (SELECT station, epoch FROM event ORDER BY station, epoch LIMIT 1)"
        "  UNION ALL SELECT e.station, e.epoch FROM chain AS c JOIN event AS e"
        "  ON (e.station, e.epoch, e.seq) = (SELECT station, epoch, seq FROM event"
        "  WHERE (station, epoch) > (c.station, c.epoch) ORDER BY station, epoch, seq LIMIT 1))"
        " SELECT e.station, e.epoch, e.seq, lower(hex(e.hash)), lower(hex(s.key)),"
        " lower(hex(s.signature)) FROM chain AS c JOIN event AS e"
        " ON e.station = c.station AND e.epoch = c.epoch AND e.seq ="
        " (SELECT max(seq) FROM event WHERE station = c.station AND epoch = c.epoch)"
        " LEFT JOIN signed_head AS s ON s.station = e.station AND s.epoch = e.epoch"
        " AND s.seq = e.seq AND s.hash = e.hash ORDER BY e.station, e.epoch",
    [Q_KEEP] = "INSERT INTO signed_head VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    [Q_TABLE] = "SELECT count(*) FROM sqlite_schema WHERE name = 'signed_head'",
    [Q_SIGNED] =
        "SELECT s.station, s.epoch, s.seq, lower(hex(s.hash)), s.key, s.signature, s.time, e.hash = s.hash,"
        " (s.station, lower(hex(s.key))) IN (SELECT station, json_extract(data, '$.key') FROM event"
        "  WHERE kind IN ('station.epoch', 'station.key'))"
        " FROM signed_head AS s LEFT JOIN event AS e"
        " ON e.station = s.station AND e.epoch = s.epoch AND e.seq = s.seq"
        " ORDER BY s.station, s.epoch, s.seq",
};
/* clang-format on */

static void write_statement(const struct chain_head *head, struct sbuf *out)
{
    sbuf_addf(out, "trainer-head 1\n%s\n%" PRId64 "\n%" PRId64 "\n%s\n", head->station,
              head->epoch, head->seq, head->hash);
}

bool heads_read(struct store *self, struct chain_head **list, size_t *count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_HEADS], "")) {
        return false;
    }
    struct chain_head *heads = NULL;
    size_t n = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        heads = xreallocarray(heads, n + 1, sizeof *heads);
        struct chain_head *head = &heads[n++];
        db_copy(&rows, 0, head->station, sizeof head->station);
        head->epoch = db_int(&rows, 1);
        head->seq = db_int(&rows, 2);
        db_copy(&rows, 3, head->hash, sizeof head->hash);
        db_copy(&rows, 4, head->key, sizeof head->key);
        db_copy(&rows, 5, head->signature, sizeof head->signature);
    }
    if (got < 0) {
        free(heads);
        return false;
    }
    *list = heads;
    *count = n;
    return true;
}

/* --- signing
 * ----------------------------------------------------------------------------------
 */

static void put_hex(char *to, size_t room, const uint8_t *bytes, size_t len)
{
    struct sbuf hex = {0};
    sign_hex(&hex, bytes, len);
    memcpy(to, sbuf_text(&hex), hex.len < room ? hex.len + 1 : room);
    sbuf_release(&hex);
}

static bool sign_one(struct store *self, const struct sign_key *key, struct chain_head *head,
                     struct err *err)
{
    uint8_t signature[SIGN_BYTES], hash[SIGN_HASH];
    size_t len = 0;
    struct sbuf text = {0};
    write_statement(head, &text);
    sign_make(key, text.text, text.len, signature);
    sbuf_release(&text);
    if (!sign_hex_decode(head->hash, hash, sizeof hash, &len)) {
        return db_fail(self, SQLITE_CORRUPT, err);
    }
    put_hex(head->key, sizeof head->key, key->public_key, SIGN_PUBLIC);
    put_hex(head->signature, sizeof head->signature, signature, sizeof signature);
    return db_run(self, err, sql[Q_KEEP], "tiibbbi", head->station, head->epoch, head->seq,
                  (const void *)hash, len, (const void *)key->public_key, (size_t)SIGN_PUBLIC,
                  (const void *)signature, sizeof signature, clock_now());
}

static bool is_to_sign(const struct store *self, const struct chain_head *head)
{
    return !head->signature[0] && strcmp(head->station, self->station) == 0;
}

static bool sign_all(struct store *self, struct chain_head *list, size_t count, struct err *err)
{
    struct sign_key key;
    bool is_there = false;
    if (!station_key_open(self, &key, &is_there, err)) {
        return false;
    }
    bool ok = !is_there || station_key_announce(self, &key, err);
    for (size_t i = 0; ok && is_there && i < count; i++) {
        ok = !is_to_sign(self, &list[i]) || sign_one(self, &key, &list[i], err);
    }
    if (is_there) {
        sign_key_wipe(&key);
    }
    return ok;
}

bool heads_sign(struct store *self, struct chain_head *list, size_t count, struct err *err)
{
    size_t wanted = 0;
    for (size_t i = 0; i < count; i++) {
        wanted += is_to_sign(self, &list[i]);
    }
    if (wanted == 0 || self->how == STORE_READ_ONLY) {
        return true;
    }
    if (!store_begin(self, err)) {
        return false;
    }
    if (!sign_all(self, list, count, err)) {
        store_rollback(self);
        return false;
    }
    return store_commit(self, err);
}

/* --- verifying
 * --------------------------------------------------------------------------------
 */

static bool signature_holds(const struct db_rows *rows, const struct chain_head *head)
{
    const void *key = sqlite3_column_blob(rows->statement, 4);
    const void *signature = sqlite3_column_blob(rows->statement, 5);
    bool is_announced = db_int(rows, 8) != 0;
    if (!is_announced || sqlite3_column_bytes(rows->statement, 4) != SIGN_PUBLIC ||
        sqlite3_column_bytes(rows->statement, 5) != SIGN_BYTES) {
        return false;
    }
    struct sbuf text = {0};
    write_statement(head, &text);
    bool holds = sign_verify(key, text.text, text.len, signature);
    sbuf_release(&text);
    return holds;
}

/* The sentence about one signed head; false: it is in order. */
static bool describe(const struct db_rows *rows, const struct chain_head *head,
                     struct err *text)
{
    long long seq = (long long)head->seq, epoch = (long long)head->epoch;
    char day[CLOCK_TEXT_MAX];
    clock_format_date(db_int(rows, 6), day);
    if (!signature_holds(rows, head)) {
        err_set(text, ERR_NO,
                "the signature on event number %lld of epoch %lld (station %s) does not hold",
                seq, epoch, head->station);
    } else if (sqlite3_column_type(rows->statement, 7) == SQLITE_NULL) {
        err_set(text, ERR_NO,
                "the newest events of epoch %lld (station %s) are missing: a report of %s was "
                "signed when there were %lld",
                epoch, head->station, day, seq);
    } else if (!db_int(rows, 7)) {
        err_set(text, ERR_NO,
                "event number %lld of epoch %lld (station %s) is another one than was signed "
                "for a report of %s",
                seq, epoch, head->station, day);
    } else {
        return false;
    }
    return true;
}

bool heads_verify(struct store *self, void (*found)(void *context, const char *sentence),
                  void *context, struct err *err)
{
    int64_t tables = 0;
    struct db_rows rows;
    if (!db_number(self, &tables, 0, err, sql[Q_TABLE], "")) {
        return false;
    }
    if (tables == 0) {
        return true; /* a backup of an older form: nothing was ever signed in it */
    }
    if (!db_select(self, &rows, err, sql[Q_SIGNED], "")) {
        return false;
    }
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        struct chain_head head = {.epoch = db_int(&rows, 1), .seq = db_int(&rows, 2)};
        struct err text = {0};
        db_copy(&rows, 0, head.station, sizeof head.station);
        db_copy(&rows, 3, head.hash, sizeof head.hash);
        if (describe(&rows, &head, &text)) {
            found(context, text.text);
        }
    }
    return got == 0;
}
