#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool copy_pages(struct store *from, struct store *to, struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->sqlite, "main", from->sqlite, "main");
    if (!backup) {
        return db_fail(to, sqlite3_errcode(to->sqlite), err);
    }
    int code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE) {
        return true;
    }
    /* a fault of reading is the source's, any other the copy's */
    bool is_source = code == SQLITE_CORRUPT || code == SQLITE_NOTADB ||
                     code == SQLITE_IOERR_READ || code == SQLITE_BUSY || code == SQLITE_LOCKED;
    return db_fail(is_source ? from : to, code, err);
}

struct store *copy_to_temporary(struct store *from, struct err *err)
{
    struct store *to = db_open("", STORE_MEMORY, err);
    if (to && !copy_pages(from, to, err)) {
        store_close(to);
        return NULL;
    }
    return to;
}

bool copy_make_single_file(struct store *self, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, "PRAGMA journal_mode = DELETE", "")) {
        return false;
    }
    int got = db_next(&rows, err);
    bool is_single = got == 1 && strcmp(db_text(&rows, 0), "delete") == 0;
    db_done(&rows);
    return is_single || (got >= 0 && db_fail(self, SQLITE_BUSY, err));
}

static bool sync_path(const char *path, int flags, struct err *err)
{
    int file = open(path, flags | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    int why = errno;
    if (file >= 0) {
        close(file);
    }
    return ok || err_set(err, ERR_STORAGE, "cannot write '%s': %s", path, strerror(why));
}

bool copy_sync_folder(const char *path, struct err *err)
{
    char *copy = xstrdup(path);
    bool ok = sync_path(dirname(copy), O_RDONLY | O_DIRECTORY, err);
    free(copy);
    return ok;
}

bool copy_to_file(struct store *from, const char *file, struct err *err)
{
    unlink(file);
    mode_t old = umask(077);
    struct store *to = db_open(file, STORE_READ_WRITE, err);
    umask(old);
    bool ok = to && copy_pages(from, to, err) && copy_make_single_file(to, err);
    store_close(to);
    ok = ok && sync_path(file, O_RDONLY, err);
    if (!ok) {
        unlink(file);
    }
    return ok;
}
