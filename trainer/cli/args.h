/* args.h - the words of a command line, taken apart by a table of options. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "core/err.h"

enum { ARGS_MAX = 64, OPTIONS_MAX = 12 };

struct option_row {
    const char *name;  /* "--size"; "-o" is the only short one */
    const char *value; /* what stands behind it: "COLSxROWS"; NULL = a switch */
    const char *help;  /* msgid */
};

struct args {
    const char *words[ARGS_MAX]; /* what is no option, in order; borrowed from argv */
    size_t count;
    const struct option_row *rows[OPTIONS_MAX]; /* options that were given */
    const char *values[OPTIONS_MAX];            /* "" for a switch */
    size_t option_count;
};

/* Take `argv` apart after the table `rows` (ends with a NULL name).  "--" ends the options;
 * "--name=value" is understood.  With `stops_at_word` the first word ends it too, and *used
 * says how many words of argv were read.  ERR_USAGE names the word at fault. */
bool args_parse(struct args *self, int argc, char *const *argv, const struct option_row *rows,
                bool stops_at_word, int *used, struct err *err) MUST_USE;

/* The value of an option, "" for a switch that was given, NULL if it was not. */
const char *args_get(const struct args *self, const char *name) MUST_USE;
bool args_has(const struct args *self, const char *name) MUST_USE;

/* A whole number within [low, high]; absent = `fallback`.  ERR_USAGE. */
bool args_number(const struct args *self, const char *name, long long low, long long high,
                 long long fallback, long long *number, struct err *err) MUST_USE;

#endif
