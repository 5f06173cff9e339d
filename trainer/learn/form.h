/* form.h - which questions are asked, and in which order: repeatable from a seed. */
#ifndef LEARN_FORM_H
#define LEARN_FORM_H

#include "core/clock.h"

/* Draw `wanted` different numbers out of 0 … pool-1, in the order of drawing (Fisher-Yates).
 * Draws `pool` numbers when there are fewer. Returns how many. `picks` holds min(wanted, pool).
 */
size_t form_draw(uint64_t seed, size_t pool, size_t wanted, size_t *picks);

/* A permutation of 0 … count-1 for the options of question number `index` of a form. */
void form_order(uint64_t seed, size_t index, size_t count, size_t *order);

#endif
