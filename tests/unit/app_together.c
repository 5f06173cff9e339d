/* Several programs on one database at once: nobody's work is lost, the log stays whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "app/report.h"
#include "app/upkeep.h"
#include "store/digest.h"
#include "store/events.h"
#include "support/career_play.h"

enum { PROGRAMS = 2, ROUNDS = 3 };
static const char *const officers[PROGRAMS] = {"007", "008"};
static struct career career;

static int enter(void **state)
{
    if (sandbox_enter(state) != 0) {
        return 1;
    }
    career_open(&career);
    struct officer made;
    struct err err = {0};
    career_must(app_add_officer(&career.app, NULL, "008", "豆豆", "二中队", ROLE_OFFICER, "",
                                NULL, &made, &err),
                &err);
    career_close(&career); /* the programs open it themselves */
    career.app = (struct app){0};
    return 0;
}

static int leave(void **state)
{
    career_close(&career);
    return sandbox_leave(state);
}

/* A case in Try me to its end; adds what was acknowledged as recorded to *events. */
static bool play_case(struct session *who, size_t *events, struct err *err)
{
    struct practice *practice = practice_begin(who->app, who, "S01", RUN_TRY, 0, err);
    bool ok = practice;
    *events += ok;
    const char *model;
    while (ok && (model = run_model_line(practice_run(practice)))) {
        char line[512];
        struct run_verdict verdict;
        snprintf(line, sizeof line, "%s", model);
        ok = practice_act(practice, line, &verdict, err);
        *events += ok;
    }
    char attempt[33];
    ok = ok && practice_finish(practice, attempt, err);
    *events += ok;
    practice_free(practice);
    return ok;
}

static bool sit_quiz(struct session *who, size_t *events, struct err *err)
{
    struct sitting *quiz = sitting_begin(who, SITTING_QUIZ, "L01", err);
    struct sitting_result result;
    bool ok = quiz;
    *events += ok;
    for (size_t i = 0; ok && i < sitting_count(quiz); i++) {
        char answer[200];
        struct study_verdict verdict = {0};
        career_right_answer(sitting_question(quiz, i, LANG_ZH), answer, sizeof answer);
        ok = sitting_answer(quiz, i, answer, &verdict, err);
        study_verdict_release(&verdict);
        *events += ok;
    }
    ok = ok && sitting_hand_in(quiz, &result, err);
    *events += ok;
    sitting_free(quiz);
    return ok;
}

/* One program from start to end. */
static bool work(const char *officer, size_t *events, struct err *err)
{
    struct app app = {0};
    struct session who;
    bool ok = app_open(&app, "t.db", career.course, &career.paths, err) &&
              session_open(&who, &app, officer, NULL, err);
    for (int i = 0; ok && i < ROUNDS; i++) {
        struct report report;
        ok = play_case(&who, events, err) && sit_quiz(&who, events, err) &&
             report_progress(&app, NULL, 0, &report, err);
        if (ok) {
            report_release(&report); /* signs heads while the other one writes */
        }
    }
    app_close(&app);
    return ok;
}

static pid_t start(const char *officer, int *told)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct err err = {0};
        size_t events = 0;
        bool ok = work(officer, &events, &err);
        if (!ok) {
            fprintf(stderr, "%s: %s\n", officer, err.text);
        }
        ok = write(ends[1], &events, sizeof events) == sizeof events && ok;
        _exit(!ok);
    }
    close(ends[1]);
    *told = ends[0];
    return child;
}

static void expect_recorded(const char *id, size_t events)
{
    struct err err = {0};
    struct officer *list;
    size_t count, kept;
    struct event *rows;
    career_must(app_officers(&career.app, &list, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        struct digest digest = {0};
        if (strcmp(list[i].id, id) != 0) {
            continue;
        }
        career_must(
            store_events(career.app.store, list[i].subject, 0, 100000, &rows, &kept, &err),
            &err);
        assert_int_equal(kept, events + 1); /* and that the officer was added */
        events_free(rows, kept);
        career_must(digest_of(career.app.store, list[i].subject, &digest, &err), &err);
        assert_int_equal(digest.run_count, ROUNDS);
        assert_int_equal(digest.sitting_count, ROUNDS);
        digest_release(&digest);
    }
    free(list);
}

static void two_officers_practise_and_are_quizzed_in_one_database_at_once(void **state)
{
    (void)state;
    pid_t children[PROGRAMS];
    int told[PROGRAMS];
    size_t events[PROGRAMS];
    for (int i = 0; i < PROGRAMS; i++) {
        children[i] = start(officers[i], &told[i]);
    }
    for (int i = 0; i < PROGRAMS; i++) {
        int status;
        assert_int_equal(read(told[i], &events[i], sizeof events[i]), sizeof events[i]);
        close(told[i]);
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
        assert_true(events[i] > 40);
    }
    career_open(&career);
    for (int i = 0; i < PROGRAMS; i++) {
        expect_recorded(officers[i], events[i]);
    }
    struct err err = {0};
    struct problems problems;
    problems_init(&problems);
    career_must(upkeep_check(&career.app, &problems, &err), &err);
    if (problems.errors) {
        fail_msg("%s", problems.items[0].text);
    }
    problems_release(&problems);
}

int main(void)
{
    career_load(&career);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            two_officers_practise_and_are_quizzed_in_one_database_at_once, enter, leave),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    career_unload(&career);
    return failed;
}
