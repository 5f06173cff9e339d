/* station_key.h - inside store/: the key with which this station signs its chains.
 *
 * Ed25519, in a text file `station.key` beside the database, 0600: one line
 * "trainer-station-key 1", the public half in hex, the secret half in hex.  It is not sealed,
 * because a report is signed with nobody there to type a passphrase; it is not in the database,
 * because a copy or backup of that must not sign in this station's name.  Databases in one
 * folder share it.  The public half stands in the log (station.epoch, station.key), so that a
 * key made anew shows.  A database in memory has a key that is gone with it.
 */
#ifndef STORE_STATION_KEY_H
#define STORE_STATION_KEY_H

#include "store/db.h"

/* Read the key, or make it when there is none; inside store_begin().  *is_there false: it
 * belongs to another user of a shared host.  Wipe with sign_key_wipe(). ERR_STORAGE: damaged,
 * or cannot be written. */
bool station_key_open(struct store *self, struct sign_key *key, bool *is_there,
                      struct err *err) MUST_USE;

/* Put the public half into the log, unless the newest one there is the same. */
bool station_key_announce(struct store *self, const struct sign_key *key,
                          struct err *err) MUST_USE;
/* The same in the event that makes the station; takes nothing of `data`. */
bool station_key_introduce(struct store *self, struct json *data, struct err *err) MUST_USE;

#endif
