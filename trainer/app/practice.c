#include "app/practice.h"

#include "app/run_record.h"
#include "core/sign.h"
#include "store/events.h"
#include "store/progress.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct practice {
    struct app *app;     /* borrowed */
    struct session *who; /* borrowed; NULL: nothing is recorded */
    char scenario[16];
    enum run_mode mode;
    uint64_t seed;
    char attempt[33];
    struct run *run;
    struct run_record record;
    bool is_finished;
    size_t passed; /* times this officer has passed the case in Try me */
};

static bool count_passed(struct practice *self, struct err *err)
{
    struct run_row *rows = NULL;
    size_t count = 0;
    if (!progress_runs(self->app->store, self->who->who.subject, &rows, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        self->passed += rows[i].mode == RUN_TRY && rows[i].finished != 0 && rows[i].is_passed &&
                        strcmp(rows[i].scenario, self->scenario) == 0;
    }
    free(rows);
    return true;
}

static struct practice *practice_new(struct app *app, struct session *who, const char *scenario,
                                     enum run_mode mode, uint64_t seed, struct err *err)
{
    struct run *run = run_new(app->course, scenario, mode, seed, err);
    if (!run) {
        return NULL;
    }
    struct practice *self = xcalloc(1, sizeof *self);
    self->app = app;
    self->who = who;
    snprintf(self->scenario, sizeof self->scenario, "%s", scenario);
    self->mode = mode;
    self->seed = seed;
    self->run = run;
    if (who && mode == RUN_TRY && !count_passed(self, err)) {
        practice_free(self);
        return NULL;
    }
    return self;
}

/* Append to the log, if somebody is playing. Takes `data`. */
static bool record(struct practice *self, enum event_kind kind, struct json *data,
                   struct err *err)
{
    if (!self->who) {
        json_free(data);
        return true;
    }
    json_add_text(data, "attempt", self->attempt);
    return store_append(self->app->store, self->who->who.subject, kind, data, err);
}

static bool record_start(struct practice *self, struct err *err)
{
    uint8_t bytes[16];
    char seed[24], content[65];
    struct sbuf hex = {0};
    sign_random(bytes, sizeof bytes);
    sign_hex(&hex, bytes, sizeof bytes);
    snprintf(self->attempt, sizeof self->attempt, "%s", sbuf_text(&hex));
    sbuf_release(&hex);
    snprintf(seed, sizeof seed, "%" PRIu64, self->seed);
    run_content_hash(self->run, content);
    struct json *data = json_new_object();
    json_add_text(data, "scenario", self->scenario);
    json_add_int(data, "mode", self->mode);
    json_add_text(data, "seed", seed);
    json_add_text(data, "content", content);
    return record(self, EVENT_RUN_START, data, err);
}

uint64_t practice_seed(enum run_mode mode)
{
    uint64_t seed = 0;
    while (mode == RUN_TEST && seed == 0)
        seed = clock_random() >> 11; /* 53 bits: every JSON reader keeps them */
    return seed;
}

struct practice *practice_begin(struct app *app, struct session *who, const char *scenario,
                                enum run_mode mode, uint64_t seed, struct err *err)
{
    struct practice *self = practice_new(app, who, scenario, mode, seed, err);
    if (self && who && !record_start(self, err)) {
        practice_free(self);
        return NULL;
    }
    return self;
}

void practice_free(struct practice *self)
{
    if (!self) {
        return;
    }
    run_record_release(&self->record);
    run_free(self->run);
    free(self);
}

/* The newest run of a case, if it is not finished. */
static bool find_open(struct session *who, const char *scenario, struct run_row *open,
                      bool *is_there, struct err *err)
{
    struct run_row *rows = NULL;
    size_t count = 0, at = 0;
    if (!progress_runs(who->app->store, who->who.subject, &rows, &count, err)) {
        return false;
    }
    while (at < count && strcmp(rows[at].scenario, scenario) != 0) {
        at++;
    }
    *is_there = at < count && rows[at].finished == 0;
    if (*is_there) {
        *open = rows[at];
    }
    free(rows);
    return true;
}

bool practice_resume(struct session *who, const char *scenario, struct practice **out,
                     struct err *err)
{
    struct run_row open;
    bool is_there = false;
    *out = NULL;
    if (!find_open(who, scenario, &open, &is_there, err)) {
        return false;
    }
    if (!is_there || !course_scenario(who->app->course, open.scenario)) {
        return true;
    }
    struct practice *self = practice_new(who->app, who, open.scenario, (enum run_mode)open.mode,
                                         strtoull(open.seed, NULL, 10), err);
    if (!self) {
        return false;
    }
    snprintf(self->attempt, sizeof self->attempt, "%s", open.attempt);
    if (!run_record_load(&self->record, who->app->store, open.attempt, err)) {
        practice_free(self);
        return false;
    }
    char content[65];
    run_content_hash(self->run, content);
    /* A case that was rewritten since cannot be gone on with: it is begun anew. */
    if (strcmp(content, open.content) != 0 || !run_record_play(&self->record, self->run)) {
        practice_free(self);
        return true;
    }
    *out = self;
    return true;
}

struct run *practice_run(struct practice *self)
{
    return self->run;
}

const char *practice_scenario(const struct practice *self)
{
    return self->scenario;
}

enum run_mode practice_mode(const struct practice *self)
{
    return self->mode;
}

enum practice_guidance practice_guidance(const struct practice *self)
{
    static const enum practice_guidance fading[] = {GUIDANCE_FULL, GUIDANCE_STAGE,
                                                    GUIDANCE_NONE};
    const size_t last = sizeof fading / sizeof fading[0] - 1;
    return fading[self->passed < last ? self->passed : last];
}

/* What could not be saved did not happen: play again what was. */
static bool take_back(struct practice *self)
{
    struct err ignored = {0};
    struct run *run =
        run_new(self->app->course, self->scenario, self->mode, self->seed, &ignored);
    if (!run || !run_record_play(&self->record, run)) {
        BUG("a recorded run cannot be played again: %s", ignored.text);
    }
    run_free(self->run);
    self->run = run;
    return false;
}

static bool save_step(struct practice *self, enum event_kind kind, const char *line, int level,
                      struct json *data, struct err *err)
{
    json_add_int(data, "n", (int64_t)self->record.count);
    if (!record(self, kind, data, err)) {
        return take_back(self);
    }
    run_record_add(&self->record, kind, line, level);
    return true;
}

bool practice_act(struct practice *self, const char *line, struct run_verdict *verdict,
                  struct err *err)
{
    if (!run_act(self->run, line, verdict, err)) {
        return false;
    }
    struct json *data = json_new_object();
    json_add_text(data, "line", line);
    json_add_bool(data, "accepted", verdict->is_accepted);
    json_add_bool(data, "good", verdict->is_good);
    json_add_text(data, "rule", verdict->rule);
    json_add_text(data, "article", verdict->article);
    json_add_real(data, "points", verdict->points);
    return save_step(self, EVENT_RUN_ACT, line, 0, data, err);
}

struct practice *practice_again(struct practice *self, size_t before, struct err *err)
{
    const struct run_result *result = run_result(self->run);
    struct practice *made =
        practice_begin(self->app, self->who, self->scenario, RUN_TRY, self->seed, err);
    struct run *trial =
        made ? run_new(self->app->course, self->scenario, RUN_TRY, self->seed, err) : NULL;
    bool ok = trial != NULL;
    for (size_t i = 0; ok && i < before && i < result->step_count; i++) {
        const char *line = result->steps[i].line;
        struct run_verdict verdict;
        struct err refused = {0};
        if (line[0] && run_act(trial, line, &verdict, &refused) && verdict.is_accepted) {
            ok = practice_act(made, line, &verdict, err);
        }
    }
    run_free(trial);
    if (!ok) {
        practice_free(made);
        return NULL;
    }
    return made;
}

bool practice_hint(struct practice *self, int level, struct both *text, struct err *err)
{
    if (!run_hint(self->run, level, text)) {
        return err_set(err, ERR_NO, "there is no hint here");
    }
    struct json *data = json_new_object();
    json_add_int(data, "level", level);
    return save_step(self, EVENT_RUN_HINT, "", level, data, err);
}

bool practice_undo(struct practice *self, struct err *err)
{
    if (!run_undo(self->run)) {
        return err_set(err, ERR_NO, "there is nothing to take back");
    }
    return save_step(self, EVENT_RUN_UNDO, "", 0, json_new_object(), err);
}

bool practice_finish(struct practice *self, char *attempt, struct err *err)
{
    snprintf(attempt, sizeof self->attempt, "%s", self->attempt);
    if (!self->who || self->is_finished) {
        return true;
    }
    struct json *data = json_new_object();
    json_add_text(data, "scenario", self->scenario);
    run_record_result(self->run, self->mode != RUN_SHOW, data);
    if (!record(self, EVENT_RUN_FINISH, data, err)) {
        return false;
    }
    self->is_finished = true;
    return true;
}

static bool is_twin_of(const struct scenario *twin, const struct scenario *of)
{
    return !of->twin_of && of->twin.id && strcmp(of->twin.id, twin->id) == 0;
}

/* The case with the same facts: the twin of a main case, the main case of a twin. */
static const struct scenario *counterpart(const struct course *course, const char *id)
{
    const struct scenario *mine = course_scenario(course, id);
    for (size_t i = 0; i < course->scenario_count; i++) {
        const struct scenario *other = course->scenarios[i];
        if (is_twin_of(other, mine) || is_twin_of(mine, other)) {
            return other;
        }
    }
    return NULL;
}

/* What came of a recorded run; false if it cannot be played again. */
static bool outcome_of_row(struct app *app, const struct run_row *row, struct run_outcome *out,
                           bool *is_played, struct err *err)
{
    struct run_record record = {0};
    struct run *run = run_new(app->course, row->scenario, (enum run_mode)row->mode,
                              strtoull(row->seed, NULL, 10), err);
    bool ok = run && run_record_load(&record, app->store, row->attempt, err);
    *is_played = ok && run_record_play(&record, run);
    if (*is_played) {
        run_outcome(run, out);
    }
    run_record_release(&record);
    run_free(run);
    return ok;
}

bool practice_spread(struct practice *self, struct practice_spread *out, struct err *err)
{
    *out = (struct practice_spread){.other = counterpart(self->app->course, self->scenario)};
    if (!out->other || !self->who) {
        return true;
    }
    struct run_row *rows = NULL;
    size_t count = 0, at = 0;
    bool ok = progress_runs(self->app->store, self->who->who.subject, &rows, &count, err);
    while (at < count && (rows[at].finished == 0 || rows[at].mode == RUN_SHOW ||
                          strcmp(rows[at].scenario, out->other->id) != 0)) {
        at++;
    }
    if (ok && at < count) {
        ok = outcome_of_row(self->app, &rows[at], &out->others, &out->is_played, err);
    }
    run_outcome(self->run, &out->mine);
    free(rows);
    return ok;
}

bool practice_best(struct session *self, const char *scenario, struct practice_best *out,
                   struct err *err)
{
    struct store *store = self->app->store;
    const char *subject = self->who.subject;
    double shown = -1;
    bool is_try = false, is_test = false, is_shown = false;
    if (!progress_best(store, subject, scenario, RUN_SHOW, &shown, &is_shown, err) ||
        !progress_best(store, subject, scenario, RUN_TRY, &out->best_try, &is_try, err) ||
        !progress_best(store, subject, scenario, RUN_TEST, &out->best_test, &is_test, err)) {
        return false;
    }
    out->was_shown = shown >= 0;
    out->is_passed = is_try || is_test;
    return true;
}

static void fill_attempt(const struct run_row *row, struct attempt *out)
{
    *out = (struct attempt){.mode = (enum run_mode)row->mode,
                            .seed = strtoull(row->seed, NULL, 10),
                            .started = row->started,
                            .finished = row->finished,
                            .score = row->score,
                            .is_passed = row->is_passed};
    memcpy(out->id, row->attempt, sizeof out->id);
    memcpy(out->subject, row->subject, sizeof out->subject);
    memcpy(out->scenario, row->scenario, sizeof out->scenario);
}

bool practice_attempts(struct app *app, const char *subject, struct attempt **list,
                       size_t *count, struct err *err)
{
    struct run_row *rows = NULL;
    if (!progress_runs(app->store, subject, &rows, count, err)) {
        return false;
    }
    *list = xcalloc(*count ? *count : 1, sizeof **list);
    for (size_t i = 0; i < *count; i++) {
        fill_attempt(&rows[i], &(*list)[i]);
    }
    free(rows);
    return true;
}
