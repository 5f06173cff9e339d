/* gift.c - a GIFT file: its blocks, comments, categories, ids; one block's answers are read in
 * gift_answers.c. */
#include "content/gift_answers.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

struct parser {
    const char *file;
    char *text; /* copy without control characters */
    size_t len;
    struct problems *problems;
    struct gift *gift;
    char *category; /* of the blocks that follow */
    bool has_html;
    bool is_inside; /* an answer block was left open: skip until it ends */
};

/* Where a block's comments lead. */
struct notes {
    char *id; /* NULL = none */
    struct sbuf tags;
};

static const char *const type_names[] = {
#define X(name, text) text,
    QUIZ_TYPES(X)
#undef X
};

const char *quiz_type_name(enum quiz_type type)
{
    return type_names[type];
}

void gift_question_release(struct gift_question *self)
{
    for (size_t i = 0; i < self->option_count; i++) {
        free(self->options[i].text);
        free(self->options[i].match);
        free(self->options[i].feedback);
    }
    free(self->options);
    free(self->id);
    free(self->title);
    free(self->text);
    free(self->general_feedback);
    free(self->tags);
    free(self->category);
}

void gift_free(struct gift *self)
{
    if (self == NULL)
        return;
    for (size_t i = 0; i < self->count; i++)
        gift_question_release(&self->questions[i]);
    free(self->questions);
    free(self->bank);
    free(self->title);
    free(self->lesson);
    free(self);
}

/* --- comments ------------------------------------------------------------------------------
 */

static char *trimmed(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    while (len > 0 && strchr(" \t", *text) != NULL) {
        text++;
        len--;
    }
    return xstrndup(text, len);
}

/* "bank: L01" into *value unless it is set already. */
static void head_line(const char *comment, size_t len, const char *key, char **value)
{
    size_t key_len = strlen(key);
    if (*value != NULL || len <= key_len || strncmp(comment, key, key_len) != 0 ||
        comment[key_len] != ':')
        return;
    *value = trimmed(comment + key_len + 1, len - key_len - 1);
    if (**value == '\0') {
        free(*value);
        *value = NULL;
    }
}

/* The value of a "[tag:…]" that begins at `text`; a backslash keeps the next character.
 * Returns its length with brackets, 0 if the bracket is never closed. */
static size_t bracketed(const char *text, size_t len, size_t key_len, struct sbuf *value)
{
    for (size_t i = key_len; i < len; i++) {
        if (text[i] == ']')
            return i + 1;
        if (text[i] == '\\' && i + 1 < len)
            i++;
        if (text[i] != ';' && text[i] != '\n')
            sbuf_add_char(value, text[i]);
    }
    return 0;
}

static void read_notes(const char *comment, size_t len, struct notes *notes)
{
    for (size_t i = 0; i < len;) {
        struct sbuf value;
        sbuf_init(&value, 0);
        bool is_tag = len - i > 5 && strncmp(comment + i, "[tag:", 5) == 0;
        bool is_id = len - i > 4 && strncmp(comment + i, "[id:", 4) == 0;
        size_t used = 0;
        if (is_tag || is_id)
            used = bracketed(comment + i, len - i, is_tag ? 5 : 4, &value);
        char *text = trimmed(sbuf_text(&value), value.len);
        sbuf_release(&value);
        if (used > 0 && *text != '\0' && is_tag) {
            sbuf_add(&notes->tags, notes->tags.len > 0 ? ";" : "");
            sbuf_add(&notes->tags, text);
        } else if (used > 0 && *text != '\0' && notes->id == NULL) {
            notes->id = xstrdup(text);
        }
        free(text);
        i += used > 0 ? used : 1;
    }
}

static void read_comments(struct parser *self, size_t start, size_t end, struct notes *notes)
{
    while (start < end) {
        const char *newline = memchr(self->text + start, '\n', end - start);
        size_t next = newline == NULL ? end : (size_t)(newline - self->text) + 1;
        char *line = trimmed(self->text + start, next - start);
        if (line[0] == '/' && line[1] == '/') {
            const char *comment = line + 2 + strspn(line + 2, " \t");
            size_t len = strlen(comment);
            head_line(comment, len, "bank", &self->gift->bank);
            head_line(comment, len, "title", &self->gift->title);
            head_line(comment, len, "lesson", &self->gift->lesson);
            read_notes(comment, len, notes);
        }
        free(line);
        start = next;
    }
}

/* --- one block ------------------------------------------------------------------------------
 */

static bool has_id(const struct gift *gift, const char *id)
{
    for (size_t i = 0; i < gift->count; i++)
        if (strcmp(gift->questions[i].id, id) == 0)
            return true;
    return false;
}

static char *make_id(const struct gift *gift)
{
    for (size_t number = gift->count + 1;; number++) {
        struct sbuf id = {0};
        sbuf_addf(&id, "q%zu", number);
        if (!has_id(gift, sbuf_text(&id)))
            return sbuf_take(&id);
        sbuf_release(&id);
    }
}

/* "$CATEGORY: …" at the start: kept for what follows; the span moves behind its line. */
static void read_category(struct parser *self, const struct gift_block *block,
                          struct gift_span *span)
{
    static const char key[] = "$CATEGORY:";
    size_t len = sizeof key - 1;
    if (span->to - span->from < len || memcmp(block->text + span->from, key, len) != 0)
        return;
    size_t end = gift_find(block, *span, "\n");
    struct gift_span name = gift_trim(block, (struct gift_span){span->from + len, end});
    if (name.from == name.to) {
        (void)gift_fail(block, span->from, _("the category has no name"));
    } else { /* as written in the file: category names know no escapes */
        free(self->category);
        self->category = trimmed(block->source + block->at[name.from],
                                 block->at[end] - block->at[name.from]);
    }
    *span = gift_trim(block, (struct gift_span){end, span->to});
}

