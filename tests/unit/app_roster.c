/* The roster from a spreadsheet: every fault named, all or nothing. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/roster.h"
#include "store/officers.h"
#include "support/sandbox.h"

#define HEAD "id,name,squad,role,joined\n"
static struct app app;
static struct session trainer;

static int enter(void **state)
{
    struct err err = {0};
    struct officer made;
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    app = (struct app){.store = store_open("t.db", STORE_READ_WRITE, &err)};
    return !app.store ||
           !app_add_officer(&app, NULL, "T1", "栗子哥", "", ROLE_TRAINER, "", "4321", &made,
                            &err) ||
           !session_open(&trainer, &app, "T1", "4321", &err);
}

static int leave(void **state)
{
    store_close(app.store);
    return sandbox_leave(state);
}

static size_t officer_count(void)
{
    struct officer *list;
    size_t count;
    struct err err = {0};
    assert_true(app_officers(&app, &list, &count, &err));
    free(list);
    return count;
}

static void import(const char *text, size_t added, size_t changed, size_t same)
{
    struct roster_outcome out;
    struct err err = {0};
    if (!roster_import(&app, &trainer, "r.csv", text, strlen(text), false, &out, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(out.added, added);
    assert_int_equal(out.changed, changed);
    assert_int_equal(out.same, same);
    roster_outcome_release(&out);
}

static void expect_fault(const char *text, const char *where, const char *word)
{
    struct roster_outcome out;
    struct err err = {0};
    size_t before = officer_count();
    assert_false(roster_import(&app, &trainer, "r.csv", text, strlen(text), false, &out, &err));
    assert_int_equal(err.code, ERR_INPUT);
    struct sbuf lines = {0};
    problems_write(&out.problems, &lines);
    if (!strstr(sbuf_text(&lines), where) || !strstr(sbuf_text(&lines), word)) {
        fail_msg("'%s' lacks '%s' or '%s'", sbuf_text(&lines), where, word);
    }
    sbuf_release(&lines);
    roster_outcome_release(&out);
    assert_int_equal(officer_count(), before);
}

static void officers_are_added_changed_and_left_as_they_are(void **state)
{
    (void)state;
    import(HEAD "001,老墨,二中队,officer,1995-06-01\n002,豆豆,一中队,officer,\n", 2, 0, 0);
    import(HEAD "001,老墨,三中队,officer,1995-06-01\n002,豆豆,一中队,officer,\n", 0, 1, 1);
    struct officer mo;
    struct err err = {0};
    assert_true(officers_find(app.store, "001", &mo, &err));
    assert_string_equal(mo.squad, "三中队");
}

static void a_dry_run_counts_and_changes_nothing(void **state)
{
    (void)state;
    struct roster_outcome out;
    struct err err = {0};
    const char *text = HEAD "001,老墨,二中队,officer,\n";
    assert_true(roster_import(&app, &trainer, "r.csv", text, strlen(text), true, &out, &err));
    assert_int_equal(out.added, 1);
    roster_outcome_release(&out);
    assert_int_equal(officer_count(), 1);
}

static void one_bad_row_keeps_all_rows_out(void **state)
{
    (void)state;
    expect_fault(HEAD "001,老墨,二中队,officer,\n002,豆豆,一中队,boss,\n",
                 "r.csv:3:", "role is one of");
    expect_fault(HEAD "001,老墨,二中队,officer,\n001,豆豆,一中队,officer,\n",
                 "r.csv:3:1:", "line 2");
    expect_fault(HEAD "001,老墨,二中队,officer,2026-02-30\n", "r.csv:2:", "2026-02-30");
    expect_fault(HEAD "一,老墨,二中队,officer,\n", "r.csv:2:1:", "A-Z");
    expect_fault(HEAD "001,老\x1b[31m墨,二中队,officer,\n", "r.csv:2:", "control");
    expect_fault("id,name,squad,joined\n001,老墨,二中队,\n", "r.csv:1:", "role");
}

static void a_file_from_a_chinese_spreadsheet_is_read_as_gb18030(void **state)
{
    (void)state;
    char text[] = HEAD "001,老墨,二中队,officer,\n", gb[200];
    char *in = text, *out_at = gb;
    size_t in_left = strlen(text), out_left = sizeof gb;
    iconv_t convert = iconv_open("GB18030", "UTF-8");
    assert_true(iconv(convert, &in, &in_left, &out_at, &out_left) != (size_t)-1);
    iconv_close(convert);
    struct roster_outcome out;
    struct err err = {0};
    assert_true(
        roster_import(&app, &trainer, "r.csv", gb, sizeof gb - out_left, false, &out, &err));
    assert_true(out.was_gb18030);
    roster_outcome_release(&out);
    struct officer mo;
    assert_true(officers_find(app.store, "001", &mo, &err));
    assert_string_equal(mo.name, "老墨");
}

static void only_a_trainer_imports_once_there_is_one(void **state)
{
    (void)state;
    struct roster_outcome out;
    struct err err = {0};
    const char *text = HEAD "001,老墨,二中队,officer,\n";
    assert_false(roster_import(&app, NULL, "r.csv", text, strlen(text), false, &out, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    roster_outcome_release(&out);
    import(HEAD "T2,尺主任,,trainer,\n", 1, 0, 0);
    struct session second;
    assert_false(session_open(&second, &app, "T2", NULL, &err)); /* nobody's before the PIN */
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    assert_true(session_set_pin(&trainer, "T2", "8888", &err));
    assert_true(session_open(&second, &app, "T2", "8888", &err));
    expect_fault(HEAD "T1,栗子哥,,officer,\n", "r.csv:2:", "yourself");
}

static void a_hundred_thousand_rows_come_in_at_once(void **state)
{
    (void)state;
    enum { ROWS = 100000 };
    struct sbuf text = {0};
    sbuf_add(&text, HEAD);
    for (int i = 0; i < ROWS; i++) {
        sbuf_addf(&text, "W%06d,队员%d,%d中队,officer,2026-01-01\n", i, i, i % 50);
    }
    msec_t begin = clock_monotonic();
    import(text.text, ROWS, 0, 0);
    import(text.text, 0, 0, ROWS);
    assert_true(clock_monotonic() - begin < 120000);
    assert_int_equal(officer_count(), ROWS + 1);
    sbuf_release(&text);
}

#define IN_STORE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(officers_are_added_changed_and_left_as_they_are),
        IN_STORE(a_dry_run_counts_and_changes_nothing),
        IN_STORE(one_bad_row_keeps_all_rows_out),
        IN_STORE(a_file_from_a_chinese_spreadsheet_is_read_as_gb18030),
        IN_STORE(only_a_trainer_imports_once_there_is_one),
        IN_STORE(a_hundred_thousand_rows_come_in_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
