/* bench_search.c - finding an item while it is typed: time per key, memory, load time.
 *
 *   bench_search CATALOG-FOLDER PINYIN.tsv LIST ITEMS
 *
 * ITEMS 0 = the catalog as it is, else that many generated from it.  Writes the items in force
 * to LIST, one a line, for peer programs to search; prints "name value unit" lines.  Beside
 * ours SQL LIKE and FTS5 over the same texts in memory, asked at the same keys.
 */
#include "content/catalog.h"
#include "core/file.h"

#include <locale.h>
#include <malloc.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS_MAX = 5, ROOM = 20, KEYS_MAX = 400, CODES = 99 * 99, YEAR = 365 };

/* What people type, whole; each beginning of it is one key press. */
static const char *const typed[] = {
    "0205",     "摆摊",          "乱扔烟头", "喇叭太吵", "单车乱停",        "baitan", "btsd",
    "luanreng", "yejianshigong", "noise",    "stall",    "household waste", "渣土车", "zdjy"};

struct times {
    double ms[KEYS_MAX];
    size_t count;
};
static int runs = RUNS_MAX;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static double memory_mb(void)
{
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd) / 1048576;
}

static void die(const char *what)
{
    fprintf(stderr, "bench_search: %s\n", what);
    exit(1);
}

/* --- the items ---------------------------------------------------------------------------- */

/* Row `k`: the law of one item in force under another code, with titles and a word of its own,
 * its everyday words and those of a second one.  Codes are few, so that a code comes back as a
 * later version. */
static void generate_row(const struct catalog_item *one, const struct catalog_item *other,
                         long k, struct sbuf *out)
{
    struct catalog_item item = *one;
    struct sbuf title = {0}, english = {0}, keywords = {0}, category = {0};
    long code = k % CODES;
    sbuf_addf(&title, "%s（%ld号）", one->title.text[LANG_ZH], k);
    sbuf_addf(&english, "%s, no. %ld", one->title.text[LANG_EN], k);
    sbuf_addf(&keywords, "%s;%s;%ld号那家", one->keywords, other->keywords, k);
    sbuf_addf(&category, "类别%ld", code / 99 + 1);
    snprintf(item.code, sizeof item.code, "%02ld%02ld", code / 99 + 1, code % 99 + 1);
    item.title.text[LANG_ZH] = sbuf_take(&title);
    item.title.text[LANG_EN] = sbuf_take(&english);
    item.category.text[LANG_ZH] = item.category.text[LANG_EN] = sbuf_take(&category);
    item.keywords = sbuf_take(&keywords);
    item.valid_from = (int32_t)(10957 + k / CODES * YEAR);
    item.valid_to = item.valid_from + YEAR - 1;
    catalog_write_row(&item, out);
    sbuf_add_char(out, '\n');
    free(item.title.text[LANG_ZH]);
    free(item.title.text[LANG_EN]);
    free(item.category.text[LANG_ZH]);
    free(item.keywords);
}

static void generate(const struct catalog *from, int32_t day, long items, struct sbuf *out)
{
    const struct catalog_item **now = xcalloc(from->count, sizeof *now);
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++)
        if (from->items[i].valid_from <= day && day <= from->items[i].valid_to)
            now[count++] = &from->items[i];
    catalog_write_columns(out);
    sbuf_add_char(out, '\n');
    for (long k = 0; k < items; k++)
        generate_row(now[(size_t)k % count], now[(size_t)k * 7 % count], k, out);
    free(now);
}

/* Read `text` again and time it; all rows of it are in force on `day`. */
static struct catalog *load_generated(const struct sbuf *text, int32_t day)
{
    struct problems problems;
    problems_init(&problems);
    double start = now_ms();
    struct catalog *made =
        catalog_parse("generated.csv", sbuf_text(text), text->len, NULL, &problems);
    printf("read-file %.1f ms\n", now_ms() - start);
    if (made == NULL || problems.errors > 0)
        die("the generated file is not in order");
    for (size_t i = 0; i < made->count; i++) {
        made->items[i].valid_from = day;
        made->items[i].valid_to = day;
    }
    problems_release(&problems);
    return made;
}

