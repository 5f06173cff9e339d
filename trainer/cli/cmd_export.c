#include "cli/commands.h"

#include <stdlib.h>
#include <string.h>

#include "cli/context.h"
#include "export/out_html.h"
#include "export/print_client.h"

struct order {
    const struct lesson *lesson;
    struct print_client *client;
    char *panels; /* folder of the drawings */
};

static bool make_html(const struct order *order, char **data, size_t *len, struct err *err)
{
    struct sbuf out = {0};
    (void)err;
    out_html_lesson(order->lesson, order->panels, order->client, &out);
    *len = out.len;
    *data = sbuf_take(&out);
    return true;
}

static bool make_pdf(const struct order *order, char **data, size_t *len, struct err *err)
{
    const char *files[LANG_COUNT];
    for (int lang = 0; lang < LANG_COUNT; lang++)
        files[lang] = order->lesson->file[lang];
    return print_client_handout(order->client, files, order->panels, data, len, err);
}

static const struct form {
    const char *ending;
    bool (*make)(const struct order *order, char **data, size_t *len, struct err *err);
} forms[] = {{".html", make_html}, {".pdf", make_pdf}};

static const struct form *form_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof forms / sizeof *forms; i++)
        if (strcmp(dot, forms[i].ending) == 0)
            return &forms[i];
    return NULL;
}

static bool export_lesson(struct cli *self, const struct lesson *lesson,
                          const struct form *form, const char *path, struct err *err)
{
    char *data = NULL;
    size_t len = 0;
    struct order order = {lesson, self->print,
                          file_join(self->paths->content, "cartoons/panels")};
    bool ok = form->make(&order, &data, &len, err) && file_write(path, data, len, 0644, err);
    free(data);
    free(order.panels);
    return ok;
}

bool cmd_lesson_export(struct cli *self, const struct args *args, struct err *err)
{
    const char *path = args_get(args, "-o");
    if (!path)
        return err_set(err, ERR_USAGE, N_("say where to: -o FILE.html or FILE.pdf"));
    const struct form *form = form_of(path);
    if (!form)
        return err_set(err, ERR_USAGE, N_("'%s' must end in .html or .pdf"), path);
    const struct course *course = cli_course(self, err);
    if (!course)
        return false;
    const struct lesson *lesson = course_lesson(course, args->words[0]);
    if (!lesson)
        return err_set(err, ERR_NOT_FOUND,
                       N_("no lesson '%s'; 'trainer lesson list' names them"), args->words[0]);
    return export_lesson(self, lesson, form, path, err);
}
