#include "content/quiz.h"

#include <stdlib.h>
#include <string.h>

#include "core/file.h"

enum { GIFT_FILE_MAX = 4 * 1024 * 1024 };

static struct gift *read_file(const char *path, struct problems *problems)
{
    char *text = NULL;
    size_t len = 0;
    struct err err = {0};
    if (!file_read(path, GIFT_FILE_MAX, &text, &len, &err)) {
        problems_add(problems, path, 0, 0, "cannot be read: %s", err.text);
        return NULL;
    }
    struct gift *gift = gift_parse(path, text, len, problems);
    free(text);
    return gift;
}

/* "quizzes/L01.zh.gift" -> "L01". Caller frees. */
static char *stem(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return xstrndup(name, strcspn(name, "."));
}

/* --- both languages agree --------------------------------------------------------------------
 */

static bool same_options(const struct gift_question *zh, const struct gift_question *en)
{
    for (size_t i = 0; i < zh->option_count; i++) {
        const struct quiz_option *a = &zh->options[i], *b = &en->options[i];
        bool is_same = a->weight == b->weight && (*a->text == '\0') == (*b->text == '\0');
        if (zh->type == QUIZ_NUMERICAL)
            is_same = is_same && a->low == b->low && a->high == b->high;
        if (!is_same)
            return false;
    }
    return true;
}

static bool compare_question(const struct gift_question *zh, const struct gift_question *en,
                             const char *path, struct problems *problems)
{
    if (strcmp(zh->id, en->id) != 0)
        return problems_add(problems, path, en->line, 1,
                            "question '%s' stands where the Chinese file has '%s'", en->id,
                            zh->id);
    if (zh->type != en->type)
        return problems_add(problems, path, en->line, 1,
                            "'%s' is %s here and %s in the Chinese file", en->id,
                            quiz_type_name(en->type), quiz_type_name(zh->type));
    if (zh->option_count != en->option_count || zh->is_multi != en->is_multi)
        return problems_add(problems, path, en->line, 1,
                            "'%s' has not the same number of answers as in the Chinese file",
                            en->id);
    return same_options(zh, en) ||
           problems_add(problems, path, en->line, 1,
                        "'%s' has another right answer than in the Chinese file", en->id);
}

static bool compare(const struct quiz *self, const char *path_en, struct problems *problems)
{
    const struct gift *zh = self->by_lang[LANG_ZH], *en = self->by_lang[LANG_EN];
    bool is_ok = true;
    if (zh->count != en->count)
        is_ok =
            problems_add(problems, path_en, 0, 0, "%zu questions, but the Chinese file has %zu",
                         en->count, zh->count);
    for (size_t i = 0; i < zh->count && i < en->count; i++)
        is_ok =
            compare_question(&zh->questions[i], &en->questions[i], path_en, problems) && is_ok;
    return is_ok;
}

static void check_feedback(const struct gift *gift, const char *path, struct problems *problems)
{
    for (size_t i = 0; i < gift->count; i++) {
        const struct gift_question *question = &gift->questions[i];
        bool is_choice = question->type == QUIZ_MULTICHOICE ||
                         question->type == QUIZ_MISSINGWORD || question->type == QUIZ_TRUEFALSE;
        for (size_t k = 0; is_choice && k < question->option_count; k++)
            if (question->options[k].weight <= 0 && *question->options[k].feedback == '\0')
                problems_warn(problems, path, question->line, 1,
                              "'%s': wrong answer %zu says not why it is wrong", question->id,
                              k + 1);
        if (*question->general_feedback == '\0' && question->type != QUIZ_DESCRIPTION)
            problems_warn(problems, path, question->line, 1,
                          "'%s': the general feedback names no article", question->id);
    }
}

static void name_truths(struct gift *gift, const char *yes, const char *no)
{
    for (size_t i = 0; i < gift->count; i++) {
        struct gift_question *question = &gift->questions[i];
        if (question->type != QUIZ_TRUEFALSE)
            continue;
        free(question->options[0].text);
        free(question->options[1].text);
        question->options[0].text = xstrdup(yes);
        question->options[1].text = xstrdup(no);
    }
}

static char *or_copy(const char *text, const char *other)
{
    return xstrdup(text != NULL ? text : other);
}

struct quiz *quiz_read(const char *path_zh, const char *path_en, struct problems *problems)
{
    struct quiz *self = xcalloc(1, sizeof *self);
    self->by_lang[LANG_ZH] = read_file(path_zh, problems);
    self->by_lang[LANG_EN] = read_file(path_en, problems);
    const struct gift *zh = self->by_lang[LANG_ZH], *en = self->by_lang[LANG_EN];
    if (zh == NULL || en == NULL || !compare(self, path_en, problems)) {
        quiz_free(self);
        return NULL;
    }
    char *name = stem(path_zh);
    self->id = or_copy(zh->bank, name);
    self->lesson = or_copy(zh->lesson, "");
    self->title.text[LANG_ZH] = or_copy(zh->title, self->id);
    self->title.text[LANG_EN] = or_copy(en->title, self->id);
    self->count = zh->count;
    self->file[LANG_ZH] = xstrdup(path_zh);
    self->file[LANG_EN] = xstrdup(path_en);
    free(name);
    check_feedback(zh, path_zh, problems);
    check_feedback(en, path_en, problems);
    name_truths(self->by_lang[LANG_ZH], "对", "错");
    name_truths(self->by_lang[LANG_EN], "True", "False");
    return self;
}

void quiz_free(struct quiz *self)
{
    if (self == NULL)
        return;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        gift_free(self->by_lang[lang]);
        free(self->file[lang]);
    }
    both_release(&self->title);
    free(self->id);
    free(self->lesson);
    free(self);
}

const struct gift_question *quiz_question(const struct quiz *self, enum lang lang, size_t index)
{
    return &self->by_lang[lang]->questions[index];
}

int quiz_find(const struct quiz *self, const char *question_id)
{
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->by_lang[LANG_ZH]->questions[i].id, question_id) == 0)
            return (int)i;
    return -1;
}
