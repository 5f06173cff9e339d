#include "art/bubble.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum {
    ONE_LINE = 24,
    TWO_LINES = 60,
    LINES_MAX = 7,
    SIDES = 4,     /* columns of border and padding */
    TAIL_BASE = 4, /* columns */
    TAIL_HALF_ROWS = 5
};

/* What a bubble's place is judged by, all in cells of the view. */
struct scene {
    const struct window *window;
    struct rect faces[PANEL_BOXES_MAX];
    size_t face_count;
    struct bubble *placed;
    size_t placed_count;
};

struct wish {
    const char *text;
    double target_x, target_y;
    struct rect zone;
    int preferred; /* lines */
    int widths[LINES_MAX + 1];
    bool has_target;
};

static bool overlaps(struct rect a, struct rect b)
{
    return a.x < b.x + b.cols && b.x < a.x + a.cols && a.y < b.y + b.rows && b.y < a.y + a.rows;
}

/* --- how wide ----------------------------------------------------------------------------- */

static size_t lines_at(const char *text, int cols)
{
    struct text_line *lines = NULL;
    size_t count = text_wrap(text, cols, &lines);
    free(lines);
    return count;
}

/* Least columns at which the text takes no more than `lines`; 0 if more than `most`. */
static int width_for(const char *text, int lines, int most)
{
    int cols = (text_cols(text) + lines - 1) / lines;
    for (cols = cols < 4 ? 4 : cols; cols <= most; cols++)
        if (lines_at(text, cols) <= (size_t)lines)
            return cols;
    return 0;
}

/* --- where -------------------------------------------------------------------------------- */

static void make_wish(const struct panel_picture *picture, const struct window *window,
                      const struct panel_bubble *bubble, struct wish *out)
{
    int cols = text_cols(bubble->text), before = 0;
    *out = (struct wish){.text = bubble->text};
    out->preferred = cols <= ONE_LINE ? 1 : cols <= TWO_LINES ? 2 : 3;
    for (int lines = 1; lines <= LINES_MAX; lines++) {
        int width = width_for(bubble->text, lines, window->cols - SIDES);
        out->widths[lines] = width == before ? 0 : width;
        before = width ? width : before;
    }
    const struct panel_box *zone =
        panel_picture_box(picture, PANEL_BOX_BUBBLE, bubble->speaker);
    const struct panel_box *tail = panel_picture_box(picture, PANEL_BOX_TAIL, bubble->speaker);
    out->zone = (struct rect){0, 0, window->cols, window->rows / 3};
    if (zone)
        out->zone = window_cells(window, zone);
    if (!tail)
        return;
    window_point(window, tail, &out->target_x, &out->target_y);
    out->has_target = out->target_x > 0 && out->target_x < window->cols && out->target_y > 0 &&
                      out->target_y < window->rows;
}

static bool is_free(const struct scene *scene, struct rect box)
{
    struct rect wide = {box.x - 1, box.y, box.cols + 2, box.rows};
    for (size_t i = 0; i < scene->face_count; i++)
        if (overlaps(box, scene->faces[i]))
            return false;
    for (size_t i = 0; i < scene->placed_count; i++)
        if (overlaps(wide, scene->placed[i].box))
            return false;
    return true;
}

static double outside(int at, int size, int from, int room)
{
    return fmax(0, from - at) + fmax(0, at + size - (from + room));
}

/* Lower is better. */
static double cost_of(const struct scene *scene, const struct wish *wish, struct rect box)
{
    enum { NO_TAIL = 60, OUT_OF_ORDER = 25 };
    double cost = 3 * abs(box.rows - 2 - wish->preferred);
    cost += outside(box.x, box.cols, wish->zone.x, wish->zone.cols);
    cost += 2 * outside(box.y, box.rows, wish->zone.y, wish->zone.rows);
    if (wish->has_target) {
        double down = wish->target_y - (box.y + box.rows), up = box.y - wish->target_y;
        double gap = fmax(down, up);
        double side = fmax(outside((int)wish->target_x, 1, box.x, box.cols), 0);
        cost += gap < 0.5 ? NO_TAIL : 1.5 * fabs(gap - 2.5);
        cost += 2 * side + 0.25 * fabs(box.x + box.cols / 2.0 - wish->target_x);
        cost += up > down ? 6 : 0; /* people speak upwards */
    }
    for (size_t i = 0; i < scene->placed_count; i++) {
        const struct rect *other = &scene->placed[i].box;
        bool is_later = box.y >= other->y + 1 || (box.x > other->x && box.y >= other->y);
        cost += is_later ? 0 : OUT_OF_ORDER;
    }
    return cost;
}

