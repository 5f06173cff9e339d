/* report.h - a finished table: typed columns and rows of text, for screens and writers alike.
 */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

#include "core/lang.h"
#include "core/sbuf.h"

enum report_type { REPORT_TEXT, REPORT_NUMBER, REPORT_DATE };

struct report_column {
    const char *key;                 /* stable, static */
    const char *title_zh, *title_en; /* static */
    enum report_type type;
};

struct report {
    const char *name; /* "progress", static */
    char generated[32];
    char *heads;                         /* JSON array of chain heads, or NULL */
    const struct report_column *columns; /* static */
    size_t column_count;
    char **cells; /* row_count * column_count, owned; "" = no value */
    size_t row_count;
};

void report_release(struct report *self);
const char *report_cell(const struct report *self, size_t row, size_t column) MUST_USE;

#endif
