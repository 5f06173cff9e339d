#include "core/sbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

enum { FIRST_ROOM = 64 };

void sbuf_init(struct sbuf *self, size_t cap)
{
    *self = (struct sbuf){.cap = cap};
}

void sbuf_release(struct sbuf *self)
{
    free(self->text);
    *self = (struct sbuf){.cap = self->cap};
}

void sbuf_clear(struct sbuf *self)
{
    self->len = 0;
    self->is_truncated = false;
    if (self->text)
        self->text[0] = '\0';
}

static void make_room(struct sbuf *self, size_t more)
{
    size_t need = self->len + more + 1;
    if (need <= self->room)
        return;
    size_t room = self->room ? self->room : FIRST_ROOM;
    while (room < need)
        room += room / 2;
    self->text = xrealloc(self->text, room);
    self->room = room;
}

void sbuf_add_len(struct sbuf *self, const char *text, size_t len)
{
    if (self->is_truncated)
        return;
    if (self->cap && len > self->cap - self->len) {
        len = self->cap - self->len;
        while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
            len--;
        self->is_truncated = true;
    }
    make_room(self, len);
    if (len)
        memcpy(self->text + self->len, text, len);
    self->len += len;
    self->text[self->len] = '\0';
}

void sbuf_add(struct sbuf *self, const char *text)
{
    sbuf_add_len(self, text, strlen(text));
}

void sbuf_add_char(struct sbuf *self, char c)
{
    sbuf_add_len(self, &c, 1);
}

void sbuf_add_codepoint(struct sbuf *self, unsigned codepoint)
{
    uint8_t bytes[6];
    int len = u8_uctomb(bytes, codepoint, sizeof bytes);
    if (len < 0)
        len = u8_uctomb(bytes, 0xfffd, sizeof bytes);
    sbuf_add_len(self, (const char *)bytes, (size_t)len);
}

void sbuf_addf(struct sbuf *self, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        BUG("a format that cannot be printed: %s", format);
    char *text = xmalloc((size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    sbuf_add_len(self, text, (size_t)len);
    free(text);
}

const char *sbuf_text(const struct sbuf *self)
{
    return self->text ? self->text : "";
}

char *sbuf_take(struct sbuf *self)
{
    char *text = self->text ? self->text : xstrdup("");
    *self = (struct sbuf){.cap = self->cap};
    return text;
}
