#include "core/problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"

enum { PROBLEM_TEXT_MAX = 1000 };

void problems_init(struct problems *self)
{
    *self = (struct problems){0};
}

void problems_release(struct problems *self)
{
    for (size_t i = 0; i < self->count; i++) {
        free(self->items[i].file);
        free(self->items[i].text);
    }
    free(self->items);
    problems_init(self);
}

static char *cleaned(const char *text)
{
    struct sbuf clean;
    sbuf_init(&clean, PROBLEM_TEXT_MAX);
    text_clean(&clean, text);
    return sbuf_take(&clean);
}

/* `text` is formatted already. */
static void keep(struct problems *self, struct problem problem, const char *file,
                 const char *text)
{
    self->total++;
    if (!problem.is_warning)
        self->errors++;
    if (self->count == PROBLEMS_MAX)
        return;
    problem.file = cleaned(file);
    problem.text = cleaned(text);
    self->items = xreallocarray(self->items, self->count + 1, sizeof *self->items);
    self->items[self->count++] = problem;
}

bool problems_add(struct problems *self, const char *file, int line, int col,
                  const char *format, ...)
{
    char text[PROBLEM_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, gettext(format), args);
    va_end(args);
    keep(self, (struct problem){.line = line, .col = col}, file, text);
    return false;
}

bool problems_warn(struct problems *self, const char *file, int line, int col,
                   const char *format, ...)
{
    char text[PROBLEM_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, gettext(format), args);
    va_end(args);
    keep(self, (struct problem){.line = line, .col = col, .is_warning = true}, file, text);
    return false;
}

static int by_place(const void *left, const void *right)
{
    const struct problem *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    if (!order)
        order = (a->col > b->col) - (a->col < b->col);
    return order ? order : strcmp(a->text, b->text);
}

/* Every message has a place to jump to, an unknown one the beginning. */
static int place(int number)
{
    return number > 0 ? number : 1;
}

void problems_write(struct problems *self, struct sbuf *out)
{
    if (self->count)
        qsort(self->items, self->count, sizeof *self->items, by_place);
    for (size_t i = 0; i < self->count; i++) {
        const struct problem *problem = &self->items[i];
        sbuf_addf(out, "%s:%d:%d: %s%s\n", problem->file, place(problem->line),
                  place(problem->col), problem->is_warning ? _("warning: ") : "",
                  problem->text);
    }
}
