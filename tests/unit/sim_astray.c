/* Strays in Try me: whatever was accepted, in whatever order, the program's own next step can
 * always be done, and it leads to the end of the case.
 *
 * ASTRAY_RUNS = how many strays a case (12 without it), ASTRAY_SEED = others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/run_state.h"
#include "support/cases.h"

enum { RUNS = 12, LONGEST = 60, STEPS_MAX = 400 };

static void add_argument(struct chance *chance, const struct run_action *action,
                         struct sbuf *line)
{
    const uint32_t amounts[] = {20, 90, 150, 200, 1000, 5000, 100000, 200000};
    size_t wanted = action->kind == RUN_ARG_MANY ? chance_below(chance, 5) : 1;
    switch (action->kind) {
    case RUN_ARG_MONEY:
        sbuf_addf(line, " %u", amounts[chance_below(chance, sizeof amounts / sizeof *amounts)]);
        break;
    case RUN_ARG_TEXT:
        sbuf_add(line, " 字");
        break;
    default:
        for (; action->choice_count > 0 && wanted > 0; wanted--) {
            sbuf_addf(
                line, " %s",
                action->choices[chance_below(chance, (uint32_t)action->choice_count)].value);
        }
    }
}

/* Half of it what is right, half of it anything that is offered. */
static char *next_line(struct chance *chance, struct run *run)
{
    const struct run_action *offered;
    const char *model = run_model_line(run);
    struct sbuf line = {0};
    if (model != NULL && chance_below(chance, 2) == 0) {
        return xstrdup(model);
    }
    const size_t count = run_actions(run, &offered);
    if (count == 0) {
        return NULL;
    }
    const struct run_action *action = &offered[chance_below(chance, (uint32_t)count)];
    sbuf_add(&line, action->id);
    add_argument(chance, action, &line);
    return sbuf_take(&line);
}

static void add_past(const struct run *run, struct sbuf *faults)
{
    for (size_t i = 0; i < run->record_count; i++) {
        if (run->records[i].verdict.is_accepted) {
            sbuf_addf(faults, " / %s", run->records[i].line);
        }
    }
    sbuf_add(faults, "\n");
}

static void stray(struct chance *chance, const char *id, struct sbuf *faults)
{
    struct run *run = cases_begin(id, RUN_TRY, chance_below(chance, 5));
    struct run_verdict verdict;
    struct err err = {0};
    const size_t length = chance_below(chance, LONGEST);
    char *line;
    for (size_t i = 0; i < length && (line = next_line(chance, run)) != NULL; i++) {
        (void)!run_act(run, line, &verdict, &err);
        free(line);
    }
    int steps = 0;
    const char *model;
    while (!run_is_over(run) && steps++ < STEPS_MAX && (model = run_model_line(run)) != NULL) {
        line = xstrdup(model);
        if (!run_act(run, line, &verdict, &err) || !verdict.is_accepted) {
            sbuf_addf(faults, "%s: stuck at '%s' (%s) after", id, line,
                      verdict.why.text[LANG_EN] ? verdict.why.text[LANG_EN] : err.text);
            add_past(run, faults);
            free(line);
            run_free(run);
            return;
        }
        free(line);
    }
    if (!run_is_over(run) || run_result(run)->score < 0) {
        sbuf_addf(faults, "%s: no end after", id);
        add_past(run, faults);
    }
    run_free(run);
}

static uint64_t wish(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

static void no_order_of_actions_leads_to_a_dead_end(void **state)
{
    (void)state;
    const struct course *course = cases_course();
    struct sbuf faults = {0};
    struct chance chance;
    chance_init(&chance, wish("ASTRAY_SEED", 1));
    for (uint64_t i = 0; i < wish("ASTRAY_RUNS", RUNS); i++) {
        for (size_t j = 0; j < course->scenario_count; j++) {
            stray(&chance, course->scenarios[j]->id, &faults);
        }
    }
    if (faults.len > 0) {
        (void)fputs(sbuf_text(&faults), stderr);
        sbuf_release(&faults);
        fail();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_order_of_actions_leads_to_a_dead_end)};
    return cmocka_run_group_tests_name("sim_astray", tests, cases_load, cases_unload);
}
