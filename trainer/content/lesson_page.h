/* lesson_page.h - one language's lesson file as steps; lesson.c joins the two. */
#ifndef CONTENT_LESSON_PAGE_H
#define CONTENT_LESSON_PAGE_H

#include "content/lesson.h"

struct page_bubble {
    char *who, *text;
    const char *speaker; /* tag, "" unknown */
};

struct page_step {
    char *title, *panel, *alt, *caption, *question, *scenario; /* NULL = absent */
    struct page_bubble bubbles[LESSON_BUBBLES];
    size_t bubble_count;
    int line;
};

struct page {
    char *id, *title, *level, *objectives; /* objectives: one a line */
    int minutes;
    struct page_step *steps;
    size_t step_count;
};

/* Read one file; faults to `problems`, NULL if it cannot be read at all.  Caller frees with
 * page_free(). */
struct page *page_read(const char *path, struct problems *problems) MUST_USE;
/* The same from memory; `file` names it. */
struct page *page_parse(const char *file, const char *text, size_t len,
                        struct problems *problems) MUST_USE;
void page_free(struct page *self);

/* front_matter.c: the lines between the two "---" at the start into `page`.  Returns the bytes
 * up to the body and adds its lines to *line; 0 (told) if there is no front matter. */
size_t front_matter_read(struct page *page, const char *file, const char *text, size_t len,
                         int *line, struct problems *problems) MUST_USE;

#endif
