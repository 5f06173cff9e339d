#include "app/question.h"

const struct gift_question *question_find(const struct course *course, const char *id)
{
    size_t index = 0;
    const struct quiz *quiz = course_quiz_of_question(course, id, &index);
    return quiz ? quiz_question(quiz, lang_now(), index) : NULL;
}

bool question_is_judged(const struct gift_question *question)
{
    return question->type != QUIZ_ESSAY && question->type != QUIZ_DESCRIPTION;
}

bool question_is_right(const struct gift_question *question, const char *answer)
{
    return quiz_grade(question, answer) >
           1.0 - 1e-9; /* shares such as 33.33333 % add up short */
}

void question_judge(struct json *data, const struct gift_question *question, const char *answer,
                    bool is_judged)
{
    json_add_text(data, "question", question->id);
    json_add_text(data, "answer", answer);
    json_add_bool(data, "right", question_is_right(question, answer));
    if (is_judged) {
        json_add_bool(data, "judged", true);
    }
}

void question_verdict(const struct gift_question *question, const char *answer,
                      struct study_verdict *out)
{
    *out = (struct study_verdict){.is_right = question_is_right(question, answer),
                                  .feedback = quiz_feedback(question, answer),
                                  .right_answer = quiz_right_answer(question),
                                  .general = xstrdup(question->general_feedback)};
}
