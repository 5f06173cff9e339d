/* All content together: what is shipped is whole, what is broken is named and the rest goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/course_links.h"

static struct problems problems;
static struct course_panels panels; /* drawings that the last check met */
static char root[64];

static const char lesson_zh[] =
    "---\nid: L01\ntitle: 甲\nlevel: L0\nminutes: 5\nobjectives:\n  - 学\n---\n\n## 一\n\n"
    "![看](../../cartoons/panels/P1.svg)\n\n话。\n\n[?](quiz:L01-q1)\n";
static const char lesson_en[] =
    "---\nid: L01\ntitle: A\nlevel: L0\nminutes: 5\nobjectives:\n  - learn\n---\n\n## One\n\n"
    "![seen & read](../../cartoons/panels/P1.svg)\n\nx\n\n[?](quiz:L01-q1)\n";
static const char quiz_text[] = "// bank: L01\n// lesson: L01\n\n::L01-q1::x{T#no####law}\n";
static const char panel[] = "<svg><desc id=\"desc-zh\" xml:lang=\"zh\">看</desc>"
                            "<desc id=\"desc-en\">seen &amp; read</desc></svg>";

static void put(const char *path, const char *text)
{
    struct err err = {0};
    char *full = file_join(root, path);
    char *slash = strrchr(full, '/');
    *slash = '\0';
    assert_true(file_make_folders(full, 0700, &err));
    *slash = '/';
    assert_true(file_write(full, text, strlen(text), 0600, &err));
    free(full);
}

static int begin(void **state)
{
    (void)state;
    problems_init(&problems);
    snprintf(root, sizeof root, "/tmp/trainer-course-XXXXXX");
    if (mkdtemp(root) == NULL)
        return 1;
    put("lessons/01-a/lesson.zh.md", lesson_zh);
    put("lessons/01-a/lesson.en.md", lesson_en);
    put("quizzes/L01.zh.gift", quiz_text);
    put("quizzes/L01.en.gift", quiz_text);
    put("cartoons/panels/P1.svg", panel);
    return 0;
}

static void remove_tree(const char *folder)
{
    char **names = NULL;
    size_t count = 0;
    struct err err = {0};
    if (unlink(folder) == 0)
        return;
    assert_true(file_list(folder, "", &names, &count, &err));
    for (size_t i = 0; i < count; i++) {
        char *path = file_join(folder, names[i]);
        remove_tree(path);
        free(path);
    }
    file_list_free(names, count);
    assert_int_equal(rmdir(folder), 0);
}

static int end(void **state)
{
    (void)state;
    course_panels_release(&panels);
    problems_release(&problems);
    remove_tree(root);
    return 0;
}

/* Did anybody say `part` about a file whose name ends in `file`? */
static bool is_told(const struct problems *self, const char *file, const char *part)
{
    for (size_t i = 0; i < self->count; i++) {
        size_t len = strlen(self->items[i].file), tail = strlen(file);
        if (len >= tail && strcmp(self->items[i].file + len - tail, file) == 0 &&
            strstr(self->items[i].text, part) != NULL)
            return true;
    }
    return false;
}

static void check(const char *const *files, size_t count)
{
    struct paths paths = {.content = root, .data = root};
    problems_release(&problems);
    problems_init(&problems);
    course_panels_release(&panels);
    course_check(&paths, files, count, &panels, &problems);
}

