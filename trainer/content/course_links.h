/* course_links.h - what one content file says about another, checked after all are read. */
#ifndef CONTENT_COURSE_LINKS_H
#define CONTENT_COURSE_LINKS_H

#include "content/course.h"

/* Read `parts` of what is below paths->content into the zeroed `self`. */
void course_fill(struct course *self, const struct paths *paths, enum course_parts parts,
                 struct problems *problems);

/* Join the workflows: each file with what it uses, and each list that a case names. */
void course_join(struct course *self, struct problems *problems);

/* One workflow; the files beside it lend the names that it may rest on. */
void course_check_workflow(const char *path, struct problems *problems);

/* Questions, cases, workflows, items, statutes and levels that are named and do not exist.
 * Faults to `problems` with the file that names them. */
void links_check(const struct course *self, struct problems *problems);

/* Panels that lessons, cases and workflows name: the drawing is there and what it says it shows
 * is what the lesson says.  `content` = the content folder.  Reads every drawing. */
void links_check_panels(const struct course *self, const char *content,
                        struct problems *problems);

/* The description that a drawing carries in `lang` (element id desc-zh, desc-en), with its
 * entities resolved; NULL if it has none.  Caller frees. */
char *links_description(const char *svg, enum lang lang) MUST_USE;

#endif
