#include "core/palette.h"

#include <string.h>

static const char *const class_names[COLOUR_CLASS_COUNT] = {
#define X(name, text) [COLOUR_##name] = text,
    COLOUR_CLASSES(X)
#undef X
};

/* house.gpl writes names in lower case */
static const struct palette_entry entries[PALETTE_COUNT] = {
#define X(id, name, rgb, x256, a16, a8, tone) [PALETTE_##id] = {name, rgb, x256, a16, a8, tone},
    PALETTE(X)
#undef X
};

const char *colour_class_name(enum colour_class which)
{
    return class_names[which];
}

bool colour_class_parse(const char *name, enum colour_class *which)
{
    for (unsigned i = 0; i < COLOUR_CLASS_COUNT; i++) {
        if (strcmp(name, class_names[i]) == 0) {
            *which = (enum colour_class)i;
            return true;
        }
    }
    return false;
}

const struct palette_entry *palette_entry(unsigned index)
{
    if (index >= PALETTE_COUNT)
        BUG("no palette entry %u", index);
    return &entries[index];
}

int palette_find_rgb(uint32_t rgb)
{
    for (int i = PALETTE_DEFAULT + 1; i < PALETTE_COUNT; i++)
        if (entries[i].rgb == rgb)
            return i;
    return -1;
}
