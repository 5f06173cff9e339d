#include "art/letters.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "art/strokes.h"
#include "core/palette.h"

enum { PARTS = LETTER_ACROSS * LETTER_DOWN, MASKS = 1 << PARTS, TONE_INK = 4 };

/* Where a letter has strokes: rows from the top, left part then right part. */
static const struct shape {
    char letter;
    char rows[LETTER_DOWN][LETTER_ACROSS + 1];
} shapes[] = {
    {' ', {"  ", "  ", "  ", "  "}},  {'.', {"  ", "  ", "  ", "x "}},
    {'.', {"  ", "  ", "  ", " x"}},  {'_', {"  ", "  ", "  ", "xx"}},
    {'-', {"  ", "xx", "  ", "  "}},  {'-', {"  ", "  ", "xx", "  "}},
    {'"', {"xx", "  ", "  ", "  "}},  {'`', {"x ", "  ", "  ", "  "}},
    {'\'', {" x", "  ", "  ", "  "}}, {'`', {"x ", "x ", "  ", "  "}},
    {'\'', {" x", " x", "  ", "  "}}, {'"', {"xx", "xx", "  ", "  "}},
    {'=', {"  ", "xx", "xx", "  "}},  {'o', {"  ", "  ", "xx", "xx"}},
    {'|', {"x ", "x ", "x ", "x "}},  {'|', {" x", " x", " x", " x"}},
    {'/', {" x", " x", "x ", "x "}},  {'\\', {"x ", "x ", " x", " x"}},
    {'/', {" x", "xx", "x ", "x "}},  {'/', {" x", " x", "xx", "x "}},
    {'\\', {"x ", "xx", " x", " x"}}, {'\\', {"x ", "x ", "xx", " x"}},
    {'L', {"x ", "x ", "x ", "xx"}},  {'J', {" x", " x", " x", "xx"}},
    {'r', {"xx", "x ", "x ", "x "}},  {'7', {"xx", " x", " x", " x"}},
    {'[', {"xx", "x ", "x ", "xx"}},  {']', {"xx", " x", " x", "xx"}},
    {',', {"  ", "  ", " x", "x "}},  {',', {"  ", "  ", " x", " x"}},
    {'.', {"  ", "  ", "x ", "x "}},  {'+', {" x", "xx", "xx", " x"}},
    {'#', {"xx", "xx", "xx", "xx"}},  {'#', {"  ", "xx", "xx", "xx"}},
    {'#', {"xx", "xx", "xx", "  "}},  {'#', {"xx", "xx", "xx", "x "}},
    {'#', {"xx", "xx", "xx", " x"}},  {'#', {"x ", "xx", "xx", "xx"}},
    {'#', {" x", "xx", "xx", "xx"}},  {':', {"  ", "x ", "  ", "x "}},
    {'v', {"xx", "xx", " x", "  "}},  {'v', {"xx", "xx", "x ", "  "}},
    {'^', {" x", "xx", "  ", "  "}},  {'^', {"x ", "xx", "  ", "  "}},
    {'=', {"xx", "  ", "  ", "xx"}},  {'=', {"xx", "  ", "xx", "  "}},
    {'=', {"  ", "xx", "  ", "xx"}},  {'=', {"xx", "xx", "  ", "xx"}},
    {'=', {"xx", "  ", "xx", "xx"}},
};

static unsigned mask_of(const struct shape *shape)
{
    unsigned mask = 0;
    for (unsigned i = 0; i < PARTS; i++)
        if (shape->rows[i / LETTER_ACROSS][i % LETTER_ACROSS] == 'x')
            mask |= 1u << i;
    return mask;
}

/* The parts of `mask` and their neighbours up and down: a stroke there is nearly right. */
static unsigned spread(unsigned mask)
{
    return (mask | mask << LETTER_ACROSS | mask >> LETTER_ACROSS) & (MASKS - 1);
}

static char nearest(unsigned ink)
{
    enum { FAR = 3, NEAR = 2 };
    int least = FAR * PARTS + 1;
    char best = ' ';
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        unsigned own = mask_of(&shapes[i]), odd = own ^ ink;
        unsigned far_off = (ink & ~spread(own)) | (own & ~spread(ink));
        int cost =
            NEAR * __builtin_popcount(odd & ~far_off) + FAR * __builtin_popcount(far_off);
        if (cost < least) {
            least = cost;
            best = shapes[i].letter;
        }
    }
    return best;
}

/* The grid's ink, 1 a part. Caller frees. */
static uint8_t *ink_of(const struct grid *grid)
{
    size_t count = (size_t)grid->width * (size_t)grid->height;
    uint8_t *ink = xmalloc(count);
    for (size_t i = 0; i < count; i++)
        ink[i] = palette_entry(grid->pixels[i])->tone == TONE_INK;
    return ink;
}

/* --- dots -----------------------------------------------------------------------------------
 */

/* A piece of ink that touches no other, in parts. */
struct blot {
    int left, top, right, bottom, parts; /* right and bottom are within */
};

