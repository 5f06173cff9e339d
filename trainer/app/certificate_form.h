/* certificate_form.h - inside app/: what is signed, and the texts that it travels in.
 *
 * Signed bytes (36), numbers big-endian; with the signature (64) exactly 100 bytes, Base45 of
 * which is the QR text (150 characters, QR version 5-L):
 *    0  version, 1
 *    1  flags: bit 0 self-issued
 *    2  serial, 8 random bytes, shown as XXXX-XXXX-XXXX-XXXX
 *   10  level, 2 letters, second may be 0
 *   12  day of issue, 14 last day of validity (0 = without end): days since 1970-01-01
 *   16  key id: first 4 bytes of BLAKE2b-256 of the issuer's public key
 *   20  first 16 bytes of BLAKE2b-256 of the readable fields as compact JSON, in their order
 * Times are whole days (UTC+8): a certificate holds to the end of its last day.
 */
#ifndef APP_CERTIFICATE_FORM_H
#define APP_CERTIFICATE_FORM_H

#include "core/json.h"
#include "core/model.h"
#include "core/sign.h"

enum { CERTIFICATE_PAYLOAD = 36, CERTIFICATE_SIGNED = CERTIFICATE_PAYLOAD + SIGN_BYTES };

/* key in JSON, label in the text file; all are text but self_issued ("true", "false") */
#define CERTIFICATE_FIELDS(X)                                                                  \
    X(SERIAL, "serial", "证书编号 Serial")                                                     \
    X(OFFICER, "officer", "人员编号 Officer")                                                  \
    X(NAME, "name", "姓名 Name")                                                               \
    X(SUBJECT, "subject", "内部编号 Subject")                                                  \
    X(LEVEL, "level", "等级 Level")                                                            \
    X(TITLE_ZH, "title_zh", "等级名称")                                                        \
    X(TITLE_EN, "title_en", "Level title")                                                     \
    X(RULES, "rules", "规则版本 Rules")                                                        \
    X(ISSUED, "issued", "签发日期 Issued")                                                     \
    X(EXPIRES, "expires", "有效期至 Expires")                                                  \
    X(SELF_ISSUED, "self_issued", "自行签发 Self-issued")                                      \
    X(ISSUER, "issuer", "签发公钥 Issuer key")                                                 \
    X(NOTE_ZH, "note_zh", "说明")                                                              \
    X(NOTE_EN, "note_en", "Note")

enum certificate_field {
#define X(name, key, label) FIELD_##name,
    CERTIFICATE_FIELDS(X)
#undef X
        FIELD_COUNT
};

struct certificate_form {                     /* zeroed = empty */
    char *fields[FIELD_COUNT];                /* owned; NULL = unknown (QR) */
    uint8_t signed_bytes[CERTIFICATE_SIGNED]; /* payload, signature */
};
void certificate_form_release(struct certificate_form *self);

/* What the payload says, without the readable fields. */
struct certificate_claims {
    char serial[24], level[8];
    int32_t issued, expires; /* days; expires 0 = without end */
    bool is_self_issued;
    uint8_t key_id[4], digest[16];
};
/* false: unknown version. */
bool certificate_claims_read(const uint8_t payload[CERTIFICATE_PAYLOAD],
                             struct certificate_claims *out) MUST_USE;
void certificate_key_id(const uint8_t public_key[SIGN_PUBLIC], uint8_t key_id[4]);

/* Fill the payload from the fields (all but SERIAL, which is drawn here) and sign it.
 * ERR_INPUT: a level that is longer than 2 letters, a day beyond 2149. */
bool certificate_form_sign(struct certificate_form *self, const struct sign_key *key,
                           struct err *err) MUST_USE;
/* Do the fields say what was signed?  (The signature itself is checked by the caller.) */
bool certificate_form_is_unchanged(const struct certificate_form *self,
                                   const struct certificate_claims *claims) MUST_USE;

/* The readable fields as compact JSON, and out of a JSON object (false: one is missing). */
void certificate_form_write_body(const struct certificate_form *self, struct sbuf *out);
bool certificate_form_take_fields(struct certificate_form *self,
                                  const struct json *from) MUST_USE;

void certificate_form_write_json(const struct certificate_form *self, struct sbuf *out);
void certificate_form_write_text(const struct certificate_form *self, struct sbuf *out);

/* Read any of the forms. */
enum certificate_reading {
    READING_OK,      /* `self` is filled; QR: only signed_bytes */
    READING_CHANGED, /* it was one of our certificates, but something in it was changed */
    READING_FOREIGN  /* no certificate at all */
};
enum certificate_reading certificate_form_read(struct certificate_form *self, const char *text,
                                               size_t len) MUST_USE;

#endif
