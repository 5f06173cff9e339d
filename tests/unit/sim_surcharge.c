/* The late payer's meter: the worked sums of the teaching cases, and what must hold for every
 * fine and every day (xingzheng-chufa-fa 67, 72, 73, 66). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "content/ladder.h"
#include "sim/surcharge.h"

static struct policy *policy;

static int begin(void **state)
{
    struct problems problems;
    (void)state;
    problems_init(&problems);
    policy = policy_read("lessons/policy.yaml", &problems);
    problems_release(&problems);
    return policy == NULL;
}

static int end(void **state)
{
    (void)state;
    policy_free(policy);
    return 0;
}

static int32_t day(const char *text)
{
    int32_t value;
    assert_true(calendar_parse_day(text, &value));
    return value;
}

static struct surcharge meter(const char *today, const struct surcharge_facts *facts)
{
    return surcharge_of(&policy->calendar, day(today), facts);
}

static void the_five_accounts_of_the_late_two_hundred_come_out(void **state)
{
    (void)state;
    struct surcharge_facts facts = {.fine = 200, .received = day("2026-03-02")};
    facts.paid = day("2026-04-01");
    assert_int_equal(meter("2026-12-01", &facts).days, 15);
    assert_int_equal(meter("2026-12-01", &facts).fen, 9000);
    facts.paid = day("2026-04-26");
    facts.stopped = 30; /* reconsideration: 23 March to 21 April */
    assert_int_equal(meter("2026-12-01", &facts).days, 10);
    assert_int_equal(meter("2026-12-01", &facts).fen, 6000);
    facts.stopped = 0;
    facts.paid = day("2026-11-20");
    assert_int_equal(meter("2026-12-01", &facts).days, 248);
    assert_int_equal(meter("2026-12-01", &facts).fen, 20000);
    facts.paid = 0;
    facts.deferred = day("2026-12-31");
    assert_int_equal(meter("2026-12-01", &facts).days, 0);
    assert_int_equal(meter("2026-12-01", &facts).fen, 0);
    assert_int_equal(meter("2027-01-01", &facts).days, 1);
}

static void nothing_runs_before_the_decision_was_received(void **state)
{
    (void)state;
    const struct surcharge_facts facts = {.fine = 200};
    const struct surcharge never = meter("2030-01-01", &facts);
    assert_int_equal(never.due, 0);
    assert_int_equal(never.days, 0);
    assert_int_equal(never.fen, 0);
}

static void the_fifteen_days_move_past_a_holiday(void **state)
{
    (void)state;
    const struct surcharge_facts facts = {.fine = 200, .received = day("2026-09-20")};
    assert_int_equal(meter("2026-09-21", &facts).due, day("2026-10-08"));
    assert_int_equal(meter("2026-10-08", &facts).fen, 0); /* the last day is still in time */
    assert_int_equal(meter("2026-10-09", &facts).fen, 600);
}

static void the_cap_is_reached_on_day_34(void **state)
{
    (void)state;
    const struct surcharge_facts facts = {.fine = 200, .received = day("2026-03-02")};
    assert_int_equal(meter("2026-04-19", &facts).days, 33);
    assert_int_equal(meter("2026-04-19", &facts).fen, 19800);
    assert_int_equal(meter("2026-04-20", &facts).fen, 20000);
}

/* For every fine, receipt, day and stop: never more than the fine, never less as days pass,
 * 3 % a day below the cap, nothing before the due day is over; stops and deferral only help. */
static void no_day_and_no_fine_breaks_the_rules(void **state)
{
    (void)state;
    struct chance chance;
    chance_init(&chance, 7);
    for (int i = 0; i < 4000; i++) {
        struct surcharge_facts facts = {
            .fine = (int64_t)chance_below(&chance, 1000001),
            .received = day("2026-01-01") + (int32_t)chance_below(&chance, 365),
            .stopped = (int64_t)chance_below(&chance, 60),
        };
        const int32_t today = facts.received + (int32_t)chance_below(&chance, 400);
        const struct surcharge now = surcharge_of(&policy->calendar, today, &facts);
        const struct surcharge next = surcharge_of(&policy->calendar, today + 1, &facts);
        assert_true(now.fen >= 0 && now.fen <= 100 * facts.fine);
        assert_true(next.fen >= now.fen && next.days - now.days <= 1);
        assert_true(now.due >= facts.received + 15);
        assert_true(today > now.due || now.fen == 0);
        assert_true(now.days > 33 || now.fen == 3 * facts.fine * now.days);
        assert_true(now.days < 34 || now.fen == 100 * facts.fine);
        facts.stopped++;
        assert_true(surcharge_of(&policy->calendar, today, &facts).fen <= now.fen);
        facts.deferred = now.due + 30;
        assert_true(surcharge_of(&policy->calendar, today, &facts).fen <= now.fen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_five_accounts_of_the_late_two_hundred_come_out),
        cmocka_unit_test(nothing_runs_before_the_decision_was_received),
        cmocka_unit_test(the_fifteen_days_move_past_a_holiday),
        cmocka_unit_test(the_cap_is_reached_on_day_34),
        cmocka_unit_test(no_day_and_no_fine_breaks_the_rules),
    };
    return cmocka_run_group_tests_name("sim_surcharge", tests, begin, end);
}
