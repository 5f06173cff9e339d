/* problems.h - everything found wrong in files: all of it, with place, not only the first. */
#ifndef CORE_PROBLEMS_H
#define CORE_PROBLEMS_H

#include "core/sbuf.h"

struct problem {
    char *file;    /* as the person named it */
    int line, col; /* 1-based; 0 = unknown */
    char *text;
    bool is_warning;
};

struct problems {
    struct problem *items;
    size_t count;  /* kept ones, at most PROBLEMS_MAX */
    size_t total;  /* seen, warnings included */
    size_t errors; /* seen that are no warnings */
};

enum { PROBLEMS_MAX = 10000 };

void problems_init(struct problems *self);
void problems_release(struct problems *self);

/* Add one (format is a msgid, translated here; control characters are cleaned). Return false,
 * so that parsers may `return problems_add(…)`. */
bool problems_add(struct problems *self, const char *file, int line, int col,
                  const char *format, ...) PRINTF_LIKE(5, 6);
bool problems_warn(struct problems *self, const char *file, int line, int col,
                   const char *format, ...) PRINTF_LIKE(5, 6);

/* "FILE:LINE:COL: text\n" for each, sorted by file, line, column; an unknown line or column is
 * written as 1, a warning begins with "warning: ". */
void problems_write(struct problems *self, struct sbuf *out);

#endif
