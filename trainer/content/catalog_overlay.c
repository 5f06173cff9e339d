#include "content/catalog_overlay.h"

#include <stdlib.h>
#include <string.h>

#include "content/catalog_table.h"

static void copy_both(const struct both *from, struct both *to)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        to->text[lang] = xstrdup(from->text[lang]);
}

static struct catalog_item copy_item(const struct catalog_item *from)
{
    struct catalog_item item = *from;
    copy_both(&from->category, &item.category);
    copy_both(&from->title, &item.title);
    copy_both(&from->measures, &item.measures);
    item.bands = xcalloc(from->band_count + 1, sizeof item.bands[0]);
    for (size_t i = 0; i < from->band_count; i++) {
        item.bands[i] = from->bands[i];
        item.bands[i].article = xstrdup(from->bands[i].article);
    }
    item.duty = xstrdup(from->duty);
    item.penalty = xstrdup(from->penalty);
    item.bands_text = xstrdup(from->bands_text);
    item.procedure = xstrdup(from->procedure);
    item.keywords = xstrdup(from->keywords);
    item.source = xstrdup(from->source);
    return item;
}

static void copy_sources(const struct catalog *from, struct catalog *to)
{
    to->source_count = from->source_count;
    to->sources = xcalloc(from->source_count + 1, sizeof to->sources[0]);
    for (size_t i = 0; i < from->source_count; i++) {
        const struct catalog_source *source = &from->sources[i];
        struct catalog_source *copy = &to->sources[i];
        copy_both(&source->title, &copy->title);
        copy->slug = xstrdup(source->slug);
        copy->version = xstrdup(source->version);
        copy->in_force = xstrdup(source->in_force);
        copy->source = xstrdup(source->source);
        copy->read_on = xstrdup(source->read_on);
    }
}

static bool has_version(const struct catalog *self, const struct catalog_item *wanted)
{
    size_t first, count = catalog_versions(self, wanted->code, &first);
    for (size_t i = first; i < first + count; i++)
        if (self->items[i].valid_from == wanted->valid_from)
            return true;
    return false;
}

/* Versions side by side of which one was below and one was laid over it. */
static void check_versions(const struct catalog *self, const char *file,
                           struct problems *problems)
{
    for (size_t i = 1; i < self->count; i++) {
        const struct catalog_item *before = &self->items[i - 1], *item = &self->items[i];
        bool is_mixed = (before->line == 0) != (item->line == 0);
        if (!is_mixed || strcmp(before->code, item->code) != 0 ||
            before->valid_to < item->valid_from)
            continue;
        const struct catalog_item *old = item->line == 0 ? item : before;
        char from[CLOCK_TEXT_MAX];
        calendar_format_day(old->valid_from, from);
        problems_add(
            problems, file, before->line + item->line, 1,
            "%s overlaps the version in force from %s; add that one, too, with another "
            "valid_to",
            item->code, from);
    }
}

static bool is_same_category(const struct catalog_item *a, const struct catalog_item *b)
{
    return memcmp(a->code, b->code, 2) == 0;
}

/* The first row of below in the category that begins at `at`; NULL if it is all new. */
static const struct catalog_item *old_of_category(const struct catalog *self, size_t at)
{
    for (size_t i = at; i < self->count; i++) {
        if (!is_same_category(&self->items[at], &self->items[i]))
            break;
        if (self->items[i].line == 0)
            return &self->items[i];
    }
    return NULL;
}

static void check_categories(const struct catalog *self, const char *file,
                             struct problems *problems)
{
    const struct catalog_item *old = NULL;
    for (size_t i = 0; i < self->count; i++) {
        const struct catalog_item *item = &self->items[i];
        if (i == 0 || !is_same_category(item - 1, item))
            old = old_of_category(self, i);
        for (int lang = 0; lang < LANG_COUNT && old != NULL && item->line != 0; lang++)
            if (strcmp(old->category.text[lang], item->category.text[lang]) != 0)
                problems_add(problems, file, item->line, 1,
                             "category %.2s is called '%s' here, but '%s' in the catalog",
                             item->code, item->category.text[lang], old->category.text[lang]);
    }
}

struct catalog *catalog_lay_over(const struct catalog *below, const struct catalog *rows,
                                 bool is_replacement, const char *file,
                                 struct problems *problems)
{
    struct catalog *self = xcalloc(1, sizeof *self);
    self->items = xcalloc(below->count + rows->count + 1, sizeof self->items[0]);
    for (size_t i = 0; i < below->count && !is_replacement; i++) {
        if (has_version(rows, &below->items[i]))
            continue;
        self->items[self->count] = copy_item(&below->items[i]);
        self->items[self->count++].line = 0;
    }
    for (size_t i = 0; i < rows->count; i++)
        self->items[self->count++] = copy_item(&rows->items[i]);
    copy_sources(below, self);
    qsort(self->items, self->count, sizeof self->items[0], catalog_item_compare);
    if (problems != NULL) {
        check_versions(self, file, problems);
        check_categories(self, file, problems);
    }
    return self;
}
