#include "print/sheet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/lang.h"
#include "core/text.h"
#include "print/typeface.h"

enum { PICTURE_FILE_MAX = 4 << 20, COLS_MAX = 400, ROWS_MAX = 200 };
enum { SMALL_COLS = 60, GAP = 12, LABEL = 22, ACROSS_MAX = 6 };
enum { TERMINAL_FG = 0xe5e5e5, TERMINAL_BG = 0x000000, PAGE = 0x303030 };

struct pen { /* what SGR sequences have set; colours are RGB, -1 = the terminal's own */
    int32_t fg, bg;
    int basic; /* the foreground as one of eight, -1 = none of them: bold makes it bright */
    bool is_bold, is_reverse;
};

struct picture {
    char *text, *name;
    int cols, rows;
    double width, height, cell; /* on the page; width of a cell */
};

/* --- colours ------------------------------------------------------------------------------ */

static int32_t terminal_colour(int index)
{
    static const int32_t basic[] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
                                    0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
                                    0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
    static const int32_t steps[] = {0, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    enum { CUBE = 16, GREYS = 232, LAST = 255, GREY_FIRST = 8, GREY_STEP = 10 };
    if (index < 0 || index > LAST)
        return -1;
    if (index < CUBE)
        return basic[index];
    if (index >= GREYS)
        return (GREY_FIRST + GREY_STEP * (index - GREYS)) * 0x010101;
    int at = index - CUBE;
    return steps[at / 36] << 16 | steps[at / 6 % 6] << 8 | steps[at % 6];
}

static void set_source(cairo_t *cairo, int32_t rgb)
{
    cairo_set_source_rgb(cairo, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

/* --- reading ------------------------------------------------------------------------------ */

/* One or more numbers of a sequence from numbers[0] on; returns how many were used. */
static size_t apply(struct pen *pen, const int *numbers, size_t count)
{
    int code = numbers[0], shade = code % 10, tens = code / 10;
    bool is_fg = tens == 3 || tens == 9;
    if (code == 0)
        *pen = (struct pen){-1, -1, -1, false, false};
    else if (code == 1)
        pen->is_bold = true;
    else if (code == 7)
        pen->is_reverse = true;
    if (tens != 3 && tens != 4 && tens != 9 && tens != 10)
        return 1;
    int32_t colour = terminal_colour(shade + (tens >= 9 ? 8 : 0));
    size_t used = 1;
    if (shade == 8) {
        bool is_rgb = count >= 5 && numbers[1] == 2;
        used = is_rgb ? 5 : count < 3 ? count : 3;
        colour = is_rgb ? numbers[2] << 16 | numbers[3] << 8 | numbers[4]
                        : terminal_colour(used == 3 ? numbers[2] : -1);
    }
    if (is_fg) {
        pen->fg = colour;
        pen->basic = tens == 3 && shade < 8 ? shade : -1;
    } else {
        pen->bg = colour;
    }
    return used;
}

/* An SGR sequence at `at`, behind its "\033["; returns the place behind it, NULL if it is none.
 */
static const char *read_sequence(const char *at, struct pen *pen)
{
    enum { NUMBERS_MAX = 16 };
    int numbers[NUMBERS_MAX] = {0};
    size_t count = 0;
    for (;; at++) {
        char *end;
        long number = strtol(at, &end, 10);
        if (count == NUMBERS_MAX || number < 0 || number > 255)
            return NULL;
        numbers[count++] = (int)number;
        at = end;
        if (*at != ';')
            break;
    }
    if (*at != 'm')
        return NULL;
    for (size_t i = 0; i < count;)
        i += apply(pen, numbers + i, count - i);
    return at + 1;
}

/* Called for each cell. */
struct visitor {
    void (*cell)(void *context, int x, int y, const char *text, size_t len, int cols,
                 const struct pen *pen);
    void *context;
};

static bool visit(const char *text, const struct visitor *visitor, int *cols, int *rows)
{
    struct pen pen = {-1, -1, -1, false, false};
    int x = 0;
    *cols = *rows = 0;
    while (*text) {
        if (*text == '\n') {
            x = 0;
            ++*rows;
            text++;
        } else if (strncmp(text, "\033[", 2) == 0) {
            text = read_sequence(text + 2, &pen);
            if (!text)
                return false;
        } else {
            int wide = 0;
            size_t len = text_grapheme(text, &wide);
            if (visitor)
                visitor->cell(visitor->context, x, *rows, text, len, wide, &pen);
            x += wide;
            *cols = x > *cols ? x : *cols;
            text += len;
        }
    }
    return *cols > 0 && *rows > 0 && *cols <= COLS_MAX && *rows <= ROWS_MAX;
}

/* --- painting ----------------------------------------------------------------------------- */

/* A glyph as parts that are filled, bit 0 at top left, then along the row. */
struct block {
    uint32_t glyph;
    int across, down;
    unsigned mask;
};

static const struct block blocks[] = {
    {0x2580, 1, 2, 1},  {0x2584, 1, 2, 2},   {0x2588, 1, 1, 1}, {0x258c, 2, 1, 1},
    {0x2590, 2, 1, 2},  {0x2581, 1, 8, 128}, {0x2582, 1, 4, 8}, {0x2594, 1, 8, 1},
    {0x2598, 2, 2, 1},  {0x259d, 2, 2, 2},   {0x2596, 2, 2, 4}, {0x2597, 2, 2, 8},
    {0x259a, 2, 2, 9},  {0x259e, 2, 2, 6},   {0x259b, 2, 2, 7}, {0x259c, 2, 2, 11},
    {0x2599, 2, 2, 13}, {0x259f, 2, 2, 14},
};

static bool block_of(uint32_t glyph, struct block *out)
{
    enum { SEXTANTS = 0x1fb00, SEXTANT_COUNT = 60, LEFT = 21, RIGHT = 42 };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (blocks[i].glyph == glyph) {
            *out = blocks[i];
            return true;
        }
    if (glyph < SEXTANTS || glyph >= SEXTANTS + SEXTANT_COUNT)
        return false;
    unsigned mask = glyph - SEXTANTS + 1;
    mask += mask >= LEFT;
    mask += mask >= RIGHT;
    *out = (struct block){glyph, 2, 3, mask};
    return true;
}

static uint32_t code_point(const char *text, size_t len)
{
    const unsigned char *at = (const unsigned char *)text;
    uint32_t code = len == 1 ? at[0] : at[0] & 0xffu >> (len + 1);
    for (size_t i = 1; i < len && i < 4; i++)
        code = code << 6 | (at[i] & 0x3f);
    return code;
}

struct painter {
    cairo_t *cairo;
    double x, y, cell; /* of the picture; a cell is twice as high as wide */
};

static void paint_letter(const struct painter *self, double x, double y, const char *text,
                         size_t len)
{
    PangoLayout *layout = typeface_layout(self->cairo, self->cell * 1.6, false);
    double width, height;
    pango_layout_set_text(layout, text, (int)len);
    typeface_measure(layout, &width, &height);
    cairo_move_to(self->cairo, x + (self->cell - width) / 2, y + (2 * self->cell - height) / 2);
    pango_cairo_show_layout(self->cairo, layout);
    g_object_unref(layout);
}

/* Light, medium and dark shade as that share of the foreground. */
static int32_t blend(int32_t fg, int32_t bg, int quarters)
{
    int32_t sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int32_t front = fg >> shift & 255, back = bg >> shift & 255;
        sum |= (front * quarters + back * (4 - quarters)) / 4 << shift;
    }
    return sum;
}

static void paint_cell(void *context, int column, int row, const char *text, size_t len,
                       int cols, const struct pen *pen)
{
    enum { LIGHT = 0x2591, DARK = 0x2593 };
    const struct painter *self = context;
    double x = self->x + column * self->cell, y = self->y + row * 2 * self->cell;
    int32_t fg = pen->is_bold && pen->basic >= 0 ? terminal_colour(pen->basic + 8) : pen->fg;
    int32_t bg = pen->bg < 0 ? TERMINAL_BG : pen->bg;
    fg = fg < 0 ? TERMINAL_FG : fg;
    if (pen->is_reverse) {
        int32_t other = fg;
        fg = bg;
        bg = other;
    }
    uint32_t glyph = len <= 4 ? code_point(text, len) : 0;
    struct block block;
    if (glyph >= LIGHT && glyph <= DARK)
        bg = blend(fg, bg, (int)(glyph - LIGHT) + 1);
    set_source(self->cairo, bg);
    cairo_rectangle(self->cairo, x, y, cols * self->cell, 2 * self->cell);
    cairo_fill(self->cairo);
    set_source(self->cairo, fg);
    if (block_of(glyph, &block)) {
        double across = self->cell / block.across, down = 2 * self->cell / block.down;
        for (int i = 0; i < block.across * block.down; i++) {
            int column_in = i % block.across, row_in = i / block.across;
            if (block.mask >> i & 1)
                cairo_rectangle(self->cairo, x + column_in * across, y + row_in * down, across,
                                down);
        }
        cairo_fill(self->cairo);
    } else if (glyph != ' ' && !(glyph >= LIGHT && glyph <= DARK)) {
        paint_letter(self, x, y, text, len);
    }
}

static void paint_label(cairo_t *cairo, const struct picture *picture, double x, double y)
{
    PangoLayout *layout = typeface_layout(cairo, LABEL * 0.65, false);
    pango_layout_set_text(layout, picture->name, -1);
    set_source(cairo, TERMINAL_FG);
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, layout);
    g_object_unref(layout);
}

/* --- the page ----------------------------------------------------------------------------- */

static bool read_picture(struct picture *self, const char *path, struct err *err)
{
    size_t len;
    if (!file_read(path, PICTURE_FILE_MAX, &self->text, &len, err))
        return false;
    if (!text_is_valid(self->text, len, &(size_t){0}) ||
        !visit(self->text, NULL, &self->cols, &self->rows))
        return err_set(err, ERR_INPUT, N_("%s: not what 'cartoon show' prints"), path);
    const char *slash = strrchr(path, '/');
    self->name = xstrdup(slash ? slash + 1 : path);
    self->cell = self->cols < SMALL_COLS ? 8 : 6;
    self->width = self->cols * self->cell;
    self->height = self->rows * 2 * self->cell;
    return true;
}

static bool write_page(const char *target, const struct picture *pictures, size_t count,
                       struct err *err)
{
    double width = 0, height = 0;
    size_t across = 1;
    while (across * across < count && across < ACROSS_MAX)
        across++;
    for (size_t i = 0; i < count; i++) {
        width = pictures[i].width > width ? pictures[i].width : width;
        height = pictures[i].height > height ? pictures[i].height : height;
    }
    width += GAP;
    height += GAP + LABEL;
    size_t down = (count + across - 1) / across;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(width * (double)across) + GAP,
                                   (int)(height * (double)down) + GAP);
    cairo_t *cairo = cairo_create(surface);
    set_source(cairo, PAGE);
    cairo_paint(cairo);
    for (size_t i = 0; i < count; i++) {
        size_t column = i % across, row = i / across;
        struct painter painter = {cairo, GAP + (double)column * width,
                                  GAP + (double)row * height, pictures[i].cell};
        struct visitor visitor = {paint_cell, &painter};
        int cols, rows;
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
        (void)visit(pictures[i].text, &visitor, &cols, &rows);
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
        paint_label(cairo, &pictures[i], painter.x, painter.y + pictures[i].height + 3);
    }
    cairo_destroy(cairo);
    cairo_status_t status = cairo_surface_write_to_png(surface, target);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS || err_set(err, ERR_IO, N_("cannot write '%s': %s"),
                                                     target, cairo_status_to_string(status));
}

bool sheet_make(const char *target, char *const *pictures, size_t count, struct err *err)
{
    struct picture all[SHEET_PICTURES_MAX] = {0};
    if (count < 1 || count > SHEET_PICTURES_MAX)
        return err_set(err, ERR_USAGE, N_("a sheet holds 1 to %d pictures"),
                       SHEET_PICTURES_MAX);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++)
        ok = read_picture(&all[i], pictures[i], err);
    ok = ok && write_page(target, all, count, err);
    for (size_t i = 0; i < count; i++) {
        free(all[i].text);
        free(all[i].name);
    }
    return ok;
}
