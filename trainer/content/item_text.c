#include "content/item_text_parts.h"

#include <stdlib.h>
#include <string.h>

static const char rule_on_the_spot[] = "xingzheng-chufa-fa 51";

/* The most that may be fined on the spot (xingzheng-chufa-fa 51). */
static const int64_t on_the_spot[PARTY_COUNT] = {[PARTY_PERSON] = 200, [PARTY_ORG] = 3000};
const char *const item_parties[PARTY_COUNT] = {
    [PARTY_PERSON] = N_("person"),
    [PARTY_ORG] = N_("organisation"),
};
const char *const item_tiers[TIER_COUNT] = {
    [TIER_BASE] = N_("at once"),
    [TIER_REFUSAL] = N_("after a refusal"),
    [TIER_OVERDUE] = N_("order overdue"),
    [TIER_GRAVE] = N_("grave harm"),
};
static const char *const competences[COMPETENCE_COUNT] = {
    [COMPETENCE_OURS] = N_("ours"),
    [COMPETENCE_STREET] = N_("the street office"),
    [COMPETENCE_OTHER] = N_("another department"),
    [COMPETENCE_LOCAL] = N_("decided locally"),
};

/* --- lines -------------------------------------------------------------------------------- */

void item_add_line(struct item_text *self, enum item_line_kind kind, const char *label,
                   char *text)
{
    self->lines = xreallocarray(self->lines, self->count + 1, sizeof self->lines[0]);
    self->lines[self->count++] = (struct item_line){kind, xstrdup(label), text};
}

void item_add_pair(struct item_text *self, const char *label, const char *text)
{
    item_add_line(self, ITEM_LINE_PAIR, label, xstrdup(text));
}

/* A ';'-separated cell as a sentence has it. */
static void add_list(struct item_text *self, const char *label, const char *list)
{
    struct sbuf text = {0};
    for (; *list != '\0'; list++)
        if (*list == ';')
            sbuf_add(&text, lang_now() == LANG_ZH ? "；" : "; ");
        else
            sbuf_add_char(&text, *list);
    item_add_line(self, ITEM_LINE_PAIR, label, sbuf_take(&text));
}

void item_add_heading(struct item_text *self, const char *text)
{
    item_add_line(self, ITEM_LINE_HEADING, "", xstrdup(text));
}

void item_add_bracketed(struct sbuf *out, const char *text)
{
    sbuf_addf(out, lang_now() == LANG_ZH ? "（%s）" : " (%s)", text);
}

void item_add_rule(struct item_text *self, const struct catalog *catalog, const char *sentence,
                   const char *reference)
{
    struct sbuf text = {0};
    char *citation = catalog_citation(catalog, reference, lang_now());
    sbuf_add(&text, sentence);
    item_add_bracketed(&text, citation);
    item_add_line(self, ITEM_LINE_NOTE, "", sbuf_take(&text));
    free(citation);
}

void item_text_release(struct item_text *self)
{
    for (size_t i = 0; i < self->count; i++) {
        free(self->lines[i].label);
        free(self->lines[i].text);
    }
    free(self->lines);
    *self = (struct item_text){0};
}

/* --- sums and grades ---------------------------------------------------------------------- */

static void add_range(struct sbuf *out, int64_t min, int64_t max)
{
    if (min == max)
        sbuf_addf(out, _("%lld yuan, fixed"), (long long)max);
    else if (min <= 0)
        sbuf_addf(out, _("up to %lld yuan"), (long long)max);
    else
        sbuf_addf(out, _("%lld to %lld yuan"), (long long)min, (long long)max);
}

/* "slug article" of a band: its article is one of those that the penalty names. */
static char *band_reference(const struct catalog_item *item, const struct catalog_band *band)
{
    const char *found = item->penalty;
    for (const char *at = item->penalty; *at != '\0';) {
        const char *article = at + strcspn(at, " ");
        if (*article != '\0' && strncmp(article + 1, band->article, strlen(band->article)) == 0)
            found = at;
        at += strcspn(at, ";");
        at += *at == ';';
    }
    struct sbuf out = {0};
    sbuf_add_len(&out, found, strcspn(found, " "));
    sbuf_addf(&out, " %s", band->article);
    return sbuf_take(&out);
}

/* Then the line above names it, and an article alone is enough. */
static bool is_one_statute(const char *references)
{
    const size_t len = strcspn(references, " ") + 1;
    for (const char *at = references; (at = strchr(at, ';')) != NULL;)
        if (strncmp(++at, references, len) != 0)
            return false;
    return true;
}

