/* The catalog we ship: all of it there, true to the law base's counts, versions kept apart,
 * and every item found by what people call it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

#include "content/catalog.h"
#include "content/pinyin.h"

enum { CATEGORIES = 14, ITEMS = 293, FIRST = 3, PHRASES_MIN = 3, TITLE_MAX = 200 };

struct shipped {
    struct problems problems;
    struct catalog *catalog;
    struct search *search;
    struct pinyin *pinyin;
};

static char pinyin_table[512]; /* beside this program: …/tests/unit/X, …/data/pinyin.tsv */

static int32_t day(const char *text)
{
    int32_t number;
    assert_true(calendar_parse_day(text, &number));
    return number;
}

static int begin(void **state)
{
    static struct shipped shipped;
    struct err err = {0};
    problems_init(&shipped.problems);
    shipped.catalog = catalog_read("lessons/catalog", &shipped.problems);
    if (shipped.catalog == NULL)
        return -1;
    shipped.search = search_new(shipped.catalog, day("2026-11-01"), pinyin_table, &err);
    shipped.pinyin = pinyin_open(pinyin_table, &err);
    *state = &shipped;
    if (shipped.search == NULL || shipped.pinyin == NULL)
        fprintf(stderr, "%s: %s\n", pinyin_table, err.text);
    return shipped.search == NULL || shipped.pinyin == NULL ? -1 : 0;
}

static int end(void **state)
{
    struct shipped *shipped = *state;
    search_free(shipped->search);
    pinyin_free(shipped->pinyin);
    catalog_free(shipped->catalog);
    problems_release(&shipped->problems);
    return 0;
}

/* The next item in force on `on` from index *at on, NULL after the last. */
static const struct catalog_item *next(const struct catalog *catalog, int32_t on, size_t *at)
{
    while (*at < catalog->count) {
        const struct catalog_item *item = &catalog->items[(*at)++];
        if (item->valid_from <= on && on <= item->valid_to)
            return item;
    }
    return NULL;
}

/* --- all of it there ------------------------------------------------------------------------
 */

static void the_files_have_no_fault_and_no_warning(void **state)
{
    struct shipped *shipped = *state;
    struct sbuf text = {0};
    problems_write(&shipped->problems, &text);
    assert_string_equal(sbuf_text(&text), "");
    sbuf_release(&text);
}

static void today_14_categories_hold_293_items_numbered_without_a_gap(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    static const int counts[CATEGORIES] = {17, 18, 18, 17, 19, 19, 18,
                                           25, 24, 32, 16, 18, 31, 21};
    int32_t today = day("2026-11-01");
    size_t at = 0, count = 0;
    for (int category = 1; category <= CATEGORIES; category++)
        for (int number = 1; number <= counts[category - 1]; number++, count++) {
            char code[CATALOG_CODE_MAX];
            snprintf(code, sizeof code, "%02d%02d", category % 100, number % 100);
            const struct catalog_item *item = next(catalog, today, &at);
            assert_non_null(item);
            assert_string_equal(item->code, code);
        }
    assert_null(next(catalog, today, &at));
    assert_int_equal(count, ITEMS);
}

/* Domain E.1, "No sum": the national text leaves the sum open, or sets a share or multiple. */
static void items_without_a_sum_offer_none_and_say_so(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    static const int without[CATEGORIES] = {9, 6, 16, 5, 1, 2, 7, 3, 1, 0, 15, 8, 0, 4};
    static const char *const said[] = {"未定", "无罚款", "%", "百分之", "倍"};
    int counted[CATEGORIES] = {0};
    size_t at = 0;
    const struct catalog_item *item;
    while ((item = next(catalog, day("2026-11-01"), &at)) != NULL) {
        if (item->person_max >= 0 || item->org_max >= 0)
            continue;
        bool is_said = false;
        for (size_t i = 0; i < sizeof said / sizeof *said; i++)
            is_said = is_said || strstr(item->measures.text[LANG_ZH], said[i]) != NULL;
        if (!is_said)
            fail_msg("%s has no sum and does not say why", item->code);
        assert_int_equal(item->band_count, 0);
        counted[(item->code[0] - '0') * 10 + item->code[1] - '0' - 1]++;
    }
    assert_memory_equal(counted, without, sizeof without);
}

