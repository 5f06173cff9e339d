/* district_text.h - what callers say, and how alike two sayings are. */
#ifndef SIM_DISTRICT_TEXT_H
#define SIM_DISTRICT_TEXT_H

#include "core/sbuf.h"
#include "sim/district_rows.h"

enum { DISTRICT_TEXTS = 192, DISTRICT_WISHES = 6 }; /* sentences of a kind; of these, endings */

#define DISTRICT_ALIKE 0.5 /* so similar are two tellings of one event (domain B.8) */

/* What the caller said. */
void district_text(const struct district_row *row, enum lang lang, struct sbuf *out);
const char *district_channel(const struct district_row *row, enum lang lang) MUST_USE;

/* Share of two texts' pairs of neighbouring characters that they have in common (Jaccard),
 * 0..1; two texts without a pair: 1 if they are equal. */
double district_similarity(const char *a, const char *b) MUST_USE;

/* The pairs of every sentence, taken once. Caller frees. */
struct district_texts;
struct district_texts *district_texts_new(void) MUST_USE;
void district_texts_free(struct district_texts *self);

/* Similarity of two sentences of one kind, in Chinese, is a half or more. */
bool district_texts_alike(const struct district_texts *self, enum district_kind kind, int a,
                          int b) MUST_USE;

#endif
