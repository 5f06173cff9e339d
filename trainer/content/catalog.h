/* catalog.h - the sandbox catalog: categories, items and their law versions.
 *
 * lessons/catalog/catalog.csv has one row per item and law version; sources.csv names each
 * statute.  Amounts are whole yuan; -1 = the law sets none (a maximum without a minimum reads
 * "up to").  Days as in core/calendar.h.  Everything a row says is the CSV's; nothing here
 * assumes 293 items or 14 categories.
 *
 * A reference is "slug article", lists of them ';'-separated; an article is N, N.P (paragraph,
 * 款), N(I) (item, 项) or N.P(I), as in the law base; N may be N-M (第N条之M).
 *
 * Bands: `tier.party:min-max[lenient_lo-lenient_hi/standard_hi/aggravated_hi]@article`, joined
 * by ';'.  No brackets = the 30/40/30 split of domain C.1, ends cut down to whole tens.  The
 * article is one of the penalty's statute.
 */
#ifndef CONTENT_CATALOG_H
#define CONTENT_CATALOG_H

#include "core/calendar.h"
#include "core/lang.h"
#include "core/problems.h"

enum catalog_tier { TIER_BASE, TIER_REFUSAL, TIER_OVERDUE, TIER_GRAVE, TIER_COUNT };
enum catalog_party { PARTY_PERSON, PARTY_ORG, PARTY_COUNT };
enum catalog_competence {
    COMPETENCE_OURS,
    COMPETENCE_STREET,
    COMPETENCE_OTHER,
    COMPETENCE_LOCAL,
    COMPETENCE_COUNT
};
enum { CATALOG_CODE_MAX = 8 };

/* One fine range with the ends of its grades (domain C.1): lenient [lenient_lo, lenient_hi],
 * standard [lenient_hi + 10, standard_hi], aggravated [standard_hi + 10, aggravated_hi].  A
 * grade whose end is not above the end before is empty (ranges too narrow to split). */
struct catalog_band {
    enum catalog_tier tier;
    enum catalog_party party;
    int64_t min, max; /* statutory; min == max: a fixed sum, all ends equal it */
    int64_t lenient_lo, lenient_hi, standard_hi, aggravated_hi;
    bool is_own; /* bands written out (训练值), else the default 30/40/30 split */
    char *article;
};

struct catalog_item {                      /* one row: one item under one version of the law */
    char code[CATALOG_CODE_MAX];           /* CCNN */
    struct both category, title, measures; /* measures ';'-separated */
    char *duty, *penalty;                  /* references */
    int64_t person_min, person_max, org_min, org_max;
    struct catalog_band *bands;
    size_t band_count;
    char *bands_text; /* as written */
    char *procedure;  /* simple, ordinary */
    enum catalog_competence competence;
    int32_t valid_from, valid_to; /* both inclusive; INT32_MAX = open */
    char *keywords, *source;      /* keywords ';'-separated */
    int line;                     /* in the file */
};

struct catalog_source { /* one statute */
    char *slug;
    struct both title;
    char *version, *in_force, *source, *read_on; /* in_force may be "" */
};

struct catalog {
    struct catalog_item *items; /* by code, then valid_from */
    size_t count;
    struct catalog_source *sources; /* by slug */
    size_t source_count;
};

/* Read catalog.csv and sources.csv of `folder` and check one against the other.  Faults to
 * `problems`; NULL if the rows cannot be used at all; single broken rows are left out.  Caller
 * frees with catalog_free(). */
struct catalog *catalog_read(const char *folder, struct problems *problems) MUST_USE;

/* The same from the text of a catalog file alone (an import); `statutes` may lend its sources
 * for the check, NULL: references are checked by form only.  The result has no sources. */
struct catalog *catalog_parse(const char *file, const char *text, size_t len,
                              const struct catalog *statutes,
                              struct problems *problems) MUST_USE;
void catalog_free(struct catalog *self);

/* The rows as a catalog file that catalog_parse() reads back to the same value. */
void catalog_write(const struct catalog *self, struct sbuf *out);
/* Its parts: the names of the columns; one row (both without line end). */
void catalog_write_columns(struct sbuf *out);
void catalog_write_row(const struct catalog_item *item, struct sbuf *out);

/* The version in force on `day`, NULL if none.  Borrowed. */
const struct catalog_item *catalog_find(const struct catalog *self, const char *code,
                                        int32_t day) MUST_USE;
/* All versions of a code: *first = index in items; returns the count. */
size_t catalog_versions(const struct catalog *self, const char *code, size_t *first) MUST_USE;
const struct catalog_band *catalog_band(const struct catalog_item *item, enum catalog_tier tier,
                                        enum catalog_party party) MUST_USE;
const struct catalog_source *catalog_statute(const struct catalog *self,
                                             const char *slug) MUST_USE;

/* "《城市道路管理条例》第四十二条" / "Regulations on Urban Roads, Art. 42" from a reference.  A
 * list joins with 、 or "; " and names a statute where it changes; "@date" is dropped; an
 * unknown slug stands for itself.  English as in domain 0.1: Art. n(paragraph)(item).  Caller
 * frees. */
char *catalog_citation(const struct catalog *self, const char *reference,
                       enum lang lang) MUST_USE;
/* "第四十二条" / "Art. 42": one valid reference without its statute.  Caller frees. */
char *catalog_article(const char *reference, enum lang lang) MUST_USE;
/* Is this one reference well formed?  *slug_len = bytes of its slug. */
bool catalog_reference_is_valid(const char *reference, size_t *slug_len) MUST_USE;

const char *catalog_tier_name(enum catalog_tier tier) MUST_USE;              /* base … */
const char *catalog_party_name(enum catalog_party party) MUST_USE;           /* person, org */
const char *catalog_competence_name(enum catalog_competence which) MUST_USE; /* ours … */

#include "content/search.h" /* searching is part of what a catalog offers */

#endif
