/* measure.h - how wide this terminal draws ambiguous characters, asked by cursor report (CSI
 * 6n).
 */
#ifndef TTY_MEASURE_H
#define TTY_MEASURE_H

#include "core/err.h"

enum { MEASURE_TYPED_MAX = 64 };

struct measure {
    bool is_answered;
    int cols;                      /* of "▀"; 1 when there was no answer */
    char typed[MEASURE_TYPED_MAX]; /* what the person typed meanwhile */
    size_t typed_len;
};

/* Ask on `fd` (a terminal) and wait at most 200 ms. Changes its modes and puts them back. */
void measure_ambiguous(int fd, struct measure *out);

/* Take a cursor report "ESC [ row ; col R" out of `text`: its column, 0 if there is none; what
 * stood before and after it stays. */
int measure_take_report(char *text, size_t *len);

#endif
