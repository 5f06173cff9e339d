/* An officer's way from the first lesson to the exam, with the real course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/career_play.h"

static struct career career;

static int enter(void **state)
{
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    career_open(&career);
    return 0;
}

static int leave(void **state)
{
    career_close(&career);
    return sandbox_leave(state);
}

static struct home home(void)
{
    struct home out;
    struct err err = {0};
    career_must(home_read(&career.officer, &out, &err), &err);
    return out;
}

static void the_first_home_proposes_the_first_lesson(void **state)
{
    (void)state;
    struct home now = home();
    assert_int_equal(now.next, NEXT_LESSON);
    assert_string_equal(now.next_id, "L01");
    assert_int_equal(now.next_at, 0);
    assert_string_equal(now.level, "L0");
    assert_int_equal(now.missing_lessons, 1);
    assert_int_equal(now.missing_cases, 2);
    assert_false(now.is_exam_open);
    assert_int_equal(now.stage, 1);
    assert_int_equal(now.lessons_all, career.course->lesson_count);
    assert_true(now.items >= 18);
    assert_true(now.categories >= 1);
}

static void a_lesson_goes_on_where_it_was_left_after_a_restart(void **state)
{
    (void)state;
    struct err err = {0};
    struct study_lesson lesson;
    career_must(study_see(&career.officer, "L01", 0, &err), &err);
    sandbox_set_time("2026-11-22T09:01:00+08:00");
    career_must(study_see(&career.officer, "L01", 1, &err), &err);
    career_restart(&career);
    career_must(study_lesson(&career.officer, "L01", &lesson, &err), &err);
    assert_int_equal(lesson.at, 1);
    assert_int_equal(lesson.seen, 2);
    assert_false(lesson.is_done);
    assert_int_equal(home().next_at, 2);
    assert_int_equal(home().stage, 2);
}

static void a_lesson_is_done_when_its_questions_are_answered_too(void **state)
{
    (void)state;
    struct err err = {0};
    struct study_lesson lesson;
    for (size_t i = 0; i < course_lesson(career.course, "L01")->step_count; i++) {
        career_must(study_see(&career.officer, "L01", i, &err), &err);
    }
    career_must(study_lesson(&career.officer, "L01", &lesson, &err), &err);
    assert_true(lesson.questions > 0);
    assert_false(lesson.is_done);
    career_study(&career, "L01");
    career_must(study_lesson(&career.officer, "L01", &lesson, &err), &err);
    assert_true(lesson.is_done);
    assert_string_equal(home().next_id, "S01");
}

static void a_wrong_answer_is_explained_and_comes_back_in_the_review(void **state)
{
    (void)state;
    struct err err = {0};
    struct study_verdict verdict;
    career_must(study_answer(&career.officer, "L01-q3", "2", &verdict, &err), &err);
    assert_false(verdict.is_right);
    assert_true(verdict.feedback[0]);
    assert_true(verdict.right_answer[0]);
    assert_true(verdict.general[0]);
    study_verdict_release(&verdict);
    assert_int_equal(home().questions_due, 1);
    struct sitting *review = sitting_begin(&career.officer, SITTING_REVIEW, "", &err);
    career_must(review, &err);
    assert_int_equal(sitting_count(review), 1);
    char answer[200];
    career_right_answer(sitting_question(review, 0, LANG_ZH), answer, sizeof answer);
    career_must(sitting_answer(review, 0, answer, &verdict, &err), &err);
    assert_true(verdict.is_right);
    study_verdict_release(&verdict);
    struct sitting_result result;
    career_must(sitting_hand_in(review, &result, &err), &err);
    sitting_free(review);
    assert_int_equal(home().reviews_due, 0);
    assert_null(sitting_begin(&career.officer, SITTING_REVIEW, "", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void what_is_not_in_the_course_is_refused(void **state)
{
    (void)state;
    struct err err = {0};
    struct study_verdict verdict;
    assert_false(study_see(&career.officer, "L99", 0, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(study_see(&career.officer, "L01", 999, &err));
    assert_false(study_answer(&career.officer, "L99-q1", "1", &verdict, &err));
}

static void a_quiz_goes_on_with_the_same_questions_and_order_after_a_restart(void **state)
{
    (void)state;
    struct err err = {0};
    struct sitting *quiz = sitting_begin(&career.officer, SITTING_QUIZ, "L01", &err);
    career_must(quiz, &err);
    size_t count = sitting_count(quiz);
    assert_true(count >= 16);
    size_t options = sitting_question(quiz, 1, LANG_EN)->option_count;
    size_t *order = xcalloc(options, sizeof *order);
    memcpy(order, sitting_order(quiz, 1), options * sizeof *order);
    career_must(sitting_answer(quiz, 0, "999", NULL, &err), &err);
    sitting_free(quiz);
    career_restart(&career);
    career_must(sitting_resume(&career.officer, &quiz, &err), &err);
    assert_non_null(quiz);
    assert_int_equal(sitting_kind(quiz), SITTING_QUIZ);
    assert_string_equal(sitting_id(quiz), "L01");
    assert_int_equal(sitting_count(quiz), count);
    assert_int_equal(sitting_at(quiz), 1);
    assert_string_equal(sitting_answered(quiz, 0), "999");
    assert_memory_equal(sitting_order(quiz, 1), order, options * sizeof *order);
    free(order);
    struct sitting_result result;
    career_must(sitting_hand_in(quiz, &result, &err), &err);
    assert_int_equal(result.right, 0);
    assert_false(sitting_answer(quiz, 0, "1", NULL, &err)); /* nothing after handing in */
    sitting_free(quiz);
    career_must(sitting_resume(&career.officer, &quiz, &err), &err);
    assert_null(quiz);
}

