/* report.h - tables for the trainer: the same rows for the screen and every file format. */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/app.h"
#include "core/report.h"

/* report progress: columns
 * id,name,squad,level,lessons_done,quiz_best,scenarios_passed,reviews_due,last_active,next_step,expires
 * (product §4). `squad` NULL = all; `since` 0 = all, else officers active since. Release with
 * report_release().
 *
 * out->heads: {station, epoch, seq, hash, key, signature} of each chain of events as it stood
 * when the rows were read, signed by this station (store/heads.h); key and signature are null
 * where it cannot sign. */
bool report_progress(struct app *app, const char *squad, msec_t since, struct report *out,
                     struct err *err) MUST_USE;

#endif