static void add_grade(struct sbuf *out, const char *name, int64_t low, int64_t high)
{
    if (high < low)
        return; /* too narrow a range to have this grade */
    sbuf_addf(out, "%s%s %lld–%lld", out->len ? " · " : "", name, (long long)low,
              (long long)high);
}

static void add_grades(struct item_text *self, const struct catalog_band *band)
{
    enum { STEP = 10 };
    struct sbuf text = {0};
    if (band->min == band->max)
        return;
    add_grade(&text, _("lenient"), band->lenient_lo, band->lenient_hi);
    add_grade(&text, _("standard"), band->lenient_hi + STEP, band->standard_hi);
    add_grade(&text, _("aggravated"), band->standard_hi + STEP, band->aggravated_hi);
    item_add_line(self, ITEM_LINE_PAIR, _("training value"), sbuf_take(&text));
}

static void add_bands(struct item_text *self, const struct catalog *catalog,
                      const struct catalog_item *item)
{
    if (item->band_count == 0)
        return;
    item_add_heading(self, _("Fines by tier, and our grades within them (training value)"));
    for (size_t i = 0; i < item->band_count; i++) {
        const struct catalog_band *band = &item->bands[i];
        char *reference = band_reference(item, band);
        char *citation = is_one_statute(item->penalty)
                             ? catalog_article(reference, lang_now())
                             : catalog_citation(catalog, reference, lang_now());
        struct sbuf label = {0}, text = {0};
        sbuf_addf(&label, "%s · %s", _(item_tiers[band->tier]), _(item_parties[band->party]));
        add_range(&text, band->min, band->max);
        item_add_bracketed(&text, citation);
        item_add_line(self, ITEM_LINE_PAIR, sbuf_text(&label), sbuf_take(&text));
        add_grades(self, band);
        sbuf_release(&label);
        free(reference);
        free(citation);
    }
}

/* --- procedure ---------------------------------------------------------------------------- */

char *item_text_procedure(enum catalog_party party, int64_t min, int64_t max)
{
    const long long cap = on_the_spot[party];
    struct sbuf out = {0};
    if (max <= cap)
        sbuf_addf(&out, _("on the spot possible: no fine is above %lld yuan"), cap);
    else if (min > cap)
        sbuf_addf(&out, _("ordinary procedure: every fine is above %lld yuan"), cap);
    else
        sbuf_addf(&out, _("on the spot up to %lld yuan, ordinary procedure above it"), cap);
    return sbuf_take(&out);
}

/* Is there a measure of this name, or with `is_start` one that begins with it? */
static bool has_measure(const struct catalog_item *item, const char *name, bool is_start)
{
    const size_t len = strlen(name);
    for (const char *at = item->measures.text[LANG_ZH]; *at != '\0';) {
        const size_t end = strcspn(at, ";");
        if (strncmp(at, name, len) == 0 && (is_start || end == len))
            return true;
        at += end;
        at += *at == ';';
    }
    return false;
}

static void add_procedure(struct item_text *self, const struct catalog *catalog,
                          const struct catalog_item *item)
{
    const int64_t min[PARTY_COUNT] = {item->person_min, item->org_min};
    const int64_t max[PARTY_COUNT] = {item->person_max, item->org_max};
    self->procedure_at = self->count;
    item_add_heading(self, _("Procedure"));
    if (strcmp(item->procedure, "simple") != 0 &&
        (has_measure(item, "没收", true) || (max[PARTY_PERSON] < 0 && max[PARTY_ORG] < 0))) {
        item_add_rule(
            self, catalog,
            _("ordinary procedure: on the spot there are only warnings and small fines"),
            rule_on_the_spot);
        return;
    }
    for (int party = 0; party < PARTY_COUNT; party++) {
        if (max[party] < 0)
            continue;
        char *text = item_text_procedure((enum catalog_party)party, min[party], max[party]);
        item_add_pair(self, _(item_parties[party]), text);
        free(text);
    }
    if (has_measure(item, "警告", false))
        item_add_line(self, ITEM_LINE_NOTE, "",
                      xstrdup(_("a warning alone can be given on the spot")));
    item_add_rule(
        self, catalog,
        _("only when the facts are beyond doubt; the sum decides the procedure, never the "
          "procedure the sum"),
        rule_on_the_spot);
}

