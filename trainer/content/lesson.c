#include "content/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/lesson_page.h"

/* The cast (domain G.1) and passers-by. */
static const struct {
    const char *name[LANG_COUNT];
    const char *tag;
} cast[] = {
    {{"穗穗", "Sui"}, "sui"},
    {{"老墨", "Old Ink"}, "mo"},
    {{"豆豆", "Doudou"}, "dou"},
    {{"大桥", "Daqiao"}, "qiao"},
    {{"阿协", "A Xie"}, "xie"},
    {{"尺主任", "Director Chi"}, "chi"},
    {{"麦掌柜", "Shopkeeper Mai"}, "mai"},
    {{"藕婶", "Auntie Ou"}, "ou"},
    {{"熟哥", "Brother Shu"}, "shu"},
    {{"风车先生", "Mr Fengche"}, "feng"},
    {{"轮经理", "Manager Lun"}, "lun"},
    {{"包婆婆", "Granny Bao"}, "bao"},
    {{"小通", "Tong"}, "tong"},
    {{"眼眼", "Yan"}, "yan"},
    {{"小票", "Piao"}, "piao"},
    {{"栗子哥", "Brother Li"}, "li"},
};

const char *lesson_speaker_tag(const char *name)
{
    for (size_t i = 0; i < sizeof cast / sizeof cast[0]; i++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            if (strcmp(cast[i].name[lang], name) == 0)
                return cast[i].tag;
    return "";
}

/* --- both languages agree -------------------------------------------------------------------
 */

static bool is_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static size_t line_count(const char *text)
{
    size_t count = *text != '\0';
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static void compare_heads(const struct page *zh, const struct page *en, const char *path,
                          struct problems *problems)
{
    if (!is_equal(zh->id, en->id) || !is_equal(zh->level, en->level) ||
        zh->minutes != en->minutes)
        problems_add(problems, path, 1, 1,
                     "id, level and minutes must be those of the Chinese file");
    if (line_count(zh->objectives) != line_count(en->objectives))
        problems_add(problems, path, 1, 1, "%zu objectives, but the Chinese file has %zu",
                     line_count(en->objectives), line_count(zh->objectives));
}

static void compare_step(const struct page_step *zh, const struct page_step *en,
                         const char *path, struct problems *problems)
{
    const struct {
        const char *name, *zh, *en;
    } links[] = {{_("panel"), zh->panel, en->panel},
                 {_("question"), zh->question, en->question},
                 {_("practice case"), zh->scenario, en->scenario}};
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (!is_equal(links[i].zh, links[i].en))
            problems_add(problems, path, en->line, 1, "%s '%s' here, '%s' in the Chinese file",
                         links[i].name, links[i].en == NULL ? "" : links[i].en,
                         links[i].zh == NULL ? "" : links[i].zh);
    bool is_same = zh->bubble_count == en->bubble_count;
    for (size_t i = 0; is_same && i < zh->bubble_count; i++)
        is_same = strcmp(zh->bubbles[i].speaker, en->bubbles[i].speaker) == 0;
    if (!is_same)
        problems_add(problems, path, en->line, 1,
                     "not the same speakers as in the Chinese file, line %d", zh->line);
    if ((zh->caption == NULL) != (en->caption == NULL))
        problems_add(problems, path, en->line, 1, "only one language has a caption here");
}

static void compare_pages(const struct page *zh, const struct page *en, const char *path,
                          struct problems *problems)
{
    compare_heads(zh, en, path, problems);
    if (zh->step_count != en->step_count)
        problems_add(problems, path, 1, 1, "%zu steps, but the Chinese file has %zu",
                     en->step_count, zh->step_count);
    for (size_t i = 0; i < zh->step_count && i < en->step_count; i++)
        compare_step(&zh->steps[i], &en->steps[i], path, problems);
}

/* --- joining --------------------------------------------------------------------------------
 */

static char *take(char **text)
{
    char *taken = *text != NULL ? *text : xstrdup("");
    *text = NULL;
    return taken;
}

/* As take(), but absent stays absent. */
static char *take_link(char **text)
{
    char *taken = *text;
    *text = NULL;
    return taken;
}

static void join_step(struct lesson_step *step, struct page_step *page, enum lang lang)
{
    step->title.text[lang] = take(&page->title);
    step->alt.text[lang] = take(&page->alt);
    step->caption.text[lang] = take(&page->caption);
    step->line[lang] = page->line;
    step->bubble_count = page->bubble_count;
    for (size_t i = 0; i < page->bubble_count; i++) {
        struct lesson_bubble *bubble = &step->bubbles[i];
        snprintf(bubble->speaker, sizeof bubble->speaker, "%s", page->bubbles[i].speaker);
        bubble->who.text[lang] = take(&page->bubbles[i].who);
        bubble->text.text[lang] = take(&page->bubbles[i].text);
    }
}

static struct lesson *join(struct page *const *pages, const char *const *paths)
{
    struct lesson *self = xcalloc(1, sizeof *self);
    struct page *first = pages[LANG_ZH];
    self->step_count = first->step_count;
    self->steps = xcalloc(self->step_count, sizeof self->steps[0]);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        self->file[lang] = xstrdup(paths[lang]);
        self->title.text[lang] = take(&pages[lang]->title);
        self->objectives.text[lang] = take(&pages[lang]->objectives);
        for (size_t i = 0; i < self->step_count; i++)
            join_step(&self->steps[i], &pages[lang]->steps[i], (enum lang)lang);
    }
    self->id = take(&first->id);
    self->level = take(&first->level);
    self->minutes = first->minutes;
    for (size_t i = 0; i < self->step_count; i++) {
        self->steps[i].panel = take_link(&first->steps[i].panel);
        self->steps[i].question = take_link(&first->steps[i].question);
        self->steps[i].scenario = take_link(&first->steps[i].scenario);
    }
    return self;
}

struct lesson *lesson_read(const char *path_zh, const char *path_en, struct problems *problems)
{
    const char *const paths[LANG_COUNT] = {[LANG_ZH] = path_zh, [LANG_EN] = path_en};
    struct page *pages[LANG_COUNT];
    size_t errors = problems->errors;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        pages[lang] = page_read(paths[lang], problems);
    struct lesson *self = NULL;
    if (pages[LANG_ZH] != NULL && pages[LANG_EN] != NULL) {
        compare_pages(pages[LANG_ZH], pages[LANG_EN], path_en, problems);
        self = problems->errors == errors ? join(pages, paths) : NULL;
    }
    for (int lang = 0; lang < LANG_COUNT; lang++)
        page_free(pages[lang]);
    return self;
}

void lesson_free(struct lesson *self)
{
    if (self == NULL)
        return;
    for (size_t i = 0; i < self->step_count; i++) {
        struct lesson_step *step = &self->steps[i];
        both_release(&step->title);
        both_release(&step->alt);
        both_release(&step->caption);
        for (size_t k = 0; k < step->bubble_count; k++) {
            both_release(&step->bubbles[k].who);
            both_release(&step->bubbles[k].text);
        }
        free(step->panel);
        free(step->question);
        free(step->scenario);
    }
    free(self->steps);
    free(self->id);
    both_release(&self->title);
    free(self->level);
    both_release(&self->objectives);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        free(self->file[lang]);
    free(self);
}
