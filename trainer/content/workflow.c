#include "content/workflow.h"

#include <stdlib.h>
#include <string.h>

#include "content/yaml_fields.h"

static const char *const kind_names[] = {"none", "item", "money",  "one",
                                         "many", "text", "number", NULL};
static const char *const measure_names[] = {
    "met", "discretion", "audit", "audit-f1", "audit-severity", "plan", NULL};
static const char *const unit_names[] = {"workdays", "days", "hours", "months", NULL};

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
    FIELD(workflow_rule, "when", YAML_EXPR, when),
    NEEDED(workflow_rule, "unless", YAML_EXPR, unless),
    FIELD(workflow_rule, "hit", YAML_TEXT, hit),
    FIELD(workflow_rule, "guide", YAML_BOOL, is_guide),
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
    FIELD(workflow_action, "whole", YAML_BOOL, is_whole),
    FIELD(workflow_action, "minutes", YAML_TEXT, minutes),
    FIELD(workflow_action, "days", YAML_TEXT, days),
    FIELD(workflow_action, "waits", YAML_TEXT, waits),
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
    FIELD(workflow_goal, "each", YAML_TEXT, each),
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
    FIELD(workflow_line, "each", YAML_BOOL, is_each),
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

static const struct yaml_field particular_fields[] = {
    NEEDED(workflow_particular, "id", YAML_TEXT, id),
    NEEDED(workflow_particular, "text", YAML_BOTH, text),
};
const struct yaml_type workflow_particular_type
    = { particular_fields, sizeof particular_fields / sizeof *particular_fields,
        sizeof(struct workflow_particular), YAML_NO_PLACE };

static const struct yaml_field saying_fields[] = {
    NEEDED(workflow_particular, "id", YAML_TEXT, id),
    NEEDED(workflow_particular, "text", YAML_BOTH, text),
    FIELD(workflow_particular, "when", YAML_EXPR, when),
};
TYPE(saying, workflow_particular, YAML_NO_PLACE);

static const struct yaml_field light_fields[] = {
    NEEDED(workflow_light, "id", YAML_TEXT, id),
    NEEDED(workflow_light, "label", YAML_BOTH, label),
    NEEDED(workflow_light, "on", YAML_EXPR, on),
    FIELD(workflow_light, "bad", YAML_EXPR, bad),
};
TYPE(light, workflow_light, YAML_NO_PLACE);

static const struct yaml_field picture_fields[] = {
    NEEDED(workflow_picture, "panel", YAML_TEXT, panel),
    NEEDED(workflow_picture, "when", YAML_EXPR, when),
    FIELD(workflow_picture, "progress", YAML_BOTH, progress),
};
const struct yaml_type workflow_picture_type
    = { picture_fields, sizeof picture_fields / sizeof *picture_fields,
        sizeof(struct workflow_picture), offsetof(struct workflow_picture, at) };

static const struct yaml_field taught_fields[] = {
    NEEDED(workflow_taught, "panel", YAML_TEXT, panel),
    NEEDED(workflow_taught, "of", YAML_TEXTS, of),
};
TYPE(taught, workflow_taught, offsetof(struct workflow_taught, at));

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
    FIELD(workflow_document, "each", YAML_BOOL, is_each),
    NEEDED(workflow_document, "made", YAML_EXPR, made),
    NEEDED(workflow_document, "columns", YAML_INT, columns),
    LIST(workflow_document, "fields", fields, &field_type),
};
TYPE(document, workflow_document, offsetof(struct workflow_document, at));

static const struct yaml_field timer_fields[] = {
    NEEDED(workflow_timer, "id", YAML_TEXT, id),
    NEEDED(workflow_timer, "label", YAML_BOTH, label),
    NEEDED(workflow_timer, "count", YAML_TEXT, count),
    ENUM(workflow_timer, "unit", unit, unit_names),
    FIELD(workflow_timer, "from", YAML_EXPR, from),
    FIELD(workflow_timer, "article", YAML_TEXT, article),
};
TYPE(timer, workflow_timer, offsetof(struct workflow_timer, at));

static const struct yaml_field meter_fields[] = {
    NEEDED(workflow_meter, "fine", YAML_TEXT, fine),
    NEEDED(workflow_meter, "received", YAML_TEXT, received),
    NEEDED(workflow_meter, "paid", YAML_TEXT, paid),
    NEEDED(workflow_meter, "stopped", YAML_TEXT, stopped),
    NEEDED(workflow_meter, "deferred", YAML_TEXT, deferred),
};
TYPE(meter, workflow_meter, YAML_NO_PLACE);

