#include "content/search_index.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "core/text.h"

enum { LETTERS = 36, ASCII = 0x80 };
static const uint32_t phrase_none = UINT32_MAX;

/* --- characters --------------------------------------------------------------------------- */

static bool is_kept(uint32_t character)
{
    if (character < ASCII)
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
    return character < 0x2000 || (character > 0x206F && character < 0x3000) ||
           character > 0x303F;
}

/* The kept characters of valid text; at most `room` into `out`.  With `is_plain`: only while
 * they are ASCII or ideographs, which folding leaves alone but for capitals; else (size_t)-1.
 */
static size_t kept(const char *text, size_t len, bool is_plain, uint32_t *out, size_t room)
{
    size_t count = 0;
    const uint8_t *at = (const uint8_t *)text, *const end = at + len;
    while (at < end && count < room) {
        ucs4_t character = *at;
        const int step = character < ASCII ? 1 : u8_mbtouc(&character, at, (size_t)(end - at));
        if (is_plain && character >= ASCII && (character < 0x4E00 || character > 0x9FFF))
            return (size_t)-1;
        if (character >= 'A' && character <= 'Z')
            character += 'a' - 'A';
        if (is_kept(character))
            out[count++] = character;
        at += step;
    }
    return count;
}

size_t search_skeleton(const char *text, size_t len, uint32_t *out, size_t room)
{
    size_t count = kept(text, len, true, out, room);
    if (count == (size_t)-1) {
        char *copy = xstrndup(text, len);
        struct sbuf folded = {0};
        text_fold(&folded, copy);
        count = kept(sbuf_text(&folded), folded.len, false, out, room);
        sbuf_release(&folded);
        free(copy);
    }
    return count;
}

/* --- hints -------------------------------------------------------------------------------- */

/* 0..35, -1 for what is neither letter nor digit.  l sounds like n; ü is typed u or v. */
static int sound_of(char letter)
{
    if (letter >= '0' && letter <= '9')
        return 26 + letter - '0';
    if (letter < 'a' || letter > 'z')
        return -1;
    return letter == 'l' ? 'n' - 'a' : letter == 'v' ? 'u' - 'a' : letter - 'a';
}

uint64_t hint_letter(char letter)
{
    if (letter >= 'a' && letter <= 'z')
        return (uint64_t)1 << (letter - 'a');
    return letter >= '0' && letter <= '9' ? (uint64_t)1 << (26 + letter - '0') : 0;
}

uint64_t hint_present(const uint32_t *characters, size_t count)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits |= (uint64_t)1 << (characters[i] * 2654435761U >> 26);
    return bits;
}

static uint32_t hash_pair(int one, int other)
{
    return (uint32_t)(one * LETTERS + other + 1) * 2654435761U;
}

static void add_sound(struct hint *self, int one, int other)
{
    const uint32_t bit = hash_pair(one, other) >> 24;
    self->sound[bit / 64] |= (uint64_t)1 << bit % 64;
}

static uint64_t initials_bit(int one, int other)
{
    return (uint64_t)1 << (hash_pair(one, other) >> 26);
}

/* zh sounds like z, ang like an: h after z, c, s and g after n are not heard.  That is a little
 * more than what people mix up, so a hint lets through what meeting then turns down. */
static uint64_t swallows(int sound)
{
    if (sound == 'h' - 'a')
        return hint_letter('z') | hint_letter('c') | hint_letter('s');
    return sound == 'g' - 'a' ? hint_letter('n') : 0;
}

/* Hear a syllable after sounds that may end in `from`; returns what it may then end in. */
static uint64_t hear(struct hint *self, const char *syllable, size_t len, uint64_t from)
{
    for (size_t i = 0; i < len; i++) {
        const int sound = sound_of(syllable[i]);
        if (sound < 0)
            return 0;
        const uint64_t mute = from & swallows(sound);
        for (uint64_t rest = from & ~mute; rest != 0; rest &= rest - 1)
            add_sound(self, __builtin_ctzll(rest), sound);
        from = mute | (uint64_t)1 << sound; /* or what is typed begins here */
    }
    return from;
}

