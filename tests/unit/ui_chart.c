/* Charts in cells: every width, every colour class, and as text. */
#include "ui/data_charts.h"

#include "core/lang.h"
#include "core/text.h"
#include "ui/body.h"
#include "ui/layout.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/no_panels.h"

static struct district *district;

static int make_district(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C.UTF-8");
    district = district_new(DISTRICT_SEED);
    return 0;
}

static int free_district(void **state)
{
    (void)state;
    district_free(district);
    return 0;
}

/* The chart alone, as lines. */
static char *drawn(const struct chart *chart, int cols, enum colour_class colours)
{
    struct frame frame;
    struct sbuf out = {0};
    int rows = chart_draw(chart, NULL, 0, cols, colours);
    frame_init(&frame, cols, rows + 2);
    assert_int_equal(chart_draw(chart, &frame, 0, cols, colours), rows);
    for (int y = rows; y < rows + 2; y++) /* nothing below what was measured */
        for (int x = 0; x < cols; x++)
            assert_string_equal(frame_at(&frame, x, y)->text, "");
    frame_dump(&frame, &out);
    frame_release(&frame);
    return sbuf_take(&out);
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + strlen(what), what))
        count++;
    return count;
}

static struct chart *two_bars(void)
{
    struct chart *chart = chart_bars();
    chart_group(chart, "noise", "+50", CHART_ALERT);
    chart_bar(chart, "May", 50);
    chart_bar(chart, "June", 100);
    return chart;
}

static void a_bar_twice_as_long_is_twice_as_much(void **state)
{
    (void)state;
    struct chart *chart = two_bars();
    char *wide = drawn(chart, 80, COLOUR_256), *plain = drawn(chart, 80, COLOUR_ASCII);
    const char *second = strchr(plain, '\n');
    assert_non_null(second);
    size_t all = count_of(plain, "#"), june = count_of(second, "#");
    assert_in_range(june, 30, 80);
    assert_in_range(2 * (all - june), june - 2, june + 2);
    assert_non_null(strstr(wide, "█"));
    assert_non_null(strstr(wide, "100 +50"));
    free(wide);
    free(plain);
    chart_free(chart);
}

static void a_narrow_bar_chart_puts_the_name_above(void **state)
{
    (void)state;
    struct chart *chart = two_bars();
    char *text = drawn(chart, 38, COLOUR_256);
    assert_memory_equal(text, "noise  +50\n", 11);
    free(text);
    chart_free(chart);
}

static void a_sparkline_is_high_where_the_number_is_high(void **state)
{
    (void)state;
    static const int values[] = {10, 80, 45};
    struct chart *chart = chart_spark("");
    chart_series(chart, "noise", values, 3, "45");
    char *text = drawn(chart, 60, COLOUR_256), *plain = drawn(chart, 60, COLOUR_ASCII);
    assert_non_null(strstr(text, "▁▁▁███▄▄▄"));
    assert_non_null(strstr(plain, "___###"));
    free(text);
    free(plain);
    chart_free(chart);
}

static void a_street_without_change_is_drawn_flat_not_divided_by_nothing(void **state)
{
    (void)state;
    static const int values[] = {7, 7};
    struct chart *chart = chart_spark("");
    chart_series(chart, "noise", values, 2, "7");
    char *text = drawn(chart, 60, COLOUR_256);
    assert_non_null(strstr(text, "▄▄▄▄▄▄"));
    free(text);
    chart_free(chart);
}

static void streets_cross_and_points_lie_on_them(void **state)
{
    (void)state;
    struct chart *chart = chart_map(100, 100);
    chart_street(chart, "East", 0, 50, 100, 50);
    chart_street(chart, "North", 50, 0, 50, 100);
    chart_point(chart, "the shop", 80, 50, 'A', 1);
    char *text = drawn(chart, 60, COLOUR_256), *plain = drawn(chart, 60, COLOUR_ASCII);
    assert_non_null(strstr(text, "┼"));
    assert_non_null(strstr(text, "─A1─"));
    assert_non_null(strstr(text, "A1 the shop"));
    assert_non_null(strstr(text, "East"));
    assert_non_null(strstr(plain, "-A1-"));
    assert_non_null(strstr(plain, "+"));
    free(text);
    free(plain);
    chart_free(chart);
}

static void view_of(enum data_chart which, struct view *view)
{
    const struct data_look look = {&district->census, district, which, DISTRICT_NOISE,
                                   which == DATA_CONTROL ? DISTRICT_JUNE + 2 : DISTRICT_JUNE};
    view_init(view);
    data_chart_view(&look, view);
}

static void plain_letters_draw_every_chart_without_a_drawn_line(void **state)
{
    (void)state;
    lang_set(LANG_EN);
    for (int which = 0; which < DATA_CHARTS; which++) {
        struct view view;
        view_of((enum data_chart)which, &view);
        for (size_t i = 0; i < view.block_count; i++) {
            if (!view.blocks[i].chart)
                continue;
            char *text = drawn(view.blocks[i].chart, 76, COLOUR_ASCII);
            static const char *const lines[] = {"█", "▁", "─", "│", "┼", "·", "▏"};
            for (size_t k = 0; k < sizeof lines / sizeof lines[0]; k++)
                assert_null(strstr(text, lines[k]));
            free(text);
        }
        view_release(&view);
    }
}

static void every_chart_fits_every_width_in_every_colour_class(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        lang_set((enum lang)lang);
        for (int which = 0; which < DATA_CHARTS; which++) {
            struct view view;
            view_of((enum data_chart)which, &view);
            for (int cols = 20; cols <= 120; cols += 9)
                for (int colours = 0; colours < COLOUR_CLASS_COUNT; colours++) {
                    struct frame frame;
                    frame_init(&frame, 1, 1);
                    int rows = body_draw(&view, true, cols, (enum colour_class)colours, &frame);
                    assert_int_equal(frame.rows, rows);
                    frame_release(&frame);
                }
            view_release(&view);
        }
    }
}

