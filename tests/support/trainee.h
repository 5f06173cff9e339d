/* trainee.h - an officer who learns: looks at the screen, decides on the next key, presses it.
 *
 * Each decision rests on what the screen shows and on what has been reached, not on the keys
 * before, so that the program may be ended between any two keys.  The way goes through lesson
 * L01, the cases S01 and S02 in Try me by their model scripts, and the exam of L0.
 */
#ifndef SUPPORT_TRAINEE_H
#define SUPPORT_TRAINEE_H

#include "support/cases.h"
#include "support/person.h"

enum trainee_phase { TRAINEE_LESSON, TRAINEE_S01, TRAINEE_S02, TRAINEE_EXAM, TRAINEE_DONE };

struct trainee {
    struct screen *screen; /* borrowed */
    const char *name;      /* as in the list of sign-in */
    enum trainee_phase phase;
    bool is_back;                     /* at home: go on where the program was left */
    struct run *run;                  /* what the case should be like; owned */
    size_t steps;                     /* accepted in it */
    size_t ticked;                    /* values ticked in the argument asked now */
    int seen, answered, exam_answers; /* what the screen has confirmed */
    const char *place;                /* what kind of screen it is: "lesson", "home" …*/
};

struct trainee_key {
    char text[64];                                                   /* what is typed */
    bool is_step, is_tick, is_phase_over, is_answer, is_exam_answer; /* what it does */
};

void trainee_release(struct trainee *self);

/* The next key, for the screen as it is (settled). */
struct trainee_key trainee_decide(struct trainee *self);

/* Press it and note what it did; the screen is settled afterwards. */
void trainee_press(struct trainee *self, const struct trainee_key *key);

/* Note what it did only. */
void trainee_note(struct trainee *self, const struct trainee_key *key);

/* The program was started anew with so many steps of the case on record. */
void trainee_restart(struct trainee *self, struct screen *screen, enum trainee_phase phase,
                     size_t steps);

#endif
