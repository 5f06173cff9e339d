#include "content/scenario.h"

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
        key, YAML_ENUM, offsetof(struct type, member), true, NULL, names                       \
    }
#define PART(type, key, member, of)                                                            \
    {                                                                                          \
        key, YAML_STRUCT, offsetof(struct type, member), false, of, NULL                       \
    }
#define TYPE(name, struct_name, place)                                                         \
    static const struct yaml_type name##_type = {name##_fields,                                \
                                                 sizeof name##_fields / sizeof *name##_fields, \
                                                 sizeof(struct struct_name), place}

static const char *const outcome_names[] = {"none", "warning", "fine", NULL};
static const char *const tier_names[] = {"base", "refusal", "overdue", "grave", NULL};
static const char *const party_names[] = {"person", "org", NULL};

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

static const struct yaml_field particular_fields[] = {
    NEEDED(scenario_particular, "id", YAML_TEXT, id),
    NEEDED(scenario_particular, "text", YAML_BOTH, text),
};
TYPE(particular, scenario_particular, YAML_NO_PLACE);

static const struct yaml_field change_fields[] = {
    FIELD(scenario_change, "facts", YAML_PAIRS, facts),
    LIST(scenario_change, "people", people, &person_type),
    LIST(scenario_change, "particulars", particulars, &particular_type),
};
TYPE(change, scenario_change, YAML_NO_PLACE);

static const struct yaml_field axis_fields[] = {
    NEEDED(scenario_axis, "id", YAML_TEXT, id),
    LIST(scenario_axis, "options", options, &change_type),
};
TYPE(axis, scenario_axis, YAML_NO_PLACE);

static const struct yaml_field truth_fields[] = {
    ENUM(scenario_truth, "outcome", outcome, outcome_names),
    ENUM(scenario_truth, "tier", tier, tier_names),
    ENUM(scenario_truth, "party", party, party_names),
    FIELD(scenario_truth, "sole-trader", YAML_BOOL, is_sole_trader),
    FIELD(scenario_truth, "factors", YAML_TEXTS, factors),
};
TYPE(truth, scenario_truth, YAML_NO_PLACE);

static const struct yaml_field mistake_fields[] = {
    NEEDED(scenario_mistake, "text", YAML_BOTH, text),
    NEEDED(scenario_mistake, "hits", YAML_TEXTS, hits),
};
TYPE(mistake, scenario_mistake, YAML_NO_PLACE);

static const struct yaml_field twin_fields[] = {
    NEEDED(scenario_twin, "id", YAML_TEXT, id),
    NEEDED(scenario_twin, "title", YAML_BOTH, title),
    NEEDED(scenario_twin, "differs", YAML_BOTH, differs),
    PART(scenario_twin, "change", change, &change_type),
};
TYPE(twin, scenario_twin, YAML_NO_PLACE);

static const struct yaml_field scenario_fields[] = {
    NEEDED(scenario, "id", YAML_TEXT, id),
    NEEDED(scenario, "title", YAML_BOTH, title),
    NEEDED(scenario, "workflow", YAML_TEXTS, workflows),
    NEEDED(scenario, "difficulty", YAML_INT, difficulty),
    NEEDED(scenario, "date", YAML_DAY, date),
    NEEDED(scenario, "time", YAML_TEXT, time),
    NEEDED(scenario, "weather", YAML_BOTH, weather),
    NEEDED(scenario, "item", YAML_TEXTS, items),
    NEEDED(scenario, "panel", YAML_TEXT, panel),
    NEEDED(scenario, "basis", YAML_TEXTS, basis),
    NEEDED(scenario, "briefing", YAML_BOTH, briefing),
    NEEDED(scenario, "debrief", YAML_BOTH, debrief),
    NEEDED(scenario, "trap", YAML_BOTH, trap),
    LIST(scenario, "people", people, &person_type),
    LIST(scenario, "particulars", particulars, &particular_type),
    LIST(scenario, "choices", choices, &choices_type),
    LIST(scenario, "lines", lines, &line_type),
    LIST(scenario, "variations", axes, &axis_type),
    LIST(scenario, "mistakes", mistakes, &mistake_type),
    FIELD(scenario, "facts", YAML_PAIRS, facts),
    PART(scenario, "truth", truth, &truth_type),
    PART(scenario, "twin", twin_change, &twin_type),
};
TYPE(scenario, scenario, YAML_NO_PLACE);
/* clang-format on */

static bool is_time(const char *text)
{
    return strlen(text) == 5 && text[2] == ':' && strspn(text, "0123456789:") == 5 &&
           (text[0] - '0') * 10 + text[1] - '0' < 24 && text[3] < '6';
}

