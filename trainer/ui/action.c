#include "ui/action.h"

#include "core/lang.h"

#include <string.h>

/* clang-format off */
static const struct action table[] = {
    {ACTION_CHOOSE,     INPUT_NONE,      "123456789", "1-9", N_("choose"),
     N_("Takes the choice with this number. In a long list 1-7 choose, 8 goes back, 9 goes on.")},
    {ACTION_ACCEPT,     INPUT_ENTER,     "",   "Enter", N_("go on"),
     N_("Goes on: takes the proposed, safe choice, or turns to the next page first.")},
    {ACTION_BACK,       INPUT_ESC,       "0",  "0", N_("back"),
     N_("Goes one screen back. Esc does the same; in a text field Esc leaves the field.")},
    {ACTION_HELP,       INPUT_F1,        "?",  "?", N_("help"),
     N_("Explains this screen and reads out the picture. F1 does the same.")},
    {ACTION_LANG,       INPUT_F2,        "",   "F2", N_("English"),
     N_("Switches between Chinese and English on the spot.")},
    {ACTION_CATALOG,    INPUT_F3,        "",   "F3", N_("law"),
     N_("Opens the catalog with the law; 0 comes back here.")},
    {ACTION_LARGE,      INPUT_F5,        "",   "F5", N_("large print"),
     N_("Large print on and off.")},
    {ACTION_QUIT,       INPUT_NONE,      "qQ", "q", N_("leave"),
     N_("Leaves the program, after asking. Nothing is lost.")},
    {ACTION_PAGE,       INPUT_NONE,      " ",  "Space", "",
     N_("Turns to the next page of a long text.")},
    {ACTION_EARLIER,    INPUT_PAGE_UP,   "",   "PgUp", "", N_("One page back.")},
    {ACTION_LATER,      INPUT_PAGE_DOWN, "",   "PgDn", "", N_("One page on.")},
    {ACTION_FOCUS_UP,   INPUT_UP,        "kK", "Up", "", N_("Moves the mark to the choice above.")},
    {ACTION_FOCUS_DOWN, INPUT_DOWN,      "jJ", "Down", "", N_("Moves the mark to the choice below; Enter takes it.")},
};
/* clang-format on */

enum { ACTIONS = sizeof table / sizeof table[0] };

const struct action *action_table(size_t *count)
{
    *count = ACTIONS;
    return table;
}

const struct action *action_find(enum action_id id)
{
    for (size_t i = 0; i < ACTIONS; i++)
        if (table[i].id == id)
            return &table[i];
    BUG("no action %d", (int)id);
}

enum action_id action_of_special(const struct input *input)
{
    if (input->kind == INPUT_NONE || input->kind == INPUT_TEXT)
        return ACTION_NONE;
    for (size_t i = 0; i < ACTIONS; i++)
        if (table[i].kind == input->kind)
            return table[i].id;
    return ACTION_NONE;
}

enum action_id action_of(const struct input *input, int *digit)
{
    *digit = 0;
    if (input->kind != INPUT_TEXT)
        return action_of_special(input);
    char key = input->text[0];
    if (input->text[1] != '\0' || key == '\0')
        return ACTION_NONE;
    if (key >= '0' && key <= '9')
        *digit = key - '0';
    for (size_t i = 0; i < ACTIONS; i++)
        if (strchr(table[i].letters, key))
            return table[i].id;
    return ACTION_NONE;
}
