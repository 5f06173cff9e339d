#include "app/people.h"

#include "core/calendar.h"
#include "core/lang.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

static const char *const role_names[] = {
#define X(name, text) text,
    ROLES(X)
#undef X
};

const char *people_role_name(enum role role)
{
    return role_names[role];
}

bool people_parse_role(const char *name, enum role *role)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (strcmp(name, role_names[i]) == 0) {
            *role = (enum role)i;
            return true;
        }
    }
    return false;
}

bool people_check_id(const char *id, struct err *err)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789._-";
    size_t len = strlen(id);
    if (len == 0) {
        return err_set(err, ERR_INPUT, "the number is missing; type a service number");
    }
    if (strspn(id, allowed) != len) {
        return err_set(err, ERR_INPUT,
                       "the number '%s' has other characters than A-Z a-z 0-9 . _ -", id);
    }
    if (len >= OFFICER_ID_MAX) {
        return err_set(err, ERR_INPUT, "the number has %zu characters; at most %d are possible",
                       len, OFFICER_ID_MAX - 1);
    }
    return true;
}

static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

static void trim(struct sbuf *cleaned, const char **start, size_t *len)
{
    *start = sbuf_text(cleaned);
    *start += strspn(*start, " ");
    *len = strlen(*start);
    while (*len > 0 && (*start)[*len - 1] == ' ') {
        (*len)--;
    }
}

bool people_clean_name(const char *what, const char *text, bool may_be_empty, char *out,
                       struct err *err)
{
    size_t bad_at;
    if (!text_is_valid(text, strlen(text), &bad_at)) {
        return err_set(err, ERR_INPUT, "the %s is not UTF-8 text", _(what));
    }
    struct sbuf cleaned = {0};
    text_clean(&cleaned, text);
    const char *start;
    size_t len;
    trim(&cleaned, &start, &len);
    size_t characters = count_characters(start);
    bool ok = true;
    if (len == 0 && !may_be_empty) {
        ok = err_set(err, ERR_INPUT, "the %s is empty; type at least one character", _(what));
    } else if (characters > NAME_MAX_CHARACTERS || len >= NAME_MAX_BYTES) {
        ok = err_set(err, ERR_INPUT,
                     "the %s has %zu characters; at most %d are possible, shorten it", _(what),
                     characters, NAME_MAX_CHARACTERS);
    } else {
        memcpy(out, start, len);
        out[len] = '\0';
    }
    sbuf_release(&cleaned);
    return ok;
}

bool people_check_joined(const char *joined, struct err *err)
{
    int32_t day;
    if (joined[0] && !calendar_parse_day(joined, &day)) {
        return err_set(err, ERR_INPUT, "'%s' is no day; write it as 2026-11-22", joined);
    }
    return true;
}

bool people_check_pin(const char *pin, struct err *err)
{
    size_t len = strlen(pin);
    if (len < PIN_MIN || len > PIN_MAX || strspn(pin, "0123456789") != len) {
        return err_set(err, ERR_INPUT, "a PIN has %d to %d digits", PIN_MIN, PIN_MAX);
    }
    return true;
}
