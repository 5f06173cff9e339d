#include "content/search.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "content/pinyin.h"
#include "core/text.h"

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
enum phrase_kind { PHRASE_TITLE, PHRASE_KEYWORD, PHRASE_ENGLISH, PHRASE_KINDS };

enum { RANK_CODE = 0, RANK_CODE_PREFIX = 1, RANK_NONE = 99, RANK_WORDS = 20 };
/* clang-format off */
static const int ranks[PHRASE_KINDS][MEET_NOT] = {
    /*                  equal initials prefix init-prefix within init-within */
    [PHRASE_TITLE]   = {    2,       3,     5,          6,     7,          8 },
    [PHRASE_KEYWORD] = {    4,       9,     9,         10,    10,         11 },
    [PHRASE_ENGLISH] = {    2,      14,    12,         14,    13,         14 },
};
/* clang-format on */

struct phrase {
    enum phrase_kind kind;
    uint32_t *characters; /* letters, digits and ideographs only */
    const char **readings;
    size_t count;
    uint64_t present; /* a bit for each of its characters, shared by some */
    uint64_t *starts; /* for each character the letters its readings begin with */
    uint64_t letters; /* all of `starts` */
};

struct entry {
    const struct catalog_item *item;
    struct phrase *phrases;
    size_t phrase_count;
};

struct search {
    struct pinyin *pinyin;
    struct entry *entries;
    size_t count;
};

struct query {
    uint32_t characters[QUERY_MAX];
    size_t count;
    uint64_t present;            /* as of a phrase */
    uint64_t first;              /* letters that a reading of the first one may begin with */
    char letters[QUERY_MAX + 1]; /* the same where all of it is ASCII, else "" */
};

/* --- the index ------------------------------------------------------------------------------
 */

static bool is_kept(uint32_t character)
{
    if (character < 0x80)
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
    return character < 0x2000 || (character > 0x206F && character < 0x3000) ||
           character > 0x303F;
}

/* The kept characters of valid text; at most `room` into `out`.  With `is_plain`: only while
 * they are ASCII or ideographs, which folding leaves alone but for capitals; else (size_t)-1.
 */
static size_t kept(const char *text, bool is_plain, uint32_t *out, size_t room)
{
    size_t count = 0;
    for (const uint8_t *at = (const uint8_t *)text; *at != '\0' && count < room;) {
        ucs4_t character = *at;
        int step = character < 0x80 ? 1 : u8_strmbtouc(&character, at);
        if (step <= 0)
            break;
        if (is_plain && character >= 0x80 && (character < 0x4E00 || character > 0x9FFF))
            return (size_t)-1;
        if (character >= 'A' && character <= 'Z')
            character += 'a' - 'A';
        if (is_kept(character))
            out[count++] = character;
        at += step;
    }
    return count;
}

/* Folded, without blanks and punctuation; at most `room` characters into `out`. */
static size_t skeleton(const char *text, size_t len, uint32_t *out, size_t room)
{
    char *copy = xstrndup(text, len);
    size_t count = kept(copy, true, out, room);
    if (count == (size_t)-1) {
        struct sbuf folded = {0};
        text_fold(&folded, copy);
        count = kept(sbuf_text(&folded), false, out, room);
        sbuf_release(&folded);
    }
    free(copy);
    return count;
}

static uint64_t bits_of(const uint32_t *characters, size_t count)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits |= (uint64_t)1 << (characters[i] * 2654435761U >> 26);
    return bits;
}

/* The bit of a letter or digit. */
static uint64_t bit_of(char letter)
{
    if (letter >= 'a' && letter <= 'z')
        return (uint64_t)1 << (letter - 'a');
    return letter >= '0' && letter <= '9' ? (uint64_t)1 << (26 + letter - '0') : 0;
}

static uint64_t starts_of(uint32_t character, const char *readings)
{
    uint64_t bits = 0;
    if (readings == NULL)
        return character < 0x80 ? bit_of((char)character) : 0;
    for (const char *c = readings; *c != '\0'; c++)
        if (c == readings || c[-1] == ',')
            bits |= bit_of(*c);
    return bits;
}

