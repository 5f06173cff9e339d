#include "print/svg.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/lang.h"
#include "core/text.h"

/* Plain shapes and their grouping: all that a panel may be made of. */
static const char *const allowed[] = {
    "svg",    "title",   "desc", "defs",     "symbol",  "g",        "use",      "path", "rect",
    "circle", "ellipse", "line", "polyline", "polygon", "clipPath", "metadata", NULL};

static const char svg_space[] = "http://www.w3.org/2000/svg";

/* Editors keep their own notes in these; librsvg never draws them. */
static const char *const editor_spaces[] = {
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", NULL};

static bool is_in(const char *text, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(text, *list) == 0)
            return true;
    return false;
}

static const char *name_of(const xmlNode *node)
{
    return (const char *)node->name;
}

bool svg_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp(name_of(node), name) == 0;
}

const struct svg_span *svg_span(const struct svg *self, const xmlNode *node)
{
    return &self->spans[(uintptr_t)node->_private];
}

void svg_position(const struct svg *self, const xmlNode *node, long *line, long *column)
{
    *line = *column = 1;
    if (!node)
        return;
    const char *end = self->text + svg_span(self, node)->start;
    for (const char *at = self->text; at < end; at++) {
        if (*at == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*at & 0xc0) != 0x80) {
            ++*column;
        }
    }
}

bool svg_fail(const struct svg *self, const xmlNode *node, struct err *err, const char *message)
{
    long line, column;
    svg_position(self, node, &line, &column);
    return err_set(err, ERR_INPUT, "%s:%ld:%ld: %s", self->path, line, column, message);
}

xmlNode *svg_next(const xmlNode *top, const xmlNode *node)
{
    xmlNode *next = xmlFirstElementChild((xmlNode *)node);
    while (!next && node != top) {
        next = xmlNextElementSibling((xmlNode *)node);
        node = node->parent;
    }
    return next;
}

char *svg_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0)
            return (char *)xmlNodeListGetString(node->doc, at->children, 1);
    return NULL;
}

xmlNode *svg_find(const struct svg *self, const char *id)
{
    xmlNode *top = xmlDocGetRootElement(self->doc);
    for (xmlNode *node = top; node; node = svg_next(top, node)) {
        char *value = svg_attribute(node, "id");
        bool is_it = value && strcmp(value, id) == 0;
        xmlFree(value);
        if (is_it)
            return node;
    }
    return NULL;
}

char *svg_reference(const xmlNode *node)
{
    char *value = svg_attribute(node, "href");
    char *found = value && value[0] == '#' ? xstrdup(value + 1) : NULL;
    xmlFree(value);
    value = found ? NULL : svg_attribute(node, "clip-path");
    if (value && strncmp(value, "url(#", 5) == 0)
        found = xstrndup(value + 5, strcspn(value + 5, ")"));
    xmlFree(value);
    return found;
}

/* --- reading ------------------------------------------------------------------------------ */

static void refuse(xmlParserCtxt *parser, const char *why)
{
    struct svg *self = parser->_private;
    if (!self->refusal)
        self->refusal = why;
    xmlStopParser(parser);
}

static size_t offset_now(xmlParserCtxt *parser)
{
    const struct svg *self = parser->_private;
    long at = xmlByteConsumed(parser);
    return at < 0 ? 0 : (size_t)at > self->len ? self->len : (size_t)at;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *space, int namespaces, const xmlChar **pairs,
                     int attributes, int defaulted, const xmlChar **values)
{
    xmlParserCtxt *parser = context;
    struct svg *self = parser->_private;
    xmlSAX2StartElementNs(context, name, prefix, space, namespaces, pairs, attributes,
                          defaulted, values);
    if (!parser->node)
        return;
    if (self->span_count == SVG_ELEMENTS_MAX) {
        refuse(parser, _("more elements than a panel may have"));
        return;
    }
    size_t start = offset_now(parser);
    while (start > 0 && self->text[start] != '<')
        start--; /* an attribute never holds '<' */
    self->spans[self->span_count] = (struct svg_span){start, start, 0};
    parser->node->_private = (void *)(uintptr_t)self->span_count++;
    if (parser->nodeNr > SVG_DEPTH_MAX)
        refuse(parser, _("elements nested too deeply"));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *space)
{
    xmlParserCtxt *parser = context;
    struct svg *self = parser->_private;
    if (parser->node)
        self->spans[(uintptr_t)parser->node->_private].end = offset_now(parser);
    xmlSAX2EndElementNs(context, name, prefix, space);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    refuse(context, _("a document type or entity is not allowed"));
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data)
{
    (void)target, (void)data;
    refuse(context, _("a processing instruction is not allowed"));
}

static bool parse(struct svg *self, struct err *err)
{
    xmlParserCtxt *parser = xmlCreateMemoryParserCtxt(self->text, (int)self->len);
    if (!parser)
        return err_set(err, ERR_INPUT, "%s:1:1: %s", self->path, _("the file is empty"));
    parser->_private = self;
    parser->sax->startElementNs = on_start;
    parser->sax->endElementNs = on_end;
    parser->sax->internalSubset = on_doctype;
    parser->sax->processingInstruction = on_instruction;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                  XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
    xmlParseDocument(parser);
    self->doc = parser->myDoc;
    bool ok = parser->wellFormed && !self->refusal && xmlDocGetRootElement(self->doc);
    if (!ok) {
        const xmlError *fault = xmlCtxtGetLastError(parser);
        const char *why = self->refusal ? self->refusal : fault ? fault->message : "XML";
        int line = self->refusal || !fault ? parser->input->line : fault->line;
        int column = self->refusal || !fault ? parser->input->col : fault->int2;
        err_set(err, ERR_INPUT, "%s:%d:%d: %.*s", self->path, line, column,
                (int)strcspn(why, "\n"), why);
    }
    xmlFreeParserCtxt(parser);
    return ok;
}

