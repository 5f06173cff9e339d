/* places.c - the screens that can be come back to. */
#include "ui/screens.h"

static const struct screen_ops *const places[] = {&lesson_ops, &terminal_ops, &sitting_ops,
                                                  &catalog_ops};

const struct screen_ops *const *screens_with_place(size_t *count)
{
    *count = sizeof places / sizeof places[0];
    return places;
}
