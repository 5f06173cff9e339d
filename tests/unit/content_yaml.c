/* YAML: every fault is named with its place; nothing grows out of a small file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/expr.h"
#include "content/yaml.h"
#include "core/text.h"

struct dog {
    char *name;
    struct both call;
    int64_t legs;
    bool is_good;
    int32_t born;
    int kind;
    struct expr *barks;
    struct yaml_texts friends;
    struct yaml_pairs facts;
    struct yaml_place at;
};

struct pack {
    char *id;
    struct yaml_list dogs; /* struct dog */
    struct dog *chief;
};

static const char *const kinds[] = {"small", "large", NULL};
static const struct yaml_field dog_fields[] = {
    {"name", YAML_TEXT, offsetof(struct dog, name), true, NULL, NULL},
    {"call", YAML_BOTH, offsetof(struct dog, call), false, NULL, NULL},
    {"legs", YAML_INT, offsetof(struct dog, legs), false, NULL, NULL},
    {"good", YAML_BOOL, offsetof(struct dog, is_good), false, NULL, NULL},
    {"born", YAML_DAY, offsetof(struct dog, born), false, NULL, NULL},
    {"kind", YAML_ENUM, offsetof(struct dog, kind), false, NULL, kinds},
    {"barks", YAML_EXPR, offsetof(struct dog, barks), false, NULL, NULL},
    {"friends", YAML_TEXTS, offsetof(struct dog, friends), false, NULL, NULL},
    {"facts", YAML_PAIRS, offsetof(struct dog, facts), false, NULL, NULL},
};
static const struct yaml_type dog_type = {dog_fields, sizeof dog_fields / sizeof *dog_fields,
                                          sizeof(struct dog), offsetof(struct dog, at)};
static const struct yaml_field pack_fields[] = {
    {"id", YAML_TEXT, offsetof(struct pack, id), true, NULL, NULL},
    {"dogs", YAML_STRUCTS, offsetof(struct pack, dogs), false, &dog_type, NULL},
    {"chief", YAML_ONE, offsetof(struct pack, chief), false, &dog_type, NULL},
};
static const struct yaml_type pack_type = {
    pack_fields, sizeof pack_fields / sizeof *pack_fields, sizeof(struct pack), YAML_NO_PLACE};

static struct problems problems;
static struct pack pack;

static int begin(void **state)
{
    (void)state;
    problems_init(&problems);
    memset(&pack, 0, sizeof pack);
    return 0;
}

static int end(void **state)
{
    (void)state;
    yaml_release(&pack_type, &pack);
    problems_release(&problems);
    return 0;
}

static bool fill(const char *text)
{
    return yaml_fill("p.yaml", text, strlen(text), &pack_type, &pack, &problems);
}

/* The problems as printed. Caller frees. */
static char *printed(void)
{
    struct sbuf out = {0};
    problems_write(&problems, &out);
    return sbuf_take(&out);
}

static void expect_problem(const char *text, const char *words)
{
    assert_false(fill(text));
    char *got = printed();
    if (strstr(got, words) == NULL) {
        fail_msg("'%s' is not in:\n%s", words, got);
    }
    free(got);
}

static void a_whole_file_lands_in_its_structs(void **state)
{
    (void)state;
    assert_true(fill("id: P\n"
                     "dogs:\n"
                     "  - {name: 旺财, call: {zh: 来, en: come}, legs: 4, good: true,\n"
                     "     born: 2026-10-03, kind: large, barks: night and not fed,\n"
                     "     friends: [a, b], facts: {age: 3, mood: calm}}\n"
                     "  - {name: second}\n"
                     "chief: {name: boss}\n"));
    const struct dog *dogs = pack.dogs.items;
    assert_int_equal(pack.dogs.count, 2);
    assert_string_equal(dogs[0].name, "旺财");
    assert_string_equal(dogs[0].call.text[LANG_EN], "come");
    assert_int_equal(dogs[0].legs, 4);
    assert_true(dogs[0].is_good);
    assert_int_equal(dogs[0].kind, 1);
    assert_non_null(dogs[0].barks);
    assert_true(yaml_texts_has(&dogs[0].friends, "b"));
    assert_string_equal(yaml_pairs_get(&dogs[0].facts, "mood"), "calm");
    assert_null(yaml_pairs_get(&dogs[0].facts, "height"));
    assert_int_equal(dogs[1].at.line, 6);
    assert_string_equal(pack.chief->name, "boss");
}