static void no_two_items_bear_the_same_title(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    for (size_t i = 0; i < catalog->count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct catalog_item *a = &catalog->items[i], *b = &catalog->items[k];
            if (strcmp(a->code, b->code) == 0)
                continue;
            assert_string_not_equal(a->title.text[LANG_ZH], b->title.text[LANG_ZH]);
            assert_string_not_equal(a->title.text[LANG_EN], b->title.text[LANG_EN]);
        }
}

/* --- procedure and competence ---------------------------------------------------------------
 */

/* 行政处罚法 51: a mandatory confiscation is neither a warning nor a fine. */
static void what_orders_confiscation_is_never_hinted_as_simple(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    size_t seen = 0;
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        const char *measures = item->measures.text[LANG_ZH];
        if (strncmp(measures, "没收", strlen("没收")) != 0 && strstr(measures, ";没收") == NULL)
            continue;
        assert_string_equal(item->procedure, "ordinary");
        seen++;
    }
    assert_true(seen > 0);
}

/* law/README, doubtful rows: usually handed over rather than cases of this agency. */
static void cases_of_other_agencies_are_marked_to_be_handed_over(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    static const char *const codes[] = {"0112", "0113", "0114", "0115", "0212", "0213", "0214",
                                        "0215", "0216", "0317", "0318", "0412", "0413", "0414",
                                        "0417", "0619", "0712", "0713", "0714", "0715", "0716",
                                        "0717", "0718", "1216", "1217", "1218"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const struct catalog_item *item = catalog_find(catalog, codes[i], day("2026-11-01"));
        assert_non_null(item);
        if (item->competence != COMPETENCE_OTHER)
            fail_msg("%s is not marked as another agency's", codes[i]);
    }
}

/* --- versions of the law --------------------------------------------------------------------
 */

static const struct catalog_band *lowest(const struct catalog_item *item)
{
    assert_true(item->band_count > 0);
    return &item->bands[0];
}

/* code-crosswalk.csv: where the 生态环境法典 changed what the item costs. */
static void an_act_before_and_after_15_august_2026_costs_what_its_own_law_says(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    static const struct {
        const char *code;
        enum catalog_tier old_tier, new_tier;
        int64_t old_min, old_max, new_min, new_max;
    } changes[] = {
        {"0501", TIER_BASE, TIER_BASE, 50000, 500000, 100000, 1000000},
        {"0508", TIER_BASE, TIER_BASE, 100, 500, 100, 1000},
        {"0510", TIER_GRAVE, TIER_REFUSAL, 50000, 500000, 50000, 500000},
        {"0517", TIER_BASE, TIER_BASE, 100000, 1000000, 0, 100000},
        {"0518", TIER_BASE, TIER_BASE, 100000, 1000000, 50000, 500000},
        {"1302", TIER_BASE, TIER_BASE, 5000, 50000, 5000, 50000},
        {"1318", TIER_BASE, TIER_BASE, 500, 20000, 500, 5000},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct catalog_item *before =
            catalog_find(catalog, changes[i].code, day("2026-03-01"));
        const struct catalog_item *after =
            catalog_find(catalog, changes[i].code, day("2026-11-01"));
        assert_true(before != NULL && after != NULL && before != after);
        assert_string_not_equal(before->penalty, after->penalty);
        assert_int_equal(lowest(before)->tier, changes[i].old_tier);
        assert_int_equal(lowest(after)->tier, changes[i].new_tier);
        assert_int_equal(lowest(before)->min, changes[i].old_min);
        assert_int_equal(lowest(before)->max, changes[i].old_max);
        assert_int_equal(lowest(after)->min, changes[i].new_min);
        assert_int_equal(lowest(after)->max, changes[i].new_max);
    }
}

