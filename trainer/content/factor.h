/* factor.h - what makes a penalty lighter or heavier, and what never may (domain C.2).
 *
 * The one table of factors: the engine weighs by it, the item page shows it.  Points and the
 * factors marked as benchmark are training values (训练值); the articles are law.
 */
#ifndef CONTENT_FACTOR_H
#define CONTENT_FACTOR_H

#include "content/catalog.h"

/* The score and the grades it leads to: up to LENIENT_MAX lenient (up to MITIGATED_MAX
 * mitigated, with a ground for it), up to STANDARD_MAX standard, above it aggravated. */
enum {
    FACTOR_START = 50,
    FACTOR_MITIGATED_MAX = 10,
    FACTOR_LENIENT_MAX = 35,
    FACTOR_STANDARD_MAX = 65,
    FACTOR_MAX = 100
};

enum factor_side { FACTOR_LIGHTER, FACTOR_HEAVIER, FACTOR_PROHIBITED };

struct factor {
    const char *code; /* M1-M11, A1-A7, X1-X9 */
    enum factor_side side;
    int points;        /* added to the score; 0 = prohibited */
    bool is_must;      /* the law says must: at most lenient (应当从轻或者减轻) */
    bool is_ground;    /* may lead below the range (xingzheng-chufa-fa 30-32; Code 1056.2) */
    bool is_benchmark; /* rests on a published benchmark, here ours (xingzheng-chufa-fa 34) */
    const char *text;  /* msgid */
    const char *basis; /* references as in catalog.h; "" = only the Code's */
    const char *basis_of_code; /* besides, for items of the 生态环境法典; "" = none */
};

/* All of them, in their order. */
const struct factor *factor_table(size_t *count) MUST_USE;
/* NULL when the code is unknown. */
const struct factor *factor_find(const char *code) MUST_USE;

/* Does the penalty of this item stand in the 生态环境法典?  M10 and M11 belong to such items
 * only. */
bool factor_is_of_code(const struct catalog_item *item) MUST_USE;
bool factor_applies(const struct factor *self, const struct catalog_item *item) MUST_USE;

/* A2, not corrected after an order, is weighed only where the refusal did not already open the
 * tier (Code 1132.3, 1189) or the fine itself (Code 1190, wuzhangai-huanjing-jianshe-fa 65,
 * paishui-wushui-tiaoli 49). */
bool factor_is_counted_in(const struct factor *self, enum catalog_tier tier) MUST_USE;

#endif
