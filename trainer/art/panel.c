#include "art/panel.h"

#include <stdlib.h>
#include <string.h>

#include "art/bubble.h"
#include "art/canvas.h"
#include "art/cells.h"
#include "art/grid.h"
#include "art/letters.h"
#include "art/motion.h"
#include "art/snap.h"
#include "art/window.h"
#include "core/panel_file.h"

struct panel {
    struct panel_picture picture;
    char *label; /* of a placeholder; else NULL */
};

enum { VIEW_COLS_MIN = 8, VIEW_ROWS_MIN = 4, VIEW_COLS_MAX = 400, VIEW_ROWS_MAX = 200 };
enum { SMALL_COLS_MOST = 42, MEDIUM_COLS_MOST = 59, QUAD_COLS_MOST = 79 };

struct panel *panel_parse(const char *data, size_t len, struct err *err)
{
    struct panel *self = xcalloc(1, sizeof *self);
    if (panel_picture_read(&self->picture, data, len, err))
        return self;
    free(self);
    return NULL;
}

void panel_free(struct panel *self)
{
    if (!self)
        return;
    panel_picture_release(&self->picture);
    free(self->label);
    free(self);
}

bool panel_has_speaker(const struct panel *self, const char *tag)
{
    return panel_picture_box(&self->picture, PANEL_BOX_BUBBLE, tag) != NULL;
}

/* --- the stand-in ------------------------------------------------------------------------- */

/* x, y, width, height in 400ths, colour: a frame on a wall, and in it an empty picture. */
static const struct block {
    int x, y, width, height;
    enum palette colour;
} blocks[] = {
    {0, 0, 400, 320, PALETTE_SKY},     {0, 264, 400, 56, PALETTE_SKIN2},
    {0, 258, 400, 6, PALETTE_INK},     {70, 40, 260, 190, PALETTE_INK},
    {76, 46, 248, 178, PALETTE_GOLD3}, {92, 62, 216, 146, PALETTE_INK},
    {98, 68, 204, 134, PALETTE_CREAM}, {196, 24, 8, 16, PALETTE_INK},
};

struct panel *panel_placeholder(const char *name)
{
    enum { WIDTH = 400, HEIGHT = 320 };
    struct panel *self = xcalloc(1, sizeof *self);
    struct panel_picture *picture = &self->picture;
    picture->width = WIDTH;
    picture->height = HEIGHT;
    picture->pixels = xmalloc((size_t)WIDTH * HEIGHT);
    picture->edges = xmalloc((size_t)2 * HEIGHT);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        for (int y = blocks[i].y; y < blocks[i].y + blocks[i].height; y++)
            memset(picture->pixels + (size_t)y * WIDTH + blocks[i].x, (int)blocks[i].colour,
                   (size_t)blocks[i].width);
    for (size_t y = 0; y < HEIGHT; y++)
        picture->edges[2 * y] = picture->edges[2 * y + 1] = picture->pixels[y * WIDTH];
    self->label = xstrdup(name);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        picture->title.text[lang] = xstrdup(name);
        picture->description.text[lang] = xstrdup(_("This picture is missing."));
    }
    return self;
}

const struct both *panel_title(const struct panel *self)
{
    return &self->picture.title;
}

const struct both *panel_description(const struct panel *self)
{
    return &self->picture.description;
}

/* --- choosing ----------------------------------------------------------------------------- */

enum panel_glyphs panel_glyphs_for(int cols, enum colour_class colours, enum panel_glyphs wish)
{
    if (wish != PANEL_AUTO)
        return wish;
    return colours != COLOUR_ASCII && cols <= QUAD_COLS_MOST ? PANEL_QUAD : PANEL_HALF;
}

enum panel_crop panel_crop_for(int cols)
{
    return cols <= SMALL_COLS_MOST    ? PANEL_SMALL
           : cols <= MEDIUM_COLS_MOST ? PANEL_MEDIUM
                                      : PANEL_WHOLE;
}

/* --- drawing ------------------------------------------------------------------------------ */

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* Small, and no colours to tell things apart. */
static bool is_plain_view(const struct panel_view *view)
{
    bool has_colours = view->colours != COLOUR_MONO && view->colours != COLOUR_ASCII;
    return !has_colours && view->cols <= MEDIUM_COLS_MOST;
}

