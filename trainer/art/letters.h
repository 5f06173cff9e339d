/* letters.h - pictures in plain ASCII: letters chosen by shape.
 *
 * Only ink is drawn, dark fills are hinted by dots.  A letter is chosen whose strokes lie where
 * the ink lies in the cell (2 x 4 parts); libcaca's dither knows only how dark a cell is, and
 * the same faces came out blurred (looked at side by side).
 */
#ifndef ART_LETTERS_H
#define ART_LETTERS_H

#include "art/cells.h"

enum { LETTER_ACROSS = 2, LETTER_DOWN = 4 };

/* Fill cols * rows cells from a grid of LETTER_ACROSS x LETTER_DOWN parts a cell. */
void letters_match(const struct grid *grid, struct glyph_cell *cells);

#endif
