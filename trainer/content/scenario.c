#include "content/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "content/yaml_fields.h"

/* the first of each is "not named" */
static const char *const outcome_names[] = {"", "none", "order", "warning", "fine", NULL};
static const char *const procedure_names[] = {"", "W1", "W2", NULL};
static const char *const tier_names[] = {"", "base", "refusal", "overdue", "grave", NULL};
static const char *const party_names[] = {"", "person", "org", NULL};
static const char *const yes_names[] = {"", "false", "true", NULL};

/* clang-format off */
static const struct yaml_field person_fields[] = {
    NEEDED(scenario_person, "role", YAML_TEXT, role),
    NEEDED(scenario_person, "name", YAML_BOTH, name),
    FIELD(scenario_person, "cast", YAML_TEXT, cast),
};
TYPE(person, scenario_person, offsetof(struct scenario_person, at));

static const struct yaml_field choices_fields[] = {
    NEEDED(scenario_choices, "id", YAML_TEXT, id),
    LIST(scenario_choices, "items", items, &workflow_choice_type),
};
TYPE(choices, scenario_choices, YAML_NO_PLACE);

static const struct yaml_field line_fields[] = {
    NEEDED(scenario_line, "after", YAML_TEXT, after),
    FIELD(scenario_line, "value", YAML_TEXT, value),
    FIELD(scenario_line, "when", YAML_EXPR, when),
    FIELD(scenario_line, "who", YAML_TEXT, who),
    NEEDED(scenario_line, "text", YAML_BOTH, text),
};
TYPE(line, scenario_line, offsetof(struct scenario_line, at));

static const struct yaml_field truth_fields[] = {
    ENUM(scenario_truth, "outcome", outcome, outcome_names),
    ENUM(scenario_truth, "procedure", procedure, procedure_names),
    ENUM(scenario_truth, "tier", tier, tier_names),
    ENUM(scenario_truth, "party", party, party_names),
    ENUM(scenario_truth, "sole-trader", sole_trader, yes_names),
    FIELD(scenario_truth, "factors", YAML_TEXTS, factors),
    FIELD(scenario_truth, "item", YAML_TEXT, item),
    FIELD(scenario_truth, "target", YAML_INT, target),
};
TYPE(truth, scenario_truth, YAML_NO_PLACE);

static const struct yaml_field subject_fields[] = {
    NEEDED(scenario_subject, "id", YAML_TEXT, id),
    NEEDED(scenario_subject, "label", YAML_BOTH, label),
    FIELD(scenario_subject, "facts", YAML_PAIRS, facts),
    LIST(scenario_subject, "particulars", particulars, &workflow_particular_type),
    LIST(scenario_subject, "choices", choices, &choices_type),
    LIST(scenario_subject, "people", people, &person_type),
    PART(scenario_subject, "truth", truth, &truth_type),
};
TYPE(subject, scenario_subject, offsetof(struct scenario_subject, at));

static const struct yaml_field change_fields[] = {
    FIELD(scenario_change, "facts", YAML_PAIRS, facts),
    FIELD(scenario_change, "policy", YAML_PAIRS, policy),
    LIST(scenario_change, "people", people, &person_type),
    LIST(scenario_change, "particulars", particulars, &workflow_particular_type),
    LIST(scenario_change, "choices", choices, &choices_type),
    PART(scenario_change, "truth", truth, &truth_type),
    FIELD(scenario_change, "subjects", YAML_TEXTS, subjects),
    LIST(scenario_change, "other-subjects", others, &subject_type),
    FIELD(scenario_change, "workflow", YAML_TEXTS, workflows),
    LIST(scenario_change, "lines", lines, &line_type),
    FIELD(scenario_change, "variant", YAML_TEXT, variant),
};
TYPE(change, scenario_change, YAML_NO_PLACE);

static const struct yaml_field axis_fields[] = {
    NEEDED(scenario_axis, "id", YAML_TEXT, id),
    LIST(scenario_axis, "options", options, &change_type),
};
TYPE(axis, scenario_axis, YAML_NO_PLACE);

static const struct yaml_field mistake_fields[] = {
    NEEDED(scenario_mistake, "text", YAML_BOTH, text),
    NEEDED(scenario_mistake, "hits", YAML_TEXTS, hits),
};
TYPE(mistake, scenario_mistake, YAML_NO_PLACE);

static const struct yaml_field variant_fields[] = {
    NEEDED(scenario_variant, "id", YAML_TEXT, id),
    NEEDED(scenario_variant, "title", YAML_BOTH, title),
    FIELD(scenario_variant, "differs", YAML_BOTH, differs),
    PART(scenario_variant, "change", change, &change_type),
};
TYPE(variant, scenario_variant, offsetof(struct scenario_variant, at));

