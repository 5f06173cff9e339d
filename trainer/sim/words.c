#include "sim/words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/times.h"

enum { NAME_MAX_LEN = 60, NESTED_MAX = 3 };

/* Writes one name; `depth` = words around it that named it. */
typedef void name_writer(const struct machine *self, const char *name, enum lang lang,
                         struct sbuf *out, int depth);

static void walk(const struct machine *self, const char *template, enum lang lang,
                 struct sbuf *out, bool *is_blank, name_writer *fill, int depth);

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

static bool fill_citation(const struct machine *self, const char *reference, enum lang lang,
                          struct sbuf *out)
{
    char *citation = catalog_citation(self->course->catalog, reference, lang);
    sbuf_add(out, citation);
    free(citation);
    return true;
}

/* "right:grade", "right:factors": the choices of that fact that the case comes to, in their
 * wording. */
static bool fill_right(const struct machine *self, const char *fact, enum lang lang,
                       struct sbuf *out)
{
    struct sbuf name = {0};
    sbuf_addf(&name, "right-%s", fact);
    const char *values = machine_word(self, sbuf_text(&name));
    const size_t before = out->len;
    while (*values != '\0') {
        const size_t len = strcspn(values, " ");
        char *value = xstrndup(values, len);
        sbuf_addf(out, "%s%s",
                  out->len == before ? ""
                  : lang == LANG_ZH  ? "、"
                                     : ", ",
                  words_choice(self, fact, value, lang));
        free(value);
        values += len + strspn(values + len, " ");
    }
    sbuf_release(&name);
    return true;
}

/* What the engine itself knows a word for; false when `name` is none of these. */
static bool fill_special(const struct machine *self, const char *name, enum lang lang,
                         struct sbuf *out)
{
    const struct catalog_item *item = machine_item(self);
    char time[CLOCK_TEXT_MAX];
    times_text(times_now(self), time);
    if (strncmp(name, "due:", 4) == 0) {
        return times_due(self, name + 4, out);
    }
    if (strncmp(name, "cite:", 5) == 0) {
        return fill_citation(self, name + 5, lang, out);
    }
    if (strncmp(name, "right:", 6) == 0) {
        return fill_right(self, name + 6, lang, out);
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

static bool is_reckoned(const char *name)
{
    static const char *const names[] = {"meter.", "range-min", "range-max", "selective-index",
                                        "favour-index"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strncmp(name, names[i], strlen(names[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* A fact that was given no number leaves nothing; what is reckoned may well be 0. */
static void fill_number(const struct machine *self, const char *name, int64_t number,
                        struct sbuf *out)
{
    const bool is_day = workflow_fact(self->workflow, name) == WORKFLOW_DATE ||
                        strcmp(name, "today") == 0 || strcmp(name, "meter.due") == 0;
    char day[CLOCK_TEXT_MAX];
    if (is_day && number != 0) {
        calendar_format_day((int32_t)number, day);
        sbuf_add(out, day);
    } else if (number != 0 || (is_reckoned(name) && !is_day)) {
        sbuf_addf(out, "%" PRId64, number);
    }
}

static void fill_name(const struct machine *self, const char *name, enum lang lang,
                      struct sbuf *out, int depth)
{
    struct expr_value value;
    const struct both *text = machine_text(self, name);
    if (depth > NESTED_MAX) {
        return; /* words that name each other in a circle */
    }
    if (text != NULL) {
        walk(self, text_of(text, lang), lang, out, NULL, fill_name, depth + 1);
        return;
    }
    if (fill_special(self, name, lang, out)) {
        return;
    }
    if (workflow_fact(self->workflow, name) == WORKFLOW_SET) {
        fill_set(self, name, lang, out);
    } else if (machine_fact(self, name, &value) && value.word != NULL) {
        const char *chosen = words_choice(self, name, value.word, lang);
        if (*chosen != '\0') {
            walk(self, chosen, lang, out, NULL, fill_name, depth + 1);
        } else {
            sbuf_add(out, value.word);
        }
    } else {
        fill_number(self, name, value.number, out);
    }
}

/* Walk `template`; `fill` writes each name. */
static void walk(const struct machine *self, const char *template, enum lang lang,
                 struct sbuf *out, bool *is_blank, name_writer *fill, int depth)
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
            fill(self, name, lang, out, depth);
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
    walk(self, template, lang, out, is_blank, fill_name, 0);
}

static void fill_value(const struct machine *self, const char *name, enum lang lang,
                       struct sbuf *out, int depth)
{
    (void)depth;
    struct expr_value value = {NULL, 0};
    const struct both *text = machine_text(self, name);
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
    walk(self, template, LANG_ZH, out, NULL, fill_value, 0);
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
