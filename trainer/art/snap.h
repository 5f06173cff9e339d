/* snap.h - small views: move the window by fractions of a part so that faces stay whole.
 *
 * Where a part of the screen is larger than an eye, luck decides whether the eye falls into one
 * part or straddles two.  Shifting and stretching the window by a few percent until the parts
 * of the faces are as purely ink or as purely not ink as can be gives even eyes and a mouth.
 */
#ifndef ART_SNAP_H
#define ART_SNAP_H

#include "art/window.h"

/* Adjust `window` for a grid of width x height; leaves it alone where parts are fine. */
void snap_to_faces(struct window *window, const struct panel_picture *picture, int width,
                   int height);

#endif
