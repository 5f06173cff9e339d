/* QR codes on screen: the size promised, and a drawing that a phone can read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/qr.h"

static void a_hundred_signed_bytes_fit_the_promised_screen_code(void **state)
{
    (void)state;
    /* 100 bytes are 150 characters of Base45: version 5-L, 45 x 23 cells */
    char text[151];
    memset(text, 'A', 150);
    text[150] = '\0';
    struct qr qr;
    struct err err = {0};
    assert_true(qr_make(&qr, text, QR_LOW, &err));
    assert_int_equal(qr.size, 37);
    assert_int_equal(qr_cols(&qr), 45);
    assert_int_equal(qr_rows(&qr), 23);
    qr_release(&qr);
}

static void a_higher_level_never_needs_fewer_modules(void **state)
{
    (void)state;
    int before = 0;
    for (enum qr_level level = QR_LOW; level <= QR_HIGH; level++) {
        struct qr qr;
        struct err err = {0};
        assert_true(qr_make(&qr, "https://example.org/certificate/0001", level, &err));
        assert_true(qr.size >= before);
        before = qr.size;
        qr_release(&qr);
    }
    assert_true(before > 29); /* level H of 36 bytes is version 4 or above */
}

static void too_much_text_or_none_is_bad_input(void **state)
{
    (void)state;
    static char text[8001];
    memset(text, 'a', 8000);
    struct qr qr;
    struct err err = {0};
    assert_false(qr_make(&qr, text, QR_LOW, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(qr_make(&qr, "", QR_LOW, &err));
    assert_int_equal(err.code, ERR_INPUT);
}

/* Is the module at (x, y), counted with the quiet zone, dark on the screen? */
static int screen_is_dark(struct frame *frame, int x, int y)
{
    const char *text = frame_at(frame, x, y / 2)->text;
    if (strcmp(text, "█") == 0)
        return 1;
    return strcmp(text, y % 2 ? "▄" : "▀") == 0;
}

static void the_drawing_is_the_code_in_ink_on_white_with_its_quiet_zone(void **state)
{
    (void)state;
    struct qr qr;
    struct err err = {0};
    assert_true(qr_make(&qr, "TRAINING", QR_MEDIUM, &err));
    struct frame frame;
    frame_init(&frame, qr_cols(&qr), qr_rows(&qr));
    qr_draw(&qr, &frame, 0, 0);
    int dark = 0;
    for (int y = 0; y < 2 * qr_rows(&qr); y++)
        for (int x = 0; x < qr_cols(&qr); x++) {
            int in_x = x - QR_QUIET, in_y = y - QR_QUIET;
            int expected = in_x >= 0 && in_y >= 0 && in_x < qr.size && in_y < qr.size &&
                           qr.modules[in_y * qr.size + in_x];
            assert_int_equal(screen_is_dark(&frame, x, y), expected);
            dark += expected;
            assert_int_equal(frame_at(&frame, x, y / 2)->style.fg, PALETTE_INK);
            assert_int_equal(frame_at(&frame, x, y / 2)->style.bg, PALETTE_WHITE);
        }
    assert_true(dark > 100);
    /* finder patterns (ISO/IEC 18004 6.3.3): dark corners with a light ring inside */
    assert_int_equal(qr.modules[0], 1);
    assert_int_equal(qr.modules[qr.size + 1], 0);
    assert_int_equal(qr.modules[qr.size - 1], 1);
    assert_int_equal(qr.modules[(qr.size - 1) * qr.size], 1);
    frame_release(&frame);
    qr_release(&qr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_signed_bytes_fit_the_promised_screen_code),
        cmocka_unit_test(a_higher_level_never_needs_fewer_modules),
        cmocka_unit_test(too_much_text_or_none_is_bad_input),
        cmocka_unit_test(the_drawing_is_the_code_in_ink_on_white_with_its_quiet_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
