/* Speech bubbles: readable, whole, in order, and never on a face. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "art/bubble.h"
#include "core/text.h"

static struct panel_box boxes[] = {
    {PANEL_BOX_FACE, "mo", 60, 200, 240, 290}, {PANEL_BOX_TAIL, "mo", 200, 206, 8, 8},
    {PANEL_BOX_BUBBLE, "mo", 8, 8, 380, 160},  {PANEL_BOX_FACE, "sui", 470, 250, 230, 240},
    {PANEL_BOX_TAIL, "sui", 640, 262, 8, 8},   {PANEL_BOX_BUBBLE, "sui", 400, 8, 390, 160},
};

static struct panel_picture picture = {
    .width = 800, .height = 640, .boxes = boxes, .box_count = sizeof boxes / sizeof *boxes};

/* 60 columns each */
static const struct panel_bubble sixty[] = {
    {"mo", "先亮证，再说话；先听他讲完，再写单子；这三步一步也不能少啊。"},
    {"sui", "Show your card first, hear him out, then write. Never skip a step."},
};

static size_t place(int cols, int rows, const struct panel_bubble *bubbles, size_t count,
                    struct bubble *placed)
{
    struct panel_view view = {
        .cols = cols, .rows = rows, .bubbles = bubbles, .bubble_count = count};
    struct window window = {0, 0, 800, 640, cols, rows};
    return bubbles_place(&picture, &window, &view, placed);
}

static bool overlap(struct rect a, struct rect b)
{
    return a.x < b.x + b.cols && b.x < a.x + a.cols && a.y < b.y + b.rows && b.y < a.y + a.rows;
}

static void bubbles_cover_no_face_and_no_other_bubble_at_any_size(void **state)
{
    (void)state;
    for (int cols = 30; cols <= 200; cols += 5) {
        struct bubble placed[BUBBLES_MAX];
        int rows = cols * 2 / 5;
        struct window window = {0, 0, 800, 640, cols, rows};
        size_t count = place(cols, rows, sixty, 2, placed);
        for (size_t i = 0; i < count; i++) {
            struct rect box = placed[i].box;
            assert_true(box.x >= 0 && box.y >= 0 && box.x + box.cols <= cols &&
                        box.y + box.rows <= rows);
            for (size_t k = 0; k < picture.box_count; k++)
                if (boxes[k].kind == PANEL_BOX_FACE)
                    assert_false(overlap(box, window_cells(&window, &boxes[k])));
            for (size_t k = 0; k < i; k++)
                assert_false(overlap(box, placed[k].box));
        }
    }
}

static void from_100_by_40_on_two_bubbles_of_60_columns_find_room(void **state)
{
    (void)state;
    static const int sizes[][2] = {{100, 40}, {110, 44}, {120, 48}, {160, 64}, {200, 80}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct bubble placed[BUBBLES_MAX];
        assert_int_equal(place(sizes[i][0], sizes[i][1], sixty, 2, placed), 2);
        assert_true(placed[0].has_tail && placed[1].has_tail);
    }
}

static void each_text_fits_its_box_whole(void **state)
{
    (void)state;
    struct bubble placed[BUBBLES_MAX];
    size_t count = place(100, 40, sixty, 2, placed);
    for (size_t i = 0; i < count; i++) {
        struct text_line *lines = NULL;
        size_t needed = text_wrap(placed[i].text, placed[i].box.cols - 4, &lines);
        assert_int_equal(needed, placed[i].box.rows - 2);
        free(lines);
    }
}

static void a_short_word_stays_on_one_line_and_a_sentence_takes_two(void **state)
{
    (void)state;
    static const struct panel_bubble one[] = {{"mo", "您好，请出示证件。"}};
    static const struct panel_bubble two[] = {
        {"mo", "您好，请出示证件，我们先看一看再说，好不好？"}};
    struct bubble placed[BUBBLES_MAX];
    assert_int_equal(place(120, 48, one, 1, placed), 1);
    assert_int_equal(placed[0].box.rows, 3);
    assert_int_equal(place(120, 48, two, 1, placed), 1);
    assert_int_equal(placed[0].box.rows, 4);
}

static void what_is_said_first_is_read_first(void **state)
{
    (void)state;
    const struct panel_bubble swapped[] = {sixty[1], sixty[0]};
    struct bubble placed[BUBBLES_MAX];
    assert_int_equal(place(120, 48, swapped, 2, placed), 2);
    assert_ptr_equal(placed[0].text, sixty[1].text);
    bool is_below = placed[1].box.y > placed[0].box.y;
    bool is_right = placed[1].box.x > placed[0].box.x && placed[1].box.y >= placed[0].box.y;
    assert_true(is_below || is_right);
}

static void the_tail_points_to_who_speaks_and_never_far(void **state)
{
    (void)state;
    struct bubble placed[BUBBLES_MAX];
    struct window window = {0, 0, 800, 640, 100, 40};
    size_t count = place(100, 40, sixty, 2, placed);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        double x, y;
        const char *name = placed[i].text == sixty[0].text ? "mo" : "sui";
        window_point(&window, panel_picture_box(&picture, PANEL_BOX_TAIL, name), &x, &y);
        assert_true(placed[i].is_down == (y > placed[i].box.y + placed[i].box.rows / 2));
        assert_true(placed[i].tail_rows <= 5); /* 2.5 cells */
        double before = x - placed[i].base_x, after = x - placed[i].tip_x;
        assert_true(before * before >= after * after);
    }
}

static void where_there_is_no_room_nothing_is_drawn_by_halves(void **state)
{
    (void)state;
    struct bubble placed[BUBBLES_MAX];
    assert_int_equal(place(16, 8, sixty, 2, placed), 0);
}

static void an_unknown_speaker_has_a_box_without_a_tail(void **state)
{
    (void)state;
    static const struct panel_bubble caption[] = {{"", "三天以后"}};
    struct bubble placed[BUBBLES_MAX];
    assert_int_equal(place(100, 40, caption, 1, placed), 1);
    assert_false(placed[0].has_tail);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bubbles_cover_no_face_and_no_other_bubble_at_any_size),
        cmocka_unit_test(from_100_by_40_on_two_bubbles_of_60_columns_find_room),
        cmocka_unit_test(each_text_fits_its_box_whole),
        cmocka_unit_test(a_short_word_stays_on_one_line_and_a_sentence_takes_two),
        cmocka_unit_test(what_is_said_first_is_read_first),
        cmocka_unit_test(the_tail_points_to_who_speaks_and_never_far),
        cmocka_unit_test(where_there_is_no_room_nothing_is_drawn_by_halves),
        cmocka_unit_test(an_unknown_speaker_has_a_box_without_a_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
