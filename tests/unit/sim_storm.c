/* Storms of actions on every case, twin and variant: whatever is done in whatever order, the
 * score stays between 0 and 100, what is refused changes nothing, what is taken back leaves the
 * case exactly as it was, and the lines done make the same case again.
 *
 * STORM_ACTIONS = how many actions in all (20,000 without it), STORM_SEED = another storm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/run_state.h"
#include "support/cases.h"

enum { ACTIONS = 20000, LONGEST = 120, LOOK_EVERY = 16 };

/* All that an action can change. */
struct state {
    struct expr_value *values;
    bool *lost;
    int64_t *made_at, *began_at;
    int64_t minutes;
    size_t subject, line_count, critical_count;
};

static void *copy_of(const void *from, size_t count, size_t size)
{
    void *copy = xcalloc(count + 1, size);
    memcpy(copy, from, count * size);
    return copy;
}

static size_t paper_count(const struct run *run)
{
    return run->workflow->documents.count * (run->machine.scenario->subjects.count + 1);
}

static struct state state_of(const struct run *run)
{
    const struct machine *machine = &run->machine;
    return (struct state){
        .values = copy_of(machine->values, machine->value_count, sizeof *machine->values),
        .lost = copy_of(run->lost, score_lost_count(machine), sizeof *run->lost),
        .made_at = copy_of(machine->made_at, paper_count(run), sizeof *machine->made_at),
        .began_at =
            copy_of(machine->began_at, run->workflow->timers.count, sizeof *machine->began_at),
        .minutes = machine->minutes,
        .subject = machine->subject,
        .line_count = run->line_count,
        .critical_count = run->critical_count,
    };
}

static void state_release(struct state *self)
{
    free(self->values);
    free(self->lost);
    free(self->made_at);
    free(self->began_at);
}

static bool same_values(const struct expr_value *a, const struct expr_value *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].number != b[i].number || (a[i].word == NULL) != (b[i].word == NULL) ||
            (a[i].word != NULL && strcmp(a[i].word, b[i].word) != 0)) {
            return false;
        }
    }
    return true;
}

/* `is_judged`: what was lost counts, too (in Try me a refusal may cost a line). */
static bool is_state(const struct run *run, const struct state *state, bool is_judged)
{
    struct state now = state_of(run);
    const bool is_same =
        same_values(now.values, state->values, run->machine.value_count) &&
        (!is_judged || memcmp(now.lost, state->lost, score_lost_count(&run->machine)) == 0) &&
        memcmp(now.made_at, state->made_at, paper_count(run) * sizeof *now.made_at) == 0 &&
        memcmp(now.began_at, state->began_at,
               run->workflow->timers.count * sizeof *now.began_at) == 0 &&
        now.minutes == state->minutes && now.subject == state->subject &&
        now.line_count == state->line_count && now.critical_count == state->critical_count;
    state_release(&now);
    return is_same;
}

/* --- lines ----------------------------------------------------------------------------------
 */

static void add_choices(struct chance *chance, const struct run *run,
                        const struct workflow_action *action, struct sbuf *line)
{
    size_t count;
    const struct workflow_choice *choices = machine_choices(&run->machine, action, &count);
    size_t wanted = action->kind == WORKFLOW_MANY ? chance_below(chance, 4) : 1;
    for (; count > 0 && wanted > 0; wanted--) {
        sbuf_addf(line, " %s", choices[chance_below(chance, (uint32_t)count)].value);
    }
}

static void add_argument(struct chance *chance, const struct run *run,
                         const struct workflow_action *action, struct sbuf *line)
{
    const uint32_t amounts[] = {0, 1, 90, 140, 200, 201, 890, 5000, 100000, 999999999};
    const size_t amount_count = sizeof amounts / sizeof *amounts;
    switch (action->kind) {
    case WORKFLOW_MONEY:
    case WORKFLOW_WHOLE:
        sbuf_addf(line, " %u", (unsigned)amounts[chance_below(chance, (uint32_t)amount_count)]);
        break;
    case WORKFLOW_TEXT:
        sbuf_add(line, " {fine} 字");
        break;
    default:
        add_choices(chance, run, action, line);
    }
}

