/* model.h - plain structs shared by store, app and those who show them. */
#ifndef CORE_MODEL_H
#define CORE_MODEL_H

#include "core/clock.h"

enum { SUBJECT_MAX = 33, OFFICER_ID_MAX = 33, NAME_MAX_BYTES = 301 };

#define ROLES(X) X(OFFICER, "officer") X(AUXILIARY, "auxiliary") X(TRAINER, "trainer")
enum role {
#define X(name, text) ROLE_##name,
    ROLES(X)
#undef X
        ROLE_COUNT
};

struct officer {
    char subject[SUBJECT_MAX]; /* opaque id used in events: hex */
    char id[OFFICER_ID_MAX];   /* service number, as the roster writes it; A-Z a-z 0-9 . _ - */
    char name[NAME_MAX_BYTES]; /* at most 100 characters, cleaned */
    char squad[NAME_MAX_BYTES];
    enum role role;
    char joined[11]; /* 2026-11-22 or "" */
    bool has_pin;
};

struct event { /* one row of the append-only log, key (station, epoch, seq) */
    char station[SUBJECT_MAX];
    int64_t epoch, seq;
    msec_t time;
    char subject[SUBJECT_MAX]; /* whose doing; "" = the station itself */
    char *kind;                /* "lesson.step", "run.act", … (table in store/events.h) */
    char *data;                /* compact JSON object */
};

#endif
