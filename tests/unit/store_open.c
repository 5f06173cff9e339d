/* Opening the database: made when missing, refused with a clear word when it cannot be used. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file.h"
#include "store/events.h"
#include "support/play.h"
#include "support/sandbox.h"
#include <sqlite3.h>

static void expect_refused(const char *path, enum err_code code, const char *word)
{
    struct err err = {0};
    struct store *store = store_open(path, STORE_READ_WRITE, &err);
    assert_null(store);
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, word));
    assert_non_null(strstr(err.text, path));
}

static struct store *open_ok(const char *path)
{
    struct err err = {0};
    struct store *store = store_open(path, STORE_READ_WRITE, &err);
    if (!store) {
        fail_msg("%s", err.text);
    }
    return store;
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(raw);
}

static void the_first_start_makes_folders_and_a_private_database(void **state)
{
    (void)state;
    struct stat about;
    store_close(open_ok("home/share/trainer/trainer.db"));
    assert_int_equal(stat("home/share/trainer/trainer.db", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void the_station_stays_the_same_from_start_to_start(void **state)
{
    (void)state;
    struct store *store = open_ok("t.db");
    char *station = xstrdup(store_station(store));
    store_close(store);
    assert_int_equal(strlen(station), 32);
    store = open_ok("t.db");
    assert_string_equal(store_station(store), station);
    store_close(store);
    store = open_ok("other.db");
    assert_string_not_equal(store_station(store), station);
    store_close(store);
    free(station);
}

static void a_file_that_is_no_database_is_named_and_left_alone(void **state)
{
    (void)state;
    char text[8192];
    memset(text, 'x', sizeof text);
    sandbox_write("notes.txt", text, sizeof text);
    expect_refused("notes.txt", ERR_STORAGE, "not a trainer database");
    char *data;
    size_t len;
    struct err err = {0};
    assert_true(file_read("notes.txt", 100000, &data, &len, &err));
    assert_int_equal(len, sizeof text);
    assert_memory_equal(data, text, len);
    free(data);
}

static void a_database_of_another_program_is_not_touched(void **state)
{
    (void)state;
    run_sql("other.db", "CREATE TABLE songs (name TEXT)");
    expect_refused("other.db", ERR_STORAGE, "not a trainer database");
}

static void a_newer_schema_asks_for_the_newer_program(void **state)
{
    (void)state;
    store_close(open_ok("t.db"));
    run_sql("t.db", "PRAGMA user_version = 99");
    expect_refused("t.db", ERR_STORAGE, "newer program");
}

static int schema_of(const char *path)
{
    sqlite3 *raw = NULL;
    sqlite3_stmt *version = NULL;
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(raw, "PRAGMA user_version", -1, &version, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(version), SQLITE_ROW);
    const int number = sqlite3_column_int(version, 0);
    sqlite3_finalize(version);
    sqlite3_close(raw);
    return number;
}

static const char to_schema_1[] = "DROP TABLE catalog_import; DROP TABLE catalog_row;"
                                  "DROP TABLE catalog_undo; PRAGMA user_version = 1";

static void an_older_database_is_brought_up_to_date(void **state)
{
    (void)state;
    struct store *store = open_ok("t.db");
    const int newest = store_schema(store);
    char *station = xstrdup(store_station(store));
    store_close(store);
    run_sql("t.db", to_schema_1);
    run_sql("t.db", "DROP TABLE signed_head");
    store = open_ok("t.db");
    assert_string_equal(store_station(store), station);
    store_close(store);
    assert_int_equal(schema_of("t.db"), newest);
    free(station);
}

static void an_older_database_that_cannot_be_brought_up_stays_as_it_was(void **state)
{
    (void)state;
    store_close(open_ok("t.db"));
    run_sql("t.db", to_schema_1); /* the table of the last step is in its way */
    expect_refused("t.db", ERR_STORAGE, "signed_head");
    assert_int_equal(schema_of("t.db"), 1);
}

static void a_folder_in_the_place_of_the_file_is_refused(void **state)
{
    (void)state;
    assert_int_equal(mkdir("t.db", 0700), 0);
    expect_refused("t.db", ERR_STORAGE, "not a regular file");
}

static void a_file_in_the_place_of_the_folder_is_refused(void **state)
{
    (void)state;
    sandbox_write("data", "x", 1);
    expect_refused("data/t.db", ERR_IO, "data");
}

static void a_read_only_file_says_who_may_write(void **state)
{
    store_close(open_ok("t.db"));
    assert_int_equal(chmod("t.db", 0400), 0);
    uid_t user = geteuid();
    if (user == 0) { /* root may write everything: be somebody else for a moment */
        assert_int_equal(chmod(*state, 0755), 0);
        assert_int_equal(seteuid(65534), 0);
    }
    struct err err = {0};
    struct store *store = store_open("t.db", STORE_READ_WRITE, &err);
    assert_int_equal(seteuid(user), 0);
    assert_null(store);
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "'t.db' cannot be written"));
}

static struct store *open_as_stranger(struct err *err)
{
    uid_t user = geteuid();
    if (user == 0) { /* root may write everything: be somebody else for a moment */
        assert_int_equal(seteuid(65534), 0);
    }
    struct store *store = store_open("t.db", STORE_WRITE_OR_READ, err);
    assert_int_equal(seteuid(user), 0);
    return store;
}

