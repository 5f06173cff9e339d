/* certify.h - the ladder: what is missing, issuing, exporting, verifying (product §6). */
#ifndef APP_CERTIFY_H
#define APP_CERTIFY_H

#include "app/app.h"
#include "core/sign.h"

struct requirement {  /* one line of the ladder screen */
    struct both text; /* caller's array owns it */
    bool is_met;
    char detail[64]; /* "8/10", "80", date */
};
/* What `subject` needs for `level`; caller frees with requirement_free(). */
bool certify_status(struct app *app, const char *subject, const char *level,
                    struct requirement **list, size_t *count, bool *is_ready,
                    struct err *err) MUST_USE;
void requirement_free(struct requirement *list, size_t count);

struct certificate {
    char serial[24];
    char subject[SUBJECT_MAX], officer_id[OFFICER_ID_MAX], officer_name[NAME_MAX_BYTES];
    char level[8], rules[24];
    msec_t issued, expires;               /* expires 0 = never */
    char issuer_key[2 * SIGN_PUBLIC + 1]; /* hex */
    bool is_self_issued;
    bool is_revoked;
    char *payload;   /* the signed bytes as text, see certify.c; owned */
    char *signature; /* base64url; owned */
};
void certificate_release(struct certificate *self);
bool certificate_list(struct app *app, const char *subject_or_null, struct certificate **list,
                      size_t *count, struct err *err) MUST_USE;
void certificate_list_free(struct certificate *list, size_t count);

/* Only a trainer's session issues; the issuer key lies beside the database (`issuer.key`, 0600,
 * sealed by the passphrase), made at the first issue. ERR_NOT_ALLOWED: not a trainer,
 * requirements open (the message names them), wrong passphrase. */
bool certificate_issue(struct session *by, const char *passphrase, const char *officer_id,
                       const char *level, struct certificate *out, struct err *err) MUST_USE;
bool certificate_find(struct app *app, const char *serial, struct certificate *out,
                      struct err *err) MUST_USE;

/* "txt" or "json". Result appended to `out`. */
bool certificate_export(struct app *app, const char *serial, const char *format,
                        struct sbuf *out, struct err *err) MUST_USE;
/* What the QR holds: Base45 of the signed payload, <= 100 bytes before encoding. */
bool certificate_qr_text(const struct certificate *self, struct sbuf *out,
                         struct err *err) MUST_USE;

enum certificate_status {
    CERTIFICATE_VALID,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_REVOKED,
    CERTIFICATE_ALTERED,
    CERTIFICATE_UNKNOWN_ISSUER
};
struct verification {
    enum certificate_status status;
    bool is_self_issued;
    struct certificate certificate; /* fields that the text carried */
};
/* Offline: `text` = content of an exported file (txt, json) or the QR text; issuer_hex NULL =
 * this station's key. */
bool certificate_verify(struct app *app_or_null, const char *text, size_t len,
                        const char *issuer_hex, msec_t now, struct verification *out,
                        struct err *err) MUST_USE;
const char *
certificate_status_name(enum certificate_status status) MUST_USE; /* valid, expired, … */

/* Public half as hex; ERR_NOT_FOUND before the first issue. */
bool certificate_key_public(struct app *app, char hex[2 * SIGN_PUBLIC + 1],
                            struct err *err) MUST_USE;

#endif