static bool find_place(const struct scene *scene, const struct wish *wish, struct rect *best)
{
    const struct window *window = scene->window;
    double least = INFINITY;
    for (int lines = 1; lines <= LINES_MAX; lines++) {
        struct rect box = {0, 0, wish->widths[lines] + SIDES, lines + 2};
        if (wish->widths[lines] == 0)
            continue;
        for (box.y = 0; box.y <= window->rows - box.rows; box.y++) {
            for (box.x = 0; box.x <= window->cols - box.cols; box.x++) {
                double cost = cost_of(scene, wish, box);
                if (cost < least && is_free(scene, box)) {
                    least = cost;
                    *best = box;
                }
            }
        }
    }
    return least < INFINITY;
}

static void aim_tail(const struct wish *wish, struct bubble *bubble)
{
    const struct rect *box = &bubble->box;
    double down = wish->target_y - (box->y + box->rows - 1), up = box->y + 1 - wish->target_y;
    double gap = fmax(down, up);
    bubble->is_down = down >= up;
    bubble->has_tail = wish->has_target && gap >= 1;
    double half = TAIL_BASE / 2.0, left = box->x + 1 + half;
    double right = box->x + box->cols - 1 - half;
    bubble->base_x = floor(fmax(left, fmin(right, wish->target_x)) + 0.5);
    bubble->tail_rows = (int)fmin(TAIL_HALF_ROWS, floor(2 * gap));
    double reach = fmin(1, bubble->tail_rows / (2 * gap));
    double lean = (wish->target_x - bubble->base_x) * reach;
    bubble->tip_x = bubble->base_x + fmax(-5, fmin(5, lean));
}

static size_t place_in_order(struct scene *scene, const struct wish *wishes, size_t count,
                             bool is_reversed)
{
    scene->placed_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct wish *wish = &wishes[is_reversed ? count - 1 - i : i];
        struct bubble bubble = {.text = wish->text};
        if (wish->text[0] == 0 || !find_place(scene, wish, &bubble.box))
            continue;
        aim_tail(wish, &bubble);
        scene->placed[scene->placed_count++] = bubble;
    }
    return scene->placed_count;
}

size_t bubbles_place(const struct panel_picture *picture, const struct window *window,
                     const struct panel_view *view, struct bubble *placed)
{
    struct scene scene = {.window = window, .placed = placed};
    struct wish wishes[BUBBLES_MAX];
    size_t count = view->bubble_count < BUBBLES_MAX ? view->bubble_count : BUBBLES_MAX;
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].kind == PANEL_BOX_FACE)
            scene.faces[scene.face_count++] = window_cells(window, &picture->boxes[i]);
    for (size_t i = 0; i < count; i++)
        make_wish(picture, window, &view->bubbles[i], &wishes[i]);
    size_t found = place_in_order(&scene, wishes, count, false);
    if (found < count && place_in_order(&scene, wishes, count, true) <= found)
        (void)place_in_order(&scene, wishes, count, false);
    return scene.placed_count;
}

/* --- drawing ------------------------------------------------------------------------------ */

void bubble_paint_tail(const struct bubble *self, const struct window *window,
                       struct grid *grid)
{
    if (!self->has_tail)
        return;
    int across = grid->width / window->cols;
    double per_half = grid->height / (2.0 * window->rows);
    int length = (int)lround(self->tail_rows * per_half);
    int start = self->is_down ? self->box.y + self->box.rows - 1 : self->box.y + 1;
    int edge = (int)lround(start * 2 * per_half), line = across > 1 ? 2 : 1;
    for (int i = 0; i < length; i++) {
        double part = (double)i / length;
        double middle = self->base_x + (self->tip_x - self->base_x) * part;
        double half = TAIL_BASE / 2.0 * (1 - part);
        int left = (int)floor((middle - half) * across + 0.5);
        int right = (int)floor((middle + half) * across + 0.5) - 1;
        right = right < left ? left : right;
        int y = self->is_down ? edge + i : edge - 1 - i;
        for (int x = left; x <= right; x++) {
            bool is_ink = x - left < line || right - x < line || i == length - 1;
            grid_set(grid, x, y, is_ink ? PALETTE_INK : PALETTE_WHITE);
        }
    }
}

