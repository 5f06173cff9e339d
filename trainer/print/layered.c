#include "print/layered.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/palette.h"
#include "core/text.h"

enum { RASTER_WIDTH = 800, RASTER_HEIGHT_MAX = 1200 };

/* One variant of a slot as found in the drawing. */
struct variant {
    char slot[PANEL_NAME_MAX], variant[PANEL_NAME_MAX];
    char *id; /* as a stylesheet selector; owned */
    bool is_shown;
};

struct maker {
    const struct svg *svg;
    struct panel_picture *picture;
    double box[4], scale;
    struct variant variants[PANEL_LAYERS_MAX];
    size_t variant_count;
};

bool layered_view_box(const struct svg *svg, double box[4], struct err *err)
{
    xmlNode *top = xmlDocGetRootElement(svg->doc);
    char *text = svg_attribute(top, "viewBox");
    int used = text ? sscanf(text, "%lf%*[ ,]%lf%*[ ,]%lf%*[ ,]%lf", &box[0], &box[1], &box[2],
                             &box[3])
                    : 0;
    xmlFree(text);
    bool ok = used == 4;
    for (int i = 0; ok && i < 4; i++)
        ok = isfinite(box[i]) && fabs(box[i]) < 1e5;
    if (ok && box[2] >= 20 && box[3] >= 20 && box[2] / box[3] <= 4 && box[3] / box[2] <= 1.5)
        return true;
    return svg_fail(svg, top, err, _("viewBox is missing or unfit: use \"0 0 400 320\""));
}

char *layered_name(const xmlNode *node)
{
    char *name = svg_attribute(node, "label");
    return name ? name : svg_attribute(node, "id");
}

static double number_of(const xmlNode *node, const char *name, double otherwise)
{
    char *text = svg_attribute(node, name);
    double value = text ? strtod(text, NULL) : otherwise;
    xmlFree(text);
    return isfinite(value) && fabs(value) < 1e5 ? value : otherwise;
}

bool layered_stage_rect(const xmlNode *node, double rect[4])
{
    if (svg_is(node, "circle")) {
        double r = number_of(node, "r", 0);
        rect[0] = number_of(node, "cx", 0) - r;
        rect[1] = number_of(node, "cy", 0) - r;
        rect[2] = rect[3] = 2 * r;
        return true;
    }
    rect[0] = number_of(node, "x", 0);
    rect[1] = number_of(node, "y", 0);
    rect[2] = number_of(node, "width", 0);
    rect[3] = number_of(node, "height", 0);
    return svg_is(node, "rect") && rect[2] >= 0 && rect[3] >= 0;
}

bool layered_stage_name(const char *text, struct panel_box *box)
{
    const char *dot = strchr(text, '.');
    if (!dot || dot[1] == 0 || strlen(dot + 1) >= PANEL_NAME_MAX)
        return false;
    for (int kind = 0; kind < PANEL_BOX_KINDS; kind++) {
        const char *name = panel_box_kind_name((enum panel_box_kind)kind);
        if (strlen(name) == (size_t)(dot - text) && strncmp(name, text, strlen(name)) == 0) {
            box->kind = (enum panel_box_kind)kind;
            memcpy(box->name, dot + 1, strlen(dot + 1) + 1);
            return true;
        }
    }
    return false;
}

/* --- what the drawing says about itself --------------------------------------------------- */

static void read_words(struct maker *self)
{
    static const char *const ids[LANG_COUNT] = {[LANG_ZH] = "desc-zh", [LANG_EN] = "desc-en"};
    struct panel_picture *picture = self->picture;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        xmlNode *node = svg_find(self->svg, ids[lang]);
        char *text = node ? (char *)xmlNodeGetContent(node) : NULL;
        struct sbuf clean;
        sbuf_init(&clean, PANEL_TEXT_MAX - 1);
        if (text)
            text_clean(&clean, text);
        xmlFree(text);
        picture->description.text[lang] = sbuf_take(&clean);
    }
    xmlNode *top = xmlDocGetRootElement(self->svg->doc);
    for (xmlNode *node = xmlFirstElementChild(top); node; node = xmlNextElementSibling(node)) {
        if (!svg_is(node, "title"))
            continue;
        char *lang = svg_attribute(node, "lang");
        bool is_zh = lang && strncmp(lang, "zh", 2) == 0;
        char **place = &picture->title.text[is_zh ? LANG_ZH : LANG_EN];
        xmlFree(lang);
        char *text = (char *)xmlNodeGetContent(node);
        struct sbuf clean;
        sbuf_init(&clean, PANEL_TEXT_MAX - 1);
        text_clean(&clean, text ? text : "");
        xmlFree(text);
        free(*place);
        *place = sbuf_take(&clean);
    }
}

