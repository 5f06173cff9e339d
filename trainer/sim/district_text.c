#include "sim/district_text.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

enum { WHATS = 4, HOWS = 8, WISHES = DISTRICT_WISHES };
_Static_assert(WHATS *HOWS *WISHES == DISTRICT_TEXTS, "every sentence has a number");
_Static_assert(DISTRICT_TEXTS < 256, "that fits a byte");

static const struct district_name channels[DISTRICT_CHANNELS] = {
    {{"热线电话", "hotline"}},
    {{"手机小程序", "mini-program"}},
    {{"网页留言", "web form"}},
    {{"来访", "in person"}},
};

/* clang-format off */
static const struct district_name whats[DISTRICT_KINDS][WHATS] = {
    [DISTRICT_NOISE] = {{{"店门口的大喇叭一直在喊打折", "a shop's loudspeaker shouts discounts"}},
                        {{"广场舞音响开得太大", "square-dance speakers are far too loud"}},
                        {{"楼上中午还在装修打钻", "drilling upstairs at noon"}},
                        {{"流动摊用扩音器叫卖", "a hawker sells through a megaphone"}}},
    [DISTRICT_BIKES] = {{{"共享单车把路堵死了", "shared bikes block the whole way"}},
                        {{"单车倒了一大片没人扶", "a row of bikes has fallen over"}},
                        {{"盲道上停满了单车", "bikes stand all over the tactile paving"}},
                        {{"站台被单车围住上不了车", "bikes around the stop, no way to the bus"}}},
    [DISTRICT_STALLS] = {{{"路边又摆起了水果摊", "a fruit stall on the road again"}},
                         {{"烧烤车占了半条人行道", "a grill cart takes half the path"}},
                         {{"早点摊支到了车道上", "breakfast tables out on the road"}},
                         {{"卖手机壳的推车挡着路口", "a cart of phone cases at the crossing"}}},
    [DISTRICT_FRONTS] = {{{"店里的货堆到门外来了", "a shop's goods stand outside"}},
                         {{"门口摆着桌椅过不去", "tables and chairs before a door"}},
                         {{"冰柜搬到人行道上了", "a freezer out on the pavement"}},
                         {{"汽修店在路上修车", "a garage repairs cars on the road"}}},
    [DISTRICT_LITTER] = {{{"垃圾袋扔在树底下", "rubbish bags under the tree"}},
                         {{"地上全是烟头纸屑", "cigarette ends and paper all over"}},
                         {{"有人从车里往外丢东西", "things thrown out of cars"}},
                         {{"垃圾桶满了没人收", "the bins are full and nobody comes"}}},
    [DISTRICT_POSTERS] = {{{"墙上贴满小广告", "small ads all over the wall"}},
                          {{"电线杆上又喷了号码", "numbers sprayed on the pole again"}},
                          {{"楼道里全是开锁广告", "locksmith ads all up the stairs"}},
                          {{"公交站牌被贴住了", "the bus sign is pasted over"}}},
    [DISTRICT_WASTE] = {{{"渣土车没盖布一路洒", "an uncovered truck spills spoil"}},
                        {{"装修垃圾堆在路边", "renovation waste by the road"}},
                        {{"工地大门外全是泥", "mud all over before the site gate"}},
                        {{"半夜有车来倒渣土", "somebody dumps spoil at night"}}},
};

static const struct district_name hows[HOWS] = {
    {{"从早上六点就开始了", "since six in the morning"}},
    {{"连着三个晚上都这样", "three evenings in a row"}},
    {{"孩子写作业没法静心", "the child cannot do homework"}},
    {{"老人推轮椅出不来门", "grandmother's wheelchair cannot get out"}},
    {{"上次来过人又回来了", "it came back after the last visit"}},
    {{"我拍了视频可以发给你们", "I have a video to send you"}},
    {{"婴儿车只好走到马路中间", "prams have to use the middle of the road"}},
    {{"说了也不听还凶我", "they only shout when one asks"}},
};

