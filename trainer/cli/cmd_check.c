/* cmd_check.c - all content, or what is named: texts, links, drawings, and the cases played. */
#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "art/fit.h"
#include "cli/context.h"
#include "export/print_client.h"
#include "sim/rehearsal.h"

/* What shows only when the cases are played. */
static void rehearse(const struct cli *self, struct problems *problems)
{
    struct err err = {0};
    struct course *course = course_load(self->paths, COURSE_WORKFLOWS, &err);
    if (course != NULL)
        rehearsal_check(course, problems);
    course_free(course);
}

struct told {
    const char *path;
    struct problems *problems;
};

static void tell(void *context, const char *message)
{
    struct told *told = context;
    problems_add(told->problems, told->path, 1, 1, "%s", message);
}

/* What shows only when a panel is drawn. */
static void draw(const struct cli *self, const char *path, struct problems *problems)
{
    struct told told = {path, problems};
    struct err err = {0};
    char *data = NULL;
    size_t len = 0;
    if (!print_client_raster(self->print, path, &data, &len, &err) ||
        (fit_check(data, len, tell, &told, &err) > 0 && err.code))
        problems_add(problems, path, 0, 0, "%s", err.text);
    free(data);
}

bool cmd_check(struct cli *self, const struct args *args, struct err *err)
{
    (void)err;
    struct course_panels panels = {0};
    struct problems problems;
    problems_init(&problems);
    cli_check(self, args->words, args->count, &panels, &problems);
    if (args->count == 0 && problems.errors == 0)
        rehearse(self, &problems);
    for (size_t i = 0; i < panels.count && problems.errors == 0; i++)
        draw(self, panels.paths[i], &problems);
    struct err found = {0};
    if (cli_problems(&problems, &found)) {
        printf("%s\n", _("everything is in order"));
    } else {
        cli_complain(&found);
        self->status = 1;
    }
    problems_release(&problems);
    course_panels_release(&panels);
    return true;
}
