/* out_csv.h - a report as CSV: RFC 4180, CRLF, UTF-8 with a byte order mark for spreadsheets.
 *
 * The first row holds the keys of the columns.  Text cells that a spreadsheet would run as a
 * formula get an apostrophe in front; numbers and dates never do.
 */
#ifndef EXPORT_OUT_CSV_H
#define EXPORT_OUT_CSV_H

#include "core/report.h"

void out_csv(const struct report *report, struct sbuf *out);

#endif
