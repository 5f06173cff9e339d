/* The catalog: amounts, bands and versions as the law base has them; wrong rows are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/catalog.h"
#include "core/file.h"

static const char header[] =
    "code,category_zh,category_en,item_zh,item_en,duty,penalty,person_min,person_max,org_min,"
    "org_max,measures_zh,measures_en,bands,procedure,competence,valid_from,valid_to,keywords,"
    "source\n";

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

static struct catalog *parse(const char *rows)
{
    struct sbuf text = {0};
    sbuf_add(&text, header);
    sbuf_add(&text, rows);
    struct catalog *catalog = catalog_parse("c.csv", text.text, text.len, NULL, &problems);
    sbuf_release(&text);
    return catalog;
}

/* A row of item `code` with these amount columns and bands. */
static struct catalog *parse_row(const char *code, const char *amounts, const char *bands)
{
    struct sbuf row = {0};
    sbuf_addf(
        &row,
        "%s,占道,Road,摆摊,Stall,road-act 27(1),road-act 42,%s,责令改正,correct,%s,simple,"
        "ours,2019-03-24,,a;b;c,src\n",
        code, amounts, bands);
    struct catalog *catalog = parse(row.text);
    sbuf_release(&row);
    return catalog;
}

static void expect_refused(const char *amounts, const char *bands, const char *part)
{
    size_t before = problems.errors;
    struct catalog *catalog = parse_row("0205", amounts, bands);
    assert_non_null(catalog);
    assert_int_equal(catalog->count, 0);
    assert_true(problems.errors > before);
    assert_non_null(strstr(problems.items[problems.count - 1].text, part));
    assert_int_equal(problems.items[problems.count - 1].line, 2);
    catalog_free(catalog);
}

static void expect_split(const char *amounts, const char *bands, const int64_t *ends)
{
    struct catalog *catalog = parse_row("0205", amounts, bands);
    assert_int_equal(problems.total, 0);
    assert_int_equal(catalog->count, 1);
    const struct catalog_band *band = &catalog->items[0].bands[0];
    assert_int_equal(band->lenient_lo, ends[0]);
    assert_int_equal(band->lenient_hi, ends[1]);
    assert_int_equal(band->standard_hi, ends[2]);
    assert_int_equal(band->aggravated_hi, ends[3]);
    catalog_free(catalog);
}

