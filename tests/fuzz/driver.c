/* driver.c - runs a fuzz target without libFuzzer: replays its corpus, then mutates it.
 *
 *   fuzz_NAME [--seconds N] [--seed N] [FILE|FOLDER…]
 *
 * Without files: tests/fuzz/corpus/NAME, NAME taken from the program's name.  Without
 * --seconds: $FUZZ_SECONDS, else 5.  Without --seed: 1, so that a run can be repeated.  One
 * input may take 10 seconds.  The input that crashed is left in $TMPDIR/fuzz_NAME.crash
 * (TMPDIR: else /tmp); run the program with that file to see it again.
 */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { INPUT_MAX = 16384, SEEDS_MAX = 256, INPUT_SECONDS = 10, CHANGES_MAX = 6 };

struct seed {
    uint8_t *bytes;
    size_t size;
};

struct corpus {
    struct seed seeds[SEEDS_MAX];
    size_t count;
};

/* What the signal handler writes out. */
static const uint8_t *input_now;
static size_t input_size;
static char crash_path[4096];

/* The sanitizers end by abort(), so that the handler runs. */
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);
const char *__asan_default_options(void)
{
    return "abort_on_error=1";
}
const char *__ubsan_default_options(void)
{
    return "abort_on_error=1:print_stacktrace=1";
}

