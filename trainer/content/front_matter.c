/* front_matter.c - the head of a lesson file: id, title, level, minutes, objectives. */
#include "content/lesson_page.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES_MAX = 240 };

struct head {
    struct page *page;
    const char *file;
    struct problems *problems;
    struct sbuf objectives;
    char *minutes;
    bool is_in_list;
    int line;
};

/* Without blanks at the ends and one pair of quotes. */
static char *value_of(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r", text[len - 1]) != NULL)
        len--;
    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    if (len >= 2 && (*text == '"' || *text == '\'') && text[len - 1] == *text)
        return xstrndup(text + 1, len - 2);
    return xstrndup(text, len);
}

static void add_objective(struct head *self, const char *text, size_t len)
{
    char *value = value_of(text, len);
    if (self->objectives.len > 0)
        sbuf_add_char(&self->objectives, '\n');
    sbuf_add(&self->objectives, value);
    free(value);
}

static void read_key(struct head *self, const char *text, size_t len)
{
    const struct {
        const char *name;
        char **value;
    } keys[] = {{"id", &self->page->id},
                {"title", &self->page->title},
                {"level", &self->page->level},
                {"minutes", &self->minutes}};
    const char *colon = memchr(text, ':', len);
    size_t key_len = colon == NULL ? len : (size_t)(colon - text);
    self->is_in_list = false;
    if (key_len == strlen("objectives") && memcmp(text, "objectives", key_len) == 0) {
        self->is_in_list = true;
        return;
    }
    for (size_t i = 0; colon != NULL && i < sizeof keys / sizeof keys[0]; i++) {
        if (strlen(keys[i].name) != key_len || memcmp(text, keys[i].name, key_len) != 0)
            continue;
        if (*keys[i].value != NULL)
            problems_add(self->problems, self->file, self->line, 1, "'%s' appears twice",
                         keys[i].name);
        free(*keys[i].value);
        *keys[i].value = value_of(colon + 1, len - key_len - 1);
        return;
    }
    problems_add(self->problems, self->file, self->line, 1,
                 "unknown line in the front matter; known: %s",
                 "id, title, level, minutes, objectives");
}

static void read_line(struct head *self, const char *text, size_t len)
{
    size_t indent = 0;
    while (indent < len && strchr(" \t\r", text[indent]) != NULL)
        indent++;
    if (indent == len || text[indent] == '#')
        return;
    if (self->is_in_list && len - indent > 1 && memcmp(text + indent, "- ", 2) == 0)
        add_objective(self, text + indent + 2, len - indent - 2);
    else
        read_key(self, text, len);
}

static void finish(struct head *self)
{
    struct page *page = self->page;
    const struct {
        const char *name, *value;
    } wanted[] = {{"id", page->id},
                  {"title", page->title},
                  {"level", page->level},
                  {"minutes", self->minutes},
                  {"objectives", self->objectives.len > 0 ? self->objectives.text : NULL}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (wanted[i].value == NULL || *wanted[i].value == '\0')
            problems_add(self->problems, self->file, 1, 1,
                         "'%s' is missing in the front matter", wanted[i].name);
    if (self->minutes != NULL && *self->minutes != '\0') {
        char *end;
        long minutes = strtol(self->minutes, &end, 10);
        if (*end != '\0' || minutes < 1 || minutes > MINUTES_MAX)
            problems_add(self->problems, self->file, 1, 1,
                         "minutes must be a whole number from 1 to %d", MINUTES_MAX);
        else
            page->minutes = (int)minutes;
    }
}

static size_t line_length(const char *text, size_t len, size_t *step)
{
    const char *newline = memchr(text, '\n', len);
    size_t line = newline == NULL ? len : (size_t)(newline - text);
    *step = newline == NULL ? len : line + 1;
    return line > 0 && text[line - 1] == '\r' ? line - 1 : line;
}

size_t front_matter_read(struct page *page, const char *file, const char *text, size_t len,
                         int *line, struct problems *problems)
{
    struct head self = {.page = page, .file = file, .problems = problems, .line = 1};
    size_t step = 0, at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    bool is_closed = false;
    size_t first = line_length(text + at, len - at, &step);
    if (first != 3 || memcmp(text + at, "---", 3) != 0) {
        problems_add(problems, file, 1, 1, "a lesson begins with front matter between two ---");
        return 0;
    }
    for (at += step; at < len && !is_closed; at += step) {
        size_t line_len = line_length(text + at, len - at, &step);
        self.line++;
        is_closed = line_len == 3 && memcmp(text + at, "---", 3) == 0;
        if (!is_closed)
            read_line(&self, text + at, line_len);
    }
    if (!is_closed)
        problems_add(problems, file, 1, 1, "the front matter is not closed with ---");
    else
        finish(&self);
    page->objectives = sbuf_take(&self.objectives);
    free(self.minutes);
    if (!is_closed)
        return 0;
    *line += self.line;
    return at;
}
