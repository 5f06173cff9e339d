#include "ui/find.h"

#include <stdio.h>
#include <string.h>

enum { FIND_SEARCH_ID = 5000, FIND_GRAPHEMES = 40, PREVIEW = 5 };

static bool is_in_force(const struct catalog_item *item, int32_t day)
{
    return item->valid_from <= day && day <= item->valid_to;
}

void find_begin(struct find *self, const struct catalog *catalog, int32_t day)
{
    memset(self, 0, sizeof *self);
    self->day = day;
    field_init(&self->field, FIND_GRAPHEMES);
    for (size_t i = 0; catalog && i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        size_t last = self->category_count;
        if (!is_in_force(item, day) ||
            (last > 0 && strncmp(self->categories[last - 1]->code, item->code, 2) == 0))
            continue;
        if (last < FIND_CATEGORIES)
            self->categories[self->category_count++] = item;
    }
}

void find_type(struct find *self)
{
    self->step = FIND_TYPING;
    self->result_count = 0;
    field_set(&self->field, "", 0);
}

void find_release(struct find *self)
{
    field_release(&self->field);
}

static void list_category(struct find *self, const struct catalog *catalog)
{
    self->result_count = 0;
    for (size_t i = 0; i < catalog->count && self->result_count < FIND_ROOM; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (strncmp(item->code, self->category, 2) == 0 && is_in_force(item, self->day))
            self->results[self->result_count++] = item;
    }
}

static void view_items(const struct find *self, struct view *view)
{
    for (size_t i = 0; i < self->result_count; i++) {
        char label[400];
        snprintf(label, sizeof label, "%s %s", self->results[i]->code,
                 both_now(&self->results[i]->title));
        view_choice(view, (int)i, label, NULL);
    }
    view->is_list = true;
}

static void view_categories(const struct find *self, struct view *view)
{
    view_ask(view, _("Which category?"));
    view_choice(view, FIND_SEARCH_ID, _("Search, or type a code"), NULL);
    for (size_t i = 0; i < self->category_count; i++) {
        const struct catalog_item *item = self->categories[i];
        char label[400];
        snprintf(label, sizeof label, "%.2s %s", item->code, both_now(&item->category));
        view_choice(view, (int)i, label, NULL);
    }
    view_default(view, FIND_SEARCH_ID, _("search"));
}

static void view_typing_step(struct find *self, struct view *view)
{
    for (size_t i = 0; i < self->result_count && i < PREVIEW; i++)
        view_textf(view, TONE_PLAIN, "%s %s", self->results[i]->code,
                   both_now(&self->results[i]->title));
    if (self->result_count > PREVIEW)
        view_textf(view, TONE_QUIET, _("and %zu more"), self->result_count - PREVIEW);
    if (self->result_count == 0 && field_text(&self->field)[0] != '\0')
        view_text(view, TONE_QUIET, _("Nothing found."));
    if (field_text(&self->field)[0] == '\0')
        view_text(view, TONE_QUIET, _("Enter alone: the list of categories."));
    view_typing(view, _("A code, a word, pinyin or its initials:"), &self->field);
}

void find_view(struct find *self, const struct catalog *catalog, struct view *view)
{
    if (!catalog) {
        view_text(view, TONE_BAD, _("The catalog cannot be read; \"trainer check\" says why."));
        return;
    }
    switch (self->step) {
    case FIND_CATEGORY:
        view_categories(self, view);
        break;
    case FIND_TYPING:
        view_typing_step(self, view);
        break;
    case FIND_ITEM:
    case FIND_RESULT:
        view_ask(view, self->result_count > 0 ? _("Which item?") : _("Nothing found."));
        view_items(self, view);
        if (self->step == FIND_RESULT)
            view_choice(view, FIND_SEARCH_ID, _("Search again"), NULL);
        break;
    }
}

struct field *find_field(struct find *self)
{
    return self->step == FIND_TYPING ? &self->field : NULL;
}

void find_typed(struct find *self, const struct course *course)
{
    self->result_count = 0;
    if (course->search)
        self->result_count =
            search_find(course->search, field_text(&self->field), self->results, FIND_ROOM);
}

bool find_take(struct find *self, const struct catalog *catalog, int id, char code[FIND_CODE])
{
    if (id == FIND_SEARCH_ID) {
        find_type(self);
        return false;
    }
    if (self->step == FIND_CATEGORY) {
        snprintf(self->category, sizeof self->category, "%.2s", self->categories[id]->code);
        list_category(self, catalog);
        self->step = FIND_ITEM;
        return false;
    }
    if ((size_t)id >= self->result_count)
        return false;
    snprintf(code, FIND_CODE, "%s", self->results[id]->code);
    return true;
}

bool find_text(struct find *self, const struct course *course, char code[FIND_CODE])
{
    const char *text = field_text(&self->field);
    if (strlen(text) == 4 && catalog_find(course->catalog, text, self->day)) {
        snprintf(code, FIND_CODE, "%s", text);
        return true;
    }
    find_typed(self, course);
    self->step = text[0] ? FIND_RESULT : FIND_CATEGORY;
    return false;
}

bool find_back(struct find *self)
{
    switch (self->step) {
    case FIND_CATEGORY:
        return false;
    case FIND_RESULT:
        find_type(self); /* empty, so that Enter alone leads on to the categories */
        return true;
    case FIND_ITEM:
    case FIND_TYPING:
        self->step = FIND_CATEGORY;
        return true;
    }
    return false;
}

void find_place(const struct find *self, struct sbuf *out)
{
    sbuf_addf(out, "%d %s %s", (int)self->step, self->category[0] ? self->category : "-",
              self->step == FIND_RESULT ? field_text(&self->field) : "");
}

void find_reopen(struct find *self, const struct course *course, const char *place)
{
    int step = 0, used = 0;
    char category[sizeof self->category];
    if (!course->catalog || sscanf(place, "%d %2s %n", &step, category, &used) != 2)
        return;
    snprintf(self->category, sizeof self->category, "%s", category);
    if (step == FIND_TYPING) {
        self->step = FIND_TYPING;
    } else if (step == FIND_ITEM) {
        list_category(self, course->catalog);
        self->step = FIND_ITEM;
    } else if (step == FIND_RESULT && used > 0) {
        field_set(&self->field, place + used, strlen(place + used));
        find_typed(self, course);
        self->step = FIND_RESULT;
    }
}
