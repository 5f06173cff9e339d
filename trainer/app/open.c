#include "app/bureau.h"

bool app_open(struct app *self, const char *path, const struct course *course,
              const struct paths *paths, struct err *err)
{
    struct store *store =
        store_open(path ? path : ":memory:", path ? STORE_READ_WRITE : STORE_MEMORY, err);
    if (!store)
        return false;
    struct app app = {.store = store, .course = course, .paths = paths, .shipped = course};
    if (bureau_lay_over(&app, err)) {
        *self = app;
        return true;
    }
    app_close(&app);
    return false;
}

void app_close(struct app *self)
{
    store_close(self->store);
    course_catalog_free(self->overlay);
    self->store = NULL;
    self->overlay = NULL;
}
