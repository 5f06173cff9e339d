/* ansi.h - a frame as text for a terminal or a browser, outside the full-screen program. */
#ifndef ART_ANSI_H
#define ART_ANSI_H

#include "core/frame.h"

/* Rows with SGR sequences of the class, each ended by a reset and a newline, nothing else (no
 * cursor movement). `truecolor`: the same colours as 24-bit RGB (only for COLOUR_256).
 * COLOUR_MONO and COLOUR_ASCII use no colour, only the attributes of the cells. */
void ansi_write(const struct frame *frame, enum colour_class colours, bool truecolor,
                struct sbuf *out);

/* One <pre> element with colours as inline styles, text escaped. */
void ansi_write_html(const struct frame *frame, enum colour_class colours, struct sbuf *out);

#endif
