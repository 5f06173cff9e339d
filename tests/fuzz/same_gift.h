/* same_gift.h - are two parsed question files the same value?  For the promise that writing and
 * reading back changes nothing. */
#ifndef FUZZ_SAME_GIFT_H
#define FUZZ_SAME_GIFT_H

#include "content/quiz.h"
#include <string.h>

static inline bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static inline bool same_question(const struct gift_question *a, const struct gift_question *b)
{
    bool is_same =
        same_text(a->id, b->id) && same_text(a->title, b->title) && a->type == b->type &&
        same_text(a->text, b->text) && a->option_count == b->option_count &&
        same_text(a->general_feedback, b->general_feedback) && same_text(a->tags, b->tags) &&
        same_text(a->category, b->category) && a->is_multi == b->is_multi;
    for (size_t i = 0; is_same && i < a->option_count; i++) {
        const struct quiz_option *x = &a->options[i], *y = &b->options[i];
        is_same = same_text(x->text, y->text) && same_text(x->match, y->match) &&
                  same_text(x->feedback, y->feedback) && x->weight == y->weight &&
                  x->low == y->low && x->high == y->high;
    }
    return is_same;
}

static inline bool same_gift(const struct gift *a, const struct gift *b)
{
    bool is_same = a->count == b->count && same_text(a->bank, b->bank) &&
                   same_text(a->title, b->title) && same_text(a->lesson, b->lesson);
    for (size_t i = 0; is_same && i < a->count; i++)
        is_same = same_question(&a->questions[i], &b->questions[i]);
    return is_same;
}

#endif
