/* person.h - what a person at the terminal does with the screen: waits until the program waits,
 * reads the numbered choices, presses the digit of the one that is meant, types into a field.
 *
 * Labels are given as they read (a test takes them from the program's own words or from the
 * content), so that no test knows a digit by heart.
 */
#ifndef SUPPORT_PERSON_H
#define SUPPORT_PERSON_H

#include "support/screen.h"

enum { PERSON_CHOICES = 9, PERSON_LABEL = 600 };

struct person_choice {
    int digit, x, y;
    bool is_marked;           /* "●" or "✓" before the label */
    char label[PERSON_LABEL]; /* as on the screen, detail included, blanks dropped */
};

/* Send keys and wait until the program has taken them and is done. */
void person_type(struct screen *screen, const char *text);
void person_press(struct screen *screen, enum screen_key key);

/* Wait until the program waits for a key and all it wrote is on the screen. */
void person_settle(struct screen *screen);
/* Has the program taken every key and does it wait for the next one, at this moment? */
bool person_is_at_rest(const struct screen *screen);

/* The numbered choices on the screen, from 1 on; how many. */
size_t person_choices(struct screen *screen, struct person_choice list[PERSON_CHOICES]);

/* The choice whose label begins with `label`, the shortest if several do; NULL. */
const struct person_choice *person_find(const struct person_choice *list, size_t count,
                                        const char *label) MUST_CHECK;
bool person_sees(struct screen *screen, const char *label) MUST_CHECK;

/* Are there more choices than the screen shows: "8 earlier, 9 later"? */
bool person_is_long_list(struct screen *screen) MUST_CHECK;

/* The digit for `label`; in a long list the one that turns it towards `label`.  Fails the test
 * if no choice is called so. */
char person_digit(struct screen *screen, const char *label) MUST_CHECK;

/* Press what leads to `label`, turning a long list; then Enter; then type and Enter.  Each
 * waits until the program has done it. */
void person_choose(struct screen *screen, const char *label);
void person_enter(struct screen *screen);
void person_write(struct screen *screen, const char *text);

/* The text of the column in which choices or the field stand, blanks dropped (a wrapped line is
 * a whole one then), without bars that move by themselves.  Caller frees. */
char *person_reads(struct screen *screen) MUST_CHECK;

/* Is the text there, however it is wrapped? */
bool person_reads_text(struct screen *screen, const char *text) MUST_CHECK;

/* What stands in the field; NULL if nothing is typed now.  Caller frees. */
char *person_field(struct screen *screen) MUST_CHECK;

/* A copy without blanks.  Caller frees. */
char *person_squeeze(const char *text) MUST_CHECK;

#endif
