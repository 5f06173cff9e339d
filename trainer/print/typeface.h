/* typeface.h - the one place that chooses a typeface for pages.
 *
 * The simplified Chinese face is named and the language set: left alone, pango takes the
 * Japanese forms of the same font for Chinese text.
 */
#ifndef PRINT_TYPEFACE_H
#define PRINT_TYPEFACE_H

#include <pango/pangocairo.h>
#include <stdbool.h>

/* A layout for `cairo`, letters `size` units high. Caller frees with g_object_unref(). */
PangoLayout *typeface_layout(cairo_t *cairo, double size, bool is_bold)
    __attribute__((warn_unused_result));

/* Width and height of its text in units. */
void typeface_measure(PangoLayout *layout, double *width, double *height);

#endif
