#include "art/snap.h"

#include <math.h>
#include <stdlib.h>

#include "core/palette.h"

/* raster pixels of a part that needs no help; how many sizes and positions are tried */
enum { FINE = 9, SCALES = 7, PHASES = 6, ROUNDS = 2 };
enum { MIDDLE_SCALE = SCALES / 2, MIDDLE_PHASE = PHASES / 2 };

static const double scale_step = 0.02;

/* Ink left of and above each pixel, so that the ink of any rectangle is four look-ups. */
struct ink_sums {
    const struct panel_picture *picture;
    int32_t *sums; /* (width + 1) * (height + 1) */
};

static void sums_init(struct ink_sums *self, const struct panel_picture *picture)
{
    size_t stride = (size_t)picture->width + 1;
    self->picture = picture;
    self->sums = xcalloc(stride * ((size_t)picture->height + 1), sizeof *self->sums);
    const uint8_t *pixel = picture->pixels;
    for (int y = 0; y < picture->height; y++) {
        int32_t *row = self->sums + (size_t)(y + 1) * stride, line = 0;
        for (int x = 0; x < picture->width; x++, pixel++) {
            line += *pixel == PALETTE_INK || *pixel == PALETTE_INK2;
            row[x + 1] = row[x + 1 - (ptrdiff_t)stride] + line;
        }
    }
}

static int within(double value, int limit)
{
    long whole = lround(value);
    return whole < 0 ? 0 : whole > limit ? limit : (int)whole;
}

/* How far from evenly mixed a part is: 0 to its area. */
static double purity(const struct ink_sums *self, int left, int top, int right, int bottom)
{
    size_t stride = (size_t)self->picture->width + 1;
    const int32_t *above = self->sums + (size_t)top * stride;
    const int32_t *below = self->sums + (size_t)bottom * stride;
    double ink = below[right] - below[left] - above[right] + above[left];
    double area = (double)(right - left) * (bottom - top);
    double odd = ink / area - 0.5;
    return area > 0 ? 4 * odd * odd * area : 0;
}

/* Where eyes and mouth are: they matter more than the outline of the head. */
static bool is_inner(const struct panel_box *box, int x, int y)
{
    int in_x = 100 * (x - box->x), in_y = 100 * (y - box->y);
    return in_x > 20 * box->width && in_x < 80 * box->width && in_y > 40 * box->height &&
           in_y < 95 * box->height;
}

static double score(const struct ink_sums *self, const struct window *window, int width,
                    int height)
{
    const struct panel_picture *picture = self->picture;
    double across = window->width / width, down = window->height / height, sum = 0;
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct panel_box *box = &picture->boxes[i];
        if (box->kind != PANEL_BOX_FACE)
            continue;
        int from = within((box->x - window->x) / across, width);
        int to = within((box->x + box->width - window->x) / across, width);
        int first = within((box->y - window->y) / down, height);
        int last = within((box->y + box->height - window->y) / down, height);
        double pure = 0, area = 1;
        for (int y = first; y < last; y++) {
            int top = within(window->y + y * down, picture->height);
            int bottom = within(window->y + (y + 1) * down, picture->height);
            for (int x = from; x < to; x++) {
                int left = within(window->x + x * across, picture->width);
                int right = within(window->x + (x + 1) * across, picture->width);
                double weight = is_inner(box, (left + right) / 2, (top + bottom) / 2) ? 4 : 1;
                pure += weight * purity(self, left, top, right, bottom);
                area += weight * (right - left) * (bottom - top);
            }
        }
        sum += pure / area;
    }
    return sum;
}

/* Pixels of `box` that the window leaves out on its worst side. */
static double left_out(const struct window *window, const struct panel_box *box)
{
    double right = box->x + box->width - (window->x + window->width);
    double bottom = box->y + box->height - (window->y + window->height);
    return fmax(fmax(0, fmax(window->x - box->x, window->y - box->y)), fmax(right, bottom));
}

static bool shows_middle(const struct window *window, const struct panel_box *box)
{
    double x = box->x + box->width / 2.0, y = box->y + box->height / 2.0;
    return x > window->x && x < window->x + window->width && y > window->y &&
           y < window->y + window->height;
}

/* Is `now` free to be taken: inside the picture as far as `before` was, no face cut more? */
static bool is_allowed(const struct panel_picture *picture, const struct window *before,
                       const struct window *now)
{
    double slack = 1, right = now->x + now->width, bottom = now->y + now->height;
    if (now->x < fmin(0, before->x) - slack || now->y < fmin(0, before->y) - slack ||
        right > fmax(picture->width, before->x + before->width) + slack ||
        bottom > fmax(picture->height, before->y + before->height) + slack)
        return false;
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct panel_box *box = &picture->boxes[i];
        if (box->kind == PANEL_BOX_FACE && shows_middle(before, box) &&
            left_out(now, box) > left_out(before, box) + slack / ROUNDS)
            return false;
    }
    return true;
}

/* Try scales and phases along one axis, keep the best. */
static void improve(const struct ink_sums *self, struct window *window, int width, int height,
                    bool is_x)
{
    struct window best = *window, start = *window;
    double most = score(self, window, width, height);
    double size = is_x ? start.width : start.height, part = size / (is_x ? width : height);
    for (int scale = 0; scale < SCALES; scale++) {
        double now = size * (1 + scale_step * (MIDDLE_SCALE - scale));
        for (int phase = 0; phase < PHASES; phase++) {
            struct window tried = start;
            double at = (is_x ? start.x : start.y) + (size - now) / 2 +
                        part * (phase - MIDDLE_PHASE) / PHASES;
            if (is_x) {
                tried.x = at;
                tried.width = now;
            } else {
                tried.y = at;
                tried.height = now;
            }
            if (!is_allowed(self->picture, &start, &tried))
                continue;
            double pure = score(self, &tried, width, height);
            if (pure > most) {
                most = pure;
                best = tried;
            }
        }
    }
    *window = best;
}

void snap_to_faces(struct window *window, const struct panel_picture *picture, int width,
                   int height)
{
    if (window->width / width < FINE && window->height / height < FINE)
        return;
    struct ink_sums sums;
    sums_init(&sums, picture);
    for (int round = 0; round < ROUNDS; round++) {
        improve(&sums, window, width, height, true);
        improve(&sums, window, width, height, false);
    }
    free(sums.sums);
}
