/* The officer's whole way, with the program killed again and again: what the screen had
 * confirmed is there, and "continue" leads back to where one was. */
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/clock.h"
#include "core/file.h"
#include "support/screen_private.h"
#include "support/trainee.h"

enum {
    KEYS_MOST = 900,
    KILL_EVERY = 9,   /* keys, where the program is killed at rest */
    KILL_ONE_OF = 5,  /* keys, where it is killed while it works on one */
    MOMENTS_MOST = 12 /* ms after the key */
};

static char *program, *locale_dir;

/* What the database holds. */
struct record {
    int seen, answered, steps, exam_answers;
    bool is_over[TRAINEE_DONE]; /* S01, S02, the exam */
};

struct play {
    struct trainee officer;
    struct screen *first; /* keeps the home folder */
    struct screen *screen;
    int seen, kills; /* seen: pictures that were on the screen */
};

/* At the true time: what was begun last is what was begun last. */
static struct screen *start(const char *home)
{
    struct screen_options options = {.home = home, .now = ""};
    return screen_start(&options,
                        (const char *const[]){program, "--lang", lang_name(lang_now()), NULL});
}

static int count(sqlite3 *db, const char *query)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, query, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", query, sqlite3_errmsg(db));
    int result = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    return result;
}

static void read_record(const char *home, struct record *out)
{
    sqlite3 *db;
    char *path = file_join(home, "data/trainer/trainer.db");
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        fail_msg("%s cannot be read", path);
    sqlite3_busy_timeout(db, SCREEN_PATIENCE);
    free(path);
    out->seen = count(db, "SELECT count(*) FROM step_seen");
    out->answered = count(db, "SELECT coalesce(sum(tries), 0) FROM answer");
    out->steps = count(db, "SELECT count(*) FROM run_step JOIN run USING (attempt) "
                           "WHERE finished = 0");
    out->exam_answers = count(db, "SELECT count(*) FROM sitting_answer");
    out->is_over[TRAINEE_S01] =
        count(db, "SELECT count(*) FROM run WHERE scenario = 'S01' AND is_passed") > 0;
    out->is_over[TRAINEE_S02] =
        count(db, "SELECT count(*) FROM run WHERE scenario = 'S02' AND is_passed") > 0;
    out->is_over[TRAINEE_EXAM] = count(db, "SELECT count(*) FROM sitting WHERE is_passed") > 0;
    sqlite3_close(db);
}

/* --- before and after --- */

static void note_seen(struct play *self)
{
    char *head = screen_row(self->screen, 0);
    char *of = strstr(head, "/10 ");
    if (of && strncmp(head, " L01", 4) == 0) {
        while (of > head && of[-1] >= '0' && of[-1] <= '9')
            of--;
        int at = (int)strtol(of, NULL, 10);
        self->seen = at > self->seen ? at : self->seen;
    }
    free(head);
}

/* The screen as far as it must be the same after coming back: where, how far, what can be
 * chosen (a long list begins at its top again), what is typed, the cursor. */
static char *situation(struct screen *screen)
{
    struct person_choice list[PERSON_CHOICES];
    size_t choices = person_choices(screen, list), len;
    char *head = screen_row(screen, 0), *field = person_field(screen), *text;
    int x = -1, y = -1;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    fprintf(out, "%s\n", head);
    bool is_long = person_is_long_list(screen);
    for (size_t i = 0; i < choices && !is_long; i++)
        fprintf(out, "%d %s\n", list[i].digit, list[i].label);
    if (field && screen_cursor(screen, &x, &y))
        fprintf(out, "field \"%s\", cursor in column %d\n", field, x);
    fclose(out);
    free(head);
    free(field);
    return text;
}

static void kill_it(struct play *self)
{
    screen_signal(self->screen, SIGKILL);
    int status = screen_wait_exit(self->screen, SCREEN_PATIENCE);
    assert_true(WIFSIGNALED(status));
    self->kills++;
}

static enum trainee_phase phase_on_record(const struct record *record,
                                          enum trainee_phase before)
{
    for (enum trainee_phase phase = TRAINEE_EXAM; phase >= TRAINEE_S01; phase--)
        if (record->is_over[phase])
            return phase + 1;
    return before;
}

static void expect_sound(const char *home)
{
    struct screen_options options = {.home = home, .cols = 200};
    struct screen *screen =
        screen_start(&options, (const char *const[]){program, "db", "check", NULL});
    int status = screen_wait_exit(screen, SCREEN_PATIENCE);
    if (status != 0) {
        char *text = screen_text(screen);
        fail_msg("db check: %#x\n%s", (unsigned)status, text);
    }
    screen_close(screen);
}

/* Start again, sign in, look at the record; stands at home afterwards. */
static void come_back(struct play *self, struct record *record)
{
    const char *home = screen_home(self->first);
    if (self->screen != self->first)
        screen_close(self->screen);
    expect_sound(home);
    self->screen = start(home);
    screen_wait_text(self->screen, _("Who are you?"), SCREEN_PATIENCE);
    person_settle(self->screen);
    person_choose(self->screen, self->officer.name);
    read_record(home, record);
    trainee_restart(&self->officer, self->screen, phase_on_record(record, self->officer.phase),
                    (size_t)record->steps);
}

static void expect_at_least(int have, int confirmed, const char *what)
{
    if (have < confirmed)
        fail_msg("the screen had confirmed %d %s, %d are there", confirmed, what, have);
}

/* --- the first officer --- */

