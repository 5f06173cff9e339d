#include "sim/district_plan.h"

#include <math.h>

enum { HELD_BACK_MONTHS = 2 };

void district_greedy(const struct district_census *census, enum district_kind kind, int month,
                     int picks[DISTRICT_SHIFTS])
{
    struct district_spot spots[DISTRICT_POINTS];
    bool is_taken[DISTRICT_POINTS] = {false};
    district_spots(census, kind, month, true, spots);
    for (int shift = 0; shift < DISTRICT_SHIFTS; shift++) {
        int best = -1;
        for (int i = 0; i < DISTRICT_POINTS; i++) {
            if (!is_taken[i] && (best < 0 || spots[i].score * spots[i].gap >
                                                 spots[best].score * spots[best].gap)) {
                best = i;
            }
        }
        is_taken[best] = true;
        picks[shift] = spots[best].point;
    }
}

/* Events of the held-back months at a point that come while nobody else is there. */
static double open_events(const struct district_census *census, enum district_kind kind,
                          int month, int point)
{
    int events = 0;
    for (int m = month; m < month + HELD_BACK_MONTHS && m < DISTRICT_MONTHS; m++) {
        const struct district_cell *cell = &census->cells[m][kind][point];
        events += cell->raw - cell->repeats;
    }
    return events * (100.0 - district_points[point].cover) / 100;
}

double district_covered(const struct district_census *census, enum district_kind kind,
                        int month, const int picks[DISTRICT_SHIFTS])
{
    double all = 0, covered = 0;
    for (int p = 0; p < DISTRICT_POINTS; p++) {
        const double open = open_events(census, kind, month, p);
        bool is_picked = false;
        for (int i = 0; i < DISTRICT_SHIFTS; i++) {
            is_picked = is_picked || picks[i] == p;
        }
        all += open;
        covered += is_picked ? open : 0;
    }
    return all > 0 ? covered / all : 0;
}

double district_plan_score(const struct district_census *census, enum district_kind kind,
                           int month, const int picks[DISTRICT_SHIFTS])
{
    int greedy[DISTRICT_SHIFTS];
    district_greedy(census, kind, month, greedy);
    const double anywhere = (double)DISTRICT_SHIFTS / DISTRICT_POINTS;
    const double best = district_covered(census, kind, month, greedy);
    const double got = district_covered(census, kind, month, picks);
    if (best <= anywhere) {
        return got >= best ? 1 : 0;
    }
    return fmin(1, fmax(0, (got - anywhere) / (best - anywhere)));
}
