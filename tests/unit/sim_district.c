/* The invented district: its numbers, its rows, the formulas of B.7 and B.8, plans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/calendar.h"
#include "sim/district_plan.h"
#include "sim/district_text.h"

enum { MAY = DISTRICT_JUNE - 1, JULY = DISTRICT_JUNE + 1, JULY_2025 = 1, A_DAY = 1440 };

static struct district *district;

static int make_district(void **state)
{
    (void)state;
    district = district_new(DISTRICT_SEED);
    return 0;
}

static int free_district(void **state)
{
    (void)state;
    district_free(district);
    return 0;
}

static int of_month(enum district_kind kind, int month, bool is_merged)
{
    return district_sum(&district->census, kind, month, month, DISTRICT_ALL, is_merged);
}

static void the_june_chart_shows_what_the_case_tells(void **state)
{
    (void)state;
    assert_int_equal(of_month(DISTRICT_NOISE, MAY, false), 212);
    assert_int_equal(of_month(DISTRICT_NOISE, MAY, true), 212);
    assert_int_equal(of_month(DISTRICT_NOISE, DISTRICT_JUNE, false), 327);
    assert_int_equal(of_month(DISTRICT_NOISE, DISTRICT_JUNE, true), 290);
    assert_int_equal(of_month(DISTRICT_BIKES, MAY, true), 140);
    assert_int_equal(of_month(DISTRICT_BIKES, DISTRICT_JUNE, true), 151);
    assert_int_equal(of_month(DISTRICT_STALLS, MAY, true), 90);
    assert_int_equal(of_month(DISTRICT_STALLS, DISTRICT_JUNE, true), 88);
}

static void noise_is_an_alert_before_and_after_merging_and_nothing_else_is(void **state)
{
    (void)state;
    const struct district_change raw = district_change(212, 327),
                                 merged = district_change(212, 290);
    assert_float_equal(raw.z, 4.95, 0.005);
    assert_float_equal(merged.z, 3.48, 0.005);
    assert_true(raw.is_alert && merged.is_alert);
    assert_float_equal(merged.rate, 78.0 / 212, 1e-9);
    for (int kind = 0; kind < DISTRICT_KINDS; kind++) {
        const struct district_change change =
            district_change(of_month((enum district_kind)kind, MAY, true),
                            of_month((enum district_kind)kind, DISTRICT_JUNE, true));
        assert_int_equal(change.is_alert, kind == DISTRICT_NOISE);
    }
}

static void an_alert_needs_both_the_test_and_twenty_more(void **state)
{
    (void)state;
    assert_false(district_change(10, 29).is_alert);   /* z 3.04, only 19 more */
    assert_true(district_change(10, 30).is_alert);    /* 20 more */
    assert_false(district_change(400, 450).is_alert); /* 50 more, z 1.71 */
    assert_false(district_change(0, 0).is_alert);
    assert_float_equal(district_change(0, 7).rate, 7, 1e-9);
}

static void last_summer_the_bikes_doubled(void **state)
{
    (void)state;
    const int june = of_month(DISTRICT_BIKES, 0, false);
    assert_true(of_month(DISTRICT_BIKES, JULY_2025, false) >= 2 * june);
    assert_true(of_month(DISTRICT_BIKES, JULY_2025 + 1, false) >= 2 * june);
}

static void a_year_has_at_least_twenty_thousand_rows_in_order_of_time(void **state)
{
    (void)state;
    const int64_t from = (int64_t)district_month_start(JULY_2025) * A_DAY;
    const int64_t to = (int64_t)district_month_start(JULY) * A_DAY;
    size_t in_year = 0;
    for (size_t i = 0; i < district->row_count; i++) {
        in_year += district->rows[i].minute >= from && district->rows[i].minute < to;
        assert_true(i == 0 || district->rows[i].minute >= district->rows[i - 1].minute);
    }
    assert_true(in_year >= 20000);
}

