/* The grid of cells: nothing an officer could see as half a character or a stray escape. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/frame.h"

static const struct style plain = {PALETTE_DEFAULT, PALETTE_DEFAULT, 0};
static const struct style loud = {PALETTE_RED, PALETTE_CREAM, ATTR_BOLD};

static void expect_dump(const struct frame *frame, const char *expected)
{
    struct sbuf out = {0};
    frame_dump(frame, &out);
    assert_string_equal(sbuf_text(&out), expected);
    sbuf_release(&out);
}

static void a_new_frame_is_blank_without_a_cursor(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 4, 2);
    expect_dump(&frame, "\n\n");
    assert_int_equal(frame.cursor_x, -1);
    assert_null(frame_at(&frame, 4, 0));
    assert_null(frame_at(&frame, 0, -1));
    assert_int_equal(frame_at(&frame, 3, 1)->cols, 1);
    frame_release(&frame);
}

static void overwriting_either_half_of_a_wide_character_blanks_the_other(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 6, 1);
    frame_put(&frame, 1, 0, "城", 2, loud);
    assert_int_equal(frame_at(&frame, 2, 0)->cols, 0);
    frame_put(&frame, 2, 0, "x", 1, plain); /* right half */
    expect_dump(&frame, "  x\n");
    assert_int_equal(frame_at(&frame, 1, 0)->cols, 1);
    frame_put(&frame, 1, 0, "城", 2, loud);
    frame_put(&frame, 1, 0, "y", 1, plain); /* left half */
    expect_dump(&frame, " y\n");
    assert_int_equal(frame_at(&frame, 2, 0)->cols, 1);
    frame_put(&frame, 0, 0, "城", 2, loud);
    frame_put(&frame, 2, 0, "管", 2, loud);
    frame_put(&frame, 1, 0, "办", 2, loud); /* over a right and a left half */
    expect_dump(&frame, " 办\n");
    assert_int_equal(frame_at(&frame, 0, 0)->cols, 1);
    assert_int_equal(frame_at(&frame, 3, 0)->cols, 1);
    frame_release(&frame);
}

static void a_wide_character_does_not_hang_over_the_edge(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 3, 1);
    frame_put(&frame, 2, 0, "城", 2, plain);
    frame_put(&frame, -1, 0, "城", 2, plain);
    frame_put(&frame, 0, 5, "城", 2, plain);
    expect_dump(&frame, "\n");
    assert_int_equal(frame_text(&frame, 0, 0, 3, "城管", plain), 3);
    expect_dump(&frame, "城…\n");
    frame_release(&frame);
}

static void no_control_character_ever_enters_a_cell(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 20, 2);
    frame_put(&frame, 0, 0, "\x1b", 1, plain);
    frame_put(&frame, 1, 0, "\x7f", 1, plain);
    assert_string_equal(frame_at(&frame, 0, 0)->text, "");
    frame_text(&frame, 0, 1, 20, "a\x1b[2J\nb\tc", plain);
    expect_dump(&frame, "\na[2J b c\n");
    frame_release(&frame);
}

static void text_is_cut_to_its_columns_and_keeps_its_style(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 10, 1);
    assert_int_equal(frame_text(&frame, 1, 0, 5, "城管执法", loud), 5);
    expect_dump(&frame, " 城管…\n");
    assert_int_equal(frame_at(&frame, 1, 0)->style.fg, PALETTE_RED);
    assert_int_equal(frame_at(&frame, 2, 0)->style.bg, PALETTE_CREAM);
    assert_int_equal(frame_at(&frame, 6, 0)->style.bg, PALETTE_DEFAULT);
    frame_clear(&frame, plain);
    assert_int_equal(frame_text(&frame, 0, 0, 10, "e\xcc\x81x", plain), 2);
    assert_string_equal(frame_at(&frame, 0, 0)->text, "e\xcc\x81");
    frame_release(&frame);
}

static void text_left_of_the_frame_is_clipped_not_moved(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 4, 1);
    frame_text(&frame, -2, 0, 10, "abcdef", plain);
    expect_dump(&frame, "cdef\n");
    frame_release(&frame);
}

static void wrapped_text_stays_in_its_area_and_can_be_scrolled(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 8, 4);
    struct rect area = {1, 1, 6, 2};
    assert_int_equal(frame_wrap(&frame, area, 0, "城管执法\n文明", plain), 3);
    expect_dump(&frame, "\n 城管执\n 法\n\n");
    frame_clear(&frame, plain);
    assert_int_equal(frame_wrap(&frame, area, 1, "城管执法\n文明", plain), 3);
    expect_dump(&frame, "\n 法\n 文明\n\n");
    frame_clear(&frame, plain);
    assert_int_equal(frame_wrap(&frame, area, 9, "城管执法\n文明", plain), 3);
    expect_dump(&frame, "\n\n\n\n");
    frame_release(&frame);
}

