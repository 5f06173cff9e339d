#include "sim/machine.h"

#include <stdlib.h>
#include <string.h>

static const char *const builtin_names[] = {
#define X(name, text) text,
    WORKFLOW_BUILTINS(X)
#undef X
};

static bool is_word_builtin(size_t builtin)
{
    return builtin == MACHINE_CASE_ITEM || builtin == MACHINE_RIGHT_GRADE ||
           builtin == MACHINE_RIGHT_FACTORS;
}

/* --- slots ----------------------------------------------------------------------------------
 */

static void slot_add(struct machine *self, const char *set, const char *name, bool is_word)
{
    struct sbuf full = {0};
    sbuf_addf(&full, "%s%s%s", set == NULL ? "" : set, set == NULL ? "" : ".", name);
    for (size_t i = 0; i < self->slot_count; i++) {
        if (strcmp(self->slots[i].name, sbuf_text(&full)) == 0) {
            sbuf_release(&full);
            return;
        }
    }
    self->slots = xreallocarray(self->slots, self->slot_count + 1, sizeof *self->slots);
    self->slots[self->slot_count++] =
        (struct machine_slot){sbuf_take(&full), is_word, 0, is_word ? "" : NULL};
}

static int by_name(const void *a, const void *b)
{
    const struct machine_slot *left = a, *right = b;
    return strcmp(left->name, right->name);
}

static struct machine_slot *slot_find(const struct machine *self, const char *name)
{
    size_t low = 0, high = self->slot_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const int order = strcmp(name, self->slots[middle].name);
        if (order == 0) {
            return &self->slots[middle];
        }
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return NULL;
}

static bool is_set(const struct workflow *workflow, const char *fact)
{
    const char *kind = yaml_pairs_get(&workflow->facts, fact);
    return kind != NULL && strcmp(kind, "set") == 0;
}

static void make_slots(struct machine *self)
{
    const struct yaml_pairs *facts = &self->workflow->facts;
    const struct workflow_action *actions = self->workflow->actions.items;
    for (size_t i = 0; i < facts->count; i++) {
        if (strcmp(facts->items[i].value, "set") != 0) {
            slot_add(self, NULL, facts->items[i].key,
                     strcmp(facts->items[i].value, "word") == 0);
        }
    }
    for (size_t i = 0; i < self->workflow->actions.count; i++) {
        size_t count;
        const struct workflow_choice *choices = machine_choices(self, &actions[i], &count);
        const bool fills_set =
            actions[i].into != NULL && is_set(self->workflow, actions[i].into);
        for (size_t j = 0; fills_set && j < count; j++) {
            slot_add(self, actions[i].into, choices[j].value, false);
        }
    }
    for (size_t i = 0; i < MACHINE_BUILTINS; i++) {
        slot_add(self, NULL, builtin_names[i], is_word_builtin(i));
    }
    qsort(self->slots, self->slot_count, sizeof *self->slots, by_name);
    for (size_t i = 0; i < MACHINE_BUILTINS; i++) {
        self->builtins[i] = (size_t)(slot_find(self, builtin_names[i]) - self->slots);
    }
}

static struct machine_slot *builtin(struct machine *self, enum machine_builtin which)
{
    return &self->slots[self->builtins[which]];
}

const char *machine_keep(struct machine *self, const char *text, size_t len)
{
    for (size_t i = 0; i < self->pool_count; i++) {
        if (strlen(self->pool[i]) == len && memcmp(self->pool[i], text, len) == 0) {
            return self->pool[i];
        }
    }
    self->pool = xreallocarray(self->pool, self->pool_count + 1, sizeof *self->pool);
    self->pool[self->pool_count] = xstrndup(text, len);
    return self->pool[self->pool_count++];
}

/* --- values ---------------------------------------------------------------------------------
 */

static bool lookup(const void *context, const char *name, struct expr_value *value)
{
    const struct machine *self = context;
    const struct machine_slot *slot = slot_find(self, name);
    if (slot == NULL) {
        /* a member that no choice of this case can set */
        *value = (struct expr_value){NULL, 0};
        return workflow_knows(self->workflow, name);
    }
    *value = (struct expr_value){slot->word, slot->number};
    return true;
}

bool machine_fact(const struct machine *self, const char *name, struct expr_value *value)
{
    return lookup(self, name, value);
}

bool machine_holds(const struct machine *self, const struct expr *expr)
{
    return expr == NULL || expr_holds(expr, lookup, self);
}

int64_t machine_number(const struct machine *self, const char *name)
{
    const struct machine_slot *slot = slot_find(self, name);
    return slot == NULL ? 0 : slot->number;
}

const char *machine_word(const struct machine *self, const char *name)
{
    const struct machine_slot *slot = slot_find(self, name);
    return slot == NULL || slot->word == NULL ? "" : slot->word;
}

bool machine_has(const struct machine *self, const char *set, const char *member)
{
    struct sbuf name = {0};
    sbuf_addf(&name, "%s.%s", set, member);
    const bool has = machine_number(self, sbuf_text(&name)) != 0;
    sbuf_release(&name);
    return has;
}

