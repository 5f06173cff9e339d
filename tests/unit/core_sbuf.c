/* The growing string: never half a character, never without its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/sbuf.h"

static void a_zeroed_buffer_is_empty_and_usable(void **state)
{
    (void)state;
    struct sbuf text = {0};
    assert_string_equal(sbuf_text(&text), "");
    sbuf_addf(&text, "%d-%s", 12, "案");
    sbuf_add_char(&text, '!');
    sbuf_add_codepoint(&text, 0x57ce);
    assert_string_equal(sbuf_text(&text), "12-案!城");
    sbuf_release(&text);
}

static void a_surrogate_becomes_the_replacement_character(void **state)
{
    (void)state;
    struct sbuf text = {0};
    sbuf_add_codepoint(&text, 0xd800);
    assert_string_equal(sbuf_text(&text), "\xef\xbf\xbd");
    sbuf_release(&text);
}

static void the_cap_drops_whole_characters_and_all_that_follows(void **state)
{
    (void)state;
    struct sbuf text;
    sbuf_init(&text, 7);
    sbuf_add(&text, "城管办"); /* 9 bytes */
    assert_string_equal(sbuf_text(&text), "城管");
    assert_true(text.is_truncated);
    sbuf_add(&text, "x"); /* would fit, but would join what does not belong together */
    assert_string_equal(sbuf_text(&text), "城管");
    sbuf_clear(&text);
    assert_false(text.is_truncated);
    sbuf_add(&text, "1234567");
    assert_string_equal(sbuf_text(&text), "1234567");
    assert_false(text.is_truncated);
    sbuf_release(&text);
}

static void taking_the_text_leaves_an_empty_buffer_with_its_cap(void **state)
{
    (void)state;
    struct sbuf text;
    sbuf_init(&text, 3);
    char *nothing = sbuf_take(&text);
    assert_string_equal(nothing, "");
    free(nothing);
    sbuf_add(&text, "abc");
    char *taken = sbuf_take(&text);
    assert_string_equal(taken, "abc");
    free(taken);
    assert_int_equal(text.len, 0);
    sbuf_add(&text, "abcd");
    assert_string_equal(sbuf_text(&text), "abc");
    sbuf_release(&text);
}

static void a_long_text_grows_without_losing_a_byte(void **state)
{
    (void)state;
    struct sbuf text = {0};
    for (int i = 0; i < 10000; i++)
        sbuf_add_char(&text, (char)('a' + i % 26));
    assert_int_equal(text.len, 10000);
    assert_int_equal(strlen(sbuf_text(&text)), 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(sbuf_text(&text)[i], 'a' + i % 26);
    sbuf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zeroed_buffer_is_empty_and_usable),
        cmocka_unit_test(a_surrogate_becomes_the_replacement_character),
        cmocka_unit_test(the_cap_drops_whole_characters_and_all_that_follows),
        cmocka_unit_test(taking_the_text_leaves_an_empty_buffer_with_its_cap),
        cmocka_unit_test(a_long_text_grows_without_losing_a_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