static struct catalog *load(const char *folder, long items, int32_t day)
{
    struct problems problems;
    problems_init(&problems);
    double start = now_ms();
    struct catalog *shipped = catalog_read(folder, &problems);
    if (shipped == NULL)
        die("the catalog cannot be read");
    problems_release(&problems);
    if (items == 0) {
        printf("read-file %.1f ms\n", now_ms() - start);
        return shipped;
    }
    struct sbuf text = {0};
    generate(shipped, day, items, &text);
    catalog_free(shipped);
    struct catalog *made = load_generated(&text, day);
    sbuf_release(&text);
    return made;
}

/* --- typing ------------------------------------------------------------------------------- */

/* Call `ask` at every key of everything typed, `runs` times; the median of each key counts. */
static void type_all(void (*ask)(void *context, const char *words), void *context,
                     struct times *out)
{
    out->count = 0;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        size_t len = strlen(typed[i]);
        for (size_t end = 1; end <= len; end++) {
            if (((unsigned char)typed[i][end] & 0xC0) == 0x80 || out->count == KEYS_MAX)
                continue; /* inside a character */
            char *words = xstrndup(typed[i], end);
            double ms[RUNS_MAX];
            for (int run = 0; run < runs; run++) {
                double start = now_ms();
                ask(context, words);
                ms[run] = now_ms() - start;
            }
            qsort(ms, (size_t)runs, sizeof ms[0], by_size);
            out->ms[out->count++] = ms[runs / 2];
            free(words);
        }
    }
    qsort(out->ms, out->count, sizeof out->ms[0], by_size);
}

static void print_times(const char *name, const struct times *times)
{
    printf("%s-key-median %.4f ms\n%s-key-worst %.4f ms\n", name, times->ms[times->count / 2],
           name, times->ms[times->count - 1]);
}

struct ours {
    struct search *search;
    size_t answered; /* keys that found something */
};

static void ask_ours(void *context, const char *words)
{
    struct ours *ours = context;
    const struct catalog_item *found[ROOM];
    ours->answered += search_find(ours->search, words, found, ROOM) > 0;
}

/* --- SQL LIKE beside it ---------------------------------------------------------------------
 */

static sqlite3 *fill(const struct catalog *catalog, int32_t day)
{
    sqlite3 *sql = NULL;
    sqlite3_stmt *add = NULL;
    if (sqlite3_open(":memory:", &sql) != SQLITE_OK ||
        sqlite3_exec(sql, "CREATE TABLE item (code TEXT, zh TEXT, en TEXT, words TEXT); BEGIN",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(sql, "INSERT INTO item VALUES (?, ?, ?, ?)", -1, &add, NULL) !=
            SQLITE_OK)
        die("no database in memory");
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        const char *const texts[] = {item->code, item->title.text[LANG_ZH],
                                     item->title.text[LANG_EN], item->keywords};
        if (day < item->valid_from || day > item->valid_to)
            continue;
        for (int k = 0; k < 4; k++)
            sqlite3_bind_text(add, k + 1, texts[k], -1, SQLITE_STATIC);
        sqlite3_step(add);
        sqlite3_reset(add);
    }
    sqlite3_finalize(add);
    sqlite3_exec(sql, "COMMIT", NULL, NULL, NULL);
    return sql;
}

static void ask_like(void *context, const char *words)
{
    sqlite3_stmt *like = context;
    sqlite3_bind_text(like, 1, words, -1, SQLITE_STATIC);
    while (sqlite3_step(like) == SQLITE_ROW)
        if (sqlite3_column_text(like, 0) == NULL)
            die("a row without a code");
    sqlite3_reset(like);
}

static void time_like(const struct catalog *catalog, int32_t day)
{
    struct times times;
    sqlite3_stmt *like = NULL;
    sqlite3 *sql = fill(catalog, day);
    if (sqlite3_prepare_v2(sql,
                           "SELECT code, zh FROM item WHERE code LIKE '%' || ?1 || '%'"
                           " OR zh LIKE '%' || ?1 || '%' OR en LIKE '%' || ?1 || '%'"
                           " OR words LIKE '%' || ?1 || '%' ORDER BY code LIMIT 20",
                           -1, &like, NULL) != SQLITE_OK)
        die("LIKE cannot be asked");
    type_all(ask_like, like, &times);
    print_times("like", &times);
    sqlite3_finalize(like);
    sqlite3_close(sql);
}

