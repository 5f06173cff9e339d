#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/practice.h"
#include "cli/context.h"
#include "core/text.h"

enum { SCRIPT_MAX = 16 << 20 };

static void add_texts(struct json *row, const char *key, const struct yaml_texts *texts)
{
    struct json *list = json_add_array(row, key);
    for (size_t i = 0; i < texts->count; i++)
        json_add_text(list, NULL, texts->items[i]);
}

bool cmd_scenario_list(struct cli *self, const struct args *args, struct err *err)
{
    const struct course *course = cli_course_in_use(self, err);
    if (!course)
        return false;
    struct json *list = json_new_array();
    struct sbuf text = {0};
    for (size_t i = 0; i < course->scenario_count; i++) {
        const struct scenario *scenario = course->scenarios[i];
        if (scenario->is_twin)
            continue;
        struct json *row = json_add_object(list, NULL);
        json_add_text(row, "id", scenario->id);
        json_add_text(row, "title_zh", scenario->title.text[LANG_ZH]);
        json_add_text(row, "title_en", scenario->title.text[LANG_EN]);
        add_texts(row, "workflow", &scenario->workflows);
        json_add_int(row, "difficulty", scenario->difficulty);
        add_texts(row, "item", &scenario->items);
        sbuf_addf(&text, "%s  %s\n", scenario->id, both_now(&scenario->title));
    }
    cli_print_either(args, list, &text);
    return true;
}

/* --- scenario actions
 * ------------------------------------------------------------------------- */

static const struct yaml_list *scenario_choices(const struct scenario *scenario, const char *id)
{
    const struct scenario_choices *lists = scenario->choices.items;
    for (size_t i = 0; id && i < scenario->choices.count; i++)
        if (strcmp(lists[i].id, id) == 0)
            return &lists[i].items;
    return NULL;
}

/* The values of a list of choices: a|b where one is taken, a,b where many are. */
static void add_values(struct sbuf *out, const struct yaml_list *list, int kind)
{
    const struct workflow_choice *choices = list->items;
    for (size_t i = 0; i < list->count; i++)
        sbuf_addf(out, "%s%s", !i ? "" : kind == WORKFLOW_MANY ? "," : "|", choices[i].value);
}

/* What may stand behind an action's name, in words of its kind or as its listed values. */
static void add_arguments(struct sbuf *out, const struct scenario *scenario,
                          const struct workflow_action *action)
{
    static const char *const kinds[] = {
        [WORKFLOW_NONE] = "", [WORKFLOW_ITEM] = "CCNN", [WORKFLOW_MONEY] = "YUAN",
        [WORKFLOW_ONE] = "",  [WORKFLOW_MANY] = "",     [WORKFLOW_TEXT] = "TEXT"};
    sbuf_add(out, kinds[action->kind]);
    if (action->kind == WORKFLOW_ITEM)
        return; /* any code; the case only lists those near at hand */
    add_values(out, &action->choices, action->kind);
    const struct yaml_list *list = scenario_choices(scenario, action->choices_from);
    if (list)
        add_values(out, list, action->kind);
}

static const struct scenario *need_scenario(const struct course *course, const char *id,
                                            struct err *err)
{
    const struct scenario *scenario = course_scenario(course, id);
    if (!scenario)
        err_set(err, ERR_NOT_FOUND, N_("no case '%s'; 'trainer scenario list' names them"), id);
    return scenario;
}

