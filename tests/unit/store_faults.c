/* Power cut, kill -9, failing and full disks at every single change of the files: nothing that
 * was acknowledged is lost, nothing is left half done. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file.h"
#include "store/events.h"
#include "store/upkeep.h"
#include "support/faulty_vfs.h"
#include "support/play.h"
#include "support/sandbox.h"

enum { CHANGES_MAX = 2000 };

static void remove_database(void)
{
    static const char *const names[] = {"t.db", "t.db-wal", "t.db-shm", "t.db-journal"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        unlink(names[i]);
    }
}

/* The officer's program: plays on from the first step not recorded and writes a byte to `pipe`
 * for each step it has acknowledged. Closing it checkpoints, which is part of the test. */
static bool play(int pipe, size_t from, struct err *err)
{
    struct store *store = store_open("t.db", STORE_READ_WRITE, err);
    bool ok = store;
    for (size_t i = from; ok && i < play_length(); i++) {
        ok = play_step(store, i, err) && write(pipe, "x", 1) == 1;
    }
    store_close(store);
    return ok;
}

/* Play in a child that dies at change number `at`. Returns the acknowledged steps. */
static size_t play_and_die(long at, bool *was_killed)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        close(ends[0]);
        faulty_arm(FAULTY_KILL, at);
        _exit(!play(ends[1], 0, &err));
    }
    close(ends[1]);
    size_t acknowledged = 0;
    char byte;
    while (read(ends[0], &byte, 1) == 1) {
        acknowledged++;
    }
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    *was_killed = WIFSIGNALED(status);
    if (!*was_killed) {
        assert_int_equal(status, 0);
    }
    return acknowledged;
}

/* The log is the play up to some step, with everything acknowledged in it; the rest agrees. */
static size_t expect_whole(struct store *store, size_t acknowledged)
{
    struct err err = {0};
    struct event *events;
    size_t count;
    assert_true(store_events(store, PLAY_SUBJECT, 0, 1000, &events, &count, &err));
    assert_in_range(count, acknowledged, acknowledged + 1);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(events[i].kind, play_kind(i));
    }
    events_free(events, count);
    struct problems problems;
    problems_init(&problems);
    assert_true(store_check(store, &problems, &err));
    if (problems.errors) {
        fail_msg("%s", problems.items[0].text);
    }
    problems_release(&problems);
    return count;
}

static struct store *open_ok(void)
{
    struct err err = {0};
    struct store *store = store_open("t.db", STORE_READ_WRITE, &err);
    if (!store) {
        fail_msg("%s", err.text);
    }
    return store;
}

static void a_death_at_any_change_loses_nothing_acknowledged(void **state)
{
    (void)state;
    bool was_killed = true;
    long at;
    for (at = 1; was_killed && at < CHANGES_MAX; at++) {
        remove_database();
        size_t acknowledged = play_and_die(at, &was_killed);
        struct store *store = open_ok();
        expect_whole(store, acknowledged);
        store_close(store);
        if (!was_killed) {
            assert_int_equal(acknowledged, play_length());
        }
    }
    assert_false(was_killed);             /* the play came to its end */
    assert_in_range(at, 50, CHANGES_MAX); /* and there were changes to die at */
}

/* Play until the disk fails at change `at`; returns the acknowledged steps. */
static size_t play_and_fail(enum faulty_action action, long at, struct err *err)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    faulty_arm(action, at);
    bool ok = play(ends[1], 0, err);
    faulty_arm(FAULTY_NOTHING, 0);
    close(ends[1]);
    size_t acknowledged = 0;
    char byte;
    while (read(ends[0], &byte, 1) == 1) {
        acknowledged++;
    }
    close(ends[0]);
    assert_int_equal(ok, acknowledged == play_length());
    return acknowledged;
}

static void expect_survived(enum faulty_action action, const char *word)
{
    size_t acknowledged = 0, worded = 0;
    long at;
    for (at = 1; acknowledged < play_length() && at < CHANGES_MAX; at++) {
        struct err err = {0};
        remove_database();
        acknowledged = play_and_fail(action, at, &err);
        if (acknowledged < play_length()) {
            assert_int_equal(err_exit_status(err.code), 4);
            assert_non_null(strstr(err.text, "t.db"));
            worded += strstr(err.text, word) != NULL;
        }
        struct store *store = open_ok();
        expect_whole(store, acknowledged);
        store_close(store);
    }
    assert_int_equal(acknowledged, play_length());
    assert_true(worded >= 20); /* most of them say what it is */
}

static void a_failing_disk_is_told_and_leaves_nothing_half_done(void **state)
{
    (void)state;
    expect_survived(FAULTY_ERROR, "the disk failed");
}

static void a_full_disk_is_told_and_leaves_nothing_half_done(void **state)
{
    (void)state;
    expect_survived(FAULTY_FULL, "is full");
}

static void after_a_full_disk_the_same_program_goes_on(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    faulty_arm(FAULTY_FULL, 1);
    assert_false(play_step(store, 0, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    faulty_arm(FAULTY_NOTHING, 0);
    assert_true(play_step(store, 0, &err));
    expect_whole(store, 1);
    store_close(store);
}

static void a_damaged_page_is_found(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    for (size_t i = 0; i < play_length(); i++) {
        assert_true(play_step(store, i, &err));
    }
    store_close(store);
    char *data;
    size_t len;
    assert_true(file_read("t.db", 10000000, &data, &len, &err));
    for (size_t at = 4096; at + 4096 <= len; at += 4096) {
        memset(data + at + 8, 0xa5, 64); /* headers and cell pointers of every page but one */
    }
    assert_true(file_write("t.db", data, len, 0600, &err));
    free(data);
    store = store_open("t.db", STORE_READ_WRITE, &err);
    struct problems problems;
    problems_init(&problems);
    bool is_read = store && store_check(store, &problems, &err);
    assert_true(!is_read || problems.errors > 0);
    if (!is_read) {
        assert_int_equal(err.code, ERR_STORAGE);
        assert_non_null(strstr(err.text, "damaged"));
    }
    problems_release(&problems);
    store_close(store);
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_enter, sandbox_leave)

int main(void)
{
    faulty_register();
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(a_death_at_any_change_loses_nothing_acknowledged),
        IN_SANDBOX(a_failing_disk_is_told_and_leaves_nothing_half_done),
        IN_SANDBOX(a_full_disk_is_told_and_leaves_nothing_half_done),
        IN_SANDBOX(after_a_full_disk_the_same_program_goes_on),
        IN_SANDBOX(a_damaged_page_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
