/* From the first start to the certificate, as people do it: digits, Enter, and typed text where
 * it is asked for.  Both languages. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "core/file.h"
#include "support/trainee.h"

#define PIN "2468"
#define PASSPHRASE "桂花开了三里香"

enum { KEYS_MOST = 2000 };

static char *program, *locale_dir;

static const char roster[] = "id,name,squad,role,joined\n"
                             "2001,老墨,二中队,officer,2019-03-01\n"
                             "2002,小童,二中队,officer,2026-03-01\n";

static void leave_to_sign_in(struct screen *screen)
{
    person_type(screen, "0");
    person_choose(screen, _("Somebody else signs in"));
    screen_wait_text(screen, _("Who are you?"), SCREEN_PATIENCE);
}

static void go_home(struct screen *screen)
{
    for (int i = 0; i < 10 && !person_sees(screen, _("Settings")); i++) {
        person_type(screen, "0");
    }
    assert_true(person_sees(screen, _("Settings")));
}

static void a_trainer_begins(struct screen *screen)
{
    screen_wait_text(screen, _("I am a trainer"), SCREEN_PATIENCE);
    person_settle(screen);
    person_choose(screen, _("I am a trainer"));
    person_write(screen, "周教官");
    person_write(screen, "一中队");
    person_write(screen, PIN);
    screen_wait_gone(screen, PIN, SCREEN_PATIENCE);
    person_write(screen, PIN);
    assert_true(person_sees(screen, _("For trainers")));
    assert_true(screen_shows(screen, "周教官"));
}

static void takes_the_roster_in(struct screen *screen)
{
    struct err err = {0};
    char *path = file_join(screen_home(screen), "roster.csv");
    assert_true(file_write(path, roster, strlen(roster), 0600, &err));
    person_choose(screen, _("For trainers"));
    person_choose(screen, _("Roster"));
    person_write(screen, path);
    free(path);
    char text[96];
    snprintf(text, sizeof text, _("%zu new, %zu changed, %zu as before"), (size_t)2, (size_t)0,
             (size_t)0);
    assert_true(person_reads_text(screen, text));
    person_choose(screen, _("Take them in"));
    go_home(screen);
    leave_to_sign_in(screen);
}

static void an_officer_learns(struct screen *screen)
{
    struct trainee officer = {.screen = screen, .name = "老墨"};
    for (int keys = 0; officer.phase != TRAINEE_DONE; keys++) {
        if (keys == KEYS_MOST)
            fail_msg("%d keys and still at \"%s\"", keys, officer.place);
        struct trainee_key key = trainee_decide(&officer);
        if (strcmp(officer.place, "debrief") == 0) {
            char passed[96];
            snprintf(passed, sizeof passed, _("✓ Passed with %.0f points"), 100.0);
            assert_true(person_reads_text(screen, passed));
        }
        trainee_press(&officer, &key);
    }
    trainee_release(&officer);
    go_home(screen);
    leave_to_sign_in(screen);
}

static void the_trainer_issues(struct screen *screen)
{
    person_choose(screen, "周教官");
    person_write(screen, PIN);
    person_choose(screen, _("For trainers"));
    person_choose(screen, _("Squad"));
    person_choose(screen, "老墨");
    person_choose(screen, _("Issue the certificate"));
    person_write(screen, PASSPHRASE);
    person_write(screen, PASSPHRASE);
    assert_false(screen_shows(screen, PASSPHRASE));
    assert_true(person_reads_text(screen, _("Issued and signed.")));
    go_home(screen);
    leave_to_sign_in(screen);
}

/* Does a black and white pattern of at least this width stand on the screen? */
static bool shows_qr(struct screen *screen)
{
    enum { MODULES = 37 }; /* version 5 */
    for (int y = 0; y < 40; y++) {
        int run = 0, longest = 0;
        for (int x = 0; x < 120; x++) {
            struct screen_cell cell = screen_cell(screen, x, y);
            bool is_module = strcmp(cell.text, "▀") == 0 || strcmp(cell.text, "▄") == 0 ||
                             strcmp(cell.text, "█") == 0 || cell.bg != -1;
            run = is_module ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }
        if (longest >= MODULES)
            return true;
    }
    return false;
}

