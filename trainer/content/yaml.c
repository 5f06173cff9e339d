#include "content/yaml.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "content/expr.h"
#include "core/calendar.h"
#include "core/file.h"
#include "core/sign.h"
#include "core/text.h"

struct reader {
    const char *file;
    yaml_document_t *document;
    bool *is_seen; /* by node number: a second visit is an alias */
    size_t node_count;
    struct problems *problems;
    bool is_good;
};

static const struct yaml_field both_fields[] = {
    {"zh", YAML_TEXT, offsetof(struct both, text[LANG_ZH]), true, NULL, NULL},
    {"en", YAML_TEXT, offsetof(struct both, text[LANG_EN]), true, NULL, NULL},
};
static const struct yaml_type both_type = {both_fields, 2, sizeof(struct both), YAML_NO_PLACE};

static struct yaml_place node_place(const yaml_node_t *node)
{
    return (struct yaml_place){(int)node->start_mark.line + 1,
                               (int)node->start_mark.column + 1};
}

#define FAULT(self, node, ...)                                                                 \
    do {                                                                                       \
        const struct yaml_place at_ = node_place(node);                                        \
        (void)problems_add((self)->problems, (self)->file, at_.line, at_.col, __VA_ARGS__);    \
        (self)->is_good = false;                                                               \
    } while (false)

/* The node of a number, or NULL when it was already used: an alias. */
static yaml_node_t *node_once(struct reader *self, int number, const yaml_node_t *parent)
{
    if (number < 1 || (size_t)number > self->node_count) {
        return NULL;
    }
    if (self->is_seen[number]) {
        FAULT(self, parent, _("anchors and aliases are not used here: write the text out"));
        return NULL;
    }
    self->is_seen[number] = true;
    return yaml_document_get_node(self->document, number);
}

/* The text of a scalar, NULL (reported) when it is none or no valid text. */
static const char *scalar_text(struct reader *self, const yaml_node_t *node)
{
    size_t bad_at;
    if (node->type != YAML_SCALAR_NODE) {
        FAULT(self, node, _("a plain value is needed here"));
        return NULL;
    }
    const char *text = (const char *)node->data.scalar.value;
    const size_t len = node->data.scalar.length;
    if (strlen(text) != len || !text_is_valid(text, len, &bad_at)) {
        FAULT(self, node, _("this is no valid UTF-8 text"));
        return NULL;
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < 0x20 && text[i] != '\n') {
            FAULT(self, node, _("control character in a text"));
            return NULL;
        }
    }
    return text;
}

static void fill_struct(struct reader *self, const yaml_node_t *node,
                        const struct yaml_type *type, void *value, int depth);

static void fill_text(struct reader *self, const yaml_node_t *node, char **value)
{
    const char *text = scalar_text(self, node);
    if (text != NULL && *text == '\0') {
        FAULT(self, node, _("the text is empty"));
    } else if (text != NULL) {
        *value = xstrdup(text);
    }
}

static void fill_int(struct reader *self, const yaml_node_t *node, int64_t *value)
{
    const char *text = scalar_text(self, node);
    if (text == NULL) {
        return;
    }
    char *end;
    errno = 0;
    const intmax_t number = strtoimax(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < -1000000000000 ||
        number > 1000000000000) {
        FAULT(self, node, _("'%.40s' is no whole number"), text);
    } else {
        *value = number;
    }
}

static void fill_bool(struct reader *self, const yaml_node_t *node, bool *value)
{
    const char *text = scalar_text(self, node);
    if (text == NULL) {
        return;
    }
    *value = strcmp(text, "true") == 0;
    if (!*value && strcmp(text, "false") != 0) {
        FAULT(self, node, _("'%.40s' is neither true nor false"), text);
    }
}

static void fill_day(struct reader *self, const yaml_node_t *node, int32_t *value)
{
    const char *text = scalar_text(self, node);
    if (text != NULL && !calendar_parse_day(text, value)) {
        FAULT(self, node, _("'%.40s' is no date like 2026-10-03"), text);
    }
}

