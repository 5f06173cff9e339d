#include "ui/field.h"

#include "core/sign.h"
#include "core/text.h"

#include <ctype.h>
#include <string.h>

enum { FIELD_GRAPHEMES = 100, FIELD_BYTES = 4096 };

void field_init(struct field *self, size_t max)
{
    memset(self, 0, sizeof *self);
    sbuf_init(&self->text, FIELD_BYTES);
    self->max = max ? max : FIELD_GRAPHEMES;
}

void field_release(struct field *self)
{
    if (self->text.text)
        sign_wipe(self->text.text, self->text.room);
    sbuf_release(&self->text);
    self->cursor = 0;
}

const char *field_text(const struct field *self)
{
    return sbuf_text(&self->text);
}

/* the boundary at or before `at` */
static size_t boundary(const char *text, size_t len, size_t at)
{
    size_t here = 0;
    while (here < len) {
        int cols;
        size_t step = text_grapheme(text + here, &cols);
        if (step == 0 || here + step > at)
            break;
        here += step;
    }
    return here;
}

void field_set(struct field *self, const char *text, size_t cursor)
{
    sbuf_clear(&self->text);
    text_clean(&self->text, text);
    self->cursor = boundary(field_text(self), self->text.len, cursor);
    self->is_changed = false;
}

static size_t count_graphemes(const char *text)
{
    size_t count = 0, step;
    int cols;
    while ((step = text_grapheme(text, &cols)) > 0) {
        text += step;
        count++;
    }
    return count;
}

/* replace bytes [from, to) by `middle` */
static void splice(struct field *self, size_t from, size_t to, const char *middle)
{
    struct sbuf made;
    sbuf_init(&made, FIELD_BYTES);
    sbuf_add_len(&made, field_text(self), from);
    sbuf_add(&made, middle);
    size_t after = made.len;
    sbuf_add(&made, field_text(self) + to);
    if (!made.is_truncated && count_graphemes(sbuf_text(&made)) <= self->max) {
        struct sbuf old = self->text;
        self->text = made;
        made = old;
        /* a combining mark joins the grapheme before it: the cursor stays behind the whole */
        self->cursor = boundary(field_text(self), self->text.len, after);
        if (self->cursor < after) {
            int cols;
            self->cursor += text_grapheme(field_text(self) + self->cursor, &cols);
        }
        self->is_changed = true;
    }
    if (made.text)
        sign_wipe(made.text, made.room);
    sbuf_release(&made);
}

static size_t next_at(const struct field *self)
{
    int cols;
    return self->cursor + text_grapheme(field_text(self) + self->cursor, &cols);
}

static size_t before(const struct field *self)
{
    return self->cursor - text_grapheme_before(field_text(self), self->cursor);
}

static void insert(struct field *self, const char *typed)
{
    if (self->is_number && !isdigit((unsigned char)typed[0]))
        return;
    struct sbuf clean;
    sbuf_init(&clean, 0);
    text_clean(&clean, typed);
    if (clean.len > 0)
        splice(self, self->cursor, self->cursor, sbuf_text(&clean));
    sbuf_release(&clean);
}

bool field_key(struct field *self, const struct input *input)
{
    switch (input->kind) {
    case INPUT_TEXT:
        insert(self, input->text);
        return true;
    case INPUT_BACKSPACE:
        if (self->cursor > 0)
            splice(self, before(self), self->cursor, "");
        return true;
    case INPUT_DELETE:
        if (self->cursor < self->text.len)
            splice(self, self->cursor, next_at(self), "");
        return true;
    case INPUT_LEFT:
        self->cursor = before(self);
        return true;
    case INPUT_RIGHT:
        self->cursor = next_at(self);
        return true;
    case INPUT_HOME:
        self->cursor = 0;
        return true;
    case INPUT_END:
        self->cursor = self->text.len;
        return true;
    default:
        return false;
    }
}

/* first byte shown so that the cursor and one cell after it fit into `cols` */
static size_t first_shown(const char *text, size_t cursor, int cols)
{
    size_t first = 0;
    while (first < cursor && text_cols_len(text + first, cursor - first) > cols - 1) {
        int width;
        first += text_grapheme(text + first, &width);
    }
    return first;
}

void field_draw(const struct field *self, struct frame *frame, int x, int y, int cols,
                struct style style)
{
    struct sbuf stars;
    sbuf_init(&stars, 0);
    const char *text = field_text(self);
    size_t cursor = self->cursor;
    if (self->is_secret) {
        size_t at = 0, step, seen = 0;
        int width;
        while ((step = text_grapheme(text + at, &width)) > 0) {
            sbuf_add_char(&stars, '*');
            if (at < self->cursor)
                seen++;
            at += step;
        }
        text = sbuf_text(&stars);
        cursor = seen;
    }
    frame_fill(frame, (struct rect){x, y, cols, 1}, " ", style);
    size_t first = first_shown(text, cursor, cols);
    int at_x = x;
    for (size_t at = first; text[at];) {
        int width;
        size_t step = text_grapheme(text + at, &width);
        if (step == 0 || step >= CELL_TEXT_MAX || at_x + width > x + cols)
            break;
        char grapheme[CELL_TEXT_MAX];
        memcpy(grapheme, text + at, step);
        grapheme[step] = '\0';
        if (width > 0)
            frame_put(frame, at_x, y, grapheme, width, style);
        at_x += width;
        at += step;
    }
    frame->cursor_x = x + text_cols_len(text + first, cursor - first);
    frame->cursor_y = y;
    sbuf_release(&stars);
}
