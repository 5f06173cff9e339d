#include "app/certify.h"

#include "app/certificate_form.h"
#include "app/issuer_key.h"
#include "app/ladder_facts.h"
#include "store/certificates.h"
#include "store/officers.h"
#include "store/progress.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MSEC_A_DAY = 86400000, CHINA_OFFSET = 8 * 3600 * 1000 };

/* --- rows -> certificates
 * ---------------------------------------------------------------------
 */

void certificate_release(struct certificate *self)
{
    free(self->payload);
    free(self->signature);
    *self = (struct certificate){0};
}

void certificate_list_free(struct certificate *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        certificate_release(&list[i]);
    }
    free(list);
}

static void from_row(struct app *app, const struct certificate_row *row,
                     struct certificate *out)
{
    *out = (struct certificate){.issued = row->issued,
                                .expires = row->expires,
                                .is_self_issued = row->is_self_issued,
                                .payload = xstrdup(row->payload),
                                .signature = xstrdup(row->signature)};
    memcpy(out->serial, row->serial, sizeof out->serial);
    memcpy(out->subject, row->subject, sizeof out->subject);
    memcpy(out->level, row->level, sizeof out->level);
    memcpy(out->rules, row->rules, sizeof out->rules);
    memcpy(out->issuer_key, row->issuer, sizeof out->issuer_key);
    struct officer officer;
    struct err none = {0};
    if (officers_of_subject(app->store, row->subject, &officer, &none)) {
        memcpy(out->officer_id, officer.id, sizeof out->officer_id);
        memcpy(out->officer_name, officer.name, sizeof out->officer_name);
    }
}

bool certificate_list(struct app *app, const char *subject_or_null, struct certificate **list,
                      size_t *count, struct err *err)
{
    struct certificate_row *rows = NULL;
    if (!certificates_select(app->store, subject_or_null ? subject_or_null : "", "", &rows,
                             count, err)) {
        return false;
    }
    *list = xcalloc(*count ? *count : 1, sizeof **list);
    for (size_t i = 0; i < *count; i++) {
        from_row(app, &rows[i], &(*list)[i]);
    }
    certificate_rows_free(rows, *count);
    return true;
}

/* The one row with this serial. Free with certificate_rows_free(row, 1). */
static struct certificate_row *find_row(struct app *app, const char *serial, struct err *err)
{
    struct certificate_row *rows = NULL;
    size_t count = 0;
    if (serial[0] && !certificates_select(app->store, "", serial, &rows, &count, err)) {
        return NULL;
    }
    if (count == 0) {
        err_set(err, ERR_NOT_FOUND, "there is no certificate '%s'", serial);
        free(rows);
        return NULL;
    }
    return rows;
}

bool certificate_find(struct app *app, const char *serial, struct certificate *out,
                      struct err *err)
{
    struct certificate_row *row = find_row(app, serial, err);
    if (!row) {
        return false;
    }
    from_row(app, row, out);
    certificate_rows_free(row, 1);
    return true;
}

/* --- issuing
 * ----------------------------------------------------------------------------------
 */

/* "Finish lesson L01 …; Case S01 …": everything that is still open. */
static void list_open(const struct requirement *list, size_t count, struct sbuf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!list[i].is_met) {
            sbuf_addf(out, "%s%s", out->len ? _("; ") : "", both_now(&list[i].text));
        }
    }
}

static bool is_earned(struct app *app, const struct officer *officer,
                      const struct ladder_position *position, struct err *err)
{
    if (position->standing.is_ready) {
        return true;
    }
    if (position->facts.is_certified) {
        char day[CLOCK_TEXT_MAX] = "";
        clock_format_date(position->certified_until, day);
        return err_set(err, ERR_NOT_ALLOWED, "%s already holds %s (until %s)", officer->name,
                       position->level->id, day);
    }
    struct requirement *list = NULL;
    size_t count = 0;
    bool is_ready = false;
    if (!certify_status(app, officer->subject, position->level->id, &list, &count, &is_ready,
                        err)) {
        return false;
    }
    struct sbuf open = {0};
    list_open(list, count, &open);
    err_set(err, ERR_NOT_ALLOWED, "%s has not reached %s yet; still open: %s", officer->name,
            position->level->id, sbuf_text(&open));
    sbuf_release(&open);
    requirement_free(list, count);
    return false;
}

static msec_t day_start(int32_t day)
{
    return (msec_t)day * MSEC_A_DAY - CHINA_OFFSET;
}

