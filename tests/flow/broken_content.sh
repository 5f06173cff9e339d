#!/bin/bash
# broken_content.sh - one broken file is named with line and column; the rest goes on.
. "$(dirname "$0")/lib.bash"

mkdir -p "$folder/course"
cp -r lessons quizzes cartoons "$folder/course/"
want 0 "$trainer" --content "$folder/course" check

broken=$(find "$folder/course/lessons/scenarios" -name "S02*.yaml" | head -n 1)
printf 'id: [\n' >"$broken"
want 1 "$trainer" --content "$folder/course" check
want_error "S02"
[[ $err =~ S02[^:]*:[0-9]+:[0-9]+: ]] || fail "no line and column"
want 0 "$trainer" --content "$folder/course" lesson list
want_text "L01"
want 0 "$trainer" --content "$folder/course" scenario list
want_text "S01"

printf '\xff\xfe' >>"$folder/course/quizzes/L01.en.gift"
want 1 "$trainer" --content "$folder/course" check quizzes/L01.en.gift "$folder/course/quizzes/L01.en.gift"
want_error "L01.en.gift"
