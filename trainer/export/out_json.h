/* out_json.h - a report as JSON: {report, generated, heads, columns, rows} (product §4). */
#ifndef EXPORT_OUT_JSON_H
#define EXPORT_OUT_JSON_H

#include "core/json.h"
#include "core/report.h"

/* Numbers are JSON numbers, empty cells of numbers and dates are null. Caller frees. */
struct json *out_json(const struct report *report) MUST_USE;

#endif
