/* machine_parts.h - the inside of sim/machine.h, shared by machine.c, slots.c, builtins.c. */
#ifndef SIM_MACHINE_PARTS_H
#define SIM_MACHINE_PARTS_H

#include "sim/machine.h"

/* Make the slots of workflow and scenario; all values 0 or "". */
void slots_make(struct machine *self);
void slots_release(struct machine *self);
void slots_clear(struct machine *self);

/* NULL if there is none. */
const struct machine_slot *slots_find(const struct machine *self, const char *name) MUST_USE;
struct expr_value slots_value(const struct machine *self,
                              const struct machine_slot *slot) MUST_USE;

/* A fact written as in YAML: true, false, a number, a day, a word or "=fact".  `is_start`: of
 * an `each` fact every subject's, else that of the subject at hand. */
void slots_write(struct machine *self, const char *name, const char *text, bool is_start);
void slots_write_pairs(struct machine *self, const struct yaml_pairs *pairs, bool is_start);
/* The argument of an action into its fact. */
void slots_write_into(struct machine *self, const struct machine_step *step);

struct expr_value builtin_value(const struct machine *self,
                                enum machine_builtin which) MUST_USE;

#endif
