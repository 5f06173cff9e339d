#include "store/station_key.h"

#include "core/file.h"
#include "store/events.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEY_FILE_MAX = 4096 };
static const char head[] = "trainer-station-key 1";

static char *key_path(const struct store *self)
{
    char *copy = xstrdup(self->path);
    char *path = file_join(dirname(copy), "station.key");
    free(copy);
    return path;
}

static bool parse_key(char *text, struct sign_key *key)
{
    char *rest = NULL;
    char *first = strtok_r(text, "\n", &rest), *second = strtok_r(NULL, "\n", &rest);
    char *third = strtok_r(NULL, "\n", &rest);
    size_t public_len = 0, secret_len = 0;
    return third && strcmp(first, head) == 0 &&
           sign_hex_decode(second, key->public_key, SIGN_PUBLIC, &public_len) &&
           sign_hex_decode(third, key->secret_key, SIGN_SECRET, &secret_len) &&
           public_len == SIGN_PUBLIC && secret_len == SIGN_SECRET;
}

/* Halves that do not belong together would make signatures that hold for nobody. */
static bool is_whole(const struct sign_key *key)
{
    uint8_t signature[SIGN_BYTES];
    sign_make(key, head, sizeof head, signature);
    return sign_verify(key->public_key, head, sizeof head, signature);
}

static bool read_key(const char *path, struct sign_key *key, struct err *err)
{
    char *text = NULL;
    size_t len = 0;
    if (!file_read(path, KEY_FILE_MAX, &text, &len, err)) {
        return false;
    }
    bool ok = parse_key(text, key) && is_whole(key);
    sign_wipe(text, len);
    free(text);
    return ok || err_set(err, ERR_STORAGE,
                         "the station key '%s' is damaged; put a copy of it back, or move it "
                         "away and a new one is made",
                         path);
}

static bool make_key(const char *path, struct sign_key *key, struct err *err)
{
    struct sbuf text = {0};
    sign_key_make(key);
    sbuf_addf(&text, "%s\n", head);
    sign_hex(&text, key->public_key, SIGN_PUBLIC);
    sbuf_add_char(&text, '\n');
    sign_hex(&text, key->secret_key, SIGN_SECRET);
    sbuf_add_char(&text, '\n');
    bool ok = file_write(path, text.text, text.len, 0600, err);
    sign_wipe(text.text, text.len);
    sbuf_release(&text);
    return ok;
}

/* In memory: the first one asked for stays. */
static bool open_in_memory(struct store *self, struct sign_key *key)
{
    if (!self->has_memory_key) {
        sign_key_make(&self->memory_key);
        self->has_memory_key = true;
    }
    *key = self->memory_key;
    return true;
}

bool station_key_open(struct store *self, struct sign_key *key, bool *is_there, struct err *err)
{
    *is_there = true;
    if (self->how == STORE_MEMORY) {
        return open_in_memory(self, key);
    }
    char *path = key_path(self);
    bool is_made = file_exists(path), ok = true;
    *is_there = !is_made || faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0;
    if (*is_there) {
        ok = is_made ? read_key(path, key, err) : make_key(path, key, err);
    }
    free(path);
    if (!ok) {
        sign_key_wipe(key);
    }
    return ok;
}

static bool note(struct store *self, const char *hex, struct err *err)
{
    return db_run(self, err,
                  "INSERT INTO meta VALUES ('station_key', ?1)"
                  " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                  "t", hex);
}

static bool is_noted(struct store *self, const char *hex, bool *is_same, struct err *err)
{
    int64_t count = 0;
    bool ok = db_number(self, &count, 0, err,
                        "SELECT count(*) FROM meta WHERE name = 'station_key' AND value = ?1",
                        "t", hex);
    *is_same = count > 0;
    return ok;
}

bool station_key_announce(struct store *self, const struct sign_key *key, struct err *err)
{
    struct sbuf hex = {0};
    bool is_same = false;
    sign_hex(&hex, key->public_key, SIGN_PUBLIC);
    bool ok = is_noted(self, sbuf_text(&hex), &is_same, err);
    if (ok && !is_same) {
        struct json *data = json_new_object();
        json_add_text(data, "key", sbuf_text(&hex));
        ok = store_append(self, "", EVENT_STATION_KEY, data, err) &&
             note(self, sbuf_text(&hex), err);
    }
    sbuf_release(&hex);
    return ok;
}

bool station_key_introduce(struct store *self, struct json *data, struct err *err)
{
    struct sign_key key;
    bool is_there = false;
    if (!station_key_open(self, &key, &is_there, err)) {
        return false;
    }
    if (!is_there) {
        return true;
    }
    struct sbuf hex = {0};
    sign_hex(&hex, key.public_key, SIGN_PUBLIC);
    sign_key_wipe(&key);
    json_add_text(data, "key", sbuf_text(&hex));
    bool ok = note(self, sbuf_text(&hex), err);
    sbuf_release(&hex);
    return ok;
}
