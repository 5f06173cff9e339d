#include "ui/data_charts.h"

#include "core/calendar.h"
#include "sim/district_stats.h"
#include "sim/district_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPOTS_SHOWN = 10, RANKS = 9, ROWS_SHOWN = 12, A_YEAR = 12, MONTH_TEXT = 8 };

/* part / whole in percent, rounded half away from zero; whole > 0. */
static int rounded_percent(int part, int whole)
{
    int sign = part < 0 ? -1 : 1;
    return sign * ((200 * sign * part + whole) / (2 * whole));
}

/* --- month over month --- */

static void change_note(const struct district_change *change, struct sbuf *out)
{
    sbuf_addf(out, "%+d  z %.2f", change->delta, change->z);
    if (change->is_alert)
        sbuf_addf(out, "  %s", _("ALERT"));
}

static void bars_view(const struct data_look *look, struct view *view)
{
    bool is_merged = look->chart == DATA_BARS;
    char before[MONTH_TEXT], now[MONTH_TEXT];
    district_month_text(look->month - 1, before);
    district_month_text(look->month, now);
    struct chart *chart = chart_bars();
    for (int k = 0; k < DISTRICT_KINDS; k++) {
        enum district_kind kind = (enum district_kind)k;
        struct district_change change =
            district_change(district_sum(look->census, kind, look->month - 1, look->month - 1,
                                         DISTRICT_ALL, is_merged),
                            district_sum(look->census, kind, look->month, look->month,
                                         DISTRICT_ALL, is_merged));
        struct sbuf note = {0};
        change_note(&change, &note);
        chart_group(chart, district_name(&district_kinds[k].name), sbuf_text(&note),
                    change.is_alert ? CHART_ALERT : CHART_PLAIN);
        chart_bar(chart, before, change.before);
        chart_bar(chart, now, change.now);
        sbuf_release(&note);
    }
    view_chart(view, chart);
    view_text(view, TONE_QUIET,
              is_merged
                  ? _("Each event once. Alert: z at least 2 and 20 more (training value).")
                  : _("Every call counted, repeats too. Alert: z at least 2 and 20 more "
                      "(training value)."));
}

/* --- the year --- */

static int events_in(const struct data_look *look, int kind, int month)
{
    return district_sum(look->census, (enum district_kind)kind, month, month, DISTRICT_ALL,
                        true);
}

static void spark_view(const struct data_look *look, struct view *view)
{
    char from[MONTH_TEXT], to[MONTH_TEXT], head[64];
    int first = look->month > A_YEAR ? look->month - A_YEAR : 0;
    district_month_text(first, from);
    district_month_text(look->month, to);
    snprintf(head, sizeof head, "%s … %s", from, to);
    struct chart *chart = chart_spark(head);
    for (int k = 0; k < DISTRICT_KINDS; k++) {
        int values[DISTRICT_MONTHS] = {0};
        char note[64];
        for (int month = first; month <= look->month; month++)
            values[month - first] = events_in(look, k, month);
        if (look->month >= A_YEAR)
            snprintf(note, sizeof note, _("%d (a year ago %d)"),
                     events_in(look, k, look->month), events_in(look, k, look->month - A_YEAR));
        else
            snprintf(note, sizeof note, "%d", events_in(look, k, look->month));
        chart_series(chart, district_name(&district_kinds[k].name), values,
                     (size_t)look->month - (size_t)first + 1, note);
    }
    view_chart(view, chart);
    view_text(view, TONE_QUIET,
              _("Each row runs from its lowest to its highest month. Compare with the same "
                "month last year."));
}

/* --- places --- */

static void spots_view(const struct data_look *look, struct view *view)
{
    struct district_spot spots[DISTRICT_POINTS];
    district_spots(look->census, look->kind, look->month + 1, true, spots);
    view_row(view, TONE_STRONG, _("Place\tH\tA-D\t90 d\tYear ago\tSeen\tGap\tHxG"));
    for (int i = 0; i < SPOTS_SHOWN; i++) {
        struct sbuf row = {0};
        const struct district_spot *spot = &spots[i];
        sbuf_addf(&row, "%s\t%d\t%c\t%d\t%d\t%d\t%d%%\t%d",
                  district_name(&district_points[spot->point].name), spot->score, spot->grade,
                  spot->c90, spot->last_year, spot->found, spot->gap,
                  spot->score * spot->gap / 100);
        view_row(view, TONE_PLAIN, sbuf_text(&row));
        sbuf_release(&row);
    }
    view_text(
        view, TONE_QUIET,
        _("A daily post, B patrol each shift, C three times a week, D on report (training "
          "value)."));
}

