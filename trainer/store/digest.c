#include "store/digest.h"

#include "store/db.h"
#include <stdlib.h>
#include <string.h>

/* Make room for one more element of `size` bytes; room doubles. */
static void *grow(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return items;
    }
    *room = *room ? 2 * *room : 16;
    return xreallocarray(items, *room, size);
}

static void put_step(struct digest *out, const struct db_rows *rows)
{
    out->steps = grow(out->steps, out->step_count, &out->step_room, sizeof *out->steps);
    struct digest_step *step = &out->steps[out->step_count++];
    *step = (struct digest_step){.step = db_int(rows, 2), .last = db_int(rows, 3)};
    db_copy(rows, 1, step->lesson, sizeof step->lesson);
}

static void put_answer(struct digest *out, const struct db_rows *rows)
{
    out->answers =
        grow(out->answers, out->answer_count, &out->answer_room, sizeof *out->answers);
    struct digest_answer *answer = &out->answers[out->answer_count++];
    *answer = (struct digest_answer){.is_right = db_int(rows, 2) != 0};
    db_copy(rows, 1, answer->question, sizeof answer->question);
}

static void put_run(struct digest *out, const struct db_rows *rows)
{
    out->runs = grow(out->runs, out->run_count, &out->run_room, sizeof *out->runs);
    struct digest_run *run = &out->runs[out->run_count++];
    *run = (struct digest_run){.mode = (int)db_int(rows, 2),
                               .score = db_real(rows, 3),
                               .is_passed = db_int(rows, 4) != 0};
    db_copy(rows, 1, run->scenario, sizeof run->scenario);
}

static void put_sitting(struct digest *out, const struct db_rows *rows)
{
    out->sittings =
        grow(out->sittings, out->sitting_count, &out->sitting_room, sizeof *out->sittings);
    struct digest_sitting *sitting = &out->sittings[out->sitting_count++];
    *sitting = (struct digest_sitting){.kind = (int)db_int(rows, 1),
                                       .percent = db_real(rows, 3),
                                       .is_passed = db_int(rows, 4) != 0,
                                       .finished = db_int(rows, 5)};
    db_copy(rows, 2, sitting->ref, sizeof sitting->ref);
}

static void put_certificate(struct digest *out, const struct db_rows *rows)
{
    out->certificates = grow(out->certificates, out->certificate_count, &out->certificate_room,
                             sizeof *out->certificates);
    struct digest_certificate *certificate = &out->certificates[out->certificate_count++];
    *certificate =
        (struct digest_certificate){.issued = db_int(rows, 2), .expires = db_int(rows, 3)};
    db_copy(rows, 1, certificate->level, sizeof certificate->level);
}

static void put_card(struct digest *out, const struct db_rows *rows)
{
    (void)rows;
    out->cards_due++;
}

static void put_activity(struct digest *out, const struct db_rows *rows)
{
    out->last_active = db_int(rows, 1);
}

/* For one officer by index.  For all in order of the subject: by an index that holds all that
 * is asked for, else sorted (the + keeps SQLite from jumping about the table by an index). */
/* clang-format off */
static const struct topic {
    const char *one, *all;
    void (*put)(struct digest *out, const struct db_rows *rows);
} topics[] = {
    {"SELECT subject, lesson, step, last FROM step_seen WHERE subject = ?1 ORDER BY lesson, step",
     "SELECT subject, lesson, step, 0 FROM step_seen ORDER BY subject, lesson, step", put_step},
    {"SELECT subject, question, is_right FROM answer WHERE subject = ?1 ORDER BY question",
     "SELECT subject, question, 0 FROM answer ORDER BY subject, question", put_answer},
    {"SELECT subject, scenario, mode, score, is_passed FROM run WHERE subject = ?1 AND finished > 0",
     "SELECT subject, scenario, mode, score, is_passed FROM run WHERE finished > 0 ORDER BY +subject", put_run},
    {"SELECT subject, kind, ref, percent, is_passed, finished FROM sitting WHERE subject = ?1 AND finished > 0",
     "SELECT subject, kind, ref, percent, is_passed, finished FROM sitting WHERE finished > 0 ORDER BY +subject",
     put_sitting},
    {"SELECT subject, level, issued, expires FROM certificate WHERE subject = ?1 ORDER BY issued DESC, serial",
     "SELECT subject, level, issued, expires FROM certificate ORDER BY +subject, issued DESC, serial",
     put_certificate},
    {"SELECT subject FROM card WHERE subject = ?1 AND is_due",
     "SELECT subject FROM card WHERE is_due ORDER BY +subject", put_card},
    {"SELECT subject, last FROM activity WHERE subject = ?1",
     "SELECT subject, last FROM activity ORDER BY +subject", put_activity},
};
/* clang-format on */
enum { TOPICS = sizeof topics / sizeof topics[0] };

void digest_release(struct digest *self)
{
    free(self->steps);
    free(self->answers);
    free(self->runs);
    free(self->sittings);
    free(self->certificates);
    *self = (struct digest){0};
}

static void clear(struct digest *self)
{
    self->step_count = self->answer_count = self->run_count = 0;
    self->sitting_count = self->certificate_count = self->cards_due = 0;
    self->last_active = 0;
}

bool digest_of(struct store *self, const char *subject, struct digest *out, struct err *err)
{
    for (size_t i = 0; i < TOPICS; i++) {
        struct db_rows rows;
        if (!db_select(self, &rows, err, topics[i].one, "t", subject)) {
            return false;
        }
        int got;
        while ((got = db_next(&rows, err)) == 1) {
            topics[i].put(out, &rows);
        }
        if (got < 0) {
            return false;
        }
    }
    return true;
}

/* --- everybody: seven streams in the order of the subject, merged
 * -------------------------------------------------------------------------------------------
 */

struct stream {
    struct db_rows rows;
    bool has_row; /* one that nobody has asked for yet */
};
struct digest_reader {
    struct stream streams[TOPICS];
};

static bool step_on(struct stream *stream, struct err *err)
{
    int got = db_next(&stream->rows, err);
    stream->has_row = got == 1;
    return got >= 0;
}

struct digest_reader *digest_reader_open(struct store *self, struct err *err)
{
    struct digest_reader *reader = xcalloc(1, sizeof *reader);
    for (size_t i = 0; i < TOPICS; i++) {
        struct stream *stream = &reader->streams[i];
        if (!db_select(self, &stream->rows, err, topics[i].all, "") || !step_on(stream, err)) {
            digest_reader_close(reader);
            return NULL;
        }
    }
    return reader;
}

bool digest_reader_read(struct digest_reader *self, const char *subject, struct digest *out,
                        struct err *err)
{
    clear(out);
    for (size_t i = 0; i < TOPICS; i++) {
        struct stream *stream = &self->streams[i];
        int order;
        while (stream->has_row && (order = strcmp(db_text(&stream->rows, 0), subject)) <= 0) {
            if (order == 0) {
                topics[i].put(out, &stream->rows);
            }
            if (!step_on(stream, err)) {
                return false;
            }
        }
    }
    return true;
}

void digest_reader_close(struct digest_reader *self)
{
    for (size_t i = 0; self && i < TOPICS; i++) {
        db_done(&self->streams[i].rows);
    }
    free(self);
}
