#include "core/panel_file.h"

#include <stdlib.h>
#include <string.h>

#include "core/palette.h"
#include "core/text.h"

static const char magic[4] = {'T', 'P', 'N', 'L'};

/* A run is one byte, colour << 3 | length 1-7; length 0 there: a varint of length - 8 follows.
 */
enum { OP_COPY = 31, SHORT_MAX = 7 };

/* The file's head: magic, version, sum of the drawing; at its end the sum of all. */
enum { VERSION_AT = sizeof magic, SOURCE_AT = VERSION_AT + 1, SUM_BYTES = 4 };
enum { HEAD = SOURCE_AT + SUM_BYTES };

_Static_assert((int)PALETTE_COUNT <= (int)OP_COPY, "a palette index must fit in five bits");

const char *panel_box_kind_name(enum panel_box_kind kind)
{
    static const char *const names[] = {
#define X(name, text) text,
        PANEL_BOXES(X)
#undef X
    };
    return names[kind];
}

void panel_picture_release(struct panel_picture *self)
{
    for (size_t i = 0; i < self->layer_count; i++)
        free(self->layers[i].pixels);
    free(self->layers);
    free(self->boxes);
    free(self->pixels);
    free(self->edges);
    both_release(&self->title);
    both_release(&self->description);
    *self = (struct panel_picture){0};
}

const struct panel_box *panel_picture_box(const struct panel_picture *self,
                                          enum panel_box_kind kind, const char *name)
{
    for (size_t i = 0; i < self->box_count; i++)
        if (self->boxes[i].kind == kind && strcmp(self->boxes[i].name, name) == 0)
            return &self->boxes[i];
    return NULL;
}

uint32_t panel_sum(const char *data, size_t len)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < len; i++)
        sum = (sum ^ (unsigned char)data[i]) * 16777619u;
    return sum;
}

/* --- writing ------------------------------------------------------------------------------ */

static void put_byte(struct sbuf *out, unsigned value)
{
    char byte = (char)(unsigned char)value;
    sbuf_add_len(out, &byte, 1);
}

static void put_number(struct sbuf *out, unsigned value)
{
    while (value >= 0x80) {
        put_byte(out, (value & 0x7f) | 0x80);
        value >>= 7;
    }
    put_byte(out, value);
}

static void put_signed(struct sbuf *out, int value)
{
    put_number(out, value < 0 ? (unsigned)(-(value + 1)) * 2 + 1 : (unsigned)value * 2);
}

static void put_sum(struct sbuf *out, uint32_t sum)
{
    for (unsigned i = 0; i < SUM_BYTES; i++)
        put_byte(out, sum >> (8 * i) & 255);
}

static void put_text(struct sbuf *out, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    put_number(out, (unsigned)len);
    sbuf_add_len(out, text ? text : "", len);
}

static void put_run(struct sbuf *out, unsigned op, size_t length)
{
    if (length <= SHORT_MAX) {
        put_byte(out, op << 3 | (unsigned)length);
        return;
    }
    put_byte(out, op << 3);
    put_number(out, (unsigned)(length - SHORT_MAX - 1));
}

static void put_raster(struct sbuf *out, const uint8_t *pixels, int width, int height)
{
    size_t stride = (size_t)width, count = stride * (size_t)height;
    for (size_t at = 0; at < count;) {
        size_t same = 1, copied = 0;
        while (at + same < count && pixels[at + same] == pixels[at])
            same++;
        while (at >= stride && at + copied < count &&
               pixels[at + copied] == pixels[at + copied - stride])
            copied++;
        bool is_copy = copied >= same;
        put_run(out, is_copy ? OP_COPY : pixels[at], is_copy ? copied : same);
        at += is_copy ? copied : same;
    }
}

