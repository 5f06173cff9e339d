/* The screen harness itself, proved on small programs: it sees what a terminal shows, and it
 * fails when it must.  With a name as argument the program runs one test that has to fail. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/screen.h"

static struct screen *shell(const struct screen_options *options, const char *script)
{
    return screen_start(options, (const char *const[]){"/bin/sh", "-c", script, NULL});
}

static void expect_exit(struct screen *screen, int code)
{
    int status = screen_wait_exit(screen, SCREEN_PATIENCE);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), code);
}

static void what_is_typed_arrives_and_what_is_printed_shows(void **state)
{
    (void)state;
    struct screen *screen =
        shell(NULL, "printf 'name? '; read name; echo \"good $name\"; exit 3");
    screen_wait_text(screen, "name?", SCREEN_PATIENCE);
    assert_false(screen_shows(screen, "good"));
    screen_type(screen, "老墨\r");
    screen_wait_text(screen, "good 老墨", SCREEN_PATIENCE);
    expect_exit(screen, 3);
    screen_expect_restored(screen);
    char *text = screen_text(screen);
    assert_string_equal(text, "name? 老墨\ngood 老墨\n");
    free(text);
    screen_close(screen);
}

static void wide_characters_take_two_cells(void **state)
{
    (void)state;
    struct screen *screen =
        shell(NULL, "printf '城a\\033[1;31;44mB\\033[0m\\033[38;5;153m▀'; read x");
    screen_wait_text(screen, "城aB▀", SCREEN_PATIENCE);
    struct screen_cell cell = screen_cell(screen, 0, 0);
    assert_string_equal(cell.text, "城");
    assert_int_equal(cell.cols, 2);
    assert_int_equal(cell.fg, -1);
    assert_int_equal(screen_cell(screen, 1, 0).cols, 0);
    cell = screen_cell(screen, 3, 0);
    assert_string_equal(cell.text, "B");
    assert_true(cell.is_bold);
    assert_int_equal(cell.fg, 1);
    assert_int_equal(cell.bg, 4);
    assert_int_equal(screen_cell(screen, 4, 0).fg, 153);
    int x, y;
    assert_true(screen_cursor(screen, &x, &y));
    assert_int_equal(x, 5);
    assert_int_equal(y, 0);
    screen_close(screen);
}

static void text_can_be_waited_for_until_it_is_gone(void **state)
{
    (void)state;
    struct screen *screen = shell(NULL, "echo here; read x; printf '\\033[2J\\033[H'; read x");
    screen_wait_text(screen, "here", SCREEN_PATIENCE);
    screen_press(screen, SCREEN_ENTER);
    screen_wait_gone(screen, "here", SCREEN_PATIENCE);
    screen_close(screen);
}

static void keys_are_sent_as_a_terminal_sends_them(void **state)
{
    (void)state;
    struct screen *screen = screen_start(NULL, (const char *const[]){"cat", "-v", NULL});
    static const enum screen_key keys[] = {SCREEN_UP, SCREEN_LEFT, SCREEN_HOME, SCREEN_PAGE_UP,
                                           SCREEN_F1, SCREEN_F2,   SCREEN_F5};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        screen_press(screen, keys[i]);
    screen_press(screen, SCREEN_ENTER);
    screen_wait_text(screen, "^[[A^[[D^[[H^[[5~^[OP^[OQ^[[15~", SCREEN_PATIENCE);
    screen_close(screen);
}

/* Asks where the cursor is after a block character, and prints the answer's bytes. */
static const char ask_cursor[] = "stty -icanon -echo min 0 time 10; printf '▀…\\033[6n'; "
                                 "answer=$(dd bs=64 count=1 2>/dev/null | tr -d '\\033'); "
                                 "stty sane; printf '\\nanswer:%s;' \"$answer\"";

static void a_report_of_the_cursor_tells_narrow_from_wide_terminals(void **state)
{
    (void)state;
    struct screen *screen = shell(NULL, ask_cursor);
    screen_wait_text(screen, "answer:[1;3R;", SCREEN_PATIENCE);
    screen_close(screen);
    screen = shell(&(struct screen_options){.is_wide = true}, ask_cursor);
    screen_wait_text(screen, "answer:[1;5R;", SCREEN_PATIENCE);
    assert_string_equal(screen_cell(screen, 2, 0).text, "…");
    screen_close(screen);
    screen = shell(&(struct screen_options){.is_mute = true}, ask_cursor);
    screen_wait_text(screen, "answer:;", SCREEN_PATIENCE);
    screen_close(screen);
}

