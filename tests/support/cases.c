#include "support/cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct course *course;

int cases_load(void **state)
{
    char here[] = ".";
    const struct paths paths = {.content = here, .data = here};
    struct err err = {0};
    (void)state;
    course = course_load(&paths, COURSE_WORKFLOWS, &err);
    return course == NULL;
}

int cases_unload(void **state)
{
    (void)state;
    course_free(course);
    return 0;
}

struct run *cases_begin(const char *scenario, enum run_mode mode, uint64_t seed)
{
    struct err err = {0};
    struct run *run = run_new(course, scenario, mode, seed, &err);
    if (run == NULL) {
        fail_msg("%s: %s", scenario, err.text);
    }
    return run;
}

struct run_verdict cases_act(struct run *run, const char *line)
{
    struct run_verdict verdict;
    struct err err = {0};
    if (!run_act(run, line, &verdict, &err)) {
        fail_msg("%s: %s", line, err.text);
    }
    return verdict;
}

/* Play the lines of a script file that do not begin with `skipped` (NULL = all). */
void cases_play_without(struct run *run, const char *path, const char *skipped)
{
    struct err err = {0};
    char *text;
    size_t len;
    if (!file_read(path, 1 << 16, &text, &len, &err)) {
        fail_msg("%s", err.text);
    }
    for (char *line = text; *line != '\0';) {
        char *end = strchr(line, '\n');
        *end = '\0';
        if (*line != '#' && (skipped == NULL || strncmp(line, skipped, strlen(skipped)) != 0)) {
            (void)cases_act(run, line);
        }
        line = end + 1;
    }
    free(text);
}

void cases_play(struct run *run, const char *scenario, const char *script)
{
    struct sbuf path = {0};
    sbuf_addf(&path, "tests/scenarios/%s/%s.script", scenario, script);
    cases_play_without(run, sbuf_text(&path), NULL);
    sbuf_release(&path);
}

void cases_show(struct run *run)
{
    const char *line;
    for (int steps = 0; (line = run_model_line(run)) != NULL; steps++) {
        const struct run_action *actions;
        const size_t count = run_actions(run, &actions);
        char *copy = xstrdup(line);
        size_t next = 0;
        for (size_t i = 0; i < count; i++) {
            next += actions[i].is_next;
        }
        const struct run_verdict verdict = cases_act(run, copy);
        if (!verdict.is_accepted || !verdict.is_good || steps > 100 || next > 1) {
            fail_msg("stuck at '%s': %s", copy, both_now(&verdict.why));
        }
        free(copy);
    }
}

char *cases_seen(struct run *run)
{
    struct sbuf out = {0};
    const struct run_action *actions;
    const struct run_light *lights;
    const struct run_field *fields;
    const struct run_document *documents;
    const struct run_line *lines;
    char time[32];
    size_t count = run_actions(run, &actions);
    for (size_t i = 0; i < count; i++) {
        sbuf_addf(&out, "%s %zu,", actions[i].id, actions[i].choice_count);
    }
    count = run_lights(run, &lights);
    for (size_t i = 0; i < count; i++) {
        sbuf_addf(&out, "%d", (int)lights[i].state);
    }
    count = run_form(run, &fields);
    for (size_t i = 0; i < count; i++) {
        sbuf_add(&out, fields[i].value);
    }
    count = run_documents(run, &documents);
    for (size_t i = 0; i < count; i++) {
        sbuf_add(&out, documents[i].text);
    }
    count = run_lines(run, &lines);
    for (size_t i = 0; i < count; i++) {
        sbuf_add(&out, lines[i].text.text[LANG_ZH]);
    }
    run_time(run, time);
    sbuf_addf(&out, "%s %.9f %s", time, run_result(run)->score,
              run_qr(run) == NULL ? "" : run_qr(run));
    return sbuf_take(&out);
}

const struct course *cases_course(void)
{
    return course;
}
