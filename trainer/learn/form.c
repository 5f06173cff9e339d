#include "learn/form.h"

#include <stdlib.h>

size_t form_draw(uint64_t seed, size_t pool, size_t wanted, size_t *picks)
{
    size_t count = wanted < pool ? wanted : pool;
    if (count == 0) {
        return 0;
    }
    size_t *all = xreallocarray(NULL, pool, sizeof *all);
    for (size_t i = 0; i < pool; i++) {
        all[i] = i;
    }
    struct chance chance;
    chance_init(&chance, seed);
    for (size_t i = 0; i < count; i++) {
        size_t other = i + chance_below(&chance, (uint32_t)(pool - i));
        picks[i] = all[other];
        all[other] = all[i];
    }
    free(all);
    return count;
}

void form_order(uint64_t seed, size_t index, size_t count, size_t *order)
{
    /* an odd multiplier keeps the seeds of neighbouring questions apart */
    form_draw(seed + (index + 1) * UINT64_C(0x9e3779b97f4a7c15), count, count, order);
}
