/* Profiles and signing in: names, PINs, who may do what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app.h"
#include "store/officers.h"
#include "support/sandbox.h"

static struct app app;

static int enter(void **state)
{
    struct err err = {0};
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    app = (struct app){.store = store_open("t.db", STORE_READ_WRITE, &err)};
    return !app.store;
}

static int leave(void **state)
{
    store_close(app.store);
    return sandbox_leave(state);
}

static struct officer add(const struct session *by, const char *id, const char *name,
                          enum role role, const char *pin)
{
    struct officer made;
    struct err err = {0};
    if (!app_add_officer(&app, by, id, name, "二中队", role, "", pin, &made, &err)) {
        fail_msg("%s", err.text);
    }
    return made;
}

static void expect_add_refused(const struct session *by, const char *id, const char *name,
                               enum role role, const char *pin, enum err_code code,
                               const char *word)
{
    struct officer made;
    struct err err = {0};
    size_t before, after;
    struct officer *list;
    assert_true(app_officers(&app, &list, &before, &err));
    free(list);
    assert_false(app_add_officer(&app, by, id, name, "", role, "", pin, &made, &err));
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, word));
    assert_true(app_officers(&app, &list, &after, &err));
    free(list);
    assert_int_equal(before, after);
}

static struct session sign_in(const char *id, const char *pin)
{
    struct session session;
    struct err err = {0};
    if (!session_open(&session, &app, id, pin, &err)) {
        fail_msg("%s", err.text);
    }
    return session;
}

static void expect_refused(const char *id, const char *pin, const char *word)
{
    struct session session;
    struct err err = {0};
    assert_false(session_open(&session, &app, id, pin, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    if (!strstr(err.text, word)) {
        fail_msg("'%s' does not say '%s'", err.text, word);
    }
}

static void a_profile_without_a_number_gets_the_next_free_one(void **state)
{
    (void)state;
    assert_string_equal(add(NULL, NULL, "老墨", ROLE_OFFICER, NULL).id, "001");
    assert_string_equal(add(NULL, "002", "豆豆", ROLE_OFFICER, NULL).id, "002");
    assert_string_equal(add(NULL, NULL, "大桥", ROLE_AUXILIARY, NULL).id, "003");
}

static void a_name_of_200_wide_characters_is_refused_with_its_length(void **state)
{
    (void)state;
    char name[601] = "";
    for (int i = 0; i < 200; i++) {
        memcpy(name + 3 * i, "墨", 4);
    }
    expect_add_refused(NULL, "1", name, ROLE_OFFICER, NULL, ERR_INPUT, "200");
    name[300] = '\0';
    assert_string_equal(add(NULL, "1", name, ROLE_OFFICER, NULL).name, name);
}

static void a_name_is_kept_without_invisible_characters(void **state)
{
    (void)state;
    assert_string_equal(add(NULL, "1", "  老\x1b墨\xe2\x80\xae\t ", ROLE_OFFICER, NULL).name,
                        "老墨");
    expect_add_refused(NULL, "2", " \t ", ROLE_OFFICER, NULL, ERR_INPUT, "empty");
    expect_add_refused(NULL, "2", "\xff\xfe", ROLE_OFFICER, NULL, ERR_INPUT, "UTF-8");
}

static void a_number_that_is_taken_or_malformed_is_refused(void **state)
{
    (void)state;
    add(NULL, "WH-7", "老墨", ROLE_OFFICER, NULL);
    expect_add_refused(NULL, "WH-7", "豆豆", ROLE_OFFICER, NULL, ERR_INPUT, "taken");
    expect_add_refused(NULL, "七", "豆豆", ROLE_OFFICER, NULL, ERR_INPUT, "A-Z");
    expect_add_refused(NULL, "", "豆豆", ROLE_OFFICER, NULL, ERR_INPUT, "missing");
}

static void only_the_first_profile_may_make_itself_trainer(void **state)
{
    (void)state;
    expect_add_refused(NULL, "1", "栗子哥", ROLE_TRAINER, NULL, ERR_INPUT, "PIN");
    expect_add_refused(NULL, "1", "栗子哥", ROLE_TRAINER, "12ab", ERR_INPUT, "digits");
    add(NULL, "1", "栗子哥", ROLE_TRAINER, "4321");
    expect_add_refused(NULL, "2", "老墨", ROLE_TRAINER, "1111", ERR_NOT_ALLOWED, "trainer");
    struct session trainer = sign_in("1", "4321");
    add(&trainer, "2", "尺主任", ROLE_TRAINER, "1111");
    add(NULL, "3", "老墨", ROLE_OFFICER, NULL);
    struct session officer = sign_in("3", NULL);
    expect_add_refused(&officer, "4", "豆豆", ROLE_TRAINER, "1111", ERR_NOT_ALLOWED, "trainer");
}

static void a_learner_first_means_no_trainer_by_oneself(void **state)
{
    (void)state;
    add(NULL, "1", "老墨", ROLE_OFFICER, NULL);
    expect_add_refused(NULL, "2", "栗子哥", ROLE_TRAINER, "4321", ERR_NOT_ALLOWED, "trainer");
}

static void a_profile_with_a_pin_opens_only_with_it(void **state)
{
    (void)state;
    add(NULL, "1", "栗子哥", ROLE_TRAINER, "4321");
    expect_refused("1", NULL, "needs its PIN");
    expect_refused("1", "1234", "wrong");
    assert_string_equal(sign_in("1", "4321").who.name, "栗子哥");
    struct err err = {0};
    struct session nobody;
    assert_false(session_open(&nobody, &app, "77", NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void five_wrong_pins_make_even_the_right_one_wait(void **state)
{
    (void)state;
    add(NULL, "1", "栗子哥", ROLE_TRAINER, "4321");
    for (int i = 0; i < 4; i++) {
        expect_refused("1", "0000", "try again");
    }
    expect_refused("1", "0000", "wait 5 seconds");
    expect_refused("1", "4321", "wait");
    sandbox_set_time("2026-11-22T09:00:07+08:00");
    expect_refused("1", "0000", "wait 10 seconds");
    sandbox_set_time("2026-11-22T09:00:12+08:00");
    expect_refused("1", "4321", "wait");
    sandbox_set_time("2026-11-22T09:01:00+08:00");
    sign_in("1", "4321");
    expect_refused("1", "0000", "try again"); /* a success starts the count anew */
}

