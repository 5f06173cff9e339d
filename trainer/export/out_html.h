/* out_html.h - a lesson as one HTML file that needs nothing else: no script, no network.
 *
 * Panels stay vectors.  Each is an image whose source holds the drawing itself: so the ids of
 * one drawing never meet those of another, and a drawing can run nothing.  What is said stands
 * over the picture as text, at the places of its stage; who cannot see the picture hears its
 * description, then who says what.
 */
#ifndef EXPORT_OUT_HTML_H
#define EXPORT_OUT_HTML_H

#include "content/lesson.h"
#include "export/print_client.h"

/* In the language of now, appended to `out`; the drawings are `panels`/NAME.svg, their stages
 * come from `client`.  A panel that cannot be had becomes a frame with its description. */
void out_html_lesson(const struct lesson *lesson, const char *panels,
                     struct print_client *client, struct sbuf *out);

#endif
