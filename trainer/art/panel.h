/* panel.h - one prepared cartoon panel drawn into frame cells at exactly the size asked for.
 *
 * A panel file (`NAME.panel`, made by trainer-print) holds a layered palette-index raster, the
 * stage (faces, bubble zones, tails, crops) and both descriptions.  Drawing: layers and slots
 * on/off -> resample -> bubbles' tails -> cell match -> bubbles' boxes -> libcaca canvas ->
 * frame cells.
 *
 * What the cells hold, by colour class: 256, 16 - palette indices for both sides of a block
 * glyph.  8 - the same, but a background is never one whose a8 is 8 or more (bright): bright
 * is always the foreground, to be shown with A_BOLD.  mono, ascii - no colours
 * (PALETTE_DEFAULT) and ATTR_REVERSE on every cell, so that ink is dark on a dark terminal;
 * on a light one (black on white) leave the attribute out.
 */
#ifndef ART_PANEL_H
#define ART_PANEL_H

#include "core/clock.h"
#include "core/frame.h"
#include "core/lang.h"

struct panel; /* opaque; immutable after loading */

/* From the bytes of a .panel file. ERR_INPUT: damaged or another version. Caller frees. */
struct panel *panel_parse(const char *data, size_t len, struct err *err) MUST_USE;
void panel_free(struct panel *self);

/* A stand-in drawing for a panel that cannot be had (framed, with `name`); never fails. Caller
 * frees. */
struct panel *panel_placeholder(const char *name) MUST_USE;

const struct both *panel_title(const struct panel *self) MUST_USE;
const struct both *panel_description(const struct panel *self) MUST_USE;

/* Is there a place for what that one (a cast tag) says? */
bool panel_has_speaker(const struct panel *self, const char *tag) MUST_USE;

enum panel_crop { PANEL_WHOLE, PANEL_MEDIUM, PANEL_SMALL }; /* stage crop.medium / crop.small */
enum panel_glyphs { PANEL_HALF, PANEL_QUAD, PANEL_SEXTANT, PANEL_AUTO };

/* The glyphs a view is drawn with: the wish, or for PANEL_AUTO what suits its width.  Small
 * views take quadrants, since half blocks are wider than an eye there and leave faces lopsided;
 * large ones take half blocks, which are whole in every font (quadrants leave whiskers in
 * some).  COLOUR_ASCII draws letters whatever is wished. */
enum panel_glyphs panel_glyphs_for(int cols, enum colour_class colours,
                                   enum panel_glyphs wish) MUST_USE;

/* The crop that suits a view of that width where nothing says otherwise. */
enum panel_crop panel_crop_for(int cols) MUST_USE;

struct panel_bubble {
    const char *speaker; /* cast tag: "sui"; unknown or "" = a box without tail */
    const char *text;    /* UTF-8 */
};

struct panel_view {
    int cols, rows; /* 8x4 … 400x200 */
    enum panel_crop crop;
    enum colour_class colours;
    enum panel_glyphs glyphs;
    const struct panel_bubble *bubbles; /* drawn over the picture, in reading order */
    size_t bubble_count;
    msec_t at; /* animation time since the panel came on; 0 = still */
};

/* Draw at (x, y) of `frame`, exactly cols x rows cells.  Keeps the proportions by choosing the
 * crop's best part, distorts by a seventh at most; what is left over is the backdrop's colour.
 * A bubble never covers a face; one that finds no room is not drawn: *unplaced counts them (may
 * be NULL).  At most 8 bubbles. */
void panel_draw(const struct panel *self, const struct panel_view *view, struct frame *frame,
                int x, int y, size_t *unplaced);

/* How far what comes out step by step (a printed slip) is out at `at`, 0 to 1; 1 = nothing
 * does. */
double panel_progress(const struct panel *self, msec_t at) MUST_USE;

/* Milliseconds until the picture next changes after `at` (100 or more); -1 = it never does. */
int panel_next_change(const struct panel *self, msec_t at) MUST_USE;

/* The place panels come from; main.c wires it to prepared files and the print helper. */
struct panel_source {
    void *context;
    /* bytes of the .panel for `name` ("L01-03"); caller frees *data */
    bool (*load)(void *context, const char *name, char **data, size_t *len, struct err *err);
};

/* Panels kept after first use, at most `room`. */
struct panel_cache;
struct panel_cache *panel_cache_new(const struct panel_source *source, size_t room) MUST_USE;
void panel_cache_free(struct panel_cache *self);
/* Never NULL: a placeholder where loading failed. Borrowed until the cache is freed or `room`
 * others were asked for. */
const struct panel *panel_cache_get(struct panel_cache *self, const char *name) MUST_USE;

#endif
