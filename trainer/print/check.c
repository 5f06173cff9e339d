#include "print/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/palette.h"
#include "print/layered.h"
#include "print/parts.h"
#include "print/svg.h"

struct check {
    struct svg svg;
    size_t faults;
};

static void fault(struct check *self, const xmlNode *node, const char *message)
{
    struct err err = {0};
    svg_fail(&self->svg, node, &err, message);
    fprintf(stderr, "%s\n", err.text);
    self->faults++;
}

/* --- colours ------------------------------------------------------------------------------ */

static bool is_house_colour(const char *value)
{
    static const char *const without[] = {"none", "inherit", "currentColor"};
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (strcmp(value, without[i]) == 0)
            return true;
    char *end = NULL;
    unsigned long rgb = value[0] == '#' ? strtoul(value + 1, &end, 16) : 0;
    return end == value + 7 && *end == 0 && palette_find_rgb((uint32_t)rgb) > 0;
}

static void check_colour(struct check *self, const xmlNode *node, const char *value)
{
    if (is_house_colour(value))
        return;
    char message[200];
    snprintf(message, sizeof message, _("colour '%.30s' is not in the house palette"), value);
    fault(self, node, message);
}

static void check_style(struct check *self, const xmlNode *node, char *style)
{
    char *rest = style;
    for (char *part = strsep(&rest, ";"); part; part = strsep(&rest, ";")) {
        char *value = strchr(part, ':');
        if (!value)
            continue;
        *value++ = 0;
        part += strspn(part, " \n\t");
        value += strspn(value, " \n\t");
        value[strcspn(value, " \n\t")] = 0;
        if (strcmp(part, "fill") == 0 || strcmp(part, "stroke") == 0)
            check_colour(self, node, value);
    }
}

static void check_colours(struct check *self, const xmlNode *node)
{
    static const char *const names[] = {"fill", "stroke", "color"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *value = svg_attribute(node, names[i]);
        if (value)
            check_colour(self, node, value);
        xmlFree(value);
    }
    char *style = svg_attribute(node, "style");
    if (style)
        check_style(self, node, style);
    xmlFree(style);
    char *opacity = svg_attribute(node, "opacity");
    if (opacity && strcmp(opacity, "1") != 0)
        fault(self, node, _("opacity gives colours that are not in the house palette"));
    xmlFree(opacity);
}

/* --- outlines ----------------------------------------------------------------------------- */

/* Luminances of an outline and its fill differ at least so much (WCAG's contrast ratio; smoke
 * in two greys has 1.41, ink on any fill but the darkest 2), or both are as dark as ink. */
static const double least_contrast = 1.4;

enum { TONE_INK = 4 };

static double luminance(uint32_t rgb)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(rgb >> (16 - 8 * i) & 255) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* The attribute of the node or of the nearest group around it, as a house colour; 0 = none. */
static int colour_here(const xmlNode *node, const char *name)
{
    int index = 0;
    bool is_found = false;
    for (; node && node->type == XML_ELEMENT_NODE && !is_found; node = node->parent) {
        char *value = svg_attribute(node, name);
        is_found = value != NULL;
        if (value && value[0] == '#')
            index = palette_find_rgb((uint32_t)strtoul(value + 1, NULL, 16));
        xmlFree(value);
    }
    return index > 0 ? index : 0;
}

static void check_outline(struct check *self, const xmlNode *node)
{
    static const char *const shapes[] = {"path", "rect", "circle", "ellipse", "polygon"};
    bool is_shape = false;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        is_shape = is_shape || svg_is(node, shapes[i]);
    int fill = is_shape ? colour_here(node, "fill") : 0;
    int stroke = is_shape ? colour_here(node, "stroke") : 0;
    if (!fill || !stroke || fill == stroke)
        return;
    const struct palette_entry *inside = palette_entry((unsigned)fill);
    const struct palette_entry *line = palette_entry((unsigned)stroke);
    double one = luminance(inside->rgb) + 0.05, other = luminance(line->rgb) + 0.05;
    if (fmax(one, other) / fmin(one, other) >= least_contrast ||
        (inside->tone == TONE_INK && line->tone == TONE_INK))
        return;
    char message[200];
    snprintf(message, sizeof message, _("outline %s is hard to tell from its fill %s"),
             line->name, inside->name);
    fault(self, node, message);
}

