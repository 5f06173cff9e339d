#include "art/ansi.h"

#include <string.h>

/* Terminal colour of an index: -1 = its own. */
static int colour_of(uint8_t index, enum colour_class colours)
{
    const struct palette_entry *entry = palette_entry(index);
    switch (colours) {
    case COLOUR_256:
        return entry->x256;
    case COLOUR_16:
        return entry->a16;
    case COLOUR_8:
        return entry->a8;
    default:
        return -1;
    }
}

static void add_rgb(struct sbuf *out, int code, uint8_t index)
{
    uint32_t rgb = palette_entry(index)->rgb;
    sbuf_addf(out, ";%d;2;%u;%u;%u", code, rgb >> 16, rgb >> 8 & 255, rgb & 255);
}

static void add_colour(struct sbuf *out, uint8_t index, enum colour_class colours,
                       bool truecolor, bool is_bg)
{
    enum { FG = 30, BG = 40, BRIGHT_STEP = 60, EXTENDED = 8, BRIGHT = 8 };
    int colour = colour_of(index, colours), base = is_bg ? BG : FG;
    if (colour < 0)
        return;
    if (truecolor && colours == COLOUR_256)
        add_rgb(out, base + EXTENDED, index);
    else if (colours == COLOUR_256)
        sbuf_addf(out, ";%d;5;%d", base + EXTENDED, colour);
    else if (colour < BRIGHT)
        sbuf_addf(out, ";%d", base + colour);
    else if (colours == COLOUR_16)
        sbuf_addf(out, ";%d", base + BRIGHT_STEP + colour - BRIGHT);
    else
        sbuf_addf(out, ";%d%s", base + colour - BRIGHT, is_bg ? "" : ";1");
}

static void add_style(struct sbuf *out, struct style style, enum colour_class colours,
                      bool truecolor)
{
    static const char *const attributes[] = {";1", ";2", ";7", ";4"};
    sbuf_add(out, "\033[0");
    for (unsigned i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (style.attr & 1u << i)
            sbuf_add(out, attributes[i]);
    add_colour(out, style.fg, colours, truecolor, false);
    add_colour(out, style.bg, colours, truecolor, true);
    sbuf_add_char(out, 'm');
}

static bool is_same(struct style a, struct style b)
{
    return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

void ansi_write(const struct frame *frame, enum colour_class colours, bool truecolor,
                struct sbuf *out)
{
    const struct cell *cell = frame->cells;
    for (int y = 0; y < frame->rows; y++) {
        const struct cell *before = NULL;
        for (int x = 0; x < frame->cols; x++, cell++) {
            if (cell->cols == 0 && cell->text[0] == 0 && before && before->cols == 2) {
                before = cell;
                continue;
            }
            if (!before || !is_same(before->style, cell->style))
                add_style(out, cell->style, colours, truecolor);
            sbuf_add(out, cell->text[0] ? cell->text : " ");
            before = cell;
        }
        sbuf_add(out, "\033[0m\n");
    }
}

static void add_escaped(struct sbuf *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '<':
            sbuf_add(out, "&lt;");
            break;
        case '>':
            sbuf_add(out, "&gt;");
            break;
        case '&':
            sbuf_add(out, "&amp;");
            break;
        default:
            sbuf_add_char(out, *text);
        }
    }
}

static void open_span(struct sbuf *out, struct style style, enum colour_class colours)
{
    bool has_colours = colours != COLOUR_MONO && colours != COLOUR_ASCII;
    uint32_t fg = has_colours && style.fg ? palette_entry(style.fg)->rgb : 0x1c1c1c;
    uint32_t bg = has_colours && style.bg ? palette_entry(style.bg)->rgb : 0xffffff;
    sbuf_addf(out, "<span style=\"color:#%06x;background:#%06x%s%s\">", (unsigned)fg,
              (unsigned)bg, style.attr & ATTR_BOLD ? ";font-weight:bold" : "",
              style.attr & ATTR_UNDERLINE ? ";text-decoration:underline" : "");
}

void ansi_write_html(const struct frame *frame, enum colour_class colours, struct sbuf *out)
{
    const struct cell *cell = frame->cells;
    sbuf_add(out, "<pre style=\"line-height:1.2\">\n");
    for (int y = 0; y < frame->rows; y++) {
        const struct cell *before = NULL;
        for (int x = 0; x < frame->cols; x++, cell++) {
            if (cell->cols == 0 && cell->text[0] == 0 && before && before->cols == 2) {
                before = cell;
                continue;
            }
            if (!before || !is_same(before->style, cell->style)) {
                sbuf_add(out, before ? "</span>" : "");
                open_span(out, cell->style, colours);
            }
            add_escaped(out, cell->text[0] ? cell->text : " ");
            before = cell;
        }
        sbuf_add(out, "</span>\n");
    }
    sbuf_add(out, "</pre>\n");
}
