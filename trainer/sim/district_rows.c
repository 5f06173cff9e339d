#include "sim/district_rows.h"

#include "core/clock.h"
#include "sim/district_text.h"

#include <stdlib.h>

enum {
    MINUTES_A_DAY = 1440,
    APART_METRES = 80,
    APART_MINUTES = 48 * 60,
    NEAR_METRES = 55, /* a complaint lies so far from its point, at most, in each direction */
    HOURS = 24
};

bool district_is_repeat(const struct district_row *a, const struct district_row *b)
{
    const int64_t apart = a->minute > b->minute ? a->minute - b->minute : b->minute - a->minute;
    const struct district_point *of_a = &district_points[a->point],
                                *of_b = &district_points[b->point];
    const int64_t east = of_a->x + a->east - of_b->x - b->east;
    const int64_t south = of_a->y + a->south - of_b->y - b->south;
    if (a->kind != b->kind || apart > APART_MINUTES ||
        east * east + south * south > APART_METRES * APART_METRES) {
        return false;
    }
    struct sbuf text_a = {0}, text_b = {0};
    district_text(a, LANG_ZH, &text_a);
    district_text(b, LANG_ZH, &text_b);
    const bool is_alike =
        district_similarity(sbuf_text(&text_a), sbuf_text(&text_b)) >= DISTRICT_ALIKE;
    sbuf_release(&text_a);
    sbuf_release(&text_b);
    return is_alike;
}

/* --- drawing --- */

struct draft { /* a row before its place in time is known */
    struct district_row row;
    size_t serial, source; /* source: the draft it repeats, its own serial if none */
};

struct maker {
    struct district *district;
    struct chance chance;
    struct district_texts *texts;
    struct draft *drafts;
    size_t count;
};

/* When people complain: share of each hour. */
/* clang-format off */
static const uint8_t hours[DISTRICT_KINDS][HOURS] = {
    [DISTRICT_NOISE]   = {2, 1, 0, 0, 0, 1, 3, 3, 3, 4, 4, 4, 6, 5, 3, 3, 4, 5, 7, 11, 13, 10, 6, 3},
    [DISTRICT_BIKES]   = {0, 0, 0, 0, 0, 1, 4, 11, 12, 6, 4, 3, 4, 3, 3, 4, 6, 11, 10, 6, 4, 2, 1, 0},
    [DISTRICT_STALLS]  = {1, 0, 0, 0, 0, 2, 7, 9, 7, 4, 4, 6, 6, 3, 3, 4, 7, 9, 10, 9, 6, 4, 2, 1},
    [DISTRICT_FRONTS]  = {0, 0, 0, 0, 0, 0, 2, 5, 8, 10, 10, 8, 6, 6, 8, 8, 8, 7, 6, 4, 2, 1, 0, 0},
    [DISTRICT_LITTER]  = {0, 0, 0, 0, 0, 1, 5, 9, 9, 8, 7, 6, 6, 6, 6, 6, 7, 7, 6, 4, 3, 2, 1, 0},
    [DISTRICT_POSTERS] = {0, 0, 0, 0, 0, 0, 2, 6, 9, 10, 9, 7, 6, 6, 8, 8, 8, 6, 5, 4, 3, 2, 0, 0},
    [DISTRICT_WASTE]   = {5, 4, 3, 2, 2, 3, 5, 6, 6, 5, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6},
};
/* clang-format on */

/* Index of a share drawn in proportion. */
static size_t draw_share(struct chance *chance, const uint32_t *shares, size_t count)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += shares[i];
    }
    uint32_t left = chance_below(chance, sum);
    size_t at = 0;
    while (left >= shares[at]) {
        left -= shares[at++];
    }
    return at;
}

static int signed_below(struct chance *chance, int most)
{
    return (int)chance_below(chance, (uint32_t)(2 * most + 1)) - most;
}

/* Warm dry evenings are loud; nobody parks a bike in the rain. */
static uint32_t day_share(enum district_kind kind, const struct district_weather *weather)
{
    enum { PLAIN = 10, WARM = 28, A_DEGREE = 3, RAIN_LESS = 6 };
    uint32_t share = PLAIN;
    if (kind == DISTRICT_NOISE && weather->high > WARM) {
        share += A_DEGREE * (uint32_t)(weather->high - WARM);
    }
    if (weather->is_rain && (kind == DISTRICT_NOISE || kind == DISTRICT_BIKES)) {
        share -= RAIN_LESS;
    }
    return share;
}

