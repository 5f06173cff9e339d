/* bench_process.c - a whole process from start to end: median milliseconds and peak memory.
 *
 *   bench_process RUNS PROGRAM [ARGUMENT…]     prints "MILLISECONDS MEGABYTES BYTES"
 *
 * Its output is read through a pipe and counted.  Exit 1 when the program fails.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { RUNS_MAX = 201, CHUNK = 65536 };

struct run {
    double ms, megabytes;
    long bytes;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Returns 0 if the program ended well. */
static int run_once(char **argv, struct run *run)
{
    static char chunk[CHUNK];
    int pipes[2], status = 1;
    pid_t pid;
    ssize_t got;
    struct rusage used;
    posix_spawn_file_actions_t actions;
    if (pipe(pipes) != 0)
        return 1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, pipes[0]);
    posix_spawn_file_actions_addclose(&actions, pipes[1]);
    double start = now_ms();
    int fault = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipes[1]);
    run->bytes = 0;
    while (fault == 0 && (got = read(pipes[0], chunk, sizeof chunk)) > 0)
        run->bytes += got;
    close(pipes[0]);
    if (fault != 0 || wait4(pid, &status, 0, &used) != pid)
        return 1;
    run->ms = now_ms() - start;
    run->megabytes = (double)used.ru_maxrss / 1024;
    return status;
}

static int by_time(const void *a, const void *b)
{
    double one = ((const struct run *)a)->ms, other = ((const struct run *)b)->ms;
    return (one > other) - (one < other);
}

int main(int argc, char **argv)
{
    struct run runs[RUNS_MAX];
    char *end;
    long count = argc > 2 ? strtol(argv[1], &end, 10) : 0;
    if (count < 1 || count > RUNS_MAX || *end) {
        fprintf(stderr, "usage: bench_process RUNS PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    for (long i = 0; i < count; i++)
        if (run_once(argv + 2, &runs[i]) != 0)
            return 1;
    qsort(runs, (size_t)count, sizeof *runs, by_time);
    const struct run *middle = &runs[count / 2];
    printf("%.1f %.1f %ld\n", middle->ms, middle->megabytes, middle->bytes);
    return 0;
}
