/* choices.h - numbered choices as rows of cells. */
#ifndef UI_CHOICES_H
#define UI_CHOICES_H

#include "ui/layout.h"

/* Draw choices [first, first + count) of the view at (x, y) in `cols` columns (frame NULL:
 * measure); `spacing` blank rows between them.  Returns rows used.  Hits go to `shown` if
 * given. */
int choices_draw(const struct view *view, const struct place *place, size_t first, size_t count,
                 int spacing, struct frame *frame, int x, int y, int cols,
                 enum colour_class colours, struct shown *shown);

#endif
