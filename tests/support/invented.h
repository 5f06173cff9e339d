/* invented.h - a small invented world that uses all that workflows and cases can say: the
 * workflows A (uses base) and B, the case C1 with three subjects, a twin and variants, under
 * A and B, and the case C2 whose act lies under an older law. */
#ifndef SUPPORT_INVENTED_H
#define SUPPORT_INVENTED_H

#include "content/course.h"

/* cmocka group set-up and tear-down; in a sandbox, with the shipped catalog and policies. */
int invented_begin(void **state);
int invented_end(void **state);
const struct course *invented_course(void);

#endif
