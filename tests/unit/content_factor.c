/* The one table of factors: what the law says must be lenient, and what never weighs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/factor.h"

static void every_factor_has_an_article_that_stands_in_the_sources(void **state)
{
    (void)state;
    struct problems problems;
    problems_init(&problems);
    struct catalog *shipped = catalog_read("lessons/catalog", &problems);
    assert_non_null(shipped);
    size_t count, slug_len;
    const struct factor *factors = factor_table(&count);
    for (size_t i = 0; i < count; i++) {
        const char *const references[] = {factors[i].basis, factors[i].basis_of_code};
        assert_true(references[0][0] != '\0' || references[1][0] != '\0');
        for (int k = 0; k < 2; k++) {
            if (references[k][0] == '\0')
                continue;
            assert_true(catalog_reference_is_valid(references[k], &slug_len));
            char *slug = xstrndup(references[k], slug_len);
            if (catalog_statute(shipped, slug) == NULL)
                fail_msg("%s rests on '%s', which is in no source", factors[i].code, slug);
            free(slug);
        }
    }
    catalog_free(shipped);
    problems_release(&problems);
}

/* xingzheng-chufa-fa 30, 32; shengtai-huanjing-fadian 1056.2: 应当; 31: 可以. */
static void what_the_law_says_must_be_lenient_is_marked_so_and_nothing_else(void **state)
{
    (void)state;
    static const char *const must[] = {"M1", "M2", "M3", "M4", "M5", "M10", "M11"};
    size_t count, marked = 0;
    const struct factor *factors = factor_table(&count);
    for (size_t i = 0; i < count; i++)
        marked += factors[i].is_must;
    assert_int_equal(marked, sizeof must / sizeof must[0]);
    for (size_t i = 0; i < sizeof must / sizeof must[0]; i++)
        assert_true(factor_find(must[i])->is_must && factor_find(must[i])->is_ground);
    assert_true(!factor_find("M6")->is_must && factor_find("M6")->is_ground);
    assert_false(factor_find("M7")->is_ground); /* a benchmark alone opens nothing */
}

static void lighter_takes_points_away_heavier_adds_them_prohibited_does_neither(void **state)
{
    (void)state;
    size_t count, prohibited = 0;
    const struct factor *factors = factor_table(&count);
    for (size_t i = 0; i < count; i++) {
        const int sign = factors[i].side == FACTOR_HEAVIER   ? 1
                         : factors[i].side == FACTOR_LIGHTER ? -1
                                                             : 0;
        assert_int_equal((factors[i].points > 0) - (factors[i].points < 0), sign);
        assert_ptr_equal(factor_find(factors[i].code), &factors[i]);
        prohibited += sign == 0;
    }
    assert_int_equal(prohibited, 9);
    assert_null(factor_find("M12"));
    assert_null(factor_find(""));
}

static void a_refusal_weighs_only_where_it_did_not_open_the_tier(void **state)
{
    (void)state;
    const struct factor *refusal = factor_find("A2"), *area = factor_find("A4");
    assert_true(factor_is_counted_in(refusal, TIER_BASE));
    assert_true(factor_is_counted_in(refusal, TIER_GRAVE));
    assert_false(factor_is_counted_in(refusal, TIER_REFUSAL));
    assert_false(factor_is_counted_in(refusal, TIER_OVERDUE));
    assert_true(factor_is_counted_in(area, TIER_REFUSAL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_factor_has_an_article_that_stands_in_the_sources),
        cmocka_unit_test(what_the_law_says_must_be_lenient_is_marked_so_and_nothing_else),
        cmocka_unit_test(lighter_takes_points_away_heavier_adds_them_prohibited_does_neither),
        cmocka_unit_test(a_refusal_weighs_only_where_it_did_not_open_the_tier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
