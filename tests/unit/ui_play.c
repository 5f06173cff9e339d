/* The program as an officer meets it: keys in, screens out, on a database in memory. */
#include "ui/screen.h"

#include "core/file.h"
#include "core/lang.h"
#include "core/sign.h"
#include "core/text.h"
#include "ui/screens.h"
#include "ui/terminal_state.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/window.h"

static void a_new_officer_makes_a_profile_with_digits_enter_and_a_name(void **state)
{
    struct window *window = *state;
    window_expect(window, "What would you like to do?");
    window_press(window, "2老墨\n");
    window_expect(window, "Your squad");
    window_press(window, "二中队\n1");
    window_expect(window, "Welcome.");
    window_expect(window, "001");
    window_expect(window, "老墨");
    window_expect(window, "1  Continue");
}

static void continue_leads_back_to_the_same_picture_after_the_program_was_killed(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "1\n"); /* into lesson L01, one picture on */
    window_expect(window, "2/10");
    ui_free(window->ui); /* killed: nothing was asked */
    window_start(window);
    window_press(window, "1"); /* the name */
    window_expect(window, "back to lesson L01");
    window_press(window, "\n");
    window_expect(window, "2/10");
}

static void continue_leads_back_to_the_case_one_was_in_not_to_the_one_begun_last(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "311\n\n000"); /* practice, S01, show me, two steps; home again */
    window_press(window, "321\n\n000"); /* the same with S02 */
    window_press(window, "314");        /* practice, S01, on with it */
    window_expect(window, "S01");
    ui_free(window->ui);
    window_start(window);
    window_press(window, "1");
    window_expect(window, "back to case S01");
    window_press(window, "\n");
    window_expect(window, "S01");
}

static void what_was_half_typed_is_there_again_with_the_cursor_in_its_place(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "6"); /* catalog */
    window_press(window, "1"); /* search */
    window_press(window, "摆摊x");
    struct input left = {.kind = INPUT_LEFT};
    ui_take(window->ui, &left);
    struct sbuf out = {0};
    (void)window_look(window, &out);
    int cursor = window->ui->frame.cursor_x;
    ui_free(window->ui);
    window_start(window);
    window_press(window, "1\n");
    window_expect(window, "摆摊x");
    assert_int_equal(window->ui->frame.cursor_x, cursor);
    sbuf_release(&out);
}

static void in_a_field_digits_are_text_and_esc_leaves(void **state)
{
    struct window *window = *state;
    window_press(window, "2");
    window_press(window, "7");
    window_expect(window, "7");
    assert_non_null(ui_field(window->ui));
    struct input esc = {.kind = INPUT_ESC};
    ui_take(window->ui, &esc);
    window_expect(window, "What would you like to do?");
}

static void leaving_is_asked_first_and_enter_stays(void **state)
{
    struct window *window = *state;
    window_press(window, "q");
    window_expect(window, "Do you want to leave?");
    window_press(window, "\n");
    assert_false(window->ui->is_leaving);
    window_expect(window, "What would you like to do?");
    window_press(window, "q2");
    assert_true(window->ui->is_leaving);
}

static void help_and_language_work_on_every_screen(void **state)
{
    struct window *window = *state;
    static const char *const ways[] = {"", "2老墨\n\n1", "2", "3", "4", "5", "6", "7", "8"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        window_press(window, ways[i]);
        window_press(window, "?");
        window_expect(window, "Keys");
        window_press(window, "1");
        struct input f2 = {.kind = INPUT_F2};
        ui_take(window->ui, &f2);
        assert_int_equal(lang_now(), LANG_ZH);
        ui_take(window->ui, &f2);
        if (i > 1)
            window_press(window, "0");
    }
    window_expect(window, "1  Continue");
}

static void show_me_plays_a_case_to_its_end_with_enter_alone(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "31"); /* practice, first case */
    window_press(window, "1");  /* show me */
    window_expect(window, "Show me");
    struct sbuf out = {0};
    int steps = 0;
    while (!strstr(window_look(window, &out), "Try it yourself") && steps++ < 200)
        window_press(window, "\n");
    assert_in_range(steps, 3, 199);
    sbuf_release(&out);
}

