#include "store/progress.h"

#include "store/db.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
#define RUN_COLUMNS "SELECT attempt, subject, scenario, seed, content, mode, started, finished, score, is_passed FROM run "
#define SITTING_COLUMNS                                                                        \
    "SELECT id, subject, ref, seed, kind, questions, started, finished, rights, percent, is_passed" \
    " FROM sitting WHERE subject = ?1 AND (?2 = -1 OR kind = ?2) AND (?3 = '' OR ref = ?3)"
enum { Q_CARDS, Q_CARDS_DUE, Q_RUNS, Q_RUN, Q_RUN_STEPS, Q_RUN_RESULT, Q_BEST, Q_SITTING, Q_SITTING_ANSWERS, Q_LOCAL };
static const char *const sql[] = {
    [Q_CARDS] = "SELECT kind = 'point', source, item, lapses, since FROM card WHERE subject = ?1 AND is_due"
                " ORDER BY lapses DESC, since, kind, source, item",
    [Q_CARDS_DUE] = "SELECT count(*) FROM card WHERE subject = ?1 AND is_due",
    [Q_RUNS] = RUN_COLUMNS "WHERE subject = ?1 ORDER BY started DESC, rowid DESC",
    [Q_RUN] = RUN_COLUMNS "WHERE attempt = ?1",
    [Q_RUN_STEPS] = "SELECT kind, data FROM run_step WHERE attempt = ?1 ORDER BY n",
    [Q_RUN_RESULT] = "SELECT result FROM run_result WHERE attempt = ?1",
    [Q_BEST] = "SELECT max(score), max(is_passed) FROM run WHERE subject = ?1 AND scenario = ?2 AND mode = ?3"
               " AND finished > 0",
    [Q_SITTING] = SITTING_COLUMNS " AND NOT is_dropped ORDER BY started DESC, rowid DESC LIMIT 1",
    [Q_SITTING_ANSWERS] = "SELECT n, answer FROM sitting_answer WHERE sitting = ?1 ORDER BY n",
    [Q_LOCAL] = "SELECT count(*) FROM event WHERE subject = ?1 AND station = ?2 AND kind <> 'officer.add'",
};
/* clang-format on */

/* Make room for one more element of `size` bytes; room doubles. */
static void *grow(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return items;
    }
    *room = *room ? 2 * *room : 16;
    return xreallocarray(items, *room, size);
}

bool progress_cards(struct store *self, const char *subject, struct card **list, size_t *count,
                    struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_CARDS], "t", subject)) {
        return false;
    }
    struct card *items = NULL;
    size_t n = 0, room = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        items = grow(items, n, &room, sizeof *items);
        struct card *card = &items[n++];
        *card = (struct card){.is_point = db_int(&rows, 0) != 0,
                              .lapses = db_int(&rows, 3),
                              .since = db_int(&rows, 4)};
        db_copy(&rows, 1, card->source, sizeof card->source);
        db_copy(&rows, 2, card->item, sizeof card->item);
    }
    if (got < 0) {
        free(items);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

bool progress_cards_due(struct store *self, const char *subject, size_t *count, struct err *err)
{
    int64_t number = 0;
    if (!db_number(self, &number, 0, err, sql[Q_CARDS_DUE], "t", subject)) {
        return false;
    }
    *count = (size_t)number;
    return true;
}

static void read_run(const struct db_rows *rows, struct run_row *out)
{
    *out = (struct run_row){.mode = (int)db_int(rows, 5),
                            .started = db_int(rows, 6),
                            .finished = db_int(rows, 7),
                            .score = db_real(rows, 8),
                            .is_passed = db_int(rows, 9) != 0};
    db_copy(rows, 0, out->attempt, sizeof out->attempt);
    db_copy(rows, 1, out->subject, sizeof out->subject);
    db_copy(rows, 2, out->scenario, sizeof out->scenario);
    db_copy(rows, 3, out->seed, sizeof out->seed);
    db_copy(rows, 4, out->content, sizeof out->content);
}

bool progress_runs(struct store *self, const char *subject, struct run_row **list,
                   size_t *count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_RUNS], "t", subject)) {
        return false;
    }
    struct run_row *items = NULL;
    size_t n = 0, room = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        items = grow(items, n, &room, sizeof *items);
        read_run(&rows, &items[n++]);
    }
    if (got < 0) {
        free(items);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

bool progress_run(struct store *self, const char *attempt, struct run_row *out, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_RUN], "t", attempt)) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got == 1) {
        read_run(&rows, out);
    }
    db_done(&rows);
    return got == 1 ||
           (got == 0 && err_set(err, ERR_NOT_FOUND, "there is no attempt '%s'", attempt));
}

