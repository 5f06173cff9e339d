#include "art/strokes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/err.h"

enum { NEIGHBOURS = 8, CORE = 3 };

struct plane {
    uint8_t *ink;
    int width, height;
};

static int ink_at(const struct plane *self, int x, int y)
{
    bool is_inside = x >= 0 && y >= 0 && x < self->width && y < self->height;
    return is_inside ? self->ink[(size_t)y * (size_t)self->width + (size_t)x] : 0;
}

/* Mark what lies in a block of CORE x CORE parts, all of them ink. */
static void mark_solid(const struct plane *self, uint8_t *solid)
{
    for (int y = 0; y + CORE <= self->height; y++) {
        for (int x = 0; x + CORE <= self->width; x++) {
            int count = 0;
            for (int i = 0; i < CORE * CORE; i++)
                count += ink_at(self, x + i % CORE, y + i / CORE);
            for (int i = 0; i < CORE * CORE && count == CORE * CORE; i++)
                solid[(size_t)(y + i / CORE) * (size_t)self->width + (size_t)(x + i % CORE)] =
                    1;
        }
    }
}

/* May the ink at (x, y) go in this half of a round?  It lies on a border, its going cuts no
 * line and shortens none. */
static bool is_spare(const struct plane *self, int x, int y, bool is_second)
{
    static const int across[] = {0, 1, 1, 1, 0, -1, -1, -1}; /* clockwise from above */
    static const int down[] = {-1, -1, 0, 1, 1, 1, 0, -1};
    int near[NEIGHBOURS], count = 0, turns = 0;
    for (int i = 0; i < NEIGHBOURS; i++)
        count += near[i] = ink_at(self, x + across[i], y + down[i]);
    for (int i = 0; i < NEIGHBOURS; i++)
        turns += !near[i] && near[(i + 1) % NEIGHBOURS];
    int above = near[0], right = near[2], below = near[4], left = near[6];
    bool is_edge = is_second ? !(above && right && left) && !(above && below && left)
                             : !(above && right && below) && !(right && below && left);
    return count >= 2 && count <= 6 && turns == 1 && is_edge;
}

static bool peel(const struct plane *self, const uint8_t *solid, uint8_t *spare, bool is_second)
{
    size_t count = (size_t)self->width * (size_t)self->height;
    bool is_any = false;
    memset(spare, 0, count);
    for (size_t i = 0; i < count; i++)
        spare[i] = self->ink[i] && !solid[i] &&
                   is_spare(self, (int)(i % (size_t)self->width),
                            (int)(i / (size_t)self->width), is_second);
    for (size_t i = 0; i < count; i++) {
        is_any = is_any || spare[i];
        self->ink[i] &= (uint8_t)!spare[i];
    }
    return is_any;
}

void strokes_thin(uint8_t *ink, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    struct plane plane = {ink, width, height};
    uint8_t *solid = xcalloc(count, 1), *spare = xmalloc(count);
    mark_solid(&plane, solid);
    bool is_changing = true;
    while (is_changing) {
        is_changing = peel(&plane, solid, spare, false);
        is_changing = peel(&plane, solid, spare, true) || is_changing;
    }
    free(spare);
    free(solid);
}
