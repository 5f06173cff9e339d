/* sbuf.h - a string that grows; always NUL-terminated; stops growing at its cap.
 *
 * All text is UTF-8.  A zeroed struct is a valid empty buffer without a cap.
 */
#ifndef CORE_SBUF_H
#define CORE_SBUF_H

#include "core/err.h"

struct sbuf {
    char *text; /* NULL or NUL-terminated */
    size_t len; /* bytes without the NUL */
    size_t room;
    size_t cap;        /* 0 = none; text beyond is dropped at a character boundary */
    bool is_truncated; /* something was dropped */
};

void sbuf_init(struct sbuf *self, size_t cap);
void sbuf_release(struct sbuf *self);
void sbuf_clear(struct sbuf *self);

void sbuf_add(struct sbuf *self, const char *text);
void sbuf_add_len(struct sbuf *self, const char *text, size_t len);
void sbuf_add_char(struct sbuf *self, char c);
void sbuf_add_codepoint(struct sbuf *self, unsigned codepoint);
void sbuf_addf(struct sbuf *self, const char *format, ...) PRINTF_LIKE(2, 3);

/* The text, never NULL; valid until the next change.  Borrowed. */
const char *sbuf_text(const struct sbuf *self) NEVER_NULL;

/* Ownership moves out, never NULL; the buffer is empty after.  Caller frees with free(). */
char *sbuf_take(struct sbuf *self) NEVER_NULL;

#endif
