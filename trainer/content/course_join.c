/* course_join.c - which files a workflow is made of, and which workflows cases need. */
#include "content/course_links.h"

#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 64 };

struct files {
    const struct workflow *items[FILES_MAX];
    size_t count;
};

static void add(struct files *self, const struct workflow *file)
{
    for (size_t i = 0; i < self->count; i++)
        if (self->items[i] == file)
            return;
    if (self->count < FILES_MAX)
        self->items[self->count++] = file;
}

/* What the files use, and what that uses: each once, after all that came before. */
static void add_used(const struct course *self, struct files *files, struct problems *problems)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct workflow *file = files->items[i];
        for (size_t k = 0; k < file->uses.count; k++) {
            const struct workflow *used = course_file(self, file->uses.items[k]);
            if (used != NULL)
                add(files, used);
            else
                problems_add(problems, file->file, 1, 1, "there is no workflow '%s' to use",
                             file->uses.items[k]);
        }
    }
}

static void add_play(struct course *self, struct files *files, struct problems *problems)
{
    const size_t own_count = files->count;
    add_used(self, files, problems);
    self->plays = xreallocarray(self->plays, self->play_count + 1, sizeof *self->plays);
    self->plays[self->play_count++] = workflow_join(files->items, files->count, own_count);
}

static char *play_id(const struct scenario *scenario)
{
    struct sbuf id = {0};
    for (size_t i = 0; i < scenario->workflows.count; i++)
        sbuf_addf(&id, "%s%s", i > 0 ? "+" : "", scenario->workflows.items[i]);
    return sbuf_take(&id);
}

/* The list of a case, if it has several workflows and all are there. */
static void join_scenario(struct course *self, const struct scenario *scenario,
                          struct problems *problems)
{
    struct files files = {0};
    char *id = play_id(scenario);
    bool is_there = false;
    for (size_t i = 0; i < self->play_count; i++)
        is_there = is_there || strcmp(self->plays[i]->id, id) == 0;
    for (size_t i = 0; i < scenario->workflows.count && !is_there; i++) {
        const struct workflow *file = course_file(self, scenario->workflows.items[i]);
        is_there = file == NULL; /* told by links_check() */
        if (file != NULL)
            add(&files, file);
    }
    if (!is_there && files.count > 0)
        add_play(self, &files, problems);
    free(id);
}

void course_join(struct course *self, struct problems *problems)
{
    for (size_t i = 0; i < self->workflow_count; i++) {
        struct files files = {{self->workflows[i]}, 1};
        if (self->workflows[i]->goals.count > 0)
            add_play(self, &files, problems);
    }
    for (size_t i = 0; i < self->scenario_count; i++)
        join_scenario(self, self->scenarios[i], problems);
}

const struct workflow *course_play(const struct course *self, const struct scenario *scenario)
{
    char *id = play_id(scenario);
    const struct workflow *play = course_workflow(self, id);
    free(id);
    return play;
}

/* The other workflows of the folder: a file may rest on any that a case plays with it. */
static size_t read_beside(const char *path, struct workflow **files, size_t room)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? xstrdup(".") : xstrndup(path, (size_t)(slash - path));
    struct problems theirs;
    struct err err = {0};
    char **names = NULL;
    size_t name_count = 0, count = 0;
    problems_init(&theirs);
    if (!file_list(folder, ".yaml", &names, &name_count, &err))
        name_count = 0; /* the file itself could be read: nothing stands beside it */
    for (size_t i = 0; i < name_count && count < room; i++) {
        char *other = file_join(folder, names[i]);
        if (strcmp(names[i], slash == NULL ? path : slash + 1) != 0)
            files[count] = workflow_read(other, &theirs);
        count += files[count] != NULL;
        free(other);
    }
    file_list_free(names, name_count);
    problems_release(&theirs);
    free(folder);
    return count;
}

void course_check_workflow(const char *path, struct problems *problems)
{
    struct workflow *files[FILES_MAX + 1] = {workflow_read(path, problems)};
    const struct workflow *file = files[0];
    size_t count = file == NULL ? 0 : 1 + read_beside(path, files + 1, FILES_MAX - 1);
    for (size_t i = 0; file != NULL && i < file->uses.count; i++) {
        bool is_there = false;
        for (size_t k = 1; k < count; k++)
            is_there = is_there || strcmp(files[k]->id, file->uses.items[i]) == 0;
        if (!is_there)
            problems_add(problems, path, 1, 1, "there is no workflow '%s' to use",
                         file->uses.items[i]);
    }
    if (count > 0) {
        struct workflow *play = workflow_join((const struct workflow *const *)files, count, 1);
        workflow_check_file(play, 0, problems);
        workflow_free(play);
    }
    for (size_t i = 0; i < count; i++)
        workflow_free(files[i]);
}
