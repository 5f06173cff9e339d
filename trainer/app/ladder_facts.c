#include "app/ladder_facts.h"

#include "app/sitting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_question(const void *key, const void *answer)
{
    return strcmp(key, ((const struct digest_answer *)answer)->question);
}

static bool is_answered(const struct digest *digest, const char *question)
{
    return digest->answer_count && bsearch(question, digest->answers, digest->answer_count,
                                           sizeof *digest->answers, compare_question);
}

void lesson_position(const struct digest *digest, const struct lesson *lesson,
                     struct lesson_position *out)
{
    *out = (struct lesson_position){.counts.steps = lesson->step_count};
    msec_t newest = -1;
    for (size_t i = 0; i < digest->step_count; i++) {
        const struct digest_step *step = &digest->steps[i];
        /* a step that is none: the lesson was shortened since */
        if (strcmp(step->lesson, lesson->id) != 0 || step->step < 0 ||
            (size_t)step->step >= lesson->step_count) {
            continue;
        }
        out->counts.seen++;
        if (step->last >= newest) {
            newest = step->last;
            out->at = (size_t)step->step;
        }
    }
    for (size_t i = 0; i < lesson->step_count; i++) {
        const char *question = lesson->steps[i].question;
        out->counts.questions += question != NULL;
        out->counts.answered += question && is_answered(digest, question);
    }
}

/* Newest certificate of this level: the end of the day on which it was issued (which is all it
 * tells; what was passed until then is used up), and whether it holds today. */
static msec_t read_certificate(const struct digest *digest, struct ladder_position *out)
{
    msec_t issued = 0, now = clock_now();
    for (size_t i = 0; i < digest->certificate_count; i++) {
        const struct digest_certificate *row = &digest->certificates[i];
        if (strcmp(row->level, out->level->id) != 0) {
            continue;
        }
        msec_t day_end = row->issued + CLOCK_DAY - 1;
        issued = day_end > issued ? day_end : issued;
        if (row->expires == 0 || row->expires >= now) {
            out->facts.is_certified = true;
            out->certified_until = row->expires;
        }
    }
    return issued;
}

static void read_exam(const struct digest *digest, msec_t issued, struct ladder_position *out)
{
    const struct digest_sitting *last = NULL;
    for (size_t i = 0; i < digest->sitting_count; i++) {
        const struct digest_sitting *one = &digest->sittings[i];
        if (one->kind != SITTING_EXAM || strcmp(one->ref, out->level->id) != 0) {
            continue;
        }
        if (one->is_passed && one->finished > issued &&
            one->finished > out->facts.exam_passed) {
            out->facts.exam_passed = one->finished;
        }
        last = !last || one->finished > last->finished ? one : last;
    }
    out->facts.exam_failed = last && !last->is_passed ? last->finished : 0;
}

static double best_of(const struct digest *digest, const struct ladder_scenario *wanted)
{
    int mode = strcmp(wanted->mode, "test") == 0 ? 2 : 1;
    double best = -1;
    for (size_t i = 0; i < digest->run_count; i++) {
        const struct digest_run *run = &digest->runs[i];
        if (run->mode == mode && run->score > best && strcmp(run->scenario, wanted->id) == 0) {
            best = run->score;
        }
    }
    return best;
}

static void read_level(const struct course *course, const struct digest *digest,
                       struct ladder_position *out)
{
    const struct ladder_level *level = out->level;
    for (size_t i = 0; i < level->lesson_count; i++) {
        const struct lesson *lesson = course_lesson(course, level->lessons[i]);
        struct lesson_position at = {0};
        /* a lesson that could not be read stays open, so nobody is certified without it */
        if (lesson) {
            lesson_position(digest, lesson, &at);
        }
        out->lessons[i] = at.counts;
    }
    for (size_t i = 0; i < level->scenario_count; i++) {
        out->best[i] = best_of(digest, &level->scenarios[i]);
    }
}

bool ladder_position(const struct course *course, const struct digest *digest,
                     const char *level, struct ladder_position *out, struct err *err)
{
    const struct ladder *ladder = course->ladder;
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
    read_level(course, digest, out);
    read_exam(digest, read_certificate(digest, out), out);
    standing_of(out->level, &out->facts, calendar_day_of(clock_now()), &out->standing);
    return true;
}

bool ladder_position_of(struct app *app, const char *subject, const char *level,
                        struct ladder_position *out, struct err *err)
{
    struct digest digest = {0};
    bool ok = digest_of(app->store, subject, &digest, err) &&
              ladder_position(app->course, &digest, level, out, err);
    digest_release(&digest);
    return ok;
}

static bool holds(const struct digest *digest, const char *level, msec_t now, msec_t *expires)
{
    for (size_t i = 0; i < digest->certificate_count; i++) {
        const struct digest_certificate *row = &digest->certificates[i];
        if (strcmp(row->level, level) == 0 && (row->expires == 0 || row->expires >= now)) {
            *expires = row->expires;
            return true;
        }
    }
    return false;
}

const struct ladder_level *ladder_next(const struct course *course, const struct digest *digest,
                                       struct ladder_held *held)
{
    const struct ladder *ladder = course->ladder;
    const struct ladder_level *next = NULL;
    msec_t now = clock_now(), expires = 0;
    *held = (struct ladder_held){0};
    for (size_t i = 0; ladder && i < ladder->level_count; i++) {
        const struct ladder_level *level = &ladder->levels[i];
        if (holds(digest, level->id, now, &expires)) {
            snprintf(held->level, sizeof held->level, "%s", level->id);
            held->expires = expires;
        } else if (!next) {
            next = level;
        }
    }
    return next;
}

size_t ladder_case_count(const struct course *course)
{
    size_t count = 0;
    for (size_t i = 0; i < course->scenario_count; i++) {
        count += !course->scenarios[i]->is_twin;
    }
    return count;
}

static bool is_passed(const struct digest *digest, const char *scenario)
{
    for (size_t i = 0; i < digest->run_count; i++) {
        const struct digest_run *run = &digest->runs[i];
        if (run->is_passed && run->mode > 0 && strcmp(run->scenario, scenario) == 0) {
            return true;
        }
    }
    return false;
}

size_t ladder_cases_passed(const struct course *course, const struct digest *digest)
{
    size_t found = 0;
    for (size_t i = 0; i < course->scenario_count; i++) {
        const struct scenario *scenario = course->scenarios[i];
        found += !scenario->is_twin && is_passed(digest, scenario->id);
    }
    return found;
}
