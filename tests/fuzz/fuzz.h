/* fuzz.h - what a fuzz target offers: one function that must survive any bytes.
 *
 * tests/fuzz/fuzz_NAME.c is one target; its seeds lie in tests/fuzz/corpus/NAME/.  Linked with
 * driver.c (any compiler) or with clang's -fsanitize=fuzzer instead.  A broken promise calls
 * abort().
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise that holds for every input. */
#define PROMISE(fact)                                                                          \
    do {                                                                                       \
        if (!(fact))                                                                           \
            abort();                                                                           \
    } while (0)

#endif
