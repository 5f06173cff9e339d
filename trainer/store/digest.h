/* digest.h - everything that decides where an officer stands, read in one go: for one of them,
 * or for a whole roster without a query per officer.
 */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "store/store.h"

struct digest_step {
    char lesson[16];
    int64_t step;
    msec_t last; /* 0 when read for all */
};
struct digest_answer {
    char question[64];
    bool is_right; /* the latest; not read for all */
};
struct digest_run { /* finished ones */
    char scenario[16];
    int mode;
    double score;
    bool is_passed;
};
struct digest_sitting { /* finished ones */
    int kind;
    char ref[32];
    double percent;
    bool is_passed;
    msec_t finished;
};
struct digest_certificate { /* newest first */
    char level[8];
    msec_t issued, expires; /* expires 0 = never */
};

struct digest { /* zeroed = empty */
    struct digest_step *steps;
    struct digest_answer *answers; /* in order of the question */
    struct digest_run *runs;
    struct digest_sitting *sittings;
    struct digest_certificate *certificates;
    size_t step_count, answer_count, run_count, sitting_count, certificate_count;
    size_t step_room, answer_room, run_room, sitting_room, certificate_room;
    size_t cards_due;
    msec_t last_active; /* 0 = never */
};
void digest_release(struct digest *self);

/* One officer. Fills an empty `out`; release it in any case. */
bool digest_of(struct store *self, const char *subject, struct digest *out,
               struct err *err) MUST_USE;

/* All: open, then ask for subjects in ascending order (of bytes); `out` is filled anew each
 * time.  One reader at a time; inside store_begin_reading(), so that it is one moment. */
struct digest_reader;
struct digest_reader *digest_reader_open(struct store *self, struct err *err) MUST_USE;
bool digest_reader_read(struct digest_reader *self, const char *subject, struct digest *out,
                        struct err *err) MUST_USE;
void digest_reader_close(struct digest_reader *self);

#endif
