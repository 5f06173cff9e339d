#include "tty/colour.h"
#include "tty/measure.h"
#include "tty/substitute.h"

#include "core/clock.h"

#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

static void a_report_is_taken_out_and_typed_keys_stay(void **state)
{
    (void)state;
    char text[] = "1\033[12;3R2";
    size_t len = strlen(text);
    assert_int_equal(measure_take_report(text, &len), 3);
    assert_int_equal(len, 2);
    assert_memory_equal(text, "12", 2);
}

static void half_a_report_or_another_sequence_is_none(void **state)
{
    (void)state;
    static const char *const others[] = {"\033[12;", "\033[A", "\033[12;3",
                                         "12;3R",    "\033OP", "\033[1;2A"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        char text[16];
        size_t len = strlen(others[i]);
        memcpy(text, others[i], len);
        assert_int_equal(measure_take_report(text, &len), 0);
        assert_int_equal(len, strlen(others[i]));
    }
}

/* A terminal that has answered already; its answer waits. */
static void measure_with(const char *answer, struct measure *out)
{
    int master, slave;
    struct termios before, after;
    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    assert_int_equal(tcgetattr(slave, &before), 0);
    struct termios raw = before;
    cfmakeraw(&raw);
    assert_int_equal(tcsetattr(slave, TCSANOW, &raw), 0);
    if (*answer)
        assert_int_equal(write(master, answer, strlen(answer)), (ssize_t)strlen(answer));
    measure_ambiguous(slave, out);
    assert_int_equal(tcgetattr(slave, &after), 0);
    assert_int_equal(after.c_lflag, raw.c_lflag); /* its modes are as before */
    close(master);
    close(slave);
}

static void a_terminal_that_draws_blocks_wide_is_found_out(void **state)
{
    (void)state;
    struct measure measure;
    measure_with("\033[5;3R", &measure);
    assert_true(measure.is_answered);
    assert_int_equal(measure.cols, 2);
    measure_with("\033[5;2R", &measure);
    assert_int_equal(measure.cols, 1);
}

static void a_terminal_that_does_not_answer_costs_a_fifth_of_a_second(void **state)
{
    (void)state;
    struct measure measure;
    msec_t start = clock_monotonic();
    measure_with("", &measure);
    assert_false(measure.is_answered);
    assert_int_equal(measure.cols, 1);
    assert_in_range(clock_monotonic() - start, 150, 2000);
}

static void letters_stand_in_for_every_character_of_the_interface(void **state)
{
    (void)state;
    static const char *const used[] = {"█", "░", "●", "○", "✓", "✗", "·", "…", "×", "“", "▀"};
    for (size_t i = 0; i < sizeof used / sizeof used[0]; i++) {
        const char *letter = substitute_narrow(used[i]);
        assert_int_equal(strlen(letter), 1);
        assert_true((unsigned char)letter[0] < 0x80);
        assert_true(letter[0] != '?');
    }
    assert_string_equal(substitute_narrow("é"), "?");
    assert_string_equal(substitute_narrow("a"), "a");
}

static void on_and_off_lights_differ_without_colour(void **state)
{
    (void)state;
    assert_string_not_equal(substitute_narrow("●"), substitute_narrow("○"));
    assert_string_not_equal(substitute_narrow("✓"), substitute_narrow("✗"));
    assert_string_not_equal(substitute_narrow("█"), substitute_narrow("░"));
}

static void eight_colours_make_bright_ones_by_bold_and_never_hide_text(void **state)
{
    (void)state;
    for (unsigned fg = 0; fg < PALETTE_COUNT; fg++)
        for (unsigned bg = 0; bg < PALETTE_COUNT; bg++) {
            struct colour made =
                colour_of((struct style){(uint8_t)fg, (uint8_t)bg, 0}, COLOUR_8);
            assert_true(made.fg < 8 && made.bg < 8);
            assert_false(made.fg >= 0 && made.fg == made.bg && !(made.attr & ATTR_BOLD));
        }
    assert_true(colour_of((struct style){PALETTE_WHITE, PALETTE_NAVY, 0}, COLOUR_8).attr &
                ATTR_BOLD);
}

static void two_hundred_fifty_six_colours_are_the_exact_cube_colours(void **state)
{
    (void)state;
    struct colour made = colour_of((struct style){PALETTE_SKIN, PALETTE_NAVY, 0}, COLOUR_256);
    assert_int_equal(made.fg, 223);
    assert_int_equal(made.bg, 24);
    made = colour_of((struct style){PALETTE_SKIN, PALETTE_NAVY, 0}, COLOUR_MONO);
    assert_int_equal(made.fg, -1);
    assert_int_equal(made.bg, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_is_taken_out_and_typed_keys_stay),
        cmocka_unit_test(half_a_report_or_another_sequence_is_none),
        cmocka_unit_test(a_terminal_that_draws_blocks_wide_is_found_out),
        cmocka_unit_test(a_terminal_that_does_not_answer_costs_a_fifth_of_a_second),
        cmocka_unit_test(letters_stand_in_for_every_character_of_the_interface),
        cmocka_unit_test(on_and_off_lights_differ_without_colour),
        cmocka_unit_test(eight_colours_make_bright_ones_by_bold_and_never_hide_text),
        cmocka_unit_test(two_hundred_fifty_six_colours_are_the_exact_cube_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
