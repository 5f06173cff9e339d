/* ladder.h - certification as data: lessons/certification.yaml and lessons/policy.yaml.
 *
 * A level says what must be done; app/certify asks, learn/ decides (pure functions over rows).
 */
#ifndef CONTENT_LADDER_H
#define CONTENT_LADDER_H

#include "core/calendar.h"
#include "core/lang.h"
#include "core/problems.h"

struct ladder_scenario {
    char *id;
    char *mode; /* "try", "test" */
    int min_score;
};

struct ladder_level {
    char *id;                /* "L0" */
    struct both title, note; /* note: what is printed on the card */
    char **lessons;          /* every step seen and its questions answered */
    size_t lesson_count;
    struct ladder_scenario *scenarios;
    size_t scenario_count;
    char **exam_banks; /* quiz ids the exam draws from */
    size_t exam_bank_count;
    int exam_questions, exam_pass_percent;
    int retry_days; /* 1 = from the next calendar day (UTC+8) */
    int valid_days; /* expires this many days after issue; 0 = never */
    bool counts_in_full_ladder;
};

struct ladder {
    char *rules; /* rules version: "slice-1" */
    struct ladder_level *levels;
    size_t level_count;
};

struct policy { /* flags marked 训练值, domain D.1; and the fictional teaching year */
    bool has_cash, has_remote_simple, has_bike_roads;
    int64_t sole_trader_cap, hearing_person, hearing_org;
    struct calendar calendar;
};

struct ladder *ladder_read(const char *path,
                           struct problems *problems) MUST_USE; /* caller frees */
void ladder_free(struct ladder *self);
const struct ladder_level *ladder_find(const struct ladder *self, const char *id) MUST_USE;

struct policy *policy_read(const char *path,
                           struct problems *problems) MUST_USE; /* caller frees */
void policy_free(struct policy *self);

#endif
