/* qr.h - QR codes (ISO/IEC 18004, by libqrencode) as a matrix of modules. */
#ifndef CORE_QR_H
#define CORE_QR_H

#include "core/frame.h"

struct qr {
    int size;         /* modules per side, without the quiet zone */
    uint8_t *modules; /* size * size, 1 = dark */
};

enum { QR_QUIET = 4 }; /* modules of quiet zone on each side */
enum qr_level { QR_LOW, QR_MEDIUM, QR_QUARTILE, QR_HIGH };

/* Smallest version that holds `text`. ERR_INPUT: too long. Release with qr_release(). */
bool qr_make(struct qr *self, const char *text, enum qr_level level, struct err *err) MUST_USE;
void qr_release(struct qr *self);

/* Columns and rows of the drawing with quiet zone: one module = one column, half a row. */
int qr_cols(const struct qr *self) MUST_USE;
int qr_rows(const struct qr *self) MUST_USE;

/* Draw with half blocks, black on white whatever the theme. */
void qr_draw(const struct qr *self, struct frame *frame, int x, int y);

#endif
