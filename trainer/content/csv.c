#include "content/csv.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

struct reader {
    const char *file, *text;
    size_t len, at;
    int line, col;
    struct problems *problems;
    struct csv *table;
    size_t pool_len, cell_count, cell_room;
    bool is_bad_row;
};

static bool at_end(const struct reader *self)
{
    return self->at >= self->len;
}

static bool at_row_end(const struct reader *self)
{
    return at_end(self) || self->text[self->at] == '\n' || self->text[self->at] == '\r';
}

static char step(struct reader *self)
{
    char c = self->text[self->at++];
    if (c == '\n') {
        self->line++;
        self->col = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        self->col++;
    }
    return c;
}

static void end_row(struct reader *self)
{
    if (at_end(self))
        return;
    bool is_cr = step(self) == '\r';
    if (is_cr && !at_end(self) && self->text[self->at] == '\n') {
        (void)step(self);
    } else if (is_cr) { /* a lone CR ends a line too, old Mac files */
        self->line++;
        self->col = 1;
    }
}

static bool is_control(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
}

/* Put one byte into the cell that began at `start`; faults are told once a cell. */
static void put(struct reader *self, size_t start, char c, bool *is_told)
{
    bool is_long = self->pool_len - start >= CSV_CELL_MAX;
    if (!is_control(c) && !is_long) {
        self->table->pool[self->pool_len++] = c;
        return;
    }
    self->is_bad_row = true;
    int col = self->col > 1 ? self->col - 1 : 1;
    if (!*is_told && is_long)
        problems_add(self->problems, self->file, self->line, col,
                     "cell is too long; shorten it");
    else if (!*is_told)
        problems_add(self->problems, self->file, self->line, col,
                     "control character U+%04X in a cell", (unsigned)(unsigned char)c);
    *is_told = true;
}

static void read_quoted(struct reader *self, size_t start)
{
    int line = self->line, col = self->col;
    bool is_told = false;
    (void)step(self);
    for (;;) {
        if (at_end(self)) {
            problems_add(self->problems, self->file, line, col,
                         "quote is never closed; put a second one at the cell's end");
            self->is_bad_row = true;
            return;
        }
        char c = step(self);
        if (c == '"') {
            if (at_end(self) || self->text[self->at] != '"')
                break;
            (void)step(self);
        } else if (c == '\r' && !at_end(self) && self->text[self->at] == '\n') {
            c = step(self);
        }
        put(self, start, c, &is_told);
    }
    if (!at_row_end(self) && self->text[self->at] != ',') {
        problems_add(self->problems, self->file, self->line, self->col,
                     "text after a closing quote; double the quotes inside a cell");
        self->is_bad_row = true;
        while (!at_row_end(self) && self->text[self->at] != ',')
            (void)step(self);
    }
}

static void read_plain(struct reader *self, size_t start)
{
    bool is_told = false, has_quote = false;
    while (!at_row_end(self) && self->text[self->at] != ',') {
        if (self->text[self->at] == '"' && !has_quote) {
            problems_add(self->problems, self->file, self->line, self->col,
                         "lone quote; put the whole cell in quotes and double this one");
            self->is_bad_row = has_quote = true;
        }
        put(self, start, step(self), &is_told);
    }
}

static void read_cell(struct reader *self)
{
    if (self->cell_count == self->cell_room) {
        self->cell_room = self->cell_room == 0 ? 64 : self->cell_room * 2;
        self->table->cells =
            xreallocarray(self->table->cells, self->cell_room, sizeof self->table->cells[0]);
    }
    size_t start = self->pool_len;
    self->table->cells[self->cell_count++] =
        (struct csv_cell){(uint32_t)start, self->line, self->col};
    if (!at_end(self) && self->text[self->at] == '"')
        read_quoted(self, start);
    else
        read_plain(self, start);
    self->table->pool[self->pool_len++] = '\0';
}

/* One row into the table.  Returns the number of its cells that were kept, 0 for a blank line
 * or a faulty row. */
static size_t read_row(struct reader *self)
{
    size_t first = self->cell_count, pool = self->pool_len;
    int line = self->line;
    self->is_bad_row = false;
    read_cell(self);
    while (!at_end(self) && self->text[self->at] == ',') {
        (void)step(self);
        read_cell(self);
    }
    size_t count = self->cell_count - first;
    size_t wanted = self->table->cols;
    bool is_blank = count == 1 && self->table->pool[pool] == '\0';
    if (!is_blank && wanted != 0 && count != wanted) {
        const struct csv_cell *cell =
            &self->table->cells[first + (count > wanted ? wanted : count - 1)];
        self->is_bad_row = true;
        problems_add(self->problems, self->file, line, cell->col,
                     "%zu columns, but the header has %zu", count, wanted);
    }
    end_row(self);
    if (!is_blank && !self->is_bad_row)
        return count;
    self->cell_count = first;
    self->pool_len = pool;
    return 0;
}

