/* keep.c - the place and the unsubmitted text, so that "continue" leads back to both. */
#include "ui/screen.h"

#include "ui/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Drafts: "place" = "SCREEN ARGUMENTS", "field" = "SCREEN CURSOR TEXT". */

static void keep_draft(struct ui *self, const char *name, const char *text)
{
    struct err err = {0};
    if (!session_set_draft(&self->session, name, text, &err))
        ui_fail(self, &err);
}

void ui_forget_place(struct ui *self)
{
    if (!self->is_signed_in || self->place[0] == '\0')
        return;
    free(self->place);
    self->place = xstrdup("");
    keep_draft(self, "place", "");
}

static void keep_place(struct ui *self)
{
    struct sbuf place;
    sbuf_init(&place, 0);
    for (size_t i = self->depth; i-- > 0;) {
        const struct screen *screen = &self->screens[i];
        sbuf_clear(&place);
        sbuf_addf(&place, "%s ", screen->ops->name);
        if (!screen->ops->place || !screen->ops->place(screen->state, &place))
            continue;
        if (strcmp(sbuf_text(&place), self->place) != 0) {
            free(self->place);
            self->place = xstrdup(sbuf_text(&place));
            keep_draft(self, "place", self->place);
        }
        break;
    }
    sbuf_release(&place);
}

static void keep_field(struct ui *self)
{
    struct field *field = ui_field(self);
    self->is_draft_due = false;
    if (!field) {
        keep_draft(self, "field", "");
        return;
    }
    if (field->is_secret)
        return;
    struct sbuf text;
    sbuf_init(&text, 0);
    sbuf_addf(&text, "%s %zu %s", ui_top(self)->ops->name, field->cursor, field_text(field));
    keep_draft(self, "field", sbuf_text(&text));
    sbuf_release(&text);
}

void ui_keep(struct ui *self)
{
    if (!self->is_signed_in || self->depth == 0)
        return;
    keep_place(self);
    if (self->is_draft_due)
        keep_field(self);
}

/* the text that was being typed in this screen */
static void restore_field(struct ui *self)
{
    struct field *field = ui_field(self);
    char *kept = NULL;
    struct err err = {0};
    if (!field || !session_draft(&self->session, "field", &kept, &err))
        return;
    char screen[32];
    size_t cursor = 0;
    int used = 0;
    if (sscanf(kept, "%31s %zu %n", screen, &cursor, &used) == 2 && used > 0 &&
        strcmp(screen, ui_top(self)->ops->name) == 0) {
        field_set(field, kept + used, cursor);
        if (ui_top(self)->ops->typed)
            ui_top(self)->ops->typed(self, ui_top(self)->state);
    }
    free(kept);
}

bool ui_continue(struct ui *self)
{
    char *place = NULL;
    struct err err = {0};
    if (!session_draft(&self->session, "place", &place, &err)) {
        ui_fail(self, &err);
        return false;
    }
    size_t depth = self->depth, count;
    const struct screen_ops *const *screens = screens_with_place(&count);
    size_t name = strcspn(place, " ");
    for (size_t i = 0; i < count; i++)
        if (strlen(screens[i]->name) == name && strncmp(screens[i]->name, place, name) == 0)
            screens[i]->reopen(self, place[name] ? place + name + 1 : "");
    if (self->depth > depth) {
        restore_field(self);
        free(self->place);
        self->place = xstrdup(place);
    }
    free(place);
    return self->depth > depth;
}
