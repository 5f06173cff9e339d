/* career_play.h - what the officer of career.h does: lessons, cases, exams. */
#ifndef SUPPORT_CAREER_PLAY_H
#define SUPPORT_CAREER_PLAY_H

#include "support/career.h"

#include "app/practice.h"
#include "app/sitting.h"
#include "app/study.h"

static inline void career_right_answer(const struct gift_question *question, char *text,
                                       size_t room)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        const char *comma = used ? "," : "";
        if (question->type == QUIZ_MATCHING) {
            used += (size_t)snprintf(text + used, room - used, "%s%zu", comma, i + 1);
        } else if (option->weight <= 0) {
            continue;
        } else if (question->type == QUIZ_NUMERICAL) {
            snprintf(text, room, "%g", option->low);
            return;
        } else if (question->type == QUIZ_SHORTANSWER) {
            snprintf(text, room, "%s", option->text);
            return;
        } else {
            used += (size_t)snprintf(text + used, room - used, "%s%zu", comma, i + 1);
        }
    }
}

static inline void career_answer(struct career *self, const char *id, bool is_right)
{
    struct err err = {0};
    size_t index;
    char answer[200] = "999";
    const struct quiz *quiz = course_quiz_of_question(self->course, id, &index);
    struct study_verdict verdict;
    if (is_right) {
        career_right_answer(quiz_question(quiz, LANG_ZH, index), answer, sizeof answer);
    }
    career_must(study_answer(&self->officer, id, answer, &verdict, &err), &err);
    assert_int_equal(verdict.is_right, is_right);
    study_verdict_release(&verdict);
}

/* See every step of a lesson and answer its questions. */
static inline void career_study(struct career *self, const char *id)
{
    struct err err = {0};
    const struct lesson *lesson = course_lesson(self->course, id);
    assert_non_null(lesson);
    for (size_t i = 0; i < lesson->step_count; i++) {
        career_must(study_see(&self->officer, id, i, &err), &err);
        if (lesson->steps[i].question) {
            career_answer(self, lesson->steps[i].question, true);
        }
    }
}

/* The guided way, as Try me marks it, to the end or for at most `acts` acts. */
static inline void career_act(struct practice *practice, int acts)
{
    struct err err = {0};
    const char *model;
    char line[512];
    while (acts-- > 0 && (model = run_model_line(practice_run(practice)))) {
        struct run_verdict verdict;
        snprintf(line, sizeof line, "%s", model);
        career_must(practice_act(practice, line, &verdict, &err), &err);
        assert_true(verdict.is_accepted);
    }
}

static inline void career_case(struct career *self, const char *id, enum run_mode mode)
{
    struct err err = {0};
    char attempt[33];
    struct practice *practice =
        practice_begin(&self->app, &self->officer, id, mode, practice_seed(mode), &err);
    career_must(practice, &err);
    career_act(practice, 1000);
    career_must(practice_finish(practice, attempt, &err), &err);
    practice_free(practice);
}

/* Sit the exam of L0 with `wrong` wrong answers. */
static inline void career_exam(struct career *self, size_t wrong, struct sitting_result *out)
{
    struct err err = {0};
    struct sitting *exam = sitting_begin(&self->officer, SITTING_EXAM, "L0", &err);
    career_must(exam, &err);
    for (size_t i = 0; i < sitting_count(exam); i++) {
        char answer[200] = "999";
        if (i >= wrong) {
            career_right_answer(sitting_question(exam, i, LANG_ZH), answer, sizeof answer);
        }
        career_must(sitting_answer(exam, i, answer, NULL, &err), &err);
    }
    career_must(sitting_hand_in(exam, out, &err), &err);
    sitting_free(exam);
}

/* All that level L0 asks for. */
static inline void career_earn(struct career *self)
{
    struct sitting_result result;
    career_study(self, "L01");
    career_case(self, "S01", RUN_TRY);
    career_case(self, "S02", RUN_TRY);
    career_exam(self, 1, &result);
    assert_true(result.is_passed);
}

#endif
