#include "sim/run_state.h"

#include <stdlib.h>
#include <string.h>

#include "sim/documents.h"
#include "sim/times.h"
#include "sim/words.h"

static void forget_actions(struct run *self)
{
    for (size_t i = 0; i < self->action_count; i++) {
        both_release(&self->actions[i].label);
        both_release(&self->actions[i].prompt);
        for (size_t j = 0; j < self->actions[i].choice_count; j++) {
            both_release(&self->choices[i][j].label);
        }
        free(self->choices[i]);
    }
    free(self->actions);
    free(self->choices);
    self->actions = NULL;
    self->choices = NULL;
    self->action_count = 0;
}

static void forget_form(struct run *self)
{
    for (size_t i = 0; i < self->field_count; i++) {
        free((char *)self->fields[i].value);
    }
    free(self->fields);
    self->fields = NULL;
    self->field_count = 0;
}

static void forget_documents(struct run *self)
{
    for (size_t i = 0; i < self->document_count; i++) {
        free((char *)self->documents[i].number);
        free((char *)self->documents[i].text);
    }
    free(self->documents);
    self->documents = NULL;
    self->document_count = 0;
}

void run_forget_views(struct run *self)
{
    forget_actions(self);
    forget_form(self);
    forget_documents(self);
    run_forget_album(self);
    free(self->lights);
    free(self->model);
    free(self->result_criticals);
    run_forget_steps(self);
    both_release(&self->hint);
    self->lights = NULL;
    self->model = NULL;
    self->result_criticals = NULL;
    self->hint = (struct both){{NULL}};
}

/* --- actions --------------------------------------------------------------------------------
 */

/* An action that wants a choice needs one to be open. */
static bool has_choice(const struct run *self, const struct workflow_action *action)
{
    size_t count;
    const struct workflow_choice *choices = machine_choices(&self->machine, action, &count);
    if (action->kind != WORKFLOW_ONE && action->kind != WORKFLOW_MANY) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (machine_choice_is_open(&self->machine, action, &choices[i])) {
            return true;
        }
    }
    return false;
}

static bool is_offered(const struct run *self, const struct workflow_action *action)
{
    const struct workflow_rule *rules = action->rules.items;
    if ((action->is_trap && self->mode != RUN_TEST) ||
        !machine_holds(&self->machine, action->shown) || !has_choice(self, action)) {
        return false;
    }
    for (size_t i = 0; i < action->rules.count; i++) {
        if (rules[i].hit == NULL && machine_holds(&self->machine, rules[i].when) &&
            !machine_holds(&self->machine, rules[i].unless)) {
            return false;
        }
    }
    return true;
}

static void add_choices(struct run *self, const struct workflow_action *action)
{
    size_t count;
    const struct workflow_choice *choices = machine_choices(&self->machine, action, &count);
    struct run_choice *out = xcalloc(count + 1, sizeof *out);
    struct run_action *view = &self->actions[self->action_count];
    for (size_t i = 0; i < count; i++) {
        if (machine_choice_is_open(&self->machine, action, &choices[i])) {
            out[view->choice_count++] = (struct run_choice){
                choices[i].value, words_both(&self->machine, &choices[i].label)};
        }
    }
    view->choices = out;
    self->choices[self->action_count] = out;
}

/* A whole number is typed as a sum is; only its prompt says that it is none. */
static enum run_arg_kind arg_kind(const struct workflow_action *action)
{
    return action->kind == WORKFLOW_WHOLE ? RUN_ARG_MONEY : (enum run_arg_kind)action->kind;
}

size_t run_actions(struct run *self, const struct run_action **actions)
{
    const struct workflow_action *all = self->workflow->actions.items;
    const size_t count = self->workflow->actions.count;
    struct run_next next;
    const bool has_next = self->mode != RUN_TEST && run_next(self, &next);
    const char *model = has_next ? run_next_template(&next) : "";
    const size_t model_len = strcspn(model, " ");
    forget_actions(self);
    self->actions = xcalloc(count + 1, sizeof *self->actions);
    self->choices = xcalloc(count + 1, sizeof *self->choices);
    for (size_t i = 0; i < count && !run_is_over(self); i++) {
        if (!is_offered(self, &all[i])) {
            continue;
        }
        self->actions[self->action_count] = (struct run_action){
            .id = all[i].id,
            .label = words_both(&self->machine, &all[i].label),
            .prompt = words_both(&self->machine, &all[i].prompt),
            .kind = arg_kind(&all[i]),
            .place = all[i].place,
            .is_next = has_next && strlen(all[i].id) == model_len &&
                       strncmp(model, all[i].id, model_len) == 0,
        };
        add_choices(self, &all[i]);
        self->action_count++;
    }
    *actions = self->actions;
    return self->action_count;
}

/* --- lights, lines, form, documents
 * ----------------------------------------------------------- */

size_t run_lights(struct run *self, const struct run_light **lights)
{
    const struct workflow_light *all = self->workflow->lights.items;
    const size_t count = self->workflow->lights.count;
    free(self->lights);
    self->lights = xcalloc(count + 1, sizeof *self->lights);
    for (size_t i = 0; i < count; i++) {
        const bool is_bad = all[i].bad != NULL && machine_holds(&self->machine, all[i].bad);
        const bool is_on = machine_holds(&self->machine, all[i].on);
        self->lights[i] = (struct run_light){all[i].id, all[i].label,
                                             is_bad  ? RUN_LIGHT_BAD
                                             : is_on ? RUN_LIGHT_ON
                                                     : RUN_LIGHT_OFF};
    }
    *lights = self->lights;
    return count;
}

size_t run_lines(const struct run *self, const struct run_line **lines)
{
    *lines = self->lines;
    return self->line_count;
}

