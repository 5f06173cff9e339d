/* layered.h - a drawing turned into the layered picture that the program shows.
 *
 * Drawn by librsvg without anti-aliasing, so that every pixel is a colour of the house palette;
 * once at rest, once per animation variant (kept as the pixels that differ), and once the
 * backdrop alone, for its edges.  Groups named NAME.slot=variant are the variants; an Inkscape
 * label wins over the id, since Inkscape rewrites ids.
 */
#ifndef PRINT_LAYERED_H
#define PRINT_LAYERED_H

#include "core/panel_file.h"
#include "print/svg.h"

/* x, y, width, height of the drawing in its own units. */
bool layered_view_box(const struct svg *svg, double box[4], struct err *err) MUST_USE;

/* Name of a group: its Inkscape label, else its id; NULL if it has none. Caller frees with
 * xmlFree(). */
char *layered_name(const xmlNode *node) MUST_USE;

/* x, y, width, height of a rect (or circle) of the stage; false if it is none. */
bool layered_stage_rect(const xmlNode *node, double rect[4]) MUST_USE;

/* "face.sui" to kind and name; false if it is no name of the stage. */
bool layered_stage_name(const char *text, struct panel_box *box) MUST_USE;

/* Fill a zeroed picture; release it in any case. */
bool layered_make(const struct svg *svg, struct panel_picture *picture,
                  struct err *err) MUST_USE;

#endif
