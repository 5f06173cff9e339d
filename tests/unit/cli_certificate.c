/* A certificate's way through the commands: refused, issued, exported, verified, expired. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/command.h"
#include "core/file.h"
#include "support/career_play.h"

static struct career career;
static char printed[4096]; /* by the last command, both streams */

static int enter(void **state)
{
    static const char passphrase[] = "a river runs past the tower\n";
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    career_open(&career);
    sandbox_write("pin", "4321\n", 5);
    sandbox_write("pass", passphrase, sizeof passphrase - 1);
    return 0;
}

static int leave(void **state)
{
    career_close(&career);
    return sandbox_leave(state);
}

static void keep_printed(void)
{
    struct err err = {0};
    char *text;
    size_t len;
    career_must(file_read("printed", sizeof printed - 1, &text, &len, &err), &err);
    memcpy(printed, text, len + 1);
    free(text);
}

/* One call of the program: `as` NULL = nobody. Returns the exit status. */
static int call(const char *as, int argc, const char *const *words)
{
    struct cli cli = {.db = "t.db", .as = as, .pin_file = "pin", .paths = &career.paths};
    char *argv[16];
    for (int i = 0; i < argc; i++) {
        argv[i] = xstrdup(words[i]);
    }
    fflush(NULL);
    int out = dup(STDOUT_FILENO), errors = dup(STDERR_FILENO);
    int file = open("printed", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(out >= 0 && errors >= 0 && file >= 0);
    assert_true(dup2(file, STDOUT_FILENO) >= 0 && dup2(file, STDERR_FILENO) >= 0);
    int status = command_main(&cli, argc, argv);
    fflush(NULL);
    assert_true(dup2(out, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0);
    close(file);
    close(out);
    close(errors);
    cli_release(&cli);
    for (int i = 0; i < argc; i++) {
        free(argv[i]);
    }
    keep_printed();
    return status;
}

#define CALL(as, ...)                                                                          \
    call(as, (int)(sizeof(const char *[]){__VA_ARGS__} / sizeof(const char *)),                \
         (const char *[]){__VA_ARGS__})
#define ISSUE(as) CALL(as, "certificate", "issue", "007", "L0", "--passphrase-file", "pass")

static void expect(int got, int status, const char *word)
{
    if (got != status || !strstr(printed, word)) {
        fail_msg("status %d, not %d, or no '%s' in: %s", got, status, word, printed);
    }
}

static void export(const char *file)
{
    char serial[24] = "";
    expect(ISSUE("T1"), 0, "-");
    memcpy(serial, printed, 19);
    expect(CALL(NULL, "certificate", "export", serial, "-o", file), 0, "");
}

static void an_officer_who_is_not_ready_is_told_everything_that_is_missing(void **state)
{
    (void)state;
    expect(ISSUE("T1"), 5, "L01");
    expect(5, 5, "S01");
    expect(5, 5, "S02");
    career_study(&career, "L01");
    expect(ISSUE("T1"), 5, "S01");
    assert_null(strstr(printed, "L01"));
    expect(ISSUE("007"), 5, "");
    assert_false(file_exists("issuer.key"));
}

static void an_exported_certificate_is_valid_until_it_expires(void **state)
{
    (void)state;
    career_earn(&career);
    export("c.json");
    expect(CALL(NULL, "certificate", "verify", "c.json", "--json"), 0, "\"status\": \"valid\"");
    expect(0, 0, "\"self_issued\": true");
    expect(0, 0, "\"expires\": \"2027-02-20\"");
    sandbox_set_time("2027-02-21T09:00:00+08:00");
    expect(CALL(NULL, "certificate", "verify", "c.json", "--json"), 1,
           "\"status\": \"expired\"");
}

static void a_changed_name_is_altered(void **state)
{
    (void)state;
    struct err err = {0};
    char *text;
    size_t len;
    career_earn(&career);
    export("c.txt");
    career_must(file_read("c.txt", 100000, &text, &len, &err), &err);
    char *name = strstr(text, "老墨");
    assert_non_null(name);
    memcpy(name, "老黑", strlen("老黑"));
    sandbox_write("d.txt", text, len);
    free(text);
    expect(CALL(NULL, "certificate", "verify", "c.txt"), 0, "valid");
    expect(CALL(NULL, "certificate", "verify", "d.txt"), 1, "altered");
}

static void somebody_elses_issuer_is_unknown(void **state)
{
    (void)state;
    char zeros[65];
    memset(zeros, '0', 64);
    zeros[64] = '\0';
    career_earn(&career);
    export("c.json");
    expect(CALL(NULL, "certificate", "verify", "c.json", "--issuer", zeros), 1,
           "unknown-issuer");
    expect(CALL(NULL, "certificate", "key", "show"), 0, "");
    char key[65];
    memcpy(key, printed, 64);
    key[64] = '\0';
    expect(CALL(NULL, "certificate", "verify", "c.json", "--issuer", key), 0, "valid");
}

#define IN_CAREER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    career_load(&career);
    const struct CMUnitTest tests[] = {
        IN_CAREER(an_officer_who_is_not_ready_is_told_everything_that_is_missing),
        IN_CAREER(an_exported_certificate_is_valid_until_it_expires),
        IN_CAREER(a_changed_name_is_altered),
        IN_CAREER(somebody_elses_issuer_is_unknown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    career_unload(&career);
    return failed;
}
