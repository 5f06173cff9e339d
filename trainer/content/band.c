#include "content/band.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 10 }; /* the next grade starts this much higher (domain C.1) */
static const int64_t amount_max = 1000000000;

static const char *const tier_names[TIER_COUNT] = {"base", "refusal", "overdue", "grave"};
static const char *const party_names[PARTY_COUNT] = {"person", "org"};

const char *catalog_tier_name(enum catalog_tier tier)
{
    return tier_names[tier];
}

const char *catalog_party_name(enum catalog_party party)
{
    return party_names[party];
}

static bool digits(const char **text)
{
    const char *start = *text;
    while (**text >= '0' && **text <= '9')
        (*text)++;
    return *text > start;
}

size_t band_article(const char *text)
{
    const char *at = text;
    if (!digits(&at))
        return 0;
    if (*at == '-' && at[1] >= '0' && at[1] <= '9') {
        at++;
        (void)digits(&at);
    }
    if (*at == '.') {
        at++;
        if (!digits(&at))
            return 0;
    }
    if (*at == '(') {
        at++;
        if (!digits(&at) || *at != ')')
            return 0;
        at++;
    }
    return (size_t)(at - text);
}

bool band_amount(const char **text, int64_t *amount)
{
    const char *start = *text;
    int64_t value = 0;
    while (**text >= '0' && **text <= '9') {
        value = value * 10 + (**text - '0');
        if (value > amount_max)
            return false;
        (*text)++;
    }
    *amount = value;
    return *text > start;
}

static int64_t at_least(int64_t value, int64_t floor)
{
    return value > floor ? value : floor;
}

void band_split(struct catalog_band *band)
{
    int64_t range = band->max - band->min;
    band->lenient_lo = band->min;
    band->aggravated_hi = band->max;
    if (range == 0) {
        band->lenient_hi = band->standard_hi = band->max;
        return;
    }
    int64_t lenient = (band->min * 10 + range * 3) / 10 / STEP * STEP;
    int64_t standard = (band->min * 10 + range * 7) / 10 / STEP * STEP;
    band->lenient_hi = at_least(lenient, band->min);
    band->standard_hi = at_least(standard, band->lenient_hi);
}

struct scanner {
    const char *start, *at;
    const char *file;
    int line, col;
    struct problems *problems;
};

static bool fail(const struct scanner *self, const char *message)
{
    return problems_add(self->problems, self->file, self->line,
                        self->col + (int)(self->at - self->start), "bands: %s", message);
}

static bool word(struct scanner *self, const char *const *names, int count, int *found)
{
    for (int i = 0; i < count; i++) {
        size_t len = strlen(names[i]);
        if (strncmp(self->at, names[i], len) == 0) {
            self->at += len;
            *found = i;
            return true;
        }
    }
    return false;
}

static bool take(struct scanner *self, char c)
{
    if (*self->at != c)
        return false;
    self->at++;
    return true;
}

static bool read_own(struct scanner *self, struct catalog_band *band)
{
    int64_t *const ends[] = {&band->lenient_lo, &band->lenient_hi, &band->standard_hi,
                             &band->aggravated_hi};
    static const char after[] = "-//]";
    for (int i = 0; i < 4; i++) {
        if (!band_amount(&self->at, ends[i]))
            return fail(self, _("expected an amount in yuan"));
        if (*ends[i] % STEP != 0 && *ends[i] != band->min && *ends[i] != band->max)
            return fail(self, _("the end of a grade must be a multiple of 10"));
        if (!take(self, after[i]))
            return fail(self, _("write own grades as [20-100/200/2000]"));
    }
    band->is_own = true;
    if (band->lenient_lo < band->min || band->aggravated_hi > band->max)
        return fail(self, _("grades reach outside the statutory range"));
    if (band->lenient_hi < band->lenient_lo || band->standard_hi <= band->lenient_hi ||
        band->aggravated_hi <= band->standard_hi)
        return fail(self, _("grades must rise"));
    return true;
}

/* One band up to its ';' or the end. */
static bool read_band(struct scanner *self, struct catalog_band *band)
{
    int tier = 0, party = 0;
    if (!word(self, tier_names, TIER_COUNT, &tier) || !take(self, '.'))
        return fail(self, _("begin with base. refusal. overdue. or grave."));
    if (!word(self, party_names, PARTY_COUNT, &party) || !take(self, ':'))
        return fail(self, _("expected person: or org:"));
    band->tier = (enum catalog_tier)tier;
    band->party = (enum catalog_party)party;
    if (!band_amount(&self->at, &band->min) || !take(self, '-') ||
        !band_amount(&self->at, &band->max))
        return fail(self, _("expected a range of yuan like 200-1000"));
    if (band->min > band->max || band->max == 0)
        return fail(self, _("the range must rise"));
    band_split(band);
    if (take(self, '[') && !read_own(self, band))
        return false;
    if (!take(self, '@'))
        return fail(self, _("expected @ and the article"));
    size_t len = band_article(self->at);
    if (len == 0)
        return fail(self, _("not an article; write 34(2), 57.2 or 50.1(3)"));
    band->article = xstrndup(self->at, len);
    self->at += len;
    if (*self->at != ';' && *self->at != '\0')
        return fail(self, _("expected ; or the end"));
    return true;
}

bool band_read(struct catalog_item *item, const char *text, const char *file, int line, int col,
               struct problems *problems)
{
    struct scanner self = {text, text, file, line, col, problems};
    while (*self.at != '\0') {
        struct catalog_band band = {0};
        if (!read_band(&self, &band)) {
            free(band.article);
            return false;
        }
        if (catalog_band(item, band.tier, band.party) != NULL) {
            free(band.article);
            return fail(&self, _("the same tier and party stands here twice"));
        }
        item->bands = xreallocarray(item->bands, item->band_count + 1, sizeof item->bands[0]);
        item->bands[item->band_count++] = band;
        if (take(&self, ';') && *self.at == '\0')
            return fail(&self, _("a band is missing after ;"));
    }
    return true;
}
