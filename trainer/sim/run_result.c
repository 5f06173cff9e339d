#include <stdlib.h>
#include <string.h>

#include "core/sign.h"
#include "sim/measure.h"
#include "sim/patrol.h"
#include "sim/run_state.h"
#include "sim/words.h"

enum { PASS_SCORE = 80, CRITICAL_SCORE = 59 }; /* 训练值 */

static const char *const mode_names[] = {"show", "try", "test"};

void run_forget_steps(struct run *self)
{
    for (size_t i = 0; i < self->right_count; i++) {
        both_release(&self->rights[i]);
    }
    free(self->rights);
    free(self->steps);
    self->rights = NULL;
    self->right_count = 0;
    self->steps = NULL;
}

/* `text` with its names filled, kept as long as the steps. */
static struct both filled(struct run *self, const struct both *text)
{
    self->rights = xreallocarray(self->rights, self->right_count + 1, sizeof *self->rights);
    self->rights[self->right_count] = words_both(&self->machine, text);
    return self->rights[self->right_count++];
}

static void add_step(struct run *self, const char *line, const struct both *label,
                     const struct both *right, const struct run_verdict *verdict)
{
    self->steps = xreallocarray(self->steps, self->result.step_count + 1, sizeof *self->steps);
    self->steps[self->result.step_count++] = (struct run_step){line, *label, *right, *verdict};
}

/* The right act where `verdict` told of a wrong one: the rubric line that it names, or that is
 * lost with the failure it names (a failure's own text says what went wrong). */
static struct both right_act(const struct run *self, const struct run_verdict *verdict)
{
    const struct workflow_critical *critical = workflow_critical(self->workflow, verdict->rule);
    const struct workflow_line *line =
        workflow_line(self->workflow, critical != NULL ? critical->line : verdict->rule);
    return line != NULL ? line->text : verdict->why;
}

static bool was_told(const struct run *self, const char *line_id)
{
    for (size_t i = 0; i < self->record_count; i++) {
        const struct run_verdict *verdict = &self->records[i].verdict;
        const struct workflow_critical *critical =
            workflow_critical(self->workflow, verdict->rule);
        const char *line = critical != NULL ? critical->line : verdict->rule;
        if (!verdict->is_good && verdict->points < 0 && line != NULL &&
            strcmp(line, line_id) == 0) {
            return true;
        }
    }
    return false;
}

static void add_taken(struct run *self)
{
    for (size_t i = 0; i < self->record_count; i++) {
        const struct run_record *record = &self->records[i];
        const struct both act = right_act(self, &record->verdict);
        const struct both right = filled(self, &act);
        add_step(self, record->line, &record->label, &right, &record->verdict);
    }
}

/* What was not done: lines that apply and were not won, unless a step told of them. */
static void add_missing(struct run *self, const struct score *score)
{
    const struct workflow_line *lines = self->workflow->lines.items;
    const struct both nothing = {{NULL}};
    for (size_t i = 0; i < self->workflow->lines.count; i++) {
        const double missing = (1 - score->lines[i].share) * score->lines[i].value;
        if (!score->lines[i].applies || missing < 0.005 || was_told(self, lines[i].id)) {
            continue;
        }
        const struct both right = filled(self, &lines[i].text);
        struct run_verdict verdict = {.points = -missing, .why = right};
        struct sbuf cut;
        sbuf_init(&cut, sizeof verdict.article - 1);
        sbuf_add(&cut, lines[i].article == NULL ? "" : lines[i].article);
        memcpy(verdict.article, sbuf_text(&cut), strlen(sbuf_text(&cut)) + 1);
        memcpy(verdict.rule, lines[i].id, strlen(lines[i].id) + 1);
        sbuf_release(&cut);
        add_step(self, "", &nothing, &right, &verdict);
    }
}

/* -1 where no line is about recordings. */
static double audit_f1(const struct machine *machine)
{
    const struct workflow_line *lines = machine->workflow->lines.items;
    for (size_t i = 0; i < machine->workflow->lines.count; i++) {
        if (lines[i].measure >= WORKFLOW_AUDIT && lines[i].measure <= WORKFLOW_AUDIT_SEVERITY) {
            return measure_share(machine, WORKFLOW_AUDIT_F1);
        }
    }
    return -1;
}

