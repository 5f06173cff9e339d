#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/practice.h"
#include "app/report.h"
#include "app/study.h"
#include "cli/context.h"
#include "cli/lesson_text.h"

static const char demo_lesson[] = "L01";
static const char demo_case[] = "S01";

enum { DEMO_STEPS_MAX = 500 };

static bool answer_question(struct session *who, const char *id, struct err *err)
{
    size_t at;
    const struct quiz *quiz = course_quiz_of_question(who->app->course, id, &at);
    if (!quiz)
        return true;
    struct sbuf answer = {0};
    quiz_right_form(quiz_question(quiz, LANG_ZH, at), &answer);
    struct study_verdict verdict;
    bool is_recorded = study_answer(who, id, sbuf_text(&answer), &verdict, err);
    sbuf_release(&answer);
    if (is_recorded) {
        printf("      %s %s\n\n", verdict.is_right ? "✓" : "✗", verdict.right_answer);
        study_verdict_release(&verdict);
    }
    return is_recorded;
}

static bool play_lesson(struct session *who, struct err *err)
{
    const struct lesson *lesson = course_lesson(who->app->course, demo_lesson);
    if (!lesson)
        return err_set(err, ERR_NOT_FOUND,
                       N_("lesson %s cannot be read; 'trainer check' says why"), demo_lesson);
    printf("%s  %s\n\n", lesson->id, both_now(&lesson->title));
    for (size_t i = 0; i < lesson->step_count; i++) {
        struct sbuf out = {0};
        lesson_text_step(&out, who->app->course, lesson, i);
        cli_print(&out);
        sbuf_release(&out);
        if (!study_see(who, lesson->id, i, err) ||
            (lesson->steps[i].question &&
             !answer_question(who, lesson->steps[i].question, err)))
            return false;
    }
    return true;
}

/* Print the lines that were said since `*told`. */
static void tell_lines(const struct run *run, size_t *told)
{
    const struct run_line *lines;
    size_t count = run_lines(run, &lines);
    for (; *told < count; ++*told) {
        const char *who = both_now(&lines[*told].who);
        printf("    %s%s%s\n", who, *who ? (lang_now() == LANG_ZH ? "：" : ": ") : "",
               both_now(&lines[*told].text));
    }
}

/* Do one line and say what was done, with its article; `step` lines were done before. */
static bool play_step(struct practice *practice, const struct catalog *catalog,
                      const char *line, size_t step, struct err *err)
{
    char *copy = xstrdup(line);
    struct run_verdict verdict;
    bool is_good = practice_act(practice, copy, &verdict, err);
    free(copy);
    if (!is_good)
        return false;
    const struct run_result *result = run_result(practice_run(practice));
    printf("  %s %s", verdict.is_good ? "✓" : "!", both_now(&result->steps[step].label));
    if (*verdict.article)
        cli_print_citation(catalog, verdict.article);
    printf("\n");
    return true;
}

static bool play_case(struct session *who, struct err *err)
{
    const struct scenario *scenario = course_scenario(who->app->course, demo_case);
    if (!scenario)
        return err_set(err, ERR_NOT_FOUND,
                       N_("case %s cannot be read; 'trainer check' says why"), demo_case);
    printf("%s  %s\n\n", scenario->id, both_now(&scenario->title));
    struct practice *practice = practice_begin(who->app, who, demo_case, RUN_TRY, 0, err);
    size_t told = 0;
    bool is_good = practice != NULL;
    for (size_t i = 0; is_good && i < DEMO_STEPS_MAX; i++) {
        struct run *run = practice_run(practice);
        const char *line = run_is_over(run) ? NULL : run_model_line(run);
        if (!line)
            break;
        is_good = play_step(practice, who->app->course->catalog, line, i, err);
        tell_lines(practice_run(practice), &told);
    }
    char attempt[33];
    is_good = is_good && practice_finish(practice, attempt, err);
    if (is_good)
        printf("\n%s %.0f\n\n", _("score"), run_result(practice_run(practice))->score);
    practice_free(practice);
    return is_good;
}

static bool print_report(struct app *app, struct err *err)
{
    struct report report;
    if (!report_progress(app, NULL, 0, &report, err))
        return false;
    for (size_t row = 0; row < report.row_count; row++)
        for (size_t i = 0; i < report.column_count; i++)
            printf("  %s: %s\n",
                   lang_now() == LANG_ZH ? report.columns[i].title_zh
                                         : report.columns[i].title_en,
                   report_cell(&report, row, i));
    report_release(&report);
    return true;
}

bool cmd_demo(struct cli *self, const struct args *args, struct err *err)
{
    (void)args;
    const struct course *course = cli_course(self, err);
    struct app app;
    if (!course || !app_open(&app, NULL, course, self->paths, err))
        return false;
    struct officer made;
    struct session who;
    bool is_good = app_add_officer(&app, NULL, "demo", _("Demo officer"), _("Demo squad"),
                                   ROLE_OFFICER, "", NULL, &made, err) &&
                   session_open(&who, &app, made.id, NULL, err) && play_lesson(&who, err) &&
                   play_case(&who, err);
    if (is_good) {
        printf("%s\n\n", _("Progress report"));
        is_good = print_report(&app, err);
    }
    app_close(&app);
    return is_good;
}
