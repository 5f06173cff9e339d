#include "content/expr.h"

#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/lang.h"

enum op {
    OP_NUMBER,
    OP_WORD,
    OP_FACT,
    OP_ALL,
    OP_SOME,
    OP_COUNT,
    OP_NOT,
    OP_AND,
    OP_OR,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE
};

struct node { /* in reverse Polish order: operands stand before their operator */
    enum op op;
    int64_t number;
    char *text;         /* word or fact */
    struct expr *inner; /* all, some, count */
};

struct expr {
    struct node *nodes;
    size_t count;
};

struct parser {
    const char *start, *at;
    int depth;
    bool is_inner; /* inside all(), some() or count() */
    struct expr *expr;
    struct err *err;
};

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

static void skip_blanks(struct parser *self)
{
    while (*self->at == ' ' || *self->at == '\n') {
        self->at++;
    }
}

static bool fail(struct parser *self, const char *what)
{
    return err_set(self->err, ERR_INPUT, "column %d: %s", (int)(self->at - self->start) + 1,
                   what);
}

/* Take the operator word `text` if it stands here. */
static bool take(struct parser *self, const char *text)
{
    const size_t len = strlen(text);
    skip_blanks(self);
    if (strncmp(self->at, text, len) != 0 ||
        (is_name_char(text[0]) && is_name_char(self->at[len]))) {
        return false;
    }
    self->at += len;
    return true;
}

static bool add_node(struct parser *self, struct node node)
{
    if (self->expr->count == EXPR_MAX_NODES) {
        free(node.text);
        expr_free(node.inner);
        return fail(self, _("the condition is too long"));
    }
    self->expr->nodes =
        xreallocarray(self->expr->nodes, self->expr->count + 1, sizeof *self->expr->nodes);
    self->expr->nodes[self->expr->count++] = node;
    return true;
}

static bool push(struct parser *self, enum op op, int64_t number, const char *text, size_t len)
{
    return add_node(self,
                    (struct node){op, number, text == NULL ? NULL : xstrndup(text, len), NULL});
}

static bool parse_or(struct parser *self);

static bool parse_word(struct parser *self)
{
    const char *end = strchr(self->at + 1, '\'');
    if (end == NULL) {
        return fail(self, _("the word has no closing '"));
    }
    const char *word = self->at + 1;
    self->at = end + 1;
    return push(self, OP_WORD, 0, word, (size_t)(end - word));
}

/* The condition in the parentheses of all(), some() or count(). */
static bool parse_each(struct parser *self, enum op op)
{
    struct expr *outer = self->expr;
    if (self->is_inner) {
        return fail(self, _("all, some and count cannot stand inside each other"));
    }
    self->is_inner = true;
    self->expr = xcalloc(1, sizeof *self->expr);
    const bool is_good = parse_or(self) &&
                         (take(self, ")") || fail(self, _("a closing parenthesis is missing")));
    struct expr *inner = self->expr;
    self->expr = outer;
    self->is_inner = false;
    if (!is_good) {
        expr_free(inner);
        return false;
    }
    return add_node(self, (struct node){op, 0, NULL, inner});
}

static bool is_day(const char *name, size_t len, int64_t *number)
{
    char text[11] = "";
    int32_t day;
    if (len != 10) {
        return false;
    }
    memcpy(text, name, len);
    const bool is_good = calendar_parse_day(text, &day);
    *number = is_good ? day : 0;
    return is_good;
}

/* A name, a number, true or false: all made of the same characters ("0205" is a word if
 * quoted). */
static bool parse_name(struct parser *self)
{
    static const struct {
        const char *name;
        enum op op;
    } each[] = {{"all", OP_ALL}, {"some", OP_SOME}, {"count", OP_COUNT}};
    int64_t day;
    const char *name = self->at;
    bool is_number = true;
    while (is_name_char(*self->at)) {
        is_number = is_number && ((*self->at >= '0' && *self->at <= '9') ||
                                  (*self->at == '-' && self->at == name));
        self->at++;
    }
    const size_t len = (size_t)(self->at - name);
    if (len == 0) {
        return fail(self, *name == '\0' ? _("something is missing at the end")
                                        : _("a fact, a number or a word is needed"));
    }
    if (is_number && *name == '-' && len == 1) {
        return fail(self, _("a fact, a number or a word is needed"));
    }
    if (is_number) {
        if (len > 15) {
            return fail(self, _("the number is too large"));
        }
        return push(self, OP_NUMBER, strtoll(name, NULL, 10), NULL, 0);
    }
    if ((len == 4 && strncmp(name, "true", 4) == 0) ||
        (len == 5 && strncmp(name, "false", 5) == 0)) {
        return push(self, OP_NUMBER, len == 4, NULL, 0);
    }
    if (is_day(name, len, &day)) {
        return push(self, OP_NUMBER, day, NULL, 0);
    }
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        if (strlen(each[i].name) == len && strncmp(each[i].name, name, len) == 0 &&
            take(self, "(")) {
            return parse_each(self, each[i].op);
        }
    }
    return push(self, OP_FACT, 0, name, len);
}

static bool parse_value(struct parser *self)
{
    if (take(self, "(")) {
        if (++self->depth > EXPR_MAX_DEPTH) {
            return fail(self, _("too many parentheses"));
        }
        if (!parse_or(self)) {
            return false;
        }
        self->depth--;
        return take(self, ")") || fail(self, _("a closing parenthesis is missing"));
    }
    return *self->at == '\'' ? parse_word(self) : parse_name(self);
}

