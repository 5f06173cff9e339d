#include "ui/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void press(struct field *field, enum input_kind kind)
{
    struct input in = {.kind = kind};
    assert_true(field_key(field, &in));
}

static void type(struct field *field, const char *text)
{
    struct input in = {.kind = INPUT_TEXT};
    strncpy(in.text, text, sizeof in.text - 1);
    assert_true(field_key(field, &in));
}

static void backspace_takes_a_whole_chinese_character(void **state)
{
    (void)state;
    struct field field;
    field_init(&field, 20);
    type(&field, "老");
    type(&field, "墨");
    press(&field, INPUT_BACKSPACE);
    assert_string_equal(field_text(&field), "老");
    field_release(&field);
}

static void a_combining_mark_belongs_to_its_letter(void **state)
{
    (void)state;
    struct field field;
    field_init(&field, 20);
    type(&field, "e");
    type(&field, "\xcc\x81"); /* acute accent */
    type(&field, "x");
    press(&field, INPUT_LEFT);
    press(&field, INPUT_BACKSPACE);
    assert_string_equal(field_text(&field), "x");
    field_release(&field);
}

static void text_goes_in_where_the_cursor_stands(void **state)
{
    (void)state;
    struct field field;
    field_init(&field, 20);
    type(&field, "甲");
    type(&field, "丙");
    press(&field, INPUT_LEFT);
    type(&field, "乙");
    assert_string_equal(field_text(&field), "甲乙丙");
    press(&field, INPUT_HOME);
    press(&field, INPUT_DELETE);
    assert_string_equal(field_text(&field), "乙丙");
    field_release(&field);
}

static void the_cursor_stands_in_its_true_cell_after_wide_characters(void **state)
{
    (void)state;
    struct field field;
    struct frame frame;
    frame_init(&frame, 20, 1);
    field_init(&field, 20);
    field_set(&field, "老墨a", 100);
    field_draw(&field, &frame, 2, 0, 15, (struct style){0, 0, 0});
    assert_int_equal(frame.cursor_x, 2 + 5);
    press(&field, INPUT_LEFT);
    press(&field, INPUT_LEFT);
    field_draw(&field, &frame, 2, 0, 15, (struct style){0, 0, 0});
    assert_int_equal(frame.cursor_x, 2 + 2);
    field_release(&field);
    frame_release(&frame);
}

static void a_long_text_scrolls_so_that_the_cursor_is_seen(void **state)
{
    (void)state;
    struct field field;
    struct frame frame;
    frame_init(&frame, 12, 1);
    field_init(&field, 40);
    field_set(&field, "一二三四五六七八九十", 1000);
    field_draw(&field, &frame, 1, 0, 9, (struct style){0, 0, 0});
    assert_in_range(frame.cursor_x, 1, 9);
    assert_string_equal(frame_at(&frame, 0, 0)->text, ""); /* nothing before its place */
    field_release(&field);
    frame_release(&frame);
}

static void a_pin_shows_stars_only(void **state)
{
    (void)state;
    struct field field;
    struct frame frame;
    struct sbuf out = {0};
    frame_init(&frame, 12, 1);
    field_init(&field, 12);
    field.is_secret = true;
    field_set(&field, "1357", 4);
    field_draw(&field, &frame, 0, 0, 12, (struct style){0, 0, 0});
    frame_dump(&frame, &out);
    assert_non_null(strstr(sbuf_text(&out), "****"));
    assert_null(strpbrk(sbuf_text(&out), "1357"));
    sbuf_release(&out);
    field_release(&field);
    frame_release(&frame);
}

static void a_number_field_takes_digits_only_and_no_more_than_its_length(void **state)
{
    (void)state;
    struct field field;
    field_init(&field, 3);
    field.is_number = true;
    type(&field, "1");
    type(&field, "x");
    type(&field, "4");
    type(&field, "0");
    type(&field, "9");
    assert_string_equal(field_text(&field), "140");
    field_release(&field);
}

static void control_characters_never_enter(void **state)
{
    (void)state;
    struct field field;
    field_init(&field, 30);
    field_set(&field, "a\033[31mb\nc", 100);
    assert_null(strchr(field_text(&field), '\033'));
    assert_null(strchr(field_text(&field), '\n'));
    field_release(&field);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(backspace_takes_a_whole_chinese_character),
        cmocka_unit_test(a_combining_mark_belongs_to_its_letter),
        cmocka_unit_test(text_goes_in_where_the_cursor_stands),
        cmocka_unit_test(the_cursor_stands_in_its_true_cell_after_wide_characters),
        cmocka_unit_test(a_long_text_scrolls_so_that_the_cursor_is_seen),
        cmocka_unit_test(a_pin_shows_stars_only),
        cmocka_unit_test(a_number_field_takes_digits_only_and_no_more_than_its_length),
        cmocka_unit_test(control_characters_never_enter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
