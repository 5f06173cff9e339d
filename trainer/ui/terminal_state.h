/* terminal_state.h - what the practice terminal remembers between two keys. */
#ifndef UI_TERMINAL_STATE_H
#define UI_TERMINAL_STATE_H

#include "app/practice.h"
#include "ui/find.h"

enum { ACTION_MAX = 64, VALUES_MAX = 40 };
enum { TERMINAL_PLACES = 4 };

/* ids of its choices */
#include <string.h>

enum {
    DO_NEXT = 1, /* Show me: the next step */
    DO_HANDHELD,
    DO_HINT,
    DO_UNDO,
    DO_FINISH,
    DO_STAY,
    DO_CHART,  /* the chart that lies on the desk */
    DO_CHOSEN, /* MANY: that is all */
    PLACE_BASE = 100,
    ACTION_BASE = 200,
    VALUE_BASE = 400
};

enum terminal_part { TERMINAL_CASE, TERMINAL_PLACE, TERMINAL_ARGUMENT, TERMINAL_FINISH };

struct terminal {
    struct practice *practice; /* owned */
    enum terminal_part part;
    size_t place;                /* which menu of actions */
    char action[ACTION_MAX];     /* whose argument is asked */
    bool is_chosen[VALUES_MAX];  /* several values: those ticked */
    struct find find;            /* the item */
    struct field field;          /* a sum or a text */
    size_t lines_before;         /* lines said before the last act */
    int32_t day_before;          /* before the last act */
    bool is_good;                /* the last act */
    char *why, *citation, *hint; /* what was said about it */
    int hints;                   /* levels given since the last step */
};

/* The screen_ops.view of the practice terminal (terminal_view.c). */
void terminal_view(struct ui *ui, void *state, struct view *view);

/* The day on the clock of the case. */
int32_t terminal_day(const struct run *run) MUST_USE;

/* Which menu an action belongs to, 0 … TERMINAL_PLACES - 1. */
size_t terminal_place_of(const struct run_action *action) MUST_USE;

/* The action a line begins with, NULL if it cannot be done now. Borrowed until the run changes.
 */
const struct run_action *terminal_action(struct run *run, const char *line) MUST_USE;

#endif
