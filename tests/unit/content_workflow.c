/* Workflows, cases and rules of certification as shipped; and what is refused in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/course_links.h"
#include "content/ladder.h"
#include "content/scenario.h"
#include "content/workflow.h"
#include "core/file.h"
#include "support/sandbox.h"

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
    if (strstr(sbuf_text(&out), words) == NULL) {
        fail_msg("'%s' is not in:\n%s", words, sbuf_text(&out));
    }
    sbuf_release(&out);
    problems_release(&problems);
    problems_init(&problems);
}

static const char s02[] = "lessons/scenarios/S02-noodle-cart.yaml";
static const char levels[] = "lessons/certification.yaml";

/* A small procedure and what it uses. */
static const char shared[] =
    "id: shared\n"
    "title: {zh: 共用, en: shared}\n"
    "facts: {ready: flag, seen: set, fine: number}\n"
    "actions:\n"
    "  - {id: get-ready, place: device, label: {zh: 准备, en: Ready}, sets: {ready: true}}\n"
    "  - id: look\n"
    "    place: scene\n"
    "    label: {zh: 看, en: Look}\n"
    "    kind: many\n"
    "    choices: [{value: wide, label: {zh: 远, en: wide}}]\n"
    "    into: seen\n"
    "    rules: [{unless: ready, hit: R6.other, why: {zh: 先准备, en: First}}]\n";
static const char own[] =
    "id: own\n"
    "title: {zh: 自己, en: own}\n"
    "uses: [shared]\n"
    "facts: {done: flag, told: each flag, day: date}\n"
    "closed: {zh: 完, en: closed}\n"
    "not-now: {zh: 不, en: not now}\n"
    "over: done or all(told)\n"
    "stages: [{id: X.0, label: {zh: 一, en: one}}]\n"
    "actions:\n"
    "  - {id: end, place: case, label: {zh: 完, en: End}, sets: {done: true, fine: =fine},\n"
    "     rules: [{unless: ready, when: seen.wide, hit: R3.ready, why: {zh: 先, en: First}}]}\n"
    "  - {id: wait, place: case, label: {zh: 等, en: Wait}, waits: pay, days: fine}\n"
    "  - {id: go, place: case, label: {zh: 去, en: Go}, kind: one, choices-from: subjects,\n"
    "     into: subject}\n"
    "goals:\n"
    "  - {id: ready, stage: X.0, done: ready, do: get-ready, line: R3.ready,\n"
    "     nudge: {zh: 呢, en: Hm}, why: {zh: 因为, en: Because}}\n"
    "  - {id: end, stage: X.0, each: go, done: done, do: end,\n"
    "     nudge: {zh: 呢, en: Hm}, why: {zh: 因为, en: Because}}\n"
    "lines:\n"
    "  - {id: R3.ready, points: 60, met: ready, text: {zh: 准备, en: Ready}}\n"
    "  - {id: R3.end, points: 40, met: done, text: {zh: 完, en: End}}\n"
    "timers:\n"
    "  - {id: pay, label: {zh: 缴, en: Pay}, count: 15, unit: days, from: day != 0}\n";

static void write_altered(const char *text, const char *old, const char *new)
{
    struct sbuf out = {0};
    const char *at = strstr(text, old);
    assert_non_null(at);
    sbuf_add_len(&out, text, (size_t)(at - text));
    sbuf_addf(&out, "%s%s", new, at + strlen(old));
    sandbox_write("own.yaml", sbuf_text(&out), out.len);
    sbuf_release(&out);
}

static char home[4096]; /* the sandbox leads away from the checkout */

static int begin_sandbox(void **state)
{
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    sandbox_write("shared.yaml", shared, sizeof shared - 1);
    return begin(state);
}

static int end_sandbox(void **state)
{
    return end(state) + sandbox_leave(state) + chdir(home);
}

static void a_procedure_is_clean_with_what_it_uses(void **state)
{
    (void)state;
    write_altered(own, "", "");
    course_check_workflow("own.yaml", &problems);
    assert_int_equal(problems.total, 0);
}

static void a_fact_of_two_kinds_in_files_played_together_is_named(void **state)
{
    (void)state;
    write_altered(own, "done: flag", "ready: number, done: flag");
    struct workflow *files[] = {workflow_read("own.yaml", &problems),
                                workflow_read("shared.yaml", &problems)};
    struct workflow *play = workflow_join((const struct workflow *const *)files, 2, 1);
    workflow_check(play, &problems);
    expect_words("ready");
    workflow_free(play);
    workflow_free(files[0]);
    workflow_free(files[1]);
}