/* The worked bands of the domain's table of anchor items. */
static void a_range_without_bands_is_split_30_40_30(void **state)
{
    (void)state;
    static const struct {
        const char *amounts, *bands;
        int64_t ends[4];
    } rows[] = {
        {"100,500,,", "overdue.person:100-500@65(3)", {100, 220, 380, 500}},
        {",,10000,30000", "overdue.org:10000-30000@65(3)", {10000, 16000, 24000, 30000}},
        {",,2000,20000", "base.org:2000-20000@1129", {2000, 7400, 14600, 20000}},
        {"20000,100000,,", "overdue.person:20000-100000@49", {20000, 44000, 76000, 100000}},
        {",,100000,200000", "overdue.org:100000-200000@49", {100000, 130000, 170000, 200000}},
        {",,50000,200000", "refusal.org:50000-200000@1189.2", {50000, 95000, 155000, 200000}},
        {"200,1000,,", "refusal.person:200-1000@1190", {200, 440, 760, 1000}},
        {"500,5000,,", "base.person:500-5000@1132.3", {500, 1850, 3650, 5000}},
        {"500,2000,,", "base.person:500-2000@1131.1", {500, 950, 1550, 2000}},
        {"5,50,,", "base.person:5-50@89", {5, 10, 30, 50}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_split(rows[i].amounts, rows[i].bands, rows[i].ends);
}

static void bands_written_out_are_taken_as_they_are(void **state)
{
    (void)state;
    static const int64_t stall[] = {20, 100, 200, 2000}, fixed[] = {50, 50, 50, 50};
    expect_split(",20000,,", "base.person:0-20000[20-100/200/2000]@42", stall);
    expect_split("50,50,,", "base.person:50-50@42", fixed);
}

static void a_band_says_its_tier_party_and_article(void **state)
{
    (void)state;
    struct catalog *catalog =
        parse_row("1302", "5000,50000,5000,50000",
                  "base.person:5000-50000@1189.2;base.org:5000-50000@1189.2;"
                  "refusal.org:50000-200000@1189.2");
    const struct catalog_item *item = catalog_find(catalog, "1302", 20000);
    assert_non_null(item);
    assert_null(catalog_band(item, TIER_REFUSAL, PARTY_PERSON));
    const struct catalog_band *band = catalog_band(item, TIER_REFUSAL, PARTY_ORG);
    assert_int_equal(band->max, 200000);
    assert_false(band->is_own);
    assert_string_equal(band->article, "1189.2");
    catalog_free(catalog);
}

static void wrong_amounts_and_bands_are_refused_with_their_line(void **state)
{
    (void)state;
    expect_refused("500,100,,", "base.person:100-500@42", "below the minimum");
    expect_refused(",2e4,,", "", "whole number");
    expect_refused(",20000,,", "", "no band");
    expect_refused(",,,", "base.person:0-20000@42", "no amounts");
    expect_refused(",20000,,", "base.person:0-10000@42", "differs");
    expect_refused(",20000,,", "base.person:0-20000[20-100/200]@42", "as [");
    expect_refused(",20000,,", "base.person:0-20000[20-100/90/2000]@42", "rise");
    expect_refused(",20000,,", "base.person:0-20000[20-105/200/2000]@42", "multiple of 10");
    expect_refused(",20000,,", "base.person:0-20000[20-100/200/30000]@42", "outside");
    expect_refused(",20000,,", "base.person:0-20000", "expected @");
    expect_refused(",20000,,", "base.person:0-20000@4x", "expected ;");
    expect_refused(",20000,,", "extra.person:0-20000@42", "begin with");
    expect_refused(",20000,,", "base.person:0-20000@42;base.person:0-20000@42", "twice");
    expect_refused(",20000,,", "base.person:0-99999999999@42", "range");
}

static void the_column_of_a_broken_band_is_told(void **state)
{
    (void)state;
    struct catalog *catalog = parse_row("0205", ",20000,,", "base.person:0-20000#42");
    static const char before[] =
        "0205,占道,Road,摆摊,Stall,road-act 27(1),road-act 42,,20000,,,"
        "责令改正,correct,base.person:0-20000";
    int col = 1;
    for (const char *c = before; *c != '\0'; c++)
        col += ((unsigned char)*c & 0xC0) != 0x80;
    assert_int_equal(problems.items[0].col, col);
    catalog_free(catalog);
}

static void the_law_of_the_day_decides_which_version_counts(void **state)
{
    (void)state;
    struct catalog *catalog = parse(
        "0508,生活垃圾,Waste,乱扔,Littering,code 506.2,code 1169.3,100,1000,,,责令改正,correct,"
        "base.person:100-1000[100-200/500/1000]@1169.3,ordinary,ours,2026-08-15,,a;b;c,s\n"
        "0508,生活垃圾,Waste,乱扔,Littering,waste 49.2,waste 111.2,100,500,,,责令改正,correct,"
        "base.person:100-500@111.2,ordinary,ours,2020-09-01,2026-08-14,a;b;c,s\n");
    int32_t last = 0, first = 0, before = 0;
    assert_true(calendar_parse_day("2026-08-14", &last));
    assert_true(calendar_parse_day("2026-08-15", &first));
    assert_true(calendar_parse_day("2020-08-31", &before));
    assert_int_equal(problems.total, 0);
    assert_int_equal(catalog_find(catalog, "0508", last)->person_max, 500);
    assert_int_equal(catalog_find(catalog, "0508", first)->person_max, 1000);
    assert_null(catalog_find(catalog, "0508", before));
    assert_null(catalog_find(catalog, "0509", first));
    size_t at = 9;
    assert_int_equal(catalog_versions(catalog, "0508", &at), 2);
    assert_int_equal(at, 0);
    assert_int_equal(catalog_versions(catalog, "9999", &at), 0);
    catalog_free(catalog);
}

static void overlapping_versions_and_two_names_of_a_category_are_told(void **state)
{
    (void)state;
    struct catalog *catalog = parse(
        "0101,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,2026-01-01,a;b;c,s\n"
        "0101,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,ours,2026-01-01,,a;b;c,s\n"
        "0102,乙,A,二,Two,s 1,s 2,,,,,责令,order,,simple,ours,2026-01-01,,a;b;c,s\n");
    assert_int_equal(problems.errors, 2);
    assert_non_null(strstr(problems.items[0].text, "overlaps"));
    assert_non_null(strstr(problems.items[1].text, "category 01"));
    assert_int_equal(problems.items[1].line, 4);
    catalog_free(catalog);
}

static void odd_codes_dates_references_and_formulas_are_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "205,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,,a;b;c,s\n",
        "0200,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,,a;b;c,s\n",
        "0101,甲,A,一,One,s,s 2,,,,,责令,order,,simple,ours,2020-01-01,,a;b;c,s\n",
        "0101,甲,A,一,One,s 1,s 2(x),,,,,责令,order,,simple,ours,2020-01-01,,a;b;c,s\n",
        "0101,甲,A,一,One,s 1,s 2,,,,,责令,order,,quick,ours,2020-01-01,,a;b;c,s\n",
        "0101,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,mine,2020-01-01,,a;b;c,s\n",
        "0101,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-02-30,,a;b;c,s\n",
        "0101,甲,A,一,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-02,2020-01-01,a;b;c,s\n",
        "0101,甲,A,=1+1,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,,a;b;c,s\n",
        "0101,甲,A,,One,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,,a;b;c,s\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct catalog *catalog = parse(rows[i]);
        assert_int_equal(catalog->count, 0);
        assert_int_equal(problems.errors, i + 1);
        catalog_free(catalog);
    }
}

