/* gift_write.c - questions back to GIFT, so that Moodle and gift_parse() read the same value.
 */
#include "content/quiz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char gap[] = "_____";

static void add_escaped(struct sbuf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n') {
            sbuf_add(out, "\\n");
            continue;
        }
        if (strchr("\\~=#{}:", text[i]) != NULL)
            sbuf_add_char(out, '\\');
        sbuf_add_char(out, text[i]);
    }
}

/* A whole text; one that begins like a format prefix or a comment is marked as plain. */
static void add_text(struct sbuf *out, const char *text)
{
    static const char *const misread[] = {"[html]", "[moodle]", "[plain]", "[markdown]", "//"};
    for (size_t i = 0; i < sizeof misread / sizeof misread[0]; i++)
        if (strncasecmp(text, misread[i], strlen(misread[i])) == 0)
            sbuf_add(out, "[plain]");
    add_escaped(out, text, strlen(text));
}

static void add_feedback(struct sbuf *out, const char *feedback)
{
    if (*feedback == '\0')
        return;
    sbuf_add_char(out, '#');
    add_text(out, feedback);
}

/* "%50%", as short as it reads back exactly. */
static void add_weight(struct sbuf *out, double weight)
{
    char text[64];
    for (int digits = 0; digits <= 12; digits++) {
        long long scale = 1;
        for (int i = 0; i < digits; i++)
            scale *= 10;
        double magnitude = weight < 0 ? -weight : weight;
        long long whole = (long long)(magnitude * (double)scale + 0.5);
        if ((double)whole / (double)scale != magnitude && digits < 12)
            continue;
        snprintf(text, sizeof text, "%s%lld", weight < 0 ? "-" : "", whole / scale);
        sbuf_addf(out, "%%%s", text);
        if (digits > 0)
            sbuf_addf(out, ".%0*lld", digits, whole % scale);
        sbuf_add_char(out, '%');
        return;
    }
}

static void write_choices(const struct gift_question *question, struct sbuf *out)
{
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        bool is_right = !question->is_multi && option->weight >= 100;
        sbuf_add(out, is_right ? "\t=" : "\t~");
        if (!is_right && (option->weight != 0 || option->text[0] == '%'))
            add_weight(out, option->weight);
        add_text(out, option->text);
        add_feedback(out, option->feedback);
        sbuf_add_char(out, '\n');
    }
}

static void write_truth(const struct gift_question *question, struct sbuf *out)
{
    bool is_true = question->options[0].weight > 0;
    const char *right = question->options[is_true ? 0 : 1].feedback;
    const char *wrong = question->options[is_true ? 1 : 0].feedback;
    sbuf_add(out, is_true ? "\tTRUE" : "\tFALSE");
    add_feedback(out, wrong);
    if (*right != '\0' && *wrong == '\0')
        sbuf_add_char(out, '#');
    add_feedback(out, right);
    sbuf_add_char(out, '\n');
}

static void write_short(const struct gift_question *question, struct sbuf *out)
{
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        sbuf_add(out, "\t=");
        if (option->weight < 100 || option->text[0] == '%')
            add_weight(out, option->weight);
        add_text(out, option->text);
        add_feedback(out, option->feedback);
        sbuf_add_char(out, '\n');
    }
}

static void write_numbers(const struct gift_question *question, struct sbuf *out)
{
    sbuf_add(out, "\t#\n");
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        bool is_rest = strcmp(option->text, "*") == 0;
        sbuf_add(out, is_rest ? "\t~" : "\t=");
        if (!is_rest && option->weight < 100)
            add_weight(out, option->weight);
        sbuf_add(out, is_rest ? "" : option->text); /* digits only, nothing to escape */
        add_feedback(out, option->feedback);
        sbuf_add_char(out, '\n');
    }
}

