#include "sim/machine.h"

#include <stdlib.h>
#include <string.h>

#include "sim/machine_parts.h"
#include "sim/times.h"

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

/* --- asking ---------------------------------------------------------------------------------
 */

static bool lookup(const void *context, const char *name, struct expr_value *value)
{
    const struct machine *self = context;
    const struct machine_slot *slot = slots_find(self, name);
    if (slot == NULL) {
        /* a member that no choice of this case can set */
        *value = (struct expr_value){NULL, 0};
        return workflow_knows(self->workflow, name);
    }
    *value = slots_value(self, slot);
    return true;
}

static size_t ask_each(const void *context, const struct expr *inner, size_t *total)
{
    const struct machine *self = context;
    size_t found = 0;
    *total = self->scenario->subjects.count;
    for (size_t i = 1; i <= *total; i++) {
        found += machine_holds_for(self, i, inner);
    }
    return found;
}

bool machine_fact(const struct machine *self, const char *name, struct expr_value *value)
{
    return lookup(self, name, value);
}

bool machine_holds(const struct machine *self, const struct expr *expr)
{
    return expr == NULL || expr_holds(expr, lookup, ask_each, self);
}

bool machine_holds_for(const struct machine *self, size_t subject, const struct expr *expr)
{
    struct machine other = *self;
    other.subject = subject;
    return machine_holds(&other, expr);
}

int64_t machine_number(const struct machine *self, const char *name)
{
    struct expr_value value;
    return lookup(self, name, &value) ? value.number : 0;
}

const char *machine_word(const struct machine *self, const char *name)
{
    struct expr_value value;
    return lookup(self, name, &value) && value.word != NULL ? value.word : "";
}

bool machine_has(const struct machine *self, const char *set, const char *member)
{
    struct sbuf name = {0};
    sbuf_addf(&name, "%s.%s", set, member);
    const bool has = machine_number(self, sbuf_text(&name)) != 0;
    sbuf_release(&name);
    return has;
}

const struct catalog_item *machine_item(const struct machine *self)
{
    const char *code = machine_word(self, "item");
    return *code == '\0'
               ? NULL
               : catalog_find(self->course->catalog, code, scenario_act_day(self->scenario));
}

const struct truth *machine_truth(const struct machine *self)
{
    return &self->truths[self->subject];
}

const struct scenario_subject *machine_subject(const struct machine *self)
{
    const struct scenario_subject *subjects = self->scenario->subjects.items;
    return self->subject == 0 ? NULL : &subjects[self->subject - 1];
}

static const struct yaml_list *choices_in(const struct yaml_list *lists, const char *id)
{
    const struct scenario_choices *items = lists->items;
    for (size_t i = 0; i < lists->count; i++) {
        if (strcmp(items[i].id, id) == 0) {
            return &items[i].items;
        }
    }
    return NULL;
}

const struct workflow_choice *
machine_choices(const struct machine *self, const struct workflow_action *action, size_t *count)
{
    const struct scenario_subject *subject = machine_subject(self);
    const char *from = action->choices_from;
    const struct yaml_list *list = &action->choices;
    if (from != NULL && strcmp(from, "subjects") == 0) {
        *count = self->scenario->subjects.count;
        return self->subjects;
    }
    if (from != NULL) {
        const struct yaml_list *own =
            subject == NULL ? NULL : choices_in(&subject->choices, from);
        const struct yaml_list *of_case = choices_in(&self->scenario->choices, from);
        list = own != NULL ? own : of_case != NULL ? of_case : list;
    }
    *count = list->count;
    return list->items;
}

bool machine_choice_is_open(const struct machine *self, const struct workflow_action *action,
                            const struct workflow_choice *choice)
{
    const struct scenario_subject *subject = machine_subject(self);
    const bool is_here = subject != NULL && action->choices_from != NULL &&
                         strcmp(action->choices_from, "subjects") == 0 &&
                         strcmp(subject->id, choice->value) == 0;
    return !is_here && machine_holds(self, choice->when);
}

const struct scenario_person *machine_person(const struct machine *self, const char *role)
{
    const struct scenario_subject *subject = machine_subject(self);
    const struct scenario_person *person =
        subject == NULL ? NULL : people_find(&subject->people, role);
    return person != NULL ? person : scenario_person(self->scenario, role);
}

static const struct both *words_of_workflow(const struct machine *self, const char *id)
{
    const struct workflow_particular *words = self->workflow->particulars.items;
    for (size_t i = 0; i < self->workflow->particulars.count; i++) {
        if (strcmp(words[i].id, id) == 0 && machine_holds(self, words[i].when)) {
            return &words[i].text;
        }
    }
    return NULL;
}

const struct both *machine_text(const struct machine *self, const char *id)
{
    const struct scenario_subject *subject = machine_subject(self);
    const struct scenario_person *person = machine_person(self, id);
    const struct both *text =
        subject == NULL ? NULL : particulars_find(&subject->particulars, id);
    if (person != NULL) {
        return &person->name;
    }
    text = text != NULL ? text : scenario_particular(self->scenario, id);
    return text == NULL ? words_of_workflow(self, id) : text;
}

/* --- start and end --------------------------------------------------------------------------
 */

size_t machine_made_at(const struct machine *self, const struct workflow_document *document)
{
    const struct workflow_document *first = self->workflow->documents.items;
    return (size_t)(document - first) * (self->scenario->subjects.count + 1) +
           (document->is_each ? self->subject : 0);
}

/* A document keeps the time at which it was made. */
static void note_document(struct machine *self, const struct workflow_document *document)
{
    const bool is_made = machine_holds(self, document->made);
    int64_t *made_at = &self->made_at[machine_made_at(self, document)];
    if (!is_made || *made_at < 0) {
        *made_at = is_made ? self->minutes : -1;
    }
}

