/* The one table of colours: what every picture and screen relies on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/palette.h"

/* RGB of an index 16-255 of xterm's palette. */
static uint32_t xterm_rgb(int index)
{
    if (index >= 232) {
        uint32_t grey = 8 + 10 * (uint32_t)(index - 232);
        return grey << 16 | grey << 8 | grey;
    }
    static const uint32_t levels[] = {0, 95, 135, 175, 215, 255};
    int cube = index - 16;
    return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
}

static void every_colour_is_exact_in_a_256_colour_terminal(void **state)
{
    (void)state;
    for (unsigned i = 1; i < PALETTE_COUNT; i++) {
        const struct palette_entry *entry = palette_entry(i);
        assert_in_range(entry->x256, 16, 255);
        assert_int_equal(xterm_rgb(entry->x256), entry->rgb);
    }
    assert_true(PALETTE_COUNT <= 32);
}

static void eight_colours_are_the_sixteen_with_bold_but_for_paper_and_quiet_text(void **state)
{
    (void)state;
    for (unsigned i = 1; i < PALETTE_COUNT; i++) {
        const struct palette_entry *entry = palette_entry(i);
        assert_in_range(entry->a16, 0, 15);
        assert_in_range(entry->tone, 0, 4);
        if (i == PALETTE_CREAM || i == PALETTE_GREY2)
            assert_int_equal(entry->a8, 7);
        else
            assert_int_equal(entry->a8, entry->a16);
    }
}

static void roles_hold_where_colours_are_few(void **state)
{
    (void)state;
    assert_int_equal(palette_entry(PALETTE_SKIN)->a16, 11);
    assert_int_equal(palette_entry(PALETTE_NAVY)->a16, 4);
    assert_int_equal(palette_entry(PALETTE_SKY)->a16, 14);
    assert_int_equal(palette_entry(PALETTE_WHITE)->a16, 15);
    assert_int_equal(palette_entry(PALETTE_WOOD)->a16, 3);
    assert_int_equal(palette_entry(PALETTE_LINE)->a16, 3); /* a nose is never red */
    assert_int_equal(palette_entry(PALETTE_INK)->a16, 0);
    assert_int_equal(palette_entry(PALETTE_BLUSH)->a16, 9);
    assert_true(palette_entry(PALETTE_NAVY)->a16 != palette_entry(PALETTE_BLUE)->a16);
    assert_true(palette_entry(PALETTE_BLUE2)->a16 != palette_entry(PALETTE_SKY)->a16);
}

static void ink_is_darkest_and_paper_blank_without_colours(void **state)
{
    (void)state;
    assert_int_equal(palette_entry(PALETTE_INK)->tone, 4);
    assert_int_equal(palette_entry(PALETTE_WHITE)->tone, 0);
    assert_int_equal(palette_entry(PALETTE_CREAM)->tone, 0);
}

static void a_colour_is_found_by_its_value_and_only_house_colours_are(void **state)
{
    (void)state;
    for (unsigned i = 1; i < PALETTE_COUNT; i++)
        assert_int_equal(palette_find_rgb(palette_entry(i)->rgb), i);
    assert_int_equal(palette_find_rgb(0x123456), -1);
    assert_int_equal(palette_find_rgb(0x000000), -1); /* default is no drawing colour */
    assert_string_equal(palette_entry(PALETTE_SKIN2)->name, "skin2");
}

static void colour_classes_are_named_as_on_the_command_line(void **state)
{
    (void)state;
    enum colour_class which = COLOUR_8;
    assert_true(colour_class_parse("mono", &which));
    assert_int_equal(which, COLOUR_MONO);
    assert_false(colour_class_parse("64", &which));
    assert_int_equal(which, COLOUR_MONO);
    assert_string_equal(colour_class_name(COLOUR_256), "256");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_colour_is_exact_in_a_256_colour_terminal),
        cmocka_unit_test(eight_colours_are_the_sixteen_with_bold_but_for_paper_and_quiet_text),
        cmocka_unit_test(roles_hold_where_colours_are_few),
        cmocka_unit_test(ink_is_darkest_and_paper_blank_without_colours),
        cmocka_unit_test(a_colour_is_found_by_its_value_and_only_house_colours_are),
        cmocka_unit_test(colour_classes_are_named_as_on_the_command_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
