#include "export/out_json.h"

#include <stdlib.h>
#include <string.h>

static const char *type_name(enum report_type type)
{
    static const char *const names[] = {
        [REPORT_TEXT] = "text", [REPORT_NUMBER] = "number", [REPORT_DATE] = "date"};
    return names[type];
}

static void add_cell(struct json *row, const char *cell, enum report_type type)
{
    if (type == REPORT_TEXT)
        json_add_text(row, NULL, cell);
    else if (!*cell)
        json_add_null(row, NULL);
    else if (type == REPORT_DATE)
        json_add_text(row, NULL, cell);
    else if (strchr(cell, '.'))
        json_add_real(row, NULL, strtod(cell, NULL));
    else
        json_add_int(row, NULL, strtoll(cell, NULL, 10));
}

struct json *out_json(const struct report *report)
{
    struct json *root = json_new_object();
    json_add_text(root, "report", report->name);
    json_add_text(root, "generated", report->generated);
    struct err ignored;
    struct json *heads =
        report->heads ? json_parse(report->heads, strlen(report->heads), &ignored) : NULL;
    json_add(root, "heads", heads ? heads : json_new_array());
    struct json *columns = json_add_array(root, "columns");
    for (size_t i = 0; i < report->column_count; i++) {
        struct json *column = json_add_object(columns, NULL);
        json_add_text(column, "key", report->columns[i].key);
        json_add_text(column, "title_zh", report->columns[i].title_zh);
        json_add_text(column, "title_en", report->columns[i].title_en);
        json_add_text(column, "type", type_name(report->columns[i].type));
    }
    struct json *rows = json_add_array(root, "rows");
    for (size_t r = 0; r < report->row_count; r++) {
        struct json *row = json_add_array(rows, NULL);
        for (size_t i = 0; i < report->column_count; i++)
            add_cell(row, report_cell(report, r, i), report->columns[i].type);
    }
    return root;
}
