#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/upkeep.h"
#include "cli/context.h"
#include "core/text.h"

enum { LABEL_COLS = 14, LEAST_COLS = 80, LEAST_ROWS = 24 };

/* One finding: what was looked at, how it is, and, if it is not good, how to mend it. */
static void tell(struct cli *self, const char *label, const char *found, const char *mend)
{
    struct sbuf line = {0};
    sbuf_add(&line, mend ? "✗ " : "✓ ");
    text_pad(&line, label, LABEL_COLS);
    sbuf_addf(&line, "  %s\n", found);
    if (mend) {
        sbuf_addf(&line, "    → %s\n", mend);
        self->status = 1;
    }
    cli_print(&line);
    sbuf_release(&line);
}

static void look_at_colours(struct cli *self, const struct terminal_facts *facts)
{
    char text[32];
    snprintf(text, sizeof text, "%d", facts->colours);
    tell(self, _("colours"), text,
         facts->colours < 8 ? _("pictures come in one colour; TERM=xterm-256color where the "
                                "terminal can do it")
                            : NULL);
}

static void look_at_terminal(struct cli *self)
{
    struct terminal_facts facts;
    self->look_at_terminal(&facts);
    tell(self, _("letters"), facts.charset,
         strcmp(facts.charset, "UTF-8") != 0 ? _("set LANG=C.UTF-8 or zh_CN.UTF-8") : NULL);
    if (!facts.is_terminal) {
        tell(self, _("terminal"), _("none: commands and 'demo' work, the full screen does not"),
             NULL);
        return;
    }
    tell(self, _("terminal"), facts.term,
         !facts.is_known ? _("TERM is unknown here; try TERM=xterm-256color") : NULL);
    char size[32];
    snprintf(size, sizeof size, "%d×%d", facts.cols, facts.rows);
    tell(self, _("size"), size,
         facts.cols < LEAST_COLS || facts.rows < LEAST_ROWS
             ? _("make the window larger or the letters smaller: 80×24 or more")
             : NULL);
    look_at_colours(self, &facts);
    tell(self, _("width of ▀ … ●"),
         !facts.is_answering ? _("the terminal does not tell")
         : facts.is_wide     ? _("two columns")
                             : _("one column"),
         facts.is_wide
             ? _("set ambiguous-width characters to narrow in the terminal's settings; "
                 "until then pictures are drawn with letters")
             : NULL);
}

static void look_at_content(struct cli *self)
{
    struct problems problems;
    problems_init(&problems);
    struct course_panels panels = {0};
    cli_check(self, NULL, 0, &panels, &problems);
    course_panels_release(&panels);
    char text[64];
    snprintf(text, sizeof text, "%zu", problems.errors);
    struct sbuf found = {0};
    sbuf_addf(&found, "%s · %s %s", self->paths->content, _("faults"), text);
    tell(self, _("content"), sbuf_text(&found),
         problems.errors ? _("'trainer check' names them") : NULL);
    sbuf_release(&found);
    problems_release(&problems);
}

/* Looking must not make a database: a missing one is only told. */
static void look_at_database(struct cli *self)
{
    char *path = cli_db_path(self);
    struct err err = {0};
    struct problems problems;
    problems_init(&problems);
    if (!file_exists(path)) {
        struct sbuf found = {0};
        sbuf_addf(&found, "%s · %s", path, _("not there yet; made at the first start"));
        tell(self, _("database"), sbuf_text(&found), NULL);
        sbuf_release(&found);
    } else if (!cli_app(self, &err) || !upkeep_check(&self->app, &problems, &err)) {
        tell(self, _("database"), path, err.text);
    } else {
        tell(self, _("database"), path,
             problems.errors ? _("'trainer db check' names the faults; restore a backup")
                             : NULL);
    }
    problems_release(&problems);
    free(path);
}

static void look_at_helper(struct cli *self)
{
    tell(self, _("drawing helper"), self->paths->print_helper,
         !file_exists(self->paths->print_helper)
             ? _("it is missing: only prepared pictures show; build or install again")
             : NULL);
}

bool cmd_doctor(struct cli *self, const struct args *args, struct err *err)
{
    (void)args;
    (void)err;
    look_at_terminal(self);
    look_at_content(self);
    look_at_helper(self);
    look_at_database(self);
    return true;
}
