/* discretion.h - how heavy: grades, factors and sums (domain C.1-C.3; all numbers 训练值).
 *
 * Grade score S = 50 + points of the factors, 0..100; with a factor that must be weighed in the
 * party's favour (xingzheng-chufa-fa 30, 32; shengtai-huanjing-fadian 1056.2) at most 35.
 */
#ifndef SIM_DISCRETION_H
#define SIM_DISCRETION_H

#include "content/catalog.h"

enum grade { GRADE_NONE, GRADE_MITIGATED, GRADE_LENIENT, GRADE_STANDARD, GRADE_AGGRAVATED };

struct discretion {
    int score; /* S */
    enum grade grade;
    bool is_must; /* a "must be lenient" factor is there */
    int64_t low, high, target;
};

const char *grade_name(enum grade grade) MUST_USE; /* none, mitigated, … */
bool grade_parse(const char *name, enum grade *grade) MUST_USE;

/* Points of a factor and whether it must be weighed; false when the code is unknown.  X1-X9,
 * the prohibited ones, are known and weigh 0. */
bool discretion_factor(const char *code, int *points, bool *is_must) MUST_USE;

/* S and grade.  `band` gives tier (a refusal or overdue tier does not count A2 again) and lower
 * end (from 0 there is no room below the range). */
void discretion_grade(const char *const *factors, size_t count, const struct catalog_band *band,
                      struct discretion *out);

/* Accepted sums of out->grade and the target inside them, in whole tens. */
void discretion_amount(const struct catalog_band *band, struct discretion *out);

/* The learner's discretion against the right one, D of C.3, 0..100.  `band` NULL: no fine is
 * due. */
struct discretion_choice {
    enum grade grade;
    int64_t fine;
    size_t relevant, cited, relevant_cited, wrong_cited; /* factors */
};
double discretion_measure(const struct discretion *right, const struct catalog_band *band,
                          const struct discretion_choice *choice) MUST_USE;

#endif
