#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/context.h"

enum { GIFT_FILE_MAX = 8 << 20 };

bool cmd_quiz_list(struct cli *self, const struct args *args, struct err *err)
{
    const struct course *course = cli_course(self, err);
    if (!course)
        return false;
    struct json *list = json_new_array();
    struct sbuf text = {0};
    for (size_t i = 0; i < course->quiz_count; i++) {
        const struct quiz *quiz = course->quizzes[i];
        struct json *row = json_add_object(list, NULL);
        json_add_text(row, "id", quiz->id);
        json_add_text(row, "title_zh", quiz->title.text[LANG_ZH]);
        json_add_text(row, "title_en", quiz->title.text[LANG_EN]);
        json_add_text(row, "lesson", quiz->lesson);
        json_add_int(row, "questions", (int64_t)quiz->count);
        sbuf_addf(&text, "%s  %s  %zu\n", quiz->id, both_now(&quiz->title), quiz->count);
    }
    cli_print_either(args, list, &text);
    return true;
}

static void add_option(struct json *list, const struct quiz_option *option)
{
    struct json *row = json_add_object(list, NULL);
    if (option->match) { /* a pair, written as in GIFT */
        struct sbuf pair = {0};
        sbuf_addf(&pair, "%s -> %s", option->text, option->match);
        json_add_text(row, "text", sbuf_text(&pair));
        sbuf_release(&pair);
    } else {
        json_add_text(row, "text", option->text);
    }
    json_add_real(row, "weight", option->weight);
    json_add_text(row, "feedback", option->feedback);
}

static struct json *gift_json(const struct gift *gift)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < gift->count; i++) {
        const struct gift_question *question = &gift->questions[i];
        struct json *row = json_add_object(list, NULL);
        json_add_text(row, "id", question->id);
        json_add_text(row, "title", question->title);
        json_add_text(row, "type", quiz_type_name(question->type));
        json_add_text(row, "text", question->text);
        struct json *options = json_add_array(row, "options");
        for (size_t o = 0; o < question->option_count; o++)
            add_option(options, &question->options[o]);
        json_add_text(row, "general_feedback", question->general_feedback);
        json_add_text(row, "tags", question->tags);
    }
    return list;
}

bool cmd_quiz_parse(struct cli *self, const struct args *args, struct err *err)
{
    (void)self;
    char *text;
    size_t len;
    if (!file_read(args->words[0], GIFT_FILE_MAX, &text, &len, err))
        return false;
    struct problems problems;
    problems_init(&problems);
    struct gift *gift = gift_parse(args->words[0], text, len, &problems);
    free(text);
    bool is_good = cli_problems(&problems, err);
    problems_release(&problems);
    if (is_good && args_has(args, "--json"))
        cli_print_json(gift_json(gift));
    for (size_t i = 0; is_good && !args_has(args, "--json") && i < gift->count; i++)
        printf("%s  %s  %s\n", gift->questions[i].id, quiz_type_name(gift->questions[i].type),
               gift->questions[i].text);
    gift_free(gift);
    return is_good;
}
