/* json.h - JSON values (jansson behind one header): built bottom-up, written once, read
 * strictly.
 *
 * Objects keep their insertion order.  Adding to a parent takes the child.  Text must be valid
 * UTF-8.
 */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/sbuf.h"
#include <stdint.h>

struct json; /* opaque */

struct json *json_new_object(void) MUST_USE; /* json_object() is jansson's own name */
struct json *json_new_array(void) MUST_USE;
void json_free(struct json *self);

/* Adders: `key` is NULL when `parent` is an array.  json_add takes `child`. */
void json_add(struct json *parent, const char *key, struct json *child);
void json_add_text(struct json *parent, const char *key,
                   const char *text); /* NULL text = null */
void json_add_int(struct json *parent, const char *key, int64_t number);
void json_add_real(struct json *parent, const char *key, double number); /* NaN = null */
void json_add_bool(struct json *parent, const char *key, bool value);
void json_add_null(struct json *parent, const char *key);
struct json *json_add_object(struct json *parent, const char *key); /* borrowed from parent */
struct json *json_add_array(struct json *parent, const char *key);  /* borrowed from parent */

/* Indented, with a newline at the end (people), or compact (records, signatures: no white
 * space).  Insertion order; reals with at most 15 digits. */
void json_write(const struct json *self, bool is_compact, struct sbuf *out);

/* ERR_INPUT with line and column. Duplicate keys, trailing text, depth > 64 are errors. Caller
 * frees with json_free(). */
struct json *json_parse(const char *text, size_t len, struct err *err) MUST_USE;

/* Readers: false/NULL when absent or of another type.  Results borrow from self. */
const struct json *json_get(const struct json *self, const char *key) MUST_USE;
const char *json_get_text(const struct json *self, const char *key) MUST_USE;
bool json_get_int(const struct json *self, const char *key, int64_t *number) MUST_USE;
bool json_get_real(const struct json *self, const char *key,
                   double *number) MUST_USE; /* ints too */
bool json_get_bool(const struct json *self, const char *key, bool *value) MUST_USE;
size_t json_count(const struct json *self) MUST_USE; /* of an array or object, else 0 */
const struct json *json_at(const struct json *self, size_t index) MUST_USE;
const char *json_as_text(const struct json *self) MUST_USE; /* NULL if not a string */

#endif
