/* What `trainer check` finds by playing: each fault is put into a small world that has none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/rehearsal.h"
#include "support/invented.h"

static char *rehearse(size_t *errors)
{
    struct problems problems;
    struct sbuf out = {0};
    problems_init(&problems);
    rehearsal_check(invented_course(), &problems);
    problems_write(&problems, &out);
    *errors = problems.errors;
    problems_release(&problems);
    return sbuf_take(&out);
}

static void expect(const char *words)
{
    size_t errors;
    char *said = rehearse(&errors);
    if (errors == 0 || strstr(said, words) == NULL) {
        fail_msg("'%s' is not in: %s", words, said);
    }
    free(said);
}

/* The world's own parts, to put a fault in. */
static struct scenario *scenario(const char *id)
{
    return (struct scenario *)(uintptr_t)course_scenario(invented_course(), id);
}

static struct workflow_goal *last_goal(const char *workflow)
{
    const struct workflow *found = course_workflow(invented_course(), workflow);
    return (struct workflow_goal *)found->goals.items + found->goals.count - 1;
}

static void a_world_without_fault_is_played_through(void **state)
{
    (void)state;
    size_t errors;
    char *said = rehearse(&errors);
    if (errors > 0) {
        fail_msg("%s", said);
    }
    free(said);
}

static void a_target_that_the_truth_does_not_come_to_is_named(void **state)
{
    (void)state;
    scenario("C2")->truth.target = 140;
    expect("C2");
    scenario("C2")->truth.target = 200;
    a_world_without_fault_is_played_through(state);
}

static void a_sum_above_the_cap_of_the_simple_procedure_is_named(void **state)
{
    (void)state;
    struct scenario *bag = scenario("C2");
    char loud[] = "1302", *quiet = bag->items.items[0];
    bag->items.items[0] = loud; /* from 5,000 yuan */
    bag->act_date = 0;
    bag->truth.procedure = SCENARIO_SIMPLE;
    expect("C2");
    bag->truth.procedure = SCENARIO_ORDINARY;
    a_world_without_fault_is_played_through(state);
    bag->items.items[0] = quiet;
    assert_true(calendar_parse_day("2026-02-10", &bag->act_date));
}

static void a_case_that_gets_stuck_is_named_with_the_step(void **state)
{
    (void)state;
    struct workflow_goal *goal = last_goal("A");
    char *model = goal->model, wrong[] = "fine much";
    goal->model = wrong;
    expect("fine much");
    goal->model = model;
}

static void a_case_without_an_end_is_named(void **state)
{
    (void)state;
    struct workflow_goal *goal = last_goal("A");
    char *model = goal->model, idle[] = "sleep";
    goal->model = idle;
    expect("sleep");
    goal->model = model;
}

static void a_case_that_the_catalog_does_not_carry_is_named(void **state)
{
    (void)state;
    struct scenario *bag = scenario("C2");
    bag->truth.tier = 1 + TIER_GRAVE;
    expect("C2");
    bag->truth.tier = 0;
}

#define WORLD(test) cmocka_unit_test_setup_teardown(test, invented_begin, invented_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD(a_world_without_fault_is_played_through),
        WORLD(a_target_that_the_truth_does_not_come_to_is_named),
        WORLD(a_sum_above_the_cap_of_the_simple_procedure_is_named),
        WORLD(a_case_that_gets_stuck_is_named_with_the_step),
        WORLD(a_case_without_an_end_is_named),
        WORLD(a_case_that_the_catalog_does_not_carry_is_named),
    };
    return cmocka_run_group_tests_name("sim_rehearsal", tests, NULL, NULL);
}
