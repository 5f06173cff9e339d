/* canvas.h - the only user of libcaca: a canvas of characters whose attributes are palette
 * indices.
 *
 * libcaca's own colours keep only three bits of blue, so the attribute's two 14-bit fields
 * carry palette indices instead, and all four style bits are enum cell_attr.
 */
#ifndef ART_CANVAS_H
#define ART_CANVAS_H

#include "art/cells.h"

struct canvas;

/* BUG where libcaca cannot give one. Caller frees. */
struct canvas *canvas_new(int cols, int rows) MUST_USE;
void canvas_free(struct canvas *self);

/* Put cols * rows matched cells. */
void canvas_put(struct canvas *self, const struct glyph_cell *cells);

/* Copy to a frame from (x, y) on. */
void canvas_show(const struct canvas *self, struct frame *frame, int x, int y);

#endif