static void map_view(const struct data_look *look, struct view *view)
{
    struct district_spot spots[DISTRICT_POINTS];
    struct chart *chart = chart_map(DISTRICT_WIDTH, DISTRICT_HEIGHT);
    district_spots(look->census, look->kind, look->month + 1, true, spots);
    for (int i = 0; i < DISTRICT_STREETS; i++) {
        const struct district_street *street = &district_streets[i];
        chart_street(chart, district_name(&street->name), street->from_x, street->from_y,
                     street->to_x, street->to_y);
    }
    for (int i = 0; i < DISTRICT_POINTS; i++) {
        const struct district_point *point = &district_points[spots[i].point];
        bool is_ranked = i < RANKS && spots[i].grade <= 'B';
        chart_point(chart, district_name(&point->name), point->x, point->y, spots[i].grade,
                    is_ranked ? i + 1 : 0);
    }
    view_chart(view, chart);
    view_text(view, TONE_QUIET, _("Positions are invented for training."));
}

/* --- campaigns --- */

static void control_view(const struct data_look *look, struct view *view)
{
    static const int streets[] = {DISTRICT_LOUD_STREET, DISTRICT_CONTROL_STREET};
    int from = look->month > DISTRICT_JUNE ? DISTRICT_JUNE : look->month - 1;
    struct chart *chart = chart_bars();
    for (size_t i = 0; i < sizeof streets / sizeof streets[0]; i++) {
        int first = 0, last = 0;
        struct sbuf note = {0};
        for (int month = from; month <= look->month; month++) {
            last = district_sum(look->census, DISTRICT_NOISE, month, month, streets[i], true);
            first = month == from ? last : first;
        }
        sbuf_addf(&note, "%+d%%", first > 0 ? rounded_percent(last - first, first) : 0);
        chart_group(chart, district_name(&district_streets[streets[i]].name), sbuf_text(&note),
                    CHART_PLAIN);
        for (int month = from; month <= look->month; month++) {
            char label[MONTH_TEXT];
            district_month_text(month, label);
            chart_bar(
                chart, label,
                district_sum(look->census, DISTRICT_NOISE, month, month, streets[i], true));
        }
        sbuf_release(&note);
    }
    view_chart(view, chart);
    view_text(view, TONE_QUIET,
              _("Noise in both streets. Only what falls more than in the control street is the "
                "campaign's doing."));
}

static void ratio_view(struct view *view)
{
    struct chart *chart = chart_bars();
    int tips = 0, fines = 0;
    for (size_t i = 0; i < DISTRICT_WEEKS; i++) {
        const struct district_week *week = &district_weeks[i];
        char note[32];
        double ratio = district_tip_ratio(week->tips, week->fines);
        snprintf(note, sizeof note, "%.2f", ratio);
        chart_group(chart, week->name, note, ratio < 0.6 ? CHART_ALERT : CHART_PLAIN);
        chart_bar(chart, _("tips"), week->tips);
        chart_bar(chart, _("fines"), week->fines);
        tips += week->tips;
        fines += week->fines;
    }
    view_chart(view, chart);
    view_textf(view, TONE_PLAIN,
               _("In all %d tips, %d fines: %.2f. It should be 0.60 or more."), tips, fines,
               district_tip_ratio(tips, fines));
    view_text(view, TONE_QUIET,
              _("Stalls in October. Fines up, tips down, complaints not fewer: fining instead "
                "of managing (training value)."));
}

/* --- the complaints themselves --- */

