/* study.h - lessons: what was seen and answered, and what is next. */
#ifndef APP_STUDY_H
#define APP_STUDY_H

#include "app/app.h"

struct study_lesson { /* progress in one lesson */
    const struct lesson *lesson;
    size_t seen;      /* steps seen, at least once */
    size_t at;        /* step to go on with (0-based): the one seen last */
    size_t answered;  /* questions of its steps answered (right or wrong) */
    size_t questions; /* questions in its steps */
    bool is_done;     /* all steps seen and all questions answered */
};
bool study_lesson(struct session *self, const char *lesson_id, struct study_lesson *out,
                  struct err *err) MUST_USE;

/* Record that step `step` (0-based) was seen. */
bool study_see(struct session *self, const char *lesson_id, size_t step,
               struct err *err) MUST_USE;

/* Record an answer given inside a lesson; wrong ones become review cards. */
struct study_verdict {
    bool is_right;
    char *feedback; /* caller frees; both languages' texts come from the language of now */
    char *right_answer;
    char *general; /* general feedback with the article */
};
void study_verdict_release(struct study_verdict *self);
bool study_answer(struct session *self, const char *question_id, const char *answer,
                  struct study_verdict *out, struct err *err) MUST_USE;

/* --- home: what is next
 * ------------------------------------------------------------------------ */

enum next_kind {
    NEXT_LESSON,
    NEXT_PRACTICE,
    NEXT_REVIEW,
    NEXT_EXAM,
    NEXT_CERTIFICATE,
    NEXT_NOTHING
};

struct home {
    enum next_kind next;
    char next_id[32];        /* lesson, scenario or level */
    size_t next_at, next_of; /* 5 of 10 */
    size_t lessons_done, lessons_all;
    size_t scenarios_passed, scenarios_all;
    size_t reviews_due; /* cards not yet answered right: questions, and points lost in cases */
    size_t questions_due; /* those of them that SITTING_REVIEW asks; 0: nothing to begin */
    size_t missing_lessons, missing_cases; /* before the exam of `level` is open */
    char level[8];                         /* the level worked for; "" if none is left */
    bool is_exam_open;
    char exam_wait[32]; /* date from which the exam may be tried again, "" */
    size_t certificates;
    size_t items, categories;
    int stage; /* picture: 1 nothing done, 2 on the way, 3 certified */
};
bool home_read(struct session *self, struct home *out, struct err *err) MUST_USE;

struct case_due { /* a case in which points are still to be won back */
    char scenario[16];
    size_t points;
};
/* At most `room`, most often lost first. */
bool home_cases_due(struct session *self, struct case_due *list, size_t room, size_t *count,
                    struct err *err) MUST_USE;

#endif
