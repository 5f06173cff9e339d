/* faulty_vfs.h - a file system for SQLite that dies or fails at the n-th change.
 *
 * Registered as the default one, so that the store under test knows nothing of it.  A change is
 * a write, sync, truncation or deletion.  Until it is synced, a write is kept in memory only: a
 * process that dies loses what a power cut would lose.
 */
#ifndef SUPPORT_FAULTY_VFS_H
#define SUPPORT_FAULTY_VFS_H

enum faulty_action {
    FAULTY_NOTHING,
    FAULTY_KILL,  /* SIGKILL to this very process */
    FAULTY_ERROR, /* an I/O error, and on every later change too */
    FAULTY_FULL   /* disk full, and on every later change too */
};

void faulty_register(void);
/* From now on act at change number `at` (1 = the next one). */
void faulty_arm(enum faulty_action action, long at);
long faulty_changes(void); /* since the last faulty_arm() */

#endif
