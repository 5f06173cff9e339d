#include "ui/chart.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/body.h"
#include "ui/chart_parts.h"
#include "ui/theme.h"

#include <stdio.h>
#include <stdlib.h>

static struct chart *chart_new(enum chart_kind kind)
{
    struct chart *self = xcalloc(1, sizeof *self);
    self->kind = kind;
    return self;
}

static struct chart_part *part_add(struct chart *self, enum chart_part_kind kind,
                                   const char *name)
{
    self->parts = xreallocarray(self->parts, self->count + 1, sizeof *self->parts);
    struct chart_part *part = &self->parts[self->count++];
    *part = (struct chart_part){.kind = kind, .name = xstrdup(name)};
    return part;
}

struct chart *chart_bars(void)
{
    return chart_new(CHART_BARS);
}

void chart_group(struct chart *self, const char *name, const char *note, enum chart_tone tone)
{
    struct chart_part *part = part_add(self, PART_GROUP, name);
    part->note = xstrdup(note);
    part->tone = tone;
}

void chart_bar(struct chart *self, const char *label, int value)
{
    part_add(self, PART_BAR, label)->value = value;
}

struct chart *chart_spark(const char *head)
{
    struct chart *self = chart_new(CHART_SPARK);
    part_add(self, PART_HEAD, head);
    return self;
}

void chart_series(struct chart *self, const char *name, const int *values, size_t count,
                  const char *note)
{
    struct chart_part *part = part_add(self, PART_SERIES, name);
    part->note = xstrdup(note);
    part->values = xcalloc(count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        part->values[i] = values[i];
    part->value_count = count;
}

struct chart *chart_map(int width, int height)
{
    struct chart *self = chart_new(CHART_MAP);
    self->width = width;
    self->height = height;
    return self;
}

void chart_street(struct chart *self, const char *name, int x0, int y0, int x1, int y1)
{
    struct chart_part *part = part_add(self, PART_STREET, name);
    part->x0 = x0;
    part->y0 = y0;
    part->x1 = x1;
    part->y1 = y1;
}

void chart_point(struct chart *self, const char *name, int x, int y, char grade, int rank)
{
    struct chart_part *part = part_add(self, PART_POINT, name);
    part->x0 = x;
    part->y0 = y;
    part->grade = grade;
    part->value = rank;
}

void chart_free(struct chart *self)
{
    if (!self)
        return;
    for (size_t i = 0; i < self->count; i++) {
        free(self->parts[i].name);
        free(self->parts[i].note);
        free(self->parts[i].values);
    }
    free(self->parts);
    free(self);
}

/* --- bars and columns --- */

enum { NARROW = 56, GAP = 1, BAR_LEAST = 6 };

static enum theme_role tone_role(enum chart_tone tone)
{
    static const enum theme_role roles[] = {
        [CHART_PLAIN] = THEME_TEXT, [CHART_ALERT] = THEME_BAD};
    return roles[tone];
}

static int widest_name(const struct chart *self, enum chart_part_kind kind)
{
    int widest = 0;
    for (size_t i = 0; i < self->count; i++) {
        int cols = self->parts[i].kind == kind ? text_cols(self->parts[i].name) : 0;
        widest = cols > widest ? cols : widest;
    }
    return widest;
}

static int widest_note(const struct chart *self)
{
    int widest = 0;
    for (size_t i = 0; i < self->count; i++) {
        int cols = self->parts[i].note ? text_cols(self->parts[i].note) : 0;
        widest = cols > widest ? cols : widest;
    }
    return widest;
}

/* `value` of `full` as a bar of at most `cols` cells, in eighths; plain letters in whole. */
static void draw_bar(struct frame *frame, int x, int y, int cols, int value, int full,
                     bool is_ascii, struct style style)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    enum { EIGHTHS = 8 };
    int units = full > 0 ? (int)((int64_t)value * cols * EIGHTHS / full) : 0;
    if (is_ascii)
        units = (units + EIGHTHS / 2) / EIGHTHS * EIGHTHS;
    for (int i = 0; i < units / EIGHTHS; i++)
        frame_put(frame, x + i, y, is_ascii ? "#" : "█", 1, style);
    if (units % EIGHTHS > 0)
        frame_put(frame, x + units / EIGHTHS, y, eighths[units % EIGHTHS], 1, style);
}

