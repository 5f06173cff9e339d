#include "support/scripts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char root[] = "tests/scenarios";
static const char ending[] = ".script";

static void add_line(struct script *self, const char *line, size_t len)
{
    self->lines = xreallocarray(self->lines, self->line_count + 1, sizeof *self->lines);
    self->lines[self->line_count++] = xstrndup(line, len);
}

/* "# S15-refuses: words" names what it plays, if there is such a case. */
static char *played(const char *text, const char *folder)
{
    const size_t blank = strspn(text, "# ");
    const size_t len = strcspn(text + blank, " :\n");
    char *id = xstrndup(text + blank, len);
    if (text[0] == '#' && course_scenario(cases_course(), id) != NULL) {
        return id;
    }
    free(id);
    return xstrdup(folder);
}

static void load(struct scripts *self, const char *folder, const char *file)
{
    struct script script = {.folder = xstrdup(folder)};
    struct sbuf path = {0};
    struct err err = {0};
    char *text;
    size_t len;
    script.name = xstrndup(file, strlen(file) - strlen(ending));
    sbuf_addf(&path, "%s/%s/%s", root, folder, file);
    script.path = sbuf_take(&path);
    if (!file_read(script.path, 1 << 16, &text, &len, &err)) {
        fail_msg("%s", err.text);
    }
    script.scenario = played(text, folder);
    for (const char *line = text; *line != '\0';) {
        const size_t line_len = strcspn(line, "\n");
        if (line_len > 0 && *line != '#') {
            add_line(&script, line, line_len);
        }
        line += line_len + (line[line_len] == '\n');
    }
    free(text);
    self->items = xreallocarray(self->items, self->count + 1, sizeof *self->items);
    self->items[self->count++] = script;
}

void scripts_load(struct scripts *self)
{
    struct err err = {0};
    char **folders, **files;
    size_t folder_count, file_count;
    *self = (struct scripts){NULL, 0};
    if (!file_list(root, "", &folders, &folder_count, &err)) {
        fail_msg("%s", err.text);
    }
    for (size_t i = 0; i < folder_count; i++) {
        char *folder = file_join(root, folders[i]);
        if (!file_list(folder, ending, &files, &file_count, &err)) {
            fail_msg("%s", err.text);
        }
        for (size_t j = 0; j < file_count; j++) {
            load(self, folders[i], files[j]);
        }
        file_list_free(files, file_count);
        free(folder);
    }
    file_list_free(folders, folder_count);
}

void scripts_release(struct scripts *self)
{
    for (size_t i = 0; i < self->count; i++) {
        struct script *script = &self->items[i];
        for (size_t j = 0; j < script->line_count; j++) {
            free(script->lines[j]);
        }
        free(script->lines);
        free(script->folder);
        free(script->name);
        free(script->path);
        free(script->scenario);
    }
    free(self->items);
    *self = (struct scripts){NULL, 0};
}

bool script_is_model(const struct script *self)
{
    return strncmp(self->name, "model", strlen("model")) == 0;
}

int script_mistake(const struct script *self)
{
    static const char prefix[] = "mistake-";
    return strncmp(self->name, prefix, sizeof prefix - 1) == 0
               ? (int)strtol(self->name + sizeof prefix - 1, NULL, 10)
               : 0;
}

struct run *script_play(const struct script *self, script_watcher *watch, void *context)
{
    struct run *run = cases_begin(self->scenario, RUN_TEST, 0);
    for (size_t i = 0; i < self->line_count; i++) {
        struct run_verdict verdict;
        struct err err = {0};
        if (watch != NULL) {
            watch(context, run, self->lines[i]);
        }
        if (!run_act(run, self->lines[i], &verdict, &err)) {
            fail_msg("%s: %s: %s", self->path, self->lines[i], err.text);
        }
    }
    return run;
}
