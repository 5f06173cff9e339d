/* Pictures in cells: what an officer sees of a panel at any size, in any colour class. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "art/panel.h"
#include "core/panel_file.h"
#include "core/text.h"

enum { WIDTH = 800, HEIGHT = 640, LINE = 12 };

static void fill(struct panel_picture *picture, int x, int y, int width, int height,
                 enum palette colour)
{
    for (int row = y; row < y + height; row++)
        memset(picture->pixels + (size_t)row * WIDTH + x, (int)colour, (size_t)width);
}

static void add_box(struct panel_picture *picture, enum panel_box_kind kind, const char *name,
                    struct rect at)
{
    struct panel_box *box = &picture->boxes[picture->box_count++];
    *box = (struct panel_box){kind, "", at.x, at.y, at.cols, at.rows};
    memcpy(box->name, name, strlen(name) + 1);
}

/* A square head: outline of LINE, skin, two eyes, a mouth. */
static void add_head(struct panel_picture *picture, const char *name, int x, int y)
{
    fill(picture, x, y, 200, 220, PALETTE_INK);
    fill(picture, x + LINE, y + LINE, 200 - 2 * LINE, 220 - 2 * LINE, PALETTE_SKIN);
    fill(picture, x + 50, y + 70, 30, 36, PALETTE_INK);
    fill(picture, x + 120, y + 70, 30, 36, PALETTE_INK);
    fill(picture, x + 60, y + 160, 80, 14, PALETTE_INK);
    add_box(picture, PANEL_BOX_FACE, name, (struct rect){x, y, 200, 220});
    add_box(picture, PANEL_BOX_TAIL, name, (struct rect){x + 96, y + 4, 8, 8});
}

/* Two heads before a sky above a floor; the left one blinks. */
static void make_scene(struct panel_picture *picture)
{
    *picture = (struct panel_picture){.width = WIDTH, .height = HEIGHT};
    picture->pixels = xmalloc((size_t)WIDTH * HEIGHT);
    picture->edges = xmalloc((size_t)2 * HEIGHT);
    picture->boxes = xcalloc(PANEL_BOXES_MAX, sizeof *picture->boxes);
    picture->layers = xcalloc(2, sizeof *picture->layers);
    fill(picture, 0, 0, WIDTH, HEIGHT, PALETTE_SKY);
    fill(picture, 0, 500, WIDTH, 140, PALETTE_SKIN2);
    for (size_t y = 0; y < HEIGHT; y++)
        memset(picture->edges + 2 * y, y < 500 ? PALETTE_SKY : PALETTE_SKIN2, 2);
    add_head(picture, "mo", 80, 220);
    add_head(picture, "sui", 500, 240);
    add_box(picture, PANEL_BOX_BUBBLE, "mo", (struct rect){8, 8, 380, 160});
    add_box(picture, PANEL_BOX_BUBBLE, "sui", (struct rect){400, 8, 390, 160});
    add_box(picture, PANEL_BOX_CROP, "small", (struct rect){40, 200, 480, 240});
    picture->layer_count = 2;
    picture->layers[0] = (struct panel_layer){.slot = "mo.eyes", .variant = "open"};
    struct panel_layer blink = {"mo.eyes", "blink", 130, 290, 100, 36, xmalloc(3600)};
    memset(blink.pixels, PALETTE_SKIN, 3600);
    picture->layers[1] = blink;
    picture->description.text[LANG_ZH] = xstrdup("老墨和穗穗并排站着。");
    picture->description.text[LANG_EN] = xstrdup("Old Ink and Sui stand side by side.");
    picture->title.text[LANG_EN] = xstrdup("Side by side");
}

static struct sbuf scene_file(void)
{
    struct panel_picture picture;
    struct sbuf file = {0};
    make_scene(&picture);
    panel_picture_write(&picture, &file);
    panel_picture_release(&picture);
    return file;
}