static void add_phrase(struct search *self, struct entry *entry, enum phrase_kind kind,
                       const char *text, size_t len)
{
    uint32_t *characters = xreallocarray(NULL, len * 2 + 1, sizeof *characters);
    size_t count = skeleton(text, len, characters, len * 2);
    if (count == 0) {
        free(characters);
        return;
    }
    entry->phrases =
        xreallocarray(entry->phrases, entry->phrase_count + 1, sizeof entry->phrases[0]);
    struct phrase *phrase = &entry->phrases[entry->phrase_count++];
    *phrase = (struct phrase){.kind = kind,
                              .characters = characters,
                              .count = count,
                              .present = bits_of(characters, count)};
    phrase->readings = xreallocarray(NULL, count, sizeof phrase->readings[0]);
    phrase->starts = xreallocarray(NULL, count, sizeof phrase->starts[0]);
    pinyin_of_phrase(self->pinyin, characters, count, phrase->readings);
    for (size_t i = 0; i < count; i++) {
        phrase->starts[i] = starts_of(characters[i], phrase->readings[i]);
        phrase->letters |= phrase->starts[i];
    }
}

static void add_item(struct search *self, const struct catalog_item *item)
{
    struct entry *entry = &self->entries[self->count++];
    *entry = (struct entry){.item = item};
    const char *zh = item->title.text[LANG_ZH], *en = item->title.text[LANG_EN];
    add_phrase(self, entry, PHRASE_TITLE, zh, strlen(zh));
    add_phrase(self, entry, PHRASE_ENGLISH, en, strlen(en));
    for (const char *at = item->keywords; *at != '\0';) {
        size_t len = strcspn(at, ";");
        add_phrase(self, entry, PHRASE_KEYWORD, at, len);
        at += len;
        at += *at == ';';
    }
}

struct search *search_new(const struct catalog *catalog, int32_t day, const char *pinyin_table,
                          struct err *err)
{
    struct search *self = xcalloc(1, sizeof *self);
    if (pinyin_table != NULL && (self->pinyin = pinyin_open(pinyin_table, err)) == NULL) {
        free(self);
        return NULL;
    }
    self->entries = xcalloc(catalog->count + 1, sizeof self->entries[0]);
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (item->valid_from <= day && day <= item->valid_to)
            add_item(self, item);
    }
    return self;
}

void search_free(struct search *self)
{
    if (self == NULL)
        return;
    for (size_t i = 0; i < self->count; i++) {
        for (size_t k = 0; k < self->entries[i].phrase_count; k++) {
            free(self->entries[i].phrases[k].characters);
            free(self->entries[i].phrases[k].readings);
            free(self->entries[i].phrases[k].starts);
        }
        free(self->entries[i].phrases);
    }
    free(self->entries);
    pinyin_free(self->pinyin);
    free(self);
}

/* --- one phrase -----------------------------------------------------------------------------
 */

struct walk { /* reading typed letters along a phrase */
    const struct phrase *phrase;
    size_t at;
    size_t end; /* where the letters ended */
};

static bool walk_on(const char *rest, void *context);