struct bars { /* where the columns of a bar chart stand */
    int name, label, bar, value, note, full;
    bool is_narrow;
};

static struct bars bars_plan(const struct chart *self, int cols)
{
    enum { VALUE = 5 };
    struct bars plan = {.is_narrow = cols < NARROW};
    plan.name = plan.is_narrow ? 0 : widest_name(self, PART_GROUP) + 2 * GAP;
    plan.label = widest_name(self, PART_BAR) + GAP;
    plan.note = plan.is_narrow ? 0 : widest_note(self) + GAP;
    plan.value = VALUE;
    plan.bar = cols - plan.name - plan.label - plan.value - plan.note;
    if (plan.bar < BAR_LEAST)
        plan.bar = BAR_LEAST;
    for (size_t i = 0; i < self->count; i++)
        if (self->parts[i].kind == PART_BAR && self->parts[i].value > plan.full)
            plan.full = self->parts[i].value;
    return plan;
}

static bool is_last_bar(const struct chart *self, size_t i)
{
    return i + 1 == self->count || self->parts[i + 1].kind == PART_GROUP;
}

/* The name, at the left of its bars or above them. */
static void draw_group(const struct bars *plan, const struct chart_part *group,
                       struct frame *frame, int y, int cols, enum colour_class colours)
{
    struct style strong = theme_style(THEME_STRONG, colours);
    if (!plan->is_narrow) {
        frame_text(frame, 0, y, plan->name - GAP, group->name, strong);
        return;
    }
    int used = frame_text(frame, 0, y, cols, group->name, strong);
    frame_text(frame, used + 2, y, cols - used - 2, group->note,
               theme_style(tone_role(group->tone), colours));
}

/* The newest bar of a group is the last one: it carries the note and the alarm. */
static void draw_one_bar(const struct bars *plan, const struct chart_part *group,
                         const struct chart_part *bar, bool is_last, struct frame *frame, int y,
                         enum colour_class colours)
{
    bool is_alert = is_last && group && group->tone == CHART_ALERT;
    struct style ink = theme_style(is_alert ? THEME_BAD : THEME_GAUGE, colours);
    ink.attr &= (uint8_t)~ATTR_UNDERLINE; /* a bar is no word */
    int x = plan->name;
    char number[16];
    snprintf(number, sizeof number, "%d", bar->value);
    frame_text(frame, x, y, plan->label, bar->name,
               theme_style(is_last ? THEME_TEXT : THEME_QUIET, colours));
    x += plan->label;
    draw_bar(frame, x, y, plan->bar, bar->value, plan->full, colours == COLOUR_ASCII, ink);
    x += plan->bar;
    frame_text(frame, x + plan->value - text_cols(number), y, plan->value, number,
               theme_style(is_last ? THEME_STRONG : THEME_TEXT, colours));
    if (is_last && group && !plan->is_narrow)
        frame_text(frame, x + plan->value + GAP, y, plan->note, group->note,
                   theme_style(tone_role(group->tone), colours));
}

static int draw_bars(const struct chart *self, struct frame *frame, int y, int cols,
                     enum colour_class colours)
{
    const struct bars plan = bars_plan(self, cols);
    const struct chart_part *group = NULL;
    int rows = 0;
    for (size_t i = 0; i < self->count; i++) {
        const struct chart_part *part = &self->parts[i];
        bool is_group = part->kind == PART_GROUP;
        if (is_group)
            group = part;
        if (frame && is_group)
            draw_group(&plan, part, frame, y + rows, cols, colours);
        else if (frame)
            draw_one_bar(&plan, group, part, is_last_bar(self, i), frame, y + rows, colours);
        rows += !is_group || plan.is_narrow;
    }
    return rows;
}

/* --- sparklines --- */

