#include "ui/view.h"

#include "core/lang.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *view_colon(void)
{
    return lang_now() == LANG_ZH ? "：" : ": ";
}

void view_init(struct view *self)
{
    memset(self, 0, sizeof *self);
    self->default_id = VIEW_NO_DEFAULT;
}

void view_release(struct view *self)
{
    free(self->who);
    free(self->where);
    free(self->far);
    free(self->panel);
    free(self->alt);
    for (size_t i = 0; i < self->bubble_count; i++) {
        free(self->bubbles[i].who);
        free(self->bubbles[i].speaker);
        free(self->bubbles[i].text);
    }
    for (size_t i = 0; i < self->block_count; i++) {
        free(self->blocks[i].label);
        free(self->blocks[i].text);
        chart_free(self->blocks[i].chart);
    }
    free(self->blocks);
    free(self->question);
    for (size_t i = 0; i < self->choice_count; i++) {
        free(self->choices[i].label);
        free(self->choices[i].detail);
    }
    free(self->choices);
    free(self->choice_head);
    free(self->enter);
    free(self->field_label);
    view_init(self);
}

/* A clean copy that keeps `keep` characters ('\n', '\t') and nothing else below space. */
static char *copy_keeping(const char *text, const char *keep)
{
    struct sbuf out;
    sbuf_init(&out, 0);
    while (text && *text) {
        size_t len = strcspn(text, keep);
        char *part = xstrndup(text, len);
        text_clean(&out, part);
        free(part);
        text += len;
        if (*text)
            sbuf_add_char(&out, *text++);
    }
    return sbuf_take(&out);
}

static char *copy_line(const char *text)
{
    return copy_keeping(text, "\n");
}

void view_header(struct view *self, const char *who, const char *where, const char *far)
{
    free(self->who);
    free(self->where);
    free(self->far);
    self->who = copy_line(who);
    self->where = copy_line(where);
    self->far = copy_line(far);
}

void view_picture(struct view *self, const char *panel)
{
    free(self->panel);
    self->panel = panel && *panel ? xstrdup(panel) : NULL;
}

void view_describe(struct view *self, const char *alt)
{
    free(self->alt);
    self->alt = copy_line(alt);
}

void view_bubble(struct view *self, const char *who, const char *speaker, const char *text)
{
    if (self->bubble_count == VIEW_BUBBLES)
        return;
    if (self->bubble_count == 0)
        self->script_at = self->block_count;
    struct view_bubble *bubble = &self->bubbles[self->bubble_count++];
    bubble->who = copy_line(who);
    bubble->speaker = xstrdup(speaker ? speaker : "");
    bubble->text = copy_line(text);
}

static struct view_block *block(struct view *self, enum view_kind kind, enum view_tone tone,
                                const char *label, const char *text)
{
    self->blocks = xreallocarray(self->blocks, self->block_count + 1, sizeof *self->blocks);
    struct view_block *made = &self->blocks[self->block_count++];
    *made = (struct view_block){.kind = kind, .tone = tone};
    made->label = copy_line(label);
    made->text = kind == VIEW_ROW ? copy_keeping(text, "\t") : copy_line(text);
    return made;
}

void view_heading(struct view *self, const char *text)
{
    block(self, VIEW_HEADING, TONE_STRONG, NULL, text);
}

void view_text(struct view *self, enum view_tone tone, const char *text)
{
    block(self, VIEW_TEXT, tone, NULL, text);
}

void view_textf(struct view *self, enum view_tone tone, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char text[2048];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t bad_at;
    if (!text_is_valid(text, strlen(text), &bad_at))
        text[bad_at] = '\0'; /* a cut in the middle of a character */
    view_text(self, tone, text);
}

void view_speech(struct view *self, const char *who, const char *text)
{
    block(self, VIEW_SPEECH, TONE_PLAIN, who, text);
}

void view_pair(struct view *self, enum view_tone tone, const char *label, const char *text)
{
    block(self, VIEW_PAIR, tone, label, text);
}

void view_gauge(struct view *self, const char *label, double value, const char *text)
{
    block(self, VIEW_GAUGE, TONE_PLAIN, label, text)->value = value;
}

void view_light(struct view *self, enum view_tone tone, const char *label)
{
    block(self, VIEW_LIGHT, tone, label, NULL);
}

void view_row(struct view *self, enum view_tone tone, const char *cells)
{
    block(self, VIEW_ROW, tone, NULL, cells);
}

void view_slip(struct view *self, const char *text)
{
    block(self, VIEW_SLIP, TONE_PLAIN, NULL, text);
}

void view_qr(struct view *self, const char *payload)
{
    block(self, VIEW_QR, TONE_PLAIN, NULL, payload);
}

void view_chart(struct view *self, struct chart *chart)
{
    block(self, VIEW_CHART, TONE_PLAIN, NULL, NULL)->chart = chart;
}

void view_gap(struct view *self)
{
    if (self->block_count > 0 && self->blocks[self->block_count - 1].kind != VIEW_GAP)
        block(self, VIEW_GAP, TONE_PLAIN, NULL, NULL);
}

void view_extra(struct view *self)
{
    self->extra_at = self->block_count;
}

void view_ask(struct view *self, const char *question)
{
    free(self->question);
    self->question = copy_line(question);
}

struct view_choice *view_choice(struct view *self, int id, const char *label,
                                const char *detail)
{
    self->choices = xreallocarray(self->choices, self->choice_count + 1, sizeof *self->choices);
    struct view_choice *made = &self->choices[self->choice_count++];
    *made = (struct view_choice){.id = id};
    made->label = copy_line(label);
    made->detail = copy_line(detail);
    return made;
}

void view_choice_head(struct view *self, const char *text)
{
    free(self->choice_head);
    self->choice_head = copy_line(text);
}

void view_default(struct view *self, int id, const char *enter)
{
    self->default_id = id;
    free(self->enter);
    self->enter = enter ? copy_line(enter) : NULL;
}

void view_typing(struct view *self, const char *label, const struct field *field)
{
    free(self->field_label);
    self->field_label = copy_line(label);
    self->field = field;
}
