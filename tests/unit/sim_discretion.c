/* Discretion: the worked numbers of every scenario, and the measure of a learner. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/discretion.h"

enum { FACTORS_MAX = 8 };

/* clang-format off */
static const struct {
    const char *scenario, *item;
    enum catalog_tier tier;
    int64_t range[2];
    int64_t ends[4]; /* lenient lo, lenient hi, standard hi, aggravated hi */
    const char *factors;
    int score;
    enum grade grade;
    int64_t band[2], target;
} cases[] = {
    { "S02", "0205", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "A3 M8 M9", 45, 3, { 110, 200 }, 140 },
    { "S03", "1302", TIER_BASE, { 5000, 50000 }, { 5000, 10000, 25000, 50000 }, "M8 M9", 30, 2, { 5000, 10000 }, 9290 },
    { "S03", "1302", TIER_REFUSAL, { 50000, 200000 }, { 50000, 95000, 155000, 200000 }, "M9", 40, 3, { 95010, 155000 }, 103280 },
    { "S05", "0206", TIER_BASE, { 0, 20000 }, { 200, 1000, 3000, 20000 }, "A2 M7", 60, 3, { 1010, 3000 }, 2660 },
    { "S06", "0206", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "A2 M7 M9", 50, 3, { 110, 200 }, 150 },
    { "S07", "0508", TIER_BASE, { 100, 500 }, { 100, 220, 380, 500 }, "M7 M9", 30, 2, { 100, 220 }, 200 },
    { "S08", "0508", TIER_BASE, { 100, 1000 }, { 100, 200, 500, 1000 }, "M3 M9", 15, 2, { 100, 200 }, 140 },
    { "S08", "0508", TIER_BASE, { 100, 1000 }, { 100, 200, 500, 1000 }, "M3 M7 M9", 5, 1, { 50, 90 }, 70 },
    { "S09", "0206", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "A1 M8 M9", 50, 3, { 110, 200 }, 150 },
    { "S10", "0206", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "M9", 40, 3, { 110, 200 }, 120 },
    { "S11", "0206", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "M8 M9", 30, 2, { 20, 100 }, 90 },
    { "S13", "0217", TIER_OVERDUE, { 100, 500 }, { 100, 220, 380, 500 }, "M7 M9", 30, 2, { 100, 220 }, 200 },
    { "S14", "0205", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "M8 M9", 30, 2, { 20, 100 }, 90 },
    { "S15", "1318", TIER_BASE, { 500, 5000 }, { 500, 1850, 3650, 5000 }, "M8", 40, 3, { 1860, 3650 }, 2110 },
    { "S15", "1318", TIER_REFUSAL, { 5000, 20000 }, { 5000, 9500, 15500, 20000 }, "", 50, 3, { 9510, 15500 }, 12400 },
    { "S16", "0903", TIER_OVERDUE, { 20000, 100000 }, { 20000, 44000, 76000, 100000 }, "M9", 40, 3, { 44010, 76000 }, 48420 },
    { "S17", "0613", TIER_BASE, { 2000, 20000 }, { 2000, 7400, 14600, 20000 }, "M1", 25, 2, { 2000, 7400 }, 5860 },
    { "S18", "0605", TIER_BASE, { 100000, 1000000 }, { 100000, 200000, 400000, 1000000 }, "A4 M10", 35, 2, { 100000, 200000 }, 200000 },
    { "S18", "0605", TIER_BASE, { 100000, 1000000 }, { 100000, 200000, 400000, 1000000 }, "A4 M8", 55, 3, { 200010, 400000 }, 331040 },
    { "S21", "0206", TIER_BASE, { 0, 20000 }, { 20, 100, 200, 2000 }, "M8 M9", 30, 2, { 20, 100 }, 90 },
    { "S21", "0206", TIER_BASE, { 0, 20000 }, { 200, 1000, 3000, 20000 }, "M8 M9", 30, 2, { 200, 1000 }, 890 },
};
/* clang-format on */

