#include "app/study.h"

#include "app/ladder_facts.h"
#include "app/question.h"
#include "store/events.h"
#include <stdlib.h>

static const struct lesson *find_lesson(struct session *self, const char *id, struct err *err)
{
    const struct lesson *lesson = course_lesson(self->app->course, id);
    if (!lesson) {
        err_set(err, ERR_NOT_FOUND, "there is no lesson '%s'", id);
    }
    return lesson;
}

bool study_lesson(struct session *self, const char *lesson_id, struct study_lesson *out,
                  struct err *err)
{
    const struct lesson *lesson = find_lesson(self, lesson_id, err);
    struct digest digest = {0};
    struct lesson_position position;
    bool ok = lesson && digest_of(self->app->store, self->who.subject, &digest, err);
    if (ok) {
        lesson_position(&digest, lesson, &position);
    }
    digest_release(&digest);
    if (!ok) {
        return false;
    }
    *out = (struct study_lesson){.lesson = lesson,
                                 .seen = position.counts.seen,
                                 .at = position.at,
                                 .answered = position.counts.answered,
                                 .questions = position.counts.questions,
                                 .is_done = standing_lesson_is_done(&position.counts)};
    return true;
}

bool study_see(struct session *self, const char *lesson_id, size_t step, struct err *err)
{
    const struct lesson *lesson = find_lesson(self, lesson_id, err);
    if (!lesson) {
        return false;
    }
    if (step >= lesson->step_count) {
        return err_set(err, ERR_NOT_FOUND, "lesson '%s' has %zu steps", lesson_id,
                       lesson->step_count);
    }
    struct json *data = json_new_object();
    json_add_text(data, "lesson", lesson_id);
    json_add_int(data, "step", (int64_t)step);
    return store_append(self->app->store, self->who.subject, EVENT_LESSON_STEP, data, err);
}

void study_verdict_release(struct study_verdict *self)
{
    free(self->feedback);
    free(self->right_answer);
    free(self->general);
    *self = (struct study_verdict){0};
}

bool study_answer(struct session *self, const char *question_id, const char *answer,
                  struct study_verdict *out, struct err *err)
{
    const struct gift_question *question = question_find(self->app->course, question_id);
    if (!question) {
        return err_set(err, ERR_NOT_FOUND, "there is no question '%s'", question_id);
    }
    struct json *data = json_new_object();
    question_judge(data, question, answer, true);
    if (!store_append(self->app->store, self->who.subject, EVENT_ANSWER_GIVEN, data, err)) {
        return false;
    }
    question_verdict(question, answer, out);
    return true;
}
