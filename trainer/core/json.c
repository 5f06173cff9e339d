#include "core/json.h"

#include <math.h>

#include <jansson.h>

#include "core/lang.h"

enum { DEPTH_MAX = 64, DOUBLE_DIGITS = 15 }; /* 15 digits: 0.1 stays 0.1 */

/* struct json is jansson's value seen through this header; it has no members of its own */
static json_t *in(struct json *self)
{
    return (json_t *)(void *)self;
}

static const json_t *in_const(const struct json *self)
{
    return (const json_t *)(const void *)self;
}

static struct json *out_of(json_t *value)
{
    return (struct json *)(void *)value;
}

static const struct json *out_const(const json_t *value)
{
    return (const struct json *)(const void *)value;
}

static json_t *made(json_t *value)
{
    if (!value)
        BUG("a JSON value cannot be made: no memory or no UTF-8");
    return value;
}

struct json *json_new_object(void)
{
    return out_of(made(json_object()));
}

struct json *json_new_array(void)
{
    return out_of(made(json_array()));
}

void json_free(struct json *self)
{
    json_decref(in(self));
}

/* Takes `value`. */
static void add(struct json *parent, const char *key, json_t *value)
{
    json_t *target = in(parent);
    int failed = key ? json_object_set_new(target, key, made(value))
                     : json_array_append_new(target, made(value));
    if (failed)
        BUG("JSON: '%s' cannot be added here", key ? key : "element");
}

void json_add(struct json *parent, const char *key, struct json *child)
{
    add(parent, key, in(child));
}

void json_add_text(struct json *parent, const char *key, const char *text)
{
    add(parent, key, text ? json_string(text) : json_null());
}

void json_add_int(struct json *parent, const char *key, int64_t number)
{
    add(parent, key, json_integer(number));
}

void json_add_real(struct json *parent, const char *key, double number)
{
    add(parent, key, isfinite(number) ? json_real(number) : json_null());
}

void json_add_bool(struct json *parent, const char *key, bool value)
{
    add(parent, key, json_boolean(value));
}

void json_add_null(struct json *parent, const char *key)
{
    add(parent, key, json_null());
}

struct json *json_add_object(struct json *parent, const char *key)
{
    json_t *child = json_object();
    add(parent, key, child);
    return out_of(child);
}

struct json *json_add_array(struct json *parent, const char *key)
{
    json_t *child = json_array();
    add(parent, key, child);
    return out_of(child);
}

static int add_to_sbuf(const char *text, size_t len, void *out)
{
    sbuf_add_len(out, text, len);
    return 0;
}

void json_write(const struct json *self, bool is_compact, struct sbuf *out)
{
    size_t flags = (is_compact ? JSON_COMPACT : JSON_INDENT(2)) | JSON_ENCODE_ANY |
                   JSON_REAL_PRECISION(DOUBLE_DIGITS);
    if (json_dump_callback(in_const(self), add_to_sbuf, out, flags) != 0)
        BUG("a JSON value cannot be written");
    if (!is_compact)
        sbuf_add_char(out, '\n');
}

/* jansson would go 2048 deep: too deep for those who walk the tree by recursion. */
static bool check_depth(const char *text, size_t len, struct err *err)
{
    int depth = 0, line = 1, col = 1;
    bool is_in_string = false;
    for (size_t i = 0; i < len; i++, col++) {
        char c = text[i];
        if (is_in_string && c == '\\')
            i++, col++;
        else if (c == '"')
            is_in_string = !is_in_string;
        else if (c == '\n')
            line++, col = 0;
        else if (!is_in_string && (c == '}' || c == ']'))
            depth--;
        else if (!is_in_string && (c == '{' || c == '[') && ++depth > DEPTH_MAX)
            return err_set(err, ERR_INPUT, "line %d, column %d: more than %d levels deep", line,
                           col, DEPTH_MAX);
    }
    return true;
}

static const char *reason(const json_error_t *error)
{
    static const struct {
        enum json_error_code code;
        const char *text;
    } reasons[] = {
        {json_error_duplicate_key, N_("a key stands here twice")},
        {json_error_end_of_input_expected, N_("something follows after the end")},
        {json_error_premature_end_of_input, N_("the text ends too early")},
        {json_error_invalid_utf8, N_("a byte that is no UTF-8")},
        {json_error_numeric_overflow, N_("a number too large")},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == json_error_code(error))
            return _(reasons[i].text);
    return _("this is no JSON");
}

struct json *json_parse(const char *text, size_t len, struct err *err)
{
    if (!check_depth(text, len, err))
        return NULL;
    json_error_t error;
    json_t *value = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!value)
        err_set(err, ERR_INPUT, "line %d, column %d: %s", error.line, error.column,
                reason(&error));
    return out_of(value);
}

const struct json *json_get(const struct json *self, const char *key)
{
    return out_const(json_object_get(in_const(self), key));
}

const char *json_get_text(const struct json *self, const char *key)
{
    return json_string_value(json_object_get(in_const(self), key));
}

bool json_get_int(const struct json *self, const char *key, int64_t *number)
{
    const json_t *value = json_object_get(in_const(self), key);
    if (!json_is_integer(value))
        return false;
    *number = json_integer_value(value);
    return true;
}

bool json_get_real(const struct json *self, const char *key, double *number)
{
    const json_t *value = json_object_get(in_const(self), key);
    if (!json_is_number(value))
        return false;
    *number = json_number_value(value);
    return true;
}

bool json_get_bool(const struct json *self, const char *key, bool *value)
{
    const json_t *found = json_object_get(in_const(self), key);
    if (!json_is_boolean(found))
        return false;
    *value = json_is_true(found);
    return true;
}

size_t json_count(const struct json *self)
{
    const json_t *value = in_const(self);
    return json_is_object(value) ? json_object_size(value) : json_array_size(value);
}

const struct json *json_at(const struct json *self, size_t index)
{
    return out_const(json_array_get(in_const(self), index));
}

const char *json_as_text(const struct json *self)
{
    return json_string_value(in_const(self));
}
