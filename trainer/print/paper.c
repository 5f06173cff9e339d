#include "print/paper.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/qr.h"
#include "core/text.h"
#include "print/typeface.h"

/* points; 72 to the inch */
enum { A4_WIDTH = 595, A4_HEIGHT = 842, A4_MARGIN = 56, SLIP_MARGIN = 11, FOOT = 24 };
static const double mm = 72 / 25.4;
static const double leading = 1.35; /* of the size of the letters */
static const char CODE[] = "QR:";
static const double CODE_SHARE = 0.6; /* of the width of the paper */
enum { HANGING = 2 };                 /* spaces before the second language */
static const double ink = 0x1c / 255.0;

struct form { /* one kind of paper */
    int columns;
    double width, margin;
};

static const struct form forms[] = {
    {32, 58, SLIP_MARGIN}, {48, 80, SLIP_MARGIN}, {96, 210, A4_MARGIN}};
enum { FORMS = sizeof forms / sizeof *forms };

struct sheet {
    cairo_surface_t *surface;
    cairo_t *cairo;
    double width, height, margin, size, y;
    bool is_roll, is_head; /* is_head: before the first rule */
    int number;            /* of the page */
};

/* --- lines -------------------------------------------------------------------------------- */

struct line {
    const char *text;
    size_t len;
};

static struct line next_line(const char **at, const char *end)
{
    const char *newline = memchr(*at, '\n', (size_t)(end - *at));
    struct line line = {*at, (size_t)((newline ? newline : end) - *at)};
    *at = newline ? newline + 1 : end;
    return line;
}

static int line_columns(const struct line *line)
{
    char *copy = xstrndup(line->text, line->len);
    int columns = text_cols(copy);
    free(copy);
    return columns;
}

static bool is_code(const struct line *line)
{
    return line->len > strlen(CODE) && strncmp(line->text, CODE, strlen(CODE)) == 0;
}

static int widest(const char *from, const char *end)
{
    int columns = 0;
    while (from < end) {
        struct line line = next_line(&from, end);
        int cols = is_code(&line) ? 0 : line_columns(&line);
        columns = cols > columns ? cols : columns;
    }
    return columns;
}

static bool is_rule(const struct line *line)
{
    size_t dashes = 0;
    while (dashes < line->len && line->text[dashes] == '-')
        dashes++;
    return line->len > 3 && dashes == line->len;
}

/* --- drawing ------------------------------------------------------------------------------ */

static void write_at(struct sheet *sheet, const char *text, size_t len, bool is_centred,
                     bool is_bold)
{
    double width, height;
    PangoLayout *layout = typeface_layout(sheet->cairo, sheet->size, is_bold);
    pango_layout_set_text(layout, text, (int)len);
    typeface_measure(layout, &width, &height);
    cairo_set_source_rgb(sheet->cairo, ink, ink, ink);
    cairo_move_to(sheet->cairo, is_centred ? (sheet->width - width) / 2 : sheet->margin,
                  sheet->y);
    pango_cairo_show_layout(sheet->cairo, layout);
    g_object_unref(layout);
}

static void draw_rule(struct sheet *sheet)
{
    double y = sheet->y + sheet->size / 2;
    cairo_set_source_rgb(sheet->cairo, ink, ink, ink);
    cairo_set_line_width(sheet->cairo, 0.7);
    cairo_move_to(sheet->cairo, sheet->margin, y);
    cairo_line_to(sheet->cairo, sheet->width - sheet->margin, y);
    cairo_stroke(sheet->cairo);
}

static void end_page(struct sheet *sheet)
{
    if (!sheet->is_roll) {
        char text[16];
        snprintf(text, sizeof text, "%d", sheet->number);
        sheet->y = sheet->height - sheet->margin + FOOT / 2.0;
        write_at(sheet, text, strlen(text), true, false);
    }
    cairo_show_page(sheet->cairo);
    sheet->number++;
    sheet->y = sheet->margin;
}

static double line_height(const struct sheet *sheet, const struct line *line)
{
    return is_code(line) ? sheet->width * CODE_SHARE : sheet->size * leading;
}

