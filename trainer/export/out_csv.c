#include "export/out_csv.h"

#include "content/csv.h"

static void add_cell(struct sbuf *out, const char *cell, enum report_type type)
{
    if (type != REPORT_TEXT || !csv_is_formula(cell)) {
        csv_quote(out, cell);
        return;
    }
    struct sbuf safe = {0};
    sbuf_add_char(&safe, '\'');
    sbuf_add(&safe, cell);
    csv_quote(out, sbuf_text(&safe));
    sbuf_release(&safe);
}

void out_csv(const struct report *report, struct sbuf *out)
{
    sbuf_add(out, "\xef\xbb\xbf");
    for (size_t i = 0; i < report->column_count; i++) {
        sbuf_add(out, i ? "," : "");
        csv_quote(out, report->columns[i].key);
    }
    sbuf_add(out, "\r\n");
    for (size_t row = 0; row < report->row_count; row++) {
        for (size_t i = 0; i < report->column_count; i++) {
            sbuf_add(out, i ? "," : "");
            add_cell(out, report_cell(report, row, i), report->columns[i].type);
        }
        sbuf_add(out, "\r\n");
    }
}
