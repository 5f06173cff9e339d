/* officers.h - who is in the database: profiles, PINs, settings, drafts.
 *
 * Names stand only here, so that they can be erased; events know the opaque subject.
 */
#ifndef STORE_OFFICERS_H
#define STORE_OFFICERS_H

#include "store/store.h"

enum { OFFICER_NO_USER = -1 };

struct officer_lock {    /* what signing in needs to know */
    char *pin;           /* password hash, "" = none; caller frees */
    int failures;        /* wrong PINs in a row */
    msec_t failed_at;    /* time of the last one */
    int64_t system_user; /* OFFICER_NO_USER: not bound */
};

/* In roster order (squad, id). Caller frees with free(). */
bool officers_all(struct store *self, struct officer **list, size_t *count,
                  struct err *err) MUST_USE;
/* ERR_NOT_FOUND. */
bool officers_find(struct store *self, const char *id, struct officer *out,
                   struct err *err) MUST_USE;
bool officers_of_subject(struct store *self, const char *subject, struct officer *out,
                         struct err *err) MUST_USE;
bool officers_count(struct store *self, enum role role, size_t *count,
                    struct err *err) MUST_USE;

/* Add; fills officer->subject. `by`: subject of who did it, "" = the person itself.  Event
 * officer.add.  ERR_INPUT: the id is taken. */
bool officers_add(struct store *self, struct officer *officer, const char *by,
                  struct err *err) MUST_USE;
/* Change name, squad, role and joined of the one with this subject. Event officer.change. */
bool officers_change(struct store *self, const struct officer *officer, const char *by,
                     struct err *err) MUST_USE;

bool officers_lock(struct store *self, const char *subject, struct officer_lock *out,
                   struct err *err) MUST_USE;
/* `pin` a password hash, "" = none; forgets failures. Event officer.pin. */
bool officers_set_pin(struct store *self, const char *subject, const char *pin, const char *by,
                      struct err *err) MUST_USE;
/* Count a failure (or, with count 0, forget them). */
bool officers_set_failures(struct store *self, const char *subject, int count, msec_t when,
                           struct err *err) MUST_USE;
bool officers_bind(struct store *self, const char *subject, int64_t system_user,
                   struct err *err) MUST_USE;

/* *value: caller frees, "" if unset. */
bool officers_setting(struct store *self, const char *subject, const char *name, char **value,
                      struct err *err) MUST_USE;
bool officers_set_setting(struct store *self, const char *subject, const char *name,
                          const char *value, struct err *err) MUST_USE;
bool officers_draft(struct store *self, const char *subject, const char *place, char **text,
                    struct err *err) MUST_USE;
/* "" removes it. */
bool officers_set_draft(struct store *self, const char *subject, const char *place,
                        const char *text, struct err *err) MUST_USE;

#endif
