/* Our own panels, as prepared by this build, at every size the screens use: nobody's head is
 * cut, no bubble covers a face, everybody's words find room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "art/bubble.h"
#include "art/letters.h"
#include "art/panel.h"
#include "art/snap.h"
#include "core/file.h"

static char *folder;
static char **names;
static size_t name_count;

/* The panels of the build that this test belongs to: BUILD/tests/unit/NAME beside
 * BUILD/panels. */
static int set_up(void **state)
{
    char path[4096];
    struct err err = {0};
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    (void)state;
    for (int up = 0; up < 3; up++)
        while (len > 0 && path[--len] != '/')
            continue;
    path[len > 0 ? len : 0] = 0;
    folder = file_join(path, "panels");
    if (!file_list(folder, ".panel", &names, &name_count, &err))
        fail_msg("%s", err.text);
    assert_true(name_count >= 10);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    file_list_free(names, name_count);
    free(folder);
    return 0;
}

static void read_picture(size_t i, struct panel_picture *picture)
{
    char *path = file_join(folder, names[i]), *data = NULL;
    size_t len = 0;
    struct err err = {0};
    *picture = (struct panel_picture){0};
    if (!file_read(path, PANEL_FILE_MAX, &data, &len, &err) ||
        !panel_picture_read(picture, data, len, &err))
        fail_msg("%s: %s", path, err.text);
    free(data);
    free(path);
}

/* Two bubbles of 60 columns for the first two speakers. */
static size_t speakers(const struct panel_picture *picture, struct panel_bubble *bubbles)
{
    static const char *const texts[] = {
        "先亮证，再说话；先听他讲完，再写单子；这三步一步也不能少啊。",
        "Show your card, hear him out, then write; never skip a step."};
    size_t count = 0;
    for (size_t i = 0; i < picture->box_count && count < 2; i++)
        if (picture->boxes[i].kind == PANEL_BOX_BUBBLE)
            bubbles[count] = (struct panel_bubble){picture->boxes[i].name, texts[count]},
            count++;
    return count;
}

static const int large[][2] = {{100, 30}, {100, 40}, {120, 36}, {200, 56}};

static bool is_inside(const struct rect *box, const struct window *window)
{
    return box->x >= 0 && box->y >= 0 && box->x + box->cols <= window->cols &&
           box->y + box->rows <= window->rows;
}

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->cols && b->x < a->x + a->cols && a->y < b->y + b->rows &&
           b->y < a->y + a->rows;
}

static void no_head_is_cut_in_the_whole_picture(void **state)
{
    (void)state;
    for (size_t i = 0; i < name_count; i++) {
        struct panel_picture picture;
        struct panel_bubble bubbles[2];
        read_picture(i, &picture);
        size_t count = speakers(&picture, bubbles);
        for (size_t s = 0; s < sizeof large / sizeof *large; s++) {
            struct panel_view view = {.cols = large[s][0],
                                      .rows = large[s][1],
                                      .bubbles = bubbles,
                                      .bubble_count = count};
            struct window window = window_choose(&picture, &view);
            for (size_t k = 0; k < picture.box_count; k++) {
                struct rect face = window_cells(&window, &picture.boxes[k]);
                if (picture.boxes[k].kind == PANEL_BOX_FACE && !is_inside(&face, &window))
                    fail_msg("%s at %dx%d cuts the head of %s", names[i], view.cols, view.rows,
                             picture.boxes[k].name);
            }
        }
        panel_picture_release(&picture);
    }
}

/* The view as the screen asks for it, and the window that is drawn in the end. */
static struct window final_window(const struct panel_picture *picture,
                                  const struct panel_view *view)
{
    struct window window = window_choose(picture, view);
    int across = LETTER_ACROSS, down = LETTER_DOWN;
    if (view->colours != COLOUR_ASCII)
        cells_parts(panel_glyphs_for(view->cols, view->colours, view->glyphs), &across, &down);
    snap_to_faces(&window, picture, view->cols * across, view->rows * down);
    return window;
}

/* Does the part of the picture that the crop names show the middle of the box? */
static bool is_in_crop(const struct panel_picture *picture, enum panel_crop crop,
                       const struct panel_box *box)
{
    const struct panel_box *part = NULL;
    int x = box->x + box->width / 2, y = box->y + box->height / 2;
    if (crop == PANEL_SMALL)
        part = panel_picture_box(picture, PANEL_BOX_CROP, "small");
    if (!part && crop != PANEL_WHOLE)
        part = panel_picture_box(picture, PANEL_BOX_CROP, "medium");
    return !part || (x > part->x && x < part->x + part->width && y > part->y &&
                     y < part->y + part->height);
}

static const int every_size[][2] = {{40, 10}, {45, 18}, {80, 20}, {120, 36}, {200, 56}};

/* Percent of a face's box that the window leaves out. */
static double percent_cut(const struct window *window, const struct panel_box *face)
{
    double left = window->x > face->x ? window->x : face->x;
    double top = window->y > face->y ? window->y : face->y;
    double right = window->x + window->width, bottom = window->y + window->height;
    right = right < face->x + face->width ? right : face->x + face->width;
    bottom = bottom < face->y + face->height ? bottom : face->y + face->height;
    double seen = right > left && bottom > top ? (right - left) * (bottom - top) : 0;
    return 100 - 100 * seen / ((double)face->width * face->height);
}

