#include "art/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 6, TONE_INK = 4 };

/* By mask: bit 0 is the part at top left, then along the row. */
static const uint32_t halves[] = {' ', 0x2580, 0x2584, 0x2588};
static const uint32_t quadrants[] = {' ',    0x2598, 0x259d, 0x2580, 0x2596, 0x258c,
                                     0x259e, 0x259b, 0x2597, 0x259a, 0x2590, 0x259c,
                                     0x2584, 0x2599, 0x259f, 0x2588};
enum { BLANK = ' ', FULL_BLOCK = 0x2588, LIGHT_SHADE = 0x2591, MEDIUM_SHADE = 0x2592 };

void cells_parts(enum panel_glyphs glyphs, int *across, int *down)
{
    *across = glyphs == PANEL_HALF ? 1 : 2;
    *down = glyphs == PANEL_SEXTANT ? 3 : 2;
}

static uint32_t sextant(unsigned mask)
{
    enum { LEFT = 21, RIGHT = 42, ALL = 63, FIRST = 0x1fb00 };
    switch (mask) {
    case 0:
        return BLANK;
    case LEFT:
        return 0x258c;
    case RIGHT:
        return 0x2590;
    case ALL:
        return FULL_BLOCK;
    default:
        return FIRST + mask - 1 - (mask > LEFT) - (mask > RIGHT);
    }
}

static uint32_t glyph_of(enum panel_glyphs glyphs, unsigned mask)
{
    return glyphs == PANEL_HALF   ? halves[mask]
           : glyphs == PANEL_QUAD ? quadrants[mask]
                                  : sextant(mask);
}

/* The terminal's colour of an index, the same number for colours that look alike. */
static int look(const struct palette_entry *entry, enum colour_class class)
{
    return class == COLOUR_16 ? entry->a16 : class == COLOUR_8 ? entry->a8 : entry->x256;
}

void cells_same(enum colour_class class, uint8_t *same)
{
    bool has_colours = class == COLOUR_256 || class == COLOUR_16 || class == COLOUR_8;
    for (unsigned i = 0; i < PALETTE_COUNT; i++) {
        unsigned first = i;
        for (unsigned k = 1; k < i && first == i && has_colours; k++)
            if (look(palette_entry(k), class) == look(palette_entry(i), class))
                first = k;
        same[i] = (uint8_t)first;
    }
    same[PALETTE_INK2] = PALETTE_INK;
}

struct style cells_paper(enum colour_class class)
{
    switch (class) {
    case COLOUR_MONO:
    case COLOUR_ASCII:
        return (struct style){PALETTE_DEFAULT, PALETTE_DEFAULT, ATTR_REVERSE};
    case COLOUR_8:
        return (struct style){PALETTE_INK, PALETTE_GREY3, 0};
    default:
        return (struct style){PALETTE_INK, PALETTE_WHITE, 0};
    }
}

/* --- distances ---------------------------------------------------------------------------- */

/* What may give way in a face where a cell has three colours, and its price: an open mouth is
 * dark before it is red, and the line of a nose is skin before it is mouth. */
static const struct {
    enum palette lost, as;
    float share;
} mergers[] = {
    {PALETTE_RED, PALETTE_INK, 0.3f},    {PALETTE_RED2, PALETTE_INK, 0.3f},
    {PALETTE_LINE, PALETTE_SKIN, 0.2f},  {PALETTE_LINE, PALETTE_SKIN2, 0.2f},
    {PALETTE_SKIN2, PALETTE_SKIN, 0.2f}, {PALETTE_WOOD2, PALETTE_SKIN2, 0.2f},
};

struct matcher {
    const struct grid *grid;
    enum panel_glyphs glyphs;
    int across, down;
    float distance[PALETTE_COUNT][PALETTE_COUNT]; /* squared, in OKLab */
};

static void to_oklab(uint32_t rgb, float *lab)
{
    float c[3];
    for (int i = 0; i < 3; i++) {
        float v = (float)(rgb >> (16 - 8 * i) & 255) / 255;
        c[i] = v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
    }
    float l = cbrtf(0.41222147f * c[0] + 0.53633254f * c[1] + 0.05144599f * c[2]);
    float m = cbrtf(0.21190350f * c[0] + 0.68069955f * c[1] + 0.10739696f * c[2]);
    float s = cbrtf(0.08830246f * c[0] + 0.28171884f * c[1] + 0.62997870f * c[2]);
    lab[0] = 0.21045426f * l + 0.79361779f * m - 0.00407205f * s;
    lab[1] = 1.97799850f * l - 2.42859221f * m + 0.45059371f * s;
    lab[2] = 0.02590404f * l + 0.78277177f * m - 0.80867577f * s;
}

