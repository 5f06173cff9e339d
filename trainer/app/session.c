#include "app/app.h"

#include "app/people.h"
#include "core/sign.h"
#include "store/officers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- waiting after wrong PINs
 * -----------------------------------------------------------------
 */

/* Seconds to wait after this many wrong PINs in a row: from the fifth on, doubling to 600. */
static int delay_after(int failures)
{
    int delay = 5;
    for (int n = 5; n < failures && delay < 600; n++) {
        delay *= 2;
    }
    return failures < 5 ? 0 : delay < 600 ? delay : 600;
}

/* A clock set back must not lengthen the wait beyond the delay itself. */
static int64_t seconds_left(const struct officer_lock *lock, msec_t now)
{
    int64_t delay = delay_after(lock->failures);
    int64_t left = delay - (now - lock->failed_at) / 1000;
    return left > delay ? delay : left < 0 ? 0 : left;
}

/* The failure is written before the PIN is tried, so that many tries at once cannot share one
 * free guess. */
static bool charge_try(struct session *self, const struct officer_lock *lock, struct err *err)
{
    msec_t now = clock_now();
    int64_t left = seconds_left(lock, now);
    if (left > 0) {
        return err_set(err, ERR_NOT_ALLOWED,
                       "too many wrong PINs; wait %lld seconds and try again", (long long)left);
    }
    return officers_set_failures(self->app->store, self->who.subject, lock->failures + 1, now,
                                 err);
}

static bool check_pin(struct session *self, const char *pin, struct officer_lock *lock,
                      struct err *err)
{
    struct store *store = self->app->store;
    if (!pin || !pin[0]) {
        return err_set(err, ERR_NOT_ALLOWED, "this profile needs its PIN; type it");
    }
    if (!store_begin(store, err)) {
        return false;
    }
    free(lock->pin);
    lock->pin = NULL;
    if (!officers_lock(store, self->who.subject, lock, err) || !charge_try(self, lock, err)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, err)) {
        return false;
    }
    if (!sign_password_matches(pin, lock->pin)) {
        int delay = delay_after(lock->failures + 1);
        return delay == 0
                   ? err_set(err, ERR_NOT_ALLOWED,
                             "the PIN is wrong; try again, or ask your trainer")
                   : err_set(err, ERR_NOT_ALLOWED,
                             "the PIN is wrong; wait %d seconds before the next try", delay);
    }
    return officers_set_failures(store, self->who.subject, 0, 0, err);
}

/* --- system users on a shared host (product §1, set-up b)
 * -------------------------------------
 */

/* Bound at the first sign-in when others may write the database too; from then on only that
 * system user may be this officer. */
static bool check_system_user(struct session *self, const struct officer_lock *lock,
                              struct err *err)
{
    struct store *store = self->app->store;
    int64_t user = (int64_t)getuid();
    if (!store_is_shared(store) || lock->system_user == user) {
        return true;
    }
    if (lock->system_user != OFFICER_NO_USER) {
        return err_set(err, ERR_NOT_ALLOWED,
                       "%s (%s) belongs to another user of this computer; choose your own name",
                       self->who.name, self->who.id);
    }
    return officers_bind(store, self->who.subject, user, err);
}

/* A roster can make a trainer but holds no PIN: until one is set the profile opens for nobody.
 */
static bool is_complete(const struct officer *who, struct err *err)
{
    return who->role != ROLE_TRAINER || who->has_pin ||
           err_set(err, ERR_NOT_ALLOWED,
                   "a trainer without a PIN cannot sign in; another trainer sets it");
}

bool session_open(struct session *self, struct app *app, const char *id, const char *pin,
                  struct err *err)
{
    struct session session = {.app = app};
    struct officer_lock lock = {0};
    bool ok = officers_find(app->store, id, &session.who, err) &&
              is_complete(&session.who, err) &&
              officers_lock(app->store, session.who.subject, &lock, err) &&
              (!lock.pin[0] || check_pin(&session, pin, &lock, err)) &&
              check_system_user(&session, &lock, err);
    free(lock.pin);
    if (ok) {
        *self = session;
    }
    return ok;
}

bool session_set_pin(struct session *self, const char *officer_id, const char *pin,
                     struct err *err)
{
    struct store *store = self->app->store;
    struct officer officer;
    char hash[SIGN_PASSWORD_MAX] = "";
    if (!officers_find(store, officer_id, &officer, err)) {
        return false;
    }
    if (self->who.role != ROLE_TRAINER && strcmp(officer.subject, self->who.subject) != 0) {
        return err_set(err, ERR_NOT_ALLOWED, "only a trainer can set the PIN of somebody else");
    }
    bool is_removal = !pin || !pin[0];
    if (is_removal && officer.role == ROLE_TRAINER) {
        return err_set(err, ERR_INPUT, "a trainer needs a PIN of 4 to 12 digits");
    }
    if (!is_removal && (!people_check_pin(pin, err) || !sign_password_hash(pin, hash, err))) {
        return false;
    }
    if (!officers_set_pin(store, officer.subject, hash, self->who.subject, err)) {
        return false;
    }
    if (strcmp(officer.subject, self->who.subject) == 0) {
        self->who.has_pin = !is_removal;
    }
    return true;
}

/* --- small things remembered
 * ------------------------------------------------------------------
 */

enum { SETTING_ROOM = 64 };

bool session_setting(struct session *self, const char *name, char *value, struct err *err)
{
    char *text = NULL;
    if (!officers_setting(self->app->store, self->who.subject, name, &text, err)) {
        return false;
    }
    snprintf(value, SETTING_ROOM, "%s", text);
    free(text);
    return true;
}

bool session_set_setting(struct session *self, const char *name, const char *value,
                         struct err *err)
{
    if (strlen(value) >= SETTING_ROOM) {
        return err_set(err, ERR_INPUT, "the setting '%s' is too long", name);
    }
    return officers_set_setting(self->app->store, self->who.subject, name, value, err);
}

bool session_draft(struct session *self, const char *place, char **text, struct err *err)
{
    return officers_draft(self->app->store, self->who.subject, place, text, err);
}

bool session_set_draft(struct session *self, const char *place, const char *text,
                       struct err *err)
{
    return officers_set_draft(self->app->store, self->who.subject, place, text, err);
}