static void the_program_sees_a_new_size(void **state)
{
    (void)state;
    struct screen_options options = {.cols = 60, .rows = 20};
    struct screen *screen =
        shell(&options, "trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done");
    screen_wait_text(screen, "20 60", SCREEN_PATIENCE);
    screen_resize(screen, 100, 30);
    screen_wait_text(screen, "30 100", SCREEN_PATIENCE);
    screen_signal(screen, SIGTERM);
    int status = screen_wait_exit(screen, SCREEN_PATIENCE);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    screen_close(screen);
}

static void a_broken_line_hangs_the_program_up(void **state)
{
    (void)state;
    struct screen *screen =
        shell(NULL, "trap 'exit 42' HUP; echo on; while :; do sleep 0.05; done");
    screen_wait_text(screen, "on", SCREEN_PATIENCE);
    screen_hang_up(screen);
    expect_exit(screen, 42);
    screen_close(screen);
}

static void the_surroundings_are_the_same_on_every_machine(void **state)
{
    (void)state;
    static const char *const more[] = {"LANG=en_US.UTF-8", "EXTRA=yes", NULL};
    struct screen_options options = {.term = "linux", .seed = "", .env = more};
    setenv("TRAINER_DB", "/nonexistent", 1);
    struct screen *screen = shell(
        &options, "echo \"[$TERM,$LANG,$TZ,$TRAINER_NOW,$TRAINER_SEED,$EXTRA,$TRAINER_DB]\";"
                  "test \"$HOME\" = \"$TMPDIR\" && touch \"$HOME/mark\" && echo done");
    unsetenv("TRAINER_DB");
    screen_wait_text(screen,
                     "[linux,en_US.UTF-8,Asia/Shanghai,2026-11-22T09:00:00+08:00,,yes,]",
                     SCREEN_PATIENCE);
    expect_exit(screen, 0);
    screen_wait_text(screen, "done", SCREEN_PATIENCE);
    char mark[400];
    snprintf(mark, sizeof mark, "%s/mark", screen_home(screen));
    assert_int_equal(access(mark, F_OK), 0);
    screen_close(screen);
    assert_int_equal(access(mark, F_OK), -1); /* removed with its folder */
}

static void a_home_that_is_given_stays(void **state)
{
    (void)state;
    char home[] = "/tmp/screen-home-XXXXXX";
    assert_non_null(mkdtemp(home));
    struct screen *screen =
        shell(&(struct screen_options){.home = home}, "mkdir \"$XDG_DATA_HOME\"; echo made");
    expect_exit(screen, 0);
    screen_close(screen);
    char data[sizeof home + 5];
    snprintf(data, sizeof data, "%s/data", home);
    assert_int_equal(rmdir(data), 0);
    assert_int_equal(rmdir(home), 0);
}

static const char full_screen[] =
    "stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[?1000;1006h\\033[2J"
    "\\033[1;1H\\033[44;97m 城管 \\033[0m\\033[3;5H\\033[1;38;5;160m红\\033[0m ok';"
    "head -c 1 >/dev/null; "
    "printf '\\033[?1006;1000l\\033[?25h\\033[?1049l\\033[0m'; stty sane";

static void a_screen_is_compared_with_its_golden_picture(void **state)
{
    (void)state;
    struct screen *screen = shell(&(struct screen_options){.cols = 20, .rows = 4}, full_screen);
    screen_wait_text(screen, "ok", SCREEN_PATIENCE);
    screen_expect_golden(screen, "harness_self");
    screen_press(screen, SCREEN_ESC);
    expect_exit(screen, 0);
    assert_false(screen_shows(screen, "ok")); /* the main screen is back */
    screen_close(screen);
}

/* --- tests that have to fail ---------------------------------------------------------------
 */

static void wait_in_vain(void **state)
{
    (void)state;
    struct screen *screen = shell(NULL, "echo something; read x");
    screen_wait_text(screen, "something else", 300);
}

