/* calendar.h - days, working days and deadlines.
 *
 * A day is the number of days since 1970-01-01 (UTC+8 civil date).  Working days: Monday to
 * Friday, less holidays, plus make-up workdays of a table (lessons/policy.yaml; 训练值).
 * Rules: xingzheng-chufa-fa 85 (2, 3, 5, 7 days are working days), xingzheng-qiangzhi-fa 69
 * (10 days or less are working days); first day not counted, a last day on a holiday moves to
 * the next working day (domain 0.2).
 */
#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include "core/clock.h"

struct calendar {
    int32_t *holidays; /* sorted days off besides weekends */
    size_t holiday_count;
    int32_t *workdays; /* sorted weekend days that are worked */
    size_t workday_count;
};

void calendar_init(struct calendar *self);
void calendar_release(struct calendar *self);
void calendar_add_holiday(struct calendar *self, int32_t day);
void calendar_add_workday(struct calendar *self, int32_t day);

bool calendar_parse_day(const char *text, int32_t *day) MUST_USE; /* "2026-11-22", strict */
void calendar_format_day(int32_t day, char *text);                /* CLOCK_TEXT_MAX bytes */
int32_t calendar_day_of(msec_t when) MUST_USE;                    /* in UTC+8 */
int calendar_weekday(int32_t day) MUST_USE;                       /* 1 Monday … 7 Sunday */
bool calendar_is_workday(const struct calendar *self, int32_t day) MUST_USE;

/* The n-th working day after `day` (n >= 0; the first day is not counted). */
int32_t calendar_add_workdays(const struct calendar *self, int32_t day, int n) MUST_USE;

/* `day` + n calendar days, moved to the next working day when that is a day off. */
int32_t calendar_due(const struct calendar *self, int32_t day, int n) MUST_USE;

/* The same for a period of n months (0 <= n <= 1200): it ends on the same day of its last
 * month, or on the last day of one that is too short. */
int32_t calendar_due_months(const struct calendar *self, int32_t day, int n) MUST_USE;

#endif
