#include "ui/body.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/table.h"
#include "ui/theme.h"

#include <stdlib.h>
#include <string.h>

enum { GAUGE_CELLS = 10, GAUGE_CELLS_NARROW = 6 };

/* where drawing is: a frame (or none, to measure), its width, the next row */
struct pen {
    struct frame *frame;
    int cols, y;
    enum colour_class colours;
};

int body_wrap(struct frame *frame, int x, int y, int cols, const char *text, struct style style)
{
    if (cols < 2)
        return 0;
    struct text_line *lines = NULL;
    size_t count = text_wrap(text, cols, &lines);
    for (size_t i = 0; frame && i < count; i++) {
        char *line = xstrndup(text + lines[i].start, lines[i].len);
        frame_text(frame, x, y + (int)i, cols, line, style);
        free(line);
    }
    free(lines);
    return (int)count;
}

static struct style tone_style(enum view_tone tone, enum colour_class colours)
{
    static const enum theme_role roles[] = {
        [TONE_PLAIN] = THEME_TEXT, [TONE_QUIET] = THEME_QUIET, [TONE_STRONG] = THEME_STRONG,
        [TONE_GOOD] = THEME_GOOD,  [TONE_BAD] = THEME_BAD,
    };
    return theme_style(roles[tone], colours);
}

/* how many blocks from `at` on are of one kind */
static size_t run_of(const struct view *view, size_t at)
{
    size_t end = at;
    while (end < view->block_count && view->blocks[end].kind == view->blocks[at].kind &&
           (end == at || end != view->script_at || view->bubble_count == 0))
        end++;
    return end - at;
}

static void draw_text(struct pen *pen, const struct view_block *block)
{
    pen->y += body_wrap(pen->frame, 0, pen->y, pen->cols, block->text,
                        tone_style(block->tone, pen->colours));
}

static void draw_speech(struct pen *pen, const char *who, const char *text)
{
    struct sbuf line;
    sbuf_init(&line, 0);
    const char *colon = view_colon();
    if (*who)
        sbuf_addf(&line, "%s%s", who, colon);
    sbuf_add(&line, text);
    int rows = body_wrap(pen->frame, 0, pen->y, pen->cols, sbuf_text(&line),
                         theme_style(THEME_TEXT, pen->colours));
    if (pen->frame && *who)
        frame_text(pen->frame, 0, pen->y, pen->cols, who,
                   theme_style(THEME_SPEAKER, pen->colours));
    pen->y += rows;
    sbuf_release(&line);
}

static int label_cols(const struct view_block *blocks, size_t count, int most)
{
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int cols = text_cols(blocks[i].label);
        if (cols > widest)
            widest = cols;
    }
    return widest > most ? most : widest;
}

static void draw_pairs(struct pen *pen, const struct view_block *blocks, size_t count)
{
    int left = label_cols(blocks, count, pen->cols * 2 / 5);
    for (size_t i = 0; i < count; i++) {
        int a = body_wrap(pen->frame, 0, pen->y, left, blocks[i].label,
                          theme_style(THEME_QUIET, pen->colours));
        int b = body_wrap(pen->frame, left + 2, pen->y, pen->cols - left - 2, blocks[i].text,
                          tone_style(blocks[i].tone, pen->colours));
        int rows = a > b ? a : b;
        pen->y += rows > 0 ? rows : 1;
    }
}

static void draw_gauge(struct pen *pen, const struct view_block *block, int left)
{
    int cells = pen->cols < 40 ? GAUGE_CELLS_NARROW : GAUGE_CELLS;
    int rows = body_wrap(pen->frame, 0, pen->y, left, block->label,
                         theme_style(THEME_TEXT, pen->colours));
    if (pen->frame) {
        int full = (int)(block->value * cells + 0.5);
        int x = left + 2;
        for (int i = 0; i < cells; i++)
            frame_put(pen->frame, x + i, pen->y, i < full ? "█" : "░", 1,
                      theme_style(THEME_GAUGE, pen->colours));
        frame_text(pen->frame, x + cells + 1, pen->y, pen->cols - x - cells - 1, block->text,
                   theme_style(THEME_STRONG, pen->colours));
    }
    pen->y += rows > 0 ? rows : 1;
}

static void draw_gauges(struct pen *pen, const struct view_block *blocks, size_t count)
{
    int most = pen->cols - (pen->cols < 40 ? GAUGE_CELLS_NARROW : GAUGE_CELLS) - 8;
    int left = label_cols(blocks, count, most);
    for (size_t i = 0; i < count; i++)
        draw_gauge(pen, &blocks[i], left);
}

/* Columns of the lights in one row, `gap` columns behind each lamp, one more between two. */
static int lights_cols(const struct view_block *blocks, size_t count, int gap)
{
    int cols = 0;
    for (size_t i = 0; i < count; i++)
        cols += 1 + gap + text_cols(blocks[i].label) + (i > 0 ? 1 + gap : 0);
    return cols;
}

static void draw_lights(struct pen *pen, const struct view_block *blocks, size_t count)
{
    int x = 0, gap = lights_cols(blocks, count, 1) <= pen->cols ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        int cols = text_cols(blocks[i].label) + 1 + gap;
        if (x > 0 && x + cols > pen->cols) {
            x = 0;
            pen->y++;
        }
        enum view_tone tone = blocks[i].tone;
        const char *lamp = tone == TONE_GOOD ? "●" : tone == TONE_BAD ? "✗" : "○";
        if (pen->frame) {
            frame_put(pen->frame, x, pen->y, lamp, 1, tone_style(tone, pen->colours));
            frame_text(pen->frame, x + 1 + gap, pen->y, pen->cols - x - 1 - gap,
                       blocks[i].label,
                       tone_style(tone == TONE_GOOD ? TONE_PLAIN : tone, pen->colours));
        }
        x += cols + 1 + gap;
    }
    pen->y++;
}

