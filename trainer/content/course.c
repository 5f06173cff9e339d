#include "content/course.h"

#include <stdlib.h>
#include <string.h>

#include "content/course_links.h"

static void *grown(void *items, size_t count, size_t size)
{
    return xreallocarray(items, count + 1, size);
}

/* Names in a folder below the content, sorted; a missing folder is an empty one. */
static char *list(const char *content, const char *folder, const char *suffix, char ***names,
                  size_t *count, struct problems *problems)
{
    struct err err = {0};
    char *path = file_join(content, folder);
    *names = NULL;
    *count = 0;
    if (file_exists(path) && !file_list(path, suffix, names, count, &err))
        problems_add(problems, path, 0, 0, "cannot be read: %s", err.text);
    return path;
}

/* --- reading each kind ----------------------------------------------------------------------
 */

static void load_lessons(struct course *self, const char *content, struct problems *problems)
{
    char **names;
    size_t count;
    char *folder = list(content, "lessons", "", &names, &count, problems);
    for (size_t i = 0; i < count; i++) {
        char *place = file_join(folder, names[i]);
        char *zh = file_join(place, "lesson.zh.md"), *en = file_join(place, "lesson.en.md");
        if (file_exists(zh) || file_exists(en)) {
            struct lesson *lesson = lesson_read(zh, en, problems);
            if (lesson != NULL) {
                self->lessons = grown(self->lessons, self->lesson_count, sizeof *self->lessons);
                self->lessons[self->lesson_count++] = lesson;
            }
        }
        free(place);
        free(zh);
        free(en);
    }
    file_list_free(names, count);
    free(folder);
}

static void load_quizzes(struct course *self, const char *content, struct problems *problems)
{
    static const char ending[] = ".zh.gift";
    char **names;
    size_t count;
    char *folder = list(content, "quizzes", ending, &names, &count, problems);
    for (size_t i = 0; i < count; i++) {
        char *zh = file_join(folder, names[i]), *en = xstrdup(zh);
        memcpy(en + strlen(en) - (sizeof ending - 1), ".en", 3);
        struct quiz *quiz = quiz_read(zh, en, problems);
        if (quiz != NULL) {
            self->quizzes = grown(self->quizzes, self->quiz_count, sizeof *self->quizzes);
            self->quizzes[self->quiz_count++] = quiz;
        }
        free(zh);
        free(en);
    }
    file_list_free(names, count);
    free(folder);
}

static void add_workflow(struct course *self, const char *path, struct problems *problems)
{
    struct workflow *workflow = workflow_read(path, problems);
    if (workflow == NULL)
        return;
    self->workflows = grown(self->workflows, self->workflow_count, sizeof *self->workflows);
    self->workflows[self->workflow_count++] = workflow;
}

static void add_one_scenario(struct course *self, struct scenario *scenario)
{
    self->scenarios = grown(self->scenarios, self->scenario_count, sizeof *self->scenarios);
    self->scenarios[self->scenario_count++] = scenario;
}

static void add_scenario(struct course *self, const char *path, struct problems *problems)
{
    struct scenario *scenario = scenario_read(path, problems), *view;
    if (scenario == NULL)
        return;
    add_one_scenario(self, scenario);
    for (size_t i = 0; (view = scenario_view(scenario, i)) != NULL; i++)
        add_one_scenario(self, view);
}

static void load_yaml(struct course *self, const char *content, const char *folder,
                      void (*add)(struct course *, const char *, struct problems *),
                      struct problems *problems)
{
    char **names;
    size_t count;
    char *path = list(content, folder, ".yaml", &names, &count, problems);
    for (size_t i = 0; i < count; i++) {
        char *file = file_join(path, names[i]);
        add(self, file, problems);
        free(file);
    }
    file_list_free(names, count);
    free(path);
}

/* A search over what is in force today. */
static bool make_search(struct course *self, const char *table, struct err *err)
{
    self->search = search_new(self->catalog, calendar_day_of(clock_now()),
                              file_exists(table) ? table : NULL, err);
    return self->search != NULL;
}

static void load_search(struct course *self, const struct paths *paths,
                        struct problems *problems)
{
    struct err err = {0};
    char *table = file_join(paths->data, "pinyin.tsv");
    if (!make_search(self, table, &err))
        problems_add(problems, table, 0, 0, "cannot be read: %s", err.text);
    free(table);
}

/* --- order and doubles ----------------------------------------------------------------------
 */

