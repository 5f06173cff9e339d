/* Small pictures: faces that stay faces, and what is left out where there are no colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "art/panel.h"
#include "core/panel_file.h"

enum { WIDTH = 800, HEIGHT = 640, COLS = 45, ROWS = 18, QUADS = 2 * COLS };

static const char solid[] = "█", light[] = "░", medium[] = "▒";

static void blank_picture(struct panel_picture *picture)
{
    *picture = (struct panel_picture){.width = WIDTH, .height = HEIGHT};
    picture->pixels = xmalloc((size_t)WIDTH * HEIGHT);
    picture->edges = xmalloc((size_t)2 * HEIGHT);
    memset(picture->pixels, PALETTE_WHITE, (size_t)WIDTH * HEIGHT);
    memset(picture->edges, PALETTE_WHITE, (size_t)2 * HEIGHT);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        picture->title.text[lang] = picture->description.text[lang] = NULL;
}

static void fill(struct panel_picture *picture, struct rect at, enum palette colour)
{
    for (int y = at.y; y < at.y + at.rows; y++)
        memset(picture->pixels + (size_t)y * WIDTH + at.x, (int)colour, (size_t)at.cols);
}

/* The pixels under a stretch of quarters of the 45x18 view. */
static struct rect quarters(int x, int y, int across, int down)
{
    int left = (x * WIDTH + QUADS / 2) / QUADS, top = (y * HEIGHT + ROWS) / (2 * ROWS);
    int right = ((x + across) * WIDTH + QUADS / 2) / QUADS;
    int bottom = ((y + down) * HEIGHT + ROWS) / (2 * ROWS);
    return (struct rect){left, top, right - left, bottom - top};
}

/* Takes the picture's content, draws it in 45x18 cells times `times`. */
static struct frame drawn(struct panel_picture *picture, enum colour_class class, int times)
{
    struct sbuf file = {0};
    struct err err = {0};
    panel_picture_write(picture, &file);
    struct panel *panel = panel_parse(sbuf_text(&file), file.len, &err);
    if (!panel)
        fail_msg("%s", err.text);
    struct panel_view view = {
        .cols = COLS * times, .rows = ROWS * times, .colours = class, .glyphs = PANEL_AUTO};
    struct frame frame;
    frame_init(&frame, view.cols, view.rows);
    panel_draw(panel, &view, &frame, 0, 0, NULL);
    panel_free(panel);
    sbuf_release(&file);
    return frame;
}

static int count(const struct frame *frame, const char *text)
{
    int found = 0;
    for (int i = 0; i < frame->cols * frame->rows; i++)
        found += strcmp(frame->cells[i].text, text) == 0;
    return found;
}

static int count_drawn(const struct frame *frame)
{
    int found = 0;
    for (int i = 0; i < frame->cols * frame->rows; i++)
        found += frame->cells[i].text[0] != 0 && frame->cells[i].text[0] != ' ';
    return found;
}

/* --- letters ------------------------------------------------------------------------------ */

static void in_letters_each_eye_is_one_letter_at_the_same_height(void **state)
{
    (void)state;
    for (int shift = 0; shift < 18; shift += 3) { /* wherever the eyes fall in their cells */
        struct panel_picture picture;
        blank_picture(&picture);
        fill(&picture, (struct rect){300 + shift, 300 + shift, 28, 36}, PALETTE_INK);
        fill(&picture, (struct rect){371 + shift, 300 + shift, 28, 36}, PALETTE_INK);
        struct frame frame = drawn(&picture, COLOUR_ASCII, 1);
        assert_int_equal(count(&frame, "O"), 2);
        assert_int_equal(count_drawn(&frame), 2);
        int row = -1;
        for (int i = 0; i < COLS * ROWS; i++) {
            if (strcmp(frame.cells[i].text, "O") != 0)
                continue;
            assert_true(row < 0 || row == i / COLS);
            row = i / COLS;
        }
        frame_release(&frame);
        panel_picture_release(&picture);
    }
}

static void in_letters_an_outline_is_a_line_not_a_soup(void **state)
{
    (void)state;
    for (int shift = 0; shift < 18; shift += 3) {
        struct panel_picture picture;
        blank_picture(&picture);
        fill(&picture, (struct rect){200 + shift, 100, 12, 400}, PALETTE_INK);
        struct frame frame = drawn(&picture, COLOUR_ASCII, 1);
        int bars = count(&frame, "|");
        assert_in_range(bars, 400 / 36 - 1, 400 / 36 + 1);
        assert_in_range(count_drawn(&frame), bars, bars + 2); /* its ends */
        frame_release(&frame);
        panel_picture_release(&picture);
    }
}

/* --- no colours --------------------------------------------------------------------------- */

static void without_colours_a_tone_is_an_area_and_a_speck_is_paper(void **state)
{
    (void)state;
    struct panel_picture picture;
    blank_picture(&picture);
    fill(&picture, quarters(4, 4, 8, 8), PALETTE_BLUE);   /* 4 x 4 cells */
    fill(&picture, quarters(40, 4, 20, 2), PALETTE_BLUE); /* a bar of one row */
    struct frame frame = drawn(&picture, COLOUR_MONO, 1);
    assert_int_equal(count(&frame, light), 16);
    assert_int_equal(count_drawn(&frame), 16);
    frame_release(&frame);
    panel_picture_release(&picture);
}

