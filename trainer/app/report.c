#include "app/report.h"

#include "app/ladder_facts.h"
#include "app/sitting.h"
#include "core/lang.h"
#include "store/heads.h"
#include "store/officers.h"
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

static size_t count_lessons(const struct course *course, const struct digest *digest)
{
    size_t done = 0;
    for (size_t i = 0; i < course->lesson_count; i++) {
        struct lesson_position position;
        lesson_position(digest, course->lessons[i], &position);
        done += standing_lesson_is_done(&position.counts);
    }
    return done;
}

/* Best percentage over finished quizzes and exams; "" = none. */
static char *best_quiz(const struct digest *digest)
{
    double best = -1;
    for (size_t i = 0; i < digest->sitting_count; i++) {
        const struct digest_sitting *one = &digest->sittings[i];
        if (one->kind != SITTING_REVIEW && one->percent > best) {
            best = one->percent;
        }
    }
    return best < 0 ? xstrdup("") : number((size_t)(best + 0.5));
}

static bool fill_row(const struct course *course, const struct officer *officer,
                     const struct digest *digest, char **row, struct err *err)
{
    struct ladder_held held;
    struct ladder_position position;
    const struct ladder_level *next = ladder_next(course, digest, &held);
    if (next && !ladder_position(course, digest, next->id, &position, err)) {
        return false;
    }
    row[C_ID] = xstrdup(officer->id);
    row[C_NAME] = xstrdup(officer->name);
    row[C_SQUAD] = xstrdup(officer->squad);
    row[C_LEVEL] = xstrdup(held.level);
    row[C_LESSONS] = number(count_lessons(course, digest));
    row[C_QUIZ] = best_quiz(digest);
    row[C_CASES] = number(ladder_cases_passed(course, digest));
    row[C_DUE] = number(digest->cards_due);
    row[C_ACTIVE] = date(digest->last_active);
    row[C_NEXT] = next_step(next, &position);
    row[C_EXPIRES] = date(held.expires);
    return true;
}

struct place { /* of an officer in the roster */
    const struct officer *officer;
    size_t at;
};

static int compare_subject(const void *one, const void *other)
{
    const struct place *a = one, *b = other;
    return strcmp(a->officer->subject, b->officer->subject);
}

/* Digests come in order of the subject. */
static struct place *in_order_of_subject(const struct officer *officers, size_t count)
{
    struct place *places = xcalloc(count ? count : 1, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        places[i] = (struct place){&officers[i], i};
    }
    qsort(places, count, sizeof *places, compare_subject);
    return places;
}

/* Rows at the officers' places in the roster; those not asked for stay NULL. */
static bool fill_places(struct app *app, const struct place *places, size_t count,
                        const char *squad, msec_t since, char **cells, struct err *err)
{
    struct digest digest = {0};
    struct digest_reader *reader = digest_reader_open(app->store, err);
    bool ok = reader;
    for (size_t i = 0; ok && i < count; i++) {
        const struct officer *officer = places[i].officer;
        ok = digest_reader_read(reader, officer->subject, &digest, err);
        /* who teaches is not listed among those who learn, unless that one learns too */
        bool is_wanted = ok && (!squad || strcmp(squad, officer->squad) == 0) &&
                         digest.last_active >= since &&
                         (officer->role != ROLE_TRAINER || digest.last_active > 0);
        ok = ok && (!is_wanted || fill_row(app->course, officer, &digest,
                                           &cells[C_COUNT * places[i].at], err));
    }
    digest_reader_close(reader);
    digest_release(&digest);
    return ok;
}

static bool fill_rows(struct app *app, const struct officer *officers, size_t count,
                      const char *squad, msec_t since, struct report *out, struct err *err)
{
    struct place *places = in_order_of_subject(officers, count);
    bool ok = fill_places(app, places, count, squad, since, out->cells, err);
    free(places);
    for (size_t i = 0; i < count; i++) {
        char **row = &out->cells[C_COUNT * i];
        if (!row[C_ID]) {
            continue;
        }
        if (out->row_count < i) {
            memcpy(&out->cells[C_COUNT * out->row_count], row, C_COUNT * sizeof *row);
            memset(row, 0, C_COUNT * sizeof *row);
        }
        out->row_count++;
    }
    return ok;
}

static void write_heads(const struct chain_head *heads, size_t count, struct report *out)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *head = json_new_object();
        json_add_text(head, "station", heads[i].station);
        json_add_int(head, "epoch", heads[i].epoch);
        json_add_int(head, "seq", heads[i].seq);
        json_add_text(head, "hash", heads[i].hash);
        json_add_text(head, "key", heads[i].key[0] ? heads[i].key : NULL);
        json_add_text(head, "signature", heads[i].signature[0] ? heads[i].signature : NULL);
        json_add(list, NULL, head);
    }
    struct sbuf text = {0};
    json_write(list, true, &text);
    out->heads = sbuf_take(&text);
    json_free(list);
}

/* Rows and heads of one moment. */
static bool read_moment(struct app *app, const char *squad, msec_t since, struct report *out,
                        struct chain_head **heads, size_t *head_count, struct err *err)
{
    struct officer *officers = NULL;
    size_t count = 0;
    if (!store_begin_reading(app->store, err)) {
        return false;
    }
    bool ok = officers_all(app->store, &officers, &count, err);
    if (ok) {
        out->cells = xcalloc(count ? count * C_COUNT : 1, sizeof *out->cells);
        ok = fill_rows(app, officers, count, squad, since, out, err) &&
             heads_read(app->store, heads, head_count, err);
    }
    store_rollback(app->store);
    free(officers);
    return ok;
}

bool report_progress(struct app *app, const char *squad, msec_t since, struct report *out,
                     struct err *err)
{
    struct chain_head *heads = NULL;
    size_t count = 0;
    *out = (struct report){.name = "progress", .columns = columns, .column_count = C_COUNT};
    clock_format(clock_now(), out->generated);
    bool ok = read_moment(app, squad, since, out, &heads, &count, err) &&
              heads_sign(app->store, heads, count, err);
    if (ok) {
        write_heads(heads, count, out);
    } else {
        report_release(out);
    }
    free(heads);
    return ok;
}
