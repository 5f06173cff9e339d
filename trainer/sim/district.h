/* district.h - the teaching district and how many complaints it had: kinds, streets, points,
 * and a census of seventeen months, June 2025 to October 2026.
 *
 * Everything here is invented (训练值): positions, numbers, covers.  The months' totals of each
 * kind are written down; a seed spreads them over the points, so that a census is made in
 * microseconds and the rows (sim/district_rows.h) agree with it to the last one.
 */
#ifndef SIM_DISTRICT_H
#define SIM_DISTRICT_H

#include "core/lang.h"
#include <stdint.h>

enum {
    DISTRICT_MONTHS = 17,
    DISTRICT_JUNE = 12, /* June 2026 */
    DISTRICT_STREETS = 10,
    DISTRICT_POINTS = 32,
    DISTRICT_WINDOW_CALLS = 38, /* from one window, in June 2026 */
    DISTRICT_ITEMS = 4
};
#define DISTRICT_SEED UINT64_C(20260701) /* of the data set that is shipped */

enum district_kind {
    DISTRICT_NOISE,
    DISTRICT_BIKES,
    DISTRICT_STALLS,
    DISTRICT_FRONTS,
    DISTRICT_LITTER,
    DISTRICT_POSTERS,
    DISTRICT_WASTE,
    DISTRICT_KINDS
};

struct district_name {
    const char *text[LANG_COUNT];
};

struct district_kind_row {
    const char *id; /* "noise": in workflows */
    struct district_name name;
    const char *items[DISTRICT_ITEMS]; /* catalog codes, the commonest first; NULL ends */
};

struct district_street {
    const char *id;
    struct district_name name;
    int from_x, from_y, to_x, to_y; /* metres east and south of the map's corner */
};

struct district_point {
    const char *id; /* "minzhu-mall": in workflows */
    struct district_name name;
    int street; /* number of a street */
    int x, y;   /* metres */
    int place;  /* what kind of place: which complaints come from it */
    int size;   /* 1-5 */
    int cover;  /* percent of the day that somebody is there already */
};

enum { DISTRICT_WIDTH = 4000, DISTRICT_HEIGHT = 2400 }; /* metres of the map */

extern const struct district_kind_row district_kinds[DISTRICT_KINDS];
extern const struct district_street district_streets[DISTRICT_STREETS];
extern const struct district_point district_points[DISTRICT_POINTS];

/* Share of `kind` that a kind of place draws, any unit. */
int district_draw(int place, enum district_kind kind) MUST_USE;
/* Complaints of a month, raw. */
int district_total(enum district_kind kind, int month) MUST_USE;

/* Numbers; -1 if there is none of that id. */
int district_kind(const char *id) MUST_USE;
int district_point(const char *id) MUST_USE;

/* In the language of now. Borrowed. */
const char *district_name(const struct district_name *name) MUST_USE;

/* The month's first day; month 0 … DISTRICT_MONTHS (one past the last one). */
int32_t district_month_start(int month) MUST_USE;
/* The month a day lies in; -1 before and after the data. */
int district_month_of(int32_t day) MUST_USE;
/* "2026-06", 8 bytes. */
void district_month_text(int month, char *text);

struct district_cell {
    uint16_t raw;     /* complaints */
    uint16_t repeats; /* of these: the same event told again (domain B.8) */
};

struct district_census {
    struct district_cell cells[DISTRICT_MONTHS][DISTRICT_KINDS][DISTRICT_POINTS];
};

void district_census(struct district_census *self, uint64_t seed);

/* The campaign of July 2026 is in the loud street; the control street has none. */
enum { DISTRICT_ALL = -1, DISTRICT_LOUD_STREET = 0, DISTRICT_CONTROL_STREET = 1 };

/* Complaints of the months [from, to]; a street's number or DISTRICT_ALL. */
int district_sum(const struct district_census *self, enum district_kind kind, int from, int to,
                 int street, bool is_merged) MUST_USE;

/* What was done about stalls in October 2026, week by week. */
enum { DISTRICT_WEEKS = 4 };
struct district_week {
    const char *name; /* "10-05" */
    int tips, fines;
};
extern const struct district_week district_weeks[DISTRICT_WEEKS];

#endif
