/* csv.h - tables from comma-separated files (RFC 4180), with the place of every cell.
 *
 * UTF-8 with or without a byte order mark; CRLF, LF or CR end a row; blank lines are skipped.
 * The first row is the header.  A row with a fault (columns too many or too few, lone quote,
 * NUL or another control character, a cell over CSV_CELL_MAX) is reported and left out, the
 * rest goes on.  Inside a quoted cell CRLF becomes LF; a tab stays a tab.
 */
#ifndef CONTENT_CSV_H
#define CONTENT_CSV_H

#include "core/problems.h"
#include <stdint.h>

enum { CSV_CELL_MAX = 65536, CSV_COLUMNS_MAX = 256 };

struct csv_cell {
    uint32_t at;       /* its text in `pool` */
    int32_t line, col; /* 1-based; columns count characters */
};

struct csv {
    char *pool;             /* every cell, each NUL-terminated */
    struct csv_cell *cells; /* (rows + 1) * cols; the first `cols` are the header */
    size_t rows;            /* without the header */
    size_t cols;
};

/* Read `len` bytes; `file` names them in problems.  At most `max_rows` rows (0 = any number);
 * one more is a problem and reading ends there.  NULL: not UTF-8, no header, or 2 GB and more.
 * Caller frees with csv_free(). */
struct csv *csv_read(const char *file, const char *text, size_t len, size_t max_rows,
                     struct problems *problems) MUST_USE;
void csv_free(struct csv *self);

/* The column with this name in the header, -1 if there is none. */
int csv_column(const struct csv *self, const char *name) MUST_USE;

/* Row 0 is the first below the header.  Borrowed, never NULL. */
const char *csv_text(const struct csv *self, size_t row, size_t column) MUST_USE;
const struct csv_cell *csv_cell(const struct csv *self, size_t row, size_t column) MUST_USE;

/* Bytes as a spreadsheet saved them -> UTF-8: kept if they are UTF-8, else read as UTF-16 (with
 * a byte order mark) or GB18030 (what Chinese Excel writes).  ERR_INPUT: none of these.  Caller
 * frees *out (NUL-terminated). */
bool csv_to_utf8(const char *bytes, size_t len, char **out, size_t *out_len,
                 struct err *err) MUST_USE;

/* Append one cell, quoted where RFC 4180 needs it.  Commas and line ends are the caller's. */
void csv_quote(struct sbuf *out, const char *cell);

/* Would a spreadsheet run this cell as a formula ( = + - @ tab CR at its start)? */
bool csv_is_formula(const char *cell) MUST_USE;

#endif
