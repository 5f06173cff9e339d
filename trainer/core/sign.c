#include "core/sign.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

_Static_assert(SIGN_PUBLIC == crypto_sign_PUBLICKEYBYTES, "Ed25519 public key");
_Static_assert(SIGN_SECRET == crypto_sign_SECRETKEYBYTES, "Ed25519 secret key");
_Static_assert(SIGN_BYTES == crypto_sign_BYTES, "Ed25519 signature");
_Static_assert(SIGN_HASH == crypto_generichash_BYTES, "BLAKE2b-256");
_Static_assert(SIGN_PASSWORD_MAX == crypto_pwhash_argon2id_STRBYTES, "Argon2id text");
_Static_assert(sizeof(struct sign_hash_state) >= sizeof(crypto_generichash_state),
               "room for the state of BLAKE2b");

enum {
    SALT = crypto_pwhash_argon2id_SALTBYTES,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES
};
_Static_assert(SIGN_SEALED == SALT + NONCE + SIGN_SECRET + TAG, "sealed key");

bool sign_init(struct err *err)
{
    if (sodium_init() < 0)
        return err_set(err, ERR_IO, "the system gives no random numbers for signatures");
    return true;
}

void sign_key_make(struct sign_key *key)
{
    crypto_sign_keypair(key->public_key, key->secret_key);
}

void sign_key_wipe(struct sign_key *key)
{
    sodium_memzero(key, sizeof *key);
}

void sign_make(const struct sign_key *key, const void *data, size_t len,
               uint8_t signature[SIGN_BYTES])
{
    crypto_sign_detached(signature, NULL, data, len, key->secret_key);
}

bool sign_verify(const uint8_t public_key[SIGN_PUBLIC], const void *data, size_t len,
                 const uint8_t signature[SIGN_BYTES])
{
    return crypto_sign_verify_detached(signature, data, len, public_key) == 0;
}

static bool derive(const char *passphrase, const uint8_t *salt, uint8_t key[KEY],
                   struct err *err)
{
    if (crypto_pwhash_argon2id(key, KEY, passphrase, strlen(passphrase), salt,
                               crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return err_set(err, ERR_IO, "not enough memory to work with the passphrase");
    return true;
}

bool sign_key_seal(const struct sign_key *key, const char *passphrase,
                   uint8_t sealed[SIGN_SEALED], struct err *err)
{
    uint8_t wrap[KEY];
    uint8_t *salt = sealed, *nonce = salt + SALT, *box = nonce + NONCE;
    randombytes_buf(salt, SALT);
    randombytes_buf(nonce, NONCE);
    if (!derive(passphrase, salt, wrap, err))
        return false;
    crypto_aead_xchacha20poly1305_ietf_encrypt(box, NULL, key->secret_key, SIGN_SECRET, NULL, 0,
                                               NULL, nonce, wrap);
    sodium_memzero(wrap, sizeof wrap);
    return true;
}

bool sign_key_open(struct sign_key *key, const char *passphrase,
                   const uint8_t sealed[SIGN_SEALED], struct err *err)
{
    uint8_t wrap[KEY];
    const uint8_t *salt = sealed, *nonce = salt + SALT, *box = nonce + NONCE;
    if (!derive(passphrase, salt, wrap, err))
        return false;
    struct sign_key opened;
    bool is_open = crypto_aead_xchacha20poly1305_ietf_decrypt(opened.secret_key, NULL, NULL,
                                                              box, SIGN_SECRET + TAG, NULL, 0,
                                                              nonce, wrap) == 0;
    sodium_memzero(wrap, sizeof wrap);
    if (!is_open)
        return err_set(err, ERR_NOT_ALLOWED,
                       "the passphrase does not open the key, or the key file was changed");
    crypto_sign_ed25519_sk_to_pk(opened.public_key, opened.secret_key);
    *key = opened;
    sign_key_wipe(&opened);
    return true;
}

static crypto_generichash_state *state_of(struct sign_hash_state *state)
{
    return (void *)state->opaque; /* cppcheck-suppress ctuuninitvar */
}

void sign_hash(const void *data, size_t len, uint8_t hash[SIGN_HASH])
{
    crypto_generichash(hash, SIGN_HASH, data, len, NULL, 0);
}

void sign_hash_begin(struct sign_hash_state *state)
{
    crypto_generichash_init(state_of(state), NULL, 0, SIGN_HASH);
}

void sign_hash_add(struct sign_hash_state *state, const void *data, size_t len)
{
    crypto_generichash_update(state_of(state), data, len);
}

void sign_hash_end(struct sign_hash_state *state, uint8_t hash[SIGN_HASH])
{
    crypto_generichash_final(state_of(state), hash, SIGN_HASH);
}

bool sign_password_hash(const char *password, char text[SIGN_PASSWORD_MAX], struct err *err)
{
    if (crypto_pwhash_argon2id_str(text, password, strlen(password),
                                   crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE) != 0)
        return err_set(err, ERR_IO, "not enough memory to work with the PIN");
    return true;
}

bool sign_password_matches(const char *password, const char *text)
{
    return crypto_pwhash_argon2id_str_verify(text, password, strlen(password)) == 0;
}

void sign_random(void *bytes, size_t len)
{
    randombytes_buf(bytes, len);
}

void sign_wipe(void *bytes, size_t len)
{
    sodium_memzero(bytes, len);
}

/* --- texts -------------------------------------------------------------------------------- */

static const char base45[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

void sign_base45(struct sbuf *out, const void *data, size_t len)
{
    const uint8_t *bytes = data;
    for (size_t i = 0; i < len; i += 2) {
        bool is_pair = i + 1 < len;
        unsigned value = is_pair ? bytes[i] * 256u + bytes[i + 1] : bytes[i];
        sbuf_add_char(out, base45[value % 45]);
        sbuf_add_char(out, base45[value / 45 % 45]);
        if (is_pair)
            sbuf_add_char(out, base45[value / 2025]);
    }
}

bool sign_base45_decode(const char *text, uint8_t *out, size_t room, size_t *len)
{
    size_t left = strlen(text), used = 0;
    while (left > 0) {
        size_t group = left < 3 ? left : 3;
        unsigned value = 0, weight = 1;
        for (size_t i = 0; i < group; i++, weight *= 45) {
            const char *digit = strchr(base45, text[i]);
            if (!digit)
                return false;
            value += (unsigned)(digit - base45) * weight;
        }
        size_t bytes = group == 3 ? 2 : 1;
        if (group == 1 || value > (bytes == 2 ? 0xffffu : 0xffu) || bytes > room - used)
            return false;
        if (bytes == 2)
            out[used++] = (uint8_t)(value >> 8);
        out[used++] = (uint8_t)value;
        text += group;
        left -= group;
    }
    *len = used;
    return true;
}

void sign_base64url(struct sbuf *out, const void *data, size_t len)
{
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = xmalloc(room);
    sodium_bin2base64(text, room, data, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sbuf_add(out, text);
    sodium_memzero(text, room);
    free(text);
}

bool sign_base64url_decode(const char *text, uint8_t *out, size_t room, size_t *len)
{
    return sodium_base642bin(out, room, text, strlen(text), NULL, len, NULL,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

void sign_hex(struct sbuf *out, const void *data, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *bytes = data;
    for (size_t i = 0; i < len; i++) {
        sbuf_add_char(out, digits[bytes[i] >> 4]);
        sbuf_add_char(out, digits[bytes[i] & 15]);
    }
}

bool sign_hex_decode(const char *text, uint8_t *out, size_t room, size_t *len)
{
    return sodium_hex2bin(out, room, text, strlen(text), NULL, len, NULL) == 0;
}
