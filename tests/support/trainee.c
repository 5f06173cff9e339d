#include "support/trainee.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/screen_private.h"

enum { LINES_MAX = 100, LINE_MAX_BYTES = 120 };

static const char *const cases[] = {[TRAINEE_S01] = "S01", [TRAINEE_S02] = "S02"};

static bool is_case(enum trainee_phase phase)
{
    return phase == TRAINEE_S01 || phase == TRAINEE_S02;
}

static struct trainee_key type(const char *text)
{
    struct trainee_key key = {0};
    snprintf(key.text, sizeof key.text, "%s", text);
    return key;
}

static struct trainee_key choose(struct trainee *self, const char *label)
{
    return type((const char[]){person_digit(self->screen, label), '\0'});
}

static struct trainee_key enter(void)
{
    return type("\r");
}

/* One key of writing `text` into the field; Enter when it is whole, then *is_whole. */
static struct trainee_key write_field(const char *have, const char *text, bool *is_whole)
{
    size_t len = strlen(have);
    *is_whole = strcmp(have, text) == 0;
    if (*is_whole)
        return enter();
    if (strncmp(text, have, len) != 0)
        return type("\x7f");
    return type(text + len);
}

/* --- questions --- */

static bool is_asked(struct trainee *self, const struct gift_question *question)
{
    if (person_reads_text(self->screen, question->text))
        return true;
    return question->type == QUIZ_MATCHING &&
           person_sees(self->screen, question->options[0].match) &&
           person_reads_text(self->screen, question->options[0].text);
}

/* the question on the screen; of several whose text is there, the longest */
static const struct gift_question *asked(struct trainee *self)
{
    const struct quiz *quiz = course_quiz(cases_course(), "L01");
    const struct gift_question *found = NULL;
    for (size_t i = 0; i < quiz->count; i++) {
        const struct gift_question *question = quiz_question(quiz, lang_now(), i);
        if ((!found || strlen(question->text) > strlen(found->text)) &&
            is_asked(self, question))
            found = question;
    }
    return found;
}

static struct trainee_key answer_matching(struct trainee *self,
                                          const struct gift_question *question, bool *is_whole)
{
    size_t at = question->option_count;
    while (at > 0 && !person_reads_text(self->screen, question->options[at - 1].text))
        at--;
    if (at == 0)
        screen_fail(self->screen, "which one is asked?");
    *is_whole = at == question->option_count;
    return choose(self, question->options[at - 1].match);
}

static struct trainee_key answer_several(struct trainee *self,
                                         const struct gift_question *question, bool *is_whole)
{
    struct person_choice list[PERSON_CHOICES];
    size_t count = person_choices(self->screen, list);
    for (size_t i = 0; i < question->option_count; i++) {
        const struct person_choice *found = person_find(list, count, question->options[i].text);
        if (question->options[i].weight > 0 && found && !found->is_marked)
            return choose(self, question->options[i].text);
    }
    *is_whole = true;
    return choose(self, _("That is my answer"));
}

/* One key towards the right answer; *is_whole when it gives it. */
static struct trainee_key answer(struct trainee *self, const struct gift_question *question,
                                 bool *is_whole)
{
    const struct quiz_option *right = question->options;
    *is_whole = false;
    if (question->type == QUIZ_MATCHING)
        return answer_matching(self, question, is_whole);
    if (question->is_multi)
        return answer_several(self, question, is_whole);
    while (right->weight <= 0)
        right++;
    if (question->type != QUIZ_NUMERICAL && question->type != QUIZ_SHORTANSWER) {
        *is_whole = true;
        return choose(self, right->text);
    }
    char text[64];
    snprintf(text, sizeof text, "%s", right->text);
    if (question->type == QUIZ_NUMERICAL)
        snprintf(text, sizeof text, "%.10g", right->low);
    char *have = person_field(self->screen);
    if (!have)
        screen_fail(self->screen, "there is no field for \"%s\"", text);
    struct trainee_key key = write_field(have, text, is_whole);
    free(have);
    return key;
}

/* --- the case --- */

static void fetch_line(struct trainee *self, char line[LINE_MAX_BYTES])
{
    char path[64], text[LINE_MAX_BYTES];
    snprintf(path, sizeof path, "tests/scenarios/%s/model.script", cases[self->phase]);
    FILE *in = fopen(path, "r");
    if (!in)
        fail_msg("%s cannot be read", path);
    size_t at = 0;
    line[0] = '\0';
    while (!line[0] && fgets(text, sizeof text, in)) {
        text[strcspn(text, "\n")] = '\0';
        if (text[0] != '#' && text[0] && at++ == self->steps)
            memcpy(line, text, strlen(text) + 1);
    }
    fclose(in);
}

static const struct run_action *find_action(struct run *run, const char *line)
{
    const struct run_action *actions;
    size_t count = run_actions(run, &actions), len = strcspn(line, " ");
    for (size_t i = 0; i < count; i++)
        if (strlen(actions[i].id) == len && strncmp(actions[i].id, line, len) == 0)
            return &actions[i];
    fail_msg("\"%s\" cannot be done now", line);
    return NULL;
}

