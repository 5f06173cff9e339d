/* frame.h - a grid of character cells that screens and pictures draw on.
 *
 * Coordinates are 0-based, x columns to the right, y rows down.  Drawing outside is clipped.
 * A two-column character occupies its cell and a continuation cell (cols 0) to its right;
 * overwriting either half blanks the other.  Nothing but cleaned text (no control character)
 * ever enters a cell.
 */
#ifndef CORE_FRAME_H
#define CORE_FRAME_H

#include "core/palette.h"
#include "core/sbuf.h"

enum { CELL_TEXT_MAX = 20 };

enum cell_attr { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_REVERSE = 4, ATTR_UNDERLINE = 8 };

struct style {
    uint8_t fg, bg; /* enum palette */
    uint8_t attr;   /* enum cell_attr, or-ed */
};

struct cell {
    char text[CELL_TEXT_MAX]; /* one grapheme, NUL-terminated; "" = blank */
    uint8_t cols;             /* 1 or 2; 0 = right half of the cell before */
    struct style style;
};

struct frame {
    int cols, rows;
    struct cell *cells;     /* rows * cols, row by row */
    int cursor_x, cursor_y; /* where the text cursor stands; -1 = hidden */
};

struct rect {
    int x, y, cols, rows;
};

void frame_init(struct frame *self, int cols, int rows);
void frame_release(struct frame *self);
void frame_resize(struct frame *self, int cols, int rows); /* content is cleared */
void frame_clear(struct frame *self, struct style style);  /* the cursor is hidden too */

struct cell *frame_at(struct frame *self, int x, int y) MUST_USE; /* NULL outside */

/* Put one grapheme (cleaned; "" and " " = blank) of `cols` 1 or 2; a wide one that does not fit
 * the row is not drawn. */
void frame_put(struct frame *self, int x, int y, const char *grapheme, int cols,
               struct style style);

/* Draw text from (x, y), at most `max_cols`, cut with … where longer. Returns columns used. */
int frame_text(struct frame *self, int x, int y, int max_cols, const char *text,
               struct style style);

/* Draw text wrapped into `area`, beginning at its row `skip` of wrapped lines. Returns the
 * lines the text has in all. */
int frame_wrap(struct frame *self, struct rect area, int skip, const char *text,
               struct style style);

void frame_fill(struct frame *self, struct rect area, const char *grapheme, struct style style);

/* Copy `area` of `from` (another frame) to (x, y) of self; what lies outside of `from` leaves
 * self as it is. */
void frame_blit(struct frame *self, int x, int y, const struct frame *from, struct rect area);

bool frame_cell_equal(const struct cell *a, const struct cell *b) MUST_USE;

/* The frame as plain UTF-8 lines, trailing spaces dropped. For tests, --plain pictures,
 * exports. */
void frame_dump(const struct frame *self, struct sbuf *out);

#endif
