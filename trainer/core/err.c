#include "core/err.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/text.h"

static const struct {
    int status;
    const char *name;
} codes[] = {
#define X(name, status, text) [ERR_##name] = {status, text},
    ERR_CODES(X)
#undef X
};

/* what a person meets; the rest is rare enough for the system's English */
static const struct {
    int number;
    const char *text;
} system_errors[] = {
    {ENOENT, N_("there is no such file or folder")},
    {EACCES, N_("you have no right to do that")},
    {EPERM, N_("the system does not allow it")},
    {EEXIST, N_("it exists already")},
    {ENOTDIR, N_("a part of the name is no folder")},
    {EISDIR, N_("it is a folder")},
    {ENOTEMPTY, N_("the folder is not empty")},
    {ENOSPC, N_("the disk is full")},
    {EDQUOT, N_("your share of the disk is full")},
    {EFBIG, N_("the file would be too large")},
    {EROFS, N_("the disk is read-only")},
    {EIO, N_("the disk or device reports a fault")},
    {EBUSY, N_("it is in use")},
    {ENAMETOOLONG, N_("the name is too long")},
    {ELOOP, N_("links that lead in a circle")},
    {EMFILE, N_("too many files are open")},
    {ENOMEM, N_("not enough memory")},
    {EPIPE, N_("nobody reads the output")},
};

/* Set once at start by the owner of the terminal: a signal handler and err_bug() must reach it
 * without an argument. */
static void (*last_words)(void);

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    if (!err)
        return false;
    char raw[4 * ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(raw, sizeof raw, gettext(format), args);
    va_end(args);
    struct sbuf text;
    sbuf_init(&text, ERR_TEXT_MAX - 1);
    text_clean(&text, raw);
    err->code = code;
    memcpy(err->text, sbuf_text(&text), text.len + 1);
    sbuf_release(&text);
    return false;
}

bool err_wrap(struct err *err, const char *format, ...)
{
    if (!err)
        return false;
    char raw[4 * ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(raw, sizeof raw, gettext(format), args);
    va_end(args);
    struct sbuf text;
    sbuf_init(&text, ERR_TEXT_MAX - 1);
    text_clean(&text, raw);
    sbuf_add(&text, ": ");
    sbuf_add(&text, err->text);
    memcpy(err->text, sbuf_text(&text), text.len + 1);
    sbuf_release(&text);
    return false;
}

int err_exit_status(enum err_code code)
{
    return codes[code].status;
}

const char *err_code_name(enum err_code code)
{
    return codes[code].name;
}

const char *err_system(int number)
{
    for (size_t i = 0; i < sizeof system_errors / sizeof *system_errors; i++)
        if (system_errors[i].number == number)
            return _(system_errors[i].text);
    return strerror(number);
}

void err_set_last_words(void (*hook)(void))
{
    last_words = hook;
}

static void say_last_words(void)
{
    void (*hook)(void) = last_words;
    last_words = NULL; /* a hook that fails itself must not come back here */
    if (hook)
        hook();
}

void err_bug(const char *file, int line, const char *format, ...)
{
    say_last_words();
    fprintf(stderr, "trainer: %s:%d: ", file, line);
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}

static void *memory_or_stop(void *memory)
{
    if (!memory) {
        static const char line[] = "trainer: out of memory\n";
        say_last_words();
        /* nothing to be done when even this fails */
        (void)!write(STDERR_FILENO, line, sizeof line - 1);
        abort();
    }
    return memory;
}

void *xmalloc(size_t size)
{
    return memory_or_stop(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
    return memory_or_stop(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc(void *old, size_t size)
{
    return memory_or_stop(realloc(old, size ? size : 1));
}

void *xreallocarray(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        (void)memory_or_stop(NULL);
    return xrealloc(old, count * size);
}

char *xstrdup(const char *text)
{
    return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
    len = strnlen(text, len);
    char *copy = xmalloc(len + 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}
