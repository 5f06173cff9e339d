#include "print/handout.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "print/layered.h"
#include "print/typeface.h"

/* points */
enum { PAGE_WIDTH = 595, PAGE_HEIGHT = 842, MARGIN = 48, FOOT = 30 };
enum { TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN, PICTURE_WIDTH = 288 };
enum { BODY_SIZE = 11, STEP_SIZE = 14, TITLE_SIZE = 22, SMALL_SIZE = 8, SPACE = 8 };
/* points of a bubble */
enum { BUBBLE_MOST = 11, BUBBLE_LEAST = 5, PADDING = 5, ROUND = 7, TAIL_HALF = 5 };

static const double ink = 0x1c / 255.0;

struct page {
    cairo_t *cairo;
    double y; /* of what comes next */
    int number;
};

struct box {
    double x, y, width, height;
};

/* One panel of the lesson, read and judged; `box` is its part of the page. */
struct drawing {
    struct svg svg;
    double view[4], scale;
    struct box box;
    bool is_there;
};

/* --- text --------------------------------------------------------------------------------- */

static PangoLayout *new_text(cairo_t *cairo, const char *text, double size, bool is_bold,
                             double width)
{
    PangoLayout *layout = typeface_layout(cairo, size, is_bold);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static double text_height(cairo_t *cairo, const char *text, double size, bool is_bold)
{
    double width, height;
    PangoLayout *layout = new_text(cairo, text, size, is_bold, TEXT_WIDTH);
    typeface_measure(layout, &width, &height);
    g_object_unref(layout);
    return height;
}

static void write_text(struct page *page, const char *text, double size, bool is_bold)
{
    double width, height;
    PangoLayout *layout = new_text(page->cairo, text, size, is_bold, TEXT_WIDTH);
    typeface_measure(layout, &width, &height);
    cairo_set_source_rgb(page->cairo, ink, ink, ink);
    cairo_move_to(page->cairo, MARGIN, page->y);
    pango_cairo_show_layout(page->cairo, layout);
    g_object_unref(layout);
    page->y += height;
}

static void write_foot(struct page *page)
{
    char text[200];
    double y = page->y;
    snprintf(text, sizeof text, "%s   %d",
             _("Training material: no advice; people and shops are invented."), page->number);
    page->y = PAGE_HEIGHT - FOOT;
    write_text(page, text, SMALL_SIZE, false);
    page->y = y;
}

static void need_room(struct page *page, double height)
{
    if (page->y + height <= PAGE_HEIGHT - MARGIN || page->y <= MARGIN)
        return;
    write_foot(page);
    cairo_show_page(page->cairo);
    page->number++;
    page->y = MARGIN;
}

/* --- the picture -------------------------------------------------------------------------- */

static void drawing_open(struct drawing *self, const char *folder, const char *panel)
{
    struct err refused = {0};
    char name[PANEL_NAME_MAX + sizeof ".svg"];
    snprintf(name, sizeof name, "%.*s.svg", PANEL_NAME_MAX - 1, panel);
    char *path = file_join(folder, name);
    *self = (struct drawing){.view = {0, 0, 400, 320}};
    self->is_there = svg_load(&self->svg, path, &refused) &&
                     layered_view_box(&self->svg, self->view, &refused);
    if (!self->is_there)
        memcpy(self->view, (const double[]){0, 0, 400, 320}, sizeof self->view);
    self->scale = PICTURE_WIDTH / self->view[2];
    self->box = (struct box){(PAGE_WIDTH - PICTURE_WIDTH) / 2.0, 0, PICTURE_WIDTH,
                             self->view[3] * self->scale};
    free(path);
}

static bool stage_box(const struct drawing *self, const char *kind, const char *name,
                      struct box *out)
{
    char id[2 * PANEL_NAME_MAX];
    double rect[4];
    snprintf(id, sizeof id, "%.15s.%.31s", kind, name);
    xmlNode *node = self->is_there ? svg_find(&self->svg, id) : NULL;
    if (!node || !layered_stage_rect(node, rect))
        return false;
    *out = (struct box){self->box.x + (rect[0] - self->view[0]) * self->scale,
                        self->box.y + (rect[1] - self->view[1]) * self->scale,
                        rect[2] * self->scale, rect[3] * self->scale};
    return true;
}

static void outline(cairo_t *cairo, const struct box *box, double radius)
{
    cairo_new_sub_path(cairo);
    for (int corner = 0; corner < 4; corner++) {
        bool is_right = corner == 0 || corner == 1, is_low = corner == 1 || corner == 2;
        cairo_arc(cairo, is_right ? box->x + box->width - radius : box->x + radius,
                  is_low ? box->y + box->height - radius : box->y + radius, radius,
                  (corner - 1) * G_PI_2, corner * G_PI_2);
    }
    cairo_close_path(cairo);
}

static void fill_and_stroke(cairo_t *cairo, double paper)
{
    cairo_set_source_rgb(cairo, paper, paper, paper);
    cairo_fill_preserve(cairo);
    cairo_set_source_rgb(cairo, ink, ink, ink);
    cairo_set_line_width(cairo, 1.5);
    cairo_stroke(cairo);
}

static bool draw_panel(const struct drawing *self, cairo_t *cairo)
{
    static const char css[] = "#stage { display: none !important; }";
    RsvgRectangle viewport = {self->box.x, self->box.y, self->box.width, self->box.height};
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)self->svg.text, self->svg.len, NULL);
    bool ok =
        handle && rsvg_handle_set_stylesheet(handle, (const guint8 *)css, strlen(css), NULL);
    cairo_save(cairo);
    cairo_rectangle(cairo, self->box.x, self->box.y, self->box.width, self->box.height);
    cairo_clip(cairo);
    ok = ok && rsvg_handle_render_document(handle, cairo, &viewport, NULL);
    cairo_restore(cairo);
    if (handle)
        g_object_unref(handle);
    return ok;
}