/* Take the ink connected with (x, y) out of `left_over`. */
static struct blot blot_take(uint8_t *left_over, int width, int height, int x, int y,
                             int *queue)
{
    static const int across[] = {1, -1, 0, 0}, down[] = {0, 0, 1, -1};
    struct blot blot = {x, y, x, y, 0};
    int first = 0, last = 0;
    queue[last++] = y * width + x;
    left_over[y * width + x] = 0;
    while (first < last) {
        int at = queue[first++], at_x = at % width, at_y = at / width;
        blot.left = at_x < blot.left ? at_x : blot.left;
        blot.right = at_x > blot.right ? at_x : blot.right;
        blot.top = at_y < blot.top ? at_y : blot.top;
        blot.bottom = at_y > blot.bottom ? at_y : blot.bottom;
        blot.parts++;
        for (int i = 0; i < 4; i++) {
            int to_x = at_x + across[i], to_y = at_y + down[i], to = to_y * width + to_x;
            if (to_x < 0 || to_y < 0 || to_x >= width || to_y >= height || !left_over[to])
                continue;
            left_over[to] = 0;
            queue[last++] = to;
        }
    }
    return blot;
}

/* Round and solid, of the size of an eye that one or two letters can show? */
static bool is_dot(const struct blot *self)
{
    enum { LEAST = 2, MOST_ACROSS = 7, MOST_DOWN = 9, SOLID = 60 };
    int across = self->right - self->left + 1, down = self->bottom - self->top + 1;
    return across >= LEAST && down > LEAST && across <= MOST_ACROSS && down <= MOST_DOWN &&
           across <= 2 * down && down <= 4 * across &&
           self->parts * 100 >= across * down * SOLID;
}

/* One letter in the middle, or two for a broad one, instead of what the parts would give. */
static void dot_put(const struct blot *self, uint8_t *strokes, int width, char *dots)
{
    enum { BROAD = 5 };
    int across = self->right - self->left + 1, cols = width / LETTER_ACROSS;
    for (int y = self->top; y <= self->bottom; y++)
        memset(strokes + y * width + self->left, 0, (size_t)across);
    int row = (self->top + self->bottom + 1) / 2 / LETTER_DOWN;
    if (across <= BROAD) {
        dots[row * cols + (self->left + self->right + 1) / 2 / LETTER_ACROSS] = 'O';
        return;
    }
    int col = (self->left + self->right) / 2 / LETTER_ACROSS;
    dots[row * cols + col] = '(';
    if (col + 1 < cols)
        dots[row * cols + col + 1] = ')';
}

/* Find the dots of the ink, a letter a cell; NUL = none. They leave `strokes`. Caller frees. */
static char *dots_of(const uint8_t *ink, uint8_t *strokes, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    char *dots = xcalloc(count / PARTS, 1);
    uint8_t *left_over = xmalloc(count);
    int *queue = xreallocarray(NULL, count, sizeof *queue);
    memcpy(left_over, ink, count);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if (!left_over[y * width + x])
                continue;
            struct blot blot = blot_take(left_over, width, height, x, y, queue);
            if (is_dot(&blot))
                dot_put(&blot, strokes, width, dots);
        }
    }
    free(queue);
    free(left_over);
    return dots;
}

/* --- all
 * -------------------------------------------------------------------------------------- */

void letters_match(const struct grid *grid, struct glyph_cell *cells)
{
    static const char hints[] = {' ', ' ', ' ', ':', '#'};
    char letters[MASKS];
    size_t count = (size_t)grid->width * (size_t)grid->height;
    uint8_t *ink = ink_of(grid), *strokes = xmalloc(count);
    memcpy(strokes, ink, count);
    strokes_thin(strokes, grid->width, grid->height);
    char *dots = dots_of(ink, strokes, grid->width, grid->height), *dot = dots;
    for (unsigned mask = 0; mask < MASKS; mask++)
        letters[mask] = nearest(mask);
    for (int row = 0; row < grid->height / LETTER_DOWN; row++) {
        for (int col = 0; col < grid->width / LETTER_ACROSS; col++) {
            unsigned mask = 0, covered = 0;
            int tones = 0;
            for (int i = 0; i < PARTS; i++) {
                int x = col * LETTER_ACROSS + i % LETTER_ACROSS;
                int y = row * LETTER_DOWN + i / LETTER_ACROSS;
                size_t at = (size_t)y * (size_t)grid->width + (size_t)x;
                mask |= (unsigned)strokes[at] << i;
                covered |= ink[at];
                tones += palette_entry(grid_at(grid, x, y))->tone;
            }
            char letter = *dot      ? *dot
                          : mask    ? letters[mask]
                          : covered ? ' '
                                    : hints[tones / PARTS];
            dot++;
            *cells++ = (struct glyph_cell){(unsigned char)letter, cells_paper(COLOUR_ASCII)};
        }
    }
    free(dots);
    free(strokes);
    free(ink);
}
