/* workflow_check.c - what can be wrong in a workflow: in one file, and between the files that
 * are played together. */
#include "content/workflow.h"

#include <stdlib.h>
#include <string.h>

static const char *const place_names[] = {"scene", "talk", "device", "case", NULL};

struct check {
    const struct workflow *workflow; /* joined; a file alone: itself */
    const struct workflow *file;     /* whose parts are looked at */
    bool is_used;                    /* the file is only used: lines may be another's */
    struct problems *problems;
    struct yaml_place at;
};

static void complain(const struct check *self, const char *format, const char *what)
{
    const bool is_alone = self->workflow->files == NULL || self->workflow->file_count == 1;
    (void)problems_add(self->problems, self->file->file, self->at.line, self->at.col,
                       "%s%s%s '%.60s'", is_alone ? "" : self->workflow->id,
                       is_alone ? "" : ": ", format, what);
}

static bool is_number(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

static bool knows(const void *workflow, const char *name, struct expr_value *value)
{
    *value = (struct expr_value){NULL, 0};
    return workflow_knows(workflow, name);
}

static void check_fact(const struct check *self, const char *name)
{
    if (name != NULL && !workflow_knows(self->workflow, name)) {
        complain(self, _("unknown fact"), name);
    }
}

static void check_settable(const struct check *self, const char *name)
{
    if (name != NULL && workflow_knows(self->workflow, name) &&
        !workflow_can_set(self->workflow, name)) {
        complain(self, _("this fact is the program's, it cannot be set:"), name);
    }
}

/* A number, or the name of a fact. */
static void check_count(const struct check *self, const char *text)
{
    if (text != NULL && !is_number(text)) {
        check_fact(self, text);
    }
}

static void check_expr(const struct check *self, const struct expr *expr)
{
    const char *unknown = expr == NULL ? NULL : expr_unknown(expr, knows, self->workflow);
    if (unknown != NULL) {
        complain(self, _("unknown fact"), unknown);
    }
}

/* A file that is only used may hit a line that this workflow does not judge. */
static void check_hit(const struct check *self, const char *hit)
{
    const bool is_line = hit != NULL && hit[0] == 'R';
    if (hit != NULL && workflow_line(self->workflow, hit) == NULL &&
        workflow_critical(self->workflow, hit) == NULL && !(is_line && self->is_used)) {
        complain(self, _("no rubric line or critical failure"), hit);
    }
}

static void check_line_name(const struct check *self, const char *line)
{
    if (line != NULL && workflow_line(self->workflow, line) == NULL && !self->is_used) {
        complain(self, _("unknown rubric line"), line);
    }
}

/* --- between files --------------------------------------------------------------------------
 */

static void check_sets(struct check *self, const struct yaml_pairs *sets)
{
    for (size_t i = 0; i < sets->count; i++) {
        self->at = sets->items[i].at;
        check_fact(self, sets->items[i].key);
        check_settable(self, sets->items[i].key);
        if (sets->items[i].value[0] == '=') {
            check_fact(self, sets->items[i].value + 1);
        }
    }
}

static void check_action(struct check *self, const struct workflow_action *action)
{
    const struct workflow_rule *rules = action->rules.items;
    const struct workflow_choice *choices = action->choices.items;
    self->at = action->at;
    check_fact(self, action->into);
    check_settable(self, action->into);
    check_count(self, action->minutes);
    check_count(self, action->days);
    if (action->waits != NULL && strcmp(action->waits, "next-workday") != 0 &&
        workflow_timer(self->workflow, action->waits) == NULL) {
        complain(self, _("unknown time limit"), action->waits);
    }
    check_expr(self, action->shown);
    for (size_t i = 0; i < action->choices.count; i++) {
        check_expr(self, choices[i].when);
    }
    check_sets(self, &action->sets);
    for (size_t i = 0; i < action->rules.count; i++) {
        self->at = rules[i].at;
        check_expr(self, rules[i].when);
        check_expr(self, rules[i].unless);
        check_hit(self, rules[i].hit);
    }
}

static void check_goal(struct check *self, const struct workflow_goal *goal)
{
    char *action = xstrndup(goal->model, strcspn(goal->model, " "));
    self->at = goal->at;
    check_expr(self, goal->when);
    check_expr(self, goal->done);
    if (workflow_stage(self->workflow, goal->stage) == NULL) {
        complain(self, _("unknown stage"), goal->stage);
    }
    if (workflow_action(self->workflow, action) == NULL) {
        complain(self, _("unknown action"), action);
    }
    if (goal->each != NULL && workflow_action(self->workflow, goal->each) == NULL) {
        complain(self, _("unknown action"), goal->each);
    }
    check_line_name(self, goal->line);
    free(action);
}

static void check_judging(struct check *self)
{
    const struct workflow_goal *goals = self->file->goals.items;
    const struct workflow_line *lines = self->file->lines.items;
    const struct workflow_critical *criticals = self->file->criticals.items;
    for (size_t i = 0; i < self->file->goals.count; i++) {
        check_goal(self, &goals[i]);
    }
    for (size_t i = 0; i < self->file->lines.count; i++) {
        self->at = lines[i].at;
        check_expr(self, lines[i].when);
        check_expr(self, lines[i].met);
    }
    for (size_t i = 0; i < self->file->criticals.count; i++) {
        self->at = criticals[i].at;
        check_line_name(self, criticals[i].line);
    }
}

static void check_pictures(struct check *self)
{
    const struct workflow_picture *pictures = self->file->pictures.items;
    const struct workflow_taught *taught = self->file->taught.items;
    for (size_t i = 0; i < self->file->pictures.count; i++) {
        self->at = pictures[i].at;
        check_expr(self, pictures[i].when);
    }
    for (size_t i = 0; i < self->file->taught.count; i++) {
        self->at = taught[i].at;
        for (size_t j = 0; j < taught[i].of.count; j++) {
            check_hit(self, taught[i].of.items[j]);
        }
    }
}

static void check_outputs(struct check *self)
{
    const struct workflow_light *lights = self->file->lights.items;
    const struct workflow_document *documents = self->file->documents.items;
    const struct workflow_timer *timers = self->file->timers.items;
    const struct workflow_particular *words = self->file->particulars.items;
    self->at = (struct yaml_place){1, 1};
    for (size_t i = 0; i < self->file->lights.count; i++) {
        check_expr(self, lights[i].on);
        check_expr(self, lights[i].bad);
    }
    for (size_t i = 0; i < self->file->particulars.count; i++) {
        check_expr(self, words[i].when);
    }
    for (size_t i = 0; i < self->file->timers.count; i++) {
        self->at = timers[i].at;
        check_expr(self, timers[i].from);
        check_count(self, timers[i].count);
    }
    for (size_t i = 0; i < self->file->documents.count; i++) {
        const struct workflow_field *fields = documents[i].fields.items;
        self->at = documents[i].at;
        check_expr(self, documents[i].made);
        for (size_t j = 0; j < documents[i].fields.count; j++) {
            check_expr(self, fields[j].when);
            check_expr(self, fields[j].blank);
        }
    }
}

static void check_reckoning(struct check *self)
{
    const struct workflow_meter *meter = self->file->meter;
    const struct workflow_fairness *fairness = self->file->fairness;
    self->at = (struct yaml_place){1, 1};
    if (meter != NULL) {
        const char *const facts[] = {meter->fine, meter->received, meter->paid, meter->stopped,
                                     meter->deferred};
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
            check_fact(self, facts[i]);
        }
    }
    if (fairness != NULL) {
        const char *const facts[] = {fairness->outcome, fairness->fine, fairness->reason,
                                     fairness->related, fairness->gap};
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
            check_fact(self, facts[i]);
        }
        for (size_t i = 0; i < fairness->groups.count; i++) {
            check_fact(self, fairness->groups.items[i]);
        }
    }
}