static void a_slip_of_the_pen_in_a_procedure_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *words;
    } cases[] = {
        {"uses: [shared]", "uses: [sharde]", "sharde"},
        {"when: seen.wide", "when: sen.wide", "sen.wide"},
        {"hit: R3.ready", "hit: R3.raedy", "R3.raedy"},
        {"hit: R3.ready", "hit: CF-99", "CF-99"},
        {"points: 60", "points: 61", "R3"},
        {"do: get-ready", "do: get-redy", "get-redy"},
        {"each: go", "each: gone", "gone"},
        {"sets: {done: true", "sets: {doen: true", "doen"},
        {"=fine", "=fien", "fien"},
        {"waits: pay", "waits: pax", "pax"},
        {"days: fine", "days: fien", "fien"},
        {"from: day != 0", "from: dya != 0", "dya"},
        {"all(told)", "all(tolt)", "tolt"},
        {"all(told)", "all(some(told))", "column"},
        {"place: case", "place: heaven", "heaven"},
        {"kind: one", "kind: money", "go"},
        {"- {id: wait,", "- {id: end,", "end"},
        {"told: each flag", "told: each flags", "each flags"},
        {"do: end,\n", "do: end, line: R9.none,\n", "R9.none"},
        {"stage: X.0", "stage: X.99", "X.99"},
        {"over: done or all(told)", "over: done or", "column"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_altered(own, cases[i].old, cases[i].new);
        course_check_workflow("own.yaml", &problems);
        expect_words(cases[i].words);
    }
}

static void the_twin_differs_in_person_and_mood_and_in_nothing_legal(void **state)
{
    (void)state;
    struct scenario *main_case = scenario_read(s02, &problems);
    assert_non_null(main_case);
    struct scenario *twin = scenario_view(main_case, 0);
    assert_non_null(twin);
    assert_null(scenario_view(twin, 0));
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
    scenario_free(twin);
    scenario_free(main_case);
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
                 {"{party}把车", "{parti}把车", "{parti}"}};
    struct workflow *files[] = {workflow_read("lessons/workflows/W1.yaml", &problems),
                                workflow_read("lessons/workflows/common.yaml", &problems)};
    struct workflow *workflow = workflow_join((const struct workflow *const *)files, 2, 1);
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
    workflow_free(files[0]);
    workflow_free(files[1]);
}

/* What the case says for another procedure is no fault. */
static void a_variant_under_its_own_procedure_is_held_to_its_own_facts(void **state)
{
    (void)state;
    static const char s07[] = "lessons/scenarios/S07-never-shows-up.yaml";
    static const char fact[] = "{right-set: nothing}";
    struct workflow *file = workflow_read("lessons/workflows/remembered.yaml", &problems);
    const struct workflow *const files[] = {file};
    struct workflow *workflow = workflow_join(files, 1, 1);
    for (int slips = 0; slips < 2; slips++) {
        char *path = altered(s07, fact, slips ? "{right-sat: nothing}" : fact);
        struct scenario *scenario = scenario_read(path, &problems);
        struct scenario *view = NULL;
        assert_non_null(scenario);
        for (size_t i = 0; view == NULL || strcmp(view->id, "S07-remembered") != 0; i++) {
            scenario_free(view);
            view = scenario_view(scenario, i);
            assert_non_null(view);
        }
        scenario_check(view, workflow, &problems);
        if (slips) {
            expect_words("right-sat");
        } else {
            assert_int_equal(problems.total, 0);
        }
        scenario_free(view);
        scenario_free(scenario);
        drop(path);
    }
    workflow_free(workflow);
    workflow_free(file);
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
        cmocka_unit_test_setup_teardown(a_procedure_is_clean_with_what_it_uses, begin_sandbox,
                                        end_sandbox),
        cmocka_unit_test_setup_teardown(a_fact_of_two_kinds_in_files_played_together_is_named,
                                        begin_sandbox, end_sandbox),
        cmocka_unit_test_setup_teardown(a_slip_of_the_pen_in_a_procedure_is_named,
                                        begin_sandbox, end_sandbox),
        cmocka_unit_test_setup_teardown(
            the_twin_differs_in_person_and_mood_and_in_nothing_legal, begin, end),
        cmocka_unit_test_setup_teardown(a_slip_of_the_pen_in_a_case_is_named, begin, end),
        cmocka_unit_test_setup_teardown(a_case_that_does_not_fit_its_procedure_is_named, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            a_variant_under_its_own_procedure_is_held_to_its_own_facts, begin, end),
        cmocka_unit_test_setup_teardown(
            the_first_level_asks_for_one_lesson_two_cases_and_ten_questions, begin, end),
        cmocka_unit_test_setup_teardown(impossible_numbers_in_the_rules_are_refused, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_teaching_year_moves_a_due_day_past_the_holiday,
                                        begin, end),
    };
    if (getcwd(home, sizeof home) == NULL) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
