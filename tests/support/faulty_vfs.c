#include "support/faulty_vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pending {          /* a write that no sync has followed yet */
    struct pending *next; /* in order of writing */
    sqlite3_int64 at;
    int len;
    unsigned char bytes[];
};

struct faulty_file {
    sqlite3_file base;
    sqlite3_file *real;
    struct pending *first, *last;
};

static sqlite3_vfs *real_vfs;
static enum faulty_action action;
static long action_at, changes;

void faulty_arm(enum faulty_action what, long at)
{
    action = what;
    action_at = at;
    changes = 0;
}

long faulty_changes(void)
{
    return changes;
}

static int change(int error_code)
{
    changes++;
    if (action == FAULTY_NOTHING || changes < action_at) {
        return SQLITE_OK;
    }
    if (action == FAULTY_KILL) {
        kill(getpid(), SIGKILL);
    }
    return action == FAULTY_FULL ? SQLITE_FULL : error_code;
}

static struct faulty_file *of(sqlite3_file *file)
{
    return (struct faulty_file *)file;
}

static int flush_pending(struct faulty_file *self)
{
    int code = SQLITE_OK;
    while (self->first) {
        struct pending *one = self->first;
        if (code == SQLITE_OK) {
            code = self->real->pMethods->xWrite(self->real, one->bytes, one->len, one->at);
        }
        self->first = one->next;
        free(one);
    }
    self->last = NULL;
    return code;
}

static int f_close(sqlite3_file *file)
{
    struct faulty_file *self = of(file);
    int code = flush_pending(self);
    int closed = self->real->pMethods->xClose(self->real);
    free(self->real);
    return code == SQLITE_OK ? closed : code;
}

static int f_size(sqlite3_file *file, sqlite3_int64 *size)
{
    struct faulty_file *self = of(file);
    int code = self->real->pMethods->xFileSize(self->real, size);
    for (struct pending *one = self->first; one; one = one->next) {
        if (one->at + one->len > *size) {
            *size = one->at + one->len;
        }
    }
    return code;
}

static void overlay(const struct pending *one, unsigned char *buffer, int len, sqlite3_int64 at)
{
    sqlite3_int64 from = one->at > at ? one->at : at;
    sqlite3_int64 to = one->at + one->len < at + len ? one->at + one->len : at + len;
    if (from < to) {
        memcpy(buffer + (from - at), one->bytes + (from - one->at), (size_t)(to - from));
    }
}

static int f_read(sqlite3_file *file, void *buffer, int len, sqlite3_int64 at)
{
    struct faulty_file *self = of(file);
    sqlite3_int64 size = 0;
    int code = self->real->pMethods->xRead(self->real, buffer, len, at);
    if ((code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) || !self->first) {
        return code;
    }
    for (struct pending *one = self->first; one; one = one->next) {
        overlay(one, buffer, len, at);
    }
    code = f_size(file, &size);
    return code == SQLITE_OK && size < at + len ? SQLITE_IOERR_SHORT_READ : code;
}

static int f_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    struct faulty_file *self = of(file);
    int code = change(SQLITE_IOERR_WRITE);
    if (code != SQLITE_OK) {
        return code;
    }
    struct pending *one = malloc(sizeof *one + (size_t)len);
    if (!one) {
        return SQLITE_NOMEM;
    }
    one->next = NULL;
    one->at = at;
    one->len = len;
    memcpy(one->bytes, bytes, (size_t)len);
    if (self->last) {
        self->last->next = one;
    } else {
        self->first = one;
    }
    self->last = one;
    return SQLITE_OK;
}

static int f_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int code = change(SQLITE_IOERR_TRUNCATE);
    code = code == SQLITE_OK ? flush_pending(of(file)) : code;
    return code == SQLITE_OK ? of(file)->real->pMethods->xTruncate(of(file)->real, size) : code;
}

static int f_sync(sqlite3_file *file, int flags)
{
    int code = change(SQLITE_IOERR_FSYNC);
    code = code == SQLITE_OK ? flush_pending(of(file)) : code;
    return code == SQLITE_OK ? of(file)->real->pMethods->xSync(of(file)->real, flags) : code;
}

static int f_lock(sqlite3_file *file, int level)
{
    return of(file)->real->pMethods->xLock(of(file)->real, level);
}

static int f_unlock(sqlite3_file *file, int level)
{
    return of(file)->real->pMethods->xUnlock(of(file)->real, level);
}

static int f_reserved(sqlite3_file *file, int *is)
{
    return of(file)->real->pMethods->xCheckReservedLock(of(file)->real, is);
}

static int f_control(sqlite3_file *file, int what, void *argument)
{
    return of(file)->real->pMethods->xFileControl(of(file)->real, what, argument);
}

static int f_sector(sqlite3_file *file)
{
    return of(file)->real->pMethods->xSectorSize(of(file)->real);
}

static int f_device(sqlite3_file *file)
{
    return of(file)->real->pMethods->xDeviceCharacteristics(of(file)->real);
}

static int f_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    return of(file)->real->pMethods->xShmMap(of(file)->real, page, size, extend, at);
}

static int f_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return of(file)->real->pMethods->xShmLock(of(file)->real, offset, n, flags);
}

static void f_shm_barrier(sqlite3_file *file)
{
    of(file)->real->pMethods->xShmBarrier(of(file)->real);
}

static int f_shm_unmap(sqlite3_file *file, int remove)
{
    return of(file)->real->pMethods->xShmUnmap(of(file)->real, remove);
}

static const sqlite3_io_methods methods = {
    2,          f_close,       f_read,      f_write,   f_truncate, f_sync,   f_size,
    f_lock,     f_unlock,      f_reserved,  f_control, f_sector,   f_device, f_shm_map,
    f_shm_lock, f_shm_barrier, f_shm_unmap, NULL,      NULL};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct faulty_file *self = of(file);
    memset(self, 0, sizeof *self);
    self->real = calloc(1, (size_t)real_vfs->szOsFile);
    if (!self->real) {
        return SQLITE_NOMEM;
    }
    int code = real_vfs->xOpen(real_vfs, name, self->real, flags, out);
    if (code != SQLITE_OK) {
        free(self->real);
        return code;
    }
    self->base.pMethods = &methods;
    return SQLITE_OK;
}

static int v_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    int code = change(SQLITE_IOERR_DELETE);
    return code == SQLITE_OK ? real_vfs->xDelete(real_vfs, name, sync) : code;
}

void faulty_register(void)
{
    static sqlite3_vfs faulty;
    real_vfs = sqlite3_vfs_find(NULL);
    faulty = *real_vfs; /* what is not replaced goes to the real one */
    faulty.zName = "faulty";
    faulty.szOsFile = sizeof(struct faulty_file);
    faulty.pNext = NULL;
    faulty.xOpen = v_open;
    faulty.xDelete = v_delete;
    if (sqlite3_vfs_register(&faulty, 1) != SQLITE_OK) {
        abort();
    }
}