static int heads_cut_in(size_t i, const struct panel_view *view)
{
    enum { EDGE = 2 }; /* percent: less than a part of a cell */
    struct panel_picture picture;
    int cut = 0;
    read_picture(i, &picture);
    struct window window = final_window(&picture, view);
    for (size_t k = 0; k < picture.box_count; k++) {
        const struct panel_box *face = &picture.boxes[k];
        if (face->kind != PANEL_BOX_FACE || !is_in_crop(&picture, view->crop, face))
            continue;
        double percent = percent_cut(&window, face);
        if (percent > EDGE) {
            print_error("%s at %dx%d in %s cuts %.0f %% off the head of %s\n", names[i],
                        view->cols, view->rows, colour_class_name(view->colours), percent,
                        face->name);
            cut++;
        }
    }
    panel_picture_release(&picture);
    return cut;
}

static void no_head_that_a_crop_shows_is_cut_at_any_size_in_any_class(void **state)
{
    int cut = 0;
    (void)state;
    for (size_t i = 0; i < name_count; i++)
        for (size_t s = 0; s < sizeof every_size / sizeof *every_size; s++)
            for (int kind = 0; kind < COLOUR_CLASS_COUNT; kind++) {
                struct panel_view view = {.cols = every_size[s][0],
                                          .rows = every_size[s][1],
                                          .crop = panel_crop_for(every_size[s][0]),
                                          .colours = (enum colour_class)kind,
                                          .glyphs = PANEL_AUTO};
                cut += heads_cut_in(i, &view);
            }
    assert_int_equal(cut, 0);
}

static void everybody_s_words_find_room_beside_the_faces(void **state)
{
    (void)state;
    for (size_t i = 0; i < name_count; i++) {
        struct panel_picture picture;
        struct panel_bubble bubbles[2];
        read_picture(i, &picture);
        size_t count = speakers(&picture, bubbles);
        for (size_t s = 0; s < sizeof large / sizeof *large; s++) {
            struct bubble placed[BUBBLES_MAX];
            struct panel_view view = {.cols = large[s][0],
                                      .rows = large[s][1],
                                      .bubbles = bubbles,
                                      .bubble_count = count};
            struct window window = window_choose(&picture, &view);
            size_t found = bubbles_place(&picture, &window, &view, placed);
            if (found != count)
                fail_msg("%s at %dx%d has no room for a bubble", names[i], view.cols,
                         view.rows);
            for (size_t k = 0; k < found * picture.box_count; k++) {
                const struct panel_box *box = &picture.boxes[k / found];
                struct rect face = window_cells(&window, box);
                if (box->kind == PANEL_BOX_FACE && overlap(&face, &placed[k % found].box))
                    fail_msg("%s at %dx%d covers %s", names[i], view.cols, view.rows,
                             box->name);
            }
        }
        panel_picture_release(&picture);
    }
}

/* Share of cells, in hundredths, that are not the commonest cell: an empty picture has none. */
static int content_of(const struct frame *frame)
{
    int most = 0, all = frame->cols * frame->rows;
    for (int i = 0; i < all; i += 1 + all / 100) {
        int same = 0;
        for (int k = 0; k < all; k++)
            same += frame_cell_equal(&frame->cells[i], &frame->cells[k]);
        most = same > most ? same : most;
    }
    return 100 * (all - most) / all;
}

static void every_panel_shows_something_in_every_class_at_every_size(void **state)
{
    (void)state;
    for (size_t i = 0; i < name_count; i++) {
        char *path = file_join(folder, names[i]), *data = NULL;
        size_t len = 0;
        assert_true(file_read(path, PANEL_FILE_MAX, &data, &len, NULL));
        struct panel *panel = panel_parse(data, len, NULL);
        for (int kind = 0; kind < COLOUR_CLASS_COUNT; kind++) {
            for (size_t s = 0; s < sizeof every_size / sizeof *every_size; s++) {
                struct frame frame;
                struct panel_view view = {.cols = every_size[s][0],
                                          .rows = every_size[s][1],
                                          .crop = panel_crop_for(every_size[s][0]),
                                          .colours = (enum colour_class)kind,
                                          .glyphs = PANEL_AUTO};
                frame_init(&frame, view.cols, view.rows);
                panel_draw(panel, &view, &frame, 0, 0, NULL);
                if (content_of(&frame) < 15)
                    fail_msg("%s at %dx%d in %s is nearly empty", names[i], view.cols,
                             view.rows, colour_class_name(view.colours));
                frame_release(&frame);
            }
        }
        panel_free(panel);
        free(data);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_head_is_cut_in_the_whole_picture),
        cmocka_unit_test(no_head_that_a_crop_shows_is_cut_at_any_size_in_any_class),
        cmocka_unit_test(everybody_s_words_find_room_beside_the_faces),
        cmocka_unit_test(every_panel_shows_something_in_every_class_at_every_size),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
