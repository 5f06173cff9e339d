#include "content/lesson_page.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/text.h"

enum { LESSON_FILE_MAX = 1024 * 1024, BUBBLE_COLS = 60 };
static const char panel_folder[] = "../../cartoons/panels/";
static const char panel_ending[] = ".svg";

struct reader {
    struct page *page;
    const char *file;
    const char *body;
    int shift; /* lines of front matter before the body */
    struct problems *problems;
    struct page_step *step; /* NULL before the first */
};

/* Line `line` of the body, NULL past its end. */
static const char *line_at(const char *body, int line)
{
    for (; line > 1 && body != NULL; line--) {
        body = strchr(body, '\n');
        body = body == NULL ? NULL : body + 1;
    }
    return body;
}

/* Characters before byte column `col` of line `line` of the body, plus one. */
static int char_column(const char *body, int line, int col)
{
    int chars = 1;
    body = line_at(body, line);
    for (int i = 1; body != NULL && i < col && body[i - 1] != '\0' && body[i - 1] != '\n'; i++)
        chars += ((unsigned char)body[i] & 0xC0) != 0x80;
    return chars;
}

/* Where a node stands; an inline without a place borrows its parent's. */
static void place(const struct reader *self, cmark_node *node, int *line, int *col)
{
    while (cmark_node_get_start_line(node) == 0 && cmark_node_parent(node) != NULL)
        node = cmark_node_parent(node);
    int start = cmark_node_get_start_line(node);
    *line = start + self->shift;
    *col = char_column(self->body, start, cmark_node_get_start_column(node));
}

static bool fail(const struct reader *self, cmark_node *node, const char *message)
{
    int line, col;
    place(self, node, &line, &col);
    return problems_add(self->problems, self->file, line, col, "lesson: %s", message);
}

/* --- inline text ----------------------------------------------------------------------------
 */

struct inlines {
    struct sbuf text, who, alt; /* who: the bold start of a bubble */
    char *panel, *question, *scenario;
    bool is_broken; /* a line ended here: perhaps a space before the next text */
};

static void inlines_release(struct inlines *self)
{
    sbuf_release(&self->text);
    sbuf_release(&self->who);
    sbuf_release(&self->alt);
    free(self->panel);
    free(self->question);
    free(self->scenario);
}

/* A line break is a space, but not beside Chinese characters. */
static void add_text(struct inlines *self, struct sbuf *out, const char *text)
{
    int before = 2, after = 2;
    size_t next = text_grapheme(text, &after);
    if (self->is_broken && out->len > 0) {
        size_t last = text_grapheme_before(out->text, out->len);
        last = text_grapheme(out->text + out->len - last, &before);
        if (last > 0 && next > 0 && before < 2 && after < 2)
            sbuf_add_char(out, ' ');
    }
    self->is_broken = false;
    sbuf_add(out, text);
}

/* "quiz:L01-q3" -> what follows the scheme, NULL if it is another link. */
static const char *after_scheme(const char *url, const char *scheme)
{
    size_t len = strlen(scheme);
    return strncmp(url, scheme, len) == 0 ? url + len : NULL;
}

static void keep_once(const struct reader *self, cmark_node *node, char **slot,
                      const char *value)
{
    if (*slot != NULL || *value == '\0') {
        (void)fail(self, node, _("only one panel, question or case a step"));
        return;
    }
    *slot = xstrdup(value);
}

static void read_image(const struct reader *self, cmark_node *node, struct inlines *inlines)
{
    const char *url = cmark_node_get_url(node);
    const char *name = after_scheme(url, panel_folder);
    size_t len = name == NULL ? 0 : strlen(name), ending = sizeof panel_ending - 1;
    if (len <= ending || strcmp(name + len - ending, panel_ending) != 0 ||
        strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") !=
            len - ending) {
        (void)fail(self, node, _("a panel is ../../cartoons/panels/NAME.svg"));
        return;
    }
    char *stem = xstrndup(name, len - ending);
    keep_once(self, node, &inlines->panel, stem);
    free(stem);
}

static bool read_link(const struct reader *self, cmark_node *node, struct inlines *inlines)
{
    const char *url = cmark_node_get_url(node);
    const char *question = after_scheme(url, "quiz:");
    const char *scenario = after_scheme(url, "scenario:");
    if (question != NULL)
        keep_once(self, node, &inlines->question, question);
    if (scenario != NULL)
        keep_once(self, node, &inlines->scenario, scenario);
    return question != NULL || scenario != NULL;
}

/* An asterisk that a viewer would show: told where it stands in the source. */
static void fail_asterisk(const struct reader *self, cmark_node *node)
{
    int line = cmark_node_get_start_line(node), col = cmark_node_get_start_column(node);
    const char *text = line == 0 ? NULL : line_at(self->body, line);
    if (text != NULL && col > 0 && strnlen(text, (size_t)col) == (size_t)col)
        col += (int)strcspn(text + col - 1, "*\n");
    problems_add(self->problems, self->file, line + self->shift,
                 char_column(self->body, line, col),
                 "asterisks stay literal here; put them beside a space or a letter");
}

