#include "app/sitting.h"

#include "app/ladder_facts.h"
#include "app/question.h"
#include "app/question_set.h"
#include "core/sign.h"
#include "learn/form.h"
#include "store/events.h"
#include "store/progress.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sitting {
    struct session *who; /* borrowed */
    enum sitting_kind kind;
    char id[32], key[33]; /* bank or level; id in the log */
    uint64_t seed;
    struct question_set questions;
    char **answers;  /* "" = not yet */
    size_t **orders; /* of options */
    bool is_handed_in;
};

static void make_key(char *key)
{
    uint8_t bytes[16];
    struct sbuf hex = {0};
    sign_random(bytes, sizeof bytes);
    sign_hex(&hex, bytes, sizeof bytes);
    snprintf(key, 33, "%s", sbuf_text(&hex));
    sbuf_release(&hex);
}

/* True and false keep their places, and so do answers that are typed. */
static bool is_shuffled(const struct gift_question *question)
{
    return question->type == QUIZ_MULTICHOICE || question->type == QUIZ_MATCHING ||
           question->type == QUIZ_MISSINGWORD;
}

static void make_orders(struct sitting *self)
{
    self->orders = xcalloc(self->questions.count, sizeof *self->orders);
    for (size_t i = 0; i < self->questions.count; i++) {
        const struct gift_question *question = sitting_question(self, i, LANG_ZH);
        size_t count = question->option_count;
        self->orders[i] = xcalloc(count ? count : 1, sizeof **self->orders);
        if (is_shuffled(question)) {
            form_order(self->seed, i, count, self->orders[i]);
        } else {
            for (size_t o = 0; o < count; o++) {
                self->orders[i][o] = o;
            }
        }
    }
}

static struct sitting *sitting_new(struct session *who, enum sitting_kind kind, const char *id)
{
    struct sitting *self = xcalloc(1, sizeof *self);
    self->who = who;
    self->kind = kind;
    snprintf(self->id, sizeof self->id, "%s", id);
    return self;
}

void sitting_free(struct sitting *self)
{
    if (!self) {
        return;
    }
    for (size_t i = 0; i < self->questions.count; i++) {
        if (self->answers) {
            free(self->answers[i]);
        }
        if (self->orders) {
            free(self->orders[i]);
        }
    }
    free(self->answers);
    free(self->orders);
    question_set_release(&self->questions);
    free(self);
}

/* --- beginning and going on
 * -------------------------------------------------------------------
 */

static bool may_sit_exam(struct session *who, const char *level, struct err *err)
{
    struct ladder_position position;
    if (!ladder_position_of(who->app, who->who.subject, level, &position, err)) {
        return false;
    }
    const struct standing *standing = &position.standing;
    if (standing->missing_lessons || standing->missing_cases) {
        return err_set(err, ERR_NOT_ALLOWED,
                       "the exam of %s is not open yet; to go: lessons %zu, cases %zu", level,
                       standing->missing_lessons, standing->missing_cases);
    }
    if (standing->is_exam_passed) {
        return err_set(err, ERR_NOT_ALLOWED,
                       "the exam of %s is passed; ask your trainer for the certificate", level);
    }
    if (standing->retry_day) {
        char day[CLOCK_TEXT_MAX];
        calendar_format_day(standing->retry_day, day);
        return err_set(err, ERR_NOT_ALLOWED, "the exam of %s can be tried again from %s", level,
                       day);
    }
    return true;
}

static bool fill(struct sitting *self, struct err *err)
{
    struct app *app = self->who->app;
    switch (self->kind) {
    case SITTING_QUIZ:
        return question_set_of_bank(&self->questions, app->course, self->id, err);
    case SITTING_REVIEW:
        return question_set_of_cards(&self->questions, app, self->who->who.subject, err);
    default:
        return may_sit_exam(self->who, self->id, err) &&
               question_set_of_level(&self->questions, app->course, self->id, self->seed, err);
    }
}

static bool record_start(struct sitting *self, struct err *err)
{
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, self->seed);
    struct sbuf ids = {0};
    question_set_write(&self->questions, &ids);
    struct json *data = json_new_object();
    json_add_text(data, "sitting", self->key);
    json_add_int(data, "kind", self->kind);
    json_add_text(data, "ref", self->id);
    json_add_text(data, "seed", seed);
    json_add_text(data, "questions", sbuf_text(&ids));
    sbuf_release(&ids);
    return store_append(self->who->app->store, self->who->who.subject, EVENT_SITTING_START,
                        data, err);
}

static bool load_answers(struct sitting *self, struct err *err)
{
    self->answers = xcalloc(self->questions.count, sizeof *self->answers);
    return progress_sitting_answers(self->who->app->store, self->key, self->answers,
                                    self->questions.count, err);
}

static bool record_drop(struct session *who, const char *key, struct err *err)
{
    struct json *data = json_new_object();
    json_add_text(data, "sitting", key);
    return store_append(who->app->store, who->who.subject, EVENT_SITTING_DROP, data, err);
}

static bool restore(struct session *who, const struct sitting_row *row, struct sitting **out,
                    struct err *err)
{
    struct sitting *self = sitting_new(who, (enum sitting_kind)row->kind, row->ref);
    snprintf(self->key, sizeof self->key, "%s", row->id);
    self->seed = strtoull(row->seed, NULL, 10);
    if (!question_set_read(&self->questions, who->app->course, row->questions)) {
        sitting_free(self); /* its questions were taken out of the course */
        return record_drop(who, row->id, err);
    }
    make_orders(self);
    if (!load_answers(self, err)) {
        sitting_free(self);
        return false;
    }
    *out = self;
    return true;
}

