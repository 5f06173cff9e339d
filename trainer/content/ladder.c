#include "content/ladder.h"

#include <stdlib.h>
#include <string.h>

#include "content/yaml.h"

#define NEEDED(type, key, kind, member)                                                        \
    {                                                                                          \
        key, kind, offsetof(struct type, member), true, NULL, NULL                             \
    }
#define TYPE(name, struct_name)                                                                \
    static const struct yaml_type name##_type = {name##_fields,                                \
                                                 sizeof name##_fields / sizeof *name##_fields, \
                                                 sizeof(struct struct_name), YAML_NO_PLACE}

/* The files as they stand; turned into the public structs after reading. */
struct file_scenario {
    char *id, *mode;
    int64_t score;
};

struct file_level {
    char *id;
    struct both title, note;
    struct yaml_texts lessons, banks;
    struct yaml_list scenarios; /* struct file_scenario */
    int64_t questions, pass, retry, valid;
    bool counts;
};

struct file_ladder {
    char *rules;
    struct yaml_list levels; /* struct file_level */
};

struct file_day {
    int32_t day;
    struct both name;
};

struct file_policy {
    bool cash, remote_simple, bike_roads;
    int64_t sole_trader_cap, hearing_person, hearing_org;
    struct yaml_list holidays, workdays; /* struct file_day */
};

/* clang-format off */
static const struct yaml_field scenario_fields[] = {
    NEEDED(file_scenario, "id", YAML_TEXT, id),
    NEEDED(file_scenario, "mode", YAML_TEXT, mode),
    NEEDED(file_scenario, "min-score", YAML_INT, score),
};
TYPE(scenario, file_scenario);

static const struct yaml_field level_fields[] = {
    NEEDED(file_level, "id", YAML_TEXT, id),
    NEEDED(file_level, "title", YAML_BOTH, title),
    NEEDED(file_level, "note", YAML_BOTH, note),
    NEEDED(file_level, "lessons", YAML_TEXTS, lessons),
    { "scenarios", YAML_STRUCTS, offsetof(struct file_level, scenarios), true, &scenario_type, NULL },
    NEEDED(file_level, "exam-banks", YAML_TEXTS, banks),
    NEEDED(file_level, "exam-questions", YAML_INT, questions),
    NEEDED(file_level, "exam-pass-percent", YAML_INT, pass),
    NEEDED(file_level, "retry-days", YAML_INT, retry),
    NEEDED(file_level, "valid-days", YAML_INT, valid),
    NEEDED(file_level, "counts-in-full-ladder", YAML_BOOL, counts),
};
TYPE(level, file_level);

static const struct yaml_field ladder_fields[] = {
    NEEDED(file_ladder, "rules", YAML_TEXT, rules),
    { "levels", YAML_STRUCTS, offsetof(struct file_ladder, levels), true, &level_type, NULL },
};
TYPE(ladder, file_ladder);

static const struct yaml_field day_fields[] = {
    NEEDED(file_day, "day", YAML_DAY, day),
    NEEDED(file_day, "name", YAML_BOTH, name),
};
TYPE(day, file_day);

static const struct yaml_field policy_fields[] = {
    NEEDED(file_policy, "cash", YAML_BOOL, cash),
    NEEDED(file_policy, "remote-simple", YAML_BOOL, remote_simple),
    NEEDED(file_policy, "bike-roads", YAML_BOOL, bike_roads),
    NEEDED(file_policy, "sole-trader-cap", YAML_INT, sole_trader_cap),
    NEEDED(file_policy, "hearing-person", YAML_INT, hearing_person),
    NEEDED(file_policy, "hearing-org", YAML_INT, hearing_org),
    { "holidays", YAML_STRUCTS, offsetof(struct file_policy, holidays), true, &day_type, NULL },
    { "workdays", YAML_STRUCTS, offsetof(struct file_policy, workdays), true, &day_type, NULL },
};
TYPE(policy, file_policy);
/* clang-format on */

/* Read `path` into `value`; what was read is released by the caller in any case. */
static bool read_file(const char *path, const struct yaml_type *type, void *value,
                      struct problems *problems)
{
    size_t len;
    char *text = yaml_load(path, &len, NULL, problems);
    const bool is_good = text != NULL && yaml_fill(path, text, len, type, value, problems);
    free(text);
    return is_good;
}

static bool is_within(int64_t value, int64_t low, int64_t high, const char *what,
                      const char *path, struct problems *problems)
{
    return (value >= low && value <= high) ||
           problems_add(problems, path, 0, 0, "%s must be %lld to %lld", what, (long long)low,
                        (long long)high);
}

