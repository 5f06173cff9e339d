/* Errors: what a person reads, and that every failure keeps its exit status. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/err.h"
#include "core/text.h"

static void exit_statuses_are_those_of_the_command_contract(void **state)
{
    (void)state;
    assert_int_equal(err_exit_status(ERR_NONE), 0);
    assert_int_equal(err_exit_status(ERR_NO), 1);
    assert_int_equal(err_exit_status(ERR_NOT_FOUND), 1);
    assert_int_equal(err_exit_status(ERR_USAGE), 2);
    assert_int_equal(err_exit_status(ERR_INPUT), 3);
    assert_int_equal(err_exit_status(ERR_STORAGE), 4);
    assert_int_equal(err_exit_status(ERR_BUSY), 4);
    assert_int_equal(err_exit_status(ERR_IO), 4);
    assert_int_equal(err_exit_status(ERR_NOT_ALLOWED), 5);
    assert_string_equal(err_code_name(ERR_NOT_ALLOWED), "not allowed");
}

static void setting_an_error_returns_false_and_keeps_code_and_text(void **state)
{
    (void)state;
    struct err err = {0};
    assert_false(err_set(&err, ERR_NOT_FOUND, "no case numbered %d", 7));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(err.text, "no case numbered 7");
    assert_false(err_set(NULL, ERR_IO, "nobody listens"));
}

static void wrapping_puts_the_outer_cause_first_and_keeps_the_code(void **state)
{
    (void)state;
    struct err err = {0};
    err_set(&err, ERR_INPUT, "line 3 is empty");
    assert_false(err_wrap(&err, "cannot read quiz '%s'", "L01"));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.text, "cannot read quiz 'L01': line 3 is empty");
}

static void a_message_may_quote_the_error_it_replaces(void **state)
{
    (void)state;
    struct err err = {0};
    err_set(&err, ERR_IO, "disk full");
    err_set(&err, ERR_STORAGE, "not saved (%s)", err.text);
    assert_string_equal(err.text, "not saved (disk full)");
}

static void a_file_name_with_escape_sequences_cannot_reach_the_terminal(void **state)
{
    (void)state;
    struct err err = {0};
    err_set(&err, ERR_IO, "cannot open '%s'", "a\x1b[2Jb\r\nc\xff");
    assert_string_equal(err.text, "cannot open 'a[2Jb c\xef\xbf\xbd'");
}

static void a_long_chinese_message_is_cut_between_characters(void **state)
{
    (void)state;
    struct err err = {0};
    struct sbuf name = {0};
    for (int i = 0; i < 400; i++)
        sbuf_add(&name, "案");
    err_set(&err, ERR_IO, "x%s", sbuf_text(&name));
    size_t bad_at;
    assert_true(strlen(err.text) > ERR_TEXT_MAX - 5);
    assert_true(text_is_valid(err.text, strlen(err.text), &bad_at));
    err_wrap(&err, "xy");
    assert_true(text_is_valid(err.text, strlen(err.text), &bad_at));
    assert_memory_equal(err.text, "xy: x案", 8);
    sbuf_release(&name);
}

static void system_errors_are_said_in_plain_words(void **state)
{
    (void)state;
    assert_string_equal(err_system(ENOSPC), "the disk is full");
    assert_string_equal(err_system(ENOENT), "there is no such file or folder");
    assert_true(strlen(err_system(EPROTO)) > 0);
}

static int restored; /* pipe end: the hook of the test writes there */
static void restore_terminal(void)
{
    assert_int_equal(write(restored, "R", 1), 1);
}

static void a_bug_restores_the_terminal_before_it_aborts(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        restored = ends[1];
        dup2(ends[1], STDERR_FILENO);
        err_set_last_words(restore_terminal);
        BUG("impossible %d", 42);
    }
    close(ends[1]);
    char said[200] = "";
    size_t len = 0;
    for (ssize_t got; (got = read(ends[0], said + len, sizeof said - 1 - len)) > 0;)
        len += (size_t)got;
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    assert_int_equal(said[0], 'R');
    assert_non_null(strstr(said, "impossible 42"));
}

static void copies_of_part_of_a_text_end_where_asked(void **state)
{
    (void)state;
    char *copy = xstrndup("摊位abc", 6);
    assert_string_equal(copy, "摊位");
    free(copy);
    copy = xstrndup("ab", 100);
    assert_string_equal(copy, "ab");
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exit_statuses_are_those_of_the_command_contract),
        cmocka_unit_test(setting_an_error_returns_false_and_keeps_code_and_text),
        cmocka_unit_test(wrapping_puts_the_outer_cause_first_and_keeps_the_code),
        cmocka_unit_test(a_message_may_quote_the_error_it_replaces),
        cmocka_unit_test(a_file_name_with_escape_sequences_cannot_reach_the_terminal),
        cmocka_unit_test(a_long_chinese_message_is_cut_between_characters),
        cmocka_unit_test(system_errors_are_said_in_plain_words),
        cmocka_unit_test(a_bug_restores_the_terminal_before_it_aborts),
        cmocka_unit_test(copies_of_part_of_a_text_end_where_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
