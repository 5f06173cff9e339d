/* theme.h - what each part of a screen looks like in each colour class.
 *
 * Nothing is told by colour alone: the mono column carries every difference by attributes.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "core/frame.h"

enum theme_role {
    THEME_TEXT,
    THEME_QUIET,
    THEME_STRONG,
    THEME_GOOD,
    THEME_BAD,
    THEME_BAR,     /* header and key line */
    THEME_BAR_KEY, /* the important part of them */
    THEME_NUMBER,  /* the digit before a choice */
    THEME_FOCUS,   /* the choice that Enter takes */
    THEME_SPEAKER, /* who says a line */
    THEME_PAPER,   /* printed slips and documents */
    THEME_FIELD,   /* where text is typed */
    THEME_GAUGE,   /* the full part of a bar */
    THEME_ROLE_COUNT
};

struct style theme_style(enum theme_role role, enum colour_class colours) MUST_USE;

#endif
