/* fuzz_yaml.c - any bytes are YAML of our kind or problems with a place; conditions, too. */
#include "content/expr.h"
#include "content/yaml.h"
#include "fuzz/fuzz.h"

#include <string.h>

struct leaf {
    char *id;
    struct both label;
    int64_t number;
    bool is_set;
    int32_t day;
    int kind;
    struct expr *when;
    struct yaml_texts words;
    struct yaml_pairs facts;
    struct yaml_place at;
};

struct root {
    char *id;
    struct yaml_list leaves;
    struct leaf one;
    struct leaf *other;
};

static const char *const kinds[] = {"a", "b", NULL};
static const struct yaml_field leaf_fields[] = {
    {"id", YAML_TEXT, offsetof(struct leaf, id), true, NULL, NULL},
    {"label", YAML_BOTH, offsetof(struct leaf, label), false, NULL, NULL},
    {"number", YAML_INT, offsetof(struct leaf, number), false, NULL, NULL},
    {"set", YAML_BOOL, offsetof(struct leaf, is_set), false, NULL, NULL},
    {"day", YAML_DAY, offsetof(struct leaf, day), false, NULL, NULL},
    {"kind", YAML_ENUM, offsetof(struct leaf, kind), false, NULL, kinds},
    {"when", YAML_EXPR, offsetof(struct leaf, when), false, NULL, NULL},
    {"words", YAML_TEXTS, offsetof(struct leaf, words), false, NULL, NULL},
    {"facts", YAML_PAIRS, offsetof(struct leaf, facts), false, NULL, NULL},
};
static const struct yaml_type leaf_type = {leaf_fields,
                                           sizeof leaf_fields / sizeof *leaf_fields,
                                           sizeof(struct leaf), offsetof(struct leaf, at)};
static const struct yaml_field root_fields[] = {
    {"id", YAML_TEXT, offsetof(struct root, id), true, NULL, NULL},
    {"leaves", YAML_STRUCTS, offsetof(struct root, leaves), false, &leaf_type, NULL},
    {"one", YAML_STRUCT, offsetof(struct root, one), false, &leaf_type, NULL},
    {"other", YAML_ONE, offsetof(struct root, other), false, &leaf_type, NULL},
};
static const struct yaml_type root_type = {
    root_fields, sizeof root_fields / sizeof *root_fields, sizeof(struct root), YAML_NO_PLACE};

static bool lookup(const void *context, const char *name, struct expr_value *value)
{
    (void)context;
    *value = name[0] < 'm' ? (struct expr_value){NULL, (int64_t)strlen(name)}
                           : (struct expr_value){name, 0};
    return name[0] != 'z';
}

static void try_condition(const uint8_t *data, size_t size)
{
    struct err err = {0};
    char *text = xstrndup((const char *)data, size);
    struct expr *expr = expr_parse(text, &err);
    PROMISE((expr == NULL) == (err.code == ERR_INPUT));
    if (expr != NULL) {
        PROMISE(expr_holds(expr, lookup, NULL, NULL) == expr_holds(expr, lookup, NULL, NULL));
        const char *unknown = expr_unknown(expr, lookup, NULL);
        PROMISE(unknown == NULL || unknown[0] == 'z');
    }
    expr_free(expr);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    struct root root = {0};
    problems_init(&problems);
    const bool is_good =
        yaml_fill("input", (const char *)data, size, &root_type, &root, &problems);
    PROMISE(is_good == (problems.errors == 0));
    PROMISE(!is_good || root.id != NULL);
    yaml_release(&root_type, &root);
    PROMISE(root.id == NULL && root.leaves.count == 0);
    try_condition(data, size);
    problems_release(&problems);
    return 0;
}
