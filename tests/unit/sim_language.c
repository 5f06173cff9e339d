/* What workflows and cases can say (content/workflow.h, content/scenario.h), on a small
 * invented world: joined files, subjects, variants, days and time limits, policies, fairness.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/run_state.h"
#include "support/cases.h"
#include "support/invented.h"

static struct run *play(const char *id, enum run_mode mode, uint64_t seed)
{
    struct err err = {0};
    struct run *run = run_new(invented_course(), id, mode, seed, &err);
    if (run == NULL) {
        fail_msg("%s", err.text);
    }
    return run;
}

static const char *field(struct run *run, size_t index)
{
    const struct run_field *fields;
    assert_true(run_form(run, &fields) > index);
    return fields[index].value;
}

static int64_t number(const struct run *run, const char *fact)
{
    return machine_number(&run->machine, fact);
}

/* --- joining --------------------------------------------------------------------------------
 */

static void own_parts_stand_before_used_ones_and_the_first_of_a_name_counts(void **state)
{
    (void)state;
    const struct workflow *both = course_workflow(invented_course(), "A+B");
    const struct workflow_action *actions = both->actions.items;
    assert_string_equal(actions[0].id, "serve");
    /* B's greet comes before that of base, although A names base first */
    assert_string_equal(workflow_action(both, "greet")->label.text[LANG_EN], "Hey");
    assert_string_equal(
        workflow_action(course_workflow(invented_course(), "A"), "greet")->label.text[LANG_EN],
        "Hello");
    assert_null(
        course_workflow(invented_course(), "base")); /* without goals: only to be used */
}

static void a_case_under_two_procedures_ends_when_one_of_them_does(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    assert_false(run_is_over(run));
    (void)cases_act(run, "leave");
    assert_true(run_is_over(run));
    run_free(run);
    run = play("C1", RUN_TEST, 0);
    (void)cases_act(run, "bikes");
    assert_true(run_is_over(run));
    run_free(run);
}

static void a_word_the_case_does_not_say_comes_from_the_procedure(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    assert_string_equal(field(run, 0), lang_now() == LANG_ZH ? "市场" : "the market");
    run_free(run);
}

/* --- subjects -------------------------------------------------------------------------------
 */

static void each_subject_has_its_own_facts_words_choices_and_truth(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    const struct run_line *lines;
    struct run_verdict verdict;
    struct err err = {0};
    assert_int_equal(number(run, "subjects"), 3);
    (void)cases_act(run, "go-to shop-1");
    const size_t count = run_lines(run, &lines);
    assert_string_equal(lines[count - 1].who.text[LANG_EN], "Jia");
    assert_string_equal(lines[count - 1].text.text[LANG_EN], "Hi from Liangdao Street");
    assert_string_equal(lines[count - 1].speaker, "li");
    assert_int_equal(number(run, "target"), 90);
    assert_int_equal(number(run, "cap"), 200);
    (void)cases_act(run, "look wide");
    (void)cases_act(run, "fine 90");
    (void)cases_act(run, "go-to shop-2");
    assert_int_equal(number(run, "fine"), 0);
    assert_int_equal(number(run, "target"), 890);
    assert_int_equal(number(run, "cap"), 3000);
    assert_string_equal(machine_word(&run->machine, "size"), "large");
    assert_false(run_act(run, "look wide", &verdict, &err)); /* it has other things to see */
    (void)cases_act(run, "look sign");
    (void)cases_act(run, "go-to shop-1");
    assert_int_equal(number(run, "fine"), 90);
    assert_string_equal(machine_word(&run->machine, "size"), "small");
    assert_false(cases_act(run, "go-to shop-1").is_accepted); /* one is there already */
    run_free(run);
}

static void a_label_may_name_words_of_the_case(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    (void)cases_act(run, "go-to shop-1");
    assert_string_equal(field(run, 1),
                        lang_now() == LANG_ZH ? "粮道街一号" : "1 Liangdao Street");
    run_free(run);
}