static void fill_enum(struct reader *self, const yaml_node_t *node, const char *const *names,
                      int *value)
{
    const char *text = scalar_text(self, node);
    if (text == NULL) {
        return;
    }
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], text) == 0) {
            *value = i;
            return;
        }
    }
    struct sbuf known;
    sbuf_init(&known, 0);
    for (int i = 0; names[i] != NULL; i++) {
        sbuf_addf(&known, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    FAULT(self, node, _("'%.40s' is not one of: %s"), text, sbuf_text(&known));
    sbuf_release(&known);
}

static void fill_expr(struct reader *self, const yaml_node_t *node, struct expr **value)
{
    const char *text = scalar_text(self, node);
    struct err err = {0};
    if (text != NULL && (*value = expr_parse(text, &err)) == NULL) {
        FAULT(self, node, _("condition: %s"), err.text);
    }
}

static void fill_texts(struct reader *self, const yaml_node_t *node, struct yaml_texts *value)
{
    if (node->type != YAML_SEQUENCE_NODE) {
        FAULT(self, node, _("a list is needed here"));
        return;
    }
    const size_t count =
        (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (count > YAML_MAX_ENTRIES) {
        FAULT(self, node, _("more than %d entries"), (int)YAML_MAX_ENTRIES);
        return;
    }
    value->items = xcalloc(count + 1, sizeof *value->items);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *item = node_once(self, node->data.sequence.items.start[i], node);
        const char *text = item == NULL ? NULL : scalar_text(self, item);
        if (text != NULL) {
            value->items[value->count++] = xstrdup(text);
        }
    }
}

/* The key of a pair; NULL (reported) when it is no text or was there before. */
static const char *pair_key(struct reader *self, const yaml_node_t *map, size_t index)
{
    const yaml_node_pair_t *pairs = map->data.mapping.pairs.start;
    const yaml_node_t *key = node_once(self, pairs[index].key, map);
    const char *text = key == NULL ? NULL : scalar_text(self, key);
    for (size_t i = 0; text != NULL && i < index; i++) {
        const yaml_node_t *other = yaml_document_get_node(self->document, pairs[i].key);
        if (other->type == YAML_SCALAR_NODE &&
            strcmp((const char *)other->data.scalar.value, text) == 0) {
            FAULT(self, key, _("key '%.60s' is there twice"), text);
            return NULL;
        }
    }
    return text;
}

/* Entries of a mapping, 0 (reported) when it is none or too long. */
static size_t map_count(struct reader *self, const yaml_node_t *node)
{
    if (node->type != YAML_MAPPING_NODE) {
        FAULT(self, node, _("keys with values are needed here"));
        return 0;
    }
    const size_t count =
        (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
    if (count > YAML_MAX_ENTRIES) {
        FAULT(self, node, _("more than %d entries"), (int)YAML_MAX_ENTRIES);
        return 0;
    }
    return count;
}

static void fill_pairs(struct reader *self, const yaml_node_t *node, struct yaml_pairs *value)
{
    const size_t count = map_count(self, node);
    value->items = xcalloc(count + 1, sizeof *value->items);
    for (size_t i = 0; i < count; i++) {
        const char *key = pair_key(self, node, i);
        const yaml_node_t *item =
            node_once(self, node->data.mapping.pairs.start[i].value, node);
        const char *text = item == NULL ? NULL : scalar_text(self, item);
        if (key != NULL && text != NULL) {
            value->items[value->count++] =
                (struct yaml_pair){xstrdup(key), xstrdup(text), node_place(item)};
        }
    }
}

static void fill_structs(struct reader *self, const yaml_node_t *node,
                         const struct yaml_type *type, struct yaml_list *value, int depth)
{
    if (node->type != YAML_SEQUENCE_NODE) {
        FAULT(self, node, _("a list is needed here"));
        return;
    }
    const size_t count =
        (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (count > YAML_MAX_ENTRIES) {
        FAULT(self, node, _("more than %d entries"), (int)YAML_MAX_ENTRIES);
        return;
    }
    value->items = xcalloc(count + 1, type->size);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *item = node_once(self, node->data.sequence.items.start[i], node);
        if (item != NULL) {
            fill_struct(self, item, type, (char *)value->items + value->count * type->size,
                        depth);
            value->count++;
        }
    }
}

static void fill_value(struct reader *self, const yaml_node_t *node,
                       const struct yaml_field *field, void *value, int depth)
{
    switch (field->kind) {
    case YAML_TEXT:
        fill_text(self, node, value);
        break;
    case YAML_INT:
        fill_int(self, node, value);
        break;
    case YAML_BOOL:
        fill_bool(self, node, value);
        break;
    case YAML_DAY:
        fill_day(self, node, value);
        break;
    case YAML_ENUM:
        fill_enum(self, node, field->names, value);
        break;
    case YAML_EXPR:
        fill_expr(self, node, value);
        break;
    case YAML_TEXTS:
        fill_texts(self, node, value);
        break;
    case YAML_PAIRS:
        fill_pairs(self, node, value);
        break;
    case YAML_BOTH:
        fill_struct(self, node, &both_type, value, depth + 1);
        break;
    case YAML_STRUCT:
        fill_struct(self, node, field->type, value, depth + 1);
        break;
    case YAML_STRUCTS:
        fill_structs(self, node, field->type, value, depth + 1);
        break;
    case YAML_ONE: {
        void *one = xcalloc(1, field->type->size);
        memcpy(value, &one, sizeof one);
        fill_struct(self, node, field->type, one, depth + 1);
        break;
    }
    }
}

static const struct yaml_field *type_field(const struct yaml_type *type, const char *key)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (strcmp(type->fields[i].key, key) == 0) {
            return &type->fields[i];
        }
    }
    return NULL;
}

