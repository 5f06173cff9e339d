/* The terminal is never left broken and the screen never runs over its edge: the program ended
 * in every way, on every kind of terminal, with any keys. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "core/clock.h"
#include "support/screen.h"

static char *program;

/* The first screen of a first start, in English. */
static struct screen *start(const struct screen_options *options)
{
    return screen_start(options, (const char *const[]){program, "--lang", "en", NULL});
}

static struct screen *start_and_wait(const struct screen_options *options)
{
    struct screen *screen = start(options);
    screen_wait_text(screen, "See the demo", SCREEN_PATIENCE);
    return screen;
}

static void end_well(struct screen *screen)
{
    int status = screen_wait_exit(screen, SCREEN_PATIENCE);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    screen_expect_restored(screen);
    screen_close(screen);
}

static void quitting_asks_first_and_then_restores_the_terminal(void **state)
{
    (void)state;
    struct screen *screen = start_and_wait(NULL);
    screen_type(screen, "q");
    screen_wait_text(screen, "Do you want to leave?", SCREEN_PATIENCE);
    screen_press(screen, SCREEN_ENTER); /* the safe choice: stay */
    screen_wait_text(screen, "See the demo", SCREEN_PATIENCE);
    screen_type(screen, "q");
    screen_wait_text(screen, "Do you want to leave?", SCREEN_PATIENCE);
    screen_type(screen, "2");
    end_well(screen);
}

static void any_deadly_signal_restores_the_terminal(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGFPE};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct screen *screen = start_and_wait(NULL);
        screen_signal(screen, signals[i]);
        screen_wait_exit(screen, SCREEN_PATIENCE);
        screen_expect_restored(screen);
        screen_close(screen);
    }
}

static void a_broken_line_ends_the_program(void **state)
{
    (void)state;
    struct screen *screen = start_and_wait(NULL);
    screen_hang_up(screen);
    screen_wait_exit(screen, SCREEN_PATIENCE);
    screen_close(screen);
}

static void too_small_a_window_says_so_and_recovers(void **state)
{
    (void)state;
    struct screen *screen = start_and_wait(NULL);
    screen_resize(screen, 20, 5);
    screen_wait_gone(screen, "See the demo", SCREEN_PATIENCE);
    screen_type(screen, "x");
    screen_resize(screen, 100, 30);
    screen_wait_text(screen, "See the demo", SCREEN_PATIENCE);
    screen_resize(screen, 2, 2); /* libvterm itself falls over a wide character in one column */
    screen_resize(screen, 80, 24);
    screen_wait_text(screen, "See the demo", SCREEN_PATIENCE);
    screen_close(screen);
}

static int highest_colour(struct screen *screen, int cols, int rows)
{
    int highest = -1;
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < cols; x++) {
            struct screen_cell cell = screen_cell(screen, x, y);
            highest = cell.fg > highest ? cell.fg : highest;
            highest = cell.bg > highest ? cell.bg : highest;
        }
    return highest;
}

static void no_terminal_gets_colours_it_does_not_have(void **state)
{
    (void)state;
    static const struct {
        const char *term;
        int lowest, highest; /* of the highest colour used; -1 = none at all */
    } terminals[] = {
        {"xterm-256color", 16, 255}, {"xterm", 1, 7}, {"linux", 1, 7}, {"vt100", -1, -1}};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        struct screen_options options = {.term = terminals[i].term};
        struct screen *screen = start_and_wait(&options);
        int highest = highest_colour(screen, 80, 24);
        assert_true(highest >= terminals[i].lowest);
        assert_true(highest <= terminals[i].highest);
        screen_signal(screen, SIGTERM);
        screen_wait_exit(screen, SCREEN_PATIENCE);
        screen_close(screen);
    }
}

static void a_terminal_with_wide_blocks_gets_pictures_of_plain_letters(void **state)
{
    (void)state;
    struct screen *screen = start_and_wait(&(struct screen_options){.is_wide = true});
    assert_false(screen_shows(screen, "▀"));
    assert_false(screen_shows(screen, "▄"));
    assert_false(screen_shows(screen, "█"));
    screen_close(screen);
    screen = start_and_wait(NULL);
    assert_true(screen_shows(screen, "▀") || screen_shows(screen, "▄") ||
                screen_shows(screen, "█"));
    screen_close(screen);
}

static void a_terminal_that_answers_nothing_does_not_hold_up_the_start(void **state)
{
    (void)state;
    struct screen *screen = start_and_wait(&(struct screen_options){.is_mute = true});
    screen_type(screen, "q");
    screen_wait_text(screen, "Do you want to leave?", SCREEN_PATIENCE);
    screen_close(screen);
}

static void no_storm_of_keys_and_sizes_brings_it_down(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "1",  "2",    "3",    "8",    "9",      "0",      "\r",     "?",        "a",
        "\t", "\033", "城管", "\x7f", "\033[A", "\033[B", "\033OQ", "\033[15~", "\033[<0;9;9M"};
    struct chance chance;
    chance_init(&chance, 20261122);
    struct screen *screen = start_and_wait(NULL);
    for (int i = 0; i < 400; i++) {
        screen_type(screen, keys[chance_below(&chance, sizeof keys / sizeof *keys)]);
        if (i % 40 == 39)
            screen_resize(screen, 30 + (int)chance_below(&chance, 100),
                          8 + (int)chance_below(&chance, 40));
        assert_true(screen_shows(screen, "")); /* takes the output */
        if (screen_has_ended(screen)) {        /* the keys were "leave", "yes": begin again */
            end_well(screen);
            screen = start_and_wait(NULL);
        }
    }
    if (!screen_has_ended(screen))
        screen_signal(screen, SIGHUP);
    screen_wait_exit(screen, SCREEN_PATIENCE);
    screen_expect_restored(screen);
    screen_close(screen);
}

int main(void)
{
    program = screen_program("trainer");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quitting_asks_first_and_then_restores_the_terminal),
        cmocka_unit_test(any_deadly_signal_restores_the_terminal),
        cmocka_unit_test(a_broken_line_ends_the_program),
        cmocka_unit_test(too_small_a_window_says_so_and_recovers),
        cmocka_unit_test(no_terminal_gets_colours_it_does_not_have),
        cmocka_unit_test(a_terminal_with_wide_blocks_gets_pictures_of_plain_letters),
        cmocka_unit_test(a_terminal_that_answers_nothing_does_not_hold_up_the_start),
        cmocka_unit_test(no_storm_of_keys_and_sizes_brings_it_down),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(program);
    return failed;
}
