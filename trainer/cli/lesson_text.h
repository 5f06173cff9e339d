/* lesson_text.h - a step of a lesson as plain text: the picture in words, who says what, the
 * caption, the question with its options. */
#ifndef CLI_LESSON_TEXT_H
#define CLI_LESSON_TEXT_H

#include "content/course.h"

/* Append step `index` (0-based) in the language of now. */
void lesson_text_step(struct sbuf *out, const struct course *course,
                      const struct lesson *lesson, size_t index);

#endif
