/* A bank in two languages, and what an answer is worth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/quiz.h"
#include "core/file.h"

static struct problems problems;
static char folder[64];
static char zh_path[128], en_path[128];

static int begin(void **state)
{
    (void)state;
    problems_init(&problems);
    snprintf(folder, sizeof folder, "/tmp/trainer-quiz-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(zh_path, sizeof zh_path, "%s/L07.zh.gift", folder);
    snprintf(en_path, sizeof en_path, "%s/L07.en.gift", folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    unlink(zh_path);
    unlink(en_path);
    problems_release(&problems);
    return rmdir(folder);
}

static struct quiz *read_pair(const char *zh, const char *en)
{
    struct err err = {0};
    assert_true(file_write(zh_path, zh, strlen(zh), 0600, &err));
    assert_true(file_write(en_path, en, strlen(en), 0600, &err));
    return quiz_read(zh_path, en_path, &problems);
}

static double grade(const char *gift, const char *answer)
{
    struct gift *bank = gift_parse("f", gift, strlen(gift), &problems);
    assert_int_equal(problems.errors, 0);
    double result = quiz_grade(&bank->questions[0], answer);
    gift_free(bank);
    return result;
}

static void expect_grades(const char *gift, const char *const *answers, const double *wanted,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double got = grade(gift, answers[i]);
        if (got < wanted[i] - 1e-9 || got > wanted[i] + 1e-9)
            fail_msg("answer '%s' is worth %f, not %f", answers[i], got, wanted[i]);
    }
}

#define EXPECT(gift, answers, wanted)                                                          \
    expect_grades(gift, answers, wanted, sizeof(answers) / sizeof(answers)[0])

static void one_choice_is_right_and_two_are_malformed(void **state)
{
    (void)state;
    static const char *const answers[] = {"2", "1", "3", "1,2", "", "4", "0", "2,", "x", "2 "};
    static const double wanted[] = {1, 0, 0.5, 0, 0, 0, 0, 0, 0, 0};
    EXPECT("::a::x{~no =yes ~%50%half}", answers, wanted);
}

static void several_choices_add_up_and_wrong_ones_cost(void **state)
{
    (void)state;
    static const char *const answers[] = {"1,2", "1", "1,3", "1,2,3", "2,1", "3", "1,1"};
    static const double wanted[] = {1, 0.5, 0, 0.5, 0, 0, 0};
    EXPECT("::a::x{~%50%a ~%50%b ~%-50%c}", answers, wanted);
}

static void three_thirds_are_full_marks(void **state)
{
    (void)state;
    static const char *const answers[] = {"1,2,3"};
    static const double wanted[] = {1};
    EXPECT("::a::x{~%33.333%a ~%33.333%b ~%33.333%c ~%-100%d}", answers, wanted);
}

static void true_is_1_and_false_is_2(void **state)
{
    (void)state;
    static const char *const answers[] = {"1", "2", "T"};
    static const double wanted[] = {0, 1, 0};
    EXPECT("::a::x{F}", answers, wanted);
}

static void pairs_are_graded_by_share_and_equal_right_sides_count(void **state)
{
    (void)state;
    static const char *const answers[] = {"1,2,3", "3,2,1", "1,2", "2,1,3", "1,2,4", "5,2,3"};
    static const double wanted[] = {1, 1, 0, 1.0 / 3, 2.0 / 3, 0};
    EXPECT("::a::x{=a -> same =b -> other =c -> same = -> bait}", answers, wanted);
}

static void a_number_is_read_as_people_type_it(void **state)
{
    (void)state;
    static const char *const answers[] = {"293", " 293 ",  "２９３", "293.0",  "294",
                                          "292", "2.93e2", "",       "293yuan"};
    static const double wanted[] = {1, 1, 1, 1, 0.5, 0, 0, 0, 0};
    EXPECT("::a::x{#=293 =%50%293..295}", answers, wanted);
}

static void a_typed_word_ignores_case_width_and_knows_the_star(void **state)
{
    (void)state;
    static const char *const answers[] = {"sui", " SUI ", "Ｓｕｉ", "suii", "instructor sui",
                                          "*",   ""};
    static const double wanted[] = {1, 1, 1, 0, 0.8, 0.3, 0};
    EXPECT("::a::x{=Sui =%80%*or sui =%30%\\*}", answers, wanted);
}

static void what_nobody_can_grade_is_worth_nothing(void **state)
{
    (void)state;
    assert_true(grade("::a::Write{}", "anything") == 0);
    assert_true(grade("::a::Read this.", "1") == 0);
}

static void expect_told(const char *gift, const char *answer, const char *feedback,
                        const char *right)
{
    struct gift *bank = gift_parse("f", gift, strlen(gift), &problems);
    char *said = quiz_feedback(&bank->questions[0], answer);
    char *best = quiz_right_answer(&bank->questions[0]);
    assert_string_equal(said, feedback);
    assert_string_equal(best, right);
    free(said);
    free(best);
    gift_free(bank);
}

static void feedback_belongs_to_what_was_answered(void **state)
{
    (void)state;
    expect_told("::a::x{~no#not this =yes#well done}", "1", "not this", "yes");
    expect_told("::a::x{~%50%a#one ~%50%b#two ~c}", "1,2", "one\ntwo", "a; b");
    expect_told("::a::x{T#wrong#right}", "2", "wrong", "True");
    expect_told("::a::x{#=5:1#near ~#far off}", "6", "near", "5 ± 1");
    expect_told("::a::x{#=5:1#near ~#far off}", "60", "far off", "5 ± 1");
    expect_told("::a::x{=a -> 1 =b -> 2}", "1,2", "", "a → 1\nb → 2");
    expect_told("::a::x{~no#n =yes}", "9", "", "yes");
}

static const char good[] = "// bank: L07\n// title: 名\n// lesson: L07\n\n"
                           "::q1::x{T#w####a}\n\n::q2::y{=a ~b#w####a}\n\n::q3::z{#5####a}\n";

static void a_bank_is_named_and_its_truths_speak_both_languages(void **state)
{
    (void)state;
    struct quiz *quiz =
        read_pair(good, "::q1::x{T#w####a}\n\n::q2::y{=a ~b#w####a}\n\n::q3::z{#5####a}");
    assert_non_null(quiz);
    assert_int_equal(problems.total, 0);
    assert_string_equal(quiz->id, "L07");
    assert_string_equal(quiz->title.text[LANG_ZH], "名");
    assert_string_equal(quiz->title.text[LANG_EN], "L07");
    assert_string_equal(quiz_question(quiz, LANG_ZH, 0)->options[0].text, "对");
    assert_string_equal(quiz_question(quiz, LANG_EN, 0)->options[1].text, "False");
    assert_int_equal(quiz_find(quiz, "q2"), 1);
    assert_int_equal(quiz_find(quiz, "q9"), -1);
    quiz_free(quiz);
}

static void languages_that_disagree_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *en, *part;
    } rows[] = {
        {"::q1::x{T}\n\n::q2::y{=a ~b}", "2 questions"},
        {"::q1::x{T}\n\n::q3::y{#5}\n\n::q2::y{=a ~b}", "'q3' stands where"},
        {"::q1::x{F}\n\n::q2::y{=a ~b}\n\n::q3::z{#5}", "another right answer"},
        {"::q1::x{T}\n\n::q2::y{~a =b}\n\n::q3::z{#5}", "another right answer"},
        {"::q1::x{T}\n\n::q2::y{=a ~b ~c}\n\n::q3::z{#5}", "number of answers"},
        {"::q1::x{T}\n\n::q2::y{T}\n\n::q3::z{#5}", "truefalse here"},
        {"::q1::x{T}\n\n::q2::y{=a ~b}\n\n::q3::z{#6}", "another right answer"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t before = problems.count;
        assert_null(read_pair(good, rows[i].en));
        assert_true(problems.count > before);
        assert_non_null(strstr(problems.items[before].text, rows[i].part));
        assert_string_equal(problems.items[before].file, en_path);
    }
}

static void a_wrong_answer_without_a_reason_is_a_warning(void **state)
{
    (void)state;
    struct quiz *quiz = read_pair("::q1::x{=a ~b####law}", "::q1::x{=a ~b#why####law}");
    assert_non_null(quiz);
    assert_int_equal(problems.total, 1);
    assert_int_equal(problems.errors, 0);
    assert_string_equal(problems.items[0].file, zh_path);
    quiz_free(quiz);
}

static void the_shipped_bank_teaches_with_every_wrong_answer(void **state)
{
    (void)state;
    struct quiz *quiz = quiz_read("quizzes/L01.zh.gift", "quizzes/L01.en.gift", &problems);
    assert_non_null(quiz);
    assert_int_equal(problems.total, 0);
    assert_true(quiz->count >= 16);
    quiz_free(quiz);
}

static void expect_right_text(const char *gift, const char *wanted)
{
    struct gift *bank = gift_parse("f", gift, strlen(gift), &problems);
    assert_int_equal(problems.errors, 0);
    char *told = quiz_right_answer(&bank->questions[0]);
    assert_string_equal(told, wanted);
    free(told);
    gift_free(bank);
}

static void an_exact_number_is_told_without_a_margin(void **state)
{
    (void)state;
    expect_right_text("::a::x{#293:0}", "293");
    expect_right_text("::a::x{#293}", "293");
    expect_right_text("::a::x{#5..5}", "5");
    expect_right_text("::a::x{#1822:5}", "1822 ± 5");
    expect_right_text("::a::x{#1..5}", "1 – 5");
}

static void the_right_form_earns_full_marks_for_every_kind_of_question(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "::a::x{~no ~%50%half =yes}",
        "::a::x{~%50%a ~%-100%b ~%50%c}",
        "::a::x{TRUE}",
        "::a::x{FALSE}",
        "::a::x{#1822:5}",
        "::a::x{#1..5}",
        "::a::x{=50 %plus* =other}",
        "::a::x{=one -> 1 =two -> 2 =three -> 3}",
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct gift *bank = gift_parse("f", kinds[i], strlen(kinds[i]), &problems);
        assert_int_equal(problems.errors, 0);
        struct sbuf form = {0};
        quiz_right_form(&bank->questions[0], &form);
        if (quiz_grade(&bank->questions[0], sbuf_text(&form)) < 1 - 1e-9)
            fail_msg("%s: '%s' is not right", kinds[i], sbuf_text(&form));
        sbuf_release(&form);
        gift_free(bank);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_choice_is_right_and_two_are_malformed),
        TEST(several_choices_add_up_and_wrong_ones_cost),
        TEST(three_thirds_are_full_marks),
        TEST(true_is_1_and_false_is_2),
        TEST(pairs_are_graded_by_share_and_equal_right_sides_count),
        TEST(a_number_is_read_as_people_type_it),
        TEST(a_typed_word_ignores_case_width_and_knows_the_star),
        TEST(what_nobody_can_grade_is_worth_nothing),
        TEST(feedback_belongs_to_what_was_answered),
        TEST(a_bank_is_named_and_its_truths_speak_both_languages),
        TEST(languages_that_disagree_are_told),
        TEST(a_wrong_answer_without_a_reason_is_a_warning),
        TEST(the_shipped_bank_teaches_with_every_wrong_answer),
        TEST(an_exact_number_is_told_without_a_margin),
        TEST(the_right_form_earns_full_marks_for_every_kind_of_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
