/* Drawing an exam's questions: different ones, repeatable, each with the same chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "learn/form.h"

enum { POOL = 16, WANTED = 10 };

static void an_exam_never_asks_a_question_twice(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 500; seed++) {
        size_t picks[WANTED];
        bool is_used[POOL] = {false};
        assert_int_equal(form_draw(seed, POOL, WANTED, picks), WANTED);
        for (size_t i = 0; i < WANTED; i++) {
            assert_true(picks[i] < POOL);
            assert_false(is_used[picks[i]]);
            is_used[picks[i]] = true;
        }
    }
}

static void the_same_seed_gives_the_same_exam_and_another_another(void **state)
{
    (void)state;
    size_t one[WANTED], two[WANTED], three[WANTED];
    form_draw(7, POOL, WANTED, one);
    form_draw(7, POOL, WANTED, two);
    form_draw(8, POOL, WANTED, three);
    assert_memory_equal(one, two, sizeof one);
    assert_memory_not_equal(one, three, sizeof one);
}

static void every_question_has_the_same_chance(void **state)
{
    (void)state;
    enum { DRAWS = 16000 };
    int asked[POOL] = {0};
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        size_t pick;
        form_draw(seed, POOL, 1, &pick);
        asked[pick]++;
    }
    for (int i = 0; i < POOL; i++) {
        assert_in_range(asked[i], DRAWS / POOL - 200, DRAWS / POOL + 200); /* 6.5 sigma */
    }
}

static void a_bank_with_too_few_questions_gives_them_all(void **state)
{
    (void)state;
    size_t picks[3];
    assert_int_equal(form_draw(1, 3, 10, picks), 3);
    assert_int_equal(picks[0] + picks[1] + picks[2], 3);
    assert_int_equal(form_draw(1, 0, 10, picks), 0);
}

static void options_are_shuffled_apart_for_each_question(void **state)
{
    (void)state;
    int same = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        size_t one[4], two[4];
        form_order(seed, 0, 4, one);
        form_order(seed, 1, 4, two);
        same += memcmp(one, two, sizeof one) == 0;
    }
    assert_in_range(same, 0, 25); /* 200 / 24 by chance */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exam_never_asks_a_question_twice),
        cmocka_unit_test(the_same_seed_gives_the_same_exam_and_another_another),
        cmocka_unit_test(every_question_has_the_same_chance),
        cmocka_unit_test(a_bank_with_too_few_questions_gives_them_all),
        cmocka_unit_test(options_are_shuffled_apart_for_each_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
