/* layout.h - one view drawn into the cells of a whole screen, at any size.
 *
 * Three arrangements come from one rule: picture beside the text (80x24 and wide terminals),
 * picture above the text (tall terminals), and large print in 40x24.  Choices are never lost:
 * what does not fit becomes a list with "8 earlier, 9 later"; a long text is turned by pages.
 * A picture goes before a choice goes.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "art/panel.h"
#include "ui/view.h"

enum { LAYOUT_MIN_COLS = 40, LAYOUT_MIN_ROWS = 20, LAYOUT_DIGITS = 9, LAYOUT_LIST = 7 };

struct look { /* how it is to be drawn */
    enum colour_class colours;
    enum panel_glyphs glyphs;
    bool is_large;
    msec_t at; /* since the picture came on */
};

enum { PLACE_PAGES = 16 };
struct place {                  /* where the reader is in this screen; kept with the screen */
    size_t first;               /* first choice shown */
    size_t before[PLACE_PAGES]; /* the same of the pages turned so far: the way back */
    int turned;
    int page;  /* page of the text */
    int focus; /* choice under the mark, -1 = the default */
};

struct layout_hit { /* where a choice was drawn, for the mouse */
    struct rect area;
    size_t index;
};

struct shown {           /* what came out */
    size_t first, count; /* choices on the screen */
    bool is_paged_list;  /* 8 and 9 turn the list */
    int page, pages;     /* of the text */
    int next_change;     /* ms until the picture moves, -1 = never */
    struct layout_hit hits[LAYOUT_DIGITS];
    size_t hit_count;
};

/* Draws into `frame` (its size is the terminal's); corrects `place` to what is possible. */
void layout_draw(const struct view *view, const struct look *look, struct panel_cache *panels,
                 struct place *place, struct frame *frame, struct shown *shown);

/* Index of the choice that Enter would take: the focus, else the default; -1 = none. */
int layout_target(const struct view *view, const struct place *place) MUST_USE;

#endif