static bool read_title(const struct gift_block *block, struct gift_span *span,
                       struct gift_question *question)
{
    if (strncmp(block->text + span->from, "::", 2) != 0 || span->to - span->from < 2) {
        question->title = xstrdup("");
        return true;
    }
    struct gift_span rest = {span->from + 2, span->to};
    size_t end = gift_find(block, rest, "::");
    if (end == span->to) {
        (void)gift_fail(block, span->from, _("the title is not closed with ::"));
        return false;
    }
    question->title = gift_text(block, (struct gift_span){rest.from, end});
    *span = gift_trim(block, (struct gift_span){end + 2, span->to});
    return true;
}

static bool read_question(struct parser *self, const struct gift_block *block,
                          struct gift_span span, const struct notes *notes,
                          struct gift_question *question)
{
    question->line = block->line;
    for (uint32_t i = (uint32_t)block->start; i < block->at[span.from]; i++)
        question->line += block->source[i] == '\n';
    size_t place = span.from;
    if (!read_title(block, &span, question))
        return false;
    if (notes->id != NULL)
        question->id = xstrdup(notes->id);
    else
        question->id =
            *question->title != '\0' ? xstrdup(question->title) : make_id(self->gift);
    question->tags = xstrdup(sbuf_text(&notes->tags));
    question->category = xstrdup(self->category == NULL ? "" : self->category);
    if (has_id(self->gift, question->id))
        return gift_fail(block, place, _("this id stands in the file twice"));
    return gift_answers_read(block, span, question, &self->is_inside);
}

static void read_block(struct parser *self, size_t start, size_t end, int line)
{
    struct gift_block block;
    struct notes notes = {0};
    struct gift_question question = {0};
    gift_block_init(&block, self->file, self->text, start, end, line, self->problems);
    read_comments(self, start, end, &notes);
    struct gift_span span = gift_trim(&block, (struct gift_span){0, block.len});
    bool is_rest = self->is_inside && strncmp(block.text + span.from, "::", 2) != 0;
    if (is_rest && span.from < span.to) {
        self->is_inside = gift_find(&block, span, "}") == span.to;
        span.from = span.to;
    } else if (span.from < span.to) {
        self->is_inside = false;
    }
    read_category(self, &block, &span);
    if (strcasestr(block.text, "[html]") != NULL)
        self->has_html = true;
    if (span.from < span.to && read_question(self, &block, span, &notes, &question)) {
        struct gift *gift = self->gift;
        gift->questions =
            xreallocarray(gift->questions, gift->count + 1, sizeof gift->questions[0]);
        gift->questions[gift->count++] = question;
    } else {
        gift_question_release(&question);
    }
    gift_block_release(&block);
    free(notes.id);
    sbuf_release(&notes.tags);
}

/* --- the file -------------------------------------------------------------------------------
 */

/* A copy of the text with blanks in place of the control characters, which are reported. */
static bool clean_copy(struct parser *self, const char *text, size_t len)
{
    size_t bad = 0;
    bool is_valid = len < UINT32_MAX / 2 && text_is_valid(text, len, &bad);
    int line = 1, col = 1;
    self->text = xmalloc(len + 1);
    self->len = len;
    for (size_t i = 0; i < len && (is_valid || i < bad); i++) {
        unsigned char c = (unsigned char)text[i];
        bool is_control = (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
        if (is_control)
            problems_add(self->problems, self->file, line, col, "control character U+%04X", c);
        self->text[i] = is_control ? ' ' : text[i];
        col = c == '\n' ? 1 : col + ((c & 0xC0) != 0x80);
        line += c == '\n';
    }
    self->text[len] = '\0';
    if (len >= 3 && memcmp(self->text, "\xEF\xBB\xBF", 3) == 0)
        memcpy(self->text, "   ", 3);
    return is_valid || problems_add(self->problems, self->file, line, col,
                                    "not UTF-8; save the file as UTF-8");
}

static bool is_blank_line(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strchr(" \t\r\n", text[i]) == NULL)
            return false;
    return true;
}

static void read_blocks(struct parser *self)
{
    size_t start = 0, at = 0;
    int line = 1, start_line = 1;
    while (at < self->len) {
        const char *newline = memchr(self->text + at, '\n', self->len - at);
        size_t next = newline == NULL ? self->len : (size_t)(newline - self->text) + 1;
        line++;
        if (is_blank_line(self->text + at, next - at)) {
            if (at > start)
                read_block(self, start, at, start_line);
            start = next;
            start_line = line;
        }
        at = next;
    }
    if (at > start)
        read_block(self, start, at, start_line);
}

struct gift *gift_parse(const char *file, const char *text, size_t len,
                        struct problems *problems)
{
    struct parser self = {.file = file, .problems = problems};
    self.gift = xcalloc(1, sizeof *self.gift);
    if (clean_copy(&self, text, len)) {
        read_blocks(&self);
    } else {
        gift_free(self.gift);
        self.gift = NULL;
    }
    if (self.has_html)
        problems_warn(problems, file, 0, 0, "HTML is read as plain text; its tags are dropped");
    free(self.category);
    free(self.text);
    return self.gift;
}
