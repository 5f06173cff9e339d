#include "content/pinyin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "core/file.h"

enum { TABLE_MAX = 4 * 1024 * 1024, WORD_MAX = 4, SYLLABLE_MAX = 8 };

struct entry {
    uint32_t character;
    const char *readings;
};

/* Words whose characters have another reading elsewhere. */
static const struct {
    const char *word;
    const char *readings[WORD_MAX];
} words[] = {
    {"人行", {"ren", "xing"}},
    {"行人", {"xing", "ren"}},
    {"行驶", {"xing", "shi"}},
    {"行为", {"xing", "wei"}},
    {"自行车", {"zi", "xing", "che"}},
    {"银行", {"yin", "hang"}},
    {"行业", {"hang", "ye"}},
    {"擅长", {"shan", "chang"}},
    {"延长", {"yan", "chang"}},
    {"长江", {"chang", "jiang"}},
    {"生长", {"sheng", "zhang"}},
    {"重新", {"chong", "xin"}},
    {"重复", {"chong", "fu"}},
    {"严重", {"yan", "zhong"}},
    {"调节", {"tiao", "jie"}},
    {"调查", {"diao", "cha"}},
    {"调整", {"tiao", "zheng"}},
    {"车辆", {"che", "liang"}},
    {"停车", {"ting", "che"}},
    {"处罚", {"chu", "fa"}},
    {"处理", {"chu", "li"}},
    {"乱倒", {"luan", "dao"}},
    {"倾倒", {"qing", "dao"}},
    {"堆放", {"dui", "fang"}},
    {"运载", {"yun", "zai"}},
    {"装载", {"zhuang", "zai"}},
    {"供水", {"gong", "shui"}},
    {"供气", {"gong", "qi"}},
    {"提供", {"ti", "gong"}},
    {"传播", {"chuan", "bo"}},
    {"宣传", {"xuan", "chuan"}},
    {"率先", {"shuai", "xian"}},
    {"单位", {"dan", "wei"}},
    {"还原", {"huan", "yuan"}},
    {"量具", {"liang", "ju"}},
    {"广场", {"guang", "chang"}},
    {"场地", {"chang", "di"}},
    {"地铁", {"di", "tie"}},
    {"地面", {"di", "mian"}},
    {"噪声", {"zao", "sheng"}},
    {"覆盖", {"fu", "gai"}},
    {"散落", {"san", "luo"}},
    {"遗撒", {"yi", "sa"}},
    {"降尘", {"jiang", "chen"}},
    {"晾晒", {"liang", "shai"}},
    {"管道", {"guan", "dao"}},
    {"大街", {"da", "jie"}},
    {"音乐", {"yin", "yue"}},
};

enum { WORD_COUNT = sizeof words / sizeof words[0] };

struct pinyin {
    char *text;
    struct entry *entries; /* by character */
    size_t count;
    uint32_t characters[WORD_COUNT][WORD_MAX]; /* of the words; 0 after the last */
    uint64_t beginnings;                       /* a bit for each character that begins one */
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    return (a->character > b->character) - (a->character < b->character);
}

static uint64_t bit_of(uint32_t character)
{
    return (uint64_t)1 << (character * 2654435761U >> 26);
}

static void decode_words(struct pinyin *self)
{
    for (size_t k = 0; k < WORD_COUNT; k++) {
        const uint8_t *at = (const uint8_t *)words[k].word;
        for (size_t i = 0; i < WORD_MAX && *at != '\0'; i++) {
            ucs4_t character;
            at += u8_strmbtouc(&character, at);
            self->characters[k][i] = character;
        }
        self->beginnings |= bit_of(self->characters[k][0]);
    }
}

struct pinyin *pinyin_open(const char *path, struct err *err)
{
    struct pinyin *self = xcalloc(1, sizeof *self);
    size_t len = 0, room = 0;
    bool is_sorted = true;
    decode_words(self);
    if (!file_read(path, TABLE_MAX, &self->text, &len, err))
        goto failed;
    for (char *line = self->text; *line != '\0';) {
        char *end = line + strcspn(line, "\n"), *tab = NULL;
        unsigned long character = strtoul(line, &tab, 16);
        if (tab == line || *tab != '\t' || tab + 1 >= end) {
            err_set(err, ERR_INPUT, "'%s' is no table of readings; build it again", path);
            goto failed;
        }
        if (self->count == room) {
            room = room == 0 ? 1024 : room * 2;
            self->entries = xreallocarray(self->entries, room, sizeof self->entries[0]);
        }
        self->entries[self->count++] = (struct entry){(uint32_t)character, tab + 1};
        is_sorted = is_sorted && (self->count < 2 || self->entries[self->count - 2].character <
                                                         (uint32_t)character);
        line = *end == '\0' ? end : end + 1;
        *end = '\0';
    }
    if (!is_sorted)
        qsort(self->entries, self->count, sizeof self->entries[0], compare_entries);
    return self;
failed:
    pinyin_free(self);
    return NULL;
}

