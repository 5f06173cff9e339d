#include "sim/discretion.h"

#include <math.h>
#include <string.h>

#include "content/factor.h"

static const char *const grade_names[] = {"none", "mitigated", "lenient", "standard",
                                          "aggravated"};

/* Where a grade's scores begin and end (C.2). */
static const struct {
    int low, high;
} grade_scores[] = {{0, 0},
                    {0, FACTOR_MITIGATED_MAX},
                    {0, FACTOR_LENIENT_MAX},
                    {FACTOR_LENIENT_MAX + 1, FACTOR_STANDARD_MAX},
                    {FACTOR_STANDARD_MAX + 1, FACTOR_MAX}};

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

bool discretion_factor(const char *code, int *points, bool *is_must)
{
    const struct factor *factor = factor_find(code);
    *points = factor == NULL ? 0 : factor->points;
    *is_must = factor != NULL && factor->is_must;
    return factor != NULL;
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
static bool is_counted(const struct factor *factor, const char *const *factors, size_t count,
                       const struct catalog_band *band)
{
    if (strcmp(factor->code, "M8") == 0) {
        return !has_factor(factors, count, "M1") && !has_factor(factors, count, "M10");
    }
    if (strcmp(factor->code, "M10") == 0) {
        return !has_factor(factors, count, "M1");
    }
    return band == NULL || factor_is_counted_in(factor, band->tier);
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
    *out = (struct discretion){.score = FACTOR_START};
    for (size_t i = 0; i < count; i++) {
        const struct factor *factor = factor_find(factors[i]);
        if (factor == NULL || !is_counted(factor, factors, count, band)) {
            continue;
        }
        out->score += factor->points;
        out->is_must = out->is_must || factor->is_must;
        has_ground = has_ground || factor->is_ground;
        is_aggravated = is_aggravated || factor->points > 0;
    }
    const int top = out->is_must ? grade_scores[GRADE_LENIENT].high : FACTOR_MAX;
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