static bool says(const struct run *run, const char *text)
{
    struct err err = {0};
    struct expr *expr = expr_parse(text, &err);
    assert_non_null(expr);
    const bool holds = machine_holds(&run->machine, expr);
    expr_free(expr);
    return holds;
}

static void all_some_and_count_ask_every_subject(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    assert_true(says(run, "count(related) == 1 and some(related) and not all(related)"));
    assert_true(says(run, "all(size == 'small' or size == 'large')"));
    assert_true(says(run, "count(right-outcome == 'fine') == 2"));
    assert_true(says(run, "today == 2026-09-21 and today < 2026-09-22"));
    run_free(run);
}

static void the_program_finishes_one_subject_before_it_goes_to_the_next(void **state)
{
    (void)state;
    static const char *const steps[] = {"go-to shop-1", "look wide", "fine 90",
                                        "go-to shop-2", "look sign", "fine 890",
                                        "go-to shop-3", "look wide", "bikes"};
    struct run *run = play("C1", RUN_SHOW, 0);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const char *line = run_model_line(run);
        assert_non_null(line);
        assert_string_equal(line, steps[i]);
        (void)cases_act(run, steps[i]);
    }
    assert_true(run_is_over(run));
    run_free(run);
}

static void a_line_for_each_subject_is_won_in_parts_and_lost_in_parts(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    assert_float_equal(run_result(run)->dimensions[1], 0, 1e-4);
    (void)cases_act(run, "go-to shop-1");
    (void)cases_act(run, "look wide");
    assert_float_equal(run_result(run)->dimensions[1], 100.0 / 3, 1e-4);
    (void)cases_act(run, "fine 90");
    assert_float_equal(run_result(run)->dimensions[3], 50, 1e-4); /* of two that call for one */
    (void)cases_act(run, "go-to shop-2");
    (void)cases_act(run, "fine 890"); /* unseen: shop-2's part is gone */
    (void)cases_act(run, "look sign");
    (void)cases_act(run, "go-to shop-3");
    (void)cases_act(run, "look wide");
    assert_float_equal(run_result(run)->dimensions[1], 200.0 / 3, 1e-4);
    run_free(run);
}

static void a_paper_for_each_subject_keeps_its_words_and_its_minute(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    const struct run_document *papers;
    assert_int_equal(run_documents(run, &papers), 0);
    (void)cases_act(run, "go-to shop-1");
    (void)cases_act(run, "look wide");
    (void)cases_act(run, "fine 90");
    (void)cases_act(run, "sleep"); /* five minutes */
    (void)cases_act(run, "go-to shop-2");
    (void)cases_act(run, "look sign");
    (void)cases_act(run, "fine 890");
    (void)cases_act(run, "go-to shop-3");
    assert_int_equal(run_documents(run, &papers), 2);
    assert_string_equal(papers[0].number, "wide");
    assert_non_null(strstr(papers[0].text, "90 2026-09-21 10:20"));
    assert_string_equal(papers[1].number, "sign");
    assert_non_null(strstr(papers[1].text, "890 2026-09-21 10:25"));
    run_free(run);
}

/* --- truth, twins, variants -----------------------------------------------------------------
 */

static void a_variant_replaces_what_it_names_and_keeps_the_rest(void **state)
{
    (void)state;
    struct run *run = play("C1-one", RUN_TEST, 0);
    assert_int_equal(number(run, "subjects"), 1);
    assert_int_equal(number(run, "policy.bike-roads"), 0);
    assert_int_equal(number(run, "target"), 90);
    assert_false(
        cases_act(run, "bikes").is_accepted); /* a rule asked only where a fine is due */
    run_free(run);
    run = play("C1-old", RUN_TEST, 0);
    assert_string_equal(machine_word(&run->machine, "right-outcome"), "warning");
    assert_string_equal(machine_word(&run->machine, "right-grade"), "warning");
    assert_string_equal(machine_word(&run->machine, "case-item"), "0508");
    assert_string_equal(machine_word(&run->machine, "right-procedure"), "W1");
    run_free(run);
    run = play("C1-B", RUN_TEST, 0);
    assert_string_equal(run_model_line(run), "leave");
    run_free(run);
}

