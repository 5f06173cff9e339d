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

static const char *look(struct world *world, struct sbuf *out)
{
    struct ui *ui = world->ui;
    ui_build(ui);
    layout_draw(&ui->view, &ui->look, ui->panels, &ui_top(ui)->place, &ui->frame, &ui->shown);
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

static void expect_not(struct world *world, const char *text)
{
    struct sbuf out = {0};
    if (strstr(look(world, &out), text))
        fail_msg("on the screen: %s\n%s", text, sbuf_text(&out));
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
    struct ui_setup setup = {.app = &world->app, .panels = &source};
    world->ui = ui_new(&setup);
    frame_resize(&world->ui->frame, 80, 24);
    ui_begin(world->ui);
    press(world, "2老墨\n\n1"); /* a profile, signed in, at home */
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

static void the_last_entry_of_the_practice_list_is_the_data(void **state)
{
    struct world *world = *state;
    struct sbuf out = {0};
    press(world, "3");
    (void)look(world, &out);
    const struct view *view = &world->ui->view;
    assert_string_equal(view->choices[view->choice_count - 1].label,
                        "Data: complaints of the district");
    ui_choose(world->ui, view->choices[view->choice_count - 1].id);
    expect(world, "What would you like to see?");
    sbuf_release(&out);
}

static void the_first_chart_shows_june_and_a_key_goes_a_month_back(void **state)
{
    struct world *world = *state;
    scr_data_open(world->ui);
    press(world, "\n");
    expect(world, "327");
    expect(world, "ALERT");
    expect(world, "2026-06");
    press(world, "1"); /* a month earlier */
    expect_not(world, "2026-06");
    expect(world, "212");
    press(world, "0"); /* the list of charts again */
    expect(world, "What would you like to see?");
}

static void what_the_case_holds_back_is_not_shown_before_it(void **state)
{
    struct world *world = *state;
    scr_data_open(world->ui);
    press(world, "\n");
    expect_not(world, "A month later");
    expect_not(world, "2026-07");
}

static void the_map_of_another_category_has_other_worst_places(void **state)
{
    struct world *world = *state;
    scr_data_open(world->ui);
    press(world, "5");
    expect(world, "A1 Minzhu");
    struct sbuf out = {0};
    (void)look(world, &out);
    for (size_t i = 0; i < world->ui->view.choice_count; i++)
        if (strcmp(world->ui->view.choices[i].label, "Another category") == 0) {
            ui_choose(world->ui, world->ui->view.choices[i].id);
            break;
        }
    expect(world, "A1 Yuemachang");
    sbuf_release(&out);
}

static void a_case_about_bikes_opens_the_hot_spots_of_bikes(void **state)
{
    struct world *world = *state;
    scr_case_open(world->ui, "S05");
    press(world, "1\n"); /* show me: the list is the first step */
    expect(world, "Hot spots and grades");
    struct sbuf out = {0};
    const char *first = strstr(look(world, &out), "Yuemachang bus stop");
    assert_non_null(first);
    assert_non_null(strstr(first, "Zhongnan Rd, metro")); /* the second one for bikes */
    assert_null(strstr(sbuf_text(&out), "Minzhu at Jiefang"));
    sbuf_release(&out);
}

/* Show me, until the case has been asked for its first chart. */
static void a_chart_of_a_case_comes_by_itself_and_enter_leads_back(void **state)
{
    struct world *world = *state;
    scr_case_open(world->ui, "S23");
    press(world, "1"); /* show me */
    struct sbuf out = {0};
    int steps = 0;
    while (!strstr(look(world, &out), "Back to the case") && steps++ < 40)
        press(world, "\n");
    expect(world, "Month over month, every call");
    expect(world, "327");
    press(world, "\n");
    expect(world, "Show me");
    expect_not(world, "Back to the case");
    for (steps = 0; !strstr(look(world, &out), "Try it yourself") && steps < 120; steps++)
        press(world, "\n");
    assert_in_range(steps, 20, 119);
    sbuf_release(&out);
}

static void the_chart_on_the_desk_can_be_looked_at_again(void **state)
{
    struct world *world = *state;
    struct err err = {0};
    struct practice *practice =
        practice_begin(&world->app, &world->ui->session, "S23", RUN_TRY, 0, &err);
    assert_non_null(practice);
    struct run_verdict verdict;
    assert_true(practice_act(practice, "import", &verdict, &err));
    scr_terminal_open(world->ui, practice);
    expect(world, "The chart");
    ui_choose(world->ui, DO_CHART);
    expect(world, "Month over month, every call");
    press(world, "0");
    expect(world, "The chart");
}

static void read_aloud_a_chart_is_lines_of_words_and_numbers(void **state)
{
    struct world *world = *state;
    struct sbuf out = {0};
    scr_data_open(world->ui);
    press(world, "\n");
    ui_build(world->ui);
    plain_write(&world->ui->view, &out);
    assert_non_null(
        strstr(sbuf_text(&out), "noise: 2026-05 212, 2026-06 327; +115  z 4.95  ALERT\n"));
    assert_null(strstr(sbuf_text(&out), "█"));
    assert_null(strchr(sbuf_text(&out), '\033'));
    sbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
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
