/* district_stats.h - the formulas of domain B.7 over the census (all of them 训练值). */
#ifndef SIM_DISTRICT_STATS_H
#define SIM_DISTRICT_STATS_H

#include "sim/district.h"

struct district_change { /* one category, this month beside another */
    int before, now, delta;
    double rate;   /* delta / max(before, 1) */
    double z;      /* delta / sqrt(now + before); 0 where both are 0 */
    bool is_alert; /* z >= 2 and delta >= 20 */
};

struct district_change district_change(int before, int now) MUST_USE;

/* Tips / (tips + fines); 1 where there was neither.  A campaign's first 7 days need 0.6. */
double district_tip_ratio(int tips, int fines) MUST_USE;

/* The value that 95 of 100 do not exceed (nearest rank); 0 for none. */
int district_percentile95(const int *values, size_t count) MUST_USE;

/* Prevention grade of a hot-spot score: 'A' from 75 (daily post), 'B' from 50 (patrol each
 * shift), 'C' from 25 (three times a week), 'D' (on report). */
char district_grade(int score) MUST_USE;

struct district_spot {
    int point;     /* number of a point */
    int c90;       /* complaints in 90 days: the three whole months before */
    int last_year; /* in the two months to come, a year ago */
    int found;     /* violations found in these 90 days */
    int score;     /* H = 0.5 c90 + 0.3 last_year + 0.2 found, each scaled to 0-100 by the
                      district's 95th percentile and capped there; rounded */
    char grade;
    int gap; /* percent of the day without cover */
};

/* The points of the district as they look on the first day of `month` (3 …), worst first. */
void district_spots(const struct district_census *census, enum district_kind kind, int month,
                    bool is_merged, struct district_spot spots[DISTRICT_POINTS]);

#endif
