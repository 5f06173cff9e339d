#include "core/frame.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

static size_t cell_count(const struct frame *self)
{
    return (size_t)self->cols * (size_t)self->rows;
}

void frame_init(struct frame *self, int cols, int rows)
{
    *self = (struct frame){0};
    frame_resize(self, cols, rows);
}

void frame_release(struct frame *self)
{
    free(self->cells);
    *self = (struct frame){.cursor_x = -1, .cursor_y = -1};
}

void frame_resize(struct frame *self, int cols, int rows)
{
    self->cols = cols > 0 ? cols : 0;
    self->rows = rows > 0 ? rows : 0;
    self->cells = xreallocarray(self->cells, cell_count(self), sizeof *self->cells);
    frame_clear(self, (struct style){PALETTE_DEFAULT, PALETTE_DEFAULT, 0});
}

void frame_clear(struct frame *self, struct style style)
{
    for (size_t i = 0; i < cell_count(self); i++)
        self->cells[i] = (struct cell){.cols = 1, .style = style};
    self->cursor_x = self->cursor_y = -1;
}

struct cell *frame_at(struct frame *self, int x, int y)
{
    if (x < 0 || y < 0 || x >= self->cols || y >= self->rows)
        return NULL;
    return &self->cells[(size_t)y * (size_t)self->cols + (size_t)x];
}

static void blank(struct cell *cell)
{
    memset(cell->text, 0, sizeof cell->text);
    cell->cols = 1;
}

/* Before a cell changes, the other half of a wide character in it goes blank. */
static void part_halves(struct frame *self, int x, int y)
{
    struct cell *cell = frame_at(self, x, y);
    struct cell *other = NULL;
    if (cell->cols == 2)
        other = frame_at(self, x + 1, y);
    else if (cell->cols == 0)
        other = frame_at(self, x - 1, y);
    if (other)
        blank(other);
    blank(cell);
}

/* As much of a grapheme as a cell holds, in whole characters. */
static void set_text(struct cell *cell, const char *grapheme)
{
    unsigned char first = (unsigned char)grapheme[0];
    if (first <= ' ' || first == 0x7f)
        return; /* a space is a blank; a control character must never get this far */
    size_t len = strlen(grapheme);
    if (len >= CELL_TEXT_MAX) {
        len = CELL_TEXT_MAX - 1;
        while (((unsigned char)grapheme[len] & 0xc0) == 0x80)
            len--;
    }
    memcpy(cell->text, grapheme, len);
}

void frame_put(struct frame *self, int x, int y, const char *grapheme, int cols,
               struct style style)
{
    struct cell *cell = frame_at(self, x, y);
    struct cell *right = cols == 2 ? frame_at(self, x + 1, y) : NULL;
    if (!cell || (cols == 2 && !right))
        return;
    part_halves(self, x, y);
    set_text(cell, grapheme);
    cell->style = style;
    if (right) {
        part_halves(self, x + 1, y);
        cell->cols = 2;
        right->cols = 0;
        right->style = style;
    }
}

/* `len` bytes of clean text from (x, y) on. Returns the columns used. */
static int put_text(struct frame *self, int x, int y, const char *text, size_t len,
                    struct style style)
{
    int used = 0;
    for (size_t at = 0; at < len;) {
        int cols;
        char grapheme[CELL_TEXT_MAX];
        size_t step = text_grapheme(text + at, &cols);
        if (step == 0 || step > len - at)
            step = len - at;
        size_t keep = step < sizeof grapheme ? step : sizeof grapheme - 1;
        while (keep < step && ((unsigned char)text[at + keep] & 0xc0) == 0x80)
            keep--;
        memcpy(grapheme, text + at, keep);
        grapheme[keep] = '\0';
        if (cols > 0)
            frame_put(self, x + used, y, grapheme, cols, style);
        used += cols;
        at += step;
    }
    return used;
}

int frame_text(struct frame *self, int x, int y, int max_cols, const char *text,
               struct style style)
{
    struct sbuf clean = {0}, cut = {0};
    text_clean(&clean, text);
    text_cut(&cut, sbuf_text(&clean), max_cols);
    int used = put_text(self, x, y, sbuf_text(&cut), cut.len, style);
    sbuf_release(&clean);
    sbuf_release(&cut);
    return used;
}

/* text_clean() for each line of a text that may have several. */
static void clean_lines(struct sbuf *out, const char *text)
{
    for (;;) {
        size_t len = strcspn(text, "\n");
        char *line = xstrndup(text, len);
        text_clean(out, line);
        free(line);
        if (!text[len])
            return;
        sbuf_add_char(out, '\n');
        text += len + 1;
    }
}

int frame_wrap(struct frame *self, struct rect area, int skip, const char *text,
               struct style style)
{
    struct sbuf clean = {0};
    clean_lines(&clean, text);
    struct text_line *lines;
    size_t count = text_wrap(sbuf_text(&clean), area.cols, &lines);
    for (int row = 0; row < area.rows; row++) {
        int line = row + skip;
        if (line < 0 || (size_t)line >= count)
            continue;
        put_text(self, area.x, area.y + row, sbuf_text(&clean) + lines[line].start,
                 lines[line].len, style);
    }
    free(lines);
    sbuf_release(&clean);
    return (int)count;
}

void frame_fill(struct frame *self, struct rect area, const char *grapheme, struct style style)
{
    for (int y = area.y; y < area.y + area.rows; y++)
        for (int x = area.x; x < area.x + area.cols; x++)
            frame_put(self, x, y, grapheme, 1, style);
}

void frame_blit(struct frame *self, int x, int y, const struct frame *from, struct rect area)
{
    for (int row = 0; row < area.rows; row++) {
        for (int col = 0; col < area.cols; col++) {
            int from_x = area.x + col, from_y = area.y + row;
            if (from_x < 0 || from_y < 0 || from_x >= from->cols || from_y >= from->rows)
                continue;
            const struct cell *cell =
                &from->cells[(size_t)from_y * (size_t)from->cols + (size_t)from_x];
            if (cell->cols == 2 && col + 1 < area.cols && x + col + 1 < self->cols &&
                x + col >= 0) {
                frame_put(self, x + col, y + row, cell->text, 2, cell->style);
                col++;
            } else { /* half a character at an edge is a blank */
                frame_put(self, x + col, y + row, cell->cols == 1 ? cell->text : "", 1,
                          cell->style);
            }
        }
    }
}

bool frame_cell_equal(const struct cell *a, const struct cell *b)
{
    return a->cols == b->cols && a->style.fg == b->style.fg && a->style.bg == b->style.bg &&
           a->style.attr == b->style.attr && strcmp(a->text, b->text) == 0;
}

void frame_dump(const struct frame *self, struct sbuf *out)
{
    for (int y = 0; y < self->rows; y++) {
        const struct cell *row = &self->cells[(size_t)y * (size_t)self->cols];
        int end = self->cols;
        while (end > 0 && row[end - 1].cols == 1 && !row[end - 1].text[0])
            end--;
        for (int x = 0; x < end; x++) {
            if (row[x].cols == 0)
                continue;
            sbuf_add(out, row[x].text[0] ? row[x].text : " ");
        }
        sbuf_add_char(out, '\n');
    }
}
