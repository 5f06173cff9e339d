/* sign.h - signatures, hashes, passwords and the texts they travel in (libsodium).
 *
 * Ed25519 (RFC 8032), BLAKE2b-256 (RFC 7693), Argon2id (RFC 9106), Base45 (RFC 9285),
 * Base64url without padding (RFC 4648 §5).
 */
#ifndef CORE_SIGN_H
#define CORE_SIGN_H

#include "core/sbuf.h"
#include <stdint.h>

enum {
    SIGN_PUBLIC = 32,
    SIGN_SECRET = 64,
    SIGN_BYTES = 64,
    SIGN_HASH = 32,
    SIGN_PASSWORD_MAX = 128,                 /* text of a password hash, with NUL */
    SIGN_SEALED = 16 + 24 + SIGN_SECRET + 16 /* salt, nonce, sealed key, tag */
};

struct sign_key {
    uint8_t public_key[SIGN_PUBLIC];
    uint8_t secret_key[SIGN_SECRET];
};

bool sign_init(struct err *err) MUST_USE; /* once, at start */

void sign_key_make(struct sign_key *key);
void sign_key_wipe(struct sign_key *key);
void sign_make(const struct sign_key *key, const void *data, size_t len,
               uint8_t signature[SIGN_BYTES]);
bool sign_verify(const uint8_t public_key[SIGN_PUBLIC], const void *data, size_t len,
                 const uint8_t signature[SIGN_BYTES]) MUST_USE;

/* Seal a secret key under a passphrase (Argon2id, interactive limits; XChaCha20-Poly1305). */
bool sign_key_seal(const struct sign_key *key, const char *passphrase,
                   uint8_t sealed[SIGN_SEALED], struct err *err) MUST_USE;
bool sign_key_open(struct sign_key *key, const char *passphrase,
                   const uint8_t sealed[SIGN_SEALED],
                   struct err *err) MUST_USE; /* ERR_NOT_ALLOWED: wrong passphrase */

struct sign_hash_state {
    uint8_t opaque[512] __attribute__((aligned(64)));
};
void sign_hash(const void *data, size_t len, uint8_t hash[SIGN_HASH]);
void sign_hash_begin(struct sign_hash_state *state);
void sign_hash_add(struct sign_hash_state *state, const void *data, size_t len);
void sign_hash_end(struct sign_hash_state *state, uint8_t hash[SIGN_HASH]);

bool sign_password_hash(const char *password, char text[SIGN_PASSWORD_MAX],
                        struct err *err) MUST_USE;
bool sign_password_matches(const char *password, const char *text) MUST_USE;

void sign_random(void *bytes, size_t len); /* cryptographic */
void sign_wipe(void *bytes, size_t len);

void sign_base45(struct sbuf *out, const void *data, size_t len);
bool sign_base45_decode(const char *text, uint8_t *out, size_t room, size_t *len) MUST_USE;
void sign_base64url(struct sbuf *out, const void *data, size_t len);
bool sign_base64url_decode(const char *text, uint8_t *out, size_t room, size_t *len) MUST_USE;
void sign_hex(struct sbuf *out, const void *data, size_t len);
bool sign_hex_decode(const char *text, uint8_t *out, size_t room, size_t *len) MUST_USE;

#endif
