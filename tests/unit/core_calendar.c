/* Deadlines: working days, days off, make-up workdays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/calendar.h"

static int32_t day(const char *text)
{
    int32_t number;
    assert_true(calendar_parse_day(text, &number));
    return number;
}

static void expect_day(int32_t number, const char *text)
{
    char got[CLOCK_TEXT_MAX];
    calendar_format_day(number, got);
    assert_string_equal(got, text);
}

/* A week off from Thursday 1 to Wednesday 7 October, paid for on Saturday the 10th (训练值). */
static void holiday_week(struct calendar *calendar)
{
    static const char *const off[] = {"2026-10-07", "2026-10-01", "2026-10-05",
                                      "2026-10-02", "2026-10-06", "2026-10-01"};
    calendar_init(calendar);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        calendar_add_holiday(calendar, day(off[i]));
    calendar_add_workday(calendar, day("2026-10-10"));
}

static void days_are_counted_from_1970_and_weekdays_from_monday(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(calendar_weekday(0), 4);
    assert_int_equal(calendar_weekday(-4), 7);
    assert_int_equal(calendar_weekday(day("2026-11-22")), 7); /* a Sunday */
    assert_int_equal(calendar_weekday(day("2026-11-23")), 1);
    expect_day(day("2024-02-29") + 1, "2024-03-01");
}

static void only_whole_dates_are_read(void **state)
{
    (void)state;
    int32_t number = 7;
    assert_false(calendar_parse_day("2026-11-22T09:00:00Z", &number));
    assert_false(calendar_parse_day("2026-11-31", &number));
    assert_false(calendar_parse_day("2026-11", &number));
    assert_int_equal(number, 7);
}

static void the_day_of_an_event_is_that_in_china(void **state)
{
    (void)state;
    msec_t when;
    assert_true(clock_parse("2026-11-21T23:59:59+08:00", &when));
    assert_int_equal(calendar_day_of(when), day("2026-11-21"));
    assert_int_equal(calendar_day_of(when + 1000), day("2026-11-22"));
    assert_int_equal(calendar_day_of(-28800001), -1);
    assert_int_equal(calendar_day_of(-28800000), 0);
}

static void the_first_day_is_not_counted_and_weekends_do_not_count(void **state)
{
    (void)state;
    struct calendar calendar;
    calendar_init(&calendar);
    /* a Thursday: two working days to register evidence end on Monday */
    expect_day(calendar_add_workdays(&calendar, day("2026-11-19"), 2), "2026-11-23");
    expect_day(calendar_add_workdays(&calendar, day("2026-11-19"), 7), "2026-11-30");
    expect_day(calendar_add_workdays(&calendar, day("2026-11-21"), 1), "2026-11-23");
    expect_day(calendar_add_workdays(&calendar, day("2026-11-21"), 0), "2026-11-21");
    calendar_release(&calendar);
}

static void holidays_are_skipped_and_make_up_days_worked(void **state)
{
    (void)state;
    struct calendar calendar;
    holiday_week(&calendar);
    assert_int_equal(calendar.holiday_count, 5); /* one was named twice */
    assert_false(calendar_is_workday(&calendar, day("2026-10-01")));
    assert_true(calendar_is_workday(&calendar, day("2026-10-08")));
    assert_true(calendar_is_workday(&calendar, day("2026-10-10"))); /* Saturday */
    assert_false(calendar_is_workday(&calendar, day("2026-10-11")));
    expect_day(calendar_add_workdays(&calendar, day("2026-09-30"), 1), "2026-10-08");
    expect_day(calendar_add_workdays(&calendar, day("2026-09-30"), 3), "2026-10-10");
    expect_day(calendar_add_workdays(&calendar, day("2026-09-30"), 4), "2026-10-12");
    calendar_release(&calendar);
}

static void a_last_day_off_moves_to_the_next_working_day(void **state)
{
    (void)state;
    struct calendar calendar;
    holiday_week(&calendar);
    /* fifteen days to pay */
    expect_day(calendar_due(&calendar, day("2026-11-02"), 15), "2026-11-17");
    expect_day(calendar_due(&calendar, day("2026-11-06"), 15), "2026-11-23"); /* Saturday */
    expect_day(calendar_due(&calendar, day("2026-09-17"), 15), "2026-10-08"); /* holiday */
    expect_day(calendar_due(&calendar, day("2026-09-25"), 15), "2026-10-10"); /* worked */
    calendar_release(&calendar);
}

static void months_end_on_the_same_day_or_the_last_of_a_short_month(void **state)
{
    (void)state;
    struct calendar calendar;
    holiday_week(&calendar);
    expect_day(calendar_due_months(&calendar, day("2026-10-09"), 3), "2027-01-11"); /* Sat */
    expect_day(calendar_due_months(&calendar, day("2026-08-31"), 6), "2027-03-01"); /* Sun */
    expect_day(calendar_due_months(&calendar, day("2026-03-31"), 1), "2026-04-30");
    expect_day(calendar_due_months(&calendar, day("2026-04-01"), 6), "2026-10-08"); /* off */
    expect_day(calendar_due_months(&calendar, day("2024-01-31"), 1), "2024-02-29");
    calendar_release(&calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_1970_and_weekdays_from_monday),
        cmocka_unit_test(only_whole_dates_are_read),
        cmocka_unit_test(the_day_of_an_event_is_that_in_china),
        cmocka_unit_test(the_first_day_is_not_counted_and_weekends_do_not_count),
        cmocka_unit_test(holidays_are_skipped_and_make_up_days_worked),
        cmocka_unit_test(a_last_day_off_moves_to_the_next_working_day),
        cmocka_unit_test(months_end_on_the_same_day_or_the_last_of_a_short_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
