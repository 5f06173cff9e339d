/* substitute.h - letters for terminals that draw ambiguous characters two columns wide. */
#ifndef TTY_SUBSTITUTE_H
#define TTY_SUBSTITUTE_H

#include "core/frame.h"

/* What to write for the text of a one-column cell: plain ASCII, never empty. */
const char *substitute_narrow(const char *text) MUST_USE;

#endif
