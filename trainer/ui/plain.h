/* plain.h - a view as numbered lines, without one escape byte: for screen readers, pipes,
 * tests.
 */
#ifndef UI_PLAIN_H
#define UI_PLAIN_H

#include "ui/view.h"

/* Append the whole view: header, what the picture shows, who says what, text, choices. */
void plain_write(const struct view *view, struct sbuf *out);

#endif
