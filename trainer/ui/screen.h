/* screen.h - what a screen is, and what it may ask of its host.
 *
 * A screen is one file with one `const struct screen_ops`.  It never draws: it fills a view
 * from its state, and is told which choice was taken or which text was typed.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "ui/layout.h"
#include "ui/ui.h"

struct screen_ops {
    const char *name; /* stable; also in places that are remembered */
    const char *help; /* msgid: what this screen is for */
    size_t state_size;
    void (*view)(struct ui *ui, void *state, struct view *view);
    void (*act)(struct ui *ui, void *state, int id);
    /* Optional from here on. */
    void (*enter)(struct ui *ui, void *state); /* comes (again) on top: read anew */
    struct field *(*field)(void *state);       /* typed into now, NULL = none */
    void (*text)(struct ui *ui, void *state);  /* Enter in the field */
    void (*typed)(struct ui *ui, void *state); /* the field changed */
    bool (*back)(struct ui *ui, void *state);  /* true: went back inside */
    void (*tick)(struct ui *ui, void *state);  /* nothing came for tick_ms */
    int tick_ms;
    void (*release)(void *state);                       /* what state owns */
    bool (*place)(const void *state, struct sbuf *out); /* how to come back here */
    void (*reopen)(struct ui *ui, const char *place);   /* push it again */
};

struct screen {
    const struct screen_ops *ops;
    void *state;
    struct place place;
    unsigned serial; /* which push it was */
};

struct ui {
    struct app *app;
    const char *as, *pin;
    struct app *(*demo_app)(void *context, struct err *err);
    void *demo_context;
    struct session session; /* valid if is_signed_in */
    bool is_signed_in;
    struct panel_cache *panels;
    struct print_client *print;         /* borrowed */
    const struct ui_terminal *terminal; /* NULL in plain mode */
    struct frame frame;
    struct look look;
    bool has_motion;
    msec_t picture_since;
    char *picture_now;      /* name of the panel on the screen */
    struct screen *screens; /* the stack; the last one is shown */
    size_t depth;
    unsigned serial, entered; /* the last push; the one whose enter() was called last */
    struct view view;         /* of the screen shown */
    struct shown shown;       /* how it came out */
    char *message;            /* said once, above everything else */
    enum view_tone message_tone;
    char *place; /* as kept in the database */
    bool is_keeping_place, is_leaving, is_draft_due, is_demo;
};

/* A new screen on top; its zeroed state. */
void *ui_push(struct ui *self, const struct screen_ops *ops);
void ui_pop(struct ui *self);                  /* back to the one below */
void ui_pop_to(struct ui *self, size_t depth); /* until `depth` screens are left */
/* The one on top goes, a new one comes. */
void *ui_replace(struct ui *self, const struct screen_ops *ops);
struct screen *ui_top(struct ui *self) MUST_USE;

/* Say something once, above the next view. */
void ui_say(struct ui *self, enum view_tone tone, const char *text);
void ui_fail(struct ui *self, const struct err *err); /* a sentence from an error */

/* The list stays where it is although a choice was taken (marks, ticks). */
void ui_keep_place(struct ui *self);
/* What was begun here is finished: "continue" no longer leads here. */
void ui_forget_place(struct ui *self);

/* Header of a view: the person's name comes from the session. */
void ui_header(struct ui *self, struct view *view, const char *where, const char *far);

/* How far the picture `panel` has come with what it does once, 0 to 1; 1 where nothing moves.
 */
double ui_picture_progress(struct ui *self, const char *panel) MUST_USE;

/* "《…》第…条" of a "slug article" reference; "" for an empty one. Caller frees. */
char *ui_citation(struct ui *self, const char *reference) MUST_USE;

/* Signed in: language, print, colours as this officer likes them. */
void ui_apply_settings(struct ui *self);
void ui_set(struct ui *self, const char *name, const char *value);
void ui_switch_lang(struct ui *self);
void ui_switch_large(struct ui *self);

/* The host's steps, used by ui_run() and ui_run_plain(). */
void ui_begin(struct ui *self);          /* the first screen */
void ui_build(struct ui *self);          /* the view of the top screen */
void ui_choose(struct ui *self, int id); /* act on the top screen */
void ui_enter_text(struct ui *self);     /* Enter in its field */
void ui_back(struct ui *self);
struct field *ui_field(struct ui *self) MUST_USE;      /* of the top screen, NULL = none */
void ui_keep(struct ui *self);                         /* place and draft to the database */
void ui_take(struct ui *self, const struct input *in); /* one input, full screen */
/* Open what "place" in the database says; false if there is nothing. */
bool ui_continue(struct ui *self) MUST_USE;

#endif
