/* A bureau's own catalog: only a trainer brings one in, all of it or nothing, and it shows from
 * the next start on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/bureau.h"
#include "support/sandbox.h"

static const char header[] =
    "code,category_zh,category_en,item_zh,item_en,duty,penalty,person_min,person_max,org_min,"
    "org_max,measures_zh,measures_en,bands,procedure,competence,valid_from,valid_to,keywords,"
    "source\n";
static const char shipped_rows[] =
    "0101,甲,A,旧事项,Old,a-law 1,a-law 2,,,,,责令,order,,simple,"
    "ours,2020-01-01,,a;b;c,s\n";
static const char own_row[] =
    "0102,甲,A,新事项,New,a-law 1,a-law 2,,,,,责令,order,,simple,ours,"
    "2020-01-01,,a;b;c,s\n";
static char no_folder[] = "none";
static struct paths paths = {.data = no_folder};
static struct course course;
static struct app app;
static struct officer trainer, officer;

static void open_app(void)
{
    struct err err = {0};
    if (!app_open(&app, "t.db", &course, &paths, &err)) {
        fail_msg("%s", err.text);
    }
}

static struct officer add(const char *id, enum role role)
{
    struct officer made;
    struct err err = {0};
    if (!app_add_officer(&app, NULL, id, "某人", "", role, "", "1234", &made, &err)) {
        fail_msg("%s", err.text);
    }
    return made;
}

static int enter(void **state)
{
    struct problems problems;
    struct sbuf text = {0};
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    problems_init(&problems);
    sbuf_addf(&text, "%s%s", header, shipped_rows);
    course = (struct course){
        .catalog = catalog_parse("shipped.csv", text.text, text.len, NULL, &problems)};
    course.catalog->sources = xcalloc(1, sizeof course.catalog->sources[0]);
    course.catalog->sources[0] =
        (struct catalog_source){.slug = xstrdup("a-law"),
                                .title = {{xstrdup("甲法"), xstrdup("A Law")}},
                                .version = xstrdup("2020-01-01"),
                                .in_force = xstrdup(""),
                                .source = xstrdup("s"),
                                .read_on = xstrdup("2026-01-01")};
    course.catalog->source_count = 1;
    sbuf_release(&text);
    problems_release(&problems);
    open_app();
    trainer = add("t1", ROLE_TRAINER);
    officer = add("o1", ROLE_OFFICER);
    return 0;
}

static int leave(void **state)
{
    app_close(&app);
    catalog_free(course.catalog);
    return sandbox_leave(state);
}

/* Import header and rows; returns the error code, 0 when done; *faults may be NULL. */
static enum err_code import(const struct officer *who, const char *rows, bool is_dry,
                            size_t *faults)
{
    const struct session by = {.app = &app, .who = *who};
    struct bureau_outcome outcome;
    struct err err = {0};
    struct sbuf text = {0};
    sbuf_addf(&text, "%s%s", header, rows);
    bool is_done =
        bureau_import(&by, "own.csv", text.text, text.len, false, is_dry, &outcome, &err);
    assert_int_equal(is_done, err.code == ERR_NONE);
    if (faults) {
        *faults = outcome.problems.errors;
    }
    bureau_outcome_release(&outcome);
    sbuf_release(&text);
    return err.code;
}

static void expect_items(size_t count)
{
    app_close(&app);
    open_app();
    assert_int_equal(app.course->catalog->count, count);
    assert_int_equal(course.catalog->count, 1);
}

static void an_officer_cannot_change_the_catalog(void **state)
{
    (void)state;
    struct err err = {0};
    size_t rows;
    msec_t when;
    const struct session by = {.app = &app, .who = officer};
    assert_int_equal(import(&officer, own_row, false, NULL), ERR_NOT_ALLOWED);
    assert_int_equal(import(&trainer, own_row, false, NULL), ERR_NONE);
    assert_false(bureau_undo(&by, &rows, &when, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    expect_items(2);
}

static void what_is_imported_shows_from_the_next_start_on(void **state)
{
    (void)state;
    const struct course *before = app.course;
    assert_int_equal(import(&trainer, own_row, false, NULL), ERR_NONE);
    assert_ptr_equal(app.course, before);
    assert_int_equal(app.course->catalog->count, 1);
    expect_items(2);
    const struct catalog_item *found = NULL;
    assert_int_equal(search_find(app.course->search, "新事项", &found, 1), 1);
    assert_string_equal(found->code, "0102");
}

static void a_dry_run_leaves_no_trace(void **state)
{
    (void)state;
    assert_int_equal(import(&trainer, own_row, true, NULL), ERR_NONE);
    expect_items(1);
}

static void one_faulty_row_keeps_all_of_them_out(void **state)
{
    (void)state;
    size_t faults = 0;
    struct sbuf rows = {0};
    sbuf_addf(&rows,
              "%s0103,甲,A,坏,Bad,a-law 1,no-such-law 2,,,,,责令,order,,simple,ours,soon,,"
              "a;b;c,s\n",
              own_row);
    assert_int_equal(import(&trainer, rows.text, false, &faults), ERR_INPUT);
    assert_int_equal(faults, 2);
    expect_items(1);
    sbuf_release(&rows);
}

static void what_was_taken_back_is_gone_and_the_shipped_rows_are_there(void **state)
{
    (void)state;
    struct err err = {0};
    size_t rows = 0;
    msec_t when = 0;
    assert_int_equal(import(&trainer, own_row, false, NULL), ERR_NONE);
    const struct session by = {.app = &app, .who = trainer};
    assert_true(bureau_undo(&by, &rows, &when, &err));
    assert_int_equal(rows, 1);
    expect_items(1);
    assert_ptr_equal(app.course, &course);
}

#define IN_BUREAU(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BUREAU(an_officer_cannot_change_the_catalog),
        IN_BUREAU(what_is_imported_shows_from_the_next_start_on),
        IN_BUREAU(a_dry_run_leaves_no_trace),
        IN_BUREAU(one_faulty_row_keeps_all_of_them_out),
        IN_BUREAU(what_was_taken_back_is_gone_and_the_shipped_rows_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
