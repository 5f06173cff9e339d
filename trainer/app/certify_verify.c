#include "app/certify.h"

#include "app/certificate_form.h"
#include "app/issuer_key.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const status_names[] = {
    [CERTIFICATE_VALID] = "valid",
    [CERTIFICATE_EXPIRED] = "expired",
    [CERTIFICATE_REVOKED] = "revoked",
    [CERTIFICATE_ALTERED] = "altered",
    [CERTIFICATE_UNKNOWN_ISSUER] = "unknown-issuer",
};

const char *certificate_status_name(enum certificate_status status)
{
    return status_names[status];
}

struct trusted { /* the key that is believed */
    bool is_there;
    uint8_t public_key[SIGN_PUBLIC], key_id[4];
};

static bool find_trusted(struct app *app, const char *hex, struct trusted *out, struct err *err)
{
    *out = (struct trusted){0};
    if (hex) {
        size_t len = 0;
        if (!sign_hex_decode(hex, out->public_key, SIGN_PUBLIC, &len) || len != SIGN_PUBLIC) {
            return err_set(err, ERR_USAGE, "a public key is written as %d hex digits",
                           2 * SIGN_PUBLIC);
        }
        out->is_there = true;
    } else if (app) {
        struct err why = {0};
        out->is_there = issuer_key_public(app->store, out->public_key, &why);
        if (!out->is_there && why.code != ERR_NOT_FOUND) {
            return err_set(err, why.code, "%s", why.text);
        }
    }
    certificate_key_id(out->public_key, out->key_id);
    return true;
}

/* The key that the file itself names, if it is the one that the payload means. */
static bool own_key(const struct certificate_form *form,
                    const struct certificate_claims *claims, uint8_t key[SIGN_PUBLIC])
{
    size_t len = 0;
    uint8_t key_id[4];
    if (!sign_hex_decode(form->fields[FIELD_ISSUER], key, SIGN_PUBLIC, &len) ||
        len != SIGN_PUBLIC) {
        return false;
    }
    certificate_key_id(key, key_id);
    return memcmp(key_id, claims->key_id, sizeof key_id) == 0;
}

static bool is_signed_by(const struct certificate_form *form, const uint8_t key[SIGN_PUBLIC])
{
    return sign_verify(key, form->signed_bytes, CERTIFICATE_PAYLOAD,
                       form->signed_bytes + CERTIFICATE_PAYLOAD);
}

static enum certificate_status judge(const struct certificate_form *form,
                                     const struct certificate_claims *claims,
                                     const struct trusted *trusted, msec_t now)
{
    bool is_qr = !form->fields[FIELD_SERIAL];
    uint8_t key[SIGN_PUBLIC];
    bool is_trusted = trusted->is_there &&
                      memcmp(claims->key_id, trusted->key_id, sizeof trusted->key_id) == 0;
    if (!is_qr && (!certificate_form_is_unchanged(form, claims) ||
                   !own_key(form, claims, key) || !is_signed_by(form, key))) {
        return CERTIFICATE_ALTERED;
    }
    if (!is_trusted) {
        return CERTIFICATE_UNKNOWN_ISSUER;
    }
    if (!is_signed_by(form, trusted->public_key)) {
        return CERTIFICATE_ALTERED;
    }
    bool is_over = claims->expires && calendar_day_of(now) > claims->expires;
    return is_over ? CERTIFICATE_EXPIRED : CERTIFICATE_VALID;
}

static void copy_field(const struct certificate_form *form, enum certificate_field field,
                       char *to, size_t room)
{
    if (form->fields[field]) {
        snprintf(to, room, "%s", form->fields[field]);
    }
}

static void fill(struct app *app, const struct certificate_form *form,
                 const struct certificate_claims *claims, struct certificate *out)
{
    struct err none = {0};
    /* a QR holds no name: take it from our own record, if the certificate is one of ours */
    if (!form->fields[FIELD_SERIAL] && app &&
        certificate_find(app, claims->serial, out, &none)) {
        return;
    }
    char day[CLOCK_TEXT_MAX];
    calendar_format_day(claims->issued, day);
    out->is_self_issued = claims->is_self_issued;
    memcpy(out->serial, claims->serial, sizeof out->serial);
    memcpy(out->level, claims->level, sizeof out->level);
    out->issued = clock_parse(day, &out->issued) ? out->issued : 0;
    if (claims->expires) {
        calendar_format_day(claims->expires + 1, day);
        out->expires = clock_parse(day, &out->expires) ? out->expires - 1 : 0;
    }
    copy_field(form, FIELD_SUBJECT, out->subject, sizeof out->subject);
    copy_field(form, FIELD_OFFICER, out->officer_id, sizeof out->officer_id);
    copy_field(form, FIELD_NAME, out->officer_name, sizeof out->officer_name);
    copy_field(form, FIELD_RULES, out->rules, sizeof out->rules);
    copy_field(form, FIELD_ISSUER, out->issuer_key, sizeof out->issuer_key);
}

bool certificate_verify(struct app *app_or_null, const char *text, size_t len,
                        const char *issuer_hex, msec_t now, struct verification *out,
                        struct err *err)
{
    struct certificate_form form = {0};
    struct trusted trusted;
    *out = (struct verification){.status = CERTIFICATE_ALTERED};
    if (!find_trusted(app_or_null, issuer_hex, &trusted, err)) {
        return false;
    }
    enum certificate_reading reading = certificate_form_read(&form, text, len);
    bool ok = reading != READING_FOREIGN ||
              err_set(err, ERR_INPUT, "this is no certificate of this program");
    struct certificate_claims claims;
    if (reading == READING_OK && certificate_claims_read(form.signed_bytes, &claims)) {
        out->status = judge(&form, &claims, &trusted, now);
        out->is_self_issued = claims.is_self_issued;
        /* of an altered one nothing is repeated as if it were true */
        if (out->status != CERTIFICATE_ALTERED) {
            fill(app_or_null, &form, &claims, &out->certificate);
        }
    }
    certificate_form_release(&form);
    return ok;
}
