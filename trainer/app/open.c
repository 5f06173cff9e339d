#include "app/bureau.h"

static bool open_as(struct app *self, const char *path, enum store_open how,
                    const struct course *course, const struct paths *paths, struct err *err)
{
    struct store *store = store_open(path ? path : ":memory:", path ? how : STORE_MEMORY, err);
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

bool app_open(struct app *self, const char *path, const struct course *course,
              const struct paths *paths, struct err *err)
{
    return open_as(self, path, STORE_READ_WRITE, course, paths, err);
}

bool app_open_to_look(struct app *self, const char *path, const struct course *course,
                      const struct paths *paths, struct err *err)
{
    return open_as(self, path, STORE_WRITE_OR_READ, course, paths, err);
}

bool app_can_write(const struct app *self)
{
    return store_can_write(self->store);
}

void app_close(struct app *self)
{
    store_close(self->store);
    course_catalog_free(self->overlay);
    self->store = NULL;
    self->overlay = NULL;
}
