/* colour.h - palette index → terminal colour, for the class in use. */
#ifndef TTY_COLOUR_H
#define TTY_COLOUR_H

#include "core/frame.h"

/* A style as the terminal gets it: colour numbers (-1 = its own) and attributes. */
struct colour {
    int fg, bg;
    uint8_t attr; /* enum cell_attr */
};

struct colour colour_of(struct style style, enum colour_class colours) MUST_USE;

#endif