static void a_table_without_a_column_is_no_catalog(void **state)
{
    (void)state;
    static const char text[] = "code,item_zh\n0101,x\n";
    assert_null(catalog_parse("c.csv", text, strlen(text), NULL, &problems));
    assert_non_null(strstr(problems.items[0].text, "category_zh"));
}

static void citations_read_as_statutes_are_cited(void **state)
{
    (void)state;
    char slug[] = "road-act", zh[] = "城市道路管理条例", en[] = "Regulations on Urban Roads";
    struct catalog_source source = {.slug = slug, .title = {{zh, en}}};
    struct catalog catalog = {.sources = &source, .source_count = 1};
    static const struct {
        const char *reference, *zh, *en;
    } rows[] = {
        {"road-act 42", "《城市道路管理条例》第四十二条",
         "Regulations on Urban Roads, Art. 42"},
        {"road-act 36(2)", "《城市道路管理条例》第三十六条第（二）项",
         "Regulations on Urban Roads, Art. 36(2)"},
        {"road-act 57.2", "《城市道路管理条例》第五十七条第二款",
         "Regulations on Urban Roads, Art. 57(2)"},
        {"road-act 50.1(3)", "《城市道路管理条例》第五十条第一款第（三）项",
         "Regulations on Urban Roads, Art. 50(1)(3)"},
        {"road-act 1169(10)", "《城市道路管理条例》第一千一百六十九条第（十）项",
         "Regulations on Urban Roads, Art. 1169(10)"},
        {"road-act 105", "《城市道路管理条例》第一百零五条",
         "Regulations on Urban Roads, Art. 105"},
        {"road-act 112", "《城市道路管理条例》第一百一十二条",
         "Regulations on Urban Roads, Art. 112"},
        {"road-act 1002 @2026-08-14", "《城市道路管理条例》第一千零二条",
         "Regulations on Urban Roads, Art. 1002"},
        {"road-act 12-1", "《城市道路管理条例》第十二条之一",
         "Regulations on Urban Roads, Art. 12-1"},
        {"road-act 7;road-act 8", "《城市道路管理条例》第七条、第八条",
         "Regulations on Urban Roads, Art. 7; Art. 8"},
        {"road-act 7;other-act 8;road-act 9",
         "《城市道路管理条例》第七条、《other-act》第八条、《城市道路管理条例》第九条",
         "Regulations on Urban Roads, Art. 7; other-act, Art. 8; Regulations on Urban Roads, "
         "Art. 9"},
        {"unknown-act 3", "《unknown-act》第三条", "unknown-act, Art. 3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text[] = {catalog_citation(&catalog, rows[i].reference, LANG_ZH),
                        catalog_citation(&catalog, rows[i].reference, LANG_EN)};
        assert_string_equal(text[0], rows[i].zh);
        assert_string_equal(text[1], rows[i].en);
        free(text[0]);
        free(text[1]);
    }
}

