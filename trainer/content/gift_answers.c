#include "content/gift_answers.h"

#include <stdlib.h>
#include <string.h>

static const char gap[] = "_____";
enum { GAP_MARK = 0x1F }; /* no text has control characters */

bool gift_number(const char *text, double *number)
{
    bool is_negative = *text == '-', has_digit = false;
    double value = 0, scale = 1;
    text += *text == '-' || *text == '+';
    for (; *text >= '0' && *text <= '9'; text++, has_digit = true)
        value = value * 10 + (*text - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++, has_digit = true) {
            value = value * 10 + (*text - '0');
            scale *= 10;
        }
    *number = (is_negative ? -value : value) / scale;
    return has_digit && *text == '\0' && value < 1e15 && scale < 1e15;
}

static struct quiz_option *add_option(struct gift_question *question, char *text, double weight)
{
    question->options = xreallocarray(question->options, question->option_count + 1,
                                      sizeof question->options[0]);
    struct quiz_option *option = &question->options[question->option_count++];
    *option = (struct quiz_option){.text = text, .weight = weight};
    return option;
}

/* Split at the first '#': what stands before it stays in the span, the rest is feedback. */
static char *cut_feedback(const struct gift_block *block, struct gift_span *span)
{
    size_t hash = gift_find(block, *span, "#");
    struct gift_span feedback = {hash == span->to ? hash : hash + 1, span->to};
    span->to = hash;
    return gift_text(block, feedback);
}

/* A "%50%" at the start of the span: true and moved behind it; *weight untouched if none. */
static bool read_weight(const struct gift_block *block, struct gift_span *span, double *weight,
                        bool *is_wrong)
{
    *span = gift_trim(block, *span);
    if (span->from == span->to || block->text[span->from] != '%')
        return false;
    struct gift_span rest = {span->from + 1, span->to};
    size_t end = gift_find(block, rest, "%");
    if (end == span->to)
        return false;
    char *text = xstrndup(block->text + rest.from, end - rest.from);
    double value = 0;
    bool is_weight = gift_number(text, &value) && text[0] != '+';
    free(text);
    if (!is_weight)
        return false;
    if (value < -100 || value > 100)
        *is_wrong = !gift_fail(block, span->from, _("a percentage must be -100 to 100"));
    *weight = value;
    span->from = end + 1;
    return true;
}

/* --- the types ------------------------------------------------------------------------------
 */

/* The end of the answer that begins at `from`: the next unescaped character of `marks`. */
static size_t answer_end(const struct gift_block *block, size_t from, size_t to,
                         const char *marks)
{
    while (from < to && strchr(marks, block->text[from]) == NULL)
        from++;
    return from;
}

static bool read_choices(const struct gift_block *block, struct gift_span span,
                         struct gift_question *question)
{
    bool is_wrong = false;
    double sum = 0;
    question->is_multi = true;
    for (size_t at = span.from; at < span.to;) {
        size_t end = answer_end(block, at + 1, span.to, "~=");
        struct gift_span part = {at + 1, end};
        bool is_right = block->text[at] == '=';
        double weight = is_right ? 100 : 0;
        if (!is_right && block->text[at] != '~')
            return gift_fail(block, at, _("an answer must begin with = or ~"));
        if (!is_right)
            (void)read_weight(block, &part, &weight, &is_wrong);
        char *feedback = cut_feedback(block, &part);
        struct quiz_option *option = add_option(question, gift_text(block, part), weight);
        option->feedback = feedback;
        if (*option->text == '\0')
            is_wrong = !gift_fail(block, at, _("an answer is empty"));
        sum += weight > 0 ? weight : 0;
        question->is_multi = question->is_multi && !is_right;
        at = end;
    }
    if (question->option_count < 2)
        is_wrong = !gift_fail(block, span.from, _("a choice needs two answers or more"));
    if (question->is_multi && (sum < 99 || sum > 101))
        is_wrong = !gift_fail(block, span.from, _("right answers must add up to 100 percent"));
    return !is_wrong;
}

static bool read_matching(const struct gift_block *block, struct gift_span span,
                          struct gift_question *question)
{
    size_t left_count = 0;
    for (size_t at = span.from; at < span.to;) {
        size_t end = answer_end(block, at + 1, span.to, "=");
        struct gift_span part = {at + 1, end};
        size_t arrow = gift_find(block, part, "->");
        if (block->text[at] != '=')
            return gift_fail(block, at, _("a pair must begin with ="));
        if (arrow == end)
            return gift_fail(block, at, _("a pair needs -> between its sides"));
        char *left = gift_text(block, (struct gift_span){part.from, arrow});
        struct quiz_option *option = add_option(question, left, 100);
        option->match = gift_text(block, (struct gift_span){arrow + 2, end});
        option->feedback = xstrdup("");
        if (*option->match == '\0')
            return gift_fail(block, arrow, _("the right side of a pair is empty"));
        left_count += *option->text != '\0';
        at = end;
    }
    return left_count >= 2 ||
           gift_fail(block, span.from, _("matching needs two pairs or more"));
}

