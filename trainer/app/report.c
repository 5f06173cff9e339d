#include "app/report.h"

#include "app/ladder_facts.h"
#include "core/lang.h"
#include "store/events.h"
#include "store/officers.h"
#include "store/progress.h"
#include <stdlib.h>
#include <string.h>

enum column {
    C_ID,
    C_NAME,
    C_SQUAD,
    C_LEVEL,
    C_LESSONS,
    C_QUIZ,
    C_CASES,
    C_DUE,
    C_ACTIVE,
    C_NEXT,
    C_EXPIRES,
    C_COUNT
};

/* clang-format off */
static const struct report_column columns[C_COUNT] = {
    {"id", "编号", "Number", REPORT_TEXT},
    {"name", "姓名", "Name", REPORT_TEXT},
    {"squad", "中队", "Squad", REPORT_TEXT},
    {"level", "等级", "Level", REPORT_TEXT},
    {"lessons_done", "学完课程", "Lessons done", REPORT_NUMBER},
    {"quiz_best", "测验最好成绩", "Best quiz", REPORT_NUMBER},
    {"scenarios_passed", "通过案例", "Cases passed", REPORT_NUMBER},
    {"reviews_due", "待复习", "Reviews due", REPORT_NUMBER},
    {"last_active", "最近学习", "Last active", REPORT_DATE},
    {"next_step", "下一步", "Next step", REPORT_TEXT},
    {"expires", "证书到期", "Expires", REPORT_DATE},
};
/* clang-format on */

static char *number(size_t value)
{
    struct sbuf text = {0};
    sbuf_addf(&text, "%zu", value);
    return sbuf_take(&text);
}

static char *date(msec_t when)
{
    char text[CLOCK_TEXT_MAX] = "";
    if (when) {
        clock_format_date(when, text);
    }
    return xstrdup(text);
}

static char *next_step(const struct ladder_level *next, const struct ladder_position *position)
{
    struct sbuf text = {0};
    if (!next) {
        return xstrdup(_("all levels reached"));
    }
    const struct standing *standing = &position->standing;
    char day[CLOCK_TEXT_MAX];
    if (standing->missing_lessons) {
        sbuf_addf(&text, _("%s: lessons to go: %zu"), next->id, standing->missing_lessons);
    } else if (standing->missing_cases) {
        sbuf_addf(&text, _("%s: cases to go: %zu"), next->id, standing->missing_cases);
    } else if (standing->is_exam_open) {
        sbuf_addf(&text, _("%s: take the exam"), next->id);
    } else if (standing->retry_day) {
        calendar_format_day(standing->retry_day, day);
        sbuf_addf(&text, _("%s: exam again from %s"), next->id, day);
    } else {
        sbuf_addf(&text, _("%s: issue the certificate"), next->id);
    }
    return sbuf_take(&text);
}

static bool count_lessons(struct app *app, const char *subject, size_t *done, struct err *err)
{
    *done = 0;
    for (size_t i = 0; i < app->course->lesson_count; i++) {
        struct lesson_position position;
        if (!lesson_position(app, subject, app->course->lessons[i], &position, err)) {
            return false;
        }
        *done += standing_lesson_is_done(&position.counts);
    }
    return true;
}

static bool fill_progress(struct app *app, const char *subject, char **row, struct err *err)
{
    size_t lessons = 0, due = 0, passed_count = 0;
    double quiz = -1;
    char(*passed)[16] = NULL;
    if (!count_lessons(app, subject, &lessons, err) ||
        !progress_quiz_best(app->store, subject, &quiz, err) ||
        !progress_cards_due(app->store, subject, &due, err) ||
        !progress_passed(app->store, subject, &passed, &passed_count, err)) {
        return false;
    }
    row[C_LESSONS] = number(lessons);
    row[C_QUIZ] = quiz < 0 ? xstrdup("") : number((size_t)(quiz + 0.5));
    row[C_CASES] = number(ladder_cases_passed(app, passed, passed_count));
    row[C_DUE] = number(due);
    free(passed);
    return true;
}

static bool fill_ladder(struct app *app, const char *subject, char **row, struct err *err)
{
    const struct ladder_level *next = NULL;
    struct ladder_held held;
    struct ladder_position position;
    if (!ladder_next(app, subject, &next, &held, err) ||
        (next && !ladder_position(app, subject, next->id, &position, err))) {
        return false;
    }
    row[C_LEVEL] = xstrdup(held.level);
    row[C_EXPIRES] = date(held.expires);
    row[C_NEXT] = next_step(next, &position);
    return true;
}

static bool fill_row(struct app *app, const struct officer *officer, msec_t active, char **row,
                     struct err *err)
{
    row[C_ID] = xstrdup(officer->id);
    row[C_NAME] = xstrdup(officer->name);
    row[C_SQUAD] = xstrdup(officer->squad);
    row[C_ACTIVE] = date(active);
    return fill_progress(app, officer->subject, row, err) &&
           fill_ladder(app, officer->subject, row, err);
}

static bool fill_rows(struct app *app, const struct officer *officers, size_t count,
                      const char *squad, msec_t since, struct report *out, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        msec_t active = 0;
        /* who teaches is not listed among those who learn, unless that one learns too */
        if (!progress_last_active(app->store, officers[i].subject, &active, err)) {
            return false;
        }
        bool is_wanted = (!squad || strcmp(squad, officers[i].squad) == 0) && active >= since &&
                         (officers[i].role != ROLE_TRAINER || active > 0);
        if (is_wanted && !fill_row(app, &officers[i], active,
                                   &out->cells[C_COUNT * out->row_count++], err)) {
            return false;
        }
    }
    return true;
}

static bool add_heads(struct app *app, struct report *out, struct err *err)
{
    struct chain_head *heads = NULL;
    size_t count = 0;
    if (!store_heads(app->store, &heads, &count, err)) {
        return false;
    }
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *head = json_new_object();
        json_add_text(head, "station", heads[i].station);
        json_add_int(head, "epoch", heads[i].epoch);
        json_add_int(head, "seq", heads[i].seq);
        json_add_text(head, "hash", heads[i].hash);
        json_add(list, NULL, head);
    }
    struct sbuf text = {0};
    json_write(list, true, &text);
    out->heads = sbuf_take(&text);
    json_free(list);
    free(heads);
    return true;
}

bool report_progress(struct app *app, const char *squad, msec_t since, struct report *out,
                     struct err *err)
{
    struct officer *officers = NULL;
    size_t count = 0;
    *out = (struct report){.name = "progress", .columns = columns, .column_count = C_COUNT};
    clock_format(clock_now(), out->generated);
    if (!store_begin_reading(app->store, err)) {
        return false;
    }
    bool ok = officers_all(app->store, &officers, &count, err);
    if (ok) {
        out->cells = xcalloc(count ? count * C_COUNT : 1, sizeof *out->cells);
        ok =
            fill_rows(app, officers, count, squad, since, out, err) && add_heads(app, out, err);
    }
    store_rollback(app->store);
    free(officers);
    if (!ok) {
        report_release(out);
    }
    return ok;
}
