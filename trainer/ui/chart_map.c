/* chart_map.c - streets and points of a map in cells. */
#include "ui/chart_parts.h"

#include "core/text.h"
#include "ui/body.h"
#include "ui/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLS_A_ROW = 6, ROWS_LEAST = 10 };

struct ground { /* where a map is drawn */
    const struct chart *chart;
    struct frame *frame;
    int y, cols, rows;
    enum colour_class colours;
};

static int rows_for(int cols)
{
    int rows = cols / COLS_A_ROW;
    return rows < ROWS_LEAST ? ROWS_LEAST : rows;
}

/* two cells of a mark must fit at the right end */
static int to_col(const struct ground *ground, int x)
{
    return x * (ground->cols - 3) / ground->chart->width;
}

static int to_row(const struct ground *ground, int y)
{
    return ground->y + y * (ground->rows - 1) / ground->chart->height;
}

static const char *cell_text(const struct ground *ground, int x, int y)
{
    const struct cell *cell = frame_at(ground->frame, x, y);
    return cell ? cell->text : "";
}

static bool is_glyph(const char *text, const char *const *glyphs)
{
    return strcmp(text, glyphs[0]) == 0 || strcmp(text, glyphs[1]) == 0 ||
           strcmp(text, glyphs[2]) == 0;
}

static void draw_street(const struct ground *ground, const struct chart_part *street)
{
    static const char *const drawn[] = {"─", "│", "┼"}, *const typed[] = {"-", "|", "+"};
    const char *const *glyphs = ground->colours == COLOUR_ASCII ? typed : drawn;
    const struct style quiet = theme_style(THEME_QUIET, ground->colours);
    int x0 = to_col(ground, street->x0), y0 = to_row(ground, street->y0);
    int x1 = to_col(ground, street->x1), y1 = to_row(ground, street->y1);
    int steps = abs(x1 - x0) > abs(y1 - y0) ? abs(x1 - x0) : abs(y1 - y0);
    for (int i = 0; i <= steps; i++) {
        int x = steps > 0 ? x0 + (x1 - x0) * i / steps : x0;
        int y = steps > 0 ? y0 + (y1 - y0) * i / steps : y0;
        const char *line = glyphs[abs(x1 - x0) < abs(y1 - y0)];
        const char *there = cell_text(ground, x, y);
        if (is_glyph(there, glyphs) && strcmp(there, line) != 0)
            line = glyphs[2];
        frame_put(ground->frame, x, y, line, 1, quiet);
    }
}

static struct style mark_style(char grade, enum colour_class colours)
{
    bool is_rich = colours == COLOUR_256 || colours == COLOUR_16 || colours == COLOUR_8;
    struct style style = theme_style(THEME_STRONG, colours);
    switch (grade) {
    case 'A':
        if (is_rich)
            return (struct style){PALETTE_WHITE, PALETTE_RED, ATTR_BOLD};
        style.attr = ATTR_BOLD | ATTR_REVERSE;
        return style;
    case 'B':
        if (is_rich)
            return (struct style){PALETTE_INK, PALETTE_GOLD, 0};
        style.attr = ATTR_REVERSE;
        return style;
    case 'C':
        return style;
    default:
        return theme_style(THEME_QUIET, colours);
    }
}

static void draw_point(const struct ground *ground, const struct chart_part *point)
{
    char mark[16];
    struct style style = mark_style(point->grade, ground->colours);
    int x = to_col(ground, point->x0), y = to_row(ground, point->y0);
    if (point->grade == 'D')
        snprintf(mark, sizeof mark, "%s", ground->colours == COLOUR_ASCII ? "." : "·");
    else if (point->value > 0)
        snprintf(mark, sizeof mark, "%c%d", point->grade, point->value);
    else
        snprintf(mark, sizeof mark, "%c", point->grade);
    frame_text(ground->frame, x, y, 3, mark, style);
}

/* Nothing but the street itself lies under these cells. */
static bool is_free(const struct ground *ground, int x, int y, int cols)
{
    if (x < 0 || x + cols > ground->cols || y < ground->y || y >= ground->y + ground->rows)
        return false;
    for (int i = -1; i <= cols; i++) {
        const char *there = cell_text(ground, x + i, y);
        if (*there && strcmp(there, " ") != 0)
            return false;
    }
    return true;
}

/* The street's name under or over its line, or beside it, wherever there is room. */
static void draw_name(const struct ground *ground, const struct chart_part *street)
{
    int cols = text_cols(street->name);
    int x0 = to_col(ground, street->x0), y0 = to_row(ground, street->y0);
    int x1 = to_col(ground, street->x1), y1 = to_row(ground, street->y1);
    bool is_upright = abs(x1 - x0) < abs(y1 - y0);
    int length = is_upright ? y1 - y0 : x1 - x0;
    for (int i = 1; i < length; i++) {
        int x = is_upright ? x0 + 2 : x1 - i - cols, y = is_upright ? y1 - i : y0 + 1;
        int other_x = is_upright ? x0 - cols - 1 : x, other_y = is_upright ? y : y0 - 1;
        if (!is_free(ground, x, y, cols)) {
            x = other_x;
            y = other_y;
        }
        if (is_free(ground, x, y, cols)) {
            frame_text(ground->frame, x, y, cols, street->name,
                       theme_style(THEME_QUIET, ground->colours));
            return;
        }
    }
}

/* "A1 …  A2 …" under the map; returns its rows. */
static int draw_legend(const struct ground *ground)
{
    struct sbuf text;
    sbuf_init(&text, 0);
    for (size_t i = 0; i < ground->chart->count; i++) {
        const struct chart_part *part = &ground->chart->parts[i];
        if (part->kind == PART_POINT && part->value > 0)
            sbuf_addf(&text, "%s%c%d %s", text.len > 0 ? "  " : "", part->grade, part->value,
                      part->name);
    }
    int rows = body_wrap(ground->frame, 0, ground->y + ground->rows, ground->cols,
                         sbuf_text(&text), theme_style(THEME_TEXT, ground->colours));
    sbuf_release(&text);
    return rows;
}

int chart_map_draw(const struct chart *self, struct frame *frame, int y, int cols,
                   enum colour_class colours)
{
    struct ground ground = {self, frame, y, cols, rows_for(cols), colours};
    static void (*const draws[])(const struct ground *, const struct chart_part *) = {
        draw_street, draw_point, draw_name};
    static const enum chart_part_kind kinds[] = {PART_STREET, PART_POINT, PART_STREET};
    for (size_t pass = 0; frame && pass < sizeof kinds / sizeof kinds[0]; pass++)
        for (size_t i = self->count; i-- > 0;) /* the first ones lie on top */
            if (self->parts[i].kind == kinds[pass])
                draws[pass](&ground, &self->parts[i]);
    return ground.rows + draw_legend(&ground);
}
