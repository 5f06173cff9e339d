/* terminal.h - what is known of a terminal without taking it over; found by tty/, told by cli/.
 */
#ifndef CORE_TERMINAL_H
#define CORE_TERMINAL_H

#include <stdbool.h>

struct terminal_facts {
    const char *term;    /* $TERM, "" if unset; borrowed */
    const char *charset; /* of the locale: "UTF-8"; borrowed */
    bool is_terminal;    /* stdin and stdout; the rest is only known then */
    bool is_known;       /* terminfo has an entry for it */
    int cols, rows;
    int colours;       /* 0 = none */
    bool is_answering; /* it reports where its cursor stands */
    bool is_wide;      /* it draws ambiguous characters ("▀ … ●") two columns wide */
};

#endif
