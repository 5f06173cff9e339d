/* item_factors.c - what moves the grade within an item's range, and what never may. */
#include "content/item_text_parts.h"

#include <stdlib.h>
#include <string.h>

#include "content/factor.h"

static const char penalty_law[] = "xingzheng-chufa-fa";

static bool is_gradeable(const struct catalog_item *item)
{
    for (size_t i = 0; i < item->band_count; i++)
        if (item->bands[i].min < item->bands[i].max)
            return true;
    return false;
}

/* An article of the penalty law stands without its name: the page says so above.  Of a long
 * official name the state's is left out: 《生态环境法典》. */
static void add_basis(struct sbuf *out, const struct catalog *catalog, const char *reference)
{
    static const char state[] = "《中华人民共和国";
    const bool is_short = strncmp(reference, penalty_law, sizeof penalty_law - 1) == 0;
    char *text = is_short ? catalog_article(reference, lang_now())
                          : catalog_citation(catalog, reference, lang_now());
    const bool has_state = strncmp(text, state, sizeof state - 1) == 0;
    sbuf_add(out, has_state ? "《" : "");
    sbuf_add(out, text + (has_state ? sizeof state - 1 : 0));
    free(text);
}

static void add_bases(struct sbuf *out, const struct catalog *catalog,
                      const struct catalog_item *item, const struct factor *factor)
{
    const bool has_more = factor->basis_of_code[0] != '\0' && factor_is_of_code(item);
    if (factor->is_must)
        sbuf_addf(out, "%s%s", _("must"), lang_now() == LANG_ZH ? "：" : ": ");
    if (factor->is_benchmark)
        sbuf_addf(out, "%s%s", _("our benchmark"), lang_now() == LANG_ZH ? "；" : "; ");
    if (factor->basis[0] != '\0')
        add_basis(out, catalog, factor->basis);
    if (factor->basis[0] != '\0' && has_more)
        sbuf_add(out, lang_now() == LANG_ZH ? "、" : "; ");
    if (has_more)
        add_basis(out, catalog, factor->basis_of_code);
}

/* Tiers of the item in which the factor is not weighed, "after a refusal, order overdue". */
static size_t add_closed_tiers(struct sbuf *out, const struct factor *factor,
                               const struct catalog_item *item)
{
    size_t closed = 0;
    for (int tier = 0; tier < TIER_COUNT; tier++) {
        const bool is_there = catalog_band(item, (enum catalog_tier)tier, PARTY_PERSON) ||
                              catalog_band(item, (enum catalog_tier)tier, PARTY_ORG);
        if (!is_there || factor_is_counted_in(factor, (enum catalog_tier)tier))
            continue;
        sbuf_addf(out, "%s%s", closed > 0 ? lang_now() == LANG_ZH ? "、" : ", " : "",
                  _(item_tiers[tier]));
        closed++;
    }
    return closed;
}

static void add_factor(struct item_text *self, const struct catalog *catalog,
                       const struct catalog_item *item, const struct factor *factor)
{
    struct sbuf label = {0}, text = {0}, basis = {0}, closed = {0};
    sbuf_addf(&label, "%s %s%d", factor->code, factor->points > 0 ? "+" : "−",
              abs(factor->points));
    add_bases(&basis, catalog, item, factor);
    sbuf_add(&text, _(factor->text));
    item_add_bracketed(&text, sbuf_text(&basis));
    if (add_closed_tiers(&closed, factor, item) > 0)
        sbuf_addf(&text, _("; not counted again in the tier: %s"), sbuf_text(&closed));
    item_add_line(self, ITEM_LINE_PAIR, sbuf_text(&label), sbuf_take(&text));
    sbuf_release(&label);
    sbuf_release(&basis);
    sbuf_release(&closed);
}

static void add_prohibited(struct item_text *self)
{
    struct sbuf text = {0};
    size_t count;
    const struct factor *factors = factor_table(&count);
    sbuf_add(&text, _("never weighed, and citing one costs points:"));
    for (size_t i = 0; i < count; i++) {
        if (factors[i].side != FACTOR_PROHIBITED)
            continue;
        char *article = catalog_article(factors[i].basis, lang_now());
        sbuf_addf(&text, "%s%s %s", factors[i].code[1] == '1' ? " " : " · ", factors[i].code,
                  _(factors[i].text));
        item_add_bracketed(&text, article);
        free(article);
    }
    item_add_line(self, ITEM_LINE_NOTE, "", sbuf_take(&text));
}

static void add_reading(struct item_text *self, const struct catalog *catalog)
{
    struct sbuf text = {0};
    const struct catalog_source *law = catalog_statute(catalog, penalty_law);
    sbuf_addf(
        &text,
        _("begin at %d and add: up to %d lenient, up to %d standard, above it aggravated; "
          "with a \"must\" at most lenient; one clean-up counts once: M1, else M10, else "
          "M8"),
        FACTOR_START, FACTOR_LENIENT_MAX, FACTOR_STANDARD_MAX);
    item_add_line(self, ITEM_LINE_NOTE, "", sbuf_take(&text));
    sbuf_addf(&text, _("articles without the name of a law are of the %s"),
              law != NULL ? both_now(&law->title) : penalty_law);
    item_add_line(self, ITEM_LINE_NOTE, "", sbuf_take(&text));
}

void item_add_factors(struct item_text *self, const struct catalog *catalog,
                      const struct catalog_item *item)
{
    size_t count;
    const struct factor *factors = factor_table(&count);
    item_add_heading(self, _("Factors that move the grade (points: training value)"));
    if (!is_gradeable(item)) {
        item_add_line(self, ITEM_LINE_NOTE, "",
                      xstrdup(item->band_count > 0
                                  ? _("a fixed sum: there is nothing to weigh")
                                  : _("no sum in the national text: there is no range to weigh "
                                      "in")));
        return;
    }
    add_reading(self, catalog);
    for (size_t i = 0; i < count; i++)
        if (factors[i].side != FACTOR_PROHIBITED && factor_applies(&factors[i], item))
            add_factor(self, catalog, item, &factors[i]);
    add_prohibited(self);
}

/* --- what cannot be done ------------------------------------------------------------------ */

static bool has_base(const struct catalog_item *item)
{
    return catalog_band(item, TIER_BASE, PARTY_PERSON) != NULL ||
           catalog_band(item, TIER_BASE, PARTY_ORG) != NULL;
}

void item_add_limits(struct item_text *self, const struct catalog *catalog,
                     const struct catalog_item *item)
{
    item_add_heading(self, _("What cannot be done"));
    if (item->band_count == 0)
        item_add_rule(self, catalog,
                      _("no fine of our own making: the national text sets none"),
                      "xingzheng-chufa-fa 4");
    else
        item_add_rule(self, catalog,
                      _("no sum above the range, and below it only with a ground to mitigate"),
                      "xingzheng-chufa-fa 4;xingzheng-chufa-fa 30;xingzheng-chufa-fa 31;"
                      "xingzheng-chufa-fa 32");
    if (item->band_count > 0 && !has_base(item))
        item_add_rule(self, catalog,
                      _("no fine at the first finding: the text asks for more before"),
                      item->penalty);
    if (item->competence == COMPETENCE_OTHER)
        item_add_rule(self, catalog, _("no decision of ours: the case is handed over"),
                      "xingzheng-chufa-fa 17");
    item_add_rule(self, catalog, _("no second fine for one act"), "xingzheng-chufa-fa 29");
    item_add_rule(self, catalog,
                  _("no money in an officer's hand: the bank or electronic payment takes it"),
                  "xingzheng-chufa-fa 67.2");
}