static bool read_stage(struct maker *self, struct err *err)
{
    struct panel_picture *picture = self->picture;
    xmlNode *stage = svg_find(self->svg, "stage");
    picture->boxes = xcalloc(PANEL_BOXES_MAX, sizeof *picture->boxes);
    if (!stage)
        return true;
    for (xmlNode *node = svg_next(stage, stage); node; node = svg_next(stage, node)) {
        struct panel_box box = {0};
        double rect[4];
        char *name = layered_name(node);
        bool is_box = name && layered_stage_name(name, &box) && layered_stage_rect(node, rect);
        xmlFree(name);
        if (!is_box)
            continue;
        if (picture->box_count == PANEL_BOXES_MAX)
            return svg_fail(self->svg, node, err, _("too many boxes in the stage"));
        double limit = 2 * PANEL_SIDE_MAX;
        double x = (rect[0] - self->box[0]) * self->scale;
        double y = (rect[1] - self->box[1]) * self->scale;
        box.x = (int)lround(fmin(limit, fmax(-limit, x)));
        box.y = (int)lround(fmin(limit, fmax(-limit, y)));
        box.width = (int)lround(fmin(limit, rect[2] * self->scale));
        box.height = (int)lround(fmin(limit, rect[3] * self->scale));
        picture->boxes[picture->box_count++] = box;
    }
    return true;
}

/* `text` as an id selector: everything but letters and digits escaped. Caller frees. */
static char *selector_of(const char *text)
{
    struct sbuf out = {0};
    sbuf_add_char(&out, '#');
    for (const char *at = text; *at; at++) {
        bool is_plain = ((unsigned char)*at & 0x80) || (*at >= 'a' && *at <= 'z') ||
                        (*at >= 'A' && *at <= 'Z') || *at == '_' ||
                        (at > text && ((*at >= '0' && *at <= '9') || *at == '-'));
        if (is_plain)
            sbuf_add_char(&out, *at);
        else
            sbuf_addf(&out, "\\%x ", (unsigned)(unsigned char)*at);
    }
    return sbuf_take(&out);
}

static bool read_variant(struct maker *self, const xmlNode *node, struct err *err)
{
    char *name = layered_name(node), *id = svg_attribute(node, "id");
    char *equals = name ? strchr(name, '=') : NULL;
    bool ok = true;
    if (equals && id && svg_is(node, "g")) {
        struct variant *new = &self->variants[self->variant_count];
        size_t slot_len = (size_t)(equals - name), variant_len = strlen(equals + 1);
        if (self->variant_count == PANEL_LAYERS_MAX)
            ok = svg_fail(self->svg, node, err, _("too many animation variants"));
        else if (slot_len >= PANEL_NAME_MAX || variant_len >= PANEL_NAME_MAX || !variant_len)
            ok = svg_fail(self->svg, node, err, _("name of an animation slot is unfit"));
        if (ok) {
            memcpy(new->slot, name, slot_len);
            memcpy(new->variant, equals + 1, variant_len);
            char *style = svg_attribute(node, "style"),
                 *display = svg_attribute(node, "display");
            new->is_shown = !(style && strstr(style, "display:none")) &&
                            !(display && strcmp(display, "none") == 0);
            new->id = selector_of(id);
            self->variant_count++;
            xmlFree(style);
            xmlFree(display);
        }
    }
    xmlFree(name);
    xmlFree(id);
    return ok;
}

/* --- drawing ------------------------------------------------------------------------------ */

static const char css_always[] = "* { shape-rendering: crispEdges !important; }\n"
                                 "#stage { display: none !important; }\n";

static uint8_t index_of(uint32_t rgb)
{
    int exact = palette_find_rgb(rgb);
    if (exact >= 0)
        return (uint8_t)exact;
    unsigned best = PALETTE_INK;
    long least = -1;
    for (unsigned i = PALETTE_INK; i < PALETTE_COUNT; i++) {
        uint32_t other = palette_entry(i)->rgb;
        long sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            long d = (long)(rgb >> shift & 255) - (long)(other >> shift & 255);
            sum += d * d;
        }
        if (least < 0 || sum < least) {
            least = sum;
            best = i;
        }
    }
    return (uint8_t)best;
}

static void to_indices(cairo_surface_t *surface, uint8_t *pixels, int width, int height)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    uint32_t last = 0xffffffff;
    uint8_t index = PALETTE_WHITE;
    for (int y = 0; y < height; y++) {
        const unsigned char *row = data + (ptrdiff_t)y * stride;
        for (int x = 0; x < width; x++) {
            uint32_t argb;
            memcpy(&argb, row + 4 * x, sizeof argb);
            if (argb != last)
                index = argb >> 24 < 128 ? PALETTE_WHITE : index_of(argb & 0xffffff);
            last = argb;
            *pixels++ = index;
        }
    }
}

