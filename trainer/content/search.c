#include "content/search_index.h"

#include <stdlib.h>
#include <string.h>

enum { QUERY_MAX = 240, WORDS_MAX = 8 };

/* How a typed text meets a phrase, best first. */
enum meeting {
    MEET_EQUAL,
    MEET_INITIALS,
    MEET_PREFIX,
    MEET_INITIALS_PREFIX,
    MEET_WITHIN,
    MEET_INITIALS_WITHIN,
    MEET_NOT
};

/* UNRANKED is above every sum of ranks. */
enum { RANK_CODE = 0, RANK_CODE_PREFIX = 1, RANK_WORDS = 20, UNRANKED = 255 };
/* clang-format off */
static const int ranks[PHRASE_KINDS][MEET_NOT] = {
    /*                  equal initials prefix init-prefix within init-within */
    [PHRASE_TITLE]   = {    2,       3,     5,          6,     7,          8 },
    [PHRASE_KEYWORD] = {    4,       9,     9,         10,    10,         11 },
    [PHRASE_ENGLISH] = {    2,      14,    12,         14,    13,         14 },
};
/* clang-format on */

struct query {
    uint32_t characters[QUERY_MAX];
    size_t count;
    struct hint hint;            /* what a phrase must have */
    uint64_t first;              /* letters that a reading of the first one may begin with */
    char letters[QUERY_MAX + 1]; /* the same where all of it is ASCII, else "" */
};

/* --- one phrase --------------------------------------------------------------------------- */

struct walk { /* reading typed letters along a phrase */
    const struct sign *signs;
    const uint32_t *text;
    size_t count;
    size_t at;
    size_t end; /* where the letters ended */
};

static const struct sign *sign_at(const struct walk *self, size_t at)
{
    return &self->signs[self->text[at]];
}

static bool walk_on(const char *rest, void *context);

/* Try every reading of the character at walk->at. */
static bool walk_from(const char *typed, struct walk *walk)
{
    if (walk->at == walk->count)
        return false;
    const struct sign *sign = sign_at(walk, walk->at);
    const char *readings = sign->readings;
    if (readings == NULL)
        return (uint32_t)(unsigned char)*typed == sign->character && walk_on(typed + 1, walk);
    while (*readings != '\0') {
        size_t len = strcspn(readings, ",");
        if (pinyin_begins(typed, readings, len, walk_on, walk))
            return true;
        readings += len;
        readings += *readings == ',';
    }
    return false;
}

static bool walk_on(const char *rest, void *context)
{
    struct walk *walk = context;
    if (*rest == '\0') {
        walk->end = walk->at + 1;
        return true;
    }
    walk->at++;
    bool is_found = walk_from(rest, walk);
    walk->at--;
    return is_found;
}

/* The quick look before the walk: may anything that was typed begin at `at`? */
static bool may_begin(const struct walk *phrase, size_t at, const struct query *query)
{
    const struct sign *sign = sign_at(phrase, at);
    return query->letters[0] != '\0' ? (sign->starts & query->first) != 0
                                     : sign->character == query->characters[0];
}

static bool meets_initials(const struct walk *phrase, size_t at, const struct query *query)
{
    if (query->letters[0] == '\0' || sign_at(phrase, at)->readings == NULL ||
        query->count > phrase->count - at)
        return false;
    for (size_t i = 0; i < query->count; i++)
        if ((sign_at(phrase, at + i)->starts & hint_letter(query->letters[i])) == 0)
            return false;
    return true;
}

/* Characters of the phrase from `at` on that are what was typed, 0 if they are not. */
static size_t meets_at(struct walk *phrase, size_t at, const struct query *query)
{
    size_t same = 0;
    while (same < query->count && at + same < phrase->count &&
           sign_at(phrase, at + same)->character == query->characters[same])
        same++;
    if (same == query->count)
        return query->count;
    phrase->at = at;
    return query->letters[0] != '\0' && walk_from(query->letters, phrase) ? phrase->end - at
                                                                          : 0;
}

/* By the hints alone: can the phrase not meet what was typed? */
static bool is_hopeless(const struct hint *hint, const struct query *query)
{
    if (query->letters[0] != '\0')
        return (query->first & hint->letters) == 0 || !hint_may_sound(hint, &query->hint);
    return (query->hint.present & ~hint->present) != 0;
}

static enum meeting meet(struct walk *phrase, const struct query *query)
{
    size_t met = meets_at(phrase, 0, query);
    bool is_initials = meets_initials(phrase, 0, query), is_within = false;
    if (met == phrase->count)
        return MEET_EQUAL;
    if (is_initials && query->count == phrase->count)
        return MEET_INITIALS;
    if (met > 0)
        return MEET_PREFIX;
    if (is_initials)
        return MEET_INITIALS_PREFIX;
    for (size_t at = 1; at < phrase->count; at++) {
        if (!may_begin(phrase, at, query))
            continue;
        if (meets_at(phrase, at, query) > 0)
            return MEET_WITHIN;
        is_within = is_within || meets_initials(phrase, at, query);
    }
    return is_within ? MEET_INITIALS_WITHIN : MEET_NOT;
}

/* --- ranking ------------------------------------------------------------------------------ */

