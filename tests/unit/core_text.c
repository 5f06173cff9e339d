/* Text: columns, cutting, cleaning and wrapping as an officer sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/text.h"

/* The wrapped lines joined with '|'. Caller frees. */
static char *wrapped(const char *text, int cols)
{
    struct text_line *lines;
    size_t count = text_wrap(text, cols, &lines);
    struct sbuf out = {0};
    for (size_t i = 0; i < count; i++) {
        if (i)
            sbuf_add_char(&out, '|');
        sbuf_add_len(&out, text + lines[i].start, lines[i].len);
        assert_int_equal(lines[i].cols, text_cols_len(text + lines[i].start, lines[i].len));
        assert_in_range(lines[i].cols, 0, cols);
    }
    free(lines);
    return sbuf_take(&out);
}

static void expect_wrap(const char *text, int cols, const char *expected)
{
    char *got = wrapped(text, cols);
    assert_string_equal(got, expected);
    free(got);
}

static void bad_utf8_is_found_at_its_first_byte(void **state)
{
    (void)state;
    size_t bad_at = 99;
    assert_true(text_is_valid("城管 ok", strlen("城管 ok"), &bad_at));
    assert_int_equal(bad_at, 99);
    assert_false(text_is_valid("城\xff", 4, &bad_at));
    assert_int_equal(bad_at, 3);
    assert_false(text_is_valid("a\xed\xa0\x80", 4, &bad_at)); /* surrogate */
    assert_int_equal(bad_at, 1);
    assert_false(text_is_valid("\xc0\xaf", 2, &bad_at)); /* overlong '/' */
    assert_int_equal(bad_at, 0);
    assert_false(text_is_valid("ab\xe5\x9f", 4, &bad_at)); /* cut short */
    assert_int_equal(bad_at, 2);
}

static void chinese_takes_two_columns_ambiguous_marks_one(void **state)
{
    (void)state;
    assert_int_equal(text_cols("城管"), 4);
    assert_int_equal(text_cols("ａ１"), 4); /* full-width */
    assert_int_equal(text_cols("“…”▀●"), 5);
    assert_int_equal(text_cols("e\xcc\x81"), 1); /* e + combining acute */
    assert_int_equal(text_cols("a\tb\x1b"), 2);
    assert_int_equal(text_cols(""), 0);
}

static void a_letter_and_its_accents_are_one_step_of_the_cursor(void **state)
{
    (void)state;
    int cols;
    const char *text = "e\xcc\x81x城";
    assert_int_equal(text_grapheme(text, &cols), 3);
    assert_int_equal(cols, 1);
    assert_int_equal(text_grapheme(text + 4, &cols), 3);
    assert_int_equal(cols, 2);
    assert_int_equal(text_grapheme("", &cols), 0);
    assert_int_equal(text_grapheme_before(text, 7), 3);
    assert_int_equal(text_grapheme_before(text, 4), 1);
    assert_int_equal(text_grapheme_before(text, 3), 3);
    assert_int_equal(text_grapheme_before(text, 0), 0);
}

static void expect_cut(const char *text, int cols, const char *cut, const char *padded)
{
    struct sbuf out = {0};
    text_cut(&out, text, cols);
    assert_string_equal(sbuf_text(&out), cut);
    sbuf_clear(&out);
    text_pad(&out, text, cols);
    assert_string_equal(sbuf_text(&out), padded);
    sbuf_release(&out);
}

static void what_does_not_fit_ends_in_an_ellipsis_within_the_columns(void **state)
{
    (void)state;
    expect_cut("城管执法", 8, "城管执法", "城管执法");
    expect_cut("城管执法", 7, "城管执…", "城管执…");
    expect_cut("城管执法", 6, "城管…", "城管… ");
    expect_cut("城", 1, "…", "…");
    expect_cut("ab", 5, "ab", "ab   ");
    expect_cut("ab", 0, "", "");
    expect_cut("ab", -3, "", "");
    expect_cut("abe\xcc\x81", 3, "abe\xcc\x81", "abe\xcc\x81");
}

