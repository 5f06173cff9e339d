/* trainer-print: turns drawings into what the program shows.  A program of its own, because
 * what it reads may come from strangers: it runs under limits on time and memory, and nothing
 * that it does can harm the program that asked. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/file.h"
#include "core/lang.h"
#include "core/panel_file.h"
#include "print/check.h"
#include "print/handout.h"
#include "print/layered.h"
#include "print/paper.h"
#include "print/parts.h"
#include "print/sheet.h"
#include "print/svg.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif

enum { CPU_SECONDS = 5, WALL_SECONDS = 10, MEMORY_MAX = 512 << 20, PAPER_MAX = 1 << 20 };

static void limit(unsigned resource, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
        most = now.rlim_max;
    now.rlim_cur = now.rlim_max = most;
    if (setrlimit(resource, &now) != 0)
        fprintf(stderr, "trainer-print: %s\n", _("cannot set its own limits"));
}

/* For work on one drawing; more than one gets as many times the seconds. */
static void limit_all(unsigned drawings)
{
    limit(RLIMIT_CPU, (rlim_t)CPU_SECONDS * drawings);
    limit(RLIMIT_CORE, 0);
#ifndef HAS_SHADOW_MEMORY /* which takes terabytes of address space */
    limit(RLIMIT_AS, MEMORY_MAX);
#endif
    alarm(WALL_SECONDS * drawings);
}

/* To the file `target`, or to standard output for "-". */
static bool put_out(const char *target, const struct sbuf *bytes, struct err *err)
{
    if (strcmp(target, "-") != 0)
        return file_write(target, sbuf_text(bytes), bytes->len, 0644, err);
    return (fwrite(sbuf_text(bytes), 1, bytes->len, stdout) == bytes->len &&
            fflush(stdout) == 0) ||
           err_set(err, ERR_IO, N_("cannot write to standard output"));
}

static bool run_raster(int count, char **args, struct err *err)
{
    if (count != 2)
        return err_set(err, ERR_USAGE, N_("raster needs a drawing and a target"));
    struct svg svg = {0};
    struct panel_picture picture = {0};
    struct sbuf bytes = {0};
    bool ok = svg_load(&svg, args[0], err) && layered_make(&svg, &picture, err);
    if (ok) {
        panel_picture_write(&picture, &bytes);
        ok = put_out(args[1], &bytes, err);
    }
    sbuf_release(&bytes);
    panel_picture_release(&picture);
    svg_release(&svg);
    return ok;
}

static bool run_parts(int count, char **args, struct err *err)
{
    struct parts *parts = NULL;
    bool ok = true;
    for (int i = 0; i < count && ok; i++) {
        parts = parts_load(parts, args[i], err);
        ok = parts && parts_refresh(parts, args[i], err);
    }
    parts_free(parts);
    return ok;
}

static bool run_check(int count, char **args, struct err *err)
{
    struct parts *library = NULL;
    size_t faults = 0;
    for (int i = 0; i < count; i++)
        faults += check_panel(args[i], &library);
    parts_free(library);
    return faults == 0 || err_set(err, ERR_NO, N_("%zu faults found"), faults);
}

static bool run_handout(int count, char **args, struct err *err)
{
    if (count != 4)
        return err_set(err, ERR_USAGE,
                       N_("handout needs a lesson in two languages, a folder and a target"));
    struct problems problems;
    struct sbuf bytes = {0};
    problems_init(&problems);
    struct lesson *lesson = lesson_read(args[0], args[1], &problems);
    bool ok = lesson || err_set(err, ERR_INPUT, N_("%s: this lesson has faults"), args[0]);
    ok = ok && handout_make(lesson, args[2], &bytes, err) && put_out(args[3], &bytes, err);
    lesson_free(lesson);
    problems_release(&problems);
    sbuf_release(&bytes);
    return ok;
}

static bool run_sheet(int count, char **args, struct err *err)
{
    return sheet_make(args[0], args + 1, (size_t)count - 1, err);
}

static bool run_paper(int count, char **args, struct err *err)
{
    if (count != 2)
        return err_set(err, ERR_USAGE, N_("paper needs a text and a target"));
    char *text = NULL;
    size_t len = 0;
    struct sbuf bytes = {0};
    bool ok = file_read(args[0], PAPER_MAX, &text, &len, err) &&
              paper_make(text, len, &bytes, err) && put_out(args[1], &bytes, err);
    free(text);
    sbuf_release(&bytes);
    return ok;
}

struct command {
    const char *name, *help;
    bool (*run)(int count, char **args, struct err *err);
};

static const struct command commands[] = {
    {"raster", N_("raster DRAWING.svg TARGET.panel    prepare a panel (- = standard output)"),
     run_raster},
    {"parts", N_("parts PANEL.svg...                 refresh the embedded parts of panels"),
     run_parts},
    {"check", N_("check PANEL.svg...                 name what is wrong with panels"),
     run_check},
    {"handout", N_("handout LESSON.zh.md LESSON.en.md PANELS TARGET.pdf    a lesson as pages"),
     run_handout},
    {"paper", N_("paper DOCUMENTS.txt TARGET.pdf    documents of a case as they are printed"),
     run_paper},
    {"sheet", N_("sheet PAGE.png PICTURE...         what 'cartoon show' printed, on one page"),
     run_sheet},
};

static int usage(FILE *to, int status)
{
    fprintf(to, "%s\n",
            _("usage: trainer-print [--lang zh|en] [--locale DIR] COMMAND FILE..."));
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(to, "  %s\n", _(commands[i].help));
    return status;
}

/* Leading --lang and --locale, as the program that asks passes them; returns how many words. */
static int set_language(int argc, char **argv)
{
    enum lang lang = lang_from_environment();
    const char *locale = NULL;
    int at = 1;
    for (; at + 1 < argc; at += 2) {
        if (strcmp(argv[at], "--locale") == 0)
            locale = argv[at + 1];
        else if (strcmp(argv[at], "--lang") != 0 || !lang_parse(argv[at + 1], &lang))
            break;
    }
    struct paths paths = {0};
    if (!locale && paths_find(&paths, NULL, NULL))
        locale = paths.locale;
    if (locale)
        lang_init(locale, lang);
    paths_release(&paths);
    return at - 1;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    setlocale(LC_ALL, "");
    int options = set_language(argc, argv);
    argc -= options;
    argv += options;
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout, 0);
    const struct command *command = NULL;
    for (size_t i = 0; argc > 2 && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            command = &commands[i];
    if (!command)
        return usage(stderr, err_exit_status(ERR_USAGE));
    limit_all(command->run == run_raster ? 1 : (unsigned)argc);
    if (command->run(argc - 2, argv + 2, &err))
        return 0;
    fprintf(stderr, "%s\n", err.text);
    return err_exit_status(err.code);
}
