/* district_rows.h - every complaint of the district as a row: when, where, what was said.
 *
 * Drawn from a seed so that each cell of the census (sim/district.h) comes out exactly; nothing
 * reads a clock or chance.  Callers are numbers that say nothing about who they are.
 */
#ifndef SIM_DISTRICT_ROWS_H
#define SIM_DISTRICT_ROWS_H

#include "sim/district.h"

enum { DISTRICT_CHANNELS = 4, DISTRICT_DAYS_MOST = 520 };

struct district_row {
    int64_t minute;      /* since 1970-01-01 00:00 (UTC+8) */
    uint32_t caller;     /* masked: only whether two calls are of one caller */
    uint32_t event;      /* number of the row that told it first; its own: a new event */
    int16_t east, south; /* metres from the point */
    uint8_t kind, point; /* enum district_kind, number of the point */
    uint8_t item;        /* index of the kind's items */
    uint8_t channel;     /* 0 … DISTRICT_CHANNELS - 1 */
    uint8_t text;        /* which sentence: sim/district_text.h */
};

struct district_weather { /* of one day */
    int8_t high;          /* degrees C */
    bool is_rain;
};

struct district {
    struct district_census census;
    struct district_row *rows; /* by time */
    size_t row_count;
    struct district_weather weather[DISTRICT_DAYS_MOST]; /* from the first month's first day */
};

/* About 29,000 rows in some 30 ms. Caller frees. */
struct district *district_new(uint64_t seed) MUST_USE;
void district_free(struct district *self);

/* The same event (domain B.8): same category, at most 80 m and 48 h apart, texts alike by half
 * or more. */
bool district_is_repeat(const struct district_row *a, const struct district_row *b) MUST_USE;

#endif