static void on_crash(int number)
{
    int file = open(crash_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    size_t done = 0;
    while (file >= 0 && done < input_size) {
        ssize_t step = write(file, input_now + done, input_size - done);
        if (step <= 0)
            break;
        done += (size_t)step;
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void run(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size + 1); /* exact size: a read past the end is seen */
    if (copy == NULL)
        exit(2);
    memcpy(copy, bytes, size);
    input_now = bytes;
    input_size = size;
    alarm(INPUT_SECONDS);
    LLVMFuzzerTestOneInput(copy, size);
    alarm(0);
    free(copy);
}

/* --- seeds
 * -------------------------------------------------------------------------------------- */

static bool load(struct corpus *self, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || self->count == SEEDS_MAX) {
        if (file != NULL)
            fclose(file);
        return false;
    }
    uint8_t *bytes = malloc(INPUT_MAX);
    size_t size = bytes == NULL ? 0 : fread(bytes, 1, INPUT_MAX, file);
    fclose(file);
    self->seeds[self->count++] = (struct seed){bytes, size};
    return bytes != NULL;
}

static bool load_path(struct corpus *self, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    if (!S_ISDIR(status.st_mode))
        return load(self, path);
    struct dirent **names;
    int count = scandir(path, &names, NULL, alphasort); /* sorted: the same run everywhere */
    for (int i = 0; i < count; i++) {
        char file[4096];
        snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            load(self, file);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return count >= 0;
}

/* --- mutation
 * ----------------------------------------------------------------------------------- */

static uint64_t chance_state = 1;

static size_t below(size_t bound) /* xorshift64* */
{
    chance_state ^= chance_state >> 12;
    chance_state ^= chance_state << 25;
    chance_state ^= chance_state >> 27;
    return (size_t)((chance_state * UINT64_C(2685821657736338717)) >> 33) % (bound ? bound : 1);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Put `count` bytes at `at`, moving the rest; what does not fit falls off the end. */
static size_t insert(uint8_t *input, size_t size, size_t at, const uint8_t *bytes, size_t count)
{
    count = least(count, INPUT_MAX - at);
    size_t rest = least(size - at, INPUT_MAX - at - count);
    memmove(input + at + count, input + at, rest);
    memcpy(input + at, bytes, count);
    return at + count + rest;
}

static size_t mutate(const struct corpus *corpus, uint8_t *input, size_t size)
{
    static const char *const spices[] = {
        "\"",         ",",     "\n",      "\n\n",       "{",
        "}",          "=",     "~",       "#",          "####",
        "->",         "::",    "\\",      "%50%",       "//",
        "[html]",     "[",     "]",       "(",          ")",
        "<",          ">",     "&",       "$CATEGORY:", "\xEF\xBB\xBF",
        "\xFF",       "：",    "**",      "> ",         "## ",
        "- ",         "---\n", "![a](b)", "-",          "..",
        "9999999999", "@",     ";",       "字"};
    size_t at = below(size + 1), count = below(16) + 1;
    switch (below(6)) {
    case 0: { /* flip */
        if (size > 0)
            input[at % size] ^= (uint8_t)(1U << below(8));
        return size;
    }
    case 1: { /* drop */
        count = least(count, size - at);
        memmove(input + at, input + at + count, size - at - count);
        return size - count;
    }
    case 2: { /* repeat */
        uint8_t copy[16];
        count = least(count, size - at);
        memcpy(copy, input + at, count);
        return insert(input, size, at, copy, count);
    }
    case 3: { /* splice in a part of another seed */
        const struct seed *seed = &corpus->seeds[below(corpus->count)];
        size_t from = below(seed->size + 1);
        return insert(input, size, at, seed->bytes + from,
                      least(below(200), seed->size - from));
    }
    case 4: { /* a random byte */
        uint8_t byte = (uint8_t)below(256);
        return insert(input, size, at, &byte, 1);
    }
    default: {
        const char *spice = spices[below(sizeof spices / sizeof spices[0])];
        return insert(input, size, at, (const uint8_t *)spice, strlen(spice));
    }
    }
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t storm(const struct corpus *corpus, double seconds)
{
    uint8_t *input = malloc(INPUT_MAX);
    size_t runs = 0;
    if (input == NULL)
        exit(2);
    for (double end = seconds_now() + seconds; seconds_now() < end; runs++) {
        const struct seed *seed = &corpus->seeds[below(corpus->count)];
        size_t size = seed->size;
        memcpy(input, seed->bytes, size);
        for (size_t changes = below(CHANGES_MAX) + 1; changes > 0; changes--)
            size = mutate(corpus, input, size);
        run(input, size);
    }
    free(input);
    return runs;
}

int main(int argc, char **argv)
{
    static struct corpus corpus;
    const char *slash = strrchr(argv[0], '/'), *name = slash == NULL ? argv[0] : slash + 1;
    const char *folder = getenv("TMPDIR"), *wish = getenv("FUZZ_SECONDS");
    double seconds = wish == NULL ? 5 : strtod(wish, NULL);
    static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGALRM};
    snprintf(crash_path, sizeof crash_path, "%s/%s.crash", folder == NULL ? "/tmp" : folder,
             name);
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++)
        signal(crashes[i], on_crash);
    for (int i = 1; i < argc; i++) {
        if (i + 1 < argc && strcmp(argv[i], "--seconds") == 0)
            seconds = strtod(argv[++i], NULL);
        else if (i + 1 < argc && strcmp(argv[i], "--seed") == 0)
            chance_state = strtoull(argv[++i], NULL, 10) * 2 + 1;
        else if (!load_path(&corpus, argv[i]))
            return fprintf(stderr, "cannot read '%s'\n", argv[i]), 2;
    }
    char path[4096];
    snprintf(path, sizeof path, "tests/fuzz/corpus/%s",
             strncmp(name, "fuzz_", 5) == 0 ? name + 5 : name);
    if (corpus.count == 0 && (!load_path(&corpus, path) || corpus.count == 0))
        return fprintf(stderr, "no corpus in '%s'\n", path), 2;
    for (size_t i = 0; i < corpus.count; i++)
        run(corpus.seeds[i].bytes, corpus.seeds[i].size);
    size_t runs = storm(&corpus, seconds);
    printf("%s: %zu seeds, %zu mutations, nothing broke\n", name, corpus.count, runs);
    for (size_t i = 0; i < corpus.count; i++)
        free(corpus.seeds[i].bytes);
    return 0;
}