size_t run_form(struct run *self, const struct run_field **fields)
{
    const struct workflow_field *all = self->workflow->form.items;
    const size_t count = self->workflow->form.count;
    forget_form(self);
    self->fields = xcalloc(count + 1, sizeof *self->fields);
    for (size_t i = 0; i < count; i++) {
        struct sbuf value = {0};
        if (machine_holds(&self->machine, all[i].when)) {
            document_value(&self->machine, &all[i], lang_now(), &value);
            self->fields[self->field_count++] =
                (struct run_field){all[i].label, sbuf_take(&value), all[i].is_mandatory};
        }
    }
    *fields = self->fields;
    return self->field_count;
}

static void add_document(struct run *self, const struct machine *machine,
                         const struct workflow_document *document)
{
    struct sbuf text = {0}, number = {0};
    if (!machine_holds(machine, document->made)) {
        return;
    }
    self->documents =
        xreallocarray(self->documents, self->document_count + 1, sizeof *self->documents);
    struct run_document *view = &self->documents[self->document_count++];
    document_write(machine, document, &text, &view->is_blank_left);
    document_number(machine, document, &number);
    view->kind = document->kind;
    view->title = document->title;
    view->number = sbuf_take(&number);
    view->text = sbuf_take(&text);
}

size_t run_documents(struct run *self, const struct run_document **documents)
{
    const struct workflow_document *all = self->workflow->documents.items;
    struct machine at = self->machine;
    forget_documents(self);
    for (size_t i = 0; i < self->workflow->documents.count; i++) {
        at.subject = self->machine.subject;
        if (!all[i].is_each) {
            add_document(self, &at, &all[i]);
            continue;
        }
        for (at.subject = 1; at.subject <= at.scenario->subjects.count; at.subject++) {
            add_document(self, &at, &all[i]);
        }
    }
    *documents = self->documents;
    return self->document_count;
}

void run_update_qr(struct run *self)
{
    struct sbuf text = {0};
    free(self->qr);
    both_release(&self->qr_words);
    self->qr = NULL;
    if (self->workflow->qr != NULL && self->workflow->qr_shown != NULL &&
        machine_holds(&self->machine, self->workflow->qr_shown)) {
        words_fill(&self->machine, self->workflow->qr, LANG_ZH, &text, NULL);
        self->qr = sbuf_take(&text);
        self->qr_words = words_both(&self->machine, &self->workflow->qr_words);
    }
}

const struct both *run_qr_words(const struct run *self)
{
    return &self->qr_words;
}

const char *run_qr(const struct run *self)
{
    return self->qr;
}

/* What stands in place of the scene now; NULL = the scene. */
static const struct workflow_picture *picture_now(const struct run *self)
{
    const struct yaml_list *const lists[] = {&self->workflow->pictures,
                                             &self->scenario->pictures};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct workflow_picture *pictures = lists[i]->items;
        for (size_t j = 0; j < lists[i]->count; j++) {
            if (machine_holds(&self->machine, pictures[j].when)) {
                return &pictures[j];
            }
        }
    }
    return NULL;
}

const char *run_panel(const struct run *self)
{
    const struct workflow_picture *picture = picture_now(self);
    return picture != NULL ? picture->panel : self->scenario->panel;
}

bool run_progress(const struct run *self, struct both *label)
{
    const struct workflow_picture *picture = picture_now(self);
    if (picture == NULL || both_now(&picture->progress)[0] == '\0') {
        return false;
    }
    *label = picture->progress;
    return true;
}

const char *run_lesson_panel(const struct run *self, const char *rule)
{
    return workflow_lesson_panel(self->workflow, rule);
}

void run_time(const struct run *self, char *text)
{
    times_text(times_now(&self->machine), text);
}

bool run_at_hand(const struct run *self, struct both *label)
{
    if (self->machine.subject == 0) {
        return false;
    }
    *label = self->machine.subjects[self->machine.subject - 1].label;
    return true;
}

bool run_stage(const struct run *self, struct both *label)
{
    struct run_next next;
    const struct workflow_stage *stage =
        run_next(self, &next) ? workflow_stage(self->workflow, next.goal->stage) : NULL;
    if (stage != NULL) {
        *label = stage->label;
    }
    return stage != NULL;
}

const char *run_chart(const struct run *self)
{
    return machine_word(&self->machine, "chart");
}

const char *run_chart_kind(const struct run *self)
{
    return machine_word(&self->machine, "plan-kind");
}

struct both run_step_label(const struct run *self, const struct machine_step *step)
{
    struct both label = words_both(&self->machine, &step->action->label);
    size_t count;
    const struct workflow_choice *choices =
        machine_choices(&self->machine, step->action, &count);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct sbuf text = {0};
        sbuf_add(&text, label.text[lang]);
        if (step->action->kind == WORKFLOW_MONEY || step->action->kind == WORKFLOW_WHOLE) {
            sbuf_addf(&text, " %lld", (long long)step->money);
        }
        for (size_t i = 0; i < step->arg_count; i++) {
            const char *word = step->args[i];
            for (size_t j = 0; j < count; j++) {
                word = strcmp(choices[j].value, step->args[i]) == 0
                           ? choices[j].label.text[lang]
                           : word;
            }
            sbuf_add(&text, i == 0 ? (lang == LANG_ZH ? "：" : ": ") : " + ");
            if (step->action->kind == WORKFLOW_TEXT) { /* typed: its braces are no names */
                sbuf_add(&text, word);
            } else {
                words_fill(&self->machine, word, (enum lang)lang, &text, NULL);
            }
        }
        free(label.text[lang]);
        label.text[lang] = sbuf_take(&text);
    }
    return label;
}
