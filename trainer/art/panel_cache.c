#include <stdlib.h>
#include <string.h>

#include "art/panel.h"

struct entry {
    char *name;
    struct panel *panel;
    unsigned long used; /* by the cache's own count of requests */
};

struct panel_cache {
    struct panel_source source;
    struct entry *entries;
    size_t count, room;
    unsigned long requests;
};

struct panel_cache *panel_cache_new(const struct panel_source *source, size_t room)
{
    struct panel_cache *self = xcalloc(1, sizeof *self);
    self->source = *source;
    self->room = room ? room : 1;
    self->entries = xcalloc(self->room, sizeof *self->entries);
    return self;
}

static void entry_release(struct entry *entry)
{
    free(entry->name);
    panel_free(entry->panel);
}

void panel_cache_free(struct panel_cache *self)
{
    if (!self)
        return;
    for (size_t i = 0; i < self->count; i++)
        entry_release(&self->entries[i]);
    free(self->entries);
    free(self);
}

static struct panel *load(const struct panel_cache *self, const char *name)
{
    char *data = NULL;
    size_t len = 0;
    struct panel *panel = NULL;
    if (self->source.load && self->source.load(self->source.context, name, &data, &len, NULL))
        panel = panel_parse(data, len, NULL);
    free(data);
    return panel ? panel : panel_placeholder(name);
}

/* A free place, else that of the panel longest unused. */
static struct entry *place_for_one(struct panel_cache *self)
{
    if (self->count < self->room)
        return &self->entries[self->count++];
    struct entry *oldest = self->entries;
    for (size_t i = 1; i < self->count; i++)
        if (self->entries[i].used < oldest->used)
            oldest = &self->entries[i];
    entry_release(oldest);
    return oldest;
}

const struct panel *panel_cache_get(struct panel_cache *self, const char *name)
{
    self->requests++;
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->entries[i].name, name) == 0) {
            self->entries[i].used = self->requests;
            return self->entries[i].panel;
        }
    }
    struct panel *panel = load(self, name);
    struct entry *entry = place_for_one(self);
    *entry = (struct entry){xstrdup(name), panel, self->requests};
    return panel;
}
