/* handout.h - a lesson on paper: A4 pages with its panels as vectors and its text as text. */
#ifndef PRINT_HANDOUT_H
#define PRINT_HANDOUT_H

#include "content/lesson.h"
#include "core/sbuf.h"

/* The lesson in the language of now as PDF, appended to `out`; its drawings are PANEL.svg in
 * `panels`.  A panel that is missing or refused becomes a frame with its description.
 * ERR_IO. */
bool handout_make(const struct lesson *lesson, const char *panels, struct sbuf *out,
                  struct err *err) MUST_USE;

#endif
