/* scenario_vary.c - a case changed: flat copies of its lists, whose parts stay the file's. */
#include "content/scenario.h"

#include <stdlib.h>
#include <string.h>

static void *copied(const void *items, size_t count, size_t size)
{
    void *copy = xcalloc(count + 1, size);
    if (count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

/* Lists of which a change replaces elements by name, adding those that are new. */
#define CHANGER(type, item, name_of)                                                           \
    static void change_##type(struct yaml_list *list, const struct yaml_list *change)          \
    {                                                                                          \
        struct item *items = list->items;                                                      \
        const struct item *new_items = change->items;                                          \
        list->items = items =                                                                  \
            xreallocarray(items, list->count + change->count + 1, sizeof *items);              \
        for (size_t i = 0; i < change->count; i++) {                                           \
            size_t j = 0;                                                                      \
            while (j < list->count && strcmp(items[j].name_of, new_items[i].name_of) != 0) {   \
                j++;                                                                           \
            }                                                                                  \
            items[j] = new_items[i];                                                           \
            list->count += j == list->count;                                                   \
        }                                                                                      \
    }

CHANGER(person, scenario_person, role)
CHANGER(particular, workflow_particular, id)
CHANGER(choices, scenario_choices, id)
CHANGER(subject, scenario_subject, id)

static void change_pairs(struct yaml_pairs *pairs, const struct yaml_pairs *change)
{
    pairs->items =
        xreallocarray(pairs->items, pairs->count + change->count + 1, sizeof *pairs->items);
    for (size_t i = 0; i < change->count; i++) {
        size_t j = 0;
        while (j < pairs->count && strcmp(pairs->items[j].key, change->items[i].key) != 0) {
            j++;
        }
        pairs->items[j] = change->items[i];
        pairs->count += j == pairs->count;
    }
}

static void keep_subjects(struct yaml_list *subjects, const struct yaml_texts *ids)
{
    struct scenario_subject *items = subjects->items;
    size_t kept = 0;
    for (size_t i = 0; i < subjects->count; i++) {
        if (yaml_texts_has(ids, items[i].id)) {
            items[kept++] = items[i];
        }
    }
    subjects->count = kept;
}

void scenario_truth_change(struct scenario_truth *truth, const struct scenario_truth *change)
{
    truth->outcome = change->outcome != 0 ? change->outcome : truth->outcome;
    truth->procedure = change->procedure != 0 ? change->procedure : truth->procedure;
    truth->tier = change->tier != 0 ? change->tier : truth->tier;
    truth->party = change->party != 0 ? change->party : truth->party;
    truth->sole_trader = change->sole_trader != 0 ? change->sole_trader : truth->sole_trader;
    truth->factors = change->factors.items != NULL ? change->factors : truth->factors;
    truth->item = change->item != NULL ? change->item : truth->item;
    truth->target = change->target; /* it is said of the whole truth, not of one key */
}

static void apply(struct scenario *self, const struct scenario_change *change)
{
    change_pairs(&self->facts, &change->facts);
    change_pairs(&self->policy, &change->policy);
    change_person(&self->people, &change->people);
    change_particular(&self->particulars, &change->particulars);
    change_choices(&self->choices, &change->choices);
    scenario_truth_change(&self->truth, &change->truth);
    change_subject(&self->subjects, &change->others);
    if (change->subjects.items != NULL) {
        keep_subjects(&self->subjects, &change->subjects);
    }
    if (change->workflows.count > 0) {
        self->workflows = change->workflows;
    }
    if (change->lines.count > 0) {
        self->lines = change->lines;
    }
}

struct scenario *scenario_vary(const struct scenario *self,
                               const struct scenario_change *const *changes, size_t count)
{
    struct scenario *view = xcalloc(1, sizeof *view);
    *view = *self;
    view->is_view = true;
    view->facts.items = copied(self->facts.items, self->facts.count, sizeof *self->facts.items);
    view->policy.items =
        copied(self->policy.items, self->policy.count, sizeof *self->policy.items);
    view->people.items =
        copied(self->people.items, self->people.count, sizeof(struct scenario_person));
    view->particulars.items = copied(self->particulars.items, self->particulars.count,
                                     sizeof(struct workflow_particular));
    view->choices.items =
        copied(self->choices.items, self->choices.count, sizeof(struct scenario_choices));
    view->subjects.items =
        copied(self->subjects.items, self->subjects.count, sizeof(struct scenario_subject));
    for (size_t i = 0; i < count; i++) {
        apply(view, changes[i]);
    }
    return view;
}

struct scenario *scenario_view(const struct scenario *self, size_t index)
{
    const struct scenario_variant *variants = self->variants.items;
    const bool has_twin = self->twin.id != NULL;
    if (self->is_view || index >= self->variants.count + has_twin) {
        return NULL;
    }
    const struct scenario_variant *variant =
        has_twin && index == 0 ? &self->twin : &variants[index - has_twin];
    const struct scenario_change *change = &variant->change;
    struct scenario *view = scenario_vary(self, &change, 1);
    view->id = variant->id;
    view->title = variant->title;
    view->differs = variant->differs;
    view->is_twin = true;
    view->is_variant = variant != &self->twin;
    view->twin_of = self->id;
    return view;
}