static void add_duties(struct item_text *self, const struct catalog *catalog)
{
    item_add_heading(self, _("Before any decision"));
    item_add_rule(self, catalog, _("two officers at least"), "xingzheng-chufa-fa 42.1");
    item_add_rule(
        self, catalog,
        _("tell what is intended, the facts, reasons and law, and the right to be heard"),
        "xingzheng-chufa-fa 44");
    item_add_rule(self, catalog,
                  _("hear the answer; nobody is punished harder for having answered"),
                  "xingzheng-chufa-fa 45");
}

/* --- where it was read -------------------------------------------------------------------- */

/* Bytes of the folder that both files lie in. */
static size_t same_folder(const char *one, const char *other)
{
    size_t same = 0;
    for (size_t i = 0; one[i] != '\0' && one[i] != ';' && one[i] == other[i]; i++)
        if (one[i] == '/')
            same = i + 1;
    return same;
}

static void add_source(struct item_text *self, const struct catalog_source *source)
{
    struct sbuf files = {0}, text = {0};
    for (const char *at = source->source, *before = ""; *at != '\0';) {
        const size_t len = strcspn(at, ";"), same = same_folder(at, before);
        sbuf_add(&files, *before != '\0' ? ";" : "");
        sbuf_add_len(&files, at + same, len - same);
        before = at;
        at += len;
        at += *at == ';';
    }
    sbuf_addf(&text, _("version %s, read on %s in %s"), source->version, source->read_on,
              sbuf_text(&files));
    add_list(self, both_now(&source->title), sbuf_text(&text));
    sbuf_release(&files);
    sbuf_release(&text);
}

/* The statutes of duty and penalty, each once. */
static void add_sources(struct item_text *self, const struct catalog *catalog,
                        const struct catalog_item *item)
{
    struct sbuf both = {0};
    const struct catalog_source *told[8];
    size_t count = 0;
    sbuf_addf(&both, "%s;%s", item->duty, item->penalty);
    self->sources_at = self->count;
    item_add_heading(self, _("Where the law was read"));
    for (const char *at = sbuf_text(&both); *at != '\0' && count < 8;) {
        char *slug = xstrndup(at, strcspn(at, " ;"));
        const struct catalog_source *source = catalog_statute(catalog, slug);
        size_t i = 0;
        while (i < count && told[i] != source)
            i++;
        if (source != NULL && i == count) {
            told[count++] = source;
            add_source(self, source);
        }
        free(slug);
        at += strcspn(at, ";");
        at += *at == ';';
    }
    item_add_pair(self, _("this row"), item->source);
    sbuf_release(&both);
}

/* --- one version, all versions ------------------------------------------------------------ */

static void add_reference(struct item_text *self, const struct catalog *catalog,
                          const char *label, const char *reference)
{
    item_add_line(self, ITEM_LINE_PAIR, label,
                  catalog_citation(catalog, reference, lang_now()));
}

void item_add_days(struct sbuf *out, const struct catalog_item *item)
{
    char from[CLOCK_TEXT_MAX], to[CLOCK_TEXT_MAX];
    calendar_format_day(item->valid_from, from);
    if (item->valid_to == INT32_MAX) {
        sbuf_addf(out, _("from %s"), from);
        return;
    }
    calendar_format_day(item->valid_to, to);
    sbuf_addf(out, _("%s to %s"), from, to);
}

void item_text_add(struct item_text *self, const struct catalog *catalog,
                   const struct catalog_item *item)
{
    struct sbuf text = {0};
    sbuf_addf(&text, "%s  %s", item->code, both_now(&item->title));
    item_add_line(self, ITEM_LINE_TITLE, "", sbuf_take(&text));
    item_add_pair(self, _("category"), both_now(&item->category));
    item_add_days(&text, item);
    item_add_line(self, ITEM_LINE_PAIR, _("in force"), sbuf_take(&text));
    add_reference(self, catalog, _("duty"), item->duty);
    add_reference(self, catalog, _("penalty"), item->penalty);
    if (item->band_count == 0)
        item_add_pair(self, _("fine"), _("the national text sets no sum"));
    add_list(self, _("measures"), both_now(&item->measures));
    item_add_pair(self, _("competent"), _(competences[item->competence]));
    add_bands(self, catalog, item);
    self->factors_at = self->count;
    item_add_factors(self, catalog, item);
    add_procedure(self, catalog, item);
    add_duties(self, catalog);
    item_add_limits(self, catalog, item);
    add_sources(self, catalog, item);
}
