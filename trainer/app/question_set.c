#include "app/question_set.h"

#include "app/question.h"
#include "learn/form.h"
#include "store/progress.h"
#include <stdlib.h>
#include <string.h>

enum { REVIEW_MAX = 20 };

void question_set_release(struct question_set *self)
{
    free(self->places);
    *self = (struct question_set){0};
}

static void add(struct question_set *self, const struct quiz *quiz, size_t index)
{
    self->places = xreallocarray(self->places, self->count + 1, sizeof *self->places);
    self->places[self->count++] = (struct question_place){quiz, index};
}

static bool add_bank(struct question_set *self, const struct course *course, const char *bank,
                     struct err *err)
{
    const struct quiz *quiz = course_quiz(course, bank);
    if (!quiz) {
        return err_set(err, ERR_NOT_FOUND, "there is no question bank '%s'", bank);
    }
    for (size_t i = 0; i < quiz->count; i++) {
        if (question_is_judged(quiz_question(quiz, LANG_ZH, i))) {
            add(self, quiz, i);
        }
    }
    return true;
}

bool question_set_of_bank(struct question_set *self, const struct course *course,
                          const char *bank, struct err *err)
{
    return add_bank(self, course, bank, err) &&
           (self->count > 0 ||
            err_set(err, ERR_NOT_FOUND, "the question bank '%s' has no questions", bank));
}

bool question_set_of_cards(struct question_set *self, struct app *app, const char *subject,
                           struct err *err)
{
    struct card *cards = NULL;
    size_t count = 0;
    if (!progress_cards(app->store, subject, &cards, &count, err)) {
        return false;
    }
    const char *case_due = "";
    for (size_t i = 0; i < count; i++) {
        size_t index = 0;
        const struct quiz *quiz =
            cards[i].is_point ? NULL
                              : course_quiz_of_question(app->course, cards[i].item, &index);
        if (quiz && self->count < REVIEW_MAX) {
            add(self, quiz, index);
        } else if (cards[i].is_point && !case_due[0]) {
            case_due = cards[i].source;
        }
    }
    bool ok = self->count > 0;
    if (!ok && case_due[0]) {
        err_set(err, ERR_NOT_FOUND, "no question is due; play case %s again for what is open",
                case_due);
    } else if (!ok) {
        err_set(err, ERR_NOT_FOUND, "nothing is due for review");
    }
    free(cards);
    return ok;
}

bool question_set_of_level(struct question_set *self, const struct course *course,
                           const char *level_id, uint64_t seed, struct err *err)
{
    const struct ladder_level *level =
        course->ladder ? ladder_find(course->ladder, level_id) : NULL;
    if (!level) {
        return err_set(err, ERR_NOT_FOUND, "there is no level '%s'", level_id);
    }
    struct question_set pool = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < level->exam_bank_count; i++) {
        ok = add_bank(&pool, course, level->exam_banks[i], err);
    }
    size_t wanted = (size_t)level->exam_questions;
    if (ok && pool.count < wanted) {
        ok = err_set(err, ERR_INPUT, "the exam of %s asks %zu questions, its banks hold %zu",
                     level_id, wanted, pool.count);
    }
    if (ok && pool.places) {
        size_t *picks = xcalloc(wanted ? wanted : 1, sizeof *picks);
        size_t count = form_draw(seed, pool.count, wanted, picks);
        for (size_t i = 0; i < count; i++) {
            add(self, pool.places[picks[i]].quiz, pool.places[picks[i]].index);
        }
        free(picks);
    }
    question_set_release(&pool);
    return ok;
}

void question_set_write(const struct question_set *self, struct sbuf *out)
{
    for (size_t i = 0; i < self->count; i++) {
        const struct question_place *place = &self->places[i];
        sbuf_addf(out, "%s%s", i ? ";" : "",
                  quiz_question(place->quiz, LANG_ZH, place->index)->id);
    }
}

bool question_set_read(struct question_set *self, const struct course *course, const char *ids)
{
    for (const char *at = ids; *at;) {
        size_t len = strcspn(at, ";"), index = 0;
        char *id = xstrndup(at, len);
        const struct quiz *quiz = course_quiz_of_question(course, id, &index);
        free(id);
        if (!quiz) {
            return false;
        }
        add(self, quiz, index);
        at += len + (at[len] == ';');
    }
    return self->count > 0;
}
