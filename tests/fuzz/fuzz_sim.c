/* fuzz_sim.c - storms of actions on the shipped cases: nothing breaks, no score leaves 0..100,
 * and what is taken back leaves the case as it was.  Bytes choose the case, the mode and then
 * either one of the actions offered or a line of rubbish. */
#include "fuzz/fuzz.h"
#include "sim/run.h"

#include <string.h>

static const struct course *the_course(void)
{
    static struct course *course; /* loaded once for all inputs */
    if (course == NULL) {
        char here[] = ".";
        const struct paths paths = {.content = here, .data = here};
        struct err err = {0};
        course = course_load(&paths, COURSE_WORKFLOWS, &err);
        PROMISE(course != NULL && course->scenario_count > 0);
    }
    return course;
}

enum { LINES_MAX = 60 }; /* of one storm: many short storms find more than one long */

struct bytes {
    const uint8_t *at, *end;
};

static unsigned take(struct bytes *bytes)
{
    return bytes->at < bytes->end ? *bytes->at++ : 0;
}

static void add_argument(struct sbuf *line, const struct run_action *action,
                         struct bytes *bytes)
{
    if (action->kind == RUN_ARG_MONEY) {
        sbuf_addf(line, " %u", take(bytes) * (take(bytes) + 1));
    } else if (action->choice_count > 0) {
        size_t count = action->kind == RUN_ARG_MANY ? take(bytes) % 4 : 1;
        for (; count > 0; count--) {
            sbuf_addf(line, " %s", action->choices[take(bytes) % action->choice_count].value);
        }
    }
}

static char *next_line(struct run *run, struct bytes *bytes)
{
    const struct run_action *actions;
    const size_t count = run_actions(run, &actions);
    const unsigned choice = take(bytes);
    struct sbuf line = {0};
    if (choice < 16 || count == 0) {
        size_t len = take(bytes) % 16;
        len = len < (size_t)(bytes->end - bytes->at) ? len : (size_t)(bytes->end - bytes->at);
        sbuf_add_len(&line, (const char *)bytes->at, len);
        bytes->at += len;
    } else {
        sbuf_add(&line, actions[choice % count].id);
        add_argument(&line, &actions[choice % count], bytes);
    }
    char *text = xstrdup(sbuf_text(&line)); /* rubbish may hold NULs: the line ends there */
    sbuf_release(&line);
    return text;
}

static char *seen(struct run *run)
{
    struct sbuf out = {0};
    const struct run_light *lights;
    const struct run_field *fields;
    const struct run_document *documents;
    const struct run_line *lines;
    char time[32];
    size_t count = run_lights(run, &lights);
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
    run_time(run, time);
    sbuf_addf(&out, "%zu %s", count, time);
    return sbuf_take(&out);
}

static void check_result(struct run *run)
{
    const struct run_result *result = run_result(run);
    PROMISE(result->score >= 0 && result->score <= 100.000001);
    for (int i = 0; i < RUN_DIMENSIONS; i++) {
        PROMISE(result->dimensions[i] >= -1 && result->dimensions[i] <= 100.000001);
    }
    PROMISE(!result->is_passed || result->critical_count == 0);
}

static void storm(struct run *run, enum run_mode mode, struct bytes *bytes)
{
    for (size_t lines = 0; lines < LINES_MAX && bytes->at < bytes->end; lines++) {
        struct run_verdict verdict;
        struct err err = {0};
        char *line = next_line(run, bytes);
        char *before = seen(run);
        if (run_act(run, line, &verdict, &err)) {
            if (!verdict.is_accepted) {
                char *after = seen(run);
                PROMISE(strcmp(before, after) == 0);
                free(after);
            } else if (mode == RUN_TRY && take(bytes) % 4 == 0) {
                PROMISE(run_undo(run));
                char *after = seen(run);
                PROMISE(strcmp(before, after) == 0);
                free(after);
            }
        }
        free(before);
        free(line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes bytes = {data, data + size};
    struct err err = {0};
    const enum run_mode mode = take(&bytes) % 2 == 0 ? RUN_TRY : RUN_TEST;
    const struct course *course = the_course();
    const struct scenario *scenario = course->scenarios[take(&bytes) % course->scenario_count];
    struct run *run = run_new(course, scenario->id, mode, take(&bytes), &err);
    PROMISE(run != NULL);
    storm(run, mode, &bytes);
    check_result(run);
    run_free(run);
    return 0;
}