static void draw_columns(struct frame *frame, int x, int y, int width,
                         const struct chart_part *part, enum colour_class colours)
{
    static const char *const heights[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const letters[] = {" ", "_", ".", ":", "-", "=", "+", "*", "#"};
    enum { HEIGHTS = 8 };
    int low = part->value_count > 0 ? part->values[0] : 0, high = low;
    for (size_t i = 0; i < part->value_count; i++) {
        low = part->values[i] < low ? part->values[i] : low;
        high = part->values[i] > high ? part->values[i] : high;
    }
    for (size_t i = 0; i < part->value_count; i++) {
        int height = high > low ? 1 + (part->values[i] - low) * (HEIGHTS - 1) / (high - low)
                                : HEIGHTS / 2;
        bool is_last = i + 1 == part->value_count;
        const char *glyph = colours == COLOUR_ASCII ? letters[height] : heights[height];
        for (int k = 0; k < width; k++)
            frame_put(frame, x + (int)i * width + k, y, glyph, 1,
                      theme_style(is_last ? THEME_STRONG : THEME_GAUGE, colours));
    }
}

static int draw_spark(const struct chart *self, struct frame *frame, int y, int cols,
                      enum colour_class colours)
{
    enum { WIDTH_MOST = 3 };
    int name = widest_name(self, PART_SERIES) + 2 * GAP, note = widest_note(self) + 2 * GAP;
    int count = 1, rows = 0;
    for (size_t i = 0; i < self->count; i++)
        if ((int)self->parts[i].value_count > count)
            count = (int)self->parts[i].value_count;
    bool is_narrow = cols - name - note < count;
    int width = (cols - name - (is_narrow ? 0 : note)) / count;
    width = width < 1 ? 1 : width > WIDTH_MOST ? WIDTH_MOST : width;
    for (size_t i = 0; i < self->count; i++) {
        const struct chart_part *part = &self->parts[i];
        if (part->kind == PART_HEAD) {
            rows += body_wrap(frame, 0, y + rows, cols, part->name,
                              theme_style(THEME_QUIET, colours));
            continue;
        }
        if (frame) {
            frame_text(frame, 0, y + rows, name - GAP, part->name,
                       theme_style(THEME_TEXT, colours));
            draw_columns(frame, name, y + rows, width, part, colours);
            int x = is_narrow ? name : name + width * count + 2 * GAP;
            frame_text(frame, x, y + rows + is_narrow, cols - x, part->note,
                       theme_style(THEME_TEXT, colours));
        }
        rows += 1 + is_narrow;
    }
    return rows;
}

int chart_draw(const struct chart *self, struct frame *frame, int y, int cols,
               enum colour_class colours)
{
    switch (self->kind) {
    case CHART_BARS:
        return draw_bars(self, frame, y, cols, colours);
    case CHART_SPARK:
        return draw_spark(self, frame, y, cols, colours);
    case CHART_MAP:
        return chart_map_draw(self, frame, y, cols, colours);
    }
    return 0;
}

/* --- as text --- */

static void write_part(const struct chart *self, size_t i, struct sbuf *out)
{
    const struct chart_part *part = &self->parts[i];
    const char *colon = view_colon();
    switch (part->kind) {
    case PART_HEAD:
        sbuf_addf(out, "%s\n", part->name);
        break;
    case PART_GROUP:
        sbuf_addf(out, "%s%s", part->name, colon);
        break;
    case PART_BAR:
        sbuf_addf(out, "%s %d", part->name, part->value);
        sbuf_add(out, is_last_bar(self, i) ? "" : ", ");
        break;
    case PART_SERIES:
        sbuf_addf(out, "%s%s", part->name, colon);
        for (size_t k = 0; k < part->value_count; k++)
            sbuf_addf(out, "%s%d", k > 0 ? " " : "", part->values[k]);
        sbuf_addf(out, "; %s\n", part->note);
        break;
    case PART_STREET:
        break;
    case PART_POINT:
        if (part->value > 0)
            sbuf_addf(out, "%c%d%s%s\n", part->grade, part->value, colon, part->name);
        break;
    }
}

void chart_write(const struct chart *self, struct sbuf *out)
{
    const struct chart_part *group = NULL;
    for (size_t i = 0; i < self->count; i++) {
        if (self->parts[i].kind == PART_GROUP)
            group = &self->parts[i];
        write_part(self, i, out);
        if (self->parts[i].kind == PART_BAR && is_last_bar(self, i)) {
            if (group && group->note[0])
                sbuf_addf(out, "; %s", group->note);
            sbuf_add(out, "\n");
        }
    }
}
