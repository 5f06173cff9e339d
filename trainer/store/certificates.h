/* certificates.h - issued certificates (from events) and the readable text they were signed
 * with.
 *
 * The readable text holds a name: it stands apart from events, so that it can be erased.
 */
#ifndef STORE_CERTIFICATES_H
#define STORE_CERTIFICATES_H

#include "store/store.h"

struct certificate_row {
    char serial[24], subject[SUBJECT_MAX], level[8], rules[24];
    msec_t issued, expires; /* expires 0 = never */
    char issuer[65];        /* public key, hex */
    bool is_self_issued;
    char *payload, *signature; /* base64url; owned */
    char *body;                /* readable fields, compact JSON; "" after erasing; owned */
};

/* Issue: event certificate.issue and the text, as one. `by`: the trainer's subject. */
bool certificates_add(struct store *self, const struct certificate_row *row, const char *by,
                      struct err *err) MUST_USE;
/* `subject` or `serial` "" = any; newest first. Caller frees with certificate_rows_free(). */
bool certificates_select(struct store *self, const char *subject, const char *serial,
                         struct certificate_row **list, size_t *count,
                         struct err *err) MUST_USE;
void certificate_rows_free(struct certificate_row *list, size_t count);

#endif