/* --- judging ------------------------------------------------------------------------------ */

static bool judge_attributes(const struct svg *self, const xmlNode *node, struct err *err)
{
    for (const xmlAttr *at = node->properties; at; at = at->next) {
        char *value = (char *)xmlNodeListGetString(node->doc, at->children, 1);
        bool is_reference = strcmp((const char *)at->name, "href") == 0;
        bool is_outside = value && is_reference && value[0] != '#';
        for (const char *url = value ? strcasestr(value, "url(") : NULL; url;
             url = strcasestr(url + 1, "url("))
            is_outside = is_outside || url[4] != '#';
        xmlFree(value);
        if (is_outside)
            return svg_fail(self, node, err, _("a reference outside the file is not allowed"));
        if (at->children && at->children->next)
            return svg_fail(self, node, err, _("an entity is not allowed"));
    }
    return true;
}

static bool judge_element(const struct svg *self, const xmlNode *node, struct err *err)
{
    const char *space = node->ns ? (const char *)node->ns->href : "";
    if (strcmp(space, svg_space) == 0) {
        if (is_in(name_of(node), allowed))
            return judge_attributes(self, node, err);
    } else if (is_in(space, editor_spaces)) {
        return true;
    }
    for (const xmlNode *up = node->parent; up; up = up->parent)
        if (svg_is(up, "metadata"))
            return true;
    char message[200];
    snprintf(message, sizeof message, _("element '%.40s' is not allowed in a panel"),
             name_of(node));
    return svg_fail(self, node, err, message);
}

/* Elements drawn when `node` is, references followed; memoised in its span. -1 = too many or
 * a circle. */
static long count_drawn(struct svg *self, const xmlNode *node, xmlNode **targets, int depth)
{
    enum { COUNTING = -2 };
    size_t index = (size_t)(uintptr_t)node->_private;
    struct svg_span *span = &self->spans[index];
    if (span->drawn != 0)
        return span->drawn == COUNTING ? -1 : span->drawn;
    if (depth > SVG_CHAIN_MAX)
        return -1;
    span->drawn = COUNTING;
    long sum = 1;
    if (targets[index]) {
        long below = count_drawn(self, targets[index], targets, depth + 1);
        sum = below < 0 ? -1 : sum + below;
    }
    for (xmlNode *child = xmlFirstElementChild((xmlNode *)node); child && sum >= 0;
         child = xmlNextElementSibling(child)) {
        long below = count_drawn(self, child, targets, depth + 1);
        sum = below < 0 || sum + below > SVG_DRAWN_MAX ? -1 : sum + below;
    }
    span->drawn = sum;
    return sum;
}

struct identity {
    char *id;
    xmlNode *node;
};

static int by_id(const void *a, const void *b)
{
    const struct identity *one = a, *other = b;
    return strcmp(one->id, other->id);
}

static bool judge_references(struct svg *self, struct err *err)
{
    xmlNode *top = xmlDocGetRootElement(self->doc);
    struct identity *known = xcalloc(self->span_count, sizeof *known);
    xmlNode **targets = xcalloc(self->span_count, sizeof *targets);
    size_t count = 0;
    for (xmlNode *node = top; node; node = svg_next(top, node)) {
        char *id = svg_attribute(node, "id");
        if (id)
            known[count++] = (struct identity){id, node};
    }
    qsort(known, count, sizeof *known, by_id);
    bool ok = true;
    for (xmlNode *node = top; node && ok; node = svg_next(top, node)) {
        struct identity wanted = {svg_reference(node), NULL};
        if (!wanted.id)
            continue;
        struct identity *found = bsearch(&wanted, known, count, sizeof *known, by_id);
        if (found)
            targets[(uintptr_t)node->_private] = found->node;
        else if (svg_is(node, "use"))
            ok = svg_fail(self, node, err, _("it refers to something that is not there"));
        free(wanted.id);
    }
    if (ok && count_drawn(self, top, targets, 0) < 0)
        ok = svg_fail(self, top, err,
                      _("'use' followed gives a circle or more than a panel may have"));
    for (size_t i = 0; i < count; i++)
        xmlFree(known[i].id);
    free(known);
    free(targets);
    return ok;
}

bool svg_read(struct svg *self, const char *path, struct err *err)
{
    self->path = xstrdup(path);
    if (!file_read(path, SVG_FILE_MAX, &self->text, &self->len, err))
        return err_wrap(err, "%s", path);
    size_t bad_at = 0;
    if (!text_is_valid(self->text, self->len, &bad_at))
        return err_set(err, ERR_INPUT, N_("%s:1:1: not UTF-8 (byte %zu)"), path, bad_at + 1);
    self->spans = xcalloc(SVG_ELEMENTS_MAX, sizeof *self->spans);
    if (!parse(self, err))
        return false;
    xmlNode *top = xmlDocGetRootElement(self->doc);
    if (!svg_is(top, "svg"))
        return svg_fail(self, top, err, _("not an SVG drawing"));
    for (xmlNode *node = top; node; node = svg_next(top, node))
        if (!judge_element(self, node, err))
            return false;
    return true;
}

bool svg_load(struct svg *self, const char *path, struct err *err)
{
    return svg_read(self, path, err) && judge_references(self, err);
}

void svg_release(struct svg *self)
{
    xmlFreeDoc(self->doc);
    free(self->spans);
    free(self->text);
    free(self->path);
    *self = (struct svg){0};
}