static void a_statute_that_nobody_named_is_told(void **state)
{
    (void)state;
    char slug[] = "road-act";
    struct catalog_source source = {.slug = slug};
    struct catalog statutes = {.sources = &source, .source_count = 1};
    struct sbuf text = {0};
    sbuf_addf(&text,
              "%s0101,甲,A,一,One,road-act 1,other-act 2,,,,,责令,order,,simple,ours,"
              "2020-01-01,,a;b;c,s\n",
              header);
    struct catalog *catalog = catalog_parse("c.csv", text.text, text.len, &statutes, &problems);
    assert_int_equal(catalog->count, 0);
    assert_non_null(strstr(problems.items[0].text, "other-act"));
    catalog_free(catalog);
    sbuf_release(&text);
}

static void the_shipped_catalog_is_whole_and_survives_export_and_import(void **state)
{
    (void)state;
    struct catalog *catalog = catalog_read("lessons/catalog", &problems);
    struct sbuf out = {0};
    char *text = NULL;
    size_t len = 0;
    struct err err = {0};
    assert_non_null(catalog);
    assert_int_equal(problems.total, 0);
    catalog_write(catalog, &out);
    assert_true(file_read("lessons/catalog/catalog.csv", 1 << 24, &text, &len, &err));
    assert_string_equal(text, sbuf_text(&out));
    sbuf_release(&out);
    free(text);
    catalog_free(catalog);
}

static void the_road_stall_has_the_bands_of_the_training_design(void **state)
{
    (void)state;
    struct catalog *catalog = catalog_read("lessons/catalog", &problems);
    int32_t day = 0;
    assert_true(calendar_parse_day("2026-11-22", &day));
    const struct catalog_item *item = catalog_find(catalog, "0205", day);
    const struct catalog_band *person = catalog_band(item, TIER_BASE, PARTY_PERSON);
    const struct catalog_band *org = catalog_band(item, TIER_BASE, PARTY_ORG);
    assert_int_equal(person->lenient_hi, 100);
    assert_int_equal(person->standard_hi, 200);
    assert_int_equal(org->standard_hi, 3000);
    assert_true(person->is_own);
    catalog_free(catalog);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_range_without_bands_is_split_30_40_30),
        TEST(bands_written_out_are_taken_as_they_are),
        TEST(a_band_says_its_tier_party_and_article),
        TEST(wrong_amounts_and_bands_are_refused_with_their_line),
        TEST(the_column_of_a_broken_band_is_told),
        TEST(the_law_of_the_day_decides_which_version_counts),
        TEST(overlapping_versions_and_two_names_of_a_category_are_told),
        TEST(odd_codes_dates_references_and_formulas_are_refused),
        TEST(a_table_without_a_column_is_no_catalog),
        TEST(citations_read_as_statutes_are_cited),
        TEST(a_statute_that_nobody_named_is_told),
        TEST(the_shipped_catalog_is_whole_and_survives_export_and_import),
        TEST(the_road_stall_has_the_bands_of_the_training_design),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
