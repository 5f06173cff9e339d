/* What decides where an officer stands: the same, read for one or for the whole roster. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/certificates.h"
#include "store/digest.h"
#include "store/events.h"
#include "support/play.h"
#include "support/sandbox.h"

enum { OFFICERS = 40 };

static void subject_of(int n, char subject[SUBJECT_MAX])
{
    snprintf(subject, SUBJECT_MAX, "%032x", n * 0x01010101);
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s", err->text);
    }
}

PRINTF_LIKE(4, 5)
static void append(struct store *store, const char *subject, enum event_kind kind,
                   const char *format, ...)
{
    struct err err = {0};
    char text[300];
    va_list values;
    va_start(values, format);
    int len = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    struct json *data = json_parse(text, (size_t)len, &err);
    must(data && store_append(store, subject, kind, data, &err), &err);
}

/* Officer n: n % 5 steps, an answer, a case, a quiz for every second, a certificate for every
 * third; every seventh did nothing at all. */
static void live(struct store *store, int n)
{
    char subject[SUBJECT_MAX];
    subject_of(n, subject);
    if (n % 7 == 0) {
        return;
    }
    for (int i = 0; i < n % 5; i++) {
        append(store, subject, EVENT_LESSON_STEP, "{\"lesson\":\"L01\",\"step\":%d}", i);
    }
    append(store, subject, EVENT_ANSWER_GIVEN,
           "{\"question\":\"q%d\",\"answer\":\"2\",\"right\":false,\"judged\":true}", n % 4);
    append(store, subject, EVENT_RUN_START,
           "{\"attempt\":\"a%d\",\"scenario\":\"S01\",\"mode\":1,\"seed\":\"0\",\"content\":"
           "\"c\"}",
           n);
    if (n % 2) {
        append(store, subject, EVENT_RUN_FINISH,
               "{\"attempt\":\"a%d\",\"scenario\":\"S01\",\"score\":%d,\"passed\":true,"
               "\"judged\":true,\"missed\":[],\"result\":\"{}\"}",
               n, n);
        append(store, subject, EVENT_SITTING_START,
               "{\"sitting\":\"s%d\",\"kind\":0,\"ref\":\"L01\",\"seed\":\"7\",\"questions\":"
               "\"q1\"}",
               n);
        append(store, subject, EVENT_SITTING_FINISH,
               "{\"sitting\":\"s%d\",\"judged\":[],\"rights\":1,\"percent\":%d,\"passed\":"
               "true}",
               n, n);
    }
    if (n % 3 == 0) {
        struct err err = {0};
        char text[] = "{}";
        struct certificate_row row = {.level = "L0",
                                      .issued = 5,
                                      .expires = n,
                                      .payload = text,
                                      .signature = text,
                                      .body = text};
        snprintf(row.serial, sizeof row.serial, "%d", n);
        snprintf(row.subject, sizeof row.subject, "%s", subject);
        must(certificates_add(store, &row, "", &err), &err);
    }
}

static void expect_same(const struct digest *one, const struct digest *all)
{
    assert_int_equal(all->step_count, one->step_count);
    assert_int_equal(all->answer_count, one->answer_count);
    assert_int_equal(all->run_count, one->run_count);
    assert_int_equal(all->sitting_count, one->sitting_count);
    assert_int_equal(all->certificate_count, one->certificate_count);
    assert_int_equal(all->cards_due, one->cards_due);
    assert_int_equal(all->last_active, one->last_active);
    for (size_t i = 0; i < one->step_count; i++) {
        assert_string_equal(all->steps[i].lesson, one->steps[i].lesson);
        assert_int_equal(all->steps[i].step, one->steps[i].step);
    }
    for (size_t i = 0; i < one->answer_count; i++) {
        assert_string_equal(all->answers[i].question, one->answers[i].question);
    }
    for (size_t i = 0; i < one->run_count; i++) {
        assert_true(all->runs[i].score >= one->runs[i].score);
        assert_true(all->runs[i].score <= one->runs[i].score);
        assert_int_equal(all->runs[i].is_passed, one->runs[i].is_passed);
    }
    for (size_t i = 0; i < one->sitting_count; i++) {
        assert_string_equal(all->sittings[i].ref, one->sittings[i].ref);
        assert_int_equal(all->sittings[i].finished, one->sittings[i].finished);
    }
    for (size_t i = 0; i < one->certificate_count; i++) {
        assert_int_equal(all->certificates[i].expires, one->certificates[i].expires);
    }
}

static struct store *a_class(void)
{
    struct err err = {0};
    struct store *store = store_open("t.db", STORE_READ_WRITE, &err);
    must(store, &err);
    must(store_begin(store, &err), &err);
    for (int n = OFFICERS - 1; n >= 0; n--) { /* not in the order of asking */
        live(store, n);
    }
    must(store_commit(store, &err), &err);
    return store;
}

static void everybody_has_the_same_digest_alone_and_in_the_roster(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = a_class();
    must(store_begin_reading(store, &err), &err);
    struct digest_reader *reader = digest_reader_open(store, &err);
    must(reader, &err);
    struct digest all = {0};
    size_t done = 0;
    for (int n = 0; n < OFFICERS; n++) {
        char subject[SUBJECT_MAX];
        struct digest one = {0};
        subject_of(n, subject);
        must(digest_of(store, subject, &one, &err), &err);
        must(digest_reader_read(reader, subject, &all, &err), &err);
        expect_same(&one, &all);
        assert_int_equal(one.last_active > 0, n % 7 != 0);
        assert_int_equal(one.run_count, n % 7 != 0 && n % 2); /* an open case is no result */
        done += one.last_active > 0;
        digest_release(&one);
    }
    assert_int_equal(done, 34);
    digest_release(&all);
    digest_reader_close(reader);
    store_rollback(store);
    store_close(store);
}

static void who_is_not_asked_for_is_passed_over(void **state)
{
    (void)state;
    struct err err = {0};
    struct store *store = a_class();
    must(store_begin_reading(store, &err), &err);
    struct digest_reader *reader = digest_reader_open(store, &err);
    must(reader, &err);
    struct digest digest = {0};
    char subject[SUBJECT_MAX];
    subject_of(9, subject);
    must(digest_reader_read(reader, subject, &digest, &err), &err);
    assert_int_equal(digest.step_count, 4);
    assert_int_equal(digest.certificates[0].expires, 9);
    subject_of(35, subject);
    must(digest_reader_read(reader, subject, &digest, &err), &err);
    assert_int_equal(digest.last_active, 0);
    assert_int_equal(digest.step_count, 0);
    assert_int_equal(digest.cards_due, 0);
    digest_release(&digest);
    digest_reader_close(reader); /* before the end */
    store_rollback(store);
    store_close(store);
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_enter, sandbox_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(everybody_has_the_same_digest_alone_and_in_the_roster),
        IN_SANDBOX(who_is_not_asked_for_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
