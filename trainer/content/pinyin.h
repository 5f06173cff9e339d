/* pinyin.h - readings of Chinese characters, toneless, ü written v; from the table that
 * pinyin.awk builds out of Unihan.
 */
#ifndef CONTENT_PINYIN_H
#define CONTENT_PINYIN_H

#include "core/err.h"
#include <stdint.h>

struct pinyin;

/* Caller frees with pinyin_free().  ERR_INPUT: a malformed line. */
struct pinyin *pinyin_open(const char *path, struct err *err) MUST_USE;
void pinyin_free(struct pinyin *self);

/* The readings of each character of a phrase, "xing,hang" or NULL, into `readings` (`count`
 * entries, borrowed).  Words with a fixed reading (人行道) have only that one.  `self` may be
 * NULL: then there are none. */
void pinyin_of_phrase(const struct pinyin *self, const uint32_t *characters, size_t count,
                      const char **readings);

/* Does `typed` begin with the syllable `reading` (`len` bytes), taking zh/z ch/c sh/s n/l at
 * its start and ang/an eng/en ing/in at its end for the same?  Calls `next` with the rest of
 * `typed` for every way it can be read until one returns true.  A `typed` that ends inside the
 * syllable counts, too, with the rest "". */
bool pinyin_begins(const char *typed, const char *reading, size_t len,
                   bool (*next)(const char *rest, void *context), void *context) MUST_USE;

#endif
