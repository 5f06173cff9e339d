/* file.h - whole files in, whole files out: a reader never sees half a file. */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include "core/sbuf.h"

/* Read a regular file of at most `max` bytes. "-" is not special. Caller frees *data
 * (NUL-terminated). ERR_NOT_FOUND, ERR_INPUT (too large, not a regular file), ERR_IO. */
bool file_read(const char *path, size_t max, char **data, size_t *len,
               struct err *err) MUST_USE;

/* Write to a temporary name beside `path`, fsync, rename, fsync the folder. `mode` e.g. 0600.
 * A link stays and what it names is replaced; a device or pipe (/dev/stdout) is written to.
 * ERR_IO: the old file is as it was. */
bool file_write(const char *path, const void *data, size_t len, unsigned mode,
                struct err *err) MUST_USE;

bool file_exists(const char *path) MUST_USE;
bool file_make_folders(const char *path, unsigned mode,
                       struct err *err) MUST_USE; /* mkdir -p */

/* Names in a folder that end in `suffix` ("" = all), sorted by bytes, hidden ones left out.
 * *names: caller frees each and the array. */
bool file_list(const char *folder, const char *suffix, char ***names, size_t *count,
               struct err *err) MUST_USE;
void file_list_free(char **names, size_t count);

/* "a/b" joined. Caller frees. */
char *file_join(const char *folder, const char *name) MUST_USE;

/* Where the program's things are, found from the place of the executable (build tree or
 * installed); all absolute. */
struct paths {
    char *content;      /* folder with lessons/ cartoons/ quizzes/ */
    char *panels;       /* prepared panel rasters NAME.panel */
    char *data;         /* built tables (pinyin.tsv) */
    char *locale;       /* gettext catalogs */
    char *print_helper; /* trainer-print */
};
bool paths_find(struct paths *self, const char *content_or_null, struct err *err) MUST_USE;
void paths_release(struct paths *self);

#endif
