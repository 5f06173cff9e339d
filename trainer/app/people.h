/* people.h - inside app/: what a valid profile is; shared by profiles and the roster. */
#ifndef APP_PEOPLE_H
#define APP_PEOPLE_H

#include "core/model.h"

enum { NAME_MAX_CHARACTERS = 100, PIN_MIN = 4, PIN_MAX = 12 };

/* A-Z a-z 0-9 . _ - and at most 32 of them. ERR_INPUT. */
bool people_check_id(const char *id, struct err *err) MUST_USE;
/* Clean `text` (no control or invisible characters, no blanks at the ends) into `out`, which
 * holds NAME_MAX_BYTES. `what` is shown in messages ("name", "squad"). ERR_INPUT: empty when
 * that is not allowed, not UTF-8, over 100 characters. */
bool people_clean_name(const char *what, const char *text, bool may_be_empty, char *out,
                       struct err *err) MUST_USE;
/* "" or a real day as 2026-11-22. */
bool people_check_joined(const char *joined, struct err *err) MUST_USE;
bool people_check_pin(const char *pin, struct err *err) MUST_USE; /* 4-12 digits */

const char *people_role_name(enum role role) MUST_USE; /* "officer" … as in files */
bool people_parse_role(const char *name, enum role *role) MUST_USE;

#endif
