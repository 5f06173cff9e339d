/* table.h - neighbouring VIEW_ROW blocks as one table with aligned columns. */
#ifndef UI_TABLE_H
#define UI_TABLE_H

#include "ui/view.h"

enum { TABLE_COLUMNS = 12 };

/* Widths of the columns of `rows` so that they fit into `cols`: natural ones if possible, else
 * the widest give way, and when nothing readable can give way the last columns are left out.
 * Returns the number of columns that are shown. */
size_t table_widths(const struct view_block *rows, size_t count, int cols,
                    int widths[TABLE_COLUMNS]) MUST_USE;

/* Cell `column` of a row, "" if it has none. Caller frees. */
char *table_cell(const struct view_block *row, size_t column) MUST_USE;

/* Draw at row `y` (frame NULL: measure), with a note when columns are left out; returns the
 * rows used. */
int table_draw(const struct view_block *rows, size_t count, struct frame *frame, int y,
               int cols, enum colour_class colours);

#endif
