/* window.h - the program as an officer meets it: keys in, screens out, 80x24, on a database in
 * memory with the real course.
 *
 * All inline: only the tests of ui/ link what this needs.
 */
#ifndef SUPPORT_WINDOW_H
#define SUPPORT_WINDOW_H

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/lang.h"
#include "core/sign.h"
#include "core/text.h"
#include "support/no_panels.h"
#include "ui/screen.h"

struct window {
    struct paths paths;
    struct course *course;
    struct app app;
    struct ui *ui;
};

/* Begin: first run, or the name to choose; after ui_free() what a new start shows. */
static inline void window_start(struct window *window)
{
    struct ui_setup setup = {.app = &window->app, .panels = &no_panels};
    window->ui = ui_new(&setup);
    frame_resize(&window->ui->frame, 80, 24);
    ui_begin(window->ui);
}

/* The screen as text, as the loop draws it between two keys.  Borrows `out`. */
static inline const char *window_look(struct window *window, struct sbuf *out)
{
    struct ui *ui = window->ui;
    ui_build(ui);
    layout_draw(&ui->view, &ui->look, ui->panels, &ui_top(ui)->place, &ui->frame, &ui->shown);
    ui_keep(ui);
    sbuf_clear(out);
    frame_dump(&ui->frame, out);
    return sbuf_text(out);
}

/* What somebody types: \n is Enter. */
static inline void window_press(struct window *window, const char *keys)
{
    struct sbuf out = {0};
    while (*keys) {
        struct input in = {.kind = INPUT_TEXT};
        int cols;
        size_t len = text_grapheme(keys, &cols);
        if (*keys == '\n')
            in.kind = INPUT_ENTER;
        else
            memcpy(in.text, keys, len);
        (void)window_look(window, &out);
        ui_take(window->ui, &in);
        keys += len;
    }
    sbuf_release(&out);
}

/* Fails the test unless the screen shows `text`. */
static inline void window_expect(struct window *window, const char *text)
{
    struct sbuf out = {0};
    if (!strstr(window_look(window, &out), text))
        fail_msg("not on the screen: %s\n%s", text, sbuf_text(&out));
    sbuf_release(&out);
}

/* Set-up and teardown of a cmocka test: *state is a struct window. */
static inline int window_open(void **state)
{
    struct window *window = xcalloc(1, sizeof *window);
    struct err err = {0};
    setlocale(LC_ALL, "C.UTF-8");
    if (!clock_init(&err) || !sign_init(&err) || !paths_find(&window->paths, NULL, &err))
        fail_msg("%s", err.text);
    lang_init("/nonexistent", LANG_EN);
    window->course = course_load(&window->paths, COURSE_CHECKED, &err);
    if (!window->course)
        fail_msg("%s", err.text);
    if (!app_open(&window->app, NULL, window->course, &window->paths, &err))
        fail_msg("%s", err.text);
    window_start(window);
    *state = window;
    return 0;
}

static inline int window_close(void **state)
{
    struct window *window = *state;
    ui_free(window->ui);
    app_close(&window->app);
    course_free(window->course);
    paths_release(&window->paths);
    free(window);
    return 0;
}

#endif
