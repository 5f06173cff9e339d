#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- whole files -------------------------------------------------------------------------- */

static bool read_all(int fd, char *data, size_t room, size_t *len)
{
    *len = 0;
    while (*len < room) {
        ssize_t got = read(fd, data + *len, room - *len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        *len += (size_t)got;
    }
    return true;
}

static bool read_open_file(int fd, const char *path, size_t max, char **data, size_t *len,
                           struct err *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return err_set(err, ERR_IO, "cannot read '%s': %s", path, err_system(errno));
    if (!S_ISREG(info.st_mode))
        return err_set(err, ERR_INPUT, "'%s' is not a file", path);
    if ((uintmax_t)info.st_size > max)
        return err_set(err, ERR_INPUT, "'%s' is too large: more than %zu bytes", path, max);
    size_t room = (size_t)info.st_size; /* a file that grows meanwhile: as it was */
    char *text = xmalloc(room + 1);
    if (!read_all(fd, text, room, len)) {
        free(text);
        return err_set(err, ERR_IO, "cannot read '%s': %s", path, err_system(errno));
    }
    text[*len] = '\0';
    *data = text;
    return true;
}

bool file_read(const char *path, size_t max, char **data, size_t *len, struct err *err)
{
    /* O_NONBLOCK: a pipe put in place of a file must not hang us */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open '%s': %s",
                       path, err_system(errno));
    bool is_ok = read_open_file(fd, path, max, data, len, err);
    close(fd);
    return is_ok;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, data, len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        data += done;
        len -= (size_t)done;
    }
    return true;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

/* A rename is only safe once its folder is on disk. */
static bool sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (fd < 0)
        return false;
    /* some network file systems know no fsync of a folder: nothing better can be done there */
    bool is_ok = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return is_ok;
}

static bool fill_and_close(int fd, const void *data, size_t len, unsigned mode)
{
    bool is_ok = fchmod(fd, (mode_t)mode) == 0 && write_all(fd, data, len) && fsync(fd) == 0;
    int error = errno;
    if (close(fd) != 0 && is_ok)
        return false;
    errno = error;
    return is_ok;
}

static bool replace_file(const char *path, const void *data, size_t len, unsigned mode)
{
    struct sbuf temporary = {0};
    sbuf_addf(&temporary, "%s.XXXXXX", path);
    int fd = mkostemp(temporary.text, O_CLOEXEC);
    bool is_renamed =
        fd >= 0 && fill_and_close(fd, data, len, mode) && rename(temporary.text, path) == 0;
    int error = errno;
    if (fd >= 0 && !is_renamed)
        unlink(temporary.text);
    sbuf_release(&temporary);
    errno = error;
    return is_renamed && sync_folder(path);
}

/* A device or pipe is written to; nothing must ever be put in its place. */
static bool write_through(const char *path, const void *data, size_t len)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return false;
    bool is_ok = write_all(fd, data, len);
    int error = errno;
    close(fd);
    errno = error;
    return is_ok;
}

bool file_write(const char *path, const void *data, size_t len, unsigned mode, struct err *err)
{
    char *target = realpath(path, NULL); /* a link stays, what it names is replaced */
    if (!target)
        target = xstrdup(path);
    struct stat info;
    bool is_special =
        stat(target, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
    bool is_ok =
        is_special ? write_through(target, data, len) : replace_file(target, data, len, mode);
    if (!is_ok)
        err_set(err, ERR_IO, "cannot write '%s': %s", path, err_system(errno));
    free(target);
    return is_ok;
}

/* --- folders ------------------------------------------------------------------------------ */

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_make_folders(const char *path, unsigned mode, struct err *err)
{
    char *part = xstrdup(path);
    size_t len = strlen(part);
    bool is_ok = true;
    for (size_t i = 1; i <= len && is_ok; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        part[i] = '\0';
        if (mkdir(part, (mode_t)mode) != 0 && !(errno == EEXIST && is_folder(part)))
            is_ok = err_set(err, ERR_IO, "cannot make the folder '%s': %s", part,
                            err_system(errno));
        part[i] = i < len ? '/' : '\0';
    }
    free(part);
    return is_ok;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t len = strlen(name), suffix_len = strlen(suffix);
    return len >= suffix_len && strcmp(name + len - suffix_len, suffix) == 0;
}

bool file_list(const char *folder, const char *suffix, char ***names, size_t *count,
               struct err *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
                       "cannot list the folder '%s': %s", folder, err_system(errno));
    char **found = NULL;
    size_t used = 0;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.' || !ends_in(entry->d_name, suffix))
            continue;
        found = xreallocarray(found, used + 1, sizeof *found);
        found[used++] = xstrdup(entry->d_name);
    }
    closedir(dir);
    if (used)
        qsort(found, used, sizeof *found, by_bytes);
    *names = found;
    *count = used;
    return true;
}

void file_list_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

char *file_join(const char *folder, const char *name)
{
    struct sbuf path = {0};
    size_t len = strlen(folder);
    sbuf_add_len(&path, folder, len);
    if (len && folder[len - 1] != '/')
        sbuf_add_char(&path, '/');
    sbuf_add(&path, name);
    return sbuf_take(&path);
}
