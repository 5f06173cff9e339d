/* scenario_check.c - a case against the workflow that it plays. */
#include "content/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"

struct check {
    const struct scenario *scenario;
    const struct workflow *workflow;
    struct problems *problems;
};

static const struct yaml_place top = {1, 1};

static void complain(const struct check *self, struct yaml_place at, const char *format,
                     const char *what)
{
    (void)problems_add(self->problems, self->scenario->file, at.line, at.col, "%s: %s '%.60s'",
                       self->workflow->id, format, what);
}

static bool knows(const void *workflow, const char *name, struct expr_value *value)
{
    *value = (struct expr_value){NULL, 0};
    return workflow_knows(workflow, name);
}

static void check_expr(const struct check *self, const struct expr *expr, struct yaml_place at)
{
    const char *unknown = expr == NULL ? NULL : expr_unknown(expr, knows, self->workflow);
    if (unknown != NULL) {
        complain(self, at, _("unknown fact"), unknown);
    }
}

/* A value must be one of its fact's kind: "ture" would be read as 0. */
static bool is_value(enum workflow_fact kind, const char *text)
{
    const size_t digits = strspn(text + (text[0] == '-'), "0123456789");
    int32_t day;
    switch (kind) {
    case WORKFLOW_FLAG:
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    case WORKFLOW_NUMBER:
        return digits > 0 && text[digits + (text[0] == '-')] == '\0';
    case WORKFLOW_DATE:
        return strcmp(text, "0") == 0 || calendar_parse_day(text, &day);
    default:
        return true;
    }
}

static void check_fact(const struct check *self, const struct yaml_pair *fact)
{
    const char *kind = workflow_declaration(self->workflow, fact->key);
    bool is_each;
    if (!workflow_knows(self->workflow, fact->key)) {
        complain(self, fact->at, _("unknown fact"), fact->key);
    } else if (!workflow_can_set(self->workflow, fact->key)) {
        complain(self, fact->at, _("this fact is the program's, it cannot be set:"), fact->key);
    } else if (kind != NULL && !is_value(workflow_fact_kind(kind, &is_each), fact->value)) {
        complain(self, fact->at, _("the value does not fit the fact"), fact->value);
    } else if (strcmp(fact->key, "subject") == 0 && *fact->value != '\0' &&
               scenario_subject(self->scenario, fact->value) < 0) {
        complain(self, fact->at, _("there is no subject"), fact->value);
    }
}

static void check_facts(const struct check *self, const struct yaml_pairs *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        check_fact(self, &facts->items[i]);
    }
}

static void check_policy(const struct check *self, const struct yaml_pairs *policy)
{
    for (size_t i = 0; i < policy->count; i++) {
        struct sbuf name = {0};
        sbuf_addf(&name, "policy.%s", policy->items[i].key);
        if (!workflow_knows(self->workflow, sbuf_text(&name))) {
            complain(self, policy->items[i].at, _("there is no policy"), policy->items[i].key);
        }
        sbuf_release(&name);
    }
}

static bool is_offered(const struct workflow *workflow, const char *list)
{
    const struct workflow_action *actions = workflow->actions.items;
    for (size_t i = 0; i < workflow->actions.count; i++) {
        if (actions[i].choices_from != NULL && strcmp(actions[i].choices_from, list) == 0) {
            return true;
        }
    }
    return false;
}

static void check_choices(const struct check *self, const struct yaml_list *choices)
{
    const struct scenario_choices *lists = choices->items;
    for (size_t i = 0; i < choices->count; i++) {
        const struct workflow_choice *items = lists[i].items.items;
        for (size_t j = 0; is_offered(self->workflow, lists[i].id) && j < lists[i].items.count;
             j++) {
            check_expr(self, items[j].when, top);
        }
    }
}

static bool is_empty(const struct scenario_change *change)
{
    const struct scenario_truth *truth = &change->truth;
    return change->facts.count == 0 && change->policy.count == 0 && change->people.count == 0 &&
           change->particulars.count == 0 && change->choices.count == 0 &&
           change->subjects.items == NULL && change->others.count == 0 &&
           change->workflows.count == 0 && change->lines.count == 0 &&
           change->variant == NULL && truth->outcome == 0 && truth->procedure == 0 &&
           truth->tier == 0 && truth->party == 0 && truth->sole_trader == 0 &&
           truth->factors.items == NULL && truth->item == NULL;
}

/* A seeded option is played under the workflow that was chosen before the seed. */
static void check_option(const struct check *self, const struct scenario_change *option,
                         const char *axis)
{
    const struct scenario_variant *variant =
        option->variant == NULL ? NULL : scenario_variant(self->scenario, option->variant);
    if (option->workflows.count > 0 ||
        (variant != NULL && variant->change.workflows.count > 0)) {
        complain(self, top, _("a seed cannot change the workflow:"), axis);
    }
}

