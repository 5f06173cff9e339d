/* slots.c - where the facts of a case stand, and how they are written. */
#include "sim/machine_parts.h"

#include <stdlib.h>
#include <string.h>

#include "sim/times.h"

static const struct {
    const char *name;
    bool is_word;
} builtins[] = {
#define X(name, is_word, text) {text, is_word},
    WORKFLOW_BUILTINS(X)
#undef X
};

static size_t stride(const struct machine *self)
{
    return self->scenario->subjects.count + 1;
}

static void add(struct machine *self, struct machine_slot slot, const char *set,
                const char *name)
{
    struct sbuf full = {0};
    sbuf_addf(&full, "%s%s%s", set == NULL ? "" : set, set == NULL ? "" : ".", name);
    slot.name = sbuf_take(&full);
    self->slots = xreallocarray(self->slots, self->slot_count + 1, sizeof *self->slots);
    self->slots[self->slot_count++] = slot;
}

static int by_name(const void *a, const void *b)
{
    const struct machine_slot *left = a, *right = b;
    return strcmp(left->name, right->name);
}

/* Where the name stands in the index, or the free place where it would. */
static size_t index_place(const struct machine *self, const char *name)
{
    uint32_t hash = 2166136261; /* FNV-1a */
    for (const char *at = name; *at != '\0'; at++) {
        hash = (hash ^ (unsigned char)*at) * 16777619;
    }
    size_t place = hash & (self->index_room - 1);
    while (self->slot_index[place] != 0 &&
           strcmp(self->slots[self->slot_index[place] - 1].name, name) != 0) {
        place = (place + 1) & (self->index_room - 1);
    }
    return place;
}

static void make_index(struct machine *self)
{
    self->index_room = 1;
    while (self->index_room < 2 * self->slot_count + 1) {
        self->index_room *= 2;
    }
    self->slot_index = xcalloc(self->index_room, sizeof *self->slot_index);
    for (size_t i = 0; i < self->slot_count; i++) {
        self->slot_index[index_place(self, self->slots[i].name)] = (uint32_t)i + 1;
    }
}

const struct machine_slot *slots_find(const struct machine *self, const char *name)
{
    const size_t found = self->index_room == 0 ? 0 : self->slot_index[index_place(self, name)];
    return found == 0 ? NULL : &self->slots[found - 1];
}

/* The members of the set that `action` puts into, those of every subject's choices, too. */
static void add_members(struct machine *self, const struct workflow_action *action)
{
    const char *kind =
        action->into == NULL ? NULL : workflow_declaration(self->workflow, action->into);
    struct machine_slot slot = {.source = MACHINE_STORED};
    if (kind == NULL || workflow_fact_kind(kind, &slot.is_each) != WORKFLOW_SET) {
        return;
    }
    for (self->subject = 0; self->subject < stride(self); self->subject++) {
        size_t count;
        const struct workflow_choice *choices = machine_choices(self, action, &count);
        for (size_t i = 0; i < count; i++) {
            add(self, slot, action->into, choices[i].value);
        }
    }
    self->subject = 0;
}

static void add_facts(struct machine *self)
{
    const struct yaml_pairs *facts = &self->workflow->facts;
    const struct workflow_timer *timers = self->workflow->timers.items;
    for (size_t i = 0; i < facts->count; i++) {
        struct machine_slot slot = {.source = MACHINE_STORED};
        const enum workflow_fact kind =
            workflow_fact_kind(facts->items[i].value, &slot.is_each);
        slot.is_word = kind == WORKFLOW_WORD;
        slot.is_date = kind == WORKFLOW_DATE;
        if (kind != WORKFLOW_SET) {
            add(self, slot, NULL, facts->items[i].key);
        }
    }
    for (size_t i = 0; i < MACHINE_BUILTINS; i++) {
        const bool is_date = i == MACHINE_TODAY || i == MACHINE_METER_DUE;
        add(self,
            (struct machine_slot){NULL, MACHINE_BUILTIN, i, builtins[i].is_word, false,
                                  is_date},
            NULL, builtins[i].name);
    }
    for (size_t i = 0; i < self->workflow->timers.count; i++) {
        for (size_t j = 0; j < TIMES_FACTS; j++) {
            const struct machine_slot slot = {.source = MACHINE_TIMER,
                                              .at = i * TIMES_FACTS + j};
            add(self, slot, timers[i].id, times_fact_names[j]);
        }
    }
}

/* Choices that several actions share made one member twice. */
static void drop_doubles(struct machine *self)
{
    size_t kept = 0;
    for (size_t i = 0; i < self->slot_count; i++) {
        if (kept > 0 && strcmp(self->slots[kept - 1].name, self->slots[i].name) == 0) {
            free(self->slots[i].name);
        } else {
            self->slots[kept++] = self->slots[i];
        }
    }
    self->slot_count = kept;
}

void slots_make(struct machine *self)
{
    const struct workflow_action *actions = self->workflow->actions.items;
    add_facts(self);
    for (size_t i = 0; i < self->workflow->actions.count; i++) {
        add_members(self, &actions[i]);
    }
    qsort(self->slots, self->slot_count, sizeof *self->slots, by_name);
    drop_doubles(self);
    make_index(self);
    for (size_t i = 0; i < self->slot_count; i++) {
        if (self->slots[i].source == MACHINE_STORED) {
            self->slots[i].at = self->value_count;
            self->value_count += self->slots[i].is_each ? stride(self) : 1;
        }
    }
    self->values = xcalloc(self->value_count + 1, sizeof *self->values);
}