static struct catalog_band band_of(size_t i)
{
    return (struct catalog_band){.tier = cases[i].tier,
                                 .min = cases[i].range[0],
                                 .max = cases[i].range[1],
                                 .lenient_lo = cases[i].ends[0],
                                 .lenient_hi = cases[i].ends[1],
                                 .standard_hi = cases[i].ends[2],
                                 .aggravated_hi = cases[i].ends[3]};
}

/* Split "A3 M8" at the blanks of `text`, which is changed. */
static size_t split(char *text, const char **factors)
{
    size_t count = 0;
    while (*text != '\0') {
        factors[count++] = text;
        text += strcspn(text, " ");
        if (*text == ' ') {
            *text++ = '\0';
        }
    }
    return count;
}

static void every_worked_case_of_the_domain_comes_out_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct catalog_band band = band_of(i);
        const char *factors[FACTORS_MAX];
        char *text = xstrdup(cases[i].factors);
        struct discretion got;
        discretion_grade(factors, split(text, factors), &band, &got);
        discretion_amount(&band, &got);
        if (got.score != cases[i].score || got.grade != cases[i].grade ||
            got.low != cases[i].band[0] || got.high != cases[i].band[1] ||
            got.target != cases[i].target) {
            fail_msg("%s item %s: S=%d g=%d band %lld-%lld target %lld", cases[i].scenario,
                     cases[i].item, got.score, (int)got.grade, (long long)got.low,
                     (long long)got.high, (long long)got.target);
        }
        free(text);
    }
}

static const struct catalog_band stall = {.tier = TIER_BASE,
                                          .min = 0,
                                          .max = 20000,
                                          .lenient_lo = 20,
                                          .lenient_hi = 100,
                                          .standard_hi = 200,
                                          .aggravated_hi = 2000};

static void a_factor_in_favour_that_must_be_weighed_keeps_the_case_lenient(void **state)
{
    (void)state;
    const char *const factors[] = {"M1", "A1", "A2", "A3", "A5"};
    struct discretion got;
    discretion_grade(factors, 5, &stall, &got);
    assert_int_equal(got.score, 35);
    assert_int_equal(got.grade, GRADE_LENIENT);
    assert_true(got.is_must);
}

static void one_clean_up_counts_once(void **state)
{
    (void)state;
    const char *const both_factors[] = {"M1", "M8", "M10"};
    struct discretion got;
    discretion_grade(both_factors, 3, &stall, &got);
    assert_int_equal(got.score, 25);
}

static void refusal_is_not_counted_again_where_it_opened_the_tier(void **state)
{
    (void)state;
    struct catalog_band refusal = stall;
    refusal.tier = TIER_REFUSAL;
    const char *const factors[] = {"A2"};
    struct discretion base, tier;
    discretion_grade(factors, 1, &stall, &base);
    discretion_grade(factors, 1, &refusal, &tier);
    assert_int_equal(base.score, 70);
    assert_int_equal(tier.score, 50);
}

static void manners_weigh_nothing(void **state)
{
    (void)state;
    int points;
    bool is_must;
    assert_true(discretion_factor("X5", &points, &is_must));
    assert_int_equal(points, 0);
    assert_false(is_must);
    assert_false(discretion_factor("X0", &points, &is_must));
    assert_false(discretion_factor("A9", &points, &is_must));
}

static void the_lowest_score_without_a_ground_stays_inside_the_range(void **state)
{
    (void)state;
    struct catalog_band refuse = {.tier = TIER_BASE,
                                  .min = 100,
                                  .max = 1000,
                                  .lenient_lo = 100,
                                  .lenient_hi = 200,
                                  .standard_hi = 500,
                                  .aggravated_hi = 1000};
    const char *const light[] = {"M7", "M8", "M9"};
    const char *const ground[] = {"M3", "M7", "M9"};
    struct discretion got;
    discretion_grade(light, 3, &refuse, &got);
    assert_int_equal(got.score, 20);
    assert_int_equal(got.grade, GRADE_LENIENT);
    discretion_grade(ground, 3, &refuse, &got);
    assert_int_equal(got.grade, GRADE_MITIGATED);
    discretion_amount(&refuse, &got);
    assert_int_equal(got.target, 70);
}