static void expect_three_events(struct store *store)
{
    struct err err = {0};
    struct event *events;
    size_t count;
    assert_true(store_events(store, "", 0, 100, &events, &count, &err));
    assert_int_equal(count, 3);
    events_free(events, count);
}

static void make_with_three_events(void)
{
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(play_step(store, 0, &err));
    assert_true(play_step(store, 1, &err));
    store_close(store);
}

static void a_read_only_file_is_read_and_nothing_is_left_beside_it(void **state)
{
    struct err err = {0};
    make_with_three_events();
    assert_int_equal(chmod("t.db", 0444), 0);
    assert_int_equal(chmod(*state, 0777), 0); /* the reader could leave files here */
    struct store *store = open_as_stranger(&err);
    assert_non_null(store);
    assert_false(store_can_write(store));
    expect_three_events(store);
    assert_false(play_step(store, 2, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "'t.db' cannot be written"));
    expect_three_events(store);
    store_close(store);
    assert_false(file_exists("t.db-wal"));
    assert_false(file_exists("t.db-shm"));
}

static void a_folder_that_cannot_be_written_is_read(void **state)
{
    struct err err = {0};
    make_with_three_events();
    assert_int_equal(chmod("t.db", 0666), 0);
    assert_int_equal(chmod(*state, 0555), 0);
    struct store *store = open_as_stranger(&err);
    assert_non_null(store);
    assert_false(store_can_write(store));
    expect_three_events(store);
    store_close(store);
}

static void a_reader_sees_what_a_program_that_has_it_open_wrote(void **state)
{
    struct err err = {0};
    make_with_three_events();
    assert_int_equal(chmod("t.db", 0644), 0);
    assert_int_equal(chmod(*state, 0755), 0);
    struct store *writer = open_ok("t.db");
    assert_true(play_step(writer, 2, &err)); /* still in the write-ahead log */
    struct store *reader = open_as_stranger(&err);
    if (!reader) {
        fail_msg("%s", err.text);
    }
    struct event *events;
    size_t count;
    assert_true(store_events(reader, "", 0, 100, &events, &count, &err));
    assert_int_equal(count, 4);
    events_free(events, count);
    assert_true(play_step(writer, 3, &err));
    store_close(reader);
    assert_true(play_step(writer, 4, &err));
    store_close(writer);
}

static void where_it_can_be_written_it_is(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = store_open("a?b#c%41.db", STORE_WRITE_OR_READ, &err);
    assert_non_null(store);
    assert_true(store_can_write(store));
    assert_true(play_step(store, 0, &err));
    store_close(store);
    store = store_open("a?b#c%41.db", STORE_READ_ONLY, &err); /* a name, no question */
    assert_non_null(store);
    assert_false(store_can_write(store));
    store_close(store);
}

static void a_missing_database_is_not_made_for_reading(void **state)
{
    (void)state;
    struct err err = {0};
    assert_null(store_open("none.db", STORE_READ_ONLY, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_false(file_exists("none.db"));
}

static void a_database_that_is_locked_is_busy_after_five_seconds(void **state)
{
    (void)state;
    store_close(open_ok("t.db"));
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open("t.db", &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    struct store *store = open_ok("t.db"); /* reading goes on beside a writer */
    struct err err = {0};
    assert_false(store_begin(store, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_non_null(strstr(err.text, "another program"));
    assert_int_equal(sqlite3_exec(raw, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_true(store_begin(store, &err));
    store_rollback(store);
    sqlite3_close(raw);
    store_close(store);
}

static void a_file_that_others_may_write_counts_as_shared(void **state)
{
    (void)state;
    struct store *store = open_ok("t.db");
    assert_false(store_is_shared(store));
    assert_int_equal(chmod("t.db", 0660), 0);
    assert_true(store_is_shared(store));
    store_close(store);
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_enter, sandbox_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(the_first_start_makes_folders_and_a_private_database),
        IN_SANDBOX(the_station_stays_the_same_from_start_to_start),
        IN_SANDBOX(a_file_that_is_no_database_is_named_and_left_alone),
        IN_SANDBOX(a_database_of_another_program_is_not_touched),
        IN_SANDBOX(a_newer_schema_asks_for_the_newer_program),
        IN_SANDBOX(an_older_database_is_brought_up_to_date),
        IN_SANDBOX(an_older_database_that_cannot_be_brought_up_stays_as_it_was),
        IN_SANDBOX(a_folder_in_the_place_of_the_file_is_refused),
        IN_SANDBOX(a_file_in_the_place_of_the_folder_is_refused),
        IN_SANDBOX(a_read_only_file_says_who_may_write),
        IN_SANDBOX(a_read_only_file_is_read_and_nothing_is_left_beside_it),
        IN_SANDBOX(a_folder_that_cannot_be_written_is_read),
        IN_SANDBOX(a_reader_sees_what_a_program_that_has_it_open_wrote),
        IN_SANDBOX(where_it_can_be_written_it_is),
        IN_SANDBOX(a_missing_database_is_not_made_for_reading),
        IN_SANDBOX(a_database_that_is_locked_is_busy_after_five_seconds),
        IN_SANDBOX(a_file_that_others_may_write_counts_as_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
