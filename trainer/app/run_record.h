/* run_record.h - inside app/: the steps of a run as recorded, and playing them again. */
#ifndef APP_RUN_RECORD_H
#define APP_RUN_RECORD_H

#include "sim/run.h"
#include "store/events.h"

struct run_record_step {
    enum event_kind kind; /* EVENT_RUN_ACT, EVENT_RUN_HINT, EVENT_RUN_UNDO */
    char *line;           /* what was done; "" if not an act; owned */
    int level;            /* of a hint */
};

struct run_record { /* zeroed = empty */
    struct run_record_step *steps;
    size_t count;
};
void run_record_release(struct run_record *self);
void run_record_add(struct run_record *self, enum event_kind kind, const char *line, int level);
/* Fill an empty record with the steps of an attempt. */
bool run_record_load(struct run_record *self, struct store *store, const char *attempt,
                     struct err *err) MUST_USE;

/* Do the same in a fresh run. false: today's content does not know one of the steps. */
bool run_record_play(const struct run_record *self, struct run *run) MUST_USE;

/* Add score, passed, result (the document of product §4) and missed (rubric lines that become
 * review cards; without `makes_cards` none, and none is cleared) to an event's data. */
void run_record_result(struct run *run, bool makes_cards, struct json *data);

#endif