static void a_missing_folder_is_told_and_nothing_loaded(void **state)
{
    (void)state;
    char nowhere[] = "/nonexistent";
    struct paths paths = {.content = nowhere, .data = nowhere};
    struct err err = {0};
    assert_null(course_load(&paths, COURSE_CHECKED, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void what_is_whole_is_found_by_its_id(void **state)
{
    (void)state;
    struct paths paths = {.content = root, .data = root};
    struct err err = {0};
    struct course *course = course_load(&paths, COURSE_CHECKED, &err);
    size_t index = 9;
    assert_non_null(course);
    assert_string_equal(course_lesson(course, "L01")->title.text[LANG_EN], "A");
    assert_null(course_lesson(course, "L02"));
    assert_ptr_equal(course_quiz_of_question(course, "L01-q1", &index),
                     course_quiz(course, "L01"));
    assert_int_equal(index, 0);
    assert_null(course_scenario(course, "S01"));
    course_free(course);
}

static void one_broken_lesson_leaves_the_other(void **state)
{
    (void)state;
    struct paths paths = {.content = root, .data = root};
    struct err err = {0};
    put("lessons/02-b/lesson.zh.md", "no front matter\n");
    put("lessons/02-b/lesson.en.md", lesson_en);
    struct course *course = course_load(&paths, COURSE_CHECKED, &err);
    assert_int_equal(course->lesson_count, 1);
    assert_true(is_told(&course->problems, "02-b/lesson.zh.md", "front matter"));
    course_free(course);
}

static struct course *load_shipped(enum course_parts parts)
{
    char here[] = ".";
    const struct paths paths = {.content = here, .data = here};
    struct err err = {0};
    struct course *course = course_load(&paths, parts, &err);
    assert_non_null(course);
    assert_non_null(course_lesson(course, "L01"));
    assert_non_null(course->search);
    return course;
}

static void only_what_is_asked_for_is_read(void **state)
{
    (void)state;
    struct course *course = load_shipped(COURSE_LESSONS);
    assert_null(course_scenario(course, "S01"));
    course_free(course);
    course = load_shipped(COURSE_CASES);
    const struct scenario *scenario = course_scenario(course, "S01");
    assert_non_null(scenario);
    assert_null(course_play(course, scenario));
    course_free(course);
    course = load_shipped(COURSE_WORKFLOWS);
    assert_non_null(course_play(course, course_scenario(course, "S01")));
    course_free(course);
}

static void links_are_checked_when_asked_for(void **state)
{
    (void)state;
    struct paths paths = {.content = root, .data = root};
    struct err err = {0};
    put("quizzes/L01.zh.gift", "// lesson: L05\n\n::L01-q1::x{T#no####law}\n");
    put("quizzes/L01.en.gift", "// lesson: L05\n\n::L01-q1::x{T#no####law}\n");
    struct course *course = course_load(&paths, COURSE_WORKFLOWS, &err);
    assert_false(is_told(&course->problems, "quizzes/L01.zh.gift", "no lesson 'L05'"));
    course_free(course);
    course = course_load(&paths, COURSE_CHECKED, &err);
    assert_true(is_told(&course->problems, "quizzes/L01.zh.gift", "no lesson 'L05'"));
    course_free(course);
}

static void links_that_lead_nowhere_are_told(void **state)
{
    (void)state;
    put("quizzes/L01.zh.gift", "// lesson: L05\n\n::other::x{T#no####law}\n");
    put("quizzes/L01.en.gift", "// lesson: L05\n\n::other::x{T#no####law}\n");
    check(NULL, 0);
    assert_true(is_told(&problems, "01-a/lesson.zh.md", "no question 'L01-q1'"));
    assert_true(is_told(&problems, "quizzes/L01.zh.gift", "no lesson 'L05'"));
}

static void a_panel_must_exist_and_show_what_the_lesson_says(void **state)
{
    (void)state;
    check(NULL, 0);
    assert_false(is_told(&problems, "01-a/lesson.en.md", "description"));
    put("cartoons/panels/P1.svg", "<svg><desc id=\"desc-zh\">别的</desc></svg>");
    check(NULL, 0);
    assert_true(is_told(&problems, "01-a/lesson.zh.md", "differs"));
    assert_true(is_told(&problems, "01-a/lesson.en.md", "no description desc-en"));
    char *path = file_join(root, "cartoons/panels/P1.svg");
    unlink(path);
    free(path);
    check(NULL, 0);
    assert_true(is_told(&problems, "01-a/lesson.zh.md", "not in cartoons/panels"));
}

static void the_same_question_in_two_banks_is_told(void **state)
{
    (void)state;
    put("quizzes/L02.zh.gift", "::L01-q1::x{T#no####law}\n");
    put("quizzes/L02.en.gift", "::L01-q1::x{T#no####law}\n");
    check(NULL, 0);
    assert_true(is_told(&problems, "quizzes/L02.zh.gift", "stands in bank 'L01'"));
}

static void named_files_and_folders_are_checked_by_themselves(void **state)
{
    (void)state;
    char *bad = file_join(root, "quizzes/alone.gift");
    char *lesson = file_join(root, "lessons/01-a");
    char *missing = file_join(root, "lessons/none.md");
    char *odd = file_join(root, "notes.txt");
    const char *const files[] = {bad, lesson, missing, odd};
    put("quizzes/alone.gift", "::a::x{T\n");
    put("notes.txt", "x");
    check(files, 4);
    assert_true(is_told(&problems, "alone.gift", "never closed"));
    assert_true(is_told(&problems, "none.md", "cannot be read"));
    assert_true(is_told(&problems, "notes.txt", "no kind of content"));
    assert_int_equal(problems.errors, 3);
    free(bad);
    free(lesson);
    free(missing);
    free(odd);
}

static void a_named_file_is_known_wherever_it_lies(void **state)
{
    (void)state;
    char *workflow = file_join(root, "w.yaml"), *scenario = file_join(root, "s.yaml");
    char *drawing = file_join(root, "d.svg");
    const char *const files[] = {workflow, scenario, drawing, root};
    put("w.yaml", "actions: 3\n");
    put("s.yaml", "facts: 3\n");
    put("d.svg", "<svg></svg>");
    check(files, 1);
    assert_true(is_told(&problems, "w.yaml", "'title' is missing"));
    check(files + 1, 1);
    assert_true(is_told(&problems, "s.yaml", "'briefing' is missing"));
    check(files + 2, 1); /* whoever can read drawings looks at it */
    assert_int_equal(problems.errors, 0);
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.paths[0], drawing);
    check(files + 3, 1); /* in a folder there may be others' files */
    assert_int_equal(problems.errors, 0);
    free(workflow);
    free(scenario);
    free(drawing);
}

static void a_pair_named_twice_is_told_once(void **state)
{
    (void)state;
    char *zh = file_join(root, "quizzes/L01.zh.gift");
    char *en = file_join(root, "quizzes/L01.en.gift");
    const char *const files[] = {zh, en};
    put("quizzes/L01.en.gift", "::L01-q1::x{F#no####law}\n");
    check(files, 2);
    assert_int_equal(problems.errors, 1);
    assert_true(is_told(&problems, "L01.en.gift", "another right answer"));
    free(zh);
    free(en);
}

static void a_drawing_says_what_it_shows_with_entities_resolved(void **state)
{
    (void)state;
    static const char svg[] =
        "<svg><desc id=\"desc-zh\">&#19968;&#x4e8c; &lt;x&gt; &nope;</desc></svg>";
    char *text = links_description(svg, LANG_ZH);
    assert_string_equal(text, "一二 <x> &nope;");
    assert_null(links_description(svg, LANG_EN));
    assert_null(links_description("<desc id=\"desc-zh\"", LANG_ZH));
    free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_missing_folder_is_told_and_nothing_loaded),
        TEST(what_is_whole_is_found_by_its_id),
        TEST(one_broken_lesson_leaves_the_other),
        TEST(only_what_is_asked_for_is_read),
        TEST(links_are_checked_when_asked_for),
        TEST(links_that_lead_nowhere_are_told),
        TEST(a_panel_must_exist_and_show_what_the_lesson_says),
        TEST(the_same_question_in_two_banks_is_told),
        TEST(named_files_and_folders_are_checked_by_themselves),
        TEST(a_named_file_is_known_wherever_it_lies),
        TEST(a_pair_named_twice_is_told_once),
        TEST(a_drawing_says_what_it_shows_with_entities_resolved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