const struct run_result *run_result(struct run *self)
{
    struct score score;
    run_judge(self, &score);
    run_forget_steps(self);
    free(self->result_criticals);
    self->result_criticals = xcalloc(RUN_CRITICALS, sizeof *self->result_criticals);
    self->result = (struct run_result){.favour = patrol_favour(&self->machine),
                                       .selective = patrol_selective(&self->machine),
                                       .audit_f1 = audit_f1(&self->machine)};
    const double total = score.total - self->hint_cost;
    const bool is_failed = self->critical_count > 0;
    self->result.score = total < 0                             ? 0
                         : is_failed && total > CRITICAL_SCORE ? CRITICAL_SCORE
                                                               : total;
    self->result.is_passed = self->result.score >= PASS_SCORE && !is_failed;
    memcpy(self->result.dimensions, score.dimensions, sizeof score.dimensions);
    for (size_t i = 0; i < self->critical_count; i++) {
        self->result_criticals[i] = (struct run_critical){
            self->criticals[i]->id, self->criticals[i]->article, self->criticals[i]->text};
    }
    add_taken(self);
    add_missing(self, &score);
    score_release(&score);
    self->result.critical = self->result_criticals;
    self->result.critical_count = self->critical_count;
    self->result.steps = self->steps;
    return &self->result;
}

/* Two decimals are enough for people and programs. */
static double rounded(double value)
{
    return (double)(long long)(value * 100 + (value < 0 ? -0.5 : 0.5)) / 100;
}

static void add_number(struct json *parent, const char *key, double value)
{
    if (value < 0) {
        json_add_null(parent, key);
    } else {
        json_add_real(parent, key, rounded(value));
    }
}

static void add_json_steps(struct json *out, const struct run_result *result)
{
    struct json *steps = json_add_array(out, "steps");
    for (size_t i = 0; i < result->step_count; i++) {
        const struct run_step *step = &result->steps[i];
        struct json *item = json_add_object(steps, NULL);
        json_add_text(item, "action", step->line);
        json_add_bool(item, "accepted", step->verdict.is_accepted);
        json_add_text(item, "rule", step->verdict.rule);
        json_add_text(item, "article", step->verdict.article);
        json_add_real(item, "points", rounded(step->verdict.points));
    }
}

static void add_json_documents(struct json *out, struct run *self)
{
    const struct run_document *documents;
    const size_t count = run_documents(self, &documents);
    struct json *list = json_add_array(out, "documents");
    for (size_t i = 0; i < count; i++) {
        struct json *item = json_add_object(list, NULL);
        json_add_text(item, "kind", documents[i].kind);
        json_add_text(item, "number", documents[i].number);
        json_add_text(item, "text", documents[i].text);
    }
}

struct json *run_json(struct run *self)
{
    const struct run_result *result = run_result(self);
    struct json *out = json_new_object();
    json_add_text(out, "scenario", self->scenario->id);
    json_add_text(out, "mode", mode_names[self->mode]);
    json_add_int(out, "seed", (int64_t)self->seed);
    json_add_real(out, "score", rounded(result->score));
    json_add_bool(out, "passed", result->is_passed);
    struct json *criticals = json_add_array(out, "critical");
    for (size_t i = 0; i < result->critical_count; i++) {
        struct json *item = json_add_object(criticals, NULL);
        json_add_text(item, "id", result->critical[i].id);
        json_add_text(item, "article", result->critical[i].article);
    }
    struct json *dimensions = json_add_object(out, "dimensions");
    for (int i = 0; i < RUN_DIMENSIONS; i++) {
        const char name[] = {'R', (char)('1' + i), '\0'};
        add_number(dimensions, name, result->dimensions[i]);
    }
    add_json_steps(out, result);
    add_json_documents(out, self);
    struct json *indices = json_add_object(out, "indices");
    add_number(indices, "favour", result->favour);
    add_number(indices, "selective", result->selective);
    add_number(indices, "audit_f1", result->audit_f1);
    return out;
}

void run_content_hash(const struct run *self, char *hex)
{
    struct sign_hash_state state;
    uint8_t hash[SIGN_HASH];
    sign_hash_begin(&state);
    sign_hash_add(&state, self->workflow->hash, strlen(self->workflow->hash));
    sign_hash_add(&state, self->scenario->hash, strlen(self->scenario->hash));
    sign_hash_end(&state, hash);
    for (size_t i = 0; i < SIGN_HASH; i++) {
        hex[2 * i] = "0123456789abcdef"[hash[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
    }
    hex[(size_t)2 * SIGN_HASH] = '\0';
}
