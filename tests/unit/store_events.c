/* The log of events: chained, final, and the only source of everything derived from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/digest.h"
#include "store/events.h"
#include "store/progress.h"
#include "store/upkeep.h"
#include "support/play.h"
#include "support/sandbox.h"
#include <sqlite3.h>

static const char *const trigger_off =
    "DROP TRIGGER event_is_final; DROP TRIGGER event_is_kept;";

static int run_sql(const char *sql)
{
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open("t.db", &raw), SQLITE_OK);
    int code = sqlite3_exec(raw, sql, NULL, NULL, NULL);
    sqlite3_close(raw);
    return code;
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

static void play_all(struct store *store)
{
    struct err err = {0};
    for (size_t i = 0; i < play_length(); i++) {
        if (!play_step(store, i, &err)) {
            fail_msg("step %zu: %s", i, err.text);
        }
    }
}

static size_t count_faults(const char *word)
{
    struct store *store = open_ok();
    struct problems problems;
    problems_init(&problems);
    struct err err = {0};
    assert_true(store_check(store, &problems, &err));
    size_t count = problems.errors;
    if (word) {
        assert_true(count > 0);
        assert_non_null(strstr(problems.items[0].text, word));
    }
    problems_release(&problems);
    store_close(store);
    return count;
}

static void what_was_done_is_found_again_after_closing(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    play_all(store);
    store_close(store);
    store = open_ok();
    struct digest digest = {0};
    assert_true(digest_of(store, PLAY_SUBJECT, &digest, &err));
    assert_int_equal(digest.step_count, 2);
    assert_string_equal(digest.steps[1].lesson, "L01");
    assert_int_equal(digest.steps[1].step, 1);
    assert_true(digest.steps[1].last > digest.steps[0].last);
    assert_int_equal(digest.answer_count, 3);
    assert_string_equal(digest.answers[0].question, "L01-q1");
    assert_true(digest.answers[0].is_right); /* the latest answer counts */
    assert_int_equal(digest.run_count, 1);
    assert_true(digest.runs[0].is_passed);
    assert_int_equal(digest.sitting_count, 1);
    assert_true(digest.sittings[0].percent > 49.9 && digest.sittings[0].percent < 50.1);
    assert_int_equal(digest.cards_due, 2); /* a question and a point of the case */
    assert_true(digest.last_active > 0);
    digest_release(&digest);
    double score;
    bool is_passed;
    assert_true(progress_best(store, PLAY_SUBJECT, "S01", 1, &score, &is_passed, &err));
    assert_true(score > 86.9 && score < 87.1);
    assert_true(is_passed);
    store_close(store);
}