static char *day_text(int32_t day)
{
    char text[CLOCK_TEXT_MAX] = "";
    if (day) {
        calendar_format_day(day, text);
    }
    return xstrdup(text);
}

/* The word that a certificate gives no power stands on it whatever the ladder's file says. */
static char *note(const struct ladder_level *level, enum lang lang)
{
    static const char *const always[LANG_COUNT] = {
        [LANG_ZH] =
            "本证书只证明通过训练，不是执法证，不授予执法资格（行政处罚法第四十二条）。",
        [LANG_EN] = "This certificate shows training only; it gives no legal power "
                    "(Administrative Penalty Law, Art. 42).",
    };
    const char *own = level->note.text[lang];
    return xstrdup(own && own[0] ? own : always[lang]);
}

/* Evidence that a station recorded itself and then signed itself proves less than evidence
 * that came from elsewhere or from a host where the officer is bound to a system user. */
static bool is_self_issued(const struct session *by, const struct officer *officer, bool *is,
                           struct err *err)
{
    struct store *store = by->app->store;
    bool is_local = false;
    if (!progress_is_local(store, officer->subject, &is_local, err)) {
        return false;
    }
    *is =
        strcmp(by->who.subject, officer->subject) == 0 || (is_local && !store_is_shared(store));
    return true;
}

static void fill_form(struct certificate_form *form, const struct officer *officer,
                      const struct ladder *ladder, const struct ladder_level *level,
                      const struct sign_key *key)
{
    int32_t today = calendar_day_of(clock_now());
    struct sbuf issuer = {0};
    sign_hex(&issuer, key->public_key, SIGN_PUBLIC);
    form->fields[FIELD_SERIAL] = xstrdup("");
    form->fields[FIELD_OFFICER] = xstrdup(officer->id);
    form->fields[FIELD_NAME] = xstrdup(officer->name);
    form->fields[FIELD_SUBJECT] = xstrdup(officer->subject);
    form->fields[FIELD_LEVEL] = xstrdup(level->id);
    form->fields[FIELD_TITLE_ZH] = xstrdup(level->title.text[LANG_ZH]);
    form->fields[FIELD_TITLE_EN] = xstrdup(level->title.text[LANG_EN]);
    form->fields[FIELD_RULES] = xstrdup(ladder->rules);
    form->fields[FIELD_ISSUED] = day_text(today);
    form->fields[FIELD_EXPIRES] = day_text(level->valid_days ? today + level->valid_days : 0);
    form->fields[FIELD_ISSUER] = sbuf_take(&issuer);
    form->fields[FIELD_NOTE_ZH] = note(level, LANG_ZH);
    form->fields[FIELD_NOTE_EN] = note(level, LANG_EN);
}

static char *base64url(const uint8_t *bytes, size_t len)
{
    struct sbuf text = {0};
    sign_base64url(&text, bytes, len);
    return sbuf_take(&text);
}

static void to_row(const struct certificate_form *form, const struct officer *officer,
                   struct certificate_row *row)
{
    struct certificate_claims claims;
    struct sbuf body = {0};
    if (!certificate_claims_read(form->signed_bytes, &claims)) {
        BUG("a certificate of an unknown version was signed");
    }
    certificate_form_write_body(form, &body);
    *row = (struct certificate_row){
        .issued = day_start(claims.issued),
        .expires = claims.expires ? day_start(claims.expires + 1) - 1 : 0,
        .is_self_issued = claims.is_self_issued,
        .payload = base64url(form->signed_bytes, CERTIFICATE_PAYLOAD),
        .signature = base64url(form->signed_bytes + CERTIFICATE_PAYLOAD, SIGN_BYTES),
        .body = sbuf_take(&body)};
    memcpy(row->serial, claims.serial, sizeof row->serial);
    memcpy(row->subject, officer->subject, sizeof row->subject);
    snprintf(row->level, sizeof row->level, "%s", form->fields[FIELD_LEVEL]);
    snprintf(row->rules, sizeof row->rules, "%s", form->fields[FIELD_RULES]);
    snprintf(row->issuer, sizeof row->issuer, "%s", form->fields[FIELD_ISSUER]);
}