/* Take the choice with this id by its digit, turning the list with 9 if it is further on. */
static void choose(struct window *window, int id)
{
    struct sbuf out = {0};
    struct ui *ui = window->ui;
    for (int turn = 0; turn < 20; turn++) {
        (void)window_look(window, &out);
        for (size_t i = ui->shown.first; i < ui->shown.first + ui->shown.count; i++) {
            if (ui->view.choices[i].id != id)
                continue;
            char digit[2] = {(char)('1' + i - ui->shown.first), '\0'};
            window_press(window, digit);
            sbuf_release(&out);
            return;
        }
        window_press(window, "9");
    }
    fail_msg("choice %d cannot be reached\n%s", id, sbuf_text(&out));
}

/* The words after the action, as choices, typed text or a typed code. */
static void give_argument(struct window *window, struct terminal *terminal, const char *words)
{
    const struct run_action *action =
        terminal_action(practice_run(terminal->practice), terminal->action);
    assert_non_null(action);
    if (action->kind == RUN_ARG_ITEM || action->kind == RUN_ARG_MONEY ||
        action->kind == RUN_ARG_TEXT) {
        window_press(window, words);
        window_press(window, "\n");
        return;
    }
    bool is_one = action->kind == RUN_ARG_ONE;
    size_t count = action->choice_count;
    for (size_t i = 0; i < count; i++) {
        /* looking at the screen makes the list of actions anew */
        action = terminal_action(practice_run(terminal->practice), terminal->action);
        const char *value = action->choices[i].value;
        const char *at = strstr(words, value);
        size_t len = strlen(value);
        if (!at || (at > words && at[-1] != ' ') || (at[len] != '\0' && at[len] != ' '))
            continue;
        choose(window, VALUE_BASE + (int)i);
        if (is_one)
            return;
    }
    choose(window, DO_CHOSEN);
}

static int action_index(struct run *run, const char *line)
{
    const struct run_action *actions;
    size_t count = run_actions(run, &actions), len = strcspn(line, " ");
    for (size_t i = 0; i < count; i++)
        if (strlen(actions[i].id) == len && strncmp(actions[i].id, line, len) == 0)
            return (int)i;
    fail_msg("\"%s\" is not offered", line);
    return -1;
}

static void play_model_by_digits(struct window *window, const char *scenario)
{
    scr_case_open(window->ui, scenario);
    struct sbuf out = {0};
    (void)window_look(window, &out);
    choose(window, 3); /* try me */
    struct terminal *terminal = ui_top(window->ui)->state;
    for (int step = 0; step < 80 && !run_is_over(practice_run(terminal->practice)); step++) {
        const char *line = run_model_line(practice_run(terminal->practice));
        if (!line)
            break;
        char *copy = xstrdup(line);
        const struct run_action *action =
            terminal_action(practice_run(terminal->practice), copy);
        assert_non_null(action);
        size_t place = terminal_place_of(action);
        int id = ACTION_BASE + action_index(practice_run(terminal->practice), copy);
        if (terminal->part == TERMINAL_PLACE)
            window_press(window, "0");
        choose(window, PLACE_BASE + (int)place);
        choose(window, id);
        const char *words = strchr(copy, ' ');
        if (words)
            give_argument(window, terminal, words + 1);
        else if (terminal->part == TERMINAL_ARGUMENT)
            give_argument(window, terminal, "");
        free(copy);
        if (ui_top(window->ui)->state != terminal) /* the payment code came up */
            window_press(window, "\n");
    }
    if (terminal->part == TERMINAL_PLACE)
        window_press(window, "0");
    choose(window, DO_FINISH);
    (void)window_look(window, &out);
    if (strstr(sbuf_text(&out), "Finish now?"))
        window_press(window, "2");
    if (!strstr(window_look(window, &out), "Passed with"))
        fail_msg("%s is not passed\n%s", scenario, sbuf_text(&out));
    sbuf_release(&out);
}

static void a_case_is_played_and_passed_with_digits_enter_and_a_typed_sum(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    play_model_by_digits(window, "S01");
    window_press(window, "0000");
    play_model_by_digits(window, "S02");
}