static void check_change(const struct check *self, const struct scenario_change *change,
                         struct yaml_place at, const char *name)
{
    if (change->workflows.count > 0) { /* looked at as a case of its own */
        return;
    }
    check_facts(self, &change->facts);
    check_policy(self, &change->policy);
    check_choices(self, &change->choices);
    if (is_empty(change)) {
        complain(self, at, _("nothing is changed by"), name);
    }
    for (size_t i = 0; i < change->subjects.count; i++) {
        if (scenario_subject(self->scenario, change->subjects.items[i]) < 0) {
            complain(self, at, _("there is no subject"), change->subjects.items[i]);
        }
    }
    if (change->variant != NULL && scenario_variant(self->scenario, change->variant) == NULL) {
        complain(self, at, _("there is no variant"), change->variant);
    }
}

static void check_changes(const struct check *self)
{
    const struct scenario_axis *axes = self->scenario->axes.items;
    const struct scenario_variant *variants = self->scenario->variants.items;
    for (size_t i = 0; i < self->scenario->axes.count; i++) {
        const struct scenario_change *options = axes[i].options.items;
        for (size_t j = 0; j < axes[i].options.count; j++) {
            check_change(self, &options[j], top, axes[i].id);
            check_option(self, &options[j], axes[i].id);
        }
    }
    for (size_t i = 0; i < self->scenario->variants.count; i++) {
        check_change(self, &variants[i].change, variants[i].at, variants[i].id);
    }
    if (self->scenario->twin.id != NULL) {
        const struct scenario_variant *twin = &self->scenario->twin;
        check_change(self, &twin->change, twin->at, twin->id);
    }
}

static bool is_action(const struct check *self, const char *id)
{
    return strcmp(id, "start") == 0 || workflow_action(self->workflow, id) != NULL;
}

static void check_lines(const struct check *self)
{
    const struct scenario_line *lines = self->scenario->lines.items;
    const struct scenario_subject *subjects = self->scenario->subjects.items;
    for (size_t i = 0; i < self->scenario->lines.count; i++) {
        const struct yaml_place at = lines[i].at;
        bool has_person =
            lines[i].who == NULL || scenario_person(self->scenario, lines[i].who) != NULL;
        for (size_t j = 0; !has_person && j < self->scenario->subjects.count; j++) {
            has_person = people_find(&subjects[j].people, lines[i].who) != NULL;
        }
        if (!is_action(self, lines[i].after)) {
            complain(self, at, _("unknown action"), lines[i].after);
        }
        if (!has_person) {
            complain(self, at, _("nobody has the role"), lines[i].who);
        }
        check_expr(self, lines[i].when, at);
    }
}

static void check_mistakes(const struct check *self)
{
    const struct scenario_mistake *mistakes = self->scenario->mistakes.items;
    for (size_t i = 0; i < self->scenario->mistakes.count; i++) {
        for (size_t j = 0; j < mistakes[i].hits.count; j++) {
            const char *hit = mistakes[i].hits.items[j];
            const bool is_dimension = hit[0] == 'R' && hit[1] >= '1' && hit[1] <= '8';
            if (!is_dimension && workflow_critical(self->workflow, hit) == NULL) {
                complain(self, top, _("no critical failure"), hit);
            }
        }
    }
}

static void check_pictures(const struct check *self)
{
    const struct workflow_picture *pictures = self->scenario->pictures.items;
    for (size_t i = 0; i < self->scenario->pictures.count; i++) {
        check_expr(self, pictures[i].when, pictures[i].at);
    }
}

/* What a variant under procedures of its own says itself; NULL for any other case. */
static const struct scenario_change *own_words(const struct scenario *self)
{
    const struct scenario_variant *variant =
        self->is_variant ? scenario_variant(self, self->id) : NULL;
    const bool is_own = variant != NULL && variant->change.workflows.count > 0;
    return is_own ? &variant->change : NULL;
}

void scenario_check(const struct scenario *self, const struct workflow *workflow,
                    struct problems *problems)
{
    const struct check check = {self, workflow, problems};
    const struct scenario_subject *subjects = self->subjects.items;
    const struct scenario_change *own = own_words(self);
    check_facts(&check, own != NULL ? &own->facts : &self->facts);
    check_policy(&check, &self->policy);
    check_choices(&check, &self->choices);
    for (size_t i = 0; i < self->subjects.count; i++) {
        check_facts(&check, &subjects[i].facts);
        check_choices(&check, &subjects[i].choices);
    }
    if (!self->is_view) {
        check_changes(&check);
    }
    check_lines(&check);
    check_pictures(&check);
    if (own == NULL) {
        check_mistakes(&check);
    }
    scenario_check_words(self, workflow, problems);
}
