#include "core/qr.h"

#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

bool qr_make(struct qr *self, const char *text, enum qr_level level, struct err *err)
{
    static const QRecLevel levels[] = {[QR_LOW] = QR_ECLEVEL_L,
                                       [QR_MEDIUM] = QR_ECLEVEL_M,
                                       [QR_QUARTILE] = QR_ECLEVEL_Q,
                                       [QR_HIGH] = QR_ECLEVEL_H};
    if (!*text)
        return err_set(err, ERR_INPUT, "an empty text makes no QR code");
    /* 8-bit is only the hint: capitals and digits still take the denser alphanumeric mode */
    QRcode *code = QRcode_encodeString(text, 0, levels[level], QR_MODE_8, 1);
    if (!code)
        return err_set(err, ERR_INPUT, "the text is too long for a QR code: %zu bytes",
                       strlen(text));
    size_t count = (size_t)code->width * (size_t)code->width;
    self->size = code->width;
    self->modules = xmalloc(count);
    for (size_t i = 0; i < count; i++)
        self->modules[i] = code->data[i] & 1;
    QRcode_free(code);
    return true;
}

void qr_release(struct qr *self)
{
    free(self->modules);
    *self = (struct qr){0};
}

int qr_cols(const struct qr *self)
{
    return self->size + 2 * QR_QUIET;
}

int qr_rows(const struct qr *self)
{
    return (qr_cols(self) + 1) / 2;
}

/* Coordinates count from the corner of the quiet zone. */
static bool is_dark(const struct qr *self, int x, int y)
{
    x -= QR_QUIET;
    y -= QR_QUIET;
    return x >= 0 && y >= 0 && x < self->size && y < self->size &&
           self->modules[(size_t)y * (size_t)self->size + (size_t)x];
}

void qr_draw(const struct qr *self, struct frame *frame, int x, int y)
{
    static const char *const glyphs[] = {" ", "▀", "▄", "█"};
    /* one pair of colours for the whole code, so that a terminal without colours can show it
     * in reverse as one piece */
    const struct style style = {PALETTE_INK, PALETTE_WHITE, 0};
    for (int row = 0; row < qr_rows(self); row++)
        for (int col = 0; col < qr_cols(self); col++) {
            int glyph = is_dark(self, col, 2 * row) + 2 * is_dark(self, col, 2 * row + 1);
            frame_put(frame, x + col, y + row, glyphs[glyph], 1, style);
        }
}