/* --- the stage ---------------------------------------------------------------------------- */

static bool stage_has(const struct check *self, const char *kind, const char *name)
{
    char id[2 * PANEL_NAME_MAX];
    snprintf(id, sizeof id, "%s.%s", kind, name);
    return svg_find(&self->svg, id) != NULL;
}

static void check_stage(struct check *self, const double view[4])
{
    xmlNode *stage = svg_find(&self->svg, "stage");
    if (!stage) {
        fault(self, xmlDocGetRootElement(self->svg.doc), _("no hidden group 'stage'"));
        return;
    }
    for (xmlNode *node = svg_next(stage, stage); node; node = svg_next(stage, node)) {
        struct panel_box box;
        double rect[4];
        char *name = layered_name(node);
        bool is_named = name && layered_stage_name(name, &box);
        xmlFree(name);
        if (!is_named || !layered_stage_rect(node, rect)) {
            fault(self, node, _("not a box of the stage: bubble, face, tail or crop"));
            continue;
        }
        double slack = 0.5;
        if (rect[0] < view[0] - slack || rect[1] < view[1] - slack ||
            rect[0] + rect[2] > view[0] + view[2] + slack ||
            rect[1] + rect[3] > view[1] + view[3] + slack)
            fault(self, node, _("this box of the stage lies outside the picture"));
        if (box.kind == PANEL_BOX_BUBBLE && !stage_has(self, "tail", box.name))
            fault(self, node, _("this bubble has no tail"));
        if (box.kind == PANEL_BOX_BUBBLE && !stage_has(self, "face", box.name))
            fault(self, node, _("the speaker of this bubble has no face box"));
    }
}

/* --- words, parts, all ----------------------------------------------------------------------
 */

static void check_words(struct check *self)
{
    static const char *const ids[] = {"desc-zh", "desc-en"};
    xmlNode *top = xmlDocGetRootElement(self->svg.doc);
    bool has_title = false;
    for (xmlNode *node = xmlFirstElementChild(top); node; node = xmlNextElementSibling(node))
        has_title = has_title || svg_is(node, "title");
    if (!has_title)
        fault(self, top, _("no title"));
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        xmlNode *node = svg_find(&self->svg, ids[i]);
        char *text = node ? (char *)xmlNodeGetContent(node) : NULL;
        char message[200];
        snprintf(message, sizeof message, _("no description '%s'"), ids[i]);
        if (!text || text[strspn(text, " \n\t")] == 0)
            fault(self, node ? node : top, message);
        else if (strlen(text) >= PANEL_TEXT_MAX)
            fault(self, node, _("this description is too long"));
        xmlFree(text);
    }
}

static void check_parts(struct check *self, struct parts **library)
{
    struct err err = {0};
    struct sbuf wanted = {0};
    *library = parts_load(*library, self->svg.path, &err);
    if (!*library || !parts_for(*library, &self->svg, &wanted, &err)) {
        fprintf(stderr, "%s\n", err.text);
        self->faults++;
    } else if (!parts_are_current(&self->svg, sbuf_text(&wanted))) {
        fault(self, svg_find(&self->svg, "parts"),
              _("the embedded parts are out of date: run 'make cast'"));
    }
    sbuf_release(&wanted);
}

size_t check_panel(const char *path, struct parts **library)
{
    struct check check = {0};
    struct err err = {0};
    double view[4];
    if (!svg_load(&check.svg, path, &err) || !layered_view_box(&check.svg, view, &err)) {
        fprintf(stderr, "%s\n", err.text);
        svg_release(&check.svg);
        return 1;
    }
    xmlNode *top = xmlDocGetRootElement(check.svg.doc);
    if (check.svg.len > PANEL_SVG_MAX)
        fault(&check, top, _("the file is larger than 100 kB"));
    check_words(&check);
    check_stage(&check, view);
    check_parts(&check, library);
    for (xmlNode *node = top; node; node = svg_next(top, node)) {
        check_colours(&check, node);
        check_outline(&check, node);
    }
    svg_release(&check.svg);
    return check.faults;
}
