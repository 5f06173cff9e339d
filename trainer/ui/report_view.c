#include "ui/report_view.h"

#include <string.h>

const char *report_title(const struct report_column *column)
{
    return lang_now() == LANG_ZH ? column->title_zh : column->title_en;
}

int report_column_find(const struct report *report, const char *key)
{
    for (size_t i = 0; i < report->column_count; i++)
        if (strcmp(report->columns[i].key, key) == 0)
            return (int)i;
    return -1;
}

void report_view(const struct report *report, struct view *view)
{
    struct sbuf row;
    sbuf_init(&row, 0);
    for (size_t i = 0; i < report->column_count; i++)
        sbuf_addf(&row, "%s%s", i > 0 ? "\t" : "", report_title(&report->columns[i]));
    view_row(view, TONE_STRONG, sbuf_text(&row));
    for (size_t r = 0; r < report->row_count; r++) {
        sbuf_clear(&row);
        for (size_t i = 0; i < report->column_count; i++)
            sbuf_addf(&row, "%s%s", i > 0 ? "\t" : "", report_cell(report, r, i));
        view_row(view, TONE_PLAIN, sbuf_text(&row));
    }
    sbuf_release(&row);
}