/* Light pollution, an individual's building waste, spilling building waste on the way, leaving
 * the set route, the cost of building waste. */
static void what_the_old_law_did_not_punish_has_no_earlier_version(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    static const char *const codes[] = {"0415", "0416", "0608", "0609",
                                        "0610", "0611", "0615", "0618"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_null(catalog_find(catalog, codes[i], day("2026-08-14")));
        assert_non_null(catalog_find(catalog, codes[i], day("2026-08-15")));
    }
}

static void every_other_item_of_the_code_has_its_old_law_up_to_14_august(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    size_t at = 0, rest_on_code = 0, with_old = 0;
    const struct catalog_item *item;
    while ((item = next(catalog, day("2026-08-15"), &at)) != NULL) {
        if (strstr(item->duty, "shengtai-huanjing-fadian") == NULL)
            continue;
        rest_on_code++;
        assert_int_equal(item->valid_from, day("2026-08-15"));
        const struct catalog_item *old = catalog_find(catalog, item->code, day("2026-08-14"));
        if (old == NULL)
            continue;
        with_old++;
        assert_int_equal(old->valid_to, day("2026-08-14"));
        assert_null(strstr(old->duty, "shengtai-huanjing-fadian"));
        assert_null(strstr(old->penalty, "shengtai-huanjing-fadian"));
        assert_string_equal(old->title.text[LANG_ZH], item->title.text[LANG_ZH]);
    }
    assert_int_equal(rest_on_code, 71); /* 70 by their penalty, fireworks by the duty alone */
    assert_int_equal(with_old, 63);
}

/* --- bands ----------------------------------------------------------------------------------
 */

/* Domain E.2: the written bands. */
static void the_scenarios_items_carry_the_bands_written_for_them(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    static const struct {
        const char *code;
        enum catalog_tier tier;
        enum catalog_party party;
        int64_t min, max, ends[4];
    } bands[] = {
        {"0205", TIER_BASE, PARTY_PERSON, 0, 20000, {20, 100, 200, 2000}},
        {"0206", TIER_BASE, PARTY_ORG, 0, 20000, {200, 1000, 3000, 20000}},
        {"0217", TIER_OVERDUE, PARTY_PERSON, 100, 500, {100, 220, 380, 500}},
        {"0508", TIER_BASE, PARTY_PERSON, 100, 1000, {100, 200, 500, 1000}},
        {"0605", TIER_BASE, PARTY_ORG, 100000, 1000000, {100000, 200000, 400000, 1000000}},
        {"0613", TIER_BASE, PARTY_ORG, 2000, 20000, {2000, 7400, 14600, 20000}},
        {"0808", TIER_BASE, PARTY_PERSON, 0, 20000, {20, 100, 200, 2000}},
        {"0903", TIER_OVERDUE, PARTY_ORG, 100000, 200000, {100000, 130000, 170000, 200000}},
        {"0903", TIER_GRAVE, PARTY_PERSON, 20000, 100000, {20000, 44000, 76000, 100000}},
        {"1302", TIER_BASE, PARTY_PERSON, 5000, 50000, {5000, 10000, 25000, 50000}},
        {"1302", TIER_REFUSAL, PARTY_ORG, 50000, 200000, {50000, 95000, 155000, 200000}},
        {"1305", TIER_REFUSAL, PARTY_PERSON, 200, 1000, {200, 440, 760, 1000}},
        {"1318", TIER_REFUSAL, PARTY_PERSON, 5000, 20000, {5000, 9500, 15500, 20000}},
        {"1321", TIER_BASE, PARTY_PERSON, 500, 2000, {500, 950, 1550, 2000}},
    };
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
        const struct catalog_item *item =
            catalog_find(catalog, bands[i].code, day("2026-11-01"));
        assert_non_null(item);
        const struct catalog_band *band = catalog_band(item, bands[i].tier, bands[i].party);
        if (band == NULL)
            fail_msg("%s lacks a tier", bands[i].code);
        assert_int_equal(band->min, bands[i].min);
        assert_int_equal(band->max, bands[i].max);
        assert_int_equal(band->lenient_lo, bands[i].ends[0]);
        assert_int_equal(band->lenient_hi, bands[i].ends[1]);
        assert_int_equal(band->standard_hi, bands[i].ends[2]);
        assert_int_equal(band->aggravated_hi, bands[i].ends[3]);
    }
}

