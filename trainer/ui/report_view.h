/* report_view.h - a finished report as a table on the screen. */
#ifndef UI_REPORT_VIEW_H
#define UI_REPORT_VIEW_H

#include "core/report.h"
#include "ui/view.h"

void report_view(const struct report *report, struct view *view);
const char *report_title(const struct report_column *column) MUST_USE; /* language of now */
/* Column by its stable key; -1 = there is none. */
int report_column_find(const struct report *report, const char *key) MUST_USE;

#endif
