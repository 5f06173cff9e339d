#include "app/app.h"

#include "app/people.h"
#include "core/lang.h"
#include "core/sign.h"
#include "store/officers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool app_officers(struct app *self, struct officer **list, size_t *count, struct err *err)
{
    return officers_all(self->store, list, count, err);
}

/* The smallest number from 001 on that nobody has. */
static bool next_free_id(struct app *self, char *id, struct err *err)
{
    for (int n = 1; n < 1000000; n++) {
        snprintf(id, OFFICER_ID_MAX, "%03d", n);
        struct officer taken;
        struct err none = {0};
        if (!officers_find(self->store, id, &taken, &none)) {
            return none.code == ERR_NOT_FOUND || err_set(err, none.code, "%s", none.text);
        }
    }
    return err_set(err, ERR_INPUT, "every number is taken; type a service number");
}

/* Only the first profile of a database may make itself trainer (product §1). */
static bool may_add(struct app *self, const struct session *by, enum role role, const char *pin,
                    struct err *err)
{
    if (role != ROLE_TRAINER || (by && by->who.role == ROLE_TRAINER)) {
        return role != ROLE_TRAINER || pin ||
               err_set(err, ERR_INPUT, "a trainer needs a PIN of 4 to 12 digits");
    }
    struct officer *all;
    size_t count;
    if (!officers_all(self->store, &all, &count, err)) {
        return false;
    }
    free(all);
    if (count > 0) {
        return err_set(err, ERR_NOT_ALLOWED,
                       "only a trainer can add another trainer; sign in as a trainer");
    }
    return pin || err_set(err, ERR_INPUT, "a trainer needs a PIN of 4 to 12 digits");
}

static bool add(struct app *self, const struct session *by, struct officer *made,
                const char *id, const char *hash, struct err *err)
{
    const char *who = by ? by->who.subject : "";
    if (id) {
        snprintf(made->id, sizeof made->id, "%s", id);
    } else if (!next_free_id(self, made->id, err)) {
        return false;
    }
    return officers_add(self->store, made, who, err) &&
           (!hash[0] || officers_set_pin(self->store, made->subject, hash, who, err));
}

bool app_add_officer(struct app *self, const struct session *by, const char *id,
                     const char *name, const char *squad, enum role role, const char *joined,
                     const char *pin, struct officer *made, struct err *err)
{
    struct officer officer = {.role = role, .has_pin = pin};
    const char *day = joined ? joined : "";
    char hash[SIGN_PASSWORD_MAX] = "";
    if (!(!id || people_check_id(id, err)) ||
        !people_clean_name(N_("name"), name, false, officer.name, err) ||
        !people_clean_name(N_("squad"), squad ? squad : "", true, officer.squad, err) ||
        !people_check_joined(day, err) || !(!pin || people_check_pin(pin, err)) ||
        !(!pin || sign_password_hash(pin, hash, err))) {
        return false;
    }
    snprintf(officer.joined, sizeof officer.joined, "%s", day);
    if (!store_begin(self->store, err)) {
        return false;
    }
    if (!may_add(self, by, role, pin, err) || !add(self, by, &officer, id, hash, err)) {
        store_rollback(self->store);
        return false;
    }
    if (!store_commit(self->store, err)) {
        return false;
    }
    *made = officer;
    return true;
}
