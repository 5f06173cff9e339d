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

printf 'this is no database, only a note of some length to be read as one\n' >"$folder/note.db"
want 4 "$trainer" --db "$folder/note.db" officer list
want_error "note.db"
want 4 "$trainer" --db /proc/nowhere/x.db officer list
cp "$folder/copy.db" "$folder/torn.db"
printf 'garbage garbage garbage garbage' | dd of="$folder/torn.db" bs=1 seek=4096 conv=notrunc 2>/dev/null
if "$trainer" --db "$folder/torn.db" db check >/dev/null 2>"$folder/err"; then fail "damage went unnoticed"; fi
