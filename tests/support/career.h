/* career.h - a class of one trainer and one officer with the real course, for tests of app/.
 *
 * All inline: only the tests of app/ link what this needs.
 */
#ifndef SUPPORT_CAREER_H
#define SUPPORT_CAREER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app.h"
#include "support/sandbox.h"

struct career {
    struct paths paths;
    struct course *course;
    struct app app;
    struct session trainer, officer;
};

static inline void career_must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s", err->text);
    }
}

/* Once per program, from the top of the source tree, before any sandbox. */
static inline void career_load(struct career *self)
{
    struct err err = {0};
    char *top = getcwd(NULL, 0);
    if (!clock_init(&err) || !paths_find(&self->paths, top, &err) ||
        !(self->course = course_load(&self->paths, COURSE_WORKFLOWS, &err))) {
        fprintf(stderr, "%s\n", err.text);
        abort();
    }
    free(top);
}

static inline void career_unload(struct career *self)
{
    course_free(self->course);
    paths_release(&self->paths);
}

static inline void career_open(struct career *self)
{
    struct err err = {0};
    struct officer made;
    self->app = (struct app){.store = store_open("t.db", STORE_READ_WRITE, &err),
                             .course = self->course,
                             .paths = &self->paths};
    career_must(self->app.store, &err);
    struct officer *list;
    size_t count;
    career_must(app_officers(&self->app, &list, &count, &err), &err);
    free(list);
    if (count == 0) {
        career_must(app_add_officer(&self->app, NULL, "T1", "栗子哥", "", ROLE_TRAINER, "",
                                    "4321", &made, &err),
                    &err);
        career_must(app_add_officer(&self->app, NULL, "007", "老墨", "二中队", ROLE_OFFICER,
                                    "1995-06-01", NULL, &made, &err),
                    &err);
    }
    career_must(session_open(&self->trainer, &self->app, "T1", "4321", &err), &err);
    career_must(session_open(&self->officer, &self->app, "007", NULL, &err), &err);
}

static inline void career_close(struct career *self)
{
    store_close(self->app.store);
}

/* The program ends without a word and is started again. */
static inline void career_restart(struct career *self)
{
    career_close(self);
    career_open(self);
}

#endif
