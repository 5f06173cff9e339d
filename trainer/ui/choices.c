#include "ui/choices.h"

#include "core/text.h"
#include "ui/body.h"
#include "ui/theme.h"

#include <stdio.h>

enum { NUMBER_COLS = 5 }; /* "> 1  " */

static const char *mark_text(enum view_mark mark)
{
    static const char *const marks[] = {[MARK_NONE] = "",
                                        [MARK_YES] = "✓ ",
                                        [MARK_NO] = "✗ ",
                                        [MARK_CHOSEN] = "● ",
                                        [MARK_FREE] = "○ "};
    return marks[mark];
}

/* where details begin, so that they stand in a column of their own; one that does not fit there
 * goes under its label.  0 = labels are too long for a second column. */
static int label_column(const struct view *view, size_t first, size_t count, int cols)
{
    int label = 0;
    for (size_t i = first; i < first + count; i++) {
        const struct view_choice *choice = &view->choices[i];
        int wide = text_cols(choice->label) + text_cols(mark_text(choice->mark));
        if (wide > label && choice->detail[0])
            label = wide;
    }
    return label > 0 && label + 2 <= cols * 2 / 3 ? label + 2 : 0;
}

static int draw_one(const struct view *view, size_t index, size_t number, bool is_target,
                    int column, struct frame *frame, int x, int y, int cols,
                    enum colour_class colours)
{
    const struct view_choice *choice = &view->choices[index];
    struct sbuf label;
    sbuf_init(&label, 0);
    sbuf_addf(&label, "%s%s", mark_text(choice->mark), choice->label);
    struct style style = theme_style(is_target ? THEME_FOCUS : THEME_TEXT, colours);
    int rows = body_wrap(NULL, 0, 0, cols - NUMBER_COLS, sbuf_text(&label), style);
    if (frame) {
        if (is_target) /* the mark, so that it is seen without colour */
            frame_fill(frame, (struct rect){x, y, cols, rows}, " ", style);
        char text[16];
        snprintf(text, sizeof text, "%s%zu", is_target ? "> " : "  ", number);
        frame_text(frame, x, y, NUMBER_COLS, text,
                   is_target ? style : theme_style(THEME_NUMBER, colours));
        body_wrap(frame, x + NUMBER_COLS, y, cols - NUMBER_COLS, sbuf_text(&label), style);
    }
    sbuf_release(&label);
    if (!choice->detail[0])
        return rows;
    struct style quiet = is_target ? style : theme_style(THEME_QUIET, colours);
    if (column > 0 &&
        (view->choice_head || text_cols(choice->detail) <= cols - NUMBER_COLS - column)) {
        if (frame)
            frame_text(frame, x + NUMBER_COLS + column, y, cols - NUMBER_COLS - column,
                       choice->detail, quiet);
        return rows;
    }
    quiet = theme_style(THEME_QUIET, colours);
    return rows + body_wrap(frame, x + NUMBER_COLS, y + rows, cols - NUMBER_COLS,
                            choice->detail, quiet);
}

int choices_draw(const struct view *view, const struct place *place, size_t first, size_t count,
                 int spacing, struct frame *frame, int x, int y, int cols,
                 enum colour_class colours, struct shown *shown)
{
    int column = label_column(view, first, count, cols - NUMBER_COLS);
    int target = layout_target(view, place);
    int rows = 0;
    if (view->choice_head && column > 0) {
        if (frame)
            frame_text(frame, x + NUMBER_COLS + column, y, cols - NUMBER_COLS - column,
                       view->choice_head, theme_style(THEME_STRONG, colours));
        rows++;
    }
    for (size_t i = first; i < first + count; i++) {
        if (i > first)
            rows += spacing;
        int used = draw_one(view, i, i - first + 1, target == (int)i, column, frame, x,
                            y + rows, cols, colours);
        if (shown && shown->hit_count < LAYOUT_DIGITS)
            shown->hits[shown->hit_count++] = (struct layout_hit){{x, y + rows, cols, used}, i};
        rows += used;
    }
    return rows;
}
