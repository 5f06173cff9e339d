#include "content/factor.h"

#include <string.h>

static const char code_of_environment[] = "shengtai-huanjing-fadian";

#define PENALTY "xingzheng-chufa-fa "
#define LENIENT_BY_CODE "shengtai-huanjing-fadian 1056.2"
#define SEVERE_BY_CODE "shengtai-huanjing-fadian 1056.1"

/* clang-format off */
#define MUST(code, points, text, basis, of_code) \
    {code, FACTOR_LIGHTER, points, true, true, false, N_(text), basis, of_code}
#define MAY(code, points, is_ground, is_benchmark, text, basis) \
    {code, FACTOR_LIGHTER, points, false, is_ground, is_benchmark, N_(text), basis, ""}
#define HEAVY(code, points, is_benchmark, text, basis, of_code) \
    {code, FACTOR_HEAVIER, points, false, false, is_benchmark, N_(text), basis, of_code}
#define NEVER(code, text, basis) \
    {code, FACTOR_PROHIBITED, 0, false, false, false, N_(text), basis, ""}

static const struct factor factors[] = {
    MUST("M1", -25, "removed or reduced the harm before any order",
         PENALTY "32(1)", LENIENT_BY_CODE),
    MUST("M2", -30, "was coerced or tricked by others", PENALTY "32(2)", ""),
    MUST("M3", -25, "told us of an act that we did not know", PENALTY "32(3)", ""),
    MUST("M4", -25, "helped our investigation, with merit", PENALTY "32(4)", ""),
    MUST("M5", -30, "is 14 to 17 years old", PENALTY "30", ""),
    MAY("M6", -20, true, false, "is partly unable to know or control what they do",
        PENALTY "31"),
    MAY("M7", -10, false, true, "first time on record", PENALTY "33.1"),
    MAY("M8", -10, false, true, "corrected within the time ordered", PENALTY "28.1"),
    MAY("M9", -10, false, false, "short time, small area", PENALTY "5.2"),
    MUST("M10", -25, "repaired the environment effectively, also under an order",
         "", LENIENT_BY_CODE),
    MUST("M11", -25, "paid the damages in time", "", LENIENT_BY_CODE),
    HEAVY("A1", 20, true, "penalised for the same act in the last 12 months",
          PENALTY "34", SEVERE_BY_CODE),
    HEAVY("A2", 20, true, "not corrected after an order that was served",
          PENALTY "34", SEVERE_BY_CODE),
    HEAVY("A3", 15, true, "blocked tactile paving, a fire lane, a hospital or school gate",
          PENALTY "5.2", ""),
    HEAVY("A4", 15, false, "large area, long time", PENALTY "5.2", ""),
    HEAVY("A5", 20, false, "real harm was done", PENALTY "5.2", SEVERE_BY_CODE),
    HEAVY("A6", 30, false, "broke emergency measures during an emergency", PENALTY "49", ""),
    HEAVY("A7", 15, true, "destroyed or moved registered evidence", PENALTY "56", ""),
    NEVER("X1", "relation to an officer", PENALTY "43.1"),
    NEVER("X2", "rank", PENALTY "5.2"),
    NEVER("X3", "rich or poor", PENALTY "5.2"),
    NEVER("X4", "local or from elsewhere", PENALTY "5.2"),
    NEVER("X5", "attitude, having answered back", PENALTY "45.2"),
    NEVER("X6", "pressure from the media", PENALTY "5.2"),
    NEVER("X7", "a target for fines", PENALTY "74.3"),
    NEVER("X8", "the officer's time", PENALTY "5.2"),
    NEVER("X9", "\"the others do it, too\"", PENALTY "5.2"),
};
/* clang-format on */

const struct factor *factor_table(size_t *count)
{
    *count = sizeof factors / sizeof factors[0];
    return factors;
}

const struct factor *factor_find(const char *code)
{
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++)
        if (strcmp(factors[i].code, code) == 0)
            return &factors[i];
    return NULL;
}

bool factor_is_of_code(const struct catalog_item *item)
{
    const char *at = strstr(item->penalty, code_of_environment);
    return at != NULL && at[sizeof code_of_environment - 1] == ' ';
}

bool factor_applies(const struct factor *self, const struct catalog_item *item)
{
    return self->basis[0] != '\0' || factor_is_of_code(item);
}

bool factor_is_counted_in(const struct factor *self, enum catalog_tier tier)
{
    return strcmp(self->code, "A2") != 0 || (tier != TIER_REFUSAL && tier != TIER_OVERDUE);
}