static void draw_frame(const struct drawing *self, cairo_t *cairo, const char *instead)
{
    outline(cairo, &self->box, ROUND);
    fill_and_stroke(cairo, 1);
    PangoLayout *layout =
        new_text(cairo, instead, BODY_SIZE, false, self->box.width - 2 * MARGIN);
    cairo_move_to(cairo, self->box.x + MARGIN, self->box.y + MARGIN);
    pango_cairo_show_layout(cairo, layout);
    g_object_unref(layout);
}

/* --- bubbles ------------------------------------------------------------------------------ */

/* The largest letters at which the text fits the zone. Caller frees. */
static PangoLayout *fit(cairo_t *cairo, const char *text, const struct box *zone, double *width,
                        double *height)
{
    for (double size = BUBBLE_MOST;; size -= 0.5) {
        PangoLayout *layout = new_text(cairo, text, size, false, zone->width - 2 * PADDING);
        typeface_measure(layout, width, height);
        if (*height <= zone->height - 2 * PADDING || size <= BUBBLE_LEAST)
            return layout;
        g_object_unref(layout);
    }
}

/* From the lower edge of `bubble` towards `tip`; its base covers the edge. */
static void draw_tail(cairo_t *cairo, const struct box *bubble, const struct box *tip)
{
    double x = tip->x + tip->width / 2, y = tip->y + tip->height / 2;
    double foot = bubble->y + bubble->height;
    double base =
        fmin(fmax(x, bubble->x + 3.0 * TAIL_HALF), bubble->x + bubble->width - 3.0 * TAIL_HALF);
    if (y <= foot)
        return;
    cairo_move_to(cairo, base - TAIL_HALF, foot - 1);
    cairo_line_to(cairo, x, y);
    cairo_line_to(cairo, base + TAIL_HALF, foot - 1);
    fill_and_stroke(cairo, 1);
    cairo_move_to(cairo, base - TAIL_HALF + 1, foot - 0.5);
    cairo_line_to(cairo, base + TAIL_HALF - 1, foot - 0.5);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_set_line_width(cairo, 2.5);
    cairo_stroke(cairo);
}

/* Who speaks first from the right stands higher, so that it is read first. */
static bool is_raised(const struct drawing *self, const struct lesson_step *step, size_t index)
{
    struct box first, second;
    return index == 0 && step->bubble_count > 1 &&
           stage_box(self, "bubble", step->bubbles[0].speaker, &first) &&
           stage_box(self, "bubble", step->bubbles[1].speaker, &second) && first.x > second.x;
}