static void the_exam_says_what_is_missing(void **state)
{
    (void)state;
    struct err err = {0};
    assert_null(sitting_begin(&career.officer, SITTING_EXAM, "L0", &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    assert_non_null(strstr(err.text, "lessons 1, cases 2"));
}

static void prepare(void)
{
    career_study(&career, "L01");
    career_case(&career, "S01", RUN_TRY);
    career_case(&career, "S02", RUN_TRY);
}

static void an_exam_begun_is_gone_on_with_and_never_drawn_again(void **state)
{
    (void)state;
    struct err err = {0};
    prepare();
    assert_true(home().is_exam_open);
    assert_int_equal(home().next, NEXT_EXAM);
    struct sitting *exam = sitting_begin(&career.officer, SITTING_EXAM, "L0", &err);
    career_must(exam, &err);
    assert_int_equal(sitting_count(exam), 10);
    char first[32];
    snprintf(first, sizeof first, "%s", sitting_question(exam, 0, LANG_ZH)->id);
    struct study_verdict verdict;
    career_must(sitting_answer(exam, 0, "999", &verdict, &err), &err);
    assert_null(verdict.right_answer); /* no word before handing in */
    sitting_free(exam);
    assert_int_equal(home().reviews_due, 0);
    exam = sitting_begin(&career.officer, SITTING_EXAM, "L0", &err);
    career_must(exam, &err);
    assert_string_equal(sitting_question(exam, 0, LANG_ZH)->id, first);
    assert_string_equal(sitting_answered(exam, 0), "999");
    sitting_free(exam);
}

static void eight_of_ten_pass_and_seven_wait_for_the_next_day(void **state)
{
    (void)state;
    struct err err = {0};
    struct sitting_result result;
    prepare();
    career_exam(&career, 3, &result);
    assert_int_equal(result.right, 7);
    assert_false(result.is_passed);
    assert_string_equal(result.retry_on, "2026-11-23");
    assert_string_equal(home().exam_wait, "2026-11-23");
    assert_int_equal(home().reviews_due, 3);
    assert_null(sitting_begin(&career.officer, SITTING_EXAM, "L0", &err));
    assert_non_null(strstr(err.text, "2026-11-23"));
    sandbox_set_time("2026-11-23T00:00:01+08:00");
    career_exam(&career, 2, &result);
    assert_int_equal(result.right, 8);
    assert_true(result.is_passed);
    assert_int_equal(home().next, NEXT_CERTIFICATE);
    assert_null(sitting_begin(&career.officer, SITTING_EXAM, "L0", &err));
}

#define IN_CAREER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    career_load(&career);
    const struct CMUnitTest tests[] = {
        IN_CAREER(the_first_home_proposes_the_first_lesson),
        IN_CAREER(a_lesson_goes_on_where_it_was_left_after_a_restart),
        IN_CAREER(a_lesson_is_done_when_its_questions_are_answered_too),
        IN_CAREER(a_wrong_answer_is_explained_and_comes_back_in_the_review),
        IN_CAREER(what_is_not_in_the_course_is_refused),
        IN_CAREER(a_quiz_goes_on_with_the_same_questions_and_order_after_a_restart),
        IN_CAREER(the_exam_says_what_is_missing),
        IN_CAREER(an_exam_begun_is_gone_on_with_and_never_drawn_again),
        IN_CAREER(eight_of_ten_pass_and_seven_wait_for_the_next_day),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    career_unload(&career);
    return failed;
}
