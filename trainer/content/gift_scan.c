#include "content/gift_scan.h"

#include <stdlib.h>
#include <string.h>

const char gift_specials[] = "\\~=#{}:n";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_comment(const char *source, size_t start, size_t end)
{
    while (start < end && (source[start] == ' ' || source[start] == '\t'))
        start++;
    return start + 1 < end && source[start] == '/' && source[start + 1] == '/';
}

static size_t line_end(const char *source, size_t start, size_t end)
{
    const char *found = memchr(source + start, '\n', end - start);
    return found == NULL ? end : (size_t)(found - source) + 1;
}

static void put(struct gift_block *self, char c, size_t place)
{
    self->text[self->len] = c;
    self->at[self->len++] = (uint32_t)place;
}

static void read_line(struct gift_block *self, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        const char *special = NULL;
        if (self->source[i] == '\\' && i + 1 < end && self->source[i + 1] != '\0')
            special = strchr(gift_specials, self->source[i + 1]);
        if (special != NULL) {
            put(self, (char)(GIFT_ESCAPED + (special - gift_specials)), i);
            i++;
        } else if (self->source[i] != '\r') {
            put(self, self->source[i], i);
        }
    }
}

void gift_block_init(struct gift_block *self, const char *file, const char *source,
                     size_t start, size_t end, int line, struct problems *problems)
{
    *self = (struct gift_block){
        .file = file, .source = source, .start = start, .line = line, .problems = problems};
    self->text = xmalloc(end - start + 1);
    self->at = xreallocarray(NULL, end - start + 1, sizeof self->at[0]);
    for (size_t at = start; at < end;) {
        size_t next = line_end(source, at, end);
        if (!is_comment(source, at, next))
            read_line(self, at, next);
        at = next;
    }
    self->text[self->len] = '\0';
    self->at[self->len] = (uint32_t)end;
}

void gift_block_release(struct gift_block *self)
{
    free(self->text);
    free(self->at);
}

bool gift_fail(const struct gift_block *self, size_t offset, const char *message)
{
    int line = self->line, col = 1;
    for (size_t i = self->start; i < self->at[offset]; i++) {
        if (self->source[i] == '\n') {
            line++;
            col = 1;
        } else if (((unsigned char)self->source[i] & 0xC0) != 0x80) {
            col++;
        }
    }
    return problems_add(self->problems, self->file, line, col, "question: %s", message);
}

size_t gift_find(const struct gift_block *self, struct gift_span span, const char *what)
{
    size_t len = strlen(what);
    for (size_t i = span.from; i + len <= span.to; i++)
        if (memcmp(self->text + i, what, len) == 0)
            return i;
    return span.to;
}

struct gift_span gift_trim(const struct gift_block *self, struct gift_span span)
{
    while (span.from < span.to && is_blank(self->text[span.from]))
        span.from++;
    while (span.to > span.from && is_blank(self->text[span.to - 1]))
        span.to--;
    return span;
}

/* --- plain text --------------------------------------------------------------------------- */

static void resolve(const struct gift_block *self, struct gift_span span, struct sbuf *out)
{
    size_t count = strlen(gift_specials);
    for (size_t i = span.from; i < span.to; i++) {
        unsigned char c = (unsigned char)self->text[i];
        if (c < GIFT_ESCAPED || c >= GIFT_ESCAPED + count)
            sbuf_add_char(out, (char)c);
        else if (gift_specials[c - GIFT_ESCAPED] == 'n')
            sbuf_add_char(out, '\n');
        else
            sbuf_add_char(out, gift_specials[c - GIFT_ESCAPED]);
    }
}

/* One entity at `text`: appends its character, returns its length, 0 if it is none. */
static size_t entity(const char *text, struct sbuf *out)
{
    static const struct {
        const char *name;
        unsigned codepoint;
    } known[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},   {"&quot;", '"'},
                 {"&nbsp;", ' '}, {"&#39;", '\''}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t len = strlen(known[i].name);
        if (strncmp(text, known[i].name, len) == 0) {
            sbuf_add_codepoint(out, known[i].codepoint);
            return len;
        }
    }
    return 0;
}

static bool is_break_tag(const char *tag)
{
    static const char *const names[] = {"<br", "</p", "</div", "</li"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncasecmp(tag, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* Tags out, breaks and entities in.  "->" would read as matching: an arrow takes its place. */
static void plain_of_html(const char *html, struct sbuf *out)
{
    while (*html != '\0') {
        const char *end = *html == '<' ? strchr(html, '>') : NULL;
        if (end != NULL) {
            if (is_break_tag(html))
                sbuf_add_char(out, '\n');
            html = end + 1;
            continue;
        }
        size_t len = *html == '&' ? entity(html, out) : 0;
        if (len == 0)
            sbuf_add_char(out, *html);
        html += len == 0 ? 1 : len;
    }
    char *arrow;
    while (out->text != NULL && (arrow = strstr(out->text, "->")) != NULL) {
        struct sbuf copy;
        sbuf_init(&copy, 0);
        sbuf_add_len(&copy, out->text, (size_t)(arrow - out->text));
        sbuf_add(&copy, "→");
        sbuf_add(&copy, arrow + 2);
        sbuf_release(out);
        *out = copy;
    }
}

/* Ends trimmed, white space beside line breaks dropped, empty lines too. */
static char *tidy(const char *text)
{
    struct sbuf out;
    sbuf_init(&out, 0);
    while (*text != '\0') {
        size_t len = strcspn(text, "\n"), from = 0, to = len;
        while (from < to && is_blank(text[from]))
            from++;
        while (to > from && is_blank(text[to - 1]))
            to--;
        if (to > from) {
            if (out.len > 0)
                sbuf_add_char(&out, '\n');
            sbuf_add_len(&out, text + from, to - from);
        }
        text += len;
        text += *text == '\n';
    }
    return sbuf_take(&out);
}

char *gift_text(const struct gift_block *self, struct gift_span span)
{
    static const char *const formats[] = {"[html]", "[moodle]", "[plain]", "[markdown]"};
    struct sbuf raw, plain;
    sbuf_init(&raw, 0);
    sbuf_init(&plain, 0);
    span = gift_trim(self, span);
    bool is_html = false;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        size_t len = strlen(formats[i]);
        if (span.to - span.from >= len &&
            strncasecmp(self->text + span.from, formats[i], len) == 0) {
            is_html = i == 0;
            span.from += len;
            break;
        }
    }
    resolve(self, span, &raw);
    if (is_html) {
        plain_of_html(sbuf_text(&raw), &plain);
        sbuf_release(&raw);
        raw = plain;
    }
    char *text = tidy(sbuf_text(&raw));
    sbuf_release(&raw);
    return text;
}
