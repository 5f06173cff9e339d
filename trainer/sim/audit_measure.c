#include "sim/audit_measure.h"

#include <stdlib.h>
#include <string.h>

#include "sim/audit.h"

static const struct {
    const char *flags, *faults; /* facts */
    enum audit_severity severity;
} kinds[] = {{"minor.", "right-minor", AUDIT_MINOR},
             {"serious.", "right-serious", AUDIT_SERIOUS},
             {"grave.", "right-grave", AUDIT_GRAVE}};

/* Flags that the learner set: members of the set, which are seconds. */
static void add_flags(struct audit_recording *self, const struct machine *at, const char *set,
                      enum audit_severity severity)
{
    const char *second;
    size_t next = 0;
    while (self->flag_count < AUDIT_MARKS &&
           (second = machine_next_in(at, set, &next)) != NULL) {
        self->flags[self->flag_count++] =
            (struct audit_mark){strtoll(second, NULL, 10), severity};
    }
}

static struct audit_recording recording(const struct machine *at)
{
    struct audit_recording self = {.fault_count = 0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        audit_faults(&self, machine_word(at, kinds[i].faults), kinds[i].severity);
        add_flags(&self, at, kinds[i].flags, kinds[i].severity);
    }
    self.is_advice_right =
        strcmp(machine_word(at, "advice"), machine_word(at, "right-advice")) == 0;
    return self;
}

static struct audit_result judge(const struct machine *machine)
{
    const size_t subjects = machine->scenario->subjects.count;
    struct audit_recording *recordings = xcalloc(subjects + 1, sizeof *recordings);
    struct machine at = *machine;
    struct audit_result result;
    size_t count = 0;
    for (at.subject = 1; at.subject <= subjects; at.subject++) {
        if (machine_number(&at, "own") == 0) {
            recordings[count++] = recording(&at);
        }
    }
    audit_judge(recordings, count, &result);
    free(recordings);
    return result;
}

double audit_measure_score(const struct machine *machine)
{
    return judge(machine).score;
}

double audit_measure_f1(const struct machine *machine)
{
    return judge(machine).f1;
}

double audit_measure_severity(const struct machine *machine)
{
    return judge(machine).severity;
}
