/* grid.h - a picture at the resolution of the screen: one palette colour per part of a cell.
 *
 * Each part takes its dominant colour, never a mean.  Thin ink lines would break where they
 * straddle two parts, so a part also becomes ink where the ink's share has a ridge; a line then
 * stays one part wide, and no outline grows thick.
 */
#ifndef ART_GRID_H
#define ART_GRID_H

#include "art/window.h"

struct grid {
    int width, height;
    uint8_t *pixels; /* enum palette; height rows of width */
};

/* Resample the window of `pixels` (as large as the picture's) to width x height.  `same` maps
 * each palette index to the one that looks the same in the class. Release with grid_release. */
void grid_init(struct grid *self, const struct panel_picture *picture, const uint8_t *pixels,
               const struct window *window, int width, int height, const uint8_t *same);
void grid_release(struct grid *self);

/* For views without colours: a tick, a cross, an open mouth becomes one stroke of ink instead
 * of two outlines, where its fill is at most `across` x `down` parts wide. */
void grid_close_lines(struct grid *self, int across, int down);

/* Set one part; outside is ignored. */
void grid_set(struct grid *self, int x, int y, uint8_t colour);
uint8_t grid_at(const struct grid *self, int x, int y) MUST_USE;

#endif
