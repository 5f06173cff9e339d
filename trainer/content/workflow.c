#include "content/workflow.h"

#include <stdlib.h>
#include <string.h>

#define FIELD(type, key, kind, member)                                                         \
    {                                                                                          \
        key, kind, offsetof(struct type, member), false, NULL, NULL                            \
    }
#define NEEDED(type, key, kind, member)                                                        \
    {                                                                                          \
        key, kind, offsetof(struct type, member), true, NULL, NULL                             \
    }
#define LIST(type, key, member, of)                                                            \
    {                                                                                          \
        key, YAML_STRUCTS, offsetof(struct type, member), false, of, NULL                      \
    }
#define ENUM(type, key, member, names)                                                         \
    {                                                                                          \
        key, YAML_ENUM, offsetof(struct type, member), false, NULL, names                      \
    }
#define TYPE(name, struct_name, place)                                                         \
    static const struct yaml_type name##_type = {name##_fields,                                \
                                                 sizeof name##_fields / sizeof *name##_fields, \
                                                 sizeof(struct struct_name), place}

static const char *const kind_names[] = {"none", "item", "money", "one", "many", "text", NULL};
static const char *const measure_names[] = {"met", "discretion", NULL};
static const char *const unit_names[] = {"workdays", "days", "hours", NULL};
static const char *const place_names[] = {"scene", "talk", "device", "case", NULL};
static const char *const fact_kinds[] = {"flag", "number", "word", "set", NULL};
static const char *const builtin_names[] = {
#define X(name, text) text,
    WORKFLOW_BUILTINS(X)
#undef X
        NULL};

/* clang-format off */
static const struct yaml_field choice_fields[] = {
    NEEDED(workflow_choice, "value", YAML_TEXT, value),
    NEEDED(workflow_choice, "label", YAML_BOTH, label),
    FIELD(workflow_choice, "text", YAML_BOTH, text),
    FIELD(workflow_choice, "when", YAML_EXPR, when),
};
const struct yaml_type workflow_choice_type
    = { choice_fields, sizeof choice_fields / sizeof *choice_fields,
        sizeof(struct workflow_choice), YAML_NO_PLACE };

static const struct yaml_field rule_fields[] = {
    NEEDED(workflow_rule, "unless", YAML_EXPR, unless),
    FIELD(workflow_rule, "hit", YAML_TEXT, hit),
    NEEDED(workflow_rule, "why", YAML_BOTH, why),
    FIELD(workflow_rule, "article", YAML_TEXT, article),
};
TYPE(rule, workflow_rule, offsetof(struct workflow_rule, at));

static const struct yaml_field action_fields[] = {
    NEEDED(workflow_action, "id", YAML_TEXT, id),
    NEEDED(workflow_action, "label", YAML_BOTH, label),
    FIELD(workflow_action, "prompt", YAML_BOTH, prompt),
    NEEDED(workflow_action, "place", YAML_TEXT, place),
    ENUM(workflow_action, "kind", kind, kind_names),
    LIST(workflow_action, "choices", choices, &workflow_choice_type),
    FIELD(workflow_action, "choices-from", YAML_TEXT, choices_from),
    FIELD(workflow_action, "shown", YAML_EXPR, shown),
    FIELD(workflow_action, "trap", YAML_BOOL, is_trap),
    LIST(workflow_action, "rules", rules, &rule_type),
    FIELD(workflow_action, "sets", YAML_PAIRS, sets),
    FIELD(workflow_action, "into", YAML_TEXT, into),
    FIELD(workflow_action, "minutes", YAML_TEXT, minutes),
    FIELD(workflow_action, "says", YAML_BOTH, says),
    FIELD(workflow_action, "done", YAML_BOTH, done),
};
TYPE(action, workflow_action, offsetof(struct workflow_action, at));

static const struct yaml_field stage_fields[] = {
    NEEDED(workflow_stage, "id", YAML_TEXT, id),
    NEEDED(workflow_stage, "label", YAML_BOTH, label),
};
TYPE(stage, workflow_stage, YAML_NO_PLACE);

static const struct yaml_field goal_fields[] = {
    NEEDED(workflow_goal, "id", YAML_TEXT, id),
    NEEDED(workflow_goal, "stage", YAML_TEXT, stage),
    FIELD(workflow_goal, "when", YAML_EXPR, when),
    NEEDED(workflow_goal, "done", YAML_EXPR, done),
    NEEDED(workflow_goal, "do", YAML_TEXT, model),
    FIELD(workflow_goal, "line", YAML_TEXT, line),
    NEEDED(workflow_goal, "nudge", YAML_BOTH, nudge),
    NEEDED(workflow_goal, "why", YAML_BOTH, why),
    FIELD(workflow_goal, "article", YAML_TEXT, article),
};
TYPE(goal, workflow_goal, offsetof(struct workflow_goal, at));

