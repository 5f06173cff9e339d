/* workflow_join.c - several files as one workflow.  The parts are copied flat: what they point
 * to stays the files'. */
#include "content/workflow.h"

#include <stdlib.h>
#include <string.h>

#include "core/sign.h"

static void *grown(void *items, size_t count, size_t size)
{
    return xreallocarray(items, count, size);
}

/* The parts of `from` whose name is not yet among the first `before` of `to`. */
#define ADDER(type, name_of)                                                                   \
    static void add_##type(struct yaml_list *to, const struct yaml_list *from)                 \
    {                                                                                          \
        const struct workflow_##type *items = from->items;                                     \
        struct workflow_##type *parts =                                                        \
            grown(to->items, to->count + from->count + 1, sizeof *parts);                      \
        const size_t before = to->count;                                                       \
        for (size_t i = 0; i < from->count; i++) {                                             \
            size_t j = 0;                                                                      \
            while (j < before && strcmp(parts[j].name_of, items[i].name_of) != 0) {            \
                j++;                                                                           \
            }                                                                                  \
            if (j == before) {                                                                 \
                parts[to->count++] = items[i];                                                 \
            }                                                                                  \
        }                                                                                      \
        to->items = parts;                                                                     \
    }

ADDER(stage, id)
ADDER(action, id)
ADDER(goal, id)
ADDER(line, id)
ADDER(critical, id)
ADDER(light, id)
ADDER(timer, id)
ADDER(particular, id)
ADDER(document, kind)
ADDER(picture, panel)
ADDER(taught, panel)
ADDER(field, label.text[LANG_EN])

static bool is_declared(const struct workflow *self, size_t before, const char *fact)
{
    for (size_t i = 0; i < before; i++) {
        if (workflow_declaration(self->files[i], fact) != NULL) {
            return true;
        }
    }
    return false;
}

/* The facts of file `at` that no file before it declares. */
static void add_facts(struct workflow *self, size_t at)
{
    struct yaml_pairs *to = &self->facts;
    const struct yaml_pairs *from = &self->files[at]->facts;
    to->items = grown(to->items, to->count + from->count + 1, sizeof *to->items);
    for (size_t i = 0; i < from->count; i++) {
        if (!is_declared(self, at, from->items[i].key)) {
            to->items[to->count++] = from->items[i];
        }
    }
}

static void add_file(struct workflow *self, size_t at)
{
    const struct workflow *file = self->files[at];
    add_facts(self, at);
    add_stage(&self->stages, &file->stages);
    add_action(&self->actions, &file->actions);
    add_goal(&self->goals, &file->goals);
    add_line(&self->lines, &file->lines);
    add_critical(&self->criticals, &file->criticals);
    add_light(&self->lights, &file->lights);
    add_field(&self->form, &file->form);
    add_document(&self->documents, &file->documents);
    add_picture(&self->pictures, &file->pictures);
    add_taught(&self->taught, &file->taught);
    add_timer(&self->timers, &file->timers);
    add_particular(&self->particulars, &file->particulars);
    if (self->closed.text[LANG_ZH] == NULL) {
        self->closed = file->closed;
    }
    if (self->not_now.text[LANG_ZH] == NULL) {
        self->not_now = file->not_now;
    }
    if (self->qr == NULL) {
        self->qr = file->qr;
        self->qr_shown = file->qr_shown;
        self->qr_words = file->qr_words;
    }
    self->meter = self->meter != NULL ? self->meter : file->meter;
    self->fairness = self->fairness != NULL ? self->fairness : file->fairness;
}

static void hash_files(struct workflow *self)
{
    struct sign_hash_state state;
    uint8_t hash[SIGN_HASH];
    sign_hash_begin(&state);
    for (size_t i = 0; i < self->file_count; i++) {
        sign_hash_add(&state, self->files[i]->hash, strlen(self->files[i]->hash));
    }
    sign_hash_end(&state, hash);
    for (size_t i = 0; i < SIGN_HASH; i++) {
        self->hash[2 * i] = "0123456789abcdef"[hash[i] >> 4];
        self->hash[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
    }
}

struct workflow *workflow_join(const struct workflow *const *files, size_t count,
                               size_t own_count)
{
    struct workflow *self = xcalloc(1, sizeof *self);
    struct sbuf id = {0};
    self->files = xcalloc(count + 1, sizeof *self->files);
    self->file_count = count;
    self->own_count = own_count;
    self->title = files[0]->title;
    self->file = files[0]->file;
    for (size_t i = 0; i < count; i++) {
        self->files[i] = files[i];
        add_file(self, i);
        if (i < own_count) {
            sbuf_addf(&id, "%s%s", i > 0 ? "+" : "", files[i]->id);
        }
    }
    workflow_order_facts(self);
    self->id = sbuf_take(&id);
    if (count == 1) { /* a file alone is known by its own bytes */
        memcpy(self->hash, files[0]->hash, sizeof self->hash);
    } else {
        hash_files(self);
    }
    return self;
}

void workflow_part(struct workflow *self)
{
    struct yaml_list *lists[] = {&self->stages,      &self->actions,   &self->goals,
                                 &self->lines,       &self->criticals, &self->lights,
                                 &self->form,        &self->documents, &self->timers,
                                 &self->particulars, &self->pictures,  &self->taught};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        free(lists[i]->items);
    }
    free(self->facts.items);
    free(self->files);
    free(self->id);
}
