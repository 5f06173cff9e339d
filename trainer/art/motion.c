#include "art/motion.h"

#include <string.h>

#include "core/palette.h"

enum { LEAST_WAIT = 100, ONCE = 24 * 3600 * 1000 };

/* In every `period` a burst: after `delay` plus up to `spread` (differs by slot and burst) the
 * variant shows `times` times for `on`, with `off` between. Milliseconds.  With `steps` it does
 * not go at once: what it covers comes out from above in that many steps. */
struct rhythm {
    const char *slot;
    int period, delay, spread, on, off, times, steps;
};

static const struct rhythm rhythms[] = {
    {"eyes", 4000, 1500, 1000, 120, 0, 1, 0},  /* a blink every 3-5 s */
    {"eye", 4000, 1500, 1000, 120, 0, 1, 0},   /* Yan has only one */
    {"rec", 1000, 500, 0, 500, 0, 1, 0},       /* recording dot, 1 Hz */
    {"light", 1000, 500, 0, 500, 0, 1, 0},     /* any lamp that flashes */
    {"arm", 4200, 900, 600, 250, 250, 3, 0},   /* wave, point, tap */
    {"tail", 3000, 700, 500, 250, 250, 2, 0},  /* tail of a question mark */
    {"mouth", 2600, 300, 300, 180, 160, 4, 0}, /* speaking */
    {"paper", 5000, 1500, 0, 2500, 0, 1, 0},   /* a longer piece of paper */
    {"slip", ONCE, 0, 0, 3600, 0, 1, 12},      /* hidden, then printed line by line */
    {"letters", 5000, 1500, 0, 2500, 0, 1, 0}, /* small, then large */
    {"feet", 1200, 300, 0, 300, 300, 1, 0},    /* hopping */
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

/* How many of its steps a variant has come out at `at`, 0 where it has none; -1 = it does not
 * show. */
static int step_of(const struct panel_picture *picture, const struct panel_layer *layer,
                   msec_t at)
{
    const struct rhythm *rhythm = layer->width > 0 ? rhythm_of(layer->slot) : NULL;
    if (!rhythm || at <= 0)
        return -1;
    msec_t burst = at / rhythm->period;
    msec_t since = at - burst_start(rhythm, layer->slot, burst);
    int beat = rhythm->on + rhythm->off;
    if (since < 0 || since >= (msec_t)beat * rhythm->times || since % beat >= rhythm->on ||
        !has_turn(picture, layer, burst))
        return -1;
    return (int)(since % beat * rhythm->steps / rhythm->on);
}

static bool is_showing(const struct panel_picture *picture, const struct panel_layer *layer,
                       msec_t at, bool is_plain)
{
    return is_for_plain(layer) ? is_plain : step_of(picture, layer, at) >= 0;
}

/* The first row of a variant that still covers what is under it. */
static int first_row(const struct panel_picture *picture, const struct panel_layer *layer,
                     msec_t at)
{
    const struct rhythm *rhythm = rhythm_of(layer->slot);
    if (!rhythm || rhythm->steps == 0)
        return layer->y;
    return layer->y + layer->height * step_of(picture, layer, at) / rhythm->steps;
}

double motion_progress(const struct panel_picture *picture, msec_t at)
{
    for (size_t i = 0; i < picture->layer_count; i++) {
        const struct panel_layer *layer = &picture->layers[i];
        const struct rhythm *rhythm = rhythm_of(layer->slot);
        int step = rhythm && rhythm->steps > 0 ? step_of(picture, layer, at) : -1;
        if (step >= 0)
            return (double)step / rhythm->steps;
    }
    return 1;
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
        int first = first_row(picture, layer, at);
        const uint8_t *from = layer->pixels + (size_t)(first - layer->y) * (size_t)layer->width;
        for (int y = first; y < layer->y + layer->height; y++) {
            uint8_t *row = pixels + (size_t)y * (size_t)picture->width + layer->x;
            for (int x = 0; x < layer->width; x++, from++)
                if (*from != PALETTE_DEFAULT)
                    row[x] = *from;
        }
    }
}

/* The next step of a burst after `at` that began at `start`; -1 = there is none. */
static msec_t next_step(const struct rhythm *self, msec_t start, msec_t at)
{
    for (int i = 1; i < self->steps; i++) {
        msec_t turn = start + ((msec_t)self->on * i + self->steps - 1) / self->steps;
        if (turn > at)
            return turn;
    }
    return -1;
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
            msec_t step = next_step(rhythm, turn, at);
            if (step > at && (next < 0 || step < next))
                next = step;
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