/* A fact that two files declare must be of one kind, or half the conditions lie. */
static void check_kinds(struct check *self)
{
    for (size_t i = 0; i < self->file->facts.count; i++) {
        const struct yaml_pair *fact = &self->file->facts.items[i];
        const char *first = workflow_declaration(self->workflow, fact->key);
        self->at = fact->at;
        if (first != NULL && strcmp(first, fact->value) != 0) {
            complain(self, _("declared as another kind of fact elsewhere:"), fact->key);
        }
    }
}

static void check_file(struct check *self)
{
    const struct workflow_action *actions = self->file->actions.items;
    check_kinds(self);
    for (size_t i = 0; i < self->file->actions.count; i++) {
        check_action(self, &actions[i]);
    }
    check_judging(self);
    check_pictures(self);
    check_outputs(self);
    check_reckoning(self);
    self->at = (struct yaml_place){1, 1};
    if (self->file->over != NULL) {
        check_expr(self, self->file->over);
    }
    check_expr(self, self->file->qr_shown);
}

void workflow_check_file(const struct workflow *self, size_t index, struct problems *problems)
{
    struct check check = {self, self->files[index], index >= self->own_count, problems, {1, 1}};
    check_file(&check);
}

void workflow_check(const struct workflow *self, struct problems *problems)
{
    struct check check = {self, self->files[0], false, problems, {1, 1}};
    for (size_t i = 0; i < self->own_count; i++) {
        check.file = self->files[i];
        if (self->files[i]->over == NULL) {
            complain(&check, _("needs"), "over:");
        }
    }
    check.file = self->files[0];
    if (self->closed.text[LANG_ZH] == NULL || self->not_now.text[LANG_ZH] == NULL) {
        complain(&check, _("needs"), "closed: not-now:");
    }
    for (size_t i = 0; i < self->file_count; i++) {
        workflow_check_file(self, i, problems);
    }
}

