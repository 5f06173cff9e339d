#include "print/typeface.h"

static const char families[] = "Noto Sans CJK SC,WenQuanYi Micro Hei,sans-serif";

PangoLayout *typeface_layout(cairo_t *cairo, double size, bool is_bold)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, families);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (is_bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_context_set_language(pango_layout_get_context(layout),
                               pango_language_from_string("zh-cn"));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    return layout;
}

void typeface_measure(PangoLayout *layout, double *width, double *height)
{
    int across, down;
    pango_layout_get_size(layout, &across, &down);
    *width = (double)across / PANGO_SCALE;
    *height = (double)down / PANGO_SCALE;
}