/* The whole drawing under a stylesheet. Caller frees. */
static uint8_t *draw(const struct maker *self, const char *css, struct err *err)
{
    int width = self->picture->width, height = self->picture->height;
    GError *fault = NULL;
    uint8_t *pixels = NULL;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)self->svg->text, self->svg->len, &fault);
    RsvgRectangle viewport = {0, 0, width, height};
    if (handle &&
        rsvg_handle_set_stylesheet(handle, (const guint8 *)css, strlen(css), &fault) &&
        rsvg_handle_render_document(handle, cairo, &viewport, &fault)) {
        cairo_surface_flush(surface);
        pixels = xmalloc((size_t)width * (size_t)height);
        to_indices(surface, pixels, width, height);
    } else {
        svg_fail(self->svg, NULL, err, fault ? fault->message : "librsvg");
    }
    g_clear_error(&fault);
    if (handle)
        g_object_unref(handle);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return pixels;
}

/* Keep of `drawn` what differs from the picture at rest, cut to its box. */
static void keep_difference(const struct panel_picture *picture, const uint8_t *drawn,
                            struct panel_layer *layer)
{
    int left = picture->width, right = 0, top = picture->height, bottom = 0;
    for (int y = 0; y < picture->height; y++) {
        for (int x = 0; x < picture->width; x++) {
            size_t at = (size_t)y * (size_t)picture->width + (size_t)x;
            if (drawn[at] == picture->pixels[at])
                continue;
            left = x < left ? x : left;
            right = x >= right ? x + 1 : right;
            top = y < top ? y : top;
            bottom = y + 1;
        }
    }
    if (right <= left)
        return;
    layer->x = left;
    layer->y = top;
    layer->width = right - left;
    layer->height = bottom - top;
    layer->pixels = xmalloc((size_t)layer->width * (size_t)layer->height);
    uint8_t *out = layer->pixels;
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            size_t at = (size_t)y * (size_t)picture->width + (size_t)x;
            *out++ = drawn[at] == picture->pixels[at] ? PALETTE_DEFAULT : drawn[at];
        }
    }
}

static bool draw_variants(struct maker *self, struct err *err)
{
    struct panel_picture *picture = self->picture;
    picture->layers = xcalloc(PANEL_LAYERS_MAX, sizeof *picture->layers);
    for (size_t i = 0; i < self->variant_count; i++) {
        const struct variant *mine = &self->variants[i];
        struct panel_layer *layer = &picture->layers[picture->layer_count++];
        memcpy(layer->slot, mine->slot, sizeof layer->slot);
        memcpy(layer->variant, mine->variant, sizeof layer->variant);
        if (mine->is_shown)
            continue;
        struct sbuf css = {0};
        sbuf_add(&css, css_always);
        for (size_t k = 0; k < self->variant_count; k++)
            if (strcmp(self->variants[k].slot, mine->slot) == 0)
                sbuf_addf(&css, "%s { display: %s !important; }\n", self->variants[k].id,
                          k == i ? "inline" : "none");
        uint8_t *drawn = draw(self, sbuf_text(&css), err);
        sbuf_release(&css);
        if (!drawn)
            return false;
        keep_difference(picture, drawn, layer);
        free(drawn);
    }
    return true;
}

static bool draw_edges(struct maker *self, struct err *err)
{
    struct panel_picture *picture = self->picture;
    struct sbuf css = {0};
    sbuf_add(&css, css_always);
    sbuf_add(&css, "svg > g { display: none !important; }\n"
                   "#backdrop { display: inline !important; }\n");
    uint8_t *drawn = draw(self, sbuf_text(&css), err);
    sbuf_release(&css);
    if (!drawn)
        return false;
    size_t width = (size_t)picture->width;
    picture->edges = xmalloc(2 * (size_t)picture->height);
    for (size_t y = 0; y < (size_t)picture->height; y++) {
        picture->edges[2 * y] = drawn[y * width];
        picture->edges[2 * y + 1] = drawn[y * width + width - 1];
    }
    free(drawn);
    return true;
}

bool layered_make(const struct svg *svg, struct panel_picture *picture, struct err *err)
{
    struct maker maker = {.svg = svg, .picture = picture};
    if (!layered_view_box(svg, maker.box, err))
        return false;
    maker.scale = fmin(RASTER_WIDTH / maker.box[2], RASTER_HEIGHT_MAX / maker.box[3]);
    picture->width = (int)lround(maker.box[2] * maker.scale);
    picture->height = (int)lround(maker.box[3] * maker.scale);
    picture->source_sum = panel_sum(svg->text, svg->len);
    read_words(&maker);
    xmlNode *top = xmlDocGetRootElement(svg->doc);
    bool ok = read_stage(&maker, err);
    for (xmlNode *node = top; ok && node; node = svg_next(top, node))
        ok = read_variant(&maker, node, err);
    if (ok)
        picture->pixels = draw(&maker, css_always, err);
    ok = ok && picture->pixels && draw_edges(&maker, err) && draw_variants(&maker, err);
    for (size_t i = 0; i < maker.variant_count; i++)
        free(maker.variants[i].id);
    return ok;
}