static struct panel *scene_panel(void)
{
    struct err err = {0};
    struct sbuf file = scene_file();
    struct panel *panel = panel_parse(sbuf_text(&file), file.len, &err);
    if (!panel)
        fail_msg("%s", err.text);
    sbuf_release(&file);
    return panel;
}

static const struct panel_view whole = {
    .cols = 100, .rows = 40, .crop = PANEL_WHOLE, .colours = COLOUR_256};

static const struct panel_bubble talk[] = {
    {"mo", "这个 App 又卡住了！老办法多快。"},
    {"sui", "李队，先点右上角“同步”，等红点变绿，再扫码。三步就好！"}};

static void draw(const struct panel *panel, const struct panel_view *view, struct frame *frame,
                 size_t *unplaced)
{
    frame_init(frame, view->cols, view->rows);
    panel_draw(panel, view, frame, 0, 0, unplaced);
}

static size_t cells_that_differ(const struct frame *a, const struct frame *b)
{
    size_t count = 0;
    for (int i = 0; i < a->cols * a->rows; i++)
        count += !frame_cell_equal(&a->cells[i], &b->cells[i]);
    return count;
}

static bool is_ink(const struct cell *cell)
{
    bool has_ink = cell->style.fg == PALETTE_INK && cell->text[0] && cell->text[0] != ' ';
    return has_ink || cell->style.bg == PALETTE_INK;
}

/* --- files ---------------------------------------------------------------------------------
 */

static void a_picture_comes_back_from_its_file_as_it_was(void **state)
{
    (void)state;
    struct panel_picture made, read = {0};
    struct sbuf file = scene_file();
    make_scene(&made);
    assert_true(panel_picture_read(&read, sbuf_text(&file), file.len, NULL));
    assert_memory_equal(made.pixels, read.pixels, (size_t)WIDTH * HEIGHT);
    assert_memory_equal(made.edges, read.edges, 2 * HEIGHT);
    assert_int_equal(read.box_count, made.box_count);
    assert_memory_equal(made.boxes, read.boxes, made.box_count * sizeof *made.boxes);
    assert_int_equal(read.layers[1].width, 100);
    assert_memory_equal(made.layers[1].pixels, read.layers[1].pixels, 3600);
    assert_string_equal(read.description.text[LANG_ZH], "老墨和穗穗并排站着。");
    assert_true(file.len < 4000);
    panel_picture_release(&made);
    panel_picture_release(&read);
    sbuf_release(&file);
}

static void every_damaged_byte_and_every_cut_is_noticed(void **state)
{
    (void)state;
    struct sbuf file = scene_file();
    char *data = sbuf_take(&file);
    size_t len = 0;
    struct sbuf again = scene_file();
    len = again.len;
    sbuf_release(&again);
    for (size_t i = 0; i < len; i += 7) {
        data[i] = (char)(data[i] ^ 0x20);
        struct panel *panel = panel_parse(data, len, NULL);
        assert_null(panel);
        data[i] = (char)(data[i] ^ 0x20);
    }
    for (size_t cut = 0; cut < len; cut += 11)
        assert_null(panel_parse(data, cut, NULL));
    free(data);
}

static void a_file_of_another_version_is_named_as_such(void **state)
{
    (void)state;
    struct sbuf file = scene_file();
    char *data = sbuf_take(&file);
    struct err err = {0};
    data[4] = PANEL_FILE_VERSION + 1;
    assert_null(panel_parse(data, 100, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "version"));
    free(data);
}

/* --- the picture ---------------------------------------------------------------------------
 */

static void the_picture_fills_exactly_the_cells_asked_for(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 10},  {45, 18},  {80, 20}, {100, 40},
                                   {120, 36}, {200, 56}, {8, 4}};
    struct panel *panel = scene_panel();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct frame frame;
        struct panel_view view = whole;
        view.cols = sizes[i][0];
        view.rows = sizes[i][1];
        frame_init(&frame, view.cols + 4, view.rows + 2);
        panel_draw(panel, &view, &frame, 2, 1, NULL);
        for (int y = 0; y < frame.rows; y++) {
            for (int x = 0; x < frame.cols; x++) {
                bool is_inside = x >= 2 && x < 2 + view.cols && y >= 1 && y < 1 + view.rows;
                uint8_t bg = frame_at(&frame, x, y)->style.bg;
                assert_int_equal(bg != PALETTE_DEFAULT, is_inside);
            }
        }
        frame_release(&frame);
    }
    panel_free(panel);
}

