/* While the program runs: another size, another language, Chinese typed and edited, the program
 * put aside and taken up again; and terminals it cannot use. */
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "support/trainee.h"

static char *program, *locale_dir;

static struct screen *start(const struct screen_options *options, enum lang lang)
{
    lang_init(locale_dir, lang);
    struct screen *screen =
        screen_start(options, (const char *const[]){program, "--lang", lang_name(lang), NULL});
    screen_wait_text(screen, _("Create my profile"), SCREEN_PATIENCE);
    person_settle(screen);
    return screen;
}

static void the_lesson_stays_at_its_picture_through_every_size(void **state)
{
    (void)state;
    static const struct {
        int cols, rows;
    } sizes[] = {{120, 40}, {40, 24}, {80, 24}};
    struct screen *screen = start(NULL, LANG_EN);
    person_choose(screen, _("Create my profile"));
    person_write(screen, "Mo");
    person_write(screen, "");
    person_choose(screen, _("No, just my name"));
    person_choose(screen, _("Lessons"));
    person_choose(screen, "L01");
    person_choose(screen, _("Next picture"));
    screen_wait_text(screen, "2/10", SCREEN_PATIENCE);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t drawn = screen_bytes(screen);
        screen_resize(screen, sizes[i].cols, sizes[i].rows);
        while (screen_bytes(screen) == drawn)
            assert_false(screen_shows(screen, "Lessons")); /* takes the output */
        screen_wait_text(screen, "2/10", SCREEN_PATIENCE);
        person_settle(screen);
        assert_true(person_sees(screen, _("One question")));
    }
    screen_close(screen);
}

static void f2_switches_the_language_in_every_locale(void **state)
{
    (void)state;
    static const char *const plain[] = {"LC_ALL=C", NULL};
    const struct screen_options surroundings[] = {{.lang = "C.UTF-8"},
                                                  {.lang = "C", .env = plain}};
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++) {
        struct screen *screen = start(&surroundings[i], LANG_EN);
        person_press(screen, SCREEN_F2);
        screen_wait_text(screen, "建我的学员档案", SCREEN_PATIENCE);
        assert_false(screen_shows(screen, "Create my profile"));
        person_press(screen, SCREEN_F2);
        screen_wait_text(screen, "Create my profile", SCREEN_PATIENCE);
        screen_close(screen);
    }
}

static void expect_field(struct screen *screen, const char *text, int cursor)
{
    static int start_x;
    int x, y;
    char *have = person_field(screen);
    assert_non_null(have);
    assert_string_equal(have, text);
    free(have);
    assert_true(screen_cursor(screen, &x, &y));
    if (cursor == 0)
        start_x = x;
    assert_int_equal(x - start_x, cursor);
}

static void chinese_is_edited_by_whole_characters_with_the_cursor_in_its_cell(void **state)
{
    (void)state;
    struct screen *screen = start(NULL, LANG_ZH);
    person_choose(screen, _("Create my profile"));
    expect_field(screen, "", 0);
    person_type(screen, "老墨x");
    expect_field(screen, "老墨x", 5);
    person_press(screen, SCREEN_LEFT);
    expect_field(screen, "老墨x", 4);
    person_press(screen, SCREEN_LEFT);
    expect_field(screen, "老墨x", 2);
    person_press(screen, SCREEN_BACKSPACE);
    expect_field(screen, "墨x", 0);
    person_type(screen, "e\u0301"); /* one letter of two code points */
    expect_field(screen, "e\u0301墨x", 1);
    person_press(screen, SCREEN_BACKSPACE);
    expect_field(screen, "墨x", 0);
    person_press(screen, SCREEN_DELETE);
    expect_field(screen, "x", 0);
    person_press(screen, SCREEN_END);
    expect_field(screen, "x", 1);
    screen_close(screen);
}

static void put_aside_it_gives_the_terminal_back_and_takes_it_again(void **state)
{
    (void)state;
    struct screen *screen = start(NULL, LANG_EN);
    screen_put_aside(screen);
    screen_wait_gone(screen, "Create my profile", SCREEN_PATIENCE);
    screen_signal(screen, SIGCONT);
    screen_wait_text(screen, "Create my profile", SCREEN_PATIENCE);
    screen_signal(screen, SIGTERM);
    screen_wait_exit(screen, SCREEN_PATIENCE);
    screen_expect_restored(screen);
    screen_close(screen);
}

static void an_unknown_terminal_is_named_and_nothing_is_drawn(void **state)
{
    (void)state;
    struct screen_options options = {.term = "unknown-thing"};
    struct screen *screen =
        screen_start(&options, (const char *const[]){program, "--lang", "en", NULL});
    int status = screen_wait_exit(screen, SCREEN_PATIENCE);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
    screen_wait_text(screen, "unknown-thing", SCREEN_PATIENCE);
    screen_expect_restored(screen);
    screen_close(screen);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    program = screen_program("trainer");
    locale_dir = screen_program("locale");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lesson_stays_at_its_picture_through_every_size),
        cmocka_unit_test(f2_switches_the_language_in_every_locale),
        cmocka_unit_test(chinese_is_edited_by_whole_characters_with_the_cursor_in_its_cell),
        cmocka_unit_test(put_aside_it_gives_the_terminal_back_and_takes_it_again),
        cmocka_unit_test(an_unknown_terminal_is_named_and_nothing_is_drawn),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(program);
    free(locale_dir);
    return failed;
}
