/* Signed heads: what was cut off the log, or written anew, after a report was made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/sign.h"
#include "store/events.h"
#include "store/heads.h"
#include "store/upkeep.h"
#include "support/play.h"
#include "support/sandbox.h"
#include <sqlite3.h>

static struct store *open_ok(const char *path)
{
    struct err err = {0};
    struct store *store = store_open(path, STORE_READ_WRITE, &err);
    if (!store) {
        fail_msg("%s", err.text);
    }
    return store;
}

static void play(struct store *store, size_t from, size_t to)
{
    struct err err = {0};
    for (size_t i = from; i < to; i++) {
        if (!play_step(store, i, &err)) {
            fail_msg("step %zu: %s", i, err.text);
        }
    }
}

static struct chain_head *sign(struct store *store, size_t *count)
{
    struct err err = {0};
    struct chain_head *heads;
    if (!heads_read(store, &heads, count, &err) || !heads_sign(store, heads, *count, &err)) {
        fail_msg("%s", err.text);
    }
    return heads;
}

/* Five events and a station's, signed, then three more. */
static void a_signed_play(void)
{
    size_t count;
    struct store *store = open_ok("t.db");
    play(store, 0, 5);
    free(sign(store, &count));
    play(store, 5, 8);
    store_close(store);
}