static void measure(struct matcher *self)
{
    float lab[PALETTE_COUNT][3];
    for (unsigned i = 0; i < PALETTE_COUNT; i++)
        to_oklab(palette_entry(i)->rgb, lab[i]);
    for (unsigned i = 0; i < PALETTE_COUNT; i++) {
        for (unsigned k = 0; k < PALETTE_COUNT; k++) {
            float sum = 0;
            for (int axis = 0; axis < 3; axis++)
                sum += (lab[i][axis] - lab[k][axis]) * (lab[i][axis] - lab[k][axis]);
            self->distance[i][k] = i == PALETTE_INK ? 1.5f * sum : sum; /* losing ink hurts */
        }
    }
    for (size_t i = 0; i < sizeof mergers / sizeof *mergers; i++)
        self->distance[mergers[i].lost][mergers[i].as] *= mergers[i].share;
}

/* --- one cell ----------------------------------------------------------------------------- */

/* The colours of a cell, each with the mask of its parts. */
struct cell_colours {
    uint8_t colour[PARTS_MAX];
    unsigned mask[PARTS_MAX];
    int count;
};

static void read_cell(const struct matcher *self, int col, int row, struct cell_colours *out)
{
    *out = (struct cell_colours){0};
    for (int y = 0; y < self->down; y++) {
        for (int x = 0; x < self->across; x++) {
            uint8_t colour = grid_at(self->grid, col * self->across + x, row * self->down + y);
            int i = 0;
            while (i < out->count && out->colour[i] != colour)
                i++;
            if (i == out->count) {
                out->colour[i] = colour;
                out->mask[i] = 0;
                out->count++;
            }
            out->mask[i] |= 1u << (y * self->across + x);
        }
    }
}

/* Cheapest colour for the parts in `side`, its cost added to *cost. */
static uint8_t side_colour(const struct matcher *self, const struct cell_colours *in,
                           unsigned side, float *cost)
{
    float least = INFINITY;
    uint8_t best = in->colour[0];
    for (int i = 0; i < in->count; i++) {
        float sum = 0;
        for (int k = 0; k < in->count; k++)
            sum += (float)__builtin_popcount(in->mask[k] & side) *
                   self->distance[in->colour[k]][in->colour[i]];
        if (sum < least) {
            least = sum;
            best = in->colour[i];
        }
    }
    *cost += least;
    return best;
}

/* Best two colours and the mask of the first. */
static unsigned two_colours(const struct matcher *self, const struct cell_colours *in,
                            uint8_t *fg, uint8_t *bg)
{
    unsigned all = (1u << (self->across * self->down)) - 1;
    if (in->count <= 2) {
        bool is_ink_first = in->count == 1 || in->colour[0] == PALETTE_INK;
        *fg = in->colour[is_ink_first ? 0 : 1];
        *bg = in->colour[is_ink_first && in->count == 2 ? 1 : 0];
        return in->count == 1 ? 0 : in->mask[is_ink_first ? 0 : 1];
    }
    unsigned best = 0;
    float least = INFINITY;
    for (unsigned mask = 1; mask <= all / 2; mask++) {
        float cost = 0;
        uint8_t front = side_colour(self, in, mask, &cost);
        uint8_t back = side_colour(self, in, all & ~mask, &cost);
        if (cost < least - 1e-6f) {
            least = cost;
            best = mask;
            *fg = front;
            *bg = back;
        }
    }
    return best;
}

static struct glyph_cell match_colours(const struct matcher *self, int col, int row)
{
    struct cell_colours in;
    uint8_t fg = 0, bg = 0;
    read_cell(self, col, row, &in);
    unsigned mask = two_colours(self, &in, &fg, &bg);
    return (struct glyph_cell){glyph_of(self->glyphs, mask), {fg, bg, 0}};
}

/* --- eight colours: a background is never bright -------------------------------------------
 */

enum { BRIGHT = 8 };

static bool is_bright(uint8_t colour)
{
    return palette_entry(colour)->a8 >= BRIGHT;
}

/* The plain colour below a bright one. */
static uint8_t plain(uint8_t colour)
{
    int wanted = palette_entry(colour)->a8 - BRIGHT;
    for (unsigned i = 1; i < PALETTE_COUNT; i++)
        if (palette_entry(i)->a8 == wanted)
            return (uint8_t)i;
    return PALETTE_INK;
}