/* The newest ones up to the month's end; a repeat names the row it repeats. */
static void list_view(const struct data_look *look, struct view *view)
{
    enum { MINUTES_A_DAY = 1440, MINUTES_AN_HOUR = 60, CALLER_SHOWN = 0xff };
    const int64_t end = (int64_t)district_month_start(look->month + 1) * MINUTES_A_DAY;
    size_t at = look->rows->row_count, shown = 0;
    view_row(view, TONE_STRONG, _("Time\tPlace\tWhat was said\tCaller\tSame as"));
    while (at-- > 0 && shown < ROWS_SHOWN) {
        const struct district_row *row = &look->rows->rows[at];
        if (row->minute >= end || row->kind != look->kind)
            continue;
        struct sbuf line = {0};
        char day[32];
        calendar_format_day((int32_t)(row->minute / MINUTES_A_DAY), day);
        sbuf_addf(&line, "%s %02d:%02d\t%s\t", day + 5,
                  (int)(row->minute % MINUTES_A_DAY / MINUTES_AN_HOUR),
                  (int)(row->minute % MINUTES_AN_HOUR),
                  district_name(&district_points[row->point].name));
        district_text(row, lang_now(), &line);
        sbuf_addf(&line, "\t****%02x\t", (unsigned)(row->caller & CALLER_SHOWN));
        if (row->event != at)
            sbuf_addf(&line, "#%u", row->event + 1);
        view_row(view, TONE_PLAIN, sbuf_text(&line));
        sbuf_release(&line);
        shown++;
    }
    view_text(view, TONE_QUIET, _("Callers are masked; who complained stays secret."));
}

struct told {           /* an event and who told it, in one month */
    size_t first, last; /* rows */
    int calls, voices;
};

static bool in_month(const struct district_row *row, const struct data_look *look)
{
    enum { MINUTES_A_DAY = 1440 };
    return row->kind == look->kind &&
           row->minute >= (int64_t)district_month_start(look->month) * MINUTES_A_DAY &&
           row->minute < (int64_t)district_month_start(look->month + 1) * MINUTES_A_DAY;
}

/* The calls about the event that row `first` told. */
static struct told told_of(const struct district *district, size_t first)
{
    struct told told = {.first = first, .last = first, .calls = 1, .voices = 1};
    for (size_t i = first + 1; i < district->row_count; i++) {
        if (district->rows[i].event != first)
            continue;
        bool is_new = true;
        for (size_t k = first; k < i && is_new; k++)
            is_new = district->rows[k].event != first ||
                     district->rows[k].caller != district->rows[i].caller;
        told.voices += is_new;
        told.calls++;
        told.last = i;
    }
    return told;
}

static int compare_told(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    return x->calls != y->calls ? y->calls - x->calls
                                : (x->first > y->first) - (x->first < y->first);
}

static void told_row(const struct district *district, const struct told *told,
                     struct view *view)
{
    enum { MINUTES_A_DAY = 1440, DAY_AT = 5 };
    const struct district_row *row = &district->rows[told->first];
    char first[32], last[32];
    struct sbuf line = {0};
    calendar_format_day((int32_t)(row->minute / MINUTES_A_DAY), first);
    calendar_format_day((int32_t)(district->rows[told->last].minute / MINUTES_A_DAY), last);
    sbuf_addf(&line, "%s\t%d\t%d\t%s…%s\t", district_name(&district_points[row->point].name),
              told->calls, told->voices, first + DAY_AT, last + DAY_AT);
    district_text(row, lang_now(), &line);
    view_row(view, TONE_PLAIN, sbuf_text(&line));
    sbuf_release(&line);
}

static void repeats_view(const struct data_look *look, struct view *view)
{
    struct told *list = NULL;
    size_t count = 0;
    for (size_t i = 0; i < look->rows->row_count; i++) {
        if (!in_month(&look->rows->rows[i], look) || look->rows->rows[i].event != i)
            continue;
        struct told told = told_of(look->rows, i);
        if (told.calls > 1) {
            list = xreallocarray(list, count + 1, sizeof *list);
            list[count++] = told;
        }
    }
    if (count > 0)
        qsort(list, count, sizeof *list, compare_told);
    view_row(view, TONE_STRONG, _("Place\tTold\tWho\tFrom … to\tWhat was said"));
    for (size_t i = 0; i < count && i < SPOTS_SHOWN; i++)
        told_row(look->rows, &list[i], view);
    if (count == 0)
        view_text(view, TONE_PLAIN, _("Nothing was told twice this month."));
    view_text(view, TONE_QUIET,
              _("One event for each row: same category, within 80 m and 48 h, said alike "
                "(training value). Several callers are several voices; each gets a reply."));
    free(list);
}

/* --- the hours of a day --- */

enum { HOURS = 24, HOT = 31 };

