/* workflow_facts.c - which facts a workflow knows.  A course asks tens of thousands of times
 * when its links are checked, so declarations are found by halving. */
#include "content/workflow.h"

#include <stdlib.h>
#include <string.h>

static const char *const fact_kinds[] = {"", "flag", "number", "word", "set", "date", NULL};
static const char *const builtin_names[] = {
#define X(name, is_word, text) text,
    WORKFLOW_BUILTINS(X)
#undef X
        NULL};
static const char *const timer_facts[] = {"runs", "over", "left", NULL};

enum workflow_fact workflow_fact_kind(const char *text, bool *is_each)
{
    *is_each = strncmp(text, "each ", 5) == 0;
    for (int i = WORKFLOW_FLAG; fact_kinds[i] != NULL; i++) {
        if (strcmp(fact_kinds[i], *is_each ? text + 5 : text) == 0) {
            return (enum workflow_fact)i;
        }
    }
    return WORKFLOW_NO_FACT;
}

static int by_name(const void *a, const void *b)
{
    const struct yaml_pair *const *left = a, *const *right = b;
    return strcmp((*left)->key, (*right)->key);
}

void workflow_order_facts(struct workflow *self)
{
    self->facts_by_name = xcalloc(self->facts.count + 1, sizeof *self->facts_by_name);
    for (size_t i = 0; i < self->facts.count; i++) {
        self->facts_by_name[i] = &self->facts.items[i];
    }
    qsort(self->facts_by_name, self->facts.count, sizeof *self->facts_by_name, by_name);
}

struct name { /* part of a text */
    const char *text;
    size_t len;
};

static int name_to_fact(const void *key, const void *item)
{
    const struct name *name = key;
    const struct yaml_pair *const *fact = item;
    const int order = strncmp(name->text, (*fact)->key, name->len);
    return order != 0 ? order : -((*fact)->key[name->len] != '\0');
}

static const char *declaration(const struct workflow *self, struct name name)
{
    const struct yaml_pair *const *found =
        bsearch(&name, self->facts_by_name, self->facts.count, sizeof *self->facts_by_name,
                name_to_fact);
    return found == NULL ? NULL : (*found)->value;
}

const char *workflow_declaration(const struct workflow *self, const char *name)
{
    return declaration(self, (struct name){name, strlen(name)});
}

static enum workflow_fact kind_of(const struct workflow *self, struct name name)
{
    const char *kind = declaration(self, name);
    bool is_each;
    return kind == NULL ? WORKFLOW_NO_FACT : workflow_fact_kind(kind, &is_each);
}

enum workflow_fact workflow_fact(const struct workflow *self, const char *name)
{
    return kind_of(self, (struct name){name, strlen(name)});
}

/* "photo.wide" of the set "photo". */
static bool is_member(const struct workflow *self, const char *fact, const char *dot)
{
    return kind_of(self, (struct name){fact, (size_t)(dot - fact)}) == WORKFLOW_SET;
}

/* "pay.left" of the time limit "pay". */
static bool is_timer_fact(const struct workflow *self, const char *fact, const char *dot)
{
    const struct workflow_timer *timers = self->timers.items;
    bool is_known = false;
    for (int i = 0; timer_facts[i] != NULL; i++) {
        is_known = is_known || strcmp(timer_facts[i], dot + 1) == 0;
    }
    for (size_t i = 0; is_known && i < self->timers.count; i++) {
        if (strlen(timers[i].id) == (size_t)(dot - fact) &&
            strncmp(timers[i].id, fact, (size_t)(dot - fact)) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_builtin(const char *fact)
{
    for (size_t i = 0; builtin_names[i] != NULL; i++) {
        if (strcmp(builtin_names[i], fact) == 0) {
            return true;
        }
    }
    return false;
}

bool workflow_knows(const struct workflow *self, const char *fact)
{
    const char *dot = strchr(fact, '.');
    const bool is_ours = dot == NULL
                             ? workflow_declaration(self, fact) != NULL
                             : is_member(self, fact, dot) || is_timer_fact(self, fact, dot);
    return is_ours || is_builtin(fact);
}

bool workflow_can_set(const struct workflow *self, const char *fact)
{
    const char *dot = strchr(fact, '.');
    return dot != NULL
               ? is_member(self, fact, dot)
               : workflow_declaration(self, fact) != NULL || strcmp(fact, "subject") == 0;
}
