#include "art/letters.h"

#include "core/palette.h"

enum { PARTS = LETTER_ACROSS * LETTER_DOWN, MASKS = 1 << PARTS };

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
    {'F', {"xx", "x ", "x ", "x "}},  {'7', {"xx", " x", " x", " x"}},
    {'P', {"xx", "xx", "x ", "x "}},  {'9', {"xx", "xx", " x", " x"}},
    {'b', {"x ", "x ", "xx", "xx"}},  {'d', {" x", " x", "xx", "xx"}},
    {'C', {"xx", "x ", "x ", "xx"}},  {'D', {"xx", " x", " x", "xx"}},
    {',', {"  ", "  ", " x", "x "}},  {',', {"  ", "  ", " x", " x"}},
    {'.', {"  ", "  ", "x ", "x "}},  {'j', {" x", "  ", " x", "xx"}},
    {'v', {"  ", "xx", "xx", " x"}},  {'Y', {"xx", "xx", " x", "x "}},
    {'m', {"  ", "xx", "xx", "xx"}},  {'M', {"xx", "xx", "xx", "  "}},
    {'P', {"xx", "xx", "xx", "x "}},  {'9', {"xx", "xx", "xx", " x"}},
    {'b', {"x ", "xx", "xx", "xx"}},  {'d', {" x", "xx", "xx", "xx"}},
    {'r', {"  ", "xx", "x ", "x "}},  {'?', {"xx", " x", "x ", "  "}},
    {'h', {"x ", "x ", "xx", "x "}},  {'4', {" x", "xx", " x", " x"}},
    {'k', {"x ", "xx", "x ", "x "}},  {'t', {" x", "xx", " x", "xx"}},
    {'#', {"xx", "xx", "xx", "xx"}},  {':', {"  ", "x ", "  ", "x "}},
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

void letters_match(const struct grid *grid, struct glyph_cell *cells)
{
    static const char hints[] = {' ', ' ', ' ', ':', '#'};
    char letters[MASKS];
    for (unsigned mask = 0; mask < MASKS; mask++)
        letters[mask] = nearest(mask);
    for (int row = 0; row < grid->height / LETTER_DOWN; row++) {
        for (int col = 0; col < grid->width / LETTER_ACROSS; col++) {
            unsigned ink = 0;
            int tones = 0;
            for (int i = 0; i < PARTS; i++) {
                int tone = palette_entry(grid_at(grid, col * LETTER_ACROSS + i % LETTER_ACROSS,
                                                 row * LETTER_DOWN + i / LETTER_ACROSS))
                               ->tone;
                ink |= tone == 4 ? 1u << i : 0;
                tones += tone;
            }
            char letter = ink ? letters[ink] : hints[tones / PARTS];
            *cells++ = (struct glyph_cell){(unsigned char)letter, cells_paper(COLOUR_ASCII)};
        }
    }
}
