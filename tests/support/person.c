#include "support/person.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/lang.h"
#include "support/screen_private.h"

enum {
    LOOK = 2,       /* ms between two looks at the program */
    NUMBER_COLS = 5 /* "> 1  " */
};

/* --- waiting --- */

/* The first bytes of /proc/PID/NAME, "" if it cannot be read. */
static void look_up(const struct screen *screen, const char *name, char *text, size_t room)
{
    char path[80];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)screen->pid, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t len = file < 0 ? 0 : read(file, text, room - 1);
    if (file >= 0)
        close(file);
    text[len > 0 ? len : 0] = '\0';
}

/* Is the program asleep in poll(), as it is while it waits for a key, and not for a program
 * that it started? */
static bool waits(const struct screen *screen)
{
    char text[64], children[64], *end;
    look_up(screen, "syscall", text, sizeof text);
    snprintf(children, sizeof children, "task/%d/children", (int)screen->pid);
    long number = strtol(text, &end, 10);
    if (end == text || (number != SYS_poll && number != SYS_ppoll))
        return false;
    look_up(screen, children, text, sizeof text);
    return text[0] == '\0';
}

/* How often the program has called read(); a key is taken by one such call.  -1 = unknown. */
static long reads(const struct screen *screen)
{
    char text[256];
    look_up(screen, "io", text, sizeof text);
    const char *row = strstr(text, "syscr: ");
    return row ? strtol(row + strlen("syscr: "), NULL, 10) : -1;
}

static bool is_idle(const struct screen *screen)
{
    int unread = 0;
    return ioctl(screen->slave, FIONREAD, &unread) == 0 && unread == 0 && waits(screen);
}

bool person_is_at_rest(const struct screen *screen)
{
    return is_idle(screen);
}

void person_settle(struct screen *screen)
{
    int64_t end = screen_clock() + SCREEN_PATIENCE;
    int calm = 0; /* looks in a row that found nothing to wait for */
    while (calm < 2) {
        bool came = screen_pump(screen, LOOK);
        if (screen_has_ended(screen) && !came)
            return;
        calm = !came && is_idle(screen) ? calm + 1 : 0;
        if (screen_clock() > end)
            screen_fail(screen, "the program does not come to rest");
    }
}

/* --- reading --- */

char *person_squeeze(const char *text)
{
    char *out = malloc(strlen(text) + 1);
    if (!out)
        fail_msg("no memory");
    size_t len = 0;
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            out[len++] = *text;
    out[len] = '\0';
    return out;
}

/* the cells from column `from` on, blanks dropped, added to `out` */
static void add_cells(struct screen *screen, int from, int y, char *out, size_t room)
{
    size_t len = strlen(out);
    for (int x = from; x < screen->cols; x++) {
        struct screen_cell cell = screen_cell(screen, x, y);
        size_t add = strlen(cell.text);
        if (add == 0 || strcmp(cell.text, " ") == 0 || len + add >= room)
            continue;
        memcpy(out + len, cell.text, add + 1);
        len += add;
    }
}

static char letter_at(struct screen *screen, int x, int y)
{
    struct screen_cell cell = screen_cell(screen, x, y);
    if (cell.cols != 1)
        return '\1'; /* a half of something wide */
    return cell.text[0] ? (cell.text[1] ? '\1' : cell.text[0]) : ' ';
}

/* "> N  " or "  N  " at x, then a label; 0 = no. */
static int number_at(struct screen *screen, int x, int y)
{
    char mark = letter_at(screen, x, y), digit = letter_at(screen, x + 2, y);
    if ((mark != ' ' && mark != '>') || letter_at(screen, x + 1, y) != ' ' || digit < '1' ||
        digit > '9' || letter_at(screen, x + 3, y) != ' ' ||
        letter_at(screen, x + 4, y) != ' ' || letter_at(screen, x + NUMBER_COLS, y) == ' ')
        return 0;
    return digit - '0';
}

static bool is_blank(struct screen *screen, int from, int cols, int y)
{
    for (int x = from; x < from + cols; x++)
        if (letter_at(screen, x, y) != ' ')
            return false;
    return true;
}

static void read_label(struct screen *screen, struct person_choice *choice)
{
    static const char *const marks[] = {"○", "●", "✓", "✗"}; /* the first: not chosen */
    choice->label[0] = '\0';
    int y = choice->y;
    do
        add_cells(screen, choice->x + NUMBER_COLS, y++, choice->label, sizeof choice->label);
    while (y < screen->rows && is_blank(screen, choice->x, NUMBER_COLS, y) &&
           letter_at(screen, choice->x + NUMBER_COLS, y) != ' ');
    choice->is_marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i]);
        if (strncmp(choice->label, marks[i], len) == 0) {
            choice->is_marked = i > 0;
            memmove(choice->label, choice->label + len, strlen(choice->label + len) + 1);
        }
    }
}

/* 1, 2, 3 … below each other from (x, y) on */
static size_t read_from(struct screen *screen, int x, int y, struct person_choice *list)
{
    size_t count = 0;
    for (; y < screen->rows && count < PERSON_CHOICES; y++) {
        if (number_at(screen, x, y) != (int)count + 1)
            continue;
        list[count] = (struct person_choice){.digit = (int)count + 1, .x = x, .y = y};
        read_label(screen, &list[count]);
        count++;
    }
    return count;
}

