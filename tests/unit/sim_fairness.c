/* Fairness: the worked example of the domain (eight shops out by 0.8 m), and the scale. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/fairness.h"

static void the_scale_runs_from_skipped_to_the_top_of_the_range(void **state)
{
    (void)state;
    assert_float_equal(fairness_scale(FAIRNESS_SKIPPED, 0, 0, 2000), 0, 1e-9);
    assert_float_equal(fairness_scale(FAIRNESS_TIP, 0, 0, 2000), 0.10, 1e-9);
    assert_float_equal(fairness_scale(FAIRNESS_NO_PENALTY, 0, 0, 2000), 0.20, 1e-9);
    assert_float_equal(fairness_scale(FAIRNESS_WARNING, 0, 0, 2000), 0.25, 1e-9);
    assert_float_equal(fairness_scale(FAIRNESS_FINE, 0, 0, 2000), 0.30, 1e-9);
    assert_float_equal(fairness_scale(FAIRNESS_FINE, 1000, 0, 2000), 0.65, 1e-9);
    assert_float_equal(fairness_scale(FAIRNESS_FINE, 9000, 0, 2000), 1, 1e-9);
}

/* four small shops fined rightly, two chain stores tipped, two friends' shops passed by */
static size_t street(struct fairness_case *cases)
{
    for (size_t i = 0; i < 8; i++) {
        const bool is_tipped = i == 4 || i == 5, is_friend = i > 5;
        cases[i] = (struct fairness_case){.y = is_friend   ? 0
                                               : is_tipped ? 0.10
                                                           : 0.50,
                                          .right_y = 0.50,
                                          .is_related = is_friend,
                                          .is_skipped = is_friend,
                                          .has_reason = !is_friend,
                                          .group = i < 4 ? 0 : 1};
    }
    return 8;
}

static void the_patrol_past_the_friends_shops_is_red_in_both_indices(void **state)
{
    (void)state;
    struct fairness_case cases[8];
    const size_t count = street(cases);
    assert_float_equal(fairness_selective(cases, count), 66, 0.5);
    assert_float_equal(fairness_favour(cases, count), 86, 0.5);
}

static void walking_past_two_of_eight_is_fifty_whatever_the_groups(void **state)
{
    (void)state;
    struct fairness_case cases[8];
    const size_t count = street(cases);
    for (size_t i = 0; i < count; i++) {
        cases[i].group = -1;
    }
    assert_float_equal(fairness_selective(cases, count), 50, 1e-9);
}

static void equal_treatment_is_zero(void **state)
{
    (void)state;
    struct fairness_case cases[8];
    const size_t count = street(cases);
    for (size_t i = 0; i < count; i++) {
        cases[i].y = cases[i].right_y;
        cases[i].is_skipped = false;
        cases[i].has_reason = true;
    }
    assert_float_equal(fairness_selective(cases, count), 0, 1e-9);
    assert_float_equal(fairness_favour(cases, count), 0, 1e-9);
}

static void without_a_related_case_there_is_no_favour_index(void **state)
{
    (void)state;
    const struct fairness_case one = {.y = 0.5, .right_y = 0.5, .group = -1};
    assert_float_equal(fairness_favour(&one, 1), -1, 1e-9);
    assert_float_equal(fairness_selective(&one, 0), -1, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scale_runs_from_skipped_to_the_top_of_the_range),
        cmocka_unit_test(the_patrol_past_the_friends_shops_is_red_in_both_indices),
        cmocka_unit_test(walking_past_two_of_eight_is_fifty_whatever_the_groups),
        cmocka_unit_test(equal_treatment_is_zero),
        cmocka_unit_test(without_a_related_case_there_is_no_favour_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
