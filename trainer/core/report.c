#include "core/report.h"

#include <stdlib.h>

void report_release(struct report *self)
{
    for (size_t i = 0; i < self->row_count * self->column_count; i++) {
        free(self->cells[i]);
    }
    free(self->cells);
    free(self->heads);
    *self = (struct report){0};
}

const char *report_cell(const struct report *self, size_t row, size_t column)
{
    return self->cells[row * self->column_count + column];
}
