#include "ui/theme.h"

enum column { COLUMN_RICH, COLUMN_EIGHT, COLUMN_MONO, COLUMN_COUNT };

#define S(fg, bg, attr)                                                                        \
    {                                                                                          \
        PALETTE_##fg, PALETTE_##bg, attr                                                       \
    }

/* clang-format off */
static const struct style table[THEME_ROLE_COUNT][COLUMN_COUNT] = {
    [THEME_TEXT]    = {S(DEFAULT, DEFAULT, 0), S(DEFAULT, DEFAULT, 0), S(DEFAULT, DEFAULT, 0)},
    [THEME_QUIET]   = {S(GREY2, DEFAULT, 0), S(DEFAULT, DEFAULT, 0), S(DEFAULT, DEFAULT, 0)},
    [THEME_STRONG]  = {S(DEFAULT, DEFAULT, ATTR_BOLD), S(DEFAULT, DEFAULT, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, ATTR_BOLD)},
    [THEME_GOOD]    = {S(GREEN, DEFAULT, ATTR_BOLD), S(GREEN, DEFAULT, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, ATTR_BOLD)},
    [THEME_BAD]     = {S(BLUSH, DEFAULT, ATTR_BOLD), S(RED2, DEFAULT, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, ATTR_BOLD | ATTR_UNDERLINE)},
    [THEME_BAR]     = {S(SKY2, NAVY, 0), S(GREY4, NAVY, 0), S(DEFAULT, DEFAULT, ATTR_REVERSE)},
    [THEME_BAR_KEY] = {S(WHITE, NAVY, ATTR_BOLD), S(WHITE, NAVY, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, ATTR_REVERSE | ATTR_BOLD)},
    [THEME_NUMBER]  = {S(BLUE, DEFAULT, ATTR_BOLD), S(DEFAULT, DEFAULT, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, ATTR_BOLD)},
    [THEME_FOCUS]   = {S(INK, SKY2, ATTR_BOLD), S(INK, GREY4, 0),
                       S(DEFAULT, DEFAULT, ATTR_REVERSE)},
    [THEME_SPEAKER] = {S(GOLD3, DEFAULT, ATTR_BOLD), S(GOLD3, DEFAULT, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, ATTR_BOLD)},
    [THEME_PAPER]   = {S(INK, CREAM, 0), S(INK, GREY4, 0), S(DEFAULT, DEFAULT, ATTR_REVERSE)},
    [THEME_FIELD]   = {S(DEFAULT, DEFAULT, ATTR_UNDERLINE), S(DEFAULT, DEFAULT, ATTR_UNDERLINE),
                       S(DEFAULT, DEFAULT, ATTR_UNDERLINE)},
    [THEME_GAUGE]   = {S(BLUE, DEFAULT, 0), S(NAVY, DEFAULT, ATTR_BOLD),
                       S(DEFAULT, DEFAULT, 0)},
};
/* clang-format on */

struct style theme_style(enum theme_role role, enum colour_class colours)
{
    enum column column = COLUMN_RICH;
    if (colours == COLOUR_8)
        column = COLUMN_EIGHT;
    else if (colours == COLOUR_MONO || colours == COLOUR_ASCII)
        column = COLUMN_MONO;
    return table[role][column];
}