static bool is_level_good(const struct file_level *level, const char *path,
                          struct problems *problems)
{
    const struct file_scenario *scenarios = level->scenarios.items;
    bool is_good = is_within(level->questions, 0, 200, "exam-questions", path, problems);
    is_good = is_within(level->pass, 0, 100, "exam-pass-percent", path, problems) && is_good;
    is_good = is_within(level->retry, 0, 365, "retry-days", path, problems) && is_good;
    is_good = is_within(level->valid, 0, 3660, "valid-days", path, problems) && is_good;
    for (size_t i = 0; i < level->scenarios.count; i++) {
        is_good = is_within(scenarios[i].score, 0, 100, "min-score", path, problems) && is_good;
        if (strcmp(scenarios[i].mode, "try") != 0 && strcmp(scenarios[i].mode, "test") != 0) {
            is_good = problems_add(problems, path, 0, 0, "mode is try or test, not '%.20s'",
                                   scenarios[i].mode);
        }
    }
    return is_good;
}

static void move_texts(struct yaml_texts *from, char ***to, size_t *count)
{
    *to = from->items;
    *count = from->count;
    *from = (struct yaml_texts){NULL, 0};
}

/* Texts move from the file's struct into the public one. */
static void level_take(struct ladder_level *self, struct file_level *level)
{
    struct file_scenario *scenarios = level->scenarios.items;
    self->id = level->id;
    self->title = level->title;
    self->note = level->note;
    level->id = NULL;
    memset(&level->title, 0, sizeof level->title);
    memset(&level->note, 0, sizeof level->note);
    move_texts(&level->lessons, &self->lessons, &self->lesson_count);
    move_texts(&level->banks, &self->exam_banks, &self->exam_bank_count);
    self->scenarios = xcalloc(level->scenarios.count + 1, sizeof *self->scenarios);
    for (size_t i = 0; i < level->scenarios.count; i++) {
        self->scenarios[self->scenario_count++] = (struct ladder_scenario){
            scenarios[i].id, scenarios[i].mode, (int)scenarios[i].score};
        scenarios[i].id = scenarios[i].mode = NULL;
    }
    self->exam_questions = (int)level->questions;
    self->exam_pass_percent = (int)level->pass;
    self->retry_days = (int)level->retry;
    self->valid_days = (int)level->valid;
    self->counts_in_full_ladder = level->counts;
}

struct ladder *ladder_read(const char *path, struct problems *problems)
{
    struct file_ladder file = {0};
    bool is_good = read_file(path, &ladder_type, &file, problems);
    struct file_level *levels = file.levels.items;
    for (size_t i = 0; is_good && i < file.levels.count; i++) {
        is_good = is_level_good(&levels[i], path, problems);
    }
    struct ladder *self = NULL;
    if (is_good) {
        self = xcalloc(1, sizeof *self);
        self->rules = file.rules;
        file.rules = NULL;
        self->levels = xcalloc(file.levels.count + 1, sizeof *self->levels);
        for (size_t i = 0; i < file.levels.count; i++) {
            level_take(&self->levels[self->level_count++], &levels[i]);
        }
    }
    yaml_release(&ladder_type, &file);
    return self;
}

static void free_texts(char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(texts[i]);
    }
    free(texts);
}

static void level_release(struct ladder_level *self)
{
    for (size_t i = 0; i < self->scenario_count; i++) {
        free(self->scenarios[i].id);
        free(self->scenarios[i].mode);
    }
    free(self->scenarios);
    free_texts(self->lessons, self->lesson_count);
    free_texts(self->exam_banks, self->exam_bank_count);
    both_release(&self->title);
    both_release(&self->note);
    free(self->id);
}

void ladder_free(struct ladder *self)
{
    if (self == NULL) {
        return;
    }
    for (size_t i = 0; i < self->level_count; i++) {
        level_release(&self->levels[i]);
    }
    free(self->levels);
    free(self->rules);
    free(self);
}

const struct ladder_level *ladder_find(const struct ladder *self, const char *id)
{
    for (size_t i = 0; i < self->level_count; i++) {
        if (strcmp(self->levels[i].id, id) == 0) {
            return &self->levels[i];
        }
    }
    return NULL;
}

struct policy *policy_read(const char *path, struct problems *problems)
{
    struct file_policy file = {0};
    struct policy *self = NULL;
    if (read_file(path, &policy_type, &file, problems)) {
        const struct file_day *holidays = file.holidays.items;
        const struct file_day *workdays = file.workdays.items;
        self = xcalloc(1, sizeof *self);
        *self = (struct policy){.has_cash = file.cash,
                                .has_remote_simple = file.remote_simple,
                                .has_bike_roads = file.bike_roads,
                                .sole_trader_cap = file.sole_trader_cap,
                                .hearing_person = file.hearing_person,
                                .hearing_org = file.hearing_org};
        calendar_init(&self->calendar);
        for (size_t i = 0; i < file.holidays.count; i++) {
            calendar_add_holiday(&self->calendar, holidays[i].day);
        }
        for (size_t i = 0; i < file.workdays.count; i++) {
            calendar_add_workday(&self->calendar, workdays[i].day);
        }
    }
    yaml_release(&policy_type, &file);
    return self;
}

void policy_free(struct policy *self)
{
    if (self != NULL) {
        calendar_release(&self->calendar);
        free(self);
    }
}
