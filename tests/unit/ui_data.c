/* The complaint data as an officer meets it: from the practice list, and inside a case. */
#include "ui/screen.h"

#include "core/lang.h"
#include "core/sign.h"
#include "core/text.h"
#include "ui/plain.h"
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

static void expect_not(struct window *window, const char *text)
{
    struct sbuf out = {0};
    if (strstr(window_look(window, &out), text))
        fail_msg("on the screen: %s\n%s", text, sbuf_text(&out));
    sbuf_release(&out);
}

static int sign_in(void **state)
{
    (void)window_open(state);
    window_press(*state, "2老墨\n\n1"); /* a profile, signed in, at home */
    return 0;
}

static void the_last_entry_of_the_practice_list_is_the_data(void **state)
{
    struct window *window = *state;
    struct sbuf out = {0};
    window_press(window, "3");
    (void)window_look(window, &out);
    const struct view *view = &window->ui->view;
    assert_string_equal(view->choices[view->choice_count - 1].label,
                        "Data: complaints of the district");
    ui_choose(window->ui, view->choices[view->choice_count - 1].id);
    window_expect(window, "What would you like to see?");
    sbuf_release(&out);
}

static void the_first_chart_shows_june_and_a_key_goes_a_month_back(void **state)
{
    struct window *window = *state;
    scr_data_open(window->ui);
    window_press(window, "\n");
    window_expect(window, "327");
    window_expect(window, "ALERT");
    window_expect(window, "2026-06");
    window_press(window, "1"); /* a month earlier */
    expect_not(window, "2026-06");
    window_expect(window, "212");
    window_press(window, "0"); /* the list of charts again */
    window_expect(window, "What would you like to see?");
}

static void what_the_case_holds_back_is_not_shown_before_it(void **state)
{
    struct window *window = *state;
    scr_data_open(window->ui);
    window_press(window, "\n");
    expect_not(window, "A month later");
    expect_not(window, "2026-07");
}

static void the_map_of_another_category_has_other_worst_places(void **state)
{
    struct window *window = *state;
    scr_data_open(window->ui);
    window_press(window, "5");
    window_expect(window, "A1 Minzhu");
    struct sbuf out = {0};
    (void)window_look(window, &out);
    for (size_t i = 0; i < window->ui->view.choice_count; i++)
        if (strcmp(window->ui->view.choices[i].label, "Another category") == 0) {
            ui_choose(window->ui, window->ui->view.choices[i].id);
            break;
        }
    window_expect(window, "A1 Yuemachang");
    sbuf_release(&out);
}

static void a_case_about_bikes_opens_the_hot_spots_of_bikes(void **state)
{
    struct window *window = *state;
    scr_case_open(window->ui, "S05");
    window_press(window, "1\n"); /* show me: the list is the first step */
    window_expect(window, "Hot spots and grades");
    struct sbuf out = {0};
    const char *first = strstr(window_look(window, &out), "Yuemachang bus stop");
    assert_non_null(first);
    assert_non_null(strstr(first, "Zhongnan Rd, metro")); /* the second one for bikes */
    assert_null(strstr(sbuf_text(&out), "Minzhu at Jiefang"));
    sbuf_release(&out);
}

/* Show me, until the case has been asked for its first chart. */
static void a_chart_of_a_case_comes_by_itself_and_enter_leads_back(void **state)
{
    struct window *window = *state;
    scr_case_open(window->ui, "S23");
    window_press(window, "1"); /* show me */
    struct sbuf out = {0};
    int steps = 0;
    while (!strstr(window_look(window, &out), "Back to the case") && steps++ < 40)
        window_press(window, "\n");
    window_expect(window, "Month over month, every call");
    window_expect(window, "327");
    window_press(window, "\n");
    window_expect(window, "Show me");
    expect_not(window, "Back to the case");
    for (steps = 0; !strstr(window_look(window, &out), "Try it yourself") && steps < 120;
         steps++)
        window_press(window, "\n");
    assert_in_range(steps, 20, 119);
    sbuf_release(&out);
}

static void the_chart_on_the_desk_can_be_looked_at_again(void **state)
{
    struct window *window = *state;
    struct err err = {0};
    struct practice *practice =
        practice_begin(&window->app, &window->ui->session, "S23", RUN_TRY, 0, &err);
    assert_non_null(practice);
    struct run_verdict verdict;
    assert_true(practice_act(practice, "import", &verdict, &err));
    scr_terminal_open(window->ui, practice);
    window_expect(window, "The chart");
    ui_choose(window->ui, DO_CHART);
    window_expect(window, "Month over month, every call");
    window_press(window, "0");
    window_expect(window, "The chart");
}

static void read_aloud_a_chart_is_lines_of_words_and_numbers(void **state)
{
    struct window *window = *state;
    struct sbuf out = {0};
    scr_data_open(window->ui);
    window_press(window, "\n");
    ui_build(window->ui);
    plain_write(&window->ui->view, NULL, &out);
    assert_non_null(
        strstr(sbuf_text(&out), "noise: 2026-05 212, 2026-06 327; +115  z 4.95  ALERT\n"));
    assert_null(strstr(sbuf_text(&out), "█"));
    assert_null(strchr(sbuf_text(&out), '\033'));
    sbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, sign_in, window_close)
        T(the_last_entry_of_the_practice_list_is_the_data),
        T(the_first_chart_shows_june_and_a_key_goes_a_month_back),
        T(what_the_case_holds_back_is_not_shown_before_it),
        T(the_map_of_another_category_has_other_worst_places),
        T(a_chart_of_a_case_comes_by_itself_and_enter_leads_back),
        T(a_case_about_bikes_opens_the_hot_spots_of_bikes),
        T(the_chart_on_the_desk_can_be_looked_at_again),
        T(read_aloud_a_chart_is_lines_of_words_and_numbers),
#undef T
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
