/* Our own panels, as prepared by this build, at every size the screens use: nobody's head is
 * cut, no bubble covers a face, everybody's words find room, no view is empty. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "art/fit.h"
#include "core/file.h"

/* The panels of the build that this test belongs to: BUILD/tests/unit/NAME beside
 * BUILD/panels.  Caller frees. */
static char *own_folder(void)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    for (int up = 0; up < 3; up++)
        while (len > 0 && path[--len] != '/')
            continue;
    path[len > 0 ? len : 0] = 0;
    return file_join(path, "panels");
}

static void tell(void *name, const char *message)
{
    print_error("%s: %s\n", (const char *)name, message);
}

static void every_panel_works_at_every_size_in_every_class(void **state)
{
    char *folder = own_folder(), **names;
    size_t count = 0, faults = 0;
    struct err err = {0};
    (void)state;
    if (!file_list(folder, ".panel", &names, &count, &err))
        fail_msg("%s", err.text);
    assert_true(count >= 70);
    for (size_t i = 0; i < count; i++) {
        char *path = file_join(folder, names[i]), *data = NULL;
        size_t len = 0;
        if (!file_read(path, PANEL_FILE_MAX, &data, &len, &err))
            fail_msg("%s", err.text);
        faults += fit_check(data, len, tell, names[i], &err);
        if (err.code)
            fail_msg("%s: %s", path, err.text);
        free(data);
        free(path);
    }
    file_list_free(names, count);
    free(folder);
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_panel_works_at_every_size_in_every_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
