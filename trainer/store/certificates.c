#include "store/certificates.h"

#include "store/db.h"
#include "store/events.h"
#include <stdlib.h>

/* clang-format off */
enum { Q_BODY, Q_SELECT };
static const char *const sql[] = {
    [Q_BODY] = "INSERT INTO certificate_body VALUES (?1, ?2, ?3)",
    [Q_SELECT] = "SELECT c.serial, c.subject, level, rules, issued, expires, issuer, is_self_issued, payload,"
                 " signature, coalesce(body, '') FROM certificate AS c"
                 " LEFT JOIN certificate_body AS b ON b.serial = c.serial"
                 " WHERE (?1 = '' OR c.subject = ?1) AND (?2 = '' OR c.serial = ?2)"
                 " ORDER BY issued DESC, c.serial",
};
/* clang-format on */

bool certificates_add(struct store *self, const struct certificate_row *row, const char *by,
                      struct err *err)
{
    struct json *data = json_new_object();
    json_add_text(data, "serial", row->serial);
    json_add_text(data, "level", row->level);
    json_add_text(data, "rules", row->rules);
    json_add_int(data, "issued", row->issued);
    json_add_int(data, "expires", row->expires);
    json_add_text(data, "issuer", row->issuer);
    json_add_bool(data, "self_issued", row->is_self_issued);
    json_add_text(data, "payload", row->payload);
    json_add_text(data, "signature", row->signature);
    json_add_text(data, "by", by);
    if (!store_begin(self, err)) {
        json_free(data);
        return false;
    }
    if (!store_append(self, row->subject, EVENT_CERTIFICATE_ISSUE, data, err) ||
        !db_run(self, err, sql[Q_BODY], "ttt", row->serial, row->subject, row->body)) {
        store_rollback(self);
        return false;
    }
    return store_commit(self, err);
}

static void read_row(const struct db_rows *rows, struct certificate_row *out)
{
    *out = (struct certificate_row){.issued = db_int(rows, 4),
                                    .expires = db_int(rows, 5),
                                    .is_self_issued = db_int(rows, 7) != 0,
                                    .payload = xstrdup(db_text(rows, 8)),
                                    .signature = xstrdup(db_text(rows, 9)),
                                    .body = xstrdup(db_text(rows, 10))};
    db_copy(rows, 0, out->serial, sizeof out->serial);
    db_copy(rows, 1, out->subject, sizeof out->subject);
    db_copy(rows, 2, out->level, sizeof out->level);
    db_copy(rows, 3, out->rules, sizeof out->rules);
    db_copy(rows, 6, out->issuer, sizeof out->issuer);
}

bool certificates_select(struct store *self, const char *subject, const char *serial,
                         struct certificate_row **list, size_t *count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_SELECT], "tt", subject, serial)) {
        return false;
    }
    struct certificate_row *items = NULL;
    size_t n = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        items = xreallocarray(items, n + 1, sizeof *items);
        read_row(&rows, &items[n++]);
    }
    if (got < 0) {
        certificate_rows_free(items, n);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

void certificate_rows_free(struct certificate_row *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(list[i].payload);
        free(list[i].signature);
        free(list[i].body);
    }
    free(list);
}
