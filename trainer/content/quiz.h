/* quiz.h - a bank of questions in two languages, read from Moodle's GIFT.
 *
 * The grammar is that of https://docs.moodle.org/en/GIFT_format, whole: escapes, percentages,
 * matching, numbers with tolerance or range, missing words, feedback, general feedback, tags
 * and ids in comments, categories, [html] [moodle] [plain] [markdown] before a text.  Texts
 * are kept as plain text: HTML loses its tags (a warning says so), the other prefixes are
 * dropped.  Head lines `// bank: L01`, `// title: …`, `// lesson: L01` name the bank.
 */
#ifndef CONTENT_QUIZ_H
#define CONTENT_QUIZ_H

#include "core/lang.h"
#include "core/problems.h"

#define QUIZ_TYPES(X)                                                                          \
    X(MULTICHOICE, "multichoice")                                                              \
    X(TRUEFALSE, "truefalse")                                                                  \
    X(SHORTANSWER, "shortanswer")                                                              \
    X(NUMERICAL, "numerical")                                                                  \
    X(MATCHING, "matching")                                                                    \
    X(MISSINGWORD, "missingword")                                                              \
    X(ESSAY, "essay")                                                                          \
    X(DESCRIPTION, "description")

enum quiz_type {
#define X(name, text) QUIZ_##name,
    QUIZ_TYPES(X)
#undef X
};

/* One answer.  True/false has two, "True" then "False" (quiz_read: 对, 错 in Chinese).
 * Matching: `text` is the left side ("" = a right side that only misleads), weight 100.
 * Numerical: `text` as written, "1822:5" or "1..5"; "*" with low > high carries the feedback
 * for all else. */
struct quiz_option {
    char *text;
    char *match;      /* matching: the right side; else NULL */
    double weight;    /* -100 … 100, percent */
    char *feedback;   /* may be "" */
    double low, high; /* numerical: accepted range, both ends included */
};

/* One question in one language, as in one GIFT file. */
struct gift_question {
    char *id;    /* [id:…] of the comment before, else the title, else "qN" */
    char *title; /* between the '::', may be "" */
    enum quiz_type type;
    char *text; /* with "_____" at a gap; missing word: choices fill the first gap */
    struct quiz_option *options;
    size_t option_count;
    char *general_feedback; /* may be "" */
    char *tags;             /* ';'-separated from [tag:…] in the comment before, or "" */
    char *category;         /* of the $CATEGORY: line above, or "" */
    bool is_multi;          /* no option is marked '=': several may be chosen, weights add up */
    int line;
};

struct gift {
    char *bank, *title, *lesson; /* from the head lines, NULL if absent */
    struct gift_question *questions;
    size_t count;
};

struct quiz {
    char *id;     /* "L01" */
    char *lesson; /* "L01", "" = none */
    struct both title;
    struct gift *by_lang[LANG_COUNT]; /* same count and order */
    size_t count;
    char *file[LANG_COUNT]; /* paths, for messages */
};

/* Parse GIFT text; `file` names it in problems.  A broken question is reported and left out;
 * NULL only if the text is not UTF-8.  Caller frees with gift_free(). */
struct gift *gift_parse(const char *file, const char *text, size_t len,
                        struct problems *problems) MUST_USE;
void gift_free(struct gift *self);

/* Write GIFT that Moodle reads and gift_parse() reads back to the same value. */
void gift_write(const struct gift *self, struct sbuf *out);
const char *quiz_type_name(enum quiz_type type) MUST_USE;

/* Read a bank: the same ids, types, weights and number of options in the same order in both
 * files; a wrong choice without feedback is a warning.  Faults to `problems`; NULL if a file is
 * unreadable or the two differ.  Caller frees with quiz_free(). */
struct quiz *quiz_read(const char *path_zh, const char *path_en,
                       struct problems *problems) MUST_USE;
void quiz_free(struct quiz *self);
const struct gift_question *quiz_question(const struct quiz *self, enum lang lang,
                                          size_t index) MUST_USE;
int quiz_find(const struct quiz *self, const char *question_id) MUST_USE; /* index or -1 */

/* Grade an answer in the form that is stored: choices (multichoice, true/false, missing word)
 * "2" or "1,3" = 1-based option numbers in file order, ascending; matching "2,1,3" = for each
 * left side the 1-based number of the option whose right side is meant; numerical and short
 * answer the text itself.  Returns 0.0 … 1.0; 1.0 is right.  A malformed answer is 0.0, and so
 * is one to an essay or a description. */
double quiz_grade(const struct gift_question *question, const char *answer) MUST_USE;

/* Feedback of the options that the answer hits, one a line, "" if none.  Caller frees. */
char *quiz_feedback(const struct gift_question *question, const char *answer) MUST_USE;
/* The right answer as people read it, "" if there is none.  Caller frees. */
char *quiz_right_answer(const struct gift_question *question) MUST_USE;
/* Append a right answer in the stored form, one that quiz_grade() gives full marks; nothing if
 * there is none. */
void quiz_right_form(const struct gift_question *question, struct sbuf *out);

#endif