/* --- SQLite's own index beside it ----------------------------------------------------------
 */

struct fts {
    sqlite3_stmt *match;
    size_t answered; /* keys that found something */
};

static void ask_fts(void *context, const char *words)
{
    struct fts *fts = context;
    bool is_answered = false;
    char *quoted = sqlite3_mprintf("\"%w\"", words);
    sqlite3_bind_text(fts->match, 1, quoted, -1, sqlite3_free);
    while (sqlite3_step(fts->match) == SQLITE_ROW)
        is_answered = true;
    sqlite3_reset(fts->match);
    fts->answered += is_answered;
}

/* FTS5 by trigrams, the only one of its tokenizers that finds parts of Chinese words. */
static void time_fts(const struct catalog *catalog, int32_t day)
{
    struct times times;
    struct fts fts = {0};
    sqlite3 *sql = fill(catalog, day);
    const sqlite3_int64 before = sqlite3_memory_used();
    const double start = now_ms();
    if (sqlite3_exec(sql,
                     "CREATE VIRTUAL TABLE trigrams USING fts5(code, zh, en, words,"
                     " tokenize='trigram'); INSERT INTO trigrams SELECT * FROM item",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(
            sql, "SELECT code FROM trigrams WHERE trigrams MATCH ? ORDER BY rank LIMIT 20", -1,
            &fts.match, NULL) != SQLITE_OK) {
        printf("fts5-missing 0 -\n");
    } else {
        printf("fts5-make-index %.1f ms\nfts5-index %.1f MB\n", now_ms() - start,
               (double)(sqlite3_memory_used() - before) / 1048576);
        type_all(ask_fts, &fts, &times);
        print_times("fts5", &times);
        printf("fts5-found-something %zu of-%zu-keys\n", fts.answered / (size_t)runs,
               times.count);
    }
    sqlite3_finalize(fts.match);
    sqlite3_close(sql);
}

/* --- all of it ---------------------------------------------------------------------------- */

static void write_list(const char *path, const struct catalog *catalog, int32_t day)
{
    struct sbuf out = {0};
    struct err err = {0};
    size_t count = 0;
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_item *item = &catalog->items[i];
        if (day < item->valid_from || day > item->valid_to)
            continue;
        sbuf_addf(&out, "%s %s %s %s\n", item->code, item->title.text[LANG_ZH],
                  item->title.text[LANG_EN], item->keywords);
        count++;
    }
    if (!file_write(path, sbuf_text(&out), out.len, 0600, &err))
        die(err.text);
    printf("items %zu items\n", count);
    sbuf_release(&out);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct times times;
    int32_t day;
    setlocale(LC_ALL, "C.UTF-8");
    if (argc != 5 || !calendar_parse_day("2026-11-01", &day)) {
        fprintf(stderr, "bench_search CATALOG-FOLDER PINYIN.tsv LIST ITEMS\n");
        return 2;
    }
    const long items = strtol(argv[4], NULL, 10);
    runs = items > 10000 ? 1 : RUNS_MAX;
    struct catalog *catalog = load(argv[1], items, day);
    write_list(argv[3], catalog, day);
    malloc_trim(0);
    const struct catalog_item *found[ROOM];
    double before = memory_mb(), start = now_ms();
    struct search *search = search_new(catalog, day, argv[2], &err);
    if (search == NULL)
        die(err.text);
    printf("start %.1f ms\n", now_ms() - start);
    if (search_find(search, "a", found, ROOM) > ROOM) /* makes the index */
        die("more results than room");
    printf("make-index %.1f ms\nindex %.1f MB\n", now_ms() - start, memory_mb() - before);
    struct ours ours = {.search = search};
    type_all(ask_ours, &ours, &times);
    print_times("ours", &times);
    printf("ours-found-something %zu of-%zu-keys\n", ours.answered / (size_t)runs, times.count);
    time_like(catalog, day);
    time_fts(catalog, day);
    search_free(search);
    catalog_free(catalog);
    return 0;
}
