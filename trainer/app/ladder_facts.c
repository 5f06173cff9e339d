#include "app/ladder_facts.h"

#include "app/sitting.h"
#include "store/certificates.h"
#include "store/progress.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MSEC_A_DAY = 86400000 };

static bool count_answers(struct app *app, const char *subject, const struct lesson *lesson,
                          struct standing_lesson *counts, struct err *err)
{
    for (size_t i = 0; i < lesson->step_count; i++) {
        const char *question = lesson->steps[i].question;
        bool is_answered = false, is_right = false;
        if (!question) {
            continue;
        }
        if (!progress_answer(app->store, subject, question, &is_answered, &is_right, err)) {
            return false;
        }
        counts->questions++;
        counts->answered += is_answered;
    }
    return true;
}

bool lesson_position(struct app *app, const char *subject, const struct lesson *lesson,
                     struct lesson_position *out, struct err *err)
{
    struct seen_step *steps = NULL;
    size_t count = 0;
    if (!progress_steps(app->store, subject, lesson->id, &steps, &count, err)) {
        return false;
    }
    *out = (struct lesson_position){.counts.steps = lesson->step_count};
    msec_t newest = -1;
    for (size_t i = 0; i < count; i++) {
        if (steps[i].step < 0 || (size_t)steps[i].step >= lesson->step_count) {
            continue; /* the lesson was shortened since */
        }
        out->counts.seen++;
        if (steps[i].last >= newest) {
            newest = steps[i].last;
            out->at = (size_t)steps[i].step;
        }
    }
    free(steps);
    return count_answers(app, subject, lesson, &out->counts, err);
}

/* Newest certificate of this level: the end of the day on which it was issued (which is all it
 * tells; what was passed until then is used up), and whether it holds today. */
static bool read_certificate(struct app *app, const char *subject, struct ladder_position *out,
                             msec_t *issued, struct err *err)
{
    struct certificate_row *rows = NULL;
    size_t count = 0;
    if (!certificates_select(app->store, subject, "", &rows, &count, err)) {
        return false;
    }
    *issued = 0;
    msec_t now = clock_now();
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].level, out->level->id) != 0) {
            continue;
        }
        msec_t day_end = rows[i].issued + MSEC_A_DAY - 1;
        *issued = day_end > *issued ? day_end : *issued;
        if (rows[i].expires == 0 || rows[i].expires >= now) {
            out->facts.is_certified = true;
            out->certified_until = rows[i].expires;
        }
    }
    certificate_rows_free(rows, count);
    return true;
}

static bool read_exam(struct app *app, const char *subject, struct ladder_position *out,
                      msec_t issued, struct err *err)
{
    struct sitting_row last = {0};
    bool is_there = false;
    if (!progress_sitting_passed(app->store, subject, SITTING_EXAM, out->level->id, issued,
                                 &out->facts.exam_passed, err) ||
        !progress_sitting_finished(app->store, subject, SITTING_EXAM, out->level->id, &last,
                                   &is_there, err)) {
        return false;
    }
    if (is_there && !last.is_passed) {
        out->facts.exam_failed = last.finished;
    }
    free(last.questions);
    return true;
}

static bool read_level(struct app *app, const char *subject, struct ladder_position *out,
                       struct err *err)
{
    const struct ladder_level *level = out->level;
    for (size_t i = 0; i < level->lesson_count; i++) {
        const struct lesson *lesson = course_lesson(app->course, level->lessons[i]);
        struct lesson_position at = {0};
        /* a lesson that could not be read stays open, so nobody is certified without it */
        if (lesson && !lesson_position(app, subject, lesson, &at, err)) {
            return false;
        }
        out->lessons[i] = at.counts;
    }
    for (size_t i = 0; i < level->scenario_count; i++) {
        bool is_passed;
        int mode = strcmp(level->scenarios[i].mode, "test") == 0 ? 2 : 1;
        if (!progress_best(app->store, subject, level->scenarios[i].id, mode, &out->best[i],
                           &is_passed, err)) {
            return false;
        }
    }
    return true;
}

bool ladder_position(struct app *app, const char *subject, const char *level,
                     struct ladder_position *out, struct err *err)
{
    const struct ladder *ladder = app->course->ladder;
    *out = (struct ladder_position){.level = ladder ? ladder_find(ladder, level) : NULL};
    if (!out->level) {
        return err_set(err, ERR_NOT_FOUND, "there is no level '%s'", level);
    }
    if (out->level->lesson_count > LADDER_LESSONS ||
        out->level->scenario_count > LADDER_SCENARIOS) {
        return err_set(err, ERR_INPUT, "level '%s' asks for too many lessons or cases", level);
    }
    out->facts.lessons = out->lessons;
    out->facts.best_scores = out->best;
    msec_t issued = 0;
    if (!read_level(app, subject, out, err) ||
        !read_certificate(app, subject, out, &issued, err) ||
        !read_exam(app, subject, out, issued, err)) {
        return false;
    }
    standing_of(out->level, &out->facts, calendar_day_of(clock_now()), &out->standing);
    return true;
}

static bool holds(const struct certificate_row *rows, size_t count, const char *level,
                  msec_t now, msec_t *expires)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].level, level) == 0 &&
            (rows[i].expires == 0 || rows[i].expires >= now)) {
            *expires = rows[i].expires;
            return true;
        }
    }
    return false;
}

bool ladder_next(struct app *app, const char *subject, const struct ladder_level **next,
                 struct ladder_held *held, struct err *err)
{
    struct certificate_row *rows = NULL;
    size_t count = 0;
    if (!certificates_select(app->store, subject, "", &rows, &count, err)) {
        return false;
    }
    const struct ladder *ladder = app->course->ladder;
    msec_t now = clock_now(), expires = 0;
    *next = NULL;
    *held = (struct ladder_held){0};
    for (size_t i = 0; ladder && i < ladder->level_count; i++) {
        const struct ladder_level *level = &ladder->levels[i];
        if (holds(rows, count, level->id, now, &expires)) {
            snprintf(held->level, sizeof held->level, "%s", level->id);
            held->expires = expires;
        } else if (!*next) {
            *next = level;
        }
    }
    certificate_rows_free(rows, count);
    return true;
}

size_t ladder_case_count(const struct course *course)
{
    size_t count = 0;
    for (size_t i = 0; i < course->scenario_count; i++) {
        count += !course->scenarios[i]->is_twin;
    }
    return count;
}

size_t ladder_cases_passed(struct app *app, char (*passed)[16], size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const struct scenario *scenario = course_scenario(app->course, passed[i]);
        found += scenario && !scenario->is_twin;
    }
    return found;
}
