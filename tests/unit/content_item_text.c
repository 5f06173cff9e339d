/* What an officer reads about an item: sums with their article, grades marked as ours, the
 * procedure that fits, which version applies; and a bureau's rows laid over the shipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/catalog_overlay.h"
#include "content/item_text.h"

static struct catalog *shipped;
static struct problems problems;

static int begin(void **state)
{
    (void)state;
    problems_init(&problems);
    shipped = catalog_read("lessons/catalog", &problems);
    return shipped == NULL;
}

static int end(void **state)
{
    (void)state;
    catalog_free(shipped);
    problems_release(&problems);
    return 0;
}

static int32_t day(const char *text)
{
    int32_t number;
    assert_true(calendar_parse_day(text, &number));
    return number;
}

/* The page of one item on a day, "label|text" lines; caller frees. */
static char *page(const char *code, const char *on)
{
    struct item_text text = {0};
    struct sbuf out = {0};
    const struct catalog_item *item = catalog_find(shipped, code, day(on));
    assert_non_null(item);
    item_text_add(&text, shipped, item);
    item_text_add_versions(&text, shipped, code);
    for (size_t i = 0; i < text.count; i++)
        sbuf_addf(&out, "%s|%s\n", text.lines[i].label, text.lines[i].text);
    item_text_release(&text);
    return sbuf_take(&out);
}

static void expect_on_page(const char *code, const char *on, const char *wanted)
{
    char *text = page(code, on);
    if (strstr(text, wanted) == NULL)
        fail_msg("'%s' is not on the page of %s:\n%s", wanted, code, text);
    free(text);
}

static void expect_not_on_page(const char *code, const char *on, const char *unwanted)
{
    char *text = page(code, on);
    if (strstr(text, unwanted) != NULL)
        fail_msg("'%s' is on the page of %s", unwanted, code);
    free(text);
}

