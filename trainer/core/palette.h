/* palette.h - the one table of colours: house drawing colours and the roles of the interface.
 *
 * A cell stores palette indices, never terminal colours; the column of the terminal's colour
 * class is looked up when the cell is shown (tty/) or printed (art/, export/).
 */
#ifndef CORE_PALETTE_H
#define CORE_PALETTE_H

#include "core/err.h"
#include <stdint.h>

/* Colour classes a terminal can be in; every picture and screen is designed for each. */
#define COLOUR_CLASSES(X) X(256, "256") X(16, "16") X(8, "8") X(MONO, "mono") X(ASCII, "ascii")

enum colour_class {
#define X(name, text) COLOUR_##name,
    COLOUR_CLASSES(X)
#undef X
        COLOUR_CLASS_COUNT
};

/* "256" … "ascii"; also the inverse (false if unknown). */
const char *colour_class_name(enum colour_class which) MUST_USE;
bool colour_class_parse(const char *name, enum colour_class *which) MUST_USE;

/* id, name as in cartoons/house.gpl, RGB (exact xterm cube colour), x256, a16 (0-15 by role),
 * a8 (0-7, +8 = bold foreground), tone 0-4 (0 paper … 4 ink) for mono.
 *
 * Roles where there are few colours: skin bright yellow, navy blue, sky bright cyan, white
 * bright white, wood and the line of a nose brown (3, never bright, never red), dark hair
 * black, blush bright red.  a8 is a16 with bold for the bright half, but: cream, the paper of
 * bubbles, is plain light grey, because 8 colours have no bright background; and the grey of
 * quiet text is light grey, because bold black is invisible where bold is not brighter. */
/* clang-format off */
#define PALETTE(X)                                                  \
    X(DEFAULT, "default", 0x000000,  -1, -1,  -1, 0) /* the terminal's own */\
    X(INK,     "ink",     0x1c1c1c, 234,  0,   0, 4)                \
    X(INK2,    "ink2",    0x262626, 235,  0,   0, 4)                \
    X(WHITE,   "white",   0xffffff, 231, 15, 7+8, 0)                \
    X(NAVY,    "navy",    0x005f87,  24,  4,   4, 3)                \
    X(BLUE,    "blue",    0x5f87af,  67, 12, 4+8, 2)                \
    X(BLUE2,   "blue2",   0x87afd7, 110,  6,   6, 1)                \
    X(BLUE3,   "blue3",   0x5fafff,  75, 12, 4+8, 2)                \
    X(SKY,     "sky",     0xd7ffff, 195, 14, 6+8, 0)                \
    X(SKY2,    "sky2",    0xafd7ff, 153, 14, 6+8, 0)                \
    X(SKIN,    "skin",    0xffd7af, 223, 11, 3+8, 0)                \
    X(SKIN2,   "skin2",   0xd7af87, 180,  3,   3, 1)                \
    X(LINE,    "line",    0xaf875f, 137,  3,   3, 2)                \
    X(GOLD,    "gold",    0xffd700, 220, 11, 3+8, 1)                \
    X(GOLD2,   "gold2",   0xffd75f, 221, 11, 3+8, 1)                \
    X(GOLD3,   "gold3",   0xd78700, 172,  3,   3, 2)                \
    X(RED,     "red",     0xd70000, 160,  1,   1, 3)                \
    X(RED2,    "red2",    0xff0000, 196,  9, 1+8, 3)                \
    X(MAROON,  "maroon",  0x5f0000,  52,  1,   1, 4)                \
    X(BLUSH,   "blush",   0xff8787, 210,  9, 1+8, 1)                \
    X(GREEN,   "green",   0x5faf5f,  71,  2,   2, 2)                \
    X(GREEN2,  "green2",  0x87d787, 114, 10, 2+8, 1)                \
    X(WOOD,    "wood",    0xd7875f, 173,  3,   3, 2)                \
    X(WOOD2,   "wood2",   0x875f00,  94,  3,   3, 3)                \
    X(ORANGE,  "orange",  0xff8700, 208,  3,   3, 2)                \
    X(GREY,    "grey",    0x4e4e4e, 239,  8, 0+8, 3)                \
    X(GREY2,   "grey2",   0x808080, 244,  8,   7, 2)                \
    X(GREY3,   "grey3",   0x9e9e9e, 247,  7,   7, 2)                \
    X(GREY4,   "grey4",   0xbcbcbc, 250,  7,   7, 1)                \
    X(CREAM,   "cream",   0xffffd7, 230, 15,   7, 0)
/* clang-format on */

enum palette {
#define X(id, name, rgb, x256, a16, a8, tone) PALETTE_##id,
    PALETTE(X)
#undef X
        PALETTE_COUNT
};

struct palette_entry {
    const char *name; /* lower case, as in cartoons/house.gpl */
    uint32_t rgb;
    int16_t x256, a16, a8;
    uint8_t tone;
};

/* Entry of an index below PALETTE_COUNT. */
const struct palette_entry *palette_entry(unsigned index) MUST_USE;

/* Index of an exact RGB colour of the house palette, -1 if it is none. */
int palette_find_rgb(uint32_t rgb) MUST_USE;

#endif
