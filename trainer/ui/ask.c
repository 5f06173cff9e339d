#include "ui/ask.h"

#include "core/lang.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWER_GRAPHEMES = 200 };

static bool is_typed(enum quiz_type type)
{
    return type == QUIZ_SHORTANSWER || type == QUIZ_NUMERICAL || type == QUIZ_ESSAY;
}

/* what was answered before: ticks, pairs or text */
static void restore(struct ask *self, const char *answer)
{
    if (is_typed(self->question->type)) {
        field_set(&self->field, answer, strlen(answer));
        return;
    }
    size_t at = 0;
    while (*answer) {
        char *end;
        unsigned long number = strtoul(answer, &end, 10);
        if (end == answer)
            return;
        if (self->question->type == QUIZ_MATCHING && at < self->count)
            self->pairs[at++] = number;
        else if (number >= 1 && number <= self->count)
            self->is_chosen[number - 1] = true;
        answer = *end == ',' ? end + 1 : end;
    }
}

void ask_begin(struct ask *self, const struct gift_question *question, const size_t *order,
               const char *answer)
{
    memset(self, 0, sizeof *self);
    self->question = question;
    self->count = question->option_count < ASK_OPTIONS ? question->option_count : ASK_OPTIONS;
    for (size_t i = 0; i < self->count; i++)
        self->order[i] = order ? order[i] : i;
    field_init(&self->field, ANSWER_GRAPHEMES);
    restore(self, answer);
}

void ask_release(struct ask *self)
{
    if (self->question)
        field_release(&self->field);
    self->question = NULL;
}

void ask_relang(struct ask *self, const struct gift_question *question)
{
    self->question = question;
}

static void view_matching(const struct ask *self, struct view *view)
{
    const struct quiz_option *options = self->question->options;
    for (size_t i = 0; i < self->at; i++)
        view_pair(view, TONE_QUIET, options[i].text,
                  self->pairs[i] >= 1 ? options[self->pairs[i] - 1].match : "");
    view_gap(view);
    view_ask(view, options[self->at].text);
    for (size_t i = 0; i < self->count; i++)
        view_choice(view, ASK_ID + (int)i, options[self->order[i]].match, NULL);
}

void ask_view(const struct ask *self, struct view *view)
{
    const struct gift_question *question = self->question;
    if (question->type == QUIZ_MATCHING) {
        view_heading(view, question->text);
        view_matching(self, view);
        return;
    }
    view_ask(view, question->text);
    if (question->type == QUIZ_DESCRIPTION) {
        view_choice(view, ASK_ID + ASK_DONE, _("Read"), NULL);
        view_default(view, ASK_ID + ASK_DONE, NULL);
        return;
    }
    if (is_typed(question->type)) {
        view_typing(view,
                    question->type == QUIZ_NUMERICAL ? _("Type a number:") : _("Your answer:"),
                    &self->field);
        return;
    }
    for (size_t i = 0; i < self->count; i++) {
        size_t option = self->order[i];
        struct view_choice *choice =
            view_choice(view, ASK_ID + (int)i, question->options[option].text, NULL);
        if (self->is_chosen[option])
            choice->mark = MARK_CHOSEN;
    }
    if (question->is_multi)
        view_choice(view, ASK_ID + ASK_DONE, _("That is my answer"), _("several are right"));
}

struct field *ask_field(struct ask *self)
{
    return self->question && is_typed(self->question->type) ? &self->field : NULL;
}

static bool take_matching(struct ask *self, size_t shown, struct sbuf *answer)
{
    if (shown >= self->count)
        return false;
    self->pairs[self->at++] = self->order[shown] + 1;
    if (self->at < self->count)
        return false;
    for (size_t i = 0; i < self->count; i++)
        sbuf_addf(answer, "%s%zu", i > 0 ? "," : "", self->pairs[i]);
    self->at = 0;
    return true;
}

static bool take_several(struct ask *self, int id, struct sbuf *answer)
{
    if (id != ASK_ID + ASK_DONE) {
        size_t shown = (size_t)(id - ASK_ID);
        if (shown < self->count)
            self->is_chosen[self->order[shown]] = !self->is_chosen[self->order[shown]];
        return false;
    }
    for (size_t i = 0; i < self->count; i++)
        if (self->is_chosen[i])
            sbuf_addf(answer, "%s%zu", answer->len > 0 ? "," : "", i + 1);
    return answer->len > 0;
}

bool ask_take(struct ask *self, int id, struct sbuf *answer)
{
    const struct gift_question *question = self->question;
    if (is_typed(question->type)) {
        sbuf_add(answer, field_text(&self->field));
        return answer->len > 0;
    }
    if (question->type == QUIZ_DESCRIPTION) {
        sbuf_add(answer, "1");
        return true;
    }
    if (id < ASK_ID)
        return false;
    if (question->type == QUIZ_MATCHING)
        return take_matching(self, (size_t)(id - ASK_ID), answer);
    if (question->is_multi)
        return take_several(self, id, answer);
    size_t shown = (size_t)(id - ASK_ID);
    if (shown >= self->count)
        return false;
    sbuf_addf(answer, "%zu", self->order[shown] + 1);
    return true;
}

bool ask_back(struct ask *self)
{
    if (self->at == 0)
        return false;
    self->at--;
    return true;
}
