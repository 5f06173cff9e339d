/* Finding an item as an officer types: code, characters, pinyin, initials, English, street
 * words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/pinyin.h"
#include "content/search.h"
#include "core/file.h"

enum { ROOM = 10, FIRST = 3 };
static const char small_table[] =
    "6446\tbai\n644A\ttan\n4E71\tluan\n505C\tting\n884C\txing,hang\n4EBA\tren\n9053\tdao\n"
    "76F2\tmang\n5360\tzhan\n5E97\tdian\n51FA\tchu\n7ECF\tjing\n8425\tying\n7EFF\tlv\n8F66\tche"
    "\n";

static struct catalog *catalog;
static struct search *search;
static int32_t day;

static struct catalog *made_catalog(void)
{
    static const char text[] =
        "code,category_zh,category_en,item_zh,item_en,duty,penalty,person_min,person_max,"
        "org_min,org_max,measures_zh,measures_en,bands,procedure,competence,valid_from,valid_"
        "to,"
        "keywords,source\n"
        "0101,甲,A,人行道摆摊,Street stall,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,,"
        "地摊;hawker;占道,x\n"
        "0102,甲,A,出店经营,Goods outside the shop,s 1,s 2,,,,,责令,order,,simple,ours,"
        "2020-01-01,,跨门摆摊;storefront;pavement,x\n"
        "0103,甲,A,盲道乱停车,Blocked tactile paving,s 1,s 2,,,,,责令,order,,simple,ours,"
        "2020-01-01,,乱停;parking;wheelchair,x\n"
        "0104,甲,A,绿道乱停,Old row,s 1,s 2,,,,,责令,order,,simple,ours,2020-01-01,2020-12-31,"
        "旧;old;gone,x\n";
    struct problems problems;
    problems_init(&problems);
    struct catalog *made = catalog_parse("c.csv", text, sizeof text - 1, NULL, &problems);
    assert_int_equal(problems.total, 0);
    problems_release(&problems);
    return made;
}

static int begin(void **state)
{
    (void)state;
    char path[] = "/tmp/trainer-pinyin-XXXXXX";
    struct err err = {0};
    int file = mkstemp(path);
    if (file < 0 || write(file, small_table, sizeof small_table - 1) < 0 || close(file) != 0)
        return 1;
    catalog = made_catalog();
    if (!calendar_parse_day("2026-11-22", &day))
        return 1;
    search = search_new(catalog, day, path, &err);
    unlink(path);
    return search == NULL;
}

static int end(void **state)
{
    (void)state;
    search_free(search);
    catalog_free(catalog);
    return 0;
}

static void expect_found(const char *words, const char *const *codes, size_t count)
{
    const struct catalog_item *found[ROOM];
    size_t got = search_find(search, words, found, ROOM);
    if (got != count)
        fail_msg("'%s' finds %zu items, not %zu", words, got, count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(found[i]->code, codes[i]) != 0)
            fail_msg("'%s' finds %s at place %zu, not %s", words, found[i]->code, i + 1,
                     codes[i]);
}

#define EXPECT(words, ...)                                                                     \
    expect_found(words, (const char *const[]){__VA_ARGS__},                                    \
                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void a_code_finds_its_item_and_two_digits_the_category(void **state)
{
    (void)state;
    EXPECT("0102", "0102");
    EXPECT("０１０２", "0102");
    EXPECT("01", "0102", "0101", "0103");
}

static void characters_find_titles_before_street_words(void **state)
{
    (void)state;
    EXPECT("摆摊", "0101", "0102");
    EXPECT("盲道乱停车", "0103");
    EXPECT("盲道，乱停车", "0103");
}

static void pinyin_finds_with_and_without_spaces_and_half_typed(void **state)
{
    (void)state;
    EXPECT("baitan", "0101", "0102");
    EXPECT("bai tan", "0101", "0102");
    EXPECT("mangdaoluant", "0103");
    EXPECT("RENXINGDAO", "0101");
}

static void a_word_with_a_fixed_reading_has_only_that(void **state)
{
    (void)state;
    const struct catalog_item *found[ROOM];
    assert_int_equal(search_find(search, "renhangdao", found, ROOM), 0);
}

static void sounds_that_people_mix_up_are_the_same(void **state)
{
    (void)state;
    EXPECT("mandao", "0103");      /* mang */
    EXPECT("cudian", "0102");      /* chu */
    EXPECT("mangdaonuan", "0103"); /* luan */
    EXPECT("chudianjin", "0102");  /* jing */
    EXPECT("zandao", "0101");      /* zhan, of the keyword */
}

