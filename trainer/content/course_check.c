/* course_check.c - `trainer check`: all content, or the files and folders that are named. */
#include "content/course_links.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "content/lesson_page.h"

enum { FOLDER_DEPTH = 8, FILE_BYTES_MAX = 16 * 1024 * 1024 };

struct walk {
    char **seen; /* first files of pairs that were checked together */
    size_t seen_count;
    struct course_panels *panels;
    struct problems *problems;
};

static bool ends_in(const char *text, const char *ending)
{
    size_t len = strlen(text), tail = strlen(ending);
    return len >= tail && strcmp(text + len - tail, ending) == 0;
}

static char *load(const char *path, size_t *len, struct problems *problems)
{
    struct err err = {0};
    char *text = NULL;
    if (!file_read(path, FILE_BYTES_MAX, &text, len, &err))
        problems_add(problems, path, 0, 0, "cannot be read: %s", err.text);
    return text;
}

/* --- one kind each
 * ---------------------------------------------------------------------------- */

static void check_lesson_pair(const char *zh, const char *en, struct problems *problems)
{
    lesson_free(lesson_read(zh, en, problems));
}

static void check_lesson_alone(const char *path, struct problems *problems)
{
    page_free(page_read(path, problems));
}

static void check_quiz_pair(const char *zh, const char *en, struct problems *problems)
{
    quiz_free(quiz_read(zh, en, problems));
}

static void check_quiz_alone(const char *path, struct problems *problems)
{
    size_t len = 0;
    char *text = load(path, &len, problems);
    if (text != NULL)
        gift_free(gift_parse(path, text, len, problems));
    free(text);
}

static void check_catalog_pair(const char *rows, const char *sources, struct problems *problems)
{
    char *folder = xstrndup(rows, strlen(rows) - strlen("catalog.csv"));
    (void)sources;
    catalog_free(catalog_read(*folder == '\0' ? "." : folder, problems));
    free(folder);
}

static void check_catalog_alone(const char *path, struct problems *problems)
{
    size_t len = 0;
    char *text = load(path, &len, problems);
    if (text != NULL)
        catalog_free(catalog_parse(path, text, len, NULL, problems));
    free(text);
}

static void check_scenario(const char *path, struct problems *problems)
{
    scenario_free(scenario_read(path, problems));
}

static void check_ladder(const char *path, struct problems *problems)
{
    ladder_free(ladder_read(path, problems));
}

static void check_policy(const char *path, struct problems *problems)
{
    policy_free(policy_read(path, problems));
}

/* --- which kind is it
 * --------------------------------------------------------------------------- */

/* A case or a workflow that lies elsewhere: only workflows have actions. */
static void check_yaml(const char *path, struct problems *problems)
{
    size_t len = 0;
    char *text = load(path, &len, problems);
    if (text != NULL &&
        (strncmp(text, "actions:", 8) == 0 || strstr(text, "\nactions:") != NULL))
        course_check_workflow(path, problems);
    else if (text != NULL)
        check_scenario(path, problems);
    free(text);
}

static const struct {
    const char *ending, *folder; /* folder: must stand in the path, "" = any */
    bool is_by_name;             /* only where somebody names the file */
    void (*check)(const char *path, struct problems *problems); /* NULL: a drawing */
} kinds[] = {
    {"certification.yaml", "", false, check_ladder},
    {"policy.yaml", "", false, check_policy},
    {".yaml", "workflows", false, course_check_workflow},
    {".yaml", "scenarios", false, check_scenario},
    {".yaml", "", true, check_yaml},
    {".csv", "", false, check_catalog_alone},
    {".svg", "panels", false, NULL},
    {".svg", "", true, NULL},
    {".md", "", false, check_lesson_alone},
    {".gift", "", false, check_quiz_alone},
};

static const struct {
    const char *zh, *en; /* the catalog's two files go together as well */
    void (*check)(const char *zh, const char *en, struct problems *problems);
} pairs[] = {
    {".zh.md", ".en.md", check_lesson_pair},
    {".zh.gift", ".en.gift", check_quiz_pair},
    {"catalog.csv", "sources.csv", check_catalog_pair},
};

