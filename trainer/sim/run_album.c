/* run_album.c - the evidence album: the pictures taken, and those still asked for. */
#include "sim/run.h"

#include <stdlib.h>
#include <string.h>

#include "sim/run_state.h"
#include "sim/times.h"
#include "sim/words.h"

static const char album_choices[] = "photos"; /* an action that fills the album offers these */

static bool is_album_action(const struct workflow_action *action)
{
    return action->choices_from != NULL && strcmp(action->choices_from, album_choices) == 0;
}

void run_forget_album(struct run *self)
{
    for (size_t i = 0; i < self->shot_count; i++) {
        both_release(&self->shots[i].label);
    }
    free(self->shots);
    self->shots = NULL;
    self->shot_count = 0;
}

static struct run_shot *add_shot(struct run *self)
{
    self->shots = xreallocarray(self->shots, self->shot_count + 1, sizeof *self->shots);
    struct run_shot *shot = &self->shots[self->shot_count++];
    *shot = (struct run_shot){.at = ""};
    return shot;
}

/* What the case calls the picture; false if it has none of that name now. */
static bool name_shot(const struct run *self, const struct workflow_action *action,
                      const char *value, struct both *label)
{
    size_t count;
    const struct workflow_choice *choices = machine_choices(&self->machine, action, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(choices[i].value, value) == 0) {
            *label = words_both(&self->machine, &choices[i].label);
            return true;
        }
    }
    return false;
}

static void add_taken(struct run *self)
{
    for (size_t i = 0; i < self->record_count; i++) {
        const struct run_record *record = &self->records[i];
        if (!record->verdict.is_accepted || !is_album_action(record->action)) {
            continue;
        }
        struct run_shot *shot = add_shot(self);
        const char *value = strchr(record->line, ' ');
        if (value == NULL || !name_shot(self, record->action, value + 1, &shot->label)) {
            shot->label = both_copy(&record->label); /* of a subject that is not at hand */
        }
        times_text(times_start(&self->machine) + record->minutes, shot->at);
    }
}

/* Those that a goal asks for now: "photo after". */
static void add_wanted(struct run *self)
{
    const struct workflow_goal *goals = self->workflow->goals.items;
    const size_t subject = self->machine.subject;
    for (size_t i = 0; i < self->workflow->goals.count; i++) {
        const size_t len = strcspn(goals[i].model, " ");
        char *id = xstrndup(goals[i].model, len);
        const struct workflow_action *action = workflow_action(self->workflow, id);
        struct both label;
        if (action != NULL && is_album_action(action) && goals[i].model[len] == ' ' &&
            run_goal_is_open(self, &goals[i], subject) &&
            name_shot(self, action, goals[i].model + len + 1, &label)) {
            add_shot(self)->label = label;
        }
        free(id);
    }
}

size_t run_album(struct run *self, const struct run_shot **shots)
{
    run_forget_album(self);
    add_taken(self);
    if (self->mode != RUN_TEST && !run_is_over(self)) {
        add_wanted(self);
    }
    *shots = self->shots;
    return self->shot_count;
}
