#include "export/out_html.h"

#include <stdlib.h>
#include <string.h>

#include "core/panel_file.h"

enum { DRAWING_MAX = 1 << 20 };

/* Sizes in cqw are hundredths of the picture's width, so that words grow with it. */
static const char css[] =
    "body{margin:0 auto;max-width:46rem;padding:1rem;background:#ffffd7;color:#1c1c1c;"
    "font:1.1rem/1.6 'Noto Sans CJK SC','WenQuanYi Micro Hei','PingFang SC',"
    "'Microsoft YaHei',sans-serif}\n"
    "h1{margin-bottom:0}section{margin:2.5rem 0;break-inside:avoid}\n"
    ".panel{position:relative;margin:0;container-type:inline-size;border:.25rem solid #1c1c1c;"
    "border-radius:.6rem;overflow:hidden;background:#fff;line-height:0}\n"
    ".panel img{width:100%;height:auto;line-height:1.4}\n"
    ".panel svg{position:absolute;inset:0;width:100%;height:100%}\n"
    ".panel svg path{fill:#fff;stroke:#1c1c1c;stroke-width:2}\n"
    ".zone{position:absolute;display:flex;align-items:flex-end;justify-content:center}\n"
    ".zone p{margin:0;padding:1.1cqw 1.6cqw;background:#fff;border:.5cqw solid #1c1c1c;"
    "border-radius:2cqw;font-size:3.3cqw;line-height:1.35}\n"
    ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
    "footer{font-size:.8rem}\n";

static void add_escaped(struct sbuf *out, const char *text)
{
    static const struct {
        char c;
        const char *entity;
    } rows[] = {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}};
    for (; *text; text++) {
        const char *entity = NULL;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (rows[i].c == *text)
                entity = rows[i].entity;
        if (entity)
            sbuf_add(out, entity);
        else
            sbuf_add_char(out, *text);
    }
}

static void add_element(struct sbuf *out, const char *name, const char *text)
{
    sbuf_addf(out, "<%s>", name);
    add_escaped(out, text);
    sbuf_addf(out, "</%s>\n", name);
}

/* Lines of `text`, each in its own element. */
static void add_lines(struct sbuf *out, const char *name, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = xstrndup(text, len);
        add_element(out, name, line);
        free(line);
        text += len + (text[len] == '\n');
    }
}

/* --- panels ------------------------------------------------------------------------------- */

/* The drawing as an address: what could end the attribute or the address is written as %XX. */
static void add_data_url(struct sbuf *out, const char *drawing, size_t len)
{
    sbuf_add(out, "data:image/svg+xml,");
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)drawing[i];
        bool is_plain = c > ' ' && c < 0x7f && !strchr("\"'#%<>&?`{}|\\^[]", c);
        if (is_plain)
            sbuf_add_char(out, drawing[i]);
        else
            sbuf_addf(out, "%%%02X", c);
    }
}

static bool add_image(struct sbuf *out, const char *panels, const char *name, const char *alt)
{
    struct sbuf path = {0};
    char *drawing = NULL;
    size_t len = 0;
    sbuf_addf(&path, "%s/%s.svg", panels, name);
    bool ok = file_read(sbuf_text(&path), DRAWING_MAX, &drawing, &len, NULL);
    sbuf_release(&path);
    sbuf_add(out, "<img alt=\"");
    add_escaped(out, alt);
    sbuf_add(out, "\" src=\"");
    if (ok)
        add_data_url(out, drawing, len);
    sbuf_add(out, "\">\n");
    free(drawing);
    return ok;
}

/* Boxes and sizes of a panel in tenths of a percent of the picture. */
static int permille(int value, int whole)
{
    return whole > 0 ? value * 1000 / whole : 0;
}

/* A bubble's tail: from the lower edge of its zone to its tip, over the bubble's border. */
static void add_tail(struct sbuf *out, const struct panel_picture *picture,
                     const struct panel_box *zone)
{
    enum { HALF = 14, OVERLAP = 4 };
    const struct panel_box *tip = panel_picture_box(picture, PANEL_BOX_TAIL, zone->name);
    int foot = zone->y + zone->height;
    if (!tip || tip->y + tip->height / 2 <= foot)
        return;
    int x = tip->x + tip->width / 2, middle = zone->x + zone->width / 2;
    int reach = zone->width / 6;
    int base = x < middle - reach ? middle - reach : x > middle + reach ? middle + reach : x;
    sbuf_addf(out, "<path d=\"M%d,%dL%d,%dL%d,%d\"/>", base - HALF, foot - OVERLAP, x,
              tip->y + tip->height / 2, base + HALF, foot - OVERLAP);
}

static const struct panel_box *box_of(const struct panel_picture *picture,
                                      const struct lesson_step *step, size_t index)
{
    return index < step->bubble_count
               ? panel_picture_box(picture, PANEL_BOX_BUBBLE, step->bubbles[index].speaker)
               : NULL;
}

