/* run.h - one play of a case: what the officer sees, may do, did, and how it is judged.
 *
 * A run is a list of actions on a case state; the workflow (content/workflow.h) says which
 * actions exist, what each needs and changes; the scenario gives facts, people and words.
 * Nothing here reads a clock, a file or chance: seed and simulated time are inputs, so that a
 * run is replayable from its actions alone.  Texts are borrowed from the run or its content and
 * live until the next change of the run.
 */
#ifndef SIM_RUN_H
#define SIM_RUN_H

#include "content/course.h"
#include "core/json.h"
#include "sim/run_look.h"
#include "sim/verdict.h"

enum run_mode { RUN_SHOW, RUN_TRY, RUN_TEST };

/* Begin.  Borrows `course`, which must outlive it.  seed 0 = the file's facts unchanged. NULL:
 * ERR_NOT_FOUND. */
struct run *run_new(const struct course *course, const char *scenario, enum run_mode mode,
                    uint64_t seed, struct err *err) MUST_USE;
void run_free(struct run *self);

/* --- doing ----------------------------------------------------------------------------------
 */

/* Do `line` = "action [argument …]" as in a script.  false only for a line that is no action of
 * this workflow or whose argument is malformed (ERR_INPUT, ERR_NOT_FOUND): nothing happened.
 * Otherwise *verdict says. */
bool run_act(struct run *self, const char *line, struct run_verdict *verdict,
             struct err *err) MUST_USE;

/* How many lines were taken, the refused ones included; an undo takes one away. */
size_t run_count(const struct run *self) MUST_USE;

/* Show me: the whole line that the program would do next; NULL when over. Borrowed. */
const char *run_model_line(struct run *self) MUST_USE;
/* Why the next right step is right (text and article), for the "why?" key and hints. */
bool run_why(struct run *self, struct both *text, const char **article) MUST_USE;

/* Try me: hint 1 nudge (-2), 2 rule (-4), 3 answer (-8, step scored 0). Text borrowed. false
 * when no hint (Test me, over). */
bool run_hint(struct run *self, int level, struct both *text) MUST_USE;

/* Take back the last action; refunds neither hints nor blocked errors. false: nothing to undo;
 * always in Test me, where what was done stays done. */
bool run_undo(struct run *self) MUST_USE;

/* --- result ---------------------------------------------------------------------------------
 */

/* Computed now; finishes nothing.  Borrowed until the next change. */
const struct run_result *run_result(struct run *self) MUST_USE;

/* The document of `scenario run --json`, product §4. Caller frees. */
struct json *run_json(struct run *self) MUST_USE;

/* Everything that must be recorded to replay: hashes of the content used. hex, 65 bytes. */
void run_content_hash(const struct run *self, char *hex);

#endif