void panel_picture_write(const struct panel_picture *self, struct sbuf *out)
{
    size_t start = out->len;
    sbuf_add_len(out, magic, sizeof magic);
    put_byte(out, PANEL_FILE_VERSION);
    put_sum(out, self->source_sum);
    put_number(out, (unsigned)self->width);
    put_number(out, (unsigned)self->height);
    for (int i = 0; i < LANG_COUNT; i++) {
        put_text(out, self->title.text[i]);
        put_text(out, self->description.text[i]);
    }
    put_number(out, (unsigned)self->box_count);
    for (size_t i = 0; i < self->box_count; i++) {
        const struct panel_box *box = &self->boxes[i];
        put_byte(out, box->kind);
        put_text(out, box->name);
        put_signed(out, box->x);
        put_signed(out, box->y);
        put_signed(out, box->width);
        put_signed(out, box->height);
    }
    put_raster(out, self->pixels, self->width, self->height);
    put_raster(out, self->edges, 2, self->height);
    put_number(out, (unsigned)self->layer_count);
    for (size_t i = 0; i < self->layer_count; i++) {
        const struct panel_layer *layer = &self->layers[i];
        put_text(out, layer->slot);
        put_text(out, layer->variant);
        put_number(out, (unsigned)layer->x);
        put_number(out, (unsigned)layer->y);
        put_number(out, (unsigned)layer->width);
        put_number(out, (unsigned)layer->height);
        put_raster(out, layer->pixels, layer->width, layer->height);
    }
    put_sum(out, panel_sum(sbuf_text(out) + start, out->len - start));
}

/* --- reading ------------------------------------------------------------------------------ */

struct reader {
    const unsigned char *at, *end;
    bool is_bad; /* stays so; every later read gives 0 */
};

static unsigned get_byte(struct reader *self)
{
    if (self->at == self->end)
        self->is_bad = true;
    return self->is_bad ? 0 : *self->at++;
}

static unsigned get_number(struct reader *self, unsigned max)
{
    unsigned value = 0;
    for (unsigned shift = 0; shift < 28; shift += 7) {
        unsigned byte = get_byte(self);
        value |= (byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            if (value > max)
                self->is_bad = true;
            return self->is_bad ? 0 : value;
        }
    }
    self->is_bad = true;
    return 0;
}

static int get_signed(struct reader *self)
{
    unsigned value = get_number(self, 8 * PANEL_SIDE_MAX);
    return value & 1 ? -(int)(value / 2) - 1 : (int)(value / 2);
}

static uint32_t sum_at(const char *data)
{
    uint32_t sum = 0;
    for (unsigned i = 0; i < SUM_BYTES; i++)
        sum |= (uint32_t)(unsigned char)data[i] << (8 * i);
    return sum;
}

bool panel_is_from(const char *data, size_t len, const char *drawing, size_t drawing_len)
{
    return len >= HEAD + SUM_BYTES && data[VERSION_AT] == PANEL_FILE_VERSION &&
           sum_at(data + SOURCE_AT) == panel_sum(drawing, drawing_len);
}

/* Text of at most `max` bytes; NULL for an empty one. Caller frees. */
static char *get_text(struct reader *self, unsigned max)
{
    size_t len = get_number(self, max), bad_at = 0;
    if (self->is_bad || len == 0)
        return NULL;
    const char *text = (const char *)self->at;
    if ((size_t)(self->end - self->at) < len || memchr(text, 0, len) ||
        !text_is_valid(text, len, &bad_at)) {
        self->is_bad = true;
        return NULL;
    }
    self->at += len;
    char *copy = xstrndup(text, len);
    struct sbuf clean = {0};
    text_clean(&clean, copy);
    free(copy);
    return sbuf_take(&clean);
}

static void get_name(struct reader *self, char *name)
{
    char *text = get_text(self, PANEL_NAME_MAX - 1);
    size_t len = text ? strlen(text) : 0;
    if (len >= PANEL_NAME_MAX) {
        self->is_bad = true;
        len = 0;
    }
    memcpy(name, text ? text : "", len);
    name[len] = 0;
    free(text);
}

