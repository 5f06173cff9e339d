/* search_index.h - what search.c looks through; not for others.
 *
 * Every distinct phrase stands once, with the items that bear it.  Its characters are numbers
 * of signs; a sign is a character together with its readings in that place.  Beside each phrase
 * stand hints, sets of bits: where a hint lacks a bit that the typed text has, the phrase
 * cannot meet it, and nearly all phrases are passed over without being read.  No hint ever
 * hides a phrase that meets.
 */
#ifndef CONTENT_SEARCH_INDEX_H
#define CONTENT_SEARCH_INDEX_H

#include "content/catalog.h"
#include "content/pinyin.h"

enum phrase_kind { PHRASE_TITLE, PHRASE_KEYWORD, PHRASE_ENGLISH, PHRASE_KINDS };
enum { HINT_SOUND_WORDS = 4 };

struct sign {
    uint32_t character;   /* folded letter, digit or ideograph */
    const char *readings; /* "xing,hang"; NULL = none */
    uint64_t starts;      /* hint_letter() of what its readings begin with */
};

struct phrase {
    uint32_t at, count; /* its signs: search.text[at ..] */
    enum phrase_kind kind;
};

struct hint {
    uint64_t sound[HINT_SOUND_WORDS]; /* pairs of letters as they sound, one after the other */
    uint64_t initials;                /* pairs of first letters of neighbours */
    uint64_t letters;                 /* all of its signs' starts */
    uint64_t present;                 /* its characters */
};

struct search {
    const struct catalog *catalog;
    int32_t day;
    struct pinyin *pinyin;
    bool is_built; /* all that follows */
    struct sign *signs;
    uint32_t *text;
    struct phrase *phrases;
    struct hint *hints; /* of the phrases */
    size_t phrase_count;
    uint32_t *items;       /* the items of all phrases, one phrase after the other */
    uint32_t *first_items; /* of phrase i: items[first_items[i]] up to first_items[i + 1] */
    const struct catalog_item **of; /* the items in force, as in the catalog */
    uint32_t *lengths;              /* of their titles, in bytes */
    char (*codes)[CATALOG_CODE_MAX];
    size_t count; /* items */
};

/* Make the index of `self`, which has catalog, day and pinyin. */
void search_build(struct search *self);

/* Folded, without blanks and punctuation; at most `room` characters into `out`. */
size_t search_skeleton(const char *text, size_t len, uint32_t *out, size_t room) MUST_USE;

/* The bit of a letter or digit, 0 for anything else. */
uint64_t hint_letter(char letter) MUST_USE;
uint64_t hint_present(const uint32_t *characters, size_t count) MUST_USE;
/* Add what a text of ASCII letters and digits asks of a phrase: pairs in `sound`, or, read as
 * initials, pairs in `initials`. */
void hint_typed(struct hint *self, const char *letters);
bool hint_may_sound(const struct hint *self, const struct hint *typed) MUST_USE;

#endif
