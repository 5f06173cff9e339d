/* play.h - a fixed play of one officer, step by step, for the tests of the store. */
#ifndef SUPPORT_PLAY_H
#define SUPPORT_PLAY_H

#include "store/store.h"

#define PLAY_SUBJECT "00112233445566778899aabbccddeeff"

/* Lesson steps, answers, a case with a hint and an undo, a quiz: each step is one event. */
size_t play_length(void) MUST_USE;
bool play_step(struct store *store, size_t step, struct err *err) MUST_USE;
/* Kind of event number `step` of the play. */
const char *play_kind(size_t step) MUST_USE;

bool play_answer(struct store *store, const char *question, bool is_right,
                 struct err *err) MUST_USE;
/* Step n of an attempt at S01 that was never begun. */
bool play_act(struct store *store, const char *attempt, int n, struct err *err) MUST_USE;
/* An attempt at S01 from begin to end; NULL ends the list. */
bool play_run(struct store *store, const char *attempt, bool is_passed,
              const char *const *missed, struct err *err) MUST_USE;

#endif
