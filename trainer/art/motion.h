/* motion.h - when which variant of a slot shows: one small table of timings.
 *
 * A slot is known by the last part of its name ("sui.eyes": eyes).  Slots that the table does
 * not name stand still, but "detail": its variant that is hidden at rest stands for things
 * that only their colours tell apart, in small views without colours.
 */
#ifndef ART_MOTION_H
#define ART_MOTION_H

#include "core/clock.h"
#include "core/panel_file.h"

/* Does a variant show at `at`?  If not, the picture is as at rest. */
bool motion_shows(const struct panel_picture *picture, msec_t at, bool is_plain) MUST_USE;

/* Put the variants that show at `at` over `pixels`, a copy of the picture at rest. */
void motion_apply(const struct panel_picture *picture, msec_t at, bool is_plain,
                  uint8_t *pixels);

/* As panel_progress. */
double motion_progress(const struct panel_picture *picture, msec_t at) MUST_USE;

/* As panel_next_change. */
int motion_next(const struct panel_picture *picture, msec_t at) MUST_USE;

#endif
