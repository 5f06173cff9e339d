/* Lesson L01 at 80x24 while its pictures move: keys are answered as fast as beside a still
 * picture, at most ten frames a second come, and of each only the cells that changed. */
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

#include "core/lang.h"
#include "support/person.h"
#include "support/screen_private.h"

enum { COLS = 80, ROWS = 24, FRAME_MS = 100, KEYS = 41, WATCH_MS = 4000 };

static char *program, *locale_dir;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* At the first picture of the lesson. */
static struct screen *open_lesson(bool has_motion)
{
    lang_init(locale_dir, LANG_EN);
    struct screen *screen =
        screen_start(NULL, (const char *const[]){program, "--lang", "en", NULL});
    screen_wait_text(screen, _("Create my profile"), SCREEN_PATIENCE);
    person_settle(screen);
    person_choose(screen, _("Create my profile"));
    person_write(screen, "Mo");
    person_write(screen, "");
    person_choose(screen, _("No, just my name"));
    if (!has_motion) {
        person_choose(screen, _("Settings"));
        person_choose(screen, _("Moving pictures"));
        person_type(screen, "0");
    }
    person_choose(screen, _("Lessons"));
    person_choose(screen, "L01");
    screen_wait_text(screen, "1/10", SCREEN_PATIENCE);
    person_settle(screen);
    return screen;
}

/* --- keys -----------------------------------------------------------------------------------
 */

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

/* F2 again and again, at another moment of the animation each time; milliseconds from the key
 * to the words of the other language, sorted. */
static void time_keys(struct screen *screen, double times[KEYS])
{
    enum { STEP_MS = 37 };
    for (int i = 0; i < KEYS; i++) {
        double quiet = now_ms() + i * STEP_MS % (2 * FRAME_MS);
        while (now_ms() < quiet)
            screen_pump(screen, 1);
        lang_set(i % 2 ? LANG_EN : LANG_ZH);
        double start = now_ms();
        screen_press(screen, SCREEN_F2);
        screen_wait_text(screen, _("Next picture"), SCREEN_PATIENCE);
        times[i] = now_ms() - start;
    }
    lang_set(LANG_EN);
    qsort(times, KEYS, sizeof *times, by_size);
}

static void a_key_is_answered_as_fast_as_beside_a_still_picture(void **state)
{
    (void)state;
    double still[KEYS], moving[KEYS];
    struct screen *screen = open_lesson(false);
    time_keys(screen, still);
    screen_close(screen);
    screen = open_lesson(true);
    time_keys(screen, moving);
    screen_close(screen);
    print_message("key to screen, median and ninth of ten: %.1f, %.1f ms still; "
                  "%.1f, %.1f ms moving\n",
                  still[KEYS / 2], still[KEYS * 9 / 10], moving[KEYS / 2],
                  moving[KEYS * 9 / 10]);
    /* a frame that a key had to wait for would cost up to FRAME_MS */
    assert_true(moving[KEYS / 2] < 2 * still[KEYS / 2] + FRAME_MS / 10.0);
    assert_true(moving[KEYS * 9 / 10] < 2 * still[KEYS * 9 / 10] + FRAME_MS / 2.0);
}

/* Typed ahead: from the first picture to the last and back, all keys at once. */
static void keys_typed_ahead_do_not_wait_for_frames(void **state)
{
    (void)state;
    struct screen *screen = open_lesson(true);
    double start = now_ms();
    for (int i = 0; i < 2 * KEYS; i++)
        screen_press(screen, SCREEN_DOWN);
    screen_press(screen, SCREEN_F2);
    lang_set(LANG_ZH);
    screen_wait_text(screen, _("Next picture"), SCREEN_PATIENCE);
    lang_set(LANG_EN);
    assert_true(now_ms() - start < 2.0 * KEYS * FRAME_MS / 2);
    screen_close(screen);
}

/* --- frames ---------------------------------------------------------------------------------
 */

static void take_cells(struct screen *screen, struct screen_cell cells[ROWS * COLS])
{
    memset(cells, 0, ROWS * COLS * sizeof *cells);
    for (int i = 0; i < ROWS * COLS; i++)
        cells[i] = screen_cell(screen, i % COLS, i / COLS);
}

static bool is_same(const struct screen_cell *a, const struct screen_cell *b)
{
    return strcmp(a->text, b->text) == 0 && a->fg == b->fg && a->bg == b->bg &&
           a->is_bold == b->is_bold && a->is_reverse == b->is_reverse;
}

/* The next burst of output before `end`; its bytes, 0 = none. */
static size_t next_frame(struct screen *screen, double end)
{
    enum { QUIET_MS = 15 };
    size_t before = screen_bytes(screen);
    while (now_ms() < end && screen_bytes(screen) == before)
        screen_pump(screen, 5);
    while (screen_bytes(screen) != before && screen_pump(screen, QUIET_MS))
        continue;
    return screen_bytes(screen) - before;
}

/* Look on for WATCH_MS: how many frames come; each of them no larger than its changes. */
static int watch(struct screen *screen)
{
    enum { CELL_BYTES = 44, FRAME_BYTES = 64 }; /* place, colours, glyph; cursor off and on */
    static struct screen_cell before[ROWS * COLS], after[ROWS * COLS];
    double end = now_ms() + WATCH_MS;
    int frames = 0;
    take_cells(screen, before);
    for (size_t bytes = next_frame(screen, end); bytes; bytes = next_frame(screen, end)) {
        size_t changed = 0;
        take_cells(screen, after);
        for (int i = 0; i < ROWS * COLS; i++)
            changed += !is_same(&before[i], &after[i]);
        if (bytes > FRAME_BYTES + changed * CELL_BYTES)
            fail_msg("%zu bytes were sent for %zu cells that changed", bytes, changed);
        memcpy(before, after, sizeof before);
        frames++;
    }
    return frames;
}

static void at_most_ten_frames_a_second_come_and_only_what_changed(void **state)
{
    (void)state;
    struct screen *screen = open_lesson(true);
    int first = watch(screen);
    person_choose(screen, _("Next picture"));
    int second = watch(screen);
    assert_true(first <= WATCH_MS / FRAME_MS && second <= WATCH_MS / FRAME_MS);
    assert_true(first > 0 && second > 0); /* both do move */
    screen_close(screen);
}

static void without_motion_nothing_is_sent(void **state)
{
    (void)state;
    struct screen *screen = open_lesson(false);
    assert_int_equal(watch(screen), 0);
    screen_close(screen);
}

static void in_large_print_nothing_moves(void **state)
{
    (void)state;
    struct screen *screen = open_lesson(true);
    person_press(screen, SCREEN_F5);
    assert_int_equal(watch(screen), 0);
    screen_close(screen);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    program = screen_program("trainer");
    locale_dir = screen_program("locale");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_answered_as_fast_as_beside_a_still_picture),
        cmocka_unit_test(keys_typed_ahead_do_not_wait_for_frames),
        cmocka_unit_test(at_most_ten_frames_a_second_come_and_only_what_changed),
        cmocka_unit_test(without_motion_nothing_is_sent),
        cmocka_unit_test(in_large_print_nothing_moves),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(program);
    free(locale_dir);
    return failed;
}
