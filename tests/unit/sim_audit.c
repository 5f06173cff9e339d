/* The spot check of recordings: what an auditor's flags are worth (domain B.6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/audit.h"

static void flag(struct audit_recording *recording, int64_t at, enum audit_severity severity)
{
    recording->flags[recording->flag_count++] = (struct audit_mark){at, severity};
}

/* two recordings: one with a gap (grave, 0:41) and a pointed finger (serious, 1:30), one clean
 */
static void begin(struct audit_recording *recordings)
{
    memset(recordings, 0, 2 * sizeof *recordings);
    audit_faults(&recordings[0], "41", AUDIT_GRAVE);
    audit_faults(&recordings[0], "90", AUDIT_SERIOUS);
    recordings[0].is_advice_right = recordings[1].is_advice_right = true;
}

static struct audit_result judge(const struct audit_recording *recordings)
{
    struct audit_result result;
    audit_judge(recordings, 2, &result);
    return result;
}

static void who_flags_every_fault_and_nothing_else_has_full_marks(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 41, AUDIT_GRAVE);
    flag(&recordings[0], 90, AUDIT_SERIOUS);
    const struct audit_result result = judge(recordings);
    assert_float_equal(result.f1, 1, 1e-9);
    assert_float_equal(result.severity, 1, 1e-9);
    assert_float_equal(result.score, 1, 1e-9);
}

static void three_seconds_beside_the_fault_still_count_and_four_do_not(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 44, AUDIT_GRAVE);
    flag(&recordings[0], 87, AUDIT_SERIOUS);
    assert_float_equal(judge(recordings).f1, 1, 1e-9);
    begin(recordings);
    flag(&recordings[0], 45, AUDIT_GRAVE);
    flag(&recordings[0], 86, AUDIT_SERIOUS);
    assert_float_equal(judge(recordings).f1, 0, 1e-9);
}

static void one_flag_cannot_find_two_faults_nor_two_flags_one_fault(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    audit_faults(&recordings[0], "43", AUDIT_MINOR);
    flag(&recordings[0], 42, AUDIT_GRAVE);
    flag(&recordings[0], 90, AUDIT_SERIOUS);
    assert_float_equal(judge(recordings).f1, 2.0 * 2 / (3 + 2), 1e-9);
    begin(recordings);
    flag(&recordings[0], 40, AUDIT_GRAVE);
    flag(&recordings[0], 42, AUDIT_GRAVE);
    assert_float_equal(judge(recordings).f1, 2.0 * 1 / (2 + 2), 1e-9);
}

static void the_nearest_flag_is_the_one_that_meets_the_fault(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 39, AUDIT_MINOR);
    flag(&recordings[0], 41, AUDIT_GRAVE);
    assert_float_equal(judge(recordings).severity, 1, 1e-9);
}

static void a_missed_fault_lowers_the_score_by_its_part_of_f1(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 41, AUDIT_GRAVE);
    const struct audit_result result = judge(recordings);
    assert_float_equal(result.f1, 2.0 / 3, 1e-9); /* P = 1, R = 1/2 */
    const double expected = 0.7 * result.f1 + 0.2 + 0.1;
    assert_float_equal(result.score, expected, 1e-9);
}

static void a_clean_recording_accused_costs_ten_points_more(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 41, AUDIT_GRAVE);
    flag(&recordings[0], 90, AUDIT_SERIOUS);
    flag(&recordings[1], 12, AUDIT_MINOR);
    const struct audit_result result = judge(recordings);
    assert_int_equal(result.falsely_accused, 1);
    assert_float_equal(result.f1, 0.8, 1e-9); /* P = 2/3, R = 1 */
    assert_float_equal(result.score, 0.7 * 0.8 + 0.2 + 0.1 - 0.1, 1e-9);
}

static void a_severity_one_step_off_is_half_right(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 41, AUDIT_SERIOUS);
    flag(&recordings[0], 90, AUDIT_SERIOUS);
    const struct audit_result result = judge(recordings);
    assert_float_equal(result.severity, 0.75, 1e-9);
    assert_float_equal(result.score, 0.7 + 0.2 * 0.75 + 0.1, 1e-9);
}

static void without_advice_a_tenth_is_missing(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    flag(&recordings[0], 41, AUDIT_GRAVE);
    flag(&recordings[0], 90, AUDIT_SERIOUS);
    recordings[0].is_advice_right = recordings[1].is_advice_right = false;
    assert_float_equal(judge(recordings).score, 0.9, 1e-9);
}

static void who_flags_nothing_where_faults_are_has_found_nothing(void **state)
{
    (void)state;
    struct audit_recording recordings[2];
    begin(recordings);
    const struct audit_result result = judge(recordings);
    assert_float_equal(result.f1, 0, 1e-9);
    assert_float_equal(result.severity, 0, 1e-9);
}

static void clean_recordings_left_alone_are_full_marks(void **state)
{
    (void)state;
    struct audit_recording recordings[2] = {{.is_advice_right = true},
                                            {.is_advice_right = true}};
    assert_float_equal(judge(recordings).score, 1, 1e-9);
}

static void the_score_never_falls_below_nothing(void **state)
{
    (void)state;
    struct audit_recording recordings[12] = {{.is_advice_right = false}};
    for (size_t i = 0; i < 12; i++) {
        flag(&recordings[i], 5, AUDIT_GRAVE);
    }
    struct audit_result result;
    audit_judge(recordings, 12, &result);
    assert_int_equal(result.falsely_accused, 12);
    assert_float_equal(result.score, 0, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_flags_every_fault_and_nothing_else_has_full_marks),
        cmocka_unit_test(three_seconds_beside_the_fault_still_count_and_four_do_not),
        cmocka_unit_test(one_flag_cannot_find_two_faults_nor_two_flags_one_fault),
        cmocka_unit_test(the_nearest_flag_is_the_one_that_meets_the_fault),
        cmocka_unit_test(a_missed_fault_lowers_the_score_by_its_part_of_f1),
        cmocka_unit_test(a_clean_recording_accused_costs_ten_points_more),
        cmocka_unit_test(a_severity_one_step_off_is_half_right),
        cmocka_unit_test(without_advice_a_tenth_is_missing),
        cmocka_unit_test(who_flags_nothing_where_faults_are_has_found_nothing),
        cmocka_unit_test(clean_recordings_left_alone_are_full_marks),
        cmocka_unit_test(the_score_never_falls_below_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
