#include "sim/fairness.h"

#include <math.h>

enum { GROUPS_MAX = 16, GROUP_SMALLEST = 3 };

static double clip(double value)
{
    return fmin(1, fmax(0, value));
}

static double mean(double sum, size_t count)
{
    return count == 0 ? 0 : sum / (double)count;
}

double fairness_scale(enum fairness_outcome outcome, int64_t fine, int64_t min, int64_t top)
{
    static const double steps[] = {0, 0.10, 0.20, 0.25};
    if (outcome != FAIRNESS_FINE) {
        return steps[outcome];
    }
    const double width = top > min ? (double)(top - min) : 1;
    return clip(0.30 + 0.70 * clip((double)(fine - min) / width));
}

double fairness_favour(const struct fairness_case *cases, size_t count)
{
    double rho[2] = {0, 0};
    size_t seen[2] = {0, 0}, skipped = 0, unreasoned = 0, gaps = 0;
    for (size_t i = 0; i < count; i++) {
        rho[cases[i].is_related] += cases[i].y - cases[i].right_y;
        seen[cases[i].is_related]++;
        if (cases[i].is_related) {
            skipped += cases[i].is_skipped;
            unreasoned += !cases[i].has_reason;
            gaps += cases[i].has_gap;
        }
    }
    if (seen[1] == 0) {
        return -1;
    }
    const double related = (double)seen[1];
    const double softer = seen[0] == 0 ? 0 : mean(rho[0], seen[0]) - mean(rho[1], seen[1]);
    return 100 * (0.50 * clip(softer / 0.4) + 0.20 * (double)skipped / related +
                  0.20 * (double)unreasoned / related + 0.10 * (double)gaps / related);
}

struct group {
    size_t visible, handled;
    double rho;
};

/* SE_h: spread between groups in what was handled and how hard. */
static double group_spread(const struct group *groups)
{
    double high_h = 0, low_h = 1, high_y = -1, low_y = 1;
    size_t compared = 0;
    for (size_t g = 0; g < GROUPS_MAX; g++) {
        if (groups[g].visible < GROUP_SMALLEST) {
            continue;
        }
        const double h = (double)groups[g].handled / (double)groups[g].visible;
        const double y = mean(groups[g].rho, groups[g].visible);
        high_h = fmax(high_h, h);
        low_h = fmin(low_h, h);
        high_y = fmax(high_y, y);
        low_y = fmin(low_y, y);
        compared++;
    }
    return compared < 2 ? 0 : 100 * clip(0.6 * (high_h - low_h) + 0.4 * (high_y - low_y) / 0.5);
}

double fairness_selective(const struct fairness_case *cases, size_t count)
{
    struct group groups[GROUPS_MAX] = {0};
    size_t skipped = 0;
    for (size_t i = 0; i < count; i++) {
        skipped += cases[i].is_skipped;
        if (cases[i].group >= 0 && cases[i].group < GROUPS_MAX) {
            struct group *group = &groups[cases[i].group];
            group->visible++;
            group->handled += !cases[i].is_skipped;
            group->rho += cases[i].y - cases[i].right_y;
        }
    }
    if (count == 0) {
        return -1;
    }
    const double unexplained = 100 * clip((double)skipped / (double)count / 0.5);
    return fmax(unexplained, group_spread(groups));
}
