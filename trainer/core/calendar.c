#include "core/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void calendar_init(struct calendar *self)
{
    *self = (struct calendar){0};
}

void calendar_release(struct calendar *self)
{
    free(self->holidays);
    free(self->workdays);
    calendar_init(self);
}

/* Where `day` stands in a sorted list, or would. */
static size_t place_of(const int32_t *days, size_t count, int32_t day)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool contains(const int32_t *days, size_t count, int32_t day)
{
    size_t at = place_of(days, count, day);
    return at < count && days[at] == day;
}

static void insert(int32_t **days, size_t *count, int32_t day)
{
    if (contains(*days, *count, day))
        return;
    size_t at = place_of(*days, *count, day);
    *days = xreallocarray(*days, *count + 1, sizeof **days);
    memmove(*days + at + 1, *days + at, (*count - at) * sizeof **days);
    (*days)[at] = day;
    ++*count;
}

void calendar_add_holiday(struct calendar *self, int32_t day)
{
    insert(&self->holidays, &self->holiday_count, day);
}

void calendar_add_workday(struct calendar *self, int32_t day)
{
    insert(&self->workdays, &self->workday_count, day);
}

bool calendar_parse_day(const char *text, int32_t *day)
{
    msec_t when;
    if (strlen(text) != strlen("2026-11-22") || !clock_parse(text, &when))
        return false;
    *day = calendar_day_of(when);
    return true;
}

void calendar_format_day(int32_t day, char *text)
{
    clock_format_date(day * CLOCK_DAY - CLOCK_CHINA_OFFSET, text);
}

int32_t calendar_day_of(msec_t when)
{
    msec_t local = when + CLOCK_CHINA_OFFSET;
    return (int32_t)(local / CLOCK_DAY - (local % CLOCK_DAY < 0));
}

int calendar_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday */
    return (int)((((int64_t)day + 3) % 7 + 7) % 7) + 1;
}

bool calendar_is_workday(const struct calendar *self, int32_t day)
{
    if (contains(self->workdays, self->workday_count, day))
        return true;
    return calendar_weekday(day) <= 5 && !contains(self->holidays, self->holiday_count, day);
}

int32_t calendar_add_workdays(const struct calendar *self, int32_t day, int n)
{
    while (n > 0)
        if (calendar_is_workday(self, ++day))
            n--;
    return day;
}

static int32_t not_off(const struct calendar *self, int32_t day)
{
    while (!calendar_is_workday(self, day))
        day++;
    return day;
}

int32_t calendar_due(const struct calendar *self, int32_t day, int n)
{
    return not_off(self, day + n);
}

int32_t calendar_due_months(const struct calendar *self, int32_t day, int n)
{
    char text[CLOCK_TEXT_MAX];
    int year, month, of_month;
    int32_t end;
    calendar_format_day(day, text);
    if (sscanf(text, "%d-%d-%d", &year, &month, &of_month) != 3)
        BUG("no day: %s", text);
    int months = year * 12 + month - 1 + n;
    do /* 31 May and one month: there is no 31 June */
        snprintf(text, sizeof text, "%04d-%02d-%02d", months / 12, months % 12 + 1, of_month--);
    while (!calendar_parse_day(text, &end));
    return not_off(self, end);
}
