#include "core/text.h"

#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

enum { REPLACEMENT = 0xfffd, ZWJ = 0x200d };

static const uint8_t *bytes_of(const char *text)
{
    return (const uint8_t *)text;
}

static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

bool text_is_valid(const char *text, size_t len, size_t *bad_at)
{
    const uint8_t *bad = u8_check(bytes_of(text), len);
    if (bad)
        *bad_at = (size_t)(bad - bytes_of(text));
    return !bad;
}

/* Columns of one grapheme cluster: what its parts take, at most two. */
static int cluster_cols(const uint8_t *s, size_t len)
{
    int cols = 0;
    while (len > 0) {
        ucs4_t uc;
        int used = u8_mbtouc(&uc, s, len);
        int width = uc_width(uc, "UTF-8");
        if (width > 0)
            cols += width;
        s += used;
        len -= (size_t)used;
    }
    return cols > 2 ? 2 : cols;
}

static size_t grapheme_len(const char *text, size_t len, int *cols)
{
    if (len == 0) {
        *cols = 0;
        return 0;
    }
    if (is_plain(text[0]) && (len == 1 || (text[1] & 0x80) == 0)) {
        *cols = 1;
        return 1;
    }
    const uint8_t *s = bytes_of(text);
    const uint8_t *next = u8_grapheme_next(s, s + len);
    size_t used = next ? (size_t)(next - s) : len;
    *cols = cluster_cols(s, used);
    return used;
}

int text_cols_len(const char *text, size_t len)
{
    int cols = 0;
    for (size_t at = 0; at < len;) {
        int width;
        at += grapheme_len(text + at, len - at, &width);
        cols += width;
    }
    return cols;
}

int text_cols(const char *text)
{
    return text_cols_len(text, strlen(text));
}

size_t text_grapheme(const char *text, int *cols)
{
    return grapheme_len(text, strlen(text), cols);
}

size_t text_grapheme_before(const char *text, size_t at)
{
    if (at == 0)
        return 0;
    const uint8_t *s = bytes_of(text);
    const uint8_t *before = u8_grapheme_prev(s + at, s);
    return before ? (size_t)(s + at - before) : at;
}

/* Appends at most `cols` columns; returns the columns used. */
static int add_cut(struct sbuf *out, const char *text, int cols)
{
    if (cols <= 0)
        return 0;
    size_t len = strlen(text);
    size_t fits = 0; /* bytes that leave a column for the ellipsis */
    int fit_cols = 0, used = 0;
    for (size_t at = 0; at < len;) {
        int width;
        size_t step = grapheme_len(text + at, len - at, &width);
        if (used + width > cols) {
            sbuf_add_len(out, text, fits);
            sbuf_add(out, "…");
            return fit_cols + 1;
        }
        used += width;
        at += step;
        if (used < cols) {
            fits = at;
            fit_cols = used;
        }
    }
    sbuf_add_len(out, text, len);
    return used;
}

void text_cut(struct sbuf *out, const char *text, int cols)
{
    (void)add_cut(out, text, cols);
}

void text_pad(struct sbuf *out, const char *text, int cols)
{
    for (int used = add_cut(out, text, cols); used < cols; used++)
        sbuf_add_char(out, ' ');
}

void text_clean(struct sbuf *out, const char *text)
{
    const uint8_t *s = bytes_of(text);
    size_t len = strlen(text);
    while (len > 0) {
        ucs4_t uc;
        int used = u8_mbtoucr(&uc, s, len);
        if (used < 0) {
            uc = REPLACEMENT;
            used = 1;
        }
        if (uc == '\n' || uc == '\t')
            sbuf_add_char(out, ' ');
        else if (uc == ZWJ || uc == REPLACEMENT ||
                 !uc_is_general_category_withtable(
                     uc, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl |
                             UC_CATEGORY_MASK_Zp))
            sbuf_add_codepoint(out, uc);
        s += used;
        len -= (size_t)used;
    }
}

/* --- wrapping ---------------------------------------------------------------------------- */

struct wrapper {
    const char *text;
    const char *breaks; /* u8_possible_linebreaks() of text */
    int cols;
    struct text_line *lines;
    size_t count, room;
};

static ucs4_t char_at(const char *text)
{
    ucs4_t uc;
    return u8_strmbtouc(&uc, bytes_of(text)) > 0 ? uc : 0;
}

static ucs4_t char_before(const char *text, size_t at)
{
    ucs4_t uc;
    return u8_prev(&uc, bytes_of(text) + at, bytes_of(text)) ? uc : 0;
}

static bool is_any_of(ucs4_t uc, uint32_t mask)
{
    return uc_is_general_category_withtable(uc, mask);
}

