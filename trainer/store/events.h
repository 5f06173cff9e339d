/* events.h - the append-only log of everything an officer does (product §6).
 *
 * Key (station, epoch, seq); each (station, epoch) is one BLAKE2b-256 chain:
 *   hash = H(previous hash || "station\nepoch\nseq\ntime\nsubject\nkind\nlength of data\n" ||
 * data) where the hash before the first event is 32 zero bytes.  Time never runs backwards
 * inside a database: when the clock does, an event gets the time of the one before, so that
 * folding by (time, station, epoch, seq) is the order in which things were appended.
 */
#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include "core/sbuf.h"
#include "store/store.h"

/* name, text in the log, what its data holds */
#define EVENT_KINDS(X)                                                                         \
    X(STATION_EPOCH, "station.epoch")         /* reason: first, restore; key */                \
    X(STATION_KEY, "station.key")             /* key: the public half of a new one */          \
    X(OFFICER_ADD, "officer.add")             /* role, by */                                   \
    X(OFFICER_CHANGE, "officer.change")       /* role, by */                                   \
    X(OFFICER_PIN, "officer.pin")             /* is_set, by */                                 \
    X(LESSON_STEP, "lesson.step")             /* lesson, step */                               \
    X(ANSWER_GIVEN, "answer.given")           /* question, answer, right */                    \
    X(RUN_START, "run.start")                 /* attempt, scenario, mode, seed, content */     \
    X(RUN_ACT, "run.act")                     /* attempt, n, line, accepted, … */            \
    X(RUN_HINT, "run.hint")                   /* attempt, n, level */                          \
    X(RUN_UNDO, "run.undo")                   /* attempt, n */                                 \
    X(RUN_FINISH, "run.finish")               /* attempt, scenario, score, passed, … */      \
    X(SITTING_START, "sitting.start")         /* sitting, kind, ref, seed, questions */        \
    X(SITTING_ANSWER, "sitting.answer")       /* sitting, n, question, answer, right */        \
    X(SITTING_FINISH, "sitting.finish")       /* sitting, rights, percent, passed, … */      \
    X(SITTING_DROP, "sitting.drop")           /* sitting: its questions are gone */            \
    X(CERTIFICATE_ISSUE, "certificate.issue") /* serial, level, payload, signature, … */     \
    X(CATALOG_IMPORT, "catalog.import")       /* import, hash, replaces, columns, rows */      \
    X(CATALOG_UNDO, "catalog.undo")           /* import */

enum event_kind {
#define X(name, text) EVENT_##name,
    EVENT_KINDS(X)
#undef X
        EVENT_KIND_COUNT
};
const char *event_kind_name(enum event_kind kind) MUST_USE;

/* Append and update the projections in one transaction (or in the one that is open).  Takes
 * `data`, an object.  true: on disk, unless inside store_begin().  ERR_STORAGE, ERR_BUSY;
 * ERR_NO: the same step was already recorded (two windows on one case). */
bool store_append(struct store *self, const char *subject, enum event_kind kind,
                  struct json *data, struct err *err) MUST_USE;

/* Empty the projections and fold every event again: the same state, whatever it was before. */
bool store_rebuild(struct store *self, struct err *err) MUST_USE;

/* Events of one subject ("" = all) in order of (time, station, epoch, seq), at most `limit`
 * from the `skip`-th on. Caller frees with events_free(). */
bool store_events(struct store *self, const char *subject, size_t skip, size_t limit,
                  struct event **list, size_t *count, struct err *err) MUST_USE;
void events_free(struct event *list, size_t count);

/* Recompute every chain. Each break is told to `found` (a sentence); true: the whole log was
 * read, whatever was found. */
bool store_verify_chains(struct store *self, void (*found)(void *context, const char *sentence),
                         void *context, struct err *err) MUST_USE;

#endif