static void draw_bubble(const struct drawing *self, cairo_t *cairo,
                        const struct lesson_step *step, size_t index)
{
    const struct lesson_bubble *said = &step->bubbles[index];
    struct box zone, tip;
    double width, height;
    if (!stage_box(self, "bubble", said->speaker, &zone))
        return;
    PangoLayout *layout = fit(cairo, both_now(&said->text), &zone, &width, &height);
    struct box bubble = {zone.x + (zone.width - width) / 2 - PADDING, zone.y,
                         width + 2 * PADDING, height + 2 * PADDING};
    if (!is_raised(self, step, index))
        bubble.y += zone.height - bubble.height;
    outline(cairo, &bubble, ROUND);
    fill_and_stroke(cairo, 1);
    if (stage_box(self, "tail", said->speaker, &tip))
        draw_tail(cairo, &bubble, &tip);
    cairo_set_source_rgb(cairo, ink, ink, ink);
    cairo_move_to(cairo, bubble.x + PADDING, bubble.y + PADDING);
    pango_cairo_show_layout(cairo, layout);
    g_object_unref(layout);
}

/* --- steps -------------------------------------------------------------------------------- */

/* The words for which the drawing has no place, a line each, then the caption. */
static void add_words(const struct drawing *drawing, const struct lesson_step *step,
                      struct sbuf *out)
{
    struct box zone;
    for (size_t i = 0; i < step->bubble_count; i++) {
        const struct lesson_bubble *said = &step->bubbles[i];
        if (stage_box(drawing, "bubble", said->speaker, &zone))
            continue;
        sbuf_addf(out, _("%s: %s"), both_now(&said->who), both_now(&said->text));
        sbuf_add_char(out, '\n');
    }
    sbuf_add(out, both_now(&step->caption));
}

static void write_step(struct page *page, const struct lesson_step *step, const char *panels)
{
    struct drawing drawing = {0};
    struct sbuf words = {0};
    cairo_t *cairo = page->cairo;
    if (step->panel)
        drawing_open(&drawing, panels, step->panel);
    add_words(&drawing, step, &words);
    need_room(page, text_height(cairo, both_now(&step->title), STEP_SIZE, true) +
                        drawing.box.height + 2 * SPACE +
                        text_height(cairo, sbuf_text(&words), BODY_SIZE, false));
    write_text(page, both_now(&step->title), STEP_SIZE, true);
    page->y += SPACE;
    if (step->panel) {
        drawing.box.y = page->y;
        if (!drawing.is_there || !draw_panel(&drawing, cairo))
            draw_frame(&drawing, cairo, both_now(&step->alt));
        page->y += drawing.box.height + SPACE;
    }
    for (size_t i = 0; i < step->bubble_count; i++)
        draw_bubble(&drawing, cairo, step, i);
    write_text(page, sbuf_text(&words), BODY_SIZE, false);
    page->y += 2 * SPACE;
    sbuf_release(&words);
    svg_release(&drawing.svg);
}

static void write_head(struct page *page, const struct lesson *lesson)
{
    struct sbuf line = {0};
    sbuf_addf(&line, "%s  %s", lesson->id, both_now(&lesson->title));
    write_text(page, sbuf_text(&line), TITLE_SIZE, true);
    sbuf_clear(&line);
    sbuf_addf(&line, _("Level %s, about %d minutes"), lesson->level, lesson->minutes);
    write_text(page, sbuf_text(&line), BODY_SIZE, false);
    page->y += SPACE;
    write_text(page, both_now(&lesson->objectives), BODY_SIZE, false);
    page->y += 2 * SPACE;
    sbuf_release(&line);
}

static cairo_status_t keep(void *closure, const unsigned char *data, unsigned length)
{
    sbuf_add_len(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

bool handout_make(const struct lesson *lesson, const char *panels, struct sbuf *out,
                  struct err *err)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(keep, out, PAGE_WIDTH, PAGE_HEIGHT);
    struct page page = {cairo_create(surface), MARGIN, 1};
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, both_now(&lesson->title));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "trainer");
    write_head(&page, lesson);
    for (size_t i = 0; i < lesson->step_count; i++)
        write_step(&page, &lesson->steps[i], panels);
    write_foot(&page);
    cairo_destroy(page.cairo);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS ||
           err_set(err, ERR_IO, N_("cannot make the pages: %s"),
                   cairo_status_to_string(status));
}
