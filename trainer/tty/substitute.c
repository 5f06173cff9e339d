#include "tty/substitute.h"

#include <string.h>

static const struct {
    const char *from, *to;
} table[] = {
    {"·", "."},  {"…", "~"}, {"—", "-"}, {"–", "-"}, {"“", "\""}, {"”", "\""}, {"‘", "'"},
    {"’", "'"},  {"─", "-"}, {"│", "|"}, {"█", "#"}, {"░", "."},  {"▒", ":"},  {"▓", "%"},
    {"▀", "\""}, {"▄", "_"}, {"▌", "|"}, {"▐", "|"}, {"▂", "_"},  {"▔", "-"},  {"●", "*"},
    {"○", "o"},  {"✓", "v"}, {"✗", "x"}, {"×", "x"}, {"°", "o"},  {"→", ">"},  {"←", "<"},
    {"≥", ">"},  {"≤", "<"}, {"§", "S"},
};

const char *substitute_narrow(const char *text)
{
    if ((unsigned char)text[0] < 0x80)
        return text[0] ? text : " ";
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].from, text) == 0)
            return table[i].to;
    return "?";
}
