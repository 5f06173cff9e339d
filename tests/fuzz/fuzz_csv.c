/* fuzz_csv.c - any bytes are a table or a problem; a table survives writing and reading. */
#include "content/csv.h"
#include "fuzz/fuzz.h"

#include <string.h>

static void write_table(const struct csv *table, struct sbuf *out)
{
    for (size_t i = 0; i < (table->rows + 1) * table->cols; i++) {
        const char *cell = table->pool + table->cells[i].at;
        bool is_lonely = table->cols == 1 && *cell == '\0'; /* would read as a blank line */
        sbuf_add(out, is_lonely ? "\"\"" : "");
        csv_quote(out, cell);
        sbuf_add_char(out, i % table->cols + 1 == table->cols ? '\n' : ',');
    }
}

static void read_back(const struct csv *first)
{
    struct problems problems;
    struct sbuf out = {0};
    problems_init(&problems);
    write_table(first, &out);
    struct csv *second = csv_read("output", sbuf_text(&out), out.len, 0, &problems);
    PROMISE(second != NULL && second->cols == first->cols && second->rows == first->rows);
    for (size_t i = 0; i < (first->rows + 1) * first->cols; i++)
        PROMISE(strcmp(first->pool + first->cells[i].at, second->pool + second->cells[i].at) ==
                0);
    csv_free(second);
    sbuf_release(&out);
    problems_release(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    struct err err = {0};
    char *text = NULL;
    size_t len = 0;
    problems_init(&problems);
    if (csv_to_utf8((const char *)data, size, &text, &len, &err)) {
        struct csv *table = csv_read("input", text, len, 100, &problems);
        PROMISE(table != NULL || problems.errors > 0);
        if (table != NULL)
            read_back(table);
        csv_free(table);
    }
    free(text);
    struct csv *raw = csv_read("input", (const char *)data, size, 0, &problems);
    csv_free(raw);
    problems_release(&problems);
    return 0;
}