/* The newest sitting of this kind, if it is not handed in. kind -1: any. */
static bool resume(struct session *who, int kind, const char *id, struct sitting **out,
                   struct err *err)
{
    struct sitting_row row = {0};
    bool is_there = false;
    *out = NULL;
    if (!progress_sitting(who->app->store, who->who.subject, kind, id, &row, &is_there, err)) {
        return false;
    }
    bool ok = !is_there || row.finished > 0 || restore(who, &row, out, err);
    free(row.questions);
    return ok;
}

bool sitting_resume(struct session *who, struct sitting **out, struct err *err)
{
    return resume(who, -1, "", out, err);
}

struct sitting *sitting_begin(struct session *who, enum sitting_kind kind, const char *id,
                              struct err *err)
{
    /* An exam that was begun is gone on with: drawing again would show other questions. */
    if (kind == SITTING_EXAM) {
        struct sitting *begun = NULL;
        if (!resume(who, SITTING_EXAM, id, &begun, err) || begun) {
            return begun;
        }
    }
    struct sitting *self = sitting_new(who, kind, kind == SITTING_REVIEW ? "" : id);
    make_key(self->key);
    self->seed = clock_random();
    if (!fill(self, err) || !record_start(self, err) || !load_answers(self, err)) {
        sitting_free(self);
        return NULL;
    }
    make_orders(self);
    return self;
}

/* --- reading
 * ----------------------------------------------------------------------------------
 */

enum sitting_kind sitting_kind(const struct sitting *self)
{
    return self->kind;
}

const char *sitting_id(const struct sitting *self)
{
    return self->id;
}

size_t sitting_count(const struct sitting *self)
{
    return self->questions.count;
}

const struct gift_question *sitting_question(const struct sitting *self, size_t index,
                                             enum lang lang)
{
    const struct question_place *place = &self->questions.places[index];
    return quiz_question(place->quiz, lang, place->index);
}

const size_t *sitting_order(const struct sitting *self, size_t index)
{
    return self->orders[index];
}

const char *sitting_answered(const struct sitting *self, size_t index)
{
    return self->answers[index];
}

size_t sitting_at(const struct sitting *self)
{
    size_t index = 0;
    while (index < self->questions.count && self->answers[index][0]) {
        index++;
    }
    return index;
}

/* --- answering
 * --------------------------------------------------------------------------------
 */

bool sitting_answer(struct sitting *self, size_t index, const char *answer,
                    struct study_verdict *verdict, struct err *err)
{
    if (index >= self->questions.count || self->is_handed_in) {
        return err_set(err, ERR_NOT_ALLOWED, "this paper is handed in");
    }
    const struct gift_question *question = sitting_question(self, index, lang_now());
    bool is_exam = self->kind == SITTING_EXAM;
    struct json *data = json_new_object();
    json_add_text(data, "sitting", self->key);
    json_add_int(data, "n", (int64_t)index);
    question_judge(data, question, answer, !is_exam);
    if (!store_append(self->who->app->store, self->who->who.subject, EVENT_SITTING_ANSWER, data,
                      err)) {
        return false;
    }
    free(self->answers[index]);
    self->answers[index] = xstrdup(answer);
    if (verdict && is_exam) {
        *verdict = (struct study_verdict){0};
    } else if (verdict) {
        question_verdict(question, answer, verdict);
    }
    return true;
}

static void judge_all(struct sitting *self, struct sitting_result *out, struct json *judged)
{
    for (size_t i = 0; i < self->questions.count; i++) {
        const struct gift_question *question = sitting_question(self, i, lang_now());
        out->right += question_is_right(question, self->answers[i]);
        if (self->kind == SITTING_EXAM) {
            struct json *one = json_new_object();
            question_judge(one, question, self->answers[i], false);
            json_add(judged, NULL, one);
        }
    }
    out->count = self->questions.count;
    out->percent = out->count ? 100.0 * (double)out->right / (double)out->count : 0;
}

static void set_outcome(struct sitting *self, struct sitting_result *out)
{
    const struct ladder *ladder = self->who->app->course->ladder;
    const struct ladder_level *level = ladder ? ladder_find(ladder, self->id) : NULL;
    if (self->kind != SITTING_EXAM || !level) {
        out->is_passed = self->kind != SITTING_EXAM && out->right == out->count;
        return;
    }
    /* compared in whole questions, so that 80 % of 10 is 8 and no rounding decides */
    out->is_passed =
        (int64_t)out->right * 100 >= (int64_t)level->exam_pass_percent * (int64_t)out->count;
    if (!out->is_passed) {
        calendar_format_day(calendar_day_of(clock_now()) + level->retry_days, out->retry_on);
    }
}

bool sitting_hand_in(struct sitting *self, struct sitting_result *out, struct err *err)
{
    if (self->is_handed_in) {
        return err_set(err, ERR_NOT_ALLOWED, "this paper is handed in");
    }
    *out = (struct sitting_result){0};
    struct json *data = json_new_object();
    json_add_text(data, "sitting", self->key);
    judge_all(self, out, json_add_array(data, "judged"));
    set_outcome(self, out);
    json_add_int(data, "rights", (int64_t)out->right);
    json_add_real(data, "percent", out->percent);
    json_add_bool(data, "passed", out->is_passed);
    if (!store_append(self->who->app->store, self->who->who.subject, EVENT_SITTING_FINISH, data,
                      err)) {
        return false;
    }
    self->is_handed_in = true;
    return true;
}
