#include "support/sandbox.h"

#include "core/clock.h"
#include "core/sign.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void stop(const char *what)
{
    perror(what);
    abort();
}

void sandbox_set_time(const char *when)
{
    struct err err = {0};
    if (setenv("TRAINER_NOW", when, 1) != 0 || !clock_init(&err)) {
        stop(err.text);
    }
}

int sandbox_enter(void **state)
{
    char *folder = xstrdup("/tmp/trainer-test-XXXXXX");
    struct err err = {0};
    if (!mkdtemp(folder) || chdir(folder) != 0) {
        stop(folder);
    }
    sandbox_set_time("2026-11-22T09:00:00+08:00");
    *state = folder;
    return !sign_init(&err);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *where)
{
    (void)about;
    (void)type;
    (void)where;
    chmod(path, 0700); /* tests take rights away */
    return remove(path);
}

int sandbox_leave(void **state)
{
    char *folder = *state;
    int failed = chdir("/") != 0 || chmod(folder, 0700) != 0 ||
                 nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0;
    free(folder);
    *state = NULL;
    return failed;
}

void sandbox_write(const char *name, const void *data, size_t len)
{
    FILE *file = fopen(name, "wb");
    if (!file || fwrite(data, 1, len, file) != len || fclose(file) != 0) {
        stop(name);
    }
}
