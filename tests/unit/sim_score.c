/* Scoring: lines that a case cannot touch drop out, weights spread (domain D.1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sim/score.h"
#include "support/cases.h"
#include "support/sandbox.h"

/* R1 weighs 15, R3 20; the rest is not there.  R3.b cannot be touched. */
static const char small[] =
    "id: W1\n"
    "title: {zh: 小, en: small}\n"
    "facts: {a: flag, b: flag, related: flag}\n"
    "closed: {zh: 完, en: closed}\n"
    "not-now: {zh: 不, en: not now}\n"
    "over: a and b\n"
    "actions:\n"
    "  - {id: do-a, place: talk, label: {zh: 甲, en: A}, sets: {a: true}}\n"
    "  - {id: do-b, place: talk, label: {zh: 乙, en: B}, sets: {b: true}}\n"
    "lines:\n"
    "  - {id: R1.a, points: 100, met: a, text: {zh: 甲, en: A}}\n"
    "  - {id: R3.a, points: 50, met: b, text: {zh: 乙, en: B}}\n"
    "  - {id: R3.b, points: 50, when: related, met: related,\n"
    "     text: {zh: 丙, en: C}}\n";

static struct course course;
static struct run *run;
static char home[4096]; /* the sandbox leads away from the checkout */

static int begin(void **state)
{
    struct problems problems;
    struct err err = {0};
    if (chdir(home) != 0) {
        return 1;
    }
    problems_init(&problems);
    course = (struct course){.catalog = catalog_read("lessons/catalog", &problems)};
    course.scenarios = xcalloc(1, sizeof *course.scenarios);
    course.scenarios[course.scenario_count++] =
        scenario_read("lessons/scenarios/S02-noodle-cart.yaml", &problems);
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    sandbox_write("W1.yaml", small, sizeof small - 1);
    course.workflows = xcalloc(1, sizeof *course.workflows);
    course.workflows[course.workflow_count++] = workflow_read("W1.yaml", &problems);
    course.plays = xcalloc(1, sizeof *course.plays);
    course.plays[course.play_count++] =
        workflow_join((const struct workflow *const *)course.workflows, 1, 1);
    run = run_new(&course, "S02", RUN_TEST, 0, &err);
    const bool is_good = run != NULL && problems.errors == 0;
    problems_release(&problems);
    return is_good ? 0 : 1;
}

static int end(void **state)
{
    run_free(run);
    scenario_free(course.scenarios[0]);
    workflow_free(course.plays[0]);
    workflow_free(course.workflows[0]);
    free(course.scenarios);
    free(course.plays);
    free(course.workflows);
    catalog_free(course.catalog);
    return sandbox_leave(state);
}

static void untouchable_lines_and_dimensions_drop_out_and_the_rest_is_scaled(void **state)
{
    (void)state;
    assert_float_equal(run_result(run)->score, 0, 1e-4);
    struct run_verdict verdict = cases_act(run, "do-a");
    assert_float_equal(verdict.points, 100 * 15.0f / 35, 1e-4);
    assert_string_equal(verdict.rule, "R1.a");
    const struct run_result *result = run_result(run);
    assert_float_equal(result->score, 100 * 15.0f / 35, 1e-4);
    assert_float_equal(result->dimensions[0], 100, 1e-4);
    assert_float_equal(result->dimensions[1], -1, 1e-4); /* null */
    assert_float_equal(result->dimensions[2], 0, 1e-4);
    assert_false(result->is_passed);
    verdict = cases_act(run, "do-b");
    assert_float_equal(run_result(run)->dimensions[2], 100, 1e-4);
    assert_float_equal(run_result(run)->score, 100, 1e-4);
    assert_true(run_result(run)->is_passed);
}

static void nothing_can_be_done_after_the_end(void **state)
{
    (void)state;
    const struct run_action *actions;
    (void)cases_act(run, "do-b");
    (void)cases_act(run, "do-a");
    assert_true(run_is_over(run));
    assert_int_equal(run_actions(run, &actions), 0);
    const struct run_verdict verdict = cases_act(run, "do-a");
    assert_false(verdict.is_accepted);
    assert_string_equal(verdict.why.text[LANG_EN], "closed");
    assert_null(run_model_line(run));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            untouchable_lines_and_dimensions_drop_out_and_the_rest_is_scaled, begin, end),
        cmocka_unit_test_setup_teardown(nothing_can_be_done_after_the_end, begin, end),
    };
    if (getcwd(home, sizeof home) == NULL) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