bool cmd_scenario_actions(struct cli *self, const struct args *args, struct err *err)
{
    const struct course *course = cli_course_in_use(self, err);
    const struct scenario *scenario =
        course ? need_scenario(course, args->words[0], err) : NULL;
    if (!scenario)
        return false;
    const struct workflow *workflow = course_play(course, scenario);
    if (!workflow)
        return err_set(err, ERR_INPUT,
                       N_("workflow '%s' cannot be read; 'trainer check' says why"),
                       scenario->workflows.items[0]);
    struct json *list = json_new_array();
    struct sbuf arguments = {0}, text = {0};
    const struct workflow_action *actions = workflow->actions.items;
    for (size_t i = 0; i < workflow->actions.count; i++) {
        sbuf_clear(&arguments);
        add_arguments(&arguments, scenario, &actions[i]);
        struct json *row = json_add_object(list, NULL);
        json_add_text(row, "action", actions[i].id);
        json_add_text(row, "arguments", sbuf_text(&arguments));
        json_add_text(row, "label_zh", actions[i].label.text[LANG_ZH]);
        json_add_text(row, "label_en", actions[i].label.text[LANG_EN]);
        text_pad(&text, actions[i].id, 18);
        sbuf_addf(&text, "  %s%s%s\n", both_now(&actions[i].label), arguments.len ? "  " : "",
                  sbuf_text(&arguments));
    }
    cli_print_either(args, list, &text);
    sbuf_release(&arguments);
    return true;
}

/* --- scenario run
 * ------------------------------------------------------------------------------- */

struct play {
    struct practice *practice;
    const struct catalog *catalog; /* to cite by */
    const char *file;
    bool is_strict, is_quiet;
    struct problems problems;
};

static bool read_script(const char *path, char **text, size_t *len, struct err *err)
{
    if (path)
        return file_read(path, SCRIPT_MAX, text, len, err);
    struct sbuf all = {0};
    char part[4096];
    size_t got;
    while ((got = fread(part, 1, sizeof part, stdin)) > 0 && all.len <= SCRIPT_MAX)
        sbuf_add_len(&all, part, got);
    *len = all.len;
    *text = sbuf_take(&all);
    return *len <= SCRIPT_MAX ||
           err_set(err, ERR_INPUT, N_("the script is longer than 16 MiB"));
}

/* What came of a line, for somebody who reads along. */
static void tell_verdict(const struct catalog *catalog, const char *line,
                         const struct run_verdict *verdict)
{
    const char *mark = !verdict->is_accepted ? "✗" : verdict->is_good ? "✓" : "!";
    printf("%s %s", mark, line);
    if (*verdict->rule)
        printf("  [%s]", verdict->rule);
    if (*verdict->article)
        cli_print_citation(catalog, verdict->article);
    printf("\n");
    if (!verdict->is_good && *both_now(&verdict->why))
        printf("    %s\n", both_now(&verdict->why));
}

/* One line of the script; false stops it. */
static bool play_line(struct play *play, int number, char *line, struct err *err)
{
    line += strspn(line, " \t");
    size_t len = strlen(line);
    while (len && strchr(" \t\r", line[len - 1]))
        line[--len] = '\0';
    if (!*line || *line == '#' || run_is_over(practice_run(play->practice)))
        return true;
    struct run_verdict verdict;
    struct err fault = {0};
    if (practice_act(play->practice, line, &verdict, &fault)) {
        if (!play->is_quiet)
            tell_verdict(play->catalog, line, &verdict);
        return true;
    }
    if (fault.code != ERR_INPUT && fault.code != ERR_NOT_FOUND) {
        *err = fault;
        return false;
    }
    problems_add(&play->problems, play->file, number, 1, "%s", fault.text);
    return !play->is_strict;
}

/* Play the script whole.  false: storage failed; faults of the script are in play->problems. */
static bool play_script(struct play *play, char *text, size_t len, struct err *err)
{
    size_t bad;
    if (!text_is_valid(text, len, &bad) || memchr(text, '\0', len))
        return err_set(err, ERR_INPUT, N_("%s: the script is not UTF-8 text"), play->file);
    int number = 0;
    bool goes_on = true;
    for (char *line = text; goes_on && line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        goes_on = play_line(play, ++number, line, err);
        line = end ? end + 1 : NULL;
    }
    return err->code == ERR_NONE;
}

