/* words.h - templates filled from a case: "{party} … {fine} 元" (content/workflow.h). */
#ifndef SIM_WORDS_H
#define SIM_WORDS_H

#include "sim/machine.h"

/* Append `template` with every {name} replaced; an empty fact leaves nothing.  *is_blank (may
 * be NULL) becomes true when a name came out empty. */
void words_fill(const struct machine *self, const char *template, enum lang lang,
                struct sbuf *out, bool *is_blank);

/* The same for an action line: names come out as values ("0205"), not as words for people. */
void words_fill_script(const struct machine *self, const char *template, struct sbuf *out);

/* Both languages. Caller releases. */
struct both words_both(const struct machine *self, const struct both *template) MUST_USE;

/* How a choice is called in documents (its text, else its label). Borrowed; "" if unknown. */
const char *words_choice(const struct machine *self, const char *fact, const char *value,
                         enum lang lang) MUST_USE;

#endif
