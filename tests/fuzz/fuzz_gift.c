/* fuzz_gift.c - any text is read or refused; what was read survives writing and reading; grades
 * stay between 0 and 1. */
#include "content/quiz.h"
#include "fuzz/fuzz.h"
#include "fuzz/same_gift.h"

static void try_answers(const struct gift_question *question)
{
    static const char *const answers[] = {"",     "1",    "2", "1,2",         "2,1,3", "0",
                                          "1822", "-1e9", "x", "99999999999", "1,",    "，１"};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        double grade = quiz_grade(question, answers[i]);
        char *feedback = quiz_feedback(question, answers[i]);
        PROMISE(grade >= 0 && grade <= 1);
        free(feedback);
    }
    free(quiz_right_answer(question));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    struct sbuf out = {0};
    problems_init(&problems);
    struct gift *first = gift_parse("input", (const char *)data, size, &problems);
    if (first != NULL) {
        for (size_t i = 0; i < first->count; i++)
            try_answers(&first->questions[i]);
        gift_write(first, &out);
        size_t errors = problems.errors;
        struct gift *second = gift_parse("output", sbuf_text(&out), out.len, &problems);
        PROMISE(second != NULL && problems.errors == errors && same_gift(first, second));
        gift_free(second);
    }
    gift_free(first);
    sbuf_release(&out);
    problems_release(&problems);
    return 0;
}
