/* Backup and restore: a copy while others write, and putting one back without losing the old.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file.h"
#include "store/events.h"
#include "store/heads.h"
#include "store/progress.h"
#include "store/upkeep.h"
#include "support/play.h"
#include "support/sandbox.h"

static struct store *open_ok(const char *path)
{
    struct err err = {0};
    struct store *store = store_open(path, STORE_READ_WRITE, &err);
    if (!store) {
        fail_msg("%s", err.text);
    }
    return store;
}

static size_t due(struct store *store)
{
    size_t count;
    struct err err = {0};
    assert_true(progress_cards_due(store, PLAY_SUBJECT, &count, &err));
    return count;
}

static void expect_clean(const char *path)
{
    struct err err = {0};
    struct problems problems;
    problems_init(&problems);
    struct store *store = open_ok(path);
    assert_true(store_check(store, &problems, &err));
    assert_int_equal(problems.errors, 0);
    problems_release(&problems);
    store_close(store);
}

static void a_backup_is_one_file_with_everything_in_it(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(store_backup(store, "copy.db", &err));
    store_close(store);
    assert_false(file_exists("copy.db-wal"));
    assert_false(file_exists("copy.db.part"));
    struct store *copy = open_ok("copy.db");
    assert_int_equal(due(copy), 1);
    store_close(copy);
    expect_clean("copy.db");
}

static void a_backup_never_overwrites_a_file(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok("t.db");
    sandbox_write("copy.db", "mine", 4);
    assert_false(store_backup(store, "copy.db", &err));
    assert_int_equal(err.code, ERR_INPUT);
    store_close(store);
    char *data;
    size_t len;
    assert_true(file_read("copy.db", 100, &data, &len, &err));
    assert_string_equal(data, "mine");
    free(data);
}

static void a_backup_into_a_missing_folder_names_it(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_false(store_backup(store, "nowhere/copy.db", &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "nowhere/copy.db"));
    store_close(store);
}

static void a_restore_keeps_the_old_file_and_opens_a_new_epoch(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(store_backup(store, "copy.db", &err));
    assert_true(play_answer(store, "L01-q2", false, &err));
    store_close(store);
    struct sbuf kept = {0};
    if (!store_restore("t.db", "copy.db", &kept, &err)) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(sbuf_text(&kept), "t.db.before-restore");
    store = open_ok("t.db");
    assert_int_equal(due(store), 1);
    assert_true(play_answer(store, "L01-q2", false, &err));
    struct chain_head *heads;
    size_t count;
    assert_true(heads_read(store, &heads, &count, &err));
    assert_int_equal(count, 2);
    assert_true(heads[1].epoch > 1);
    int64_t second = heads[1].epoch;
    assert_int_equal(heads[1].seq, 2);
    free(heads);
    store_close(store);
    expect_clean("t.db");
    store = open_ok("t.db.before-restore");
    assert_int_equal(due(store), 2);
    store_close(store);

    sbuf_clear(&kept);
    assert_true(store_restore("t.db", "copy.db", &kept, &err));
    assert_string_equal(sbuf_text(&kept), "t.db.before-restore.2");
    sbuf_release(&kept);
    store = open_ok("t.db");
    assert_true(heads_read(store, &heads, &count, &err));
    assert_true(heads[count - 1].epoch > second); /* never the same chain twice */
    free(heads);
    store_close(store);
}

static void a_restore_into_nothing_makes_the_database(void **state)
{
    (void)state;
    struct err err = {0};
    struct sbuf kept = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(store_backup(store, "copy.db", &err));
    store_close(store);
    assert_true(store_restore("new.db", "copy.db", &kept, &err));
    assert_string_equal(sbuf_text(&kept), "");
    expect_clean("new.db");
    sbuf_release(&kept);
}

static void expect_restore_refused(const char *file, enum err_code code)
{
    struct err err = {0};
    struct sbuf kept = {0};
    assert_false(store_restore("t.db", file, &kept, &err));
    assert_int_equal(err.code, code);
    assert_false(file_exists("t.db.restoring"));
    assert_false(file_exists("t.db.before-restore"));
    sbuf_release(&kept);
    struct store *store = open_ok("t.db");
    assert_int_equal(due(store), 1); /* as it was */
    store_close(store);
}

static void what_is_no_whole_database_is_not_restored(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(store_backup(store, "copy.db", &err));
    store_close(store);
    char *data;
    size_t len;
    assert_true(file_read("copy.db", 10000000, &data, &len, &err));
    sandbox_write("half.db", data, len / 2);
    free(data);
    sandbox_write("notes.db", "just some words, and no database at all", 39);
    sandbox_write("empty.db", "", 0);
    expect_restore_refused("half.db", ERR_STORAGE);
    expect_restore_refused("notes.db", ERR_STORAGE);
    expect_restore_refused("empty.db", ERR_STORAGE);
    expect_restore_refused("none.db", ERR_STORAGE);
}

static void a_database_in_use_is_not_replaced(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(store_backup(store, "copy.db", &err));
    expect_restore_refused("copy.db", ERR_BUSY);
    store_close(store);
}

static void a_damaged_database_can_be_replaced(void **state)
{
    (void)state;
    struct err err = {0};
    struct sbuf kept = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(store_backup(store, "copy.db", &err));
    store_close(store);
    sandbox_write("t.db", "burnt", 5);
    assert_true(store_restore("t.db", "copy.db", &kept, &err));
    assert_string_equal(sbuf_text(&kept), "t.db.before-restore");
    expect_clean("t.db");
    sbuf_release(&kept);
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_enter, sandbox_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(a_backup_is_one_file_with_everything_in_it),
        IN_SANDBOX(a_backup_never_overwrites_a_file),
        IN_SANDBOX(a_backup_into_a_missing_folder_names_it),
        IN_SANDBOX(a_restore_keeps_the_old_file_and_opens_a_new_epoch),
        IN_SANDBOX(a_restore_into_nothing_makes_the_database),
        IN_SANDBOX(what_is_no_whole_database_is_not_restored),
        IN_SANDBOX(a_database_in_use_is_not_replaced),
        IN_SANDBOX(a_damaged_database_can_be_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