void hint_typed(struct hint *self, const char *letters)
{
    uint64_t last = 0;
    for (const char *c = letters; *c != '\0'; c++) {
        const int sound = sound_of(*c);
        if (last & swallows(sound))
            continue;
        if (last != 0)
            add_sound(self, __builtin_ctzll(last), sound);
        last = (uint64_t)1 << sound;
    }
    for (const char *c = letters; *c != '\0' && c[1] != '\0'; c++)
        self->initials |=
            initials_bit(__builtin_ctzll(hint_letter(*c)), __builtin_ctzll(hint_letter(c[1])));
}

bool hint_may_sound(const struct hint *self, const struct hint *typed)
{
    uint64_t missing = 0;
    for (int i = 0; i < HINT_SOUND_WORDS; i++)
        missing |= typed->sound[i] & ~self->sound[i];
    return missing == 0 || (typed->initials & ~self->initials) == 0;
}

static void hint_phrase(struct hint *self, const struct sign *signs, const uint32_t *text,
                        size_t count)
{
    uint64_t from = 0;
    for (size_t i = 0; i < count; i++) {
        const struct sign *sign = &signs[text[i]];
        uint64_t to = 0;
        const char ascii = (char)sign->character;
        if (sign->readings == NULL && sign->character < ASCII)
            to = hear(self, &ascii, 1, from);
        for (const char *at = sign->readings; at != NULL && *at != '\0';) {
            const size_t len = strcspn(at, ",");
            to |= hear(self, at, len, from);
            at += len;
            at += *at == ',';
        }
        from = to;
        self->letters |= sign->starts;
        const uint64_t next = i + 1 < count ? signs[text[i + 1]].starts : 0;
        for (uint64_t one = sign->starts; one != 0; one &= one - 1)
            for (uint64_t other = next; other != 0; other &= other - 1)
                self->initials |= initials_bit(__builtin_ctzll(one), __builtin_ctzll(other));
    }
}

/* --- building ----------------------------------------------------------------------------- */

struct table { /* open addressing; a slot holds a number + 1, 0 = free */
    uint32_t *slots;
    size_t room; /* a power of two */
    size_t used;
};

struct builder {
    struct search *made;
    struct table signs, phrases;
    const char **raw; /* what each phrase was written as, for telling them apart */
    uint32_t *raw_lens;
    uint32_t *pairs; /* phrase and item, one after the other */
    size_t pair_count, pair_room;
    size_t sign_count, sign_room, text_count, text_room, phrase_room;
    uint32_t *characters; /* the phrase at hand */
    const char **readings;
    size_t room;
};

static void table_grow(struct table *self, uint32_t (*hash_of)(const struct builder *, size_t),
                       const struct builder *builder)
{
    if (self->used * 2 < self->room)
        return;
    free(self->slots);
    self->room = self->room == 0 ? 1024 : self->room * 2;
    self->slots = xcalloc(self->room, sizeof self->slots[0]);
    for (size_t i = 0; i < self->used; i++) {
        size_t at = hash_of(builder, i) & (self->room - 1);
        while (self->slots[at] != 0)
            at = (at + 1) & (self->room - 1);
        self->slots[at] = (uint32_t)i + 1;
    }
}

static uint32_t hash_bytes(const char *text, size_t len, uint32_t seed)
{
    uint32_t hash = 2166136261U ^ seed;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return hash ^ hash >> 15;
}

static uint32_t hash_sign(uint32_t character, const char *readings)
{
    const uint64_t key = ((uint64_t)character << 20) ^ (uint64_t)(uintptr_t)readings;
    return (uint32_t)(key * 0x9E3779B97F4A7C15U >> 32);
}

static uint32_t hash_of_sign(const struct builder *self, size_t i)
{
    return hash_sign(self->made->signs[i].character, self->made->signs[i].readings);
}