/* A fact written as in YAML: true, false, a number, a word or "=fact". */
static void slot_write(struct machine *self, const char *name, const char *text)
{
    struct machine_slot *slot = slot_find(self, name);
    struct expr_value value = {NULL, 0};
    if (slot == NULL) {
        return; /* a member that this case has no choice for */
    }
    if (text[0] == '=') {
        (void)lookup(self, text + 1, &value);
    } else if (slot->is_word) {
        value.word = text;
    } else {
        value.number = strcmp(text, "true") == 0 ? 1 : strtoll(text, NULL, 10);
    }
    slot->number = slot->is_word ? 0 : value.number;
    slot->word = slot->is_word ? (value.word == NULL ? "" : value.word) : NULL;
}

static void write_pairs(struct machine *self, const struct yaml_pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        slot_write(self, pairs->items[i].key, pairs->items[i].value);
    }
}

const struct catalog_item *machine_item(const struct machine *self)
{
    const char *code = machine_word(self, "item");
    return *code == '\0' ? NULL
                         : catalog_find(self->course->catalog, code, self->scenario->date);
}

/* What follows from the item chosen: the range that the facts open. */
static void derive(struct machine *self)
{
    const struct catalog_item *item = machine_item(self);
    const struct catalog_band *band =
        item == NULL ? NULL
                     : catalog_band(item, (enum catalog_tier)self->scenario->truth.tier,
                                    (enum catalog_party)self->scenario->truth.party);
    builtin(self, MACHINE_HAS_RANGE)->number = band != NULL;
    builtin(self, MACHINE_RANGE_MIN)->number = band == NULL ? 0 : band->min;
    builtin(self, MACHINE_RANGE_MAX)->number = band == NULL ? 0 : band->max;
}

/* A document keeps the time at which it was made. */
static void note_documents(struct machine *self)
{
    const struct workflow_document *documents = self->workflow->documents.items;
    for (size_t i = 0; i < self->workflow->documents.count; i++) {
        const bool is_made = machine_holds(self, documents[i].made);
        if (!is_made || self->made_at[i] < 0) {
            self->made_at[i] = is_made ? builtin(self, MACHINE_MINUTES)->number : -1;
        }
    }
}

/* xingzheng-chufa-fa 51; for an individual business the policy says which (domain A.1). */
static int64_t simple_cap(const struct machine *self)
{
    const struct scenario_truth *truth = &self->scenario->truth;
    if (truth->is_sole_trader) {
        return self->course->policy == NULL ? 200 : self->course->policy->sole_trader_cap;
    }
    return truth->party == PARTY_PERSON ? 200 : 3000;
}

static void write_truth(struct machine *self)
{
    struct sbuf factors = {0};
    const struct yaml_texts *codes = &self->scenario->truth.factors;
    for (size_t i = 0; i < codes->count; i++) {
        sbuf_addf(&factors, "%s%s", i > 0 ? " " : "", codes->items[i]);
    }
    builtin(self, MACHINE_RIGHT_FACTORS)->word =
        machine_keep(self, sbuf_text(&factors), strlen(sbuf_text(&factors)));
    sbuf_release(&factors);
    builtin(self, MACHINE_CASE_ITEM)->word = self->scenario->items.items[0];
    builtin(self, MACHINE_RIGHT_GRADE)->word = grade_name(self->right.grade);
    builtin(self, MACHINE_TARGET)->number = self->right.target;
    builtin(self, MACHINE_BAND_LO)->number = self->right.low;
    builtin(self, MACHINE_BAND_HI)->number = self->right.high;
    builtin(self, MACHINE_CAP)->number = simple_cap(self);
}

void machine_reset(struct machine *self)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        self->slots[i].number = 0;
        self->slots[i].word = self->slots[i].is_word ? "" : NULL;
    }
    write_truth(self);
    write_pairs(self, &self->scenario->facts);
    for (size_t i = 0; i < self->change_count; i++) {
        write_pairs(self, &self->changes[i]->facts);
    }
    for (size_t i = 0; i < self->workflow->documents.count; i++) {
        self->made_at[i] = -1;
    }
    derive(self);
    note_documents(self);
}

/* --- start and end --------------------------------------------------------------------------
 */

static void choose_changes(struct machine *self, uint64_t seed)
{
    const struct scenario_axis *axes = self->scenario->axes.items;
    struct chance chance;
    if (seed == 0) {
        return;
    }
    chance_init(&chance, seed);
    for (size_t i = 0; i < self->scenario->axes.count && i < MACHINE_AXES; i++) {
        const struct scenario_change *options = axes[i].options.items;
        /* one more than there are: the file's own facts are an option, too */
        const uint32_t at = chance_below(&chance, (uint32_t)axes[i].options.count + 1);
        if (at < axes[i].options.count) {
            self->changes[self->change_count++] = &options[at];
        }
    }
}

