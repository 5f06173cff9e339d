/* cases.h - plays the shipped cases in tests. */
#ifndef SUPPORT_CASES_H
#define SUPPORT_CASES_H

#include "sim/run.h"

/* cmocka group set-up and tear-down: the course of this checkout, from its top folder. */
int cases_load(void **state);
int cases_unload(void **state);
const struct course *cases_course(void);

/* These fail the test when something is refused. Caller frees the run with run_free(). */
struct run *cases_begin(const char *scenario, enum run_mode mode, uint64_t seed);
struct run_verdict cases_act(struct run *run, const char *line);

/* Play tests/scenarios/SCENARIO/SCRIPT.script; or a file without the lines that begin with
 * `skipped`. */
void cases_play(struct run *run, const char *scenario, const char *script);
void cases_play_without(struct run *run, const char *path, const char *skipped);

/* Do what the program itself would do next, to the end; each step must be good. */
void cases_show(struct run *run);

/* Everything an officer can see, as one text. Caller frees. */
char *cases_seen(struct run *run);

#endif
