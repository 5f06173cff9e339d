#!/bin/bash
# database.sh - a database that is missing, foreign, newer, damaged or read-only says so, status 4.
. "$(dirname "$0")/lib.bash"

want 0 "$trainer" officer add --id 21 --name 老墨
want 0 "$trainer" --as 21 scenario run S01 --script tests/scenarios/S01/model.script
want 0 "$trainer" db check
want 0 "$trainer" db backup "$folder/copy.db"
want 0 "$trainer" officer add --id 22 --name 豆豆
want 0 "$trainer" db restore "$folder/copy.db"
want 0 "$trainer" officer list --json
want_json 'map(.id) | join(",")' 21
want 0 "$trainer" db check
want 4 "$trainer" db restore "$folder/nothing.db"

# a report is signed: each chain's head, of both epochs, with the key beside the database
want 0 "$trainer" report progress --format json
want_json '.heads | length' 2
want_json '.heads | map(keys_unsorted | join(",")) | unique | .[0]' station,epoch,seq,hash,key,signature
want_json '.heads | map(.signature | length) | unique | .[0]' 128
want_same "$(stat -c %a "$folder/station.key")" 600
want 0 "$trainer" db check

printf 'this is no database, only a note of some length to be read as one\n' >"$folder/note.db"
want 4 "$trainer" --db "$folder/note.db" officer list
want_error "note.db"
want 4 "$trainer" --db /proc/nowhere/x.db officer list
cp "$folder/copy.db" "$folder/torn.db"
printf 'garbage garbage garbage garbage' | dd of="$folder/torn.db" bs=1 seek=4096 conv=notrunc 2>/dev/null
if "$trainer" --db "$folder/torn.db" db check >/dev/null 2>"$folder/err"; then fail "damage went unnoticed"; fi

# who may only read: looking goes on with a word about it, working says what to do
as_reader() { # a user who owns nothing here, when root runs the tests
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi
}
chmod 711 "$folder"
if ! as_reader test -x "$trainer" || ! as_reader test -x "$folder"; then
    echo "left out: another user cannot reach the program" >&2
    exit 0
fi
readonly_folder=$folder/readonly
mkdir "$readonly_folder"
cp "$folder/copy.db" "$readonly_folder/r.db"
chmod 444 "$readonly_folder/r.db"
chmod 555 "$readonly_folder"
export TRAINER_DB=$readonly_folder/r.db
trap 'chmod 755 "$readonly_folder"' EXIT
want 0 as_reader "$trainer" --lang en officer list --json
want_json 'map(.id) | join(",")' 21
want_error "can only be read"
want 0 as_reader "$trainer" report progress --format json
want_json '.rows | map(.[0]) | join(",")' 21
want_json '.heads[0].signature' null
want 0 as_reader "$trainer" db check
want 4 as_reader "$trainer" --lang en officer add --id 23 --name 阿协
want_error "cannot be written"
want 4 as_reader "$trainer" --lang en --as 21 scenario run S01 --script tests/scenarios/S01/model.script
want_error "cannot be written"
want 4 as_reader "$trainer" --lang en --plain
want_error "cannot be written"