static bool read_short(const struct gift_block *block, struct gift_span span,
                       struct gift_question *question)
{
    bool is_wrong = false, has_right = false;
    for (size_t at = span.from; at < span.to;) {
        size_t end = answer_end(block, at + 1, span.to, "=");
        struct gift_span part = {at + 1, end};
        double weight = 100;
        if (block->text[at] != '=')
            return gift_fail(block, at, _("an answer must begin with ="));
        (void)read_weight(block, &part, &weight, &is_wrong);
        char *feedback = cut_feedback(block, &part);
        struct quiz_option *option = add_option(question, gift_text(block, part), weight);
        option->feedback = feedback;
        if (*option->text == '\0')
            is_wrong = !gift_fail(block, at, _("an answer is empty"));
        has_right = has_right || weight >= 100;
        at = end;
    }
    return !is_wrong &&
           (has_right || gift_fail(block, span.from, _("no answer is worth 100 percent")));
}

/* "1822", "1822:5", "1..5" -> low and high. */
static bool read_range(const char *text, double *low, double *high)
{
    const char *dots = strstr(text, ".."), *colon = strchr(text, ':');
    const char *mark = dots != NULL ? dots : colon;
    if (mark == NULL)
        return gift_number(text, low) && gift_number(text, high);
    char *first = xstrndup(text, (size_t)(mark - text));
    double a = 0, b = 0;
    bool is_ok = gift_number(first, &a) && gift_number(mark + (dots != NULL ? 2 : 1), &b);
    free(first);
    *low = dots != NULL ? a : a - b;
    *high = dots != NULL ? b : a + b;
    return is_ok && *low <= *high;
}

static void drop_blanks(char *text)
{
    char *to = text;
    for (; *text != '\0'; text++)
        if (*text != ' ' && *text != '\t' && *text != '\n')
            *to++ = *text;
    *to = '\0';
}

static bool add_number(const struct gift_block *block, struct gift_span span,
                       struct gift_question *question, bool *has_right)
{
    bool is_wrong = false;
    double weight = 100;
    (void)read_weight(block, &span, &weight, &is_wrong);
    char *feedback = cut_feedback(block, &span);
    struct quiz_option *option = add_option(question, gift_text(block, span), weight);
    option->feedback = feedback;
    drop_blanks(option->text);
    if (!read_range(option->text, &option->low, &option->high))
        is_wrong = !gift_fail(block, span.from, _("write 1822, 1822:5 or 1..5"));
    *has_right = *has_right || weight >= 100;
    return !is_wrong;
}

static bool read_numbers(const struct gift_block *block, struct gift_span span,
                         struct gift_question *question)
{
    bool has_right = false;
    size_t wrong = gift_find(block, span, "~");
    struct gift_span numbers = gift_trim(block, (struct gift_span){span.from + 1, wrong});
    if (numbers.from == numbers.to)
        return gift_fail(block, span.from, _("the number is missing"));
    for (size_t at = numbers.from; at < numbers.to;) {
        size_t from = block->text[at] == '=' ? at + 1 : at;
        size_t end = answer_end(block, from, numbers.to, "=");
        if (!add_number(block, (struct gift_span){from, end}, question, &has_right))
            return false;
        at = end;
    }
    if (wrong < span.to) { /* feedback for every other number */
        struct gift_span part = {wrong + 1, span.to};
        char *feedback = cut_feedback(block, &part);
        struct quiz_option *option = add_option(question, xstrdup("*"), 0);
        option->feedback = feedback;
        option->low = 1;
    }
    return has_right || gift_fail(block, span.from, _("no answer is worth 100 percent"));
}

/* "T", "FALSE" …: 1 true, 0 false, -1 neither. */
static int truth(const struct gift_block *block, struct gift_span span)
{
    static const struct {
        const char *word;
        int value;
    } words[] = {{"T", 1}, {"TRUE", 1}, {"F", 0}, {"FALSE", 0}};
    span.to = gift_find(block, span, "#");
    span = gift_trim(block, span);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i].word) == span.to - span.from &&
            strncasecmp(block->text + span.from, words[i].word, span.to - span.from) == 0)
            return words[i].value;
    return -1;
}

/* {T#feedback for the wrong answer#feedback for the right one} */
static bool read_truth(const struct gift_block *block, struct gift_span span,
                       struct gift_question *question)
{
    bool is_true = truth(block, span) == 1;
    size_t first = gift_find(block, span, "#");
    struct gift_span wrong = {first == span.to ? first : first + 1, span.to};
    char *right = NULL;
    size_t second = gift_find(block, wrong, "#");
    if (second < span.to)
        right = gift_text(block, (struct gift_span){second + 1, span.to});
    wrong.to = second;
    char *fault = gift_text(block, wrong);
    if (right == NULL)
        right = xstrdup("");
    add_option(question, xstrdup("True"), is_true ? 100 : 0)->feedback =
        is_true ? right : fault;
    add_option(question, xstrdup("False"), is_true ? 0 : 100)->feedback =
        is_true ? fault : right;
    return true;
}

