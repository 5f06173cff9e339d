/* ask.h - one quiz question asked with digits: any type, one thing at a time. */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "content/quiz.h"
#include "ui/view.h"

enum { ASK_OPTIONS = 20, ASK_ID = 1000 }; /* choices have ids ASK_ID … ASK_ID + ASK_DONE */
enum { ASK_DONE = 900 };

struct ask {
    const struct gift_question *question; /* borrowed */
    size_t order[ASK_OPTIONS];            /* how options (matching: right sides) are shown */
    size_t count;
    bool is_chosen[ASK_OPTIONS]; /* several right ones: those ticked, by file order */
    size_t pairs[ASK_OPTIONS];   /* matching: right side chosen for each left one, 1-based */
    size_t at;                   /* matching: the left side asked now */
    struct field field;
};

/* `order` NULL = file order.  `answer` "" or what was answered before. */
void ask_begin(struct ask *self, const struct gift_question *question, const size_t *order,
               const char *answer);
void ask_release(struct ask *self);

/* The same question in another language, answers kept. */
void ask_relang(struct ask *self, const struct gift_question *question);

/* Question, options, marks for what was chosen; no default. */
void ask_view(const struct ask *self, struct view *view);
/* NULL if digits answer it. */
struct field *ask_field(struct ask *self) MUST_USE;

/* Take a choice (or the text in the field, id -1): true when the answer is whole; then `answer`
 * is in the stored form (content/quiz.h). */
bool ask_take(struct ask *self, int id, struct sbuf *answer) MUST_USE;

/* One step back inside the question; false at its beginning. */
bool ask_back(struct ask *self);

#endif