static void a_twin_has_the_same_truth(void **state)
{
    (void)state;
    struct run *run = play("C1T", RUN_TEST, 0);
    assert_string_equal(machine_word(&run->machine, "mood"), "rude");
    assert_int_equal(number(run, "target"), 90);
    assert_true(course_scenario(invented_course(), "C1T")->is_twin);
    run_free(run);
}

static void seeds_reach_variants_and_the_case_as_it_is(void **state)
{
    (void)state;
    bool is_seen[3] = {false};
    for (uint64_t seed = 1; seed <= 30; seed++) {
        struct run *run = play("C1", RUN_TRY, seed);
        const bool is_rude = strcmp(machine_word(&run->machine, "mood"), "rude") == 0;
        is_seen[number(run, "subjects") == 1 ? 1 : is_rude ? 2 : 0] = true;
        run_free(run);
    }
    assert_true(is_seen[0] && is_seen[1] && is_seen[2]);
    struct run *run = play("C1-old", RUN_TRY, 3);
    assert_string_equal(machine_word(&run->machine, "right-outcome"), "warning");
    run_free(run);
}

static void the_law_of_the_day_of_the_act_counts(void **state)
{
    (void)state;
    struct run *run = play("C2", RUN_TEST, 0);
    assert_int_equal(number(run, "target"), 200); /* domain E.3, S07: 100-500 then */
    assert_int_equal(number(run, "band-hi"), 220);
    run_free(run);
}

static void a_policy_may_be_off_in_test_me_only(void **state)
{
    (void)state;
    struct run *test = play("C2", RUN_TEST, 0), *try = play("C2", RUN_TRY, 0);
    assert_int_equal(number(test, "policy.remote-simple"), 0);
    assert_int_equal(number(try, "policy.remote-simple"), 1);
    assert_int_equal(number(test, "policy.cash"), 0);
    assert_int_equal(number(test, "policy.hearing-person"), 5000);
    run_free(test);
    run_free(try);
}

/* --- time -----------------------------------------------------------------------------------
 */

static void expect_time(const struct run *run, const char *wanted)
{
    char text[32];
    run_time(run, text);
    assert_string_equal(text, wanted);
}

static void a_limit_runs_from_its_beginning_and_moves_past_days_off(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TRY, 0);
    assert_false(says(run, "pay.runs"));
    (void)cases_act(run,
                    "serve"); /* Monday 21 September: 15 days end on 6 October, a day off */
    assert_true(says(run, "pay.runs and not pay.over"));
    assert_int_equal(number(run, "pay.left"), 17);
    assert_string_equal(field(run, 2), "2026-09-21");
    assert_string_equal(field(run, 3), "2026-10-08");
    assert_int_equal(number(run, "ask.left"), 8); /* 5 working days; Friday 25 is off */
    (void)cases_act(run, "wait-pay");
    expect_time(run, "2026-10-09 09:00");
    assert_true(says(run, "pay.over and pay.left == -1"));
    assert_string_equal(field(run, 3), "2026-10-08"); /* it does not run away */
    (void)cases_act(run, "tomorrow");                 /* 10 October is a worked Saturday */
    expect_time(run, "2026-10-10 09:00");
    (void)cases_act(run, "tomorrow");
    expect_time(run, "2026-10-12 09:00");
    assert_true(run_undo(run));
    expect_time(run, "2026-10-10 09:00");
    run_free(run);
}

static void a_limit_in_hours_ends_at_its_minute(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    (void)cases_act(run, "wait-hours"); /* not running: no waiting */
    expect_time(run, "2026-09-21 10:20");
    (void)cases_act(run, "serve");
    (void)cases_act(run, "wait-hours");
    expect_time(run, "2026-09-22 10:20");
    assert_true(says(run, "filing.over"));
    (void)cases_act(run, "set-wait 3");
    (void)cases_act(run, "sleep");
    expect_time(run, "2026-09-25 10:25");
    run_free(run);
}

static void a_count_may_be_a_fact(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    (void)cases_act(run, "set-wait 2");
    (void)cases_act(run, "serve");
    assert_int_equal(number(run, "set.left"), 2);
    run_free(run);
}

