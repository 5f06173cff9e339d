#include "sim/audit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double weight_f1 = 0.7, weight_severity = 0.2, weight_advice = 0.1;
static const double cost_of_false_accusation = 0.1;

struct tally { /* over all recordings */
    size_t faults, flags, met, advised;
    double agreement;
};

static int64_t apart(const struct audit_mark *one, const struct audit_mark *other)
{
    return one->at > other->at ? one->at - other->at : other->at - one->at;
}

static double agreement(const struct audit_mark *fault, const struct audit_mark *flag)
{
    return 1 - fabs((double)fault->severity - (double)flag->severity) /
                   (double)(AUDIT_SEVERITIES - 1);
}

/* Pairs that lie `distance` seconds apart, of those not met yet. */
static void meet(const struct audit_recording *self, int64_t distance, bool *is_found,
                 bool *is_used, struct tally *tally)
{
    for (size_t i = 0; i < self->fault_count; i++) {
        for (size_t j = 0; j < self->flag_count && !is_found[i]; j++) {
            if (!is_used[j] && apart(&self->faults[i], &self->flags[j]) == distance) {
                is_found[i] = is_used[j] = true;
                tally->met++;
                tally->agreement += agreement(&self->faults[i], &self->flags[j]);
            }
        }
    }
}

static double part(double some, size_t all)
{
    return all == 0 ? 0 : some / (double)all;
}

void audit_judge(const struct audit_recording *recordings, size_t count,
                 struct audit_result *out)
{
    struct tally tally = {0};
    *out = (struct audit_result){0};
    for (size_t i = 0; i < count; i++) {
        const struct audit_recording *recording = &recordings[i];
        bool is_found[AUDIT_MARKS] = {false}, is_used[AUDIT_MARKS] = {false};
        tally.faults += recording->fault_count;
        tally.flags += recording->flag_count;
        tally.advised += recording->is_advice_right;
        out->falsely_accused += recording->fault_count == 0 && recording->flag_count > 0;
        for (int64_t distance = 0; distance <= AUDIT_TOLERANCE; distance++) {
            meet(recording, distance, is_found, is_used, &tally);
        }
    }
    const bool is_nothing = tally.faults == 0 && tally.flags == 0;
    /* 2PR / (P + R), written without the two quotients */
    out->f1 = is_nothing ? 1 : part(2 * (double)tally.met, tally.faults + tally.flags);
    out->severity = is_nothing ? 1 : part(tally.agreement, tally.met);
    out->advice = part((double)tally.advised, count);
    const double score = weight_f1 * out->f1 + weight_severity * out->severity +
                         weight_advice * out->advice -
                         cost_of_false_accusation * (double)out->falsely_accused;
    out->score = fmin(1, fmax(0, score));
}

static void add(struct audit_mark *marks, size_t *count, int64_t at,
                enum audit_severity severity)
{
    if (*count < AUDIT_MARKS) {
        marks[(*count)++] = (struct audit_mark){at, severity};
    }
}

void audit_faults(struct audit_recording *self, const char *text, enum audit_severity severity)
{
    char *end;
    for (const char *at = text; *at != '\0'; at = end) {
        const long long second = strtoll(at, &end, 10);
        if (end == at) {
            end += 1 + strcspn(at + 1, " ");
        } else {
            add(self->faults, &self->fault_count, second, severity);
        }
    }
}