static void query_init(struct query *self, const char *text, size_t len)
{
    *self = (struct query){.count = 0};
    self->count = search_skeleton(text, len, self->characters, QUERY_MAX);
    self->hint.present = hint_present(self->characters, self->count);
    for (size_t i = 0; i < self->count; i++) {
        if (self->characters[i] >= 0x80) {
            self->letters[0] = '\0';
            return;
        }
        self->letters[i] = (char)self->characters[i];
        self->letters[i + 1] = '\0';
    }
    const char first = self->letters[0];
    self->first = hint_letter(first);
    if (first == 'n' || first == 'l') /* sound alike */
        self->first = hint_letter('n') | hint_letter('l');
    hint_typed(&self->hint, self->letters);
}

/* Codes are digits only: most of what is typed needs no look at them. */
static void rank_codes(const struct search *self, const struct query *query, uint8_t *best)
{
    if (query->letters[0] == '\0' || query->count >= CATALOG_CODE_MAX)
        return;
    for (size_t i = 0; i < self->count; i++)
        if (strncmp(self->codes[i], query->letters, query->count) == 0)
            best[i] = self->codes[i][query->count] == '\0' ? RANK_CODE : RANK_CODE_PREFIX;
}

/* The best rank of each item under one query. */
static void rank_all(const struct search *self, const struct query *query, uint8_t *best)
{
    memset(best, UNRANKED, self->count);
    for (size_t i = 0; i < self->phrase_count; i++) {
        if (is_hopeless(&self->hints[i], query))
            continue;
        const struct phrase *phrase = &self->phrases[i];
        struct walk walk = {
            .signs = self->signs, .text = self->text + phrase->at, .count = phrase->count};
        const enum meeting meeting = meet(&walk, query);
        if (meeting == MEET_NOT)
            continue;
        const uint8_t rank = (uint8_t)ranks[phrase->kind][meeting];
        for (uint32_t k = self->first_items[i]; k < self->first_items[i + 1]; k++)
            if (rank < best[self->items[k]])
                best[self->items[k]] = rank;
    }
    rank_codes(self, query, best);
}

/* Items that the whole text does not find, by its words, all of which must be found. */
static void rank_by_words(const struct search *self, const char *text, uint8_t *best)
{
    uint8_t *sums = xmalloc(self->count), *one = xmalloc(self->count);
    memset(sums, RANK_WORDS, self->count);
    int words = 0;
    for (const char *at = text + strspn(text, " \t"); *at != '\0' && words < WORDS_MAX;
         words++) {
        const size_t len = strcspn(at, " \t");
        struct query query;
        query_init(&query, at, len);
        if (query.count > 0)
            rank_all(self, &query, one);
        for (size_t i = 0; i < self->count && query.count > 0; i++)
            sums[i] = one[i] == UNRANKED || sums[i] == UNRANKED ? UNRANKED
                                                                : (uint8_t)(sums[i] + one[i]);
        at += len;
        at += strspn(at, " \t");
    }
    for (size_t i = 0; i < self->count && words > 1; i++)
        if (best[i] == UNRANKED)
            best[i] = sums[i];
    free(sums);
    free(one);
}

/* Does item `a` stand before `b`?  Of equals the shorter title is nearer to what was typed. */
static bool is_before(const struct search *self, const uint8_t *best, uint32_t a, uint32_t b)
{
    if (best[a] != best[b])
        return best[a] < best[b];
    if (self->lengths[a] != self->lengths[b])
        return self->lengths[a] < self->lengths[b];
    const int order = strcmp(self->codes[a], self->codes[b]);
    return order != 0 ? order < 0 : a < b;
}

/* The first `room` of the ranked items, in order; returns how many. */
static size_t take_first(const struct search *self, const uint8_t *best, uint32_t *first,
                         size_t room)
{
    size_t count = 0;
    for (uint32_t i = 0; i < self->count; i++) {
        if (best[i] == UNRANKED ||
            (count == room && (room == 0 || !is_before(self, best, i, first[room - 1]))))
            continue;
        size_t low = 0, high = count;
        while (low < high) {
            const size_t middle = (low + high) / 2;
            if (is_before(self, best, first[middle], i))
                low = middle + 1;
            else
                high = middle;
        }
        count += count < room;
        memmove(first + low + 1, first + low, (count - low - 1) * sizeof first[0]);
        first[low] = i;
    }
    return count;
}

struct search *search_new(const struct catalog *catalog, int32_t day, const char *pinyin_table,
                          struct err *err)
{
    struct pinyin *pinyin = NULL;
    if (pinyin_table != NULL && (pinyin = pinyin_open(pinyin_table, err)) == NULL)
        return NULL;
    struct search *self = xcalloc(1, sizeof *self);
    *self = (struct search){.catalog = catalog, .day = day, .pinyin = pinyin};
    return self;
}

void search_free(struct search *self)
{
    if (self == NULL)
        return;
    free(self->signs);
    free(self->text);
    free(self->phrases);
    free(self->hints);
    free(self->items);
    free(self->first_items);
    free(self->of);
    free(self->lengths);
    free(self->codes);
    pinyin_free(self->pinyin);
    free(self);
}

size_t search_find(struct search *self, const char *words, const struct catalog_item **out,
                   size_t room)
{
    struct query whole;
    query_init(&whole, words, strlen(words));
    if (whole.count == 0)
        return 0;
    if (!self->is_built)
        search_build(self);
    if (self->count == 0)
        return 0;
    uint8_t *best = xmalloc(self->count);
    uint32_t *first = xreallocarray(NULL, room + 1, sizeof first[0]);
    rank_all(self, &whole, best);
    if (strpbrk(words, " \t") != NULL)
        rank_by_words(self, words, best);
    const size_t count = take_first(self, best, first, room);
    for (size_t i = 0; i < count; i++)
        out[i] = self->of[first[i]];
    free(best);
    free(first);
    return count;
}
