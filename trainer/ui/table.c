#include "ui/table.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/body.h"
#include "ui/theme.h"

#include <stdlib.h>
#include <string.h>

/* a cell cut below LEAST (a date) tells nothing: then the last columns go */
enum { SPACE = 2, HEAD_LEAST = 4, LEAST = 10 };

char *table_cell(const struct view_block *row, size_t column)
{
    const char *at = row->text;
    for (size_t i = 0; i < column; i++) {
        at = strchr(at, '\t');
        if (!at)
            return xstrdup("");
        at++;
    }
    return xstrndup(at, strcspn(at, "\t"));
}

static size_t count_cells(const char *text)
{
    size_t count = 1;
    for (; *text; text++)
        count += *text == '\t';
    return count > TABLE_COLUMNS ? TABLE_COLUMNS : count;
}

static int total(const int widths[TABLE_COLUMNS], size_t columns)
{
    int sum = SPACE * ((int)columns - 1);
    for (size_t i = 0; i < columns; i++)
        sum += widths[i];
    return sum;
}

size_t table_widths(const struct view_block *rows, size_t count, int cols,
                    int widths[TABLE_COLUMNS])
{
    size_t columns = 0;
    memset(widths, 0, TABLE_COLUMNS * sizeof widths[0]);
    for (size_t row = 0; row < count; row++) {
        size_t cells = count_cells(rows[row].text);
        if (cells > columns)
            columns = cells;
        for (size_t i = 0; i < cells; i++) {
            char *cell = table_cell(&rows[row], i);
            int wide = text_cols(cell);
            if (rows[row].tone == TONE_STRONG &&
                wide > HEAD_LEAST) /* heads may take two lines */
                wide = wide / 2 + 1 > HEAD_LEAST ? wide / 2 + 1 : HEAD_LEAST;
            if (wide > widths[i])
                widths[i] = wide;
            free(cell);
        }
    }
    while (total(widths, columns) > cols) {
        size_t widest = 0;
        for (size_t i = 1; i < columns; i++)
            if (widths[i] > widths[widest])
                widest = i;
        if (widths[widest] > LEAST)
            widths[widest]--;
        else if (columns > 1)
            columns--;
        else
            break;
    }
    return columns;
}

/* One row; a head is wrapped, other cells are cut. Returns the lines used. */
static int draw_row(const struct view_block *row, const int widths[TABLE_COLUMNS],
                    size_t columns, struct frame *frame, int y, int cols, struct style style)
{
    int x = 0, lines = 1;
    for (size_t i = 0; i < columns && x < cols; i++) {
        char *cell = table_cell(row, i);
        int room = widths[i] < cols - x ? widths[i] : cols - x;
        if (row->tone == TONE_STRONG) {
            int used = body_wrap(frame, x, y, room, cell, style);
            lines = used > lines ? used : lines;
        } else if (frame) {
            frame_text(frame, x, y, room, cell, style);
        }
        x += widths[i] + SPACE;
        free(cell);
    }
    return lines;
}

int table_draw(const struct view_block *rows, size_t count, struct frame *frame, int y,
               int cols, enum colour_class colours)
{
    int widths[TABLE_COLUMNS], used = 0;
    size_t columns = table_widths(rows, count, cols, widths);
    bool is_whole = true;
    for (size_t row = 0; row < count; row++) {
        enum theme_role role = rows[row].tone == TONE_STRONG ? THEME_STRONG : THEME_TEXT;
        used += draw_row(&rows[row], widths, columns, frame, y + used, cols,
                         theme_style(role, colours));
        is_whole = is_whole && count_cells(rows[row].text) <= columns;
    }
    if (!is_whole)
        used += body_wrap(frame, 0, y + used, cols, _("A wider window shows more columns."),
                          theme_style(THEME_QUIET, colours));
    return used;
}