static const char *label_of_value(const struct run_action *action, const char *value)
{
    size_t len = strcspn(value, " ");
    for (size_t i = 0; i < action->choice_count; i++)
        if (strlen(action->choices[i].value) == len &&
            strncmp(action->choices[i].value, value, len) == 0)
            return both_now(&action->choices[i].label);
    return NULL;
}

static const char *place_name(const char *place)
{
    static const struct {
        const char *id, *name;
    } places[] = {{"scene", N_("On the spot")},
                  {"talk", N_("Talk")},
                  {"device", N_("The terminal")},
                  {"case", N_("The case file")}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(places[i].id, place) == 0)
            return _(places[i].name);
    fail_msg("there is no place \"%s\"", place);
    return NULL;
}

static bool is_prompted(struct trainee *self, const struct run_action *action)
{
    const char *prompt = both_now(&action->prompt);
    return action->kind != RUN_ARG_NONE &&
           person_reads_text(self->screen, *prompt ? prompt : both_now(&action->label));
}

/* Is this choice on the screen, and ticked? */
static bool is_ticked(struct trainee *self, const char *label)
{
    struct person_choice list[PERSON_CHOICES];
    const struct person_choice *found =
        person_find(list, person_choices(self->screen, list), label);
    return found && found->is_marked;
}

/* the values of "factors A3 M8 M9", one by one */
static struct trainee_key tick(struct trainee *self, const struct run_action *action,
                               const char *values)
{
    size_t passed = 0;
    const char *label;
    while ((label = *values ? label_of_value(action, values) : NULL) &&
           (passed < self->ticked || is_ticked(self, label))) {
        values += strcspn(values, " ");
        values += strspn(values, " ");
        passed++;
    }
    self->ticked = passed; /* some were ticked before the program was ended */
    bool is_here = person_sees(self->screen, label ? label : _("That is all"));
    struct trainee_key key = choose(self, label ? label : _("That is all"));
    key.is_tick = label && is_here;
    key.is_step = !label && is_here;
    return key;
}

static struct trainee_key give_argument(struct trainee *self, const struct run_action *action,
                                        const char *line)
{
    const char *argument = line + strcspn(line, " ");
    argument += strspn(argument, " ");
    if (action->kind == RUN_ARG_MANY)
        return tick(self, action, argument);
    const char *label = label_of_value(action, argument);
    if (!label)
        fail_msg("\"%s\": there is no such value", line);
    bool is_here = person_sees(self->screen, label);
    struct trainee_key key = choose(self, label);
    key.is_step = is_here;
    return key;
}

static struct trainee_key type_argument(const char *have, const char *line)
{
    bool is_whole;
    size_t len = strcspn(line, " ");
    if (line[len] == '\0')
        fail_msg("\"%s\" has nothing to type", line);
    struct trainee_key key = write_field(have, line + len + 1, &is_whole);
    key.is_step = is_whole;
    return key;
}

static struct trainee_key act(struct trainee *self)
{
    struct screen *screen = self->screen;
    char line[LINE_MAX_BYTES];
    self->place = "case";
    if (person_sees(screen, _("See how it went")))
        return choose(self, _("See how it went"));
    fetch_line(self, line);
    if (!line[0]) /* all is done: back to the page of the case, and finish it */
        return person_sees(screen, _("Finish the case")) ? choose(self, _("Finish the case"))
                                                         : type("0");
    const struct run_action *action = find_action(self->run, line);
    const char *label = both_now(&action->label);
    if (person_sees(screen, _("Finish the case")))
        return choose(self, place_name(action->place));
    char *have = person_field(screen);
    if (have) {
        struct trainee_key key = type_argument(have, line);
        free(have);
        return key;
    }
    if (action->kind == RUN_ARG_ITEM && person_sees(screen, _("Search, or type a code")))
        return choose(self, _("Search, or type a code"));
    if (person_sees(screen, label)) {
        struct trainee_key key = choose(self, label);
        key.is_step = action->kind == RUN_ARG_NONE;
        return key;
    }
    if (is_prompted(self, action))
        return give_argument(self, action, line);
    if (person_is_long_list(screen) && person_reads_text(screen, place_name(action->place)))
        return choose(self, label); /* further down */
    return type("0");
}

/* --- everything else --- */

static struct trainee_key at_home(struct trainee *self)
{
    static const char *const ways[] = {N_("Lessons"), N_("Practice"), N_("Practice"),
                                       N_("Exam"), N_("Record")};
    self->place = "home";
    if (self->is_back)
        return choose(self, _("Continue"));
    return choose(self, _(ways[self->phase]));
}

