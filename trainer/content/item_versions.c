/* item_versions.c - which version of an item an act falls under, and what changed. */
#include "content/item_text_parts.h"

#include <stdlib.h>
#include <string.h>

#include "content/factor.h"

/* What a tier costs under a version: its own range, else that of what is punished at once. */
static const struct catalog_band *range_in(const struct catalog_item *item,
                                           enum catalog_tier tier, enum catalog_party party)
{
    const struct catalog_band *own = catalog_band(item, tier, party);
    return own != NULL ? own : catalog_band(item, TIER_BASE, party);
}

/* NULL: neither version fines it. */
static const char *change_of(const struct catalog_band *old, const struct catalog_band *now)
{
    if (old == NULL && now == NULL)
        return NULL;
    if (old == NULL)
        return N_(
            "only the later version sets a fine: earlier acts stay under the earlier one");
    if (now == NULL)
        return N_("the later version sets no fine: it applies to earlier acts, too");
    if (old->min == now->min && old->max == now->max)
        return N_("the same sums before and after");
    if (now->max <= old->max && now->min <= old->min)
        return N_("the later version is lighter: it applies to earlier acts, too");
    if (now->max >= old->max && now->min >= old->min)
        return N_("the later version is heavier: earlier acts stay under the earlier one");
    return N_("neither range is lighter as a whole: weigh the case");
}

static bool has_tier(const struct catalog_item *old, const struct catalog_item *now,
                     enum catalog_tier tier, enum catalog_party party)
{
    return catalog_band(old, tier, party) != NULL || catalog_band(now, tier, party) != NULL;
}

/* Tier by tier, because a version may be lighter for who stops and heavier for who refuses. */
static void add_changes_for(struct item_text *self, const struct catalog_item *old,
                            const struct catalog_item *now, enum catalog_party party)
{
    char day[CLOCK_TEXT_MAX];
    calendar_format_day(now->valid_from, day);
    for (int tier = 0; tier < TIER_COUNT; tier++) {
        if (!has_tier(old, now, (enum catalog_tier)tier, party))
            continue;
        const char *change = change_of(range_in(old, (enum catalog_tier)tier, party),
                                       range_in(now, (enum catalog_tier)tier, party));
        struct sbuf label = {0};
        sbuf_addf(&label, "%s · %s", day, _(item_parties[party]));
        if (tier != TIER_BASE)
            sbuf_addf(&label, " · %s", _(item_tiers[tier]));
        item_add_pair(self, sbuf_text(&label), _(change));
        sbuf_release(&label);
    }
}

static void add_change(struct item_text *self, const struct catalog_item *old,
                       const struct catalog_item *now)
{
    if ((old->band_count == 0) != (now->band_count == 0)) {
        char day[CLOCK_TEXT_MAX];
        calendar_format_day(now->valid_from, day);
        item_add_pair(self, day, _("one version sets no sum: compare the measures"));
        return;
    }
    for (int party = 0; party < PARTY_COUNT; party++)
        add_changes_for(self, old, now, (enum catalog_party)party);
}

void item_text_add_versions(struct item_text *self, const struct catalog *catalog,
                            const char *code)
{
    size_t first, count = catalog_versions(catalog, code, &first);
    bool is_environment = false;
    if (count < 2)
        return;
    for (size_t i = first; i < first + count; i++)
        is_environment = is_environment || factor_is_of_code(&catalog->items[i]);
    item_add_heading(self, _("Which version applies"));
    item_add_rule(
        self, catalog,
        _("the law of the day of the act; when it was changed before the decision and "
          "the new rule is lighter or no longer calls the act unlawful, the new rule"),
        is_environment ? "xingzheng-chufa-fa 37;shengtai-huanjing-fadian 1057"
                       : "xingzheng-chufa-fa 37");
    for (size_t i = first; i < first + count; i++) {
        struct sbuf days = {0};
        item_add_days(&days, &catalog->items[i]);
        item_add_line(self, ITEM_LINE_PAIR, sbuf_text(&days),
                      catalog_citation(catalog, catalog->items[i].penalty, lang_now()));
        sbuf_release(&days);
    }
    for (size_t i = first + 1; i < first + count; i++)
        add_change(self, &catalog->items[i - 1], &catalog->items[i]);
}