static bool parse_compare(struct parser *self)
{
    static const struct {
        const char *sign;
        enum op op;
    } signs[] = {{"==", OP_EQ}, {"!=", OP_NE}, {"<=", OP_LE},
                 {">=", OP_GE}, {"<", OP_LT},  {">", OP_GT}};
    if (!parse_value(self)) {
        return false;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (take(self, signs[i].sign)) {
            return parse_value(self) && push(self, signs[i].op, 0, NULL, 0);
        }
    }
    return true;
}

static bool parse_not(struct parser *self)
{
    if (!take(self, "not")) {
        return parse_compare(self);
    }
    if (++self->depth > EXPR_MAX_DEPTH) {
        return fail(self, _("too many 'not'"));
    }
    if (!parse_not(self)) {
        return false;
    }
    self->depth--;
    return push(self, OP_NOT, 0, NULL, 0);
}

static bool parse_and(struct parser *self)
{
    if (!parse_not(self)) {
        return false;
    }
    while (take(self, "and")) {
        if (!parse_not(self) || !push(self, OP_AND, 0, NULL, 0)) {
            return false;
        }
    }
    return true;
}

static bool parse_or(struct parser *self)
{
    if (!parse_and(self)) {
        return false;
    }
    while (take(self, "or")) {
        if (!parse_and(self) || !push(self, OP_OR, 0, NULL, 0)) {
            return false;
        }
    }
    return true;
}

struct expr *expr_parse(const char *text, struct err *err)
{
    struct parser self = {.start = text, .at = text, .err = err};
    self.expr = xcalloc(1, sizeof *self.expr);
    bool is_good = parse_or(&self);
    skip_blanks(&self);
    if (is_good && *self.at != '\0') {
        is_good = fail(&self, _("this does not belong here"));
    }
    if (!is_good) {
        expr_free(self.expr);
        return NULL;
    }
    return self.expr;
}

void expr_free(struct expr *self)
{
    for (size_t i = 0; self != NULL && i < self->count; i++) {
        free(self->nodes[i].text);
        expr_free(self->nodes[i].inner);
    }
    if (self != NULL) {
        free(self->nodes);
    }
    free(self);
}

static int64_t truth(const struct expr_value *value)
{
    return value->word != NULL ? *value->word != '\0' : value->number != 0;
}

static int64_t compare(enum op op, const struct expr_value *a, const struct expr_value *b)
{
    if ((a->word == NULL) != (b->word == NULL)) {
        return op == OP_NE;
    }
    const int order = a->word != NULL ? strcmp(a->word, b->word)
                                      : (a->number > b->number) - (a->number < b->number);
    switch (op) {
    case OP_EQ:
        return order == 0;
    case OP_NE:
        return order != 0;
    case OP_LT:
        return order < 0;
    case OP_LE:
        return order <= 0;
    case OP_GT:
        return order > 0;
    case OP_GE:
        return order >= 0;
    default:
        BUG("no comparison: %d", (int)op);
    }
}

static int64_t combine(enum op op, const struct expr_value *a, const struct expr_value *b)
{
    if (op == OP_AND || op == OP_OR) {
        return op == OP_AND ? truth(a) && truth(b) : truth(a) || truth(b);
    }
    return compare(op, a, b);
}

static int64_t ask_each(const struct node *node, expr_each *each, const void *context)
{
    size_t total = 0;
    const size_t found = each == NULL ? 0 : each(context, node->inner, &total);
    return node->op == OP_COUNT ? (int64_t)found
           : node->op == OP_ALL ? found == total
                                : found > 0;
}

bool expr_holds(const struct expr *self, expr_lookup *lookup, expr_each *each,
                const void *context)
{
    struct expr_value stack[EXPR_MAX_NODES];
    size_t top = 0;
    memset(stack, 0, self->count * sizeof *stack); /* all of it: longer than the rest */
    for (size_t i = 0; i < self->count; i++) {
        const struct node *node = &self->nodes[i];
        struct expr_value value = {NULL, node->number};
        if (node->op == OP_WORD) {
            value.word = node->text;
        } else if (node->op == OP_FACT) {
            (void)lookup(context, node->text, &value);
        } else if (node->inner != NULL) {
            value.number = ask_each(node, each, context);
        } else if (node->op == OP_NOT) {
            value.number = !truth(&stack[--top]);
        } else if (node->op != OP_NUMBER) {
            top -= 2;
            value.number = combine(node->op, &stack[top], &stack[top + 1]);
        }
        stack[top++] = value;
    }
    return truth(&stack[0]) != 0;
}

/* The fact at *index; *index goes down by those passed. */
static const char *fact_at(const struct expr *self, size_t *index)
{
    for (size_t i = 0; i < self->count; i++) {
        const struct node *node = &self->nodes[i];
        const char *inside = node->inner == NULL ? NULL : fact_at(node->inner, index);
        if (inside != NULL) {
            return inside;
        }
        if (node->op == OP_FACT && (*index)-- == 0) {
            return node->text;
        }
    }
    return NULL;
}

const char *expr_fact(const struct expr *self, size_t index)
{
    return fact_at(self, &index);
}

const char *expr_unknown(const struct expr *self, expr_lookup *lookup, const void *context)
{
    struct expr_value value;
    const char *fact = expr_fact(self, 0);
    for (size_t i = 0; fact != NULL && lookup(context, fact, &value); i++) {
        fact = expr_fact(self, i + 1);
    }
    return fact;
}
