#!/bin/bash
# demo.sh - the demo shows lesson, case with score and report, and leaves no trace.
. "$(dirname "$0")/lib.bash"

for lang in zh en; do
    want 0 "$trainer" --lang $lang demo
    want_text "L01"
    want_text "10/10"
    want_text "S01"
    want_text "100"
    if grep -q $'\e' "$folder/out"; then fail "an escape byte in the text demo"; fi
done
want_text "Progress report"
[ ! -e "$TRAINER_DB" ] || fail "the demo made a database"
[ -z "$(find "$folder" -name '*.db*')" ] || fail "the demo left a file"
