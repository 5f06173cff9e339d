/* run_look.h - what the officer sees of a run (sim/run.h): choices, lights, words, the
 * handheld's form, album, documents and code, the picture.  Texts are borrowed from the run or
 * its content and live until the next change of the run.
 */
#ifndef SIM_RUN_LOOK_H
#define SIM_RUN_LOOK_H

#include "core/lang.h"

struct run;

enum run_arg_kind {
    RUN_ARG_NONE,
    RUN_ARG_ITEM,
    RUN_ARG_MONEY,
    RUN_ARG_ONE,
    RUN_ARG_MANY,
    RUN_ARG_TEXT
};

struct run_choice { /* a value of an argument: what is written in a script, and what is read */
    const char *value;
    struct both label; /* borrowed texts */
};

struct run_action { /* something that can be done now */
    const char *id; /* the name in scripts and in the workflow's YAML */
    struct both label;
    struct both prompt; /* asked when it needs an argument */
    enum run_arg_kind kind;
    const struct run_choice *choices; /* RUN_ARG_ONE, RUN_ARG_MANY */
    size_t choice_count;
    const char *place; /* where it is done: "scene", "talk", "device", "case" */
    bool is_next;      /* the guided way's next step (Show me, Try me); at most one */
};

/* What can be done now, in the workflow's order.  Test me offers wrong things too. Borrowed
 * array. */
size_t run_actions(struct run *self, const struct run_action **actions) MUST_USE;

enum run_light_state { RUN_LIGHT_OFF, RUN_LIGHT_ON, RUN_LIGHT_BAD };
struct run_light { /* two officers, recording, identity, told, heard */
    const char *id;
    struct both label;
    enum run_light_state state;
};
size_t run_lights(struct run *self, const struct run_light **lights) MUST_USE;

struct run_line { /* what was said or happened, newest last; who "" = narration */
    struct both who, text;
    const char *speaker; /* cast tag or "" */
    size_t at;           /* number of actions taken when it came */
};
size_t run_lines(const struct run *self, const struct run_line **lines) MUST_USE;

struct run_field { /* the handheld's screen: the case form as filled so far */
    struct both label;
    const char *value; /* in the language of now; "" = still blank */
    bool is_mandatory;
};
size_t run_form(struct run *self, const struct run_field **fields) MUST_USE;

struct run_document { /* printed or filled so far, Chinese with an English gloss */
    const char *kind; /* "on-the-spot-decision", … */
    struct both title;
    const char *number;
    const char *text;   /* whole; carries 训练文书 TRAINING on every page or slip */
    bool is_blank_left; /* a mandatory field is blank */
};
size_t run_documents(struct run *self, const struct run_document **documents) MUST_USE;

struct run_shot { /* a picture of the evidence album */
    struct both label;
    char at[32]; /* when it was taken, as run_time(); "" = still asked for */
};
/* The pictures taken, in order; then, while the run leads (not in Test me), those that the
 * procedure asks for now.  Borrowed array. */
size_t run_album(struct run *self, const struct run_shot **shots) MUST_USE;

/* The payload of the QR on the screen of the handheld now (payment), NULL if none. */
const char *run_qr(const struct run *self) MUST_USE;
/* What stands beside it. */
const struct both *run_qr_words(const struct run *self) MUST_USE;

/* The chart that lies on the desk (`chart`, a word fact of a workflow that has charts): "bars",
 * "map" …; "" = none.  Borrowed. */
const char *run_chart(const struct run *self) MUST_USE;
/* The category it is about (fact `plan-kind`): "noise"; "" = any.  Borrowed. */
const char *run_chart_kind(const struct run *self) MUST_USE;

/* State of the procedure that the next goal belongs to ("亮证"); false when there is none.
 * Borrowed. */
bool run_stage(const struct run *self, struct both *label) MUST_USE;

/* Which of several (shops, recordings, accounts) is at hand; false: the case is about one
 * thing, or none is at hand.  Borrowed. */
bool run_at_hand(const struct run *self, struct both *label) MUST_USE;

/* The picture of where the case is now: "S02", "printing".  Borrowed. */
const char *run_panel(const struct run *self) MUST_USE;
/* Name of what is going on in it ("printing the decision"); false: nothing is. Borrowed. */
bool run_progress(const struct run *self, struct both *label) MUST_USE;
/* The panel that teaches what a verdict's rule asks for; NULL if there is none. Borrowed. */
const char *run_lesson_panel(const struct run *self, const char *rule) MUST_USE;
void run_time(const struct run *self,
              char *text); /* simulated clock "2026-10-03 10:20", 32 bytes */
bool run_is_over(const struct run *self) MUST_USE;

#endif
