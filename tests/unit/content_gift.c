/* Moodle's question format, in and out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/quiz.h"
#include "core/file.h"
#include "fuzz/same_gift.h"

static struct problems problems;

static int begin(void **state)
{
    (void)state;
    problems_init(&problems);
    return 0;
}

static int end(void **state)
{
    (void)state;
    problems_release(&problems);
    return 0;
}

static struct gift *parse(const char *text)
{
    return gift_parse("bank.gift", text, strlen(text), &problems);
}

/* One question without a problem. */
static struct gift *parse_one(const char *text)
{
    struct gift *gift = parse(text);
    assert_non_null(gift);
    assert_int_equal(problems.errors, 0);
    assert_int_equal(gift->count, 1);
    return gift;
}

static void expect_problem(size_t index, int line, int col, const char *part)
{
    assert_true(index < problems.count);
    assert_non_null(strstr(problems.items[index].text, part));
    assert_int_equal(problems.items[index].line, line);
    assert_int_equal(problems.items[index].col, col);
}

static void every_type_of_the_manual_is_recognised(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum quiz_type type;
        size_t options;
    } rows[] = {
        {"::a::Who?{~Grant ~Jefferson =no one}", QUIZ_MULTICHOICE, 3},
        {"::a::Grant is {~buried =entombed ~living} in it.", QUIZ_MISSINGWORD, 3},
        {"::a::Who?{=no one =nobody}", QUIZ_SHORTANSWER, 2},
        {"::a::Two plus {=two =2} equals four.", QUIZ_SHORTANSWER, 2},
        {"::a::Buried?{FALSE}", QUIZ_TRUEFALSE, 2},
        {"::a::Buried?{t#no#yes}", QUIZ_TRUEFALSE, 2},
        {"::a::Match{=a -> 1 =b -> 2 =c -> 3}", QUIZ_MATCHING, 3},
        {"::a::When?{#1822}", QUIZ_NUMERICAL, 1},
        {"::a::When?{#=1822:0 =%50%1822:2}", QUIZ_NUMERICAL, 2},
        {"::a::Write.{}", QUIZ_ESSAY, 0},
        {"::a::Only a text.", QUIZ_DESCRIPTION, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct gift *gift = parse_one(rows[i].text);
        assert_int_equal(gift->questions[0].type, rows[i].type);
        assert_int_equal(gift->questions[0].option_count, rows[i].options);
        gift_free(gift);
    }
}

static void escapes_stand_for_the_characters_themselves(void **state)
{
    (void)state;
    struct gift *gift =
        parse_one("::a\\:b::2 \\= 2 \\{x\\} \\~ \\# \\\\ C:\\\\n\\nnext{=a\\=b#c\\#d ~no}");
    const struct gift_question *question = &gift->questions[0];
    assert_string_equal(question->title, "a:b");
    assert_string_equal(question->text, "2 = 2 {x} ~ # \\ C:\\n\nnext");
    assert_string_equal(question->options[0].text, "a=b");
    assert_string_equal(question->options[0].feedback, "c#d");
    gift_free(gift);
}

static void weights_feedback_and_general_feedback_are_kept(void **state)
{
    (void)state;
    struct gift *gift =
        parse_one("::a::Pick{\n~%50%one#good\n~%50%two\n~%-33.3%three#no\n####APL 42}");
    const struct gift_question *question = &gift->questions[0];
    assert_true(question->is_multi);
    assert_true(question->options[0].weight == 50);
    assert_true(question->options[2].weight == -33.3);
    assert_string_equal(question->options[0].feedback, "good");
    assert_string_equal(question->options[1].feedback, "");
    assert_string_equal(question->options[2].text, "three");
    assert_string_equal(question->general_feedback, "APL 42");
    gift_free(gift);
}

static void true_and_false_carry_the_feedback_of_the_right_side(void **state)
{
    (void)state;
    struct gift *gift = parse_one("::a::Always two?{T#the wrong one#the right one}");
    const struct gift_question *question = &gift->questions[0];
    assert_string_equal(question->options[0].text, "True");
    assert_true(question->options[0].weight == 100);
    assert_string_equal(question->options[0].feedback, "the right one");
    assert_string_equal(question->options[1].feedback, "the wrong one");
    gift_free(gift);
}

static void numbers_accept_tolerance_range_and_partial_credit(void **state)
{
    (void)state;
    struct gift *gift =
        parse_one("::a::When?{#=1822:5#near =%50%1800..1900#far =%25%-1.5 ~#no}");
    const struct gift_question *question = &gift->questions[0];
    assert_true(question->options[0].low == 1817 && question->options[0].high == 1827);
    assert_true(question->options[1].low == 1800 && question->options[1].high == 1900);
    assert_true(question->options[1].weight == 50);
    assert_true(question->options[2].low == -1.5);
    assert_string_equal(question->options[3].feedback, "no");
    assert_true(question->options[3].low > question->options[3].high);
    gift_free(gift);
}

static void comments_give_ids_tags_and_the_name_of_the_bank(void **state)
{
    (void)state;
    struct gift *gift = parse("// bank: L01\n// title: One terminal\n// lesson: L01\n\n"
                              "$CATEGORY: $course$/L0\n\n"
                              "// [id:x7] [tag:law] [tag:two words]\n::Named::Q{T}\n\n"
                              "No name{F}\n");
    assert_int_equal(problems.total, 0);
    assert_string_equal(gift->bank, "L01");
    assert_string_equal(gift->title, "One terminal");
    assert_string_equal(gift->lesson, "L01");
    assert_string_equal(gift->questions[0].id, "x7");
    assert_string_equal(gift->questions[0].title, "Named");
    assert_string_equal(gift->questions[0].tags, "law;two words");
    assert_string_equal(gift->questions[0].category, "$course$/L0");
    assert_int_equal(gift->questions[0].line, 8);
    assert_string_equal(gift->questions[1].id, "q2");
    gift_free(gift);
}

