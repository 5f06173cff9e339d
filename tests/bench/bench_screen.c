/* bench_screen.c - a full-screen program on a pseudo-terminal: milliseconds from start to its
 * first full frame - the first start ever, which makes the database, and later ones - and from
 * a key press to the screen that answers it (medians); then what its moving picture sends.
 *
 *   bench_screen RUNS FIRST KEYS ANSWER PROGRAM [ARGUMENT…]
 *
 * FIRST is a text of the first full frame; KEYS are typed ("F2" = that key); ANSWER is a text
 * that only then appears.  Prints "FIRST_MS START_MS KEY_MS BYTES FRAMES MOVING", BYTES being
 * those of the first frame, FRAMES how many came a second while nothing was typed, MOVING the
 * bytes of one of them.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/screen.h"

enum { RUNS_MAX = 101, FIXED = 5, SIZE_COLS = 120, SIZE_ROWS = 40 };

struct order {
    long runs;
    const char *first, *keys, *answer;
    const char *const *program;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

/* Start, wait for the first frame; milliseconds. */
static double start_up(const struct order *order, const char *home, struct screen **screen)
{
    struct screen_options options = {.cols = SIZE_COLS, .rows = SIZE_ROWS, .home = home};
    double start = now_ms();
    *screen = screen_start(&options, order->program);
    screen_wait_text(*screen, order->first, SCREEN_PATIENCE);
    return now_ms() - start;
}

static double answer(const struct order *order, struct screen *screen)
{
    double start = now_ms();
    if (strcmp(order->keys, "F2") == 0)
        screen_press(screen, SCREEN_F2);
    else
        screen_type(screen, order->keys);
    screen_wait_text(screen, order->answer, SCREEN_PATIENCE);
    return now_ms() - start;
}

/* Frames and bytes that come by themselves: bytes after a quiet moment begin a frame. */
static void watch(struct screen *screen, double *frames, double *bytes)
{
    enum { WATCH_MS = 4000, QUIET_MS = 30, LOOK_NS = 5000000 };
    const struct timespec nap = {0, LOOK_NS};
    size_t before = screen_bytes(screen), seen = before;
    double start = now_ms(), last = start - QUIET_MS;
    int count = 0;
    while (now_ms() - start < WATCH_MS) {
        (void)nanosleep(&nap, NULL);
        /* asking takes what has come */
        size_t now = screen_shows(screen, "") ? screen_bytes(screen) : seen;
        if (now == seen)
            continue;
        count += now_ms() - last >= QUIET_MS;
        last = now_ms();
        seen = now;
    }
    *frames = count * 1000.0 / WATCH_MS;
    *bytes = count ? (double)(seen - before) / count : 0;
}

static void measure(void **state)
{
    const struct order *order = *state;
    double firsts[RUNS_MAX], starts[RUNS_MAX], answers[RUNS_MAX], frames, moving;
    struct screen *screen;
    size_t bytes = 0, last = (size_t)order->runs / 2;
    char home[] = "/tmp/bench-home-XXXXXX";
    assert_non_null(mkdtemp(home));
    for (long i = 0; i < order->runs; i++) {
        firsts[i] = start_up(order, NULL, &screen);
        bytes = screen_bytes(screen);
        screen_close(screen);
        starts[i] = start_up(order, home, &screen);
        answers[i] = answer(order, screen);
        screen_close(screen);
    }
    start_up(order, NULL, &screen);
    watch(screen, &frames, &moving);
    screen_close(screen);
    qsort(firsts, (size_t)order->runs, sizeof *firsts, by_size);
    qsort(starts, (size_t)order->runs, sizeof *starts, by_size);
    qsort(answers, (size_t)order->runs, sizeof *answers, by_size);
    printf("%.1f %.1f %.2f %zu %.1f %.0f\n", firsts[last], starts[last], answers[last], bytes,
           frames, moving);
}

int main(int argc, char **argv)
{
    char *end;
    struct order order = {.runs = argc > FIXED ? strtol(argv[1], &end, 10) : 0};
    if (order.runs < 1 || order.runs > RUNS_MAX || *end) {
        fprintf(stderr, "usage: bench_screen RUNS FIRST KEYS ANSWER PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    setlocale(LC_ALL, "C.UTF-8");
    order.first = argv[2];
    order.keys = argv[3];
    order.answer = argv[4];
    order.program = (const char *const *)(argv + FIXED);
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(measure, &order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
