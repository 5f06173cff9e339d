#include "content/course_links.h"

#include <stdlib.h>
#include <string.h>

enum { PANEL_FILE_MAX = 8 * 1024 * 1024 };

/* "slug article" (or a list) must be well formed and its statute known. */
static void check_reference(const struct course *self, const char *reference, const char *file,
                            struct yaml_place at, struct problems *problems)
{
    size_t len = 0;
    if (reference == NULL || self->catalog == NULL)
        return;
    char *copy = xstrdup(reference);
    char *date = strstr(copy, " @");
    if (date != NULL)
        *date = '\0';
    if (!catalog_reference_is_valid(copy, &len)) {
        problems_add(problems, file, at.line, at.col,
                     "'%s' is not a statute and article like '%s'", reference,
                     "chengshi-daolu-tiaoli 27.1");
    } else {
        copy[len] = '\0';
        if (catalog_statute(self->catalog, copy) == NULL)
            problems_add(problems, file, at.line, at.col, "statute '%s' is not in sources.csv",
                         copy);
    }
    free(copy);
}

/* --- lessons and quizzes --------------------------------------------------------------------
 */

static void check_lesson(const struct course *self, const struct lesson *lesson,
                         struct problems *problems)
{
    const char *file = lesson->file[LANG_ZH];
    for (size_t i = 0; i < lesson->step_count; i++) {
        const struct lesson_step *step = &lesson->steps[i];
        size_t index = 0;
        if (step->question != NULL &&
            course_quiz_of_question(self, step->question, &index) == NULL)
            problems_add(problems, file, step->line[LANG_ZH], 1, "there is no question '%s'",
                         step->question);
        if (step->scenario != NULL && course_scenario(self, step->scenario) == NULL)
            problems_add(problems, file, step->line[LANG_ZH], 1, "there is no case '%s'",
                         step->scenario);
    }
}

static void check_quiz(const struct course *self, const struct quiz *quiz,
                       struct problems *problems)
{
    const char *file = quiz->file[LANG_ZH];
    if (*quiz->lesson != '\0' && course_lesson(self, quiz->lesson) == NULL)
        problems_add(problems, file, 0, 0, "there is no lesson '%s'", quiz->lesson);
    for (size_t i = 0; i < quiz->count; i++) {
        const struct gift_question *question = quiz_question(quiz, LANG_ZH, i);
        size_t index = 0;
        const struct quiz *first = course_quiz_of_question(self, question->id, &index);
        if (first != quiz)
            problems_add(problems, file, question->line, 1,
                         "question '%s' stands in bank '%s' too", question->id, first->id);
    }
}

/* --- cases and workflows --------------------------------------------------------------------
 */

static void check_scenario(const struct course *self, const struct scenario *scenario,
                           struct problems *problems)
{
    const struct yaml_place nowhere = {0, 0};
    const struct workflow *play = course_play(self, scenario);
    for (size_t i = 0; i < scenario->workflows.count; i++)
        if (course_file(self, scenario->workflows.items[i]) == NULL)
            problems_add(problems, scenario->file, 0, 0, "there is no workflow '%s'",
                         scenario->workflows.items[i]);
    if (play != NULL)
        scenario_check(scenario, play, problems);
    for (size_t i = 0; i < scenario->items.count && self->catalog != NULL; i++)
        if (catalog_find(self->catalog, scenario->items.items[i], scenario_act_day(scenario)) ==
            NULL)
            problems_add(problems, scenario->file, 0, 0,
                         "item '%s' is not in force on the day of case %s",
                         scenario->items.items[i], scenario->id);
    for (size_t i = 0; i < scenario->basis.count; i++)
        check_reference(self, scenario->basis.items[i], scenario->file, nowhere, problems);
}

static void check_action(const struct course *self, const struct workflow *workflow,
                         const struct workflow_action *action, struct problems *problems)
{
    const struct workflow_rule *rules = action->rules.items;
    for (size_t i = 0; i < action->rules.count; i++)
        check_reference(self, rules[i].article, workflow->file, rules[i].at, problems);
}