static void draw_code(struct sheet *sheet, const struct line *line)
{
    struct qr qr = {0};
    struct err err = {0};
    char *payload = xstrndup(line->text + strlen(CODE), line->len - strlen(CODE));
    double side = sheet->width * CODE_SHARE, left = (sheet->width - side) / 2;
    if (qr_make(&qr, payload, QR_MEDIUM, &err)) {
        double module = side / qr.size;
        cairo_set_source_rgb(sheet->cairo, 0, 0, 0);
        for (int y = 0; y < qr.size; y++)
            for (int x = 0; x < qr.size; x++)
                if (qr.modules[y * qr.size + x])
                    cairo_rectangle(sheet->cairo, left + x * module, sheet->y + y * module,
                                    module, module);
        cairo_fill(sheet->cairo);
    }
    qr_release(&qr);
    free(payload);
}

/* The head, and what is indented, stands in the middle. */
static void draw_line(struct sheet *sheet, const struct line *line)
{
    size_t indent = 0;
    double height = line_height(sheet, line);
    if (!sheet->is_roll && sheet->y + height > sheet->height - sheet->margin)
        end_page(sheet);
    while (indent < line->len && line->text[indent] == ' ')
        indent++;
    bool is_heading = sheet->is_head || indent > HANGING;
    if (is_rule(line)) {
        draw_rule(sheet);
        sheet->is_head = false;
    } else if (is_code(line)) {
        draw_code(sheet, line);
    } else if (is_heading) {
        write_at(sheet, line->text + indent, line->len - indent, true, true);
    } else {
        write_at(sheet, line->text, line->len, false, false);
    }
    sheet->y += height;
}

static void begin_document(struct sheet *sheet, const char *from, const char *end)
{
    size_t form = 0;
    int columns = widest(from, end);
    while (form + 1 < FORMS && columns > forms[form].columns)
        form++;
    sheet->is_roll = form + 1 < FORMS;
    sheet->margin = forms[form].margin;
    sheet->width = sheet->is_roll ? forms[form].width * mm : A4_WIDTH;
    /* a column is half as wide as a Chinese character is high */
    sheet->size = 2 * (sheet->width - 2 * sheet->margin) / forms[form].columns;
    sheet->height = sheet->is_roll ? 2 * sheet->margin + sheet->size : A4_HEIGHT;
    while (sheet->is_roll && from < end) { /* as long as the text */
        struct line line = next_line(&from, end);
        sheet->height += line_height(sheet, &line);
    }
    sheet->y = sheet->margin;
    sheet->number = 1;
    sheet->is_head = true;
    cairo_pdf_surface_set_size(sheet->surface, sheet->width, sheet->height);
}

static void draw_document(struct sheet *sheet, const char *from, const char *end)
{
    begin_document(sheet, from, end);
    while (from < end) {
        struct line line = next_line(&from, end);
        draw_line(sheet, &line);
    }
    end_page(sheet);
}

static cairo_status_t keep(void *closure, const unsigned char *data, unsigned length)
{
    sbuf_add_len(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

bool paper_make(const char *text, size_t len, struct sbuf *out, struct err *err)
{
    if (!g_utf8_validate(text, (gssize)len, NULL))
        return err_set(err, ERR_INPUT, N_("this is no text in UTF-8"));
    struct sheet sheet = {0};
    sheet.surface = cairo_pdf_surface_create_for_stream(keep, out, A4_WIDTH, A4_HEIGHT);
    sheet.cairo = cairo_create(sheet.surface);
    cairo_pdf_surface_set_metadata(sheet.surface, CAIRO_PDF_METADATA_CREATOR, "trainer");
    const char *end = text + len;
    for (const char *from = text; from < end;) {
        const char *feed = memchr(from, '\f', (size_t)(end - from));
        const char *stop = feed ? feed : end;
        if (stop > from)
            draw_document(&sheet, from, stop);
        from = feed ? feed + 1 : end;
    }
    cairo_destroy(sheet.cairo);
    cairo_surface_finish(sheet.surface);
    cairo_status_t status = cairo_surface_status(sheet.surface);
    cairo_surface_destroy(sheet.surface);
    return status == CAIRO_STATUS_SUCCESS ||
           err_set(err, ERR_IO, N_("cannot make the pages: %s"),
                   cairo_status_to_string(status));
}
