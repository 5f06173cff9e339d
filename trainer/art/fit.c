#include "art/fit.h"

#include <string.h>

#include "art/bubble.h"
#include "art/letters.h"
#include "art/snap.h"

enum {
    EDGE = 2,     /* percent of a face: less than a part of a cell */
    EMPTY = 15,   /* percent of cells that differ from the commonest one */
    SPEAKERS = 2, /* who speak at once */
    LARGE = 60,
};

static const int sizes[][2] = {{40, 10}, {45, 18}, {80, 20}, {120, 36}, {200, 56}};
static const int large[][2] = {{100, 30}, {100, 40}, {120, 36}, {200, 56}};

struct fit {
    const struct panel_picture *picture;
    fit_fault *tell;
    void *context;
    size_t faults;
    struct err why;
};

/* What `why` says is told; the flag is err_set()'s answer. */
static void fault(struct fit *self, bool is_ok)
{
    (void)is_ok;
    self->tell(self->context, self->why.text);
    self->why = (struct err){0};
    self->faults++;
}

/* --- heads ----------------------------------------------------------------------------------
 */

/* The part of the picture that is drawn in the end. */
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

static void check_heads(struct fit *self, const struct panel_view *view)
{
    struct window window = final_window(self->picture, view);
    for (size_t i = 0; i < self->picture->box_count; i++) {
        const struct panel_box *face = &self->picture->boxes[i];
        if (face->kind != PANEL_BOX_FACE || !is_in_crop(self->picture, view->crop, face))
            continue;
        double percent = percent_cut(&window, face);
        if (percent > EDGE)
            fault(self,
                  err_set(&self->why, ERR_INPUT,
                          N_("%dx%d in %s cuts %.0f %% off the head of %s"), view->cols,
                          view->rows, colour_class_name(view->colours), percent, face->name));
    }
}

/* --- bubbles --------------------------------------------------------------------------------
 */

static size_t speakers(const struct panel_picture *picture, struct panel_bubble *bubbles)
{
    static const char *const texts[SPEAKERS] = {
        "先亮证，再说话；先听他讲完，再写单子；这三步一步也不能少啊。",
        "Show your card, hear him out, then write; never skip a step."};
    size_t count = 0;
    for (size_t i = 0; i < picture->box_count && count < SPEAKERS; i++)
        if (picture->boxes[i].kind == PANEL_BOX_BUBBLE) {
            bubbles[count] = (struct panel_bubble){picture->boxes[i].name, texts[count]};
            count++;
        }
    return count;
}

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->cols && b->x < a->x + a->cols && a->y < b->y + b->rows &&
           b->y < a->y + a->rows;
}

static void check_bubbles(struct fit *self, int cols, int rows)
{
    struct panel_bubble bubbles[SPEAKERS];
    struct bubble placed[BUBBLES_MAX];
    struct panel_view view = {.cols = cols, .rows = rows, .bubbles = bubbles};
    view.bubble_count = speakers(self->picture, bubbles);
    struct window window = window_choose(self->picture, &view);
    size_t found = bubbles_place(self->picture, &window, &view, placed);
    if (found != view.bubble_count)
        fault(self, err_set(&self->why, ERR_INPUT, N_("%dx%d has no room for what is said"),
                            cols, rows));
    for (size_t i = 0; i < self->picture->box_count; i++) {
        const struct panel_box *box = &self->picture->boxes[i];
        struct rect face = window_cells(&window, box);
        if (box->kind != PANEL_BOX_FACE)
            continue;
        if (face.x < 0 || face.y < 0 || face.x + face.cols > cols || face.y + face.rows > rows)
            fault(self, err_set(&self->why, ERR_INPUT, N_("%dx%d cuts the head of %s"), cols,
                                rows, box->name));
        for (size_t k = 0; k < found; k++)
            if (overlap(&face, &placed[k].box))
                fault(self, err_set(&self->why, ERR_INPUT, N_("%dx%d covers the face of %s"),
                                    cols, rows, box->name));
    }
}

/* --- what is seen at all --------------------------------------------------------------------
 */

/* Percent of cells that are not the commonest cell: an empty picture has none. */
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

static void check_content(struct fit *self, const struct panel *panel,
                          const struct panel_view *view)
{
    struct frame frame;
    frame_init(&frame, view->cols, view->rows);
    panel_draw(panel, view, &frame, 0, 0, NULL);
    if (content_of(&frame) < EMPTY)
        fault(self, err_set(&self->why, ERR_INPUT, N_("%dx%d in %s is nearly empty"),
                            view->cols, view->rows, colour_class_name(view->colours)));
    frame_release(&frame);
}

size_t fit_check(const char *data, size_t len, fit_fault *tell, void *context, struct err *err)
{
    struct panel_picture picture = {0};
    struct panel *panel = panel_parse(data, len, err);
    if (!panel || !panel_picture_read(&picture, data, len, err)) {
        panel_free(panel);
        return 1;
    }
    struct fit fit = {&picture, tell, context, 0, {0}};
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        check_bubbles(&fit, large[i][0], large[i][1]);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int colours = 0; colours < COLOUR_CLASS_COUNT; colours++) {
            struct panel_view view = {.cols = sizes[i][0],
                                      .rows = sizes[i][1],
                                      .crop = panel_crop_for(sizes[i][0]),
                                      .colours = (enum colour_class)colours,
                                      .glyphs = PANEL_AUTO};
            if (colours == COLOUR_256 || colours == COLOUR_ASCII) /* the window of all others */
                check_heads(&fit, &view);
            if (view.cols < LARGE) /* what shows there shows in a larger one */
                check_content(&fit, panel, &view);
        }
    panel_picture_release(&picture);
    panel_free(panel);
    return fit.faults;
}