static void colours_are_those_of_the_drawing_never_a_mixture(void **state)
{
    (void)state;
    static const enum palette drawn[] = {PALETTE_INK, PALETTE_SKY, PALETTE_SKIN, PALETTE_SKIN2};
    struct panel *panel = scene_panel();
    for (int glyphs = PANEL_HALF; glyphs <= PANEL_SEXTANT; glyphs++) {
        struct frame frame;
        struct panel_view view = whole;
        view.glyphs = (enum panel_glyphs)glyphs;
        draw(panel, &view, &frame, NULL);
        for (int i = 0; i < frame.cols * frame.rows; i++) {
            bool is_known = false;
            for (size_t k = 0; k < sizeof drawn / sizeof *drawn; k++)
                is_known = is_known || frame.cells[i].style.bg == drawn[k];
            assert_true(is_known);
        }
        frame_release(&frame);
    }
    panel_free(panel);
}

/* Columns left to right in the row through the eyes of Old Ink's head: outline, eye, eye,
 * outline - four separate stretches of ink. */
static void two_eyes_and_both_sides_of_the_head_survive_at_every_size(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 16}, {45, 18}, {50, 20}, {64, 26}, {77, 31}, {100, 40}};
    struct panel *panel = scene_panel();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct frame frame;
        struct panel_view view = whole;
        int most = 0;
        view.cols = sizes[i][0];
        view.rows = sizes[i][1];
        draw(panel, &view, &frame, NULL);
        for (int y = 0; y < view.rows; y++) {
            int stretches = 0;
            bool before = false;
            for (int x = 0; x < view.cols / 2; x++) {
                bool now = is_ink(frame_at(&frame, x, y));
                stretches += now && !before;
                before = now;
            }
            most = stretches > most ? stretches : most;
        }
        assert_int_equal(most, 4);
        frame_release(&frame);
    }
    panel_free(panel);
}

static void eight_colours_never_need_a_bright_background(void **state)
{
    (void)state;
    struct panel *panel = scene_panel();
    for (int glyphs = PANEL_HALF; glyphs <= PANEL_SEXTANT; glyphs++) {
        struct frame frame;
        struct panel_view view = whole;
        view.colours = COLOUR_8;
        view.glyphs = (enum panel_glyphs)glyphs;
        view.bubbles = talk;
        view.bubble_count = 2;
        draw(panel, &view, &frame, NULL);
        for (int i = 0; i < frame.cols * frame.rows; i++)
            assert_true(palette_entry(frame.cells[i].style.bg)->a8 < 8);
        frame_release(&frame);
    }
    panel_free(panel);
}

static void without_colours_cells_carry_none_and_ascii_is_ascii(void **state)
{
    (void)state;
    struct panel *panel = scene_panel();
    for (int class = COLOUR_MONO; class <= COLOUR_ASCII; class ++) {
        struct frame frame;
        struct panel_view view = whole;
        int drawn = 0;
        view.colours = (enum colour_class) class;
        draw(panel, &view, &frame, NULL);
        for (int i = 0; i < frame.cols * frame.rows; i++) {
            const struct cell *cell = &frame.cells[i];
            assert_int_equal(cell->style.fg, PALETTE_DEFAULT);
            assert_int_equal(cell->style.bg, PALETTE_DEFAULT);
            assert_true(class != COLOUR_ASCII || (unsigned char)cell->text[0] < 0x7f);
            drawn += cell->text[0] != 0;
        }
        assert_true(drawn > 200 && drawn < 3000);
        frame_release(&frame);
    }
    panel_free(panel);
}

