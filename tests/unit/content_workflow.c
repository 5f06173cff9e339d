/* Workflows, cases and rules of certification as shipped; and what is refused in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/ladder.h"
#include "content/scenario.h"
#include "content/workflow.h"
#include "core/file.h"

static struct problems problems;

static int begin(void **state)
{
    (void)state;
    problems_init(&problems);
    return 0;
}

static int end(void **state)
{
    (void)state;
    problems_release(&problems);
    return 0;
}

/* A shipped file with `old` turned into `new`, written beside nothing else. Caller frees. */
static char *altered(const char *path, const char *old, const char *new)
{
    static int number;
    const char *folder = getenv("TMPDIR");
    struct sbuf name = {0}, text = {0};
    struct err err = {0};
    char *data;
    size_t len;
    if (!file_read(path, 1 << 20, &data, &len, &err)) {
        fail_msg("%s", err.text);
    }
    char *at = strstr(data, old);
    if (at == NULL) {
        fail_msg("%s does not hold '%s'", path, old);
    }
    sbuf_add_len(&text, data, (size_t)(at - data));
    sbuf_addf(&text, "%s%s", new, at + strlen(old));
    sbuf_addf(&name, "%s/altered-%d.yaml", folder == NULL ? "/tmp" : folder, number++);
    if (!file_write(sbuf_text(&name), sbuf_text(&text), text.len, 0600, &err)) {
        fail_msg("%s", err.text);
    }
    sbuf_release(&text);
    free(data);
    return sbuf_take(&name);
}

static void drop(char *path)
{
    (void)remove(path);
    free(path);
}

static void expect_words(const char *words)
{
    struct sbuf out = {0};
    problems_write(&problems, &out);
    assert_true(problems.errors > 0);
    if (strstr(sbuf_text(&out), words) == NULL) {
        fail_msg("'%s' is not in:\n%s", words, sbuf_text(&out));
    }
    sbuf_release(&out);
    problems_release(&problems);
    problems_init(&problems);
}

static const char w1[] = "lessons/workflows/W1.yaml";
static const char s02[] = "lessons/scenarios/S02-noodle-cart.yaml";
static const char levels[] = "lessons/certification.yaml";

static void the_shipped_procedures_are_clean(void **state)
{
    (void)state;
    static const char *const paths[] = {w1, "lessons/workflows/W3.yaml"};
    for (size_t i = 0; i < 2; i++) {
        struct workflow *workflow = workflow_read(paths[i], &problems);
        assert_non_null(workflow);
        assert_int_equal(problems.total, 0);
        assert_true(workflow->actions.count > 20);
        workflow_free(workflow);
    }
}

static void a_slip_of_the_pen_in_a_procedure_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *words;
    } cases[] = {
        {"shown: not gear-ready", "shown: not gear-raedy", "gear-raedy"},
        {"hit: R3.two", "hit: R3.tow", "R3.tow"},
        {"points: 53", "points: 54", "R1"},
        {"done: partner-here, do: call-partner", "done: partner-here, do: call-partnr",
         "call-partnr"},
        {"sets: {gear-ready: true}", "sets: {gear-red: true}", "gear-red"},
        {"place: device", "place: heaven", "heaven"},
        {"kind: money", "kind: one", "fine"},
        {"- id: wait-partner", "- id: check-gear", "check-gear"},
        {"told: set", "told: sets", "sets"},
        {"stage: W1.0", "stage: W1.99", "W1.99"},
        {"over: archived or recused", "over: archived or", "column"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = altered(w1, cases[i].old, cases[i].new);
        assert_null(workflow_read(path, &problems));
        expect_words(cases[i].words);
        drop(path);
    }
}

static void the_twin_differs_in_person_and_mood_and_in_nothing_legal(void **state)
{
    (void)state;
    struct scenario *main_case = scenario_read(s02, &problems);
    assert_non_null(main_case);
    struct scenario *twin = scenario_take_twin(main_case);
    assert_null(scenario_take_twin(main_case));
    assert_true(twin->is_twin);
    assert_string_equal(twin->id, "S02T");
    assert_string_equal(twin->twin_of, "S02");
    assert_string_not_equal(scenario_person(twin, "party")->name.text[LANG_ZH],
                            scenario_person(main_case, "party")->name.text[LANG_ZH]);
    assert_string_equal(scenario_particular(twin, "act")->text[LANG_ZH],
                        scenario_particular(main_case, "act")->text[LANG_ZH]);
    assert_int_equal(twin->truth.factors.count, main_case->truth.factors.count);
    for (size_t i = 0; i < main_case->facts.count; i++) {
        const struct yaml_pair *fact = &main_case->facts.items[i];
        if (strcmp(fact->key, "mood") != 0) {
            assert_string_equal(yaml_pairs_get(&twin->facts, fact->key), fact->value);
        }
    }
    scenario_free(main_case);
    assert_string_equal(twin->id, "S02T"); /* lives on by itself */
    scenario_free(twin);
}

