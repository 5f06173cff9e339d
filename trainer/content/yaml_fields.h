/* yaml_fields.h - how the tables of content/yaml.h are written down, for the readers of
 * workflows and scenarios: FIELD(struct, "key", kind, member) and so on. */
#ifndef CONTENT_YAML_FIELDS_H
#define CONTENT_YAML_FIELDS_H

#include "content/yaml.h"

/* clang-format off */
#define FIELD(type, key, kind, member)                                                         \
    { key, kind, offsetof(struct type, member), false, NULL, NULL }
#define NEEDED(type, key, kind, member)                                                        \
    { key, kind, offsetof(struct type, member), true, NULL, NULL }
#define LIST(type, key, member, of)                                                            \
    { key, YAML_STRUCTS, offsetof(struct type, member), false, of, NULL }
#define ENUM(type, key, member, names)                                                         \
    { key, YAML_ENUM, offsetof(struct type, member), false, NULL, names }
#define PART(type, key, member, of)                                                            \
    { key, YAML_STRUCT, offsetof(struct type, member), false, of, NULL }
#define ONE(type, key, member, of)                                                             \
    { key, YAML_ONE, offsetof(struct type, member), false, of, NULL }
#define TYPE(name, struct_name, place)                                                         \
    static const struct yaml_type name##_type = {name##_fields,                                \
                                                 sizeof name##_fields / sizeof *name##_fields, \
                                                 sizeof(struct struct_name), place}
/* clang-format on */

#endif
