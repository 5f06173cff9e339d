#include "sim/discretion.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *code;
    int points;
    bool is_must;
    bool
        is_ground; /* opens the room below the range: xingzheng-chufa-fa 30-32, fadian 1056.2 */
} factor_table[] = {
    {"M1", -25, true, true},   {"M2", -30, true, true},   {"M3", -25, true, true},
    {"M4", -25, true, true},   {"M5", -30, true, true},   {"M6", -20, false, true},
    {"M7", -10, false, false}, {"M8", -10, false, false}, {"M9", -10, false, false},
    {"M10", -25, true, true},  {"M11", -25, true, true},  {"A1", 20, false, false},
    {"A2", 20, false, false},  {"A3", 15, false, false},  {"A4", 15, false, false},
    {"A5", 20, false, false},  {"A6", 30, false, false},  {"A7", 15, false, false},
};

static const char *const grade_names[] = {"none", "mitigated", "lenient", "standard",
                                          "aggravated"};

/* Where a grade's scores begin and end (C.2). */
static const struct {
    int low, high;
} grade_scores[] = {{0, 0}, {0, 10}, {0, 35}, {36, 65}, {66, 100}};

const char *grade_name(enum grade grade)
{
    return grade_names[grade];
}

bool grade_parse(const char *name, enum grade *grade)
{
    for (size_t i = 0; i < sizeof grade_names / sizeof *grade_names; i++) {
        if (strcmp(grade_names[i], name) == 0) {
            *grade = (enum grade)i;
            return true;
        }
    }
    return false;
}

static int find_factor(const char *code)
{
    for (size_t i = 0; i < sizeof factor_table / sizeof *factor_table; i++) {
        if (strcmp(factor_table[i].code, code) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool discretion_factor(const char *code, int *points, bool *is_must)
{
    const int at = find_factor(code);
    *points = at < 0 ? 0 : factor_table[at].points;
    *is_must = at >= 0 && factor_table[at].is_must;
    return at >= 0 || (code[0] == 'X' && code[1] >= '1' && code[1] <= '9' && code[2] == '\0');
}

static bool has_factor(const char *const *factors, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(factors[i], code) == 0) {
            return true;
        }
    }
    return false;
}

/* One clean-up counts once (M1, else M10, else M8); a refusal that opened the tier is no A2. */
static bool is_counted(const char *code, const char *const *factors, size_t count,
                       const struct catalog_band *band)
{
    if (strcmp(code, "M8") == 0) {
        return !has_factor(factors, count, "M1") && !has_factor(factors, count, "M10");
    }
    if (strcmp(code, "M10") == 0) {
        return !has_factor(factors, count, "M1");
    }
    return strcmp(code, "A2") != 0 || band == NULL || band->tier == TIER_BASE ||
           band->tier == TIER_GRAVE;
}

static enum grade grade_of(int score, bool has_ground, bool is_aggravated,
                           const struct catalog_band *band)
{
    if (score <= grade_scores[GRADE_MITIGATED].high && has_ground && band != NULL &&
        band->min > 0) {
        return GRADE_MITIGATED;
    }
    if (score <= grade_scores[GRADE_LENIENT].high) {
        return GRADE_LENIENT;
    }
    return score > grade_scores[GRADE_STANDARD].high && is_aggravated ? GRADE_AGGRAVATED
                                                                      : GRADE_STANDARD;
}

void discretion_grade(const char *const *factors, size_t count, const struct catalog_band *band,
                      struct discretion *out)
{
    bool has_ground = false, is_aggravated = false;
    *out = (struct discretion){.score = 50};
    for (size_t i = 0; i < count; i++) {
        const int at = find_factor(factors[i]);
        if (at < 0 || !is_counted(factors[i], factors, count, band)) {
            continue;
        }
        out->score += factor_table[at].points;
        out->is_must = out->is_must || factor_table[at].is_must;
        has_ground = has_ground || factor_table[at].is_ground;
        is_aggravated = is_aggravated || factor_table[at].points > 0;
    }
    const int top = out->is_must ? grade_scores[GRADE_LENIENT].high : 100;
    out->score = out->score < 0 ? 0 : out->score > top ? top : out->score;
    out->grade = grade_of(out->score, has_ground, is_aggravated, band);
}

void discretion_amount(const struct catalog_band *band, struct discretion *out)
{
    const int64_t ends[][2] = {
        [GRADE_NONE] = {0, 0},
        [GRADE_MITIGATED] = {(band->min / 2 + 9) / 10 * 10, band->min - 10},
        [GRADE_LENIENT] = {band->lenient_lo, band->lenient_hi},
        [GRADE_STANDARD] = {band->lenient_hi + 10, band->standard_hi},
        [GRADE_AGGRAVATED] = {band->standard_hi + 10, band->aggravated_hi},
    };
    out->low = ends[out->grade][0];
    out->high = ends[out->grade][1];
    if (band->min == band->max) { /* a fixed sum leaves nothing to weigh */
        out->low = out->high = out->target = band->min;
        return;
    }
    const int from = grade_scores[out->grade].low, to = grade_scores[out->grade].high;
    const double share = to > from ? (double)(out->score - from) / (to - from) : 0;
    const double sum = (double)out->low + share * (double)(out->high - out->low);
    out->target = 10 * llround(sum / 10);
}

static double share_of(size_t part, size_t whole, double if_nothing)
{
    return whole == 0 ? if_nothing : (double)part / (double)whole;
}

/* e_a of C.3: how far outside the accepted sums, 0..1. */
static double amount_error(const struct discretion *right, const struct catalog_band *band,
                           int64_t fine)
{
    if (band == NULL || right->grade == GRADE_NONE) {
        return fine == 0 ? 0 : 1;
    }
    const int64_t distance = fine < right->low    ? right->low - fine
                             : fine > right->high ? fine - right->high
                                                  : 0;
    const double scale = fmax((double)(right->high - right->low), 0.1 * (double)band->max);
    return distance == 0 ? 0 : fmin(1, (double)distance / scale);
}

double discretion_measure(const struct discretion *right, const struct catalog_band *band,
                          const struct discretion_choice *choice)
{
    const bool is_below_ok = right->grade == GRADE_MITIGATED;
    if (band != NULL && choice->fine > 0 &&
        (choice->fine > band->max || (choice->fine < band->min && !is_below_ok))) {
        return 0; /* outside the law: no discretion at all (CF-07) */
    }
    const double steps = fabs((double)choice->grade - (double)right->grade);
    const double found = share_of(choice->relevant_cited, choice->relevant, 1);
    const double wrong = share_of(choice->wrong_cited, choice->cited, 0);
    const double cited = fmin(1, fmax(0, found - 0.5 * wrong));
    return 100 * (0.5 * fmax(0, 1 - steps / 2) +
                  0.3 * (1 - amount_error(right, band, choice->fine)) + 0.2 * cited);
}
