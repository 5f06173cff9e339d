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

static void add_one(const struct catalog *self, const char *reference, enum lang lang,
                    struct sbuf *out)
{
    size_t len = 0;
    if (!catalog_reference_is_valid(reference, &len)) {
        sbuf_add(out, reference);
        return;
    }
    char *slug = xstrndup(reference, len);
    const struct catalog_source *source = self == NULL ? NULL : catalog_statute(self, slug);
    const char *title = source == NULL ? slug : source->title.text[lang];
    struct article article = article_read(reference + len + 1);
    if (lang == LANG_ZH) {
        sbuf_addf(out, "《%s》", title);
        add_zh(out, article);
    } else {
        sbuf_addf(out, "%s, ", title);
        add_en(out, article);
    }
    free(slug);
}

char *catalog_citation(const struct catalog *self, const char *reference, enum lang lang)
{
    struct sbuf out;
    sbuf_init(&out, 0);
    for (const char *at = reference; *at != '\0';) {
        size_t len = strcspn(at, ";");
        char *one = xstrndup(at, len);
        char *date = strstr(one, " @");
        if (date != NULL)
            *date = '\0';
        if (at != reference)
            sbuf_add(&out, lang == LANG_ZH ? "、" : "; ");
        add_one(self, one + strspn(one, " "), lang, &out);
        free(one);
        at += len;
        at += *at == ';';
    }
    return sbuf_take(&out);
}