void pinyin_free(struct pinyin *self)
{
    if (self == NULL)
        return;
    free(self->entries);
    free(self->text);
    free(self);
}

static const char *readings_of(const struct pinyin *self, uint32_t character)
{
    const struct entry key = {.character = character};
    if (self->count == 0)
        return NULL;
    /* the table has nearly every character of its block: look where it then stands */
    const size_t guess = (size_t)character - self->entries[0].character;
    if (guess < self->count && self->entries[guess].character == character)
        return self->entries[guess].readings;
    const struct entry *found =
        bsearch(&key, self->entries, self->count, sizeof key, compare_entries);
    return found == NULL ? NULL : found->readings;
}

/* Characters of word `k` that stand at the start of the phrase, 0 if it does not stand there.
 */
static size_t word_at(const struct pinyin *self, size_t k, const uint32_t *characters,
                      size_t count)
{
    size_t at = 0;
    while (at < WORD_MAX && self->characters[k][at] != 0) {
        if (at == count || characters[at] != self->characters[k][at])
            return 0;
        at++;
    }
    return at;
}

void pinyin_of_phrase(const struct pinyin *self, const uint32_t *characters, size_t count,
                      const char **readings)
{
    for (size_t i = 0; i < count; i++)
        readings[i] = self == NULL ? NULL : readings_of(self, characters[i]);
    for (size_t i = 0; i < count && self != NULL; i++)
        for (size_t k = 0; k < WORD_COUNT && (self->beginnings & bit_of(characters[i])); k++) {
            size_t len = word_at(self, k, characters + i, count - i);
            for (size_t c = 0; c < len; c++)
                readings[i + c] = words[k].readings[c];
        }
}

/* --- what sounds alike
 * ------------------------------------------------------------------------ */

struct pair {
    const char *one, *other;
};
static const struct pair starts[] = {{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}};
static const struct pair ends[] = {{"ang", "an"}, {"eng", "en"}, {"ing", "in"}};

/* The other start of a syllable, and how much of it the usual one takes; NULL if it has none.
 */
static const char *other_start(const char *syllable, size_t *taken)
{
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        const char *const both[] = {starts[i].one, starts[i].other};
        for (size_t k = 0; k < 2; k++) {
            *taken = strlen(both[k]);
            if (strncmp(syllable, both[k], *taken) == 0)
                return both[1 - k];
        }
    }
    return NULL;
}

static const char *other_end(const char *syllable, size_t *taken)
{
    size_t len = strlen(syllable);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const char *const both[] = {ends[i].one, ends[i].other};
        for (size_t k = 0; k < 2; k++) {
            *taken = strlen(both[k]);
            if (len >= *taken && strcmp(syllable + len - *taken, both[k]) == 0)
                return both[1 - k];
        }
    }
    return NULL;
}

/* Typed letter and syllable letter: v (ü) may be typed as u. */
static bool is_letter(char typed, char letter)
{
    return typed == letter || (letter == 'v' && typed == 'u');
}

static bool try_syllable(const char *typed, const char *syllable,
                         bool (*next)(const char *rest, void *context), void *context)
{
    size_t i = 0;
    while (typed[i] != '\0' && syllable[i] != '\0' && is_letter(typed[i], syllable[i]))
        i++;
    if (typed[i] == '\0')
        return i > 0 && next("", context);
    return syllable[i] == '\0' && next(typed + i, context);
}

/* The syllable as it is and with its other end. */
static bool try_ends(const char *typed, const char *syllable,
                     bool (*next)(const char *rest, void *context), void *context)
{
    size_t taken = 0;
    char changed[SYLLABLE_MAX * 2];
    if (try_syllable(typed, syllable, next, context))
        return true;
    const char *end = other_end(syllable, &taken);
    if (end == NULL)
        return false;
    snprintf(changed, sizeof changed, "%.*s%s", (int)(strlen(syllable) - taken), syllable, end);
    return try_syllable(typed, changed, next, context);
}

/* Can a syllable with this first letter begin with this typed one?  Nearly all cannot, which is
 * what makes searching quick.  Of the starts that sound alike only n/l differ in it. */
static bool is_first_letter(char typed, char letter)
{
    return is_letter(typed, letter) || (typed == 'n' && letter == 'l') ||
           (typed == 'l' && letter == 'n');
}

bool pinyin_begins(const char *typed, const char *reading, size_t len,
                   bool (*next)(const char *rest, void *context), void *context)
{
    size_t taken = 0;
    char syllable[SYLLABLE_MAX], changed[SYLLABLE_MAX * 2];
    if (len == 0 || len >= sizeof syllable || !is_first_letter(typed[0], reading[0]))
        return false;
    memcpy(syllable, reading, len);
    syllable[len] = '\0';
    if (try_ends(typed, syllable, next, context))
        return true;
    const char *start = other_start(syllable, &taken);
    if (start == NULL)
        return false;
    snprintf(changed, sizeof changed, "%s%s", start, syllable + taken);
    return try_ends(typed, changed, next, context);
}
