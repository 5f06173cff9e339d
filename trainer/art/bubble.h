/* bubble.h - speech bubbles: where they stand, their boxes and tails.
 *
 * The text is real text, wrapped by core/text: one line up to 24 columns, two up to 60, else
 * three, more where the room is narrow.  Each bubble looks for the best place anywhere in the
 * view: near its zone, above its speaker, in reading order, and never on a face (the measured
 * boxes of the stage) or on another bubble.
 */
#ifndef ART_BUBBLE_H
#define ART_BUBBLE_H

#include "art/cells.h"

enum { BUBBLES_MAX = 8 };

struct bubble {
    struct rect box; /* cells, borders included */
    const char *text;
    bool has_tail, is_down; /* tail leaves at the bottom */
    double base_x, tip_x;   /* cells: middle of the tail's base (4 wide), its tip */
    int tail_rows;          /* half rows from the box's edge to the tip */
};

/* Place the view's bubbles into `placed` (BUBBLES_MAX). Returns how many found room; texts are
 * borrowed from the view. */
size_t bubbles_place(const struct panel_picture *picture, const struct window *window,
                     const struct panel_view *view, struct bubble *placed);

/* The tail's two triangles, into the grid before it is matched. */
void bubble_paint_tail(const struct bubble *self, const struct window *window,
                       struct grid *grid);

/* Border, paper and, for COLOUR_ASCII, tail, over the matched cells. */
void bubble_draw_box(const struct bubble *self, const struct window *window,
                     enum colour_class class, struct glyph_cell *cells);

/* The text, into a frame whose cell (x, y) is the view's first. */
void bubble_draw_text(const struct bubble *self, enum colour_class class, struct frame *frame,
                      int x, int y);

#endif