/* The serial, which stands in the header before the name.  Caller frees. */
static char *read_serial(struct screen *screen)
{
    char *head = screen_row(screen, 0), *name = strstr(head, "老墨");
    assert_non_null(name);
    while (name > head && name[-1] == ' ')
        *--name = '\0';
    char *start = strrchr(head, ' ');
    assert_non_null(start);
    char *serial = strdup(start + 1);
    assert_non_null(serial);
    free(head);
    return serial;
}

static char *the_officer_sees_it(struct screen *screen)
{
    person_choose(screen, "老墨");
    person_choose(screen, _("Record"));
    char label[64];
    snprintf(label, sizeof label, _("Certificate %s"), "L0");
    person_choose(screen, label);
    char *serial = read_serial(screen);
    person_choose(screen, _("Show the QR code"));
    screen_resize(screen, 120, 40);
    person_settle(screen);
    assert_true(shows_qr(screen));
    screen_resize(screen, 80, 24);
    person_settle(screen);
    go_home(screen);
    person_type(screen, "0");
    person_choose(screen, _("Yes, leave"));
    assert_int_equal(screen_wait_exit(screen, SCREEN_PATIENCE), 0);
    screen_expect_restored(screen);
    return serial;
}

/* Run a command of the program to its end; its status and what it says must be these. */
static void expect_command(const char *home, const char *const argv[], int status,
                           const char *says)
{
    struct screen_options options = {.home = home, .cols = 300, .rows = 30};
    struct screen *screen = screen_start(&options, argv);
    int ended = screen_wait_exit(screen, SCREEN_PATIENCE);
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) != status) {
        char *text = screen_text(screen);
        fail_msg("%s %s: status %#x\n%s", argv[1], argv[2], (unsigned)ended, text);
    }
    if (says)
        screen_wait_text(screen, says, SCREEN_PATIENCE);
    screen_close(screen);
}

static void a_third_person_verifies(const char *home, const char *serial)
{
    struct err err = {0};
    char *path = file_join(home, "certificate.json"), *text;
    size_t len;
    expect_command(
        home, (const char *const[]){program, "certificate", "export", serial, "-o", path, NULL},
        0, NULL);
    const char *const verify[] = {program, "certificate", "verify", path, "--json", NULL};
    expect_command(home, verify, 0, "\"valid\"");
    assert_true(file_read(path, 1 << 20, &text, &len, &err));
    char *name = strstr(text, "老墨");
    assert_non_null(name); /* the name stands in it, and cannot be another */
    memcpy(name, "小墨", strlen("小墨"));
    assert_true(file_write(path, text, len, 0600, &err));
    expect_command(home, verify, 1, "\"altered\"");
    free(text);
    free(path);
}

static void play(enum lang lang)
{
    lang_init(locale_dir, lang);
    struct screen *screen =
        screen_start(NULL, (const char *const[]){program, "--lang", lang_name(lang), NULL});
    a_trainer_begins(screen);
    takes_the_roster_in(screen);
    an_officer_learns(screen);
    the_trainer_issues(screen);
    char *serial = the_officer_sees_it(screen);
    a_third_person_verifies(screen_home(screen), serial);
    free(serial);
    screen_close(screen); /* with the home folder */
}

static void from_first_run_to_certificate_in_chinese(void **state)
{
    (void)state;
    play(LANG_ZH);
}

static void from_first_run_to_certificate_in_english(void **state)
{
    (void)state;
    play(LANG_EN);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    program = screen_program("trainer");
    locale_dir = screen_program("locale");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_first_run_to_certificate_in_chinese),
        cmocka_unit_test(from_first_run_to_certificate_in_english),
    };
    int failed = cmocka_run_group_tests(tests, cases_load, cases_unload);
    free(program);
    free(locale_dir);
    return failed;
}