static void write_pairs(const struct gift_question *question, struct sbuf *out)
{
    for (size_t i = 0; i < question->option_count; i++) {
        sbuf_add(out, "\t=");
        add_text(out, question->options[i].text);
        sbuf_add(out, " -> ");
        add_text(out, question->options[i].match);
        sbuf_add_char(out, '\n');
    }
}

static void write_nothing(const struct gift_question *question, struct sbuf *out)
{
    (void)question;
    (void)out;
}

static void (*const writers[])(const struct gift_question *, struct sbuf *) = {
    [QUIZ_MULTICHOICE] = write_choices, [QUIZ_MISSINGWORD] = write_choices,
    [QUIZ_TRUEFALSE] = write_truth,     [QUIZ_SHORTANSWER] = write_short,
    [QUIZ_NUMERICAL] = write_numbers,   [QUIZ_MATCHING] = write_pairs,
    [QUIZ_ESSAY] = write_nothing,
};

static void write_answers(const struct gift_question *question, struct sbuf *out)
{
    sbuf_add(out, "{\n");
    writers[question->type](question, out);
    if (*question->general_feedback != '\0') {
        sbuf_add(out, "\t####");
        add_text(out, question->general_feedback);
        sbuf_add_char(out, '\n');
    }
    sbuf_add_char(out, '}');
}

/* The comment that carries an id which is not the title, and the tags. */
static void write_notes(const struct gift_question *question, struct sbuf *out)
{
    bool has_id = strcmp(question->id, question->title) != 0;
    if (!has_id && *question->tags == '\0')
        return;
    sbuf_add(out, "//");
    if (has_id) {
        sbuf_add(out, " [id:");
        for (const char *c = question->id; *c != '\0'; c++)
            sbuf_addf(out, *c == ']' || *c == '\\' ? "\\%c" : "%c", *c);
        sbuf_add_char(out, ']');
    }
    for (const char *tag = question->tags; *tag != '\0';) {
        sbuf_add(out, " [tag:");
        for (; *tag != '\0' && *tag != ';'; tag++)
            sbuf_addf(out, *tag == ']' || *tag == '\\' ? "\\%c" : "%c", *tag);
        sbuf_add_char(out, ']');
        tag += *tag == ';';
    }
    sbuf_add_char(out, '\n');
}

static void write_question(const struct gift_question *question, struct sbuf *out)
{
    write_notes(question, out);
    if (*question->title != '\0') {
        sbuf_add(out, "::");
        add_text(out, question->title);
        sbuf_add(out, "::");
    }
    const char *hole = question->type == QUIZ_MISSINGWORD ? strstr(question->text, gap) : NULL;
    if (question->type == QUIZ_DESCRIPTION) {
        add_text(out, question->text);
    } else if (hole == NULL) {
        add_text(out, question->text);
        sbuf_add_char(out, ' ');
        write_answers(question, out);
    } else {
        char *head = xstrndup(question->text, (size_t)(hole - question->text));
        add_text(out, head);
        write_answers(question, out);
        add_escaped(out, hole + strlen(gap), strlen(hole) - strlen(gap));
        free(head);
    }
    sbuf_add(out, "\n\n");
}

static void write_head(const struct gift *self, struct sbuf *out)
{
    const struct {
        const char *key, *value;
    } lines[] = {{"bank", self->bank}, {"title", self->title}, {"lesson", self->lesson}};
    size_t before = out->len;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].value != NULL)
            sbuf_addf(out, "// %s: %s\n", lines[i].key, lines[i].value);
    if (out->len > before)
        sbuf_add_char(out, '\n');
}

void gift_write(const struct gift *self, struct sbuf *out)
{
    const char *category = "";
    write_head(self, out);
    for (size_t i = 0; i < self->count; i++) {
        const struct gift_question *question = &self->questions[i];
        if (strcmp(question->category, category) != 0)
            sbuf_addf(out, "$CATEGORY: %s\n\n", question->category);
        category = question->category;
        write_question(question, out);
    }
}
