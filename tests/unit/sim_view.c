/* What is seen of a case: choices, lights, documents, the result as JSON and debrief. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "support/cases.h"

static const char *const case_names[] = {"S01", "S02"};
/* --- what is seen ----------------------------------------------------------------------------
 */

enum {
    STEPS_MAX = 300,
    PAGE = 7,
    PAGES = 2,
    LABEL_COLS = 24
}; /* a long list: seven choices on a page */

static void check_count(const char *id, const char *what, size_t count, struct sbuf *faults)
{
    if (count > (size_t)PAGE * PAGES) {
        sbuf_addf(faults, "%s: %s: %zu choices\n", id, what, count);
    }
}

static void check_offer(const char *id, struct run *run, struct sbuf *faults)
{
    static const char *const places[] = {"scene", "talk", "device", "case"};
    const struct run_action *actions;
    const size_t count = run_actions(run, &actions);
    for (size_t p = 0; p < 4; p++) {
        size_t here = 0;
        for (size_t i = 0; i < count; i++) {
            here += strcmp(actions[i].place, places[p]) == 0;
        }
        check_count(id, places[p], here, faults);
    }
    for (size_t i = 0; i < count; i++) {
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            const char *label = actions[i].label.text[lang];
            if (text_cols(label) > LABEL_COLS && strstr(sbuf_text(faults), label) == NULL) {
                sbuf_addf(faults, "%s: label too wide: %s\n", id, label);
            }
        }
        check_count(id, actions[i].id, actions[i].choice_count, faults);
    }
}

static void what_can_be_done_fits_two_pages_at_each_place_in_every_case(void **state)
{
    (void)state;
    struct sbuf faults = {0};
    for (size_t i = 0; i < cases_course()->scenario_count; i++) {
        const char *id = cases_course()->scenarios[i]->id;
        struct run *run = cases_begin(id, RUN_TEST, 0);
        const char *line;
        int steps = 0;
        while ((line = run_model_line(run)) != NULL && steps++ < STEPS_MAX) {
            struct run_verdict verdict;
            struct err err = {0};
            char *copy = xstrdup(line);
            check_offer(id, run, &faults);
            (void)!run_act(run, copy, &verdict, &err); /* that it can is tested elsewhere */
            free(copy);
        }
        run_free(run);
    }
    if (faults.len > 0) {
        (void)fputs(sbuf_text(&faults), stderr);
        sbuf_release(&faults);
        fail();
    }
}

/* Do what the program would do next until that is `action`. */
static void play_to(struct run *run, const char *action)
{
    const char *line;
    while ((line = run_model_line(run)) != NULL && strncmp(line, action, strlen(action)) != 0) {
        char *copy = xstrdup(line);
        (void)cases_act(run, copy);
        free(copy);
    }
}

static const struct run_document *document(struct run *run, const char *kind)
{
    const struct run_document *documents;
    const size_t count = run_documents(run, &documents);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(documents[i].kind, kind) == 0) {
            return &documents[i];
        }
    }
    fail_msg("no document '%s'", kind);
    return NULL;
}

/* Whether the words stand in the text, line breaks of the slip aside. */
static bool says(const char *text, const char *words)
{
    struct sbuf flat = {0};
    for (; *text != '\0'; text++) {
        if (*text != '\n') {
            sbuf_add_char(&flat, *text);
        }
    }
    const bool found = strstr(sbuf_text(&flat), words) != NULL;
    sbuf_release(&flat);
    return found;
}

static void the_slip_holds_every_field_that_article_52_demands(void **state)
{
    (void)state;
    static const char *const needed[] = {
        "训练文书 TRAINING",
        "〔2026〕第0417号",
        "擅自占用城市道路",
        "《城市道路管理条例》第四十二条",
        "罚款 140 元",
        "2026-10-03",
        "黄鹤楼南侧引道",
        "先自知道之日起60日内向武昌区（模拟）人民政府申请行政复议",
        "也可通过本机关提交申请",
        "收到之日起15日内可向人民法院起诉",
        "武昌区（模拟）城市管理执法局",
        "训练证001",
        "训练证002",
        "最晚2026-10-19"};
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    cases_play(run, "S02", "model");
    const struct run_document *slip = document(run, "on-the-spot-decision");
    assert_false(slip->is_blank_left);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!says(slip->text, needed[i])) {
            fail_msg("the slip does not say '%s':\n%s", needed[i], slip->text);
        }
    }
    run_free(run);
}

