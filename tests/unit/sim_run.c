/* The shipped cases: model runs, every mistake of the list, modes, variations, texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/cases.h"

static const char *const case_names[] = {"S01", "S02"};

static void the_model_runs_pass_the_test_without_a_critical_failure(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct run *run = cases_begin(case_names[i], RUN_TEST, 0);
        cases_play(run, case_names[i], "model");
        const struct run_result *result = run_result(run);
        assert_true(run_is_over(run));
        assert_true(result->score >= 95);
        assert_int_equal(result->critical_count, 0);
        assert_true(result->is_passed);
        run_free(run);
    }
}

static bool is_hit(const struct scenario_mistake *mistake, int dimension)
{
    const char name[] = {'R', (char)('1' + dimension), '\0'};
    return yaml_texts_has(&mistake->hits, name);
}

/* A mistake costs exactly the dimensions or the critical failure that the case names. */
static void check_mistake(const char *scenario, size_t row,
                          const struct scenario_mistake *mistake)
{
    struct run *run = cases_begin(scenario, RUN_TEST, 0);
    struct sbuf script = {0};
    sbuf_addf(&script, "mistake-%zu", row + 1);
    cases_play(run, scenario, sbuf_text(&script));
    const struct run_result *result = run_result(run);
    if (mistake->hits.items[0][0] == 'C') {
        assert_int_equal(result->critical_count, mistake->hits.count);
        for (size_t i = 0; i < result->critical_count; i++) {
            assert_true(yaml_texts_has(&mistake->hits, result->critical[i].id));
        }
        assert_true(result->score <= 59);
        assert_false(result->is_passed);
    } else {
        assert_int_equal(result->critical_count, 0);
        for (int d = 0; d < RUN_DIMENSIONS; d++) {
            if ((result->dimensions[d] < 100) != is_hit(mistake, d)) {
                fail_msg("%s %s: R%d = %.0f", scenario, sbuf_text(&script), d + 1,
                         result->dimensions[d]);
            }
        }
    }
    sbuf_release(&script);
    run_free(run);
}

static void every_mistake_of_the_list_costs_what_it_names_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct scenario *scenario = course_scenario(cases_course(), case_names[i]);
        const struct scenario_mistake *mistakes = scenario->mistakes.items;
        assert_true(scenario->mistakes.count >= 5);
        for (size_t row = 0; row < scenario->mistakes.count; row++) {
            check_mistake(case_names[i], row, &mistakes[row]);
        }
    }
}

static void without_waiting_for_the_partner_the_decision_is_void_under_article_42(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    cases_play_without(run, "tests/scenarios/S02/model.script", "wait-partner");
    const struct run_result *result = run_result(run);
    assert_int_equal(result->critical_count, 1);
    assert_string_equal(result->critical[0].id, "CF-01");
    assert_string_equal(result->critical[0].article, "xingzheng-chufa-fa 42.1");
    assert_true(result->score <= 59);
    run_free(run);
}

static void show_me_plays_to_the_end_with_full_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct run *run = cases_begin(case_names[i], RUN_SHOW, 0);
        cases_show(run);
        assert_true(run_is_over(run));
        assert_float_equal(run_result(run)->score, 100, 1e-9);
        run_free(run);
    }
}

static void every_variation_of_the_test_can_be_solved(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct run *run = cases_begin(case_names[seed % 2], RUN_TEST, seed);
        cases_show(run);
        assert_true(run_is_over(run));
        assert_float_equal(run_result(run)->score, 100, 1e-9);
        run_free(run);
    }
}

static void seeds_change_what_people_say_or_what_is_measured(void **state)
{
    (void)state;
    bool is_different = false;
    struct run *first = cases_begin("S02", RUN_TEST, 1);
    for (uint64_t seed = 2; seed < 12 && !is_different; seed++) {
        struct run *other = cases_begin("S02", RUN_TEST, seed);
        const struct run_line *a = NULL, *b = NULL;
        assert_true(run_lines(first, &a) > 0 && run_lines(other, &b) > 0);
        is_different = strcmp(a[0].text.text[LANG_ZH], b[0].text.text[LANG_ZH]) != 0;
        run_free(other);
    }
    run_free(first);
    assert_true(is_different);
}