/* Ordering one kind by id, naming doubles, and finding one again. */
#define KIND(type, name, items, count)                                                         \
    static int compare_##items(const void *left, const void *right)                            \
    {                                                                                          \
        const struct type *const *a = left, *const *b = right;                                 \
        return strcmp((*a)->id, (*b)->id);                                                     \
    }                                                                                          \
    static void order_##items(struct course *self, struct problems *problems)                  \
    {                                                                                          \
        if (self->count > 0)                                                                   \
            qsort(self->items, self->count, sizeof *self->items, compare_##items);             \
        for (size_t i = 1; i < self->count; i++)                                               \
            if (strcmp(self->items[i - 1]->id, self->items[i]->id) == 0)                       \
                problems_add(problems, #items, 0, 0, "id '%s' stands in two files",            \
                             self->items[i]->id);                                              \
    }                                                                                          \
    const struct type *course_##name(const struct course *self, const char *id)                \
    {                                                                                          \
        const struct type key = {.id = (char *)(uintptr_t)id};                                 \
        const struct type *wanted = &key;                                                      \
        if (self->count == 0)                                                                  \
            return NULL;                                                                       \
        struct type *const *found =                                                            \
            bsearch(&wanted, self->items, self->count, sizeof *self->items, compare_##items);  \
        return found == NULL ? NULL : *found;                                                  \
    }

KIND(lesson, lesson, lessons, lesson_count)
KIND(quiz, quiz, quizzes, quiz_count)
KIND(workflow, file, workflows, workflow_count)
KIND(workflow, workflow, plays, play_count)
KIND(scenario, scenario, scenarios, scenario_count)

const struct quiz *course_quiz_of_question(const struct course *self, const char *question_id,
                                           size_t *index)
{
    for (size_t i = 0; i < self->quiz_count; i++) {
        int at = quiz_find(self->quizzes[i], question_id);
        if (at >= 0) {
            *index = (size_t)at;
            return self->quizzes[i];
        }
    }
    return NULL;
}

/* --- all of it ------------------------------------------------------------------------------
 */

void course_fill(struct course *self, const struct paths *paths, enum course_parts parts,
                 struct problems *problems)
{
    char *catalog = file_join(paths->content, "lessons/catalog");
    char *ladder = file_join(paths->content, "lessons/certification.yaml");
    char *policy = file_join(paths->content, "lessons/policy.yaml");
    self->catalog = catalog_read(catalog, problems);
    self->ladder = ladder_read(ladder, problems);
    self->policy = policy_read(policy, problems);
    load_lessons(self, paths->content, problems);
    load_quizzes(self, paths->content, problems);
    if (parts >= COURSE_WORKFLOWS)
        load_yaml(self, paths->content, "lessons/workflows", add_workflow, problems);
    if (parts >= COURSE_CASES)
        load_yaml(self, paths->content, "lessons/scenarios", add_scenario, problems);
    if (self->catalog != NULL)
        load_search(self, paths, problems);
    order_lessons(self, problems);
    order_quizzes(self, problems);
    order_workflows(self, problems);
    order_scenarios(self, problems);
    course_join(self, problems);
    order_plays(self, problems);
    if (parts >= COURSE_CHECKED)
        links_check(self, problems);
    free(catalog);
    free(ladder);
    free(policy);
}

struct course *course_load(const struct paths *paths, enum course_parts parts, struct err *err)
{
    char *lessons = file_join(paths->content, "lessons");
    struct course *self = NULL;
    if (file_exists(lessons)) {
        self = xcalloc(1, sizeof *self);
        problems_init(&self->problems);
        course_fill(self, paths, parts, &self->problems);
    } else {
        err_set(err, ERR_NOT_FOUND, "no lessons in '%s'; name the folder with --content",
                paths->content);
    }
    free(lessons);
    return self;
}

struct course *course_with_catalog(const struct course *course, struct catalog *catalog,
                                   const struct paths *paths, struct err *err)
{
    struct course *self = xcalloc(1, sizeof *self);
    char *table = file_join(paths->data, "pinyin.tsv");
    *self = *course;
    self->catalog = catalog;
    bool is_ok = make_search(self, table, err);
    free(table);
    if (is_ok)
        return self;
    course_catalog_free(self);
    return NULL;
}

void course_catalog_free(struct course *self)
{
    if (self == NULL)
        return;
    search_free(self->search);
    catalog_free(self->catalog);
    free(self);
}

void course_free(struct course *self)
{
    if (self == NULL)
        return;
    for (size_t i = 0; i < self->lesson_count; i++)
        lesson_free(self->lessons[i]);
    for (size_t i = 0; i < self->quiz_count; i++)
        quiz_free(self->quizzes[i]);
    for (size_t i = 0; i < self->play_count; i++)
        workflow_free(self->plays[i]);
    for (size_t i = 0; i < self->workflow_count; i++)
        workflow_free(self->workflows[i]);
    for (size_t i = 0; i < self->scenario_count; i++)
        scenario_free(self->scenarios[i]);
    free(self->lessons);
    free(self->quizzes);
    free(self->plays);
    free(self->workflows);
    free(self->scenarios);
    search_free(self->search);
    catalog_free(self->catalog);
    ladder_free(self->ladder);
    policy_free(self->policy);
    problems_release(&self->problems);
    free(self);
}