/* The list and the paper name one number, whatever year it is by then. */
static void a_document_is_listed_under_the_number_that_it_bears(void **state)
{
    (void)state;
    struct run *run = cases_begin("S18-revoked", RUN_SHOW, 0);
    const struct run_document *documents;
    cases_show(run);
    const size_t count = run_documents(run, &documents);
    assert_true(count > 8);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(strstr(documents[i].text, documents[i].number));
    }
    run_free(run);
}

static void no_line_of_a_document_is_wider_than_its_paper(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct run *run = cases_begin(case_names[i], RUN_TEST, 0);
        const struct run_document *documents;
        cases_play(run, case_names[i], "model");
        const size_t count = run_documents(run, &documents);
        assert_true(count >= 4);
        for (size_t d = 0; d < count; d++) {
            const char *line = documents[d].text;
            while (*line != '\0') {
                const size_t len = strcspn(line, "\n");
                assert_true(text_cols_len(line, len) <= 48);
                line += len + (line[len] == '\n');
            }
        }
        run_free(run);
    }
}

static void a_decision_without_the_remedy_shows_the_blank(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    cases_play(run, "S02", "mistake-4");
    assert_true(document(run, "on-the-spot-decision")->is_blank_left);
    run_free(run);
}

static void the_partys_own_words_typed_in_stand_in_the_record(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    struct run_verdict verdict;
    struct err err = {0};
    play_to(run, "defence");
    assert_false(run_act(run, "note-defence \x1b[31m", &verdict, &err));
    assert_true(cases_act(run, "note-defence 娃要交学费  ").is_accepted);
    assert_true(says(document(run, "notice")->text, "【原话】娃要交学费"));
    run_free(run);
}

static void a_document_keeps_the_time_at_which_it_was_made(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_SHOW, 0);
    play_to(run, "print");
    char *text = xstrdup(document(run, "on-the-spot-decision")->text);
    play_to(run, "ask-sign");
    assert_string_equal(document(run, "on-the-spot-decision")->text, text);
    free(text);
    run_free(run);
}

static void lights_turn_from_off_to_green(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    const struct run_light *lights;
    assert_int_equal(run_lights(run, &lights), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(lights[i].state, RUN_LIGHT_OFF);
    }
    (void)cases_act(run, "use-auxiliary");
    assert_int_equal(run_lights(run, &lights), 5);
    assert_int_equal(lights[0].state, RUN_LIGHT_BAD);
    (void)cases_act(run, "call-partner");
    assert_int_equal(run_lights(run, &lights), 5);
    assert_int_equal(lights[0].state, RUN_LIGHT_ON);
    run_free(run);
}

static void the_result_as_json_has_the_stable_keys(void **state)
{
    (void)state;
    static const char *const keys[] = {"scenario",  "mode",     "seed",       "score",
                                       "passed",    "critical", "dimensions", "steps",
                                       "documents", "indices"};
    struct run *run = cases_begin("S01", RUN_TEST, 0);
    cases_play(run, "S01", "model");
    struct json *json = run_json(run);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        assert_non_null(json_get(json, keys[i]));
    }
    double favour;
    assert_int_equal(json_count(json_get(json, "dimensions")), RUN_DIMENSIONS);
    assert_false(json_get_real(json_get(json, "indices"), "favour", &favour));
    json_free(json);
    run_free(run);
}

static void what_was_left_out_stands_in_the_debrief_with_its_article(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    cases_play(run, "S02", "mistake-5");
    const struct run_result *result = run_result(run);
    const struct run_step *last = &result->steps[result->step_count - 1];
    assert_string_equal(last->line, "");
    assert_string_equal(last->verdict.rule, "R8.way");
    assert_string_equal(last->verdict.article, "xingzheng-chufa-fa 6");
    run_free(run);
}

static void other_content_gives_another_hash(void **state)
{
    (void)state;
    char first[65], second[65];
    struct run *a = cases_begin("S01", RUN_TEST, 0), *b = cases_begin("S02", RUN_TEST, 0);
    run_content_hash(a, first);
    run_content_hash(b, second);
    assert_int_equal(strlen(first), 64);
    assert_string_not_equal(first, second);
    run_free(a);
    run_free(b);
}

/* --- where the case is ----------------------------------------------------------------------
 */

