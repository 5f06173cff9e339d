/* surcharge.h - what a late payer may owe on top of the fine (domain B.2).
 *
 * xingzheng-chufa-fa 67.3 (15 days from receipt), 72.1(1) (3 % of the fine a day, never more
 * than the fine), 73.3 (days of reconsideration and litigation do not count), 66.2 (deferral).
 * Pure functions.
 */
#ifndef SIM_SURCHARGE_H
#define SIM_SURCHARGE_H

#include "core/calendar.h"

struct surcharge_facts {
    int64_t fine;     /* yuan */
    int32_t received; /* day of receipt of the decision; 0 = never: nothing runs */
    int32_t paid;     /* day; 0 = not yet */
    int32_t deferred; /* approved to pay by this day; 0 = no deferral */
    int64_t stopped;  /* days that do not count */
};

struct surcharge {
    int32_t due;  /* last day to pay; 0 = never received */
    int64_t days; /* that count */
    int64_t fen;  /* hundredths of a yuan */
};

struct surcharge surcharge_of(const struct calendar *calendar, int32_t today,
                              const struct surcharge_facts *facts) MUST_USE;

#endif
