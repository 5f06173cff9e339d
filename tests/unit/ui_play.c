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

struct world {
    struct paths paths;
    struct course *course;
    struct app app;
    struct ui *ui;
};

static bool no_panel(void *context, const char *name, char **data, size_t *len, struct err *err)
{
    (void)context;
    (void)data;
    (void)len;
    return err_set(err, ERR_NOT_FOUND, "no panel %s", name);
}

static const struct panel_source source = {NULL, no_panel};

static void start(struct world *world)
{
    struct ui_setup setup = {.app = &world->app, .panels = &source};
    world->ui = ui_new(&setup);
    frame_resize(&world->ui->frame, 80, 24);
    ui_begin(world->ui);
}

/* As the loop does between two keys. */
static const char *look(struct world *world, struct sbuf *out)
{
    struct ui *ui = world->ui;
    ui_build(ui);
    layout_draw(&ui->view, &ui->look, ui->panels, &ui_top(ui)->place, &ui->frame, &ui->shown);
    ui_keep(ui);
    sbuf_clear(out);
    frame_dump(&ui->frame, out);
    return sbuf_text(out);
}

static void press(struct world *world, const char *keys)
{
    struct sbuf out = {0};
    while (*keys) {
        struct input in = {.kind = INPUT_TEXT};
        int cols;
        size_t len = text_grapheme(keys, &cols);
        if (*keys == '\n')
            in.kind = INPUT_ENTER;
        else
            memcpy(in.text, keys, len);
        (void)look(world, &out);
        ui_take(world->ui, &in);
        keys += len;
    }
    sbuf_release(&out);
}

static void expect(struct world *world, const char *text)
{
    struct sbuf out = {0};
    if (!strstr(look(world, &out), text))
        fail_msg("not on the screen: %s\n%s", text, sbuf_text(&out));
    sbuf_release(&out);
}

static int open_world(void **state)
{
    struct world *world = xcalloc(1, sizeof *world);
    struct err err = {0};
    setlocale(LC_ALL, "C.UTF-8");
    if (!clock_init(&err) || !sign_init(&err) || !paths_find(&world->paths, NULL, &err))
        fail_msg("%s", err.text);
    lang_init("/nonexistent", LANG_EN);
    world->course = course_load(&world->paths, &err);
    if (!world->course)
        fail_msg("%s", err.text);
    if (!app_open(&world->app, NULL, world->course, &world->paths, &err))
        fail_msg("%s", err.text);
    start(world);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;
    ui_free(world->ui);
    app_close(&world->app);
    course_free(world->course);
    paths_release(&world->paths);
    free(world);
    return 0;
}

static void a_new_officer_makes_a_profile_with_digits_enter_and_a_name(void **state)
{
    struct world *world = *state;
    expect(world, "What would you like to do?");
    press(world, "2老墨\n");
    expect(world, "Your squad");
    press(world, "二中队\n1");
    expect(world, "Welcome.");
    expect(world, "001");
    expect(world, "老墨");
    expect(world, "1  Continue");
}

static void continue_leads_back_to_the_same_picture_after_the_program_was_killed(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    press(world, "1\n"); /* into lesson L01, one picture on */
    expect(world, "2/10");
    ui_free(world->ui); /* killed: nothing was asked */
    start(world);
    press(world, "1"); /* the name */
    expect(world, "back to lesson L01");
    press(world, "\n");
    expect(world, "2/10");
}

static void what_was_half_typed_is_there_again_with_the_cursor_in_its_place(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    press(world, "6"); /* catalog */
    press(world, "1"); /* search */
    press(world, "摆摊x");
    struct input left = {.kind = INPUT_LEFT};
    ui_take(world->ui, &left);
    struct sbuf out = {0};
    (void)look(world, &out);
    int cursor = world->ui->frame.cursor_x;
    ui_free(world->ui);
    start(world);
    press(world, "1\n");
    expect(world, "摆摊x");
    assert_int_equal(world->ui->frame.cursor_x, cursor);
    sbuf_release(&out);
}

static void in_a_field_digits_are_text_and_esc_leaves(void **state)
{
    struct world *world = *state;
    press(world, "2");
    press(world, "7");
    expect(world, "7");
    assert_non_null(ui_field(world->ui));
    struct input esc = {.kind = INPUT_ESC};
    ui_take(world->ui, &esc);
    expect(world, "What would you like to do?");
}

static void leaving_is_asked_first_and_enter_stays(void **state)
{
    struct world *world = *state;
    press(world, "q");
    expect(world, "Do you want to leave?");
    press(world, "\n");
    assert_false(world->ui->is_leaving);
    expect(world, "What would you like to do?");
    press(world, "q2");
    assert_true(world->ui->is_leaving);
}