static struct trainee_key in_exam(struct trainee *self)
{
    struct screen *screen = self->screen;
    self->place = "exam";
    if (person_sees(screen, _("Done"))) {
        if (!person_reads_text(screen,
                               _("✓ Exam passed. Your trainer can issue the certificate now.")))
            screen_fail(screen, "the exam is not passed");
        struct trainee_key key = choose(self, _("Done"));
        key.is_phase_over = true;
        self->place = "result";
        return key;
    }
    if (person_sees(screen, _("Yes, hand in")))
        return choose(self, _("Yes, hand in"));
    if (person_sees(screen, _("Hand in")))
        return choose(self, _("Hand in"));
    const struct gift_question *question = asked(self);
    if (question) {
        bool is_whole = false;
        struct trainee_key key = answer(self, question, &is_whole);
        key.is_exam_answer = is_whole;
        return key;
    }
    self->place = "exam door";
    return choose(self, person_sees(screen, _("Begin the exam")) ? _("Begin the exam")
                        : person_sees(screen, _("Go on with the exam"))
                            ? _("Go on with the exam")
                            : _("Back"));
}

static struct trainee_key in_lesson(struct trainee *self)
{
    struct screen *screen = self->screen;
    struct trainee_key key;
    bool is_whole = false;
    self->place = "lesson";
    if (person_sees(screen, _("Test me"))) { /* it was over already */
        self->place = "case door";
        key = choose(self, _("Try me"));
        key.is_phase_over = true;
        return key;
    }
    if (person_sees(screen, _("Practise it"))) {
        key = choose(self, _("Practise it"));
        key.is_phase_over = true;
        return key;
    }
    if (person_sees(screen, _("One question")))
        return choose(self, _("One question"));
    if (person_sees(screen, _("Next picture")))
        return choose(self, _("Next picture"));
    const struct gift_question *question = person_sees(screen, _("Go on")) ? NULL : asked(self);
    if (!question) {
        self->place = "verdict";
        return choose(self, _("Go on"));
    }
    key = answer(self, question, &is_whole);
    key.is_answer = is_whole;
    return key;
}

static struct trainee_key in_case(struct trainee *self)
{
    struct screen *screen = self->screen;
    if (person_sees(screen, _("Step by step"))) {
        struct trainee_key key = choose(self, _("Done"));
        key.is_phase_over = true;
        self->place = "debrief";
        return key;
    }
    if (person_sees(screen, _("Test me"))) {
        self->place = "case door";
        if (!screen_shows(screen, cases[self->phase]))
            return type("0"); /* of the case before */
        return choose(self, person_sees(screen, _("Go on where you were"))
                                ? _("Go on where you were")
                                : _("Try me"));
    }
    return act(self);
}

struct trainee_key trainee_decide(struct trainee *self)
{
    struct screen *screen = self->screen;
    if (person_sees(screen, _("I am new here"))) {
        self->place = "sign-in";
        return choose(self, self->name);
    }
    if (person_sees(screen, _("Settings")) && person_sees(screen, _("Lessons")))
        return at_home(self);
    bool is_lessons = person_reads_text(screen, _("Which lesson?"));
    if (is_lessons || person_reads_text(screen, _("Which case?"))) {
        self->place = "list";
        if (is_lessons)
            return self->phase == TRAINEE_LESSON ? choose(self, "L01") : type("0");
        return is_case(self->phase) ? choose(self, cases[self->phase]) : type("0");
    }
    if (self->phase == TRAINEE_LESSON)
        return in_lesson(self);
    if (self->phase == TRAINEE_EXAM && person_sees(screen, _("Test me"))) {
        self->place = "case door";
        return type("0");
    }
    return self->phase == TRAINEE_EXAM ? in_exam(self) : in_case(self);
}

static void begin_phase(struct trainee *self, enum trainee_phase phase)
{
    if (self->run)
        run_free(self->run);
    self->run = NULL;
    self->phase = phase;
    self->steps = self->ticked = 0;
    if (is_case(phase))
        self->run = cases_begin(cases[phase], RUN_TRY, 0);
}

static void note_step(struct trainee *self)
{
    char line[LINE_MAX_BYTES];
    fetch_line(self, line);
    struct run_verdict verdict = cases_act(self->run, line);
    if (!verdict.is_accepted || !verdict.is_good)
        fail_msg("%s: \"%s\" is not what the law wants", cases[self->phase], line);
    self->steps++;
    self->ticked = 0;
}

void trainee_note(struct trainee *self, const struct trainee_key *key)
{
    if (strcmp(self->place, "home") == 0)
        self->is_back = false;
    self->ticked += key->is_tick;
    self->answered += key->is_answer;
    self->exam_answers += key->is_exam_answer;
    if (key->is_step)
        note_step(self);
    if (key->is_phase_over)
        begin_phase(self, self->phase + 1);
}

void trainee_press(struct trainee *self, const struct trainee_key *key)
{
    person_type(self->screen, key->text);
    trainee_note(self, key);
}

void trainee_restart(struct trainee *self, struct screen *screen, enum trainee_phase phase,
                     size_t steps)
{
    self->screen = screen;
    self->is_back = true;
    if (phase != self->phase)
        begin_phase(self, phase);
    while (self->run && self->steps < steps)
        note_step(self);
}

void trainee_release(struct trainee *self)
{
    if (self->run)
        run_free(self->run);
    self->run = NULL;
}