static void nothing_that_moves_a_cursor_or_turns_a_text_survives_cleaning(void **state)
{
    (void)state;
    struct sbuf out = {0};
    text_clean(&out, "a\x1b[31mb\nc\td\r\x7f\xc2\x9b" /* CSI as one character */
                     "e\xe2\x80\xae"                  /* right-to-left override */
                     "f\xef\xbb\xbf"                  /* byte order mark */
                     "g\xe2\x80\xa8"                  /* line separator */
                     "h");
    assert_string_equal(sbuf_text(&out), "a[31mb c defgh");
    sbuf_clear(&out);
    text_clean(&out, "老墨\xe2\x80\x8d、e\xcc\x81"); /* joiner and accent stay */
    assert_string_equal(sbuf_text(&out), "老墨\xe2\x80\x8d、e\xcc\x81");
    sbuf_clear(&out);
    text_clean(&out, "a\xff\xe5\x9f");
    assert_string_equal(sbuf_text(&out), "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    sbuf_release(&out);
}

static void no_line_begins_with_a_closing_mark(void **state)
{
    (void)state;
    expect_wrap("城管执法，文明", 8, "城管执|法，文明");
    expect_wrap("请出示证件。好", 10, "请出示证|件。好");
    expect_wrap("（一）是。", 6, "（一）|是。");
    expect_wrap("他说好！”走", 6, "他说|好！”|走");
}

static void no_line_ends_with_an_opening_mark(void **state)
{
    (void)state;
    expect_wrap("依照《条例》处罚", 6, "依照|《条|例》处|罚");
    expect_wrap("甲乙（丙丁）", 6, "甲乙|（丙|丁）");
    expect_wrap("甲乙“丙丁”", 5, "甲乙|“丙|丁”");
}

static void marks_keep_their_side_at_every_width(void **state)
{
    (void)state;
    static const char *const closing[] = {"，", "。", "、", "；", "：", "！", "？", "）", "》",
                                          "】", "』", "”",  "’",  "…",  "％", ",",  ".",  ")"};
    static const char *const opening[] = {"（", "《", "【", "『", "“", "‘", "("};
    for (int cols = 4; cols <= 20; cols++) {
        for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
            struct sbuf text = {0};
            for (int n = 0; n < 9; n++)
                sbuf_addf(&text, n % 2 ? "罚%s" : "当场%s", closing[i]);
            char *lines = wrapped(sbuf_text(&text), cols);
            struct sbuf bad = {0};
            sbuf_addf(&bad, "|%s", closing[i]);
            assert_null(strstr(lines, sbuf_text(&bad)));
            sbuf_release(&bad);
            sbuf_release(&text);
            free(lines);
        }
        for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
            struct sbuf text = {0};
            for (int n = 0; n < 9; n++)
                sbuf_addf(&text, n % 2 ? "%s罚" : "%s当场", opening[i]);
            char *lines = wrapped(sbuf_text(&text), cols);
            struct sbuf bad = {0};
            sbuf_addf(&bad, "%s|", opening[i]);
            assert_null(strstr(lines, sbuf_text(&bad)));
            sbuf_release(&bad);
            sbuf_release(&text);
            free(lines);
        }
    }
}

static void text_may_break_before_and_after_a_quotation_in_chinese(void **state)
{
    (void)state;
    expect_wrap("老墨说“眼眼不眨眼”就是连续", 16, "老墨说“眼眼不眨|眼”就是连续");
    expect_wrap("甲乙丙“丁”戊", 6, "甲乙丙|“丁”戊");
    expect_wrap("甲乙“丙”丁戊", 8, "甲乙“丙”|丁戊");
}

static void english_words_stay_whole_where_they_fit(void **state)
{
    (void)state;
    expect_wrap("show your badge first", 10, "show your|badge|first");
    expect_wrap("L01 眼眼不眨眼", 8, "L01 眼眼|不眨眼");
    expect_wrap("a  b", 2, "a|b");
    expect_wrap("  two", 5, "  two");
}

static void a_word_longer_than_the_line_is_cut_but_never_lost(void **state)
{
    (void)state;
    expect_wrap("abcdefghij", 4, "abcd|efgh|ij");
    expect_wrap("abcd。", 4, "abc|d。");
    expect_wrap("。。。。", 2, "。|。|。|。");
}

static void a_citation_and_a_range_are_not_torn_before_their_number(void **state)
{
    (void)state;
    expect_wrap("Penalty Law, Art. 42(1)", 17, "Penalty Law,|Art. 42(1)");
    expect_wrap("standard 500–1850", 14, "standard|500–1850");
    expect_wrap("Art. of war", 6, "Art.|of war");
}

static void line_feeds_break_always(void **state)
{
    (void)state;
    expect_wrap("", 10, "");
    expect_wrap("a\n\nb", 10, "a||b");
    expect_wrap("a\n", 10, "a");
    struct text_line *lines;
    assert_int_equal(text_wrap("", 10, &lines), 0);
    assert_null(lines);
}

static void wrapping_at_any_width_keeps_every_visible_character(void **state)
{
    (void)state;
    const char *text = "穗穗：“当场处罚只有两种情形——《行政处罚法》第51条：公民 200 yuan 以下，"
                       "organisations 3,000 yuan 以下，或者警告（warning）。”对吗？";
    for (int cols = 2; cols < 100; cols++) {
        char *lines = wrapped(text, cols);
        struct sbuf before = {0}, after = {0};
        for (const char *at = text; *at; at++)
            if (*at != ' ')
                sbuf_add_char(&before, *at);
        for (const char *at = lines; *at; at++)
            if (*at != ' ' && *at != '|')
                sbuf_add_char(&after, *at);
        assert_string_equal(sbuf_text(&after), sbuf_text(&before));
        sbuf_release(&before);
        sbuf_release(&after);
        free(lines);
    }
}