static void note_documents(struct machine *self)
{
    const struct workflow_document *documents = self->workflow->documents.items;
    const size_t at_hand = self->subject;
    for (size_t i = 0; i < self->workflow->documents.count; i++) {
        if (!documents[i].is_each) {
            note_document(self, &documents[i]);
            continue;
        }
        for (size_t k = 1; k <= self->scenario->subjects.count; k++) {
            self->subject = k;
            note_document(self, &documents[i]);
        }
        self->subject = at_hand;
    }
}

void machine_reset(struct machine *self)
{
    const struct scenario_subject *subjects = self->scenario->subjects.items;
    slots_clear(self);
    self->minutes = 0;
    self->arg = (struct expr_value){NULL, 0};
    for (size_t i = 0;
         i < self->workflow->documents.count * (self->scenario->subjects.count + 1); i++) {
        self->made_at[i] = -1;
    }
    for (size_t i = 0; i < self->workflow->timers.count; i++) {
        self->began_at[i] = -1;
    }
    self->subject = 0;
    slots_write_pairs(self, &self->scenario->facts, true);
    const size_t at_hand = self->subject; /* `subject:` is one of the facts */
    for (size_t i = 0; i < self->scenario->subjects.count; i++) {
        self->subject = i + 1;
        slots_write_pairs(self, &subjects[i].facts, false);
    }
    self->subject = at_hand;
    times_begin(self);
    note_documents(self);
}

/* What the seed makes of the case: one option of each variation, or none of them. */
static void vary(struct machine *self, uint64_t seed)
{
    const struct scenario_axis *axes = self->scenario->axes.items;
    const struct scenario_change *changes[MACHINE_AXES];
    size_t count = 0;
    struct chance chance;
    if (seed == 0) {
        return;
    }
    chance_init(&chance, seed);
    for (size_t i = 0; i < self->scenario->axes.count && count < MACHINE_AXES; i++) {
        const struct scenario_change *options = axes[i].options.items;
        /* one more than there are: the file's own facts are an option, too */
        const uint32_t at = chance_below(&chance, (uint32_t)axes[i].options.count + 1);
        if (at == axes[i].options.count) {
            continue;
        }
        const char *name = options[at].variant;
        const struct scenario_variant *variant =
            name == NULL ? NULL : scenario_variant(self->scenario, name);
        if (variant == NULL) {
            changes[count++] = &options[at];
        } else if (!self->scenario->is_variant) { /* one that is played stays itself */
            changes[count++] = &variant->change;
        }
    }
    if (count > 0) {
        self->varied = scenario_vary(self->scenario, changes, count);
        self->scenario = self->varied;
    }
}

static bool work_out(struct machine *self, struct err *err)
{
    const struct scenario *scenario = self->scenario;
    const struct scenario_subject *subjects = scenario->subjects.items;
    const size_t count = scenario->subjects.count;
    self->truths = xcalloc(count + 1, sizeof *self->truths);
    self->subjects = xcalloc(count + 1, sizeof *self->subjects);
    bool is_good = truth_work_out(&self->truths[0], self->course->catalog, scenario,
                                  &scenario->truth, err);
    for (size_t i = 0; i < count && is_good; i++) {
        struct scenario_truth said = scenario->truth;
        scenario_truth_change(&said, &subjects[i].truth);
        is_good =
            truth_work_out(&self->truths[i + 1], self->course->catalog, scenario, &said, err);
        self->subjects[i] =
            (struct workflow_choice){.value = subjects[i].id, .label = subjects[i].label};
    }
    return is_good;
}

bool machine_init(struct machine *self, const struct course *course,
                  const struct scenario *scenario, const struct workflow *workflow,
                  uint64_t seed, bool is_test, struct err *err)
{
    *self = (struct machine){.course = course,
                             .scenario = scenario,
                             .workflow = workflow,
                             .is_test = is_test,
                             .clock = -1};
    if (course->catalog == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no catalog to work with");
    }
    vary(self, seed);
    if (!work_out(self, err)) {
        return false;
    }
    self->made_at =
        xcalloc(workflow->documents.count * (self->scenario->subjects.count + 1) + 1,
                sizeof *self->made_at);
    self->began_at = xcalloc(workflow->timers.count + 1, sizeof *self->began_at);
    slots_make(self);
    machine_reset(self);
    return true;
}

void machine_release(struct machine *self)
{
    for (size_t i = 0; self->truths != NULL && i <= self->scenario->subjects.count; i++) {
        truth_release(&self->truths[i]);
    }
    for (size_t i = 0; i < self->pool_count; i++) {
        free(self->pool[i]);
    }
    slots_release(self);
    free(self->truths);
    free(self->subjects);
    free(self->pool);
    free(self->made_at);
    free(self->began_at);
    scenario_free(self->varied);
    *self = (struct machine){0};
}

/* --- actions --------------------------------------------------------------------------------
 */

void machine_show_arg(struct machine *self, const struct machine_step *step)
{
    const bool is_one = step->arg_count == 1 && step->action->kind != WORKFLOW_MANY;
    self->arg = (struct expr_value){is_one ? step->args[0] : NULL, step->money};
}

void machine_hide_arg(struct machine *self)
{
    self->arg = (struct expr_value){NULL, 0};
}

void machine_apply(struct machine *self, const struct machine_step *step)
{
    machine_show_arg(self, step);
    if (step->action->into != NULL) {
        slots_write_into(self, step);
    }
    slots_write_pairs(self, &step->action->sets, false);
    machine_hide_arg(self);
    times_begin(self);
    times_pass(self, step->action);
    times_begin(self);
    note_documents(self);
}
