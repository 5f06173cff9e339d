/* scripts.h - the recorded runs in tests/scenarios/CASE/NAME.script, found by folder.
 *
 * A script plays the case of its folder, or the twin or variant that its first line begins
 * with: "# S15-refuses: …".
 */
#ifndef SUPPORT_SCRIPTS_H
#define SUPPORT_SCRIPTS_H

#include "support/cases.h"

struct script {
    char *folder, *name; /* "S02", "mistake-1" */
    char *path;
    char *scenario; /* what it plays */
    char **lines;
    size_t line_count;
};

struct scripts {
    struct script *items;
    size_t count;
};

/* All of them, sorted.  Fails the test when one cannot be read.  Caller releases. */
void scripts_load(struct scripts *self);
void scripts_release(struct scripts *self);

/* Whether it is called model…, mistake-…; the K of mistake-K, 0 for any other. */
bool script_is_model(const struct script *self) MUST_USE;
int script_mistake(const struct script *self) MUST_USE;

/* Told before each line is done. */
typedef void script_watcher(void *context, struct run *run, const char *line);

/* Play it in Test me.  `watch` may be NULL.  Fails the test on a line that is no action. Caller
 * frees the run. */
struct run *script_play(const struct script *self, script_watcher *watch, void *context);

#endif
