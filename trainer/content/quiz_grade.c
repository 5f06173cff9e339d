/* quiz_grade.c - what an answer is worth, and what is said about it. */
#include "content/gift_answers.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum { CHOICES_MAX = 64 };
static const double full_marks = 99.9; /* three thirds of 33.333 percent are all of it */

/* "2" or "1,3": 1-based numbers up to `limit`.  Returns their count, 0 if malformed. */
static size_t read_numbers(const char *answer, size_t limit, size_t *numbers)
{
    size_t count = 0;
    while (count < CHOICES_MAX) {
        size_t value = 0, digits = strspn(answer, "0123456789");
        if (digits == 0 || digits > 4)
            return 0;
        for (size_t i = 0; i < digits; i++)
            value = value * 10 + (size_t)(answer[i] - '0');
        if (value == 0 || value > limit)
            return 0;
        numbers[count++] = value;
        answer += digits;
        if (*answer == '\0')
            return count;
        if (*answer++ != ',')
            return 0;
    }
    return 0;
}

static bool is_choice(const struct gift_question *question)
{
    return question->type == QUIZ_MULTICHOICE || question->type == QUIZ_TRUEFALSE ||
           question->type == QUIZ_MISSINGWORD;
}

/* The options chosen, ascending; 0 if the answer is malformed. */
static size_t chosen(const struct gift_question *question, const char *answer, size_t *numbers)
{
    size_t count = read_numbers(answer, question->option_count, numbers);
    for (size_t i = 1; i < count; i++)
        if (numbers[i] <= numbers[i - 1])
            return 0;
    return count > 1 && !question->is_multi ? 0 : count;
}

static double share(double percent)
{
    if (percent >= full_marks)
        return 1;
    return percent <= 0 ? 0 : percent / 100;
}

static double grade_choice(const struct gift_question *question, const char *answer)
{
    size_t numbers[CHOICES_MAX], count = chosen(question, answer, numbers);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += question->options[numbers[i] - 1].weight;
    return share(sum);
}

static double grade_matching(const struct gift_question *question, const char *answer)
{
    size_t numbers[CHOICES_MAX], right = 0, left = 0;
    size_t count = read_numbers(answer, question->option_count, numbers);
    for (size_t i = 0; i < question->option_count; i++) {
        if (*question->options[i].text == '\0')
            continue;
        if (left < count &&
            strcmp(question->options[numbers[left] - 1].match, question->options[i].match) == 0)
            right++;
        left++;
    }
    return count != left || left == 0 ? 0 : (double)right / (double)left;
}