static void a_wrong_answer_makes_a_card_until_it_is_answered_right(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    size_t due;
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(play_answer(store, "L01-q2", true, &err));
    assert_true(progress_cards_due(store, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 1);
    assert_true(play_answer(store, "L01-q1", true, &err));
    assert_true(progress_cards_due(store, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 0);
    assert_true(play_answer(store, "L01-q1", false, &err));
    struct card *cards;
    assert_true(progress_cards(store, PLAY_SUBJECT, &cards, &due, &err));
    assert_int_equal(due, 1);
    assert_int_equal(cards[0].lapses, 2);
    free(cards);
    store_close(store);
}

static void points_lost_in_a_case_are_due_until_they_are_won(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    static const char *const both[] = {"R3.tell", "CF-03", NULL};
    static const char *const tell[] = {"R3.tell", NULL};
    static const char *const none[] = {NULL};
    size_t due;
    assert_true(play_run(store, "a1", false, both, &err));
    assert_true(play_run(store, "a2", false, none, &err)); /* not passed: proves nothing */
    assert_true(progress_cards_due(store, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 2);
    assert_true(play_run(store, "a3", true, tell, &err));
    struct card *cards;
    assert_true(progress_cards(store, PLAY_SUBJECT, &cards, &due, &err));
    assert_int_equal(due, 1);
    assert_string_equal(cards[0].item, "R3.tell");
    assert_string_equal(cards[0].source, "S01");
    free(cards);
    store_close(store);
}

static void a_rebuild_from_events_gives_the_same_state(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    play_all(store);
    store_close(store);
    assert_int_equal(count_faults(NULL), 0);
    assert_int_equal(run_sql("UPDATE run SET score = 100"), SQLITE_OK);
    assert_int_equal(count_faults("differs from what the events say"), 1);
    store = open_ok();
    assert_true(store_rebuild(store, &err));
    store_close(store);
    assert_int_equal(count_faults(NULL), 0);
}

static void an_event_can_be_neither_changed_nor_deleted(void **state)
{
    (void)state;
    struct store *store = open_ok();
    play_all(store);
    store_close(store);
    assert_int_equal(run_sql("UPDATE event SET data = '{}'"), SQLITE_CONSTRAINT);
    assert_int_equal(run_sql("DELETE FROM event"), SQLITE_CONSTRAINT);
}

static void an_event_changed_behind_our_back_breaks_the_chain(void **state)
{
    (void)state;
    struct store *store = open_ok();
    play_all(store);
    store_close(store);
    assert_int_equal(run_sql(trigger_off), SQLITE_OK);
    assert_int_equal(run_sql("UPDATE event SET subject = '' WHERE seq = 3"), SQLITE_OK);
    assert_true(count_faults("number 3 of epoch 1") > 0);
}

static void an_event_deleted_behind_our_back_leaves_a_gap(void **state)
{
    (void)state;
    struct store *store = open_ok();
    play_all(store);
    store_close(store);
    assert_int_equal(run_sql(trigger_off), SQLITE_OK);
    assert_int_equal(run_sql("DELETE FROM event WHERE seq = 3"), SQLITE_OK);
    assert_true(count_faults("missing before number 4") > 0);
}

static void the_same_step_of_a_case_is_not_recorded_twice(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok(), *other = open_ok();
    assert_true(play_act(store, "a1", 0, &err));
    assert_false(play_act(other, "a1", 0, &err));
    assert_int_equal(err.code, ERR_NO);
    assert_true(play_act(other, "a1", 1, &err));
    store_close(store);
    store_close(other);
    assert_int_equal(count_faults(NULL), 0);
}

static void a_clock_set_back_does_not_turn_the_order_of_events(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    assert_true(play_answer(store, "L01-q1", true, &err));
    sandbox_set_time("2020-01-01T00:00:00+08:00");
    assert_true(play_answer(store, "L01-q1", false, &err));
    struct event *events;
    size_t count;
    assert_true(store_events(store, "", 0, 100, &events, &count, &err));
    for (size_t i = 1; i < count; i++) {
        assert_int_equal(events[i].seq, (int64_t)i + 1);
        assert_true(events[i].time >= events[i - 1].time);
    }
    events_free(events, count);
    store_close(store);
    assert_int_equal(count_faults(NULL), 0);
}

static void two_programs_write_one_database_at_once(void **state)
{
    (void)state;
    enum { EACH = 40 };
    store_close(open_ok());
    pid_t children[2];
    for (int c = 0; c < 2; c++) {
        children[c] = fork();
        if (children[c] == 0) {
            struct err err = {0};
            struct store *store = store_open("t.db", STORE_READ_WRITE, &err);
            bool ok = store;
            for (int i = 0; ok && i < EACH; i++) {
                ok = play_answer(store, c ? "L01-q1" : "L01-q2", i % 2, &err);
            }
            store_close(store);
            _exit(!ok);
        }
    }
    for (int c = 0; c < 2; c++) {
        int status;
        assert_int_equal(waitpid(children[c], &status, 0), children[c]);
        assert_int_equal(status, 0);
    }
    struct err err = {0};
    struct store *store = open_ok();
    struct event *events;
    size_t count;
    assert_true(store_events(store, PLAY_SUBJECT, 0, 1000, &events, &count, &err));
    assert_int_equal(count, 2 * EACH);
    events_free(events, count);
    store_close(store);
    assert_int_equal(count_faults(NULL), 0);
}

static void several_changes_are_kept_together_or_not_at_all(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = open_ok();
    assert_true(store_begin(store, &err));
    assert_true(play_answer(store, "L01-q1", false, &err));
    assert_true(play_answer(store, "L01-q2", false, &err));
    store_rollback(store);
    size_t due;
    assert_true(progress_cards_due(store, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 0);
    store_close(store);
    assert_int_equal(count_faults(NULL), 0);
}

static void a_report_reads_one_moment_while_others_write(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *reader = open_ok(), *writer = open_ok();
    size_t due;
    assert_true(store_begin_reading(reader, &err));
    assert_true(progress_cards_due(reader, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 0);
    assert_true(play_answer(writer, "L01-q1", false, &err));
    assert_true(progress_cards_due(reader, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 0);
    store_rollback(reader);
    assert_true(progress_cards_due(reader, PLAY_SUBJECT, &due, &err));
    assert_int_equal(due, 1);
    store_close(reader);
    store_close(writer);
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_enter, sandbox_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(what_was_done_is_found_again_after_closing),
        IN_SANDBOX(a_wrong_answer_makes_a_card_until_it_is_answered_right),
        IN_SANDBOX(points_lost_in_a_case_are_due_until_they_are_won),
        IN_SANDBOX(a_rebuild_from_events_gives_the_same_state),
        IN_SANDBOX(an_event_can_be_neither_changed_nor_deleted),
        IN_SANDBOX(an_event_changed_behind_our_back_breaks_the_chain),
        IN_SANDBOX(an_event_deleted_behind_our_back_leaves_a_gap),
        IN_SANDBOX(the_same_step_of_a_case_is_not_recorded_twice),
        IN_SANDBOX(a_clock_set_back_does_not_turn_the_order_of_events),
        IN_SANDBOX(two_programs_write_one_database_at_once),
        IN_SANDBOX(several_changes_are_kept_together_or_not_at_all),
        IN_SANDBOX(a_report_reads_one_moment_while_others_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