static void a_restart_of_the_program_does_not_shorten_the_wait(void **state)
{
    (void)state;
    struct err err = {0};
    add(NULL, "1", "栗子哥", ROLE_TRAINER, "4321");
    for (int i = 0; i < 5; i++) {
        expect_refused("1", "0000", "PIN");
    }
    store_close(app.store);
    app.store = store_open("t.db", STORE_READ_WRITE, &err);
    assert_non_null(app.store);
    sandbox_set_time("2026-11-22T09:00:03+08:00");
    expect_refused("1", "4321", "too many wrong PINs");
    sandbox_set_time("2026-11-22T09:00:07+08:00");
    sign_in("1", "4321");
}

static void the_delay_grows_to_ten_minutes_and_no_further(void **state)
{
    (void)state;
    struct err err = {0};
    struct officer officer = add(NULL, "1", "栗子哥", ROLE_TRAINER, "4321");
    assert_true(officers_set_failures(app.store, officer.subject, 40, 0, &err));
    expect_refused("1", "0000", "wait 600 seconds");
    sandbox_set_time("2026-11-01T09:00:00+08:00"); /* a clock set back does not lock out */
    expect_refused("1", "0000", "wait 600 seconds");
}

static void a_trainer_sets_the_pin_of_others_and_officers_only_their_own(void **state)
{
    (void)state;
    struct err err = {0};
    add(NULL, "1", "栗子哥", ROLE_TRAINER, "4321");
    add(NULL, "2", "老墨", ROLE_OFFICER, NULL);
    add(NULL, "3", "豆豆", ROLE_OFFICER, NULL);
    struct session trainer = sign_in("1", "4321"), officer = sign_in("2", NULL);
    assert_true(session_set_pin(&trainer, "3", "9999", &err));
    expect_refused("3", NULL, "PIN");
    assert_false(session_set_pin(&officer, "3", "1111", &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    assert_true(session_set_pin(&officer, "2", "1111", &err));
    assert_true(officer.who.has_pin);
    assert_true(session_set_pin(&officer, "2", "", &err));
    sign_in("2", NULL);
    assert_false(session_set_pin(&trainer, "1", "", &err)); /* a trainer keeps one */
    sign_in("3", "9999");
}

static void on_a_shared_host_an_officer_belongs_to_one_system_user(void **state)
{
    (void)state;
    struct err err = {0};
    struct officer mo = add(NULL, "1", "老墨", ROLE_OFFICER, NULL);
    assert_int_equal(chmod("t.db", 0666), 0);
    sign_in("1", NULL);
    struct officer_lock lock;
    assert_true(officers_lock(app.store, mo.subject, &lock, &err));
    assert_int_equal(lock.system_user, getuid());
    free(lock.pin);
    sign_in("1", NULL);
    assert_true(officers_bind(app.store, mo.subject, (int64_t)getuid() + 1, &err));
    expect_refused("1", NULL, "another user");
    store_close(app.store); /* nor after a restart */
    app.store = store_open("t.db", STORE_READ_WRITE, &err);
    assert_non_null(app.store);
    expect_refused("1", NULL, "another user");
}

static void on_an_own_workstation_nobody_is_bound(void **state)
{
    (void)state;
    struct err err = {0};
    struct officer mo = add(NULL, "1", "老墨", ROLE_OFFICER, NULL);
    sign_in("1", NULL);
    struct officer_lock lock;
    assert_true(officers_lock(app.store, mo.subject, &lock, &err));
    assert_int_equal(lock.system_user, OFFICER_NO_USER);
    free(lock.pin);
}

static void settings_and_drafts_belong_to_one_officer(void **state)
{
    (void)state;
    struct err err = {0};
    char value[64], *text;
    add(NULL, "1", "老墨", ROLE_OFFICER, NULL);
    add(NULL, "2", "豆豆", ROLE_OFFICER, NULL);
    struct session mo = sign_in("1", NULL), dou = sign_in("2", NULL);
    assert_true(session_set_setting(&mo, "lang", "en", &err));
    assert_true(session_set_setting(&mo, "lang", "zh", &err));
    assert_true(session_setting(&mo, "lang", value, &err));
    assert_string_equal(value, "zh");
    assert_true(session_setting(&dou, "lang", value, &err));
    assert_string_equal(value, "");
    assert_true(session_set_draft(&mo, "field", "占道经营", &err));
    assert_true(session_draft(&dou, "field", &text, &err));
    assert_string_equal(text, "");
    free(text);
    assert_true(session_draft(&mo, "field", &text, &err));
    assert_string_equal(text, "占道经营");
    free(text);
}

#define IN_STORE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(a_profile_without_a_number_gets_the_next_free_one),
        IN_STORE(a_name_of_200_wide_characters_is_refused_with_its_length),
        IN_STORE(a_name_is_kept_without_invisible_characters),
        IN_STORE(a_number_that_is_taken_or_malformed_is_refused),
        IN_STORE(only_the_first_profile_may_make_itself_trainer),
        IN_STORE(a_learner_first_means_no_trainer_by_oneself),
        IN_STORE(a_profile_with_a_pin_opens_only_with_it),
        IN_STORE(five_wrong_pins_make_even_the_right_one_wait),
        IN_STORE(a_restart_of_the_program_does_not_shorten_the_wait),
        IN_STORE(the_delay_grows_to_ten_minutes_and_no_further),
        IN_STORE(a_trainer_sets_the_pin_of_others_and_officers_only_their_own),
        IN_STORE(on_a_shared_host_an_officer_belongs_to_one_system_user),
        IN_STORE(on_an_own_workstation_nobody_is_bound),
        IN_STORE(settings_and_drafts_belong_to_one_officer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
