/* gift_answers.h - one GIFT question's text and its answers between the braces. */
#ifndef CONTENT_GIFT_ANSWERS_H
#define CONTENT_GIFT_ANSWERS_H

#include "content/gift_scan.h"

/* Read `span` (what follows the title) into `question`: type, text, options, feedback.  Faults
 * are reported; *is_open: the braces were never closed. */
bool gift_answers_read(const struct gift_block *block, struct gift_span span,
                       struct gift_question *question, bool *is_open) MUST_USE;

void gift_question_release(struct gift_question *self);

/* A decimal number as GIFT and people write it, whatever the locale; strict. */
bool gift_number(const char *text, double *number) MUST_USE;

#endif
