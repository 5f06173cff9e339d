#include "art/window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double most_distortion = 1.08;

/* A stretch of one axis. */
struct span {
    double at, size;
};

static void span_include(struct span *self, double from, double to)
{
    if (self->size <= 0) {
        *self = (struct span){from, to - from};
        return;
    }
    double end = fmax(self->at + self->size, to);
    self->at = fmin(self->at, from);
    self->size = end - self->at;
}

static struct span span_within(struct span self, double size)
{
    double end = fmin(self.at + self.size, size);
    self.at = fmax(self.at, 0);
    self.size = fmax(end - self.at, 0);
    return self;
}

static struct span crop_of(const struct panel_picture *picture, enum panel_crop crop, bool is_x)
{
    static const char *const names[] = {"small", "medium"}; /* the next where one is missing */
    enum { NAME_COUNT = sizeof names / sizeof *names };
    int size = is_x ? picture->width : picture->height;
    int first = crop == PANEL_SMALL ? 0 : crop == PANEL_MEDIUM ? 1 : NAME_COUNT;
    for (int i = first; i < NAME_COUNT; i++) {
        const struct panel_box *box = panel_picture_box(picture, PANEL_BOX_CROP, names[i]);
        struct span span = {0};
        if (box)
            span = span_within(
                (struct span){is_x ? box->x : box->y, is_x ? box->width : box->height}, size);
        if (span.size >= 16)
            return span;
    }
    return (struct span){0, size};
}

static bool is_speaker(const struct panel_view *view, const char *name)
{
    for (size_t i = 0; i < view->bubble_count; i++)
        if (strcmp(view->bubbles[i].speaker, name) == 0)
            return true;
    return false;
}

/* What must not be cut within `crop`: faces that the crop shows, and zones for bubbles. */
static struct span needed(const struct panel_picture *picture, const struct panel_view *view,
                          struct span crop, bool is_x)
{
    struct span need = {0};
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct panel_box *box = &picture->boxes[i];
        bool is_needed = box->kind == PANEL_BOX_FACE ||
                         (box->kind == PANEL_BOX_BUBBLE && is_speaker(view, box->name));
        double at = is_x ? box->x : box->y, size = is_x ? box->width : box->height;
        if (is_needed && at + size / 2 > crop.at && at + size / 2 < crop.at + crop.size)
            span_include(&need, at, at + size);
    }
    return span_within(need, is_x ? picture->width : picture->height);
}

/* A crop shows a face whole or leaves it out: take in what it would cut of those whose middle
 * it shows. */
static void take_in_faces(const struct panel_picture *picture, struct span *x, struct span *y)
{
    struct span crop_x = *x, crop_y = *y;
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct panel_box *box = &picture->boxes[i];
        double middle_x = box->x + box->width / 2.0, middle_y = box->y + box->height / 2.0;
        if (box->kind != PANEL_BOX_FACE || middle_x <= crop_x.at ||
            middle_x >= crop_x.at + crop_x.size || middle_y <= crop_y.at ||
            middle_y >= crop_y.at + crop_y.size)
            continue;
        span_include(x, box->x, box->x + box->width);
        span_include(y, box->y, box->y + box->height);
    }
    *x = span_within(*x, picture->width);
    *y = span_within(*y, picture->height);
}

/* Grow to `size` around the middle, staying inside 0 … limit as far as that is possible. */
static struct span grown(struct span self, double size, double limit)
{
    size = fmin(fmax(size, self.size), limit);
    double at = self.at + self.size / 2 - size / 2;
    return (struct span){fmin(fmax(at, 0), limit - size), size};
}

/* Sum of colour changes along each row (or column) before it: where the picture has content. */
static long *interest(const struct panel_picture *picture, bool is_x)
{
    int lines = is_x ? picture->width : picture->height;
    long *sum = xcalloc((size_t)lines + 1, sizeof *sum);
    for (int y = 1; y < picture->height; y++) {
        const uint8_t *row = picture->pixels + (size_t)y * (size_t)picture->width;
        for (int x = 1; x < picture->width; x++)
            if (row[x] != row[x - 1] || row[x] != row[x - picture->width])
                sum[(is_x ? x : y) + 1]++;
    }
    for (int i = 0; i < lines; i++)
        sum[i + 1] += sum[i];
    return sum;
}

/* Cut `self` to `size`, where most is to be seen and all of `need` is kept. */
static struct span cut(const struct panel_picture *picture, struct span self, double size,
                       struct span need, bool is_x)
{
    double least = fmax(self.at, need.size > 0 ? need.at + need.size - size : self.at);
    double most = fmin(self.at + self.size - size, need.size > 0 ? need.at : INFINITY);
    long *sum = interest(picture, is_x), best = -1;
    struct span result = {fmax(fmin(least, most), self.at), size};
    for (int at = (int)ceil(least); at <= (int)floor(most); at++) {
        long seen = sum[at + (int)size] - sum[at];
        if (seen > best) {
            best = seen;
            result.at = at;
        }
    }
    free(sum);
    return result;
}

/* Make `self` fit beside `other`, which has no more to give: cut it to `wanted`, or, where the
 * need is greater, let `other` reach beyond the picture. */
static void settle(const struct panel_picture *picture, const struct panel_view *view,
                   struct span *self, struct span *other, double wanted, bool is_x)
{
    struct span need = needed(picture, view, *self, is_x);
    double size = fmax(wanted, need.size);
    double beyond = other->size * (size / wanted - 1);
    *self = cut(picture, *self, fmin(size, self->size), need, is_x);
    other->at -= beyond / 2;
    other->size += beyond;
}

struct window window_choose(const struct panel_picture *picture, const struct panel_view *view)
{
    double aspect = (double)view->cols / (2.0 * view->rows);
    struct span x = crop_of(picture, view->crop, true), y = crop_of(picture, view->crop, false);
    take_in_faces(picture, &x, &y);
    if (x.size / y.size < aspect)
        x = grown(x, y.size * aspect, picture->width);
    else
        y = grown(y, x.size / aspect, picture->height);
    double most_height = x.size / aspect * most_distortion;
    double most_width = y.size * aspect * most_distortion;
    if (y.size > most_height)
        settle(picture, view, &y, &x, most_height, false);
    else if (x.size > most_width)
        settle(picture, view, &x, &y, most_width, true);
    return (struct window){x.at, y.at, x.size, y.size, view->cols, view->rows};
}

struct rect window_cells(const struct window *self, const struct panel_box *box)
{
    double per_col = self->width / self->cols, per_row = self->height / self->rows;
    int left = (int)floor((box->x - self->x) / per_col + 0.05);
    int top = (int)floor((box->y - self->y) / per_row + 0.05);
    int right = (int)ceil((box->x + box->width - self->x) / per_col - 0.05);
    int bottom = (int)ceil((box->y + box->height - self->y) / per_row - 0.05);
    return (struct rect){left, top, right - left, bottom - top};
}

void window_point(const struct window *self, const struct panel_box *box, double *x, double *y)
{
    *x = (box->x + box->width / 2.0 - self->x) / self->width * self->cols;
    *y = (box->y + box->height / 2.0 - self->y) / self->height * self->rows;
}