/* Domain C.1: a third of 20,000 yuan would be absurd for a fruit basket. */
static void every_item_of_roads_article_42_carries_bands_by_severity(void **state)
{
    const struct catalog *catalog = ((struct shipped *)*state)->catalog;
    size_t seen = 0;
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (strncmp(item->penalty, "chengshi-daolu-tiaoli 42", 24) != 0)
            continue;
        for (size_t k = 0; k < item->band_count; k++, seen++)
            assert_true(item->bands[k].is_own && item->bands[k].lenient_hi <= 1000);
    }
    assert_true(seen > 0);
}

/* --- finding --------------------------------------------------------------------------------
 */

/* How many of the item's rivals stand before it, FIRST if it is not among the first three. */
static size_t place_of(struct search *search, const char *words, const char *code)
{
    const struct catalog_item *found[FIRST];
    size_t count = search_find(search, words, found, FIRST), place = 0;
    while (place < count && strcmp(found[place]->code, code) != 0)
        place++;
    return place < count ? place : FIRST;
}

static void expect_first_three(struct search *search, const char *words,
                               const struct catalog_item *item, int *missed)
{
    if (place_of(search, words, item->code) < FIRST)
        return;
    print_error("%s is not in the first three for '%s'\n", item->code, words);
    ++*missed;
}

static void every_item_is_found_by_its_code_and_by_its_titles(void **state)
{
    struct shipped *shipped = *state;
    size_t at = 0;
    int missed = 0;
    const struct catalog_item *item;
    while ((item = next(shipped->catalog, day("2026-11-01"), &at)) != NULL) {
        expect_first_three(shipped->search, item->code, item, &missed);
        expect_first_three(shipped->search, item->title.text[LANG_ZH], item, &missed);
        expect_first_three(shipped->search, item->title.text[LANG_EN], item, &missed);
    }
    assert_int_equal(missed, 0);
}

static bool is_ideograph(uint32_t character)
{
    return character >= 0x4E00 && character <= 0x9FFF;
}

static bool has_ideograph(const char *phrase)
{
    ucs4_t character = 0;
    const uint8_t *at = (const uint8_t *)phrase;
    while (*at != '\0' && !is_ideograph(character))
        at += u8_strmbtouc(&character, at);
    return is_ideograph(character);
}

/* What somebody types who takes the first letter of each character. */
static void initials_of(const struct pinyin *pinyin, const char *title, char *out)
{
    uint32_t characters[TITLE_MAX] = {0};
    const char *readings[TITLE_MAX];
    size_t count = 0;
    const uint8_t *at = (const uint8_t *)title;
    while (*at != '\0' && count < TITLE_MAX) {
        ucs4_t character;
        at += u8_strmbtouc(&character, at);
        if (is_ideograph(character))
            characters[count++] = character;
    }
    pinyin_of_phrase(pinyin, characters, count, readings);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(readings[i]);
        out[i] = readings[i][0];
    }
    out[count] = '\0';
}

static void every_item_is_found_by_the_initials_of_its_title(void **state)
{
    struct shipped *shipped = *state;
    size_t at = 0;
    int missed = 0;
    const struct catalog_item *item;
    while ((item = next(shipped->catalog, day("2026-11-01"), &at)) != NULL) {
        char initials[TITLE_MAX + 1];
        initials_of(shipped->pinyin, item->title.text[LANG_ZH], initials);
        expect_first_three(shipped->search, initials, item, &missed);
    }
    assert_int_equal(missed, 0);
}

