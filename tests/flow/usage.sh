#!/bin/bash
# usage.sh - wrong usage says what is wrong and exits 2; help is there for every command.
. "$(dirname "$0")/lib.bash"

want 0 "$trainer" --version
want_text "0.1.0"
want 0 "$trainer" --lang en --help
want_text "catalog search"
"$trainer" --lang en --help | sed -n 's/^  \([a-z]\{2,\}\( [a-z]\{2,\}\)\{0,1\}\)\b.*/\1/p' >"$folder/commands"
[ "$(wc -l <"$folder/commands")" -ge 25 ] || fail "the help lists too few commands"
while read -r words; do
    # shellcheck disable=SC2086  # two words
    want 0 "$trainer" $words --help
    want_text "trainer $words"
done <"$folder/commands"

want 2 "$trainer" --lang en frobnicate
want_error "no command 'frobnicate'"
want 2 "$trainer" --lang en catalog
want_error "catalog list"
want 2 "$trainer" --lang en catalog show
want_error "the form is"
want 2 "$trainer" --lang en catalog list --frob
want_error "unknown option '--frob'"
want 2 "$trainer" --lang en catalog list --on
want_error "--on"
want 2 "$trainer" --lang en catalog list --on 2026-13-40
want_error "no date"
want 2 "$trainer" --lang xx catalog list
want 2 "$trainer" --lang en
want_error "terminal"
want 2 "$trainer" --lang zh frobnicate
want_error "没有命令"
want 1 "$trainer" --content "$folder/nowhere" lesson list
want_error "$folder/nowhere"
# output that cannot be written is no success
if "$trainer" catalog list >/dev/full 2>"$folder/err"; then fail "a full disk went unnoticed"; fi
# every lang works without any locale set
want 0 env -u LANG -u LC_ALL "$trainer" --lang zh lesson list
want_text "一部手机走天下"
