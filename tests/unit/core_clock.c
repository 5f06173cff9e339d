/* Time and chance: pinned by a test, in China Standard Time for every record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/clock.h"

static void pin(const char *now, const char *seed)
{
    if (now)
        setenv("TRAINER_NOW", now, 1);
    else
        unsetenv("TRAINER_NOW");
    if (seed)
        setenv("TRAINER_SEED", seed, 1);
    else
        unsetenv("TRAINER_SEED");
}

static void a_pinned_clock_stands_but_keeps_events_in_order(void **state)
{
    (void)state;
    struct err err = {0};
    pin("2026-11-22T09:00:00+08:00", NULL);
    assert_true(clock_init(&err));
    msec_t first = clock_now();
    assert_int_equal(first, INT64_C(1795309200000));
    assert_int_equal(clock_now(), first + 1);
    assert_int_equal(clock_now(), first + 2);
}

static void an_unpinned_clock_tells_the_time_of_the_system(void **state)
{
    (void)state;
    struct err err = {0};
    pin(NULL, NULL);
    assert_true(clock_init(&err));
    assert_true(clock_now() > INT64_C(1700000000000));
    msec_t before = clock_monotonic();
    assert_true(clock_monotonic() >= before);
}

static void a_malformed_variable_is_wrong_usage(void **state)
{
    (void)state;
    static const char *const bad_times[] = {"yesterday", "2026-11-22T09:00", "2026-13-01"};
    for (size_t i = 0; i < 3; i++) {
        struct err err = {0};
        pin(bad_times[i], NULL);
        assert_false(clock_init(&err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.text, bad_times[i]));
    }
    static const char *const bad_seeds[] = {"x", "-1", "1x", "99999999999999999999999"};
    for (size_t i = 0; i < 4; i++) {
        struct err err = {0};
        pin(NULL, bad_seeds[i]);
        assert_false(clock_init(&err));
        assert_int_equal(err.code, ERR_USAGE);
    }
}

static void a_seed_makes_chance_repeatable(void **state)
{
    (void)state;
    struct err err = {0};
    pin(NULL, "7");
    assert_true(clock_init(&err));
    uint64_t first = clock_random(), second = clock_random();
    assert_true(first != second);
    assert_true(clock_init(&err));
    assert_int_equal(clock_random(), first);
    assert_int_equal(clock_random(), second);
    pin(NULL, NULL);
    assert_true(clock_init(&err));
    uint64_t one = clock_random();
    assert_true(one != clock_random());
}

static void expect_time(msec_t when, const char *text)
{
    char got[CLOCK_TEXT_MAX];
    clock_format(when, got);
    assert_string_equal(got, text);
    msec_t back;
    assert_true(clock_parse(text, &back));
    assert_int_equal(back, when - when % 1000);
}

static void times_are_written_and_read_in_china_standard_time(void **state)
{
    (void)state;
    expect_time(0, "1970-01-01T08:00:00+08:00");
    expect_time(INT64_C(1795309200123), "2026-11-22T09:00:00+08:00");
    expect_time(INT64_C(1709222399000), "2024-02-29T23:59:59+08:00"); /* leap day */
    expect_time(INT64_C(1709222400000), "2024-03-01T00:00:00+08:00");
    expect_time(INT64_C(-28801000), "1969-12-31T23:59:59+08:00");
    expect_time(INT64_C(951753600000), "2000-02-29T00:00:00+08:00");
}

static void a_date_changes_at_midnight_in_china_not_in_greenwich(void **state)
{
    (void)state;
    char text[CLOCK_TEXT_MAX];
    clock_format_date(INT64_C(1795276799999), text); /* 2026-11-21T15:59:59.999Z */
    assert_string_equal(text, "2026-11-21");
    clock_format_date(INT64_C(1795276800000), text);
    assert_string_equal(text, "2026-11-22");
    msec_t when;
    assert_true(clock_parse("2026-11-22", &when));
    assert_int_equal(when, INT64_C(1795276800000));
    assert_true(clock_parse("2026-11-21T16:00:00Z", &when));
    assert_int_equal(when, INT64_C(1795276800000));
}

static void days_that_do_not_exist_and_loose_forms_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "2026-02-29",           "1900-02-29",
        "2026-04-31", "2026-00-10",           "2026-11-00",
        "2026-1-2",   "2026-11-22 ",          " 2026-11-22",
        "26-11-22",   "2026-11-22T24:00:00Z", "2026-11-22T09:60:00+08:00",
        "2026/11/22", "2026-11-22T09:00:00",  "2026-11-22T09:00:00+09:00",
        "2026-11-2२", "2026-11-22T9:00:00Z",  "2026-11-22T09:00:00Zx"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        msec_t when = 42;
        assert_false(clock_parse(wrong[i], &when));
        assert_int_equal(when, 42);
    }
}

static void chance_is_pcg32_with_its_published_numbers(void **state)
{
    (void)state;
    /* pcg32-demo, seed 42, stream 54 (www.pcg-random.org) */
    static const uint32_t expected[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                        0x83d2f293, 0xbfa4784b, 0xcbed606e};
    struct chance chance;
    chance_init(&chance, 42);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(chance_next(&chance), expected[i]);
}

static void a_choice_is_within_its_bound_and_even(void **state)
{
    (void)state;
    struct chance chance;
    chance_init(&chance, 1);
    int counts[6] = {0};
    for (int i = 0; i < 60000; i++) {
        uint32_t face = chance_below(&chance, 6);
        assert_in_range(face, 0, 5);
        counts[face]++;
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(counts[i], 9600, 10400); /* 4 standard deviations */
    assert_int_equal(chance_below(&chance, 1), 0);
    int high = 0; /* a bound for which plain modulo would be lopsided */
    for (int i = 0; i < 30000; i++)
        high += chance_below(&chance, 0xc0000000u) >= 0x60000000u;
    assert_in_range(high, 14600, 15400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pinned_clock_stands_but_keeps_events_in_order),
        cmocka_unit_test(an_unpinned_clock_tells_the_time_of_the_system),
        cmocka_unit_test(a_malformed_variable_is_wrong_usage),
        cmocka_unit_test(a_seed_makes_chance_repeatable),
        cmocka_unit_test(times_are_written_and_read_in_china_standard_time),
        cmocka_unit_test(a_date_changes_at_midnight_in_china_not_in_greenwich),
        cmocka_unit_test(days_that_do_not_exist_and_loose_forms_are_refused),
        cmocka_unit_test(chance_is_pcg32_with_its_published_numbers),
        cmocka_unit_test(a_choice_is_within_its_bound_and_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
