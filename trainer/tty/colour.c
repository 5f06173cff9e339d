#include "tty/colour.h"

enum { BRIGHT = 8 };

static int column_of(unsigned index, enum colour_class colours)
{
    const struct palette_entry *entry = palette_entry(index);
    switch (colours) {
    case COLOUR_256:
        return entry->x256;
    case COLOUR_16:
        return entry->a16;
    case COLOUR_8:
        return entry->a8;
    default:
        return -1;
    }
}

struct colour colour_of(struct style style, enum colour_class colours)
{
    struct colour made = {column_of(style.fg, colours), column_of(style.bg, colours),
                          style.attr};
    if (colours == COLOUR_8) { /* eight colours: a bright one is the dark one in bold */
        if (made.fg >= BRIGHT) {
            made.fg -= BRIGHT;
            made.attr |= ATTR_BOLD;
        }
        if (made.bg >= BRIGHT)
            made.bg -= BRIGHT;
        if (made.fg == made.bg && made.fg >= 0 && !(made.attr & ATTR_BOLD))
            made.fg = made.bg == 0 ? 7 : 0; /* never text that cannot be seen */
    }
    return made;
}