static uint32_t hash_of_phrase(const struct builder *self, size_t i)
{
    return hash_bytes(self->raw[i], self->raw_lens[i], self->made->phrases[i].kind);
}

static uint64_t starts_of(uint32_t character, const char *readings)
{
    uint64_t bits = 0;
    if (readings == NULL)
        return character < ASCII ? hint_letter((char)character) : 0;
    for (const char *c = readings; *c != '\0'; c++)
        if (c == readings || c[-1] == ',')
            bits |= hint_letter(*c);
    return bits;
}

static uint32_t find_sign(struct builder *self, uint32_t character, const char *readings)
{
    struct search *made = self->made;
    table_grow(&self->signs, hash_of_sign, self);
    size_t at = hash_sign(character, readings) & (self->signs.room - 1);
    for (; self->signs.slots[at] != 0; at = (at + 1) & (self->signs.room - 1)) {
        const struct sign *sign = &made->signs[self->signs.slots[at] - 1];
        if (sign->character == character && sign->readings == readings)
            return self->signs.slots[at] - 1;
    }
    if (self->sign_count == self->sign_room) {
        self->sign_room = self->sign_room == 0 ? 1024 : self->sign_room * 2;
        made->signs = xreallocarray(made->signs, self->sign_room, sizeof made->signs[0]);
    }
    made->signs[self->sign_count++] =
        (struct sign){character, readings, starts_of(character, readings)};
    self->signs.slots[at] = (uint32_t)++self->signs.used;
    return self->signs.slots[at] - 1;
}

static void need_room(struct builder *self, size_t len)
{
    struct search *made = self->made;
    if (self->room < len) { /* folding may lengthen */
        self->room = len;
        self->characters = xreallocarray(self->characters, len, sizeof self->characters[0]);
        self->readings = xreallocarray(self->readings, len, sizeof self->readings[0]);
    }
    if (self->text_room - self->text_count < len) {
        self->text_room = self->text_room * 2 + len;
        made->text = xreallocarray(made->text, self->text_room, sizeof made->text[0]);
    }
    if (made->phrase_count >= self->phrase_room) {
        const size_t room = self->phrase_room = self->phrase_room * 2 + 1024;
        made->phrases = xreallocarray(made->phrases, room, sizeof made->phrases[0]);
        made->hints = xreallocarray(made->hints, room, sizeof made->hints[0]);
        self->raw = xreallocarray(self->raw, room, sizeof self->raw[0]);
        self->raw_lens = xreallocarray(self->raw_lens, room, sizeof self->raw_lens[0]);
    }
}

/* A phrase seen for the first time; phrase_none if nothing of it can be typed. */
static uint32_t make_phrase(struct builder *self, enum phrase_kind kind, const char *text,
                            size_t len)
{
    struct search *made = self->made;
    need_room(self, len * 2 + 1);
    const size_t count = search_skeleton(text, len, self->characters, len * 2);
    if (count == 0)
        return phrase_none;
    pinyin_of_phrase(made->pinyin, self->characters, count, self->readings);
    const uint32_t at = (uint32_t)self->text_count, id = (uint32_t)made->phrase_count;
    for (size_t i = 0; i < count; i++)
        made->text[self->text_count++] =
            find_sign(self, self->characters[i], self->readings[i]);
    made->phrases[id] = (struct phrase){at, (uint32_t)count, kind};
    made->hints[id] = (struct hint){.present = hint_present(self->characters, count)};
    hint_phrase(&made->hints[id], made->signs, made->text + at, count);
    self->raw[id] = text;
    self->raw_lens[id] = (uint32_t)len;
    made->phrase_count++;
    return id;
}

