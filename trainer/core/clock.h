/* clock.h - the only source of time and chance.
 *
 * Tests and scripts pin both through the environment, read once by clock_init():
 * TRAINER_NOW=2026-11-22T09:00:00+08:00 stops the clock there (each clock_now() still moves one
 * millisecond, so that events keep an order); TRAINER_SEED=N makes clock_random_* repeatable
 * (never keys, nonces or salts: those come from core/sign).
 */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include "core/err.h"
#include <stdint.h>

/* Milliseconds since 1970-01-01T00:00:00Z. */
typedef int64_t msec_t;

enum { CLOCK_TEXT_MAX = 32 };

#define CLOCK_DAY INT64_C(86400000)          /* milliseconds */
#define CLOCK_CHINA_OFFSET INT64_C(28800000) /* UTC+8, no daylight saving since 1991 */

bool clock_init(struct err *err) MUST_USE; /* ERR_USAGE: malformed variable */
msec_t clock_now(void) MUST_USE;           /* wall clock, or the pinned one */
msec_t clock_monotonic(void) MUST_USE;     /* for time-outs and animation; never pinned */
uint64_t clock_random(void) MUST_USE;      /* seeds of runs and exams */

/* Text in China Standard Time (UTC+8, no daylight saving), the time of every record.
 * `text` holds CLOCK_TEXT_MAX bytes. */
void clock_format(msec_t when, char *text);                /* 2026-11-22T09:00:00+08:00 */
void clock_format_date(msec_t when, char *text);           /* 2026-11-22 */
bool clock_parse(const char *text, msec_t *when) MUST_USE; /* either form, or with Z; strict */

/* Repeatable pseudo-random numbers from a seed (PCG32): same on every machine. */
struct chance {
    uint64_t state;
};
void chance_init(struct chance *self, uint64_t seed);
uint32_t chance_next(struct chance *self) MUST_USE;
uint32_t chance_below(struct chance *self, uint32_t bound) MUST_USE; /* 0..bound-1, unbiased */

#endif
