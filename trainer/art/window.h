/* window.h - which part of a picture a view shows.
 *
 * A view has its own proportions; the window is the part of the raster that is stretched over
 * it.  It first takes in more of the picture around the crop, then distorts by up to 8 %, then
 * cuts - never a face, nor (when there are bubbles) the zones of the speakers - and only then
 * reaches beyond the picture, where the backdrop's edge colours go on.
 */
#ifndef ART_WINDOW_H
#define ART_WINDOW_H

#include "art/panel.h"
#include "core/panel_file.h"

struct window {
    double x, y, width, height; /* pixels of the raster; may reach beyond it */
    int cols, rows;             /* the view */
};

struct window window_choose(const struct panel_picture *picture, const struct panel_view *view);

/* A box of the stage in cells of the view, rounded outwards, not clipped. */
struct rect window_cells(const struct window *self, const struct panel_box *box);

/* Middle of a box in cells. */
void window_point(const struct window *self, const struct panel_box *box, double *x, double *y);

#endif
