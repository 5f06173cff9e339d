/* Drawings from strangers: whatever the file holds, the program goes on and says what is wrong
 * where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/palette.h"
#include "core/panel_file.h"
#include "export/print_client.h"

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 320\""
#define GOOD                                                                                   \
    SVG ">\n<title>A box</title>\n<desc id=\"desc-zh\">一个盒子。</desc>\n"               \
        "<desc id=\"desc-en\">A box.</desc>\n<g id=\"backdrop\"><rect width=\"400\" "          \
        "height=\"320\" fill=\"#d7ffff\"/></g>\n"                                              \
        "<g id=\"a.eyes=open\"><rect x=\"10\" y=\"20\" width=\"30\" height=\"40\" "            \
        "fill=\"#1c1c1c\"/></g><g id=\"a.eyes=blink\" style=\"display:none\">"                 \
        "<rect x=\"10\" y=\"40\" width=\"30\" height=\"4\" fill=\"#1c1c1c\"/></g>\n"           \
        "<g id=\"stage\" style=\"display:none\">"                                              \
        "<rect id=\"face.a\" x=\"5\" y=\"10\" width=\"100\" height=\"120\"/></g></svg>\n"

struct room {
    struct paths paths;
    struct print_client *client;
};

static void write_file(const char *path, const char *text, unsigned mode)
{
    struct err err = {0};
    if (!file_write(path, text, strlen(text), mode, &err))
        fail_msg("%s", err.text);
}

/* The helper of the build that this test belongs to: BUILD/tests/unit/NAME beside
 * BUILD/trainer-print. Caller frees. */
static char *helper_path(void)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    for (int up = 0; up < 3; up++)
        while (len > 0 && path[--len] != '/')
            continue;
    path[len > 0 ? len : 0] = 0;
    return file_join(path, "trainer-print");
}

static int set_up(void **state)
{
    static struct room room;
    char folder[] = "/tmp/print-client-XXXXXX";
    assert_non_null(mkdtemp(folder));
    room.paths = (struct paths){.content = xstrdup(folder),
                                .panels = file_join(folder, "prepared"),
                                .data = xstrdup(folder),
                                .locale = xstrdup(folder),
                                .print_helper = helper_path()};
    char *panels = file_join(folder, "cartoons/panels");
    assert_true(file_make_folders(panels, 0755, NULL));
    assert_true(file_make_folders(room.paths.panels, 0755, NULL));
    free(panels);
    if (!file_exists(room.paths.print_helper))
        fail_msg("%s is not built", room.paths.print_helper);
    room.client = print_client_new(&room.paths);
    *state = &room;
    return 0;
}

static void remove_all(const char *folder)
{
    char **names = NULL;
    size_t count = 0;
    if (file_list(folder, "", &names, &count, NULL)) {
        for (size_t i = 0; i < count; i++) {
            char *path = file_join(folder, names[i]);
            if (unlink(path) != 0)
                remove_all(path);
            free(path);
        }
        file_list_free(names, count);
    }
    rmdir(folder);
}

static int tear_down(void **state)
{
    struct room *room = *state;
    if (!room)
        return 0; /* the set-up failed and said why */
    remove_all(room->paths.content);
    print_client_free(room->client);
    paths_release(&room->paths);
    return 0;
}

/* Put a drawing into the content folder and ask for it. */
static bool load(struct room *room, const char *drawing, struct panel_picture *picture,
                 struct err *err)
{
    char *path = file_join(room->paths.content, "cartoons/panels/x.svg");
    write_file(path, drawing, 0644);
    char *data = NULL;
    size_t len = 0;
    bool ok = print_client_load(room->client, "x", &data, &len, err);
    if (ok)
        assert_true(panel_picture_read(picture, data, len, err));
    free(data);
    free(path);
    return ok;
}

static void a_new_drawing_is_shown_without_preparing_it_first(void **state)
{
    struct panel_picture picture = {0};
    struct err err = {0};
    if (!load(*state, GOOD, &picture, &err))
        fail_msg("%s", err.text);
    assert_int_equal(picture.width, 800);
    assert_int_equal(picture.height, 640);
    assert_string_equal(picture.description.text[LANG_ZH], "一个盒子。");
    assert_int_equal(picture.pixels[0], PALETTE_SKY);
    assert_int_equal(picture.pixels[100 * 800 + 40], PALETTE_INK);
    const struct panel_box *face = panel_picture_box(&picture, PANEL_BOX_FACE, "a");
    assert_int_equal(face->x, 10);
    assert_int_equal(face->width, 200);
    assert_int_equal(picture.layer_count, 2);
    assert_string_equal(picture.layers[1].slot, "a.eyes");
    assert_int_equal(picture.layers[1].height, 80); /* open eye gone, closed eye there */
    panel_picture_release(&picture);
}