static void begin(struct play *self)
{
    memset(self, 0, sizeof *self);
    self->first = self->screen = start(NULL);
    screen_wait_text(self->screen, _("Create my profile"), SCREEN_PATIENCE);
    person_settle(self->screen);
    person_choose(self->screen, _("Create my profile"));
    person_write(self->screen, "老墨");
    person_write(self->screen, "二中队");
    person_choose(self->screen, _("No, just my name"));
    self->officer = (struct trainee){.screen = self->screen, .name = "老墨"};
}

static void end(struct play *self)
{
    struct record record;
    read_record(screen_home(self->first), &record);
    assert_int_equal(record.seen, 10);
    assert_int_equal(record.exam_answers, 10);
    assert_true(record.is_over[TRAINEE_EXAM]);
    if (self->screen != self->first)
        screen_close(self->screen);
    screen_close(self->first);
    trainee_release(&self->officer);
}

static bool has_place(const struct trainee *officer)
{
    return strcmp(officer->place, "lesson") == 0 || strcmp(officer->place, "case") == 0 ||
           strcmp(officer->place, "exam") == 0;
}

/* Kill at rest, come back, go on: the same situation. */
static void kill_and_continue(struct play *self)
{
    struct record record;
    size_t steps = self->officer.steps;
    char *before = situation(self->screen);
    kill_it(self);
    come_back(self, &record);
    expect_at_least(record.seen, self->seen, "pictures");
    expect_at_least(record.answered, self->officer.answered, "answers");
    expect_at_least(record.exam_answers, self->officer.exam_answers, "exam answers");
    if (self->officer.run)
        assert_int_equal(record.steps, steps);
    person_choose(self->screen, _("Continue"));
    self->officer.is_back = false;
    char *after = situation(self->screen);
    if (strcmp(before, after) != 0)
        screen_fail(self->screen, "before:\n%s\nafter:\n%s", before, after);
    free(before);
    free(after);
}

static void killed_at_rest_it_comes_back_to_the_same_screen_field_and_cursor(void **state)
{
    (void)state;
    struct play play;
    begin(&play);
    for (int keys = 0; play.officer.phase != TRAINEE_DONE; keys++) {
        if (keys == KEYS_MOST)
            screen_fail(play.screen, "%d keys and still in phase %d", keys,
                        (int)play.officer.phase);
        struct trainee_key key = trainee_decide(&play.officer);
        note_seen(&play);
        char *field = person_field(play.screen);
        if (has_place(&play.officer) && (keys % KILL_EVERY == 0 || (field && *field))) {
            kill_and_continue(&play);
            key = trainee_decide(&play.officer);
        }
        free(field);
        trainee_press(&play.officer, &key);
    }
    assert_true(play.kills > 20);
    end(&play);
}

/* Kill while it works on the key; what had come on the screen by then is on record. */
static void kill_at_work(struct play *self, const struct trainee_key *key, unsigned moment)
{
    struct record record;
    struct trainee *officer = &self->officer;
    size_t steps = officer->run ? officer->steps : 0;
    int answered = officer->answered, exam_answers = officer->exam_answers;
    char *before = person_reads(self->screen);
    screen_type(self->screen, key->text);
    for (int64_t until = screen_clock() + moment; screen_clock() < until;)
        (void)screen_pump(self->screen, 1);
    /* what is half drawn on a busy machine may still be the answer to the key before */
    bool is_drawn = person_is_at_rest(self->screen);
    kill_it(self);
    note_seen(self);
    char *last = person_reads(self->screen);
    bool is_shown = is_drawn && strcmp(before, last) != 0;
    enum trainee_phase phase = officer->phase;
    come_back(self, &record);
    expect_at_least(record.seen, self->seen, "pictures");
    expect_at_least(record.answered, answered + (key->is_answer && is_shown), "answers");
    expect_at_least(record.exam_answers, exam_answers + (key->is_exam_answer && is_shown),
                    "exam answers");
    if (officer->phase == phase && officer->run) {
        expect_at_least(record.steps, (int)steps + (key->is_step && is_shown), "steps");
        assert_true(record.steps <= (int)steps + key->is_step); /* and nothing twice */
    }
    officer->answered = record.answered;
    officer->exam_answers =
        exam_answers; /* the same question may come again: one row, not two */
    free(before);
    free(last);
}

static void killed_at_any_moment_it_loses_nothing_that_was_confirmed(void **state)
{
    (void)state;
    struct play play;
    struct chance chance;
    chance_init(&chance, 20261122);
    begin(&play);
    for (int keys = 0; play.officer.phase != TRAINEE_DONE; keys++) {
        if (keys == KEYS_MOST)
            screen_fail(play.screen, "%d keys and still in phase %d", keys,
                        (int)play.officer.phase);
        struct trainee_key key = trainee_decide(&play.officer);
        note_seen(&play);
        if (chance_below(&chance, KILL_ONE_OF) == 0)
            kill_at_work(&play, &key, (unsigned)chance_below(&chance, MOMENTS_MOST));
        else
            trainee_press(&play.officer, &key);
    }
    assert_true(play.kills > 20);
    end(&play);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    program = screen_program("trainer");
    locale_dir = screen_program("locale");
    lang_init(locale_dir, LANG_ZH);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_rest_it_comes_back_to_the_same_screen_field_and_cursor),
        cmocka_unit_test(killed_at_any_moment_it_loses_nothing_that_was_confirmed),
    };
    int failed = cmocka_run_group_tests(tests, cases_load, cases_unload);
    free(program);
    free(locale_dir);
    return failed;
}