static void add_panel(struct course_panels *self, const char *path)
{
    self->paths = xreallocarray(self->paths, self->count + 1, sizeof *self->paths);
    self->paths[self->count++] = xstrdup(path);
}

void course_panels_release(struct course_panels *self)
{
    for (size_t i = 0; i < self->count; i++)
        free(self->paths[i]);
    free(self->paths);
    *self = (struct course_panels){0};
}

static bool is_seen(struct walk *self, const char *path)
{
    for (size_t i = 0; i < self->seen_count; i++)
        if (strcmp(self->seen[i], path) == 0)
            return true;
    self->seen = xreallocarray(self->seen, self->seen_count + 1, sizeof self->seen[0]);
    self->seen[self->seen_count++] = xstrdup(path);
    return false;
}

/* Check both languages at once if the other one is there. */
static bool check_pair(struct walk *self, const char *path)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        bool is_zh = ends_in(path, pairs[i].zh);
        if (!is_zh && !ends_in(path, pairs[i].en))
            continue;
        struct sbuf zh = {0}, en = {0};
        size_t stem = strlen(path) - strlen(is_zh ? pairs[i].zh : pairs[i].en);
        sbuf_add_len(&zh, path, stem);
        sbuf_add_len(&en, path, stem);
        sbuf_add(&zh, pairs[i].zh);
        sbuf_add(&en, pairs[i].en);
        bool is_pair = file_exists(zh.text) && file_exists(en.text);
        if (is_pair && !is_seen(self, zh.text))
            pairs[i].check(zh.text, en.text, self->problems);
        sbuf_release(&zh);
        sbuf_release(&en);
        return is_pair;
    }
    return false;
}

/* A file that somebody named, or (`is_listed`) one found in a named folder, where other kinds
 * of files may lie. */
static void check_file(struct walk *self, const char *path, bool is_listed)
{
    if (check_pair(self, path))
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (ends_in(path, kinds[i].ending) && strstr(path, kinds[i].folder) != NULL &&
            !(is_listed && kinds[i].is_by_name)) {
            if (kinds[i].check)
                kinds[i].check(path, self->problems);
            else
                add_panel(self->panels, path);
            return;
        }
    if (!is_listed)
        problems_add(self->problems, path, 0, 0,
                     "no kind of content that is known: .md .gift .csv .yaml .svg");
}

static void check_path(struct walk *self, const char *path, int depth)
{
    struct stat status;
    char **names = NULL;
    size_t count = 0;
    struct err err = {0};
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)) {
        check_file(self, path, depth > 0);
        return;
    }
    if (depth > FOLDER_DEPTH || !file_list(path, "", &names, &count, &err)) {
        problems_add(self->problems, path, 0, 0, "the folder cannot be listed");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char *name = file_join(path, names[i]);
        check_path(self, name, depth + 1);
        free(name);
    }
    file_list_free(names, count);
}

static void check_all(struct walk *self, const struct paths *paths)
{
    struct course *course = xcalloc(1, sizeof *course);
    char *panels = file_join(paths->content, "cartoons/panels");
    problems_init(&course->problems);
    course_fill(course, paths, COURSE_CHECKED, self->problems);
    links_check_panels(course, paths->content, self->problems);
    course_free(course);
    if (file_exists(panels))
        check_path(self, panels, 0);
    free(panels);
}

void course_check(const struct paths *paths, const char *const *files, size_t count,
                  struct course_panels *panels, struct problems *problems)
{
    struct walk walk = {.panels = panels, .problems = problems};
    if (count == 0)
        check_all(&walk, paths);
    for (size_t i = 0; i < count; i++)
        check_path(&walk, files[i], 0);
    for (size_t i = 0; i < walk.seen_count; i++)
        free(walk.seen[i]);
    free(walk.seen);
}
