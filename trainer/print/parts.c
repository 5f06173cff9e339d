#include "print/parts.h"

#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/lang.h"

static const char *const folders[] = {"cast", "places", "props"};
static const char opening[] = "<defs id=\"parts\">\n", closing[] = "</defs>";

struct part {
    char *id;
    const struct svg *file;
    const xmlNode *node;
};

struct parts {
    char *folder; /* of the panels it serves, with its slash */
    struct svg *files;
    size_t file_count;
    struct part *items; /* sorted by id */
    size_t count;
};

static int by_id(const void *a, const void *b)
{
    const struct part *one = a, *other = b;
    return strcmp(one->id, other->id);
}

void parts_free(struct parts *self)
{
    if (!self)
        return;
    for (size_t i = 0; i < self->count; i++)
        xmlFree(self->items[i].id);
    for (size_t i = 0; i < self->file_count; i++)
        svg_release(&self->files[i]);
    free(self->items);
    free(self->files);
    free(self->folder);
    free(self);
}

/* "cartoons/panels/X.svg" gives "cartoons/panels/". Caller frees. */
static char *folder_of(const char *panel_path)
{
    const char *slash = strrchr(panel_path, '/');
    return xstrndup(panel_path, slash ? (size_t)(slash + 1 - panel_path) : 0);
}

static bool load_folder(struct parts *self, const char *folder, struct err *err)
{
    char **names = NULL;
    size_t count = 0;
    if (!file_list(folder, ".svg", &names, &count, err))
        return err_wrap(err, "%s", folder);
    bool ok = true;
    self->files = xreallocarray(self->files, self->file_count + count + 1, sizeof *self->files);
    for (size_t i = 0; i < count && ok; i++) {
        char *path = file_join(folder, names[i]);
        self->files[self->file_count] = (struct svg){0};
        ok = svg_load(&self->files[self->file_count++], path, err);
        free(path);
    }
    file_list_free(names, count);
    return ok;
}

static bool collect(struct parts *self, struct err *err)
{
    size_t room = 0;
    for (size_t i = 0; i < self->file_count; i++)
        room += self->files[i].span_count;
    self->items = xcalloc(room + 1, sizeof *self->items);
    for (size_t i = 0; i < self->file_count; i++) {
        const struct svg *file = &self->files[i];
        xmlNode *top = xmlDocGetRootElement(file->doc);
        for (xmlNode *node = top; node; node = svg_next(top, node)) {
            char *id = svg_is(node, "symbol") ? svg_attribute(node, "id") : NULL;
            if (id)
                self->items[self->count++] = (struct part){id, file, node};
        }
    }
    qsort(self->items, self->count, sizeof *self->items, by_id);
    for (size_t i = 1; i < self->count; i++)
        if (strcmp(self->items[i].id, self->items[i - 1].id) == 0)
            return svg_fail(self->items[i].file, self->items[i].node, err,
                            _("this part's id is used twice in the library"));
    return true;
}

struct parts *parts_load(struct parts *before, const char *panel_path, struct err *err)
{
    char *panels = folder_of(panel_path);
    if (before && strcmp(before->folder, panels) == 0) {
        free(panels);
        return before;
    }
    parts_free(before);
    struct parts *self = xcalloc(1, sizeof *self);
    bool ok = true;
    self->folder = panels;
    for (size_t i = 0; i < sizeof folders / sizeof *folders && ok; i++) {
        struct sbuf folder = {0}; /* "cartoons/panels/../cast" */
        sbuf_addf(&folder, "%s../%s", panels, folders[i]);
        ok = load_folder(self, sbuf_text(&folder), err);
        sbuf_release(&folder);
    }
    if (ok && collect(self, err))
        return self;
    parts_free(self);
    return NULL;
}

/* Mark the parts that `top` and what it embeds refers to; those in `except` are not looked at.
 */
static bool mark(const struct parts *self, const struct svg *file, const xmlNode *top,
                 const xmlNode *except, bool *wanted, struct err *err)
{
    bool ok = true;
    for (const xmlNode *node = top; node && ok;) {
        char *id = node == except ? NULL : svg_reference(node);
        if (id) {
            struct part key = {id, NULL, NULL};
            const struct part *part =
                bsearch(&key, self->items, self->count, sizeof *self->items, by_id);
            size_t at = part ? (size_t)(part - self->items) : 0;
            xmlNode *own = part ? NULL : svg_find(file, id);
            if (part && !wanted[at]) {
                wanted[at] = true;
                ok = mark(self, part->file, part->node, NULL, wanted, err);
            } else if (!part && (!own || (except && own->parent == except))) {
                ok = svg_fail(file, node, err, _("no part of that name in the library"));
            }
        }
        free(id);
        const xmlNode *next = node == except ? NULL : svg_next(top, node);
        if (node == except) /* step over it */
            for (const xmlNode *up = node; up != top && !next; up = up->parent)
                next = xmlNextElementSibling((xmlNode *)up);
        node = next;
    }
    return ok;
}

bool parts_for(const struct parts *self, const struct svg *panel, struct sbuf *out,
               struct err *err)
{
    xmlNode *top = xmlDocGetRootElement(panel->doc), *place = svg_find(panel, "parts");
    if (!place || !svg_is(place, "defs"))
        return svg_fail(panel, top, err, _("no <defs id=\"parts\"> for the embedded parts"));
    bool *wanted = xcalloc(self->count + 1, sizeof *wanted);
    bool ok = mark(self, panel, top, place, wanted, err);
    sbuf_add(out, opening);
    for (size_t i = 0; i < self->count && ok; i++) {
        if (!wanted[i])
            continue;
        const struct part *part = &self->items[i];
        const struct svg_span *span = svg_span(part->file, part->node);
        sbuf_add_len(out, part->file->text + span->start, span->end - span->start);
        sbuf_add_char(out, '\n');
    }
    sbuf_add(out, closing);
    free(wanted);
    return ok;
}

bool parts_are_current(const struct svg *panel, const char *wanted)
{
    const struct svg_span *span = svg_span(panel, svg_find(panel, "parts"));
    size_t len = strlen(wanted);
    return span->end - span->start == len &&
           memcmp(panel->text + span->start, wanted, len) == 0;
}

bool parts_refresh(const struct parts *self, const char *panel_path, struct err *err)
{
    struct svg panel = {0};
    struct sbuf wanted = {0}, whole = {0};
    bool ok = svg_read(&panel, panel_path, err) && parts_for(self, &panel, &wanted, err);
    if (ok && !parts_are_current(&panel, sbuf_text(&wanted))) {
        const struct svg_span *span = svg_span(&panel, svg_find(&panel, "parts"));
        sbuf_add_len(&whole, panel.text, span->start);
        sbuf_add_len(&whole, sbuf_text(&wanted), wanted.len);
        sbuf_add_len(&whole, panel.text + span->end, panel.len - span->end);
        ok = file_write(panel_path, sbuf_text(&whole), whole.len, 0644, err);
    }
    sbuf_release(&whole);
    sbuf_release(&wanted);
    svg_release(&panel);
    return ok;
}