void slots_release(struct machine *self)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        free(self->slots[i].name);
    }
    free(self->slots);
    free(self->slot_index);
    free(self->values);
}

/* --- values ---------------------------------------------------------------------------------
 */

static struct expr_value *stored(const struct machine *self, const struct machine_slot *slot)
{
    return &self->values[slot->at + (slot->is_each ? self->subject : 0)];
}

void slots_clear(struct machine *self)
{
    for (size_t i = 0; i < self->slot_count; i++) {
        const struct machine_slot *slot = &self->slots[i];
        const size_t count = slot->is_each ? stride(self) : 1;
        for (size_t j = 0; slot->source == MACHINE_STORED && j < count; j++) {
            self->values[slot->at + j] = (struct expr_value){slot->is_word ? "" : NULL, 0};
        }
    }
}

struct expr_value slots_value(const struct machine *self, const struct machine_slot *slot)
{
    switch (slot->source) {
    case MACHINE_STORED:
        return *stored(self, slot);
    case MACHINE_BUILTIN:
        return builtin_value(self, (enum machine_builtin)slot->at);
    case MACHINE_TIMER:
        return (struct expr_value){NULL, times_fact(self, slot->at)};
    default:
        BUG("fact without a source: %d", (int)slot->source);
    }
}

static struct expr_value fact_or_nothing(const struct machine *self, const char *name)
{
    struct expr_value value;
    return machine_fact(self, name, &value) ? value : (struct expr_value){NULL, 0};
}

static struct expr_value read_value(const struct machine *self, const struct machine_slot *slot,
                                    const char *text)
{
    struct expr_value value = {NULL, 0};
    int32_t day;
    if (text[0] == '=') {
        value = fact_or_nothing(self, text + 1);
    } else if (slot->is_word) {
        value.word = text;
    } else if (slot->is_date && calendar_parse_day(text, &day)) {
        value.number = day;
    } else {
        value.number = strcmp(text, "true") == 0 ? 1 : strtoll(text, NULL, 10);
    }
    if (slot->is_word) {
        return (struct expr_value){value.word == NULL ? "" : value.word, 0};
    }
    return (struct expr_value){NULL, value.number};
}

static void go_to_subject(struct machine *self, const char *id)
{
    const int found = scenario_subject(self->scenario, id); /* -1: none is at hand then */
    self->subject = found < 0 ? 0 : (size_t)found + 1;
}

/* The first slot whose name is not before `prefix`. */
static size_t first_from(const struct machine *self, const char *prefix)
{
    size_t low = 0, high = self->slot_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(self->slots[middle].name, prefix) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const char *machine_next_in(const struct machine *self, const char *prefix, size_t *at)
{
    const size_t len = strlen(prefix);
    *at = *at == 0 ? first_from(self, prefix) : *at;
    while (*at < self->slot_count && strncmp(self->slots[*at].name, prefix, len) == 0) {
        const struct machine_slot *slot = &self->slots[(*at)++];
        if (slots_value(self, slot).number != 0) {
            return slot->name + len;
        }
    }
    return NULL;
}

void slots_write(struct machine *self, const char *name, const char *text, bool is_start)
{
    const struct machine_slot *slot = slots_find(self, name);
    if (slot == NULL) {
        return; /* a member that this case has no choice for */
    }
    if (slot->source == MACHINE_BUILTIN && slot->at == MACHINE_SUBJECT) {
        go_to_subject(self, text);
    }
    if (slot->source != MACHINE_STORED) {
        return;
    }
    const struct expr_value value = read_value(self, slot, text);
    const size_t count = slot->is_each && is_start ? stride(self) : 0;
    *stored(self, slot) = value;
    for (size_t i = 0; i < count; i++) {
        self->values[slot->at + i] = value;
    }
}

void slots_write_pairs(struct machine *self, const struct yaml_pairs *pairs, bool is_start)
{
    for (size_t i = 0; i < pairs->count; i++) {
        slots_write(self, pairs->items[i].key, pairs->items[i].value, is_start);
    }
}

static void empty_set(struct machine *self, const char *set)
{
    struct sbuf prefix = {0};
    sbuf_addf(&prefix, "%s.", set);
    size_t at = 0;
    while (machine_next_in(self, sbuf_text(&prefix), &at) != NULL) {
        slots_write(self, self->slots[at - 1].name, "false", false);
    }
    sbuf_release(&prefix);
}

void slots_write_into(struct machine *self, const struct machine_step *step)
{
    const char *into = step->action->into;
    if (step->action->is_whole) {
        empty_set(self, into);
    }
    const struct machine_slot *slot = slots_find(self, into);
    if (slot != NULL && slot->source != MACHINE_STORED) {
        slots_write(self, into, step->arg_count == 0 ? "" : step->args[0], false);
    } else if (slot != NULL && slot->is_word) {
        stored(self, slot)->word = step->arg_count == 0 ? "" : step->args[0];
    } else if (slot != NULL) {
        stored(self, slot)->number = step->money;
    }
    for (size_t i = 0; slot == NULL && i < step->arg_count; i++) {
        struct sbuf name = {0};
        sbuf_addf(&name, "%s.%s", into, step->args[i]);
        slots_write(self, sbuf_text(&name), "true", false);
        sbuf_release(&name);
    }
}
