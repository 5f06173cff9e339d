/* How the screens look, in every layout and both languages: compared cell by cell with
 * pictures that were looked at.  `make golden` writes them anew. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/trainee.h"

static char *program, *locale_dir;

static const struct layout {
    const char *name;
    enum lang lang;
    int cols, rows;
    bool is_large;
} layouts[] = {
    {"80x24_zh", LANG_ZH, 80, 24, false},   {"80x24_en", LANG_EN, 80, 24, false},
    {"120x40_zh", LANG_ZH, 120, 40, false}, {"120x40_en", LANG_EN, 120, 40, false},
    {"large_zh", LANG_ZH, 40, 24, true},
};

/* The picture of this screen; motion is off, so that it keeps still. */
static void expect_look(struct screen *screen, const char *what, const struct layout *layout)
{
    char name[80];
    snprintf(name, sizeof name, "%s_%s", what, layout->name);
    person_settle(screen);
    screen_expect_golden(screen, name);
}

static void back_home(struct screen *screen)
{
    for (int i = 0; i < 10 && !person_sees(screen, _("Settings")); i++) {
        char *field = person_field(screen);
        if (field) {
            person_press(screen, SCREEN_ESC);
            screen_wait_gone(screen, _("A code, a word, pinyin or its initials:"),
                             SCREEN_PATIENCE);
            person_settle(screen);
        } else {
            person_type(screen, "0");
        }
        free(field);
    }
}

static void the_first_minutes(struct screen *screen, const struct layout *layout)
{
    screen_wait_text(screen, _("I am a trainer"), SCREEN_PATIENCE);
    person_settle(screen);
    if (layout->is_large)
        person_press(screen, SCREEN_F5);
    expect_look(screen, "first_run", layout);
    person_choose(screen, _("I am a trainer"));
    person_write(screen, "周教官");
    person_write(screen, "一中队");
    person_write(screen, "2468");
    person_write(screen, "2468");
    person_choose(screen, _("Settings"));
    person_choose(screen, _("Moving pictures"));
    back_home(screen);
    expect_look(screen, "home", layout);
}

static void the_lesson(struct screen *screen, const struct layout *layout)
{
    person_choose(screen, _("Lessons"));
    person_choose(screen, "L01");
    person_choose(screen, _("Next picture"));
    expect_look(screen, "lesson", layout);
    person_choose(screen, _("One question"));
    expect_look(screen, "question", layout);
    person_write(screen, "293");
    expect_look(screen, "feedback", layout);
    back_home(screen);
}

static void the_case(struct screen *screen, const struct layout *layout)
{
    person_choose(screen, _("Practice"));
    person_choose(screen, "S01");
    expect_look(screen, "case_door", layout);
    person_choose(screen, _("Try me"));
    person_choose(screen, _("The terminal"));
    expect_look(screen, "terminal", layout);
    person_type(screen, "0");
    person_choose(screen, _("Finish the case"));
    person_choose(screen, _("Yes, finish"));
    expect_look(screen, "debrief", layout);
    back_home(screen);
}

static void the_rest(struct screen *screen, const struct layout *layout)
{
    person_choose(screen, _("Catalog"));
    person_choose(screen, _("Search, or type a code"));
    person_write(screen, "0205");
    expect_look(screen, "item", layout);
    back_home(screen);
    person_choose(screen, _("Record"));
    expect_look(screen, "record", layout);
    back_home(screen);
    person_choose(screen, _("For trainers"));
    person_choose(screen, _("Squad"));
    expect_look(screen, "squad", layout);
}

static void every_screen_looks_as_it_was_found_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        const struct layout *layout = &layouts[i];
        lang_init(locale_dir, layout->lang);
        struct screen_options options = {.cols = layout->cols, .rows = layout->rows};
        struct screen *screen = screen_start(
            &options, (const char *const[]){program, "--lang", lang_name(layout->lang), NULL});
        the_first_minutes(screen, layout);
        the_lesson(screen, layout);
        the_case(screen, layout);
        the_rest(screen, layout);
        screen_close(screen);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    program = screen_program("trainer");
    locale_dir = screen_program("locale");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_looks_as_it_was_found_good),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(program);
    free(locale_dir);
    return failed;
}
