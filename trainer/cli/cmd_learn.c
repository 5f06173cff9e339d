#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/context.h"
#include "cli/lesson_text.h"

bool cmd_lesson_list(struct cli *self, const struct args *args, struct err *err)
{
    const struct course *course = cli_course(self, err);
    if (!course)
        return false;
    struct json *list = json_new_array();
    struct sbuf text = {0};
    for (size_t i = 0; i < course->lesson_count; i++) {
        const struct lesson *lesson = course->lessons[i];
        int64_t panels = 0;
        for (size_t s = 0; s < lesson->step_count; s++)
            panels += lesson->steps[s].panel != NULL;
        struct json *row = json_add_object(list, NULL);
        json_add_text(row, "id", lesson->id);
        json_add_text(row, "title_zh", lesson->title.text[LANG_ZH]);
        json_add_text(row, "title_en", lesson->title.text[LANG_EN]);
        json_add_text(row, "level", lesson->level);
        json_add_int(row, "steps", (int64_t)lesson->step_count);
        json_add_int(row, "panels", panels);
        sbuf_addf(&text, "%s  %s  %s  %zu\n", lesson->id, lesson->level,
                  both_now(&lesson->title), lesson->step_count);
    }
    cli_print_either(args, list, &text);
    return true;
}

bool cmd_lesson_show(struct cli *self, const struct args *args, struct err *err)
{
    const struct course *course = cli_course(self, err);
    if (!course)
        return false;
    const struct lesson *lesson = course_lesson(course, args->words[0]);
    if (!lesson)
        return err_set(err, ERR_NOT_FOUND,
                       N_("no lesson '%s'; 'trainer lesson list' names them"), args->words[0]);
    long long step;
    if (!args_number(args, "--step", 1, (long long)lesson->step_count, 0, &step, err))
        return false;
    struct sbuf out = {0};
    if (!step)
        sbuf_addf(&out, "%s  %s\n\n", lesson->id, both_now(&lesson->title));
    for (size_t i = 0; i < lesson->step_count; i++)
        if (!step || step == (long long)i + 1)
            lesson_text_step(&out, course, lesson, i);
    cli_print(&out);
    sbuf_release(&out);
    return true;
}
