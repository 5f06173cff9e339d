#include "tty/facts.h"

#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "tty/measure.h"

void facts_look(struct terminal_facts *out)
{
    const char *term = getenv("TERM");
    *out = (struct terminal_facts){
        .term = term ? term : "",
        .charset = nl_langinfo(CODESET),
        .is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
    };
    if (!out->is_terminal)
        return;
    int found;
    out->is_known = setupterm(NULL, STDOUT_FILENO, &found) == OK;
    int colours = out->is_known ? tigetnum("colors") : 0;
    out->colours = colours > 0 ? colours : 0;
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        out->cols = size.ws_col;
        out->rows = size.ws_row;
    }
    struct measure measure;
    measure_ambiguous(STDOUT_FILENO, &measure);
    out->is_answering = measure.is_answered;
    out->is_wide = measure.is_answered && measure.cols > 1;
}