struct hours { /* complaints of a month by hour, and how many days they come from */
    int calls[HOURS], days, all;
};

static void count_hours(const struct data_look *look, struct hours of[2])
{
    enum { MINUTES_A_DAY = 1440, MINUTES_AN_HOUR = 60 };
    const int32_t first = district_month_start(0), from = district_month_start(look->month);
    const struct district_weather *weather = look->rows->weather;
    for (int32_t day = from; day < district_month_start(look->month + 1); day++)
        of[weather[day - first].high >= HOT && !weather[day - first].is_rain].days++;
    for (size_t i = 0; i < look->rows->row_count; i++) {
        const struct district_row *row = &look->rows->rows[i];
        if (!in_month(row, look) || row->event != i)
            continue;
        const struct district_weather *day = &weather[row->minute / MINUTES_A_DAY - first];
        struct hours *hours = &of[day->high >= HOT && !day->is_rain];
        hours->calls[row->minute % MINUTES_A_DAY / MINUTES_AN_HOUR]++;
        hours->all++;
    }
}

static void hours_view(const struct data_look *look, struct view *view)
{
    static const char *const names[] = {N_("other days"), N_("hot and dry")};
    struct hours of[2] = {{{0}, 0, 0}, {{0}, 0, 0}};
    struct chart *chart = chart_spark(_("0 to 23 o'clock"));
    count_hours(look, of);
    for (int i = 1; i >= 0; i--) {
        char note[64];
        snprintf(note, sizeof note, _("%d days, %.1f a day"), of[i].days,
                 of[i].days > 0 ? (double)of[i].all / of[i].days : 0.0);
        chart_series(chart, _(names[i]), of[i].calls, HOURS, note);
    }
    view_chart(view, chart);
    view_text(view, TONE_QUIET,
              _("Each row runs from its quietest to its loudest hour. Hot and dry: 31 degrees "
                "or more, no rain (training value)."));
}

/* --- all of them --- */

static const struct {
    const char *id, *name;
    bool has_kind, needs_rows;
} charts[DATA_CHARTS] = {
    [DATA_BARS_RAW] = {"bars-raw", N_("Month over month, every call"), false, false},
    [DATA_BARS] = {"bars", N_("Month over month, merged"), false, false},
    [DATA_SPARK] = {"spark", N_("The year"), false, false},
    [DATA_SPOTS] = {"hotspots", N_("Hot spots and grades"), true, false},
    [DATA_MAP] = {"map", N_("Street map"), true, false},
    [DATA_CONTROL] = {"control", N_("Campaign and control street"), false, false},
    [DATA_RATIO] = {"ratio", N_("Tips and fines"), false, false},
    [DATA_LIST] = {"list", N_("The complaints themselves"), true, true},
    [DATA_REPEATS] = {"repeats", N_("Repeats: one event, many calls"), true, true},
    [DATA_HOURS] = {"hours", N_("Hour by hour"), true, true},
};

const char *data_chart_name(enum data_chart chart)
{
    return _(charts[chart].name);
}

bool data_chart_parse(const char *id, enum data_chart *chart)
{
    for (int i = 0; i < DATA_CHARTS; i++)
        if (strcmp(charts[i].id, id) == 0) {
            *chart = (enum data_chart)i;
            return true;
        }
    return false;
}

bool data_chart_has_kind(enum data_chart chart)
{
    return charts[chart].has_kind;
}

bool data_chart_needs_rows(enum data_chart chart)
{
    return charts[chart].needs_rows;
}

void data_chart_view(const struct data_look *look, struct view *view)
{
    switch (look->chart) {
    case DATA_BARS_RAW:
    case DATA_BARS:
        bars_view(look, view);
        break;
    case DATA_SPARK:
        spark_view(look, view);
        break;
    case DATA_SPOTS:
        spots_view(look, view);
        break;
    case DATA_MAP:
        map_view(look, view);
        break;
    case DATA_CONTROL:
        control_view(look, view);
        break;
    case DATA_RATIO:
        ratio_view(view);
        break;
    case DATA_LIST:
        list_view(look, view);
        break;
    case DATA_REPEATS:
        repeats_view(look, view);
        break;
    case DATA_HOURS:
        hours_view(look, view);
        break;
    case DATA_CHARTS:
        break;
    }
}
