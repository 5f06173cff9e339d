/* body.h - the blocks of a view drawn into a frame as tall as they need.
 *
 * The layout shows this frame whole, or a page of it.
 */
#ifndef UI_BODY_H
#define UI_BODY_H

#include "ui/view.h"

/* Resizes `out` to `cols` x the rows needed (at least 1) and draws.  `is_script`: the bubbles'
 * lines are written out first.  Returns the rows used, 0 when there is nothing to say. */
int body_draw(const struct view *view, bool is_script, int cols, enum colour_class colours,
              struct frame *out);

/* Draw `text` wrapped at (x, y); frame NULL: only measure.  Returns its rows. */
int body_wrap(struct frame *frame, int x, int y, int cols, const char *text,
              struct style style);

#endif
