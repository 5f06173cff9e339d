#include "ui/bars.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/action.h"
#include "ui/theme.h"

#include <stdio.h>

void bars_header(const struct view *view, struct frame *frame, struct rect canvas,
                 enum colour_class colours)
{
    struct style bar = theme_style(THEME_BAR, colours);
    struct style strong = theme_style(THEME_BAR_KEY, colours);
    int y = canvas.y, right = canvas.x + canvas.cols - 1;
    frame_fill(frame, (struct rect){canvas.x, y, canvas.cols, 1}, " ", bar);
    int where = text_cols(view->where ? view->where : "");
    enum { WHERE_LEAST = 12 }; /* so much of it is enough beside how far */
    const char *const ends[] = {view->who, view->far};
    for (size_t i = 0; i < 2; i++) {
        int cols = text_cols(ends[i] ? ends[i] : "");
        /* how far matters more than who: the name goes first where room is short */
        int other = i == 0 && view->far ? text_cols(view->far) + 3 : 0;
        int least = i == 1 && where > WHERE_LEAST ? WHERE_LEAST : where;
        if (cols == 0 || right - cols - other < canvas.x + 1 + least + 2)
            continue;
        right -= cols;
        frame_text(frame, right, y, cols, ends[i], bar);
        right -= 3;
    }
    frame_text(frame, canvas.x + 1, y, right - canvas.x - 1, view->where ? view->where : "",
               strong);
}

/* Where the next hint goes, as long as there is room. */
struct hints {
    struct frame *frame;
    int x, y, end;
    struct style key, word;
};

static void hint(struct hints *hints, const char *key, const char *word)
{
    int cols = text_cols(key) + 1 + text_cols(word);
    if (hints->x + cols > hints->end)
        return;
    hints->x += frame_text(hints->frame, hints->x, hints->y, cols, key, hints->key) + 1;
    hints->x += frame_text(hints->frame, hints->x, hints->y, cols, word, hints->word) + 2;
}

static void hint_action(struct hints *hints, enum action_id id)
{
    const struct action *action = action_find(id);
    hint(hints, action->shown, _(action->name));
}

void bars_keys(const struct view *view, const struct plan *plan, const struct place *place,
               struct frame *frame, enum colour_class colours)
{
    struct rect canvas = plan->canvas;
    int y = canvas.y + canvas.rows - 1;
    struct hints hints = {frame,
                          canvas.x + 1,
                          y,
                          canvas.x + canvas.cols - 1,
                          theme_style(THEME_BAR_KEY, colours),
                          theme_style(THEME_BAR, colours)};
    frame_fill(frame, (struct rect){canvas.x, y, canvas.cols, 1}, " ", hints.word);
    if (view->field) {
        hint(&hints, "Enter", _("accept"));
        hint(&hints, "Esc", _("back"));
        hint(&hints, "F1", _("help"));
        hint(&hints, "F2", lang_now() == LANG_ZH ? "English" : "中文");
        return;
    }
    if (plan->count > 0) {
        char range[16];
        snprintf(range, sizeof range, plan->count > 1 ? "1-%zu" : "%zu", plan->count);
        hint(&hints, range, _("choose"));
    }
    if (plan->is_paged_list) {
        hint(&hints, "8", _("earlier"));
        hint(&hints, "9", _("later"));
    }
    if (plan->page + 1 < plan->pages)
        hint(&hints, "Enter", _("next page"));
    else if (layout_target(view, place) >= 0)
        hint(&hints, "Enter", view->enter && place->focus < 0 ? view->enter : _("go on"));
    hint_action(&hints, ACTION_BACK);
    hint_action(&hints, ACTION_HELP);
    hint(&hints, "F2", lang_now() == LANG_ZH ? "English" : "中文");
    hint_action(&hints, ACTION_CATALOG);
    hint_action(&hints, ACTION_LARGE);
    hint_action(&hints, ACTION_QUIT);
}
