/* JSON: keys in order, written once, read strictly. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/json.h"

static void compact_json_has_no_white_space_and_keeps_the_order(void **state)
{
    (void)state;
    struct json *root = json_new_object();
    json_add_text(root, "zebra", "城管 \"1\"\n");
    json_add_int(root, "amount", -20000);
    json_add_real(root, "share", 0.1);
    json_add_bool(root, "passed", true);
    json_add_text(root, "none", NULL);
    json_add_real(root, "nothing", NAN);
    struct json *list = json_add_array(root, "list");
    json_add_int(list, NULL, 1);
    json_add_text(json_add_object(list, NULL), "a", "b");
    struct json *taken = json_new_array();
    json_add_null(taken, NULL);
    json_add(root, "taken", taken);
    struct sbuf out = {0};
    json_write(root, true, &out);
    assert_string_equal(sbuf_text(&out),
                        "{\"zebra\":\"城管 \\\"1\\\"\\n\",\"amount\":-20000,\"share\":0.1,"
                        "\"passed\":true,\"none\":null,\"nothing\":null,"
                        "\"list\":[1,{\"a\":\"b\"}],\"taken\":[null]}");
    sbuf_clear(&out);
    json_write(root, false, &out);
    assert_non_null(strstr(sbuf_text(&out), "{\n  \"zebra\""));
    assert_int_equal(sbuf_text(&out)[out.len - 1], '\n');
    sbuf_release(&out);
    json_free(root);
}

static void values_are_read_by_key_and_type(void **state)
{
    (void)state;
    static const char text[] = "{\"name\":\"老墨\",\"age\":55,\"share\":0.5,\"ok\":false,"
                               "\"list\":[\"a\",2]}";
    struct err err = {0};
    struct json *root = json_parse(text, strlen(text), &err);
    assert_non_null(root);
    int64_t number = -1;
    double real = -1;
    bool value = true;
    assert_string_equal(json_get_text(root, "name"), "老墨");
    assert_null(json_get_text(root, "age"));
    assert_null(json_get_text(root, "missing"));
    assert_true(json_get_int(root, "age", &number));
    assert_int_equal(number, 55);
    assert_false(json_get_int(root, "share", &number));
    assert_false(json_get_int(root, "name", &number));
    assert_int_equal(number, 55);
    assert_true(json_get_real(root, "age", &real));
    assert_true(real > 54.9 && real < 55.1);
    assert_true(json_get_bool(root, "ok", &value));
    assert_false(value);
    assert_false(json_get_bool(root, "age", &value));
    const struct json *list = json_get(root, "list");
    assert_int_equal(json_count(list), 2);
    assert_int_equal(json_count(root), 5);
    assert_string_equal(json_as_text(json_at(list, 0)), "a");
    assert_null(json_as_text(json_at(list, 1)));
    assert_null(json_at(list, 2));
    assert_null(json_get(list, "a"));
    assert_null(json_get(NULL, "a"));
    assert_int_equal(json_count(NULL), 0);
    json_free(root);
    json_free(NULL);
}

static void expect_refused(const char *text, size_t len, const char *place, const char *why)
{
    struct err err = {0};
    assert_null(json_parse(text, len, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_memory_equal(err.text, place, strlen(place));
    assert_non_null(strstr(err.text, why));
}

static void what_is_no_strict_json_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *why;
    } wrong[] = {
        {"{\"a\":1,\n\"a\":2}", "line 2", "twice"},
        {"{} x", "line 1", "after the end"},
        {"{\"a\":1", "line 1", "too early"},
        {"{\"a\":\n tru}", "line 2", "no JSON"},
        {"[1,]", "line 1", "no JSON"},
        {"{'a':1}", "line 1", "no JSON"},
        {"[\"\xff\"]", "line 1", "UTF-8"},
        {"[1e999]", "line 1", "too large"},
        {"", "line 1", "too early"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_refused(wrong[i].text, strlen(wrong[i].text), wrong[i].place, wrong[i].why);
    expect_refused("[1]\0[2]", 7, "line 1", "");
}

static void nesting_is_limited_to_64_levels(void **state)
{
    (void)state;
    char text[200];
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    struct err err = {0};
    struct json *root = json_parse(text, 128, &err);
    assert_non_null(root);
    json_free(root);
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    expect_refused(text, 130, "line 1, column 65", "64");
    static const char in_string[] =
        "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[\"";
    root = json_parse(in_string, strlen(in_string), &err);
    assert_non_null(root);
    json_free(root);
}

static void what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    static const char text[] = "{\"b\":[1,2.5,\"\\u0001城\",{}],\"a\":null,\"c\":[]}";
    struct err err = {0};
    struct json *root = json_parse(text, strlen(text), &err);
    assert_non_null(root);
    struct sbuf out = {0};
    json_write(root, true, &out);
    assert_string_equal(sbuf_text(&out), text);
    sbuf_release(&out);
    json_free(root);
}

static void damaged_json_is_read_or_refused_but_never_trips(void **state)
{
    (void)state;
    static const char whole[] =
        "{\"id\":\"S01\",\"steps\":[{\"action\":\"show-id\",\"points\":2.5},"
        "null,true,-12],\"text\":\"\\u57ce\\n\"}";
    struct chance chance;
    chance_init(&chance, 3);
    int refused = 0, read = 0;
    for (int round = 0; round < 5000; round++) {
        char text[sizeof whole];
        memcpy(text, whole, sizeof whole);
        size_t len = sizeof whole - 1;
        for (uint32_t i = chance_below(&chance, 4); i > 0; i--)
            text[chance_below(&chance, (uint32_t)len)] = (char)chance_below(&chance, 256);
        if (chance_below(&chance, 4) == 0)
            len = chance_below(&chance, (uint32_t)len);
        struct err err = {0};
        struct json *root = json_parse(text, len, &err);
        assert_int_equal(root == NULL, err.code == ERR_INPUT);
        refused += !root;
        read += !!root;
        json_free(root);
    }
    assert_true(refused > 1000);
    assert_true(read > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compact_json_has_no_white_space_and_keeps_the_order),
        cmocka_unit_test(values_are_read_by_key_and_type),
        cmocka_unit_test(what_is_no_strict_json_is_refused_with_its_place),
        cmocka_unit_test(nesting_is_limited_to_64_levels),
        cmocka_unit_test(damaged_json_is_read_or_refused_but_never_trips),
        cmocka_unit_test(what_is_written_reads_back_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