static void a_lesson_read_to_its_end_is_done(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "1");
    struct sbuf out = {0};
    for (int i = 0; i < 120; i++) {
        const char *screen = window_look(window, &out);
        if (strstr(screen, "How would you like to do it?"))
            break;
        if (ui_field(window->ui))
            window_press(window, "5\n");
        else
            window_press(window, window->ui->view.default_id == VIEW_NO_DEFAULT ? "1" : "\n");
    }
    window_expect(window, "How would you like to do it?");
    window_press(window, "0");
    window_expect(window, "1 of 1 done");
    sbuf_release(&out);
}

static void a_mistake_is_shown_with_its_article_and_tried_again_from_there(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    scr_case_open(window->ui, "S01");
    choose(window, 3); /* try me */
    struct terminal *terminal = ui_top(window->ui)->state;
    static const char *const acts[] = {"check-gear", "recorder-on", "identify"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        struct run *run = practice_run(terminal->practice);
        size_t place = terminal_place_of(terminal_action(run, acts[i]));
        if (terminal->part == TERMINAL_PLACE)
            window_press(window, "0");
        choose(window, PLACE_BASE + (int)place);
        choose(window, ACTION_BASE + action_index(run, acts[i]));
    }
    window_press(window, "1"); /* identified, before the card was shown: blocked */
    window_expect(window, "0 leads back");
    window_press(window, "0");
    choose(window, DO_FINISH);
    window_press(window, "21"); /* finish; what was not right */
    window_expect(window, "1/");
    window_expect(window, "55(1)"); /* of the Administrative Penalty Law */
    window_expect(window, "now in your review");
    window_press(window, "2"); /* try again from here */
    terminal = ui_top(window->ui)->state;
    const struct run_result *again = run_result(practice_run(terminal->practice));
    assert_string_equal(again->steps[0].line, "check-gear");
    assert_string_equal(again->steps[1].line, "recorder-on");
    assert_string_equal(again->steps[2].line, ""); /* what follows is not done yet */
    assert_int_equal(practice_mode(terminal->practice), RUN_TRY);
}

static void places_keep_their_digits_when_there_is_nothing_to_do_in_them(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    scr_case_open(window->ui, "S01");
    choose(window, 3); /* try me */
    window_expect(window, "1  On the spot    –");
    window_press(window, "1");
    window_expect(window, "nothing to do there now");
    window_expect(window, "3  The terminal");
}

static void nothing_is_taken_back_before_the_first_step_and_never_in_test_me(void **state)
{
    struct window *window = *state;
    struct sbuf out = {0};
    window_press(window, "2老墨\n\n1");
    for (int mode = 3; mode <= 4; mode++) { /* try me, test me */
        scr_case_open(window->ui, "S01");
        choose(window, mode);
        assert_null(strstr(window_look(window, &out), "Take back"));
        window_press(window, "310"); /* the terminal, check the gear, back */
        bool is_offered = strstr(window_look(window, &out), "Take back") != NULL;
        assert_int_equal(is_offered, mode == 3);
        window_press(window, "00");
    }
    sbuf_release(&out);
}

static void an_unfinished_case_is_not_thrown_away_unasked(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "322"); /* practice, S02, try me */
    window_press(window, "11");  /* wait for the partner */
    window_expect(window, "10:32");
    window_expect(window, "To the other places");
    window_press(window, "00");
    window_expect(window, "Try me · 2026-10-03 10:32");
    window_press(window, "2"); /* try me again? */
    window_expect(window, "This case is not finished");
    window_press(window, "0"); /* no */
    window_press(window, "2\n");
    window_expect(window, "10:32"); /* Enter goes on */
    window_press(window, "0");
    window_press(window, "22"); /* begin anew */
    window_expect(window, "10:20");
}

static void a_list_turned_back_shows_the_page_that_was_there(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    window_press(window, "3");
    enum { PAGES = 4 };
    struct sbuf pages[PAGES] = {{0}}, now = {0};
    for (int i = 0; i < PAGES; i++) {
        (void)window_look(window, &pages[i]);
        if (i + 1 < PAGES)
            window_press(window, "9");
    }
    for (int i = PAGES - 1; i-- > 0;) {
        window_press(window, "8");
        assert_string_equal(window_look(window, &now), sbuf_text(&pages[i]));
    }
    for (int i = 0; i < PAGES; i++)
        sbuf_release(&pages[i]);
    sbuf_release(&now);
}