/* Pieces that meet badly: accents, joiners, wide and narrow, marks, controls, bad bytes. */
static const char *const pieces[] = {"a",
                                     "Z9",
                                     " ",
                                     "  ",
                                     "城",
                                     "管理",
                                     "，",
                                     "。",
                                     "（",
                                     "）",
                                     "“",
                                     "”",
                                     "…",
                                     "▀",
                                     "-",
                                     "/",
                                     "\n",
                                     "\t",
                                     "\xcc\x81",
                                     "\xe2\x80\x8d",
                                     "\xe2\x80\xae",
                                     "👮",
                                     "🇨🇳",
                                     "각",
                                     "ก็",
                                     "\xe1\x84\x80",
                                     "２",
                                     "·",
                                     "\x1b[2J",
                                     "\xff",
                                     "\xe5\x9f"};
enum { VALID_PIECES = 28 };

static void expect_cut_and_padded(const char *text)
{
    for (int cols = 0; cols <= 12; cols++) {
        struct sbuf out = {0};
        size_t bad_at;
        text_cut(&out, text, cols);
        assert_in_range(text_cols(sbuf_text(&out)), 0, cols);
        assert_true(text_is_valid(sbuf_text(&out), out.len, &bad_at));
        sbuf_clear(&out);
        text_pad(&out, text, cols);
        assert_int_equal(text_cols(sbuf_text(&out)), cols);
        sbuf_release(&out);
    }
}

static void expect_steps_there_and_back(const char *text)
{
    size_t len = strlen(text), at = 0;
    int cols, sum = 0;
    for (size_t step; (step = text_grapheme(text + at, &cols)) > 0; at += step)
        sum += cols;
    assert_int_equal(at, len);
    assert_int_equal(sum, text_cols(text));
    while (at > 0) {
        size_t step = text_grapheme_before(text, at);
        assert_in_range(step, 1, at);
        at -= step;
    }
}

static void no_mixture_of_characters_breaks_a_promise(void **state)
{
    (void)state;
    struct chance chance;
    chance_init(&chance, 2026);
    for (int round = 0; round < 3000; round++) {
        struct sbuf raw = {0}, clean = {0};
        uint32_t count = chance_below(&chance, 30);
        bool is_valid = round % 2;
        for (uint32_t i = 0; i < count; i++)
            sbuf_add(&raw,
                     pieces[chance_below(&chance, is_valid ? VALID_PIECES
                                                           : sizeof pieces / sizeof *pieces)]);
        size_t bad_at;
        text_clean(&clean, sbuf_text(&raw));
        const char *text = is_valid ? sbuf_text(&raw) : sbuf_text(&clean);
        assert_true(text_is_valid(sbuf_text(&clean), clean.len, &bad_at));
        assert_int_equal(strcspn(sbuf_text(&clean), "\x1b\n\t\r"), clean.len);
        char *lines = wrapped(text, 2 + (int)chance_below(&chance, 20)); /* checks widths */
        free(lines);
        expect_cut_and_padded(text);
        expect_steps_there_and_back(text);
        sbuf_release(&raw);
        sbuf_release(&clean);
    }
}

static void search_ignores_case_and_full_width_letters(void **state)
{
    (void)state;
    struct sbuf out = {0};
    text_fold(&out, "Ｌ０１ Baitan 摆摊");
    assert_string_equal(sbuf_text(&out), "l01 baitan 摆摊");
    sbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_utf8_is_found_at_its_first_byte),
        cmocka_unit_test(chinese_takes_two_columns_ambiguous_marks_one),
        cmocka_unit_test(a_letter_and_its_accents_are_one_step_of_the_cursor),
        cmocka_unit_test(what_does_not_fit_ends_in_an_ellipsis_within_the_columns),
        cmocka_unit_test(nothing_that_moves_a_cursor_or_turns_a_text_survives_cleaning),
        cmocka_unit_test(no_line_begins_with_a_closing_mark),
        cmocka_unit_test(no_line_ends_with_an_opening_mark),
        cmocka_unit_test(marks_keep_their_side_at_every_width),
        cmocka_unit_test(text_may_break_before_and_after_a_quotation_in_chinese),
        cmocka_unit_test(english_words_stay_whole_where_they_fit),
        cmocka_unit_test(a_word_longer_than_the_line_is_cut_but_never_lost),
        cmocka_unit_test(a_citation_and_a_range_are_not_torn_before_their_number),
        cmocka_unit_test(line_feeds_break_always),
        cmocka_unit_test(wrapping_at_any_width_keeps_every_visible_character),
        cmocka_unit_test(no_mixture_of_characters_breaks_a_promise),
        cmocka_unit_test(search_ignores_case_and_full_width_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
