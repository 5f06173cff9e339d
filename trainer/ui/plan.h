/* plan.h - where everything of a view goes: rectangles, pages, which choices are shown. */
#ifndef UI_PLAN_H
#define UI_PLAN_H

#include "ui/layout.h"

struct plan {
    struct rect canvas, picture, text; /* picture.cols == 0: none */
    enum panel_crop crop;
    bool may_bubble; /* the picture is large enough for bubbles */
    int body_rows;   /* rows of the text shown on a page */
    int page, pages;
    int from, page_rows; /* rows of the text on this page */
    int question_rows;   /* with the field's rows; 0 = none */
    size_t first, count; /* choices shown */
    int choice_rows;
    int spacing; /* blank rows between choices */
    bool is_paged_list;
    bool is_whole; /* nothing had to be paged */
};

/* The rectangles for a screen of cols x rows. */
void plan_rectangles(struct plan *self, bool has_picture, bool is_large, int cols, int rows);

/* Share the text rectangle between `body_total` rows of text, the question and the choices. */
void plan_share(struct plan *self, const struct view *view, struct place *place,
                int body_total);

/* Turn to page `wish` of `body`, or the nearest there is: pages end before a blank row or a new
 * line of a list where one is near, so that what belongs together stays together. */
void plan_turn(struct plan *self, struct place *place, int wish, struct frame *body);

#endif
