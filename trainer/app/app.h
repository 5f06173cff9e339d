/* app.h - the program's state and who is using it: the root that use cases hang on.
 *
 * Everything acknowledged is committed (synchronous) before a function returns true.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "content/course.h"
#include "core/model.h"
#include "store/store.h"

struct app {
    struct store *store;         /* closed by app_close() */
    const struct course *course; /* in use: the shipped one, or `overlay`; borrowed */
    const struct paths *paths;
    const struct course *shipped; /* as loaded from files; borrowed */
    struct course *overlay;       /* with the bureau's own catalog (app/bureau.h), else NULL */
};

/* Open the database at `path`, made if missing; NULL: one in memory that is gone after
 * app_close(). Borrows `course` and `paths`.  Errors as store_open(); `self` is untouched on
 * failure. */
bool app_open(struct app *self, const char *path, const struct course *course,
              const struct paths *paths, struct err *err) MUST_USE;
/* The same for those who only look: a database that cannot be written is opened for reading,
 * and whatever would write fails. */
bool app_open_to_look(struct app *self, const char *path, const struct course *course,
                      const struct paths *paths, struct err *err) MUST_USE;
bool app_can_write(const struct app *self) MUST_USE;
void app_close(struct app *self); /* also of a zeroed app */

struct session { /* who is at the keyboard */
    struct app *app;
    struct officer who;
};

/* --- first run, signing in --------------------------------------------------------------- */

/* Officers in roster order (squad, id). Caller frees with free(). */
bool app_officers(struct app *self, struct officer **list, size_t *count,
                  struct err *err) MUST_USE;

/* Make a profile.  The first profile of a database may be a trainer (then `pin` is needed: 4-12
 * digits); later trainers only by `by`, a trainer's session.  `id` NULL: the next free number
 * is given.  ERR_INPUT bad name/id/PIN, ERR_NOT_ALLOWED. */
bool app_add_officer(struct app *self, const struct session *by, const char *id,
                     const char *name, const char *squad, enum role role, const char *joined,
                     const char *pin, struct officer *made, struct err *err) MUST_USE;

/* Sign in by id.  `pin` NULL if none was typed.  ERR_NOT_ALLOWED: wrong or missing PIN, or
 * still waiting after wrong ones (delay 0 0 0 0 5 10 20 … 600 s from the fifth on; the message
 * says how long), or bound to another system user. */
bool session_open(struct session *self, struct app *app, const char *id, const char *pin,
                  struct err *err) MUST_USE;
bool session_set_pin(struct session *self, const char *officer_id, const char *pin,
                     struct err *err) MUST_USE;

/* --- small things remembered ---------------------------------------------------------------
 */

/* A setting of this officer: "lang" zh/en, "large" 0/1, "colours" auto/256/…, "motion" 0/1. ""
 * if unset. Value holds 64 bytes. */
bool session_setting(struct session *self, const char *name, char *value,
                     struct err *err) MUST_USE;
bool session_set_setting(struct session *self, const char *name, const char *value,
                         struct err *err) MUST_USE;

/* Unsubmitted input and the place where the officer stands: replaced on change, no event.
 * *text: caller frees, "" if none. */
bool session_draft(struct session *self, const char *place, char **text,
                   struct err *err) MUST_USE;
bool session_set_draft(struct session *self, const char *place, const char *text,
                       struct err *err) MUST_USE;

#endif