/* Does `text` fit `pattern`, where * stands for anything and \* for itself? */
static bool fits(const char *pattern, const char *text)
{
    const char *star = NULL, *resume = NULL;
    while (*text != '\0') {
        bool is_literal = pattern[0] == '\\' && pattern[1] == '*';
        if (*pattern == '*') {
            star = ++pattern;
            resume = text;
        } else if (is_literal ? *text == '*' : *pattern == *text) {
            pattern += is_literal ? 2 : 1;
            text++;
        } else if (star != NULL) {
            pattern = star;
            text = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

/* Folded, without blanks at the ends.  Caller frees. */
static char *folded(const char *text)
{
    struct sbuf out = {0};
    text_fold(&out, text);
    while (out.len > 0 && strchr(" \t\n", out.text[out.len - 1]) != NULL)
        out.text[--out.len] = '\0';
    char *result = xstrdup(sbuf_text(&out) + strspn(sbuf_text(&out), " \t\n"));
    sbuf_release(&out);
    return result;
}

/* The best option that a typed answer hits, NULL if none. */
static const struct quiz_option *hit(const struct gift_question *question, const char *answer)
{
    char *typed = folded(answer);
    const struct quiz_option *best = NULL, *rest = NULL;
    double number = 0;
    bool is_number = gift_number(typed, &number);
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        bool is_hit = false;
        if (question->type == QUIZ_NUMERICAL) {
            is_hit = is_number && option->low <= number && number <= option->high;
            if (option->low > option->high)
                rest = option;
        } else {
            char *pattern = folded(option->text);
            is_hit = *typed != '\0' && fits(pattern, typed);
            free(pattern);
        }
        if (is_hit && (best == NULL || option->weight > best->weight))
            best = option;
    }
    free(typed);
    return best != NULL ? best : rest;
}

double quiz_grade(const struct gift_question *question, const char *answer)
{
    if (is_choice(question))
        return grade_choice(question, answer);
    if (question->type == QUIZ_MATCHING)
        return grade_matching(question, answer);
    if (question->type != QUIZ_SHORTANSWER && question->type != QUIZ_NUMERICAL)
        return 0;
    const struct quiz_option *option = hit(question, answer);
    return option == NULL ? 0 : share(option->weight);
}

static void add_line(struct sbuf *out, const char *text, const char *separator)
{
    if (*text == '\0')
        return;
    if (out->len > 0)
        sbuf_add(out, separator);
    sbuf_add(out, text);
}

char *quiz_feedback(const struct gift_question *question, const char *answer)
{
    struct sbuf out = {0};
    if (is_choice(question)) {
        size_t numbers[CHOICES_MAX], count = chosen(question, answer, numbers);
        for (size_t i = 0; i < count; i++)
            add_line(&out, question->options[numbers[i] - 1].feedback, "\n");
    } else if (question->type == QUIZ_SHORTANSWER || question->type == QUIZ_NUMERICAL) {
        const struct quiz_option *option = hit(question, answer);
        add_line(&out, option == NULL ? "" : option->feedback, "\n");
    }
    return sbuf_take(&out);
}

/* "1822:5" -> "1822 ± 5", "1..5" -> "1 – 5", "293:0" -> "293", "\*" -> "*". */
static void add_typed(struct sbuf *out, const struct gift_question *question,
                      const struct quiz_option *option)
{
    bool is_number = question->type == QUIZ_NUMERICAL;
    bool is_exact = is_number && !(option->low < option->high);
    for (const char *c = option->text; *c != '\0'; c++) {
        bool is_span = is_number && (*c == ':' || (c[0] == '.' && c[1] == '.'));
        if (is_span && is_exact)
            return;
        if (is_span && *c == ':') {
            sbuf_add(out, " ± ");
        } else if (is_span) {
            sbuf_add(out, " – ");
            c++;
        } else if (c[0] != '\\' || c[1] != '*') {
            sbuf_add_char(out, *c);
        }
    }
}

char *quiz_right_answer(const struct gift_question *question)
{
    struct sbuf out = {0};
    bool is_typed = question->type == QUIZ_SHORTANSWER || question->type == QUIZ_NUMERICAL;
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        if (question->type == QUIZ_MATCHING && *option->text != '\0') {
            add_line(&out, option->text, "\n");
            sbuf_addf(&out, " → %s", option->match);
        } else if (is_choice(question) && option->weight > 0 &&
                   (question->is_multi || option->weight >= full_marks)) {
            add_line(&out, option->text, "; ");
        } else if (is_typed && option->weight >= full_marks && out.len == 0) {
            add_typed(&out, question, option);
        }
    }
    return sbuf_take(&out);
}

void quiz_right_form(const struct gift_question *question, struct sbuf *out)
{
    bool is_typed = question->type == QUIZ_SHORTANSWER || question->type == QUIZ_NUMERICAL;
    const char *comma = "";
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        bool is_right =
            question->type == QUIZ_MATCHING
                ? *option->text != '\0'
                : option->weight > 0 && (question->is_multi || option->weight >= full_marks);
        if (!is_right)
            continue;
        if (question->type == QUIZ_NUMERICAL)
            sbuf_addf(out, "%.10g", option->low);
        else if (is_typed)
            add_typed(out, question, option);
        else
            sbuf_addf(out, "%s%zu", comma, i + 1);
        if (is_typed || (!question->is_multi && question->type != QUIZ_MATCHING))
            return;
        comma = ",";
    }
}
