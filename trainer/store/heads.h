/* heads.h - the newest event of each chain, signed by the station (product §6).
 *
 * Who cuts the newest events off leaves a chain that is whole.  So whenever a report is made,
 * the heads of this station's chains are signed; the signatures go into the report, and into a
 * table where `db check` finds what was cut off or written anew since.  Who may write the
 * database can empty that table, too: then the reports that left the house still tell.
 *
 * Signed bytes: "trainer-head 1\nSTATION\nEPOCH\nSEQ\nHASH\n", the hash in small hex digits.
 * Which key is the station's stands in the log itself (station_key.h).
 */
#ifndef STORE_HEADS_H
#define STORE_HEADS_H

#include "store/store.h"

struct chain_head { /* the newest event of one (station, epoch) */
    char station[SUBJECT_MAX];
    int64_t epoch, seq;
    char hash[65];       /* hex */
    char key[65];        /* public key, hex; "" = not signed */
    char signature[129]; /* hex; "" = not signed */
};

/* The heads with the signatures that they have. Caller frees with free(). */
bool heads_read(struct store *self, struct chain_head **list, size_t *count,
                struct err *err) MUST_USE;

/* Sign those of this station that are not signed yet, and keep the signatures.  Not inside
 * store_begin_reading().  Unsigned stay: heads of other stations; all of them where the
 * database can only be read or the key belongs to another user of a shared host. */
bool heads_sign(struct store *self, struct chain_head *list, size_t count,
                struct err *err) MUST_USE;

/* Does every chain still lead through what was signed?  Each that does not is told to `found`
 * (a sentence); true: all were looked at. */
bool heads_verify(struct store *self, void (*found)(void *context, const char *sentence),
                  void *context, struct err *err) MUST_USE;

#endif
