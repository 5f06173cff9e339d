/* scenario_words.c - the {names} in the words of a case and its workflow: all must be known, or
 * a document would have a hole where nobody looks. */
#include "content/scenario.h"

#include <stdlib.h>
#include <string.h>

struct check {
    const struct scenario *scenario;
    const struct workflow *workflow;
    struct problems *problems;
    struct sbuf *told; /* names that were named, each once */
};

/* A word that the case or one of its subjects has. */
static bool has_word(const struct scenario *scenario, const char *name)
{
    const struct scenario_subject *subjects = scenario->subjects.items;
    bool is_there =
        scenario_person(scenario, name) != NULL || scenario_particular(scenario, name) != NULL;
    for (size_t i = 0; !is_there && i < scenario->subjects.count; i++) {
        is_there = people_find(&subjects[i].people, name) != NULL ||
                   particulars_find(&subjects[i].particulars, name) != NULL;
    }
    return is_there;
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
        return workflow_timer(self->workflow, name + 4) != NULL;
    }
    return strncmp(name, "cite:", 5) == 0 || workflow_knows(self->workflow, name) ||
           workflow_particular(self->workflow, name) != NULL || has_word(self->scenario, name);
}

static void complain(const struct check *self, const char *name)
{
    struct sbuf mark = {0};
    sbuf_addf(&mark, "{%s}", name);
    if (strstr(sbuf_text(self->told), sbuf_text(&mark)) == NULL) {
        sbuf_add(self->told, sbuf_text(&mark));
        problems_add(self->problems, self->scenario->file, 1, 1,
                     "with workflow %s nothing is known as '{%.60s}'", self->workflow->id,
                     name);
    }
    sbuf_release(&mark);
}

static void check_text(const struct check *self, const char *text)
{
    while (text != NULL && (text = strchr(text, '{')) != NULL) {
        const size_t len = strcspn(text + 1, "}");
        char *name = xstrndup(text + 1, len);
        if (text[1 + len] != '}' || !is_known(self, name)) {
            complain(self, name);
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
    struct sbuf told = {0};
    const struct check check = {self, workflow, problems, &told};
    const struct scenario_line *lines = self->lines.items;
    for (size_t i = 0; i < self->lines.count; i++) {
        check_both(&check, &lines[i].text);
    }
    check_workflow(&check);
    sbuf_release(&told);
}
