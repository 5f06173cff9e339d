/* strokes.h - ink made into what a pen would draw: outlines one part wide, solid things solid.
 *
 * An outline that is one and a half parts wide turns into a soup of letters, since each cell
 * holds another share of it; one part wide it is a line again.  Eyes, hair and other solid ink
 * keep their size.  Thinning: Zhang and Suen, Communications of the ACM 27(3), 1984.
 */
#ifndef ART_STROKES_H
#define ART_STROKES_H

#include <stdint.h>

/* `ink`: height rows of width, 1 = ink, changed in place. */
void strokes_thin(uint8_t *ink, int width, int height);

#endif
