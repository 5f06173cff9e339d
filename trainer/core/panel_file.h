/* panel_file.h - the prepared picture of a panel, NAME.panel: written by trainer-print, read by
 * art/.
 *
 * A picture is a raster of palette indices (no anti-aliasing) as the panel is drawn at rest,
 * the pixels that change in each animation variant, the stage (boxes that say where faces are
 * and where bubbles go), and the panel's words.  The file: "TPNL", version, the sum of the
 * drawing it was made from, a body of little-endian numbers, length-prefixed strings and
 * run-length coded rasters (a run of one colour, or a run copied from the row above), and a
 * 32-bit FNV-1a sum of all before it.
 */
#ifndef CORE_PANEL_FILE_H
#define CORE_PANEL_FILE_H

#include "core/lang.h"
#include "core/sbuf.h"
#include <stdint.h>

enum {
    PANEL_FILE_VERSION = 1,
    PANEL_SIDE_MAX = 1600, /* pixels, either way */
    PANEL_LAYERS_MAX = 64,
    PANEL_BOXES_MAX = 64,
    PANEL_NAME_MAX = 32,   /* bytes of a slot, variant or box name, with the NUL */
    PANEL_TEXT_MAX = 2000, /* bytes of a title or description */
    PANEL_FILE_MAX = 2 << 20
};

/* Groups of the hidden layer `stage`, by the first half of their name ("face.sui"). */
#define PANEL_BOXES(X) X(BUBBLE, "bubble") X(FACE, "face") X(TAIL, "tail") X(CROP, "crop")

enum panel_box_kind {
#define X(name, text) PANEL_BOX_##name,
    PANEL_BOXES(X)
#undef X
        PANEL_BOX_KINDS
};

struct panel_box {
    enum panel_box_kind kind;
    char name[PANEL_NAME_MAX];
    int x, y, width, height; /* pixels of the raster; may reach beyond it */
};

/* One variant of one animation slot: what differs from the picture at rest.  The variant that
 * is shown at rest has width 0. */
struct panel_layer {
    char slot[PANEL_NAME_MAX], variant[PANEL_NAME_MAX]; /* "sui.eyes", "blink" */
    int x, y, width, height;
    uint8_t *pixels; /* enum palette; PALETTE_DEFAULT = as at rest */
};

struct panel_picture {
    uint32_t source_sum; /* panel_sum of the drawing's bytes */
    int width, height;
    uint8_t *pixels; /* height rows of width; enum palette */
    uint8_t *edges;  /* height rows of 2: the backdrop alone at the left and right edge */
    struct panel_layer *layers;
    size_t layer_count;
    struct panel_box *boxes;
    size_t box_count;
    struct both title, description;
};

/* Frees everything the picture owns; a zeroed picture is valid. */
void panel_picture_release(struct panel_picture *self);

/* The whole file appended to `out`. */
void panel_picture_write(const struct panel_picture *self, struct sbuf *out);

/* Fill a zeroed picture from a file's bytes. ERR_INPUT: damaged, or another version. */
bool panel_picture_read(struct panel_picture *self, const char *data, size_t len,
                        struct err *err) MUST_USE;

/* FNV-1a, to tell drawings apart (not a defence). */
uint32_t panel_sum(const char *data, size_t len) MUST_USE;

/* Was the prepared file in `data` made from exactly this drawing?  Only its head is looked at.
 */
bool panel_is_from(const char *data, size_t len, const char *drawing,
                   size_t drawing_len) MUST_USE;

/* The box of that kind and name, NULL if the stage has none.  Borrowed. */
const struct panel_box *panel_picture_box(const struct panel_picture *self,
                                          enum panel_box_kind kind, const char *name) MUST_USE;

/* "bubble" … "crop". */
const char *panel_box_kind_name(enum panel_box_kind kind) MUST_USE;

#endif
