/* What is wrong in files: all of it, sorted, with a place one can jump to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/problems.h"

static void expect_list(struct problems *problems, const char *expected)
{
    struct sbuf out = {0};
    problems_write(problems, &out);
    assert_string_equal(sbuf_text(&out), expected);
    sbuf_release(&out);
}

static void problems_are_listed_by_file_line_and_column(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    assert_false(problems_add(&problems, "b.md", 2, 1, "second %d", 2));
    assert_false(problems_add(&problems, "b.md", 1, 9, "first"));
    assert_false(problems_warn(&problems, "a.md", 10, 0, "long line"));
    assert_false(problems_add(&problems, "a.md", 9, 3, "nine before ten"));
    assert_false(problems_add(&problems, "a.md", 0, 0, "whole file"));
    expect_list(&problems, "a.md:1:1: whole file\n"
                           "a.md:9:3: nine before ten\n"
                           "a.md:10:1: warning: long line\n"
                           "b.md:1:9: first\n"
                           "b.md:2:1: second 2\n");
    assert_int_equal(problems.total, 5);
    assert_int_equal(problems.errors, 4);
    problems_release(&problems);
    assert_int_equal(problems.count, 0);
}

static void quoted_file_content_cannot_reach_the_terminal_as_escapes(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    problems_add(&problems, "a\x1b[1m.md", 1, 1, "unknown action '%s'", "x\x1b]0;y\x07\nz");
    expect_list(&problems, "a[1m.md:1:1: unknown action 'x]0;y z'\n");
    problems_release(&problems);
}

static void a_flood_is_counted_but_not_kept(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    for (int i = 0; i < PROBLEMS_MAX + 5; i++)
        problems_add(&problems, "a.csv", i + 1, 1, "wrong");
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_int_equal(problems.total, PROBLEMS_MAX + 5);
    assert_int_equal(problems.errors, PROBLEMS_MAX + 5);
    problems_release(&problems);
}

static void no_problem_is_no_text(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    expect_list(&problems, "");
    problems_release(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(problems_are_listed_by_file_line_and_column),
        cmocka_unit_test(quoted_file_content_cannot_reach_the_terminal_as_escapes),
        cmocka_unit_test(a_flood_is_counted_but_not_kept),
        cmocka_unit_test(no_problem_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