static bool read_header(struct reader *self)
{
    while (!at_end(self) && self->table->cols == 0) {
        size_t count = read_row(self);
        if (count == 0 && self->is_bad_row)
            return false;
        self->table->cols = count;
    }
    if (self->table->cols == 0)
        return problems_add(self->problems, self->file, 1, 1, "no header row");
    if (self->table->cols > CSV_COLUMNS_MAX)
        return problems_add(self->problems, self->file, 1, 1, "more than %d columns",
                            CSV_COLUMNS_MAX);
    for (size_t i = 1; i < self->table->cols; i++) {
        const struct csv_cell *cell = &self->table->cells[i];
        const char *name = self->table->pool + cell->at;
        if (csv_column(self->table, name) < (int)i)
            problems_add(self->problems, self->file, cell->line, cell->col,
                         "column '%s' appears twice", name);
    }
    return true;
}

static bool check_encoding(const char *file, const char *text, size_t len,
                           struct problems *problems)
{
    size_t bad = 0;
    if (len >= INT32_MAX)
        return problems_add(problems, file, 0, 0, "file is too large");
    if (text_is_valid(text, len, &bad))
        return true;
    struct reader place = {.text = text, .len = len, .line = 1, .col = 1};
    while (place.at < bad)
        (void)step(&place);
    return problems_add(problems, file, place.line, place.col,
                        "not UTF-8; save the file as UTF-8");
}

struct csv *csv_read(const char *file, const char *text, size_t len, size_t max_rows,
                     struct problems *problems)
{
    if (!check_encoding(file, text, len, problems))
        return NULL;
    struct csv *table = xcalloc(1, sizeof *table);
    struct reader reader = {.file = file,
                            .text = text,
                            .len = len,
                            .line = 1,
                            .col = 1,
                            .problems = problems,
                            .table = table};
    if (len >= 3 && memcmp(text, byte_order_mark, 3) == 0)
        reader.at = 3;
    table->pool = xmalloc(len + 2); /* a cell's NUL takes the place of what ended it */
    if (!read_header(&reader)) {
        csv_free(table);
        return NULL;
    }
    while (!at_end(&reader)) {
        int line = reader.line;
        if (read_row(&reader) == 0)
            continue;
        if (max_rows != 0 && table->rows == max_rows) {
            problems_add(problems, file, line, 1, "more than %zu rows; split the file",
                         max_rows);
            break;
        }
        table->rows++;
    }
    return table;
}

void csv_free(struct csv *self)
{
    if (self == NULL)
        return;
    free(self->pool);
    free(self->cells);
    free(self);
}

int csv_column(const struct csv *self, const char *name)
{
    for (size_t i = 0; i < self->cols; i++)
        if (strcmp(self->pool + self->cells[i].at, name) == 0)
            return (int)i;
    return -1;
}

const struct csv_cell *csv_cell(const struct csv *self, size_t row, size_t column)
{
    return &self->cells[(row + 1) * self->cols + column];
}

const char *csv_text(const struct csv *self, size_t row, size_t column)
{
    return self->pool + csv_cell(self, row, column)->at;
}

static bool convert(const char *from, const char *bytes, size_t len, struct sbuf *out)
{
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == (iconv_t)-1)
        return false;
    char *in = (char *)(uintptr_t)bytes; /* iconv reads only */
    bool is_ok = true;
    while (is_ok && len > 0) {
        char buffer[4096], *to = buffer;
        size_t room = sizeof buffer;
        if (iconv(converter, &in, &len, &to, &room) == (size_t)-1 && errno != E2BIG)
            is_ok = false;
        sbuf_add_len(out, buffer, (size_t)(to - buffer));
    }
    iconv_close(converter);
    return is_ok;
}

bool csv_to_utf8(const char *bytes, size_t len, char **out, size_t *out_len, struct err *err)
{
    size_t bad = 0;
    struct sbuf text;
    sbuf_init(&text, 0);
    bool is_ok = true;
    if (text_is_valid(bytes, len, &bad))
        sbuf_add_len(&text, bytes, len);
    else if (len >= 2 &&
             (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        is_ok = convert("UTF-16", bytes, len, &text);
    else
        is_ok = convert("GB18030", bytes, len, &text);
    if (!is_ok) {
        sbuf_release(&text);
        return err_set(err, ERR_INPUT,
                       "neither UTF-8 nor GB18030; save the table as CSV UTF-8");
    }
    *out_len = text.len;
    *out = sbuf_take(&text);
    return true;
}

void csv_quote(struct sbuf *out, const char *cell)
{
    size_t len = strlen(cell);
    bool is_padded = len > 0 && (cell[0] == ' ' || cell[len - 1] == ' ');
    bool is_marked = strncmp(cell, byte_order_mark, 3) == 0; /* unquoted it could be dropped */
    if (!is_padded && !is_marked && strpbrk(cell, ",\"\r\n") == NULL) {
        sbuf_add(out, cell);
        return;
    }
    sbuf_add_char(out, '"');
    for (const char *c = cell; *c != '\0'; c++) {
        if (*c == '"')
            sbuf_add_char(out, '"');
        sbuf_add_char(out, *c);
    }
    sbuf_add_char(out, '"');
}

bool csv_is_formula(const char *cell)
{
    return cell[0] != '\0' && strchr("=+-@\t\r", cell[0]) != NULL;
}
