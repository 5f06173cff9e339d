/* course.h - all content loaded and cross-checked: what the program teaches.
 *
 * One broken file is named in `problems` and left out; the rest goes on.
 */
#ifndef CONTENT_COURSE_H
#define CONTENT_COURSE_H

#include "content/catalog.h"
#include "content/ladder.h"
#include "content/lesson.h"
#include "content/quiz.h"
#include "content/scenario.h"
#include "content/workflow.h"
#include "core/file.h"

/* How much is read; each holds what the one before it holds. */
enum course_parts {
    COURSE_LESSONS,   /* lessons, question banks, catalog with search, levels, policy */
    COURSE_CASES,     /* and the cases, to be named, not yet to be played */
    COURSE_WORKFLOWS, /* and what they are played under */
    COURSE_CHECKED    /* and what one file says of another is checked */
};

struct course {              /* what was not read is empty */
    struct lesson **lessons; /* by id */
    size_t lesson_count;
    struct quiz **quizzes; /* by id */
    size_t quiz_count;
    struct catalog *catalog;     /* NULL if unreadable */
    struct workflow **workflows; /* the files, by id */
    size_t workflow_count;
    struct workflow **plays; /* joined: each file, each list that a case names; by id */
    size_t play_count;
    struct scenario **scenarios; /* by id; twins and variants included */
    size_t scenario_count;
    struct ladder *ladder; /* levels and their rules; NULL if unreadable */
    struct policy *policy; /* flags and the teaching calendar; NULL if unreadable */
    struct search *search; /* over the catalog in force today; NULL without catalog */
    struct problems problems;
};

/* Load `parts` of what is below paths->content.  NULL: ERR_NOT_FOUND when the folder is
 * missing; broken files only fill `problems`.  Caller frees with course_free(). */
struct course *course_load(const struct paths *paths, enum course_parts parts,
                           struct err *err) MUST_USE;
void course_free(struct course *self);

/* The same course with another catalog, which it takes (also on failure), and a search over it.
 * All else is borrowed: `course` must outlive the result, which is freed with
 * course_catalog_free() and not with course_free().  NULL: the pinyin table is unreadable. */
struct course *course_with_catalog(const struct course *course, struct catalog *catalog,
                                   const struct paths *paths, struct err *err) MUST_USE;
void course_catalog_free(struct course *self);

/* Borrowed; NULL if there is none. */
const struct lesson *course_lesson(const struct course *self, const char *id) MUST_USE;
const struct quiz *course_quiz(const struct course *self, const char *id) MUST_USE;
const struct quiz *course_quiz_of_question(const struct course *self, const char *question_id,
                                           size_t *index) MUST_USE;
const struct scenario *course_scenario(const struct course *self, const char *id) MUST_USE;
const struct workflow *course_file(const struct course *self, const char *id) MUST_USE;
/* Joined with what it uses; what a case plays under. */
const struct workflow *course_workflow(const struct course *self, const char *id) MUST_USE;
const struct workflow *course_play(const struct course *self,
                                   const struct scenario *scenario) MUST_USE;

struct course_panels { /* paths of drawings */
    char **paths;
    size_t count;
};
void course_panels_release(struct course_panels *self);

/* `trainer check [PATH…]`: all content with its links and the descriptions of its panels, or
 * the named files and folders only, each for itself (both languages of a lesson or a bank
 * together); every problem to `problems`.  The drawings that were met are added to `panels`,
 * for whoever can read them. */
void course_check(const struct paths *paths, const char *const *files, size_t count,
                  struct course_panels *panels, struct problems *problems);

#endif
