/* sheet.h - contact sheets: many pictures as a terminal shows them, on one page to look at.
 *
 * A picture is what `trainer cartoon show` prints (--format ansi): rows of text with SGR
 * sequences.  Its cells are painted here - blocks as rectangles, so that no font is between the
 * picture and the eye - with the usual colours of xterm.  The page is a PNG; below each picture
 * stands the name of its file.
 */
#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include "core/err.h"

enum { SHEET_PICTURES_MAX = 24 };

/* Write `target` from the files in `pictures`. ERR_NOT_FOUND, ERR_INPUT (not such a picture),
 * ERR_IO. */
bool sheet_make(const char *target, char *const *pictures, size_t count,
                struct err *err) MUST_USE;

#endif
