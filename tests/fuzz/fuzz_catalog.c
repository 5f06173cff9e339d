/* fuzz_catalog.c - any bytes are a catalog or a problem; amounts are in order; writing a
 * catalog and reading it gives the same text again. */
#include "content/catalog.h"
#include "fuzz/fuzz.h"

#include <string.h>

static void check_item(const struct catalog_item *item)
{
    PROMISE(strlen(item->code) == 4 && item->valid_from <= item->valid_to);
    for (size_t i = 0; i < item->band_count; i++) {
        const struct catalog_band *band = &item->bands[i];
        PROMISE(band->min <= band->lenient_lo && band->lenient_lo <= band->lenient_hi);
        PROMISE(band->lenient_hi <= band->standard_hi);
        PROMISE(band->standard_hi <= band->aggravated_hi && band->aggravated_hi <= band->max);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    struct sbuf once = {0}, twice = {0};
    problems_init(&problems);
    struct catalog *first = catalog_parse("input", (const char *)data, size, NULL, &problems);
    PROMISE(first != NULL || problems.errors > 0);
    if (first != NULL) {
        for (size_t i = 0; i < first->count; i++)
            check_item(&first->items[i]);
        catalog_write(first, &once);
        struct catalog *second =
            catalog_parse("output", sbuf_text(&once), once.len, NULL, &problems);
        PROMISE(second != NULL && second->count == first->count);
        catalog_write(second, &twice);
        PROMISE(strcmp(sbuf_text(&once), sbuf_text(&twice)) == 0);
        catalog_free(second);
    }
    catalog_free(first);
    sbuf_release(&once);
    sbuf_release(&twice);
    problems_release(&problems);
    return 0;
}
