/* svg.h - a panel's drawing, read with every position known and judged before it is drawn.
 *
 * Drawings come from strangers too, so reading refuses what could harm or hang: document types
 * and entities, processing instructions, elements beyond plain shapes, references outside the
 * file, more elements (also after all `use` are followed) or nesting than a panel needs.
 * Messages begin with FILE:LINE:COLUMN.
 */
#ifndef PRINT_SVG_H
#define PRINT_SVG_H

#include "core/err.h"
#include <libxml/tree.h>

enum {
    SVG_FILE_MAX = 1 << 20,
    SVG_ELEMENTS_MAX = 20000,
    SVG_DRAWN_MAX = 60000, /* elements with every `use` followed */
    SVG_DEPTH_MAX = 64,
    SVG_CHAIN_MAX = 200 /* nesting with every `use` followed */
};

struct svg_span {
    size_t start, end; /* bytes of the source: '<' of the start tag, behind the end tag */
    long drawn;        /* elements below with references followed; 0 = not yet counted */
};

struct svg {
    char *path;
    char *text; /* the source, UTF-8 */
    size_t len;
    xmlDoc *doc;
    struct svg_span *spans; /* one per element, in document order */
    size_t span_count;
    const char *refusal; /* while reading: why it was stopped, translated; else NULL */
};

/* Read and judge the file. Fills a zeroed struct; release it in any case. ERR_INPUT: refused.
 */
bool svg_load(struct svg *self, const char *path, struct err *err) MUST_USE;

/* The same for a panel whose parts may still be missing: references are not followed, so it
 * must not be drawn. */
bool svg_read(struct svg *self, const char *path, struct err *err) MUST_USE;
void svg_release(struct svg *self);

const struct svg_span *svg_span(const struct svg *self, const xmlNode *node) MUST_USE;

/* Line and column (1-based, column in characters) of an element's '<'. */
void svg_position(const struct svg *self, const xmlNode *node, long *line, long *column);

/* Fill `err` with "FILE:LINE:COLUMN: message" (ERR_INPUT); `message` is translated already.
 * Always false. */
bool svg_fail(const struct svg *self, const xmlNode *node, struct err *err,
              const char *message);

/* The element that follows `node` in document order below `top`; NULL at the end. */
xmlNode *svg_next(const xmlNode *top, const xmlNode *node) MUST_USE;

/* The element with that id, NULL if there is none. */
xmlNode *svg_find(const struct svg *self, const char *id) MUST_USE;

/* An attribute without namespace, or xlink:/inkscape: by its local name. Caller frees with
 * xmlFree(); NULL if absent. */
char *svg_attribute(const xmlNode *node, const char *name) MUST_USE;

/* What `node` refers to inside the file ("sui-head" of href="#sui-head"), NULL if nothing.
 * Caller frees with free(). */
char *svg_reference(const xmlNode *node) MUST_USE;

bool svg_is(const xmlNode *node, const char *name) MUST_USE;

#endif