/* Characters of a box: above, below, left, right, corners above and below. */
struct box_style {
    uint32_t above, below, left, right, corner_above, corner_below;
};

static const struct box_style drawn = {0x2582, 0x2594, 0x2590, 0x258c, 0, 0};
static const struct box_style typed = {'-', '-', '|', '|', '.', '\''};

/* The picture's own colour in a cell, for the open part of a border. */
static uint8_t behind(const struct glyph_cell *cell)
{
    return cell->glyph == 0x2588 || cell->style.bg == PALETTE_INK ? cell->style.fg
                                                                  : cell->style.bg;
}

static void draw_border(struct glyph_cell *cell, uint32_t glyph, enum colour_class class)
{
    if (glyph == 0)
        return;
    struct style style = cells_paper(class);
    bool has_colours = class != COLOUR_MONO && class != COLOUR_ASCII;
    if (has_colours && class != COLOUR_8)
        style.bg = behind(cell);
    *cell = (struct glyph_cell){glyph, style};
}

static bool is_tail_base(const struct bubble *self, int x, bool is_bottom)
{
    double middle = x + 0.5;
    return self->has_tail && self->is_down == is_bottom &&
           fabs(middle - self->base_x) < TAIL_BASE / 2.0;
}

static void type_tail(const struct bubble *self, const struct window *window,
                      struct glyph_cell *cells)
{
    int base = (int)self->base_x, tip = (int)lround((self->tip_x + self->base_x) / 2);
    int edge = self->is_down ? self->box.y + self->box.rows - 1 : self->box.y;
    int next = edge + (self->is_down ? 1 : -1);
    struct style style = cells_paper(COLOUR_ASCII);
    struct glyph_cell *row = cells + (ptrdiff_t)edge * window->cols;
    row[base - 1] = (struct glyph_cell){self->is_down ? '\\' : '/', style};
    row[base] = (struct glyph_cell){' ', style};
    row[base + 1] = (struct glyph_cell){self->is_down ? '/' : '\\', style};
    if (next >= 0 && next < window->rows && tip >= 0 && tip < window->cols)
        cells[(ptrdiff_t)next * window->cols + tip] =
            (struct glyph_cell){self->is_down ? 'V' : '^', style};
}

void bubble_draw_box(const struct bubble *self, const struct window *window,
                     enum colour_class class, struct glyph_cell *cells)
{
    const struct box_style *box_style = class == COLOUR_ASCII ? &typed : &drawn;
    struct glyph_cell paper = {' ', cells_paper(class)};
    int right = self->box.cols - 1, bottom = self->box.rows - 1;
    for (int y = 0; y <= bottom; y++) {
        struct glyph_cell *row =
            cells + (ptrdiff_t)(self->box.y + y) * window->cols + self->box.x;
        for (int x = 0; x <= right; x++) {
            bool is_side = x == 0 || x == right, is_end = y == 0 || y == bottom;
            if (!is_side && !is_end)
                row[x] = paper;
            else if (is_side && is_end)
                draw_border(&row[x], y ? box_style->corner_below : box_style->corner_above,
                            class);
            else if (is_side)
                draw_border(&row[x], x ? box_style->right : box_style->left, class);
            else if (class == COLOUR_ASCII || !is_tail_base(self, self->box.x + x, y > 0))
                draw_border(&row[x], y ? box_style->below : box_style->above, class);
        }
    }
    if (class == COLOUR_ASCII && self->has_tail)
        type_tail(self, window, cells);
}

void bubble_draw_text(const struct bubble *self, enum colour_class class, struct frame *frame,
                      int x, int y)
{
    struct rect area = {x + self->box.x + SIDES / 2, y + self->box.y + 1,
                        self->box.cols - SIDES, self->box.rows - 2};
    (void)frame_wrap(frame, area, 0, self->text, cells_paper(class));
}