static bool sign_and_add(struct session *by, const struct sign_key *key,
                         const struct officer *officer, const struct ladder_level *level,
                         struct certificate *out, struct err *err)
{
    struct app *app = by->app;
    struct certificate_form form = {0};
    struct certificate_row row = {0};
    bool is_self = false;
    if (!is_self_issued(by, officer, &is_self, err)) {
        return false;
    }
    fill_form(&form, officer, app->course->ladder, level, key);
    form.fields[FIELD_SELF_ISSUED] = xstrdup(is_self ? "true" : "false");
    bool ok = certificate_form_sign(&form, key, err);
    if (ok) {
        to_row(&form, officer, &row);
        ok = certificates_add(app->store, &row, by->who.subject, err);
    }
    if (ok) {
        from_row(app, &row, out);
    }
    free(row.payload);
    free(row.signature);
    free(row.body);
    certificate_form_release(&form);
    return ok;
}

bool certificate_issue(struct session *by, const char *passphrase, const char *officer_id,
                       const char *level, struct certificate *out, struct err *err)
{
    struct store *store = by->app->store;
    struct officer officer;
    struct ladder_position position;
    struct sign_key key = {0};
    if (by->who.role != ROLE_TRAINER) {
        return err_set(err, ERR_NOT_ALLOWED, "only a trainer issues certificates");
    }
    if (!officers_find(store, officer_id, &officer, err) || !store_begin(store, err)) {
        return false;
    }
    bool ok = ladder_position_of(by->app, officer.subject, level, &position, err) &&
              is_earned(by->app, &officer, &position, err) &&
              issuer_key_open(store, passphrase, &key, err) &&
              sign_and_add(by, &key, &officer, position.level, out, err);
    sign_key_wipe(&key);
    if (!ok) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, err)) {
        certificate_release(out);
        return false;
    }
    return true;
}

/* --- giving out
 * -------------------------------------------------------------------------------
 */

static bool signed_bytes(const char *payload, const char *signature,
                         uint8_t bytes[CERTIFICATE_SIGNED])
{
    size_t payload_len = 0, signature_len = 0;
    return sign_base64url_decode(payload, bytes, CERTIFICATE_PAYLOAD, &payload_len) &&
           sign_base64url_decode(signature, bytes + CERTIFICATE_PAYLOAD, SIGN_BYTES,
                                 &signature_len) &&
           payload_len == CERTIFICATE_PAYLOAD && signature_len == SIGN_BYTES;
}

static bool form_of_row(const struct certificate_row *row, struct certificate_form *form,
                        struct err *err)
{
    if (!row->body[0]) {
        return err_set(err, ERR_NOT_FOUND, "the name on certificate '%s' was erased",
                       row->serial);
    }
    struct json *body = json_parse(row->body, strlen(row->body), err);
    bool ok = body && certificate_form_take_fields(form, body) &&
              signed_bytes(row->payload, row->signature, form->signed_bytes);
    json_free(body);
    return ok ||
           err_set(err, ERR_STORAGE, "the stored certificate '%s' is damaged", row->serial);
}

bool certificate_export(struct app *app, const char *serial, const char *format,
                        struct sbuf *out, struct err *err)
{
    static const struct {
        const char *name;
        void (*write)(const struct certificate_form *form, struct sbuf *out);
    } formats[] = {
        {"json", certificate_form_write_json},
        {"txt", certificate_form_write_text},
    };
    size_t at = 0;
    while (at < 2 && strcmp(format, formats[at].name) != 0) {
        at++;
    }
    if (at == 2) {
        return err_set(err, ERR_USAGE, "a certificate is exported as .txt or .json, not '%s'",
                       format);
    }
    struct certificate_row *row = find_row(app, serial, err);
    if (!row) {
        return false;
    }
    struct certificate_form form = {0};
    bool ok = form_of_row(row, &form, err);
    if (ok) {
        formats[at].write(&form, out);
    }
    certificate_form_release(&form);
    certificate_rows_free(row, 1);
    return ok;
}

bool certificate_qr_text(const struct certificate *self, struct sbuf *out, struct err *err)
{
    uint8_t bytes[CERTIFICATE_SIGNED];
    if (!self->payload || !signed_bytes(self->payload, self->signature, bytes)) {
        return err_set(err, ERR_INPUT, "certificate '%s' has no signature", self->serial);
    }
    sign_base45(out, bytes, sizeof bytes);
    return true;
}

bool certificate_key_public(struct app *app, char hex[2 * SIGN_PUBLIC + 1], struct err *err)
{
    uint8_t public_key[SIGN_PUBLIC];
    if (!issuer_key_public(app->store, public_key, err)) {
        return false;
    }
    struct sbuf text = {0};
    sign_hex(&text, public_key, sizeof public_key);
    snprintf(hex, 2 * SIGN_PUBLIC + 1, "%s", sbuf_text(&text));
    sbuf_release(&text);
    return true;
}