static void initials_find_whole_and_inner_words(void **state)
{
    (void)state;
    EXPECT("cdjy", "0102");
    EXPECT("rxdbt", "0101");
    EXPECT("bt", "0101", "0102");
}

static void english_and_several_words_must_all_be_found(void **state)
{
    (void)state;
    EXPECT("tactile", "0103");
    EXPECT("Street Stall", "0101");
    EXPECT("stall street", "0101");
    EXPECT("wheelchair 盲道", "0103");
    EXPECT("hawker", "0101");
}

static void nothing_and_nonsense_find_nothing(void **state)
{
    (void)state;
    const struct catalog_item *found[ROOM];
    assert_int_equal(search_find(search, "", found, ROOM), 0);
    assert_int_equal(search_find(search, " ，。", found, ROOM), 0);
    assert_int_equal(search_find(search, "qqqqqq", found, ROOM), 0);
    assert_int_equal(search_find(search, "hawker 盲道", found, ROOM), 0);
}

static void law_that_is_no_longer_in_force_is_not_found(void **state)
{
    (void)state;
    const struct catalog_item *found[ROOM];
    assert_int_equal(search_find(search, "0104", found, ROOM), 0);
    assert_int_equal(search_find(search, "绿道", found, ROOM), 0);
}

/* The index is made at the first question; what is in force was settled before. */
static void the_second_question_is_answered_like_the_first(void **state)
{
    (void)state;
    struct err err = {0};
    const struct catalog_item *first[ROOM], *second[ROOM];
    struct search *fresh = search_new(catalog, day, NULL, &err);
    const size_t count = search_find(fresh, "stall", first, ROOM);
    assert_int_equal(count, 1);
    assert_int_equal(search_find(fresh, "stall", second, ROOM), count);
    assert_memory_equal(first, second, count * sizeof first[0]);
    search_free(fresh);
    search_free(search_new(catalog, day, NULL, &err)); /* never asked */
}

static void no_more_results_than_there_is_room_for(void **state)
{
    (void)state;
    const struct catalog_item *found[1];
    assert_int_equal(search_find(search, "01", found, 1), 1);
}

