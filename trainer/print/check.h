/* check.h - what is wrong with a panel's drawing, every fault named with its place. */
#ifndef PRINT_CHECK_H
#define PRINT_CHECK_H

#include "print/parts.h"

enum { PANEL_SVG_MAX = 100 * 1024 };

/* Print FILE:LINE:COLUMN: message to stderr for each fault; returns how many. Size, words,
 * colours outside the house palette, outlines too like their fill, stage boxes outside the
 * picture, a bubble without tail or face, parts out of date, and all that makes reading refuse
 * the file.  *library (NULL at first) is kept from panel to panel; caller frees it. */
size_t check_panel(const char *path, struct parts **library);

#endif