/* Made from one drawing, the prepared file serves it and no other. */
static void a_prepared_panel_serves_until_its_drawing_changes(void **state)
{
    struct room *room = *state;
    struct panel_picture picture = {0};
    char *drawing = file_join(room->paths.content, "cartoons/panels/y.svg"), *data = NULL;
    char *prepared = file_join(room->paths.panels, "y.panel");
    size_t len = 0;
    write_file(drawing, GOOD, 0644);
    assert_true(print_client_load(room->client, "y", &data, &len, NULL));
    assert_true(file_write(prepared, data, len, 0644, NULL));
    free(data);
    char *helper = room->paths.print_helper;
    room->paths.print_helper = xstrdup("/nonexistent/helper");
    assert_true(print_client_load(room->client, "y", &data, &len, NULL)); /* no helper needed */
    free(data);
    write_file(drawing, GOOD "<!-- changed -->", 0644);
    struct err err = {0};
    assert_false(print_client_load(room->client, "y", &data, &len, &err));
    assert_int_equal(err.code, ERR_IO);
    free(room->paths.print_helper);
    room->paths.print_helper = helper;
    assert_true(print_client_load(room->client, "y", &data, &len, NULL));
    assert_true(panel_picture_read(&picture, data, len, NULL));
    panel_picture_release(&picture);
    free(data);
    free(prepared);
    free(drawing);
}

static void names_that_lead_out_of_the_folder_are_no_panels(void **state)
{
    static const char *const names[] = {"", "../x", "/etc/passwd", ".hidden", "a b", "none"};
    struct room *room = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *data = NULL;
        size_t len = 0;
        struct err err = {0};
        assert_false(print_client_load(room->client, names[i], &data, &len, &err));
        assert_int_equal(err.code, ERR_NOT_FOUND);
    }
}

/* --- what is refused -----------------------------------------------------------------------
 */

