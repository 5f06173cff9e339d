/* bench_panel.c - one prepared panel to cells: milliseconds (median), bytes, memory.
 *
 *   bench_panel FILE.panel      prints "name value unit" lines
 */
#include "art/ansi.h"
#include "art/panel.h"
#include "core/file.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { RUNS = 101, FILE_MAX = 4 << 20 };

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

static double median(double *times)
{
    qsort(times, RUNS, sizeof *times, by_size);
    return times[RUNS / 2];
}

static const struct panel_bubble talk[] = {
    {"mo", "这个 App 又卡住了！老办法多快。"},
    {"sui", "李队，先点右上角“同步”，等红点变绿，再扫码。三步就好！"}};

static const struct {
    const char *name;
    int cols, rows;
    enum panel_glyphs glyphs;
    enum colour_class colours;
    size_t bubbles;
} rows[] = {
    {"draw-100x40-half", 100, 40, PANEL_HALF, COLOUR_256, 2},
    {"draw-100x40-quad", 100, 40, PANEL_QUAD, COLOUR_256, 2},
    {"draw-100x40-sextant", 100, 40, PANEL_SEXTANT, COLOUR_256, 2},
    {"draw-100x40-mono", 100, 40, PANEL_HALF, COLOUR_MONO, 2},
    {"draw-100x40-ascii", 100, 40, PANEL_HALF, COLOUR_ASCII, 2},
    {"draw-45x18-half", 45, 18, PANEL_HALF, COLOUR_256, 0},
    {"draw-200x60-quad", 200, 60, PANEL_QUAD, COLOUR_256, 2},
};

static struct panel_view view_of(size_t row)
{
    return (struct panel_view){.cols = rows[row].cols,
                               .rows = rows[row].rows,
                               .colours = rows[row].colours,
                               .glyphs = rows[row].glyphs,
                               .bubbles = talk,
                               .bubble_count = rows[row].bubbles};
}

static void time_drawing(const struct panel *panel, size_t row)
{
    double times[RUNS];
    struct panel_view view = view_of(row);
    struct frame frame;
    frame_init(&frame, view.cols, view.rows);
    for (int i = 0; i < RUNS; i++) {
        double start = now_ms();
        panel_draw(panel, &view, &frame, 0, 0, NULL);
        times[i] = now_ms() - start;
    }
    frame_release(&frame);
    printf("%s %.2f ms\n", rows[row].name, median(times));
}

static void time_reading(const char *data, size_t len)
{
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        double start = now_ms();
        panel_free(panel_parse(data, len, NULL));
        times[i] = now_ms() - start;
    }
    printf("read %.2f ms\n", median(times));
}

/* Bytes of the first frame, and of the cells that change in the first animation step. */
static void count_bytes(const struct panel *panel)
{
    struct panel_view view = view_of(0);
    struct frame still, moved;
    struct sbuf out = {0};
    int cells = 0;
    frame_init(&still, view.cols, view.rows);
    frame_init(&moved, view.cols, view.rows);
    panel_draw(panel, &view, &still, 0, 0, NULL);
    view.at = panel_next_change(panel, 0) + 1;
    panel_draw(panel, &view, &moved, 0, 0, NULL);
    for (int i = 0; i < view.cols * view.rows; i++)
        cells += !frame_cell_equal(&still.cells[i], &moved.cells[i]);
    ansi_write(&still, COLOUR_256, false, &out);
    printf("frame-100x40 %zu bytes\nblink-100x40 %d cells\n", out.len, cells);
    sbuf_release(&out);
    frame_release(&still);
    frame_release(&moved);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    char *data = NULL;
    size_t len = 0;
    struct rusage used;
    setlocale(LC_ALL, "C.UTF-8");
    if (argc != 2 || !file_read(argv[1], FILE_MAX, &data, &len, &err)) {
        fprintf(stderr, "bench_panel FILE.panel: %s\n", err.text);
        return 2;
    }
    struct panel *panel = panel_parse(data, len, &err);
    if (!panel) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    time_reading(data, len);
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
        time_drawing(panel, row);
    count_bytes(panel);
    getrusage(RUSAGE_SELF, &used);
    printf("memory %.1f MB\n", (double)used.ru_maxrss / 1024);
    panel_free(panel);
    free(data);
    return 0;
}
