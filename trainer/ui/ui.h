/* ui.h - the full-screen program and its twin of numbered lines.
 *
 * ui/ draws into a frame and understands struct input; the terminal itself is behind struct
 * ui_terminal, which main.c wires to tty/ and tests to a script.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include "app/app.h"
#include "art/panel.h"
#include "core/input.h"

#include <stdio.h>

struct ui_terminal {
    void *context;
    void (*size)(void *context, int *cols, int *rows);
    void (*show)(void *context, const struct frame *frame);
    /* Wait at most timeout_ms (-1 = for ever) for one input. */
    void (*read)(void *context, int timeout_ms, struct input *input);
    /* Use this class ("256" … "ascii"), or what the terminal can with "auto"; returns the class
     * in use. */
    enum colour_class (*colours)(void *context, const char *wish);
};

struct ui_setup {
    struct app *app;                   /* borrowed */
    const struct panel_source *panels; /* borrowed */
    struct print_client *print;        /* borrowed: puts documents on paper */
    const char *as, *pin;              /* who signs in at once; NULL = ask */
    bool is_demo;                      /* play the demo, then end */
    /* An application over an empty database in memory, where the demo plays; owned by whoever
     * gave the function. */
    struct app *(*demo_app)(void *context, struct err *err);
    void *demo_context;
};

struct ui; /* opaque outside ui/ */

/* Borrows everything in `setup`. Caller frees. */
struct ui *ui_new(const struct ui_setup *setup) MUST_USE;
void ui_free(struct ui *self);

/* Run on a terminal until the person leaves. */
void ui_run(struct ui *self, const struct ui_terminal *terminal);

/* The same program as numbered lines without one escape byte. `set_echo` (may be NULL) switches
 * the terminal's echo for secrets. */
void ui_run_plain(struct ui *self, FILE *in, FILE *out, void (*set_echo)(bool is_on));

#endif
