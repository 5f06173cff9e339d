/* Cases played and recorded: gone on with after a crash, replayed as they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "store/events.h"
#include "support/career_play.h"

static struct career career;

static int enter(void **state)
{
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    career_open(&career);
    return 0;
}

static int leave(void **state)
{
    career_close(&career);
    return sandbox_leave(state);
}

static struct practice *begin(const char *scenario, enum run_mode mode)
{
    struct err err = {0};
    struct practice *practice =
        practice_begin(&career.app, &career.officer, scenario, mode, 0, &err);
    career_must(practice, &err);
    return practice;
}

static char *state_of(struct practice *practice)
{
    struct json *json = run_json(practice_run(practice));
    struct sbuf text = {0};
    json_write(json, false, &text);
    json_free(json);
    return sbuf_take(&text);
}

static void guidance_fades_with_every_pass(void **state)
{
    static const enum practice_guidance expected[] = {GUIDANCE_FULL, GUIDANCE_STAGE,
                                                      GUIDANCE_NONE, GUIDANCE_NONE};
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        char attempt[33];
        struct err err = {0};
        struct practice *practice = begin("S01", RUN_TRY);
        assert_int_equal(practice_guidance(practice), expected[i]);
        career_act(practice, 1000);
        career_must(practice_finish(practice, attempt, &err), &err);
        practice_free(practice);
    }
    struct practice *other = begin("S02", RUN_TRY); /* another case is led as before */
    assert_int_equal(practice_guidance(other), GUIDANCE_FULL);
    practice_free(other);
}

static struct practice *play_to_the_end(const char *scenario, const char *instead,
                                        uint64_t seed)
{
    char attempt[33], line[200];
    struct err err = {0};
    struct run_verdict verdict;
    struct practice *practice =
        practice_begin(&career.app, &career.officer, scenario, RUN_TEST, seed, &err);
    career_must(practice, &err);
    /* the model way, found in a run beside it, but for one act */
    struct practice *guide = begin(scenario, RUN_SHOW);
    const char *model;
    while ((model = run_model_line(practice_run(guide))) != NULL) {
        snprintf(line, sizeof line, "%s", model);
        career_must(practice_act(guide, line, &verdict, &err), &err);
        size_t word = strcspn(line, " ");
        bool is_other = strncmp(line, instead, word) == 0 && instead[word] == ' ';
        career_must(practice_act(practice, is_other ? instead : line, &verdict, &err), &err);
    }
    practice_free(guide);
    career_must(practice_finish(practice, attempt, &err), &err);
    return practice;
}

