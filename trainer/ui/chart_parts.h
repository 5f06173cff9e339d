/* chart_parts.h - the inside of a chart, shared by chart.c and chart_map.c. */
#ifndef UI_CHART_PARTS_H
#define UI_CHART_PARTS_H

#include "ui/chart.h"

enum chart_kind { CHART_BARS, CHART_SPARK, CHART_MAP };

enum chart_part_kind { PART_HEAD, PART_GROUP, PART_BAR, PART_SERIES, PART_STREET, PART_POINT };

struct chart_part {
    enum chart_part_kind kind;
    char *name, *note; /* owned; note may be NULL */
    enum chart_tone tone;
    int value; /* of a bar; the rank of a point */
    int *values;
    size_t value_count;
    int x0, y0, x1, y1;
    char grade;
};

struct chart {
    enum chart_kind kind;
    int width, height; /* of the ground of a map */
    struct chart_part *parts;
    size_t count;
};

int chart_map_draw(const struct chart *self, struct frame *frame, int y, int cols,
                   enum colour_class colours);

#endif
