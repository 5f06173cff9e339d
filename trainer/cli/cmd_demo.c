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

/* The right answer to a question in the form that is stored (content/quiz.h). */
static void right_answer(const struct gift_question *question, struct sbuf *out)
{
    bool is_matching = question->type == QUIZ_MATCHING;
    for (size_t i = 0; i < question->option_count; i++) {
        const struct quiz_option *option = &question->options[i];
        if (question->type == QUIZ_NUMERICAL && option->weight > 0) {
            sbuf_addf(out, "%.10g", option->low);
            return;
        }
        if (question->type == QUIZ_SHORTANSWER && option->weight > 0) {
            sbuf_add(out, option->text);
            return;
        }
        if (is_matching || option->weight > 0)
            sbuf_addf(out, "%s%zu", out->len ? "," : "", i + 1);
    }
}

static bool answer_question(struct session *who, const char *id, struct err *err)
{
    size_t at;
    const struct quiz *quiz = course_quiz_of_question(who->app->course, id, &at);
    if (!quiz)
        return true;
    struct sbuf answer = {0};
    right_answer(quiz_question(quiz, LANG_ZH, at), &answer);
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

/* What the action of this line is called on the handheld; the line itself if it has no name. */
static const char *label_of(struct run *run, const char *line)
{
    const struct run_action *actions;
    size_t count = run_actions(run, &actions), len = strcspn(line, " ");
    for (size_t i = 0; i < count; i++)
        if (strlen(actions[i].id) == len && strncmp(actions[i].id, line, len) == 0)
            return both_now(&actions[i].label);
    return line;
}

/* Do one line and say what was done, with its article. */
static bool play_step(struct practice *practice, const struct catalog *catalog,
                      const char *line, struct err *err)
{
    struct run *run = practice_run(practice);
    char *copy = xstrdup(line), *label = xstrdup(label_of(run, line));
    struct run_verdict verdict;
    bool is_good = practice_act(practice, copy, &verdict, err);
    if (is_good) {
        const char *argument = strchr(copy, ' ');
        printf("  %s %s%s", verdict.is_good ? "✓" : "!", label, argument ? argument : "");
        if (*verdict.article)
            cli_print_citation(catalog, verdict.article);
        printf("\n");
    }
    free(copy);
    free(label);
    return is_good;
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
    for (int i = 0; is_good && i < DEMO_STEPS_MAX; i++) {
        struct run *run = practice_run(practice);
        const char *line = run_is_over(run) ? NULL : run_model_line(run);
        if (!line)
            break;
        is_good = play_step(practice, who->app->course->catalog, line, err);
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
