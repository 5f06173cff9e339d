/* expr.h - the tiny language of conditions in workflows: facts, words, numbers.
 *
 *   expr := and ("or" and)* ;  and := not ("and" not)* ;  not := "not" not | compare
 *   compare := value [("==" | "!=" | "<" | "<=" | ">" | ">=") value]
 *   value := fact | number | day | 'word' | "true" | "false" | "(" expr ")"
 *          | ("all" | "some" | "count") "(" expr ")"
 *
 * A number may begin with '-'.  A day is written 2026-03-02 and is its number
 * (core/calendar.h).  all, some and count ask for every subject of the case in turn, count
 * gives in how many it holds; they do not nest.
 *
 * A fact is letters, digits, '-', '_' and '.' ("photo.wide").  A flag is the number 0 or 1, a
 * word alone is true when it is not empty.  Comparing a number with a word is never equal;
 * order between words is that of their bytes.
 */
#ifndef CONTENT_EXPR_H
#define CONTENT_EXPR_H

#include "core/err.h"
#include <stdint.h>

enum { EXPR_MAX_NODES = 128, EXPR_MAX_DEPTH = 32 };

struct expr; /* opaque */

struct expr_value {
    const char *word; /* NULL: a number */
    int64_t number;
};

/* Value of a fact; false when there is no such fact. */
typedef bool expr_lookup(const void *context, const char *name, struct expr_value *value);

/* In how many subjects `inner` holds; *total becomes their number. */
typedef size_t expr_each(const void *context, const struct expr *inner, size_t *total);

/* ERR_INPUT with the column inside the text.  Caller frees with expr_free(). */
struct expr *expr_parse(const char *text, struct err *err) MUST_USE;
void expr_free(struct expr *self);

/* Whether the condition holds.  An unknown fact counts as 0; expr_unknown() finds those before.
 * `each` may be NULL: there are no subjects. */
bool expr_holds(const struct expr *self, expr_lookup *lookup, expr_each *each,
                const void *context) MUST_USE;

/* Facts that the condition names, one after the other; NULL past the last.  Borrowed. */
const char *expr_fact(const struct expr *self, size_t index) MUST_USE;

/* First fact that `lookup` does not know, NULL if it knows all.  Borrowed from self. */
const char *expr_unknown(const struct expr *self, expr_lookup *lookup,
                         const void *context) MUST_USE;

#endif
