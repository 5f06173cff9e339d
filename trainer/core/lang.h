/* lang.h - the two languages: texts that come in pairs, and gettext for the program's own
 * words.
 *
 * Switching works in every UTF-8 locale, C.UTF-8 included (LANGUAGE decides); in the locales C
 * and POSIX lang_init() takes C.UTF-8 for messages.
 */
#ifndef CORE_LANG_H
#define CORE_LANG_H

#include "core/err.h"
#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#define LANGS(X) X(ZH, "zh") X(EN, "en")
enum lang {
#define X(name, text) LANG_##name,
    LANGS(X)
#undef X
        LANG_COUNT
};

/* A text in both languages. Owner as its holder says. */
struct both {
    char *text[LANG_COUNT];
};

/* Bind the catalog below `locale_dir` and choose `lang`. Call after setlocale(). */
void lang_init(const char *locale_dir, enum lang lang);
void lang_set(enum lang lang); /* on the spot */
enum lang lang_now(void) MUST_USE;
const char *lang_name(enum lang lang) MUST_USE; /* "zh", "en" */
bool lang_parse(const char *name, enum lang *lang) MUST_USE;

/* From LC_ALL, LC_MESSAGES, LANG: zh* = ZH, else EN; unset/C = ZH (our users). */
enum lang lang_from_environment(void) MUST_USE;

/* The text in the language of now; the other one if it is missing; never NULL. Borrowed. */
const char *both_now(const struct both *self) MUST_USE;
void both_release(struct both *self);
/* A text that is missing becomes "". Caller releases. */
struct both both_copy(const struct both *self) MUST_USE;

#endif