static void a_recorded_run_is_seen_again_as_it_stood_after_each_step(void **state)
{
    (void)state;
    struct err err = {0};
    char attempt[33];
    struct practice *practice = begin("S01", RUN_TRY);
    career_act(practice, 5);
    career_must(practice_undo(practice, &err), &err);
    char *after = state_of(practice);
    career_must(practice_finish(practice, attempt, &err), &err);
    practice_free(practice);
    struct run *run = practice_replay_run(&career.app, attempt, 0, &err);
    const struct run_line *lines;
    size_t at_start = run_lines(run, &lines);
    run_free(run);
    run = practice_replay_run(&career.app, attempt, 3, &err);
    assert_true(run_lines(run, &lines) > at_start);
    assert_int_equal(lines[run_lines(run, &lines) - 1].at, 3);
    run_free(run);
    run = practice_replay_run(&career.app, attempt, 1000, &err); /* all, the undo included */
    struct json *json = run_json(run);
    struct sbuf text = {0};
    json_write(json, false, &text);
    assert_string_equal(sbuf_text(&text), after);
    json_free(json);
    sbuf_release(&text);
    free(after);
    run_free(run);
    assert_null(practice_replay_run(&career.app, "no-such-attempt", 1, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_twin_handled_otherwise_shows_its_spread(void **state)
{
    (void)state;
    struct err err = {0};
    struct practice_spread spread;
    struct practice *main_case = play_to_the_end("S02", "", 0);
    career_must(practice_spread(main_case, &spread, &err), &err);
    assert_string_equal(spread.other->id, "S02T");
    assert_false(spread.is_played);
    practice_free(main_case);
    struct practice *twin = play_to_the_end("S02T", "fine 200", 0);
    career_must(practice_spread(twin, &spread, &err), &err);
    assert_true(spread.is_played);
    assert_int_equal(spread.mine.fine, 200);
    assert_int_equal(spread.others.fine, 140);
    /* item 0205, a person: practical top 2,000 yuan (domain C.4, E.2) */
    assert_true(fabs(spread.mine.y - spread.others.y - 0.7 * 60 / 2000) < 1e-9);
    practice_free(twin);
    struct practice *again = play_to_the_end("S02T", "", 0);
    career_must(practice_spread(again, &spread, &err), &err);
    assert_true(fabs(spread.mine.y - spread.others.y) < 1e-9);
    practice_free(again);
}

static void a_case_broken_off_goes_on_in_the_same_state(void **state)
{
    (void)state;
    struct err err = {0};
    struct both hint;
    struct practice *practice = begin("S02", RUN_TRY);
    career_act(practice, 6);
    career_must(practice_hint(practice, 1, &hint, &err), &err);
    career_act(practice, 2);
    career_must(practice_undo(practice, &err), &err);
    char *before = state_of(practice);
    practice_free(practice);
    career_restart(&career);
    career_must(practice_resume(&career.officer, "S02", &practice, &err), &err);
    assert_non_null(practice);
    assert_string_equal(practice_scenario(practice), "S02");
    assert_int_equal(practice_mode(practice), RUN_TRY);
    char *after = state_of(practice);
    assert_string_equal(after, before);
    free(before);
    free(after);
    career_act(practice, 1000);
    char attempt[33];
    career_must(practice_finish(practice, attempt, &err), &err);
    practice_free(practice);
    career_must(practice_resume(&career.officer, "S02", &practice, &err), &err);
    assert_null(practice); /* a finished one is not gone on with */
}

static void two_windows_on_one_case_do_not_mix_their_steps(void **state)
{
    (void)state;
    struct err err = {0};
    struct practice *one = begin("S01", RUN_TRY), *other;
    career_act(one, 2);
    career_must(practice_resume(&career.officer, "S01", &other, &err), &err);
    career_act(one, 1);
    char *before = state_of(other);
    struct run_verdict verdict;
    char line[512];
    snprintf(line, sizeof line, "%s", run_model_line(practice_run(other)));
    assert_false(practice_act(other, line, &verdict, &err));
    assert_int_equal(err.code, ERR_NO);
    char *after = state_of(other);
    assert_string_equal(after, before); /* what was not recorded did not happen */
    free(before);
    free(after);
    practice_free(one);
    practice_free(other);
}

static void the_best_result_counts_for_each_mode(void **state)
{
    (void)state;
    struct err err = {0};
    struct practice_best best;
    career_must(practice_best(&career.officer, "S01", &best, &err), &err);
    assert_false(best.was_shown);
    assert_true(best.best_try < 0);
    career_case(&career, "S01", RUN_SHOW);
    career_must(practice_best(&career.officer, "S01", &best, &err), &err);
    assert_true(best.was_shown);
    assert_false(best.is_passed); /* watching is not passing */
    career_case(&career, "S01", RUN_TRY);
    career_must(practice_best(&career.officer, "S01", &best, &err), &err);
    assert_true(best.best_try >= 95);
    assert_true(best.is_passed);
    struct practice *practice = begin("S01", RUN_TRY);
    char attempt[33];
    career_must(practice_finish(practice, attempt, &err), &err); /* nothing done */
    practice_free(practice);
    career_must(practice_best(&career.officer, "S01", &best, &err), &err);
    assert_true(best.best_try >= 95);
}

static void points_lost_become_cards_and_a_good_run_clears_them(void **state)
{
    (void)state;
    struct err err = {0};
    struct home home;
    char attempt[33];
    struct practice *practice = begin("S01", RUN_TRY);
    career_must(practice_finish(practice, attempt, &err), &err);
    practice_free(practice);
    career_must(home_read(&career.officer, &home, &err), &err);
    assert_true(home.reviews_due > 0);
    assert_int_equal(home.questions_due, 0);
    assert_null(sitting_begin(&career.officer, SITTING_REVIEW, "", &err));
    assert_non_null(strstr(err.text, "S01"));
    career_case(&career, "S01", RUN_TRY);
    career_must(home_read(&career.officer, &home, &err), &err);
    assert_int_equal(home.reviews_due, 0);
}

static void a_replay_tells_the_recorded_steps_and_score(void **state)
{
    (void)state;
    struct err err = {0};
    career_case(&career, "S02", RUN_TEST);
    struct attempt *list;
    size_t count;
    career_must(practice_attempts(&career.app, career.officer.who.subject, &list, &count, &err),
                &err);
    assert_int_equal(count, 1);
    struct json *replay = practice_replay(&career.app, list[0].id, false, &err);
    career_must(replay, &err);
    struct json *remark = practice_replay(&career.app, list[0].id, true, &err);
    career_must(remark, &err);
    double score = -1, again = -2;
    assert_string_equal(json_get_text(replay, "officer"), "007");
    assert_string_equal(json_get_text(replay, "scenario"), "S02");
    assert_true(json_get_real(replay, "score", &score));
    assert_true(json_get_real(remark, "score", &again));
    assert_true(score > list[0].score - 0.01 && score < list[0].score + 0.01);
    assert_true(score > again - 0.01 && score < again + 0.01);
    assert_true(json_count(json_get(replay, "steps")) > 10);
    int64_t seed = 0;
    assert_true(json_get_int(replay, "seed", &seed));
    assert_true(seed > 0 && seed < (INT64_C(1) << 53));
    json_free(replay);
    json_free(remark);
    free(list);
    assert_null(practice_replay(&career.app, "nothing", false, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void without_a_session_nothing_is_recorded(void **state)
{
    (void)state;
    struct err err = {0};
    struct event *events;
    size_t before, after;
    career_must(store_events(career.app.store, "", 0, 100, &events, &before, &err), &err);
    events_free(events, before);
    struct practice *practice = practice_begin(&career.app, NULL, "S01", RUN_TRY, 0, &err);
    career_must(practice, &err);
    career_act(practice, 1000);
    char attempt[33];
    career_must(practice_finish(practice, attempt, &err), &err);
    assert_string_equal(attempt, "");
    practice_free(practice);
    career_must(store_events(career.app.store, "", 0, 100, &events, &after, &err), &err);
    events_free(events, after);
    assert_int_equal(before, after);
}

#define IN_CAREER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    career_load(&career);
    const struct CMUnitTest tests[] = {
        IN_CAREER(a_recorded_run_is_seen_again_as_it_stood_after_each_step),
        IN_CAREER(a_twin_handled_otherwise_shows_its_spread),
        IN_CAREER(guidance_fades_with_every_pass),
        IN_CAREER(a_case_broken_off_goes_on_in_the_same_state),
        IN_CAREER(two_windows_on_one_case_do_not_mix_their_steps),
        IN_CAREER(the_best_result_counts_for_each_mode),
        IN_CAREER(points_lost_become_cards_and_a_good_run_clears_them),
        IN_CAREER(a_replay_tells_the_recorded_steps_and_score),
        IN_CAREER(without_a_session_nothing_is_recorded),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    career_unload(&career);
    return failed;
}