/* Play the model of S02 up to the first time that `action` was done. */
static void play_on(struct run *run, const char *action)
{
    const char *line;
    for (bool is_there = false; !is_there && (line = run_model_line(run)) != NULL;) {
        char *copy = xstrdup(line);
        is_there = strncmp(copy, action, strlen(action)) == 0;
        (void)cases_act(run, copy);
        free(copy);
    }
}

static void the_picture_follows_the_case(void **state)
{
    static const struct {
        const char *after, *panel;
    } moments[] = {{"show-id", "S02"},      {"watch", "S02-done"}, {"print", "printing"},
                   {"deliver", "S02-done"}, {"show-qr", "pay"},    {"explain-pay", "S02-done"},
                   {"file", "desk"}};
    (void)state;
    struct run *run = cases_begin("S02", RUN_SHOW, 0);
    struct both bar;
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        play_on(run, moments[i].after);
        assert_string_equal(run_panel(run), moments[i].panel);
        assert_int_equal(run_progress(run, &bar), strcmp(moments[i].after, "print") == 0);
    }
    run_free(run);
}

static void the_album_holds_what_was_taken_and_what_is_still_asked_for(void **state)
{
    (void)state;
    const struct run_shot *shots;
    struct run *run = cases_begin("S02", RUN_TRY, 0);
    play_on(run, "show-id");
    assert_int_equal(run_album(run, &shots), 2); /* wide and close are wanted */
    assert_string_equal(shots[0].at, "");
    play_on(run, "photo wide");
    assert_int_equal(run_album(run, &shots), 2);
    assert_string_equal(shots[0].label.text[LANG_EN], "wide, with the steps");
    assert_memory_equal(shots[0].at, "2026-10-03 10:", strlen("2026-10-03 10:"));
    assert_string_equal(shots[1].at, "");
    assert_true(run_undo(run));
    assert_int_equal(run_album(run, &shots), 2);
    assert_string_equal(shots[0].at, ""); /* taken back, wanted again */
    run_free(run);
    run = cases_begin("S02", RUN_TEST, 0);
    play_on(run, "show-id");
    assert_int_equal(run_album(run, &shots), 0); /* the test asks for nothing */
    run_free(run);
}

static void a_mistake_leads_to_the_panel_that_teaches_it(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    assert_string_equal(run_lesson_panel(run, "CF-01"), "L02-04");
    assert_string_equal(run_lesson_panel(run, "R3.tell"), "L04-02");
    assert_null(run_lesson_panel(run, "R7.file")); /* no lesson yet */
    run_free(run);
}

static void beside_a_failure_stands_the_right_act_not_the_failure(void **state)
{
    (void)state;
    struct run *run = cases_begin("S02", RUN_TEST, 0);
    play_on(run, "show-id");
    (void)cases_act(run, "refuse-listen");
    const struct run_result *result = run_result(run);
    size_t at = 0;
    while (strcmp(result->steps[at].line, "refuse-listen") != 0)
        at++;
    assert_string_equal(result->steps[at].verdict.rule, "CF-03");
    assert_string_not_equal(result->steps[at].right.text[LANG_EN],
                            result->critical[0].text.text[LANG_EN]);
    run_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_done_fits_two_pages_at_each_place_in_every_case),
        cmocka_unit_test(the_slip_holds_every_field_that_article_52_demands),
        cmocka_unit_test(a_document_is_listed_under_the_number_that_it_bears),
        cmocka_unit_test(no_line_of_a_document_is_wider_than_its_paper),
        cmocka_unit_test(a_decision_without_the_remedy_shows_the_blank),
        cmocka_unit_test(the_partys_own_words_typed_in_stand_in_the_record),
        cmocka_unit_test(a_document_keeps_the_time_at_which_it_was_made),
        cmocka_unit_test(lights_turn_from_off_to_green),
        cmocka_unit_test(the_result_as_json_has_the_stable_keys),
        cmocka_unit_test(what_was_left_out_stands_in_the_debrief_with_its_article),
        cmocka_unit_test(other_content_gives_another_hash),
        cmocka_unit_test(the_picture_follows_the_case),
        cmocka_unit_test(the_album_holds_what_was_taken_and_what_is_still_asked_for),
        cmocka_unit_test(a_mistake_leads_to_the_panel_that_teaches_it),
        cmocka_unit_test(beside_a_failure_stands_the_right_act_not_the_failure),
    };
    return cmocka_run_group_tests(tests, cases_load, cases_unload);
}
