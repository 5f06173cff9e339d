#include "app/practice.h"

#include "app/run_record.h"
#include "store/officers.h"
#include "store/progress.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const mode_names[] = {"show", "try", "test"};

static void copy_json(struct json *to, const char *key, const struct json *from)
{
    struct sbuf text = {0};
    json_write(from, true, &text);
    struct err err = {0};
    struct json *copy = json_parse(text.text, text.len, &err);
    if (!copy) {
        BUG("JSON that was written cannot be read: %s", err.text);
    }
    json_add(to, key, copy);
    sbuf_release(&text);
}

static void add_step(struct json *steps, const struct json *data)
{
    const char *rule = json_get_text(data, "rule"), *article = json_get_text(data, "article");
    const char *line = json_get_text(data, "line");
    bool is_accepted = false;
    double points = 0;
    struct json *step = json_new_object();
    json_add_text(step, "action", line ? line : "");
    json_add_bool(step, "accepted",
                  json_get_bool(data, "accepted", &is_accepted) && is_accepted);
    json_add_text(step, "rule", rule ? rule : "");
    json_add_text(step, "article", article ? article : "");
    json_add_real(step, "points", json_get_real(data, "points", &points) ? points : 0);
    json_add(steps, NULL, step);
}

/* Every act as it was judged when it was done; blocked and taken-back ones stay in. */
static bool add_recorded_steps(struct app *app, const char *attempt, struct json *steps,
                               struct err *err)
{
    struct run_step_row *rows = NULL;
    size_t count = 0;
    if (!progress_run_steps(app->store, attempt, &rows, &count, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        struct json *data = json_parse(rows[i].data, strlen(rows[i].data), err);
        ok = data;
        if (ok && strcmp(rows[i].kind, "act") == 0) {
            add_step(steps, data);
        } else if (ok) { /* hint or undo, by its name */
            struct json *step = json_new_object();
            json_add_text(step, "action", rows[i].kind);
            json_add_bool(step, "accepted", true);
            json_add_text(step, "rule", "");
            json_add_text(step, "article", "");
            json_add_real(step, "points", 0);
            json_add(steps, NULL, step);
        }
        json_free(data);
    }
    run_steps_free(rows, count);
    return ok;
}

static bool fail_changed(const struct run_row *row, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   "the case %s has changed so much that this run cannot be played again",
                   row->scenario);
}

/* The result that was recorded, or the run under today's content. */
static struct json *result_of(struct app *app, const struct run_row *row, bool remark,
                              struct err *err)
{
    if (!remark) {
        char *text = NULL;
        if (!progress_run_result(app->store, row->attempt, &text, err)) {
            return NULL;
        }
        struct json *result = text[0] ? json_parse(text, strlen(text), err) : json_new_object();
        free(text);
        return result;
    }
    struct run_record record = {0};
    struct run *run = run_new(app->course, row->scenario, (enum run_mode)row->mode,
                              strtoull(row->seed, NULL, 10), err);
    struct json *result = NULL;
    if (run && run_record_load(&record, app->store, row->attempt, err)) {
        if (run_record_play(&record, run)) {
            result = run_json(run);
        } else {
            (void)fail_changed(row, err);
        }
    }
    run_record_release(&record);
    run_free(run);
    return result;
}

struct run *practice_replay_run(struct app *app, const char *attempt, size_t steps,
                                struct err *err)
{
    struct run_row row;
    struct run_record record = {0};
    if (!progress_run(app->store, attempt, &row, err)) {
        return NULL;
    }
    struct run *run = run_new(app->course, row.scenario, (enum run_mode)row.mode,
                              strtoull(row.seed, NULL, 10), err);
    bool ok = run && run_record_load(&record, app->store, attempt, err);
    struct run_record part = record;
    part.count = steps < record.count ? steps : record.count;
    if (ok && !run_record_play(&part, run)) {
        ok = fail_changed(&row, err);
    }
    run_record_release(&record);
    if (!ok) {
        run_free(run);
        run = NULL;
    }
    return run;
}

static void add_head(struct json *out, struct app *app, const struct run_row *row)
{
    struct officer officer;
    struct err none = {0};
    char when[CLOCK_TEXT_MAX];
    clock_format(row->started, when);
    json_add_text(out, "attempt", row->attempt);
    /* somebody who was erased has a subject but no number any more */
    bool is_known = officers_of_subject(app->store, row->subject, &officer, &none);
    json_add_text(out, "officer", is_known ? officer.id : row->subject);
    json_add_text(out, "time", when);
    json_add_text(out, "scenario", row->scenario);
    json_add_text(out, "mode", mode_names[row->mode]);
    json_add_int(out, "seed", (int64_t)strtoull(row->seed, NULL, 10));
}

struct json *practice_replay(struct app *app, const char *attempt, bool remark, struct err *err)
{
    static const char *const keys[] = {"score", "passed",    "critical", "dimensions",
                                       "steps", "documents", "indices"};
    struct run_row row;
    struct json *result = NULL;
    if (!progress_run(app->store, attempt, &row, err) ||
        !(result = result_of(app, &row, remark, err))) {
        return NULL;
    }
    struct json *out = json_new_object();
    add_head(out, app, &row);
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof keys / sizeof keys[0]; i++) {
        const struct json *value = json_get(result, keys[i]);
        if (strcmp(keys[i], "steps") == 0 && !remark) {
            ok = add_recorded_steps(app, attempt, json_add_array(out, "steps"), err);
        } else if (value) {
            copy_json(out, keys[i], value);
        } else {
            json_add_null(out, keys[i]); /* not finished yet */
        }
    }
    json_free(result);
    if (!ok) {
        json_free(out);
        return NULL;
    }
    return out;
}
