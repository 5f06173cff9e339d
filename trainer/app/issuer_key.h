/* issuer_key.h - inside app/: custody of the key that signs certificates (product §6).
 *
 * A text file `issuer.key` beside the database, 0600: one line "trainer-issuer-key 1", the
 * public half in hex, the secret half in hex sealed under the passphrase (core/sign.h).
 */
#ifndef APP_ISSUER_KEY_H
#define APP_ISSUER_KEY_H

#include "core/sign.h"
#include "store/store.h"

enum { PASSPHRASE_MIN = 8 }; /* bytes */

/* Open the key, or make it when there is none yet.  Wipe with sign_key_wipe(). ERR_NOT_ALLOWED:
 * wrong passphrase, a database without a file; ERR_INPUT: passphrase too short, file damaged.
 * Call inside store_begin(), so that two programs do not make two keys. */
bool issuer_key_open(struct store *store, const char *passphrase, struct sign_key *key,
                     struct err *err) MUST_USE;
/* ERR_NOT_FOUND before the first issue. */
bool issuer_key_public(struct store *store, uint8_t public_key[SIGN_PUBLIC],
                       struct err *err) MUST_USE;

#endif