static void every_item_is_found_by_each_of_its_everyday_phrases(void **state)
{
    struct shipped *shipped = *state;
    size_t at = 0;
    int missed = 0;
    const struct catalog_item *item;
    while ((item = next(shipped->catalog, day("2026-11-01"), &at)) != NULL) {
        int chinese = 0, english = 0;
        for (const char *word = item->keywords; *word != '\0';) {
            size_t len = strcspn(word, ";");
            char *phrase = xstrndup(word, len);
            *(has_ideograph(phrase) ? &chinese : &english) += 1;
            expect_first_three(shipped->search, phrase, item, &missed);
            free(phrase);
            word += len;
            word += *word == ';';
        }
        if (chinese < PHRASES_MIN || english == 0)
            fail_msg("%s has too few everyday phrases", item->code);
    }
    assert_int_equal(missed, 0);
}

static void street_words_bring_the_item_an_officer_means(void **state)
{
    struct shipped *shipped = *state;
    static const struct {
        const char *typed, *code;
    } words[] = {
        {"摆摊", "0205"},
        {"baitan", "0205"},
        {"占道", "0205"},
        {"出店经营", "0206"},
        {"乱扔烟头", "0303"},
        {"luanreng", "0303"},
        {"喇叭太吵", "1302"},
        {"单车乱停", "0215"},
        {"盲道", "0217"},
        {"广场舞", "1306"},
        {"guangcangwu", "1306"},
        {"烧烤", "1318"},
        {"渣土车", "0612"},
        {"小广告", "0402"},
        {"违建", "1201"},
        {"noise", "1301"},
        {"偷倒渣土", "0605"},
        {"井盖", "0815"},
        {"streetstall", "0205"},
        {"barbecue", "1318"},
        {"btjy", "0205"},
        {"zdjy", "0205"},
        {"stall", "0205"},
        {"btsd", "0205"},
        {"litter", "0303"},
        {"graffiti", "0101"},
        {"违停", "0213"},
        {"油烟", "1314"},
        {"广告牌", "0401"},
        {"砍树", "0704"},
        {"偷水", "1109"},
        {"鞭炮", "1324"},
        {"夜间施工", "1310"},
        {"承重墙", "1406"},
        {"chengzhongqiang", "1406"},
    };
    int missed = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (place_of(shipped->search, words[i].typed, words[i].code) == FIRST) {
            print_error("'%s' does not bring %s\n", words[i].typed, words[i].code);
            missed++;
        }
    assert_int_equal(missed, 0);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_have_no_fault_and_no_warning),
        cmocka_unit_test(today_14_categories_hold_293_items_numbered_without_a_gap),
        cmocka_unit_test(items_without_a_sum_offer_none_and_say_so),
        cmocka_unit_test(no_two_items_bear_the_same_title),
        cmocka_unit_test(what_orders_confiscation_is_never_hinted_as_simple),
        cmocka_unit_test(cases_of_other_agencies_are_marked_to_be_handed_over),
        cmocka_unit_test(an_act_before_and_after_15_august_2026_costs_what_its_own_law_says),
        cmocka_unit_test(what_the_old_law_did_not_punish_has_no_earlier_version),
        cmocka_unit_test(every_other_item_of_the_code_has_its_old_law_up_to_14_august),
        cmocka_unit_test(the_scenarios_items_carry_the_bands_written_for_them),
        cmocka_unit_test(every_item_of_roads_article_42_carries_bands_by_severity),
        cmocka_unit_test(every_item_is_found_by_its_code_and_by_its_titles),
        cmocka_unit_test(every_item_is_found_by_the_initials_of_its_title),
        cmocka_unit_test(every_item_is_found_by_each_of_its_everyday_phrases),
        cmocka_unit_test(street_words_bring_the_item_an_officer_means),
    };
    const char *folder = count > 0 ? strstr(arguments[0], "/tests/unit/") : NULL;
    if (folder == NULL)
        return EXIT_FAILURE;
    snprintf(pinyin_table, sizeof pinyin_table, "%.*s/data/pinyin.tsv",
             (int)(folder - arguments[0]), arguments[0]);
    return cmocka_run_group_tests(tests, begin, end);
}