static const struct discretion right = {
    .score = 45, .grade = GRADE_STANDARD, .low = 110, .high = 200, .target = 140};

static double measure(enum grade grade, int64_t fine, size_t relevant_cited, size_t wrong)
{
    const struct discretion_choice choice = {.grade = grade,
                                             .fine = fine,
                                             .relevant = 3,
                                             .cited = relevant_cited + wrong,
                                             .relevant_cited = relevant_cited,
                                             .wrong_cited = wrong};
    return discretion_measure(&right, &stall, &choice);
}

static void the_right_grade_sum_and_factors_earn_everything(void **state)
{
    (void)state;
    assert_float_equal(measure(GRADE_STANDARD, 140, 3, 0), 100, 1e-9);
    assert_float_equal(measure(GRADE_STANDARD, 110, 3, 0), 100, 1e-9);
}

static void one_grade_off_costs_a_quarter(void **state)
{
    (void)state;
    assert_float_equal(measure(GRADE_LENIENT, 140, 3, 0), 75, 1e-9);
    assert_float_equal(measure(GRADE_MITIGATED, 140, 3, 0), 50, 1e-9);
}

static void a_sum_outside_the_grade_costs_by_its_distance(void **state)
{
    (void)state;
    /* 1,100 too much on a scale of max(90, 0.1 * 20,000) = 2,000 */
    assert_float_equal(measure(GRADE_STANDARD, 1300, 3, 0), 100 - 30 * 0.55, 1e-9);
}

static void citing_the_persons_manners_costs_points(void **state)
{
    (void)state;
    /* r = 3/3 - 0.5 * 1/4 */
    assert_float_equal(measure(GRADE_STANDARD, 140, 3, 1), 80 + 20 * 0.875, 1e-9);
    assert_float_equal(measure(GRADE_STANDARD, 140, 0, 0), 80, 1e-9);
}

static void a_sum_above_the_law_earns_nothing_at_all(void **state)
{
    (void)state;
    assert_float_equal(measure(GRADE_STANDARD, 20001, 3, 0), 0, 1e-9);
}

static void where_no_fine_is_due_any_fine_is_wholly_wrong(void **state)
{
    (void)state;
    const struct discretion none = {.grade = GRADE_NONE};
    struct discretion_choice choice = {.grade = GRADE_NONE};
    assert_float_equal(discretion_measure(&none, NULL, &choice), 100, 1e-9);
    choice.fine = 20;
    assert_float_equal(discretion_measure(&none, NULL, &choice), 70, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_worked_case_of_the_domain_comes_out_the_same),
        cmocka_unit_test(a_factor_in_favour_that_must_be_weighed_keeps_the_case_lenient),
        cmocka_unit_test(one_clean_up_counts_once),
        cmocka_unit_test(refusal_is_not_counted_again_where_it_opened_the_tier),
        cmocka_unit_test(manners_weigh_nothing),
        cmocka_unit_test(the_lowest_score_without_a_ground_stays_inside_the_range),
        cmocka_unit_test(the_right_grade_sum_and_factors_earn_everything),
        cmocka_unit_test(one_grade_off_costs_a_quarter),
        cmocka_unit_test(a_sum_outside_the_grade_costs_by_its_distance),
        cmocka_unit_test(citing_the_persons_manners_costs_points),
        cmocka_unit_test(a_sum_above_the_law_earns_nothing_at_all),
        cmocka_unit_test(where_no_fine_is_due_any_fine_is_wholly_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