/* Mostly something that is offered; now and then any action at all, or what comes next. */
static char *next_line(struct chance *chance, struct run *run)
{
    const struct workflow_action *all = run->workflow->actions.items;
    const struct run_action *offered;
    const size_t offered_count = run_actions(run, &offered);
    const uint32_t die = chance_below(chance, 10);
    const struct workflow_action *action =
        &all[chance_below(chance, (uint32_t)run->workflow->actions.count)];
    struct sbuf line = {0};
    if (die < 5) {
        const char *model = run_model_line(run);
        if (model != NULL) {
            return xstrdup(model);
        }
    }
    if (die < 9 && offered_count > 0) {
        action = workflow_action(run->workflow,
                                 offered[chance_below(chance, (uint32_t)offered_count)].id);
    }
    sbuf_add(&line, action->id);
    add_argument(chance, run, action, &line);
    return sbuf_take(&line);
}

/* --- storms ---------------------------------------------------------------------------------
 */

static void check_score(struct run *run)
{
    const struct run_result *result = run_result(run);
    if (!(result->score >= 0 && result->score <= 100.000001)) {
        fail_msg("%s: score %f", run->scenario->id, result->score);
    }
    for (int i = 0; i < RUN_DIMENSIONS; i++) {
        assert_true(result->dimensions[i] >= -1 && result->dimensions[i] <= 100.000001);
    }
    assert_true(!result->is_passed || result->critical_count == 0);
}

static void step(struct chance *chance, struct run *run)
{
    struct run_verdict verdict;
    struct err err = {0};
    char *line = next_line(chance, run);
    struct state before = state_of(run);
    const bool is_line = run_act(run, line, &verdict, &err);
    if (!is_line || !verdict.is_accepted) {
        if (!is_state(run, &before, !is_line)) {
            fail_msg("%s: '%s' was refused and changed something", run->scenario->id, line);
        }
    } else if (run->mode == RUN_TRY && chance_below(chance, 4) == 0) {
        assert_true(run_undo(run));
        if (!is_state(run, &before, true)) {
            fail_msg("%s: '%s' cannot be taken back whole", run->scenario->id, line);
        }
    }
    state_release(&before);
    free(line);
}

/* A second run of the lines that were done comes to the same. */
static void check_replay(struct run *run)
{
    struct run *again = cases_begin(run->scenario->id, run->mode, run->seed);
    for (size_t i = 0; i < run->record_count; i++) {
        struct run_verdict verdict;
        struct err err = {0};
        assert_true(run_act(again, run->records[i].line, &verdict, &err));
    }
    struct state state = state_of(run);
    assert_true(is_state(again, &state, true));
    state_release(&state);
    char *seen = cases_seen(run), *seen_again = cases_seen(again);
    assert_string_equal(seen, seen_again);
    free(seen);
    free(seen_again);
    run_free(again);
}

static size_t storm(struct chance *chance, const char *id)
{
    const enum run_mode mode = chance_below(chance, 2) == 0 ? RUN_TRY : RUN_TEST;
    struct run *run = cases_begin(id, mode, chance_below(chance, 30));
    const size_t length = 1 + chance_below(chance, LONGEST);
    for (size_t i = 0; i < length; i++) {
        step(chance, run);
        if (i % LOOK_EVERY == 0) {
            check_score(run);
            free(cases_seen(run));
        }
    }
    check_score(run);
    check_replay(run);
    run_free(run);
    return length;
}

static uint64_t wish(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

static void nothing_that_can_be_done_breaks_a_case(void **state)
{
    (void)state;
    const uint64_t wanted = wish("STORM_ACTIONS", ACTIONS);
    const struct course *course = cases_course();
    struct chance chance;
    chance_init(&chance, wish("STORM_SEED", 1));
    assert_true(course->scenario_count > 0);
    for (uint64_t done = 0, i = 0; done < wanted; i++) {
        done += storm(&chance, course->scenarios[i % course->scenario_count]->id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_can_be_done_breaks_a_case)};
    return cmocka_run_group_tests_name("sim_storm", tests, cases_load, cases_unload);
}
