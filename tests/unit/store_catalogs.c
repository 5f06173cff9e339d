/* A bureau's own catalog in the database: laid over in order, taken back one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/catalogs.h"
#include "store/events.h"
#include "store/upkeep.h"
#include "support/sandbox.h"

static const char trainer[] = "00112233445566778899aabbccddeeff";
static struct store *store;

static int enter(void **state)
{
    struct err err = {0};
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    store = store_open("t.db", STORE_READ_WRITE, &err);
    return !store;
}

static int leave(void **state)
{
    store_close(store);
    return sandbox_leave(state);
}

/* Import one row; returns the id in static storage of the caller's struct. */
static struct catalog_import add(const char *text, bool is_replacement)
{
    struct err err = {0};
    struct catalog_import import = {.is_replacement = is_replacement, .rows = 1};
    const struct catalog_line line = {"0101", "2026-01-01", text};
    memcpy(import.subject, trainer, sizeof trainer);
    if (!catalogs_add(store, &import, "code,item", &line, &err)) {
        fail_msg("%s", err.text);
    }
    return import;
}

/* The texts in force, one after the other. */
static void expect_in_force(const char *wanted)
{
    struct err err = {0};
    struct catalog_import *list = NULL;
    size_t count = 0;
    struct sbuf text = {0};
    assert_true(catalogs_in_force(store, &list, &count, &err));
    for (size_t i = 0; i < count; i++) {
        assert_true(catalogs_text(store, list[i].id, &text, &err));
    }
    assert_string_equal(sbuf_text(&text), wanted);
    sbuf_release(&text);
    free(list);
}

static void undo(void)
{
    struct err err = {0};
    struct catalog_import undone;
    if (!catalogs_undo(store, trainer, &undone, &err)) {
        fail_msg("%s", err.text);
    }
}

static void imports_are_laid_over_in_the_order_they_came(void **state)
{
    (void)state;
    expect_in_force("");
    add("0101,first", false);
    add("0101,second", false);
    expect_in_force("code,item\n0101,first\ncode,item\n0101,second\n");
}

static void a_replacement_hides_what_came_before_until_it_is_undone(void **state)
{
    (void)state;
    add("0101,first", false);
    add("0101,whole", true);
    add("0101,third", false);
    expect_in_force("code,item\n0101,whole\ncode,item\n0101,third\n");
    undo();
    undo();
    expect_in_force("code,item\n0101,first\n");
}

static void with_nothing_imported_there_is_nothing_to_undo(void **state)
{
    (void)state;
    struct err err = {0};
    struct catalog_import undone;
    add("0101,first", false);
    undo();
    assert_false(catalogs_undo(store, trainer, &undone, &err));
    assert_int_equal(err.code, ERR_NO);
    expect_in_force("");
}

static void the_events_alone_bring_the_catalog_back(void **state)
{
    (void)state;
    struct err err = {0};
    struct problems problems;
    problems_init(&problems);
    add("0101,\"两行\n一格\"", false);
    add("0101,second", false);
    undo();
    assert_true(store_rebuild(store, &err));
    expect_in_force("code,item\n0101,\"两行\n一格\"\n");
    assert_true(store_check(store, &problems, &err));
    assert_int_equal(problems.total, 0);
    problems_release(&problems);
}

static void the_same_rows_have_the_same_hash_and_others_another(void **state)
{
    (void)state;
    struct catalog_import one = add("0101,same", false), two = add("0101,same", false),
                          three = add("0101,other", false);
    assert_string_equal(one.hash, two.hash);
    assert_string_not_equal(one.hash, three.hash);
    assert_string_not_equal(one.id, two.id);
    assert_int_equal(strlen(one.hash), 64);
}

#define IN_DATABASE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DATABASE(imports_are_laid_over_in_the_order_they_came),
        IN_DATABASE(a_replacement_hides_what_came_before_until_it_is_undone),
        IN_DATABASE(with_nothing_imported_there_is_nothing_to_undo),
        IN_DATABASE(the_events_alone_bring_the_catalog_back),
        IN_DATABASE(the_same_rows_have_the_same_hash_and_others_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