static void all_faults_are_named_with_line_and_column(void **state)
{
    (void)state;
    assert_false(fill("id: P\n"
                      "dogs:\n"
                      "  - {name: a, legs: four, colour: red}\n"
                      "  - {legs: 3, good: perhaps}\n"
                      "  - {name: b, kind: huge, born: 2026-02-30}\n"));
    char *got = printed();
    static const char *const needed[] = {
        "p.yaml:3:21: ", "p.yaml:3:35: ", "p.yaml:4:5: ", "p.yaml:4:21: ", "p.yaml:5:21: ",
        "p.yaml:5:33: ", "colour",        "perhaps",      "small, large"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (strstr(got, needed[i]) == NULL) {
            fail_msg("'%s' is not in:\n%s", needed[i], got);
        }
    }
    free(got);
    assert_int_equal(problems.errors, 6);
}

static void a_missing_language_is_an_error(void **state)
{
    (void)state;
    expect_problem("id: P\ndogs:\n  - {name: a, call: {zh: 来}}\n", "'en'");
}

static void a_key_given_twice_is_an_error(void **state)
{
    (void)state;
    expect_problem("id: P\nid: Q\n", "p.yaml:2:1: ");
}

static void wrong_types_are_errors(void **state)
{
    (void)state;
    expect_problem("id: [P]\n", "p.yaml:1:5: ");
    problems_release(&problems);
    problems_init(&problems);
    yaml_release(&pack_type, &pack);
    expect_problem("id: P\ndogs: {name: a}\n", "p.yaml:2:7: ");
    problems_release(&problems);
    problems_init(&problems);
    yaml_release(&pack_type, &pack);
    expect_problem("- just\n- a list\n", "p.yaml:1:1: ");
}

static void an_alias_bomb_is_refused_at_its_first_alias(void **state)
{
    (void)state;
    expect_problem("id: P\n"
                   "dogs:\n"
                   "  - {name: a, friends: &x [lol, lol, lol]}\n"
                   "  - {name: b, friends: *x}\n",
                   "alias");
}

static void a_loop_of_aliases_ends(void **state)
{
    (void)state;
    assert_false(fill("id: P\ndogs: &d [*d]\n"));
}

static void broken_yaml_names_the_place(void **state)
{
    (void)state;
    expect_problem("id: P\ndogs: [\n", "p.yaml:3:1: ");
}

static void an_empty_file_and_bad_bytes_are_errors(void **state)
{
    (void)state;
    assert_false(fill(""));
    assert_false(fill("id: \"\\x00\"\n"));
    assert_false(fill("id: \"\\e[31m\"\n"));
    assert_false(fill("id: \"\"\n"));
}

static void more_entries_than_allowed_are_refused(void **state)
{
    (void)state;
    struct sbuf text = {0};
    sbuf_add(&text, "id: P\nchief: {name: a, friends: [x");
    for (int i = 0; i < YAML_MAX_ENTRIES; i++) {
        sbuf_add(&text, ",x");
    }
    sbuf_add(&text, "]}\n");
    expect_problem(sbuf_text(&text), "2000");
    sbuf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_file_lands_in_its_structs, begin, end),
        cmocka_unit_test_setup_teardown(all_faults_are_named_with_line_and_column, begin, end),
        cmocka_unit_test_setup_teardown(a_missing_language_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_key_given_twice_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(wrong_types_are_errors, begin, end),
        cmocka_unit_test_setup_teardown(an_alias_bomb_is_refused_at_its_first_alias, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_loop_of_aliases_ends, begin, end),
        cmocka_unit_test_setup_teardown(broken_yaml_names_the_place, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_file_and_bad_bytes_are_errors, begin, end),
        cmocka_unit_test_setup_teardown(more_entries_than_allowed_are_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
