/* Certificates: earned, issued by a trainer, verified offline, refused after any change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "app/certify.h"
#include "app/report.h"
#include "app/upkeep.h"
#include "core/file.h"
#include "core/qr.h"
#include "store/officers.h"
#include "support/career_play.h"

#define PASSPHRASE "石榴花开在武昌"
static struct career career;

static int enter(void **state)
{
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    career_open(&career);
    return 0;
}

static int leave(void **state)
{
    career_close(&career);
    return sandbox_leave(state);
}

static struct certificate issue(void)
{
    struct err err = {0};
    struct certificate out;
    career_must(certificate_issue(&career.trainer, PASSPHRASE, "007", "L0", &out, &err), &err);
    return out;
}

static enum certificate_status verify(const char *text, size_t len, const char *issuer)
{
    struct err err = {0};
    struct verification out;
    career_must(certificate_verify(&career.app, text, len, issuer, clock_now(), &out, &err),
                &err);
    enum certificate_status status = out.status;
    certificate_release(&out.certificate);
    return status;
}

static struct sbuf export(const char *serial, const char *format)
{
    struct err err = {0};
    struct sbuf out = {0};
    career_must(certificate_export(&career.app, serial, format, &out, &err), &err);
    return out;
}

static void nobody_is_certified_before_everything_is_done(void **state)
{
    (void)state;
    struct err err = {0};
    struct certificate out;
    assert_false(certificate_issue(&career.trainer, PASSPHRASE, "007", "L0", &out, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    assert_non_null(strstr(err.text, "L01")); /* names what is open, all of it */
    assert_non_null(strstr(err.text, "S01"));
    assert_non_null(strstr(err.text, "S02"));
    assert_non_null(strstr(err.text, "80"));
    assert_false(file_exists("issuer.key"));
    struct requirement *list;
    size_t count;
    bool is_ready;
    career_must(certify_status(&career.app, career.officer.who.subject, "L0", &list, &count,
                               &is_ready, &err),
                &err);
    assert_int_equal(count, 4); /* lesson, two cases, exam */
    assert_false(is_ready);
    requirement_free(list, count);
}