size_t person_choices(struct screen *screen, struct person_choice list[PERSON_CHOICES])
{
    for (int y = screen->rows - 1; y >= 0; y--) /* choices are the last thing */
        for (int x = 0; x + NUMBER_COLS < screen->cols; x++)
            if (number_at(screen, x, y) == 1)
                return read_from(screen, x, y, list);
    return 0;
}

const struct person_choice *person_find(const struct person_choice *list, size_t count,
                                        const char *label)
{
    char *wanted = person_squeeze(label);
    const struct person_choice *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (strncmp(list[i].label, wanted, strlen(wanted)) == 0 &&
            (!found || strlen(list[i].label) < strlen(found->label)))
            found = &list[i];
    free(wanted);
    return found;
}

bool person_sees(struct screen *screen, const char *label)
{
    struct person_choice list[PERSON_CHOICES];
    return person_find(list, person_choices(screen, list), label) != NULL;
}

/* --- the field --- */

static bool is_same_style(const struct screen_cell *a, const struct screen_cell *b)
{
    return a->bg == b->bg && a->is_reverse == b->is_reverse &&
           a->is_underline == b->is_underline;
}

/* where the field with the cursor begins; false if nothing is typed now */
static bool field_start(struct screen *screen, int *x, int *y)
{
    if (!screen_cursor(screen, x, y))
        return false;
    struct screen_cell at = screen_cell(screen, *x, *y);
    while (*x > 0) {
        struct screen_cell before = screen_cell(screen, *x - 1, *y);
        if (!is_same_style(&before, &at))
            break;
        (*x)--;
    }
    return true;
}

char *person_field(struct screen *screen)
{
    int x, y;
    if (!field_start(screen, &x, &y))
        return NULL;
    char text[PERSON_LABEL] = "";
    size_t len = 0, end = 0;
    struct screen_cell first = screen_cell(screen, x, y);
    for (; x < screen->cols; x++) {
        struct screen_cell cell = screen_cell(screen, x, y);
        if (!is_same_style(&cell, &first))
            break;
        const char *add = cell.text[0] ? cell.text : cell.cols > 0 ? " " : "";
        if (len + strlen(add) >= sizeof text)
            break;
        memcpy(text + len, add, strlen(add) + 1);
        len += strlen(add);
        if (cell.text[0] && strcmp(cell.text, " ") != 0)
            end = len;
    }
    text[end] = '\0';
    char *out = strdup(text);
    if (!out)
        fail_msg("no memory");
    return out;
}

/* --- texts --- */

/* A bar that fills by itself as the picture moves: what it says now is nobody's doing. */
static bool is_moving_bar(struct screen *screen, int y)
{
    char *row = screen_row(screen, y);
    bool is_bar = strchr(row, '%') && (strstr(row, "█") || strstr(row, "░"));
    free(row);
    return is_bar;
}

char *person_reads(struct screen *screen)
{
    struct person_choice list[PERSON_CHOICES];
    int x = 0, y = 0;
    if (person_choices(screen, list) > 0)
        x = list[0].x;
    else if (!field_start(screen, &x, &y))
        x = 0;
    size_t room = (size_t)(screen->cols * screen->rows) * 8;
    char *out = calloc(1, room);
    if (!out)
        fail_msg("no memory");
    for (y = 0; y < screen->rows; y++)
        if (!is_moving_bar(screen, y))
            add_cells(screen, x, y, out, room);
    return out;
}

bool person_reads_text(struct screen *screen, const char *text)
{
    char *wanted = person_squeeze(text), *all = person_reads(screen);
    bool is_there = strstr(all, wanted) != NULL;
    free(wanted);
    free(all);
    return is_there;
}

/* --- doing --- */

bool person_is_long_list(struct screen *screen)
{
    char hint[64];
    snprintf(hint, sizeof hint, "8 %s", _("earlier"));
    return screen_shows(screen, hint);
}

char person_digit(struct screen *screen, const char *label)
{
    struct person_choice list[PERSON_CHOICES];
    const struct person_choice *found = person_find(list, person_choices(screen, list), label);
    if (found)
        return (char)('0' + found->digit);
    if (!person_is_long_list(screen))
        screen_fail(screen, "no choice is called \"%s\"", label);
    return '9';
}

/* What was sent has arrived once the program has read; then it works until it waits again. */
static void wait_taken(struct screen *screen, long before)
{
    int64_t end = screen_clock() + SCREEN_PATIENCE;
    while (before >= 0 && !screen_has_ended(screen) && reads(screen) == before) {
        screen_pump(screen, LOOK);
        if (screen_clock() > end)
            screen_fail(screen, "the program does not take the key");
    }
    person_settle(screen);
}

void person_type(struct screen *screen, const char *text)
{
    long before = reads(screen);
    screen_type(screen, text);
    wait_taken(screen, before);
}

void person_press(struct screen *screen, enum screen_key key)
{
    long before = reads(screen);
    screen_press(screen, key);
    wait_taken(screen, before);
}

void person_choose(struct screen *screen, const char *label)
{
    enum { PAGES_MOST = 60 };
    for (int i = 0; i < PAGES_MOST; i++) {
        bool is_here = person_sees(screen, label);
        person_type(screen, (const char[]){person_digit(screen, label), '\0'});
        if (is_here)
            return;
    }
    screen_fail(screen, "no page of the list has \"%s\"", label);
}

void person_enter(struct screen *screen)
{
    person_press(screen, SCREEN_ENTER);
}

void person_write(struct screen *screen, const char *text)
{
    if (*text)
        person_type(screen, text);
    person_enter(screen);
}