static void copying_an_area_never_leaves_half_a_character(void **state)
{
    (void)state;
    struct frame from, to;
    frame_init(&from, 6, 2);
    frame_text(&from, 0, 0, 6, "城管执", loud);
    frame_text(&from, 0, 1, 6, "abcdef", plain);
    frame_init(&to, 6, 3);
    frame_fill(&to, (struct rect){0, 0, 6, 3}, "-", plain);
    frame_blit(&to, 1, 1, &from, (struct rect){1, 0, 4, 2});
    expect_dump(&to, "------\n- 管 -\n-bcde-\n");
    assert_int_equal(to.cells[6 + 1].style.fg, PALETTE_RED);
    frame_blit(&to, 5, 0, &from, (struct rect){0, 0, 6, 1}); /* cut by the edge */
    expect_dump(&to, "-----\n- 管 -\n-bcde-\n");
    frame_release(&from);
    frame_release(&to);
}

static void cells_differ_by_text_style_or_width(void **state)
{
    (void)state;
    struct cell a = {.text = "x", .cols = 1}, b = a;
    assert_true(frame_cell_equal(&a, &b));
    b.style.attr = ATTR_BOLD;
    assert_false(frame_cell_equal(&a, &b));
    b = a;
    b.text[0] = 'y';
    assert_false(frame_cell_equal(&a, &b));
    b = a;
    b.cols = 2;
    assert_false(frame_cell_equal(&a, &b));
}

static void resizing_clears_and_copes_with_nothing(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 0, 0);
    frame_text(&frame, 0, 0, 5, "abc", plain);
    expect_dump(&frame, "");
    frame_resize(&frame, 3, 1);
    frame_text(&frame, 0, 0, 3, "abc", plain);
    expect_dump(&frame, "abc\n");
    frame_resize(&frame, 80, 2);
    expect_dump(&frame, "\n\n");
    frame_resize(&frame, -1, 5);
    expect_dump(&frame, "\n\n\n\n\n");
    frame_release(&frame);
}

static void expect_whole_characters(struct frame *frame)
{
    for (int y = 0; y < frame->rows; y++)
        for (int x = 0; x < frame->cols; x++) {
            const struct cell *cell = frame_at(frame, x, y);
            assert_in_range(cell->cols, 0, 2);
            if (cell->cols == 2)
                assert_int_equal(frame_at(frame, x + 1, y)->cols, 0);
            if (cell->cols == 0) {
                assert_int_equal(frame_at(frame, x - 1, y)->cols, 2);
                assert_string_equal(cell->text, "");
            }
        }
}

static void however_a_frame_is_drawn_on_its_characters_stay_whole(void **state)
{
    (void)state;
    static const char *const texts[] = {"城管", "a", "摊e\xcc\x81", "x城y管z", "", "👮 ok"};
    struct chance chance;
    chance_init(&chance, 7);
    struct frame frame, other;
    frame_init(&frame, 11, 4);
    frame_init(&other, 7, 3);
    for (int round = 0; round < 20000; round++) {
        int x = (int)chance_below(&chance, 15) - 3, y = (int)chance_below(&chance, 6) - 1;
        int cols = (int)chance_below(&chance, 9);
        const char *text = texts[chance_below(&chance, 6)];
        struct rect area = {x, y, cols, (int)chance_below(&chance, 4)};
        switch (chance_below(&chance, 5)) {
        case 0:
            frame_text(&frame, x, y, cols, text, loud);
            break;
        case 1:
            frame_wrap(&frame, area, (int)chance_below(&chance, 3) - 1, text, plain);
            break;
        case 2:
            frame_text(&other, x, y, cols, text, loud);
            break;
        case 3:
            frame_fill(&frame, area, "-", plain);
            break;
        default:
            frame_blit(&frame, (int)chance_below(&chance, 13) - 2, y, &other, area);
        }
        expect_whole_characters(&frame);
    }
    frame_release(&frame);
    frame_release(&other);
}

static void a_grapheme_too_long_for_a_cell_is_cut_between_characters(void **state)
{
    (void)state;
    struct frame frame;
    frame_init(&frame, 3, 1);
    char zalgo[64] = "e";
    for (int i = 0; i < 20; i++)
        memcpy(zalgo + 1 + 2 * i, "\xcc\x81", 3);
    frame_text(&frame, 0, 0, 3, zalgo, plain);
    assert_int_equal(strlen(frame_at(&frame, 0, 0)->text), CELL_TEXT_MAX - 1);
    assert_int_equal((unsigned char)frame_at(&frame, 0, 0)->text[CELL_TEXT_MAX - 2], 0x81);
    frame_release(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_frame_is_blank_without_a_cursor),
        cmocka_unit_test(overwriting_either_half_of_a_wide_character_blanks_the_other),
        cmocka_unit_test(a_wide_character_does_not_hang_over_the_edge),
        cmocka_unit_test(no_control_character_ever_enters_a_cell),
        cmocka_unit_test(text_is_cut_to_its_columns_and_keeps_its_style),
        cmocka_unit_test(text_left_of_the_frame_is_clipped_not_moved),
        cmocka_unit_test(wrapped_text_stays_in_its_area_and_can_be_scrolled),
        cmocka_unit_test(copying_an_area_never_leaves_half_a_character),
        cmocka_unit_test(cells_differ_by_text_style_or_width),
        cmocka_unit_test(resizing_clears_and_copes_with_nothing),
        cmocka_unit_test(however_a_frame_is_drawn_on_its_characters_stay_whole),
        cmocka_unit_test(a_grapheme_too_long_for_a_cell_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