static void a_person_is_fined_on_the_spot_up_to_200_an_organisation_up_to_3000(void **state)
{
    (void)state;
    static const struct {
        enum catalog_party party;
        int64_t min, max;
        const char *begins;
    } rows[] = {
        {PARTY_PERSON, 50, 200, "on the spot possible"},
        {PARTY_PERSON, 50, 201, "on the spot up to 200 yuan"},
        {PARTY_PERSON, 200, 500, "on the spot up to 200 yuan"},
        {PARTY_PERSON, 201, 500, "ordinary procedure"},
        {PARTY_ORG, 0, 3000, "on the spot possible"},
        {PARTY_ORG, 3000, 30000, "on the spot up to 3000 yuan"},
        {PARTY_ORG, 3001, 30000, "ordinary procedure"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = item_text_procedure(rows[i].party, rows[i].min, rows[i].max);
        assert_memory_equal(text, rows[i].begins, strlen(rows[i].begins));
        free(text);
    }
}

static void grades_of_a_stall_are_shown_beside_the_article_and_marked_as_ours(void **state)
{
    (void)state;
    expect_on_page("0205", "2026-11-01", "penalty|Regulations on Urban Roads, Art. 42\n");
    expect_on_page("0205", "2026-11-01",
                   "at once · person|up to 20000 yuan (Art. 42)\n"
                   "training value|lenient 20–100 · standard 110–200 · aggravated 210–2000\n");
}

static void an_item_without_a_sum_says_so_and_offers_no_number(void **state)
{
    (void)state;
    expect_on_page("0101", "2026-11-01", "fine|the national text sets no sum");
    expect_not_on_page("0101", "2026-11-01", "training value|");
    expect_not_on_page("0101", "2026-11-01", " yuan");
    expect_on_page("0101", "2026-11-01", "a warning alone can be given on the spot");
}

static void where_gains_must_be_confiscated_nothing_is_decided_on_the_spot(void **state)
{
    (void)state;
    expect_on_page("0508", "2026-03-01", "ordinary procedure: on the spot there are only");
    expect_not_on_page("0508", "2026-03-01", "on the spot up to");
    expect_on_page("0508", "2026-11-01", "person|on the spot up to 200 yuan");
}

static void the_page_says_where_the_law_was_read_and_when(void **state)
{
    (void)state;
    expect_on_page("0205", "2026-11-01",
                   "Regulations on Urban Roads|version 2019-03-24, read on 2025-04-19 in ");
}

static void with_two_versions_the_page_says_which_one_an_act_falls_under(void **state)
{
    (void)state;
    expect_on_page("0508", "2026-11-01", "Administrative Penalty Law, Art. 37");
    expect_on_page("0508", "2026-11-01", "Ecological and Environmental Code, Art. 1057");
    expect_on_page("0508", "2026-11-01",
                   "2026-08-15 · person|the later version is heavier: earlier acts stay");
    expect_not_on_page("0205", "2026-11-01", "Art. 37)");
}

/* Air 118.3: 500-20,000 in all; Code 1132.3: 500-5,000 for who stops, 5,000-20,000 for who
 * refuses. */
static void a_version_lighter_for_who_stops_may_be_heavier_for_who_refuses(void **state)
{
    (void)state;
    expect_on_page("1318", "2026-11-01", "2026-08-15 · person|the later version is lighter");
    expect_on_page("1318", "2026-11-01",
                   "2026-08-15 · person · after a refusal|the later version is heavier");
    expect_on_page("1302", "2026-11-01",
                   "2026-08-15 · person · after a refusal|the same sums before and after");
}

/* --- factors ------------------------------------------------------------------------------ */

static void each_factor_is_shown_with_its_points_and_its_article(void **state)
{
    (void)state;
    expect_on_page("0205", "2026-11-01",
                   "M1 −25|removed or reduced the harm before any order (must: Art. 32(1))\n");
    expect_on_page("0205", "2026-11-01", "M7 −10|first time on record (our benchmark; Art. 33");
    expect_on_page("0205", "2026-11-01", "A6 +30|broke emergency measures");
    expect_on_page("0205", "2026-11-01", "X5 attitude, having answered back (Art. 45(2))");
    expect_on_page("0205", "2026-11-01", "X7 a target for fines (Art. 74(3))");
}

static void repair_of_the_environment_counts_for_items_of_the_code_only(void **state)
{
    (void)state;
    expect_on_page("0508", "2026-11-01",
                   "M10 −25|repaired the environment effectively, also under an order (must: "
                   "Ecological and Environmental Code, Art. 1056(2))\n");
    expect_on_page("0508", "2026-11-01", "Ecological and Environmental Code, Art. 1056(1))\n");
    expect_not_on_page("0508", "2026-03-01", "M10 ");
    expect_not_on_page("0205", "2026-11-01", "M11 ");
    expect_not_on_page("0205", "2026-11-01", "Environmental Code");
}

static void a_refusal_that_opened_the_tier_is_not_weighed_again(void **state)
{
    (void)state;
    expect_on_page("1302", "2026-11-01", "; not counted again in the tier: after a refusal\n");
    expect_on_page("0903", "2026-11-01", "; not counted again in the tier: order overdue\n");
    expect_not_on_page("0205", "2026-11-01", "not counted again");
}

static void without_a_range_there_is_nothing_to_weigh(void **state)
{
    (void)state;
    expect_on_page("0101", "2026-11-01", "|no sum in the national text: there is no range");
    expect_on_page("0110", "2026-11-01", "|a fixed sum: there is nothing to weigh");
    expect_not_on_page("0110", "2026-11-01", "M1 −25|");
}

static void the_page_says_what_cannot_be_done(void **state)
{
    (void)state;
    expect_on_page("0205", "2026-11-01",
                   "|no sum above the range, and below it only with a ground to mitigate "
                   "(Administrative Penalty Law, Art. 4; Art. 30; Art. 31; Art. 32)\n");
    expect_on_page("0101", "2026-11-01", "|no fine of our own making");
    expect_on_page("0217", "2026-11-01", "|no fine at the first finding");
    expect_not_on_page("0205", "2026-11-01", "|no fine at the first finding");
    expect_on_page("0215", "2026-11-01", "|no decision of ours: the case is handed over");
    expect_not_on_page("0205", "2026-11-01", "|no decision of ours");
    expect_on_page("0205", "2026-11-01", "Administrative Penalty Law, Art. 67(2))");
}

/* --- laid over ---------------------------------------------------------------------------- */

static struct catalog *rows(const char *text)
{
    struct sbuf file = {0};
    catalog_write_columns(&file);
    sbuf_addf(&file, "\n%s", text);
    struct catalog *made =
        catalog_parse("own.csv", sbuf_text(&file), file.len, shipped, &problems);
    sbuf_release(&file);
    assert_int_equal(problems.errors, 0);
    return made;
}

#define ROW(code, category, title, from)                                                       \
    code "," category "," category "," title ",en,chengshi-daolu-tiaoli 27(1),"                \
         "chengshi-daolu-tiaoli 42,,,,,责令改正,order,,simple,ours," from ",,a;b;c,own\n"

static void a_row_with_the_same_code_and_day_takes_the_shipped_place(void **state)
{
    (void)state;
    struct catalog *own = rows(ROW("0205", "x", "本局", "2019-03-24"));
    struct catalog *all = catalog_lay_over(shipped, own, false, NULL, NULL);
    assert_int_equal(all->count, shipped->count);
    assert_string_equal(catalog_find(all, "0205", day("2026-11-01"))->title.text[LANG_ZH],
                        "本局");
    assert_non_null(catalog_statute(all, "chengshi-daolu-tiaoli"));
    catalog_free(all);
    catalog_free(own);
}

static void a_sum_names_its_statute_where_the_penalty_rests_on_two(void **state)
{
    (void)state;
    struct catalog *own =
        rows("9901,x,x,本局,en,chengshi-daolu-tiaoli 27(1),chengshi-daolu-tiaoli 42;"
             "shirong-weisheng-tiaoli 36,0,100,,,责令改正,order,base.person:0-100@36,simple,"
             "ours,2020-01-01,,a;b;c,own\n");
    struct catalog *all = catalog_lay_over(shipped, own, false, NULL, NULL);
    struct item_text text = {0};
    bool is_named = false;
    item_text_add(&text, all, catalog_find(all, "9901", day("2026-11-01")));
    for (size_t i = 0; i < text.count; i++)
        is_named = is_named || strstr(text.lines[i].text, "yuan (Regulations on City App");
    assert_true(is_named);
    item_text_release(&text);
    catalog_free(all);
    catalog_free(own);
}

static void a_replacement_leaves_nothing_of_the_shipped_rows(void **state)
{
    (void)state;
    struct catalog *own = rows(ROW("9901", "x", "本局", "2020-01-01"));
    struct catalog *beside = catalog_lay_over(shipped, own, false, "own.csv", &problems);
    struct catalog *alone = catalog_lay_over(shipped, own, true, "own.csv", &problems);
    assert_int_equal(beside->count, shipped->count + 1);
    assert_int_equal(alone->count, 1);
    assert_int_equal(problems.total, 0);
    catalog_free(beside);
    catalog_free(alone);
    catalog_free(own);
}

static void a_version_beside_an_open_one_is_named_with_its_line(void **state)
{
    (void)state;
    struct catalog *own = rows(ROW("9901", "x", "本局", "2020-01-01") ROW(
        "0205", "Trading on the road and parking order", "新", "2027-01-01"));
    catalog_free(catalog_lay_over(shipped, own, false, "own.csv", &problems));
    assert_true(problems.errors >= 1);
    assert_int_equal(problems.items[0].line, 3);
    assert_non_null(strstr(problems.items[0].text, "2019-03-24"));
    catalog_free(own);
}

static void a_category_keeps_the_name_it_has(void **state)
{
    (void)state;
    struct catalog *own = rows(ROW("0299", "别名", "本局", "2020-01-01"));
    catalog_free(catalog_lay_over(shipped, own, false, "own.csv", &problems));
    assert_int_equal(problems.errors, 2); /* in both languages */
    assert_int_equal(problems.items[0].line, 2);
    catalog_free(own);
}

static void one_slip_in_a_category_name_is_one_fault(void **state)
{
    (void)state;
    struct sbuf file = {0};
    catalog_write_columns(&file);
    sbuf_add(&file, "\n" ROW("9901", "slip", "a", "2020-01-01") ROW(
                        "9902", "x", "b", "2020-01-01") ROW("9903", "x", "c", "2020-01-01"));
    catalog_free(catalog_parse("own.csv", sbuf_text(&file), file.len, NULL, &problems));
    assert_int_equal(problems.errors, 2); /* in both languages */
    assert_int_equal(problems.items[0].line, 2);
    assert_int_equal(problems.items[0].col, 6);
    assert_int_equal(problems.items[1].line, 2);
    sbuf_release(&file);
}

static void every_fault_of_a_row_is_named_not_only_the_first(void **state)
{
    (void)state;
    struct sbuf file = {0};
    catalog_write_columns(&file);
    sbuf_add(&file,
             "\n99,x,x,,en,a-law 1,a-law 2,many,few,,,责令,order,,quick,nobody,2026-02-30,"
             "soon,a;b;c,s\n");
    struct catalog *none =
        catalog_parse("own.csv", sbuf_text(&file), file.len, NULL, &problems);
    assert_int_equal(none->count, 0);
    assert_int_equal(problems.errors, 8);
    catalog_free(none);
    sbuf_release(&file);
}

#define WITH_CATALOG(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_fined_on_the_spot_up_to_200_an_organisation_up_to_3000),
        WITH_CATALOG(grades_of_a_stall_are_shown_beside_the_article_and_marked_as_ours),
        WITH_CATALOG(an_item_without_a_sum_says_so_and_offers_no_number),
        WITH_CATALOG(where_gains_must_be_confiscated_nothing_is_decided_on_the_spot),
        WITH_CATALOG(the_page_says_where_the_law_was_read_and_when),
        WITH_CATALOG(with_two_versions_the_page_says_which_one_an_act_falls_under),
        WITH_CATALOG(a_version_lighter_for_who_stops_may_be_heavier_for_who_refuses),
        WITH_CATALOG(each_factor_is_shown_with_its_points_and_its_article),
        WITH_CATALOG(repair_of_the_environment_counts_for_items_of_the_code_only),
        WITH_CATALOG(a_refusal_that_opened_the_tier_is_not_weighed_again),
        WITH_CATALOG(without_a_range_there_is_nothing_to_weigh),
        WITH_CATALOG(the_page_says_what_cannot_be_done),
        WITH_CATALOG(a_row_with_the_same_code_and_day_takes_the_shipped_place),
        WITH_CATALOG(a_sum_names_its_statute_where_the_penalty_rests_on_two),
        WITH_CATALOG(a_replacement_leaves_nothing_of_the_shipped_rows),
        WITH_CATALOG(a_version_beside_an_open_one_is_named_with_its_line),
        WITH_CATALOG(a_category_keeps_the_name_it_has),
        WITH_CATALOG(one_slip_in_a_category_name_is_one_fault),
        WITH_CATALOG(every_fault_of_a_row_is_named_not_only_the_first),
    };
    lang_set(LANG_EN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
