#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/upkeep.h"
#include "cli/context.h"

bool cmd_db_check(struct cli *self, const struct args *args, struct err *err)
{
    (void)args;
    struct app *app = cli_app_to_look(self, err);
    if (!app)
        return false;
    struct problems problems;
    problems_init(&problems);
    bool is_read = upkeep_check(app, &problems, err);
    cli_print_problems(&problems);
    if (is_read && problems.errors)
        self->status = 1;
    else if (is_read)
        printf("%s\n", _("the database is in order"));
    problems_release(&problems);
    return is_read;
}

bool cmd_db_backup(struct cli *self, const struct args *args, struct err *err)
{
    struct app *app = cli_app_to_look(self, err);
    return app && upkeep_backup(app, args->words[0], err);
}

bool cmd_db_restore(struct cli *self, const struct args *args, struct err *err)
{
    struct sbuf kept = {0};
    char *path = cli_db_path(self);
    bool is_done = upkeep_restore(path, args->words[0], &kept, err);
    if (is_done && kept.len)
        printf("%s %s\n", _("the database as it was is kept as"), sbuf_text(&kept));
    free(path);
    sbuf_release(&kept);
    return is_done;
}
