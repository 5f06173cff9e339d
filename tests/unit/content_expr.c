/* Conditions of workflows: what they mean, and where they are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/expr.h"

/* a = 1, b = 0, sum = 140, word = 'now', empty = '' */
static bool lookup(const void *context, const char *name, struct expr_value *value)
{
    static const struct {
        const char *name, *word;
        int64_t number;
    } facts[] = {{"a", NULL, 1},          {"b", NULL, 0},        {"sum", NULL, 140},
                 {"photo.wide", NULL, 1}, {"not-ours", NULL, 0}, {"word", "now", 0},
                 {"empty", "", 0}};
    (void)context;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (strcmp(facts[i].name, name) == 0) {
            *value = (struct expr_value){facts[i].word, facts[i].number};
            return true;
        }
    }
    return false;
}

static bool holds(const char *text)
{
    struct err err = {0};
    struct expr *expr = expr_parse(text, &err);
    if (expr == NULL) {
        fail_msg("%s: %s", text, err.text);
    }
    const bool value = expr_holds(expr, lookup, NULL, NULL);
    expr_free(expr);
    return value;
}

static void conditions_mean_what_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool holds;
    } cases[] = {{"a", true},
                 {"b", false},
                 {"not b", true},
                 {"not not a", true},
                 {"a and b", false},
                 {"a or b and b", true}, /* 'and' binds closer */
                 {"(a or b) and b", false},
                 {"not b and a", true},
                 {"sum <= 200", true},
                 {"sum > 140", false},
                 {"sum >= 140 and sum < 141", true},
                 {"word == 'now'", true},
                 {"word != 'now'", false},
                 {"word", true},
                 {"empty", false},
                 {"empty == ''", true},
                 {"photo.wide and not not-ours", true},
                 {"word == 1", false}, /* a word is never a number */
                 {"word != 1", true},
                 {"true and not false", true},
                 {"missing", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (holds(cases[i].text) != cases[i].holds) {
            fail_msg("%s", cases[i].text);
        }
    }
}

static void a_wrong_condition_names_its_column(void **state)
{
    (void)state;
    static const struct {
        const char *text, *column;
    } cases[] = {
        {"a and", "6"},        {"a b", "3"}, {"(a or b", "8"}, {"a == ", "6"},
        {"word == 'now", "9"}, {"", "1"},    {"a & b", "3"},   {"1234567890123456", "17"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        assert_null(expr_parse(cases[i].text, &err));
        assert_int_equal(err.code, ERR_INPUT);
        if (strstr(err.text, cases[i].column) == NULL) {
            fail_msg("%s: %s", cases[i].text, err.text);
        }
    }
}

static void deep_or_endless_conditions_are_refused(void **state)
{
    (void)state;
    char deep[200], chain[2000] = "a";
    struct err err = {0};
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    assert_null(expr_parse(deep, &err));
    for (size_t at = 1; at + 7 < sizeof chain; at += 6) {
        memcpy(chain + at, " and a", 7);
    }
    assert_null(expr_parse(chain, &err));
}

static void the_first_unknown_fact_is_named(void **state)
{
    (void)state;
    struct err err = {0};
    struct expr *expr = expr_parse("a and (what or b)", &err);
    assert_non_null(expr);
    assert_string_equal(expr_unknown(expr, lookup, NULL), "what");
    expr_free(expr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_mean_what_they_say),
        cmocka_unit_test(a_wrong_condition_names_its_column),
        cmocka_unit_test(deep_or_endless_conditions_are_refused),
        cmocka_unit_test(the_first_unknown_fact_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
