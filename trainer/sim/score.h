/* score.h - how well a case was handled: rubric lines, dimensions R1-R8, total (domain D.1).
 *
 * Lines that the case cannot touch drop out and the rest of their dimension is scaled; a
 * dimension without a line is null and its weight spreads over the others in proportion.
 */
#ifndef SIM_SCORE_H
#define SIM_SCORE_H

#include "sim/machine.h"

enum { SCORE_DIMENSIONS = 8 };

struct score_line {
    bool applies;
    size_t parts; /* subjects that an `each` line applies to; any other line: 1 */
    double share; /* won so far, 0..1 */
    double value; /* points of the total score that the whole line is worth */
};

struct score {
    struct score_line *lines;            /* one for each line of the workflow */
    double dimensions[SCORE_DIMENSIONS]; /* 0-100; -1 = null */
    double total;                        /* 0-100 */
};

/* Judge the facts of now; `lost` marks the lines that can no longer be won.  Release with
 * score_release(). */
void score_judge(struct score *self, const struct machine *machine, const bool *lost);
void score_release(struct score *self);

/* Places of `lost`: of each line one for the whole, then one for every subject. */
size_t score_lost_count(const struct machine *machine) MUST_USE;
/* Where a mistake of now is marked: an `each` line at the subject at hand. */
size_t score_lost_at(const struct machine *machine, const struct workflow_line *line) MUST_USE;

/* R1 … R8 -> 0 … 7. */
int score_dimension(const struct workflow_line *line) MUST_USE;

#endif
