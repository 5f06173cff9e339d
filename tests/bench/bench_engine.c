/* bench_engine.c - how fast cases are played: steps a second, and thousands of runs judged
 * again.
 *
 *   bench_engine [RUNS]     from the top folder; prints "name value unit" lines
 *
 * A step is what a key press costs in Try me: the act itself and every look at the screen
 * (actions, lights, form, documents, lines, result).  A replay is a recorded run read from the
 * database (in memory) and judged again, as `trainer replay --remark` does it; RUNS of them
 * (10000 without it), over all cases in turn.
 */
#include "app/practice.h"
#include "core/sign.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPLAYS = 10000, ROUNDS = 5 };

struct record { /* a played case as the database has it */
    char attempt[33];
    size_t steps;
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

/* The next line of the model, NULL at the end.  Caller frees: acting moves the run's own. */
static char *next_line(struct run *run)
{
    const char *line = run_model_line(run);
    return line == NULL ? NULL : xstrdup(line);
}

/* Play the case as the program would; returns the milliseconds of its steps. */
static double play(const struct course *course, const char *scenario, size_t *steps)
{
    struct run *run = begin(course, scenario);
    struct run_verdict verdict;
    struct err err = {0};
    char *line;
    const double start = now_ms();
    while ((line = next_line(run)) != NULL) {
        if (!run_act(run, line, &verdict, &err)) {
            die(err.text);
        }
        look(run);
        free(line);
        ++*steps;
    }
    const double ms = now_ms() - start;
    run_free(run);
    return ms;
}

static void bench_steps(const struct course *course)
{
    double best = 1e9;
    size_t steps = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double ms = 0;
        steps = 0;
        for (size_t i = 0; i < course->scenario_count; i++) {
            ms += play(course, course->scenarios[i]->id, &steps);
        }
        best = ms < best ? ms : best;
    }
    printf("cases %zu played\n", course->scenario_count);
    printf("step %.3f ms\n", best / (double)steps);
    printf("steps %.0f /s\n", (double)steps / best * 1e3);
}

/* --- runs judged again ----------------------------------------------------------------------
 */

static void open_app(struct app *app, struct session *who, const struct course *course,
                     const struct paths *paths)
{
    struct err err = {0};
    struct officer made;
    if (!clock_init(&err) || !sign_init(&err) || !app_open(app, NULL, course, paths, &err) ||
        !app_add_officer(app, NULL, "007", "老墨", "", ROLE_OFFICER, "", NULL, &made, &err) ||
        !session_open(who, app, made.id, NULL, &err)) {
        die(err.text);
    }
}

static struct record record_case(struct session *who, const char *scenario)
{
    struct record self = {.steps = 0};
    struct run_verdict verdict;
    struct err err = {0};
    struct practice *practice = practice_begin(who->app, who, scenario, RUN_TRY, 0, &err);
    char *line;
    bool ok = practice != NULL;
    while (ok && (line = next_line(practice_run(practice))) != NULL) {
        ok = practice_act(practice, line, &verdict, &err);
        free(line);
        self.steps++;
    }
    if (!ok || !practice_finish(practice, self.attempt, &err)) {
        die(err.text);
    }
    practice_free(practice);
    return self;
}

/* Returns the number of steps judged. */
static size_t replay_all(struct app *app, const struct record *records, size_t wanted)
{
    size_t steps = 0;
    struct err err = {0};
    for (size_t i = 0; i < wanted; i++) {
        const struct record *record = &records[i % app->course->scenario_count];
        struct json *judged = practice_replay(app, record->attempt, true, &err);
        if (judged == NULL) {
            die(err.text);
        }
        json_free(judged);
        steps += record->steps;
    }
    return steps;
}

static void bench_replays(const struct course *course, const struct paths *paths, size_t wanted)
{
    struct app app = {0};
    struct session who;
    struct record *records = xcalloc(course->scenario_count + 1, sizeof *records);
    open_app(&app, &who, course, paths);
    for (size_t i = 0; i < course->scenario_count; i++) {
        records[i] = record_case(&who, course->scenarios[i]->id);
    }
    const double start = now_ms();
    const size_t steps = replay_all(&app, records, wanted);
    const double ms = now_ms() - start;
    printf("replays %.0f /s\n", (double)wanted / ms * 1e3);
    printf("replays-%zu %.2f s\n", wanted, ms / 1e3);
    printf("replayed-steps %.0f /s\n", (double)steps / ms * 1e3);
    app_close(&app);
    free(records);
}

int main(int argc, char **argv)
{
    char here[] = ".";
    const struct paths paths = {.content = here, .data = here};
    struct err err = {0};
    const double start = now_ms();
    struct course *course = course_load(&paths, COURSE_CHECKED, &err);
    if (course == NULL) {
        die(err.text);
    }
    printf("load %.1f ms\n", now_ms() - start);
    const struct mallinfo2 before = mallinfo2();
    struct run *run = begin(course, course->scenarios[0]->id);
    printf("run %.1f KB\n", (double)(mallinfo2().uordblks - before.uordblks) / 1024);
    run_free(run);
    bench_steps(course);
    bench_replays(course, &paths, argc > 1 ? strtoul(argv[1], NULL, 10) : REPLAYS);
    course_free(course);
    return 0;
}