static const struct yaml_field scenario_fields[] = {
    NEEDED(scenario, "id", YAML_TEXT, id),
    NEEDED(scenario, "title", YAML_BOTH, title),
    NEEDED(scenario, "workflow", YAML_TEXTS, workflows),
    NEEDED(scenario, "difficulty", YAML_INT, difficulty),
    NEEDED(scenario, "date", YAML_DAY, date),
    FIELD(scenario, "act-date", YAML_DAY, act_date),
    NEEDED(scenario, "time", YAML_TEXT, time),
    NEEDED(scenario, "weather", YAML_BOTH, weather),
    NEEDED(scenario, "item", YAML_TEXTS, items),
    NEEDED(scenario, "panel", YAML_TEXT, panel),
    LIST(scenario, "pictures", pictures, &workflow_picture_type),
    NEEDED(scenario, "basis", YAML_TEXTS, basis),
    NEEDED(scenario, "briefing", YAML_BOTH, briefing),
    NEEDED(scenario, "debrief", YAML_BOTH, debrief),
    NEEDED(scenario, "trap", YAML_BOTH, trap),
    LIST(scenario, "people", people, &person_type),
    LIST(scenario, "particulars", particulars, &workflow_particular_type),
    LIST(scenario, "choices", choices, &choices_type),
    LIST(scenario, "lines", lines, &line_type),
    LIST(scenario, "variations", axes, &axis_type),
    LIST(scenario, "mistakes", mistakes, &mistake_type),
    FIELD(scenario, "facts", YAML_PAIRS, facts),
    LIST(scenario, "subjects", subjects, &subject_type),
    LIST(scenario, "variants", variants, &variant_type),
    FIELD(scenario, "policy", YAML_PAIRS, policy),
    PART(scenario, "truth", truth, &truth_type),
    PART(scenario, "twin", twin, &variant_type),
};
TYPE(scenario, scenario, YAML_NO_PLACE);
/* clang-format on */

static bool is_time(const char *text)
{
    return strlen(text) == 5 && text[2] == ':' && strspn(text, "0123456789:") == 5 &&
           (text[0] - '0') * 10 + text[1] - '0' < 24 && text[3] < '6';
}

static void check_factors(const struct scenario *self, const struct scenario_truth *truth,
                          struct problems *problems)
{
    for (size_t i = 0; i < truth->factors.count; i++) {
        const char *factor = truth->factors.items[i];
        if (strlen(factor) < 2 || strchr("MA", factor[0]) == NULL) {
            (void)problems_add(problems, self->file, 1, 1, "unknown factor '%s'", factor);
        }
    }
}

/* What can be said about a case without its workflow. */
static void check_alone(const struct scenario *self, struct problems *problems)
{
    const struct scenario_subject *subjects = self->subjects.items;
    const struct scenario_variant *variants = self->variants.items;
    if (!is_time(self->time)) {
        (void)problems_add(problems, self->file, 1, 1, "'%s' is no time like 10:20",
                           self->time);
    }
    if (self->difficulty < 1 || self->difficulty > 5) {
        (void)problems_add(problems, self->file, 1, 1, "difficulty is 1 to 5");
    }
    if (self->workflows.count == 0) {
        (void)problems_add(problems, self->file, 1, 1, "a case needs a workflow");
    }
    if (self->truth.outcome == SCENARIO_UNSAID ||
        (self->truth.outcome == SCENARIO_FINE && self->items.count == 0)) {
        (void)problems_add(problems, self->file, 1, 1,
                           "truth needs an outcome, and a fine needs an item");
    }
    check_factors(self, &self->truth, problems);
    for (size_t i = 0; i < self->subjects.count; i++) {
        check_factors(self, &subjects[i].truth, problems);
        if (scenario_subject(self, subjects[i].id) != (int)i) {
            (void)problems_add(problems, self->file, subjects[i].at.line, subjects[i].at.col,
                               "two subjects are called '%.60s'", subjects[i].id);
        }
    }
    for (size_t i = 0; i < self->variants.count; i++) {
        check_factors(self, &variants[i].change.truth, problems);
    }
}

struct scenario *scenario_read(const char *path, struct problems *problems)
{
    const size_t errors = problems->errors;
    struct scenario *self = xcalloc(1, sizeof *self);
    size_t len;
    char *text = yaml_load(path, &len, self->hash, problems);
    self->file = xstrdup(path);
    if (text != NULL && yaml_fill(path, text, len, &scenario_type, self, problems)) {
        check_alone(self, problems);
    }
    free(text);
    if (problems->errors > errors) {
        scenario_free(self);
        return NULL;
    }
    return self;
}

static void free_view(struct scenario *self)
{
    free(self->facts.items);
    free(self->policy.items);
    free(self->people.items);
    free(self->particulars.items);
    free(self->choices.items);
    free(self->subjects.items);
    free(self);
}

void scenario_free(struct scenario *self)
{
    if (self != NULL && self->is_view) {
        free_view(self);
    } else if (self != NULL) {
        free(self->file);
        yaml_release(&scenario_type, self);
        free(self);
    }
}

int32_t scenario_act_day(const struct scenario *self)
{
    return self->act_date != 0 ? self->act_date : self->date;
}

const struct scenario_person *people_find(const struct yaml_list *list, const char *role)
{
    const struct scenario_person *people = list->items;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(people[i].role, role) == 0) {
            return &people[i];
        }
    }
    return NULL;
}

const struct both *particulars_find(const struct yaml_list *list, const char *id)
{
    const struct workflow_particular *words = list->items;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(words[i].id, id) == 0) {
            return &words[i].text;
        }
    }
    return NULL;
}

const struct scenario_person *scenario_person(const struct scenario *self, const char *role)
{
    return people_find(&self->people, role);
}

const struct both *scenario_particular(const struct scenario *self, const char *id)
{
    return particulars_find(&self->particulars, id);
}

const struct scenario_variant *scenario_variant(const struct scenario *self, const char *id)
{
    const struct scenario_variant *variants = self->variants.items;
    for (size_t i = 0; i < self->variants.count; i++) {
        if (strcmp(variants[i].id, id) == 0) {
            return &variants[i];
        }
    }
    return NULL;
}

int scenario_subject(const struct scenario *self, const char *id)
{
    const struct scenario_subject *subjects = self->subjects.items;
    for (size_t i = 0; i < self->subjects.count; i++) {
        if (strcmp(subjects[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}
