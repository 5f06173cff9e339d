/* cells.h - a grid of colours turned into characters, as each colour class can show them. */
#ifndef ART_CELLS_H
#define ART_CELLS_H

#include "art/grid.h"

struct glyph_cell {
    uint32_t glyph; /* code point */
    struct style style;
};

/* Parts of a cell for a glyph set: half 1x2, quadrants 2x2, sextants 2x3. */
void cells_parts(enum panel_glyphs glyphs, int *across, int *down);

/* For each palette index the one that stands for it in the class: colours that a terminal of
 * the class shows alike become one, so that no glyph is spent on an unseen border. `same`
 * holds PALETTE_COUNT. */
void cells_same(enum colour_class class, uint8_t *same);

/* Match every cell of a cols x rows view; `cells` holds cols * rows.  Not for COLOUR_ASCII
 * (see letters.h). */
void cells_match(const struct grid *grid, enum panel_glyphs glyphs, enum colour_class class,
                 struct glyph_cell *cells);

/* Paper and ink of bubbles and their text in that class. */
struct style cells_paper(enum colour_class class) MUST_USE;

#endif