static bool is_opening(ucs4_t uc)
{
    return is_any_of(uc, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pi);
}

static bool is_closing(ucs4_t uc)
{
    return is_any_of(uc, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf | UC_CATEGORY_MASK_Po);
}

/* UAX #14 forbids every break beside a quotation mark, because it cannot know which way the
 * mark opens.  Between Chinese characters “ opens and ” closes (LB19a of later versions). */
static void allow_breaks_at_quotes(const char *text, size_t len, char *breaks)
{
    for (size_t at = 1; at < len; at++) {
        if (breaks[at] != UC_BREAK_PROHIBITED || ((unsigned char)text[at] & 0xc0) == 0x80)
            continue;
        ucs4_t here = char_at(text + at);
        ucs4_t before = char_before(text, at);
        bool opens = (here == 0x201c || here == 0x2018) && uc_width(before, "UTF-8") == 2 &&
                     !is_opening(before);
        bool closed =
            (before == 0x201d || before == 0x2019) && uc_width(here, "UTF-8") == 2 &&
            is_any_of(here, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_Ps);
        if (opens || closed)
            breaks[at] = UC_BREAK_POSSIBLE;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "Art. 42" and "500–1850" stay in one piece: a line that ends in "Art." reads as the end of a
 * sentence, half a range as a sum. */
static void forbid_breaks_before_numbers(const char *text, char *breaks)
{
    static const char *const bonds[] = {"Art. ", "–"};
    for (size_t i = 0; i < sizeof bonds / sizeof *bonds; i++)
        for (const char *at = text; (at = strstr(at, bonds[i])) != NULL;) {
            at += strlen(bonds[i]);
            if (is_digit(*at))
                breaks[at - text] = UC_BREAK_PROHIBITED;
        }
}

static void add_line(struct wrapper *self, size_t start, size_t end)
{
    while (end > start && self->text[end - 1] == ' ')
        end--;
    if (self->count == self->room) {
        self->room = self->room ? 2 * self->room : 8;
        self->lines = xreallocarray(self->lines, self->room, sizeof *self->lines);
    }
    self->lines[self->count++] =
        (struct text_line){start, end - start, text_cols_len(self->text + start, end - start)};
}

/* A word longer than the line is cut at `at`, or a little before to spare marks. */
static size_t forced_break(const struct wrapper *self, size_t start, size_t at)
{
    for (size_t cut = at; cut > start; cut -= text_grapheme_before(self->text, cut))
        if (!is_closing(char_at(self->text + cut)) && !is_opening(char_before(self->text, cut)))
            return cut;
    return at;
}

static void wrap_paragraph(struct wrapper *self, size_t start, size_t end)
{
    size_t best = start; /* last allowed break of this line */
    size_t at = start;
    int used = 0;
    while (at < end) {
        int width;
        size_t step = grapheme_len(self->text + at, end - at, &width);
        if (at > start && self->breaks[at] != UC_BREAK_PROHIBITED &&
            self->breaks[at] != UC_BREAK_UNDEFINED)
            best = at;
        /* spaces may hang over the edge: they are dropped there */
        bool hangs = step == 1 && self->text[at] == ' ';
        if (used + width > self->cols && !hangs && at > start) {
            size_t cut = best > start ? best : forced_break(self, start, at);
            add_line(self, start, cut);
            for (start = cut; start < end && self->text[start] == ' ';)
                start++;
            at = best = start;
            used = 0;
            continue;
        }
        used += width;
        at += step;
    }
    add_line(self, start, end);
}

size_t text_wrap(const char *text, int cols, struct text_line **lines)
{
    size_t len = strlen(text);
    *lines = NULL;
    if (len == 0)
        return 0;
    char *breaks = xmalloc(len);
    u8_possible_linebreaks(bytes_of(text), len, "UTF-8", breaks);
    allow_breaks_at_quotes(text, len, breaks);
    forbid_breaks_before_numbers(text, breaks);
    struct wrapper wrapper = {.text = text, .breaks = breaks, .cols = cols < 2 ? 2 : cols};
    for (size_t start = 0; start < len;) {
        size_t end = start + strcspn(text + start, "\n");
        wrap_paragraph(&wrapper, start, end);
        start = end + 1;
    }
    free(breaks);
    *lines = wrapper.lines;
    return wrapper.count;
}

void text_fold(struct sbuf *out, const char *text)
{
    size_t len;
    uint8_t *folded = u8_casefold(bytes_of(text), strlen(text), NULL, UNINORM_NFKC, NULL, &len);
    if (!folded)
        BUG("text that is no UTF-8: %s", text);
    sbuf_add_len(out, (const char *)folded, len);
    free(folded);
}
