/* All shipped procedures under all recorded runs: nothing in them is beyond reach, no rule is
 * without a run that keeps it and one that breaks it, every case can be played to its end.
 * Nothing is listed by hand: cases, rules and scripts are what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/run_state.h"
#include "support/scripts.h"

enum { SEEDS = 20, ENOUGH = 95, STEPS_MAX = 400 };

/* What the runs did with one part of a workflow; parts are the files', however joined. */
struct mark {
    const void *part;
    bool kept, broken; /* a stage: reached, left; a line: won, lost */
};

struct marks {
    struct mark *items;
    size_t count;
};

struct survey {
    struct scripts scripts;
    struct marks rules, stages, lines, criticals;
};

static struct survey survey;

static struct mark *mark_of(struct marks *self, const void *part)
{
    for (size_t i = 0; i < self->count; i++) {
        if (self->items[i].part == part) {
            return &self->items[i];
        }
    }
    self->items = xreallocarray(self->items, self->count + 1, sizeof *self->items);
    self->items[self->count] = (struct mark){part, false, false};
    return &self->items[self->count++];
}

/* --- watching a run -------------------------------------------------------------------------
 */

static const char *stage_now(struct run *run)
{
    struct run_next next;
    const struct workflow_stage *stage =
        run_next(run, &next) ? workflow_stage(run->workflow, next.goal->stage) : NULL;
    return stage == NULL ? NULL : stage->id; /* the file's word: it names the part */
}

static void note_stage(struct run *run, const char *before)
{
    const char *now = stage_now(run);
    if (now != NULL) {
        mark_of(&survey.stages, now)->kept = true;
    }
    if (before != NULL && before != now) {
        mark_of(&survey.stages, before)->broken = true;
    }
}

struct watch {
    const char *stage;
};

static void watch_line(void *context, struct run *run, const char *line)
{
    struct watch *watch = context;
    struct machine_step step;
    struct err err = {0};
    note_stage(run, watch->stage);
    watch->stage = stage_now(run);
    if (!machine_parse(&run->machine, line, &step, &err)) {
        fail_msg("%s: %s", line, err.text);
    }
    const struct workflow_rule *rules = step.action->rules.items;
    if (run_is_over(run) || !machine_holds(&run->machine, step.action->shown)) {
        return;
    }
    machine_show_arg(&run->machine, &step);
    for (size_t i = 0; i < step.action->rules.count; i++) {
        if (machine_holds(&run->machine, rules[i].when)) {
            struct mark *mark = mark_of(&survey.rules, &rules[i]);
            *(machine_holds(&run->machine, rules[i].unless) ? &mark->kept : &mark->broken) =
                true;
        }
    }
}

static void note_end(struct run *run)
{
    const struct workflow_line *lines = run->workflow->lines.items;
    struct score score;
    run_judge(run, &score);
    for (size_t i = 0; i < run->workflow->lines.count; i++) {
        struct mark *mark = mark_of(&survey.lines, lines[i].id);
        mark->kept = mark->kept || (score.lines[i].applies && score.lines[i].share > 0.5);
        mark->broken = mark->broken || (score.lines[i].applies && score.lines[i].share < 0.999);
    }
    score_release(&score);
    for (size_t i = 0; i < run->critical_count; i++) {
        mark_of(&survey.criticals, run->criticals[i]->id)->broken = true;
    }
}

static int look_at_all(void **state)
{
    if (cases_load(state) != 0) {
        return 1;
    }
    scripts_load(&survey.scripts);
    for (size_t i = 0; i < survey.scripts.count; i++) {
        struct watch watch = {NULL};
        struct run *run = script_play(&survey.scripts.items[i], watch_line, &watch);
        note_stage(run, watch.stage);
        note_end(run);
        run_free(run);
    }
    return 0;
}

static int forget_all(void **state)
{
    scripts_release(&survey.scripts);
    free(survey.rules.items);
    free(survey.stages.items);
    free(survey.lines.items);
    free(survey.criticals.items);
    survey = (struct survey){0};
    return cases_unload(state);
}

/* --- complaints, all at once ----------------------------------------------------------------
 */

static void fail_if_any(struct sbuf *faults)
{
    if (faults->len > 0) {
        (void)fputs(sbuf_text(faults), stderr); /* print_error() cuts long texts */
        sbuf_release(faults);
        fail();
    }
    sbuf_release(faults);
}

/* Each joined workflow that some case plays. */
static const struct workflow *play_at(size_t index)
{
    const struct course *course = cases_course();
    const struct workflow *play = course->plays[index];
    for (size_t i = 0; i < course->scenario_count; i++) {
        if (course_play(course, course->scenarios[i]) == play) {
            return play;
        }
    }
    return NULL;
}

