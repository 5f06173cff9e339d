#include "app/issuer_key.h"

#include "core/file.h"
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_FILE_MAX = 4096 };
static const char head[] = "trainer-issuer-key 1";

static char *key_path(struct store *store)
{
    char *copy = xstrdup(store_path(store));
    char *path = file_join(dirname(copy), "issuer.key");
    free(copy);
    return path;
}

static bool read_key(struct store *store, uint8_t public_key[SIGN_PUBLIC],
                     uint8_t sealed[SIGN_SEALED], struct err *err)
{
    char *path = key_path(store), *text = NULL, *rest = NULL;
    size_t len = 0, public_len = 0, sealed_len = 0;
    bool ok = file_read(path, KEY_FILE_MAX, &text, &len, err);
    if (ok) {
        char *first = strtok_r(text, "\n", &rest), *second = strtok_r(NULL, "\n", &rest);
        char *third = strtok_r(NULL, "\n", &rest);
        ok = third && strcmp(first, head) == 0 &&
             sign_hex_decode(second, public_key, SIGN_PUBLIC, &public_len) &&
             sign_hex_decode(third, sealed, SIGN_SEALED, &sealed_len) &&
             public_len == SIGN_PUBLIC && sealed_len == SIGN_SEALED;
        if (!ok) {
            err_set(err, ERR_INPUT,
                    "the issuer key '%s' is damaged; put a copy of it back in its place", path);
        }
    }
    free(text);
    free(path);
    return ok;
}

static bool make_key(struct store *store, const char *passphrase, struct sign_key *key,
                     struct err *err)
{
    uint8_t sealed[SIGN_SEALED];
    if (strlen(passphrase) < PASSPHRASE_MIN) {
        return err_set(err, ERR_INPUT, "the passphrase needs at least %d characters",
                       PASSPHRASE_MIN);
    }
    sign_key_make(key);
    if (!sign_key_seal(key, passphrase, sealed, err)) {
        return false;
    }
    struct sbuf text = {0};
    sbuf_addf(&text, "%s\n", head);
    sign_hex(&text, key->public_key, SIGN_PUBLIC);
    sbuf_add_char(&text, '\n');
    sign_hex(&text, sealed, sizeof sealed);
    sbuf_add_char(&text, '\n');
    char *path = key_path(store);
    bool ok = file_write(path, text.text, text.len, 0600, err);
    free(path);
    sbuf_release(&text);
    return ok;
}

bool issuer_key_open(struct store *store, const char *passphrase, struct sign_key *key,
                     struct err *err)
{
    if (strcmp(store_path(store), ":memory:") == 0) {
        return err_set(err, ERR_NOT_ALLOWED, "the demo issues no certificates");
    }
    uint8_t public_key[SIGN_PUBLIC], sealed[SIGN_SEALED];
    char *path = key_path(store);
    bool is_there = file_exists(path);
    free(path);
    bool ok = is_there ? read_key(store, public_key, sealed, err) &&
                             sign_key_open(key, passphrase, sealed, err)
                       : make_key(store, passphrase, key, err);
    if (ok && is_there && memcmp(key->public_key, public_key, SIGN_PUBLIC) != 0) {
        ok = err_set(err, ERR_INPUT,
                     "the public half in the issuer key file was changed; put a copy of the "
                     "file back in its place");
    }
    if (!ok) {
        sign_key_wipe(key);
    }
    return ok;
}

bool issuer_key_public(struct store *store, uint8_t public_key[SIGN_PUBLIC], struct err *err)
{
    uint8_t sealed[SIGN_SEALED];
    char *path = key_path(store);
    bool is_there = file_exists(path);
    free(path);
    if (!is_there) {
        return err_set(err, ERR_NOT_FOUND,
                       "there is no issuer key yet; it is made when the first certificate is "
                       "issued");
    }
    return read_key(store, public_key, sealed, err);
}