/* --- text and braces ------------------------------------------------------------------------
 */

/* The question's text with a gap where the braces stood; *is_gap: text follows them. */
static char *read_text(const struct gift_block *block, struct gift_span head,
                       struct gift_span tail, bool *is_gap)
{
    struct sbuf joined = {0}, out = {0};
    sbuf_add_len(&joined, block->text + head.from, head.to - head.from);
    sbuf_add_char(&joined, GAP_MARK);
    sbuf_add_len(&joined, block->text + tail.from, tail.to - tail.from);
    struct gift_block whole = {.text = joined.text, .len = joined.len};
    char *text = gift_text(&whole, (struct gift_span){0, joined.len});
    char *mark = strchr(text, GAP_MARK);
    *is_gap = mark != NULL && mark[1] != '\0';
    if (mark != NULL) {
        sbuf_add_len(&out, text, (size_t)(mark - text));
        sbuf_add(&out, *is_gap ? gap : "");
        sbuf_add(&out, mark + 1);
    }
    sbuf_release(&joined);
    free(text);
    while (out.len > 0 && strchr(" \t\n", out.text[out.len - 1]) != NULL)
        out.text[--out.len] = '\0';
    return sbuf_take(&out);
}

/* Which type do the answers make it?  In Moodle's order. */
static enum quiz_type find_type(const struct gift_block *block, struct gift_span span)
{
    if (span.from == span.to)
        return QUIZ_ESSAY;
    if (block->text[span.from] == '#')
        return QUIZ_NUMERICAL;
    if (gift_find(block, span, "~") < span.to)
        return QUIZ_MULTICHOICE;
    if (gift_find(block, span, "=") < span.to && gift_find(block, span, "->") < span.to)
        return QUIZ_MATCHING;
    return truth(block, span) >= 0 ? QUIZ_TRUEFALSE : QUIZ_SHORTANSWER;
}

static bool read_essay(const struct gift_block *block, struct gift_span span,
                       struct gift_question *question)
{
    (void)block;
    (void)span;
    (void)question;
    return true;
}

static bool (*const readers[])(const struct gift_block *, struct gift_span,
                               struct gift_question *) = {
    [QUIZ_MULTICHOICE] = read_choices, [QUIZ_TRUEFALSE] = read_truth,
    [QUIZ_SHORTANSWER] = read_short,   [QUIZ_NUMERICAL] = read_numbers,
    [QUIZ_MATCHING] = read_matching,   [QUIZ_ESSAY] = read_essay,
};

/* The last "####" of the answers begins the general feedback. */
static char *cut_general_feedback(const struct gift_block *block, struct gift_span *span)
{
    size_t last = span->to;
    for (struct gift_span rest = *span; rest.from + 4 <= rest.to; rest.from++)
        if (memcmp(block->text + rest.from, "####", 4) == 0)
            last = rest.from;
    struct gift_span feedback = {last == span->to ? last : last + 4, span->to};
    span->to = last;
    *span = gift_trim(block, *span);
    return gift_text(block, feedback);
}

/* Braces that stand where none may. */
static bool check_braces(const struct gift_block *block, struct gift_span answers,
                         struct gift_span tail)
{
    size_t inner = gift_find(block, answers, "{");
    size_t after = answer_end(block, tail.from, tail.to, "{}");
    if (inner < answers.to)
        return gift_fail(block, inner, _("{ inside the answers; write \\{"));
    if (after < tail.to)
        return gift_fail(block, after, _("braces after the answers; write \\{ and \\}"));
    return true;
}

bool gift_answers_read(const struct gift_block *block, struct gift_span span,
                       struct gift_question *question, bool *is_open)
{
    size_t open = gift_find(block, span, "{"), stray = gift_find(block, span, "}");
    bool is_gap = false;
    *is_open = false;
    if (stray < open)
        return gift_fail(block, stray, _("} without {; write \\} for the character"));
    question->general_feedback = NULL;
    if (open == span.to) {
        question->type = QUIZ_DESCRIPTION;
        question->text = gift_text(block, span);
        question->general_feedback = xstrdup("");
        return *question->text != '\0' || gift_fail(block, span.from, _("it has no text"));
    }
    if (stray == span.to) {
        *is_open = true;
        return gift_fail(block, open,
                         _("{ is never closed; no blank line may stand in the answers"));
    }
    struct gift_span answers = {open + 1, stray}, tail = {stray + 1, span.to};
    if (!check_braces(block, answers, tail))
        return false;
    question->text = read_text(block, (struct gift_span){span.from, open}, tail, &is_gap);
    if (*question->text == '\0')
        return gift_fail(block, span.from, _("it has no text"));
    answers = gift_trim(block, answers);
    question->general_feedback = cut_general_feedback(block, &answers);
    question->type = find_type(block, answers);
    if (!readers[question->type](block, answers, question))
        return false;
    if (is_gap && question->type == QUIZ_MULTICHOICE)
        question->type = QUIZ_MISSINGWORD;
    return true;
}