static const char *form_value(struct run *run, const char *label)
{
    const struct run_field *fields;
    const size_t count = run_form(run, &fields);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].label.text[LANG_EN], label) == 0) {
            return fields[i].value;
        }
    }
    return "";
}

static void factors_picked_again_replace_those_picked_before(void **state)
{
    (void)state;
    struct run *run = cases_begin("S05", RUN_TRY, 0);
    const char *line;
    while ((line = run_model_line(run)) != NULL && strncmp(line, "factors", 7) != 0) {
        char *copy = xstrdup(line);
        (void)cases_act(run, copy);
        free(copy);
    }
    (void)cases_act(run, "factors A1 A2 M7 X2");
    assert_non_null(strstr(form_value(run, "Factors"), "公司很大"));
    (void)cases_act(run, "factors A2 M7");
    assert_null(strstr(form_value(run, "Factors"), "公司很大"));
    assert_non_null(strstr(form_value(run, "Factors"), "初次违法"));
    run_free(run);
}

static void the_twin_ends_with_the_same_sum_as_its_brother(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02T", RUN_TEST, 0);
    cases_play(run, "S02", "model");
    assert_float_equal(run_result(run)->score, 100, 1e-9);
    assert_string_equal(run_qr(run), "TRAINER-PAY|0417|140|训练");
    run_free(run);
}

/* --- Try me ---------------------------------------------------------------------------------
 */

static void an_error_is_blocked_explained_and_costs_its_line_once(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TRY, 0);
    (void)cases_act(run, "recorder-on");
    const struct run_verdict first = cases_act(run, "show-id");
    assert_false(first.is_accepted);
    assert_string_equal(first.rule, "R3.two");
    assert_string_equal(first.article, "xingzheng-chufa-fa 42.1");
    assert_true(first.points < 0);
    assert_non_null(strstr(first.why.text[LANG_EN], "two qualified officers"));
    assert_float_equal(cases_act(run, "show-id").points, 0, 1e-9);
    cases_show(run);
    assert_float_equal(run_result(run)->score, (float)(100 + first.points), 1e-4);
    assert_true(run_result(run)->is_passed);
    run_free(run);
}

static void taking_back_any_step_leaves_the_case_as_it_was(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TRY, 0);
    const char *line;
    while ((line = run_model_line(run)) != NULL) {
        char *copy = xstrdup(line);
        char *before = cases_seen(run);
        (void)cases_act(run, copy);
        assert_true(run_undo(run));
        char *after = cases_seen(run);
        assert_string_equal(before, after);
        (void)cases_act(run, copy);
        free(before);
        free(after);
        free(copy);
    }
    run_free(run);
}

static void undo_refunds_no_blocked_error_and_ends_at_the_start(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TRY, 0);
    assert_false(run_undo(run));
    (void)cases_act(run, "recorder-on");
    assert_false(cases_act(run, "show-id").is_accepted);
    assert_true(run_undo(run));
    assert_false(run_undo(run));
    cases_show(run);
    assert_true(run_result(run)->score < 100);
    run_free(run);
}

/* What the debrief says was left out under this line. */
static double missing(struct run *run, const char *line)
{
    const struct run_result *result = run_result(run);
    double points = 0;
    for (size_t i = 0; i < result->step_count; i++) {
        const struct run_step *step = &result->steps[i];
        if (*step->line == '\0' && strcmp(step->verdict.rule, line) == 0) {
            points -= step->verdict.points;
        }
    }
    assert_true(points > 1);
    return points;
}

