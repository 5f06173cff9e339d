/* scr_help.c - what this screen is for, what the picture shows, and the keys (from the table).
 */
#include "ui/screens.h"

#include "ui/action.h"

#include <stdlib.h>
#include <string.h>

struct help {
    const struct screen_ops *about;
    char *alt;
};

static void help_view(struct ui *ui, void *state, struct view *view)
{
    struct help *self = state;
    ui_header(ui, view, _("Help"), NULL);
    if (self->about->help)
        view_text(view, TONE_PLAIN, _(self->about->help));
    if (self->alt && *self->alt) {
        view_gap(view);
        view_heading(view, _("The picture"));
        view_text(view, TONE_PLAIN, self->alt);
    }
    view_gap(view);
    view_heading(view, _("Keys"));
    size_t count;
    const struct action *actions = action_table(&count);
    for (size_t i = 0; i < count; i++)
        view_pair(view, TONE_PLAIN, actions[i].shown, _(actions[i].help));
    view_gap(view);
    view_text(view, TONE_QUIET,
              _("For training only: no advice, and no real case or person. What is not law is "
                "marked as a training value."));
    view_choice(view, 1, _("Back"), NULL);
    view_default(view, 1, _("back"));
}

static void help_act(struct ui *ui, void *state, int id)
{
    (void)state;
    (void)id;
    ui_pop(ui);
}

static void help_release(void *state)
{
    struct help *self = state;
    free(self->alt);
}

static const struct screen_ops help_ops = {
    .name = "help",
    .help = N_("This is the help."),
    .state_size = sizeof(struct help),
    .view = help_view,
    .act = help_act,
    .release = help_release,
};

void scr_help_open(struct ui *ui, const struct screen_ops *about, const char *alt)
{
    if (about == &help_ops)
        return;
    char *copy = xstrdup(alt ? alt : "");
    struct help *self = ui_push(ui, &help_ops);
    self->about = about;
    self->alt = copy;
}
