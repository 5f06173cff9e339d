/* citation.c - references of the law base as people read them, in both languages. */
#include "content/band.h"

#include <stdlib.h>
#include <string.h>

/* 1…9999 as statutes write it: 十, 二十, 一百零五, 一千一百六十九. */
static void add_numeral(struct sbuf *out, long number)
{
    static const char *const numerals[] = {"零", "一", "二", "三", "四",
                                           "五", "六", "七", "八", "九"};
    static const struct {
        long value;
        const char *name;
    } units[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool is_begun = false, is_gap = false;
    if (number <= 0 || number > 9999) {
        sbuf_addf(out, "%ld", number);
        return;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        long digit = number / units[i].value % 10;
        if (digit == 0) {
            is_gap = is_begun;
            continue;
        }
        if (is_gap)
            sbuf_add(out, numerals[0]);
        if (digit != 1 || units[i].value != 10 || is_begun)
            sbuf_add(out, numerals[digit]);
        sbuf_add(out, units[i].name);
        is_begun = true;
        is_gap = false;
    }
}

struct article {
    long number, extra, paragraph, item; /* 0 = not given */
};

static struct article article_read(const char *text)
{
    struct article article = {0};
    char *end;
    article.number = strtol(text, &end, 10);
    if (*end == '-')
        article.extra = strtol(end + 1, &end, 10);
    if (*end == '.')
        article.paragraph = strtol(end + 1, &end, 10);
    if (*end == '(')
        article.item = strtol(end + 1, &end, 10);
    return article;
}

static void add_zh(struct sbuf *out, struct article article)
{
    sbuf_add(out, "第");
    add_numeral(out, article.number);
    sbuf_add(out, "条");
    if (article.extra != 0) {
        sbuf_add(out, "之");
        add_numeral(out, article.extra);
    }
    if (article.paragraph != 0) {
        sbuf_add(out, "第");
        add_numeral(out, article.paragraph);
        sbuf_add(out, "款");
    }
    if (article.item != 0) {
        sbuf_add(out, "第（");
        add_numeral(out, article.item);
        sbuf_add(out, "）项");
    }
}

static void add_en(struct sbuf *out, struct article article)
{
    sbuf_addf(out, "Art. %ld", article.number);
    if (article.extra != 0)
        sbuf_addf(out, "-%ld", article.extra);
    if (article.paragraph != 0)
        sbuf_addf(out, "(%ld)", article.paragraph);
    if (article.item != 0)
        sbuf_addf(out, "(%ld)", article.item);
}

bool catalog_reference_is_valid(const char *reference, size_t *slug_len)
{
    size_t len = strspn(reference, "abcdefghijklmnopqrstuvwxyz0123456789-");
    *slug_len = len;
    if (len == 0 || reference[len] != ' ')
        return false;
    size_t article = band_article(reference + len + 1);
    return article != 0 && reference[len + 1 + article] == '\0';
}

/* Of a list, the statute is named where it begins or changes: 《…法》第四条、第三十条. */
static void add_one(const struct catalog *self, const char *reference, bool is_same_statute,
                    enum lang lang, struct sbuf *out)
{
    size_t len = 0;
    if (!catalog_reference_is_valid(reference, &len)) {
        sbuf_add(out, reference);
        return;
    }
    char *slug = xstrndup(reference, len);
    const struct catalog_source *source = self == NULL ? NULL : catalog_statute(self, slug);
    const char *title = source == NULL ? slug : source->title.text[lang];
    if (!is_same_statute)
        sbuf_addf(out, lang == LANG_ZH ? "《%s》" : "%s, ", title);
    (lang == LANG_ZH ? add_zh : add_en)(out, article_read(reference + len + 1));
    free(slug);
}

static bool names_same_statute(const char *one, const char *other)
{
    const size_t len = strcspn(one, " ");
    return strncmp(one, other, len) == 0 && other[len] == ' ';
}

char *catalog_article(const char *reference, enum lang lang)
{
    struct sbuf out = {0};
    const struct article article = article_read(reference + strcspn(reference, " "));
    (lang == LANG_ZH ? add_zh : add_en)(&out, article);
    return sbuf_take(&out);
}

char *catalog_citation(const struct catalog *self, const char *reference, enum lang lang)
{
    struct sbuf out;
    const char *before = "";
    sbuf_init(&out, 0);
    for (const char *at = reference; *at != '\0';) {
        at += strspn(at, " ");
        size_t len = strcspn(at, ";");
        char *one = xstrndup(at, len);
        char *date = strstr(one, " @");
        if (date != NULL)
            *date = '\0';
        if (*before != '\0')
            sbuf_add(&out, lang == LANG_ZH ? "、" : "; ");
        add_one(self, one, names_same_statute(at, before), lang, &out);
        free(one);
        before = at;
        at += len;
        at += *at == ';';
    }
    return sbuf_take(&out);
}
