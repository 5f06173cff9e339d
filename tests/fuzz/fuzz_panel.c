/* fuzz_panel.c - prepared panels: any bytes are read or refused, and what is read can be drawn
 * in any size, class and moment.  The file's sum is put right first, or nothing would get past
 * it. */
#include "art/panel.h"
#include "core/panel_file.h"
#include "fuzz/fuzz.h"

#include <string.h>

/* The first bytes choose the view. */
enum { CHOICES = 8, HEAD = 5, SUM = 4 };

static void draw(const struct panel *panel, const uint8_t *choice)
{
    static const struct panel_bubble bubbles[] = {
        {"mo", "先亮证，再说话。"}, {"sui", "Show your card first, then write."}, {"?", "…"}};
    struct panel_view view = {.cols = choice[0],
                              .rows = choice[1] / 4,
                              .crop = (enum panel_crop)(choice[2] % 3),
                              .colours = (enum colour_class)(choice[3] % COLOUR_CLASS_COUNT),
                              .glyphs = (enum panel_glyphs)(choice[4] % 3),
                              .bubbles = bubbles,
                              .bubble_count = choice[5] % 4,
                              .at = choice[6] * 50};
    struct frame frame;
    frame_init(&frame, view.cols / 2 + choice[7], view.rows + 1);
    panel_draw(panel, &view, &frame, choice[7] / 4, 0, NULL);
    PROMISE(panel_next_change(panel, view.at) != 0); /* a screen that waits 0 ms never sleeps */
    frame_release(&frame);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < CHOICES + HEAD + SUM)
        return 0;
    size_t len = size - CHOICES;
    char *file = malloc(len);
    if (!file)
        return 0;
    memcpy(file, data + CHOICES, len);
    memcpy(file, "TPNL", HEAD - 1);
    file[HEAD - 1] = PANEL_FILE_VERSION;
    uint32_t sum = panel_sum(file, len - SUM);
    for (int i = 0; i < SUM; i++)
        file[len - SUM + (size_t)i] = (char)(sum >> (8 * i) & 255);
    struct panel *panel = panel_parse(file, len, NULL);
    if (panel)
        draw(panel, data);
    panel_free(panel);
    free(file);
    return 0;
}