/* The widest line of a document. */
static int slip_cols(const char *text)
{
    int widest = 0;
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        char *line = xstrndup(at, len);
        int cols = text_cols(line);
        widest = cols > widest ? cols : widest;
        free(line);
        at += len + (at[len] == '\n');
    }
    return widest;
}

/* One line of a document in `cols` columns; on a screen narrower than its paper headings stay
 * in the middle and rules end at the edge.  `frame` NULL: only counted.  Returns the rows. */
static int slip_line(struct frame *frame, int y, int cols, const char *line, struct style paper)
{
    enum { HANGING = 2 }; /* spaces before the second language */
    size_t len = strlen(line), indent = strspn(line, " ");
    bool is_heading = indent > HANGING;
    if (text_cols(line) <= cols)
        return len == 0 ? 1 : body_wrap(frame, 2, y, cols, line, paper);
    if (strspn(line, "-") == len) {
        if (frame)
            frame_text(frame, 2, y, cols, line + len - (size_t)cols, paper);
        return 1;
    }
    int width = is_heading ? text_cols(line + indent) : cols;
    int x = 2 + (width < cols ? (cols - width) / 2 : 0);
    return body_wrap(frame, x, y, cols, is_heading ? line + indent : line, paper);
}

/* A document as on its paper, as wide as that where there is room. */
static void draw_slip(struct pen *pen, const struct view_block *block)
{
    struct style paper = theme_style(THEME_PAPER, pen->colours);
    int cols = slip_cols(block->text), rows = 0;
    cols = cols < pen->cols - 4 ? cols : pen->cols - 4;
    for (int pass = pen->frame ? 0 : 1; pass < 2;
         pass++) { /* first the paper, as long as it is */
        struct frame *frame = pass == 0 ? NULL : pen->frame;
        if (pass == 1 && frame)
            frame_fill(frame, (struct rect){0, pen->y, cols + 4, rows + 2}, " ", paper);
        rows = 0;
        for (const char *at = block->text; *at;) {
            size_t len = strcspn(at, "\n");
            char *line = xstrndup(at, len);
            rows += slip_line(frame, pen->y + 1 + rows, cols, line, paper);
            free(line);
            at += len + (at[len] == '\n');
        }
    }
    pen->y += rows + 2;
}

/* Draw the group that begins at `at`; returns how many blocks it had. */
static size_t draw_group(struct pen *pen, const struct view *view, size_t at)
{
    const struct view_block *block = &view->blocks[at];
    size_t count = run_of(view, at);
    switch (block->kind) {
    case VIEW_PAIR:
        draw_pairs(pen, block, count);
        return count;
    case VIEW_GAUGE:
        draw_gauges(pen, block, count);
        return count;
    case VIEW_LIGHT:
        draw_lights(pen, block, count);
        return count;
    case VIEW_ROW:
        pen->y += table_draw(block, count, pen->frame, pen->y, pen->cols, pen->colours);
        return count;
    case VIEW_SPEECH:
        draw_speech(pen, block->label, block->text);
        return 1;
    case VIEW_SLIP:
        draw_slip(pen, block);
        return 1;
    case VIEW_CHART:
        pen->y += chart_draw(block->chart, pen->frame, pen->y, pen->cols, pen->colours);
        return 1;
    case VIEW_GAP:
        pen->y += !view->is_dense;
        return 1;
    case VIEW_HEADING:
    case VIEW_TEXT:
    case VIEW_QR: /* only one that is too long for a code comes here: ui/code.h takes the others
                   */
        draw_text(pen, block);
        return 1;
    }
    return 1;
}

static void draw_script(struct pen *pen, const struct view *view)
{
    for (size_t i = 0; i < view->bubble_count; i++)
        draw_speech(pen, view->bubbles[i].who, view->bubbles[i].text);
    if (view->bubble_count > 0 && view->script_at < view->block_count)
        pen->y += !view->is_dense;
}

static int draw_all(const struct view *view, bool is_script, struct pen *pen)
{
    size_t count = view->block_count;
    bool is_script_last = is_script && view->bubble_count > 0 && view->script_at == count;
    while (!is_script_last && count > 0 && view->blocks[count - 1].kind == VIEW_GAP)
        count--; /* nothing follows that it could part */
    for (size_t at = 0; at < count;) {
        if (at == view->script_at && is_script)
            draw_script(pen, view);
        at += draw_group(pen, view, at);
    }
    if (view->script_at >= count && is_script)
        draw_script(pen, view);
    return pen->y;
}

int body_draw(const struct view *view, bool is_script, int cols, enum colour_class colours,
              struct frame *out)
{
    struct pen measure = {.frame = NULL, .cols = cols, .colours = colours};
    int rows = draw_all(view, is_script, &measure);
    frame_resize(out, cols, rows > 0 ? rows : 1);
    frame_clear(out, theme_style(THEME_TEXT, colours));
    struct pen pen = {.frame = out, .cols = cols, .colours = colours};
    (void)draw_all(view, is_script, &pen);
    return rows;
}
