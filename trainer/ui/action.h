/* action.h - the one table of keys: what they do everywhere, the key line, the help screen. */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include "core/err.h"
#include "core/input.h"

enum action_id {
    ACTION_NONE,
    ACTION_CHOOSE, /* a digit 1-9 */
    ACTION_ACCEPT,
    ACTION_BACK,
    ACTION_HELP,
    ACTION_LANG,
    ACTION_CATALOG,
    ACTION_LARGE,
    ACTION_QUIT,
    ACTION_FOCUS_UP,
    ACTION_FOCUS_DOWN,
    ACTION_EARLIER,
    ACTION_LATER,
    ACTION_PAGE
};

struct action {
    enum action_id id;
    enum input_kind kind; /* the special key, or INPUT_NONE */
    const char *letters;  /* the typed ones, "" if none */
    const char *shown;    /* how the key is written for people: "F2" */
    const char *name;     /* msgid: a word for the key line; "" = not shown there */
    const char *help;     /* msgid: a sentence for help screen and manual */
};

/* The whole table, in the order of the help screen. */
const struct action *action_table(size_t *count) MUST_USE;
const struct action *action_find(enum action_id id) MUST_USE;

/* What this input means where no field takes it; *digit = 0-9 for ACTION_CHOOSE. */
enum action_id action_of(const struct input *input, int *digit) MUST_USE;

/* What it means while a field is being typed in: letters and digits are text there. */
enum action_id action_of_special(const struct input *input) MUST_USE;

#endif
