#include "cli/args.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"

static const struct option_row *find_row(const struct option_row *rows, const char *word,
                                         size_t len)
{
    for (; rows && rows->name; rows++)
        if (strlen(rows->name) == len && strncmp(rows->name, word, len) == 0)
            return rows;
    return NULL;
}

/* One option word; *at moves past its value. */
static bool take_option(struct args *self, int argc, char *const *argv,
                        const struct option_row *rows, int *at, struct err *err)
{
    const char *word = argv[*at];
    const char *equals = strchr(word, '=');
    size_t len = equals ? (size_t)(equals - word) : strlen(word);
    const struct option_row *row = find_row(rows, word, len);
    if (!row)
        return err_set(err, ERR_USAGE, N_("unknown option '%s'"), word);
    if (self->option_count == OPTIONS_MAX)
        return err_set(err, ERR_USAGE, N_("too many options at '%s'"), word);
    const char *value = "";
    if (row->value && equals) {
        value = equals + 1;
    } else if (row->value) {
        if (*at + 1 >= argc)
            return err_set(err, ERR_USAGE, N_("'%s' needs %s behind it"), word, row->value);
        value = argv[++*at];
    } else if (equals) {
        return err_set(err, ERR_USAGE, N_("'%s' takes no value"), row->name);
    }
    self->rows[self->option_count] = row;
    self->values[self->option_count++] = value;
    return true;
}

bool args_parse(struct args *self, int argc, char *const *argv, const struct option_row *rows,
                bool stops_at_word, int *used, struct err *err)
{
    *self = (struct args){.count = 0};
    bool is_literal = false;
    int at = 0;
    for (; at < argc; at++) {
        const char *word = argv[at];
        if (!is_literal && strcmp(word, "--") == 0) {
            is_literal = true;
        } else if (!is_literal && word[0] == '-' && word[1]) {
            if (!take_option(self, argc, argv, rows, &at, err))
                return false;
        } else if (stops_at_word) {
            break;
        } else if (self->count == ARGS_MAX) {
            return err_set(err, ERR_USAGE, N_("more than %d words"), ARGS_MAX);
        } else {
            self->words[self->count++] = word;
        }
    }
    if (used)
        *used = at;
    return true;
}

const char *args_get(const struct args *self, const char *name)
{
    for (size_t i = self->option_count; i-- > 0;)
        if (strcmp(self->rows[i]->name, name) == 0)
            return self->values[i];
    return NULL;
}

bool args_has(const struct args *self, const char *name)
{
    return args_get(self, name) != NULL;
}

bool args_number(const struct args *self, const char *name, long long low, long long high,
                 long long fallback, long long *number, struct err *err)
{
    const char *text = args_get(self, name);
    if (!text) {
        *number = fallback;
        return true;
    }
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno || end == text || *end || value < low || value > high)
        return err_set(err, ERR_USAGE,
                       N_("%s takes a whole number from %lld to %lld, not '%s'"), name, low,
                       high, text);
    *number = value;
    return true;
}