static void help_and_language_work_on_every_screen(void **state)
{
    struct world *world = *state;
    static const char *const ways[] = {"", "2老墨\n\n1", "2", "3", "4", "5", "6", "7", "8"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        press(world, ways[i]);
        press(world, "?");
        expect(world, "Keys");
        press(world, "1");
        struct input f2 = {.kind = INPUT_F2};
        ui_take(world->ui, &f2);
        assert_int_equal(lang_now(), LANG_ZH);
        ui_take(world->ui, &f2);
        if (i > 1)
            press(world, "0");
    }
    expect(world, "1  Continue");
}

static void show_me_plays_a_case_to_its_end_with_enter_alone(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    press(world, "31"); /* practice, first case */
    press(world, "1");  /* show me */
    expect(world, "Show me");
    struct sbuf out = {0};
    int steps = 0;
    while (!strstr(look(world, &out), "Try it yourself") && steps++ < 200)
        press(world, "\n");
    assert_in_range(steps, 3, 199);
    sbuf_release(&out);
}

/* Take the choice with this id by its digit, turning the list with 9 if it is further on. */
static void choose(struct world *world, int id)
{
    struct sbuf out = {0};
    struct ui *ui = world->ui;
    for (int turn = 0; turn < 20; turn++) {
        (void)look(world, &out);
        for (size_t i = ui->shown.first; i < ui->shown.first + ui->shown.count; i++) {
            if (ui->view.choices[i].id != id)
                continue;
            char digit[2] = {(char)('1' + i - ui->shown.first), '\0'};
            press(world, digit);
            sbuf_release(&out);
            return;
        }
        press(world, "9");
    }
    fail_msg("choice %d cannot be reached\n%s", id, sbuf_text(&out));
}

/* The words after the action, as choices, typed text or a typed code. */
static void give_argument(struct world *world, struct terminal *terminal, const char *words)
{
    const struct run_action *action =
        terminal_action(practice_run(terminal->practice), terminal->action);
    assert_non_null(action);
    if (action->kind == RUN_ARG_ITEM) {
        press(world, "1"); /* search, or type a code */
        press(world, words);
        press(world, "\n");
        return;
    }
    if (action->kind == RUN_ARG_MONEY || action->kind == RUN_ARG_TEXT) {
        press(world, words);
        press(world, "\n");
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
        choose(world, VALUE_BASE + (int)i);
        if (is_one)
            return;
    }
    choose(world, DO_CHOSEN);
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

static void play_model_by_digits(struct world *world, const char *scenario)
{
    scr_case_open(world->ui, scenario);
    struct sbuf out = {0};
    (void)look(world, &out);
    choose(world, 3); /* try me */
    struct terminal *terminal = ui_top(world->ui)->state;
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
            press(world, "0");
        choose(world, PLACE_BASE + (int)place);
        choose(world, id);
        const char *words = strchr(copy, ' ');
        if (words)
            give_argument(world, terminal, words + 1);
        else if (terminal->part == TERMINAL_ARGUMENT)
            give_argument(world, terminal, "");
        free(copy);
    }
    if (terminal->part == TERMINAL_PLACE)
        press(world, "0");
    choose(world, DO_FINISH);
    (void)look(world, &out);
    if (strstr(sbuf_text(&out), "Finish now?"))
        press(world, "2");
    if (!strstr(look(world, &out), "Passed with"))
        fail_msg("%s is not passed\n%s", scenario, sbuf_text(&out));
    sbuf_release(&out);
}

static void a_case_is_played_and_passed_with_digits_enter_and_a_typed_sum(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    play_model_by_digits(world, "S01");
    press(world, "0000");
    play_model_by_digits(world, "S02");
}

static void a_lesson_read_to_its_end_is_done(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    press(world, "1");
    struct sbuf out = {0};
    for (int i = 0; i < 120; i++) {
        const char *screen = look(world, &out);
        if (strstr(screen, "How would you like to do it?"))
            break;
        if (ui_field(world->ui))
            press(world, "5\n");
        else
            press(world, world->ui->view.default_id == VIEW_NO_DEFAULT ? "1" : "\n");
    }
    expect(world, "How would you like to do it?");
    press(world, "0");
    expect(world, "1 of 1 done");
    sbuf_release(&out);
}