static const struct yaml_field line_fields[] = {
    NEEDED(workflow_line, "id", YAML_TEXT, id),
    NEEDED(workflow_line, "points", YAML_INT, points),
    FIELD(workflow_line, "when", YAML_EXPR, when),
    FIELD(workflow_line, "met", YAML_EXPR, met),
    ENUM(workflow_line, "measure", measure, measure_names),
    NEEDED(workflow_line, "text", YAML_BOTH, text),
    FIELD(workflow_line, "article", YAML_TEXT, article),
};
TYPE(line, workflow_line, offsetof(struct workflow_line, at));

static const struct yaml_field critical_fields[] = {
    NEEDED(workflow_critical, "id", YAML_TEXT, id),
    NEEDED(workflow_critical, "article", YAML_TEXT, article),
    FIELD(workflow_critical, "line", YAML_TEXT, line),
    NEEDED(workflow_critical, "text", YAML_BOTH, text),
};
TYPE(critical, workflow_critical, offsetof(struct workflow_critical, at));

static const struct yaml_field light_fields[] = {
    NEEDED(workflow_light, "id", YAML_TEXT, id),
    NEEDED(workflow_light, "label", YAML_BOTH, label),
    NEEDED(workflow_light, "on", YAML_EXPR, on),
    FIELD(workflow_light, "bad", YAML_EXPR, bad),
};
TYPE(light, workflow_light, YAML_NO_PLACE);

static const struct yaml_field field_fields[] = {
    NEEDED(workflow_field, "label", YAML_BOTH, label),
    NEEDED(workflow_field, "value", YAML_BOTH, value),
    FIELD(workflow_field, "mandatory", YAML_BOOL, is_mandatory),
    FIELD(workflow_field, "when", YAML_EXPR, when),
    FIELD(workflow_field, "blank", YAML_EXPR, blank),
    FIELD(workflow_field, "article", YAML_TEXT, article),
};
TYPE(field, workflow_field, YAML_NO_PLACE);

static const struct yaml_field document_fields[] = {
    NEEDED(workflow_document, "kind", YAML_TEXT, kind),
    NEEDED(workflow_document, "title", YAML_BOTH, title),
    FIELD(workflow_document, "intro", YAML_BOTH, intro),
    FIELD(workflow_document, "foot", YAML_BOTH, foot),
    FIELD(workflow_document, "number", YAML_TEXT, number),
    NEEDED(workflow_document, "made", YAML_EXPR, made),
    NEEDED(workflow_document, "columns", YAML_INT, columns),
    LIST(workflow_document, "fields", fields, &field_type),
};
TYPE(document, workflow_document, offsetof(struct workflow_document, at));

static const struct yaml_field timer_fields[] = {
    NEEDED(workflow_timer, "id", YAML_TEXT, id),
    NEEDED(workflow_timer, "label", YAML_BOTH, label),
    NEEDED(workflow_timer, "count", YAML_INT, count),
    ENUM(workflow_timer, "unit", unit, unit_names),
    FIELD(workflow_timer, "article", YAML_TEXT, article),
};
TYPE(timer, workflow_timer, YAML_NO_PLACE);

static const struct yaml_field workflow_fields[] = {
    NEEDED(workflow, "id", YAML_TEXT, id),
    NEEDED(workflow, "title", YAML_BOTH, title),
    NEEDED(workflow, "facts", YAML_PAIRS, facts),
    LIST(workflow, "stages", stages, &stage_type),
    LIST(workflow, "actions", actions, &action_type),
    LIST(workflow, "goals", goals, &goal_type),
    LIST(workflow, "lines", lines, &line_type),
    LIST(workflow, "criticals", criticals, &critical_type),
    LIST(workflow, "lights", lights, &light_type),
    LIST(workflow, "form", form, &field_type),
    LIST(workflow, "documents", documents, &document_type),
    LIST(workflow, "timers", timers, &timer_type),
    NEEDED(workflow, "over", YAML_EXPR, over),
    NEEDED(workflow, "closed", YAML_BOTH, closed),
    NEEDED(workflow, "not-now", YAML_BOTH, not_now),
    FIELD(workflow, "qr", YAML_TEXT, qr),
    FIELD(workflow, "qr-shown", YAML_EXPR, qr_shown),
};
TYPE(workflow, workflow, YAML_NO_PLACE);
/* clang-format on */

