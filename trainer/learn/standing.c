#include "learn/standing.h"

#include <string.h>

bool standing_lesson_is_done(const struct standing_lesson *lesson)
{
    return lesson->steps > 0 && lesson->seen >= lesson->steps &&
           lesson->answered >= lesson->questions;
}

static void count_missing(const struct ladder_level *level, const struct standing_facts *facts,
                          struct standing *out)
{
    for (size_t i = 0; i < level->lesson_count; i++) {
        out->missing_lessons += !standing_lesson_is_done(&facts->lessons[i]);
    }
    for (size_t i = 0; i < level->scenario_count; i++) {
        out->missing_cases += facts->best_scores[i] < level->scenarios[i].min_score;
    }
}

void standing_of(const struct ladder_level *level, const struct standing_facts *facts,
                 int32_t today, struct standing *out)
{
    *out = (struct standing){0};
    count_missing(level, facts, out);
    bool is_taught = out->missing_lessons == 0 && out->missing_cases == 0;
    out->is_exam_passed = facts->is_certified || facts->exam_passed > 0;
    if (!out->is_exam_passed && facts->exam_failed > 0) {
        int32_t day = calendar_day_of(facts->exam_failed) + level->retry_days;
        out->retry_day = today < day ? day : 0;
    }
    out->is_exam_open = is_taught && !out->is_exam_passed && out->retry_day == 0;
    out->is_ready = is_taught && out->is_exam_passed && !facts->is_certified;
}