static void a_mistake_is_shown_with_its_article_and_tried_again_from_there(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    scr_case_open(world->ui, "S01");
    choose(world, 3); /* try me */
    struct terminal *terminal = ui_top(world->ui)->state;
    static const char *const acts[] = {"check-gear", "recorder-on", "identify"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        struct run *run = practice_run(terminal->practice);
        size_t place = terminal_place_of(terminal_action(run, acts[i]));
        if (terminal->part == TERMINAL_PLACE)
            press(world, "0");
        choose(world, PLACE_BASE + (int)place);
        choose(world, ACTION_BASE + action_index(run, acts[i]));
    }
    press(world, "1"); /* identified, before the card was shown: blocked */
    expect(world, "0 leads back");
    press(world, "0");
    choose(world, DO_FINISH);
    press(world, "21"); /* finish; what was not right */
    expect(world, "1/");
    expect(world, "55(1)"); /* of the Administrative Penalty Law */
    expect(world, "now in your review");
    press(world, "2"); /* try again from here */
    terminal = ui_top(world->ui)->state;
    const struct run_result *again = run_result(practice_run(terminal->practice));
    assert_string_equal(again->steps[0].line, "check-gear");
    assert_string_equal(again->steps[1].line, "recorder-on");
    assert_string_equal(again->steps[2].line, ""); /* what follows is not done yet */
    assert_int_equal(practice_mode(terminal->practice), RUN_TRY);
}

static void places_keep_their_digits_when_there_is_nothing_to_do_in_them(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    scr_case_open(world->ui, "S01");
    choose(world, 3); /* try me */
    expect(world, "1  On the spot    –");
    press(world, "1");
    expect(world, "nothing to do there now");
    expect(world, "3  The terminal");
}

static void nothing_is_taken_back_before_the_first_step_and_never_in_test_me(void **state)
{
    struct world *world = *state;
    struct sbuf out = {0};
    press(world, "2老墨\n\n1");
    for (int mode = 3; mode <= 4; mode++) { /* try me, test me */
        scr_case_open(world->ui, "S01");
        choose(world, mode);
        assert_null(strstr(look(world, &out), "Take back"));
        press(world, "310"); /* the terminal, check the gear, back */
        bool is_offered = strstr(look(world, &out), "Take back") != NULL;
        assert_int_equal(is_offered, mode == 3);
        press(world, "00");
    }
    sbuf_release(&out);
}

static void a_case_is_seen_again_step_by_step_in_the_record(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    play_model_by_digits(world, "S02");
    press(world, "0000");
    scr_record_open(world->ui);
    press(world, "1"); /* history */
    expect(world, "S02  Try me  100");
    press(world, "1");
    expect(world, "100 points that day");
    expect(world, " 1 ✓ Check the gear");
    press(world, "\n");
    expect(world, "Enter the fine · 140");
}

static void an_item_tells_its_procedure_and_where_the_law_was_read(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    scr_item_open(world->ui, "0205");
    expect(world, "Regulations on Urban Roads, Art. 42");
    press(world, "\n");
    expect(world, "lenient 200–1000");
    press(world, "2");
    expect(world, "M1 −25");
    press(world, "3");
    expect(world, "on the spot up to 200 yuan");
    expect(world, "Administrative Penalty Law, Art. 44");
    press(world, "4");
    expect(world, "version 2019-03-24, read on");
    press(world, "5");
    expect(world, "1  Continue");
}

static void an_item_with_an_earlier_law_says_which_version_applies(void **state)
{
    struct world *world = *state;
    press(world, "2老墨\n\n1");
    scr_item_open(world->ui, "0501");
    choose(world, 4); /* versions */
    expect(world, "Which version applies");
    expect(world, "Administrative Penalty Law, Art. 37");
}

static void a_new_trainer_is_led_to_the_squad(void **state)
{
    struct world *world = *state;
    press(world, "3栗子哥\n\n4321\n4321\n");
    expect(world, "> 9  For trainers");
    press(world, "\n");
    expect(world, "1  Squad");
}

static void a_wrong_pin_is_answered_calmly_and_the_fifth_one_waits(void **state)
{
    struct world *world = *state;
    press(world, "3栗子哥\n\n4321\n4321\n");
    press(world, "q3"); /* somebody else signs in */
    press(world, "1");
    expect(world, "Your PIN");
    press(world, "1111\n");
    expect(world, "The PIN is wrong");
    for (int i = 0; i < 4; i++)
        press(world, "1111\n");
    expect(world, "wait 5 s");
    press(world, "4321\n"); /* the right one, too soon */
    expect(world, "Your PIN");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_officer_makes_a_profile_with_digits_enter_and_a_name),
        TEST(continue_leads_back_to_the_same_picture_after_the_program_was_killed),
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
        TEST(an_item_tells_its_procedure_and_where_the_law_was_read),
        TEST(an_item_with_an_earlier_law_says_which_version_applies),
        TEST(a_new_trainer_is_led_to_the_squad),
        TEST(a_wrong_pin_is_answered_calmly_and_the_fifth_one_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