static void check_workflow(const struct course *self, const struct workflow *workflow,
                           struct problems *problems)
{
    const struct workflow_action *actions = workflow->actions.items;
    const struct workflow_goal *goals = workflow->goals.items;
    const struct workflow_line *lines = workflow->lines.items;
    const struct workflow_critical *criticals = workflow->criticals.items;
    const struct workflow_document *documents = workflow->documents.items;
    const struct workflow_timer *timers = workflow->timers.items;
    const struct yaml_place nowhere = {0, 0};
    const char *file = workflow->file;
    for (size_t i = 0; i < workflow->actions.count; i++)
        check_action(self, workflow, &actions[i], problems);
    for (size_t i = 0; i < workflow->goals.count; i++)
        check_reference(self, goals[i].article, file, goals[i].at, problems);
    for (size_t i = 0; i < workflow->lines.count; i++)
        check_reference(self, lines[i].article, file, lines[i].at, problems);
    for (size_t i = 0; i < workflow->criticals.count; i++)
        check_reference(self, criticals[i].article, file, criticals[i].at, problems);
    for (size_t i = 0; i < workflow->timers.count; i++)
        check_reference(self, timers[i].article, file, nowhere, problems);
    for (size_t i = 0; i < workflow->documents.count; i++) {
        const struct workflow_field *fields = documents[i].fields.items;
        for (size_t k = 0; k < documents[i].fields.count; k++)
            check_reference(self, fields[k].article, file, documents[i].at, problems);
    }
}

/* --- levels ---------------------------------------------------------------------------------
 */

static void check_level(const struct course *self, const struct ladder_level *level,
                        struct problems *problems)
{
    static const char file[] = "lessons/certification.yaml";
    size_t questions = 0;
    for (size_t i = 0; i < level->lesson_count; i++)
        if (course_lesson(self, level->lessons[i]) == NULL)
            problems_add(problems, file, 0, 0, "level %s: there is no lesson '%s'", level->id,
                         level->lessons[i]);
    for (size_t i = 0; i < level->scenario_count; i++)
        if (course_scenario(self, level->scenarios[i].id) == NULL)
            problems_add(problems, file, 0, 0, "level %s: there is no case '%s'", level->id,
                         level->scenarios[i].id);
    for (size_t i = 0; i < level->exam_bank_count; i++) {
        const struct quiz *quiz = course_quiz(self, level->exam_banks[i]);
        if (quiz == NULL)
            problems_add(problems, file, 0, 0, "level %s: there is no question bank '%s'",
                         level->id, level->exam_banks[i]);
        else
            questions += quiz->count;
    }
    if (questions < (size_t)level->exam_questions)
        problems_add(problems, file, 0, 0,
                     "level %s: an exam of %d questions, but the banks hold %zu", level->id,
                     level->exam_questions, questions);
}

/* A file alone counts only if a case plays it so, or if none plays it at all: together with
 * others it may rest on their lines. */
static bool is_played(const struct course *self, const struct workflow *play)
{
    bool is_named = false;
    for (size_t i = 0; i < self->scenario_count; i++) {
        if (course_play(self, self->scenarios[i]) == play)
            return true;
        is_named = is_named || yaml_texts_has(&self->scenarios[i]->workflows, play->id);
    }
    return !is_named;
}

/* A twin or variant is looked at within its case, unless it is played otherwise. */
static bool has_own_play(const struct course *self, const struct scenario *scenario)
{
    const struct scenario *of =
        scenario->is_view ? course_scenario(self, scenario->twin_of) : NULL;
    return of == NULL || course_play(self, of) != course_play(self, scenario);
}

void links_check(const struct course *self, struct problems *problems)
{
    for (size_t i = 0; i < self->lesson_count; i++)
        check_lesson(self, self->lessons[i], problems);
    for (size_t i = 0; i < self->quiz_count; i++)
        check_quiz(self, self->quizzes[i], problems);
    for (size_t i = 0; i < self->workflow_count; i++)
        check_workflow(self, self->workflows[i], problems);
    for (size_t i = 0; i < self->play_count; i++)
        if (is_played(self, self->plays[i]))
            workflow_check(self->plays[i], problems);
    for (size_t i = 0; i < self->scenario_count; i++)
        if (has_own_play(self, self->scenarios[i]))
            check_scenario(self, self->scenarios[i], problems);
    for (size_t i = 0; self->ladder != NULL && i < self->ladder->level_count; i++)
        check_level(self, &self->ladder->levels[i], problems);
}

/* --- panels ---------------------------------------------------------------------------------
 */

