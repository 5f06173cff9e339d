/* chart.h - numbers as pictures in cells: bars, a year as a sparkline, a street map.
 *
 * A chart knows no subject: it is filled with names and numbers, and drawn at any width and in
 * every colour class, plain letters included.  Nothing is told by colour alone.  Texts are
 * copied.
 */
#ifndef UI_CHART_H
#define UI_CHART_H

#include "core/frame.h"

enum chart_tone { CHART_PLAIN, CHART_ALERT };

struct chart; /* opaque */

/* Groups of bars on one scale. Caller frees, unless a view takes it. */
struct chart *chart_bars(void) MUST_USE;
/* What the following bars belong to; `note` stands beside them ("+115"); may be "". */
void chart_group(struct chart *self, const char *name, const char *note, enum chart_tone tone);
void chart_bar(struct chart *self, const char *label, int value);

/* Rows of columns, one a month; each row has its own scale from its least to its greatest
 * value.  `head` stands above. */
struct chart *chart_spark(const char *head) MUST_USE;
void chart_series(struct chart *self, const char *name, const int *values, size_t count,
                  const char *note);

/* A map of streets on ground of `width` x `height` (any unit).  A point is a mark: 'A' … 'D'
 * and its rank (0 = none); those with a rank are told by name under the map. */
struct chart *chart_map(int width, int height) MUST_USE;
void chart_street(struct chart *self, const char *name, int x0, int y0, int x1, int y1);
void chart_point(struct chart *self, const char *name, int x, int y, char grade, int rank);

void chart_free(struct chart *self);

/* Draw from row `y` on, `cols` wide; frame NULL: only measure.  Returns its rows. */
int chart_draw(const struct chart *self, struct frame *frame, int y, int cols,
               enum colour_class colours);

/* The same as lines of text, for reading aloud. */
void chart_write(const struct chart *self, struct sbuf *out);

#endif
