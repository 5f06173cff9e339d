#include "app/certificate_form.h"

#include "core/calendar.h"
#include <stdlib.h>
#include <string.h>

enum {
    VERSION = 1,
    AT_FLAGS = 1,
    AT_SERIAL = 2,
    AT_LEVEL = 10,
    AT_ISSUED = 12,
    AT_EXPIRES = 14,
    AT_KEY = 16,
    AT_DIGEST = 20,
    SERIAL_BYTES = 8,
    LEVEL_BYTES = 2
};

static const char *const keys[FIELD_COUNT] = {
#define X(name, key, label) key,
    CERTIFICATE_FIELDS(X)
#undef X
};

void certificate_form_release(struct certificate_form *self)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        free(self->fields[i]);
    }
    *self = (struct certificate_form){0};
}

void certificate_key_id(const uint8_t public_key[SIGN_PUBLIC], uint8_t key_id[4])
{
    uint8_t hash[SIGN_HASH];
    sign_hash(public_key, SIGN_PUBLIC, hash);
    memcpy(key_id, hash, 4);
}

static void write_serial(const uint8_t bytes[SERIAL_BYTES], struct sbuf *out)
{
    for (int i = 0; i < SERIAL_BYTES; i++) {
        sbuf_addf(out, "%s%02X", i && i % 2 == 0 ? "-" : "", bytes[i]);
    }
}

static int32_t read_day(const uint8_t *bytes)
{
    return bytes[0] << 8 | bytes[1];
}

bool certificate_claims_read(const uint8_t payload[CERTIFICATE_PAYLOAD],
                             struct certificate_claims *out)
{
    *out = (struct certificate_claims){.issued = read_day(payload + AT_ISSUED),
                                       .expires = read_day(payload + AT_EXPIRES),
                                       .is_self_issued = payload[AT_FLAGS] & 1};
    struct sbuf serial = {0};
    write_serial(payload + AT_SERIAL, &serial);
    memcpy(out->serial, serial.text, serial.len + 1);
    sbuf_release(&serial);
    memcpy(out->level, payload + AT_LEVEL, LEVEL_BYTES);
    memcpy(out->key_id, payload + AT_KEY, sizeof out->key_id);
    memcpy(out->digest, payload + AT_DIGEST, sizeof out->digest);
    return payload[0] == VERSION;
}

static void add_fields(const struct certificate_form *self, struct json *to)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (i == FIELD_SELF_ISSUED) {
            json_add_bool(to, keys[i], strcmp(self->fields[i], "true") == 0);
        } else {
            json_add_text(to, keys[i], self->fields[i]);
        }
    }
}

void certificate_form_write_body(const struct certificate_form *self, struct sbuf *out)
{
    struct json *body = json_new_object();
    add_fields(self, body);
    json_write(body, true, out);
    json_free(body);
}

static void digest(const struct certificate_form *self, uint8_t out[16])
{
    struct sbuf body = {0};
    uint8_t hash[SIGN_HASH];
    certificate_form_write_body(self, &body);
    sign_hash(body.text, body.len, hash);
    memcpy(out, hash, 16);
    sbuf_release(&body);
}

static bool put_day(uint8_t *bytes, const char *text, struct err *err)
{
    int32_t day = 0;
    if (text[0] && (!calendar_parse_day(text, &day) || day < 0 || day > UINT16_MAX)) {
        return err_set(err, ERR_INPUT, "a certificate cannot hold the day %s", text);
    }
    bytes[0] = (uint8_t)(day >> 8);
    bytes[1] = (uint8_t)day;
    return true;
}

bool certificate_form_sign(struct certificate_form *self, const struct sign_key *key,
                           struct err *err)
{
    uint8_t *payload = self->signed_bytes;
    const char *level = self->fields[FIELD_LEVEL];
    size_t level_len = strlen(level);
    if (level_len == 0 || level_len > LEVEL_BYTES) {
        return err_set(err, ERR_INPUT, "the level '%s' has no place on a certificate", level);
    }
    memset(payload, 0, CERTIFICATE_SIGNED);
    payload[0] = VERSION;
    payload[AT_FLAGS] = strcmp(self->fields[FIELD_SELF_ISSUED], "true") == 0;
    sign_random(payload + AT_SERIAL, SERIAL_BYTES);
    for (size_t i = 0; i < level_len; i++) {
        payload[AT_LEVEL + i] = (uint8_t)level[i];
    }
    if (!put_day(payload + AT_ISSUED, self->fields[FIELD_ISSUED], err) ||
        !put_day(payload + AT_EXPIRES, self->fields[FIELD_EXPIRES], err)) {
        return false;
    }
    certificate_key_id(key->public_key, payload + AT_KEY);
    struct sbuf serial = {0};
    write_serial(payload + AT_SERIAL, &serial);
    free(self->fields[FIELD_SERIAL]);
    self->fields[FIELD_SERIAL] = sbuf_take(&serial);
    digest(self, payload + AT_DIGEST);
    sign_make(key, payload, CERTIFICATE_PAYLOAD, payload + CERTIFICATE_PAYLOAD);
    return true;
}

bool certificate_form_is_unchanged(const struct certificate_form *self,
                                   const struct certificate_claims *claims)
{
    uint8_t now[16];
    digest(self, now);
    return memcmp(now, claims->digest, sizeof now) == 0 &&
           strcmp(self->fields[FIELD_SERIAL], claims->serial) == 0;
}

bool certificate_form_take_fields(struct certificate_form *self, const struct json *from)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        bool flag = false;
        const char *text = json_get_text(from, keys[i]);
        if (i == FIELD_SELF_ISSUED && json_get_bool(from, keys[i], &flag)) {
            text = flag ? "true" : "false";
        } else if (i == FIELD_SELF_ISSUED) {
            text = NULL;
        }
        if (!text) {
            return false;
        }
        self->fields[i] = xstrdup(text);
    }
    return true;
}