static void a_missing_panel_shows_a_frame_with_its_name(void **state)
{
    (void)state;
    struct frame frame;
    struct sbuf text = {0};
    struct panel *panel = panel_placeholder("L01-99");
    struct panel_view view = whole;
    view.cols = 45;
    view.rows = 18;
    draw(panel, &view, &frame, NULL);
    frame_dump(&frame, &text);
    assert_non_null(strstr(sbuf_text(&text), "L01-99"));
    assert_true(strlen(both_now(panel_description(panel))) > 0);
    sbuf_release(&text);
    frame_release(&frame);
    panel_free(panel);
}

/* --- motion --------------------------------------------------------------------------------
 */

static bool has_glyph(const struct frame *frame, const char *glyph)
{
    for (int i = 0; i < frame->cols * frame->rows; i++)
        if (strcmp(frame->cells[i].text, glyph) == 0)
            return true;
    return false;
}

static void small_pictures_take_quarters_unless_the_setting_wants_halves(void **state)
{
    static const char *const quarters[] = {"▘", "▝", "▖", "▗", "▙", "▛", "▜", "▟"};
    (void)state;
    struct panel *panel = scene_panel();
    for (int wish = PANEL_HALF; wish <= PANEL_AUTO; wish += PANEL_AUTO - PANEL_HALF) {
        for (int cols = 45; cols <= 100; cols += 55) {
            struct frame frame;
            struct panel_view view = {.cols = cols,
                                      .rows = cols * 2 / 5,
                                      .colours = COLOUR_256,
                                      .glyphs = (enum panel_glyphs)wish};
            size_t count = 0;
            frame_init(&frame, view.cols, view.rows);
            panel_draw(panel, &view, &frame, 0, 0, NULL);
            for (size_t i = 0; i < sizeof quarters / sizeof *quarters; i++)
                count += has_glyph(&frame, quarters[i]);
            assert_int_equal(count > 0, wish == PANEL_AUTO && cols == 45);
            frame_release(&frame);
        }
    }
    panel_free(panel);
}

static void every_class_but_letters_shows_small_pictures_in_quarters(void **state)
{
    (void)state;
    for (int kind = 0; kind < COLOUR_CLASS_COUNT; kind++) {
        enum colour_class class = (enum colour_class)kind;
        assert_int_equal(panel_glyphs_for(79, class, PANEL_AUTO),
                         class == COLOUR_ASCII ? PANEL_HALF : PANEL_QUAD);
        assert_int_equal(panel_glyphs_for(80, class, PANEL_AUTO), PANEL_HALF);
        assert_int_equal(panel_glyphs_for(45, class, PANEL_SEXTANT), PANEL_SEXTANT);
    }
}

static void eyes_blink_for_a_moment_every_three_to_five_seconds(void **state)
{
    (void)state;
    struct panel *panel = scene_panel();
    struct frame still;
    draw(panel, &whole, &still, NULL);
    msec_t closed_at = -1, last = -1;
    int blinks = 0;
    for (msec_t at = 0; at < 30000; at += 20) {
        struct frame now;
        struct panel_view view = whole;
        view.cols = still.cols;
        view.at = at;
        draw(panel, &view, &now, NULL);
        bool is_closed = cells_that_differ(&still, &now) > 0;
        if (is_closed && closed_at < 0) {
            assert_true(last < 0 || (at - last >= 3000 && at - last <= 5000));
            last = closed_at = at;
            blinks++;
        } else if (!is_closed && closed_at >= 0) {
            assert_in_range(at - closed_at, 100, 140);
            closed_at = -1;
        }
        frame_release(&now);
    }
    assert_in_range(blinks, 6, 9);
    frame_release(&still);
    panel_free(panel);
}

static void the_next_change_is_told_so_that_nobody_polls(void **state)
{
    (void)state;
    struct panel *panel = scene_panel(), *still = panel_placeholder("x");
    assert_int_equal(panel_next_change(still, 5), -1);
    msec_t at = 0;
    for (int i = 0; i < 20; i++) {
        int wait = panel_next_change(panel, at);
        assert_in_range(wait, 100, 5000);
        at += wait;
    }
    assert_true(at > 30000);
    panel_free(panel);
    panel_free(still);
}

