/* What a level still asks for, from the facts of one officer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn/standing.h"

static char l01[] = "L01", s01[] = "S01", s02[] = "S02", mode[] = "try";
static char *lessons[] = {l01};
static struct ladder_scenario cases[] = {{s01, mode, 80}, {s02, mode, 80}};
static const struct ladder_level level = {.lessons = lessons,
                                          .lesson_count = 1,
                                          .scenarios = cases,
                                          .scenario_count = 2,
                                          .retry_days = 1};
static const struct standing_lesson done = {10, 10, 2, 2};
static const double good[] = {80, 95};

/* 2026-11-22 09:00 in China */
static const msec_t morning = INT64_C(1795309200000);

static struct standing of(const struct standing_facts *facts, msec_t now)
{
    struct standing out;
    standing_of(&level, facts, calendar_day_of(now), &out);
    return out;
}

static void a_lesson_is_done_with_all_steps_seen_and_questions_answered(void **state)
{
    (void)state;
    assert_true(standing_lesson_is_done(&done));
    assert_false(standing_lesson_is_done(&(struct standing_lesson){9, 10, 2, 2}));
    assert_false(standing_lesson_is_done(&(struct standing_lesson){10, 10, 1, 2}));
    assert_true(standing_lesson_is_done(&(struct standing_lesson){3, 3, 0, 0}));
    assert_false(standing_lesson_is_done(&(struct standing_lesson){0, 0, 0, 0}));
}

static void the_exam_opens_when_lesson_and_cases_are_done(void **state)
{
    (void)state;
    const double low[] = {79.9, -1};
    struct standing_facts facts = {.lessons = &done, .best_scores = low};
    struct standing standing = of(&facts, morning);
    assert_int_equal(standing.missing_cases, 2);
    assert_false(standing.is_exam_open);
    facts.best_scores = good;
    standing = of(&facts, morning);
    assert_int_equal(standing.missing_cases, 0);
    assert_true(standing.is_exam_open);
    assert_false(standing.is_ready);
    facts.lessons = &(struct standing_lesson){9, 10, 2, 2};
    standing = of(&facts, morning);
    assert_int_equal(standing.missing_lessons, 1);
    assert_false(standing.is_exam_open);
}

static void a_failed_exam_is_tried_again_the_next_day_not_24_hours_later(void **state)
{
    (void)state;
    const msec_t hour = 3600000;
    struct standing_facts facts = {.lessons = &done, .best_scores = good};
    facts.exam_failed = morning;
    struct standing standing = of(&facts, morning + 14 * hour); /* 23:00 */
    assert_false(standing.is_exam_open);
    assert_int_equal(standing.retry_day, calendar_day_of(morning) + 1);
    standing = of(&facts, morning + 16 * hour); /* 01:00 of the next day */
    assert_true(standing.is_exam_open);
    assert_int_equal(standing.retry_day, 0);
}

static void a_passed_exam_makes_ready_and_a_certificate_ends_it(void **state)
{
    (void)state;
    struct standing_facts facts = {.lessons = &done, .best_scores = good};
    facts.exam_failed = morning;
    facts.exam_passed = morning + 86400000;
    struct standing standing = of(&facts, morning + 86400000);
    assert_true(standing.is_ready);
    assert_false(standing.is_exam_open);
    assert_int_equal(standing.retry_day, 0);
    facts.is_certified = true;
    facts.exam_passed = 0; /* used up by the certificate */
    standing = of(&facts, morning + 86400000);
    assert_false(standing.is_ready);
    assert_true(standing.is_exam_passed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_done_with_all_steps_seen_and_questions_answered),
        cmocka_unit_test(the_exam_opens_when_lesson_and_cases_are_done),
        cmocka_unit_test(a_failed_exam_is_tried_again_the_next_day_not_24_hours_later),
        cmocka_unit_test(a_passed_exam_makes_ready_and_a_certificate_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