/* The picture as the view wants it; NULL = as it is at rest. Caller frees. */
static uint8_t *pixels_for(const struct panel_picture *picture, const struct panel_view *view)
{
    bool is_plain = is_plain_view(view);
    if (!motion_shows(picture, view->at, is_plain))
        return NULL;
    size_t count = (size_t)picture->width * (size_t)picture->height;
    uint8_t *pixels = xmalloc(count);
    memcpy(pixels, picture->pixels, count);
    motion_apply(picture, view->at, is_plain, pixels);
    return pixels;
}

static void draw_label(const struct panel *self, const struct panel_view *view,
                       struct frame *frame, int x, int y)
{
    int cols = view->cols / 2 - 2;
    struct rect area = {x + (view->cols - cols) / 2, y + view->rows * 2 / 5, cols, 2};
    frame_wrap(frame, area, 0, self->label, cells_paper(view->colours));
}

/* Parts of a cell in the grid. */
static void parts_of(const struct panel_view *view, int *across, int *down)
{
    *across = LETTER_ACROSS;
    *down = LETTER_DOWN;
    if (view->colours != COLOUR_ASCII)
        cells_parts(view->glyphs, across, down);
}

/* Resample, paint tails, match: the view's cells, all but bubble boxes and text. */
static void fill_cells(const struct panel *self, const struct panel_view *view,
                       const struct window *window, const struct bubble *bubbles,
                       size_t bubble_count, struct glyph_cell *cells)
{
    bool is_ascii = view->colours == COLOUR_ASCII;
    uint8_t same[PALETTE_COUNT], *pixels = pixels_for(&self->picture, view);
    int across, down;
    struct grid grid;
    cells_same(view->colours, same);
    parts_of(view, &across, &down);
    grid_init(&grid, &self->picture, pixels ? pixels : self->picture.pixels, window,
              view->cols * across, view->rows * down, same);
    if (is_plain_view(view))
        grid_close_lines(&grid, across, down / 2);
    for (size_t i = 0; i < bubble_count && !is_ascii; i++)
        bubble_paint_tail(&bubbles[i], window, &grid);
    if (is_ascii)
        letters_match(&grid, cells);
    else
        cells_match(&grid, view->glyphs, view->colours, cells);
    grid_release(&grid);
    free(pixels);
}

void panel_draw(const struct panel *self, const struct panel_view *wanted, struct frame *frame,
                int x, int y, size_t *unplaced)
{
    struct panel_view view = *wanted;
    view.cols = clamp(view.cols, VIEW_COLS_MIN, VIEW_COLS_MAX);
    view.rows = clamp(view.rows, VIEW_ROWS_MIN, VIEW_ROWS_MAX);
    view.glyphs = panel_glyphs_for(view.cols, view.colours, view.glyphs);
    struct window window = window_choose(&self->picture, &view);
    int across, down;
    parts_of(&view, &across, &down);
    snap_to_faces(&window, &self->picture, view.cols * across, view.rows * down);
    struct bubble bubbles[BUBBLES_MAX];
    size_t count = bubbles_place(&self->picture, &window, &view, bubbles);
    size_t cell_count = (size_t)view.cols * (size_t)view.rows;
    struct glyph_cell *cells = xreallocarray(NULL, cell_count, sizeof *cells);
    fill_cells(self, &view, &window, bubbles, count, cells);
    for (size_t i = 0; i < count; i++)
        bubble_draw_box(&bubbles[i], &window, view.colours, cells);
    struct canvas *canvas = canvas_new(view.cols, view.rows);
    canvas_put(canvas, cells);
    canvas_show(canvas, frame, x, y);
    for (size_t i = 0; i < count; i++)
        bubble_draw_text(&bubbles[i], view.colours, frame, x, y);
    if (self->label)
        draw_label(self, &view, frame, x, y);
    if (unplaced)
        *unplaced = view.bubble_count - count;
    canvas_free(canvas);
    free(cells);
}

double panel_progress(const struct panel *self, msec_t at)
{
    return motion_progress(&self->picture, at);
}

int panel_next_change(const struct panel *self, msec_t at)
{
    return motion_next(&self->picture, at);
}
