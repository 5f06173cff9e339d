/* input.h - one thing a person did at the terminal: a key, typed text, a click, a new size.
 *
 * Made by tty/ (or a test), understood by ui/.
 */
#ifndef CORE_INPUT_H
#define CORE_INPUT_H

enum { INPUT_TEXT_MAX = 8 };

enum input_kind {
    INPUT_NONE, /* nothing came in time */
    INPUT_TEXT, /* one code point, printable */
    INPUT_ENTER,
    INPUT_ESC,
    INPUT_UP,
    INPUT_DOWN,
    INPUT_LEFT,
    INPUT_RIGHT,
    INPUT_HOME,
    INPUT_END,
    INPUT_PAGE_UP,
    INPUT_PAGE_DOWN,
    INPUT_BACKSPACE,
    INPUT_DELETE,
    INPUT_TAB,
    INPUT_F1,
    INPUT_F2,
    INPUT_F3,
    INPUT_F5,
    INPUT_CLICK,  /* at x, y */
    INPUT_RESIZE, /* the terminal has another size, or wants to be drawn anew */
    INPUT_CLOSED  /* no more input will come */
};

struct input {
    enum input_kind kind;
    char text[INPUT_TEXT_MAX]; /* UTF-8 of INPUT_TEXT */
    int x, y;                  /* cell of INPUT_CLICK */
};

#endif