static void a_case_is_seen_again_step_by_step_in_the_record(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    play_model_by_digits(window, "S02");
    window_press(window, "0000");
    scr_record_open(window->ui);
    window_press(window, "1"); /* history */
    window_expect(window, "S02  Try me  100");
    window_press(window, "1");
    window_expect(window, "100 points that day");
    window_expect(window, " 1 ✓ Check the gear");
    window_press(window, "\n");
    window_expect(window, "Enter the fine · 140");
}

static void an_item_tells_its_procedure_and_where_the_law_was_read(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    scr_item_open(window->ui, "0205");
    window_expect(window, "Regulations on Urban Roads, Art. 42");
    window_press(window, "\n");
    window_expect(window, "lenient 200–1000");
    window_press(window, "2");
    window_expect(window, "M1 −25");
    window_press(window, "3");
    window_expect(window, "on the spot up to 200 yuan");
    window_expect(window, "Administrative Penalty Law, Art. 44");
    window_press(window, "4");
    window_expect(window, "version 2019-03-24, read on");
    window_press(window, "5");
    window_expect(window, "1  Continue");
}

static void an_item_with_an_earlier_law_says_which_version_applies(void **state)
{
    struct window *window = *state;
    window_press(window, "2老墨\n\n1");
    scr_item_open(window->ui, "0501");
    choose(window, 4); /* versions */
    window_expect(window, "Which version applies");
    window_expect(window, "Administrative Penalty Law, Art. 37");
}

static void a_new_trainer_is_led_to_the_squad(void **state)
{
    struct window *window = *state;
    window_press(window, "3栗子哥\n\n4321\n4321\n");
    window_expect(window, "> 9  For trainers");
    window_press(window, "\n");
    window_expect(window, "1  Squad");
}

static void a_wrong_pin_is_answered_calmly_and_the_fifth_one_waits(void **state)
{
    struct window *window = *state;
    window_press(window, "3栗子哥\n\n4321\n4321\n");
    window_press(window, "q3"); /* somebody else signs in */
    window_press(window, "1");
    window_expect(window, "Your PIN");
    window_press(window, "1111\n");
    window_expect(window, "The PIN is wrong");
    for (int i = 0; i < 4; i++)
        window_press(window, "1111\n");
    window_expect(window, "wait 5 s");
    window_press(window, "4321\n"); /* the right one, too soon */
    window_expect(window, "Your PIN");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, window_open, window_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_officer_makes_a_profile_with_digits_enter_and_a_name),
        TEST(continue_leads_back_to_the_same_picture_after_the_program_was_killed),
        TEST(continue_leads_back_to_the_case_one_was_in_not_to_the_one_begun_last),
        TEST(what_was_half_typed_is_there_again_with_the_cursor_in_its_place),
        TEST(in_a_field_digits_are_text_and_esc_leaves),
        TEST(leaving_is_asked_first_and_enter_stays),
        TEST(help_and_language_work_on_every_screen),
        TEST(show_me_plays_a_case_to_its_end_with_enter_alone),
        TEST(a_case_is_played_and_passed_with_digits_enter_and_a_typed_sum),
        TEST(a_lesson_read_to_its_end_is_done),
        TEST(a_mistake_is_shown_with_its_article_and_tried_again_from_there),
        TEST(places_keep_their_digits_when_there_is_nothing_to_do_in_them),
        TEST(nothing_is_taken_back_before_the_first_step_and_never_in_test_me),
        TEST(a_case_is_seen_again_step_by_step_in_the_record),
        TEST(an_unfinished_case_is_not_thrown_away_unasked),
        TEST(a_list_turned_back_shows_the_page_that_was_there),
        TEST(an_item_tells_its_procedure_and_where_the_law_was_read),
        TEST(an_item_with_an_earlier_law_says_which_version_applies),
        TEST(a_new_trainer_is_led_to_the_squad),
        TEST(a_wrong_pin_is_answered_calmly_and_the_fifth_one_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
