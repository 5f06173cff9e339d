#include "ui/layout.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/plain.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/no_panels.h"

/* A view with `choices` choices, a text of `words` sentences, with or without a picture. */
static void make_view(struct view *view, size_t choices, size_t words, bool has_picture)
{
    view_init(view);
    view_header(view, "老墨", "L01 一部手机走天下", "3/10");
    if (has_picture) {
        view_picture(view, "L01-03");
        view_describe(view, "老墨把复写本藏在背后。");
    }
    view_bubble(view, "穗穗", "sui", "先不说换。您的本事，机器学不来。");
    for (size_t i = 0; i < words; i++)
        view_textf(view, TONE_PLAIN, "第%zu句：怕学不会、怕按坏，谁都一样，练习里尽管按。", i);
    view_ask(view, "接下来怎么办？");
    for (size_t i = 0; i < choices; i++) {
        char label[64];
        snprintf(label, sizeof label, "choice-%zu- 处理这一项然后继续", i);
        view_choice(view, (int)i, label, i % 2 ? "说明文字" : NULL);
    }
}

static void draw(const struct view *view, const struct look *look, struct place *place,
                 struct frame *frame, struct shown *shown, struct sbuf *out)
{
    struct panel_cache *panels = panel_cache_new(&no_panels, 4);
    layout_draw(view, look, panels, place, frame, shown);
    panel_cache_free(panels);
    sbuf_clear(out);
    frame_dump(frame, out);
}

/* Turns the list with "9" until its end; every choice must have been on the screen. */
static void expect_all_choices(const struct view *view, int cols, int rows, bool is_large)
{
    struct look look = {.colours = COLOUR_256, .is_large = is_large};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    bool seen[64] = {false};
    frame_init(&frame, cols, rows);
    for (size_t turn = 0; turn <= view->choice_count; turn++) {
        draw(view, &look, &place, &frame, &shown, &out);
        assert_in_range(shown.count, 1, LAYOUT_DIGITS);
        if (shown.is_paged_list)
            assert_in_range(shown.count, 1, LAYOUT_LIST);
        for (size_t i = shown.first; i < shown.first + shown.count; i++) {
            char start[32];
            snprintf(start, sizeof start, "choice-%zu-", i);
            if (!strstr(sbuf_text(&out), start))
                fail_msg("%dx%d large %d: %s is not on the screen\n%s", cols, rows, is_large,
                         start, sbuf_text(&out));
            seen[i] = true;
        }
        if (shown.first + shown.count >= view->choice_count)
            break;
        place.first = shown.first + shown.count;
    }
    for (size_t i = 0; i < view->choice_count; i++)
        if (!seen[i])
            fail_msg("%dx%d large %d: choice %zu cannot be reached", cols, rows, is_large, i);
    sbuf_release(&out);
    frame_release(&frame);
}

static const int sizes[][2] = {{40, 20}, {40, 24},  {60, 24},  {79, 24},  {80, 24},
                               {80, 50}, {100, 30}, {120, 40}, {160, 50}, {200, 60}};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static void no_choice_is_lost_at_any_size(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 3, 9, 10, 25};
    for (size_t s = 0; s < SIZES; s++)
        for (size_t c = 0; c < 5; c++)
            for (int variant = 0; variant < 4; variant++) {
                struct view view;
                make_view(&view, counts[c], variant & 1 ? 12 : 1, variant & 2);
                expect_all_choices(&view, sizes[s][0], sizes[s][1], false);
                expect_all_choices(&view, sizes[s][0], sizes[s][1], true);
                view_release(&view);
            }
}

static void every_sentence_of_a_long_text_is_on_some_page(void **state)
{
    (void)state;
    enum { SENTENCES = 30 };
    for (size_t s = 0; s < SIZES; s++) {
        struct view view;
        struct look look = {.colours = COLOUR_256};
        struct place place = {.focus = -1};
        struct frame frame;
        struct shown shown;
        struct sbuf out = {0}, all = {0};
        make_view(&view, 3, SENTENCES, true);
        frame_init(&frame, sizes[s][0], sizes[s][1]);
        do {
            draw(&view, &look, &place, &frame, &shown, &out);
            sbuf_add(&all, sbuf_text(&out));
            place.page++;
        } while (place.page < shown.pages);
        for (int i = 0; i < SENTENCES; i++) {
            char start[32];
            snprintf(start, sizeof start, "第%d句", i);
            if (!strstr(sbuf_text(&all), start))
                fail_msg("%dx%d: %s is lost", sizes[s][0], sizes[s][1], start);
        }
        sbuf_release(&out);
        sbuf_release(&all);
        frame_release(&frame);
        view_release(&view);
    }
}

