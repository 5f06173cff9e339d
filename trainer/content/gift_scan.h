/* gift_scan.h - the inside of the GIFT reader: one question's text without comments and
 * escapes, each byte with its place in the file.
 *
 * Escaped characters stand as control bytes (GIFT_ESCAPED + index into gift_specials), so that
 * whatever is still special is so by intention.
 */
#ifndef CONTENT_GIFT_SCAN_H
#define CONTENT_GIFT_SCAN_H

#include "content/quiz.h"
#include <stdint.h>

/* "\\", "\:" … ; the last one, 'n', is a line break. */
extern const char gift_specials[];
enum { GIFT_ESCAPED = 0x0E };

struct gift_block {
    const char *file, *source; /* borrowed: the whole file */
    size_t start;              /* of the block in the source */
    int line;                  /* of `start`, 1-based */
    char *text;                /* NUL-terminated */
    uint32_t *at;              /* place of each byte of text in the source; at[len] = the end */
    size_t len;
    struct problems *problems;
};

/* A part [from, to) of a block's text. */
struct gift_span {
    size_t from, to;
};

/* Read source [start, end), dropping `//` lines. */
void gift_block_init(struct gift_block *self, const char *file, const char *source,
                     size_t start, size_t end, int line, struct problems *problems);
void gift_block_release(struct gift_block *self);

/* Report a fault at `offset` of the text.  Returns false. */
bool gift_fail(const struct gift_block *self, size_t offset, const char *message);

/* Find an unescaped character or string in a span: its offset, or span.to. */
size_t gift_find(const struct gift_block *self, struct gift_span span, const char *what);

/* Without white space at both ends. */
struct gift_span gift_trim(const struct gift_block *self, struct gift_span span) MUST_USE;

/* The plain text of a span: format prefix dropped, HTML made plain, escapes resolved, white
 * space around line breaks dropped.  Caller frees. */
char *gift_text(const struct gift_block *self, struct gift_span span) NEVER_NULL;

#endif
