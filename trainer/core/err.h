/* err.h - one error value, filled in by whoever fails, untouched on success.
 *
 * A fallible function takes `struct err *err` last and returns false or NULL; so calls chain
 * with `&&`.  A message is lower case without a full stop: what failed, then what the person
 * can do.  Formats are msgids: err_set() and err_wrap() translate them, nobody else does.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))
#define NORETURN __attribute__((noreturn))
#define NEVER_NULL __attribute__((returns_nonnull, warn_unused_result))

/* name, exit status (product contract: 1 the answer is no, 2 usage, 3 bad input, 4 storage,
 * 5 not allowed), short English name for logs */
#define ERR_CODES(X)                                                                           \
    X(NONE, 0, "none")                                                                         \
    X(NO, 1, "answer is no")                                                                   \
    X(NOT_FOUND, 1, "not found")                                                               \
    X(USAGE, 2, "wrong usage")                                                                 \
    X(INPUT, 3, "bad input")                                                                   \
    X(STORAGE, 4, "storage")                                                                   \
    X(BUSY, 4, "storage is busy")                                                              \
    X(IO, 4, "file or device")                                                                 \
    X(NOT_ALLOWED, 5, "not allowed")

enum err_code {
#define X(name, status, text) ERR_##name,
    ERR_CODES(X)
#undef X
};

enum { ERR_TEXT_MAX = 512 };

struct err {
    enum err_code code;
    char text[ERR_TEXT_MAX]; /* UTF-8, cut at a character boundary, no control characters */
};

/* Fill `err` (may be NULL: then nothing is kept).  Always returns false.
 * `format` is a msgid; it is translated here. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Put "format: " before the message that `err` already holds; keeps the code.  Returns false.
 */
bool err_wrap(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* The exit status of a code, 0-5. */
int err_exit_status(enum err_code code) MUST_USE;

/* A short stable English name, e.g. for logs and JSON. */
const char *err_code_name(enum err_code code) MUST_USE;

/* What an errno means, in the language of now: strerror() knows no Chinese in most locales.
 * For the end of a message: "cannot open '%s': %s". Valid until the next strerror(). */
const char *err_system(int number) MUST_USE;

/* The impossible happened: runs the hook set by err_set_last_words (which restores the
 * terminal), prints place and message to stderr, aborts. */
#define BUG(...) err_bug(__FILE__, __LINE__, __VA_ARGS__)
void err_bug(const char *file, int line, const char *format, ...) PRINTF_LIKE(3, 4) NORETURN;
void err_set_last_words(void (*hook)(void));

/* Memory that is there or the program stops with one line. Caller frees with free(). */
void *xmalloc(size_t size) NEVER_NULL;
void *xcalloc(size_t count, size_t size) NEVER_NULL;
void *xrealloc(void *old, size_t size) NEVER_NULL;
void *xreallocarray(void *old, size_t count, size_t size) NEVER_NULL;
char *xstrdup(const char *text) NEVER_NULL;
char *xstrndup(const char *text, size_t len) NEVER_NULL;

#endif
