/* fuzz_lesson.c - any bytes are a lesson or a problem; what goes on has what a screen needs. */
#include "content/lesson_page.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    problems_init(&problems);
    struct page *page = page_parse("input", (const char *)data, size, &problems);
    PROMISE(page != NULL || problems.errors > 0);
    for (size_t i = 0; page != NULL && i < page->step_count; i++) {
        PROMISE(page->steps[i].title != NULL);
        PROMISE(page->steps[i].bubble_count <= LESSON_BUBBLES);
        PROMISE(page->steps[i].panel == NULL || page->steps[i].alt != NULL);
    }
    page_free(page);
    problems_release(&problems);
    return 0;
}
