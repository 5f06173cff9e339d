/* scenario_words.c - the {names} in the words of a case and its workflow: all must be known, or
 * a document would have a hole where nobody looks. */
#include "content/scenario.h"

#include <stdlib.h>
#include <string.h>

struct check {
    const struct scenario *scenario;
    const struct workflow *workflow;
    struct problems *problems;
};

static bool has_timer(const struct workflow *workflow, const char *id)
{
    const struct workflow_timer *timers = workflow->timers.items;
    for (size_t i = 0; i < workflow->timers.count; i++) {
        if (strcmp(timers[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_known(const struct check *self, const char *name)
{
    static const char *const always[] = {"item", "duty", "basis", "date", "time", "year"};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        if (strcmp(always[i], name) == 0) {
            return true;
        }
    }
    if (strncmp(name, "due:", 4) == 0) {
        return has_timer(self->workflow, name + 4);
    }
    return strncmp(name, "cite:", 5) == 0 || workflow_knows(self->workflow, name) ||
           scenario_person(self->scenario, name) != NULL ||
           scenario_particular(self->scenario, name) != NULL;
}

static void check_text(const struct check *self, const char *text)
{
    while (text != NULL && (text = strchr(text, '{')) != NULL) {
        const size_t len = strcspn(text + 1, "}");
        char *name = xstrndup(text + 1, len);
        if (text[1 + len] != '}' || !is_known(self, name)) {
            problems_add(self->problems, self->scenario->file, 1, 1,
                         "with workflow %s nothing is known as '{%.60s}'", self->workflow->id,
                         name);
        }
        free(name);
        text += 1 + len;
    }
}

static void check_both(const struct check *self, const struct both *both)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        check_text(self, both->text[lang]);
    }
}

static void check_fields(const struct check *self, const struct yaml_list *list)
{
    const struct workflow_field *fields = list->items;
    for (size_t i = 0; i < list->count; i++) {
        check_both(self, &fields[i].value);
    }
}

static void check_workflow(const struct check *self)
{
    const struct workflow_action *actions = self->workflow->actions.items;
    const struct workflow_goal *goals = self->workflow->goals.items;
    const struct workflow_document *documents = self->workflow->documents.items;
    for (size_t i = 0; i < self->workflow->actions.count; i++) {
        check_both(self, &actions[i].label);
        check_both(self, &actions[i].prompt);
        check_both(self, &actions[i].says);
        check_both(self, &actions[i].done);
    }
    for (size_t i = 0; i < self->workflow->goals.count; i++) {
        check_text(self, goals[i].model);
    }
    for (size_t i = 0; i < self->workflow->documents.count; i++) {
        check_both(self, &documents[i].intro);
        check_both(self, &documents[i].foot);
        check_text(self, documents[i].number);
        check_fields(self, &documents[i].fields);
    }
    check_fields(self, &self->workflow->form);
    check_text(self, self->workflow->qr);
}

void scenario_check_words(const struct scenario *self, const struct workflow *workflow,
                          struct problems *problems)
{
    const struct check check = {self, workflow, problems};
    const struct scenario_line *lines = self->lines.items;
    for (size_t i = 0; i < self->lines.count; i++) {
        check_both(&check, &lines[i].text);
    }
    check_workflow(&check);
}