static int64_t draw_minute(struct maker *maker, int month, enum district_kind kind)
{
    enum { DAYS_MOST = 31, MINUTES_AN_HOUR = 60 };
    const int32_t first = district_month_start(0), from = district_month_start(month);
    const size_t days = (size_t)(district_month_start(month + 1) - from);
    uint32_t by_day[DAYS_MOST], by_hour[HOURS];
    for (size_t i = 0; i < days; i++) {
        by_day[i] = day_share(kind, &maker->district->weather[(size_t)(from - first) + i]);
    }
    for (size_t i = 0; i < HOURS; i++) {
        by_hour[i] = hours[kind][i];
    }
    const int64_t day = from + (int64_t)draw_share(&maker->chance, by_day, days);
    const int64_t hour = (int64_t)draw_share(&maker->chance, by_hour, HOURS);
    return day * MINUTES_A_DAY + hour * MINUTES_AN_HOUR +
           chance_below(&maker->chance, MINUTES_AN_HOUR);
}

static uint32_t draw_caller(struct maker *maker)
{
    enum { CALLERS = 1 << 24 };
    return chance_below(&maker->chance, CALLERS);
}

static struct draft *add(struct maker *maker, enum district_kind kind, int point,
                         int64_t minute)
{
    static const uint32_t channels[DISTRICT_CHANNELS] = {11, 6, 2, 1};
    static const uint32_t items[DISTRICT_ITEMS] = {12, 4, 3, 1};
    size_t known = 0;
    while (known < DISTRICT_ITEMS && district_kinds[kind].items[known]) {
        known++;
    }
    struct draft *draft = &maker->drafts[maker->count];
    *draft = (struct draft){.serial = maker->count, .source = maker->count};
    draft->row = (struct district_row){
        .minute = minute,
        .caller = draw_caller(maker),
        .east = (int16_t)signed_below(&maker->chance, NEAR_METRES),
        .south = (int16_t)signed_below(&maker->chance, NEAR_METRES),
        .kind = (uint8_t)kind,
        .point = (uint8_t)point,
        .item = (uint8_t)draw_share(&maker->chance, items, known),
        .channel = (uint8_t)draw_share(&maker->chance, channels, DISTRICT_CHANNELS),
        .text = (uint8_t)chance_below(&maker->chance, DISTRICT_TEXTS),
    };
    maker->count++;
    return draft;
}

/* The event of `source` told once more, later, within the month. */
static struct draft *add_repeat(struct maker *maker, size_t source, int64_t minute, int month)
{
    const struct district_row first = maker->drafts[source].row;
    const int64_t end = (int64_t)district_month_start(month + 1) * MINUTES_A_DAY - 1;
    struct draft *draft =
        add(maker, (enum district_kind)first.kind, first.point, minute < end ? minute : end);
    draft->source = source;
    draft->row.east = first.east;
    draft->row.south = first.south;
    draft->row.item = first.item;
    return draft;
}

/* One window calls every eighteen hours, the whole of June 2026. */
static void add_window(struct maker *maker, int point)
{
    enum { FIRST_CALL = 7 * 60, EVERY = 1092, EARLIER = 45 };
    const int64_t start = (int64_t)district_month_start(DISTRICT_JUNE) * MINUTES_A_DAY;
    struct draft *first = add(maker, DISTRICT_NOISE, point, start + FIRST_CALL);
    const size_t source = first->serial;
    const uint32_t caller = first->row.caller;
    first->row.channel = 0;
    for (int call = 1; call < DISTRICT_WINDOW_CALLS; call++) {
        struct draft *again = add_repeat(maker, source,
                                         start + FIRST_CALL + call * EVERY -
                                             (int)chance_below(&maker->chance, EARLIER),
                                         DISTRICT_JUNE);
        again->source = again->serial - 1; /* each is like the call before */
        again->row.caller = caller;
        again->row.channel = 0;
    }
}

static void fill_cell(struct maker *maker, int month, enum district_kind kind, int point)
{
    enum { SOONEST = 45, LATEST = 36 * 60 };
    struct district_cell cell = maker->district->census.cells[month][kind][point];
    if (cell.repeats == DISTRICT_WINDOW_CALLS - 1) {
        add_window(maker, point);
        cell.raw = (uint16_t)(cell.raw - DISTRICT_WINDOW_CALLS);
        cell.repeats = 0;
    }
    const size_t from = maker->count;
    for (int i = 0; i < cell.raw - cell.repeats; i++) {
        add(maker, kind, point, draw_minute(maker, month, kind));
    }
    for (size_t i = 0; i < cell.repeats; i++) {
        const int64_t later = SOONEST + chance_below(&maker->chance, LATEST);
        add_repeat(maker, from + i, maker->drafts[from + i].row.minute + later, month);
    }
}