static void tell_result(const struct catalog *catalog, struct run *run)
{
    const struct run_result *result = run_result(run);
    for (size_t i = 0; i < result->critical_count; i++) {
        printf("✗ %s  %s", result->critical[i].id, both_now(&result->critical[i].text));
        cli_print_citation(catalog, result->critical[i].article);
        printf("\n");
    }
    for (size_t i = 0; i < RUN_DIMENSIONS; i++)
        if (result->dimensions[i] >= 0)
            printf("R%zu %3.0f  ", i + 1, result->dimensions[i]);
    printf("\n%s %.0f  %s\n", _("score"), result->score,
           result->is_passed ? _("passed") : _("not passed"));
}

static bool read_run_options(struct cli *self, const struct args *args, enum run_mode *mode,
                             long long *seed, struct session **who, struct err *err)
{
    const char *name = args_get(args, "--mode");
    *mode = RUN_TEST;
    if (name && strcmp(name, "try") == 0)
        *mode = RUN_TRY;
    else if (name && strcmp(name, "test") != 0)
        return err_set(err, ERR_USAGE, N_("--mode takes try or test, not '%s'"), name);
    if (!args_number(args, "--seed", 0, INT64_MAX, 0, seed, err))
        return false;
    *who = NULL;
    return !self->as || (*who = cli_session(self, err)) != NULL;
}

bool cmd_scenario_run(struct cli *self, const struct args *args, struct err *err)
{
    const struct course *course = cli_course_in_use(self, err);
    if (!course || !need_scenario(course, args->words[0], err))
        return false;
    enum run_mode mode;
    long long seed = 0;
    struct session *who = NULL;
    char *text = NULL;
    size_t len;
    const char *path = args_get(args, "--script");
    if (!read_run_options(self, args, &mode, &seed, &who, err) ||
        !read_script(path, &text, &len, err)) {
        free(text);
        return false;
    }
    struct app unrecorded = {.course = course, .paths = self->paths};
    struct play play = {.catalog = course->catalog,
                        .file = path ? path : "-",
                        .is_strict = args_has(args, "--strict"),
                        .is_quiet = args_has(args, "--json")};
    problems_init(&play.problems);
    play.practice = practice_begin(who ? &self->app : &unrecorded, who, args->words[0], mode,
                                   (uint64_t)seed, err);
    char attempt[33] = "";
    bool is_played = play.practice && play_script(&play, text, len, err) &&
                     practice_finish(play.practice, attempt, err);
    if (is_played) {
        struct run *run = practice_run(play.practice);
        if (play.is_quiet)
            cli_print_json(run_json(run));
        else
            tell_result(course->catalog, run);
        if (*attempt)
            fprintf(stderr, "%s %s\n", _("recorded as"), attempt);
        self->status = run_result(run)->is_passed ? 0 : 1;
        is_played = cli_problems(&play.problems, err);
    }
    problems_release(&play.problems);
    practice_free(play.practice);
    free(text);
    return is_played;
}

/* --- replay
 * --------------------------------------------------------------------------------------- */

static void tell_replay(const struct json *replay)
{
    const struct json *steps = json_get(replay, "steps");
    for (size_t i = 0; i < json_count(steps); i++) {
        const struct json *step = json_at(steps, i);
        const char *action = json_get_text(step, "action");
        const char *rule = json_get_text(step, "rule");
        const char *article = json_get_text(step, "article");
        bool accepted;
        if (!json_get_bool(step, "accepted", &accepted))
            accepted = true;
        printf("%3zu %s %s  %s %s\n", i + 1, accepted ? "✓" : "✗", action ? action : "",
               rule ? rule : "", article ? article : "");
    }
    double score;
    if (json_get_real(replay, "score", &score))
        printf("%s %.0f\n", _("score"), score);
}

bool cmd_replay(struct cli *self, const struct args *args, struct err *err)
{
    struct app *app = cli_app_to_look(self, err);
    struct json *replay =
        app ? practice_replay(app, args->words[0], args_has(args, "--remark"), err) : NULL;
    if (!replay)
        return false;
    if (args_has(args, "--json")) {
        cli_print_json(replay);
    } else {
        tell_replay(replay);
        json_free(replay);
    }
    return true;
}