static void bars_and_map_are_one_page_at_the_floor(void **state)
{
    (void)state;
    static const enum data_chart whole[] = {DATA_BARS_RAW, DATA_BARS, DATA_SPARK, DATA_MAP};
    struct panel_cache *panels = panel_cache_new(&no_panels, 2);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        lang_set((enum lang)lang);
        for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
            struct view view;
            struct look look = {.colours = COLOUR_8};
            struct place place = {.focus = -1};
            struct frame frame;
            struct shown shown;
            view_of(whole[i], &view);
            view_choice(&view, 1, "one", NULL);
            view_choice(&view, 2, "two", NULL);
            view_choice(&view, 3, "three", NULL);
            frame_init(&frame, 80, 24);
            layout_draw(&view, &look, panels, &place, &frame, &shown);
            assert_int_equal(shown.pages, 1);
            frame_release(&frame);
            view_release(&view);
        }
    }
    panel_cache_free(panels);
}

static void read_aloud_the_june_chart_names_the_alert(void **state)
{
    (void)state;
    struct view view;
    struct sbuf out = {0};
    lang_set(LANG_EN);
    view_of(DATA_BARS, &view);
    chart_write(view.blocks[0].chart, &out);
    assert_non_null(
        strstr(sbuf_text(&out), "noise: 2026-05 212, 2026-06 290; +78  z 3.48  ALERT\n"));
    assert_int_equal(count_of(sbuf_text(&out), "ALERT"), 1);
    sbuf_release(&out);
    view_release(&view);
}

static void read_aloud_the_map_names_the_worst_places(void **state)
{
    (void)state;
    struct view view;
    struct sbuf out = {0};
    lang_set(LANG_EN);
    view_of(DATA_MAP, &view);
    chart_write(view.blocks[0].chart, &out);
    assert_memory_equal(sbuf_text(&out), "A1: Minzhu", 10);
    sbuf_release(&out);
    view_release(&view);
}

static void a_list_of_complaints_shows_no_caller(void **state)
{
    (void)state;
    struct view view;
    lang_set(LANG_EN);
    view_of(DATA_LIST, &view);
    size_t rows = 0;
    for (size_t i = 0; i < view.block_count; i++)
        if (view.blocks[i].kind == VIEW_ROW && view.blocks[i].tone != TONE_STRONG) {
            assert_non_null(strstr(view.blocks[i].text, "****"));
            rows++;
        }
    assert_true(rows >= 10);
    view_release(&view);
}

static void the_window_that_called_all_june_leads_the_list_of_repeats(void **state)
{
    (void)state;
    struct view view;
    lang_set(LANG_EN);
    view_of(DATA_REPEATS, &view);
    assert_int_equal(view.blocks[0].tone, TONE_STRONG);
    assert_memory_equal(view.blocks[1].text, "Tanhualin, flats\t38\t1\t06-01", 27);
    assert_int_equal(view.blocks[2].kind, VIEW_TEXT); /* no other noise was told twice */
    view_release(&view);
}

static void two_callers_of_one_event_are_two_voices(void **state)
{
    (void)state;
    struct view view;
    const struct data_look look = {&district->census, district, DATA_REPEATS, DISTRICT_LITTER,
                                   DISTRICT_JUNE};
    lang_set(LANG_EN);
    view_init(&view);
    data_chart_view(&look, &view);
    assert_non_null(strstr(view.blocks[1].text, "\t2\t2\t"));
    view_release(&view);
}

/* The figure before " a day" in the note of a row. */
static double a_day(const char *lines, const char *row)
{
    const char *at = strstr(lines, row), *end = at ? strstr(at, " a day") : NULL;
    assert_non_null(end);
    while (end > at && end[-1] != ' ')
        end--;
    return strtod(end, NULL);
}

static void hot_dry_days_have_more_noise_a_day(void **state)
{
    (void)state;
    struct view view;
    struct sbuf out = {0};
    lang_set(LANG_EN);
    view_of(DATA_HOURS, &view);
    chart_write(view.blocks[0].chart, &out);
    assert_true(a_day(sbuf_text(&out), "hot and dry") >
                1.2 * a_day(sbuf_text(&out), "other days"));
    sbuf_release(&out);
    view_release(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_twice_as_long_is_twice_as_much),
        cmocka_unit_test(a_narrow_bar_chart_puts_the_name_above),
        cmocka_unit_test(a_sparkline_is_high_where_the_number_is_high),
        cmocka_unit_test(a_street_without_change_is_drawn_flat_not_divided_by_nothing),
        cmocka_unit_test(streets_cross_and_points_lie_on_them),
        cmocka_unit_test(plain_letters_draw_every_chart_without_a_drawn_line),
        cmocka_unit_test(every_chart_fits_every_width_in_every_colour_class),
        cmocka_unit_test(bars_and_map_are_one_page_at_the_floor),
        cmocka_unit_test(read_aloud_the_june_chart_names_the_alert),
        cmocka_unit_test(read_aloud_the_map_names_the_worst_places),
        cmocka_unit_test(a_list_of_complaints_shows_no_caller),
        cmocka_unit_test(the_window_that_called_all_june_leads_the_list_of_repeats),
        cmocka_unit_test(hot_dry_days_have_more_noise_a_day),
        cmocka_unit_test(two_callers_of_one_event_are_two_voices),
    };
    return cmocka_run_group_tests(tests, make_district, free_district);
}