static void every_stage_is_reached_and_left(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->play_count; i++) {
        const struct workflow *play = play_at(i);
        const struct workflow_stage *stages = play == NULL ? NULL : play->stages.items;
        for (size_t j = 0; play != NULL && j < play->stages.count; j++) {
            struct mark *mark = mark_of(&survey.stages, stages[j].id);
            if (!mark->kept || !mark->broken) {
                sbuf_addf(&faults, "%s: stage %s is never %s\n", play->id, stages[j].id,
                          mark->kept ? "left" : "reached");
                mark->kept = mark->broken = true; /* tell once */
            }
        }
    }
    fail_if_any(&faults);
}

static void every_rule_has_a_run_that_keeps_it_and_one_that_breaks_it(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->play_count; i++) {
        const struct workflow *play = play_at(i);
        const struct workflow_action *actions = play == NULL ? NULL : play->actions.items;
        for (size_t j = 0; play != NULL && j < play->actions.count; j++) {
            const struct workflow_rule *rules = actions[j].rules.items;
            for (size_t k = 0; k < actions[j].rules.count; k++) {
                struct mark *mark = mark_of(&survey.rules, &rules[k]);
                const bool is_trap = expr_fact(rules[k].unless, 0) == NULL;
                if (!mark->broken || (!mark->kept && !is_trap)) {
                    sbuf_addf(&faults, "%s: %s: rule %zu (line %d, %s) is never %s\n", play->id,
                              actions[j].id, k + 1, rules[k].at.line,
                              rules[k].hit == NULL ? "-" : rules[k].hit,
                              mark->broken ? "kept" : "broken");
                    mark->kept = mark->broken = true;
                }
            }
        }
    }
    fail_if_any(&faults);
}

static void every_rubric_line_is_won_by_one_run_and_lost_by_another(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->play_count; i++) {
        const struct workflow *play = play_at(i);
        const struct workflow_line *lines = play == NULL ? NULL : play->lines.items;
        for (size_t j = 0; play != NULL && j < play->lines.count; j++) {
            struct mark *mark = mark_of(&survey.lines, lines[j].id);
            if (!mark->kept || !mark->broken) {
                sbuf_addf(&faults, "%s: line %s is never %s\n", play->id, lines[j].id,
                          mark->kept ? "lost" : "won");
                mark->kept = mark->broken = true;
            }
        }
    }
    fail_if_any(&faults);
}

static void every_critical_failure_is_met_by_some_run(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->play_count; i++) {
        const struct workflow *play = play_at(i);
        const struct workflow_critical *parts = play == NULL ? NULL : play->criticals.items;
        for (size_t j = 0; play != NULL && j < play->criticals.count; j++) {
            struct mark *mark = mark_of(&survey.criticals, parts[j].id);
            if (!mark->broken) {
                sbuf_addf(&faults, "%s: no run fails by %s\n", play->id, parts[j].id);
                mark->broken = true;
            }
        }
    }
    fail_if_any(&faults);
}

/* --- scripts --------------------------------------------------------------------------------
 */

static void a_model_run_wins_at_least_95_and_never_fails(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < survey.scripts.count; i++) {
        const struct script *script = &survey.scripts.items[i];
        if (!script_is_model(script)) {
            continue;
        }
        struct run *run = script_play(script, NULL, NULL);
        const struct run_result *result = run_result(run);
        if (result->score < ENOUGH || result->critical_count > 0 || !run_is_over(run)) {
            sbuf_addf(&faults, "%s: %.2f, %zu critical, %s\n", script->path, result->score,
                      result->critical_count, run_is_over(run) ? "over" : "not over");
        }
        run_free(run);
    }
    fail_if_any(&faults);
}

static void every_case_has_a_model_run_and_one_for_each_mistake(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->scenario_count; i++) {
        const struct scenario *scenario = cases_course()->scenarios[i];
        size_t models = 0, mistakes = 0;
        for (size_t j = 0; j < survey.scripts.count; j++) {
            const struct script *script = &survey.scripts.items[j];
            const bool is_its = strcmp(script->folder, scenario->id) == 0;
            models += is_its && script_is_model(script);
            mistakes += is_its && script_mistake(script) > 0;
        }
        if (!scenario->is_twin && (models == 0 || mistakes != scenario->mistakes.count)) {
            sbuf_addf(&faults, "%s: %zu model, %zu of %zu mistakes\n", scenario->id, models,
                      mistakes, scenario->mistakes.count);
        }
    }
    fail_if_any(&faults);
}

