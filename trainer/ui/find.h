/* find.h - finding a catalog item: by category, or by typing a code, a word, pinyin, initials.
 */
#ifndef UI_FIND_H
#define UI_FIND_H

#include "ui/screen.h"

/* A code has two digits of category and two of item: so many there can be. */
enum { FIND_ROOM = 99, FIND_CATEGORIES = 99, FIND_CODE = 8 };
enum find_step { FIND_CATEGORY, FIND_ITEM, FIND_TYPING, FIND_RESULT };

struct find {
    enum find_step step;
    int32_t day;                                            /* items in force then */
    const struct catalog_item *categories[FIND_CATEGORIES]; /* the first item of each */
    size_t category_count;
    char category[3]; /* chosen: "02" */
    const struct catalog_item *results[FIND_ROOM];
    size_t result_count;
    struct field field;
};

void find_begin(struct find *self, const struct catalog *catalog, int32_t day);
void find_type(struct find *self); /* to the field; an empty one leads to the categories */
void find_release(struct find *self);

/* Adds question, choices or field. `catalog` may be NULL: says that there is none. */
void find_view(struct find *self, const struct catalog *catalog, struct view *view);
struct field *find_field(struct find *self) MUST_USE; /* NULL: digits choose */
void find_typed(struct find *self, const struct course *course);

/* Take a choice; true if an item was chosen: its code is in `code`. */
bool find_take(struct find *self, const struct catalog *catalog, int id,
               char code[FIND_CODE]) MUST_USE;
/* Enter in the field: true if the text is an item's whole code. */
bool find_text(struct find *self, const struct course *course, char code[FIND_CODE]) MUST_USE;
bool find_back(struct find *self); /* one step back inside; false at the beginning */

/* Where the search stands, as one line; and go there again after find_begin(). What is being
 * typed is no part of it. */
void find_place(const struct find *self, struct sbuf *out);
void find_reopen(struct find *self, const struct course *course, const char *place);

#endif
