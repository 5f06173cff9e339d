#include "sim/district.h"

#include "core/calendar.h"

#include <stdio.h>
#include <string.h>

enum {
    FIRST_YEAR = 2025,
    FIRST_MONTH = 6,
    MONTHS_A_YEAR = 12,
    REPEATS_ONE_IN = 15,
    CAMPAIGN_LEFT = 66, /* percent of the loud street's noise */
    PERCENT = 100
};

int32_t district_month_start(int month)
{
    char text[CLOCK_TEXT_MAX];
    const int months = FIRST_MONTH - 1 + month;
    int32_t day = 0;
    snprintf(text, sizeof text, "%04d-%02d-01", FIRST_YEAR + months / MONTHS_A_YEAR,
             months % MONTHS_A_YEAR + 1);
    if (!calendar_parse_day(text, &day)) {
        BUG("no month %d", month);
    }
    return day;
}

int district_month_of(int32_t day)
{
    for (int month = 0; month < DISTRICT_MONTHS; month++) {
        if (day >= district_month_start(month) && day < district_month_start(month + 1)) {
            return month;
        }
    }
    return -1;
}

void district_month_text(int month, char *text)
{
    enum { MONTH_TEXT = 8 };
    char day[CLOCK_TEXT_MAX];
    calendar_format_day(district_month_start(month), day);
    memcpy(text, day, MONTH_TEXT - 1);
    text[MONTH_TEXT - 1] = '\0';
}

/* The same number for the same place in the table, whatever was asked before. */
static uint32_t chance_at(uint64_t seed, int month, int kind, int point, uint32_t bound)
{
    struct chance chance;
    const uint64_t cell =
        ((uint64_t)month * DISTRICT_KINDS + (uint64_t)kind) * DISTRICT_POINTS + (uint64_t)point;
    chance_init(&chance, seed * UINT64_C(1000003) + cell);
    return chance_below(&chance, bound);
}

static int64_t weight(uint64_t seed, int month, int kind, int point)
{
    enum { LEAST = 700, SPREAD = 601 };
    const struct district_point *at = &district_points[point];
    int64_t value = district_draw(at->place, (enum district_kind)kind) * at->size;
    value *= LEAST + (int64_t)chance_at(seed, month, kind, point, SPREAD);
    if (kind == DISTRICT_NOISE && month > DISTRICT_JUNE && at->street == DISTRICT_LOUD_STREET) {
        value = value * CAMPAIGN_LEFT / PERCENT;
    }
    return value;
}

/* Share `total` by `weights`: largest remainders, the first of equals. */
static void apportion(int total, const int64_t *weights, struct district_cell *cells)
{
    int64_t sum = 0, rest[DISTRICT_POINTS];
    int left = total;
    for (int p = 0; p < DISTRICT_POINTS; p++) {
        sum += weights[p];
    }
    for (int p = 0; p < DISTRICT_POINTS; p++) {
        cells[p].raw = (uint16_t)(total * weights[p] / sum);
        rest[p] = total * weights[p] % sum;
        left -= cells[p].raw;
    }
    for (; left > 0; left--) {
        int best = 0;
        for (int p = 1; p < DISTRICT_POINTS; p++) {
            if (rest[p] > rest[best]) {
                best = p;
            }
        }
        cells[best].raw++;
        rest[best] = -1;
    }
}

/* What S23 tells of May and June 2026 comes out to the last complaint: the calls from one
 * window are the only repeats. */
static bool is_told(int month, int kind)
{
    return (month == DISTRICT_JUNE || month == DISTRICT_JUNE - 1) && kind <= DISTRICT_STALLS;
}

void district_census(struct district_census *self, uint64_t seed)
{
    const int window = district_point("tan-window");
    for (int month = 0; month < DISTRICT_MONTHS; month++) {
        for (int kind = 0; kind < DISTRICT_KINDS; kind++) {
            struct district_cell *cells = self->cells[month][kind];
            const bool has_window = month == DISTRICT_JUNE && kind == DISTRICT_NOISE;
            int64_t weights[DISTRICT_POINTS];
            for (int p = 0; p < DISTRICT_POINTS; p++) {
                weights[p] = weight(seed, month, kind, p);
            }
            apportion(district_total((enum district_kind)kind, month) -
                          (has_window ? DISTRICT_WINDOW_CALLS : 0),
                      weights, cells);
            for (int p = 0; p < DISTRICT_POINTS; p++) {
                cells[p].repeats =
                    is_told(month, kind) ? 0 : (uint16_t)(cells[p].raw / REPEATS_ONE_IN);
            }
            if (has_window) {
                cells[window].raw = (uint16_t)(cells[window].raw + DISTRICT_WINDOW_CALLS);
                cells[window].repeats = DISTRICT_WINDOW_CALLS - 1;
            }
        }
    }
}

int district_sum(const struct district_census *self, enum district_kind kind, int from, int to,
                 int street, bool is_merged)
{
    int sum = 0;
    for (int month = from < 0 ? 0 : from; month <= to && month < DISTRICT_MONTHS; month++) {
        for (int p = 0; p < DISTRICT_POINTS; p++) {
            const struct district_cell *cell = &self->cells[month][kind][p];
            if (street == DISTRICT_ALL || district_points[p].street == street) {
                sum += cell->raw - (is_merged ? cell->repeats : 0);
            }
        }
    }
    return sum;
}
