/* bars.h - the top line (who, where, how far) and the bottom line (the keys). */
#ifndef UI_BARS_H
#define UI_BARS_H

#include "ui/plan.h"

void bars_header(const struct view *view, struct frame *frame, struct rect canvas,
                 enum colour_class colours);
void bars_keys(const struct view *view, const struct plan *plan, const struct place *place,
               struct frame *frame, enum colour_class colours);

#endif
