#include "art/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares of ink in a part, of 255: from STRONG on it is ink; between FAINT and that only on a
 * ridge, that is STEP more than on one side and no less than on the other. */
enum { STRONG = 128, FAINT = 76, STEP = 24, COLOURS = 32, TONE_INK = 4 };

_Static_assert((int)PALETTE_COUNT <= (int)COLOURS, "tallies are too small");

void grid_release(struct grid *self)
{
    free(self->pixels);
    *self = (struct grid){0};
}

void grid_set(struct grid *self, int x, int y, uint8_t colour)
{
    if (x >= 0 && y >= 0 && x < self->width && y < self->height)
        self->pixels[(size_t)y * (size_t)self->width + (size_t)x] = colour;
}

uint8_t grid_at(const struct grid *self, int x, int y)
{
    return self->pixels[(size_t)y * (size_t)self->width + (size_t)x];
}

/* One row of parts while it is counted. */
struct tally {
    const struct panel_picture *picture;
    const uint8_t *pixels, *same;
    int *bounds; /* width + 1 raster columns */
    uint32_t (*counts)[COLOURS];
    int width;
};

static void count_row(const struct tally *self, int y)
{
    const struct panel_picture *picture = self->picture;
    bool is_inside = y >= 0 && y < picture->height;
    int line = y < 0 ? 0 : is_inside ? y : picture->height - 1;
    const uint8_t *row = self->pixels + (size_t)line * (size_t)picture->width;
    const uint8_t *edges = picture->edges + (size_t)2 * (size_t)line;
    uint8_t left = self->same[edges[0]];
    uint8_t right = self->same[edges[1]];
    for (int i = 0; i < self->width; i++) {
        uint32_t *counts = self->counts[i];
        int x = self->bounds[i], end = self->bounds[i + 1];
        if (!is_inside) {
            counts[x < picture->width / 2 ? left : right] += (uint32_t)(end - x);
            continue;
        }
        for (; x < end && x < 0; x++)
            counts[left]++;
        int inner = end < picture->width ? end : picture->width;
        while (x < inner) { /* by runs: most parts hold one colour */
            int start = x;
            uint8_t colour = row[x];
            while (x < inner && row[x] == colour)
                x++;
            counts[self->same[colour]] += (uint32_t)(x - start);
        }
        if (end > x)
            counts[right] += (uint32_t)(end - x);
    }
}

/* Split one part's counts into the share of ink and the dominant other colour. */
static uint8_t judge(const uint32_t *counts, uint8_t *fill)
{
    uint32_t ink = 0, most = 0, sum = 0;
    *fill = PALETTE_INK;
    for (unsigned i = 1; i < PALETTE_COUNT; i++) {
        sum += counts[i];
        if (i == PALETTE_INK || i == PALETTE_INK2) {
            ink += counts[i];
        } else if (counts[i] > most) {
            most = counts[i];
            *fill = (uint8_t)i;
        }
    }
    uint32_t share = sum ? ink * 255 / sum : 0;
    bool is_first = ink > most && share > STRONG * 3 / 4; /* of three colours or more */
    return (uint8_t)(is_first && share < STRONG ? STRONG : share);
}

static bool is_ridge(int before, int here, int after)
{
    bool is_free = before < STRONG && after < STRONG;
    return is_free && ((here >= before + STEP && here >= after) ||
                       (here > before && here >= after + STEP));
}

/* Ink where a faint line has its ridge across the row or across the column. */
static void keep_lines(struct grid *self, const uint8_t *ink)
{
    size_t width = (size_t)self->width;
    for (int y = 1; y < self->height - 1; y++) {
        for (int x = 1; x < self->width - 1; x++) {
            const uint8_t *at = ink + (size_t)y * width + (size_t)x;
            if (*at < FAINT || *at >= STRONG)
                continue;
            int above = at[-(ptrdiff_t)width], below = at[width];
            bool across =
                is_ridge(at[-1], *at, at[1]) && above <= *at + STEP && below <= *at + STEP;
            bool down =
                is_ridge(above, *at, below) && at[-1] <= *at + STEP && at[1] <= *at + STEP;
            if (across || down)
                self->pixels[(size_t)y * width + (size_t)x] = PALETTE_INK;
        }
    }
}

void grid_init(struct grid *self, const struct panel_picture *picture, const uint8_t *pixels,
               const struct window *window, int width, int height, const uint8_t *same)
{
    size_t count = (size_t)width * (size_t)height, stride = (size_t)width;
    *self = (struct grid){width, height, xmalloc(count)};
    struct tally tally = {picture,
                          pixels,
                          same,
                          xcalloc(stride + 1, sizeof(int)),
                          xcalloc(stride, sizeof(uint32_t[COLOURS])),
                          width};
    uint8_t *ink = xmalloc(count);
    for (int i = 0; i <= width; i++)
        tally.bounds[i] = (int)lround(window->x + window->width * i / width);
    for (int i = 0; i < width; i++)
        if (tally.bounds[i + 1] <= tally.bounds[i]) /* larger than life: a part shows a pixel */
            tally.bounds[i + 1] = tally.bounds[i] + 1;
    for (int row = 0; row < height; row++) {
        int y = (int)lround(window->y + window->height * row / height);
        int end = (int)lround(window->y + window->height * (row + 1) / height);
        memset(tally.counts, 0, stride * sizeof(uint32_t[COLOURS]));
        do
            count_row(&tally, y);
        while (++y < end);
        for (size_t x = 0; x < stride; x++) {
            size_t at = (size_t)row * stride + x;
            ink[at] = judge(tally.counts[x], &self->pixels[at]);
            if (ink[at] >= STRONG)
                self->pixels[at] = PALETTE_INK;
        }
    }
    keep_lines(self, ink);
    free(ink);
    free(tally.counts);
    free(tally.bounds);
}

/* What marks and open mouths are filled with; clothes and things keep their fill. */
static bool is_mark(uint8_t colour)
{
    return colour == PALETTE_RED || colour == PALETTE_RED2 || colour == PALETTE_GREEN2;
}

/* `count` parts, `step` apart: put ink into `out` where a short run of one mark's colour lies
 * between ink. */
static void close_run(const uint8_t *from, uint8_t *out, int count, int step, int most)
{
    int last_ink = -1;
    for (int i = 0; i < count; i++) {
        uint8_t here = from[(ptrdiff_t)i * step];
        bool is_ink = palette_entry(here)->tone == TONE_INK;
        if (is_ink && last_ink >= 0 && i - last_ink - 1 <= most)
            for (int k = last_ink + 1; k < i; k++)
                out[(ptrdiff_t)k * step] = PALETTE_INK;
        bool is_other =
            !is_ink && i > 0 && last_ink < i - 1 && from[(ptrdiff_t)(i - 1) * step] != here;
        last_ink = is_ink ? i : !is_mark(here) || is_other ? -1 : last_ink;
    }
}

void grid_close_lines(struct grid *self, int across, int down)
{
    size_t count = (size_t)self->width * (size_t)self->height;
    uint8_t *from = xmalloc(count);
    memcpy(from, self->pixels, count);
    for (int y = 0; y < self->height; y++)
        close_run(from + (size_t)y * (size_t)self->width,
                  self->pixels + (size_t)y * (size_t)self->width, self->width, 1, across);
    for (int x = 0; x < self->width; x++)
        close_run(from + x, self->pixels + x, self->height, self->width, down);
    free(from);
}
