/* view.h - what a screen says, without saying how it looks.
 *
 * A screen fills a view; ui/layout draws it into cells at any size, ui/plain writes it as
 * numbered lines.  All texts are copied and cleaned (no control character); '\n' starts a new
 * line.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "ui/chart.h"
#include "ui/field.h"

enum view_tone { TONE_PLAIN, TONE_QUIET, TONE_STRONG, TONE_GOOD, TONE_BAD };

enum view_kind {
    VIEW_HEADING,
    VIEW_TEXT,
    VIEW_SPEECH, /* label = who */
    VIEW_PAIR,   /* label, text */
    VIEW_GAUGE,  /* label, value 0-1, text */
    VIEW_LIGHT,  /* label, tone GOOD = on, BAD = wrong, QUIET = off; neighbours share a line */
    VIEW_ROW,    /* one row of a table: cells parted by '\t' in text; neighbours are one table,
                    TONE_STRONG = its head */
    VIEW_SLIP,   /* a printed document */
    VIEW_QR,     /* text = payload */
    VIEW_CHART,  /* chart */
    VIEW_GAP
};

struct view_block {
    enum view_kind kind;
    enum view_tone tone;
    char *label, *text;
    double value;
    struct chart *chart; /* owned */
};

enum view_mark { MARK_NONE, MARK_YES, MARK_NO, MARK_CHOSEN, MARK_FREE /* can be ticked */ };

struct view_choice {
    int id; /* what the screen's act() gets */
    char *label, *detail;
    enum view_mark mark;
};

struct view_bubble {
    char *who, *speaker, *text;
};

enum { VIEW_BUBBLES = 4 };

struct view {
    char *who, *where, *far; /* header: person, screen, how far */
    char *panel;             /* picture; NULL = none */
    char *alt;               /* what is seen in it */
    struct view_bubble bubbles[VIEW_BUBBLES];
    size_t bubble_count;
    size_t script_at; /* as lines of text they stand before this block */
    struct view_block *blocks;
    size_t block_count;
    size_t extra_at; /* blocks from here on are shown only where there is room; 0 = none */
    bool is_dense;   /* the layout's: gaps take no row */
    char *question;  /* the one thing that is asked; NULL = none */
    struct view_choice *choices;
    size_t choice_count;
    char *choice_head; /* stands over the details, which are rows of a table; NULL = none */
    int default_id;    /* what Enter takes; VIEW_NO_DEFAULT = nothing */
    bool is_list;      /* choices are one list of things: 1-7, 8 earlier, 9 later if long */
    char *enter;       /* what Enter does, for the key line; NULL = "choose" */
    const struct field *field; /* borrowed; NULL = none */
    char *field_label;
};

enum { VIEW_NO_DEFAULT = -1 };

/* What parts a name from what is said, in the language of now. */
const char *view_colon(void) MUST_USE;

void view_init(struct view *self);
void view_release(struct view *self);

void view_header(struct view *self, const char *who, const char *where, const char *far);
void view_picture(struct view *self, const char *panel);
/* What is seen in it; the host takes the panel's own description. */
void view_describe(struct view *self, const char *alt);
/* Said in the picture; where it shows no bubbles, in the text. At most VIEW_BUBBLES. */
void view_bubble(struct view *self, const char *who, const char *speaker, const char *text);

void view_heading(struct view *self, const char *text);
void view_text(struct view *self, enum view_tone tone, const char *text);
void view_textf(struct view *self, enum view_tone tone, const char *format, ...)
    PRINTF_LIKE(3, 4);
void view_speech(struct view *self, const char *who, const char *text);
void view_pair(struct view *self, enum view_tone tone, const char *label, const char *text);
void view_gauge(struct view *self, const char *label, double value, const char *text);
void view_light(struct view *self, enum view_tone tone, const char *label);
void view_row(struct view *self, enum view_tone tone, const char *cells);
void view_slip(struct view *self, const char *text);
void view_qr(struct view *self, const char *payload);
void view_chart(struct view *self, struct chart *chart); /* takes */
void view_gap(struct view *self);

/* What follows is left out where there is no room. */
void view_extra(struct view *self);

void view_ask(struct view *self, const char *question);
/* The first choice is no default by itself; call view_default(). */
struct view_choice *view_choice(struct view *self, int id, const char *label,
                                const char *detail);
void view_choice_head(struct view *self, const char *text);
void view_default(struct view *self, int id, const char *enter);
/* `field` is borrowed and must outlive the view. */
void view_typing(struct view *self, const char *label, const struct field *field);

#endif
