/* paper.h - a document of a case on paper: what the thermal printer or the office prints.
 *
 * The text is the one that sim/documents.h makes, already wrapped to the columns of its slip; a
 * form feed parts documents, a line "QR:PAYLOAD" becomes a code.  A slip of up to 32 columns is
 * 58 mm wide, up to 48 columns 80 mm (both as long as the text, like paper from a roll), a
 * wider one is A4 with page numbers.
 */
#ifndef PRINT_PAPER_H
#define PRINT_PAPER_H

#include "core/err.h"
#include "core/sbuf.h"

/* Append the documents in `text` to `out` as PDF. ERR_INPUT: not text; ERR_IO. */
bool paper_make(const char *text, size_t len, struct sbuf *out, struct err *err) MUST_USE;

#endif
