#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "art/ansi.h"
#include "cli/context.h"

/* --- cartoon show ----------------------------------------------------------------------------
 */

struct cartoon {
    struct panel_view view;
    bool is_truecolor;
    const char *format;
};

static bool read_cartoon_options(const struct args *args, struct cartoon *out, struct err *err)
{
    out->view = (struct panel_view){
        .cols = 80, .rows = 24, .colours = COLOUR_256, .glyphs = PANEL_AUTO};
    const char *size = args_get(args, "--size");
    char rest;
    if (size && (sscanf(size, "%dx%d%c", &out->view.cols, &out->view.rows, &rest) != 2 ||
                 out->view.cols < 8 || out->view.cols > 400 || out->view.rows < 4 ||
                 out->view.rows > 200))
        return err_set(err, ERR_USAGE, N_("--size takes 8x4 to 400x200, not '%s'"), size);
    out->view.crop = panel_crop_for(out->view.cols);
    const char *colours = args_get(args, "--colors");
    out->is_truecolor = colours && strcmp(colours, "16m") == 0;
    if (colours && !out->is_truecolor && !colour_class_parse(colours, &out->view.colours))
        return err_set(err, ERR_USAGE, N_("--colors takes 16m, 256, 16, 8, mono or ascii"));
    out->format = args_get(args, "--format");
    if (!out->format)
        out->format = "ansi";
    if (strcmp(out->format, "utf8") != 0 && strcmp(out->format, "ansi") != 0 &&
        strcmp(out->format, "html") != 0)
        return err_set(err, ERR_USAGE, N_("--format takes utf8, ansi or html"));
    long long frame;
    if (!args_number(args, "--frame", 0, 1000000, 0, &frame, err))
        return false;
    out->view.at = frame * 100;
    return true;
}

/* A panel by name from the course, or any SVG file by path. */
static struct panel *load_panel(struct cli *self, const char *name, struct err *err)
{
    if (strchr(name, '/') || strchr(name, '.'))
        return self->panel_of_file(self->print, name, err);
    char *data;
    size_t len;
    if (!self->panels->load(self->panels->context, name, &data, &len, err))
        return NULL;
    struct panel *panel = panel_parse(data, len, err);
    free(data);
    return panel;
}

bool cmd_cartoon_show(struct cli *self, const struct args *args, struct err *err)
{
    struct cartoon cartoon;
    if (!read_cartoon_options(args, &cartoon, err))
        return false;
    struct panel *panel = load_panel(self, args->words[0], err);
    if (!panel)
        return false;
    struct frame frame;
    struct sbuf out = {0};
    frame_init(&frame, cartoon.view.cols, cartoon.view.rows);
    panel_draw(panel, &cartoon.view, &frame, 0, 0, NULL);
    if (strcmp(cartoon.format, "utf8") == 0)
        frame_dump(&frame, &out);
    else if (strcmp(cartoon.format, "html") == 0)
        ansi_write_html(&frame, cartoon.view.colours, &out);
    else
        ansi_write(&frame, cartoon.view.colours, cartoon.is_truecolor, &out);
    cli_print(&out);
    sbuf_release(&out);
    frame_release(&frame);
    panel_free(panel);
    return true;
}
