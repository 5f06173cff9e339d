/* district_plan.h - where the squad is sent, and how good that plan was: greedy allocation by
 * H x gap (domain B.7), scored against months that the planner could not see.
 */
#ifndef SIM_DISTRICT_PLAN_H
#define SIM_DISTRICT_PLAN_H

#include "sim/district_stats.h"

/* A shift at a point takes 2 hours, no squad goes over 8 (训练值). */
enum { DISTRICT_SHIFT_HOURS = 2, DISTRICT_SQUAD_HOURS = 8, DISTRICT_SHIFTS = 4 };

/* The greedy plan for the first day of `month`: numbers of points, best first. */
void district_greedy(const struct district_census *census, enum district_kind kind, int month,
                     int picks[DISTRICT_SHIFTS]);

/* Share of the complaints of `month` and the next one (events) that lie in the uncovered part
 * of the day at these points; a point twice counts once, -1 is nobody sent. */
double district_covered(const struct district_census *census, enum district_kind kind,
                        int month, const int picks[DISTRICT_SHIFTS]) MUST_USE;

/* 0 = no better than sending the shifts anywhere, 1 = as good as the greedy plan, or better. */
double district_plan_score(const struct district_census *census, enum district_kind kind,
                           int month, const int picks[DISTRICT_SHIFTS]) MUST_USE;

#endif