static void harmful_drawings_are_refused_with_their_place(void **state)
{
    static const struct {
        const char *drawing, *place;
    } rows[] = {
        {"", "x.svg:1:"},
        {"not xml at all", "x.svg:1:"},
        {SVG "><g></svg>", "x.svg:1:"},
        {SVG ">\n <filter id=\"f\"><feTurbulence/></filter></svg>", "x.svg:2:2: "},
        {SVG ">\n<mask id=\"m\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n<pattern id=\"m\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n\n  <image href=\"#x\"/></svg>", "x.svg:3:3: "},
        {SVG ">\n<text>hello</text></svg>", "x.svg:2:1: "},
        {SVG ">\n<linearGradient id=\"g\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n<style>@import url(http://example.org/x.css);</style></svg>", "x.svg:2:1: "},
        {SVG ">\n<script>1</script></svg>", "x.svg:2:1: "},
        {SVG ">\n<use\n href=\"http://example.org/x.svg#a\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n<use href=\"file:///etc/passwd\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n<rect fill=\"url(http://example.org/#p)\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n<rect style=\"fill:URL('x.svg#p')\"/></svg>", "x.svg:2:1: "},
        {SVG ">\n<use href=\"#gone\"/></svg>", "x.svg:2:1: "},
        {SVG " xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n<xi:include href=\"#\"/></svg>",
         "x.svg:2:1: "},
        {SVG "><g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>",
         "x.svg:1:1: "},
        {"<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>\n" SVG ">&a;</svg>",
         "x.svg:2:"},
        {"<?xml-stylesheet href=\"http://example.org/x.css\"?>\n" SVG "/>", "x.svg:1:"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "x.svg:1:1: "},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 99999\"/>", "x.svg:1:1: "},
        {"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "x.svg:1:1: "},
        {SVG ">\xff</svg>", "x.svg:1:1: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct panel_picture picture = {0};
        struct err err = {0};
        assert_false(load(*state, rows[i].drawing, &picture, &err));
        assert_int_equal(err.code, ERR_INPUT);
        if (!strstr(err.text, rows[i].place))
            fail_msg("%s\ngave \"%s\",\nwanted %s", rows[i].drawing, err.text, rows[i].place);
    }
}

static void expect_refused_quickly(struct room *room, struct sbuf *drawing)
{
    struct panel_picture picture = {0};
    struct err err = {0};
    msec_t start = clock_monotonic();
    bool ok = load(room, sbuf_text(drawing), &picture, &err);
    assert_false(ok);
    assert_int_equal(err.code, ERR_INPUT);
    assert_true(clock_monotonic() - start < 10000);
    sbuf_release(drawing);
}

static void a_hundred_thousand_shapes_are_refused(void **state)
{
    struct sbuf drawing = {0};
    sbuf_add(&drawing, SVG ">");
    for (int i = 0; i < 100000; i++)
        sbuf_add(&drawing, "<g/>");
    sbuf_add(&drawing, "</svg>");
    expect_refused_quickly(*state, &drawing);
}

static void nesting_a_thousand_deep_is_refused(void **state)
{
    struct sbuf drawing = {0};
    sbuf_add(&drawing, SVG ">");
    for (int i = 0; i < 1000; i++)
        sbuf_add(&drawing, "<g>");
    for (int i = 0; i < 1000; i++)
        sbuf_add(&drawing, "</g>");
    sbuf_add(&drawing, "</svg>");
    expect_refused_quickly(*state, &drawing);
}

/* 30 groups, each using the one before ten times: 10^30 shapes. */
static void a_bomb_of_use_elements_is_refused(void **state)
{
    struct sbuf drawing = {0};
    sbuf_add(&drawing, SVG "><g id=\"g0\"><rect width=\"1\" height=\"1\"/></g>");
    for (int i = 1; i < 30; i++) {
        sbuf_addf(&drawing, "<g id=\"g%d\">", i);
        for (int k = 0; k < 10; k++)
            sbuf_addf(&drawing, "<use href=\"#g%d\"/>", i - 1);
        sbuf_add(&drawing, "</g>");
    }
    sbuf_add(&drawing, "</svg>");
    expect_refused_quickly(*state, &drawing);
}

static void a_file_of_two_megabytes_is_refused(void **state)
{
    struct sbuf drawing = {0};
    sbuf_add(&drawing, SVG "><!-- ");
    for (int i = 0; i < 2 << 20; i++)
        sbuf_add_char(&drawing, 'x');
    sbuf_add(&drawing, " --></svg>");
    expect_refused_quickly(*state, &drawing);
}

static void entities_that_grow_a_billionfold_are_refused(void **state)
{
    struct sbuf drawing = {0};
    sbuf_add(&drawing, "<!DOCTYPE svg [<!ENTITY e0 \"aaaaaaaaaa\">");
    for (int i = 1; i < 10; i++) {
        sbuf_addf(&drawing, "<!ENTITY e%d \"", i);
        for (int k = 0; k < 10; k++)
            sbuf_addf(&drawing, "&e%d;", i - 1);
        sbuf_add(&drawing, "\">");
    }
    sbuf_add(&drawing, "]>" SVG "><title>&e9;</title></svg>");
    expect_refused_quickly(*state, &drawing);
}

/* Each cuts by the one before, and each of them by ten shapes. */
static void a_chain_of_clips_is_refused_or_drawn_in_time(void **state)
{
    struct sbuf drawing = {0};
    struct panel_picture picture = {0};
    struct err err = {0};
    sbuf_add(&drawing, SVG ">");
    for (int i = 1; i < 100; i++) {
        sbuf_addf(&drawing, "<clipPath id=\"c%d\">", i);
        for (int k = 0; k < 10; k++)
            sbuf_addf(&drawing, "<rect width=\"400\" height=\"320\" clip-path=\"url(#c%d)\"/>",
                      i - 1);
        sbuf_add(&drawing, "</clipPath>");
    }
    sbuf_add(&drawing, "<clipPath id=\"c0\"><rect width=\"9\" height=\"9\"/></clipPath>"
                       "<rect width=\"400\" height=\"320\" clip-path=\"url(#c99)\"/></svg>");
    msec_t start = clock_monotonic();
    if (!load(*state, sbuf_text(&drawing), &picture, &err))
        assert_int_equal(err.code, ERR_INPUT);
    assert_true(clock_monotonic() - start < 12000);
    panel_picture_release(&picture);
    sbuf_release(&drawing);
}

static void after_a_harmful_drawing_the_next_one_is_shown(void **state)
{
    struct panel_picture picture = {0};
    struct err err = {0};
    assert_false(load(*state, SVG "><mask/></svg>", &picture, &err));
    if (!load(*state, GOOD, &picture, &err))
        fail_msg("%s", err.text);
    assert_true(picture.width > 0);
    panel_picture_release(&picture);
}

/* --- pages ----------------------------------------------------------------------------------
 */

static void pages_of_a_lesson_that_is_not_there_are_refused_by_name(void **state)
{
    struct room *room = *state;
    const char *files[LANG_COUNT] = {"/nowhere/lesson.zh.md", "/nowhere/lesson.en.md"};
    char *data = NULL;
    size_t len = 0;
    struct err err = {0};
    assert_false(print_client_handout(room->client, files, "/nowhere", &data, &len, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "/nowhere/lesson.zh.md"));
    assert_null(data);
}

static void a_harmful_panel_leaves_a_frame_and_the_pages_come(void **state)
{
    static const char lesson[] = "---\nid: L77\ntitle: T\nlevel: L0\nminutes: 1\nobjectives:\n"
                                 "  - one\n---\n\n## S\n\n"
                                 "![What is seen.](../../cartoons/panels/x.svg)\n\nWords.\n";
    struct room *room = *state;
    char *zh = file_join(room->paths.content, "lesson.zh.md");
    char *en = file_join(room->paths.content, "lesson.en.md");
    char *panels = file_join(room->paths.content, "cartoons/panels");
    char *panel = file_join(panels, "x.svg"), *data = NULL;
    const char *files[LANG_COUNT] = {[LANG_ZH] = zh, [LANG_EN] = en};
    size_t len = 0;
    struct err err = {0};
    write_file(zh, lesson, 0644);
    write_file(en, lesson, 0644);
    write_file(panel, SVG "><image href=\"http://example.org/x.png\"/></svg>", 0644);
    if (!print_client_handout(room->client, files, panels, &data, &len, &err))
        fail_msg("%s", err.text);
    assert_true(len > 5);
    assert_memory_equal(data, "%PDF-", 5);
    free(data);
    free(panel);
    free(panels);
    free(en);
    free(zh);
}

/* --- helpers that misbehave ------------------------------------------------------------------
 */

/* Ask a shell script in place of the helper. */
static bool load_from_script(struct room *room, const char *script, struct err *err)
{
    char *helper = room->paths.print_helper, *data = NULL;
    size_t len = 0;
    room->paths.print_helper = file_join(room->paths.content, "helper");
    write_file(room->paths.print_helper, script, 0755);
    bool ok = print_client_raster(room->client, "x.svg", &data, &len, err);
    free(data);
    free(room->paths.print_helper);
    room->paths.print_helper = helper;
    return ok;
}

static void documents_of_a_case_become_pages(void **state)
{
    struct room *room = *state;
    struct err err = {0};
    char *data = NULL, *path = file_join(room->paths.content, "papers.txt");
    size_t len = 0;
    write_file(path, "训练文书\n当场处罚决定书\n----\n【金额】140\n\fQR:140\n", 0644);
    assert_true(print_client_paper(room->client, path, &data, &len, &err));
    assert_true(len > 1000);
    assert_memory_equal(data, "%PDF", 4);
    size_t pages = 0; /* two slips */
    for (size_t i = 0; i + 12 < len; i++)
        pages += memcmp(data + i, "/Type /Page", 11) == 0 && data[i + 11] != 's';
    assert_int_equal(pages, 2);
    free(data);
    write_file(path, "\xff\xfe", 0644);
    assert_false(print_client_paper(room->client, path, &data, &len, &err));
    assert_int_equal(err.code, ERR_INPUT);
    free(path);
}

static void a_helper_that_hangs_is_killed(void **state)
{
    struct room *room = *state;
    struct err err = {0};
    msec_t start = clock_monotonic();
    print_client_set_timeout(room->client, 300);
    assert_false(load_from_script(room, "#!/bin/sh\nexec sleep 60\n", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_true(clock_monotonic() - start < 20000);
    print_client_set_timeout(room->client, 12000);
}

static void a_helper_that_never_stops_talking_is_killed(void **state)
{
    struct err err = {0};
    assert_false(load_from_script(*state, "#!/bin/sh\nexec yes\n", &err));
    assert_int_equal(err.code, ERR_INPUT);
}

static void a_helper_that_fails_is_quoted_in_one_line(void **state)
{
    struct err err = {0};
    assert_false(load_from_script(
        *state, "#!/bin/sh\necho 'x.svg:3:4: bad' >&2\necho more >&2\nexit 3\n", &err));
    assert_string_equal(err.text, "x.svg:3:4: bad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_drawing_is_shown_without_preparing_it_first),
        cmocka_unit_test(a_prepared_panel_serves_until_its_drawing_changes),
        cmocka_unit_test(names_that_lead_out_of_the_folder_are_no_panels),
        cmocka_unit_test(harmful_drawings_are_refused_with_their_place),
        cmocka_unit_test(a_hundred_thousand_shapes_are_refused),
        cmocka_unit_test(nesting_a_thousand_deep_is_refused),
        cmocka_unit_test(a_bomb_of_use_elements_is_refused),
        cmocka_unit_test(a_file_of_two_megabytes_is_refused),
        cmocka_unit_test(entities_that_grow_a_billionfold_are_refused),
        cmocka_unit_test(a_chain_of_clips_is_refused_or_drawn_in_time),
        cmocka_unit_test(after_a_harmful_drawing_the_next_one_is_shown),
        cmocka_unit_test(pages_of_a_lesson_that_is_not_there_are_refused_by_name),
        cmocka_unit_test(a_harmful_panel_leaves_a_frame_and_the_pages_come),
        cmocka_unit_test(documents_of_a_case_become_pages),
        cmocka_unit_test(a_helper_that_hangs_is_killed),
        cmocka_unit_test(a_helper_that_never_stops_talking_is_killed),
        cmocka_unit_test(a_helper_that_fails_is_quoted_in_one_line),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