/* What can be said about a case without its workflow. */
static void check_alone(const struct scenario *self, struct problems *problems)
{
    if (!is_time(self->time)) {
        (void)problems_add(problems, self->file, 1, 1, "'%s' is no time like 10:20",
                           self->time);
    }
    if (self->difficulty < 1 || self->difficulty > 5) {
        (void)problems_add(problems, self->file, 1, 1, "difficulty is 1 to 5");
    }
    if (self->workflows.count == 0 || self->items.count == 0) {
        (void)problems_add(problems, self->file, 1, 1, "a case needs a workflow and an item");
    }
    for (size_t i = 0; i < self->truth.factors.count; i++) {
        const char *factor = self->truth.factors.items[i];
        if (strlen(factor) < 2 || strchr("MA", factor[0]) == NULL) {
            (void)problems_add(problems, self->file, 1, 1, "unknown factor '%s'", factor);
        }
    }
}

static struct scenario *read_one(const char *path, const char *text, size_t len,
                                 struct problems *problems)
{
    struct scenario *self = xcalloc(1, sizeof *self);
    self->file = xstrdup(path);
    if (!yaml_fill(path, text, len, &scenario_type, self, problems)) {
        scenario_free(self);
        return NULL;
    }
    return self;
}

static void replace_text(struct both *old, struct both *new)
{
    const struct both keep = *old;
    *old = *new;
    *new = keep;
}

static void replace_word(char **old, char **new)
{
    char *keep = *old;
    *old = *new;
    *new = keep;
}

/* Set facts, names and words of `change` in `self`; what was there moves into `change`. */
static void apply_facts(struct scenario *self, struct scenario_change *change)
{
    for (size_t i = 0; i < change->facts.count; i++) {
        size_t j = 0;
        while (j < self->facts.count &&
               strcmp(self->facts.items[j].key, change->facts.items[i].key) != 0) {
            j++;
        }
        if (j == self->facts.count) {
            self->facts.items =
                xreallocarray(self->facts.items, j + 1, sizeof *self->facts.items);
            self->facts.items[self->facts.count++] = (struct yaml_pair){
                xstrdup(change->facts.items[i].key), xstrdup(""), change->facts.items[i].at};
        }
        replace_word(&self->facts.items[j].value, &change->facts.items[i].value);
    }
}

static void apply_texts(struct scenario *self, struct scenario_change *change)
{
    struct scenario_person *people = self->people.items;
    struct scenario_person *new_people = change->people.items;
    struct scenario_particular *words = self->particulars.items;
    struct scenario_particular *new_words = change->particulars.items;
    for (size_t i = 0; i < change->people.count; i++) {
        for (size_t j = 0; j < self->people.count; j++) {
            if (strcmp(people[j].role, new_people[i].role) == 0) {
                replace_text(&people[j].name, &new_people[i].name);
                replace_word(&people[j].cast, &new_people[i].cast);
            }
        }
    }
    for (size_t i = 0; i < change->particulars.count; i++) {
        for (size_t j = 0; j < self->particulars.count; j++) {
            if (strcmp(words[j].id, new_words[i].id) == 0) {
                replace_text(&words[j].text, &new_words[i].text);
            }
        }
    }
}

/* A second reading of the same text, turned into the twin. */
static struct scenario *make_twin(struct scenario *self)
{
    self->is_twin = true;
    self->twin_of = self->id;
    self->id = xstrdup(self->twin_change.id);
    replace_text(&self->title, &self->twin_change.title);
    replace_text(&self->differs, &self->twin_change.differs);
    apply_facts(self, &self->twin_change.change);
    apply_texts(self, &self->twin_change.change);
    return self;
}

struct scenario *scenario_read(const char *path, struct problems *problems)
{
    const size_t errors = problems->errors;
    char hash[65];
    size_t len;
    char *text = yaml_load(path, &len, hash, problems);
    struct scenario *self = text == NULL ? NULL : read_one(path, text, len, problems);
    if (self != NULL) {
        check_alone(self, problems);
        memcpy(self->hash, hash, sizeof hash);
    }
    if (self != NULL && self->twin_change.id != NULL && problems->errors == errors) {
        self->twin = read_one(path, text, len, problems);
        if (self->twin != NULL) {
            memcpy(self->twin->hash, hash, sizeof hash);
            self->twin = make_twin(self->twin);
        }
    }
    free(text);
    if (problems->errors > errors) {
        scenario_free(self);
        return NULL;
    }
    return self;
}

