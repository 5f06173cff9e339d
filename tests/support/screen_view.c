#include "support/screen_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <unistr.h>

#define GOLDEN_FOLDER "tests/screen/golden"

enum {
    STILL = 400,          /* ms without output after which a golden screen is taken */
    STILL_AT_MOST = 4000, /* ms: a picture that moves is never still */
    RIGHT_HALF = -1,      /* libvterm's mark in the second cell of a wide character */
    DEFAULT_COLOUR = -1,
    LETTER_COUNT = 62
};

static int colour_of(const VTermColor *colour, bool is_default)
{
    if (is_default)
        return DEFAULT_COLOUR;
    if (VTERM_COLOR_IS_INDEXED(colour))
        return colour->indexed.idx;
    return 0x1000000 | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

struct screen_cell screen_cell(struct screen *self, int x, int y)
{
    struct screen_cell result = {.cols = 1, .fg = DEFAULT_COLOUR, .bg = DEFAULT_COLOUR};
    VTermScreenCell cell;
    if (!vterm_screen_get_cell(self->cells, (VTermPos){.row = y, .col = x}, &cell))
        return result;
    result.fg = colour_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
    result.bg = colour_of(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    result.is_bold = cell.attrs.bold;
    result.is_underline = cell.attrs.underline != 0;
    result.is_reverse = cell.attrs.reverse;
    if ((int)cell.chars[0] == RIGHT_HALF) {
        if (x > 0) /* libvterm keeps the style in the left half only */
            result = screen_cell(self, x - 1, y);
        result.cols = 0;
        result.text[0] = '\0';
        return result;
    }
    result.cols = cell.width;
    size_t len = 0;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
        int used = u8_uctomb((uint8_t *)result.text + len, cell.chars[i],
                             (int)(sizeof result.text - 1 - len));
        len += used > 0 ? (size_t)used : 0;
    }
    return result;
}

static void write_row(struct screen *self, int y, FILE *out)
{
    int end = self->cols;
    while (end > 0) {
        struct screen_cell cell = screen_cell(self, end - 1, y);
        if (cell.cols != 1 || (cell.text[0] && strcmp(cell.text, " ") != 0))
            break;
        end--;
    }
    for (int x = 0; x < end; x++) {
        struct screen_cell cell = screen_cell(self, x, y);
        if (cell.cols > 0)
            fputs(cell.text[0] ? cell.text : " ", out);
    }
}

/* A stream into memory; no memory ends the test. */
static FILE *memory_stream(char **text, size_t *len)
{
    FILE *out = open_memstream(text, len);
    if (!out)
        fail_msg("no memory");
    return out;
}

char *screen_row(struct screen *self, int y)
{
    char *text;
    size_t len;
    FILE *out = memory_stream(&text, &len);
    write_row(self, y, out);
    fclose(out);
    return text;
}

char *screen_text(struct screen *self)
{
    char *text;
    size_t len;
    FILE *out = memory_stream(&text, &len);
    for (int y = 0; y < self->rows; y++) {
        write_row(self, y, out);
        fputc('\n', out);
    }
    fclose(out);
    while (len > 1 && text[len - 1] == '\n' && text[len - 2] == '\n')
        text[--len] = '\0';
    return text;
}

bool screen_shows(struct screen *self, const char *text)
{
    screen_pump(self, 0);
    bool is_there = false;
    for (int y = 0; y < self->rows && !is_there; y++) {
        char *row = screen_row(self, y);
        is_there = strstr(row, text) != NULL;
        free(row);
    }
    return is_there;
}

bool screen_cursor(struct screen *self, int *x, int *y)
{
    VTermPos at;
    screen_pump(self, 0);
    vterm_state_get_cursorpos(self->state, &at);
    *x = at.col;
    *y = at.row;
    return self->is_on[25];
}

/* --- golden screens -------------------------------------------------------------------------
 */

enum plane { PLANE_FG, PLANE_BG, PLANE_ATTR, PLANE_COUNT };

static int plane_value(const struct screen_cell *cell, enum plane plane)
{
    if (plane == PLANE_FG)
        return cell->fg;
    if (plane == PLANE_BG)
        return cell->bg;
    int attr = cell->is_bold + 2 * cell->is_underline + 4 * cell->is_reverse;
    return attr ? attr : DEFAULT_COLOUR;
}

static int by_value(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

struct legend {
    int values[LETTER_COUNT]; /* sorted */
    size_t count;
};

static char letter_of(const struct legend *self, int value)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (size_t i = 0; i < self->count; i++)
        if (self->values[i] == value)
            return letters[i];
    return '.';
}

static void make_legend(struct screen *self, enum plane plane, struct legend *legend)
{
    legend->count = 0;
    for (int y = 0; y < self->rows; y++)
        for (int x = 0; x < self->cols; x++) {
            struct screen_cell cell = screen_cell(self, x, y);
            int value = plane_value(&cell, plane);
            if (value == DEFAULT_COLOUR || letter_of(legend, value) != '.')
                continue;
            if (legend->count == LETTER_COUNT)
                screen_fail(self, "more than %d colours on the screen", LETTER_COUNT);
            legend->values[legend->count++] = value;
        }
    qsort(legend->values, legend->count, sizeof *legend->values, by_value);
}

static void write_value(enum plane plane, int value, FILE *out)
{
    if (plane == PLANE_ATTR)
        fprintf(out, "%s%s%s", value & 1 ? "+bold" : "", value & 2 ? "+underline" : "",
                value & 4 ? "+reverse" : "");
    else if (value >= 0x1000000)
        fprintf(out, "#%06x", (unsigned)value & 0xffffffu);
    else
        fprintf(out, "%d", value);
}

/* One letter for each cell, its meaning in the head; nothing where all is the default. */
static void write_plane(struct screen *self, enum plane plane, FILE *out)
{
    static const char *const names[PLANE_COUNT] = {"foreground", "background", "attributes"};
    struct legend legend;
    make_legend(self, plane, &legend);
    if (legend.count == 0)
        return;
    fprintf(out, "--- %s:", names[plane]);
    for (size_t i = 0; i < legend.count; i++) {
        fprintf(out, " %c=", letter_of(&legend, legend.values[i]));
        write_value(plane, legend.values[i], out);
    }
    fputc('\n', out);
    for (int y = 0; y < self->rows; y++) {
        for (int x = 0; x < self->cols; x++) {
            struct screen_cell cell = screen_cell(self, x, y);
            fputc(letter_of(&legend, plane_value(&cell, plane)), out);
        }
        fputc('\n', out);
    }
}

char *screen_dump(struct screen *self)
{
    char *text;
    size_t len;
    int x, y;
    bool is_shown = screen_cursor(self, &x, &y);
    FILE *out = memory_stream(&text, &len);
    fprintf(out, "--- %dx%d, cursor ", self->cols, self->rows);
    if (is_shown)
        fprintf(out, "at %d,%d\n", x, y);
    else
        fputs("hidden\n", out);
    for (y = 0; y < self->rows; y++) {
        write_row(self, y, out);
        fputc('\n', out);
    }
    for (int plane = 0; plane < PLANE_COUNT; plane++)
        write_plane(self, (enum plane)plane, out);
    fclose(out);
    return text;
}

/* The whole file, or NULL. Caller frees. */
static char *read_golden(const char *path)
{
    FILE *in = fopen(path, "r");
    if (!in)
        return NULL;
    char *text;
    size_t len;
    FILE *out = memory_stream(&text, &len);
    for (int c; (c = fgetc(in)) != EOF;)
        fputc(c, out);
    fclose(in);
    fclose(out);
    return text;
}

static void update_golden(struct screen *self, const char *path)
{
    int64_t end = screen_clock() + STILL_AT_MOST;
    while (screen_pump(self, STILL) && screen_clock() < end)
        ;
    char *dump = screen_dump(self);
    mkdir(GOLDEN_FOLDER, 0777);
    FILE *out = fopen(path, "w");
    if (!out || fputs(dump, out) < 0 || fclose(out) != 0)
        screen_fail(self, "cannot write %s", path);
    free(dump);
}

static int first_different_line(const char *a, const char *b)
{
    int line = 1;
    for (; *a && *a == *b; a++, b++)
        line += *a == '\n';
    return line;
}

void screen_expect_golden(struct screen *self, const char *name)
{
    char path[300];
    snprintf(path, sizeof path, GOLDEN_FOLDER "/%s.txt", name);
    const char *update = getenv("UPDATE_GOLDEN");
    if (update && strcmp(update, "1") == 0) {
        update_golden(self, path);
        return;
    }
    char *golden = read_golden(path);
    if (!golden)
        screen_fail(self, "there is no %s: make it with `make golden`", path);
    int64_t end = screen_clock() + SCREEN_PATIENCE;
    char *dump = screen_dump(self);
    bool can_change = true;
    while (strcmp(dump, golden) != 0 && can_change && screen_clock() < end) {
        can_change = !screen_has_ended(self);
        can_change |= screen_pump(self, 50);
        free(dump);
        dump = screen_dump(self);
    }
    if (strcmp(dump, golden) != 0) {
        int line = first_different_line(golden, dump);
        print_error("=== expected: %s\n%s=== got:\n%s", path, golden, dump);
        free(dump);
        free(golden);
        screen_fail(self, "the screen differs from %s, first in line %d", path, line);
    }
    free(dump);
    free(golden);
}

/* --- after the end
 * ---------------------------------------------------------------------------- */

static void expect_modes_off(struct screen *self)
{
    static const struct {
        int mode;
        const char *name;
    } modes[] = {
        {1, "application cursor keys"}, {47, "alternate screen"}, {1047, "alternate screen"},
        {1049, "alternate screen"},     {9, "mouse reports"},     {1000, "mouse reports"},
        {1002, "mouse reports"},        {1003, "mouse reports"},  {1004, "focus reports"},
        {1005, "mouse encoding"},       {1006, "mouse encoding"}, {1015, "mouse encoding"},
        {2004, "bracketed paste"},
    };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (self->is_on[modes[i].mode])
            screen_fail(self, "the program left the terminal with %s on (mode %d)",
                        modes[i].name, modes[i].mode);
    if (!self->is_on[25])
        screen_fail(self, "the program left the cursor hidden");
}

static void expect_plain_pen(struct screen *self)
{
    static const VTermAttr attrs[] = {VTERM_ATTR_BOLD, VTERM_ATTR_REVERSE, VTERM_ATTR_UNDERLINE,
                                      VTERM_ATTR_BLINK};
    VTermValue value;
    for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++)
        if (vterm_state_get_penattr(self->state, attrs[i], &value) && value.number)
            screen_fail(self, "the program left attribute %d on", (int)attrs[i]);
    if (vterm_state_get_penattr(self->state, VTERM_ATTR_FOREGROUND, &value) &&
        !VTERM_COLOR_IS_DEFAULT_FG(&value.color))
        screen_fail(self, "the program left a foreground colour on");
    if (vterm_state_get_penattr(self->state, VTERM_ATTR_BACKGROUND, &value) &&
        !VTERM_COLOR_IS_DEFAULT_BG(&value.color))
        screen_fail(self, "the program left a background colour on");
}

void screen_expect_restored(struct screen *self)
{
    if (self->pid > 0)
        screen_fail(self, "the program still runs");
    expect_modes_off(self);
    expect_plain_pen(self);
    struct termios now;
    if (tcgetattr(self->slave, &now) != 0)
        screen_fail(self, "the terminal's line settings cannot be read");
    const struct termios *before = &self->before;
    if (now.c_iflag != before->c_iflag || now.c_oflag != before->c_oflag ||
        now.c_lflag != before->c_lflag || now.c_cflag != before->c_cflag ||
        memcmp(now.c_cc, before->c_cc, sizeof now.c_cc) != 0)
        screen_fail(self, "the program left other line settings: local modes %#x, were %#x",
                    (unsigned)now.c_lflag, (unsigned)before->c_lflag);
}
