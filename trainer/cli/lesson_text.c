#include "cli/lesson_text.h"

#include <string.h>

void lesson_text_step(struct sbuf *out, const struct course *course,
                      const struct lesson *lesson, size_t index)
{
    const struct lesson_step *step = &lesson->steps[index];
    sbuf_addf(out, "%zu/%zu  %s\n", index + 1, lesson->step_count, both_now(&step->title));
    if (step->panel)
        sbuf_addf(out, "    [%s] %s\n", step->panel, both_now(&step->alt));
    for (size_t i = 0; i < step->bubble_count; i++)
        sbuf_addf(out, "    %s%s%s\n", both_now(&step->bubbles[i].who),
                  lang_now() == LANG_ZH ? "：" : ": ", both_now(&step->bubbles[i].text));
    for (const char *line = both_now(&step->caption); *line;) {
        size_t len = strcspn(line, "\n");
        sbuf_addf(out, "    %.*s\n", (int)len, line);
        line += len + (line[len] == '\n');
    }
    size_t at;
    const struct quiz *quiz =
        step->question ? course_quiz_of_question(course, step->question, &at) : NULL;
    if (quiz) {
        const struct gift_question *question = quiz_question(quiz, lang_now(), at);
        sbuf_addf(out, "  ? %s\n", question->text);
        for (size_t i = 0; i < question->option_count; i++)
            sbuf_addf(out, "      %zu %s%s%s\n", i + 1, question->options[i].text,
                      question->options[i].match ? " → " : "",
                      question->options[i].match ? question->options[i].match : "");
    }
    if (step->scenario)
        sbuf_addf(out, "  > %s %s\n", _("practice case"), step->scenario);
    sbuf_add_char(out, '\n');
}
