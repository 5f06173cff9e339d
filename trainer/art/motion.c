#include "art/motion.h"

#include <string.h>

#include "core/palette.h"

enum { LEAST_WAIT = 100 };

/* In every `period` a burst: after `delay` plus up to `spread` (differs by slot and burst) the
 * variant shows `times` times for `on`, with `off` between. Milliseconds. */
struct rhythm {
    const char *slot;
    int period, delay, spread, on, off, times;
};

static const struct rhythm rhythms[] = {
    {"eyes", 4000, 1500, 1000, 120, 0, 1},  /* a blink every 3-5 s */
    {"eye", 4000, 1500, 1000, 120, 0, 1},   /* Yan has only one */
    {"rec", 1000, 500, 0, 500, 0, 1},       /* recording dot, 1 Hz */
    {"light", 1000, 500, 0, 500, 0, 1},     /* any lamp that flashes */
    {"arm", 4200, 900, 600, 250, 250, 3},   /* wave, point, tap */
    {"tail", 3000, 700, 500, 250, 250, 2},  /* tail of a question mark */
    {"mouth", 2600, 300, 300, 180, 160, 4}, /* speaking */
    {"paper", 5000, 1500, 0, 2500, 0, 1},   /* the slip comes out */
    {"letters", 5000, 1500, 0, 2500, 0, 1}, /* small, then large */
    {"feet", 1200, 300, 0, 300, 300, 1},    /* hopping */
};

static const char *last_part(const char *slot)
{
    const char *dot = strrchr(slot, '.');
    return dot ? dot + 1 : slot;
}

static const struct rhythm *rhythm_of(const char *slot)
{
    const char *last = last_part(slot);
    for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
        if (strcmp(rhythms[i].slot, last) == 0)
            return &rhythms[i];
    return NULL;
}

static uint32_t scatter(const char *slot, msec_t burst)
{
    uint32_t sum = 2166136261u ^ (uint32_t)burst * 2654435761u;
    for (; *slot; slot++)
        sum = (sum ^ (unsigned char)*slot) * 16777619u;
    return sum ^ sum >> 15;
}

static msec_t burst_start(const struct rhythm *self, const char *slot, msec_t burst)
{
    int extra = self->spread ? (int)(scatter(slot, burst) % (uint32_t)self->spread) : 0;
    return burst * self->period + self->delay + extra;
}

/* Variants of a slot besides the one at rest take turns, one burst each. */
static bool has_turn(const struct panel_picture *picture, const struct panel_layer *layer,
                     msec_t burst)
{
    msec_t before = 0, all = 0;
    for (size_t i = 0; i < picture->layer_count; i++) {
        const struct panel_layer *other = &picture->layers[i];
        if (other->width == 0 || strcmp(other->slot, layer->slot) != 0)
            continue;
        before += other < layer;
        all++;
    }
    return burst % all == before;
}

/* A variant for plain views. */
static bool is_for_plain(const struct panel_layer *layer)
{
    return layer->width > 0 && strcmp(last_part(layer->slot), "detail") == 0;
}

static bool is_showing(const struct panel_picture *picture, const struct panel_layer *layer,
                       msec_t at, bool is_plain)
{
    if (is_for_plain(layer))
        return is_plain;
    const struct rhythm *rhythm = layer->width > 0 ? rhythm_of(layer->slot) : NULL;
    if (!rhythm || at <= 0)
        return false;
    msec_t burst = at / rhythm->period;
    msec_t since = at - burst_start(rhythm, layer->slot, burst);
    int beat = rhythm->on + rhythm->off;
    return since >= 0 && since < (msec_t)beat * rhythm->times && since % beat < rhythm->on &&
           has_turn(picture, layer, burst);
}

bool motion_shows(const struct panel_picture *picture, msec_t at, bool is_plain)
{
    for (size_t i = 0; i < picture->layer_count; i++)
        if (is_showing(picture, &picture->layers[i], at, is_plain))
            return true;
    return false;
}

void motion_apply(const struct panel_picture *picture, msec_t at, bool is_plain,
                  uint8_t *pixels)
{
    for (size_t i = 0; i < picture->layer_count; i++) {
        const struct panel_layer *layer = &picture->layers[i];
        if (!is_showing(picture, layer, at, is_plain))
            continue;
        const uint8_t *from = layer->pixels;
        for (int y = layer->y; y < layer->y + layer->height; y++) {
            uint8_t *row = pixels + (size_t)y * (size_t)picture->width + layer->x;
            for (int x = 0; x < layer->width; x++, from++)
                if (*from != PALETTE_DEFAULT)
                    row[x] = *from;
        }
    }
}

int motion_next(const struct panel_picture *picture, msec_t at)
{
    msec_t next = -1;
    for (size_t i = 0; i < picture->layer_count; i++) {
        const struct panel_layer *layer = &picture->layers[i];
        const struct rhythm *rhythm = layer->width > 0 ? rhythm_of(layer->slot) : NULL;
        if (!rhythm)
            continue;
        for (msec_t burst = at / rhythm->period; burst <= at / rhythm->period + 1; burst++) {
            msec_t turn = burst_start(rhythm, layer->slot, burst);
            for (int k = 0; k < 2 * rhythm->times; k++) {
                if (turn > at && (next < 0 || turn < next))
                    next = turn;
                turn += k % 2 ? rhythm->off : rhythm->on;
            }
        }
    }
    if (next < 0)
        return -1;
    return next - at < LEAST_WAIT ? LEAST_WAIT : (int)(next - at);
}