static void html_from_moodle_becomes_plain_text(void **state)
{
    (void)state;
    struct gift *gift = parse_one(
        "::a::[html]<p>1 &lt; 2 &amp\\; 3?<br>Two lines</p>{=[html]<b>yes</b> ~[plain]<no>}");
    assert_string_equal(gift->questions[0].options[0].text, "yes");
    assert_string_equal(gift->questions[0].options[1].text, "<no>");
    assert_non_null(strstr(gift->questions[0].text, "Two lines"));
    assert_null(strchr(gift->questions[0].text, '>'));
    assert_int_equal(problems.total, 1);
    assert_true(problems.items[0].is_warning);
    gift_free(gift);
}

static void a_broken_question_is_told_with_its_place_and_the_rest_goes_on(void **state)
{
    (void)state;
    struct gift *gift =
        parse("::a::Is it?{T\n\nstill in it}\n\n::b::好吗 {~x}\n\n::c::Yes?{T}\n\n"
              "::d::Match{=a -> 1 =b}\n\n::e::n{#}\n\n::c::again{T}\n");
    assert_int_equal(gift->count, 1);
    assert_string_equal(gift->questions[0].id, "c");
    expect_problem(0, 1, 12, "never closed");
    assert_int_equal(problems.items[1].line, 5);
    assert_non_null(strstr(problems.items[1].text, "two answers"));
    gift_free(gift);
}

static void wrong_weights_braces_and_pairs_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
        int col;
    } rows[] = {
        {"::a::x{~%150%a =b}", "percentage", 9},
        {"::a::x{~%40%a ~%40%b}", "100 percent", 8},
        {"::a::x{=a ~{b}}", "write \\{", 12},
        {"::a::x}{T}", "without {", 7},
        {"::a::x{T} and {F}", "after the", 15},
        {"::a::x{=a -> b =c d}", "needs ->", 16},
        {"::a::x{=a -> b}", "two pairs", 8},
        {"::a::x{#abc}", "write 1822", 9},
        {"::a::x{#5..1}", "write 1822", 9},
        {"::a::x{yes}", "begin with =", 8},
        {"::a::x{=%50%a}", "worth 100", 8},
        {"::a x{T}", "not closed", 1},
        {"::a::{T}", "no text", 6},
        {"::a::x{= ~b}", "empty", 8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t before = problems.count;
        struct gift *gift = parse(rows[i].text);
        assert_int_equal(gift->count, 0);
        assert_true(problems.count > before);
        assert_non_null(strstr(problems.items[before].text, rows[i].part));
        assert_int_equal(problems.items[before].col, rows[i].col);
        gift_free(gift);
    }
}

static void control_characters_never_come_through(void **state)
{
    (void)state;
    struct gift *gift = parse("::a::x\x1b[31m{T}");
    expect_problem(0, 1, 7, "U+001B");
    assert_null(strchr(gift->questions[0].text, '\x1b'));
    gift_free(gift);
    assert_null(parse("::a::\xff{T}"));
    expect_problem(1, 1, 6, "UTF-8");
}

static void expect_round_trip(const char *text)
{
    struct gift *first = parse(text);
    struct sbuf out = {0};
    gift_write(first, &out);
    struct gift *second = parse(sbuf_text(&out));
    assert_int_equal(problems.errors, 0);
    assert_true(same_gift(first, second));
    gift_free(first);
    gift_free(second);
    sbuf_release(&out);
}

static void writing_and_reading_back_changes_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "// bank: b\n// title: t [x]\n\n$CATEGORY: a/b\n\n// [id:z\\]]\n::T::x{T#a#b}\n",
        "// [tag:p] [tag:q]\n::T::x{T}",
        "::a::x{F##only right}",
        "::a::[plain]//not a comment{=[plain][html]x ~%0%%50%y}",
        "::a::[plain][html]x{}",
        "::a::gap {=b ~c} tail _____ more",
        "::a::x{#=1:2 =%33.333%3..4 ~#f}",
        "::a::x{=%100%%50%off =%20%other}",
        "::a::x{= l\\=1 -> r -> s = -> t =m -> \\~}\n",
        "::a::\\:\\:x\\n\\n//y{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d####g\\#}",
        "[plain]//text without a title{T}",
        "::a::_____ {~a =b}.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        expect_round_trip(texts[i]);
}

static void our_own_banks_survive_writing_and_reading_back(void **state)
{
    (void)state;
    static const char *const files[] = {"quizzes/L01.zh.gift", "quizzes/L01.en.gift"};
    for (size_t i = 0; i < 2; i++) {
        char *text = NULL;
        size_t len = 0;
        struct err err = {0};
        assert_true(file_read(files[i], 1 << 20, &text, &len, &err));
        expect_round_trip(text);
        free(text);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_type_of_the_manual_is_recognised),
        TEST(escapes_stand_for_the_characters_themselves),
        TEST(weights_feedback_and_general_feedback_are_kept),
        TEST(true_and_false_carry_the_feedback_of_the_right_side),
        TEST(numbers_accept_tolerance_range_and_partial_credit),
        TEST(comments_give_ids_tags_and_the_name_of_the_bank),
        TEST(html_from_moodle_becomes_plain_text),
        TEST(a_broken_question_is_told_with_its_place_and_the_rest_goes_on),
        TEST(wrong_weights_braces_and_pairs_are_refused),
        TEST(control_characters_never_come_through),
        TEST(writing_and_reading_back_changes_nothing),
        TEST(our_own_banks_survive_writing_and_reading_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
