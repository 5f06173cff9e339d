#include "ui/layout.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/bars.h"
#include "ui/body.h"
#include "ui/choices.h"
#include "ui/code.h"
#include "ui/plan.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

enum { PAGES_BESIDE_PICTURE = 3, HINT_COLS = 16, EXTRA_COLS = 100 };

int layout_target(const struct view *view, const struct place *place)
{
    if (place->focus >= 0 && (size_t)place->focus < view->choice_count)
        return place->focus;
    for (size_t i = 0; i < view->choice_count; i++)
        if (view->choices[i].id == view->default_id)
            return (int)i;
    return -1;
}

static void too_small(struct frame *frame, enum colour_class colours)
{
    char text[256];
    snprintf(text, sizeof text,
             _("This window has %d columns and %d rows. Please make it at least %d × %d, or "
               "make its letters smaller."),
             frame->cols, frame->rows, LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
    body_wrap(frame, 0, 0, frame->cols, text, theme_style(THEME_STRONG, colours));
}

/* Draw the picture; true if every bubble found its place in it (or none was wanted). */
static bool draw_picture(const struct view *view, const struct plan *plan,
                         const struct look *look, struct panel_cache *panels, bool bubbles,
                         struct frame *frame, struct shown *shown)
{
    const struct panel *panel = panel_cache_get(panels, view->panel);
    struct panel_bubble said[VIEW_BUBBLES];
    struct sbuf words[VIEW_BUBBLES];
    for (size_t i = 0; i < view->bubble_count; i++) {
        const struct view_bubble *bubble = &view->bubbles[i];
        sbuf_init(&words[i], 0);
        if (bubble->who[0] &&
            !panel_has_speaker(panel, bubble->speaker)) /* no tail leads there */
            sbuf_addf(&words[i], "%s%s", bubble->who, view_colon());
        sbuf_add(&words[i], bubble->text);
        said[i] = (struct panel_bubble){bubble->speaker, sbuf_text(&words[i])};
    }
    struct panel_view how = {
        .cols = plan->picture.cols,
        .rows = plan->picture.rows,
        .crop = plan->crop,
        .colours = look->colours,
        .glyphs = panel_glyphs_for(plan->picture.cols, look->colours, look->glyphs),
        .bubbles = said,
        .bubble_count = bubbles ? view->bubble_count : 0,
        .at = look->at,
    };
    size_t unplaced = 0;
    panel_draw(panel, &how, frame, plan->picture.x, plan->picture.y, &unplaced);
    shown->next_change = panel_next_change(panel, look->at);
    for (size_t i = 0; i < view->bubble_count; i++)
        sbuf_release(&words[i]);
    return unplaced == 0;
}

static void draw_question(const struct view *view, const struct plan *plan,
                          enum colour_class colours, struct frame *frame, int y)
{
    int x = plan->text.x, cols = plan->text.cols;
    if (view->question)
        y += body_wrap(frame, x, y, cols, view->question, theme_style(THEME_STRONG, colours));
    if (view->field) {
        y += body_wrap(frame, x, y, cols, view->field_label,
                       theme_style(view->question ? THEME_QUIET : THEME_STRONG, colours));
        field_draw(view->field, frame, x, y, cols < 48 ? cols : 48,
                   theme_style(THEME_FIELD, colours));
    }
}

static void draw_text_column(const struct view *view, const struct plan *plan,
                             const struct place *place, const struct frame *body,
                             enum colour_class colours, struct frame *frame,
                             struct shown *shown)
{
    int x = plan->text.x, y = plan->text.y;
    if (plan->body_rows > 0)
        frame_blit(frame, x, y, body,
                   (struct rect){0, plan->from, body->cols, plan->page_rows});
    y += plan->body_rows;
    if (plan->pages > 1) {
        char text[64];
        snprintf(text, sizeof text, _("page %d of %d"), plan->page + 1, plan->pages);
        int cols = text_cols(text);
        frame_text(frame, x + plan->text.cols - cols, y, cols, text,
                   theme_style(THEME_QUIET, colours));
        y++;
    }
    if (plan->body_rows > 0)
        y++;
    draw_question(view, plan, colours, frame, y);
    y += plan->question_rows;
    y += choices_draw(view, place, plan->first, plan->count, plan->spacing, frame, x, y,
                      plan->text.cols, colours, shown);
    if (plan->is_paged_list) {
        char text[128];
        snprintf(text, sizeof text, _("%zu-%zu of %zu   8 earlier   9 later"), plan->first + 1,
                 plan->first + plan->count, view->choice_count);
        frame_text(frame, x, y, plan->text.cols, text, theme_style(THEME_QUIET, colours));
    }
}

/* under the large print, or beside it */
static void large_hint(const struct plan *plan, enum colour_class colours, struct frame *frame)
{
    const char *text = _("Now enlarge your terminal's letters until this fills the window.");
    struct style quiet = theme_style(THEME_QUIET, colours);
    int y = plan->canvas.y + plan->canvas.rows + 1, cols = text_cols(text);
    if (y < frame->rows) {
        int x = cols < frame->cols ? (frame->cols - cols) / 2 : 0;
        body_wrap(frame, x, y, frame->cols - x, text, quiet);
    } else if (plan->canvas.x >= HINT_COLS) {
        body_wrap(frame, 1, 2, plan->canvas.x - 2, text, quiet);
    }
}

/* A picture goes before a choice goes, and before a text becomes a book. */
static bool is_cramped(const struct plan *plan)
{
    return plan->is_paged_list || plan->pages > PAGES_BESIDE_PICTURE;
}

/* Share the room with all blocks, or without the extra ones where they do not fit. */
static void share(struct plan *plan, const struct view *view, struct view *shorter,
                  struct place *place, bool is_script, enum colour_class colours,
                  struct frame *body)
{
    struct place wish = *place;
    *shorter = *view; /* borrows everything */
    plan_share(plan, view, place, body_draw(view, is_script, plan->text.cols, colours, body));
    if (view->extra_at > 0 && !(plan->is_whole && plan->canvas.cols >= EXTRA_COLS)) {
        *place = wish;
        shorter->block_count = view->extra_at;
        plan_share(plan, shorter, place,
                   body_draw(shorter, is_script, plan->text.cols, colours, body));
    }
    if (plan->pages == 1)
        return;
    struct plan dense = *plan; /* without gaps, if that saves turning a page */
    shorter->is_dense = true;
    plan_share(&dense, shorter, &wish,
               body_draw(shorter, is_script, plan->text.cols, colours, body));
    shorter->is_dense = dense.pages == 1;
    if (shorter->is_dense) {
        *plan = dense;
        *place = wish;
    } else {
        (void)body_draw(shorter, is_script, plan->text.cols, colours, body);
    }
}

/* Lay out `view` beside its code, or with its picture if there is room for that. */
static void draw_view(const struct view *view, const struct code *code, const struct look *look,
                      struct panel_cache *panels, struct place *place, struct frame *frame,
                      struct shown *shown)
{
    struct frame body;
    frame_init(&body, 1, 1);
    struct plan plan;
    struct view shorter;
    struct place wish = *place; /* a plan that is given up must not move the reader */
    bool is_script = true;
    bool with_picture = view->panel != NULL;
    if (with_picture) {
        plan_rectangles(&plan, true, look->is_large, frame->cols, frame->rows);
        if (plan.may_bubble && view->bubble_count > 0)
            is_script = !draw_picture(view, &plan, look, panels, true, frame, shown);
        share(&plan, view, &shorter, place, is_script, look->colours, &body);
        with_picture = !is_cramped(&plan);
    }
    if (!with_picture) {
        *place = wish;
        if (code->is_shown)
            code_rectangles(code, &plan, frame->cols, frame->rows);
        else
            plan_rectangles(&plan, false, look->is_large, frame->cols, frame->rows);
        share(&plan, view, &shorter, place, true, look->colours, &body);
    }
    if (plan.pages > 1)
        plan_turn(&plan, place, wish.page, &body);
    frame_clear(frame, theme_style(THEME_TEXT, look->colours));
    shown->next_change = -1;
    if (with_picture)
        (void)draw_picture(view, &plan, look, panels, !is_script, frame, shown);
    if (!code->is_shown || code->y > 0)
        bars_header(view, frame, plan.canvas, look->colours);
    if (code->is_shown)
        qr_draw(&code->qr, frame, 0, code->y);
    draw_text_column(view, &plan, place, &body, look->colours, frame, shown);
    bars_keys(view, &plan, place, frame, look->colours);
    if (look->is_large && frame->cols > plan.canvas.cols)
        large_hint(&plan, look->colours, frame);
    shown->first = plan.first;
    shown->count = plan.count;
    shown->is_paged_list = plan.is_paged_list;
    shown->page = plan.page;
    shown->pages = plan.pages;
    frame_release(&body);
}

void layout_draw(const struct view *view, const struct look *look, struct panel_cache *panels,
                 struct place *place, struct frame *frame, struct shown *shown)
{
    memset(shown, 0, sizeof *shown);
    shown->next_change = -1;
    shown->pages = 1;
    frame_clear(frame, theme_style(THEME_TEXT, look->colours));
    frame->cursor_x = frame->cursor_y = -1;
    if (frame->cols < LAYOUT_MIN_COLS || frame->rows < LAYOUT_MIN_ROWS) {
        too_small(frame, look->colours);
        return;
    }
    struct code code;
    code_take(&code, view, frame->cols, frame->rows);
    draw_view(&code.view, &code, look, panels, place, frame, shown);
    code_release(&code);
}
