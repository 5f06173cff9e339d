/* parts.h - the parts library (cartoons/cast, places, props) and the copies that panels embed.
 *
 * A panel embeds in <defs id="parts"> every <symbol> that it uses, directly or through another
 * symbol, in the order of their ids; so it shows in any viewer, and a change in the library
 * reaches all panels with one refresh.
 */
#ifndef PRINT_PARTS_H
#define PRINT_PARTS_H

#include "core/sbuf.h"
#include "print/svg.h"

struct parts; /* opaque: the library */

/* The library beside the folder of a panel (cartoons/panels/X.svg: cartoons/cast …).  Takes
 * `before`, the library of another panel or NULL: the same again if it serves this one too.
 * ERR_INPUT: a broken file, or one id in two files. Caller frees. */
struct parts *parts_load(struct parts *before, const char *panel_path,
                         struct err *err) MUST_USE;
void parts_free(struct parts *self);

/* What `panel` should hold in place of its <defs id="parts">, appended to `out`. ERR_INPUT: a
 * part that the library does not have, or no such place. */
bool parts_for(const struct parts *self, const struct svg *panel, struct sbuf *out,
               struct err *err) MUST_USE;

/* Does the panel embed exactly that? */
bool parts_are_current(const struct svg *panel, const char *wanted) MUST_USE;

/* Rewrite the file where its parts are out of date; all else is kept byte for byte. */
bool parts_refresh(const struct parts *self, const char *panel_path, struct err *err) MUST_USE;

#endif
