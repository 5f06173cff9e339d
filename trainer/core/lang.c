#include "core/lang.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "trainer"

/* glibc's count of catalog changes: gettext forgets what it looked up when it moves (gettext
 * manual, "Changing the language at runtime"). */
extern int _nl_msg_cat_cntr;

static const struct {
    const char *name;
    const char *language; /* for LANGUAGE */
} langs[LANG_COUNT] = {[LANG_ZH] = {"zh", "zh_CN"}, [LANG_EN] = {"en", "en"}};

/* gettext itself is the process's one language; this only remembers which it is */
static enum lang current = LANG_ZH;

void lang_init(const char *locale_dir, enum lang lang)
{
    /* in the locales C and POSIX gettext would not even look at LANGUAGE */
    const char *messages = setlocale(LC_MESSAGES, NULL);
    if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
        setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain(DOMAIN, locale_dir);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
    lang_set(lang);
}

void lang_set(enum lang lang)
{
    current = lang;
    setenv("LANGUAGE", langs[lang].language, 1);
    ++_nl_msg_cat_cntr;
}

enum lang lang_now(void)
{
    return current;
}

const char *lang_name(enum lang lang)
{
    return langs[lang].name;
}

bool lang_parse(const char *name, enum lang *lang)
{
    for (unsigned i = 0; i < LANG_COUNT; i++) {
        if (strcmp(name, langs[i].name) == 0) {
            *lang = (enum lang)i;
            return true;
        }
    }
    return false;
}

enum lang lang_from_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (!value || !*value)
            continue;
        bool says_nothing = strcmp(value, "POSIX") == 0 ||
                            (value[0] == 'C' && (value[1] == '\0' || value[1] == '.'));
        return says_nothing || strncmp(value, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    }
    return LANG_ZH;
}

const char *both_now(const struct both *self)
{
    if (self->text[current])
        return self->text[current];
    for (unsigned i = 0; i < LANG_COUNT; i++)
        if (self->text[i])
            return self->text[i];
    return "";
}

void both_release(struct both *self)
{
    for (unsigned i = 0; i < LANG_COUNT; i++)
        free(self->text[i]);
    *self = (struct both){0};
}

struct both both_copy(const struct both *self)
{
    struct both copy = {0};
    for (unsigned i = 0; i < LANG_COUNT; i++)
        copy.text[i] = xstrdup(self->text[i] ? self->text[i] : "");
    return copy;
}