static const struct yaml_field fairness_fields[] = {
    NEEDED(workflow_fairness, "outcome", YAML_TEXT, outcome),
    NEEDED(workflow_fairness, "fine", YAML_TEXT, fine),
    NEEDED(workflow_fairness, "reason", YAML_TEXT, reason),
    NEEDED(workflow_fairness, "related", YAML_TEXT, related),
    NEEDED(workflow_fairness, "gap", YAML_TEXT, gap),
    FIELD(workflow_fairness, "groups", YAML_TEXTS, groups),
};
TYPE(fairness, workflow_fairness, YAML_NO_PLACE);

static const struct yaml_field workflow_fields[] = {
    NEEDED(workflow, "id", YAML_TEXT, id),
    NEEDED(workflow, "title", YAML_BOTH, title),
    FIELD(workflow, "uses", YAML_TEXTS, uses),
    NEEDED(workflow, "facts", YAML_PAIRS, facts),
    LIST(workflow, "stages", stages, &stage_type),
    LIST(workflow, "actions", actions, &action_type),
    LIST(workflow, "goals", goals, &goal_type),
    LIST(workflow, "lines", lines, &line_type),
    LIST(workflow, "criticals", criticals, &critical_type),
    LIST(workflow, "lights", lights, &light_type),
    LIST(workflow, "pictures", pictures, &workflow_picture_type),
    LIST(workflow, "taught", taught, &taught_type),
    LIST(workflow, "form", form, &field_type),
    LIST(workflow, "documents", documents, &document_type),
    LIST(workflow, "particulars", particulars, &saying_type),
    LIST(workflow, "timers", timers, &timer_type),
    FIELD(workflow, "over", YAML_EXPR, over),
    FIELD(workflow, "closed", YAML_BOTH, closed),
    FIELD(workflow, "not-now", YAML_BOTH, not_now),
    ONE(workflow, "meter", meter, &meter_type),
    ONE(workflow, "fairness", fairness, &fairness_type),
    FIELD(workflow, "qr", YAML_TEXT, qr),
    FIELD(workflow, "qr-shown", YAML_EXPR, qr_shown),
    FIELD(workflow, "qr-words", YAML_BOTH, qr_words),
};
TYPE(workflow, workflow, YAML_NO_PLACE);
/* clang-format on */

struct workflow *workflow_read(const char *path, struct problems *problems)
{
    const size_t errors = problems->errors;
    struct workflow *self = xcalloc(1, sizeof *self);
    size_t len;
    char *text = yaml_load(path, &len, self->hash, problems);
    self->file = xstrdup(path);
    if (text != NULL && yaml_fill(path, text, len, &workflow_type, self, problems)) {
        workflow_order_facts(self);
        workflow_check_alone(self, problems);
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
    if (self == NULL) {
        return;
    }
    free(self->facts_by_name);
    if (self->files != NULL) {
        workflow_part(self);
    } else {
        free(self->file);
        yaml_release(&workflow_type, self);
    }
    free(self);
}

#define FINDER(kind, list)                                                                     \
    const struct workflow_##kind *workflow_##kind(const struct workflow *self, const char *id) \
    {                                                                                          \
        const struct workflow_##kind *parts = self->list.items;                                \
        for (size_t i = 0; id != NULL && i < self->list.count; i++) {                          \
            if (strcmp(parts[i].id, id) == 0) {                                                \
                return &parts[i];                                                              \
            }                                                                                  \
        }                                                                                      \
        return NULL;                                                                           \
    }

FINDER(action, actions)
FINDER(line, lines)
FINDER(critical, criticals)
FINDER(timer, timers)
FINDER(stage, stages)
FINDER(particular, particulars)

const char *workflow_lesson_panel(const struct workflow *self, const char *rule)
{
    const struct workflow_taught *taught = self->taught.items;
    for (size_t i = 0; i < self->taught.count; i++) {
        for (size_t j = 0; j < taught[i].of.count; j++) {
            if (strcmp(taught[i].of.items[j], rule) == 0) {
                return taught[i].panel;
            }
        }
    }
    return NULL;
}