static void every_cell_of_the_census_comes_out_in_the_rows(void **state)
{
    (void)state;
    static int raw[DISTRICT_MONTHS][DISTRICT_KINDS][DISTRICT_POINTS];
    static int events[DISTRICT_MONTHS][DISTRICT_KINDS][DISTRICT_POINTS];
    memset(raw, 0, sizeof raw);
    memset(events, 0, sizeof events);
    for (size_t i = 0; i < district->row_count; i++) {
        const struct district_row *row = &district->rows[i];
        const int month = district_month_of((int32_t)(row->minute / A_DAY));
        assert_in_range(month, 0, DISTRICT_MONTHS - 1);
        raw[month][row->kind][row->point]++;
        events[month][row->kind][row->point] += row->event == i;
    }
    for (int m = 0; m < DISTRICT_MONTHS; m++) {
        for (int k = 0; k < DISTRICT_KINDS; k++) {
            for (int p = 0; p < DISTRICT_POINTS; p++) {
                const struct district_cell *cell = &district->census.cells[m][k][p];
                assert_int_equal(raw[m][k][p], cell->raw);
                assert_int_equal(events[m][k][p], cell->raw - cell->repeats);
            }
        }
    }
}

/* What the rule of B.8 finds when it is asked about each pair that could be one event. */
static void the_rule_finds_exactly_the_repeats_that_are_there(void **state)
{
    (void)state;
    size_t repeats = 0;
    for (size_t i = 0; i < district->row_count; i++) {
        const struct district_row *row = &district->rows[i];
        size_t same = i;
        for (size_t j = i; j-- > 0 && row->minute - district->rows[j].minute <= 48 * 60;) {
            if (district->rows[j].kind == row->kind &&
                district_is_repeat(&district->rows[j], row)) {
                if (district->rows[j].event != row->event)
                    fail_msg("rows %zu and %zu look like one event and are two", j, i);
                same = j;
            }
        }
        if (row->event != i && same == i)
            fail_msg("row %zu repeats row %u, but nothing near is like it", i, row->event);
        repeats += row->event != i;
    }
    assert_true(repeats > 500);
}

static void one_window_called_thirty_eight_times_in_june(void **state)
{
    (void)state;
    size_t calls = 0, first = district->row_count;
    for (size_t i = 0; i < district->row_count; i++) {
        const struct district_row *row = &district->rows[i];
        if (first == district->row_count && row->kind == DISTRICT_NOISE &&
            row->point == district_point("tan-window") && row->event == i) {
            size_t again = 0;
            for (size_t j = i; j < district->row_count; j++)
                again += district->rows[j].event == i;
            if (again == DISTRICT_WINDOW_CALLS)
                first = i;
        }
        if (first < district->row_count && row->event == first) {
            assert_int_equal(row->caller, district->rows[first].caller);
            assert_int_equal(district_month_of((int32_t)(row->minute / A_DAY)), DISTRICT_JUNE);
            calls++;
        }
    }
    assert_int_equal(calls, DISTRICT_WINDOW_CALLS);
}

static void the_same_seed_gives_the_same_rows_another_seed_others(void **state)
{
    (void)state;
    struct district *again = district_new(DISTRICT_SEED), *other = district_new(7);
    assert_int_equal(again->row_count, district->row_count);
    assert_memory_equal(again->rows, district->rows,
                        district->row_count * sizeof *district->rows);
    assert_int_equal(other->row_count, district->row_count); /* the months' totals stand */
    assert_memory_not_equal(other->rows, district->rows,
                            district->row_count * sizeof *district->rows);
    district_free(again);
    district_free(other);
}

static void hot_dry_evenings_are_louder(void **state)
{
    (void)state;
    const int32_t first = district_month_start(0), from = district_month_start(JULY_2025);
    const int32_t to = district_month_start(JULY_2025 + 2);
    int days[2] = {0}, calls[2] = {0};
    for (int32_t day = from; day < to; day++) {
        const struct district_weather *weather = &district->weather[day - first];
        days[weather->high >= 34 && !weather->is_rain]++;
    }
    for (size_t i = 0; i < district->row_count; i++) {
        const struct district_row *row = &district->rows[i];
        const int32_t day = (int32_t)(row->minute / A_DAY);
        if (row->kind == DISTRICT_NOISE && day >= from && day < to) {
            const struct district_weather *weather = &district->weather[day - first];
            calls[weather->high >= 34 && !weather->is_rain]++;
        }
    }
    assert_true(days[0] > 0 && days[1] > 0);
    assert_true((double)calls[1] / days[1] > 1.2 * calls[0] / days[0]);
}

static void likeness_is_the_share_of_common_pairs_of_characters(void **state)
{
    (void)state;
    assert_float_equal(district_similarity("大喇叭太吵", "大喇叭太吵"), 1, 1e-9);
    assert_float_equal(district_similarity("大喇叭太吵", "大喇叭很吵"), 2.0 / 6, 1e-9);
    assert_float_equal(district_similarity("大喇叭", "广场舞"), 0, 1e-9);
    assert_float_equal(district_similarity("", ""), 1, 1e-9);
    assert_float_equal(district_similarity("吵", "闹"), 0, 1e-9);
}

