/* yaml.h - a small table-driven reader over libyaml's document API.
 *
 * A table of fields says which keys a mapping may have, what they hold and where the value goes
 * in a C struct.  All faults are reported with file, line and column, not only the first:
 * unknown and double keys, missing ones, wrong types, a missing language, anchors and aliases
 * (we use none; they are how a small file becomes a huge one), too much depth or size, values
 * that are no valid text.  The same tables free what was read.
 */
#ifndef CONTENT_YAML_H
#define CONTENT_YAML_H

#include "core/lang.h"
#include "core/problems.h"
#include <stdint.h>

enum {
    YAML_MAX_BYTES = 1 << 20,
    YAML_MAX_DEPTH = 16,
    YAML_MAX_ENTRIES = 2000 /* of one list or mapping */
};

enum yaml_kind {
    YAML_TEXT,    /* char *: one scalar, not empty */
    YAML_BOTH,    /* struct both: {zh: …, en: …} */
    YAML_INT,     /* int64_t */
    YAML_BOOL,    /* bool: true, false */
    YAML_DAY,     /* int32_t: 2026-10-03 */
    YAML_ENUM,    /* int: index in `names` */
    YAML_EXPR,    /* struct expr * (content/expr.h) */
    YAML_TEXTS,   /* struct yaml_texts: a list of scalars */
    YAML_PAIRS,   /* struct yaml_pairs: a mapping of scalars */
    YAML_STRUCT,  /* an embedded struct of `type` */
    YAML_STRUCTS, /* struct yaml_list: a list of structs of `type` */
    YAML_ONE      /* pointer to one struct of `type`; NULL when absent */
};

struct yaml_place {
    int line, col; /* 1-based; 0 = not from a file */
};

struct yaml_texts {
    char **items;
    size_t count;
};

struct yaml_pair {
    char *key, *value;
    struct yaml_place at;
};

struct yaml_pairs {
    struct yaml_pair *items;
    size_t count;
};

/* A list of structs; `items` points to the element type that its table names. */
struct yaml_list {
    void *items;
    size_t count;
};

struct yaml_type;

struct yaml_field {
    const char *key;
    enum yaml_kind kind;
    size_t offset;
    bool is_needed;
    const struct yaml_type *type; /* YAML_STRUCT, YAML_STRUCTS, YAML_ONE */
    const char *const *names;     /* YAML_ENUM: NULL-terminated */
};

struct yaml_type {
    const struct yaml_field *fields;
    size_t field_count;
    size_t size;
    size_t at; /* offset of a struct yaml_place, or YAML_NO_PLACE */
};

#define YAML_NO_PLACE ((size_t)-1)

/* Fill the zeroed struct at `value` from YAML text.  false when anything was wrong (then
 * release it all the same).  `file` names the text in messages. */
bool yaml_fill(const char *file, const char *text, size_t len, const struct yaml_type *type,
               void *value, struct problems *problems) MUST_USE;

/* Read a whole file for yaml_fill(): at most YAML_MAX_BYTES.  `hash` (65 bytes, may be NULL)
 * becomes the BLAKE2b-256 of its bytes in hex.  Caller frees; NULL: reported. */
char *yaml_load(const char *path, size_t *len, char *hash, struct problems *problems) MUST_USE;

/* Free what yaml_fill() put there; leaves the struct zeroed. */
void yaml_release(const struct yaml_type *type, void *value);

/* Borrowed value of a key, NULL if absent. */
const char *yaml_pairs_get(const struct yaml_pairs *self, const char *key) MUST_USE;
bool yaml_texts_has(const struct yaml_texts *self, const char *text) MUST_USE;

#endif