/* --- one file -------------------------------------------------------------------------------
 */

static bool is_place(const char *name)
{
    for (size_t i = 0; place_names[i] != NULL; i++) {
        if (strcmp(place_names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void check_action_alone(struct check *self, const struct workflow_action *action)
{
    const bool has_choices = action->choices.count > 0 || action->choices_from != NULL;
    const bool wants_choices = action->kind == WORKFLOW_ITEM || action->kind == WORKFLOW_ONE ||
                               action->kind == WORKFLOW_MANY;
    self->at = action->at;
    if (!is_place(action->place)) {
        complain(self, _("unknown place"), action->place);
    }
    if (has_choices != wants_choices) {
        complain(self, _("choices do not fit the kind of action"), action->id);
    }
    if (workflow_action(self->file, action->id) != action) {
        complain(self, _("two actions are called"), action->id);
    }
}

/* The lines of each dimension R1 … R8 must sum to 100 (domain D.1). */
static void check_lines(struct check *self)
{
    const struct workflow_line *lines = self->file->lines.items;
    int64_t sums[9] = {0};
    for (size_t i = 0; i < self->file->lines.count; i++) {
        self->at = lines[i].at;
        if (workflow_line(self->file, lines[i].id) != &lines[i]) {
            complain(self, _("two rubric lines are called"), lines[i].id);
        }
        if (lines[i].id[0] != 'R' || lines[i].id[1] < '1' || lines[i].id[1] > '8' ||
            lines[i].id[2] != '.' || strlen(lines[i].id) > 15) {
            complain(self, _("a rubric line is called like R3.tell, not"), lines[i].id);
            continue;
        }
        if (lines[i].points < 1 || lines[i].met == NULL) {
            complain(self, _("needs points and 'met':"), lines[i].id);
        }
        sums[lines[i].id[1] - '0'] += lines[i].points;
    }
    for (char dimension = 1; dimension <= 8; dimension++) {
        const char name[] = {'R', (char)('0' + dimension), '\0'};
        if (sums[(int)dimension] != 0 && sums[(int)dimension] != 100) {
            complain(self, _("the points do not sum to 100 in"), name);
        }
    }
}

void workflow_check_alone(const struct workflow *self, struct problems *problems)
{
    struct check check = {self, self, false, problems, {1, 1}};
    const struct workflow_action *actions = self->actions.items;
    const struct workflow_document *documents = self->documents.items;
    for (size_t i = 0; i < self->facts.count; i++) {
        bool is_each;
        check.at = self->facts.items[i].at;
        if (workflow_fact_kind(self->facts.items[i].value, &is_each) == WORKFLOW_NO_FACT) {
            complain(&check, _("a fact is flag, number, word, set or date, not"),
                     self->facts.items[i].value);
        }
    }
    for (size_t i = 0; i < self->actions.count; i++) {
        check_action_alone(&check, &actions[i]);
    }
    check_lines(&check);
    for (size_t i = 0; i < self->documents.count; i++) {
        check.at = documents[i].at;
        if (documents[i].columns < 24 || documents[i].columns > 80) {
            complain(&check, _("columns must be 24 to 80 in"), documents[i].kind);
        }
    }
}
