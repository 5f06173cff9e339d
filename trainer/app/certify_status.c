#include "app/certify.h"

#include "app/ladder_facts.h"
#include <stdio.h>
#include <stdlib.h>

void requirement_free(struct requirement *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        both_release(&list[i].text);
    }
    free(list);
}

/* Both languages at once, since the text outlives a switch of language. */
static struct both pair(const char *zh_head, const char *en_head, const struct both *title,
                        const char *tail_zh, const char *tail_en)
{
    struct sbuf zh = {0}, en = {0};
    sbuf_addf(&zh, "%s%s%s", zh_head, title ? title->text[LANG_ZH] : "", tail_zh);
    sbuf_addf(&en, "%s%s%s", en_head, title ? title->text[LANG_EN] : "", tail_en);
    return (struct both){{[LANG_ZH] = sbuf_take(&zh), [LANG_EN] = sbuf_take(&en)}};
}

static void add_lesson(const struct course *course, const char *id,
                       const struct standing_lesson *counts, struct requirement *out)
{
    const struct lesson *lesson = course_lesson(course, id);
    char zh[48], en[48];
    snprintf(zh, sizeof zh, "学完 %.16s ", id);
    snprintf(en, sizeof en, "Finish lesson %.16s ", id);
    out->text = pair(zh, en, lesson ? &lesson->title : NULL, "", "");
    out->is_met = standing_lesson_is_done(counts);
    snprintf(out->detail, sizeof out->detail, "%zu/%zu", counts->seen + counts->answered,
             counts->steps + counts->questions);
}

static void add_case(const struct course *course, const struct ladder_scenario *wanted,
                     double best, struct requirement *out)
{
    const struct scenario *scenario = course_scenario(course, wanted->id);
    bool is_test = wanted->mode[0] == 't' && wanted->mode[1] == 'e';
    char zh[32], en[32], tail_zh[64], tail_en[64];
    snprintf(zh, sizeof zh, "%.16s ", wanted->id);
    snprintf(en, sizeof en, "Case %.16s ", wanted->id);
    snprintf(tail_zh, sizeof tail_zh, "，%s %d 分以上", is_test ? "考考我" : "试一试",
             wanted->min_score);
    snprintf(tail_en, sizeof tail_en, ", %d or more in %s", wanted->min_score,
             is_test ? "Test me" : "Try me");
    out->text = pair(zh, en, scenario ? &scenario->title : NULL, tail_zh, tail_en);
    out->is_met = best >= wanted->min_score;
    if (best >= 0) {
        snprintf(out->detail, sizeof out->detail, "%.0f", best);
    }
}

static void add_exam(const struct ladder_position *position, struct requirement *out)
{
    const struct ladder_level *level = position->level;
    char zh[96], en[96];
    snprintf(zh, sizeof zh, "考试：%d 题，答对 %d%%", level->exam_questions,
             level->exam_pass_percent);
    snprintf(en, sizeof en, "Exam: %d questions, %d %% right", level->exam_questions,
             level->exam_pass_percent);
    out->text = pair(zh, en, NULL, "", "");
    out->is_met = position->standing.is_exam_passed;
    if (position->facts.exam_passed) {
        clock_format_date(position->facts.exam_passed, out->detail);
    } else if (position->standing.retry_day) {
        char day[CLOCK_TEXT_MAX];
        calendar_format_day(position->standing.retry_day, day);
        snprintf(out->detail, sizeof out->detail, _("again from %s"), day);
    }
}

bool certify_status(struct app *app, const char *subject, const char *level,
                    struct requirement **list, size_t *count, bool *is_ready, struct err *err)
{
    struct ladder_position position;
    if (!ladder_position_of(app, subject, level, &position, err)) {
        return false;
    }
    const struct ladder_level *rules = position.level;
    struct requirement *items =
        xcalloc(rules->lesson_count + rules->scenario_count + 1, sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < rules->lesson_count; i++) {
        add_lesson(app->course, rules->lessons[i], &position.lessons[i], &items[n++]);
    }
    for (size_t i = 0; i < rules->scenario_count; i++) {
        add_case(app->course, &rules->scenarios[i], position.best[i], &items[n++]);
    }
    add_exam(&position, &items[n++]);
    *list = items;
    *count = n;
    *is_ready = position.standing.is_ready;
    return true;
}