bool progress_run_steps(struct store *self, const char *attempt, struct run_step_row **list,
                        size_t *count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_RUN_STEPS], "t", attempt)) {
        return false;
    }
    struct run_step_row *items = NULL;
    size_t n = 0, room = 0;
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        items = grow(items, n, &room, sizeof *items);
        db_copy(&rows, 0, items[n].kind, sizeof items[n].kind);
        items[n++].data = xstrdup(db_text(&rows, 1));
    }
    if (got < 0) {
        run_steps_free(items, n);
        return false;
    }
    *list = items;
    *count = n;
    return true;
}

void run_steps_free(struct run_step_row *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(list[i].data);
    }
    free(list);
}

bool progress_run_result(struct store *self, const char *attempt, char **text, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_RUN_RESULT], "t", attempt)) {
        return false;
    }
    int got = db_next(&rows, err);
    if (got >= 0) {
        *text = xstrdup(got == 1 ? db_text(&rows, 0) : "");
    }
    db_done(&rows);
    return got >= 0;
}

bool progress_best(struct store *self, const char *subject, const char *scenario, int mode,
                   double *score, bool *is_passed, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_BEST], "tti", subject, scenario, (int64_t)mode)) {
        return false;
    }
    int got = db_next(&rows, err);
    *score = -1;
    *is_passed = false;
    if (got == 1 && sqlite3_column_type(rows.statement, 0) != SQLITE_NULL) {
        *score = db_real(&rows, 0);
        *is_passed = db_int(&rows, 1) != 0;
    }
    db_done(&rows);
    return got >= 0;
}

bool progress_sitting(struct store *self, const char *subject, int kind, const char *ref,
                      struct sitting_row *out, bool *is_there, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_SITTING], "tit", subject, (int64_t)kind, ref)) {
        return false;
    }
    int got = db_next(&rows, err);
    *is_there = got == 1;
    if (got == 1) {
        *out = (struct sitting_row){.kind = (int)db_int(&rows, 4),
                                    .questions = xstrdup(db_text(&rows, 5)),
                                    .started = db_int(&rows, 6),
                                    .finished = db_int(&rows, 7),
                                    .rights = db_int(&rows, 8),
                                    .percent = db_real(&rows, 9),
                                    .is_passed = db_int(&rows, 10) != 0};
        db_copy(&rows, 0, out->id, sizeof out->id);
        db_copy(&rows, 1, out->subject, sizeof out->subject);
        db_copy(&rows, 2, out->ref, sizeof out->ref);
        db_copy(&rows, 3, out->seed, sizeof out->seed);
    }
    db_done(&rows);
    return got >= 0;
}

bool progress_sitting_answers(struct store *self, const char *sitting, char **answers,
                              size_t count, struct err *err)
{
    struct db_rows rows;
    if (!db_select(self, &rows, err, sql[Q_SITTING_ANSWERS], "t", sitting)) {
        return false;
    }
    memset(answers, 0, count * sizeof *answers);
    int got;
    while ((got = db_next(&rows, err)) == 1) {
        int64_t at = db_int(&rows, 0);
        if (at >= 0 && (size_t)at < count && !answers[at]) {
            answers[at] = xstrdup(db_text(&rows, 1));
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!answers[i]) {
            answers[i] = xstrdup("");
        }
    }
    return got == 0;
}

bool progress_is_local(struct store *self, const char *subject, bool *is_local, struct err *err)
{
    int64_t count = 0;
    if (!db_number(self, &count, 0, err, sql[Q_LOCAL], "tt", subject, self->station)) {
        return false;
    }
    *is_local = count > 0;
    return true;
}