static void an_officer_cannot_issue(void **state)
{
    (void)state;
    struct err err = {0};
    struct certificate out;
    career_earn(&career);
    assert_false(certificate_issue(&career.officer, PASSPHRASE, "007", "L0", &out, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
}

static void the_certificate_says_who_what_and_until_when(void **state)
{
    (void)state;
    struct err err = {0};
    char day[CLOCK_TEXT_MAX];
    career_earn(&career);
    struct certificate made = issue();
    assert_string_equal(made.officer_id, "007");
    assert_string_equal(made.officer_name, "老墨");
    assert_string_equal(made.level, "L0");
    assert_string_equal(made.rules, "slice-1");
    clock_format_date(made.expires, day);
    assert_string_equal(day, "2027-02-20"); /* 90 days after 2026-11-22 */
    assert_true(made.is_self_issued);       /* same station, not shared */
    struct sbuf text = export(made.serial, "txt");
    assert_non_null(strstr(text.text, "训练文书 TRAINING"));
    assert_non_null(strstr(text.text, "老墨"));
    assert_non_null(strstr(text.text, "2027-02-20"));
    assert_non_null(strstr(text.text, "Art. 42"));
    sbuf_release(&text);
    struct certificate again;
    assert_false(certificate_issue(&career.trainer, PASSPHRASE, "007", "L0", &again, &err));
    assert_non_null(strstr(err.text, "2027-02-20"));
    certificate_release(&made);
}

static void exported_files_verify_until_their_last_day(void **state)
{
    (void)state;
    career_earn(&career);
    struct certificate made = issue();
    struct sbuf json = export(made.serial, "json"), text = export(made.serial, "txt");
    assert_int_equal(verify(json.text, json.len, NULL), CERTIFICATE_VALID);
    assert_int_equal(verify(text.text, text.len, NULL), CERTIFICATE_VALID);
    sandbox_set_time("2027-02-20T23:59:00+08:00");
    assert_int_equal(verify(json.text, json.len, NULL), CERTIFICATE_VALID);
    sandbox_set_time("2027-02-21T00:00:01+08:00");
    assert_int_equal(verify(json.text, json.len, NULL), CERTIFICATE_EXPIRED);
    assert_int_equal(verify(text.text, text.len, NULL), CERTIFICATE_EXPIRED);
    sbuf_release(&json);
    sbuf_release(&text);
    certificate_release(&made);
}

/* Every single bit of the file: none of the changed files is valid. */
static void expect_no_change_survives(const char *text, size_t len)
{
    for (size_t at = 0; at < len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            char *copy = xstrndup(text, len);
            copy[at] = (char)(copy[at] ^ (1 << bit));
            struct err err = {0};
            struct verification out;
            bool is_read =
                certificate_verify(&career.app, copy, len, NULL, clock_now(), &out, &err);
            if (is_read) {
                if (out.status == CERTIFICATE_VALID && strchr(" \t\r\n", copy[at]) == NULL) {
                    fail_msg("byte %zu changed to '%c' still verifies", at, copy[at]);
                }
                certificate_release(&out.certificate);
            }
            free(copy);
        }
    }
}

static void a_text_or_json_with_any_change_is_refused(void **state)
{
    (void)state;
    career_earn(&career);
    struct certificate made = issue();
    struct sbuf json = export(made.serial, "json"), text = export(made.serial, "txt");
    expect_no_change_survives(json.text, json.len);
    expect_no_change_survives(text.text, text.len);
    char *other = xstrdup(json.text), *at = strstr(other, "2027-02-20");
    assert_non_null(at);
    memcpy(at, "2037", 4);
    assert_int_equal(verify(other, strlen(other), NULL), CERTIFICATE_ALTERED);
    free(other);
    sbuf_release(&json);
    sbuf_release(&text);
    certificate_release(&made);
}

static void the_qr_holds_100_signed_bytes_and_verifies(void **state)
{
    (void)state;
    struct err err = {0};
    career_earn(&career);
    struct certificate made = issue();
    struct sbuf qr = {0};
    career_must(certificate_qr_text(&made, &qr, &err), &err);
    assert_int_equal(qr.len, 150); /* Base45 of 100 bytes */
    struct qr code;
    career_must(qr_make(&code, qr.text, QR_LOW, &err), &err);
    assert_int_equal(code.size, 37); /* version 5 */
    qr_release(&code);
    struct verification out;
    career_must(certificate_verify(&career.app, qr.text, qr.len, NULL, clock_now(), &out, &err),
                &err);
    assert_int_equal(out.status, CERTIFICATE_VALID);
    assert_string_equal(out.certificate.serial, made.serial);
    assert_string_equal(out.certificate.officer_id, "007");
    certificate_release(&out.certificate);
    expect_no_change_survives(qr.text, qr.len);
    sbuf_release(&qr);
    certificate_release(&made);
}

static void another_station_needs_the_public_key(void **state)
{
    (void)state;
    struct err err = {0};
    char key[2 * SIGN_PUBLIC + 1];
    career_earn(&career);
    struct certificate made = issue();
    struct sbuf json = export(made.serial, "json");
    career_must(certificate_key_public(&career.app, key, &err), &err);
    assert_string_equal(key, made.issuer_key);
    struct verification out;
    career_must(certificate_verify(NULL, json.text, json.len, NULL, clock_now(), &out, &err),
                &err);
    assert_int_equal(out.status, CERTIFICATE_UNKNOWN_ISSUER);
    certificate_release(&out.certificate);
    career_must(certificate_verify(NULL, json.text, json.len, key, clock_now(), &out, &err),
                &err);
    assert_int_equal(out.status, CERTIFICATE_VALID);
    assert_string_equal(out.certificate.officer_name, "老墨");
    assert_true(out.is_self_issued);
    certificate_release(&out.certificate);
    key[0] = key[0] == '0' ? '1' : '0';
    assert_int_equal(verify(json.text, json.len, key), CERTIFICATE_UNKNOWN_ISSUER);
    assert_false(certificate_verify(NULL, json.text, json.len, "xyz", clock_now(), &out, &err));
    assert_false(certificate_verify(NULL, "hello", 5, NULL, clock_now(), &out, &err));
    assert_int_equal(err.code, ERR_INPUT);
    sbuf_release(&json);
    certificate_release(&made);
}

static void the_key_is_private_and_needs_its_passphrase(void **state)
{
    (void)state;
    struct err err = {0};
    struct certificate out;
    struct stat about;
    char key[2 * SIGN_PUBLIC + 1];
    assert_false(certificate_key_public(&career.app, key, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    career_earn(&career);
    assert_false(certificate_issue(&career.trainer, "short", "007", "L0", &out, &err));
    assert_int_equal(err.code, ERR_INPUT);
    out = issue();
    certificate_release(&out);
    assert_int_equal(stat("issuer.key", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    sandbox_set_time("2027-03-01T09:00:00+08:00"); /* expired: the exam is sat again */
    struct sitting_result result;
    career_exam(&career, 0, &result);
    assert_false(certificate_issue(&career.trainer, "falsch-falsch", "007", "L0", &out, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    out = issue();
    certificate_release(&out);
    struct certificate *list;
    size_t count;
    career_must(certificate_list(&career.app, NULL, &list, &count, &err), &err);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].issuer_key, list[1].issuer_key);
    certificate_list_free(list, count);
}

static void after_a_new_name_the_old_certificate_still_exports_as_signed(void **state)
{
    (void)state;
    struct err err = {0};
    career_earn(&career);
    struct certificate made = issue();
    struct sbuf before = export(made.serial, "json");
    struct officer officer = career.officer.who;
    snprintf(officer.name, sizeof officer.name, "墨师傅");
    career_must(officers_change(career.app.store, &officer, "", &err), &err);
    struct sbuf after = export(made.serial, "json");
    assert_string_equal(after.text, before.text);
    sbuf_release(&before);
    sbuf_release(&after);
    certificate_release(&made);
}

static const char *cell(const struct report *report, const char *key)
{
    for (size_t c = 0; c < report->column_count; c++) {
        if (strcmp(report->columns[c].key, key) == 0) {
            return report_cell(report, 0, c);
        }
    }
    fail_msg("no column %s", key);
    return NULL;
}

static void the_progress_report_counts_what_was_done(void **state)
{
    (void)state;
    struct err err = {0};
    struct report report;
    career_earn(&career);
    career_must(report_progress(&career.app, NULL, 0, &report, &err), &err);
    assert_int_equal(report.row_count, 1); /* the trainer does not learn here */
    assert_string_equal(cell(&report, "id"), "007");
    assert_string_equal(cell(&report, "name"), "老墨");
    assert_string_equal(cell(&report, "level"), "");
    assert_string_equal(cell(&report, "lessons_done"), "1");
    assert_string_equal(cell(&report, "quiz_best"), "90");
    assert_string_equal(cell(&report, "scenarios_passed"), "2");
    assert_string_equal(cell(&report, "reviews_due"), "1");
    assert_string_equal(cell(&report, "last_active"), "2026-11-22");
    assert_string_equal(cell(&report, "expires"), "");
    struct json *heads = json_parse(report.heads, strlen(report.heads), &err);
    assert_int_equal(json_count(heads), 1);
    assert_string_equal(json_get_text(json_at(heads, 0), "station"),
                        store_station(career.app.store));
    assert_int_equal(strlen(json_get_text(json_at(heads, 0), "key")), 64);
    assert_int_equal(strlen(json_get_text(json_at(heads, 0), "signature")), 128);
    json_free(heads);
    report_release(&report);
    struct certificate made = issue();
    certificate_release(&made);
    career_must(report_progress(&career.app, "二中队", 0, &report, &err), &err);
    assert_string_equal(cell(&report, "level"), "L0");
    assert_string_equal(cell(&report, "expires"), "2027-02-20");
    report_release(&report);
    career_must(report_progress(&career.app, "九中队", 0, &report, &err), &err);
    assert_int_equal(report.row_count, 0);
    report_release(&report);
    career_must(report_progress(&career.app, NULL, clock_now() + 1000, &report, &err), &err);
    assert_int_equal(report.row_count, 0);
    report_release(&report);
}

static void the_whole_career_leaves_a_sound_database(void **state)
{
    (void)state;
    struct err err = {0};
    struct problems problems;
    problems_init(&problems);
    career_earn(&career);
    struct certificate made = issue();
    certificate_release(&made);
    career_must(upkeep_check(&career.app, &problems, &err), &err);
    assert_int_equal(problems.errors, 0);
    problems_release(&problems);
}

#define IN_CAREER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    career_load(&career);
    const struct CMUnitTest tests[] = {
        IN_CAREER(nobody_is_certified_before_everything_is_done),
        IN_CAREER(an_officer_cannot_issue),
        IN_CAREER(the_certificate_says_who_what_and_until_when),
        IN_CAREER(exported_files_verify_until_their_last_day),
        IN_CAREER(a_text_or_json_with_any_change_is_refused),
        IN_CAREER(the_qr_holds_100_signed_bytes_and_verifies),
        IN_CAREER(another_station_needs_the_public_key),
        IN_CAREER(the_key_is_private_and_needs_its_passphrase),
        IN_CAREER(after_a_new_name_the_old_certificate_still_exports_as_signed),
        IN_CAREER(the_progress_report_counts_what_was_done),
        IN_CAREER(the_whole_career_leaves_a_sound_database),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    career_unload(&career);
    return failed;
}
