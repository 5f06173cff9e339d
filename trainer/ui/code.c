#include "ui/code.h"

#include "core/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BESIDE_COLS = 24, GAP_COLS = 2 };

static size_t find_code(const struct view *view)
{
    size_t at = 0;
    while (at < view->block_count && view->blocks[at].kind != VIEW_QR)
        at++;
    return at;
}

/* Does it fit in one piece?  Then *y is its first row. */
static bool has_room(const struct qr *qr, int cols, int rows, int *y)
{
    int keys = 1, header = 1;
    *y = qr_rows(qr) + keys + header <= rows ? 1 : 0;
    return qr_cols(qr) + GAP_COLS + BESIDE_COLS <= cols && qr_rows(qr) + keys + *y <= rows;
}

void code_take(struct code *self, const struct view *view, int cols, int rows)
{
    memset(self, 0, sizeof *self);
    self->view = *view;
    size_t at = find_code(view);
    if (at == view->block_count || !qr_make(&self->qr, view->blocks[at].text, QR_LOW, NULL))
        return;
    self->is_shown = has_room(&self->qr, cols, rows, &self->y);
    self->blocks = xcalloc(view->block_count, sizeof *self->blocks);
    memcpy(self->blocks, view->blocks, view->block_count * sizeof *self->blocks);
    self->view.blocks = self->blocks;
    if (self->is_shown) {
        memmove(&self->blocks[at], &self->blocks[at + 1],
                (view->block_count - at - 1) * sizeof *self->blocks);
        self->view.block_count--;
        self->view.panel = NULL;
        return;
    }
    snprintf(self->note, sizeof self->note,
             _("The code needs a window of %d columns and %d rows. Make the window larger, or "
               "use the text; a certificate can also be exported to a file."),
             qr_cols(&self->qr) + GAP_COLS + BESIDE_COLS, qr_rows(&self->qr) + 1);
    self->blocks[at] = (struct view_block){.kind = VIEW_TEXT, .text = self->note};
}

void code_release(struct code *self)
{
    qr_release(&self->qr);
    free(self->blocks);
}

void code_rectangles(const struct code *self, struct plan *plan, int cols, int rows)
{
    memset(plan, 0, sizeof *plan);
    plan->canvas = (struct rect){0, 0, cols, rows};
    int x = qr_cols(&self->qr) + GAP_COLS;
    plan->text = (struct rect){x, 2, cols - x - GAP_COLS, rows - 4};
}
