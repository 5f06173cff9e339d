/* The two languages: switching on the spot, under the locale that every machine has. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/lang.h"

static char folder[] = "/tmp/trainer-lang-XXXXXX";

static void put32(struct sbuf *out, uint32_t number)
{
    sbuf_add_len(out, (const char *)&number, sizeof number);
}

/* A catalog in GNU's binary format (gettext manual, "The Format of GNU MO Files") with the
 * header and two messages, in sorted order. */
static void write_catalog(const char *path)
{
    static const char *const pairs[][2] = {
        {"", "Content-Type: text/plain; charset=UTF-8\n"},
        {"no case numbered %d", "没有第 %d 号案件"},
        {"quit", "退出"},
    };
    enum { COUNT = 3, HEADER = 28 };
    struct sbuf tables = {0}, texts = {0};
    uint32_t at = HEADER + 2 * COUNT * 8;
    for (int column = 0; column < 2; column++)
        for (int i = 0; i < COUNT; i++) {
            uint32_t len = (uint32_t)strlen(pairs[i][column]);
            put32(&tables, len);
            put32(&tables, at);
            sbuf_add_len(&texts, pairs[i][column], len + 1);
            at += len + 1;
        }
    struct sbuf file = {0};
    put32(&file, 0x950412de);
    put32(&file, 0);
    put32(&file, COUNT);
    put32(&file, HEADER);
    put32(&file, HEADER + COUNT * 8);
    put32(&file, 0);
    put32(&file, at);
    sbuf_add_len(&file, sbuf_text(&tables), tables.len);
    sbuf_add_len(&file, sbuf_text(&texts), texts.len);
    struct err err = {0};
    assert_true(file_write(path, sbuf_text(&file), file.len, 0600, &err));
    sbuf_release(&file);
    sbuf_release(&tables);
    sbuf_release(&texts);
}

static int make_catalog(void **state)
{
    (void)state;
    struct err err = {0};
    if (!mkdtemp(folder) || chdir(folder) != 0 ||
        !file_make_folders("zh_CN/LC_MESSAGES", 0700, &err))
        return -1;
    write_catalog("zh_CN/LC_MESSAGES/trainer.mo");
    return 0;
}

static int remove_catalog(void **state)
{
    (void)state;
    return unlink("zh_CN/LC_MESSAGES/trainer.mo") || rmdir("zh_CN/LC_MESSAGES") ||
           rmdir("zh_CN") || rmdir(folder);
}

static void expect_both_languages(void)
{
    lang_init(folder, LANG_ZH);
    assert_string_equal(_("quit"), "退出");
    lang_set(LANG_EN);
    assert_string_equal(_("quit"), "quit");
    assert_int_equal(lang_now(), LANG_EN);
    lang_set(LANG_ZH);
    assert_string_equal(_("quit"), "退出");
}

static void the_language_changes_on_the_spot_in_a_plain_utf8_locale(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    expect_both_languages();
}

static void even_the_c_locale_speaks_chinese(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C"));
    expect_both_languages();
}

static void error_messages_are_translated_with_their_values(void **state)
{
    (void)state;
    lang_init(folder, LANG_ZH);
    struct err err = {0};
    err_set(&err, ERR_NOT_FOUND, "no case numbered %d", 7);
    assert_string_equal(err.text, "没有第 7 号案件");
}

static void the_environment_proposes_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *all, *messages, *lang;
        enum lang expected;
    } rows[] = {
        {"", "", "", LANG_ZH},
        {"", "", "C", LANG_ZH},
        {"", "", "C.UTF-8", LANG_ZH},
        {"", "", "zh_CN.UTF-8", LANG_ZH},
        {"", "", "en_US.UTF-8", LANG_EN},
        {"", "", "Cornish", LANG_EN},
        {"", "zh_TW.UTF-8", "en_US.UTF-8", LANG_ZH},
        {"en_GB.UTF-8", "zh_CN.UTF-8", "zh_CN.UTF-8", LANG_EN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        setenv("LC_ALL", rows[i].all, 1);
        setenv("LC_MESSAGES", rows[i].messages, 1);
        setenv("LANG", rows[i].lang, 1);
        assert_int_equal(lang_from_environment(), rows[i].expected);
    }
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    unsetenv("LANG");
    assert_int_equal(lang_from_environment(), LANG_ZH);
}

static void a_text_missing_in_one_language_shows_in_the_other(void **state)
{
    (void)state;
    struct both both = {{[LANG_ZH] = xstrdup("摊"), [LANG_EN] = NULL}};
    lang_set(LANG_EN);
    assert_string_equal(both_now(&both), "摊");
    both.text[LANG_EN] = xstrdup("stall");
    assert_string_equal(both_now(&both), "stall");
    lang_set(LANG_ZH);
    assert_string_equal(both_now(&both), "摊");
    both_release(&both);
    assert_string_equal(both_now(&both), "");
}

static void languages_have_the_names_of_the_command_line(void **state)
{
    (void)state;
    enum lang lang = LANG_ZH;
    assert_true(lang_parse("en", &lang));
    assert_int_equal(lang, LANG_EN);
    assert_false(lang_parse("de", &lang));
    assert_false(lang_parse("", &lang));
    assert_int_equal(lang, LANG_EN);
    assert_string_equal(lang_name(LANG_ZH), "zh");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_changes_on_the_spot_in_a_plain_utf8_locale),
        cmocka_unit_test(even_the_c_locale_speaks_chinese),
        cmocka_unit_test(error_messages_are_translated_with_their_values),
        cmocka_unit_test(the_environment_proposes_the_language),
        cmocka_unit_test(a_text_missing_in_one_language_shows_in_the_other),
        cmocka_unit_test(languages_have_the_names_of_the_command_line),
    };
    return cmocka_run_group_tests(tests, make_catalog, remove_catalog);
}
