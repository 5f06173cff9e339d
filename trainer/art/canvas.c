#include "art/canvas.h"

#include <caca.h>
#include <stdlib.h>
#include <string.h>

struct canvas {
    caca_canvas_t *caca;
    int cols, rows;
};

/* Attribute: bit 31 and bit 17 mark both colours as set, so that the value is never one of
 * libcaca's 16 ANSI numbers. */
enum { BG_SHIFT = 18, FG_SHIFT = 4, INDEX_MASK = 0x1fff, STYLE_MASK = 15 };

static uint32_t attribute_of(struct style style)
{
    return 1u << 31 | (uint32_t)style.bg << BG_SHIFT | 1u << 17 |
           (uint32_t)style.fg << FG_SHIFT | (style.attr & STYLE_MASK);
}

static struct style style_of(uint32_t attribute)
{
    return (struct style){.fg = (uint8_t)(attribute >> FG_SHIFT & INDEX_MASK),
                          .bg = (uint8_t)(attribute >> BG_SHIFT & INDEX_MASK),
                          .attr = (uint8_t)(attribute & STYLE_MASK)};
}

struct canvas *canvas_new(int cols, int rows)
{
    struct canvas *self = xcalloc(1, sizeof *self);
    *self = (struct canvas){caca_create_canvas(cols, rows), cols, rows};
    if (!self->caca)
        BUG("no canvas of %d x %d", cols, rows);
    return self;
}

void canvas_free(struct canvas *self)
{
    if (self)
        caca_free_canvas(self->caca);
    free(self);
}

void canvas_put(struct canvas *self, const struct glyph_cell *cells)
{
    for (int y = 0; y < self->rows; y++) {
        for (int x = 0; x < self->cols; x++, cells++) {
            caca_set_attr(self->caca, attribute_of(cells->style));
            caca_put_char(self->caca, x, y, cells->glyph);
        }
    }
}

void canvas_show(const struct canvas *self, struct frame *frame, int x, int y)
{
    const uint32_t *glyphs = caca_get_canvas_chars(self->caca);
    const uint32_t *attributes = caca_get_canvas_attrs(self->caca);
    for (int row = 0; row < self->rows; row++) {
        for (int col = 0; col < self->cols; col++, glyphs++, attributes++) {
            char text[8];
            text[caca_utf32_to_utf8(text, *glyphs)] = 0;
            frame_put(frame, x + col, y + row, text, 1, style_of(*attributes));
        }
    }
}
