/* scr_data.c - the complaints of the teaching district: bars, the year, hot spots, the map. */
#include "ui/screens.h"

#include "core/calendar.h"
#include "ui/data_charts.h"

#include <stdlib.h>

enum { EARLIER = 1, LATER, OTHER_KIND, OTHER_CHART, CLOSE, CHART_BASE = 20 };
enum { MONTH_TEXT = 8, MONTHS_NEEDED = 3 }; /* hot spots look back three months */

struct data_screen {
    struct district_census *census; /* owned */
    struct district *rows;          /* owned; NULL until asked for */
    enum data_chart chart;
    enum district_kind kind;
    int month, newest; /* shown; the last one that is known */
    bool is_open;      /* a chart is shown, not the list of charts */
    bool is_in_case;   /* back leads to the case */
};

/* What a campaign brought is there only after it. */
static bool is_offered(const struct data_screen *self, enum data_chart chart)
{
    return (chart != DATA_RATIO || self->newest == DISTRICT_MONTHS - 1) &&
           (chart != DATA_CONTROL || self->newest > DISTRICT_JUNE);
}

static void menu_view(struct data_screen *self, struct view *view)
{
    view_ask(view, _("What would you like to see?"));
    for (int i = 0; i < DATA_CHARTS; i++)
        if (is_offered(self, (enum data_chart)i))
            view_choice(view, CHART_BASE + i, data_chart_name((enum data_chart)i), NULL);
    view_default(view, CHART_BASE + DATA_BARS_RAW, NULL);
}

static void chart_choices(struct data_screen *self, struct view *view)
{
    if (self->is_in_case) {
        view_choice(view, CLOSE, _("Back to the case"), NULL);
        view_default(view, CLOSE, NULL);
    } else if (self->chart != DATA_RATIO) {
        if (self->month > MONTHS_NEEDED)
            view_choice(view, EARLIER, _("A month earlier"), NULL);
        if (self->month < self->newest)
            view_choice(view, LATER, _("A month later"), NULL);
    }
    if (data_chart_has_kind(self->chart))
        view_choice(view, OTHER_KIND, _("Another category"),
                    district_name(&district_kinds[self->kind].name));
    view_choice(view, OTHER_CHART, _("Another chart"), NULL);
}

static void data_view(struct ui *ui, void *state, struct view *view)
{
    struct data_screen *self = state;
    char month[MONTH_TEXT] = "";
    if (self->chart != DATA_RATIO) /* its weeks say when */
        district_month_text(self->month, month);
    ui_header(ui, view,
              self->is_open ? data_chart_name(self->chart)
                            : _("Complaints of the district (training data)"),
              month);
    if (!self->is_open) {
        menu_view(self, view);
        return;
    }
    if (data_chart_needs_rows(self->chart) && !self->rows)
        self->rows = district_new(DISTRICT_SEED);
    const struct data_look look = {self->census, self->rows, self->chart, self->kind,
                                   self->month};
    data_chart_view(&look, view);
    chart_choices(self, view);
}

static void data_act(struct ui *ui, void *state, int id)
{
    struct data_screen *self = state;
    if (id >= CHART_BASE) {
        self->chart = (enum data_chart)(id - CHART_BASE);
        self->is_open = true;
    } else if (id == EARLIER) {
        self->month--;
    } else if (id == LATER) {
        self->month++;
    } else if (id == OTHER_KIND) {
        self->kind = (enum district_kind)((self->kind + 1) % DISTRICT_KINDS);
    } else if (id == OTHER_CHART) {
        self->is_open = false;
    } else {
        ui_pop(ui);
    }
}

static bool data_back(struct ui *ui, void *state)
{
    (void)ui;
    struct data_screen *self = state;
    if (!self->is_open || self->is_in_case)
        return false;
    self->is_open = false;
    return true;
}

static void data_release(void *state)
{
    struct data_screen *self = state;
    free(self->census);
    district_free(self->rows);
}

static const struct screen_ops data_ops = {
    .name = "data",
    .help =
        N_("Complaints of a year, invented for training. Bars compare two months, the year "
           "shows the season, hot spots carry prevention grades A to D, the map shows where "
           "they are."),
    .state_size = sizeof(struct data_screen),
    .view = data_view,
    .act = data_act,
    .back = data_back,
    .release = data_release,
};

static struct data_screen *open_at(struct ui *ui, int newest)
{
    struct data_screen *self = ui_push(ui, &data_ops);
    self->census = xmalloc(sizeof *self->census);
    district_census(self->census, DISTRICT_SEED);
    self->month = self->newest = newest;
    return self;
}

void scr_data_open(struct ui *ui)
{
    (void)open_at(ui, DISTRICT_JUNE); /* what comes after is the held-back part of S23 */
}

/* The last month that is over when `day` ends. */
static int month_known(int32_t day)
{
    int month = district_month_of(day);
    if (month < 0)
        return day < district_month_start(0) ? MONTHS_NEEDED : DISTRICT_MONTHS - 1;
    if (day + 1 < district_month_start(month + 1))
        month--;
    return month < MONTHS_NEEDED ? MONTHS_NEEDED : month;
}

void scr_data_show(struct ui *ui, const char *chart, const char *kind, int32_t day)
{
    enum data_chart which;
    if (!data_chart_parse(chart, &which))
        return;
    struct data_screen *self = open_at(ui, month_known(day));
    self->chart = which;
    if (district_kind(kind) >= 0)
        self->kind = (enum district_kind)district_kind(kind);
    self->is_open = self->is_in_case = true;
}
