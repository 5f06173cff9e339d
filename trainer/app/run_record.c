#include "app/run_record.h"

#include "store/progress.h"
#include <stdlib.h>
#include <string.h>

void run_record_release(struct run_record *self)
{
    for (size_t i = 0; i < self->count; i++) {
        free(self->steps[i].line);
    }
    free(self->steps);
    *self = (struct run_record){0};
}

void run_record_add(struct run_record *self, enum event_kind kind, const char *line, int level)
{
    self->steps = xreallocarray(self->steps, self->count + 1, sizeof *self->steps);
    self->steps[self->count++] = (struct run_record_step){kind, xstrdup(line), level};
}

static const struct {
    const char *name;
    enum event_kind kind;
} step_kinds[] = {
    {"act", EVENT_RUN_ACT},
    {"hint", EVENT_RUN_HINT},
    {"undo", EVENT_RUN_UNDO},
};

static enum event_kind kind_of(const char *name)
{
    size_t i = 0;
    while (strcmp(step_kinds[i].name, name) != 0) {
        if (++i == sizeof step_kinds / sizeof step_kinds[0]) {
            BUG("step kind '%s'", name);
        }
    }
    return step_kinds[i].kind;
}

bool run_record_load(struct run_record *self, struct store *store, const char *attempt,
                     struct err *err)
{
    struct run_step_row *rows = NULL;
    size_t count = 0;
    if (!progress_run_steps(store, attempt, &rows, &count, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        struct json *data = json_parse(rows[i].data, strlen(rows[i].data), err);
        ok = data;
        if (ok) {
            const char *line = json_get_text(data, "line");
            int64_t level = 0;
            bool is_hint = json_get_int(data, "level", &level);
            run_record_add(self, kind_of(rows[i].kind), line ? line : "",
                           is_hint ? (int)level : 0);
        }
        json_free(data);
    }
    run_steps_free(rows, count);
    return ok;
}

static bool play_one(const struct run_record_step *step, struct run *run)
{
    struct run_verdict verdict;
    struct both text;
    struct err ignored = {0};
    switch (step->kind) {
    case EVENT_RUN_ACT:
        return run_act(run, step->line, &verdict, &ignored);
    case EVENT_RUN_HINT:
        return run_hint(run, step->level, &text);
    default:
        return run_undo(run);
    }
}

bool run_record_play(const struct run_record *self, struct run *run)
{
    for (size_t i = 0; i < self->count; i++) {
        if (!play_one(&self->steps[i], run)) {
            return false;
        }
    }
    return true;
}

static bool is_listed(const struct json *list, const char *rule)
{
    for (size_t i = 0; i < json_count(list); i++) {
        if (strcmp(json_as_text(json_at(list, i)), rule) == 0) {
            return true;
        }
    }
    return false;
}

/* Missed: lost, or not won where something was to be won; and what is critical. */
static void list_missed(const struct run_result *result, struct json *missed)
{
    for (size_t i = 0; i < result->step_count; i++) {
        const struct run_step *step = &result->steps[i];
        bool is_missed = !step->verdict.is_good || step->verdict.points < 0 || !step->line[0];
        if (step->verdict.rule[0] && is_missed && !is_listed(missed, step->verdict.rule)) {
            json_add_text(missed, NULL, step->verdict.rule);
        }
    }
    for (size_t i = 0; i < result->critical_count; i++) {
        if (!is_listed(missed, result->critical[i].id)) {
            json_add_text(missed, NULL, result->critical[i].id);
        }
    }
}

void run_record_result(struct run *run, bool makes_cards, struct json *data)
{
    const struct run_result *result = run_result(run);
    json_add_real(data, "score", result->score);
    json_add_bool(data, "passed", result->is_passed);
    struct json *missed = json_add_array(data, "missed");
    if (makes_cards) {
        json_add_bool(data, "judged", true);
        list_missed(result, missed);
    }
    struct json *document = run_json(run);
    struct sbuf text = {0};
    json_write(document, true, &text);
    json_add_text(data, "result", sbuf_text(&text));
    sbuf_release(&text);
    json_free(document);
}
