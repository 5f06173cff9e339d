/* Tables from spreadsheets: every cell as written, every fault with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/csv.h"

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

static struct csv *read_text(const char *text)
{
    return csv_read("squad.csv", text, strlen(text), 0, &problems);
}

static void expect_problem(size_t index, int line, int col, const char *part)
{
    assert_true(index < problems.count);
    assert_int_equal(problems.items[index].line, line);
    assert_int_equal(problems.items[index].col, col);
    assert_non_null(strstr(problems.items[index].text, part));
}

static void quoted_cells_keep_commas_quotes_and_line_breaks(void **state)
{
    (void)state;
    struct csv *table =
        read_text("\xEF\xBB\xBFid,name\r\n1,\"Li, \"\"Brother\"\"\"\r\n2,\"two\r\nlines\"\r\n");
    assert_non_null(table);
    assert_int_equal(table->rows, 2);
    assert_int_equal(csv_column(table, "id"), 0);
    assert_int_equal(csv_column(table, "squad"), -1);
    assert_string_equal(csv_text(table, 0, 1), "Li, \"Brother\"");
    assert_string_equal(csv_text(table, 1, 1), "two\nlines");
    assert_int_equal(problems.total, 0);
    csv_free(table);
}

static void a_cell_knows_its_line_and_its_column_in_characters(void **state)
{
    (void)state;
    struct csv *table = read_text("a,b,c\n\"x\ny\",中队,z\n");
    assert_int_equal(csv_cell(table, 0, 0)->line, 2);
    assert_int_equal(csv_cell(table, 0, 1)->line, 3);
    assert_int_equal(csv_cell(table, 0, 1)->col, 4);
    assert_int_equal(csv_cell(table, 0, 2)->col, 7);
    csv_free(table);
}

static void a_row_of_the_wrong_width_is_named_and_the_rest_goes_on(void **state)
{
    (void)state;
    struct csv *table = read_text("id,name\n1\n2,b,extra\n3,c\n");
    assert_int_equal(table->rows, 1);
    assert_string_equal(csv_text(table, 0, 0), "3");
    expect_problem(0, 2, 1, "1 columns");
    expect_problem(1, 3, 5, "3 columns");
    csv_free(table);
}

static void lone_quotes_and_control_characters_are_named(void **state)
{
    (void)state;
    struct csv *table = read_text("a,b\nx\"y,1\n\"x\"y,2\n3,\x1b[31m\n4,ok\n");
    assert_int_equal(table->rows, 1);
    assert_string_equal(csv_text(table, 0, 0), "4");
    expect_problem(0, 2, 2, "lone quote");
    expect_problem(1, 3, 4, "after a closing quote");
    expect_problem(2, 4, 3, "U+001B");
    csv_free(table);
}

static void a_nul_byte_is_a_problem_and_not_an_end(void **state)
{
    (void)state;
    static const char text[] = "a,b\n1,x\0y\n2,z\n";
    struct csv *table = csv_read("f", text, sizeof text - 1, 0, &problems);
    assert_int_equal(table->rows, 1);
    assert_string_equal(csv_text(table, 0, 1), "z");
    expect_problem(0, 2, 4, "U+0000");
    csv_free(table);
}

static void an_open_quote_is_told_where_it_opened(void **state)
{
    (void)state;
    struct csv *table = read_text("a,b\n1,\"open\n2,x\n");
    assert_int_equal(table->rows, 0);
    expect_problem(0, 2, 3, "never closed");
    csv_free(table);
}

static void a_huge_cell_is_refused(void **state)
{
    (void)state;
    char *text = malloc(CSV_CELL_MAX + 100);
    memset(text, 'x', CSV_CELL_MAX + 100);
    memcpy(text, "a\n", 2);
    struct csv *table = csv_read("f", text, CSV_CELL_MAX + 100, 0, &problems);
    assert_int_equal(table->rows, 0);
    assert_int_equal(problems.errors, 1);
    csv_free(table);
    free(text);
}

static void more_rows_than_allowed_stop_the_reading(void **state)
{
    (void)state;
    struct csv *table = csv_read("f", "a\n1\n2\n3\n", 8, 2, &problems);
    assert_int_equal(table->rows, 2);
    expect_problem(0, 4, 1, "more than 2 rows");
    csv_free(table);
}

static void a_file_without_rows_or_of_other_bytes_is_no_table(void **state)
{
    (void)state;
    assert_null(read_text(""));
    expect_problem(0, 1, 1, "no header");
    assert_null(read_text("id,name\n1,\xd5\xc5\n"));
    expect_problem(1, 2, 3, "UTF-8");
}

static void a_roster_saved_by_chinese_excel_becomes_utf8(void **state)
{
    (void)state;
    static const char *const saved[] = {"1,\xd5\xc5\xc8\xfd", "1,张三"};
    for (size_t i = 0; i < 2; i++) {
        char *text = NULL;
        size_t len = 0;
        struct err err = {0};
        assert_true(csv_to_utf8(saved[i], strlen(saved[i]), &text, &len, &err));
        assert_string_equal(text, "1,张三");
        assert_int_equal(len, strlen("1,张三"));
        free(text);
    }
}

static void utf16_with_its_mark_is_read_and_garbage_is_not(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    struct err err = {0};
    assert_true(csv_to_utf8("\xff\xfe\x20\x5f", 4, &text, &len, &err));
    assert_string_equal(text, "张");
    free(text);
    assert_false(csv_to_utf8("\xff\xff\xff", 3, &text, &len, &err));
    assert_int_equal(err.code, ERR_INPUT);
}

static void written_cells_are_quoted_only_where_needed(void **state)
{
    (void)state;
    static const char *const cells[][2] = {
        {"plain", "plain"}, {"a,b", "\"a,b\""},         {"say \"x\"", "\"say \"\"x\"\"\""},
        {"", ""},           {" padded", "\" padded\""}, {"two\nlines", "\"two\nlines\""}};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct sbuf out = {0};
        csv_quote(&out, cells[i][0]);
        assert_string_equal(sbuf_text(&out), cells[i][1]);
        sbuf_release(&out);
    }
}

static void cells_that_a_spreadsheet_would_run_are_known(void **state)
{
    (void)state;
    static const char *const bad[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_true(csv_is_formula(bad[i]));
    assert_false(csv_is_formula(""));
    assert_false(csv_is_formula("1-2"));
}

static void a_hundred_thousand_officers_are_read_whole(void **state)
{
    (void)state;
    struct sbuf text = {0};
    sbuf_add(&text, "id,name,squad\n");
    for (int i = 0; i < 100000; i++)
        sbuf_addf(&text, "%d,张三,二中队\n", i);
    struct csv *table = csv_read("f", sbuf_text(&text), text.len, 0, &problems);
    assert_int_equal(table->rows, 100000);
    assert_string_equal(csv_text(table, 99999, 0), "99999");
    assert_string_equal(csv_text(table, 99999, 2), "二中队");
    assert_int_equal(csv_cell(table, 99999, 0)->line, 100001);
    csv_free(table);
    sbuf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(quoted_cells_keep_commas_quotes_and_line_breaks),
        TEST(a_cell_knows_its_line_and_its_column_in_characters),
        TEST(a_row_of_the_wrong_width_is_named_and_the_rest_goes_on),
        TEST(lone_quotes_and_control_characters_are_named),
        TEST(a_nul_byte_is_a_problem_and_not_an_end),
        TEST(an_open_quote_is_told_where_it_opened),
        TEST(a_huge_cell_is_refused),
        TEST(more_rows_than_allowed_stop_the_reading),
        TEST(a_file_without_rows_or_of_other_bytes_is_no_table),
        TEST(a_roster_saved_by_chinese_excel_becomes_utf8),
        TEST(utf16_with_its_mark_is_read_and_garbage_is_not),
        TEST(written_cells_are_quoted_only_where_needed),
        TEST(cells_that_a_spreadsheet_would_run_are_known),
        TEST(a_hundred_thousand_officers_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
