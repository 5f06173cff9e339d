#include "sim/times.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MINUTES = 24 * 60, MORNING = 9 * 60, LONGEST_WAIT = 10 * 366 };

const char *const times_fact_names[TIMES_FACTS] = {"runs", "over", "left"};

int64_t times_start(const struct machine *self)
{
    const char *time = self->scenario->time;
    const int64_t of_day =
        ((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 + time[4] - '0';
    return (int64_t)self->scenario->date * DAY_MINUTES + of_day;
}

int64_t times_now(const struct machine *self)
{
    return times_start(self) + (self->clock >= 0 ? self->clock : self->minutes);
}

int32_t times_today(const struct machine *self)
{
    return (int32_t)(times_now(self) / DAY_MINUTES);
}

void times_text(int64_t minutes, char *text)
{
    char day[CLOCK_TEXT_MAX];
    const int of_day = (int)(minutes % DAY_MINUTES);
    calendar_format_day((int32_t)(minutes / DAY_MINUTES), day);
    (void)snprintf(text, CLOCK_TEXT_MAX, "%.10s %02d:%02d", day, of_day / 60, of_day % 60);
}

const struct calendar *times_calendar(const struct machine *self)
{
    static const struct calendar none = {0};
    return self->course->policy == NULL ? &none : &self->course->policy->calendar;
}

/* A number, or the name of a number fact; never so much that the calendar ends. */
static int64_t amount(const struct machine *self, const char *text)
{
    const size_t len = strlen(text);
    const int64_t value = strspn(text, "0123456789") == len ? strtoll(text, NULL, 10)
                                                            : machine_number(self, text);
    const int64_t most = (int64_t)LONGEST_WAIT * DAY_MINUTES;
    return value < 0 ? 0 : value > most ? most : value;
}

struct end {
    int32_t day;    /* the last one */
    int64_t minute; /* the first after it */
};

static struct end end_of(const struct machine *self, const struct workflow_timer *timer,
                         int64_t from)
{
    const struct calendar *calendar = times_calendar(self);
    const int64_t count = amount(self, timer->count);
    const int days = (int)(count > LONGEST_WAIT ? LONGEST_WAIT : count);
    const int months = (int)(count > LONGEST_WAIT / 30 ? LONGEST_WAIT / 30 : count);
    const int32_t day = (int32_t)(from / DAY_MINUTES);
    struct end end;
    switch ((enum workflow_unit)timer->unit) {
    case WORKFLOW_HOURS:
        end.minute = from + count * 60;
        end.day = (int32_t)(end.minute / DAY_MINUTES);
        return end;
    case WORKFLOW_WORKDAYS:
        end.day = calendar_add_workdays(calendar, day, days);
        break;
    case WORKFLOW_MONTHS:
        end.day = calendar_due_months(calendar, day, months);
        break;
    default:
        end.day = calendar_due(calendar, day, days);
        break;
    }
    end.minute = ((int64_t)end.day + 1) * DAY_MINUTES;
    return end;
}

void times_begin(struct machine *self)
{
    const struct workflow_timer *timers = self->workflow->timers.items;
    for (size_t i = 0; i < self->workflow->timers.count; i++) {
        if (timers[i].from != NULL && self->began_at[i] < 0 &&
            machine_holds(self, timers[i].from)) {
            self->began_at[i] = self->minutes;
        }
    }
}

static int64_t floor_days(int64_t minutes)
{
    return minutes >= 0 ? minutes / DAY_MINUTES : -((-minutes + DAY_MINUTES - 1) / DAY_MINUTES);
}

int64_t times_fact(const struct machine *self, size_t which)
{
    const struct workflow_timer *timers = self->workflow->timers.items;
    const size_t at = which / TIMES_FACTS;
    if (self->began_at[at] < 0) {
        return 0;
    }
    const struct end end = end_of(self, &timers[at], times_start(self) + self->began_at[at]);
    switch ((enum times_fact)(which % TIMES_FACTS)) {
    case TIMES_RUNS:
        return 1;
    case TIMES_OVER:
        return times_now(self) >= end.minute;
    case TIMES_LEFT:
        return timers[at].unit == WORKFLOW_HOURS ? floor_days(end.minute - times_now(self))
                                                 : end.day - times_today(self);
    default:
        BUG("fact %zu of a time limit", which);
    }
}

static void go_to(struct machine *self, int64_t moment)
{
    if (moment > times_start(self) + self->minutes) {
        self->minutes = moment - times_start(self);
    }
}

static void wait_for(struct machine *self, const char *what)
{
    const struct workflow_timer *timers = self->workflow->timers.items;
    if (strcmp(what, "next-workday") == 0) {
        const int32_t day = calendar_add_workdays(times_calendar(self), times_today(self), 1);
        go_to(self, (int64_t)day * DAY_MINUTES + MORNING);
        return;
    }
    for (size_t i = 0; i < self->workflow->timers.count; i++) {
        if (strcmp(timers[i].id, what) == 0 && self->began_at[i] >= 0) {
            const struct end end =
                end_of(self, &timers[i], times_start(self) + self->began_at[i]);
            const bool is_hours = timers[i].unit == WORKFLOW_HOURS;
            const int32_t next = calendar_add_workdays(times_calendar(self), end.day, 1);
            go_to(self, is_hours ? end.minute : (int64_t)next * DAY_MINUTES + MORNING);
        }
    }
}

void times_pass(struct machine *self, const struct workflow_action *action)
{
    if (action->minutes != NULL) {
        self->minutes += amount(self, action->minutes);
    }
    if (action->days != NULL) {
        const int64_t days = amount(self, action->days);
        self->minutes += (days > LONGEST_WAIT ? LONGEST_WAIT : days) * DAY_MINUTES;
    }
    if (action->waits != NULL) {
        wait_for(self, action->waits);
    }
}

bool times_due(const struct machine *self, const char *timer, struct sbuf *out)
{
    const struct workflow_timer *timers = self->workflow->timers.items;
    const struct workflow_timer *found = workflow_timer(self->workflow, timer);
    char text[CLOCK_TEXT_MAX];
    if (found == NULL) {
        return false;
    }
    const int64_t began = self->began_at[found - timers];
    const struct end end =
        end_of(self, found, began >= 0 ? times_start(self) + began : times_now(self));
    if (found->unit == WORKFLOW_HOURS) {
        times_text(end.minute, text);
    } else {
        calendar_format_day(end.day, text);
    }
    sbuf_add(out, text);
    return true;
}
