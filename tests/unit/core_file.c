/* Files: a reader never sees half of one, and a failed write leaves the old one. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file.h"

static char folder[] = "/tmp/trainer-file-XXXXXX";

static int enter_folder(void **state)
{
    (void)state;
    umask(022);
    return !mkdtemp(folder) || chdir(folder) != 0;
}

/* Every test leaves the folder empty but for what it names in `left`. */
static void expect_left(const char *const *left, size_t count)
{
    char **names;
    size_t found;
    struct err err = {0};
    assert_true(file_list(folder, "", &names, &found, &err));
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i], left[i]);
        assert_int_equal(remove(names[i]), 0);
    }
    file_list_free(names, found);
}

static int leave_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void expect_content(const char *path, const char *expected)
{
    char *data;
    size_t len;
    struct err err = {0};
    assert_true(file_read(path, 1000, &data, &len, &err));
    assert_string_equal(data, expected);
    assert_int_equal(len, strlen(expected));
    free(data);
}

static void what_is_written_is_read_with_the_mode_asked_for(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(file_write("key", "old", 3, 0600, &err));
    expect_content("key", "old");
    struct stat info;
    assert_int_equal(stat("key", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_true(file_write("key", "", 0, 0644, &err));
    expect_content("key", "");
    assert_int_equal(stat("key", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0644);
    expect_left((const char *[]){"key"}, 1);
}

static void a_full_disk_leaves_the_old_file_and_no_litter(void **state)
{
    (void)state;
    struct err err = {0};
    static char large[100000];
    memset(large, 'x', sizeof large);
    assert_true(file_write("report.csv", "old", 3, 0644, &err));
    struct rlimit old, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 50000;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool is_written = file_write("report.csv", large, sizeof large, 0644, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(is_written);
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "report.csv"));
    expect_content("report.csv", "old");
    expect_left((const char *[]){"report.csv"}, 1);
}

static void a_read_only_folder_refuses_and_keeps_the_old_file(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(file_write("certificate.json", "old", 3, 0644, &err));
    assert_int_equal(chmod(folder, 0555), 0);
    uid_t user = geteuid();
    if (user == 0) /* permissions do not hold for root */
        assert_int_equal(seteuid(65534), 0);
    bool is_written = file_write("certificate.json", "new", 3, 0644, &err);
    if (user == 0)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(folder, 0755), 0);
    assert_false(is_written);
    assert_int_equal(err.code, ERR_IO);
    expect_content("certificate.json", "old");
    expect_left((const char *[]){"certificate.json"}, 1);
}

static void a_folder_is_never_overwritten_by_a_file(void **state)
{
    (void)state;
    struct err err = {0};
    assert_int_equal(mkdir("out", 0755), 0);
    assert_false(file_write("out", "x", 1, 0644, &err));
    assert_false(file_write("missing/out", "x", 1, 0644, &err));
    expect_left((const char *[]){"out"}, 1);
}

static void a_link_stays_and_a_pipe_is_written_to_not_replaced(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(file_write("real", "old", 3, 0644, &err));
    assert_int_equal(symlink("real", "link"), 0);
    assert_true(file_write("link", "new", 3, 0644, &err));
    expect_content("real", "new");
    struct stat info;
    assert_int_equal(lstat("link", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_true(file_write("pipe", "hello", 5, 0644, &err));
    char got[10];
    assert_int_equal(read(reader, got, sizeof got), 5);
    close(reader);
    assert_int_equal(lstat("pipe", &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
    expect_left((const char *[]){"link", "pipe", "real"}, 3);
}

static void missing_large_and_odd_files_are_told_apart(void **state)
{
    (void)state;
    char *data = NULL;
    size_t len;
    struct err err = {0};
    assert_false(file_read("nothing", 10, &data, &len, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(file_write("ten", "0123456789", 10, 0644, &err));
    assert_true(file_read("ten", 10, &data, &len, &err));
    free(data);
    assert_false(file_read("ten", 9, &data, &len, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(file_read(folder, 10, &data, &len, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_false(file_read("pipe", 10, &data, &len, &err)); /* and does not hang */
    assert_int_equal(err.code, ERR_INPUT);
    expect_left((const char *[]){"pipe", "ten"}, 2);
}

static void a_file_may_hold_any_byte(void **state)
{
    (void)state;
    char *data;
    size_t len;
    struct err err = {0};
    assert_true(file_write("raw", "a\0b\xff", 4, 0644, &err));
    assert_true(file_read("raw", 10, &data, &len, &err));
    assert_int_equal(len, 4);
    assert_memory_equal(data, "a\0b\xff", 5);
    free(data);
    expect_left((const char *[]){"raw"}, 1);
}

static void folders_are_made_on_the_way_and_may_exist(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(file_make_folders("a/b//c/", 0700, &err));
    assert_true(file_make_folders("a/b/c", 0700, &err));
    assert_true(file_exists("a/b/c"));
    assert_true(file_write("a/file", "", 0, 0644, &err));
    assert_false(file_make_folders("a/file/d", 0700, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(remove("a/b/c") | remove("a/b") | remove("a/file"), 0);
    expect_left((const char *[]){"a"}, 1);
}

static void names_are_listed_in_order_without_hidden_ones(void **state)
{
    (void)state;
    static const char *const all[] = {"L10.gift", "L02.gift", ".L01.gift", "L02.md", "gift"};
    struct err err = {0};
    for (size_t i = 0; i < 5; i++)
        assert_true(file_write(all[i], "", 0, 0644, &err));
    char **names;
    size_t count;
    assert_true(file_list(".", ".gift", &names, &count, &err));
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "L02.gift");
    assert_string_equal(names[1], "L10.gift");
    file_list_free(names, count);
    assert_false(file_list("nowhere", "", &names, &count, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(remove(".L01.gift"), 0);
    expect_left((const char *[]){"L02.gift", "L02.md", "L10.gift", "gift"}, 4);
}

static void expect_join(const char *a, const char *b, const char *expected)
{
    char *path = file_join(a, b);
    assert_string_equal(path, expected);
    free(path);
}

static void paths_are_joined_with_one_slash(void **state)
{
    (void)state;
    expect_join("a", "b", "a/b");
    expect_join("a/", "b", "a/b");
    expect_join("/", "b", "/b");
    expect_join("", "b", "b");
}

static void the_build_tree_finds_its_content_above_the_program(void **state)
{
    (void)state;
    struct paths paths;
    struct err err = {0};
    assert_true(paths_find(&paths, NULL, &err));
    assert_int_equal(paths.content[0], '/');
    char *lessons = file_join(paths.content, "lessons");
    assert_true(file_exists(lessons));
    free(lessons);
    assert_non_null(strstr(paths.panels, "/panels"));
    assert_non_null(strstr(paths.print_helper, "/trainer-print"));
    paths_release(&paths);
    assert_null(paths.content);
    assert_true(paths_find(&paths, ".", &err));
    assert_string_equal(paths.content, folder);
    paths_release(&paths);
    assert_false(paths_find(&paths, "nowhere", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

/* Copies this program to "prefix/bin/trainer" below the folder of the test. */
static void install_self(void)
{
    struct err err = {0};
    char *data;
    size_t len;
    char self[400];
    ssize_t self_len = readlink("/proc/self/exe", self, sizeof self - 1);
    assert_true(self_len > 0);
    self[self_len] = '\0';
    assert_true(file_read(self, 100u << 20, &data, &len, &err));
    assert_true(file_make_folders("prefix/bin", 0755, &err));
    assert_true(file_make_folders("prefix/share/trainer/lessons", 0755, &err));
    assert_true(file_write("prefix/bin/trainer", data, len, 0755, &err));
    free(data);
}

/* Run as "trainer paths PREFIX" by the test below. */
static int check_installed_paths(const char *prefix)
{
    struct paths paths;
    struct err err = {0};
    if (!paths_find(&paths, NULL, &err))
        return 10;
    const char *const found[] = {paths.content, paths.panels, paths.data, paths.locale,
                                 paths.print_helper};
    static const char *const expected[] = {"share/trainer", "share/trainer/panels",
                                           "share/trainer/data", "share/locale",
                                           "libexec/trainer/trainer-print"};
    int wrong = 0;
    for (int i = 0; i < 5; i++) {
        char *path = file_join(prefix, expected[i]);
        if (strcmp(found[i], path) != 0)
            wrong = i + 1;
        free(path);
    }
    paths_release(&paths);
    return wrong;
}

static void an_installed_program_finds_its_things_below_its_prefix(void **state)
{
    (void)state;
    install_self();
    char *prefix = file_join(folder, "prefix");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        execl("prefix/bin/trainer", "trainer", "paths", prefix, (char *)NULL);
        _exit(11);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    free(prefix);
    static const char *const made[] = {"prefix/bin/trainer", "prefix/bin",
                                       "prefix/share/trainer/lessons", "prefix/share/trainer",
                                       "prefix/share"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        assert_int_equal(remove(made[i]), 0);
    expect_left((const char *[]){"prefix"}, 1);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "paths") == 0)
        return check_installed_paths(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_with_the_mode_asked_for),
        cmocka_unit_test(a_full_disk_leaves_the_old_file_and_no_litter),
        cmocka_unit_test(a_read_only_folder_refuses_and_keeps_the_old_file),
        cmocka_unit_test(a_folder_is_never_overwritten_by_a_file),
        cmocka_unit_test(a_link_stays_and_a_pipe_is_written_to_not_replaced),
        cmocka_unit_test(missing_large_and_odd_files_are_told_apart),
        cmocka_unit_test(a_file_may_hold_any_byte),
        cmocka_unit_test(folders_are_made_on_the_way_and_may_exist),
        cmocka_unit_test(names_are_listed_in_order_without_hidden_ones),
        cmocka_unit_test(paths_are_joined_with_one_slash),
        cmocka_unit_test(the_build_tree_finds_its_content_above_the_program),
        cmocka_unit_test(an_installed_program_finds_its_things_below_its_prefix),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