static void wait_for_the_dead(void **state)
{
    (void)state;
    struct screen *screen = shell(NULL, "echo bye");
    screen_wait_text(screen, "something else", SCREEN_PATIENCE);
}

static void other_colour(void **state)
{
    (void)state;
    struct screen *screen = shell(&(struct screen_options){.cols = 20, .rows = 4},
                                  "printf '\\033[1;1H\\033[?25l\\033[45;97m 城管 \\033[0m"
                                  "\\033[3;5H\\033[1;38;5;160m红\\033[0m ok'");
    screen_wait_text(screen, "ok", SCREEN_PATIENCE);
    screen_expect_golden(screen, "harness_self");
}

static void golden_without_a_file(void **state)
{
    (void)state;
    struct screen *screen = shell(NULL, "echo x");
    screen_expect_golden(screen, "there_is_no_such_screen");
}

static void restored_after(const char *script)
{
    struct screen *screen = shell(NULL, script);
    screen_wait_exit(screen, SCREEN_PATIENCE);
    screen_expect_restored(screen);
}

static void left_alternate(void **state)
{
    (void)state;
    restored_after("printf '\\033[?1049h'");
}

static void left_mouse(void **state)
{
    (void)state;
    restored_after("printf '\\033[?1002;1006h\\033[?1006l'");
}

static void left_cursor(void **state)
{
    (void)state;
    restored_after("printf '\\033[?25l'");
}

static void left_colour(void **state)
{
    (void)state;
    restored_after("printf '\\033[31mred'");
}

static void left_raw(void **state)
{
    (void)state;
    restored_after("stty raw");
}

static void left_no_echo(void **state)
{
    (void)state;
    restored_after("stty -echo");
}

static const struct failing {
    const char *name, *says;
    void (*run)(void **state);
} failing[] = {
    {"wait", "the screen still lacks \"something else\"", wait_in_vain},
    {"dead", "the program ended", wait_for_the_dead},
    {"colour", "differs from tests/screen/golden/harness_self.txt", other_colour},
    {"no-golden", "make golden", golden_without_a_file},
    {"alternate", "alternate screen on", left_alternate},
    {"mouse", "mouse reports on", left_mouse},
    {"cursor", "cursor hidden", left_cursor},
    {"pen", "foreground colour on", left_colour},
    {"raw", "other line settings", left_raw},
    {"echo", "other line settings", left_no_echo},
};

static void it_fails_when_it_must_and_says_why(void **state)
{
    (void)state;
    char self[400];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    assert_true(len > 0);
    self[len] = '\0';
    for (size_t i = 0; i < sizeof failing / sizeof *failing; i++) {
        static const char *const env[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};
        struct screen_options options = {.cols = 200, .rows = 60, .env = env};
        struct screen *screen =
            screen_start(&options, (const char *const[]){self, failing[i].name, NULL});
        int status = screen_wait_exit(screen, 3 * SCREEN_PATIENCE);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
            fail_msg("'%s' did not fail: status %#x", failing[i].name, (unsigned)status);
        screen_wait_text(screen, failing[i].says, SCREEN_PATIENCE);
        screen_close(screen);
    }
}

static int run_failing(const char *name)
{
    for (size_t i = 0; i < sizeof failing / sizeof *failing; i++) {
        if (strcmp(failing[i].name, name) == 0) {
            const struct CMUnitTest tests[] = {{name, failing[i].run, NULL, NULL, NULL}};
            return cmocka_run_group_tests(tests, NULL, NULL);
        }
    }
    return 2;
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return run_failing(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_arrives_and_what_is_printed_shows),
        cmocka_unit_test(wide_characters_take_two_cells),
        cmocka_unit_test(text_can_be_waited_for_until_it_is_gone),
        cmocka_unit_test(keys_are_sent_as_a_terminal_sends_them),
        cmocka_unit_test(a_report_of_the_cursor_tells_narrow_from_wide_terminals),
        cmocka_unit_test(the_program_sees_a_new_size),
        cmocka_unit_test(a_broken_line_hangs_the_program_up),
        cmocka_unit_test(the_surroundings_are_the_same_on_every_machine),
        cmocka_unit_test(a_home_that_is_given_stays),
        cmocka_unit_test(a_screen_is_compared_with_its_golden_picture),
        cmocka_unit_test(it_fails_when_it_must_and_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