static bool is_one_of(const char *const *names, const char *name)
{
    for (; *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

bool workflow_knows(const struct workflow *self, const char *fact)
{
    const char *dot = strchr(fact, '.');
    for (size_t i = 0; i < self->facts.count; i++) {
        const struct yaml_pair *pair = &self->facts.items[i];
        const bool is_set = strcmp(pair->value, "set") == 0;
        if (dot == NULL ? strcmp(pair->key, fact) == 0
                        : is_set && strncmp(pair->key, fact, (size_t)(dot - fact)) == 0 &&
                              pair->key[dot - fact] == '\0') {
            return true;
        }
    }
    return is_one_of(builtin_names, fact);
}

static bool knows(const void *workflow, const char *name, struct expr_value *value)
{
    *value = (struct expr_value){NULL, 0};
    return workflow_knows(workflow, name);
}

struct check {
    const struct workflow *workflow;
    struct problems *problems;
    struct yaml_place at;
};

static void complain(const struct check *self, const char *format, const char *what)
{
    (void)problems_add(self->problems, self->workflow->file, self->at.line, self->at.col,
                       "%s '%.60s'", format, what);
}

static void check_expr(const struct check *self, const struct expr *expr)
{
    const char *unknown = expr == NULL ? NULL : expr_unknown(expr, knows, self->workflow);
    if (unknown != NULL) {
        complain(self, _("unknown fact"), unknown);
    }
}

static void check_hit(const struct check *self, const char *hit)
{
    if (hit != NULL && workflow_line(self->workflow, hit) == NULL &&
        workflow_critical(self->workflow, hit) == NULL) {
        complain(self, _("no rubric line or critical failure"), hit);
    }
}

static void check_action(struct check *self, const struct workflow_action *action)
{
    const struct workflow_rule *rules = action->rules.items;
    const struct workflow_choice *choices = action->choices.items;
    const bool has_choices = action->choices.count > 0 || action->choices_from != NULL;
    self->at = action->at;
    if (!is_one_of(place_names, action->place)) {
        complain(self, _("unknown place"), action->place);
    }
    if (has_choices == (action->kind == WORKFLOW_NONE || action->kind == WORKFLOW_MONEY ||
                        action->kind == WORKFLOW_TEXT)) {
        complain(self, _("choices do not fit the kind of action"), action->id);
    }
    if (action->into != NULL && !workflow_knows(self->workflow, action->into)) {
        complain(self, _("unknown fact"), action->into);
    }
    check_expr(self, action->shown);
    for (size_t i = 0; i < action->choices.count; i++) {
        check_expr(self, choices[i].when);
    }
    for (size_t i = 0; i < action->sets.count; i++) {
        const struct yaml_pair *pair = &action->sets.items[i];
        self->at = pair->at;
        if (!workflow_knows(self->workflow, pair->key)) {
            complain(self, _("unknown fact"), pair->key);
        }
        if (pair->value[0] == '=' && !workflow_knows(self->workflow, pair->value + 1)) {
            complain(self, _("unknown fact"), pair->value + 1);
        }
    }
    for (size_t i = 0; i < action->rules.count; i++) {
        self->at = rules[i].at;
        check_expr(self, rules[i].unless);
        check_hit(self, rules[i].hit);
    }
}

static void check_goal(struct check *self, const struct workflow_goal *goal)
{
    const struct workflow_stage *stages = self->workflow->stages.items;
    char *action = xstrndup(goal->model, strcspn(goal->model, " "));
    bool has_stage = false;
    self->at = goal->at;
    check_expr(self, goal->when);
    check_expr(self, goal->done);
    for (size_t i = 0; i < self->workflow->stages.count; i++) {
        has_stage = has_stage || strcmp(stages[i].id, goal->stage) == 0;
    }
    if (!has_stage) {
        complain(self, _("unknown stage"), goal->stage);
    }
    if (workflow_action(self->workflow, action) == NULL) {
        complain(self, _("unknown action"), action);
    }
    if (goal->line != NULL && workflow_line(self->workflow, goal->line) == NULL) {
        complain(self, _("unknown rubric line"), goal->line);
    }
    free(action);
}

/* The lines of each dimension R1 … R8 must sum to 100 (domain D.1). */
static void check_lines(struct check *self)
{
    const struct workflow_line *lines = self->workflow->lines.items;
    int64_t sums[9] = {0};
    for (size_t i = 0; i < self->workflow->lines.count; i++) {
        self->at = lines[i].at;
        check_expr(self, lines[i].when);
        check_expr(self, lines[i].met);
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
    const struct workflow_critical *criticals = self->workflow->criticals.items;
    for (size_t i = 0; i < self->workflow->criticals.count; i++) {
        self->at = criticals[i].at;
        if (criticals[i].line != NULL &&
            workflow_line(self->workflow, criticals[i].line) == NULL) {
            complain(self, _("unknown rubric line"), criticals[i].line);
        }
    }
    for (char dimension = 1; dimension <= 8; dimension++) {
        const char name[] = {'R', (char)('0' + dimension), '\0'};
        if (sums[(int)dimension] != 0 && sums[(int)dimension] != 100) {
            complain(self, _("the points do not sum to 100 in"), name);
        }
    }
}

static void check_ids(struct check *self)
{
    const struct workflow_action *actions = self->workflow->actions.items;
    const struct workflow_line *lines = self->workflow->lines.items;
    for (size_t i = 0; i < self->workflow->actions.count; i++) {
        if (workflow_action(self->workflow, actions[i].id) != &actions[i]) {
            self->at = actions[i].at;
            complain(self, _("two actions are called"), actions[i].id);
        }
    }
    for (size_t i = 0; i < self->workflow->lines.count; i++) {
        if (workflow_line(self->workflow, lines[i].id) != &lines[i]) {
            self->at = lines[i].at;
            complain(self, _("two rubric lines are called"), lines[i].id);
        }
    }
    for (size_t i = 0; i < self->workflow->facts.count; i++) {
        if (!is_one_of(fact_kinds, self->workflow->facts.items[i].value)) {
            self->at = self->workflow->facts.items[i].at;
            complain(self, _("a fact is flag, number, word or set, not"),
                     self->workflow->facts.items[i].value);
        }
    }
}

static void check_outputs(struct check *self)
{
    const struct workflow_light *lights = self->workflow->lights.items;
    const struct workflow_document *documents = self->workflow->documents.items;
    for (size_t i = 0; i < self->workflow->lights.count; i++) {
        check_expr(self, lights[i].on);
        check_expr(self, lights[i].bad);
    }
    for (size_t i = 0; i < self->workflow->documents.count; i++) {
        const struct workflow_field *fields = documents[i].fields.items;
        self->at = documents[i].at;
        check_expr(self, documents[i].made);
        if (documents[i].columns < 24 || documents[i].columns > 80) {
            complain(self, _("columns must be 24 to 80 in"), documents[i].kind);
        }
        for (size_t j = 0; j < documents[i].fields.count; j++) {
            check_expr(self, fields[j].when);
            check_expr(self, fields[j].blank);
        }
    }
}

static void check_all(struct workflow *workflow, struct problems *problems)
{
    struct check self = {workflow, problems, {1, 1}};
    const struct workflow_action *actions = workflow->actions.items;
    const struct workflow_goal *goals = workflow->goals.items;
    check_ids(&self);
    for (size_t i = 0; i < workflow->actions.count; i++) {
        check_action(&self, &actions[i]);
    }
    for (size_t i = 0; i < workflow->goals.count; i++) {
        check_goal(&self, &goals[i]);
    }
    check_lines(&self);
    check_outputs(&self);
    self.at = (struct yaml_place){1, 1};
    check_expr(&self, workflow->over);
    check_expr(&self, workflow->qr_shown);
}

struct workflow *workflow_read(const char *path, struct problems *problems)
{
    const size_t errors = problems->errors;
    struct workflow *self = xcalloc(1, sizeof *self);
    size_t len;
    char *text = yaml_load(path, &len, self->hash, problems);
    self->file = xstrdup(path);
    if (text != NULL && yaml_fill(path, text, len, &workflow_type, self, problems)) {
        check_all(self, problems);
    }
    free(text);
    if (problems->errors > errors) {
        workflow_free(self);
        return NULL;
    }
    return self;
}

void workflow_free(struct workflow *self)
{
    if (self != NULL) {
        free(self->file);
        yaml_release(&workflow_type, self);
        free(self);
    }
}

const struct workflow_action *workflow_action(const struct workflow *self, const char *id)
{
    const struct workflow_action *actions = self->actions.items;
    for (size_t i = 0; i < self->actions.count; i++) {
        if (strcmp(actions[i].id, id) == 0) {
            return &actions[i];
        }
    }
    return NULL;
}

const struct workflow_line *workflow_line(const struct workflow *self, const char *id)
{
    const struct workflow_line *lines = self->lines.items;
    for (size_t i = 0; i < self->lines.count; i++) {
        if (strcmp(lines[i].id, id) == 0) {
            return &lines[i];
        }
    }
    return NULL;
}

const struct workflow_critical *workflow_critical(const struct workflow *self, const char *id)
{
    const struct workflow_critical *criticals = self->criticals.items;
    for (size_t i = 0; i < self->criticals.count; i++) {
        if (strcmp(criticals[i].id, id) == 0) {
            return &criticals[i];
        }
    }
    return NULL;
}
