/* facts.h - looks at the terminal without taking it over, for `doctor`. */
#ifndef TTY_FACTS_H
#define TTY_FACTS_H

#include "core/terminal.h"

/* Call setlocale() first.  Asks the terminal for its cursor (measure.h): at most 200 ms. */
void facts_look(struct terminal_facts *out);

#endif
