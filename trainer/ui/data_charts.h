/* data_charts.h - the complaints of the teaching district (sim/district.h) as charts of a view.
 */
#ifndef UI_DATA_CHARTS_H
#define UI_DATA_CHARTS_H

#include "sim/district_rows.h"
#include "ui/view.h"

enum data_chart {
    DATA_BARS_RAW, /* month over month, every call counted */
    DATA_BARS,     /* the same, each event once */
    DATA_SPARK,    /* a year and more, category by category */
    DATA_SPOTS,    /* hot-spot table with prevention grades */
    DATA_MAP,
    DATA_CONTROL, /* the campaign's street beside one without */
    DATA_RATIO,   /* tips and fines, week by week */
    DATA_LIST,    /* the complaints themselves */
    DATA_REPEATS, /* events told more than once, and by how many */
    DATA_HOURS,   /* hour by hour, on hot dry days and on others */
    DATA_CHARTS
};

struct data_look { /* what is looked at */
    const struct district_census *census;
    const struct district *rows; /* where data_chart_needs_rows(); else may be NULL */
    enum data_chart chart;
    enum district_kind kind;
    int month; /* the last whole month that is known */
};

const char *data_chart_name(enum data_chart chart) MUST_USE;
/* From the word that a workflow uses: "bars-raw", "spark" … */
bool data_chart_parse(const char *id, enum data_chart *chart) MUST_USE;

/* Whether it looks at the rows themselves. */
bool data_chart_needs_rows(enum data_chart chart) MUST_USE;
/* Whether the chart is of one category, so that another can be chosen. */
bool data_chart_has_kind(enum data_chart chart) MUST_USE;

/* Fill the view: the chart and one sentence that says how to read it. */
void data_chart_view(const struct data_look *look, struct view *view);

#endif
