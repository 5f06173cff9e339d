/* step.c - action lines taken apart: "fine 140", "tell facts rights". */
#include "sim/machine.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum { WORD_MAX = 400, AMOUNT_DIGITS = 9, SHOWN_MAX = 60 };

/* The first `len` bytes of `text`, cut short for a message. Caller frees. */
static char *shown(const char *text, size_t len)
{
    struct sbuf cut;
    sbuf_init(&cut, SHOWN_MAX);
    sbuf_add_len(&cut, text, len);
    return sbuf_take(&cut);
}

static bool parse_choice(struct machine *self, const char *text, size_t len,
                         struct machine_step *step, struct err *err)
{
    size_t count;
    const struct workflow_choice *choices = machine_choices(self, step->action, &count);
    for (size_t i = 0; i < count; i++) {
        if (strlen(choices[i].value) == len && memcmp(choices[i].value, text, len) == 0) {
            for (size_t j = 0; j < step->arg_count; j++) {
                if (step->args[j] == choices[i].value) {
                    return err_set(err, ERR_INPUT, "'%s' stands there twice", choices[i].value);
                }
            }
            step->args[step->arg_count++] = choices[i].value;
            return true;
        }
    }
    char *word = shown(text, len);
    err_set(err, ERR_INPUT, "'%s' is no choice of '%s'", word, step->action->id);
    free(word);
    return false;
}

static bool parse_many(struct machine *self, const char *text, struct machine_step *step,
                       struct err *err)
{
    if (strcmp(text, "none") == 0) {
        return true;
    }
    while (*text != '\0') {
        const size_t len = strcspn(text, " ,");
        if (step->arg_count == MACHINE_ARGS) {
            return err_set(err, ERR_INPUT, "too many choices for '%s'", step->action->id);
        }
        if (len > 0 && !parse_choice(self, text, len, step, err)) {
            return false;
        }
        text += len + (text[len] != '\0');
    }
    return true;
}

static bool parse_item(struct machine *self, const char *text, struct machine_step *step,
                       struct err *err)
{
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4) {
        return err_set(err, ERR_INPUT, "an item has four digits, like 0205");
    }
    if (catalog_find(self->course->catalog, text, scenario_act_day(self->scenario)) == NULL) {
        return err_set(err, ERR_NOT_FOUND, "the catalog has no item %s", text);
    }
    step->args[step->arg_count++] = machine_keep(self, text, 4);
    return true;
}

static bool parse_number(const char *text, struct machine_step *step, struct err *err)
{
    const size_t len = strlen(text);
    if (len == 0 || len > AMOUNT_DIGITS || strspn(text, "0123456789") != len) {
        return err_set(err, ERR_INPUT,
                       step->action->kind == WORKFLOW_MONEY
                           ? "a sum in whole yuan is needed, like 140"
                           : "a whole number is needed, like 15");
    }
    step->money = strtoll(text, NULL, 10);
    return true;
}

static bool parse_text(struct machine *self, const char *text, struct machine_step *step,
                       struct err *err)
{
    size_t bad_at;
    const size_t len = strlen(text);
    bool is_good = len > 0 && len <= WORD_MAX && text_is_valid(text, len, &bad_at);
    for (size_t i = 0; is_good && i < len; i++) {
        is_good = (unsigned char)text[i] >= 0x20 && text[i] != 0x7f;
    }
    if (!is_good) {
        return err_set(err, ERR_INPUT, "a text of one line is needed, up to %d bytes",
                       (int)WORD_MAX);
    }
    step->args[step->arg_count++] = machine_keep(self, text, len);
    return true;
}

static bool parse_argument(struct machine *self, const char *text, struct machine_step *step,
                           struct err *err)
{
    switch (step->action->kind) {
    case WORKFLOW_NONE:
        return *text == '\0' ||
               err_set(err, ERR_INPUT, "'%s' takes no argument", step->action->id);
    case WORKFLOW_ITEM:
        return parse_item(self, text, step, err);
    case WORKFLOW_MONEY:
    case WORKFLOW_WHOLE:
        return parse_number(text, step, err);
    case WORKFLOW_ONE:
        return parse_choice(self, text, strlen(text), step, err);
    case WORKFLOW_MANY:
        return parse_many(self, text, step, err);
    case WORKFLOW_TEXT:
        return parse_text(self, text, step, err);
    default:
        BUG("kind of action %d", step->action->kind);
    }
}

bool machine_parse(struct machine *self, const char *line, struct machine_step *step,
                   struct err *err)
{
    line += strspn(line, " ");
    const size_t id_len = strcspn(line, " ");
    char *id = xstrndup(line, id_len);
    *step = (struct machine_step){.action = workflow_action(self->workflow, id)};
    free(id);
    if (step->action == NULL) {
        char *word = shown(line, id_len);
        err_set(err, ERR_NOT_FOUND, "'%s' is no action of '%s'", word, self->workflow->id);
        free(word);
        return false;
    }
    char *text = xstrdup(line + id_len + strspn(line + id_len, " "));
    size_t len = strlen(text);
    while (len > 0 && text[len - 1] == ' ') {
        text[--len] = '\0';
    }
    const bool is_good = parse_argument(self, text, step, err);
    free(text);
    return is_good;
}