static void fill_struct(struct reader *self, const yaml_node_t *node,
                        const struct yaml_type *type, void *value, int depth)
{
    bool is_there[64] = {false};
    if (depth > YAML_MAX_DEPTH || type->field_count > sizeof is_there) {
        FAULT(self, node, _("nested too deep"));
        return;
    }
    if (type->at != YAML_NO_PLACE) {
        const struct yaml_place at = node_place(node);
        memcpy((char *)value + type->at, &at, sizeof at);
    }
    const size_t count = map_count(self, node);
    for (size_t i = 0; i < count; i++) {
        const char *key = pair_key(self, node, i);
        const yaml_node_t *item =
            node_once(self, node->data.mapping.pairs.start[i].value, node);
        const struct yaml_field *field = key == NULL ? NULL : type_field(type, key);
        if (key != NULL && field == NULL) {
            FAULT(self, item == NULL ? node : item, _("unknown key '%.60s'"), key);
        } else if (field != NULL && item != NULL) {
            is_there[field - type->fields] = true;
            fill_value(self, item, field, (char *)value + field->offset, depth);
        }
    }
    for (size_t i = 0; i < type->field_count && node->type == YAML_MAPPING_NODE; i++) {
        if (type->fields[i].is_needed && !is_there[i]) {
            FAULT(self, node, _("key '%s' is missing"), type->fields[i].key);
        }
    }
}

static void read_document(struct reader *self, const struct yaml_type *type, void *value)
{
    yaml_document_t *document = self->document;
    self->node_count = (size_t)(document->nodes.top - document->nodes.start);
    self->is_seen = xcalloc(self->node_count + 1, sizeof *self->is_seen);
    const yaml_node_t *root = yaml_document_get_root_node(document);
    if (root == NULL) {
        self->is_good = problems_add(self->problems, self->file, 1, 1, "the file is empty");
    } else {
        self->is_seen[1] = true;
        fill_struct(self, root, type, value, 0);
    }
    free(self->is_seen);
}

bool yaml_fill(const char *file, const char *text, size_t len, const struct yaml_type *type,
               void *value, struct problems *problems)
{
    yaml_parser_t parser;
    yaml_document_t document;
    struct reader self = {
        .file = file, .document = &document, .problems = problems, .is_good = true};
    if (!yaml_parser_initialize(&parser)) {
        return problems_add(problems, file, 0, 0, "not enough memory to read YAML");
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
    if (!yaml_parser_load(&parser, &document)) {
        self.is_good = problems_add(problems, file, (int)parser.problem_mark.line + 1,
                                    (int)parser.problem_mark.column + 1, "no valid YAML: %s",
                                    parser.problem == NULL ? "?" : parser.problem);
        yaml_parser_delete(&parser);
        return false;
    }
    read_document(&self, type, value);
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return self.is_good;
}

char *yaml_load(const char *path, size_t *len, char *hash, struct problems *problems)
{
    struct err err = {0};
    char *text;
    if (!file_read(path, YAML_MAX_BYTES, &text, len, &err)) {
        (void)problems_add(problems, path, 0, 0, "%s", err.text);
        return NULL;
    }
    if (hash != NULL) {
        uint8_t bytes[SIGN_HASH];
        sign_hash(text, *len, bytes);
        for (size_t i = 0; i < SIGN_HASH; i++) {
            hash[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
            hash[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
        }
        hash[(size_t)2 * SIGN_HASH] = '\0';
    }
    return text;
}

static void release_list(const struct yaml_type *type, struct yaml_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        yaml_release(type, (char *)list->items + i * type->size);
    }
    free(list->items);
}

static void release_texts(struct yaml_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->items[i]);
    }
    free(texts->items);
}

static void release_pairs(struct yaml_pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        free(pairs->items[i].key);
        free(pairs->items[i].value);
    }
    free(pairs->items);
}

static void release_value(const struct yaml_field *field, void *value)
{
    switch (field->kind) {
    case YAML_TEXT:
        free(*(char **)value);
        break;
    case YAML_BOTH:
        both_release(value);
        break;
    case YAML_EXPR:
        expr_free(*(struct expr **)value);
        break;
    case YAML_TEXTS:
        release_texts(value);
        break;
    case YAML_PAIRS:
        release_pairs(value);
        break;
    case YAML_STRUCT:
        yaml_release(field->type, value);
        break;
    case YAML_STRUCTS:
        release_list(field->type, value);
        break;
    case YAML_ONE: {
        void *one;
        memcpy(&one, value, sizeof one);
        if (one != NULL) {
            yaml_release(field->type, one);
            free(one);
        }
        break;
    }
    case YAML_INT:
    case YAML_BOOL:
    case YAML_DAY:
    case YAML_ENUM:
        break;
    }
}

void yaml_release(const struct yaml_type *type, void *value)
{
    for (size_t i = 0; i < type->field_count; i++) {
        release_value(&type->fields[i], (char *)value + type->fields[i].offset);
    }
    memset(value, 0, type->size);
}

const char *yaml_pairs_get(const struct yaml_pairs *self, const char *key)
{
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->items[i].key, key) == 0) {
            return self->items[i].value;
        }
    }
    return NULL;
}

bool yaml_texts_has(const struct yaml_texts *self, const char *text)
{
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}