/* --- keeping panels ------------------------------------------------------------------------
 */

static int loads;

static bool load_one(void *context, const char *name, char **data, size_t *len, struct err *err)
{
    (void)context;
    loads++;
    if (strcmp(name, "gone") == 0)
        return err_set(err, ERR_NOT_FOUND, "%s", name);
    struct sbuf file = scene_file();
    *len = file.len;
    *data = sbuf_take(&file);
    return true;
}

static void panels_are_loaded_once_while_there_is_room(void **state)
{
    (void)state;
    struct panel_source source = {NULL, load_one};
    struct panel_cache *cache = panel_cache_new(&source, 2);
    loads = 0;
    const struct panel *a = panel_cache_get(cache, "a");
    assert_ptr_equal(panel_cache_get(cache, "a"), a);
    assert_non_null(panel_cache_get(cache, "gone"));
    assert_non_null(panel_cache_get(cache, "gone"));
    assert_int_equal(loads, 2);
    assert_ptr_equal(panel_cache_get(cache, "a"), a);
    assert_non_null(panel_cache_get(cache, "b")); /* in place of the longest unused, "gone" */
    assert_ptr_equal(panel_cache_get(cache, "a"), a);
    assert_int_equal(loads, 3);
    assert_string_equal(panel_description(panel_cache_get(cache, "b"))->text[LANG_EN],
                        "Old Ink and Sui stand side by side.");
    panel_cache_free(cache);
}

/* The variant that hides a slip gives it free from above, in twelve steps, once. */
static void a_slip_comes_out_line_by_line_and_stays(void **state)
{
    (void)state;
    struct panel_picture picture;
    struct sbuf bytes = {0};
    make_scene(&picture);
    for (size_t i = 0; i < picture.layer_count; i++)
        snprintf(picture.layers[i].slot, PANEL_NAME_MAX, "piao.slip");
    panel_picture_write(&picture, &bytes);
    struct panel *panel = panel_parse(bytes.text, bytes.len, NULL);
    assert_non_null(panel);
    double before = 0;
    int steps = 0;
    for (msec_t at = 1; panel_progress(panel, at) < 1; at += panel_next_change(panel, at)) {
        assert_true(panel_progress(panel, at) >= before);
        before = panel_progress(panel, at);
        steps++;
    }
    assert_int_equal(steps, 12);
    assert_true(panel_progress(panel, 0) >= 1);             /* at rest it is all there */
    assert_true(panel_next_change(panel, 10000) > 1000000); /* it does not come again */
    panel_free(panel);
    sbuf_release(&bytes);
    panel_picture_release(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_comes_back_from_its_file_as_it_was),
        cmocka_unit_test(every_damaged_byte_and_every_cut_is_noticed),
        cmocka_unit_test(a_file_of_another_version_is_named_as_such),
        cmocka_unit_test(the_picture_fills_exactly_the_cells_asked_for),
        cmocka_unit_test(colours_are_those_of_the_drawing_never_a_mixture),
        cmocka_unit_test(two_eyes_and_both_sides_of_the_head_survive_at_every_size),
        cmocka_unit_test(eight_colours_never_need_a_bright_background),
        cmocka_unit_test(without_colours_cells_carry_none_and_ascii_is_ascii),
        cmocka_unit_test(a_missing_panel_shows_a_frame_with_its_name),
        cmocka_unit_test(small_pictures_take_quarters_unless_the_setting_wants_halves),
        cmocka_unit_test(every_class_but_letters_shows_small_pictures_in_quarters),
        cmocka_unit_test(eyes_blink_for_a_moment_every_three_to_five_seconds),
        cmocka_unit_test(the_next_change_is_told_so_that_nobody_polls),
        cmocka_unit_test(a_slip_comes_out_line_by_line_and_stays),
        cmocka_unit_test(panels_are_loaded_once_while_there_is_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
