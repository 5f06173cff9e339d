#include "core/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

/* PCG32 (O'Neill 2014): multiplier, and stream 54 as in its published check values */
#define PCG_MULTIPLIER UINT64_C(6364136223846793005)
#define PCG_INCREMENT UINT64_C(109)

/* The one clock of the process, pinned or not: the reason this module exists. */
static struct {
    bool is_pinned, is_seeded;
    msec_t pinned;
    struct chance chance;
} the_clock;

static bool read_seed(const char *text, struct err *err)
{
    char *end;
    errno = 0;
    unsigned long long seed = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno)
        return err_set(err, ERR_USAGE, "TRAINER_SEED is '%s', but must be a whole number",
                       text);
    the_clock.is_seeded = true;
    chance_init(&the_clock.chance, seed);
    return true;
}

bool clock_init(struct err *err)
{
    memset(&the_clock, 0, sizeof the_clock);
    const char *now = getenv("TRAINER_NOW");
    if (now && *now) {
        if (!clock_parse(now, &the_clock.pinned))
            return err_set(err, ERR_USAGE, "TRAINER_NOW is '%s', but must be a time such as %s",
                           now, "2026-11-22T09:00:00+08:00");
        the_clock.is_pinned = true;
    }
    const char *seed = getenv("TRAINER_SEED");
    return !seed || !*seed || read_seed(seed, err);
}

static msec_t read_clock(clockid_t which)
{
    struct timespec now;
    if (clock_gettime(which, &now) != 0)
        BUG("no clock %d", (int)which);
    return (msec_t)now.tv_sec * 1000 + (msec_t)(now.tv_nsec / 1000000);
}

msec_t clock_now(void)
{
    return the_clock.is_pinned ? the_clock.pinned++ : read_clock(CLOCK_REALTIME);
}

msec_t clock_monotonic(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

uint64_t clock_random(void)
{
    uint64_t number;
    if (the_clock.is_seeded) {
        number = (uint64_t)chance_next(&the_clock.chance) << 32;
        return number | chance_next(&the_clock.chance);
    }
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        BUG("the system gives no random numbers");
    return number;
}

/* --- civil dates (proleptic Gregorian; Hinnant, "chrono-compatible date algorithms") ------ */

static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil {
    unsigned year, month, day;
};

static struct civil civil_from_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_era = days - era * 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * of_year + 2) / 153; /* from March */
    int64_t day = of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    return (struct civil){(unsigned)year, (unsigned)month, (unsigned)day};
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

/* Milliseconds since midnight, and the day, in China. */
static int64_t split_day(msec_t when, int64_t *day)
{
    int64_t local = when + CLOCK_CHINA_OFFSET;
    *day = local / CLOCK_DAY - (local % CLOCK_DAY < 0);
    return local - *day * CLOCK_DAY;
}

void clock_format_date(msec_t when, char *text)
{
    int64_t day;
    (void)split_day(when, &day);
    struct civil civil = civil_from_days(day);
    snprintf(text, CLOCK_TEXT_MAX, "%04u-%02u-%02u", civil.year % 10000, civil.month % 100,
             civil.day % 100);
}

void clock_format(msec_t when, char *text)
{
    int64_t day;
    unsigned seconds = (unsigned)(split_day(when, &day) / 1000);
    clock_format_date(when, text);
    size_t len = strlen(text);
    snprintf(text + len, CLOCK_TEXT_MAX - len, "T%02u:%02u:%02u+08:00", seconds / 3600 % 24,
             seconds / 60 % 60, seconds % 60);
}

/* Exactly `digits` digits. */
static bool parse_number(const char **text, int digits, int *number)
{
    *number = 0;
    for (; digits > 0; digits--, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

static bool parse_mark(const char **text, const char *mark)
{
    size_t len = strlen(mark);
    if (strncmp(*text, mark, len) != 0)
        return false;
    *text += len;
    return true;
}

bool clock_parse(const char *text, msec_t *when)
{
    int year, month, day, hour = 0, minute = 0, second = 0;
    msec_t offset = CLOCK_CHINA_OFFSET;
    if (!parse_number(&text, 4, &year) || !parse_mark(&text, "-") ||
        !parse_number(&text, 2, &month) || !parse_mark(&text, "-") ||
        !parse_number(&text, 2, &day) || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return false;
    if (*text) {
        if (!parse_mark(&text, "T") || !parse_number(&text, 2, &hour) ||
            !parse_mark(&text, ":") || !parse_number(&text, 2, &minute) ||
            !parse_mark(&text, ":") || !parse_number(&text, 2, &second) || hour > 23 ||
            minute > 59 || second > 59)
            return false;
        if (parse_mark(&text, "Z"))
            offset = 0;
        else if (!parse_mark(&text, "+08:00"))
            return false;
        if (*text)
            return false;
    }
    *when = days_from_civil(year, month, day) * CLOCK_DAY +
            ((hour * 60 + minute) * 60 + second) * INT64_C(1000) - offset;
    return true;
}

static void step(struct chance *self)
{
    self->state = self->state * PCG_MULTIPLIER + PCG_INCREMENT;
}

void chance_init(struct chance *self, uint64_t seed)
{
    self->state = PCG_INCREMENT + seed;
    step(self);
}

uint32_t chance_next(struct chance *self)
{
    uint64_t old = self->state;
    step(self);
    uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27);
    unsigned turn = (unsigned)(old >> 59);
    return mixed >> turn | mixed << (-turn & 31);
}

uint32_t chance_below(struct chance *self, uint32_t bound)
{
    if (bound == 0)
        BUG("a choice among nothing");
    uint32_t least = -bound % bound; /* what is below would favour small numbers */
    uint32_t number;
    do
        number = chance_next(self);
    while (number < least);
    return number % bound;
}
