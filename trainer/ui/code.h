/* code.h - a QR code on the screen: in one piece beside the text, or a word that it does not
 * fit.
 *
 * A code must be scanned whole, so it is never paged: it may take every row but the key line.
 */
#ifndef UI_CODE_H
#define UI_CODE_H

#include "core/qr.h"
#include "ui/plan.h"
#include "ui/view.h"

struct code {
    bool is_shown; /* `qr` has room */
    struct qr qr;
    int y;            /* first row of the code: 1 under the header, 0 where that must go */
    struct view view; /* the view without its code; borrows from the one given */
    struct view_block *blocks;
    char note[256];
};

/* Take the code out of `view` for a screen of cols x rows; without one code.view equals `view`.
 * Release with code_release(). */
void code_take(struct code *self, const struct view *view, int cols, int rows);
void code_release(struct code *self);

/* The rectangles beside the code. */
void code_rectangles(const struct code *self, struct plan *plan, int cols, int rows);

#endif