static void draw_weather(struct maker *maker)
{
    enum { SWING = 4, RAIN_IN_TEN = 3, MONTHS_A_YEAR = 12 };
    static const int highs[MONTHS_A_YEAR] = {30, 34, 34, 29, 23, 17, 11, 8, 11, 16, 22, 27};
    const int32_t first = district_month_start(0);
    for (int month = 0; month < DISTRICT_MONTHS; month++) {
        for (int32_t day = district_month_start(month); day < district_month_start(month + 1);
             day++) {
            const int high = highs[month % MONTHS_A_YEAR] + signed_below(&maker->chance, SWING);
            maker->district->weather[day - first] = (struct district_weather){
                .high = (int8_t)high,
                .is_rain = chance_below(&maker->chance, 10) < RAIN_IN_TEN};
        }
    }
}

/* --- putting in order --- */

static int compare_drafts(const void *a, const void *b)
{
    const struct draft *x = a, *y = b;
    if (x->row.minute != y->row.minute) {
        return x->row.minute < y->row.minute ? -1 : 1;
    }
    return (x->serial > y->serial) - (x->serial < y->serial);
}

/* Is there an earlier row near `at`, other than of `event`, that says nearly the same? */
static bool clashes(const struct maker *maker, size_t at, int text, uint32_t event)
{
    const struct district_row *rows = maker->district->rows, *row = &rows[at];
    for (size_t i = at; i-- > 0 && row->minute - rows[i].minute <= APART_MINUTES;) {
        if (rows[i].kind != row->kind || rows[i].point != row->point ||
            rows[i].event == event) {
            continue;
        }
        const int east = rows[i].east - row->east, south = rows[i].south - row->south;
        if (east * east + south * south <= APART_METRES * APART_METRES &&
            district_texts_alike(maker->texts, (enum district_kind)row->kind, text,
                                 rows[i].text)) {
            return true;
        }
    }
    return false;
}

/* A new event says something that nobody near said in the two days before. */
static void say_new(struct maker *maker, size_t at)
{
    struct district_row *row = &maker->district->rows[at];
    row->event = (uint32_t)at;
    for (int tries = 0; tries < DISTRICT_TEXTS && clashes(maker, at, row->text, row->event);
         tries++) {
        enum { STRIDE = 67 }; /* prime to DISTRICT_TEXTS: comes by every text */
        row->text = (uint8_t)((row->text + STRIDE) % DISTRICT_TEXTS);
    }
}

/* A repeat says the same with another ending, if that is like nothing else. */
static void say_again(struct maker *maker, size_t at, size_t source)
{
    struct district_row *row = &maker->district->rows[at];
    const struct district_row *first = &maker->district->rows[source];
    const int other =
        first->text / DISTRICT_WISHES * DISTRICT_WISHES + row->text % DISTRICT_WISHES;
    row->event = first->event;
    row->text = first->text;
    if (district_texts_alike(maker->texts, (enum district_kind)row->kind, other, first->text) &&
        !clashes(maker, at, other, row->event)) {
        row->text = (uint8_t)other;
    }
}

static void order(struct maker *maker)
{
    struct district *district = maker->district;
    size_t *places = xcalloc(maker->count, sizeof *places);
    qsort(maker->drafts, maker->count, sizeof *maker->drafts, compare_drafts);
    district->row_count = maker->count;
    district->rows = xcalloc(maker->count, sizeof *district->rows);
    for (size_t i = 0; i < maker->count; i++) {
        const struct draft *draft = &maker->drafts[i];
        places[draft->serial] = i;
        district->rows[i] = draft->row;
        if (draft->source == draft->serial) {
            say_new(maker, i);
        } else {
            say_again(maker, i, places[draft->source]);
        }
    }
    free(places);
}

struct district *district_new(uint64_t seed)
{
    struct district *self = xcalloc(1, sizeof *self);
    struct maker maker = {.district = self, .texts = district_texts_new()};
    size_t room = 0;
    district_census(&self->census, seed);
    chance_init(&maker.chance, seed);
    draw_weather(&maker);
    for (int kind = 0; kind < DISTRICT_KINDS; kind++) {
        room += (size_t)district_sum(&self->census, (enum district_kind)kind, 0,
                                     DISTRICT_MONTHS - 1, DISTRICT_ALL, false);
    }
    maker.drafts = xcalloc(room, sizeof *maker.drafts);
    for (int month = 0; month < DISTRICT_MONTHS; month++) {
        for (int kind = 0; kind < DISTRICT_KINDS; kind++) {
            for (int point = 0; point < DISTRICT_POINTS; point++) {
                fill_cell(&maker, month, (enum district_kind)kind, point);
            }
        }
    }
    order(&maker);
    district_texts_free(maker.texts);
    free(maker.drafts);
    return self;
}

void district_free(struct district *self)
{
    if (self) {
        free(self->rows);
        free(self);
    }
}
