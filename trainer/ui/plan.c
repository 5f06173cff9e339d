#include "ui/plan.h"

#include "ui/body.h"
#include "ui/choices.h"
#include "ui/theme.h"

#include <string.h>

enum {
    LARGE_COLS = 40,
    LARGE_ROWS = 24,
    NORMAL_COLS = 80,
    SCRIPT_COLS = 33, /* the text beside the picture at 80 columns */
    TEXT_MOST = 72,   /* longer lines are hard to read */
    TEXT_ALONE = 92,
    UNDER_ROWS = 14, /* text under a picture in tall terminals */
    BODY_LEAST = 5,
    BUBBLE_COLS = 60,
    BUBBLE_ROWS = 24,
    MEDIUM_COLS = 60,
    SMALL_COLS = 42
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* a panel is 400 x 320 units, a cell 4 x 8: five columns for two rows */
static int rows_for(int cols)
{
    return cols * 2 / 5;
}

static int cols_for(int rows)
{
    return rows * 5 / 2;
}

static struct rect centre(int cols, int rows, int want_cols, int want_rows)
{
    return (struct rect){(cols - want_cols) / 2, most(0, (rows - want_rows) / 2 - 1), want_cols,
                         want_rows};
}

static struct rect area_of(struct rect canvas)
{
    if (canvas.cols < NORMAL_COLS)
        return (struct rect){canvas.x, canvas.y + 1, canvas.cols, canvas.rows - 2};
    return (struct rect){canvas.x, canvas.y + 2, canvas.cols, canvas.rows - 4};
}

static void without_picture(struct plan *self, struct rect area)
{
    int margin = area.cols < NORMAL_COLS ? 1 : 2;
    int cols = least(area.cols - 2 * margin, TEXT_ALONE);
    self->text = (struct rect){area.x + (area.cols - cols) / 2, area.y, cols, area.rows};
}

static void small_above(struct plan *self, struct rect area)
{
    int rows = area.rows >= LARGE_ROWS - 2 ? 10 : 8;
    int cols = least(area.cols, rows * 4);
    self->picture = (struct rect){area.x + (area.cols - cols) / 2, area.y, cols, rows};
    int width = least(area.cols - 2, TEXT_MOST);
    self->text = (struct rect){area.x + (area.cols - width) / 2, area.y + rows + 1, width,
                               area.rows - rows - 1};
}

static void beside_or_above(struct plan *self, struct rect area)
{
    int script = area.cols < 100 ? SCRIPT_COLS : most(36, least(area.cols / 3, 58));
    int side_rows = least(rows_for(area.cols - script - 2), area.rows);
    int side_cols = least(area.cols - script - 2, cols_for(side_rows));
    int above_rows = least(rows_for(area.cols), area.rows - UNDER_ROWS);
    int above_cols = cols_for(above_rows);
    if (above_rows > side_rows) {
        self->picture = (struct rect){area.x + (area.cols - above_cols) / 2, area.y, above_cols,
                                      above_rows};
        int cols = least(area.cols - 4, TEXT_ALONE);
        self->text = (struct rect){area.x + (area.cols - cols) / 2, area.y + above_rows + 1,
                                   cols, area.rows - above_rows - 1};
        return;
    }
    int gap = area.cols < 100 ? 2 : 3, margin = area.cols < 100 ? 0 : 2;
    int cols = least(area.cols - side_cols - gap - margin, TEXT_MOST);
    int left = (area.cols - side_cols - gap - cols) / 2;
    self->picture = (struct rect){area.x + left, area.y, side_cols, side_rows};
    self->text = (struct rect){area.x + left + side_cols + gap, area.y, cols, area.rows};
}

void plan_rectangles(struct plan *self, bool has_picture, bool is_large, int cols, int rows)
{
    memset(self, 0, sizeof *self);
    self->canvas = (struct rect){0, 0, cols, rows};
    if (is_large)
        self->canvas = centre(cols, rows, least(cols, LARGE_COLS), least(rows, LARGE_ROWS));
    struct rect area = area_of(self->canvas);
    if (!has_picture)
        without_picture(self, area);
    else if (self->canvas.cols < NORMAL_COLS)
        small_above(self, area);
    else
        beside_or_above(self, area);
    struct rect picture = self->picture;
    self->crop = picture.cols <= SMALL_COLS   ? PANEL_SMALL
                 : picture.cols < MEDIUM_COLS ? PANEL_MEDIUM
                                              : PANEL_WHOLE;
    self->may_bubble = picture.cols >= BUBBLE_COLS && picture.rows >= BUBBLE_ROWS;
}

static int choice_rows(const struct plan *self, const struct view *view,
                       const struct place *place, size_t count, int spacing)
{
    return choices_draw(view, place, self->first, count, spacing, NULL, 0, 0, self->text.cols,
                        COLOUR_256, NULL);
}

/* a list shows the choice under the mark */
static void follow_focus(struct plan *self, struct place *place)
{
    if (place->focus < 0)
        return;
    size_t focus = (size_t)place->focus;
    if (focus < self->first)
        self->first = focus;
    else if (focus >= self->first + self->count)
        self->first = focus - self->count + 1;
}

static size_t least_count(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* show fewer choices until they leave `keep` rows; the list then turns with 8 and 9 */
static void page_choices(struct plan *self, const struct view *view, struct place *place,
                         int keep)
{
    size_t total = view->choice_count;
    self->is_paged_list = true;
    self->count = least_count(total, LAYOUT_LIST);
    self->first = place->first < total ? place->first : 0;
    follow_focus(self, place);
    self->count = least_count(self->count, total - self->first);
    while (self->count > 1 &&
           choice_rows(self, view, place, self->count, 0) + 1 > self->text.rows - keep)
        self->count--;
    follow_focus(self, place);
    self->choice_rows = choice_rows(self, view, place, self->count, 0) + 1;
    place->first = self->first;
}

static int asked_rows(const struct plan *self, const struct view *view)
{
    struct style plain = theme_style(THEME_TEXT, COLOUR_256);
    int rows = 0;
    if (view->question)
        rows += body_wrap(NULL, 0, 0, self->text.cols, view->question, plain);
    if (view->field)
        rows += body_wrap(NULL, 0, 0, self->text.cols, view->field_label, plain) + 2;
    return rows;
}

void plan_share(struct plan *self, const struct view *view, struct place *place, int body_total)
{
    int rows = self->text.rows;
    self->question_rows = asked_rows(self, view);
    int joint = self->question_rows + (body_total > 0 ? 1 : 0);
    if (self->question_rows == 0 && view->choice_count == 0)
        joint = 0;
    self->first = 0;
    self->count = view->choice_count;
    self->choice_rows = choice_rows(self, view, place, self->count, 0);
    self->is_whole =
        self->count <= LAYOUT_DIGITS && body_total + joint + self->choice_rows <= rows;
    int keep = least(body_total + (body_total > BODY_LEAST), BODY_LEAST + 1) + joint;
    if (self->count > LAYOUT_DIGITS || self->choice_rows > rows - keep)
        page_choices(self, view, place, keep);
    if (self->count > 0) {
        int spaced =
            choice_rows(self, view, place, self->count, 1) + (self->is_paged_list ? 1 : 0);
        int under = self->question_rows > 0 ? 1 : 0; /* a row between question and choices */
        if (body_total + joint + spaced + under <= rows) {
            self->spacing = 1;
            self->choice_rows = spaced;
            self->question_rows += under;
            joint += under;
        }
    }
    int room = most(1, rows - joint - self->choice_rows);
    if (body_total <= room) {
        self->body_rows = body_total;
        self->pages = 1;
    } else {
        self->body_rows = most(1, room - 1);
        self->pages = (body_total + self->body_rows - 1) / self->body_rows;
    }
    place->page = most(0, least(place->page, self->pages - 1));
    self->page = place->page;
    self->page_rows = self->body_rows;
}

static bool is_blank(struct frame *body, int row, int cols)
{
    for (int x = 0; x < cols; x++) {
        const struct cell *cell = frame_at(body, x, row);
        if (cell && (cell->text[0] != '\0' && strcmp(cell->text, " ") != 0))
            return false;
    }
    return true;
}

/* The row after the last one of a page that begins at `from`. */
static int page_end(struct frame *body, int from, int rows)
{
    int end = from + rows, least_end = end - rows / 3;
    if (end >= body->rows)
        return body->rows;
    for (int row = end; row > least_end; row--)
        if (is_blank(body, row, body->cols))
            return row;
    for (int row = end; row > least_end; row--) /* what is indented goes on with a line */
        if (!is_blank(body, row, 1))
            return row;
    return end;
}

void plan_turn(struct plan *self, struct place *place, int wish, struct frame *body)
{
    int from = 0;
    self->pages = 0;
    while (self->pages == 0 || from < body->rows) {
        int end = page_end(body, from, self->body_rows);
        if (self->pages <= wish) {
            self->page = self->pages;
            self->from = from;
            self->page_rows = end - from;
        }
        self->pages++;
        from = end;
        while (from < body->rows && is_blank(body, from, body->cols))
            from++;
    }
    place->page = self->page;
}