struct scenario *scenario_take_twin(struct scenario *self)
{
    struct scenario *twin_scenario = self->twin;
    self->twin = NULL;
    return twin_scenario;
}

void scenario_free(struct scenario *self)
{
    if (self == NULL) {
        return;
    }
    scenario_free(self->twin);
    both_release(&self->differs);
    free(self->twin_of);
    free(self->file);
    yaml_release(&scenario_type, self);
    free(self);
}

static bool knows(const void *workflow, const char *name, struct expr_value *value)
{
    *value = (struct expr_value){NULL, 0};
    return workflow_knows(workflow, name);
}

static void check_expr(const struct scenario *self, const struct workflow *workflow,
                       const struct expr *expr, struct yaml_place at, struct problems *problems)
{
    const char *unknown = expr == NULL ? NULL : expr_unknown(expr, knows, workflow);
    if (unknown != NULL) {
        (void)problems_add(problems, self->file, at.line, at.col,
                           "workflow %s has no fact '%.60s'", workflow->id, unknown);
    }
}

static void check_facts(const struct scenario *self, const struct yaml_pairs *facts,
                        const struct workflow *workflow, struct problems *problems)
{
    for (size_t i = 0; i < facts->count; i++) {
        if (!workflow_knows(workflow, facts->items[i].key)) {
            (void)problems_add(problems, self->file, facts->items[i].at.line,
                               facts->items[i].at.col, "workflow %s has no fact '%.60s'",
                               workflow->id, facts->items[i].key);
        }
    }
}

static void check_mistakes(const struct scenario *self, const struct workflow *workflow,
                           struct problems *problems)
{
    const struct scenario_mistake *mistakes = self->mistakes.items;
    for (size_t i = 0; i < self->mistakes.count; i++) {
        for (size_t j = 0; j < mistakes[i].hits.count; j++) {
            const char *hit = mistakes[i].hits.items[j];
            const bool is_dimension = hit[0] == 'R' && hit[1] >= '1' && hit[1] <= '8';
            if (!is_dimension && workflow_critical(workflow, hit) == NULL) {
                (void)problems_add(problems, self->file, 1, 1,
                                   "workflow %s has no critical failure '%.20s'", workflow->id,
                                   hit);
            }
        }
    }
}

void scenario_check(const struct scenario *self, const struct workflow *workflow,
                    struct problems *problems)
{
    const struct scenario_line *lines = self->lines.items;
    const struct scenario_choices *lists = self->choices.items;
    const struct scenario_axis *axes = self->axes.items;
    check_facts(self, &self->facts, workflow, problems);
    check_facts(self, &self->twin_change.change.facts, workflow, problems);
    for (size_t i = 0; i < self->axes.count; i++) {
        const struct scenario_change *options = axes[i].options.items;
        for (size_t j = 0; j < axes[i].options.count; j++) {
            check_facts(self, &options[j].facts, workflow, problems);
        }
    }
    for (size_t i = 0; i < self->lines.count; i++) {
        const struct yaml_place at = lines[i].at;
        if (strcmp(lines[i].after, "start") != 0 &&
            workflow_action(workflow, lines[i].after) == NULL) {
            (void)problems_add(problems, self->file, at.line, at.col,
                               "workflow %s has no action '%.60s'", workflow->id,
                               lines[i].after);
        }
        if (lines[i].who != NULL && scenario_person(self, lines[i].who) == NULL) {
            (void)problems_add(problems, self->file, at.line, at.col,
                               "nobody has the role '%.60s'", lines[i].who);
        }
        check_expr(self, workflow, lines[i].when, at, problems);
    }
    for (size_t i = 0; i < self->choices.count; i++) {
        const struct workflow_choice *items = lists[i].items.items;
        for (size_t j = 0; j < lists[i].items.count; j++) {
            check_expr(self, workflow, items[j].when, (struct yaml_place){1, 1}, problems);
        }
    }
    check_mistakes(self, workflow, problems);
    scenario_check_words(self, workflow, problems);
}

const struct scenario_person *scenario_person(const struct scenario *self, const char *role)
{
    const struct scenario_person *people = self->people.items;
    for (size_t i = 0; i < self->people.count; i++) {
        if (strcmp(people[i].role, role) == 0) {
            return &people[i];
        }
    }
    return NULL;
}

const struct both *scenario_particular(const struct scenario *self, const char *id)
{
    const struct scenario_particular *words = self->particulars.items;
    for (size_t i = 0; i < self->particulars.count; i++) {
        if (strcmp(words[i].id, id) == 0) {
            return &words[i].text;
        }
    }
    return NULL;
}