static void a_slip_of_the_pen_in_a_case_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *words;
    } cases[] = {{"difficulty: 2", "difficulty: 9", "1"},
                 {"time: \"10:20\"", "time: \"25:20\"", "25:20"},
                 {"outcome: fine", "outcome: jail", "jail"},
                 {"factors: [A3, M8, M9]", "factors: [X5]", "X5"},
                 {"date: 2026-10-03", "date: 2026-13-03", "2026-13-03"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = altered(s02, cases[i].old, cases[i].new);
        assert_null(scenario_read(path, &problems));
        expect_words(cases[i].words);
        drop(path);
    }
}

static void a_case_that_does_not_fit_its_procedure_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *words;
    } cases[] = {{"  obeys: true", "  obays: true", "obays"},
                 {"after: registry", "after: registre", "registre"},
                 {"who: auxiliary", "who: nobody", "nobody"},
                 {"hits: [CF-08]", "hits: [CF-99]", "CF-99"},
                 {"when: mood == 'rude'", "when: mod == 'rude'", "mod"},
                 {"{id: defence, text:", "{id: defense, text:", "{defence}"},
                 {"{party}把车", "{parti}把车", "{parti}"}};
    struct workflow *workflow = workflow_read(w1, &problems);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = altered(s02, cases[i].old, cases[i].new);
        struct scenario *scenario = scenario_read(path, &problems);
        assert_non_null(scenario);
        scenario_check(scenario, workflow, &problems);
        expect_words(cases[i].words);
        scenario_free(scenario);
        drop(path);
    }
    workflow_free(workflow);
}

static void the_first_level_asks_for_one_lesson_two_cases_and_ten_questions(void **state)
{
    (void)state;
    struct ladder *ladder = ladder_read(levels, &problems);
    assert_non_null(ladder);
    assert_string_equal(ladder->rules, "slice-1");
    const struct ladder_level *level = ladder_find(ladder, "L0");
    assert_non_null(level);
    assert_null(ladder_find(ladder, "L9"));
    assert_int_equal(level->lesson_count, 1);
    assert_string_equal(level->lessons[0], "L01");
    assert_int_equal(level->scenario_count, 2);
    assert_string_equal(level->scenarios[1].id, "S02");
    assert_string_equal(level->scenarios[1].mode, "try");
    assert_int_equal(level->scenarios[1].min_score, 80);
    assert_int_equal(level->exam_questions, 10);
    assert_int_equal(level->exam_pass_percent, 80);
    assert_int_equal(level->retry_days, 1);
    assert_int_equal(level->valid_days, 90);
    assert_false(level->counts_in_full_ladder);
    ladder_free(ladder);
}

static void impossible_numbers_in_the_rules_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *words;
    } cases[] = {{"exam-pass-percent: 80", "exam-pass-percent: 180", "exam-pass-percent"},
                 {"mode: try", "mode: guess", "guess"},
                 {"min-score: 80", "min-score: -1", "min-score"},
                 {"valid-days: 90", "valid-days: soon", "soon"},
                 {"    retry-days: 1\n", "", "retry-days"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = altered(levels, cases[i].old, cases[i].new);
        assert_null(ladder_read(path, &problems));
        expect_words(cases[i].words);
        drop(path);
    }
}

static void the_teaching_year_moves_a_due_day_past_the_holiday(void **state)
{
    (void)state;
    struct policy *policy = policy_read("lessons/policy.yaml", &problems);
    int32_t day, due;
    assert_non_null(policy);
    assert_false(policy->has_cash);
    assert_int_equal(policy->sole_trader_cap, 200);
    assert_true(calendar_parse_day("2026-09-20", &day));
    assert_true(calendar_parse_day("2026-10-08", &due));
    assert_int_equal(calendar_due(&policy->calendar, day, 15), due); /* 5 October is off */
    policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_shipped_procedures_are_clean, begin, end),
        cmocka_unit_test_setup_teardown(a_slip_of_the_pen_in_a_procedure_is_named, begin, end),
        cmocka_unit_test_setup_teardown(
            the_twin_differs_in_person_and_mood_and_in_nothing_legal, begin, end),
        cmocka_unit_test_setup_teardown(a_slip_of_the_pen_in_a_case_is_named, begin, end),
        cmocka_unit_test_setup_teardown(a_case_that_does_not_fit_its_procedure_is_named, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            the_first_level_asks_for_one_lesson_two_cases_and_ten_questions, begin, end),
        cmocka_unit_test_setup_teardown(impossible_numbers_in_the_rules_are_refused, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_teaching_year_moves_a_due_day_past_the_holiday,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