static void tamper(const char *sql)
{
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open("t.db", &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw,
                                  "DROP TRIGGER event_is_final; DROP TRIGGER event_is_kept;"
                                  "DROP TRIGGER signed_head_is_final;"
                                  "DROP TRIGGER signed_head_is_kept;",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_true(sqlite3_changes(raw) > 0);
    sqlite3_close(raw);
}

static void expect_found(const char *word)
{
    struct err err = {0};
    struct problems problems;
    problems_init(&problems);
    struct store *store = open_ok("t.db");
    assert_true(store_check(store, &problems, &err));
    bool is_found = word == NULL;
    for (size_t i = 0; i < problems.count; i++) {
        is_found = is_found || strstr(problems.items[i].text, word);
    }
    if (!is_found || (!word && problems.errors)) {
        fail_msg("%zu faults, first: %s", problems.errors,
                 problems.count ? problems.items[0].text : "none");
    }
    problems_release(&problems);
    store_close(store);
}

static void a_signed_head_holds_for_whoever_has_the_public_key(void **state)
{
    (void)state;
    struct store *store = open_ok("t.db");
    play(store, 0, 5);
    size_t count, len;
    struct chain_head *heads = sign(store, &count);
    assert_int_equal(count, 1);
    assert_int_equal(heads[0].seq, 6); /* the station's own event and five */
    uint8_t key[SIGN_PUBLIC], signature[SIGN_BYTES];
    assert_true(sign_hex_decode(heads[0].key, key, sizeof key, &len));
    assert_true(sign_hex_decode(heads[0].signature, signature, sizeof signature, &len));
    struct sbuf text = {0};
    sbuf_addf(&text, "trainer-head 1\n%s\n1\n6\n%s\n", store_station(store), heads[0].hash);
    assert_true(sign_verify(key, text.text, text.len, signature));
    text.text[text.len - 3] ^= 1;
    assert_false(sign_verify(key, text.text, text.len, signature));
    sbuf_release(&text);
    free(heads);
    store_close(store);
}

static void a_head_that_is_signed_already_keeps_its_signature(void **state)
{
    (void)state;
    struct err err = {0};
    size_t count;
    struct chain_head *heads;
    struct store *store = open_ok("t.db");
    assert_true(heads_read(store, &heads, &count, &err));
    assert_string_equal(heads[0].signature, "");
    free(heads);
    heads = sign(store, &count);
    store_close(store);
    store = open_ok("t.db");
    struct chain_head *again;
    assert_true(heads_read(store, &again, &count, &err));
    assert_string_equal(again[0].signature, heads[0].signature);
    assert_string_equal(again[0].key, heads[0].key);
    free(again);
    play(store, 0, 1);
    assert_true(heads_read(store, &again, &count, &err));
    assert_string_equal(again[0].signature, ""); /* a newer head */
    free(again);
    free(heads);
    store_close(store);
}

static void a_log_that_went_on_after_signing_is_in_order(void **state)
{
    (void)state;
    a_signed_play();
    expect_found(NULL);
}

static void newest_events_cut_off_after_signing_are_missed(void **state)
{
    (void)state;
    a_signed_play();
    tamper("DELETE FROM event WHERE seq >= 5");
    expect_found("the newest events of epoch 1");
}

static void cutting_off_only_what_was_not_signed_stays_unseen(void **state)
{
    (void)state; /* the promise ends here: detection back to the last report */
    a_signed_play();
    tamper("DELETE FROM event WHERE seq > 6");
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(store_rebuild(store, &err));
    store_close(store);
    expect_found(NULL);
}

static void other_events_in_the_place_of_signed_ones_are_found(void **state)
{
    (void)state;
    a_signed_play();
    tamper("DELETE FROM event WHERE seq >= 5");
    struct err err = {0};
    struct store *store = open_ok("t.db");
    assert_true(store_rebuild(store, &err));
    play(store, 5, 8); /* the chain itself is whole again */
    store_close(store);
    expect_found("event number 6 of epoch 1");
}

static void one_changed_event_is_found(void **state)
{
    (void)state;
    a_signed_play();
    tamper("UPDATE event SET data = replace(data, '\"2\"', '\"1\"') WHERE seq = 4");
    expect_found("event number 4 of epoch 1");
}

static void a_signature_of_another_key_does_not_hold(void **state)
{
    (void)state;
    a_signed_play();
    tamper("UPDATE signed_head SET key = zeroblob(32)");
    expect_found("does not hold");
}

static void a_signature_moved_to_another_event_does_not_hold(void **state)
{
    (void)state;
    a_signed_play();
    tamper("UPDATE signed_head SET (seq, hash) = (SELECT seq, hash FROM event WHERE seq = 3)");
    expect_found("does not hold");
}

static void signatures_are_kept_from_change(void **state)
{
    (void)state;
    a_signed_play();
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open("t.db", &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, "DELETE FROM signed_head", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(raw, "UPDATE signed_head SET seq = 1", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    sqlite3_close(raw);
}

static void the_key_lies_beside_the_database_for_its_owner_alone(void **state)
{
    (void)state;
    struct stat about;
    store_close(open_ok("t.db"));
    assert_int_equal(stat("station.key", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void a_lost_key_is_made_anew_and_told_in_the_log(void **state)
{
    (void)state;
    size_t count;
    a_signed_play();
    assert_int_equal(unlink("station.key"), 0);
    struct store *store = open_ok("t.db");
    struct chain_head *heads = sign(store, &count);
    struct err err = {0};
    struct event *events;
    size_t event_count;
    assert_true(store_events(store, "", 0, 1000, &events, &event_count, &err));
    struct event *last = &events[event_count - 1];
    assert_string_equal(last->kind, "station.key");
    assert_non_null(strstr(last->data, heads[0].key));
    events_free(events, event_count);
    free(heads);
    free(sign(store, &count));
    store_close(store);
    expect_found(NULL); /* what the old key signed still holds */
}

static void a_damaged_key_is_named_and_not_replaced(void **state)
{
    (void)state;
    a_signed_play();
    sandbox_write("station.key", "trainer-station-key 1\nab\ncd\n", 28);
    struct err err = {0};
    struct chain_head *heads;
    size_t count;
    struct store *store = open_ok("t.db");
    assert_true(heads_read(store, &heads, &count, &err));
    assert_false(heads_sign(store, heads, count, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "station.key"));
    free(heads);
    store_close(store);
    char *data;
    size_t len;
    assert_true(file_read("station.key", 100, &data, &len, &err));
    assert_int_equal(len, 28);
    free(data);
}

static void who_may_not_read_the_key_reports_unsigned(void **state)
{
    (void)state;
    size_t count;
    struct store *store = open_ok("t.db");
    play(store, 0, 5);
    assert_int_equal(chmod("station.key", 0), 0);
    uid_t user = geteuid();
    if (user == 0) { /* root may read everything: be somebody else for a moment */
        assert_int_equal(chmod(*state, 0777), 0);
        assert_int_equal(seteuid(65534), 0);
    }
    struct chain_head *heads = sign(store, &count);
    assert_int_equal(seteuid(user), 0);
    assert_string_equal(heads[0].signature, "");
    free(heads);
    store_close(store);
    expect_found(NULL);
}

static void a_restored_backup_is_in_order_and_both_epochs_are_signed(void **state)
{
    (void)state;
    struct err err = {0};
    struct sbuf kept = {0};
    size_t count;
    struct store *store = open_ok("t.db");
    play(store, 0, 5);
    assert_true(store_backup(store, "copy.db", &err));
    play(store, 5, 8);
    free(sign(store, &count));
    store_close(store);
    assert_true(store_restore("t.db", "copy.db", &kept, &err));
    sbuf_release(&kept);
    store = open_ok("t.db");
    struct chain_head *heads = sign(store, &count);
    assert_int_equal(count, 2);
    assert_string_not_equal(heads[0].signature, "");
    assert_string_not_equal(heads[1].signature, "");
    free(heads);
    store_close(store);
    expect_found(NULL);
}

static void a_cut_off_backup_is_not_restored(void **state)
{
    (void)state;
    struct err err = {0};
    struct sbuf kept = {0};
    a_signed_play();
    tamper("DELETE FROM event WHERE seq >= 5");
    assert_int_equal(rename("t.db", "copy.db"), 0);
    assert_false(store_restore("t.db", "copy.db", &kept, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "not whole"));
    sbuf_release(&kept);
}

static void a_database_in_memory_signs_without_a_file(void **state)
{
    (void)state;
    struct err err = {0};
    size_t count;
    struct store *store = store_open(NULL, STORE_MEMORY, &err);
    assert_non_null(store);
    struct chain_head *heads = sign(store, &count);
    assert_string_not_equal(heads[0].signature, "");
    free(heads);
    store_close(store);
    assert_false(file_exists("station.key"));
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_enter, sandbox_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(a_signed_head_holds_for_whoever_has_the_public_key),
        IN_SANDBOX(a_head_that_is_signed_already_keeps_its_signature),
        IN_SANDBOX(a_log_that_went_on_after_signing_is_in_order),
        IN_SANDBOX(newest_events_cut_off_after_signing_are_missed),
        IN_SANDBOX(cutting_off_only_what_was_not_signed_stays_unseen),
        IN_SANDBOX(other_events_in_the_place_of_signed_ones_are_found),
        IN_SANDBOX(one_changed_event_is_found),
        IN_SANDBOX(a_signature_of_another_key_does_not_hold),
        IN_SANDBOX(a_signature_moved_to_another_event_does_not_hold),
        IN_SANDBOX(signatures_are_kept_from_change),
        IN_SANDBOX(the_key_lies_beside_the_database_for_its_owner_alone),
        IN_SANDBOX(a_lost_key_is_made_anew_and_told_in_the_log),
        IN_SANDBOX(a_damaged_key_is_named_and_not_replaced),
        IN_SANDBOX(who_may_not_read_the_key_reports_unsigned),
        IN_SANDBOX(a_restored_backup_is_in_order_and_both_epochs_are_signed),
        IN_SANDBOX(a_cut_off_backup_is_not_restored),
        IN_SANDBOX(a_database_in_memory_signs_without_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
