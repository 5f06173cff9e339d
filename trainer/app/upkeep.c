#include "app/upkeep.h"

#include "store/upkeep.h"

bool upkeep_check(struct app *app, struct problems *problems, struct err *err)
{
    return store_check(app->store, problems, err);
}

bool upkeep_backup(struct app *app, const char *file, struct err *err)
{
    return store_backup(app->store, file, err);
}

bool upkeep_restore(const char *path, const char *file, struct sbuf *kept, struct err *err)
{
    return store_restore(path, file, kept, err);
}