static void the_floor_layout_has_a_picture_of_45_by_18_and_33_columns_of_script(void **state)
{
    (void)state;
    struct view view;
    struct look look = {.colours = COLOUR_MONO};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    make_view(&view, 2, 1, true);
    frame_init(&frame, 80, 24);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_int_equal(shown.hit_count, 2);
    assert_int_equal(shown.hits[0].area.x, 47);
    assert_int_equal(shown.hits[0].area.cols, 33);
    /* the line of the picture stands beside it as a script */
    assert_string_equal(frame_at(&frame, 47, 2)->text, "穗");
    assert_non_null(strstr(sbuf_text(&out), "穗穗: 先不说换。"));
    sbuf_release(&out);
    frame_release(&frame);
    view_release(&view);
}

static void the_bottom_line_says_the_keys_and_never_cuts_a_word(void **state)
{
    (void)state;
    for (int cols = 40; cols <= 120; cols++) {
        struct view view;
        struct look look = {.colours = COLOUR_256};
        struct place place = {.focus = -1};
        struct frame frame;
        struct shown shown;
        struct sbuf out = {0};
        make_view(&view, 3, 1, false);
        view_default(&view, 0, NULL);
        frame_init(&frame, cols, 24);
        draw(&view, &look, &place, &frame, &shown, &out);
        const char *keys = strstr(sbuf_text(&out), " 1-3 choose");
        assert_non_null(keys);
        assert_non_null(strstr(keys, "Enter go on"));
        assert_non_null(strstr(keys, "0 back"));
        assert_null(strstr(keys, "…"));
        sbuf_release(&out);
        frame_release(&frame);
        view_release(&view);
    }
}

static void a_window_that_is_too_small_says_what_to_do(void **state)
{
    (void)state;
    struct view view;
    struct look look = {.colours = COLOUR_256};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    make_view(&view, 3, 1, true);
    frame_init(&frame, 30, 10);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_non_null(strstr(sbuf_text(&out), "30 columns"));
    assert_non_null(strstr(sbuf_text(&out), "40 × 20"));
    for (int size = 1; size < 20; size++) { /* and nothing breaks, however small */
        frame_resize(&frame, size, size);
        draw(&view, &look, &place, &frame, &shown, &out);
    }
    sbuf_release(&out);
    frame_release(&frame);
    view_release(&view);
}

static void the_choice_that_enter_takes_is_marked_without_colour(void **state)
{
    (void)state;
    struct view view;
    struct look look = {.colours = COLOUR_ASCII};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    make_view(&view, 3, 1, false);
    view_default(&view, 1, NULL);
    frame_init(&frame, 80, 24);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_non_null(strstr(sbuf_text(&out), "> 2  choice-1-"));
    assert_null(strstr(sbuf_text(&out), "> 1  choice-0-"));
    place.focus = 2;
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_non_null(strstr(sbuf_text(&out), "> 3  choice-2-"));
    sbuf_release(&out);
    frame_release(&frame);
    view_release(&view);
}

static void what_is_extra_goes_before_anything_is_paged(void **state)
{
    (void)state;
    struct view view;
    struct look look = {.colours = COLOUR_256};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    make_view(&view, 3, 2, false);
    view_extra(&view);
    for (int i = 0; i < 20; i++)
        view_pair(&view, TONE_PLAIN, "extra", "field");
    frame_init(&frame, 80, 24);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_null(strstr(sbuf_text(&out), "extra"));
    assert_int_equal(shown.pages, 1);
    frame_resize(&frame, 80, 60); /* beside the narrow picture it would only crowd */
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_null(strstr(sbuf_text(&out), "extra"));
    frame_resize(&frame, 120, 60);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_non_null(strstr(sbuf_text(&out), "extra"));
    sbuf_release(&out);
    frame_release(&frame);
    view_release(&view);
}

static void a_narrow_table_leaves_out_last_columns_and_cuts_no_name_to_nothing(void **state)
{
    (void)state;
    struct view view;
    struct look look = {.colours = COLOUR_256};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    view_init(&view);
    view_row(&view, TONE_STRONG, "n\tname\tsquad\tseen\tnext step\texpires");
    view_row(&view, TONE_PLAIN,
             "010\t欧阳春晓\tsecond squad\t2026-10-03\tL0: issue the certificate\t2027-01-01");
    frame_init(&frame, 50, 24);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_non_null(strstr(sbuf_text(&out), "欧阳春晓"));
    assert_null(strstr(sbuf_text(&out), "2027"));
    assert_non_null(strstr(sbuf_text(&out), "A wider window shows more columns."));
    frame_resize(&frame, 120, 24);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_non_null(strstr(sbuf_text(&out), "2027-01-01"));
    assert_null(strstr(sbuf_text(&out), "A wider window"));
    sbuf_release(&out);
    frame_release(&frame);
    view_release(&view);
}

