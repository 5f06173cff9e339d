/* text.h - the only place that turns UTF-8 bytes (`len`) into terminal columns (`cols`).
 *
 * Widths and line breaks are those of libunistring (UAX #11, #14, #29); ambiguous width counts
 * as one column.  Functions expect valid UTF-8 (check with text_is_valid where text enters).
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "core/sbuf.h"

/* Valid UTF-8 (no surrogates, no overlong forms)? On false *bad_at is the first bad byte. */
bool text_is_valid(const char *text, size_t len, size_t *bad_at) MUST_USE;

/* Columns of a whole string. A control character counts 0 (see text_clean). */
int text_cols(const char *text) MUST_USE;
int text_cols_len(const char *text, size_t len) MUST_USE;

/* Bytes of the first grapheme cluster of `text` (0 at its end), *cols = its columns 0-2. */
size_t text_grapheme(const char *text, int *cols) MUST_USE;

/* Bytes of the grapheme that ends at byte `at` (0 when at == 0). */
size_t text_grapheme_before(const char *text, size_t at) MUST_USE;

/* Append to `out`: `text` cut to at most `cols` columns, with "…" at the end if it was cut. */
void text_cut(struct sbuf *out, const char *text, int cols);

/* As text_cut, then padded with spaces to exactly `cols`. */
void text_pad(struct sbuf *out, const char *text, int cols);

/* Append `text` without control characters, bidi overrides and other invisible format
 * characters (Cc, Cf but ZWJ, Zl, Zp); newline and tab become one space. For everything that
 * comes from people and files and goes to a terminal.  The one function here that takes
 * invalid UTF-8: each bad byte becomes U+FFFD. */
void text_clean(struct sbuf *out, const char *text);

/* One line of wrapped text: bytes [start, start+len) of the source. */
struct text_line {
    size_t start, len;
    int cols;
};

/* Break `text` into lines of at most `cols` columns (>= 2): no closing mark at a line's start,
 * no opening mark at its end, words whole where they fit; '\n' breaks always; trailing spaces
 * dropped. *lines: caller frees with free(). Returns the count (0 for ""; a '\n' at the very
 * end makes no further line). */
size_t text_wrap(const char *text, int cols, struct text_line **lines) MUST_USE;

/* Case-folded comparison for search: appends `text` lower-cased, full-width ASCII made
 * half-width (NFKC). */
void text_fold(struct sbuf *out, const char *text);

#endif