static const struct district_name wishes[WISHES] = {
    {{"请派人来看看", "please send somebody"}},
    {{"什么时候能管一管", "when will you see to it?"}},
    {{"希望你们跟他讲讲道理", "please talk to them"}},
    {{"不要说是我打的电话", "do not say that I called"}},
    {{"处理完给我回个话", "call me when it is done"}},
    {{"能不能划个地方给人家", "could they be given a place?"}},
};
/* clang-format on */

void district_text(const struct district_row *row, enum lang lang, struct sbuf *out)
{
    const int wish = row->text % WISHES, how = row->text / WISHES % HOWS;
    const int what = row->text / WISHES / HOWS % WHATS;
    const char *comma = lang == LANG_ZH ? "，" : ", ", *stop = lang == LANG_ZH ? "。" : ".";
    sbuf_addf(out, "%s%s%s%s%s%s", whats[row->kind][what].text[lang], comma,
              hows[how].text[lang], comma, wishes[wish].text[lang], stop);
}

const char *district_channel(const struct district_row *row, enum lang lang)
{
    return channels[row->channel].text[lang];
}

/* --- alike --- */

enum { PAIRS_MOST = 64 };

struct pairs {
    size_t count;
    uint64_t each[PAIRS_MOST]; /* of neighbouring characters, as numbers, each once */
};

/* A longer text than PAIRS_MOST characters is compared by its beginning. */
static void pairs_take(struct pairs *self, const char *text)
{
    int cols;
    uint64_t before = 0;
    self->count = 0;
    for (size_t at = 0, len; self->count < PAIRS_MOST && text[at]; at += len) {
        len = text_grapheme(text + at, &cols);
        uint64_t now = 5381;
        for (size_t i = 0; i < len; i++) {
            now = now * 33 + (unsigned char)text[at + i];
        }
        const uint64_t pair = before * UINT64_C(0x9e3779b97f4a7c15) + now;
        bool is_new = at > 0;
        for (size_t i = 0; i < self->count && is_new; i++) {
            is_new = self->each[i] != pair;
        }
        if (is_new) {
            self->each[self->count++] = pair;
        }
        before = now;
    }
}

static double jaccard(const struct pairs *a, const struct pairs *b)
{
    size_t common = 0;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            common += a->each[i] == b->each[j];
        }
    }
    const size_t all = a->count + b->count - common;
    return all > 0 ? (double)common / (double)all : -1;
}

double district_similarity(const char *a, const char *b)
{
    struct pairs of_a, of_b;
    pairs_take(&of_a, a);
    pairs_take(&of_b, b);
    const double share = jaccard(&of_a, &of_b);
    return share >= 0 ? share : strcmp(a, b) == 0 ? 1 : 0;
}

struct district_texts {
    struct pairs pairs[DISTRICT_KINDS][DISTRICT_TEXTS];
};

struct district_texts *district_texts_new(void)
{
    struct district_texts *self = xmalloc(sizeof *self);
    struct sbuf text;
    sbuf_init(&text, 0);
    for (int kind = 0; kind < DISTRICT_KINDS; kind++) {
        for (int i = 0; i < DISTRICT_TEXTS; i++) {
            const struct district_row row = {.kind = (uint8_t)kind, .text = (uint8_t)i};
            sbuf_clear(&text);
            district_text(&row, LANG_ZH, &text);
            pairs_take(&self->pairs[kind][i], sbuf_text(&text));
        }
    }
    sbuf_release(&text);
    return self;
}

void district_texts_free(struct district_texts *self)
{
    free(self);
}

bool district_texts_alike(const struct district_texts *self, enum district_kind kind, int a,
                          int b)
{
    return jaccard(&self->pairs[kind][a], &self->pairs[kind][b]) >= DISTRICT_ALIKE;
}
