#include "sim/district_stats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS_90_DAYS = 3, A_YEAR = 12, FULL = 100, FOUND_LEAST = 12, FOUND_STEPS = 16 };

struct district_change district_change(int before, int now)
{
    struct district_change change = {.before = before, .now = now, .delta = now - before};
    change.rate = (double)change.delta / (before > 1 ? before : 1);
    change.z = now + before > 0 ? change.delta / sqrt((double)now + before) : 0;
    change.is_alert = change.z >= 2 && change.delta >= 20;
    return change;
}

double district_tip_ratio(int tips, int fines)
{
    return tips + fines > 0 ? (double)tips / (tips + fines) : 1;
}

static int compare_numbers(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

int district_percentile95(const int *values, size_t count)
{
    if (count == 0) {
        return 0;
    }
    int *sorted = xmalloc(count * sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    const int value = sorted[(95 * count + 99) / 100 - 1];
    free(sorted);
    return value;
}

char district_grade(int score)
{
    return score >= 75 ? 'A' : score >= 50 ? 'B' : score >= 25 ? 'C' : 'D';
}

static double scaled(int value, int full)
{
    return full > 0 ? fmin(FULL, FULL * (double)value / full) : 0;
}

static int compare_spots(const void *a, const void *b)
{
    const struct district_spot *x = a, *y = b;
    return x->score != y->score ? (x->score < y->score) - (x->score > y->score)
                                : x->point - y->point;
}

static int cell_count(const struct district_census *census, enum district_kind kind, int month,
                      int point, bool is_merged)
{
    if (month < 0 || month >= DISTRICT_MONTHS) {
        return 0;
    }
    const struct district_cell *cell = &census->cells[month][kind][point];
    return cell->raw - (is_merged ? cell->repeats : 0);
}

/* Every complaint brings one honest check; only some find a breach.  A caller who calls again
 * and again brings no more breaches. */
static int found_there(const struct district_census *census, enum district_kind kind, int month,
                       int point)
{
    int events = 0;
    for (int m = month - MONTHS_90_DAYS; m < month; m++) {
        events += cell_count(census, kind, m, point, true);
    }
    return events * (FOUND_LEAST + point * 7 % FOUND_STEPS) / FULL;
}

void district_spots(const struct district_census *census, enum district_kind kind, int month,
                    bool is_merged, struct district_spot spots[DISTRICT_POINTS])
{
    int c90[DISTRICT_POINTS], last_year[DISTRICT_POINTS], found[DISTRICT_POINTS];
    for (int p = 0; p < DISTRICT_POINTS; p++) {
        c90[p] = 0;
        for (int m = month - MONTHS_90_DAYS; m < month; m++) {
            c90[p] += cell_count(census, kind, m, p, is_merged);
        }
        last_year[p] = cell_count(census, kind, month - A_YEAR, p, is_merged) +
                       cell_count(census, kind, month - A_YEAR + 1, p, is_merged);
        found[p] = found_there(census, kind, month, p);
    }
    const int full90 = district_percentile95(c90, DISTRICT_POINTS);
    const int full_year = district_percentile95(last_year, DISTRICT_POINTS);
    const int full_found = district_percentile95(found, DISTRICT_POINTS);
    for (int p = 0; p < DISTRICT_POINTS; p++) {
        const double h = 0.5 * scaled(c90[p], full90) + 0.3 * scaled(last_year[p], full_year) +
                         0.2 * scaled(found[p], full_found);
        spots[p] = (struct district_spot){.point = p,
                                          .c90 = c90[p],
                                          .last_year = last_year[p],
                                          .found = found[p],
                                          .score = (int)lround(h),
                                          .gap = FULL - district_points[p].cover};
        spots[p].grade = district_grade(spots[p].score);
    }
    qsort(spots, DISTRICT_POINTS, sizeof *spots, compare_spots);
}