static void hints_cost_two_four_and_eight_and_the_step(void **state)
{
    (void)state;
    static const double costs[] = {2, 4, 8};
    for (int level = 1; level <= 3; level++) {
        struct run *run = cases_begin("S02", RUN_TRY, 0);
        struct both text;
        (void)cases_act(run, "check-gear");
        (void)cases_act(run, "wait-partner");
        assert_true(run_hint(run, level, &text));
        assert_true(run_hint(run, level, &text)); /* the same hint again is free */
        if (level == 3) {
            assert_string_equal(text.text[LANG_EN], "Recorder on");
        }
        cases_show(run);
        const double lost_line = level == 3 ? missing(run, "R6.recorder") : 0;
        const float expected = (float)(100 - costs[level - 1] - lost_line);
        assert_float_equal(run_result(run)->score, expected, 1e-4);
        run_free(run);
    }
}

static void test_me_gives_no_hint_and_takes_nothing_back(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    struct both text;
    (void)cases_act(run, "check-gear");
    assert_false(run_hint(run, 1, &text));
    assert_false(run_undo(run));
    run_free(run);
}

static bool offers(struct run *run, const char *id)
{
    const struct run_action *actions;
    const size_t count = run_actions(run, &actions);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(actions[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void wrong_acts_are_offered_in_test_me_only(void **state)
{
    (void)state;
    struct run *test = cases_begin("S02", RUN_TEST, 0), *try = cases_begin("S02", RUN_TRY, 0);
    assert_true(offers(test, "use-auxiliary"));
    assert_true(offers(test, "move-goods"));
    assert_false(offers(try, "use-auxiliary"));
    assert_false(cases_act(try, "use-auxiliary").is_accepted);
    run_free(test);
    run_free(try);
}

/* --- lines that are none ---------------------------------------------------------------------
 */

static void a_line_that_is_no_action_changes_nothing_and_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum err_code code;
    } wrong[] = {{"dance", ERR_NOT_FOUND},
                 {"", ERR_NOT_FOUND},
                 {"fine", ERR_INPUT},
                 {"fine -5", ERR_INPUT},
                 {"fine 1e3", ERR_INPUT},
                 {"fine 9999999999", ERR_INPUT},
                 {"item 205", ERR_INPUT},
                 {"item 9999", ERR_NOT_FOUND},
                 {"photo moon", ERR_INPUT},
                 {"show-id now", ERR_INPUT},
                 {"tell facts facts", ERR_INPUT}};
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    char *before = cases_seen(run);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct run_verdict verdict;
        struct err err = {0};
        assert_false(run_act(run, wrong[i].line, &verdict, &err));
        assert_int_equal(err.code, wrong[i].code);
    }
    char *after = cases_seen(run);
    assert_string_equal(before, after);
    free(before);
    free(after);
    run_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_model_runs_pass_the_test_without_a_critical_failure),
        cmocka_unit_test(every_mistake_of_the_list_costs_what_it_names_and_nothing_else),
        cmocka_unit_test(without_waiting_for_the_partner_the_decision_is_void_under_article_42),
        cmocka_unit_test(show_me_plays_to_the_end_with_full_marks),
        cmocka_unit_test(every_variation_of_the_test_can_be_solved),
        cmocka_unit_test(seeds_change_what_people_say_or_what_is_measured),
        cmocka_unit_test(factors_picked_again_replace_those_picked_before),
        cmocka_unit_test(the_twin_ends_with_the_same_sum_as_its_brother),
        cmocka_unit_test(an_error_is_blocked_explained_and_costs_its_line_once),
        cmocka_unit_test(taking_back_any_step_leaves_the_case_as_it_was),
        cmocka_unit_test(undo_refunds_no_blocked_error_and_ends_at_the_start),
        cmocka_unit_test(hints_cost_two_four_and_eight_and_the_step),
        cmocka_unit_test(test_me_gives_no_hint_and_takes_nothing_back),
        cmocka_unit_test(wrong_acts_are_offered_in_test_me_only),
        cmocka_unit_test(a_line_that_is_no_action_changes_nothing_and_says_why),
    };
    return cmocka_run_group_tests(tests, cases_load, cases_unload);
}