static void without_colours_a_painted_stroke_is_drawn(void **state)
{
    (void)state;
    struct panel_picture picture;
    blank_picture(&picture);
    fill(&picture, quarters(40, 5, 20, 1), PALETTE_RED);
    struct frame frame = drawn(&picture, COLOUR_MONO, 1);
    assert_int_equal(count(&frame, "▄"), 10);
    assert_int_equal(count(&frame, medium), 0);
    frame_release(&frame);
    panel_picture_release(&picture);
}

static void without_colours_a_tick_is_one_stroke_and_a_shirt_keeps_its_fill(void **state)
{
    static const struct {
        enum palette fill;
        int solid;
    } rows[] = {{PALETTE_GREEN2, 10}, {PALETTE_RED, 10}, {PALETTE_BLUE3, 0}, {PALETTE_SKIN, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct panel_picture picture;
        blank_picture(&picture);
        fill(&picture, quarters(20, 6, 4, 20), PALETTE_INK);
        fill(&picture, quarters(21, 6, 2, 20), rows[i].fill);
        struct frame frame = drawn(&picture, COLOUR_MONO, 1);
        assert_int_equal(count(&frame, solid) / 2, rows[i].solid);
        frame_release(&frame);
        panel_picture_release(&picture);
    }
}

static void a_plain_variant_stands_in_where_there_is_little_room_and_no_colour(void **state)
{
    static const struct {
        enum colour_class class;
        int times;
        bool is_plain;
    } rows[] = {{COLOUR_MONO, 1, true},
                {COLOUR_ASCII, 1, true},
                {COLOUR_256, 1, false},
                {COLOUR_8, 1, false},
                {COLOUR_MONO, 2, false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct panel_picture picture;
        blank_picture(&picture);
        fill(&picture, (struct rect){300, 200, 200, 200}, PALETTE_INK);
        picture.layers = xcalloc(2, sizeof *picture.layers);
        picture.layer_count = 2;
        picture.layers[0] = (struct panel_layer){.slot = "heap.detail", .variant = "full"};
        picture.layers[1] = (struct panel_layer){
            "heap.detail", "plain", 300, 200, 200, 200, xmalloc((size_t)200 * 200)};
        memset(picture.layers[1].pixels, PALETTE_WHITE, (size_t)200 * 200);
        struct frame frame = drawn(&picture, rows[i].class, rows[i].times);
        int inked = 0;
        for (int k = 0; k < frame.cols * frame.rows; k++)
            inked += frame.cells[k].style.bg == PALETTE_INK ||
                     frame.cells[k].style.fg == PALETTE_INK ||
                     strcmp(frame.cells[k].text, solid) == 0;
        assert_int_equal(inked == 0, rows[i].is_plain);
        frame_release(&frame);
        panel_picture_release(&picture);
    }
}

/* --- faces -------------------------------------------------------------------------------- */

/* One cell with three colours, and which two of them are shown. */
static void expect_pair(const enum palette parts[4], enum palette gone)
{
    struct panel_picture picture;
    blank_picture(&picture);
    for (int i = 0; i < 4; i++)
        fill(&picture, quarters(20 + i % 2, 18 + i / 2, 1, 1), parts[i]);
    struct frame frame = drawn(&picture, COLOUR_256, 1);
    const struct style *style = &frame.cells[9 * COLS + 10].style;
    for (int i = 0; i < 4; i++)
        assert_int_equal(style->fg == parts[i] || style->bg == parts[i], parts[i] != gone);
    frame_release(&frame);
    panel_picture_release(&picture);
}

static void an_open_mouth_keeps_its_outline_before_its_red(void **state)
{
    (void)state;
    expect_pair((enum palette[4]){PALETTE_SKIN, PALETTE_SKIN, PALETTE_INK, PALETTE_RED},
                PALETTE_RED);
}

static void the_line_of_a_nose_never_paints_the_skin_red(void **state)
{
    (void)state;
    expect_pair((enum palette[4]){PALETTE_LINE, PALETTE_SKIN, PALETTE_SKIN, PALETTE_RED},
                PALETTE_LINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_letters_each_eye_is_one_letter_at_the_same_height),
        cmocka_unit_test(in_letters_an_outline_is_a_line_not_a_soup),
        cmocka_unit_test(without_colours_a_tone_is_an_area_and_a_speck_is_paper),
        cmocka_unit_test(without_colours_a_painted_stroke_is_drawn),
        cmocka_unit_test(without_colours_a_tick_is_one_stroke_and_a_shirt_keeps_its_fill),
        cmocka_unit_test(a_plain_variant_stands_in_where_there_is_little_room_and_no_colour),
        cmocka_unit_test(an_open_mouth_keeps_its_outline_before_its_red),
        cmocka_unit_test(the_line_of_a_nose_never_paints_the_skin_red),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
