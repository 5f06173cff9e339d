#include "sim/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MINUTES = 24 * 60, NAME_MAX_LEN = 40 };

int64_t words_now(const struct machine *self)
{
    const char *time = self->scenario->time;
    const int64_t start =
        ((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 + time[4] - '0';
    return (int64_t)self->scenario->date * DAY_MINUTES + start +
           (self->clock >= 0 ? self->clock : machine_number(self, "minutes"));
}

void words_time(int64_t minutes, char *text)
{
    char day[CLOCK_TEXT_MAX];
    const int of_day = (int)(minutes % DAY_MINUTES);
    calendar_format_day((int32_t)(minutes / DAY_MINUTES), day);
    (void)snprintf(text, CLOCK_TEXT_MAX, "%.10s %02d:%02d", day, of_day / 60, of_day % 60);
}

static const char *text_of(const struct both *both, enum lang lang)
{
    return both->text[lang] == NULL ? "" : both->text[lang];
}

static const char *choice_text(const struct workflow_choice *choice, enum lang lang)
{
    return choice->text.text[lang] != NULL ? choice->text.text[lang]
                                           : text_of(&choice->label, lang);
}

const char *words_choice(const struct machine *self, const char *fact, const char *value,
                         enum lang lang)
{
    const struct workflow_action *actions = self->workflow->actions.items;
    for (size_t i = 0; i < self->workflow->actions.count; i++) {
        size_t count;
        const struct workflow_choice *choices = machine_choices(self, &actions[i], &count);
        const bool fills = actions[i].into != NULL && strcmp(actions[i].into, fact) == 0;
        for (size_t j = 0; fills && j < count; j++) {
            if (strcmp(choices[j].value, value) == 0) {
                return choice_text(&choices[j], lang);
            }
        }
    }
    return "";
}

/* {due:pay}: the last day of a time limit counted from today. */
static bool fill_due(const struct machine *self, const char *id, struct sbuf *out)
{
    const struct workflow_timer *timers = self->workflow->timers.items;
    const struct calendar none = {0};
    const struct calendar *calendar =
        self->course->policy == NULL ? &none : &self->course->policy->calendar;
    const int32_t today = (int32_t)(words_now(self) / DAY_MINUTES);
    char text[CLOCK_TEXT_MAX];
    for (size_t i = 0; i < self->workflow->timers.count; i++) {
        const int count = (int)timers[i].count;
        if (strcmp(timers[i].id, id) != 0) {
            continue;
        }
        if (timers[i].unit == WORKFLOW_HOURS) {
            words_time(words_now(self) + (int64_t)count * 60, text);
        } else {
            calendar_format_day(timers[i].unit == WORKFLOW_WORKDAYS
                                    ? calendar_add_workdays(calendar, today, count)
                                    : calendar_due(calendar, today, count),
                                text);
        }
        sbuf_add(out, text);
        return true;
    }
    return false;
}

static bool fill_citation(const struct machine *self, const char *reference, enum lang lang,
                          struct sbuf *out)
{
    char *citation = catalog_citation(self->course->catalog, reference, lang);
    sbuf_add(out, citation);
    free(citation);
    return true;
}

/* What the engine itself knows a word for; false when `name` is none of these. */
static bool fill_special(const struct machine *self, const char *name, enum lang lang,
                         struct sbuf *out)
{
    const struct catalog_item *item = machine_item(self);
    char time[CLOCK_TEXT_MAX];
    words_time(words_now(self), time);
    if (strncmp(name, "due:", 4) == 0) {
        return fill_due(self, name + 4, out);
    }
    if (strncmp(name, "cite:", 5) == 0) {
        return fill_citation(self, name + 5, lang, out);
    }
    if (strcmp(name, "date") == 0) {
        sbuf_add_len(out, time, 10);
    } else if (strcmp(name, "time") == 0) {
        sbuf_add(out, time);
    } else if (strcmp(name, "year") == 0) {
        sbuf_add_len(out, time, 4);
    } else if (strcmp(name, "item") == 0) {
        if (item != NULL) {
            sbuf_addf(out, "%s %s", item->code, text_of(&item->title, lang));
        }
    } else if (strcmp(name, "duty") == 0) {
        return item == NULL || fill_citation(self, item->duty, lang, out);
    } else if (strcmp(name, "basis") == 0) {
        return item == NULL || fill_citation(self, item->penalty, lang, out);
    } else {
        return false;
    }
    return true;
}

/* The members of a set that were chosen, in the order of the choices. */
static void fill_set(const struct machine *self, const char *set, enum lang lang,
                     struct sbuf *out)
{
    const struct workflow_action *actions = self->workflow->actions.items;
    const size_t before = out->len;
    for (size_t i = 0; i < self->workflow->actions.count; i++) {
        size_t count;
        const struct workflow_choice *choices = machine_choices(self, &actions[i], &count);
        const bool fills = actions[i].into != NULL && strcmp(actions[i].into, set) == 0;
        for (size_t j = 0; fills && j < count; j++) {
            if (machine_has(self, set, choices[j].value)) {
                const char *gap = lang == LANG_ZH ? "、" : ", ";
                sbuf_addf(out, "%s%s", out->len > before ? gap : "",
                          choice_text(&choices[j], lang));
            }
        }
    }
}

static void fill_name(const struct machine *self, const char *name, enum lang lang,
                      struct sbuf *out)
{
    struct expr_value value;
    const struct both *text = machine_text(self, name);
    if (text != NULL) {
        sbuf_add(out, text_of(text, lang));
        return;
    }
    if (fill_special(self, name, lang, out)) {
        return;
    }
    const char *kind = yaml_pairs_get(&self->workflow->facts, name);
    if (kind != NULL && strcmp(kind, "set") == 0) {
        fill_set(self, name, lang, out);
    } else if (machine_fact(self, name, &value) && value.word != NULL) {
        const char *chosen = words_choice(self, name, value.word, lang);
        sbuf_add(out, *chosen != '\0' ? chosen : value.word);
    } else if (value.number != 0) {
        sbuf_addf(out, "%" PRId64, value.number);
    }
}

/* Walk `template`; `fill` writes each name. */
static void walk(const struct machine *self, const char *template, enum lang lang,
                 struct sbuf *out, bool *is_blank,
                 void (*fill)(const struct machine *, const char *, enum lang, struct sbuf *))
{
    char name[NAME_MAX_LEN + 1];
    while (*template != '\0') {
        const size_t plain = strcspn(template, "{");
        sbuf_add_len(out, template, plain);
        template += plain;
        const size_t len = *template == '{' ? strcspn(template + 1, "}") : 0;
        if (*template == '{' && template[1 + len] == '}' && len <= NAME_MAX_LEN) {
            const size_t before = out->len;
            memcpy(name, template + 1, len);
            name[len] = '\0';
            fill(self, name, lang, out);
            if (is_blank != NULL && out->len == before) {
                *is_blank = true;
            }
            template += len + 2;
        } else if (*template == '{') {
            sbuf_add_char(out, *template ++);
        }
    }
}

void words_fill(const struct machine *self, const char *template, enum lang lang,
                struct sbuf *out, bool *is_blank)
{
    walk(self, template, lang, out, is_blank, fill_name);
}

static void fill_value(const struct machine *self, const char *name, enum lang lang,
                       struct sbuf *out)
{
    struct expr_value value = {NULL, 0};
    const struct both *text = scenario_particular(self->scenario, name);
    if (text != NULL) { /* a word that goes into a line: the same in both languages */
        sbuf_add(out, text_of(text, lang));
    } else if (machine_fact(self, name, &value) && value.word != NULL) {
        sbuf_add(out, value.word);
    } else {
        sbuf_addf(out, "%" PRId64, value.number);
    }
}

void words_fill_script(const struct machine *self, const char *template, struct sbuf *out)
{
    walk(self, template, LANG_ZH, out, NULL, fill_value);
}

struct both words_both(const struct machine *self, const struct both *template)
{
    struct both both = {{NULL}};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct sbuf out = {0};
        words_fill(self, text_of(template, (enum lang)lang), (enum lang)lang, &out, NULL);
        both.text[lang] = sbuf_take(&out);
    }
    return both;
}