/* Try every reading of the character at walk->at. */
static bool walk_from(const char *typed, struct walk *walk)
{
    const struct phrase *phrase = walk->phrase;
    if (walk->at == phrase->count)
        return false;
    const char *readings = phrase->readings[walk->at];
    if (readings == NULL)
        return (uint32_t)(unsigned char)*typed == phrase->characters[walk->at] &&
               walk_on(typed + 1, walk);
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
static bool may_begin(const struct phrase *phrase, size_t at, const struct query *query)
{
    return query->letters[0] != '\0' ? (phrase->starts[at] & query->first) != 0
                                     : phrase->characters[at] == query->characters[0];
}

static bool meets_initials(const struct phrase *phrase, size_t at, const struct query *query)
{
    if (query->letters[0] == '\0' || phrase->readings[at] == NULL ||
        query->count > phrase->count - at)
        return false;
    for (size_t i = 0; i < query->count; i++)
        if ((phrase->starts[at + i] & bit_of(query->letters[i])) == 0)
            return false;
    return true;
}

/* Characters of the phrase from `at` on that are what was typed, 0 if they are not. */
static size_t meets_at(const struct phrase *phrase, size_t at, const struct query *query)
{
    if (phrase->count - at >= query->count &&
        memcmp(phrase->characters + at, query->characters,
               query->count * sizeof query->characters[0]) == 0)
        return query->count;
    struct walk walk = {.phrase = phrase, .at = at};
    return query->letters[0] != '\0' && walk_from(query->letters, &walk) ? walk.end - at : 0;
}

/* Letters begin at some reading; what is no letter must stand there as it is. */
static bool is_hopeless(const struct phrase *phrase, const struct query *query)
{
    if (query->letters[0] != '\0')
        return (query->first & phrase->letters) == 0;
    return (query->present & ~phrase->present) != 0;
}

static enum meeting meet(const struct phrase *phrase, const struct query *query)
{
    if (is_hopeless(phrase, query))
        return MEET_NOT;
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

/* --- ranking --------------------------------------------------------------------------------
 */

static int rank_of(const struct entry *entry, const struct query *query)
{
    int best = RANK_NONE;
    if (strcmp(entry->item->code, query->letters) == 0)
        return RANK_CODE;
    if (strncmp(entry->item->code, query->letters, query->count) == 0 &&
        query->letters[0] != '\0')
        return RANK_CODE_PREFIX;
    for (size_t i = 0; i < entry->phrase_count; i++) {
        enum meeting meeting = meet(&entry->phrases[i], query);
        if (meeting != MEET_NOT && ranks[entry->phrases[i].kind][meeting] < best)
            best = ranks[entry->phrases[i].kind][meeting];
    }
    return best;
}

static void query_init(struct query *self, const char *text, size_t len)
{
    *self = (struct query){.count = 0};
    self->count = skeleton(text, len, self->characters, QUERY_MAX);
    self->present = bits_of(self->characters, self->count);
    for (size_t i = 0; i < self->count; i++) {
        if (self->characters[i] >= 0x80) {
            self->letters[0] = '\0';
            return;
        }
        self->letters[i] = (char)self->characters[i];
        self->letters[i + 1] = '\0';
    }
    const char first = self->letters[0];
    self->first = bit_of(first);
    if (first == 'n' || first == 'l') /* sound alike */
        self->first = bit_of('n') | bit_of('l');
}

/* What was typed: the whole, and its words where there are several. */
struct request {
    struct query whole;
    struct query words[WORDS_MAX];
    int word_count; /* 0 for a single word */
};

static void request_init(struct request *self, const char *text)
{
    query_init(&self->whole, text, strlen(text));
    self->word_count = 0;
    while (self->word_count < WORDS_MAX) {
        text += strspn(text, " \t");
        size_t len = strcspn(text, " \t");
        if (len == 0)
            break;
        query_init(&self->words[self->word_count++], text, len);
        text += len;
    }
    if (self->word_count < 2)
        self->word_count = 0;
}

/* The rank by single words, all of which must be found; RANK_NONE if one is not. */
static int rank_by_words(const struct entry *entry, const struct request *request)
{
    int sum = RANK_WORDS;
    for (int i = 0; i < request->word_count; i++) {
        const struct query *query = &request->words[i];
        int rank = query->count == 0 ? 0 : rank_of(entry, query);
        if (rank == RANK_NONE)
            return RANK_NONE;
        sum += rank;
    }
    return request->word_count == 0 ? RANK_NONE : sum;
}

struct found {
    int rank;
    size_t length; /* of the title: the shorter one is nearer to what was typed */
    const struct catalog_item *item;
};

static int compare_found(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank - b->rank;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return strcmp(a->item->code, b->item->code);
}

size_t search_find(const struct search *self, const char *words,
                   const struct catalog_item **out, size_t room)
{
    struct request request;
    request_init(&request, words);
    if (request.whole.count == 0 || self->count == 0)
        return 0;
    struct found *found = xreallocarray(NULL, self->count, sizeof *found);
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++) {
        const struct entry *entry = &self->entries[i];
        int rank = rank_of(entry, &request.whole);
        if (rank == RANK_NONE)
            rank = rank_by_words(entry, &request);
        if (rank != RANK_NONE)
            found[count++] =
                (struct found){rank, strlen(entry->item->title.text[LANG_ZH]), entry->item};
    }
    qsort(found, count, sizeof *found, compare_found);
    if (count > room)
        count = room;
    for (size_t i = 0; i < count; i++)
        out[i] = found[i].item;
    free(found);
    return count;
}