static struct glyph_cell match_eight(const struct matcher *self, int col, int row)
{
    struct cell_colours in;
    uint8_t fg = 0, bg = 0;
    read_cell(self, col, row, &in);
    unsigned mask = two_colours(self, &in, &fg, &bg);
    unsigned all = (1u << (self->across * self->down)) - 1;
    if (mask == 0) { /* a bright fill is a full block, a plain one the background */
        uint32_t glyph = is_bright(bg) ? FULL_BLOCK : BLANK;
        return (struct glyph_cell){glyph, {bg, is_bright(bg) ? PALETTE_INK : bg, 0}};
    }
    if (is_bright(bg)) { /* swap and use the complement */
        uint8_t other = fg;
        fg = bg;
        bg = is_bright(other) ? plain(other) : other;
        mask = all & ~mask;
    }
    return (struct glyph_cell){glyph_of(self->glyphs, mask), {fg, bg, 0}};
}

/* --- no colours: ink as blocks, fills as tones ----------------------------------------------
 */

static struct glyph_cell match_mono(const struct matcher *self, int col, int row)
{
    static const uint32_t shades[] = {BLANK, BLANK, LIGHT_SHADE, MEDIUM_SHADE, FULL_BLOCK};
    struct cell_colours in;
    unsigned ink = 0;
    int tone = 0, most = 0;
    read_cell(self, col, row, &in);
    for (int i = 0; i < in.count; i++) {
        int own = palette_entry(in.colour[i])->tone, parts = __builtin_popcount(in.mask[i]);
        if (own == TONE_INK) {
            ink |= in.mask[i];
        } else if (parts > most) {
            most = parts;
            tone = own;
        }
    }
    struct style style = {PALETTE_DEFAULT, PALETTE_DEFAULT, ATTR_REVERSE};
    return (struct glyph_cell){ink ? glyph_of(self->glyphs, ink) : shades[tone], style};
}

static bool is_shade(uint32_t glyph)
{
    return glyph == LIGHT_SHADE || glyph == MEDIUM_SHADE;
}

enum { AREA_COLS = 3, AREA_ROWS = 2, AREA_SHADED = 4 };

/* The block of cells whose upper left one is `at`: none blank, most of them shaded? */
static bool is_filled(const struct glyph_cell *at, int cols)
{
    int shaded = 0;
    for (int y = 0; y < AREA_ROWS; y++)
        for (int x = 0; x < AREA_COLS; x++) {
            uint32_t glyph = at[y * cols + x].glyph;
            if (glyph == BLANK)
                return false;
            shaded += is_shade(glyph);
        }
    return shaded >= AREA_SHADED;
}

/* Parts of a cell in a colour that lines are drawn with. */
static unsigned line_parts(const struct matcher *self, int col, int row)
{
    struct cell_colours in;
    unsigned mask = 0;
    read_cell(self, col, row, &in);
    for (int i = 0; i < in.count; i++) {
        bool is_line = in.colour[i] == PALETTE_RED || in.colour[i] == PALETTE_RED2 ||
                       in.colour[i] == PALETTE_NAVY;
        mask |= is_line ? in.mask[i] : 0;
    }
    return mask;
}

/* A tone is an area.  What is no wider than a cell is a line if its colour says so (a painted
 * stroke, a sound), else a speck that hides the lines: blank. */
static void drop_specks(const struct matcher *self, struct glyph_cell *cells, int cols,
                        int rows)
{
    bool *is_area = xcalloc((size_t)cols * (size_t)rows, sizeof *is_area);
    for (int row = 0; row + AREA_ROWS <= rows; row++)
        for (int col = 0; col + AREA_COLS <= cols; col++)
            if (is_filled(&cells[row * cols + col], cols))
                for (int y = 0; y < AREA_ROWS; y++)
                    memset(&is_area[(row + y) * cols + col], true, AREA_COLS);
    for (int i = 0; i < cols * rows; i++)
        if ((is_shade(cells[i].glyph) || cells[i].glyph == BLANK) && !is_area[i])
            cells[i].glyph = glyph_of(self->glyphs, line_parts(self, i % cols, i / cols));
    free(is_area);
}

void cells_match(const struct grid *grid, enum panel_glyphs glyphs, enum colour_class class,
                 struct glyph_cell *cells)
{
    struct glyph_cell (*match)(const struct matcher *, int, int) =
        class == COLOUR_MONO ? match_mono
        : class == COLOUR_8  ? match_eight
                             : match_colours;
    struct matcher matcher = {.grid = grid, .glyphs = glyphs};
    cells_parts(glyphs, &matcher.across, &matcher.down);
    if (glyphs != PANEL_HALF) /* two parts never have three colours */
        measure(&matcher);
    int cols = grid->width / matcher.across, rows = grid->height / matcher.down;
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++)
            cells[row * cols + col] = match(&matcher, col, row);
    if (class == COLOUR_MONO)
        drop_specks(&matcher, cells, cols, rows);
}
