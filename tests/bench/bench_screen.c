/* bench_screen.c - a full-screen program on a pseudo-terminal: milliseconds from start to its
 * first full frame, and from a key press to the screen that answers it (medians).
 *
 *   bench_screen RUNS FIRST KEYS ANSWER PROGRAM [ARGUMENT…]
 *
 * FIRST is a text of the first full frame; KEYS are typed ("F2" = that key); ANSWER is a text
 * that only then appears.  Prints "START_MS KEY_MS BYTES", BYTES being those of the first
 * frame.
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

static void measure(void **state)
{
    const struct order *order = *state;
    double starts[RUNS_MAX], answers[RUNS_MAX];
    struct screen_options options = {.cols = SIZE_COLS, .rows = SIZE_ROWS};
    size_t bytes = 0;
    for (long i = 0; i < order->runs; i++) {
        double start = now_ms();
        struct screen *screen = screen_start(&options, order->program);
        screen_wait_text(screen, order->first, SCREEN_PATIENCE);
        starts[i] = now_ms() - start;
        bytes = screen_bytes(screen);
        start = now_ms();
        if (strcmp(order->keys, "F2") == 0)
            screen_press(screen, SCREEN_F2);
        else
            screen_type(screen, order->keys);
        screen_wait_text(screen, order->answer, SCREEN_PATIENCE);
        answers[i] = now_ms() - start;
        screen_close(screen);
    }
    qsort(starts, (size_t)order->runs, sizeof *starts, by_size);
    qsort(answers, (size_t)order->runs, sizeof *answers, by_size);
    printf("%.1f %.2f %zu\n", starts[order->runs / 2], answers[order->runs / 2], bytes);
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