/* One literal of the paragraph, into the buffer it belongs to (NULL: dropped). */
static void read_literal(const struct reader *self, cmark_node *node, struct inlines *inlines,
                         struct sbuf *out)
{
    const char *literal = cmark_node_get_literal(node);
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT && strchr(literal, '*') != NULL)
        fail_asterisk(self, node);
    if (out != NULL && *literal != '\0')
        add_text(inlines, out, literal);
}

/* Everything below a block of text.  `who` = the bold node that names a speaker, or NULL. */
static void read_inlines(const struct reader *self, cmark_node *block, cmark_node *who,
                         struct inlines *inlines)
{
    cmark_iter *iter = cmark_iter_new(block);
    cmark_node *inside = NULL; /* an image or link whose text goes elsewhere */
    struct sbuf *out = &inlines->text;
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        bool is_enter = event == CMARK_EVENT_ENTER;
        bool is_aside = node == who && node != NULL;
        if (is_enter && inside == NULL && type == CMARK_NODE_IMAGE) {
            read_image(self, node, inlines);
            is_aside = true;
        } else if (is_enter && inside == NULL && type == CMARK_NODE_LINK) {
            is_aside = read_link(self, node, inlines);
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            inlines->is_broken = true;
        } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
            read_literal(self, node, inlines, out);
        } else if (type == CMARK_NODE_HTML_INLINE) {
            (void)fail(self, node, _("no HTML in a lesson"));
        }
        if (is_enter && is_aside && inside == NULL) {
            inside = node;
            out = node == who ? &inlines->who : type == CMARK_NODE_IMAGE ? &inlines->alt : NULL;
        } else if (!is_enter && node == inside) {
            inside = NULL;
            out = &inlines->text;
        }
    }
    cmark_iter_free(iter);
}

/* --- blocks ---------------------------------------------------------------------------------
 */

static void read_bubble(const struct reader *self, cmark_node *quote)
{
    struct page_step *step = self->step;
    cmark_node *paragraph = cmark_node_first_child(quote);
    cmark_node *who = paragraph == NULL ? NULL : cmark_node_first_child(paragraph);
    if (who == NULL || cmark_node_next(paragraph) != NULL ||
        cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
        cmark_node_get_type(who) != CMARK_NODE_STRONG) {
        (void)fail(self, quote, _("a bubble is one paragraph: > **Name**: text"));
        return;
    }
    if (step->bubble_count == LESSON_BUBBLES) {
        (void)fail(self, quote, _("more than two bubbles in a step"));
        return;
    }
    struct inlines inlines = {0};
    read_inlines(self, paragraph, who, &inlines);
    const char *text = sbuf_text(&inlines.text);
    size_t colon = strncmp(text, "：", 3) == 0 ? 3 : text[0] == ':';
    if (colon == 0)
        (void)fail(self, quote, _("a colon must follow the name, outside the bold"));
    struct page_bubble *bubble = &step->bubbles[step->bubble_count++];
    text += colon + strspn(text + colon, " ");
    bubble->text = xstrdup(text);
    bubble->who = xstrdup(sbuf_text(&inlines.who));
    bubble->speaker = lesson_speaker_tag(bubble->who);
    if (*bubble->speaker == '\0')
        (void)fail(self, quote, _("nobody of this name is in the cast"));
    if (*text == '\0' || text_cols(text) > BUBBLE_COLS)
        (void)fail(self, quote, _("a bubble holds 1 to 60 columns"));
    if (inlines.panel != NULL || inlines.question != NULL || inlines.scenario != NULL)
        (void)fail(self, quote, _("pictures and questions stand outside bubbles"));
    inlines_release(&inlines);
}

static void take_once(const struct reader *self, cmark_node *node, char **slot, char **value)
{
    if (*value == NULL)
        return;
    if (*slot != NULL)
        (void)fail(self, node, _("only one panel, question or case a step"));
    free(*slot);
    *slot = *value;
    *value = NULL;
}

static void read_paragraph(const struct reader *self, cmark_node *paragraph)
{
    struct page_step *step = self->step;
    struct inlines inlines = {0};
    read_inlines(self, paragraph, NULL, &inlines);
    if (inlines.panel != NULL && inlines.text.len > 0)
        (void)fail(self, paragraph, _("a panel stands in a paragraph of its own"));
    if (inlines.panel != NULL) {
        free(step->alt);
        step->alt = sbuf_take(&inlines.alt);
        if (*step->alt == '\0')
            (void)fail(self, paragraph, _("the panel has no description"));
    }
    take_once(self, paragraph, &step->panel, &inlines.panel);
    take_once(self, paragraph, &step->question, &inlines.question);
    take_once(self, paragraph, &step->scenario, &inlines.scenario);
    if (inlines.text.len > 0) {
        struct sbuf caption = {0};
        if (step->caption != NULL)
            sbuf_addf(&caption, "%s\n", step->caption);
        sbuf_add(&caption, inlines.text.text);
        free(step->caption);
        step->caption = sbuf_take(&caption);
    }
    inlines_release(&inlines);
}

