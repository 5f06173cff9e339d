/* bench_engine.c - how fast cases are played: steps a second, and thousands of runs judged
 * again.
 *
 *   bench_engine [RUNS]     from the top folder; prints "name value unit" lines
 *
 * A step is what a key press costs in Try me: the act itself and every look at the screen
 * (actions, lights, form, documents, lines, result).  A replay is a recorded run done again
 * from its lines alone, as a trainer's marking does it; RUNS of them (10000 without it), over
 * all cases in turn.
 */
#include "sim/run.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { REPLAYS = 10000, STEPS_MAX = 400, ROUNDS = 5 };

struct record { /* the lines of one played case */
    const char *scenario;
    char *lines[STEPS_MAX];
    size_t count;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void die(const char *what)
{
    fprintf(stderr, "bench_engine: %s\n", what);
    exit(1);
}

static struct run *begin(const struct course *course, const char *scenario)
{
    struct err err = {0};
    struct run *run = run_new(course, scenario, RUN_TRY, 0, &err);
    if (run == NULL) {
        die(err.text);
    }
    return run;
}

static void act(struct run *run, const char *line)
{
    struct run_verdict verdict;
    struct err err = {0};
    if (!run_act(run, line, &verdict, &err)) {
        die(err.text);
    }
}

static void look(struct run *run)
{
    const struct run_action *actions;
    const struct run_light *lights;
    const struct run_field *fields;
    const struct run_document *documents;
    const struct run_line *lines;
    size_t seen = run_actions(run, &actions) + run_lights(run, &lights) +
                  run_form(run, &fields) + run_documents(run, &documents) +
                  run_lines(run, &lines);
    if (seen == 0 || run_result(run)->score < 0) {
        die("nothing is seen");
    }
}

/* Play the case as the program would; returns the milliseconds of its steps. */
static double record_case(const struct course *course, struct record *self)
{
    struct run *run = begin(course, self->scenario);
    const char *line;
    const double start = now_ms();
    while (self->count < STEPS_MAX && (line = run_model_line(run)) != NULL) {
        self->lines[self->count] = xstrdup(line);
        act(run, self->lines[self->count++]);
        look(run);
    }
    const double ms = now_ms() - start;
    run_free(run);
    return ms;
}

static void replay(const struct course *course, const struct record *self)
{
    struct run *run = begin(course, self->scenario);
    for (size_t i = 0; i < self->count; i++) {
        act(run, self->lines[i]);
    }
    if (run_result(run)->score < 0) {
        die("no score");
    }
    run_free(run);
}

static void bench_steps(const struct course *course, struct record *records)
{
    double best = 1e9;
    size_t steps = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double ms = 0;
        steps = 0;
        for (size_t i = 0; i < course->scenario_count; i++) {
            for (size_t j = 0; j < records[i].count; j++) {
                free(records[i].lines[j]);
            }
            records[i] = (struct record){.scenario = course->scenarios[i]->id};
            ms += record_case(course, &records[i]);
            steps += records[i].count;
        }
        best = ms < best ? ms : best;
    }
    printf("cases %zu played\n", course->scenario_count);
    printf("step %.3f ms\n", best / (double)steps);
    printf("steps %.0f /s\n", (double)steps / best * 1e3);
}

static void bench_replays(const struct course *course, const struct record *records,
                          size_t wanted)
{
    const double start = now_ms();
    size_t steps = 0;
    for (size_t i = 0; i < wanted; i++) {
        const struct record *record = &records[i % course->scenario_count];
        replay(course, record);
        steps += record->count;
    }
    const double ms = now_ms() - start;
    printf("replay %.3f ms\n", ms / (double)wanted);
    printf("replays-%zu %.2f s\n", wanted, ms / 1e3);
    printf("replayed-steps %.0f /s\n", (double)steps / ms * 1e3);
}

int main(int argc, char **argv)
{
    char here[] = ".";
    const struct paths paths = {.content = here, .data = here};
    struct err err = {0};
    const double start = now_ms();
    struct course *course = course_load(&paths, COURSE_WORKFLOWS, &err);
    if (course == NULL) {
        die(err.text);
    }
    printf("load %.1f ms\n", now_ms() - start);
    struct record *records = xcalloc(course->scenario_count + 1, sizeof *records);
    const struct mallinfo2 before = mallinfo2();
    struct run *run = begin(course, course->scenarios[0]->id);
    printf("run %.1f KB\n", (double)(mallinfo2().uordblks - before.uordblks) / 1024);
    run_free(run);
    bench_steps(course, records);
    bench_replays(course, records, argc > 1 ? strtoul(argv[1], NULL, 10) : REPLAYS);
    for (size_t i = 0; i < course->scenario_count; i++) {
        for (size_t j = 0; j < records[i].count; j++) {
            free(records[i].lines[j]);
        }
    }
    free(records);
    course_free(course);
    return 0;
}
