#include "core/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where things stand, seen from the program's folder (build tree) or PREFIX (installed). */
static const struct layout {
    const char *panels, *data, *locale, *print_helper;
} build_tree = {"panels", "data", "locale", "trainer-print"},
  installed = {"share/trainer/panels", "share/trainer/data", "share/locale",
               "libexec/trainer/trainer-print"};

static bool has(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    bool is_there = file_exists(path);
    free(path);
    return is_there;
}

/* "/a/b" -> "/a"; "/a" -> ""; false when nothing is left. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

/* The nearest folder at or above `folder` that holds lessons and quizzes. Caller frees. */
static char *content_above(const char *folder)
{
    char *path = xstrdup(folder);
    do
        if (has(*path ? path : "/", "lessons") && has(*path ? path : "/", "quizzes"))
            return path;
    while (go_up(path));
    free(path);
    return NULL;
}

static char *program_folder(struct err *err)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len < 0) {
        err_set(err, ERR_IO, "cannot find the program itself: %s", err_system(errno));
        return NULL;
    }
    path[len] = '\0';
    (void)go_up(path);
    return xstrdup(path);
}

static char *given_content(const char *content, struct err *err)
{
    char *path = realpath(content, NULL);
    if (!path)
        err_set(err, ERR_NOT_FOUND, "cannot find the content folder '%s': %s", content,
                err_system(errno));
    return path;
}

/* PREFIX when `folder` is PREFIX/bin beside PREFIX/share/trainer, else NULL. Caller frees. */
static char *prefix_of(const char *folder)
{
    char *prefix = xstrdup(folder);
    if (strcmp(strrchr(prefix, '/') ? strrchr(prefix, '/') : "", "/bin") == 0 &&
        go_up(prefix) && has(prefix, "share/trainer/lessons"))
        return prefix;
    free(prefix);
    return NULL;
}

bool paths_find(struct paths *self, const char *content_or_null, struct err *err)
{
    char *folder = program_folder(err);
    if (!folder)
        return false;
    char *prefix = prefix_of(folder);
    char *content = content_or_null ? given_content(content_or_null, err)
                    : prefix        ? file_join(prefix, "share/trainer")
                                    : content_above(folder);
    if (content) {
        const struct layout *layout = prefix ? &installed : &build_tree;
        const char *base = prefix ? prefix : folder;
        *self = (struct paths){.content = content,
                               .panels = file_join(base, layout->panels),
                               .data = file_join(base, layout->data),
                               .locale = file_join(base, layout->locale),
                               .print_helper = file_join(base, layout->print_helper)};
    } else if (!content_or_null) {
        err_set(err, ERR_NOT_FOUND,
                "cannot find lessons and quizzes near '%s'; name their folder with --content",
                folder);
    }
    free(prefix);
    free(folder);
    return content != NULL;
}

void paths_release(struct paths *self)
{
    free(self->content);
    free(self->panels);
    free(self->data);
    free(self->locale);
    free(self->print_helper);
    *self = (struct paths){0};
}