/* What the truth comes to: outcome, grade, sums (domain C.2). */
static bool work_out(struct machine *self, struct err *err)
{
    const struct scenario *scenario = self->scenario;
    const struct catalog_item *item =
        catalog_find(self->course->catalog, scenario->items.items[0], scenario->date);
    if (item == NULL) {
        return err_set(err, ERR_NOT_FOUND, "the catalog has no item %s",
                       scenario->items.items[0]);
    }
    if (scenario->truth.outcome != SCENARIO_FINE) {
        self->right.grade =
            scenario->truth.outcome == SCENARIO_WARNING ? GRADE_LENIENT : GRADE_NONE;
        return true;
    }
    self->band = catalog_band(item, (enum catalog_tier)scenario->truth.tier,
                              (enum catalog_party)scenario->truth.party);
    if (self->band == NULL) {
        return err_set(err, ERR_NOT_FOUND, "item %s carries no fine in tier %s", item->code,
                       catalog_tier_name((enum catalog_tier)scenario->truth.tier));
    }
    discretion_grade((const char *const *)scenario->truth.factors.items,
                     scenario->truth.factors.count, self->band, &self->right);
    discretion_amount(self->band, &self->right);
    return true;
}

bool machine_init(struct machine *self, const struct course *course,
                  const struct scenario *scenario, const struct workflow *workflow,
                  uint64_t seed, struct err *err)
{
    *self = (struct machine){
        .course = course, .scenario = scenario, .workflow = workflow, .clock = -1};
    if (course->catalog == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no catalog to work with");
    }
    if (!work_out(self, err)) {
        return false;
    }
    choose_changes(self, seed);
    self->made_at = xcalloc(workflow->documents.count + 1, sizeof *self->made_at);
    make_slots(self);
    machine_reset(self);
    return true;
}

void machine_release(struct machine *self)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        free(self->slots[i].name);
    }
    for (size_t i = 0; i < self->pool_count; i++) {
        free(self->pool[i]);
    }
    free(self->slots);
    free(self->pool);
    free(self->made_at);
    *self = (struct machine){0};
}

/* --- actions --------------------------------------------------------------------------------
 */

const struct workflow_choice *
machine_choices(const struct machine *self, const struct workflow_action *action, size_t *count)
{
    const struct scenario_choices *lists = self->scenario->choices.items;
    *count = action->choices.count;
    for (size_t i = 0; action->choices_from != NULL && i < self->scenario->choices.count; i++) {
        if (strcmp(lists[i].id, action->choices_from) == 0) {
            *count = lists[i].items.count;
            return lists[i].items.items;
        }
    }
    return action->choices.items;
}

void machine_show_arg(struct machine *self, const struct machine_step *step)
{
    struct machine_slot *arg = builtin(self, MACHINE_ARG);
    arg->number = step->money;
    arg->word =
        step->arg_count == 1 && step->action->kind != WORKFLOW_MANY ? step->args[0] : NULL;
}

static void write_into(struct machine *self, const struct machine_step *step)
{
    const char *into = step->action->into;
    struct machine_slot *slot = slot_find(self, into);
    if (slot != NULL && slot->is_word) {
        slot->word = step->arg_count == 0 ? "" : step->args[0];
    } else if (slot != NULL) {
        slot->number = step->money;
    }
    for (size_t i = 0; slot == NULL && i < step->arg_count; i++) {
        struct sbuf name = {0};
        sbuf_addf(&name, "%s.%s", into, step->args[i]);
        slot_write(self, sbuf_text(&name), "true");
        sbuf_release(&name);
    }
}

void machine_apply(struct machine *self, const struct machine_step *step)
{
    const char *minutes = step->action->minutes;
    if (step->action->into != NULL) {
        write_into(self, step);
    }
    write_pairs(self, &step->action->sets);
    if (minutes != NULL) {
        const struct machine_slot *slot = slot_find(self, minutes);
        builtin(self, MACHINE_MINUTES)->number +=
            slot != NULL ? slot->number : strtoll(minutes, NULL, 10);
    }
    builtin(self, MACHINE_ARG)->number = 0;
    builtin(self, MACHINE_ARG)->word = NULL;
    derive(self);
    note_documents(self);
}

const struct both *machine_text(const struct machine *self, const char *id)
{
    for (size_t i = self->change_count; i-- > 0;) {
        const struct scenario_person *people = self->changes[i]->people.items;
        const struct scenario_particular *words = self->changes[i]->particulars.items;
        for (size_t j = 0; j < self->changes[i]->people.count; j++) {
            if (strcmp(people[j].role, id) == 0) {
                return &people[j].name;
            }
        }
        for (size_t j = 0; j < self->changes[i]->particulars.count; j++) {
            if (strcmp(words[j].id, id) == 0) {
                return &words[j].text;
            }
        }
    }
    const struct scenario_person *person = scenario_person(self->scenario, id);
    return person != NULL ? &person->name : scenario_particular(self->scenario, id);
}
