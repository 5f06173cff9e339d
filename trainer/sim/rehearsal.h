/* rehearsal.h - every case played once as the program would play it: what `trainer check` can
 * say only by playing.
 *
 * Told: a case that cannot begin, gets stuck, never ends or ends below the passing score; a
 * `target:` that is not what the truth comes to; a sum above the cap of the simple procedure
 * that the case names; a stage without a goal; as a warning a goal that no case comes to.
 */
#ifndef SIM_REHEARSAL_H
#define SIM_REHEARSAL_H

#include "content/course.h"

/* Faults to `problems`, at the file that holds them. */
void rehearsal_check(const struct course *course, struct problems *problems);

#endif
