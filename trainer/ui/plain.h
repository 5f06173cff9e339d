/* plain.h - a view as numbered lines, without one escape byte: for screen readers, pipes,
 * tests.
 */
#ifndef UI_PLAIN_H
#define UI_PLAIN_H

#include "ui/view.h"

/* Append the whole view: header, what the picture shows, who says what, text, choices.  A
 * picture that was told before (`told`, its panel; NULL = none) is not told again. */
void plain_write(const struct view *view, const char *told, struct sbuf *out);

#endif