static bool fails_by(const struct run_result *result, const char *id)
{
    for (size_t i = 0; i < result->critical_count; i++) {
        if (strcmp(result->critical[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* "CF-08" or a dimension "R3". */
static bool is_hit(const struct run_result *result, const char *hit)
{
    return hit[0] == 'R' ? result->dimensions[hit[1] - '1'] < 99.999 : fails_by(result, hit);
}

static void judge_mistake(const struct script *script, struct sbuf *faults)
{
    const struct scenario *scenario = course_scenario(cases_course(), script->scenario);
    const struct scenario_mistake *mistakes = scenario->mistakes.items;
    const size_t number = (size_t)script_mistake(script);
    if (number == 0 || number > scenario->mistakes.count) {
        return;
    }
    const struct yaml_texts *hits = &mistakes[number - 1].hits;
    struct run *run = script_play(script, NULL, NULL);
    const struct run_result *result = run_result(run);
    bool has_critical = false;
    for (size_t i = 0; i < hits->count; i++) {
        has_critical = has_critical || hits->items[i][0] == 'C';
        if (!is_hit(result, hits->items[i])) {
            sbuf_addf(faults, "%s: does not lose %s\n", script->path, hits->items[i]);
        }
    }
    for (size_t i = 0; i < result->critical_count; i++) {
        if (!yaml_texts_has(hits, result->critical[i].id)) {
            sbuf_addf(faults, "%s: fails by %s, too\n", script->path, result->critical[i].id);
        }
    }
    for (char d = 0; d < RUN_DIMENSIONS && !has_critical; d++) {
        const char name[] = {'R', (char)('1' + d), '\0'};
        const double won = result->dimensions[(int)d];
        if (won >= 0 && won < 99.999 && !yaml_texts_has(hits, name)) {
            sbuf_addf(faults, "%s: loses %s (%.1f), too\n", script->path, name, won);
        }
    }
    run_free(run);
}

static void a_mistake_costs_what_its_case_says_and_nothing_else(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < survey.scripts.count; i++) {
        judge_mistake(&survey.scripts.items[i], &faults);
    }
    fail_if_any(&faults);
}

static void the_twin_of_every_case_comes_out_the_same(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < survey.scripts.count; i++) {
        struct script script = survey.scripts.items[i];
        const struct scenario *scenario = course_scenario(cases_course(), script.scenario);
        if (!script_is_model(&script) || scenario->twin.id == NULL || scenario->is_twin) {
            continue;
        }
        struct run *run = script_play(&script, NULL, NULL);
        script.scenario = scenario->twin.id;
        struct run *twin = script_play(&script, NULL, NULL);
        if (run_result(run)->score != run_result(twin)->score) {
            sbuf_addf(&faults, "%s: %.2f, twin %.2f\n", scenario->id, run_result(run)->score,
                      run_result(twin)->score);
        }
        run_free(run);
        run_free(twin);
    }
    fail_if_any(&faults);
}

/* Do what the program would do; what went wrong to `faults`. */
static void show(const char *id, uint64_t seed, struct sbuf *faults)
{
    struct run *run = cases_begin(id, RUN_TRY, seed);
    const char *line;
    int steps = 0;
    bool is_stuck = false;
    while (!is_stuck && steps++ < STEPS_MAX && (line = run_model_line(run)) != NULL) {
        struct run_verdict verdict;
        struct err err = {0};
        char *copy = xstrdup(line);
        is_stuck = !run_act(run, copy, &verdict, &err) || !verdict.is_accepted;
        if (is_stuck) {
            sbuf_addf(faults, "%s, seed %d: stuck at '%s': %s%s\n", id, (int)seed, copy,
                      err.text, verdict.why.text[LANG_EN] ? verdict.why.text[LANG_EN] : "");
        }
        free(copy);
    }
    if (!is_stuck && (!run_is_over(run) || run_result(run)->score < ENOUGH)) {
        sbuf_addf(faults, "%s, seed %d: %s after %d steps, %.2f\n", id, (int)seed,
                  run_is_over(run) ? "over" : "not over", steps, run_result(run)->score);
    }
    run_free(run);
}

static void every_case_can_be_shown_to_its_end_whatever_the_seed(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->scenario_count; i++) {
        const size_t before = faults.len;
        for (uint64_t seed = 0; seed <= SEEDS && faults.len == before; seed++) {
            show(cases_course()->scenarios[i]->id, seed, &faults);
        }
    }
    fail_if_any(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_can_be_shown_to_its_end_whatever_the_seed),
        cmocka_unit_test(every_case_has_a_model_run_and_one_for_each_mistake),
        cmocka_unit_test(a_model_run_wins_at_least_95_and_never_fails),
        cmocka_unit_test(a_mistake_costs_what_its_case_says_and_nothing_else),
        cmocka_unit_test(the_twin_of_every_case_comes_out_the_same),
        cmocka_unit_test(every_stage_is_reached_and_left),
        cmocka_unit_test(every_rule_has_a_run_that_keeps_it_and_one_that_breaks_it),
        cmocka_unit_test(every_rubric_line_is_won_by_one_run_and_lost_by_another),
        cmocka_unit_test(every_critical_failure_is_met_by_some_run),
    };
    return cmocka_run_group_tests_name("sim_workflows", tests, look_at_all, forget_all);
}
