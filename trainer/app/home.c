#include "app/study.h"

#include "app/ladder_facts.h"
#include "store/progress.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void propose(struct home *out, enum next_kind kind, const char *id, size_t at, size_t of)
{
    if (out->next != NEXT_NOTHING) {
        return; /* the first proposal is the most urgent one */
    }
    out->next = kind;
    snprintf(out->next_id, sizeof out->next_id, "%s", id);
    out->next_at = at;
    out->next_of = of;
}

static void read_lessons(const struct course *course, const struct digest *digest,
                         struct home *out)
{
    out->lessons_all = course->lesson_count;
    for (size_t i = 0; i < course->lesson_count; i++) {
        const struct lesson *lesson = course->lessons[i];
        struct lesson_position position;
        lesson_position(digest, lesson, &position);
        bool is_done = standing_lesson_is_done(&position.counts);
        out->lessons_done += is_done;
        if (!is_done) {
            propose(out, NEXT_LESSON, lesson->id, position.at + (position.counts.seen > 0),
                    lesson->step_count);
        }
    }
}

/* The first case of the level that is still below its mark. */
static void propose_case(const struct ladder_position *position, struct home *out)
{
    const struct ladder_level *level = position->level;
    for (size_t i = 0; i < level->scenario_count; i++) {
        if (position->best[i] < level->scenarios[i].min_score) {
            propose(out, NEXT_PRACTICE, level->scenarios[i].id,
                    level->scenario_count - position->standing.missing_cases,
                    level->scenario_count);
        }
    }
}

static bool read_ladder(const struct course *course, const struct digest *digest,
                        struct home *out, struct err *err)
{
    struct ladder_held held;
    const struct ladder_level *next = ladder_next(course, digest, &held);
    if (!next) {
        return true;
    }
    struct ladder_position position;
    if (!ladder_position(course, digest, next->id, &position, err)) {
        return false;
    }
    const struct standing *standing = &position.standing;
    snprintf(out->level, sizeof out->level, "%s", next->id);
    out->missing_lessons = standing->missing_lessons;
    out->missing_cases = standing->missing_cases;
    out->is_exam_open = standing->is_exam_open;
    if (standing->retry_day) {
        calendar_format_day(standing->retry_day, out->exam_wait);
    }
    propose_case(&position, out);
    if (standing->is_exam_open) {
        propose(out, NEXT_EXAM, next->id, 0, (size_t)next->exam_questions);
    } else if (standing->is_ready) {
        propose(out, NEXT_CERTIFICATE, next->id, 0, 0);
    }
    return true;
}

/* Questions can be gone through in a review; points are won back by playing their case again.
 */
static bool read_cards(struct session *self, struct home *out, struct err *err)
{
    struct card *cards = NULL;
    size_t count = 0;
    if (!progress_cards(self->app->store, self->who.subject, &cards, &count, err)) {
        return false;
    }
    out->reviews_due = count;
    for (size_t i = 0; i < count; i++) {
        out->questions_due += !cards[i].is_point;
    }
    if (out->questions_due > 0) {
        propose(out, NEXT_REVIEW, "", 0, out->questions_due);
    } else if (count > 0) {
        propose(out, NEXT_PRACTICE, cards[0].source, out->scenarios_passed, out->scenarios_all);
    }
    free(cards);
    return true;
}

bool home_cases_due(struct session *self, struct case_due *list, size_t room, size_t *count,
                    struct err *err)
{
    struct card *cards = NULL;
    size_t card_count = 0;
    *count = 0;
    if (!progress_cards(self->app->store, self->who.subject, &cards, &card_count, err)) {
        return false;
    }
    for (size_t i = 0; i < card_count; i++) {
        size_t at = 0;
        while (at < *count && strcmp(list[at].scenario, cards[i].source) != 0) {
            at++;
        }
        if (!cards[i].is_point || at == room ||
            !course_scenario(self->app->course, cards[i].source)) {
            continue;
        }
        if (at == *count) {
            list[(*count)++] = (struct case_due){.points = 0};
            memcpy(list[at].scenario, cards[i].source, sizeof list[at].scenario);
        }
        list[at].points++;
    }
    free(cards);
    return true;
}

static void count_catalog(const struct catalog *catalog, struct home *out)
{
    for (size_t i = 0; catalog && i < catalog->count; i++) {
        const char *code = catalog->items[i].code;
        const char *before = i ? catalog->items[i - 1].code : "";
        out->items += strcmp(code, before) != 0;
        out->categories += strncmp(code, before, 2) != 0;
    }
}

static bool read_all(struct session *self, const struct digest *digest, struct home *out,
                     struct err *err)
{
    const struct course *course = self->app->course;
    read_lessons(course, digest, out);
    out->scenarios_all = ladder_case_count(course);
    out->scenarios_passed = ladder_cases_passed(course, digest);
    out->certificates = digest->certificate_count;
    count_catalog(course->catalog, out);
    out->stage = out->certificates > 0 ? 3 : digest->last_active > 0 ? 2 : 1;
    return read_ladder(course, digest, out, err) && read_cards(self, out, err);
}

bool home_read(struct session *self, struct home *out, struct err *err)
{
    struct digest digest = {0};
    *out = (struct home){.next = NEXT_NOTHING};
    bool ok = digest_of(self->app->store, self->who.subject, &digest, err) &&
              read_all(self, &digest, out, err);
    digest_release(&digest);
    return ok;
}
