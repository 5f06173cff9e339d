/* expr.h - the tiny language of conditions in workflows: facts, words, numbers.
 *
 *   expr := and ("or" and)* ;  and := not ("and" not)* ;  not := "not" not | compare
 *   compare := value [("==" | "!=" | "<" | "<=" | ">" | ">=") value]
 *   value := fact | number | 'word' | "true" | "false" | "(" expr ")"
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

/* ERR_INPUT with the column inside the text.  Caller frees with expr_free(). */
struct expr *expr_parse(const char *text, struct err *err) MUST_USE;
void expr_free(struct expr *self);

/* Whether the condition holds.  An unknown fact counts as 0; expr_check() finds those before.
 */
bool expr_holds(const struct expr *self, expr_lookup *lookup, const void *context) MUST_USE;

/* First fact that `lookup` does not know, NULL if it knows all.  Borrowed from self. */
const char *expr_unknown(const struct expr *self, expr_lookup *lookup,
                         const void *context) MUST_USE;

#endif