/* A raster of width x height; NULL if damaged or empty. Caller frees. */
static uint8_t *get_raster(struct reader *self, int width, int height)
{
    size_t stride = (size_t)width, count = stride * (size_t)height, at = 0;
    if (self->is_bad || count == 0)
        return NULL;
    uint8_t *pixels = xmalloc(count);
    while (at < count && !self->is_bad) {
        unsigned byte = get_byte(self), op = byte >> 3;
        size_t length = byte & 7;
        if (length == 0)
            length = (size_t)get_number(self, PANEL_SIDE_MAX * PANEL_SIDE_MAX) + SHORT_MAX + 1;
        bool fits = length <= count - at && (op == OP_COPY ? at >= stride : op < PALETTE_COUNT);
        if (!fits) {
            self->is_bad = true;
        } else if (op != OP_COPY) {
            memset(pixels + at, (int)op, length);
            at += length;
        } else {
            for (size_t last = at + length; at < last; at++)
                pixels[at] = pixels[at - stride];
        }
    }
    if (!self->is_bad)
        return pixels;
    free(pixels);
    return NULL;
}

static void get_boxes(struct reader *self, struct panel_picture *picture)
{
    size_t count = get_number(self, PANEL_BOXES_MAX);
    picture->boxes = xcalloc(count + 1, sizeof *picture->boxes);
    for (size_t i = 0; i < count && !self->is_bad; i++) {
        struct panel_box *box = &picture->boxes[picture->box_count++];
        unsigned kind = get_byte(self);
        if (kind >= PANEL_BOX_KINDS) {
            self->is_bad = true;
            kind = 0;
        }
        box->kind = (enum panel_box_kind)kind;
        get_name(self, box->name);
        box->x = get_signed(self);
        box->y = get_signed(self);
        box->width = get_signed(self);
        box->height = get_signed(self);
        if (box->width < 0 || box->height < 0)
            self->is_bad = true;
    }
}

static void get_layers(struct reader *self, struct panel_picture *picture)
{
    size_t count = get_number(self, PANEL_LAYERS_MAX);
    picture->layers = xcalloc(count + 1, sizeof *picture->layers);
    for (size_t i = 0; i < count && !self->is_bad; i++) {
        struct panel_layer *layer = &picture->layers[picture->layer_count++];
        get_name(self, layer->slot);
        get_name(self, layer->variant);
        layer->x = (int)get_number(self, (unsigned)picture->width);
        layer->y = (int)get_number(self, (unsigned)picture->height);
        layer->width = (int)get_number(self, (unsigned)(picture->width - layer->x));
        layer->height = (int)get_number(self, (unsigned)(picture->height - layer->y));
        layer->pixels = get_raster(self, layer->width, layer->height);
    }
}

/* Every pixel of the picture at rest has a colour. */
static bool is_opaque(const uint8_t *pixels, size_t count)
{
    return pixels && !memchr(pixels, PALETTE_DEFAULT, count);
}

bool panel_picture_read(struct panel_picture *self, const char *data, size_t len,
                        struct err *err)
{
    if (len < HEAD + SUM_BYTES || memcmp(data, magic, sizeof magic) != 0)
        return err_set(err, ERR_INPUT, N_("not a prepared panel"));
    if (data[VERSION_AT] != PANEL_FILE_VERSION)
        return err_set(err, ERR_INPUT,
                       N_("prepared panel of version %d, this program reads version %d"),
                       data[VERSION_AT], PANEL_FILE_VERSION);
    size_t end = len - SUM_BYTES;
    const unsigned char *bytes = (const unsigned char *)data;
    struct reader in = {bytes + HEAD, bytes + end, sum_at(data + end) != panel_sum(data, end)};
    self->source_sum = sum_at(data + SOURCE_AT);
    self->width = (int)get_number(&in, PANEL_SIDE_MAX);
    self->height = (int)get_number(&in, PANEL_SIDE_MAX);
    for (int i = 0; i < LANG_COUNT; i++) {
        self->title.text[i] = get_text(&in, PANEL_TEXT_MAX);
        self->description.text[i] = get_text(&in, PANEL_TEXT_MAX);
    }
    get_boxes(&in, self);
    self->pixels = get_raster(&in, self->width, self->height);
    self->edges = get_raster(&in, 2, self->height);
    get_layers(&in, self);
    size_t rows = (size_t)self->height;
    if (!in.is_bad && in.at == in.end && is_opaque(self->pixels, (size_t)self->width * rows) &&
        is_opaque(self->edges, 2 * rows))
        return true;
    panel_picture_release(self);
    return err_set(err, ERR_INPUT, N_("damaged prepared panel"));
}
