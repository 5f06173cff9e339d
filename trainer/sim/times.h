/* times.h - the simulated clock of a case and its time limits (domain 0.2).
 *
 * A limit in days runs out with its last day: the first day is not counted, a last day on a
 * day off moves to the next working day.  Whoever waits for one goes on at 09:00 of the next
 * working day; a limit in hours runs out at its minute.
 */
#ifndef SIM_TIMES_H
#define SIM_TIMES_H

#include "sim/machine.h"

/* Minutes since 1970-01-01 00:00 (UTC+8): when the case begins, and now (or as documents
 * tell). */
int64_t times_start(const struct machine *self) MUST_USE;
int64_t times_now(const struct machine *self) MUST_USE;
int32_t times_today(const struct machine *self) MUST_USE;
/* "2026-10-03 10:20" from that; 32 bytes. */
void times_text(int64_t minutes, char *text);

/* The teaching year, without days off if the course has none. */
const struct calendar *times_calendar(const struct machine *self) MUST_USE;

/* Begin the limits whose condition holds now. */
void times_begin(struct machine *self);
/* What an action takes: minutes, days, waiting. */
void times_pass(struct machine *self, const struct workflow_action *action);

/* Append the last day (or minute) of a limit: counted from its beginning, else from now.  false
 * when there is no such limit. */
bool times_due(const struct machine *self, const char *timer, struct sbuf *out) MUST_USE;

enum times_fact { TIMES_RUNS, TIMES_OVER, TIMES_LEFT, TIMES_FACTS };
extern const char *const times_fact_names[TIMES_FACTS];
/* `which` = number of the limit * TIMES_FACTS + enum times_fact. */
int64_t times_fact(const struct machine *self, size_t which) MUST_USE;

#endif