static void whoever_waits_goes_on_on_a_working_day(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    (void)cases_act(run, "set-wait 3"); /* Thursday 24 September; Friday 25 is off */
    (void)cases_act(run, "serve");
    (void)cases_act(run, "wait-set");
    expect_time(run, "2026-09-28 09:00");
    run_free(run);
}

static void words_of_a_workflow_follow_the_facts(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    assert_string_equal(field(run, 5), ""); /* none of them holds */
    (void)cases_act(run, "serve");
    assert_string_equal(field(run, 5), "有");
    (void)cases_act(run, "set-wait 3");
    assert_string_equal(field(run, 5), "3天");
    run_free(run);
}

static void the_meter_begins_after_the_due_day_and_stops_at_the_fine(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    assert_string_equal(field(run, 4), "0"); /* never received: nothing runs */
    (void)cases_act(run, "serve");
    (void)cases_act(run, "wait-pay");
    assert_int_equal(number(run, "meter.days"), 1);
    assert_int_equal(number(run, "meter.sum"), 6);
    (void)cases_act(run, "set-wait 100");
    (void)cases_act(run, "sleep");
    assert_int_equal(number(run, "meter.days"), 101);
    assert_int_equal(number(run, "meter.sum"), 200);
    run_free(run);
}

/* --- fairness -------------------------------------------------------------------------------
 */

static void passing_by_the_friend_shows_in_both_indices(void **state)
{
    (void)state;
    struct run *run = play("C1", RUN_TEST, 0);
    (void)cases_act(run, "go-to shop-1");
    (void)cases_act(run, "look wide");
    (void)cases_act(run, "fine 90");
    (void)cases_act(run, "go-to shop-3");
    (void)cases_act(run, "note 已移交");
    assert_int_equal(number(run, "selective-index"), 67); /* one of three without a reason */
    assert_true(number(run, "favour-index") >= 60);
    (void)cases_act(run, "go-to shop-2");
    (void)cases_act(run, "note R3");
    assert_int_equal(number(run, "selective-index"), 0);
    assert_int_equal(number(run, "favour-index"), 0);
    assert_float_equal(run_result(run)->favour, 0, 1e-6);
    run_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_parts_stand_before_used_ones_and_the_first_of_a_name_counts),
        cmocka_unit_test(a_case_under_two_procedures_ends_when_one_of_them_does),
        cmocka_unit_test(a_word_the_case_does_not_say_comes_from_the_procedure),
        cmocka_unit_test(each_subject_has_its_own_facts_words_choices_and_truth),
        cmocka_unit_test(a_label_may_name_words_of_the_case),
        cmocka_unit_test(all_some_and_count_ask_every_subject),
        cmocka_unit_test(the_program_finishes_one_subject_before_it_goes_to_the_next),
        cmocka_unit_test(a_line_for_each_subject_is_won_in_parts_and_lost_in_parts),
        cmocka_unit_test(a_paper_for_each_subject_keeps_its_words_and_its_minute),
        cmocka_unit_test(a_variant_replaces_what_it_names_and_keeps_the_rest),
        cmocka_unit_test(a_twin_has_the_same_truth),
        cmocka_unit_test(seeds_reach_variants_and_the_case_as_it_is),
        cmocka_unit_test(the_law_of_the_day_of_the_act_counts),
        cmocka_unit_test(a_policy_may_be_off_in_test_me_only),
        cmocka_unit_test(a_limit_runs_from_its_beginning_and_moves_past_days_off),
        cmocka_unit_test(a_limit_in_hours_ends_at_its_minute),
        cmocka_unit_test(a_count_may_be_a_fact),
        cmocka_unit_test(whoever_waits_goes_on_on_a_working_day),
        cmocka_unit_test(words_of_a_workflow_follow_the_facts),
        cmocka_unit_test(the_meter_begins_after_the_due_day_and_stops_at_the_fine),
        cmocka_unit_test(passing_by_the_friend_shows_in_both_indices),
    };
    return cmocka_run_group_tests_name("sim_language", tests, invented_begin, invented_end);
}