static uint32_t find_phrase(struct builder *self, enum phrase_kind kind, const char *text,
                            size_t len)
{
    table_grow(&self->phrases, hash_of_phrase, self);
    size_t at = hash_bytes(text, len, kind) & (self->phrases.room - 1);
    for (; self->phrases.slots[at] != 0; at = (at + 1) & (self->phrases.room - 1)) {
        const uint32_t id = self->phrases.slots[at] - 1;
        if (self->raw_lens[id] == len && self->made->phrases[id].kind == kind &&
            memcmp(self->raw[id], text, len) == 0)
            return id;
    }
    const uint32_t id = make_phrase(self, kind, text, len);
    if (id != phrase_none)
        self->phrases.slots[at] = (uint32_t)++self->phrases.used;
    return id;
}

static void add_phrase(struct builder *self, enum phrase_kind kind, const char *text,
                       size_t len)
{
    const uint32_t phrase = find_phrase(self, kind, text, len);
    if (phrase == phrase_none)
        return;
    if (self->pair_count == self->pair_room) {
        self->pair_room = self->pair_room * 2 + 4096;
        self->pairs = xreallocarray(self->pairs, self->pair_room * 2, sizeof self->pairs[0]);
    }
    self->pairs[self->pair_count * 2] = phrase;
    self->pairs[self->pair_count++ * 2 + 1] = (uint32_t)self->made->count;
}

static void add_item(struct builder *self, const struct catalog_item *item)
{
    struct search *made = self->made;
    const char *zh = item->title.text[LANG_ZH], *en = item->title.text[LANG_EN];
    made->of[made->count] = item;
    made->lengths[made->count] = (uint32_t)strlen(zh);
    memcpy(made->codes[made->count], item->code, CATALOG_CODE_MAX);
    add_phrase(self, PHRASE_TITLE, zh, strlen(zh));
    add_phrase(self, PHRASE_ENGLISH, en, strlen(en));
    for (const char *at = item->keywords; *at != '\0';) {
        const size_t len = strcspn(at, ";");
        add_phrase(self, PHRASE_KEYWORD, at, len);
        at += len;
        at += *at == ';';
    }
    made->count++;
}

/* Sort the pairs by phrase (by counting), give back what was held in reserve. */
static void finish(struct builder *self)
{
    struct search *made = self->made;
    uint32_t *first = xcalloc(made->phrase_count + 2, sizeof first[0]);
    made->items = xcalloc(self->pair_count + 1, sizeof made->items[0]);
    for (size_t i = 0; i < self->pair_count; i++)
        first[self->pairs[2 * i] + 2]++;
    for (size_t i = 2; i < made->phrase_count + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < self->pair_count; i++)
        made->items[first[self->pairs[2 * i] + 1]++] = self->pairs[2 * i + 1];
    made->first_items = first;
    made->text = xreallocarray(made->text, self->text_count + 1, sizeof made->text[0]);
    made->phrases = xreallocarray(made->phrases, made->phrase_count + 1, sizeof(struct phrase));
    made->hints = xreallocarray(made->hints, made->phrase_count + 1, sizeof(struct hint));
    free(self->pairs);
    free(self->raw);
    free(self->raw_lens);
    free(self->characters);
    free(self->readings);
    free(self->signs.slots);
    free(self->phrases.slots);
}

static bool is_in_force(const struct search *self, const struct catalog_item *item)
{
    return item->valid_from <= self->day && self->day <= item->valid_to;
}

void search_build(struct search *self)
{
    const struct catalog *catalog = self->catalog;
    struct builder builder = {.made = self};
    size_t in_force = 0;
    for (size_t i = 0; i < catalog->count; i++)
        in_force += is_in_force(self, &catalog->items[i]);
    self->of = xcalloc(in_force + 1, sizeof self->of[0]);
    self->lengths = xcalloc(in_force + 1, sizeof self->lengths[0]);
    self->codes = xcalloc(in_force + 1, sizeof self->codes[0]);
    need_room(&builder, 1);
    for (size_t i = 0; i < catalog->count; i++)
        if (is_in_force(self, &catalog->items[i]))
            add_item(&builder, &catalog->items[i]);
    finish(&builder);
    self->is_built = true;
}
