/* field.h - one line of text being typed: edited by whole graphemes, cursor in its true cell.
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include "core/frame.h"
#include "core/input.h"

struct field {
    struct sbuf text;
    size_t cursor;   /* byte, always at a grapheme boundary */
    size_t max;      /* graphemes at most; 0 = 100 */
    bool is_secret;  /* shown as stars, never kept as a draft */
    bool is_number;  /* only digits are taken */
    bool is_changed; /* since the last field_set(); cleared by whoever keeps drafts */
};

void field_init(struct field *self, size_t max);
void field_release(struct field *self); /* wipes the text */

/* Replace the text (cleaned) and put the cursor at byte `cursor`, or the end if beyond. */
void field_set(struct field *self, const char *text, size_t cursor);
const char *field_text(const struct field *self) MUST_USE; /* never NULL; borrowed */

/* Take a key; true if it was one for the field (text, moving, deleting). */
bool field_key(struct field *self, const struct input *input);

/* Draw in `cols` cells at (x, y), scrolled so that the cursor is seen; sets the cursor. */
void field_draw(const struct field *self, struct frame *frame, int x, int y, int cols,
                struct style style);

#endif