static void read_heading(struct reader *self, cmark_node *heading)
{
    struct inlines inlines = {0};
    struct page *page = self->page;
    int col;
    if (cmark_node_get_heading_level(heading) != 2) {
        (void)fail(self, heading, _("a step is a heading with two #"));
        return;
    }
    read_inlines(self, heading, NULL, &inlines);
    page->steps = xreallocarray(page->steps, page->step_count + 1, sizeof page->steps[0]);
    self->step = &page->steps[page->step_count++];
    *self->step = (struct page_step){.title = sbuf_take(&inlines.text)};
    place(self, heading, &self->step->line, &col);
    if (*self->step->title == '\0')
        (void)fail(self, heading, _("the step has no title"));
    inlines_release(&inlines);
}

static void read_block(struct reader *self, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING)
        read_heading(self, node);
    else if (self->step == NULL)
        (void)fail(self, node, _("text before the first step"));
    else if (type == CMARK_NODE_BLOCK_QUOTE)
        read_bubble(self, node);
    else if (type == CMARK_NODE_PARAGRAPH)
        read_paragraph(self, node);
    else
        (void)fail(self, node, _("a step holds a panel, bubbles, paragraphs and links only"));
}

static void check_steps(const struct reader *self)
{
    const struct page *page = self->page;
    if (page->step_count == 0)
        problems_add(self->problems, self->file, self->shift + 1, 1, "the lesson has no step");
    for (size_t i = 0; i < page->step_count; i++) {
        const struct page_step *step = &page->steps[i];
        if (step->panel == NULL)
            problems_warn(self->problems, self->file, step->line, 1, "the step has no panel");
        if (step->caption == NULL && step->bubble_count == 0)
            problems_add(self->problems, self->file, step->line, 1, "the step says nothing");
    }
}

static bool check_bytes(const char *file, const char *text, size_t len,
                        struct problems *problems)
{
    size_t bad = 0;
    bool is_valid = text_is_valid(text, len, &bad), is_ok = true;
    int line = 1, col = 1;
    for (size_t i = 0; i < (is_valid ? len : bad); i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F)
            is_ok = problems_add(problems, file, line, col, "control character U+%04X", c);
        col = c == '\n' ? 1 : col + ((c & 0xC0) != 0x80);
        line += c == '\n';
    }
    if (!is_valid)
        return problems_add(problems, file, line, col, "not UTF-8; save the file as UTF-8");
    return is_ok;
}

struct page *page_parse(const char *file, const char *text, size_t len,
                        struct problems *problems)
{
    if (!check_bytes(file, text, len, problems))
        return NULL;
    struct page *page = xcalloc(1, sizeof *page);
    struct reader self = {.page = page, .file = file, .problems = problems};
    size_t body = front_matter_read(page, file, text, len, &self.shift, problems);
    if (body == 0) {
        page_free(page);
        return NULL;
    }
    char *copy = xstrndup(text + body, len - body);
    self.body = copy;
    cmark_node *document = cmark_parse_document(copy, strlen(copy), CMARK_OPT_DEFAULT);
    for (cmark_node *node = cmark_node_first_child(document); node != NULL;
         node = cmark_node_next(node))
        read_block(&self, node);
    check_steps(&self);
    cmark_node_free(document);
    free(copy);
    return page;
}

struct page *page_read(const char *path, struct problems *problems)
{
    char *text = NULL;
    size_t len = 0;
    struct err err = {0};
    if (!file_read(path, LESSON_FILE_MAX, &text, &len, &err)) {
        problems_add(problems, path, 0, 0, "cannot be read: %s", err.text);
        return NULL;
    }
    struct page *page = page_parse(path, text, len, problems);
    free(text);
    return page;
}

void page_free(struct page *self)
{
    if (self == NULL)
        return;
    for (size_t i = 0; i < self->step_count; i++) {
        struct page_step *step = &self->steps[i];
        char *const texts[] = {step->title,   step->panel,    step->alt,
                               step->caption, step->question, step->scenario};
        for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
            free(texts[k]);
        for (size_t k = 0; k < step->bubble_count; k++) {
            free(step->bubbles[k].who);
            free(step->bubbles[k].text);
        }
    }
    free(self->steps);
    free(self->id);
    free(self->title);
    free(self->level);
    free(self->objectives);
    free(self);
}
