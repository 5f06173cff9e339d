/* Lessons: what a viewer shows is what the program teaches; both languages teach the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/lesson_page.h"
#include "core/file.h"

static const char head[] = "---\nid: L09\ntitle: \"Print: sign\"\nlevel: L1\nminutes: 5\n"
                           "objectives:\n  - one\n  - two\n---\n"; /* nine lines */
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

static struct page *parse(const char *body)
{
    struct sbuf text = {0};
    sbuf_addf(&text, "%s%s", head, body);
    struct page *page = page_parse("lesson.md", text.text, text.len, &problems);
    sbuf_release(&text);
    return page;
}

static void expect_problem(const char *body, int line, int col, const char *part)
{
    size_t before = problems.count;
    page_free(parse(body));
    for (size_t i = before; i < problems.count; i++)
        if (strstr(problems.items[i].text, part) != NULL) {
            assert_int_equal(problems.items[i].line, line);
            assert_int_equal(problems.items[i].col, col);
            return;
        }
    fail_msg("nobody said '%s' (%zu other problems)", part, problems.count - before);
}

static void a_step_has_panel_bubbles_caption_question_and_case(void **state)
{
    (void)state;
    struct page *page =
        parse("\n## 先喝口茶\n\n![穗穗倒茶](../../cartoons/panels/L09-01.svg)\n\n"
              "> **穗穗**：教教我。\n\n> **Old Ink**: Look first.\n\n看事，\n问人。\n\n"
              "First line\nsecond *line*.\n\n[?](quiz:L09-q1)\n\n"
              "[练一练](scenario:S01)\n");
    assert_non_null(page);
    assert_int_equal(problems.total, 0);
    assert_string_equal(page->id, "L09");
    assert_string_equal(page->title, "Print: sign");
    assert_int_equal(page->minutes, 5);
    assert_string_equal(page->objectives, "one\ntwo");
    assert_int_equal(page->step_count, 1);
    const struct page_step *step = &page->steps[0];
    assert_string_equal(step->title, "先喝口茶");
    assert_int_equal(step->line, 11);
    assert_string_equal(step->panel, "L09-01");
    assert_string_equal(step->alt, "穗穗倒茶");
    assert_int_equal(step->bubble_count, 2);
    assert_string_equal(step->bubbles[0].who, "穗穗");
    assert_string_equal(step->bubbles[0].speaker, "sui");
    assert_string_equal(step->bubbles[0].text, "教教我。");
    assert_string_equal(step->bubbles[1].speaker, "mo");
    assert_string_equal(step->bubbles[1].text, "Look first.");
    assert_string_equal(step->caption, "看事，问人。\nFirst line second line.");
    assert_string_equal(step->question, "L09-q1");
    assert_string_equal(step->scenario, "S01");
    page_free(page);
}

static void asterisks_that_would_stay_on_the_screen_are_found(void **state)
{
    (void)state;
    expect_problem("## a\n\n> **穗穗：**教教我。\n", 12, 1, "one paragraph");
    expect_problem("## a\n\n这是**“重点”**内容。\n", 12, 3, "asterisks");
}

static void what_a_step_may_not_hold_is_told_with_its_place(void **state)
{
    (void)state;
    expect_problem("text\n\n## a\n", 10, 1, "before the first step");
    expect_problem("# a\n", 10, 1, "two #");
    expect_problem("## a\n\nx\n\n- list\n", 14, 1, "holds a panel");
    expect_problem("## a\n\nx <b>y</b>\n", 12, 3, "no HTML");
    expect_problem("## a\n\n![x](other.svg)\n", 12, 1, "cartoons/panels");
    expect_problem("## a\n\n![x](../../cartoons/panels/../x.svg)\n", 12, 1, "cartoons/panels");
    expect_problem("## a\n\n![](../../cartoons/panels/L01-01.svg)\n", 12, 1, "no description");
    expect_problem("## a\n\n[?](quiz:a)\n\n[?](quiz:b)\n", 14, 1, "only one");
    expect_problem("## a\n\n> **Nobody**: x\n", 12, 1, "in the cast");
    expect_problem("## a\n\n> **穗穗** x\n", 12, 1, "colon");
    expect_problem("## a\n\n> **Sui**: a\n\n> **Sui**: b\n\n> **Sui**: c\n", 16, 1,
                   "two bubbles");
    expect_problem("## a\n", 10, 1, "says nothing");
    expect_problem("##\n\nx\n", 10, 1, "no title");
    expect_problem("\n", 10, 1, "no step");
}

static void a_bubble_holds_sixty_columns(void **state)
{
    (void)state;
    struct sbuf body = {0};
    sbuf_add(&body, "## a\n\n> **Sui**: ");
    for (int i = 0; i < 30; i++)
        sbuf_add(&body, "字");
    page_free(parse(body.text));
    assert_int_equal(problems.errors, 0);
    sbuf_add(&body, "x");
    expect_problem(body.text, 12, 1, "60 columns");
    sbuf_release(&body);
}