static void a_page_ends_before_a_heading_that_would_stand_alone(void **state)
{
    (void)state;
    struct view view;
    struct look look = {.colours = COLOUR_256};
    struct place place = {.focus = -1};
    struct frame frame;
    struct shown shown;
    struct sbuf out = {0};
    view_init(&view);
    for (int i = 0; i < 15; i++)
        view_pair(&view, TONE_PLAIN, "duty", "text");
    view_gap(&view);
    view_heading(&view, "Heading");
    for (int i = 0; i < 6; i++)
        view_pair(&view, TONE_PLAIN, "grade", "sum");
    view_choice(&view, 1, "Back", NULL);
    frame_init(&frame, 80, 24);
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_int_equal(shown.pages, 2);
    assert_null(strstr(sbuf_text(&out), "Heading"));
    place.page = 1;
    draw(&view, &look, &place, &frame, &shown, &out);
    const char *heading = strstr(sbuf_text(&out), "Heading");
    assert_non_null(heading);
    assert_non_null(strstr(heading, "grade"));
    assert_null(strstr(sbuf_text(&out), "duty"));
    place.page = 7; /* further than there is */
    draw(&view, &look, &place, &frame, &shown, &out);
    assert_int_equal(place.page, 1);
    sbuf_release(&out);
    frame_release(&frame);
    view_release(&view);
}

/* 150 letters: what a certificate's code holds, version 5-L, 45 x 23 cells. */
static void draw_code(int cols, int rows, struct frame *frame, struct sbuf *out)
{
    char payload[151] = "";
    memset(payload, 'A', sizeof payload - 1);
    struct look look = {.colours = COLOUR_256};
    struct place place = {.focus = -1};
    struct shown shown;
    struct view view;
    view_init(&view);
    view_header(&view, "老墨", "证书", "");
    view_qr(&view, payload);
    view_choice(&view, 1, "the text", NULL);
    frame_init(frame, cols, rows);
    draw(&view, &look, &place, frame, &shown, out);
    assert_int_equal(shown.pages, 1);
    view_release(&view);
}

static void a_code_is_whole_at_80_by_24_or_says_how_large_a_window_it_needs(void **state)
{
    (void)state;
    struct frame frame;
    struct sbuf out = {0};
    draw_code(80, 24, &frame, &out);
    for (int y = 0; y < 23; y++) /* white to its last column in every row but the keys' */
        assert_int_equal(frame_at(&frame, 44, y)->style.bg, frame_at(&frame, 0, 0)->style.bg);
    assert_non_null(strstr(sbuf_text(&out), "the text"));
    frame_release(&frame);
    draw_code(70, 24, &frame, &out);
    assert_non_null(strstr(sbuf_text(&out), "71 columns and 24 rows"));
    assert_non_null(strstr(sbuf_text(&out), "the text"));
    frame_release(&frame);
    sbuf_release(&out);
}

static void plain_lines_carry_everything_and_no_escape_byte(void **state)
{
    (void)state;
    struct view view;
    struct sbuf out = {0};
    make_view(&view, 12, 2, true);
    view_light(&view, TONE_GOOD, "录制");
    view_gauge(&view, "证据", 0.5, "50");
    view_row(&view, TONE_STRONG, "姓名\t分数");
    view_row(&view, TONE_PLAIN, "老墨\t80");
    view_text(&view, TONE_PLAIN, "bad \033[2J byte");
    plain_write(&view, "L01-02", &out);
    for (size_t i = 0; i < out.len; i++)
        assert_true((unsigned char)out.text[i] >= 0x20 || out.text[i] == '\n');
    static const char *const expected[] = {
        "老墨把复写本藏在背后。", "穗穗: 先不说换。", "录制: yes",     "证据: 50",
        "姓名: 老墨; 分数: 80",   "12  choice-11-",   "接下来怎么办？"};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (!strstr(sbuf_text(&out), expected[i]))
            fail_msg("missing: %s in\n%s", expected[i], sbuf_text(&out));
    sbuf_clear(&out);
    plain_write(&view, "L01-03", &out); /* the same picture is not told twice */
    assert_null(strstr(sbuf_text(&out), "老墨把复写本藏在背后。"));
    sbuf_release(&out);
    view_release(&view);
}

static int english(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C.UTF-8");
    lang_init("/nonexistent", LANG_EN);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_choice_is_lost_at_any_size),
        cmocka_unit_test(every_sentence_of_a_long_text_is_on_some_page),
        cmocka_unit_test(the_floor_layout_has_a_picture_of_45_by_18_and_33_columns_of_script),
        cmocka_unit_test(the_bottom_line_says_the_keys_and_never_cuts_a_word),
        cmocka_unit_test(a_window_that_is_too_small_says_what_to_do),
        cmocka_unit_test(the_choice_that_enter_takes_is_marked_without_colour),
        cmocka_unit_test(what_is_extra_goes_before_anything_is_paged),
        cmocka_unit_test(a_narrow_table_leaves_out_last_columns_and_cuts_no_name_to_nothing),
        cmocka_unit_test(a_page_ends_before_a_heading_that_would_stand_alone),
        cmocka_unit_test(a_code_is_whole_at_80_by_24_or_says_how_large_a_window_it_needs),
        cmocka_unit_test(plain_lines_carry_everything_and_no_escape_byte),
    };
    return cmocka_run_group_tests(tests, english, NULL);
}
