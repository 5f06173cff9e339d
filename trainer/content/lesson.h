/* lesson.h - one lesson: CommonMark in two languages (libcmark) turned into steps.
 *
 * Front matter `id, title, level, minutes, objectives`; a step is a level-2
 * heading; panel = image; bubble = block quote `**Name**：text`; caption = paragraphs; question
 * = link `quiz:ID`; practice = link `scenario:ID`.  Both languages must have the same steps,
 * panels, questions and practice case.  The lesson borrows nothing; lesson_free() frees all.
 */
#ifndef CONTENT_LESSON_H
#define CONTENT_LESSON_H

#include "core/lang.h"
#include "core/problems.h"

enum { LESSON_BUBBLES = 2 };

struct lesson_bubble {
    struct both who;  /* as shown: 穗穗 / Sui */
    char speaker[16]; /* cast tag in panels: "sui"; "" = nobody in the picture */
    struct both text;
};

struct lesson_step {
    struct both title;
    char *panel;     /* file name without folder and ending: "L01-03"; NULL = none */
    struct both alt; /* what is seen */
    struct lesson_bubble bubbles[LESSON_BUBBLES];
    size_t bubble_count;
    struct both caption; /* paragraphs parted by '\n' */
    char *question;      /* quiz id "L01-q3" or NULL */
    char *scenario;      /* "S01" or NULL */
    int line[LANG_COUNT];
};

struct lesson {
    char *id; /* "L01" */
    struct both title;
    char *level; /* "L0" */
    int minutes;
    struct both objectives; /* one a line */
    struct lesson_step *steps;
    size_t step_count;
    char *file[LANG_COUNT]; /* paths, for messages */
};

/* Read both language files.  Every fault goes to `problems` with file, line and column; NULL if
 * there was an error (warnings do not count).  Bubbles hold at most 60 columns.  Caller frees
 * with lesson_free(). */
struct lesson *lesson_read(const char *path_zh, const char *path_en,
                           struct problems *problems) MUST_USE;
void lesson_free(struct lesson *self);

/* The cast: shown name in either language -> tag used in panel stages (domain G.1). "" if
 * unknown. */
const char *lesson_speaker_tag(const char *name) MUST_USE;

#endif