static void the_head_must_be_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } rows[] = {
        {"## a\n", "front matter between"},
        {"---\nid: L01\n", "not closed"},
        {"---\nid: L01\ntitle: t\nlevel: L0\nminutes: 5\n---\n## a\n\nx\n", "'objectives'"},
        {"---\nid: L01\ntitle: t\nlevel: L0\nminutes: soon\nobjectives:\n- a\n---\n## a\n\nx\n",
         "minutes"},
        {"---\nid: L01\nid: L02\ntitle: t\nlevel: L0\nminutes: 5\nobjectives:\n- a\n---\n",
         "twice"},
        {"---\nauthor: me\n---\n", "unknown line"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t before = problems.count;
        page_free(page_parse("f", rows[i].text, strlen(rows[i].text), &problems));
        assert_true(problems.count > before);
        assert_non_null(strstr(problems.items[before].text, rows[i].part));
    }
}

static void broken_bytes_are_told_with_their_place(void **state)
{
    (void)state;
    expect_problem("## a\n\n字\x1b[31m\n", 12, 2, "U+001B");
    assert_null(parse("## a\n\n\xff\n"));
    assert_non_null(strstr(problems.items[problems.count - 1].text, "UTF-8"));
}

/* Two languages from files in a folder of their own. */
static struct lesson *read_pair(const char *zh, const char *en)
{
    char folder[] = "/tmp/trainer-lesson-XXXXXX";
    struct sbuf text = {0};
    struct err err = {0};
    assert_non_null(mkdtemp(folder));
    char *zh_path = file_join(folder, "lesson.zh.md");
    char *en_path = file_join(folder, "lesson.en.md");
    sbuf_addf(&text, "%s%s", head, zh);
    assert_true(file_write(zh_path, text.text, text.len, 0600, &err));
    sbuf_clear(&text);
    sbuf_addf(&text, "%s%s", head, en);
    assert_true(file_write(en_path, text.text, text.len, 0600, &err));
    struct lesson *lesson = lesson_read(zh_path, en_path, &problems);
    unlink(zh_path);
    unlink(en_path);
    assert_int_equal(rmdir(folder), 0);
    sbuf_release(&text);
    free(zh_path);
    free(en_path);
    return lesson;
}

static void both_languages_teach_the_same_steps(void **state)
{
    (void)state;
    static const char zh[] = "## 甲\n\n> **穗穗**：好。\n\n话。\n\n[?](quiz:q1)\n";
    static const struct {
        const char *en, *part;
    } rows[] = {
        {"## a\n\n> **Sui**: Ok.\n\nx\n\n[?](quiz:q2)\n", "question"},
        {"## a\n\n> **Old Ink**: Ok.\n\nx\n\n[?](quiz:q1)\n", "speakers"},
        {"## a\n\n> **Sui**: Ok.\n\n[?](quiz:q1)\n", "caption"},
        {"## a\n\n> **Sui**: Ok.\n\nx\n\n[?](quiz:q1)\n\n## b\n\nx\n", "2 steps"},
        {"## a\n\n> **Sui**: Ok.\n\nx\n\n[?](quiz:q1)\n\n[p](scenario:S01)\n", "practice case"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t before = problems.count;
        bool is_told = false;
        assert_null(read_pair(zh, rows[i].en));
        for (size_t k = before; k < problems.count; k++)
            is_told = is_told || strstr(problems.items[k].text, rows[i].part) != NULL;
        assert_true(is_told);
    }
    problems_release(&problems);
    problems_init(&problems);
    struct lesson *lesson = read_pair(zh, "## a\n\n> **Sui**: Ok.\n\nx\n\n[?](quiz:q1)\n");
    assert_non_null(lesson);
    assert_string_equal(lesson->steps[0].bubbles[0].who.text[LANG_EN], "Sui");
    assert_string_equal(lesson->steps[0].caption.text[LANG_ZH], "话。");
    assert_null(lesson->steps[0].panel);
    lesson_free(lesson);
}

static void the_cast_is_known_by_both_names(void **state)
{
    (void)state;
    assert_string_equal(lesson_speaker_tag("尺主任"), "chi");
    assert_string_equal(lesson_speaker_tag("Auntie Ou"), "ou");
    assert_string_equal(lesson_speaker_tag("auntie ou"), "");
}

static void the_shipped_lesson_has_ten_steps_with_a_panel_each(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_read("lessons/01-terminal/lesson.zh.md",
                                        "lessons/01-terminal/lesson.en.md", &problems);
    assert_non_null(lesson);
    assert_int_equal(problems.total, 0);
    assert_int_equal(lesson->step_count, 10);
    for (size_t i = 0; i < lesson->step_count; i++)
        assert_non_null(lesson->steps[i].panel);
    assert_string_equal(lesson->steps[9].scenario, "S01");
    lesson_free(lesson);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_step_has_panel_bubbles_caption_question_and_case),
        TEST(asterisks_that_would_stay_on_the_screen_are_found),
        TEST(what_a_step_may_not_hold_is_told_with_its_place),
        TEST(a_bubble_holds_sixty_columns),
        TEST(the_head_must_be_whole),
        TEST(broken_bytes_are_told_with_their_place),
        TEST(both_languages_teach_the_same_steps),
        TEST(the_cast_is_known_by_both_names),
        TEST(the_shipped_lesson_has_ten_steps_with_a_panel_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