static void without_a_table_characters_still_find(void **state)
{
    (void)state;
    struct err err = {0};
    const struct catalog_item *found[ROOM];
    struct search *plain = search_new(catalog, day, NULL, &err);
    assert_int_equal(search_find(plain, "摆摊", found, ROOM), 2);
    assert_int_equal(search_find(plain, "baitan", found, ROOM), 0);
    search_free(plain);
    assert_null(search_new(catalog, day, "/nonexistent/pinyin.tsv", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

/* --- the shipped catalog with the whole table
 * --------------------------------------------------- */

static struct search *shipped_search;
static struct catalog *shipped;
static struct pinyin *table;

/* build/NAME/data beside build/NAME/tests/unit. */
static int begin_shipped(void **state)
{
    (void)state;
    char path[4096];
    struct problems problems;
    struct err err = {0};
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 32);
    for (int up = 0; up < 3 && len > 0; up++)
        while (len > 0 && path[--len] != '/')
            ;
    snprintf(path + len, 32, "/data/pinyin.tsv");
    problems_init(&problems);
    shipped = catalog_read("lessons/catalog", &problems);
    problems_release(&problems);
    table = pinyin_open(path, &err);
    if (shipped == NULL || table == NULL) {
        fprintf(stderr, "%s\nfirst make %s\n", err.text, path);
        return 1;
    }
    shipped_search = search_new(shipped, day, path, &err);
    return shipped_search == NULL;
}

static int end_shipped(void **state)
{
    (void)state;
    search_free(shipped_search);
    pinyin_free(table);
    catalog_free(shipped);
    return 0;
}

/* Is the item among the first three?  Else its rank is told. */
static bool is_among_first(const struct catalog_item *item, const char *words)
{
    const struct catalog_item *found[300];
    size_t count = search_find(shipped_search, words, found, 300);
    for (size_t i = 0; i < count; i++) {
        if (found[i] != item)
            continue;
        if (i >= FIRST)
            fprintf(stderr, "'%s' finds %s at place %zu only\n", words, item->code, i + 1);
        return i < FIRST;
    }
    fprintf(stderr, "'%s' does not find %s\n", words, item->code);
    return false;
}

/* First letters of the readings that the title's words have; characters without one left out.
 */
static void initials_of(const char *title, char *initials)
{
    uint32_t characters[128];
    const char *readings[128];
    size_t count = 0;
    for (size_t i = 0; title[i] != '\0' && count < 128; i++) {
        unsigned char c = (unsigned char)title[i];
        if (c >= 0xE0 && c < 0xF0)
            characters[count++] = ((uint32_t)(c & 0x0F) << 12) |
                                  ((uint32_t)((unsigned char)title[i + 1] & 0x3F) << 6) |
                                  ((unsigned char)title[i + 2] & 0x3F);
    }
    pinyin_of_phrase(table, characters, count, readings);
    for (size_t i = 0; i < count; i++)
        if (readings[i] != NULL)
            *initials++ = readings[i][0];
    *initials = '\0';
}

static bool is_in_force(const struct catalog_item *item)
{
    return item->valid_from <= day && day <= item->valid_to;
}

static void every_shipped_item_is_among_the_first_three_for_all_its_names(void **state)
{
    (void)state;
    size_t missed = 0;
    assert_true(shipped->count >= 18);
    for (size_t i = 0; i < shipped->count; i++) {
        const struct catalog_item *item = &shipped->items[i];
        char initials[256];
        if (!is_in_force(item))
            continue;
        initials_of(item->title.text[LANG_ZH], initials);
        missed += !is_among_first(item, item->code);
        missed += !is_among_first(item, item->title.text[LANG_ZH]);
        missed += !is_among_first(item, item->title.text[LANG_EN]);
        missed += !is_among_first(item, initials);
    }
    assert_int_equal(missed, 0);
}

/* Is `word` one of the ';'-separated keywords? */
static bool has_keyword(const struct catalog_item *item, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = item->keywords; (at = strstr(at, word)) != NULL; at++)
        if ((at == item->keywords || at[-1] == ';') && (at[len] == ';' || at[len] == '\0'))
            return true;
    return false;
}

static void every_street_word_finds_its_item_unless_more_than_three_have_it(void **state)
{
    (void)state;
    size_t missed = 0;
    for (size_t i = 0; i < shipped->count; i++)
        for (const char *at = shipped->items[i].keywords; *at != '\0';) {
            size_t len = strcspn(at, ";"), sharers = 0;
            char *word = strndup(at, len);
            for (size_t k = 0; k < shipped->count; k++)
                sharers +=
                    is_in_force(&shipped->items[k]) && has_keyword(&shipped->items[k], word);
            if (is_in_force(&shipped->items[i]) && sharers <= FIRST)
                missed += !is_among_first(&shipped->items[i], word);
            free(word);
            at += len;
            at += *at == ';';
        }
    assert_int_equal(missed, 0);
}

static void the_stall_is_found_as_officers_say_it(void **state)
{
    (void)state;
    static const char *const words[] = {"0205",  "摆摊", "baitan", "btsd",
                                        "stall", "地摊", "ditan"};
    size_t first = 0;
    assert_int_equal(catalog_versions(shipped, "0205", &first), 1);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_true(is_among_first(&shipped->items[first], words[i]));
}

int main(void)
{
    const struct CMUnitTest made[] = {
        cmocka_unit_test(a_code_finds_its_item_and_two_digits_the_category),
        cmocka_unit_test(characters_find_titles_before_street_words),
        cmocka_unit_test(pinyin_finds_with_and_without_spaces_and_half_typed),
        cmocka_unit_test(a_word_with_a_fixed_reading_has_only_that),
        cmocka_unit_test(sounds_that_people_mix_up_are_the_same),
        cmocka_unit_test(initials_find_whole_and_inner_words),
        cmocka_unit_test(english_and_several_words_must_all_be_found),
        cmocka_unit_test(nothing_and_nonsense_find_nothing),
        cmocka_unit_test(law_that_is_no_longer_in_force_is_not_found),
        cmocka_unit_test(the_second_question_is_answered_like_the_first),
        cmocka_unit_test(no_more_results_than_there_is_room_for),
        cmocka_unit_test(without_a_table_characters_still_find),
    };
    const struct CMUnitTest real[] = {
        cmocka_unit_test(every_shipped_item_is_among_the_first_three_for_all_its_names),
        cmocka_unit_test(every_street_word_finds_its_item_unless_more_than_three_have_it),
        cmocka_unit_test(the_stall_is_found_as_officers_say_it),
    };
    int failed = cmocka_run_group_tests(made, begin, end);
    return failed + cmocka_run_group_tests(real, begin_shipped, end_shipped);
}