/* Where a bubble stands, at the foot of its zone; false if the stage has no place.  Who speaks
 * first from the right stands higher, so that it is read first. */
static bool zone_of(const struct panel_picture *picture, const struct lesson_step *step,
                    size_t index, struct panel_box *zone)
{
    const struct panel_box *box = box_of(picture, step, index);
    const struct panel_box *next = index == 0 ? box_of(picture, step, 1) : NULL;
    if (!box)
        return false;
    *zone = *box;
    if (next && box->x > next->x)
        zone->height = zone->height * 3 / 5;
    return true;
}

static void add_zone(struct sbuf *out, const struct panel_picture *picture,
                     const struct panel_box *zone, const struct lesson_bubble *said)
{
    int place[] = {permille(zone->x, picture->width), permille(zone->y, picture->height),
                   permille(zone->width, picture->width),
                   permille(zone->height, picture->height)};
    static const char *const names[] = {"left", "top", "width", "height"};
    sbuf_add(out, "<div class=\"zone\" style=\"");
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        sbuf_addf(out, "%s:%d.%d%%;", names[i], place[i] / 10, place[i] % 10);
    sbuf_add(out, "\"><p><span class=\"hidden\">");
    add_escaped(out, both_now(&said->who));
    sbuf_add(out, ": </span>");
    add_escaped(out, both_now(&said->text));
    sbuf_add(out, "</p></div>\n");
}

static void add_zones(struct sbuf *out, const struct panel_picture *picture,
                      const struct lesson_step *step)
{
    struct panel_box zone;
    for (size_t i = 0; i < step->bubble_count; i++)
        if (zone_of(picture, step, i, &zone))
            add_zone(out, picture, &zone, &step->bubbles[i]);
    sbuf_addf(out, "<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">", picture->width,
              picture->height);
    for (size_t i = 0; i < step->bubble_count; i++)
        if (zone_of(picture, step, i, &zone))
            add_tail(out, picture, &zone);
    sbuf_add(out, "</svg>\n");
}

static void add_panel(struct sbuf *out, const struct lesson_step *step, const char *panels,
                      const struct panel_picture *picture)
{
    sbuf_add(out, "<figure class=\"panel\">\n");
    bool has_drawing = add_image(out, panels, step->panel, both_now(&step->alt));
    if (has_drawing && picture->width > 0)
        add_zones(out, picture, step);
    sbuf_add(out, "</figure>\n");
}

/* --- the page ----------------------------------------------------------------------------- */

/* The stage of a panel; without one the words stand below. Release it in any case. */
static void read_stage(struct print_client *client, const char *panel,
                       struct panel_picture *picture)
{
    char *data = NULL;
    size_t len = 0;
    if (!print_client_load(client, panel, &data, &len, NULL) ||
        !panel_picture_read(picture, data, len, NULL))
        *picture = (struct panel_picture){0};
    free(data);
}

static void add_step(struct sbuf *out, const struct lesson_step *step, const char *panels,
                     struct print_client *client)
{
    struct panel_picture picture = {0};
    sbuf_add(out, "<section>\n");
    add_element(out, "h2", both_now(&step->title));
    if (step->panel) {
        read_stage(client, step->panel, &picture);
        add_panel(out, step, panels, &picture);
    }
    for (size_t i = 0; i < step->bubble_count; i++) {
        if (box_of(&picture, step, i))
            continue;
        sbuf_add(out, "<p><strong>");
        add_escaped(out, both_now(&step->bubbles[i].who));
        sbuf_add(out, "</strong>: ");
        add_escaped(out, both_now(&step->bubbles[i].text));
        sbuf_add(out, "</p>\n");
    }
    add_lines(out, "p", both_now(&step->caption));
    sbuf_add(out, "</section>\n");
    panel_picture_release(&picture);
}

void out_html_lesson(const struct lesson *lesson, const char *panels,
                     struct print_client *client, struct sbuf *out)
{
    sbuf_addf(out,
              "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width\">\n",
              lang_now() == LANG_ZH ? "zh-CN" : "en");
    add_element(out, "title", both_now(&lesson->title));
    sbuf_addf(out, "<style>\n%s</style>\n</head>\n<body>\n", css);
    add_element(out, "h1", both_now(&lesson->title));
    struct sbuf line = {0};
    sbuf_addf(&line, _("Level %s, about %d minutes"), lesson->level, lesson->minutes);
    add_element(out, "p", sbuf_text(&line));
    sbuf_release(&line);
    sbuf_add(out, "<ul>\n");
    add_lines(out, "li", both_now(&lesson->objectives));
    sbuf_add(out, "</ul>\n");
    for (size_t i = 0; i < lesson->step_count; i++)
        add_step(out, &lesson->steps[i], panels, client);
    add_element(out, "footer",
                _("Training material: no advice; people and shops are invented."));
    sbuf_add(out, "</body>\n</html>\n");
}