static void one_event_is_near_soon_and_said_alike(void **state)
{
    (void)state;
    struct district_row a = {.minute = 1000000, .kind = DISTRICT_NOISE, .point = 1}, b = a;
    assert_true(district_is_repeat(&a, &b));
    b.minute += 48 * 60;
    b.east = 80;
    assert_true(district_is_repeat(&a, &b)); /* 48 h and 80 m are within */
    b.minute++;
    assert_false(district_is_repeat(&a, &b));
    b.minute--;
    b.south = 1;
    assert_false(district_is_repeat(&a, &b));
    b = a;
    b.kind = DISTRICT_BIKES;
    assert_false(district_is_repeat(&a, &b));
    b = a;
    b.text = DISTRICT_TEXTS - 1;
    assert_false(district_is_repeat(&a, &b));
}

static void grades_begin_at_seventy_five_fifty_and_twenty_five(void **state)
{
    (void)state;
    static const struct {
        int score;
        char grade;
    } rows[] = {{100, 'A'}, {75, 'A'}, {74, 'B'}, {50, 'B'},
                {49, 'C'},  {25, 'C'}, {24, 'D'}, {0, 'D'}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(district_grade(rows[i].score), rows[i].grade);
}

static void the_percentile_is_the_value_that_95_of_100_do_not_exceed(void **state)
{
    (void)state;
    int values[100];
    for (int i = 0; i < 100; i++)
        values[i] = 100 - i;
    assert_int_equal(district_percentile95(values, 100), 95);
    assert_int_equal(district_percentile95(values, 1), 100);
    assert_int_equal(district_percentile95(values, 0), 0);
}

static void a_hot_spot_is_weighed_five_three_two(void **state)
{
    (void)state;
    struct district_spot spots[DISTRICT_POINTS];
    int c90[DISTRICT_POINTS], year[DISTRICT_POINTS], found[DISTRICT_POINTS];
    district_spots(&district->census, DISTRICT_NOISE, JULY, true, spots);
    for (int i = 0; i < DISTRICT_POINTS; i++) {
        c90[i] = spots[i].c90;
        year[i] = spots[i].last_year;
        found[i] = spots[i].found;
    }
    const double full[3] = {district_percentile95(c90, DISTRICT_POINTS),
                            district_percentile95(year, DISTRICT_POINTS),
                            district_percentile95(found, DISTRICT_POINTS)};
    for (int i = 0; i < DISTRICT_POINTS; i++) {
        const int *const parts[3] = {&c90[i], &year[i], &found[i]};
        static const double weights[3] = {50, 30, 20};
        double h = 0;
        for (int k = 0; k < 3; k++)
            h += weights[k] * (*parts[k] < full[k] ? *parts[k] / full[k] : 1);
        assert_int_equal(spots[i].score, (int)(h + 0.5));
        assert_int_equal(spots[i].grade, district_grade(spots[i].score));
        assert_true(i == 0 || spots[i].score <= spots[i - 1].score);
    }
    int sum = 0;
    for (int i = 0; i < DISTRICT_POINTS; i++)
        sum += c90[i];
    assert_int_equal(sum, district_sum(&district->census, DISTRICT_NOISE, JULY - 3,
                                       DISTRICT_JUNE, DISTRICT_ALL, true));
}

static int rank_of(const struct district_spot *spots, const char *id)
{
    for (int i = 0; i < DISTRICT_POINTS; i++)
        if (spots[i].point == district_point(id))
            return i;
    return DISTRICT_POINTS;
}

static void one_caller_makes_a_hot_spot_only_as_long_as_nothing_is_merged(void **state)
{
    (void)state;
    struct district_spot raw[DISTRICT_POINTS], merged[DISTRICT_POINTS];
    district_spots(&district->census, DISTRICT_NOISE, JULY, false, raw);
    district_spots(&district->census, DISTRICT_NOISE, JULY, true, merged);
    assert_in_range(raw[rank_of(raw, "tan-window")].grade, 'A', 'B');
    assert_in_range(merged[rank_of(merged, "tan-window")].grade, 'C', 'D');
    assert_true(rank_of(merged, "tan-window") > rank_of(raw, "tan-window") + 5);
    assert_int_equal(merged[rank_of(merged, "minzhu-mall")].grade, 'A');
}

static void the_greedy_plan_scores_full_and_is_better_than_anywhere(void **state)
{
    (void)state;
    int picks[DISTRICT_SHIFTS], twice[DISTRICT_SHIFTS], nobody[DISTRICT_SHIFTS];
    district_greedy(&district->census, DISTRICT_NOISE, JULY, picks);
    for (int i = 0; i < DISTRICT_SHIFTS; i++) {
        twice[i] = picks[0];
        nobody[i] = -1;
        for (int j = 0; j < i; j++)
            assert_int_not_equal(picks[i], picks[j]);
    }
    assert_float_equal(district_plan_score(&district->census, DISTRICT_NOISE, JULY, picks), 1,
                       1e-9);
    assert_true(district_covered(&district->census, DISTRICT_NOISE, JULY, picks) >
                1.7 * DISTRICT_SHIFTS / DISTRICT_POINTS);
    assert_true(district_plan_score(&district->census, DISTRICT_NOISE, JULY, twice) < 0.5);
    assert_float_equal(district_plan_score(&district->census, DISTRICT_NOISE, JULY, nobody), 0,
                       1e-9);
}

static void who_covers_a_place_that_is_covered_gains_little(void **state)
{
    (void)state;
    int picks[DISTRICT_SHIFTS];
    district_greedy(&district->census, DISTRICT_NOISE, JULY, picks);
    for (int i = 0; i < DISTRICT_SHIFTS; i++)
        assert_true(district_points[picks[i]].cover <= 30);
    const double before = district_plan_score(&district->census, DISTRICT_NOISE, JULY, picks);
    picks[0] = district_point("jiefang-mall"); /* loud, but 60 % of the day somebody is there */
    assert_true(district_plan_score(&district->census, DISTRICT_NOISE, JULY, picks) <
                before - 0.1);
}

static void tips_first_means_six_of_ten(void **state)
{
    (void)state;
    assert_float_equal(district_tip_ratio(6, 4), 0.6, 1e-9);
    assert_float_equal(district_tip_ratio(0, 9), 0, 1e-9);
    assert_float_equal(district_tip_ratio(0, 0), 1, 1e-9);
}

static void points_lie_on_the_map_and_far_enough_apart(void **state)
{
    (void)state;
    for (int i = 0; i < DISTRICT_POINTS; i++) {
        const struct district_point *a = &district_points[i];
        assert_in_range(a->x, 0, DISTRICT_WIDTH);
        assert_in_range(a->y, 0, DISTRICT_HEIGHT);
        for (int j = 0; j < i; j++) {
            const struct district_point *b = &district_points[j];
            const int x = a->x - b->x, y = a->y - b->y;
            assert_true(x * x + y * y > 236 * 236); /* rows of two points are never one event */
            assert_string_not_equal(a->id, b->id);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_june_chart_shows_what_the_case_tells),
        cmocka_unit_test(noise_is_an_alert_before_and_after_merging_and_nothing_else_is),
        cmocka_unit_test(an_alert_needs_both_the_test_and_twenty_more),
        cmocka_unit_test(last_summer_the_bikes_doubled),
        cmocka_unit_test(a_year_has_at_least_twenty_thousand_rows_in_order_of_time),
        cmocka_unit_test(every_cell_of_the_census_comes_out_in_the_rows),
        cmocka_unit_test(the_rule_finds_exactly_the_repeats_that_are_there),
        cmocka_unit_test(one_window_called_thirty_eight_times_in_june),
        cmocka_unit_test(the_same_seed_gives_the_same_rows_another_seed_others),
        cmocka_unit_test(hot_dry_evenings_are_louder),
        cmocka_unit_test(likeness_is_the_share_of_common_pairs_of_characters),
        cmocka_unit_test(one_event_is_near_soon_and_said_alike),
        cmocka_unit_test(grades_begin_at_seventy_five_fifty_and_twenty_five),
        cmocka_unit_test(the_percentile_is_the_value_that_95_of_100_do_not_exceed),
        cmocka_unit_test(a_hot_spot_is_weighed_five_three_two),
        cmocka_unit_test(one_caller_makes_a_hot_spot_only_as_long_as_nothing_is_merged),
        cmocka_unit_test(the_greedy_plan_scores_full_and_is_better_than_anywhere),
        cmocka_unit_test(who_covers_a_place_that_is_covered_gains_little),
        cmocka_unit_test(tips_first_means_six_of_ten),
        cmocka_unit_test(points_lie_on_the_map_and_far_enough_apart),
    };
    return cmocka_run_group_tests(tests, make_district, free_district);
}
