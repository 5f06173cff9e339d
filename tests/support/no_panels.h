/* no_panels.h - a source of pictures that has none: a test of words needs no drawing.
 *
 * All inline: only the tests of ui/ link what this needs.
 */
#ifndef SUPPORT_NO_PANELS_H
#define SUPPORT_NO_PANELS_H

#include "art/panel.h"

static inline bool no_panel(void *context, const char *name, char **data, size_t *len,
                            struct err *err)
{
    (void)context;
    (void)data;
    (void)len;
    return err_set(err, ERR_NOT_FOUND, "no panel %s", name);
}

static const struct panel_source no_panels = {NULL, no_panel};

#endif
