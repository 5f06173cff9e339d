/* fit.h - whether a panel works on the screens it is made for.
 *
 * Looked at: large print (40x10), 80x24 (45x18), 80x20, 100x30 to 200x56, in every colour
 * class. No head that the view shows is cut, no bubble covers a face, everybody's words find
 * room (two bubbles of 60 columns; `trainer check` has no lesson's text), no view is empty.
 */
#ifndef ART_FIT_H
#define ART_FIT_H

#include "art/panel.h"
#include "core/panel_file.h"

/* Told of everything that does not fit, one sentence each. */
typedef void fit_fault(void *context, const char *message);

/* How many faults there are.  ERR_INPUT in `err`, and 1: the bytes are no prepared panel. */
size_t fit_check(const char *data, size_t len, fit_fault *tell, void *context,
                 struct err *err) MUST_USE;

#endif