static size_t add_entity(const char *text, struct sbuf *out)
{
    static const struct {
        const char *name;
        char character;
    } known[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t len = strlen(known[i].name);
        if (strncmp(text, known[i].name, len) == 0) {
            sbuf_add_char(out, known[i].character);
            return len;
        }
    }
    if (strncmp(text, "&#", 2) == 0) {
        char *end;
        bool is_hex = text[2] == 'x';
        unsigned long value = strtoul(text + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10);
        if (*end == ';' && value >= 0x20 && value < 0x110000 && value / 0x800 != 0x1B) {
            sbuf_add_codepoint(out, (unsigned)value);
            return (size_t)(end + 1 - text);
        }
    }
    return 0;
}

char *links_description(const char *svg, enum lang lang)
{
    struct sbuf mark = {0}, out = {0};
    sbuf_addf(&mark, "<desc id=\"desc-%s\"", lang_name(lang));
    const char *at = strstr(svg, sbuf_text(&mark));
    sbuf_release(&mark);
    at = at == NULL ? NULL : strchr(at, '>');
    const char *end = at == NULL ? NULL : strstr(at, "</desc>");
    if (end == NULL)
        return NULL;
    for (at++; at < end;) {
        size_t len = *at == '&' ? add_entity(at, &out) : 0;
        if (len == 0)
            sbuf_add_char(&out, *at);
        at += len == 0 ? 1 : len;
    }
    return sbuf_take(&out);
}

/* The drawing's text, NULL (told) if it is missing.  Caller frees. */
static char *load_panel(const char *content, const char *panel, const char *file, int line,
                        struct problems *problems)
{
    struct sbuf path = {0};
    struct err err = {0};
    char *text = NULL;
    size_t len = 0;
    sbuf_addf(&path, "%s/cartoons/panels/%s.svg", content, panel);
    if (!file_read(sbuf_text(&path), PANEL_FILE_MAX, &text, &len, &err))
        problems_add(problems, file, line, 1, "panel '%s' is not in cartoons/panels", panel);
    sbuf_release(&path);
    return text;
}

static void check_step_panel(const struct lesson *lesson, const struct lesson_step *step,
                             const char *content, struct problems *problems)
{
    char *svg =
        load_panel(content, step->panel, lesson->file[LANG_ZH], step->line[LANG_ZH], problems);
    for (int lang = 0; svg != NULL && lang < LANG_COUNT; lang++) {
        char *description = links_description(svg, (enum lang)lang);
        if (description == NULL)
            problems_add(problems, lesson->file[lang], step->line[lang], 1,
                         "panel '%s' has no description desc-%s", step->panel,
                         lang_name((enum lang)lang));
        else if (strcmp(description, step->alt.text[lang]) != 0)
            problems_add(problems, lesson->file[lang], step->line[lang], 1,
                         "the panel's description differs from the drawing's: %s", description);
        free(description);
    }
    free(svg);
}

static void need_panel(const char *content, const char *panel, const char *file,
                       struct yaml_place at, struct problems *problems)
{
    free(load_panel(content, panel, file, at.line, problems));
}

static void check_pictures(const struct yaml_list *list, const char *content, const char *file,
                           struct problems *problems)
{
    const struct workflow_picture *pictures = list->items;
    for (size_t i = 0; i < list->count; i++)
        need_panel(content, pictures[i].panel, file, pictures[i].at, problems);
}

static void check_workflow_panels(const struct workflow *workflow, const char *content,
                                  struct problems *problems)
{
    const struct workflow_taught *taught = workflow->taught.items;
    check_pictures(&workflow->pictures, content, workflow->file, problems);
    for (size_t i = 0; i < workflow->taught.count; i++)
        need_panel(content, taught[i].panel, workflow->file, taught[i].at, problems);
}

void links_check_panels(const struct course *self, const char *content,
                        struct problems *problems)
{
    for (size_t i = 0; i < self->lesson_count; i++)
        for (size_t k = 0; k < self->lessons[i]->step_count; k++)
            if (self->lessons[i]->steps[k].panel != NULL)
                check_step_panel(self->lessons[i], &self->lessons[i]->steps[k], content,
                                 problems);
    for (size_t i = 0; i < self->workflow_count; i++)
        check_workflow_panels(self->workflows[i], content, problems);
    for (size_t i = 0; i < self->scenario_count; i++) {
        const struct scenario *scenario = self->scenarios[i];
        need_panel(content, scenario->panel, scenario->file, (struct yaml_place){0, 0},
                   problems);
        check_pictures(&scenario->pictures, content, scenario->file, problems);
    }
}
